// SPDX-License-Identifier: GPL-3.0-or-later
// Stage 3: characters become glyphs, by HarfBuzz. Everything is in the font's
// own units, so that goldens can be compared with `hb-shape`.
#pragma once

#include <string>
#include <vector>

#include "kiosk/text/itemise.hpp"

namespace kiosk::text {

struct ShapedGlyph {
  std::uint32_t glyph = 0;
  ByteOffset cluster = 0;  // into the paragraph's text
  int advance = 0;
  int x_offset = 0;
  int y_offset = 0;  // up
};

struct ShapedRun {
  Item item;                        // what was shaped, perhaps a part of an item
  std::vector<ShapedGlyph> glyphs;  // left to right
  float em_px = 0;                  // of this face at the style's size
  float px_per_unit = 0;
};

// Wide spacing (WCAG 1.4.12), for Style::spaced: 0.12 em after each letter and 0.16 em after each
// space. Letters stand apart only where they are written apart. Arabic and Urdu join their letters;
// those of Panjabi, Bengali and Hindi hang from one headline, and Gujarati's grow together; Chinese
// already gives each character a square of its own, and more would hide which belong to a line.
// Words are wider apart wherever there are spaces.
inline constexpr float letter_space_em = 0.12F;
inline constexpr float word_space_em = 0.16F;
inline constexpr float spaced_line_em = 1.5F;  // the least

// Shapes `item`, letting it see no further than [context_start, context_end):
// the paragraph, or its line. `item` lies inside.
[[nodiscard]] ShapedRun shape(const FontSet& fonts, const Paragraph& paragraph, const Item& item, const Style& style,
                              ByteOffset context_start, ByteOffset context_end);
[[nodiscard]] float width_px(const ShapedRun& run);
[[nodiscard]] std::string dump(const ShapedRun& run, const FontSet& fonts);

}  // namespace kiosk::text
