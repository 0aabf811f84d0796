// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/base/clock.hpp"

#include <gtest/gtest.h>

namespace kiosk {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

UtcTime utc(year_month_day date, hours h, minutes m = 0min) { return sys_days{date} + h + m; }

// The last Sundays of March and October 2026 are the 29th and the 25th.
TEST(LondonTime, ChangesAtOneInTheMorningUtc) {
  const auto spring = 2026y / March / 29;
  EXPECT_EQ(london_time(utc(spring, 0h, 59min)), (LocalTime{spring, 59}));
  EXPECT_EQ(london_time(utc(spring, 1h)), (LocalTime{spring, 2 * 60}));
  const auto autumn = 2026y / October / 25;
  EXPECT_EQ(london_time(utc(autumn, 0h, 59min)), (LocalTime{autumn, 119}));
  EXPECT_EQ(london_time(utc(autumn, 1h)), (LocalTime{autumn, 60}));
}

TEST(LondonTime, SummerEveningBelongsToTheNextDay) {
  EXPECT_EQ(london_time(utc(2026y / July / 31, 23h, 30min)), (LocalTime{2026y / August / 1, 30}));
  EXPECT_EQ(london_time(utc(2026y / December / 31, 23h, 30min)), (LocalTime{2026y / December / 31, 23 * 60 + 30}));
}

TEST(LondonTime, TurnsBackAtEveryHourOfAYear) {
  for (UtcTime t = utc(2026y / January / 1, 0h); t < utc(2027y / January / 1, 0h); t += 1h) {
    // The hour after the autumn change is the second of two alike.
    const bool second_of_two = t >= utc(2026y / October / 25, 1h) && t < utc(2026y / October / 25, 2h);
    EXPECT_EQ(utc_from_london(london_time(t)), second_of_two ? t - 1h : t) << t.time_since_epoch().count();
  }
}

TEST(ParseIso8601, ReadsLeedsTimeAndUtc) {
  EXPECT_EQ(parse_iso8601("2026-11-12T10:42"), utc(2026y / November / 12, 10h, 42min));
  EXPECT_EQ(parse_iso8601("2026-07-12T10:42"), utc(2026y / July / 12, 9h, 42min));
  EXPECT_EQ(parse_iso8601("2026-07-12T10:42Z"), utc(2026y / July / 12, 10h, 42min));
  EXPECT_EQ(parse_iso8601("2026-11-12T10:42:30"), utc(2026y / November / 12, 10h, 42min) + 30s);
}

TEST(ParseIso8601, RefusesAnythingElse) {
  for (const char* text : {"", "Z", "tomorrow", "2026-02-30T10:00", "2026-13-01T10:00", "2026-11-12T24:00", "2026-11-12T10:60",
                           "2026-11-12 10:42", "2026-11-12T10:42:", "2026-11-12T10:42:60", "2026-11-12T10:42+01:00", "2026-1-12T10:42",
                           "2026-11-12T10-42", "-026-11-12T10:42", "2026-11-12T1 :42", "2026-11-12T10:42ZZ", "20261112T1042"})
    EXPECT_FALSE(parse_iso8601(text)) << text;
}

TEST(ParseDate, ReadsRealDatesOnly) {
  EXPECT_EQ(parse_date("2028-02-29"), 2028y / February / 29);
  for (const char* text : {"2026-02-29", "2026-00-10", "2026-11-00", "2026/11/12", "2026-11-12 ", "", "२०२६-११-१२"})
    EXPECT_FALSE(parse_date(text)) << text;
}

}  // namespace
}  // namespace kiosk
