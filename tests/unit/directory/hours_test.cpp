// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/hours.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::directory {
namespace {

using namespace std::chrono;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr year_month_day thursday = 2026y / November / 12;
constexpr int minutes(int hour, int minute = 0) { return hour * 60 + minute; }

ScheduleRow row(const char* byday, const char* opens, const char* closes) {
  ScheduleRow made;
  made.freq = "WEEKLY";
  made.byday = byday;
  made.opens_at = opens;
  made.closes_at = closes;
  return made;
}
Hours week(const std::vector<ScheduleRow>& rows, const std::vector<ExceptionRow>& exceptions = {}) {
  Hours hours = hours_from(rows, exceptions, thursday);
  hours.confirmed = 2026y / October / 1;
  return hours;
}
OpenNow open(year_month_day date, int minute) { return {OpenState::open_until, LocalTime{date, minute}}; }
OpenNow closed(year_month_day date, int minute) { return {OpenState::closed_until, LocalTime{date, minute}}; }
const OpenNow ring{};

TEST(ParseTime, TakesTheFormsThatSourcesUse) {
  EXPECT_EQ(parse_time("10:00"), 600);
  EXPECT_EQ(parse_time("10:00Z"), 600);
  EXPECT_EQ(parse_time("10:00:00"), 600);
  EXPECT_EQ(parse_time("10:00:00Z"), 600);
  EXPECT_EQ(parse_time("24:00"), 1440);
  for (const char* bad : {"", "1", "10", "10:", "10:0", "10-00", "25:00", "24:01", "10:60", "10:00+01:00", "10:00:6", "10:00:00 pm", "noon", "-1:00"})
    EXPECT_FALSE(parse_time(bad)) << bad;
}

TEST(HoursFrom, ALunchBreakIsTwoPeriods) {
  const Hours hours = week({row("MO,TU", "13:00", "17:00"), row("MO", "09:00", "12:00")});
  EXPECT_TRUE(hours.known);
  EXPECT_THAT(hours.week[0], ElementsAre(Period{540, 720}, Period{780, 1020}));
  EXPECT_THAT(hours.week[1], ElementsAre(Period{780, 1020}));
  EXPECT_THAT(hours.week[2], IsEmpty());
}

TEST(HoursFrom, AFullDayAndMidnight) {
  EXPECT_THAT(week({row("MO", "00:00", "23:59")}).week[0], ElementsAre(Period{0, 1440}));
  EXPECT_THAT(week({row("MO", "00:00", "00:00")}).week[0], ElementsAre(Period{0, 1440}));
  EXPECT_THAT(week({row("MO", "18:00", "00:00")}).week[0], ElementsAre(Period{1080, 1440}));
  const Hours late = week({row("SU", "22:00", "02:00")});
  EXPECT_THAT(late.week[6], ElementsAre(Period{1320, 1440}));
  EXPECT_THAT(late.week[0], ElementsAre(Period{0, 120}));
}

TEST(HoursFrom, OverlapsBecomeOne) {
  EXPECT_THAT(week({row("FR", "09:00", "13:00"), row("FR", "12:00", "15:00"), row("FR", "15:00", "16:00"), row("FR", "10:00", "11:00")}).week[4],
              ElementsAre(Period{540, 960}));
}

TEST(HoursFrom, ValidToLeavesHoursUnknownAndUntilEndsThem) {
  ScheduleRow expired = row("MO", "09:00", "17:00");
  expired.valid_to = "2026-11-11";
  EXPECT_FALSE(week({expired}).known);
  expired.valid_to = "2026-11-12T00:00:00Z";
  EXPECT_TRUE(week({expired}).known);
  ScheduleRow ended = row("MO", "09:00", "17:00");
  ended.until = "2026-11-11";
  EXPECT_TRUE(week({ended}).known);
  EXPECT_THAT(week({ended}).week[0], IsEmpty());
  ScheduleRow to_come = row("MO", "09:00", "17:00");
  to_come.valid_from = "2026-11-13";
  EXPECT_FALSE(week({to_come}).known);
}

TEST(HoursFrom, WhatIsNoWeekIsUnknown) {
  ScheduleRow monthly = row("1TU", "09:00", "17:00");
  EXPECT_FALSE(week({monthly}).known);
  monthly = row("TU", "09:00", "17:00");
  monthly.freq = "MONTHLY";
  EXPECT_FALSE(week({monthly}).known);
  ScheduleRow alternate = row("TU", "09:00", "17:00");
  alternate.interval = 2;
  EXPECT_FALSE(week({alternate}).known);
  for (const char* byday : {"", ",", "XX", "MO,", "MONDAY", "\xFF\xFE"}) EXPECT_FALSE(week({row(byday, "09:00", "17:00")}).known) << byday;
  EXPECT_FALSE(week({row("MO", "", "17:00")}).known);
  EXPECT_FALSE(week({row("MO", "09:00", "09:00")}).known);
  EXPECT_FALSE(week({}).known);
  EXPECT_TRUE(week({row("mo, tu", "09:00", "17:00")}).known);
}

TEST(HoursFrom, ExceptionsAreByDate) {
  const Hours hours = week({row("FR", "09:00", "17:00")},
                           {{"2026-12-25", "", "", "Christmas Day", ExceptionRow::Day::closed},
                            {"2026-11-13", "13:00", "15:00", "Training", ExceptionRow::Day::open},
                            {"2026-11-13", "10:00", "12:00", "", ExceptionRow::Day::open},
                            {"2026-11-11", "", "", "past", ExceptionRow::Day::closed},
                            {"soon", "", "", "no date", ExceptionRow::Day::closed},
                            {"2026-11-20", "rubbish", "", "", ExceptionRow::Day::open}});
  ASSERT_EQ(hours.exceptions.size(), 2u);
  EXPECT_EQ(hours.exceptions[0].date, 2026y / November / 13);
  EXPECT_THAT(hours.exceptions[0].periods, ElementsAre(Period{600, 720}, Period{780, 900}));
  EXPECT_EQ(hours.exceptions[0].note, "Training");
  EXPECT_THAT(hours.exceptions[1].periods, IsEmpty());
}

TEST(OpenAt, BeforeDuringBetweenAndAfter) {
  const Hours hours = week({row("TH", "09:00", "12:00"), row("TH", "13:00", "17:00"), row("MO", "10:00", "16:00")});
  EXPECT_EQ(open_at(hours, {thursday, minutes(8, 59)}), closed(thursday, 540));
  EXPECT_EQ(open_at(hours, {thursday, minutes(9)}), open(thursday, 720));
  EXPECT_EQ(open_at(hours, {thursday, minutes(11, 59)}), open(thursday, 720));
  EXPECT_EQ(open_at(hours, {thursday, minutes(12)}), closed(thursday, 780));
  EXPECT_EQ(open_at(hours, {thursday, minutes(17)}), closed(2026y / November / 16, 600));
}

TEST(OpenAt, CrossesMidnight) {
  const Hours hours = week({row("TH", "22:00", "02:00")});
  EXPECT_EQ(open_at(hours, {thursday, minutes(23)}), open(2026y / November / 13, 120));
  EXPECT_EQ(open_at(hours, {2026y / November / 13, minutes(1)}), open(2026y / November / 13, 120));
  EXPECT_EQ(open_at(hours, {2026y / November / 13, minutes(2)}), closed(2026y / November / 19, 1320));
  EXPECT_EQ(open_at(week({row("TH", "18:00", "00:00")}), {thursday, minutes(19)}), open(2026y / November / 13, 0));
}

TEST(OpenAt, AllDayEveryDayNeverCloses) {
  EXPECT_EQ(open_at(week({row("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")}), {thursday, 0}), (OpenNow{OpenState::open_until, std::nullopt}));
  EXPECT_EQ(open_at(week({row("TH,FR", "00:00", "23:59")}), {thursday, 5}), open(2026y / November / 14, 0));
}

TEST(OpenAt, ExceptionsStandOverTheWeek) {
  const Hours hours = week({row("TH,FR", "09:00", "17:00")}, {{"2026-11-12", "", "", "", ExceptionRow::Day::closed},
                                                              {"2026-11-13", "12:00", "14:00", "", ExceptionRow::Day::open}});
  EXPECT_EQ(open_at(hours, {thursday, minutes(10)}), closed(2026y / November / 13, 720));
  EXPECT_EQ(open_at(hours, {2026y / November / 13, minutes(13)}), open(2026y / November / 13, 840));
}

TEST(OpenAt, BankHolidaysNobodyGaveHoursForWantARing) {
  const auto friday = 2026y / December / 25, monday = 2026y / December / 28;
  const std::vector<year_month_day> bank_holidays{2026y / August / 31, friday, monday};
  Hours hours = hours_from({row("MO,TU,WE,TH,FR,SA,SU", "09:00", "17:00")}, {}, thursday, bank_holidays);
  hours.confirmed = 2026y / October / 1;
  EXPECT_THAT(hours.unknown_days, ElementsAre(friday, monday)) << "what is past goes";
  EXPECT_EQ(open_at(hours, {friday, minutes(10)}), ring);
  EXPECT_EQ(open_at(hours, {2026y / December / 24, minutes(10)}), open(2026y / December / 24, minutes(17)));
  EXPECT_EQ(open_at(hours, {2026y / December / 24, minutes(18)}), closed(2026y / December / 26, minutes(9)));
  EXPECT_EQ(open_at(hours, {2026y / December / 26, minutes(10)}), open(2026y / December / 26, minutes(17)));

  ExceptionRow short_day{"2026-12-28", "10:00", "12:00", "", ExceptionRow::Day::open};
  hours = hours_from({row("MO", "09:00", "17:00")}, {short_day, {"2026-12-25", "", "", "", ExceptionRow::Day::closed}}, thursday, bank_holidays);
  hours.confirmed = 2026y / October / 1;
  EXPECT_THAT(hours.unknown_days, IsEmpty());
  EXPECT_EQ(open_at(hours, {monday, minutes(11)}), open(monday, minutes(12)));
  EXPECT_EQ(open_at(hours, {friday, minutes(11)}), closed(monday, minutes(10)));

  // Open past midnight into such a day: as far as anybody knows.
  hours = hours_from({row("TH", "18:00", "02:00")}, {}, thursday, bank_holidays);
  hours.confirmed = 2026y / October / 1;
  EXPECT_EQ(open_at(hours, {2026y / December / 24, minutes(20)}), open(friday, 0));
}

TEST(OpenAt, LooksFourteenDaysAhead) {
  std::vector<ExceptionRow> shut;
  for (const char* date : {"2026-11-12", "2026-11-19", "2026-11-26"}) shut.push_back({date, "", "", "", ExceptionRow::Day::closed});
  EXPECT_EQ(open_at(week({row("TH", "09:00", "17:00")}, shut), {thursday, 0}), ring);
  shut.pop_back();
  EXPECT_EQ(open_at(week({row("TH", "09:00", "17:00")}, shut), {thursday, 0}), closed(2026y / November / 26, 540));
}

TEST(OpenAt, ClocksChangeAndWallTimesStay) {
  const Hours hours = week({row("SU", "00:30", "17:00"), row("SA", "09:00", "17:00")});
  // 29 March 2026, 00:59 GMT and 02:00 BST are a minute apart.
  EXPECT_EQ(open_at(hours, london_time(*parse_iso8601("2026-03-29T00:59:00Z"))), open(2026y / March / 29, 1020));
  const LocalTime spring = london_time(*parse_iso8601("2026-03-29T15:59:00Z"));
  EXPECT_EQ(spring.minute_of_day, minutes(16, 59));
  Hours confirmed = hours;
  confirmed.confirmed = 2026y / March / 1;
  EXPECT_EQ(open_at(confirmed, spring), open(2026y / March / 29, 1020));
  EXPECT_EQ(open_at(confirmed, london_time(*parse_iso8601("2026-03-29T16:00:00Z"))), closed(2026y / April / 4, 540));
  EXPECT_EQ(open_at(confirmed, london_time(*parse_iso8601("2026-10-25T16:59:00Z"))), open(2026y / October / 25, 1020));
}

TEST(OpenAt, HoursNobodyConfirmedForAYearWantARing) {
  Hours hours = week({row("TH", "09:00", "17:00")});
  hours.confirmed = 2025y / November / 12;
  EXPECT_EQ(open_at(hours, {thursday, minutes(10)}), open(thursday, 1020));
  hours.confirmed = 2025y / November / 11;
  EXPECT_EQ(open_at(hours, {thursday, minutes(10)}), ring);
  hours.confirmed.reset();
  EXPECT_EQ(open_at(hours, {thursday, minutes(10)}), ring);
  hours.confirmed = 2024y / February / 29;
  EXPECT_EQ(open_at(hours, {2025y / March / 1, minutes(10)}).state, OpenState::closed_until);
  EXPECT_EQ(open_at(week({}), {thursday, minutes(10)}), ring);
}

TEST(Distance, Haversine) {
  // Leeds Central Library to Harehills: two and a bit miles.
  EXPECT_NEAR(miles_between({53.8001, -1.5478}, {53.8001, -1.5478}), 0, 1e-9);
  EXPECT_NEAR(miles_between({53.8001, -1.5478}, {53.8136, -1.5090}), 1.84, 0.02);
  EXPECT_NEAR(miles_between({0, 0}, {0, 180}), 12436.8, 1);
  EXPECT_NEAR(miles_between({51.5074, -0.1278}, {53.8008, -1.5491}), 169.3, 0.5);
}

}  // namespace
}  // namespace kiosk::directory
