// SPDX-License-Identifier: GPL-3.0-or-later
// The front door of the text pipeline:
//   Paragraph -> Items -> ShapedRuns -> Lines -> PlacedGlyphs   (one file a stage)
// Everything here belongs to the UI thread. Lengths are pixels, y down; text
// offsets are UTF-8 bytes into the paragraph's text as displayed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/units.hpp"
#include "kiosk/i18n/label.hpp"

namespace kiosk::text {

// Debian's fonts-noto-core has Regular and Bold; medium (the tokens' 500) is
// Regular with its outline thickened a little, advances unchanged.
enum class Weight : std::uint8_t { regular, medium, bold };
enum class Align : std::uint8_t { start, center, end };  // start and end follow the base direction

struct Style {
  float em_px = 28;              // Latin em; the manifest scales other scripts to the same visible size
  Weight weight = Weight::medium;
  float line_height_em = 0;      // 0: the script's own (handbook part 4); else of Latin lines, and other scripts' in proportion
  bool tabular_digits = false;   // telephone numbers
  bool balanced = false;         // headings: even lines, no lone last word
  bool spaced = false;           // more space in words that are read (WCAG 1.4.12; text/shape.hpp says where)
  bool operator==(const Style&) const = default;
};

using FontIndex = std::uint16_t;  // into the manifest's faces as loaded

struct PlacedGlyph {
  FontIndex font = 0;
  bool emboldened = false;
  std::uint32_t glyph = 0;   // id in that font; 0 is the missing glyph, drawn as a box and logged once
  float size_px = 0;         // em of this run after the script's scale
  int x = 0;                 // pen position, snapped to pixels, relative to the layout's top left
  int y = 0;                 // baseline, relative to the layout's top left
  ByteOffset cluster = 0;    // into Layout::text
};

struct Line {
  ByteOffset start = 0;      // into Layout::text, end exclusive, trailing space included
  ByteOffset end = 0;
  std::size_t first_glyph = 0;  // glyphs of this line are contiguous
  std::size_t glyph_count = 0;
  float x = 0;               // ink box of advances: left edge and width
  float width = 0;
  float top = 0;             // line box
  float height = 0;
  float baseline = 0;
  std::string visual;        // as drawn, left to right, bidi controls removed
};

// A paragraph laid out to a width. Immutable and shared; outlives cache eviction.
struct Layout {
  std::string text;              // the paragraph's text with our isolates and no-break spaces in
  // Where each span of the label starts and ends in `text` (isolates excluded).
  struct SpanRange { ByteOffset start = 0; ByteOffset end = 0; };
  std::vector<SpanRange> spans;
  std::vector<Line> lines;
  std::vector<PlacedGlyph> glyphs;
  float width = 0;               // widest line
  float height = 0;              // sum of line boxes
  float cap_height = 0;          // of the first span's script: capitals, or the manifest's like measure
  float ink_top = 0;             // top and bottom of the drawn ink, for optical centring
  float ink_bottom = 0;
  bool missing_glyphs = false;
  bool overflowed_word = false;  // a single word was wider than the width

  // What boxes() is made of: clusters as drawn, line by line, left to right.
  struct Cell { ByteOffset start = 0; ByteOffset end = 0; std::uint32_t line = 0; float left = 0; float right = 0; };
  std::vector<Cell> cells;
  // By span, the way from its own bytes to the displayed ones: from `source` on, offsets advance together with `displayed`.
  struct SourceStep { ByteOffset source = 0; ByteOffset displayed = 0; };
  std::vector<std::vector<SourceStep>> sources;

  // Rectangles, one a line and level run, that cover the bytes [start, end) of `text`.
  [[nodiscard]] std::vector<RectPx> boxes(ByteOffset start, ByteOffset end) const;
  // The same in terms of a label's own bytes: `span` and offsets inside it.
  [[nodiscard]] std::vector<RectPx> span_boxes(std::size_t span, ByteOffset start, ByteOffset end) const;
};

using LayoutPtr = std::shared_ptr<const Layout>;

class Engine {
 public:
  // Reads `manifest` (fonts/manifest.json) and opens its faces. A face that
  // cannot be opened is logged with its package to install; the error is
  // returned only when not even the Latin face opens.
  [[nodiscard]] static Result<std::unique_ptr<Engine>> open(const std::filesystem::path& manifest);
  ~Engine();

  // Laid out to `width_px` (lines no wider unless a single word is), aligned
  // in that width. Cached by (label, base, style, width, align): a repeat costs
  // a hash. Never fails: what has no glyph is a box.
  [[nodiscard]] LayoutPtr layout(const i18n::Label& label, Direction base, const Style& wanted, int width_px,
                                 Align align = Align::start);
  // Width of the widest unbreakable piece, and of the whole on one line.
  [[nodiscard]] int min_width(const i18n::Label& label, Direction base, const Style& wanted);
  [[nodiscard]] int natural_width(const i18n::Label& label, Direction base, const Style& wanted);

  // Whether every character of the label has a glyph.
  [[nodiscard]] bool covers(const i18n::Label& label);

  struct Impl;
  [[nodiscard]] Impl& impl() { return *impl_; }  // for the atlas, which draws what was shaped

 private:
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace kiosk::text
