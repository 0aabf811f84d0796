// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/numbers.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace kiosk::unicode {
namespace {

TEST(Decimal, WritesTheLanguagesSeparatorAndLatinDigits) {
  EXPECT_EQ(Decimal("en", 1)(1.2), "1.2");
  EXPECT_EQ(Decimal("pl", 1)(1.2), "1,2");
  for (const char* language : {"ar", "ur", "bn", "pa", "zh-Hans"}) EXPECT_EQ(Decimal(language, 1)(1.2), "1.2") << language;
  EXPECT_EQ(Decimal("fa", 0)(12), "12");
}

TEST(Decimal, RoundsHalfUp) {
  EXPECT_EQ(Decimal("en", 1)(0.25), "0.3");
  EXPECT_EQ(Decimal("en", 1)(0.35), "0.4");
  EXPECT_EQ(Decimal("en", 0)(11.5), "12");
  EXPECT_EQ(Decimal("en", 0)(12.5), "13");
}

TEST(Decimal, HasNoBidiMarksBeforeAMinus) {
  EXPECT_EQ(Decimal("ar", 0)(-3), "-3");
  EXPECT_EQ(Decimal("en", 0)(-3), "-3");
}

TEST(Decimal, GivesNothingForWhatIsNotANumber) {
  EXPECT_EQ(Decimal("en", 1)(std::numeric_limits<double>::quiet_NaN()), "");
  EXPECT_EQ(Decimal("en", 1)(std::numeric_limits<double>::infinity()), "");
}

}  // namespace
}  // namespace kiosk::unicode
