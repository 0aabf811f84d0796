// SPDX-License-Identifier: GPL-3.0-or-later
// What a resident may need at a desk (the kinds of NHS England's Accessible
// Information Standard, in plain words), and a short code that sets a kiosk up the
// same way again. The code is all there is: nothing of it is stored anywhere.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "kiosk/semantics/settings.hpp"

namespace kiosk::session {

// In the order of their bits in a code: only ever add at the end.
inline constexpr std::array<std::string_view, 9> need_keys{"large_print", "bsl", "read_to_me", "easy_words", "my_language", "quiet_place", "more_time", "hearing_loop", "wheelchair"};

struct Setup {
  std::string language = "en";  // BCP 47, of code_languages
  semantics::TextSize text_size = semantics::TextSize::normal;
  semantics::Theme theme = semantics::Theme::day;
  bool read_aloud = false;
  bool hear_first = false;
  bool reach = false;
  int rate_step = 3;            // 0 to 6
  std::set<std::string, std::less<>> needs;
  bool operator==(const Setup&) const = default;
};

// Eight characters of Crockford's base 32 (no I, L, O, U): 35 bits and a check
// character, which finds any one character that is wrong and any two that are swapped.
inline constexpr std::size_t code_length = 8;
inline constexpr std::string_view code_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
[[nodiscard]] std::string code_of(const Setup& setup);

enum class CodeFault { none, too_short, too_long, not_a_code, newer };
struct ReadCode {
  CodeFault fault = CodeFault::none;
  Setup setup;  // where there is no fault
};
// Small letters, spaces and hyphens are taken; I and L mean 1, O means 0.
[[nodiscard]] ReadCode read_code(std::string_view typed);

}  // namespace kiosk::session
