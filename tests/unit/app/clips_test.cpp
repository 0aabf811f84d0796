// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/clips.hpp"

#include <fstream>

#include "tests/support/made_media.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::app {
namespace {

using ClipsTest = packs::PackTest;

TEST_F(ClipsTest, AnswersExactlyTheWordsThatWereRecorded) {
  auto source = small_source();
  source["Media.csv"] =
      "For,Which one,Kind,Language,File,Words,Captions,Source\n"
      "any words,,recorded words,ar,hello.ogg,Hello,,us\n"
      "any words,,recorded words,ar,broken.ogg,Broken,,us\n";
  write_source(source);
  write("source/media/hello.ogg", testing::made_media("-f lavfi -i sine=duration=1 -c:a libopus", "ogg"));
  write("source/media/broken.ogg", "OggS and no more");
  auto clips = Clips::open(built(1));
  ASSERT_TRUE(clips) << clips.error().detail;
  Clips& clip = *clips.value();
  const auto hello = clip("ar", "Hello");
  ASSERT_TRUE(hello);
  EXPECT_NEAR(static_cast<double>(hello->size()), 22050, 300);
  EXPECT_FALSE(clip("en", "Hello"));
  EXPECT_FALSE(clip("ar", "hello"));
  EXPECT_FALSE(clip("ar", "Broken"));
}

}  // namespace
}  // namespace kiosk::app
