// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/numbers.hpp"

#include <cmath>

#include <unicode/numberformatter.h>

#include "kiosk/unicode/locale.hpp"

namespace kiosk::unicode {

std::string decimal(std::string_view language, double number, int places) {
  if (!std::isfinite(number)) return {};
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text = icu::number::NumberFormatter::withLocale(fixed_locale(language))
                                .precision(icu::number::Precision::fixedFraction(places))
                                .roundingMode(UNUM_ROUND_HALFUP)
                                .formatDouble(number, status)
                                .toString(status);
  if (U_FAILURE(status)) return {};
  // Arabic and Persian put a mark before a minus sign; our spans are isolated instead.
  for (const char16_t mark : {u'\u200e', u'\u200f', u'\u061c'}) text.findAndReplace(icu::UnicodeString(mark), icu::UnicodeString());
  return utf8(text);
}

}  // namespace kiosk::unicode
