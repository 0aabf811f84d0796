// SPDX-License-Identifier: GPL-3.0-or-later
// For the .cpp files of this folder alone: ICU's locale with our fixed rules.
#pragma once

#include <string>
#include <string_view>

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace kiosk::unicode {

// Gregorian dates, Latin digits and British weeks (Monday first) in every
// language: a locale's own defaults would show 2569, ١٢ or a Saturday week
// beside letters, prices and timetables that never do.
[[nodiscard]] inline icu::Locale fixed_locale(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(std::string(language) + "-u-ca-gregory-nu-latn-rg-gbzzzz", status);
  return U_SUCCESS(status) && !locale.isBogus() ? locale : icu::Locale::getRoot();
}

[[nodiscard]] inline icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

[[nodiscard]] inline std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

}  // namespace kiosk::unicode
