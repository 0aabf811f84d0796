// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/sound.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

#include "tests/unit/platform/support.hpp"

namespace kiosk::platform {
namespace {

using namespace std::chrono_literals;
using testing::bytes_of;
using testing::Folder;
using testing::Variable;
using Clock = std::chrono::steady_clock;

bool eventually(const std::function<bool()>& holds) {
  for (const Clock::time_point end = Clock::now() + 10s; Clock::now() < end; std::this_thread::sleep_for(5ms)) {
    if (holds()) return true;
  }
  return holds();
}

// Hands over 1, 2, 3, ... up to `length`, then nothing.
struct Counting {
  std::atomic<int> length{0};
  std::atomic<int> next{0};
  std::atomic<int> calls{0};
  Sound::Pull pull() {
    return [this](std::int16_t* out, std::size_t count) -> std::size_t {
      ++calls;
      const int give = std::min(static_cast<int>(count), length - next);
      for (int i = 0; i < give; ++i) out[i] = static_cast<std::int16_t>(++next);
      return static_cast<std::size_t>(give);
    };
  }
  [[nodiscard]] bool done() const { return next == length; }
};

// SDL's `disk` device writes what would be heard to the file that this names.
struct DiskDevice {
  Folder folder;
  std::filesystem::path file = folder.path() / "device" / "heard.raw";
  Variable driver{"SDL_AUDIODRIVER", "disk"};
  Variable path{"SDL_DISKAUDIOFILE", file.c_str()};
  explicit DiskDevice(bool there = true) { if (there) plug(); }
  void plug() const { std::filesystem::create_directory(file.parent_path()); }
  // The samples written that are not silence.
  [[nodiscard]] std::vector<std::int16_t> heard() const {
    const std::vector<std::uint8_t> bytes = bytes_of(file);
    std::vector<std::int16_t> out;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
      const auto sample = static_cast<std::int16_t>(bytes[i] | bytes[i + 1] << 8);
      if (sample != 0) out.push_back(sample);
    }
    return out;
  }
};

TEST(Sound, PlaysEverySampleOnceInOrder) {
  const DiskDevice device;
  Counting source;
  source.length = 5000;
  {
    Sound sound(source.pull(), {.close_after = 200ms});
    sound.play();
    ASSERT_TRUE(eventually([&] { return source.done(); }));
    std::this_thread::sleep_for(500ms);  // closes, which writes the file out
    EXPECT_EQ(sound.problem(), "");
  }
  const std::vector<std::int16_t> heard = device.heard();
  ASSERT_EQ(heard.size(), 5000U);
  for (std::size_t i = 0; i < heard.size(); ++i) ASSERT_EQ(heard[i], static_cast<std::int16_t>(i + 1));
}

TEST(Sound, OpensNothingUntilAskedAndClosesAfterSilence) {
  const DiskDevice device;
  Counting source;
  Sound sound(source.pull(), {.close_after = 150ms});
  std::this_thread::sleep_for(100ms);
  EXPECT_FALSE(std::filesystem::exists(device.file));
  EXPECT_EQ(source.calls, 0);

  sound.play();
  ASSERT_TRUE(eventually([&] { return source.calls > 0; }));
  std::this_thread::sleep_for(600ms);
  const int calls = source.calls;
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(source.calls, calls) << "the device is still open";

  source.length = 100;  // and it opens again
  sound.play();
  EXPECT_TRUE(eventually([&] { return source.done(); }));
}

TEST(Sound, PlayReturnsAtOnceAndMayBeCalledALot) {
  const DiskDevice device;
  Counting source;
  source.length = 1000;
  Sound sound(source.pull(), {.close_after = 150ms});
  std::vector<std::thread> threads;
  const Clock::time_point start = Clock::now();
  for (int i = 0; i < 4; ++i) threads.emplace_back([&] { for (int j = 0; j < 500; ++j) sound.play(); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_LT(Clock::now() - start, 2s);
  EXPECT_TRUE(eventually([&] { return source.done(); }));
}

TEST(Sound, NoDeviceIsToldOnceAndSpeechStillComesToItsEndInTime) {
  const Variable driver("SDL_AUDIODRIVER", "gramophone");
  Counting source;
  source.length = 11025;  // half a second
  std::atomic<int> changes{0};
  ::testing::internal::CaptureStderr();
  Clock::duration taken{};
  {
    Sound sound(source.pull(), {.close_after = 300ms, .retry_after = 50ms, .on_change = [&] { ++changes; }});
    const Clock::time_point start = Clock::now();
    sound.play();
    ASSERT_TRUE(eventually([&] { return source.done(); }));
    taken = Clock::now() - start;
    EXPECT_NE(sound.problem().find("no sound device could be opened"), std::string::npos) << sound.problem();
    EXPECT_NE(sound.problem().find("Plug in"), std::string::npos) << sound.problem();
  }
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(changes, 1);
  const std::size_t first = log.find("nothing can be heard");
  ASSERT_NE(first, std::string::npos) << log;
  EXPECT_EQ(log.find("nothing can be heard", first + 1), std::string::npos) << log;
  EXPECT_GT(taken, 400ms);
}

TEST(Sound, ALibraryThatGrumblesIsNotHeardInTheLog) {
  const Variable driver("SDL_AUDIODRIVER", "alsa"), cards("ALSA_CONFIG_PATH", "/dev/null");
  Counting source;
  ::testing::internal::CaptureStderr();
  {
    Sound sound(source.pull(), {.close_after = 300ms, .retry_after = 50ms});
    sound.play();
    EXPECT_TRUE(eventually([&] { return !sound.problem().empty(); }));
    std::this_thread::sleep_for(200ms);
  }
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 1) << log;
}

TEST(Sound, ADeviceThatComesLaterIsUsed) {
  const DiskDevice device(false);
  Counting source;
  source.length = 22050;
  Sound sound(source.pull(), {.close_after = 300ms, .retry_after = 50ms});
  sound.play();
  ASSERT_TRUE(eventually([&] { return sound.problem().find("could be opened") != std::string::npos; }));
  device.plug();
  EXPECT_TRUE(eventually([&] { return sound.problem().empty(); }));
  ASSERT_TRUE(eventually([&] { return source.done(); }));
  EXPECT_TRUE(eventually([&] { return !device.heard().empty() && device.heard().back() == 22050; }));
}

TEST(Sound, ALostDeviceIsOpenedAgain) {
  const DiskDevice device;
  std::filesystem::create_symlink("/dev/full", device.file);  // SDL takes a failed write for a lost device
  Counting source;
  source.length = 32000;
  std::atomic<int> changes{0};
  Sound sound(source.pull(), {.close_after = 600ms, .retry_after = 250ms, .on_change = [&] { ++changes; }});
  sound.play();
  ASSERT_TRUE(eventually([&] { return !sound.problem().empty(); }));
  std::this_thread::sleep_for(700ms);  // it opens and is lost again, which is no news
  EXPECT_EQ(changes, 1);
  EXPECT_NE(sound.problem().find("lost"), std::string::npos) << sound.problem();
  std::filesystem::remove(device.file);
  EXPECT_TRUE(eventually([&] { return sound.problem().empty(); }));
  ASSERT_TRUE(eventually([&] { return source.done(); }));
  EXPECT_TRUE(eventually([&] { return !device.heard().empty() && device.heard().back() == 32000; }));
}

TEST(Sound, APullThatBragsIsNotBelieved) {
  const DiskDevice device;
  std::atomic<int> calls{0};
  Sound sound([&](std::int16_t* out, std::size_t count) -> std::size_t {
    std::fill_n(out, count, std::int16_t{1});
    ++calls;
    return count + 1000000;
  });
  sound.play();
  EXPECT_TRUE(eventually([&] { return calls > 5; }));
}

TEST(Sound, EndsWhileItPlays) {
  const DiskDevice device;
  for (int i = 0; i < 5; ++i) {
    Counting source;
    source.length = 30000;
    Sound sound(source.pull());
    sound.play();
    std::this_thread::sleep_for(std::chrono::milliseconds(i * 10));
  }
}

}  // namespace
}  // namespace kiosk::platform
