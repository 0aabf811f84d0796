// SPDX-License-Identifier: GPL-3.0-or-later
// One message in ICU MessageFormat with named placeholders:
//   Open now until {time}
//   {count, plural, one {# place} other {# places}}
// Plural rules are CLDR's, digits are Latin. UTF-8 in and out.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::unicode {

enum class Placeholder { words, plural };
using Placeholders = std::map<std::string, Placeholder, std::less<>>;

using MessageValue = std::variant<long, double, std::string>;
using MessageValues = std::map<std::string, MessageValue, std::less<>>;

// Immutable; safe from any thread.
class Message {
 public:
  // `language` is BCP 47 and chooses the plural rules. Refused, with the reason
  // and the place in `pattern`: wrong syntax, numbered placeholders, and formats
  // of ICU's own ({x, date}, {x, number}, {x, select}), because dates and numbers
  // are written by our fixed rules and nothing here has a gender to select by.
  [[nodiscard]] static Result<Message> parse(std::string_view language, std::string_view pattern);
  Message(Message&&) noexcept;
  Message& operator=(Message&&) noexcept;
  ~Message();

  [[nodiscard]] const Placeholders& placeholders() const;
  // The forms that the language's whole numbers need and a plural of this message lacks
  // (Arabic: zero, one, two, few, many, other); empty if it has none.
  [[nodiscard]] std::vector<std::string> missing_plural_forms() const;

  // An error if a placeholder has no value, or a plural one has words.
  [[nodiscard]] Result<std::string> format(const MessageValues& values) const;

 private:
  struct Parts;
  explicit Message(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// The plural forms that whole numbers up to 200 use in `language`, with `other`
// always last: those a translator has to write. (CLDR has more for fractions and
// for exact millions, which no message counts.)
[[nodiscard]] std::vector<std::string> plural_forms(std::string_view language);

}  // namespace kiosk::unicode
