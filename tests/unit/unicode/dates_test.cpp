// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/dates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::unicode {
namespace {

using namespace std::chrono;
using testing::HasSubstr;

constexpr year_month_day thursday{year{2026}, November, day{12}};

std::string date(std::string_view language, std::string_view pattern, year_month_day when = thursday) {
  const auto parsed = DatePattern::parse(language, pattern);
  return parsed ? parsed->date(when) : "refused: " + parsed.error().detail;
}

std::string time(std::string_view language, std::string_view pattern, int minute, const HalfDays& half_days = {}) {
  const auto parsed = DatePattern::parse(language, pattern, half_days);
  return parsed ? parsed->time(minute) : "refused: " + parsed.error().detail;
}

TEST(DatePattern, WritesDatesInTheLanguagesOwnNames) {
  EXPECT_EQ(date("en", "EEEE d MMMM"), "Thursday 12 November");
  EXPECT_EQ(date("en", "d MMMM yyyy"), "12 November 2026");
  EXPECT_EQ(date("ar", "EEEE d MMMM"), "الخميس 12 نوفمبر");
  EXPECT_EQ(date("pl", "EEEE, d MMMM"), "czwartek, 12 listopada");
}

TEST(DatePattern, IsGregorianWithLatinDigitsWhateverTheHabit) {
  for (const char* language : {"ar", "fa", "ur", "bn", "pa", "ckb", "ps", "ti", "am", "hi", "zh-Hans", "th", "he"}) {
    EXPECT_EQ(date(language, "d/M/yyyy"), "12/11/2026") << language;
    EXPECT_EQ(time(language, "HH:mm", 9 * 60 + 5), "09:05") << language;
  }
}

TEST(DatePattern, HoldsOverLeapDaysAndLongYears) {
  EXPECT_EQ(date("en", "EEEE d MMMM yyyy", year{2028} / February / 29), "Tuesday 29 February 2028");
  EXPECT_EQ(date("en", "d MMMM yyyy", year{2026} / December / 31), "31 December 2026");  // a week-year pattern would say 2027
  EXPECT_EQ(date("en", "d MMMM yyyy", year{1969} / December / 31), "31 December 1969");
}

TEST(DatePattern, GivesNothingForADateThatIsNotInTheCalendar) {
  EXPECT_EQ(date("en", "d MMMM yyyy", year{2026} / February / 31), "");
  EXPECT_EQ(date("en", "d MMMM yyyy", year_month_day{}), "");
}

TEST(DatePattern, NamesEveryWeekday) {
  const auto names = DatePattern::parse("en", "EEEE");
  ASSERT_TRUE(names.ok());
  EXPECT_EQ(names->weekday(Monday), "Monday");
  EXPECT_EQ(names->weekday(Thursday), "Thursday");
  EXPECT_EQ(names->weekday(Saturday), "Saturday");
  EXPECT_EQ(names->weekday(Sunday), "Sunday");
  EXPECT_EQ(names->weekday(weekday{9}), "");
  const auto arabic = DatePattern::parse("ar", "EEEE");
  ASSERT_TRUE(arabic.ok());
  EXPECT_EQ(arabic->weekday(Friday), "الجمعة");
}

TEST(DatePattern, WritesTimes) {
  const HalfDays english{"am", "pm"};
  EXPECT_EQ(time("en", "ha", 9 * 60, english), "9am");
  EXPECT_EQ(time("en", "h.mma", 17 * 60 + 30, english), "5.30pm");
  EXPECT_EQ(time("en", "h.mma", 0, english), "12.00am");
  EXPECT_EQ(time("en", "h.mma", 12 * 60 + 5, english), "12.05pm");
  EXPECT_EQ(time("ar", "HH:mm", 17 * 60 + 30), "17:30");
  EXPECT_EQ(time("ar", "HH:mm", 1440), "00:00");
  EXPECT_EQ(time("ar", "HH:mm", -1), "23:59");
}

TEST(DatePattern, KeepsQuotedWords) { EXPECT_EQ(date("en", "d 'of' MMMM"), "12 of November"); }

TEST(DatePattern, RefusesSlips) {
  EXPECT_THAT(date("en", ""), HasSubstr("is empty"));
  EXPECT_THAT(date("en", "d of MMMM"), HasSubstr("the letter 'o'"));
  EXPECT_THAT(date("en", "DD MMMM YYYY"), HasSubstr("the letter 'D'"));
  EXPECT_THAT(date("en", "d MMMM YYYY"), HasSubstr("the letter 'Y'"));  // the year of the week: wrong each New Year
  EXPECT_EQ(date("not a language", "d/M/yyyy"), "12/11/2026");
}

TEST(DatePattern, SurvivesHostilePatterns) {
  EXPECT_FALSE(date("en", std::string(10'000, '\'')).starts_with("12"));
  date("en", std::string(10'000, 'y'));
  date("en", "\xff\xfe d");
  SUCCEED();
}

}  // namespace
}  // namespace kiosk::unicode
