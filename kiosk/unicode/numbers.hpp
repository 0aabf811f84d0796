// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in a language's own separators and always in Latin digits.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace kiosk::unicode {

// Writes 12.5 as `12.5` in English and `12,5` in Polish. Half rounds away from
// nothing (0.25 to 0.3). Copies share one formatter; safe from any thread.
class Decimal {
 public:
  Decimal(std::string_view language, int places);
  // No bidi controls; empty for what is not a number.
  [[nodiscard]] std::string operator()(double number) const;

 private:
  struct Formatter;
  std::shared_ptr<const Formatter> formatter_;
};

}  // namespace kiosk::unicode
