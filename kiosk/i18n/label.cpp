// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/i18n/label.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace kiosk::i18n {

std::string plain_text(const Label& label) {
  std::string text;
  for (const Span& span : label) text += span.text;
  return text;
}

Label plain(std::string text, std::string language) {
  return {Span{std::move(text), std::move(language)}};
}

Label joined(Label first, std::string_view separator, const Label& second) {
  if (!first.empty() && !second.empty()) first.push_back(Span{std::string(separator), first.back().language});
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

const char* name_of(SpanKind kind) {
  switch (kind) {
    case SpanKind::telephone: return "telephone";
    case SpanKind::postcode: return "postcode";
    case SpanKind::time: return "time";
    case SpanKind::date: return "date";
    case SpanKind::money: return "money";
    case SpanKind::web: return "web";
    case SpanKind::email: return "email";
    case SpanKind::plain:
    case SpanKind::page_number:
    case SpanKind::page_count: break;
  }
  return "plain";
}

Direction direction_of(std::string_view language) {
  static constexpr std::array<std::string_view, 10> right_to_left{"ar", "ur", "fa", "ckb", "ps", "he", "sd", "ug", "yi", "dv"};
  const std::string_view primary = language.substr(0, language.find('-'));
  return std::find(right_to_left.begin(), right_to_left.end(), primary) != right_to_left.end() ? Direction::rtl
                                                                                              : Direction::ltr;
}

}  // namespace kiosk::i18n
