// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/stick.hpp"

#include <gtest/gtest.h>

namespace kiosk::platform {
namespace {

constexpr const char* mounts =
    "22 28 0:21 / /sys rw,nosuid shared:7 - sysfs sysfs rw\n"
    "28 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
    "31 28 8:17 / /media/staff/OLD\\040STICK ro,nosuid,nodev,noexec shared:9 - vfat /dev/sdb1 ro\n"
    "32 28 8:33 / /mediatheque rw shared:10 - ext4 /dev/sdc1 rw\n";

TEST(StickIn, TheNewestMountBelowTheRoot) {
  EXPECT_EQ(stick_in(mounts, "/media"), "/media/staff/OLD STICK");
  EXPECT_EQ(stick_in(std::string(mounts) + "40 28 8:49 / /media/NEW ro shared:11 - vfat /dev/sdd1 ro\n", "/media"), "/media/NEW");
  EXPECT_EQ(stick_in(mounts, "/media/"), "/media/staff/OLD STICK") << "with or without a slash";
}

TEST(StickIn, NoneWhereNoneIs) {
  EXPECT_FALSE(stick_in(mounts, "/mnt"));
  EXPECT_FALSE(stick_in(mounts, "/medi")) << "a name that only begins like the root";
  EXPECT_FALSE(stick_in("", "/media"));
  EXPECT_FALSE(stick_in("31 28 8:17 / /media rw\n", "/media")) << "the root itself is no stick";
}

TEST(StickIn, AnyBytes) {
  for (const char* text : {"\n\n\n", "1 2 3", "1 2 3 4", "a b c d \\", "a b c d /media/\\04", "a b c d /media/\\999 x", "     "}) EXPECT_NO_FATAL_FAILURE((void)stick_in(text, "/media")) << text;
}

TEST(Stick, WatchesAndEnds) {
  int told = 0;
  Stick stick("/no/such/root", [&] { ++told; });
  EXPECT_FALSE(stick.change()) << "nothing is there and nothing came";
}

}  // namespace
}  // namespace kiosk::platform
