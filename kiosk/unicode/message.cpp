// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/message.hpp"

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/plurrule.h>

#include "kiosk/unicode/locale.hpp"

namespace kiosk::unicode {
namespace {

Error refused(std::string_view pattern, std::string_view why) {
  return {ErrorCode::locale, fmt::format("the message '{}' {}", pattern, why)};
}

}  // namespace

struct Message::Parts {
  std::string language;
  std::string pattern;
  Placeholders placeholders;
  std::vector<std::set<std::string>> plurals;  // the forms of each plural, in order of appearance
  // ICU loads plural rules on first use inside a const function, so formatting takes turns.
  mutable std::mutex turn;
  icu::MessageFormat format;

  Parts(std::string_view tag, std::string_view text, UErrorCode& status)
      : language(tag), pattern(text), format(utf16(text), fixed_locale(tag), status) {}
};

Message::Message(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Message::Message(Message&&) noexcept = default;
Message& Message::operator=(Message&&) noexcept = default;
Message::~Message() = default;

Result<Message> Message::parse(std::string_view language, std::string_view pattern) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  icu::MessagePattern parsed(UMSGPAT_APOS_DOUBLE_OPTIONAL, status);
  parsed.parse(utf16(pattern), &where, status);
  if (U_FAILURE(status)) {
    const std::string near = utf8(icu::UnicodeString(where.preContext)) + utf8(icu::UnicodeString(where.postContext));
    return refused(pattern, fmt::format("cannot be read near '{}': write each placeholder as {{name}}, close every brace, "
                                        "and give every plural an `other` form",
                                        near));
  }

  Placeholders placeholders;
  std::vector<std::set<std::string>> plurals;
  int32_t braces = 0;
  for (int32_t i = 0; i < parsed.countParts(); ++i) {
    const icu::MessagePattern::Part& part = parsed.getPart(i);
    switch (part.getType()) {
      case UMSGPAT_PART_TYPE_ARG_START:
      case UMSGPAT_PART_TYPE_ARG_LIMIT:
      case UMSGPAT_PART_TYPE_MSG_START:
      case UMSGPAT_PART_TYPE_MSG_LIMIT: braces += part.getLength(); break;  // 0 at the ends of the whole message
      default: break;
    }
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_START) {
      const icu::MessagePattern::Part& named = parsed.getPart(i + 1);
      const std::string name = utf8(parsed.getSubstring(named));
      if (named.getType() == UMSGPAT_PART_TYPE_ARG_NUMBER) {
        return refused(pattern, fmt::format("numbers a placeholder '{{{}}}': use the English message's names", name));
      }
      const UMessagePatternArgType type = part.getArgType();
      if (type != UMSGPAT_ARG_TYPE_NONE && type != UMSGPAT_ARG_TYPE_PLURAL) {
        return refused(pattern,
                       fmt::format("formats '{}' by a rule of its own: write {{{}}} or {{{}, plural, ...}}", name, name, name));
      }
      Placeholder& use = placeholders[name];
      if (type == UMSGPAT_ARG_TYPE_PLURAL) {
        use = Placeholder::plural;
        std::set<std::string> forms;
        const int32_t limit = parsed.getLimitPartIndex(i);
        for (int32_t j = i + 2; j < limit; ++j) {
          const icu::MessagePattern::Part& inner = parsed.getPart(j);
          if (inner.getType() == UMSGPAT_PART_TYPE_ARG_SELECTOR) forms.insert(utf8(parsed.getSubstring(inner)));
          if (inner.getType() == UMSGPAT_PART_TYPE_MSG_START)
            j = parsed.getLimitPartIndex(j);  // its own plurals come round later
        }
        plurals.push_back(std::move(forms));
      }
    }
  }
  // ICU takes a closing brace too many for words, and would show it.
  if (braces != std::count_if(pattern.begin(), pattern.end(), [](char c) { return c == '{' || c == '}'; })) {
    return refused(pattern, "has a brace that belongs to no placeholder: take it out");
  }

  status = U_ZERO_ERROR;
  auto parts = std::make_unique<Parts>(language, pattern, status);
  if (U_FAILURE(status)) return refused(pattern, fmt::format("is refused by ICU ({})", u_errorName(status)));
  parts->placeholders = std::move(placeholders);
  parts->plurals = std::move(plurals);
  return Message(std::move(parts));
}

const Placeholders& Message::placeholders() const { return parts_->placeholders; }

std::vector<std::string> Message::missing_plural_forms() const {
  std::vector<std::string> missing;
  if (parts_->plurals.empty()) return missing;
  for (const std::string& form : plural_forms(parts_->language)) {
    const bool everywhere =
        std::all_of(parts_->plurals.begin(), parts_->plurals.end(), [&](const auto& forms) { return forms.count(form) != 0; });
    if (!everywhere) missing.push_back(form);
  }
  return missing;
}

Result<std::string> Message::format(const MessageValues& values) const {
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> arguments;
  for (const auto& [name, use] : parts_->placeholders) {
    const auto value = values.find(name);
    if (value == values.end()) return refused(parts_->pattern, fmt::format("was given nothing for '{{{}}}'", name));
    names.push_back(utf16(name));
    if (const long* whole = std::get_if<long>(&value->second)) {
      arguments.emplace_back(static_cast<int64_t>(*whole));
    } else if (const double* number = std::get_if<double>(&value->second)) {
      arguments.emplace_back(*number);
    } else if (use == Placeholder::plural) {
      return refused(parts_->pattern, fmt::format("was given words for '{{{}}}', which it counts", name));
    } else {
      arguments.emplace_back(utf16(*std::get_if<std::string>(&value->second)));
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString result;
  {
    const std::lock_guard lock(parts_->turn);
    parts_->format.format(names.data(), arguments.data(), static_cast<int32_t>(names.size()), result, status);
  }
  if (U_FAILURE(status)) return refused(parts_->pattern, fmt::format("could not be filled in ({})", u_errorName(status)));
  return utf8(result);
}

std::vector<std::string> plural_forms(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(fixed_locale(language), status));
  std::vector<std::string> forms;
  if (U_SUCCESS(status) && rules) {
    for (int32_t number = 0; number <= 200; ++number) {
      const std::string form = utf8(rules->select(number));
      if (form != "other" && std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(form);
    }
  }
  forms.emplace_back("other");
  return forms;
}

}  // namespace kiosk::unicode
