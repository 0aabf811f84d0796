// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/hours.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace kiosk::directory {
namespace {

using namespace std::chrono;

constexpr int midnight = 24 * 60;
constexpr int days_looked_ahead = 14;

int weekday_index(year_month_day date) { return static_cast<int>(weekday{sys_days{date}}.iso_encoding()) - 1; }

// MO is 0. Nothing for `1MO` (the first Monday of a month) and the like.
std::optional<int> weekday_of(std::string_view code) {
  constexpr std::array<std::string_view, 7> codes{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (code == codes[i]) return static_cast<int>(i);
  return std::nullopt;
}

std::optional<std::vector<int>> weekdays_of(const ScheduleRow& row) {
  if (row.interval > 1) return std::nullopt;
  if (row.freq == "DAILY" && row.byday.empty()) return std::vector<int>{0, 1, 2, 3, 4, 5, 6};
  if (!row.freq.empty() && row.freq != "WEEKLY" && row.freq != "DAILY") return std::nullopt;
  std::vector<int> days;
  std::string code;
  for (const char c : row.byday + ",") {
    if (c >= 'a' && c <= 'z') code += static_cast<char>(c - 'a' + 'A');
    else if (c != ',') { if (c != ' ') code += c; }
    else {
      const auto day = weekday_of(code);
      if (!day) return std::nullopt;
      days.push_back(*day);
      code.clear();
    }
  }
  return days;
}

// One row's hours on its day; what runs past midnight belongs to the day after.
struct Span {
  Period first;
  std::optional<Period> after_midnight;
};
std::optional<Span> span_of(std::string_view opens_at, std::string_view closes_at) {
  const auto opens = parse_time(opens_at);
  const auto closes = parse_time(closes_at);
  if (!opens || !closes || *opens == midnight) return std::nullopt;
  // 00:00 to 23:59 is how HSDS writes 24 hours; nobody shuts for one minute.
  if (*closes == 0 || *closes >= midnight - 1) return Span{{*opens, midnight}, {}};
  if (*closes > *opens) return Span{{*opens, *closes}, {}};
  if (*closes < *opens) return Span{{*opens, midnight}, Period{0, *closes}};
  return std::nullopt;
}

// Sorted, with what overlaps or touches as one.
void tidy(std::vector<Period>& periods) {
  std::sort(periods.begin(), periods.end(), [](Period a, Period b) { return a.opens_minute < b.opens_minute; });
  std::vector<Period> out;
  for (const Period period : periods) {
    if (!out.empty() && period.opens_minute <= out.back().closes_minute)
      out.back().closes_minute = std::max(out.back().closes_minute, period.closes_minute);
    else out.push_back(period);
  }
  periods = std::move(out);
}

// Before `today`, by its day; a date that cannot be read is no limit.
bool is_past(const std::string& date, year_month_day today) {
  const auto day = parse_date(std::string_view{date}.substr(0, 10));
  return day && *day < today;
}
bool is_to_come(const std::string& date, year_month_day today) {
  const auto day = parse_date(std::string_view{date}.substr(0, 10));
  return day && *day > today;
}

bool is_unknown_on(const Hours& hours, year_month_day date) {
  return std::find(hours.unknown_days.begin(), hours.unknown_days.end(), date) != hours.unknown_days.end();
}

// What is known to be open: nothing on a day of unknown hours.
const std::vector<Period>& periods_on(const Hours& hours, year_month_day date) {
  static const std::vector<Period> none;
  if (is_unknown_on(hours, date)) return none;
  for (const Hours::Exception& exception : hours.exceptions)
    if (exception.date == date) return exception.periods;
  return hours.week[weekday_index(date)];
}

}  // namespace

std::optional<int> parse_time(std::string_view text) {
  const auto two_digits = [&](std::size_t at) -> std::optional<int> {
    if (at + 2 > text.size() || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' || text[at + 1] > '9') return std::nullopt;
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
  };
  const auto hour = two_digits(0);
  const auto minute = two_digits(3);
  if (!hour || !minute || text[2] != ':' || *minute > 59 || *hour > 24 || (*hour == 24 && *minute != 0)) return std::nullopt;
  std::string_view rest = text.substr(5);
  if (rest.starts_with(':')) {
    const auto second = two_digits(6);
    if (!second || *second > 59) return std::nullopt;
    rest = text.substr(8);
  }
  // A `Z` is how some sources write it; they mean Leeds time all the same.
  if (!rest.empty() && rest != "Z") return std::nullopt;
  return *hour * 60 + *minute;
}

Hours hours_from(const std::vector<ScheduleRow>& rows, const std::vector<ExceptionRow>& exceptions, year_month_day today,
                 const std::vector<year_month_day>& bank_holidays) {
  Hours hours;
  for (const ScheduleRow& row : rows) {
    if (is_past(row.valid_to, today) || is_to_come(row.valid_from, today) || is_to_come(row.dtstart, today)) continue;
    if (is_past(row.until, today)) {
      hours.known = true;  // it is known that this has ended
      continue;
    }
    const auto days = weekdays_of(row);
    const auto span = span_of(row.opens_at, row.closes_at);
    if (!days || !span) continue;
    hours.known = true;
    for (const int day : *days) {
      hours.week[day].push_back(span->first);
      if (span->after_midnight) hours.week[(day + 1) % 7].push_back(*span->after_midnight);
    }
  }
  for (auto& day : hours.week) tidy(day);

  std::map<sys_days, Hours::Exception> by_date;
  for (const ExceptionRow& row : exceptions) {
    const auto date = parse_date(std::string_view{row.date}.substr(0, 10));
    if (!date || *date < today) continue;
    const auto span = span_of(row.opens_at, row.closes_at);
    if (row.day == ExceptionRow::Day::open && !span) continue;
    Hours::Exception& exception = by_date[sys_days{*date}];
    exception.date = *date;
    if (exception.note.empty()) exception.note = row.note;
    if (row.day == ExceptionRow::Day::open) exception.periods.push_back(span->first);
  }
  for (const year_month_day date : bank_holidays)
    if (date >= today && !by_date.contains(sys_days{date})) hours.unknown_days.push_back(date);
  for (auto& [date, exception] : by_date) {
    tidy(exception.periods);
    hours.exceptions.push_back(std::move(exception));
  }
  return hours;
}

OpenNow open_at(const Hours& hours, LocalTime now) {
  if (!hours.known || !hours.confirmed || sys_days{*hours.confirmed + years{1}} < sys_days{now.date}) return {};
  if (is_unknown_on(hours, now.date)) return {};
  const sys_days today{now.date};
  for (const Period period : periods_on(hours, now.date)) {
    if (now.minute_of_day < period.opens_minute) return {OpenState::closed_until, LocalTime{now.date, period.opens_minute}};
    if (now.minute_of_day >= period.closes_minute) continue;
    // Open. What goes on past midnight is one opening, however many days long.
    int closes = period.closes_minute;
    for (int ahead = 0; ahead <= days_looked_ahead; ++ahead) {
      const year_month_day date{today + days{ahead}};
      if (closes < midnight) return {OpenState::open_until, LocalTime{date, closes}};
      const year_month_day tomorrow{today + days{ahead + 1}};
      const auto& next = periods_on(hours, tomorrow);
      if (next.empty() || next.front().opens_minute != 0) return {OpenState::open_until, LocalTime{tomorrow, 0}};
      closes = next.front().closes_minute;
    }
    return {OpenState::open_until, std::nullopt};  // never closes
  }
  for (int ahead = 1; ahead <= days_looked_ahead; ++ahead) {
    const year_month_day date{today + days{ahead}};
    if (const auto& periods = periods_on(hours, date); !periods.empty())
      return {OpenState::closed_until, LocalTime{date, periods.front().opens_minute}};
  }
  return {};
}

}  // namespace kiosk::directory
