// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in a language's own separators and always in Latin digits.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::unicode {

// 12.5 with one place: `12.5` in English, `12,5` in Polish. Half rounds away
// from nothing (0.25 to 0.3). No bidi controls; empty for what is not a number.
[[nodiscard]] std::string decimal(std::string_view language, double number, int places);

}  // namespace kiosk::unicode
