// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/bidi.hpp"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>

#include <limits>
#include <memory>

#include "kiosk/unicode/utf.hpp"

namespace kiosk::unicode {
namespace {

struct CloseBidi {
  void operator()(UBiDi* bidi) const noexcept { ubidi_close(bidi); }
};

bool all_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

}  // namespace

std::vector<BidiLevel> bidi_levels(std::string_view text, Direction base) {
  const BidiLevel level = base == Direction::rtl ? 1 : 0;
  std::vector<BidiLevel> out(text.size(), level);
  // Most of the kiosk is plain English, whose answer needs no algorithm.
  if (level == 0 && all_ascii(text)) return out;
  const Utf16 wide = to_utf16(text);
  if (wide.units.size() > std::numeric_limits<std::int32_t>::max()) return out;
  const std::unique_ptr<UBiDi, CloseBidi> bidi{ubidi_open()};
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setPara(bidi.get(), wide.units.data(), static_cast<std::int32_t>(wide.units.size()), level, nullptr, &status);
  const UBiDiLevel* levels = ubidi_getLevels(bidi.get(), &status);
  if (U_FAILURE(status)) return out;
  for (std::size_t i = 0; i < wide.units.size(); ++i) {
    for (ByteOffset b = wide.byte_of[i]; b < wide.byte_of[i + 1]; ++b) out[b] = levels[i];
  }
  return out;
}

std::vector<std::size_t> visual_order(std::span<const BidiLevel> levels) {
  std::vector<std::int32_t> map(levels.size());
  ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), map.data());
  return {map.begin(), map.end()};
}

bool is_bidi_control(char32_t value) {
  return u_hasBinaryProperty(static_cast<UChar32>(value), UCHAR_BIDI_CONTROL) != 0;
}

char32_t mirrored(char32_t value) { return static_cast<char32_t>(u_charMirror(static_cast<UChar32>(value))); }

}  // namespace kiosk::unicode
