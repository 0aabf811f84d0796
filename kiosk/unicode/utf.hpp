// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing UTF-8 that may be broken, and the bridge to ICU's UTF-16.
// Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/units.hpp"

namespace kiosk::unicode {

inline constexpr char32_t replacement_character = 0xFFFD;

struct CodePoint {
  char32_t value = 0;
  ByteOffset end = 0;        // where the next one starts
  bool well_formed = true;   // false: `value` is U+FFFD in place of bytes that are not UTF-8
};
// The code point that starts at `at` (below text.size()). Each maximal
// ill-formed part counts as one U+FFFD (Unicode 15, section 3.9).
[[nodiscard]] CodePoint code_point_at(std::string_view text, ByteOffset at);

// Surrogates and values past U+10FFFF are written as U+FFFD.
void append_utf8(std::string& text, char32_t value);
// The same text, with U+FFFD for what is not UTF-8.
[[nodiscard]] std::string well_formed(std::string_view text);

// For this folder's .cpp files only: text as ICU wants it, and the way back.
struct Utf16 {
  std::u16string units;
  std::vector<ByteOffset> byte_of;  // of each unit, and of the end
};
[[nodiscard]] Utf16 to_utf16(std::string_view text);

}  // namespace kiosk::unicode
