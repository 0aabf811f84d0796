// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/media.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>

#include "tests/support/made_media.hpp"

namespace kiosk::platform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using kiosk::testing::made_media;
using kiosk::testing::signed_video;

constexpr SizePx box{320, 240};

std::string why_not_video(const std::string& bytes, const MediaLimits& limits = {}) {
  auto reader = VideoReader::open(bytes, box, 0, limits);
  if (!reader) return reader.error().detail;
  for (;;) {
    auto moment = reader->next();
    if (!moment) return moment.error().detail;
    if (!moment.value()) return {};
  }
}

TEST(Video, ComesPictureByPictureInTimeAndFitsItsBox) {
  auto reader = VideoReader::open(signed_video(), box);
  ASSERT_TRUE(reader) << reader.error().detail;
  EXPECT_EQ(reader->duration_ms(), 2000);
  std::vector<std::int64_t> times;
  for (;;) {
    auto moment = reader->next();
    ASSERT_TRUE(moment) << moment.error().detail;
    if (!moment.value()) break;
    times.push_back(moment.value()->at_ms);
    EXPECT_EQ(moment.value()->picture->size, (SizePx{320, 180}));
    EXPECT_EQ(moment.value()->picture->pixels.size(), 320U * 180U);
  }
  ASSERT_EQ(times.size(), 20U);
  EXPECT_EQ(times.front(), 0);
  EXPECT_EQ(times.back(), 1900);
  EXPECT_TRUE(std::is_sorted(times.begin(), times.end()));
}

TEST(Video, BeginsAnywhere) {
  auto reader = VideoReader::open(signed_video(), box, 1250);
  ASSERT_TRUE(reader);
  auto moment = reader->next();
  ASSERT_TRUE(moment && moment.value());
  EXPECT_EQ(moment.value()->at_ms, 1200);
}

TEST(Video, FreeCodecsPlay) {
  EXPECT_EQ(why_not_video(made_media("-f lavfi -i testsrc=size=64x64:rate=5:duration=1 -c:v libvpx-vp9 -b:v 50k", "webm")), "");
  EXPECT_EQ(why_not_video(made_media("-f lavfi -i testsrc=size=64x64:rate=5:duration=0.4 -c:v libaom-av1 -cpu-used 8 -b:v 50k", "webm")), "");
}

TEST(Video, OtherTypesAreRefusedByName) {
  EXPECT_THAT(why_not_video(made_media("-f lavfi -i testsrc=size=64x64:rate=5:duration=1 -c:v mpeg4", "mp4")), AllOf(HasSubstr("'mov,mp4"), HasSubstr("WebM")));
  EXPECT_THAT(why_not_video(made_media("-f lavfi -i testsrc=size=64x64:rate=5:duration=1 -c:v mpeg4", "mkv")), AllOf(HasSubstr("coded as 'mpeg4'"), HasSubstr("VP8")));
  EXPECT_THAT(why_not_video(made_media("-f lavfi -i sine=duration=1 -c:a libopus", "webm")), HasSubstr("no picture"));
  EXPECT_THAT(why_not_video("ID,Name\nnot,a video\n"), HasSubstr("no type that is known"));
  EXPECT_THAT(why_not_video(""), HasSubstr("no type that is known"));
}

TEST(Video, CutShortBrokenTooLongAndTooLargeAreErrors) {
  const std::string& whole = signed_video();
  EXPECT_THAT(why_not_video(whole.substr(0, whole.size() / 2)), HasSubstr("A video of the pack cannot be used: it "));
  EXPECT_FALSE(why_not_video(whole.substr(0, 200)).empty());
  std::string broken = whole;
  for (std::size_t i = broken.size() / 3; i < broken.size(); ++i) broken[i] = static_cast<char>(i * 31);
  EXPECT_FALSE(why_not_video(broken).empty());
  MediaLimits limits;
  limits.longest_video_ms = 1000;
  EXPECT_THAT(why_not_video(whole, limits), HasSubstr("2 seconds long, and 1 is the most"));
  limits = {};
  limits.most_pixels = 100;
  EXPECT_THAT(why_not_video(whole, limits), HasSubstr("160 by 90 pixels"));
  limits = {};
  limits.most_pictures = 5;
  EXPECT_THAT(why_not_video(whole, limits), HasSubstr("does not come to an end"));
}

