// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/utf.hpp"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "kiosk/base/assert.hpp"

namespace kiosk::unicode {

CodePoint code_point_at(std::string_view text, ByteOffset at) {
  KIOSK_ASSERT(at < text.size());
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, at + 1, true};
  // The macro wants 32-bit offsets: four bytes are all it can look at.
  const std::string_view window = text.substr(at, 4);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(window.data());
  std::int32_t used = 0;
  UChar32 value = 0;
  U8_NEXT(bytes, used, static_cast<std::int32_t>(window.size()), value);
  const ByteOffset end = at + static_cast<ByteOffset>(used);
  if (value < 0) return {replacement_character, end, false};
  return {static_cast<char32_t>(value), end, true};
}

void append_utf8(std::string& text, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = replacement_character;
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | value >> 6);
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | value >> 12);
    put(0x80 | (value >> 6 & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | value >> 18);
    put(0x80 | (value >> 12 & 0x3F));
    put(0x80 | (value >> 6 & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

std::string well_formed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (ByteOffset at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    append_utf8(out, c.value);
    at = c.end;
  }
  return out;
}

Utf16 to_utf16(std::string_view text) {
  Utf16 out;
  out.units.reserve(text.size());
  out.byte_of.reserve(text.size() + 1);
  for (ByteOffset at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (c.value < 0x10000) {
      out.units.push_back(static_cast<char16_t>(c.value));
    } else {
      out.units.push_back(static_cast<char16_t>(0xD7C0 + (c.value >> 10)));
      out.units.push_back(static_cast<char16_t>(0xDC00 | (c.value & 0x3FF)));
      out.byte_of.push_back(at);
    }
    out.byte_of.push_back(at);
    at = c.end;
  }
  out.byte_of.push_back(text.size());
  return out;
}

}  // namespace kiosk::unicode
