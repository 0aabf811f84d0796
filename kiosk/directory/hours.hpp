// SPDX-License-Identifier: GPL-3.0-or-later
// From schedule rows as HSDS writes them to a week as people read it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/directory/directory.hpp"

namespace kiosk::directory {

// One row of `schedule`. Dates are ISO 8601, times Leeds time in any of
// `10:00`, `10:00Z`, `10:00:00`; empty is absent. Any bytes may be in it.
struct ScheduleRow {
  std::string valid_from, valid_to, dtstart, until, freq, byday, opens_at, closes_at;
  int interval = 1;
};
struct ExceptionRow {
  std::string date, opens_at, closes_at, note;
  enum class Day { closed, open } day = Day::closed;
};

// Minutes after midnight; nothing if it is no time of day.
[[nodiscard]] std::optional<int> parse_time(std::string_view text);

// The week in force on `today`. A row past valid_to leaves the hours unknown, a
// row past `until` has ended and does not count; a row that does not come every
// week cannot be shown as a week and leaves its days unknown.
// `exceptions`: several rows of one date are several periods; past dates go.
// `bank_holidays` without an exception are days of unknown hours.
[[nodiscard]] Hours hours_from(const std::vector<ScheduleRow>& rows, const std::vector<ExceptionRow>& exceptions,
                               std::chrono::year_month_day today, const std::vector<std::chrono::year_month_day>& bank_holidays = {});

}  // namespace kiosk::directory