TEST(Sound, BecomesWhatTheSpeakerPlays) {
  for (const auto& [arguments, ending] : {std::pair{"-c:a libopus", "ogg"}, {"-c:a flac", "flac"}, {"-ar 8000", "wav"}, {"-c:a libvorbis -ac 2", "ogg"}}) {
    auto sound = decode_audio(made_media(std::string{"-f lavfi -i sine=frequency=441:duration=1:sample_rate=48000 "} + arguments, ending));
    ASSERT_TRUE(sound) << sound.error().detail;
    EXPECT_NEAR(static_cast<double>(sound->size()), 22050, 300) << arguments;
    // 441 Hz: it goes up through nothing 441 times a second.
    int crossings = 0;
    for (std::size_t i = 1; i < sound->size(); ++i) crossings += sound.value()[i - 1] < 0 && sound.value()[i] >= 0;
    EXPECT_NEAR(crossings, 441, 8) << arguments;
  }
}

TEST(Sound, OtherTypesAndTooLongAreErrors) {
  auto mp3 = decode_audio(made_media("-f lavfi -i sine=duration=1 -c:a libmp3lame", "mp3"));
  ASSERT_FALSE(mp3);
  EXPECT_THAT(mp3.error().detail, AllOf(HasSubstr("A recording"), HasSubstr("'mp3'"), HasSubstr("FLAC")));
  EXPECT_FALSE(decode_audio(signed_video()));
  MediaLimits limits;
  limits.longest_sound_ms = 500;
  const std::string second = made_media("-f lavfi -i sine=duration=1", "wav");
  EXPECT_FALSE(decode_audio(second, limits));
  EXPECT_TRUE(decode_audio(second));
  // What the header promises and the file does not hold is not waited for.
  auto cut = decode_audio(second.substr(0, second.size() / 2));
  if (cut) {
    EXPECT_LT(cut->size(), 22050U);
  }
}

TEST(Image, IsScaledDownNeverUpAndOpaque) {
  auto large = decode_image(made_media("-f lavfi -i color=red:size=640x640 -frames:v 1", "png"), box);
  ASSERT_TRUE(large) << large.error().detail;
  EXPECT_EQ(large->size, (SizePx{240, 240}));
  EXPECT_EQ(large->pixels.front() >> 24U, 255U);
  EXPECT_GT(large->pixels.front() >> 16U & 0xFFU, 240U);
  auto small = decode_image(made_media("-f lavfi -i color=blue:size=16x8 -frames:v 1", "jpg"), box);
  ASSERT_TRUE(small) << small.error().detail;
  EXPECT_EQ(small->size, (SizePx{16, 8}));
  auto clear = decode_image(made_media("-f lavfi -i color=black@0.0:size=8x8,format=rgba -frames:v 1", "png"), box);
  ASSERT_TRUE(clear) << clear.error().detail;
  EXPECT_EQ(clear->pixels.front(), 0xFFFFFFFFU);
  EXPECT_FALSE(decode_image(made_media("-f lavfi -i color=red:size=8x8 -frames:v 1", "gif"), box));
}

TEST(Film, ShowsThePictureOfTheMoment) {
  std::atomic<int> told = 0;
  Film film(std::make_shared<const std::string>(signed_video()), box, 0, [&] { ++told; });
  film.wait_for(0);
  EXPECT_TRUE(film.show(0));
  const auto first = film.picture();
  ASSERT_TRUE(first);
  EXPECT_FALSE(film.show(50));  // the same picture
  film.wait_for(1000);
  EXPECT_TRUE(film.show(1000));
  EXPECT_NE(film.picture()->pixels, first->pixels);
  EXPECT_EQ(film.duration_ms(), 2000);
  EXPECT_FALSE(film.over(1000));
  film.wait_for(5000);
  film.show(5000);
  EXPECT_TRUE(film.over(5000));
  EXPECT_FALSE(film.failure());
  EXPECT_GT(told, 20);

  // The same time on another player is the same picture.
  Film again(std::make_shared<const std::string>(signed_video()), box, 1000, {});
  again.wait_for(1000);
  EXPECT_TRUE(again.show(1000));
  film.wait_for(5000);
  Film straight(std::make_shared<const std::string>(signed_video()), box, 0, {});
  straight.wait_for(1000);
  straight.show(1000);
  EXPECT_EQ(straight.picture()->pixels, again.picture()->pixels);
}

TEST(Film, StopsAtOnceAndSaysWhatIsBroken) {
  { Film film(std::make_shared<const std::string>(signed_video()), box, 0, {}); }
  Film film(std::make_shared<const std::string>("no video"), box, 0, {});
  film.wait_for(0);
  ASSERT_TRUE(film.failure());
  EXPECT_FALSE(film.picture());
}

}  // namespace
}  // namespace kiosk::platform
