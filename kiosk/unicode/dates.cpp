// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/dates.hpp"

#include <array>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <unicode/dtfmtsym.h>
#include <unicode/gregocal.h>
#include <unicode/smpdtfmt.h>

#include "kiosk/unicode/locale.hpp"

namespace kiosk::unicode {
namespace {

// Letters of UTS 35 that a wall clock or a calendar page can need. ICU would
// print an unknown letter as it stands, so a slip would reach the screen.
constexpr std::string_view known_letters = "yuMLdEcahHkKmsbB";

// The first letter outside quotes that stands for nothing, or 0.
char unknown_letter(std::string_view pattern) {
  bool quoted = false;
  for (const char c : pattern) {
    if (c == '\'') quoted = !quoted;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter && !quoted && known_letters.find(c) == std::string_view::npos) return c;
  }
  return 0;
}

constexpr double milliseconds_a_day = 86'400'000.0;

}  // namespace

struct DatePattern::Parts {
  mutable std::mutex turn;  // ICU's formatter is shared by threads only while nobody touches its calendar
  icu::SimpleDateFormat format;

  Parts(std::string_view language, std::string_view pattern, UErrorCode& status)
      : format(utf16(pattern), fixed_locale(language), status) {}

  [[nodiscard]] std::string at(double utc_milliseconds) const {
    icu::UnicodeString text;
    const std::lock_guard lock(turn);
    format.format(utc_milliseconds, text);
    return utf8(text);
  }
};

DatePattern::DatePattern(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
DatePattern::DatePattern(DatePattern&&) noexcept = default;
DatePattern& DatePattern::operator=(DatePattern&&) noexcept = default;
DatePattern::~DatePattern() = default;

Result<DatePattern> DatePattern::parse(std::string_view language, std::string_view pattern, const HalfDays& half_days) {
  const auto refused = [&](std::string_view why) {
    return Error{ErrorCode::locale, fmt::format("the date pattern '{}' {}", pattern, why)};
  };
  if (pattern.empty()) return refused("is empty: write it as in locales/README.md");
  if (const char letter = unknown_letter(pattern); letter != 0) {
    return refused(fmt::format("has the letter '{}', which stands for nothing: put words in single quotes", letter));
  }
  UErrorCode status = U_ZERO_ERROR;
  auto parts = std::make_unique<Parts>(language, pattern, status);
  if (U_FAILURE(status)) return refused(fmt::format("is refused by ICU ({})", u_errorName(status)));

  // What comes in is Leeds time already, so the formatter adds nothing to it.
  parts->format.adoptTimeZone(icu::TimeZone::getGMT()->clone());
  if (!half_days.before_noon.empty() || !half_days.after_noon.empty()) {
    icu::DateFormatSymbols symbols(*parts->format.getDateFormatSymbols());
    const std::array<icu::UnicodeString, 2> names{utf16(half_days.before_noon), utf16(half_days.after_noon)};
    symbols.setAmPmStrings(names.data(), 2);
    parts->format.setDateFormatSymbols(symbols);
  }
  return DatePattern(std::move(parts));
}

std::string DatePattern::date(std::chrono::year_month_day date) const {
  if (!date.ok()) return {};
  return parts_->at(static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * milliseconds_a_day);
}

std::string DatePattern::weekday(std::chrono::weekday day) const {
  if (!day.ok()) return {};
  // The epoch was a Thursday; the fourth of January 1970 a Sunday.
  return parts_->at((3 + static_cast<int>(day.c_encoding())) * milliseconds_a_day);
}

std::string DatePattern::time(int minute_of_day) const {
  const int minute = ((minute_of_day % 1440) + 1440) % 1440;
  return parts_->at(minute * 60'000.0);
}

}  // namespace kiosk::unicode
