// SPDX-License-Identifier: GPL-3.0-or-later
// Message catalogues: one ICU-MessageFormat JSON file a language in locales/.
//   { "language": "ar", "name": "العربية", "english_name": "Arabic", "greeting": "مرحبا",
//     "origin": "machine", "reviewed_by": "",
//     "formats": { "date_full": "EEEE d MMMM", "time": "HH:mm", ... },
//     "messages": { "home.heading.question": "ما الذي يهمّك اليوم؟", ... } }
// Read once at start; immutable and safe from any thread afterwards.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/i18n/label.hpp"

namespace kiosk::i18n {

// A key of locales/en.json, `screen.control.purpose`, written "home.heading.question"_msg.
// Not a string, so that untranslated words cannot be shown by mistake; a CTest
// reads every literal in the sources and fails on a key that no catalogue has.
struct MessageKey {
  std::string_view name;
  bool operator==(const MessageKey&) const = default;
};
constexpr MessageKey operator""_msg(const char* text, std::size_t size) { return {{text, size}}; }

// What a placeholder stands for: a whole number (for plurals), or words that keep their language and kind.
using Argument = std::variant<long, double, Label>;
using Arguments = std::map<std::string, Argument, std::less<>>;

struct LanguageInfo {
  std::string tag;           // BCP 47
  std::string name;          // in its own language and script
  std::string english_name;
  std::string greeting;      // one or two words for the attract screen
  std::string origin;        // human or machine
  std::string reviewed_by;   // role and date; empty: a draft that no speaker has read
};

// Whether `tag` is one of the languages that this kiosk has, or is to have: its
// catalogue may be missing or broken, but asking for it is no slip of the pen.
[[nodiscard]] bool is_planned(std::string_view tag);

class Catalogues {
 public:
  // Reads every *.json in `folder`. English must be there and whole; another
  // file that is broken is left out and logged with its place and mend.
  [[nodiscard]] static Result<std::shared_ptr<const Catalogues>> open(const std::filesystem::path& folder);
  virtual ~Catalogues() = default;

  // In the order of the handbook's list of languages; English first.
  [[nodiscard]] virtual const std::vector<LanguageInfo>& languages() const = 0;
  [[nodiscard]] virtual const LanguageInfo* find(std::string_view language) const = 0;

  // The message in `language`, or in English tagged `en` where it has none.
  // Arguments that are Labels keep their spans, so a telephone number inside a
  // sentence is still a telephone number. A key that even English lacks shows as
  // the key and is logged: a test keeps that from shipping.
  [[nodiscard]] virtual Label get(std::string_view language, MessageKey key, const Arguments& arguments = {}) const = 0;
  [[nodiscard]] virtual bool has(std::string_view language, MessageKey key) const = 0;

  // Dates and times by the language's fixed rules (Gregorian, Latin digits, Monday weeks).
  // The spans are of kind time or date, with `value` set.
  [[nodiscard]] virtual Span time(std::string_view language, int minute_of_day) const = 0;                   // 9am, 5.30pm, 12 noon; ar: 17:30
  [[nodiscard]] virtual Span time_range(std::string_view language, int from_minute, int to_minute) const = 0;  // 9am to 5pm; ar: 09:00–17:00
  [[nodiscard]] virtual Span clock(std::string_view language, int minute_of_day) const = 0;                  // 10:42 everywhere
  [[nodiscard]] virtual Span date_long(std::string_view language, std::chrono::year_month_day date) const = 0;   // Thursday 12 November
  [[nodiscard]] virtual Span date_full(std::string_view language, std::chrono::year_month_day date) const = 0;   // 12 November 2026
  [[nodiscard]] virtual Span weekday(std::string_view language, std::chrono::weekday day) const = 0;         // Thursday (kind plain)
  [[nodiscard]] virtual Span miles(std::string_view language, double miles) const = 0;                       // 0.4, 1.2, 12: Latin digits, one decimal under ten
};

}  // namespace kiosk::i18n
