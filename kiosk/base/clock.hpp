// SPDX-License-Identifier: GPL-3.0-or-later
// Time as a value that somebody hands over: screens and `update` never ask a clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kiosk {

// A moment in UTC.
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

// What a wall clock in Leeds shows (Europe/London), and the day it belongs to.
struct LocalTime {
  std::chrono::year_month_day date{};
  int minute_of_day = 0;  // 0 to 1439
  bool operator==(const LocalTime&) const = default;
};

// GMT or BST by the rule of SI 2002/262: summer time runs from 01:00 UTC on the
// last Sunday of March to 01:00 UTC on the last Sunday of October. Needs no
// time-zone files, so a bare machine agrees with a full one.
[[nodiscard]] LocalTime london_time(UtcTime moment);
// The inverse; of the two moments that a clock going back shows twice, the first.
[[nodiscard]] UtcTime utc_from_london(LocalTime local);

// `2026-11-12T10:42`, `2026-11-12T10:42:30`, either with `Z` (UTC); without it
// the time is Leeds's own. Nothing on anything else.
[[nodiscard]] std::optional<UtcTime> parse_iso8601(std::string_view text);
// `2026-11-12` as a date, or nothing.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_date(std::string_view text);

}  // namespace kiosk
