// SPDX-License-Identifier: GPL-3.0-or-later
// Headphones in and out (EN 301 549 5.1.3.9), from a socket that may flap.
#include "kiosk/access/jack.hpp"

#include <gtest/gtest.h>

namespace kiosk::access {
namespace {

using Plug = Jack::Plug;

TEST(En301549_5_1_3_9_Jack, TheFirstInIsBelievedAtOnce) {
  Jack jack;
  EXPECT_EQ(jack.seen(Plug::in, 5), Plug::in);
  EXPECT_EQ(jack.seen(Plug::in, 6), std::nullopt);
  EXPECT_EQ(jack.next_deadline_ms(), std::nullopt);
}

TEST(En301549_5_1_3_9_Jack, OutIsBelievedAtOnceAlways) {
  Jack jack;
  EXPECT_EQ(jack.seen(Plug::out, 0), std::nullopt) << "was never in";
  for (std::int64_t at = 1000; at < 100'000; at += 5000) {
    ASSERT_EQ(jack.seen(Plug::in, at), Plug::in);
    ASSERT_EQ(jack.seen(Plug::out, at + 1), Plug::out);
  }
}

TEST(En301549_5_1_3_9_Jack, BackInAMomentLaterItMustStayFor300Ms) {
  Jack jack;
  jack.seen(Plug::in, 0);
  jack.seen(Plug::out, 1000);
  EXPECT_EQ(jack.seen(Plug::in, 1999), std::nullopt);
  EXPECT_EQ(jack.next_deadline_ms(), 2299);
  EXPECT_EQ(jack.tick(2298), std::nullopt);
  EXPECT_EQ(jack.tick(2299), Plug::in);
  EXPECT_EQ(jack.tick(2300), std::nullopt) << "told once";
  EXPECT_FALSE(jack.began_to_flap()) << "a hand may do that";
  jack.seen(Plug::out, 5000);
  EXPECT_EQ(jack.seen(Plug::in, 6000), Plug::in) << "a second later it is a hand";
}

TEST(En301549_5_1_3_9_Jack, FlappingIsSilenceAndOneLine) {
  Jack jack;
  jack.seen(Plug::in, 0);
  EXPECT_EQ(jack.seen(Plug::out, 10'000), Plug::out);
  int lines = 0;
  for (std::int64_t at = 10'000; at < 40'000; at += 200) {
    ASSERT_EQ(jack.seen(Plug::in, at + 100), std::nullopt);
    ASSERT_EQ(jack.tick(at + 199), std::nullopt);
    ASSERT_EQ(jack.seen(Plug::out, at + 200), std::nullopt);
    lines += jack.began_to_flap() ? 1 : 0;
  }
  EXPECT_EQ(lines, 1);
  EXPECT_EQ(jack.seen(Plug::in, 50'000), Plug::in) << "mended";
  // Quiet for a minute, then again: told again.
  EXPECT_EQ(jack.seen(Plug::out, 120'000), Plug::out);
  jack.seen(Plug::in, 120'100);
  jack.seen(Plug::out, 120'200);
  EXPECT_TRUE(jack.began_to_flap());
}

TEST(Jack, FoundInAtTheStartIsInAndComesOutLikeAnyOther) {
  Jack jack;
  EXPECT_EQ(jack.seen(Plug::found_in, 0), Plug::found_in);
  EXPECT_EQ(jack.seen(Plug::in, 1), std::nullopt);
  EXPECT_EQ(jack.seen(Plug::out, 2), Plug::out);
}

}  // namespace
}  // namespace kiosk::access
