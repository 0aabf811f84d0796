// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/headphone_jack.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace kiosk::platform {
namespace {

// As the kernel names them (sound/hda, sound/soc).
TEST(HeadphoneJack, IsKnownByItsName) {
  for (const char* name : {"Headphone Jack", "Front Headphone Jack", "Headphone Front Jack", "Headphone Mic Jack", "Headset Headphone Jack"})
    EXPECT_TRUE(is_headphone_jack(name)) << name;
  for (const char* name : {"", "Jack", "Headphone Playback Switch", "Mic Jack", "Line Out Jack", "Speaker Phantom Jack", "Headphone Phantom Jack",
                           "HDMI/DP,pcm=3 Jack", "Headphone"})
    EXPECT_FALSE(is_headphone_jack(name)) << name;
}

TEST(HeadphoneJack, WithoutACardThereIsNoChangeAndItEndsAtOnce) {
  for (int round = 0; round < 20; ++round) {
    HeadphoneJack jack([] {});
    for (const HeadphoneJack::Change& change : jack.changes()) EXPECT_EQ(change.when, HeadphoneJack::When::at_start);
  }
}

}  // namespace
}  // namespace kiosk::platform
