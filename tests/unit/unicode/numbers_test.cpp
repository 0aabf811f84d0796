// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/numbers.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace kiosk::unicode {
namespace {

TEST(Decimal, WritesTheLanguagesSeparatorAndLatinDigits) {
  EXPECT_EQ(decimal("en", 1.2, 1), "1.2");
  EXPECT_EQ(decimal("pl", 1.2, 1), "1,2");
  for (const char* language : {"ar", "ur", "bn", "pa", "zh-Hans"}) EXPECT_EQ(decimal(language, 1.2, 1), "1.2") << language;
  EXPECT_EQ(decimal("fa", 12, 0), "12");
}

TEST(Decimal, RoundsHalfUp) {
  EXPECT_EQ(decimal("en", 0.25, 1), "0.3");
  EXPECT_EQ(decimal("en", 0.35, 1), "0.4");
  EXPECT_EQ(decimal("en", 11.5, 0), "12");
  EXPECT_EQ(decimal("en", 12.5, 0), "13");
}

TEST(Decimal, HasNoBidiMarksBeforeAMinus) {
  EXPECT_EQ(decimal("ar", -3, 0), "-3");
  EXPECT_EQ(decimal("en", -3, 0), "-3");
}

TEST(Decimal, GivesNothingForWhatIsNotANumber) {
  EXPECT_EQ(decimal("en", std::numeric_limits<double>::quiet_NaN(), 1), "");
  EXPECT_EQ(decimal("en", std::numeric_limits<double>::infinity(), 1), "");
}

}  // namespace
}  // namespace kiosk::unicode
