// SPDX-License-Identifier: GPL-3.0-or-later
// Dates and times by a pattern that a language's catalogue gives, in that
// language's names of days and months: Gregorian, Latin digits, whatever the
// locale's own habit. Patterns are Unicode's (UTS 35): `EEEE d MMMM`, `HH:mm`.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::unicode {

// What a 12-hour clock calls its halves; empty: CLDR's words for the language.
struct HalfDays {
  std::string before_noon;
  std::string after_noon;
};

// Immutable; safe from any thread.
class DatePattern {
 public:
  // Refused: an empty pattern, and letters that UTS 35 gives no meaning to.
  [[nodiscard]] static Result<DatePattern> parse(std::string_view language, std::string_view pattern,
                                                 const HalfDays& half_days = {});
  DatePattern(DatePattern&&) noexcept;
  DatePattern& operator=(DatePattern&&) noexcept;
  ~DatePattern();

  // Empty for a date that is not in the calendar (31 February).
  [[nodiscard]] std::string date(std::chrono::year_month_day date) const;
  [[nodiscard]] std::string weekday(std::chrono::weekday day) const;
  // Minutes after midnight; 1440 and above wrap round.
  [[nodiscard]] std::string time(int minute_of_day) const;

 private:
  struct Parts;
  explicit DatePattern(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace kiosk::unicode
