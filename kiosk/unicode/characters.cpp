// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/characters.hpp"

#include <unicode/uchar.h>

namespace kiosk::unicode {

bool is_default_ignorable(char32_t value) {
  return value >= 0x80 && u_hasBinaryProperty(static_cast<UChar32>(value), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool is_breaking_space(char32_t value) {
  return u_isUWhiteSpace(static_cast<UChar32>(value)) != 0 && value != 0xA0 && value != 0x2007 && value != 0x202F;
}

bool is_letter(char32_t value) { return (U_GET_GC_MASK(static_cast<UChar32>(value)) & U_GC_L_MASK) != 0; }
bool is_mark(char32_t value) { return (U_GET_GC_MASK(static_cast<UChar32>(value)) & U_GC_M_MASK) != 0; }

}  // namespace kiosk::unicode
