// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/base/clock.hpp"

#include <charconv>

namespace kiosk {
namespace {

using namespace std::chrono;

bool is_summer_time(UtcTime moment) {
  const year in_year = year_month_day{floor<days>(moment)}.year();
  const sys_days starts = in_year / March / Sunday[last];
  const sys_days ends = in_year / October / Sunday[last];
  return moment >= starts + hours{1} && moment < ends + hours{1};
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  if (text.empty()) return std::nullopt;
  for (const char c : text)
    if (c < '0' || c > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

LocalTime london_time(UtcTime moment) {
  const auto local = moment + (is_summer_time(moment) ? hours{1} : hours{0});
  const auto day = floor<days>(local);
  return {year_month_day{day}, static_cast<int>(duration_cast<minutes>(local - day).count())};
}

UtcTime utc_from_london(LocalTime local) {
  const UtcTime as_if_utc = sys_days{local.date} + minutes{local.minute_of_day};
  const UtcTime as_summer = as_if_utc - hours{1};
  return is_summer_time(as_summer) ? as_summer : as_if_utc;
}

std::optional<year_month_day> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = digits(text.substr(0, 4));
  const auto m = digits(text.substr(5, 2));
  const auto d = digits(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

std::optional<UtcTime> parse_iso8601(std::string_view text) {
  const bool utc = text.ends_with('Z');
  if (utc) text.remove_suffix(1);
  const auto date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  if (text.size() == 10) return utc ? UtcTime{sys_days{*date}} : utc_from_london({*date, 0});
  if ((text.size() != 16 && text.size() != 19) || text[10] != 'T' || text[13] != ':') return std::nullopt;
  const auto h = digits(text.substr(11, 2));
  const auto m = digits(text.substr(14, 2));
  const auto s = text.size() == 19 && text[16] == ':' ? digits(text.substr(17, 2)) : std::optional{0};
  if (!h || !m || !s || *h > 23 || *m > 59 || *s > 59 || (text.size() == 19 && text[16] != ':')) return std::nullopt;
  const int minute = *h * 60 + *m;
  const UtcTime whole = utc ? UtcTime{sys_days{*date} + minutes{minute}} : utc_from_london({*date, minute});
  return whole + seconds{*s};
}

}  // namespace kiosk
