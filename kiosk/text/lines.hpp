// SPDX-License-Identifier: GPL-3.0-or-later
// Stage 4: where lines end, on logical text; then each line is shaped again
// by itself and its runs put in visual order.
#pragma once

#include <string>
#include <vector>

#include "kiosk/text/shape.hpp"

namespace kiosk::text {

// Somewhere a line may end.
struct Break {
  ByteOffset drawn_end = 0;  // without the spaces that hang off the end
  ByteOffset end = 0;        // where the next line starts
  bool mandatory = false;
};

// A paragraph with all that does not depend on the width it is set in.
struct Measured {
  Paragraph paragraph;
  std::vector<Item> items;
  std::vector<ShapedRun> runs;  // of the items, logical order, shaped as one long line
  std::vector<float> pen;       // by byte: width of all the clusters that start before it
  std::vector<Break> breaks;    // the last ends the text, unless that is empty
  float min_width = 0;          // of the widest piece that cannot be broken
  float natural_width = 0;      // of the widest line when only newlines break
  bool missing_glyphs = false;
};
[[nodiscard]] Measured measure(const FontSet& fonts, Paragraph paragraph, const Style& style);

struct BrokenLine {
  ByteOffset start = 0;
  ByteOffset drawn_end = 0;
  ByteOffset end = 0;
  std::vector<ShapedRun> runs;  // left to right
  float width = 0;
  bool overflowed = false;      // one unbreakable piece, wider than the width
};
// Greedy; for a balanced style, as many lines as greedy takes, made as even as they can be.
[[nodiscard]] std::vector<BrokenLine> break_lines(const FontSet& fonts, const Measured& measured, const Style& style, float width_px);

[[nodiscard]] std::string dump(const std::vector<BrokenLine>& lines, const Measured& measured, const FontSet& fonts);

}  // namespace kiosk::text
