// SPDX-License-Identifier: GPL-3.0-or-later
// Stage 2: stretches of the paragraph that one call of the shaper can take:
// one bidi level, script, language and face.
#pragma once

#include <string>
#include <vector>

#include "kiosk/text/fonts.hpp"
#include "kiosk/text/paragraph.hpp"
#include "kiosk/unicode/bidi.hpp"

namespace kiosk::text {

struct Item {
  ByteOffset start = 0;
  ByteOffset end = 0;
  unicode::BidiLevel level = 0;
  unicode::Script script = 0;  // as the shaper is told
  std::uint16_t span = 0;      // whose language
  FontIndex font = 0;
  // Whose line height counts: digits in Gurmukhi text are drawn with Noto Sans,
  // but must not make their line taller than the next.
  FamilyIndex line_family = 0;
  // The lowest level of the isolates between the item before and this one:
  // nothing is drawn for them, but they keep two neighbours of one level apart
  // when a line is reordered. `no_gap` if there are none.
  static constexpr unicode::BidiLevel no_gap = 255;
  unicode::BidiLevel gap_before = no_gap;
};

// Logical order. Isolates and line separators are in no item: nothing is drawn for them.
[[nodiscard]] std::vector<Item> itemise(const Paragraph& paragraph, const FontSet& fonts, Weight weight);
[[nodiscard]] std::string dump(const std::vector<Item>& items, const Paragraph& paragraph, const FontSet& fonts);

}  // namespace kiosk::text
