// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/numbers.hpp"

#include <cmath>

#include <unicode/numberformatter.h>

#include "kiosk/unicode/locale.hpp"

namespace kiosk::unicode {

struct Decimal::Formatter {
  icu::number::LocalizedNumberFormatter icu;
};

Decimal::Decimal(std::string_view language, int places)
    : formatter_(std::make_shared<const Formatter>(Formatter{icu::number::NumberFormatter::withLocale(fixed_locale(language))
                                                                 .precision(icu::number::Precision::fixedFraction(places))
                                                                 .roundingMode(UNUM_ROUND_HALFUP)})) {}

std::string Decimal::operator()(double number) const {
  if (!std::isfinite(number)) return {};
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text = formatter_->icu.formatDouble(number, status).toString(status);
  if (U_FAILURE(status)) return {};
  // Arabic and Persian put a mark before a minus sign; our spans are isolated instead.
  for (const char16_t mark : {u'\u200e', u'\u200f', u'\u061c'})
    text.findAndReplace(icu::UnicodeString(mark), icu::UnicodeString());
  return utf8(text);
}

}  // namespace kiosk::unicode
