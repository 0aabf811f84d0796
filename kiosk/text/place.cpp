// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/text/place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/unicode/breaks.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::text {
namespace {

int rounded(float value) { return static_cast<int>(std::lround(value)); }

// How far a family's line reaches above and below the baseline: its font's
// ascent and descent, with what the line height adds or takes shared evenly.
struct Reach {
  float above = 0;
  float below = 0;
};
// Nastaliq: a word begins high and descends to the line, so that lines stand two ems apart.
bool is_hanging(const Family& family) { return family.line_height_em >= 2.0F; }

Reach reach_of(const FontSet& fonts, FamilyIndex index, const Style& style) {
  const Family& family = fonts.family(index);
  const Face& face = fonts.face(fonts.face_for(index, Weight::regular));
  // A style that sets Latin lines closer sets every script's closer by the same part, but a
  // hanging one is as close as it can be. What is taken off its font's height comes off the top:
  // most of its words reach down as far as the font says, few as far up.
  if (is_hanging(family)) return {(family.line_height_em - face.descent_em * family.em_scale) * style.em_px, face.descent_em * family.em_scale * style.em_px};
  const float closer = style.line_height_em <= 0 ? 1.0F : style.line_height_em / fonts.family(FontSet::latin()).line_height_em;
  const float height = std::max(family.line_height_em * closer, style.spaced ? spaced_line_em * family.em_scale : 0.0F);
  const float ascent = face.ascent_em * family.em_scale;
  const float descent = face.descent_em * family.em_scale;
  const float leading = (height - ascent - descent) / 2;
  return {(ascent + leading) * style.em_px, (descent + leading) * style.em_px};
}

FamilyIndex first_family(const Measured& measured, const FontSet& fonts) {
  if (!measured.items.empty()) return measured.items.front().line_family;
  if (measured.paragraph.spans.empty()) return FontSet::latin();
  const std::string& language = measured.paragraph.spans.front().language;
  return fonts.family_for(unicode::script_of_language(language), language);
}

bool is_hidden(char32_t c) { return unicode::is_bidi_control(c) || c == 0x200B || c == line_separator; }

// Characters of a run from left to right: whole graphemes, so that a vowel
// mark stays behind its letter.
void append_visual(std::string& out, std::string_view text, const Item& item) {
  const std::string_view words = text.substr(item.start, item.end - item.start);
  const bool backwards = item.level % 2 != 0;
  std::vector<std::string> pieces;
  ByteOffset at = 0;
  for (const ByteOffset end : unicode::grapheme_breaks(words)) {
    std::string piece;
    while (at < end) {
      const unicode::CodePoint c = unicode::code_point_at(words, at);
      at = c.end;
      if (is_hidden(c.value)) continue;
      unicode::append_utf8(piece, c.value == 0xA0 ? U' ' : backwards ? unicode::mirrored(c.value) : c.value);
    }
    pieces.push_back(std::move(piece));
  }
  if (backwards) std::ranges::reverse(pieces);
  for (const std::string& piece : pieces) out += piece;
}

class Placer {
 public:
  Placer(const FontSet& fonts, const Measured& measured, const Style& style, Layout& out)
      : fonts_(fonts), text_(measured.paragraph.text), style_(style), out_(out), fallback_(first_family(measured, fonts)) {}

  void add_line(const BrokenLine& broken, float x) {
    Line line;
    line.start = broken.start;
    line.end = broken.end;
    line.first_glyph = out_.glyphs.size();
    line.x = x;
    line.width = broken.width;
    Reach reach = broken.runs.empty() ? reach_of(fonts_, fallback_, style_) : Reach{};
    for (const ShapedRun& run : broken.runs) {
      const Reach own = reach_of(fonts_, run.item.line_family, style_);
      reach = {std::max(reach.above, own.above), std::max(reach.below, own.below)};
    }
    // Between lines a tall word finds room beside the ends of those above it; above the first there is none.
    if (out_.lines.empty()) reach.above = std::max(reach.above, ink_above(broken));
    line.top = out_.height;
    line.height = std::round(reach.above + reach.below);
    line.baseline = line.top + std::round(reach.above);
    float pen = x;
    for (const ShapedRun& run : broken.runs) {
      add_glyphs(run, pen, rounded(line.baseline));
      add_cells(run, pen);
      pen += width_px(run);
      append_visual(line.visual, text_, run.item);
    }
    line.glyph_count = out_.glyphs.size() - line.first_glyph;
    out_.height += line.height;
    out_.width = std::max(out_.width, line.width);
    out_.overflowed_word = out_.overflowed_word || broken.overflowed;
    out_.lines.push_back(std::move(line));
  }

 private:
  void add_glyphs(const ShapedRun& run, float pen, int baseline) {
    const bool emboldened = fonts_.emboldened(run.item.font, style_.weight);
    for (const ShapedGlyph& glyph : run.glyphs) {
      PlacedGlyph placed;
      placed.font = run.item.font;
      placed.emboldened = emboldened;
      placed.glyph = glyph.glyph;
      placed.size_px = run.em_px;
      placed.x = rounded(pen + static_cast<float>(glyph.x_offset) * run.px_per_unit);
      placed.y = baseline - rounded(static_cast<float>(glyph.y_offset) * run.px_per_unit);
      placed.cluster = glyph.cluster;
      pen += static_cast<float>(glyph.advance) * run.px_per_unit;
      add_ink(placed);
      out_.glyphs.push_back(placed);
    }
  }

  // How far the words of a hanging script rise above the baseline.
  [[nodiscard]] float ink_above(const BrokenLine& line) const {
    float above = 0;
    for (const ShapedRun& run : line.runs) {
      if (!is_hanging(fonts_.family(run.item.line_family))) continue;
      for (const ShapedGlyph& glyph : run.glyphs) {
        const VerticalExtent extent = fonts_.extent(run.item.font, glyph.glyph);
        if (!extent.empty) above = std::max(above, extent.top_em * run.em_px + static_cast<float>(glyph.y_offset) * run.px_per_unit);
      }
    }
    return above;
  }

  void add_ink(const PlacedGlyph& glyph) {
    const VerticalExtent extent = fonts_.extent(glyph.font, glyph.glyph);
    if (extent.empty) return;
    const float top = static_cast<float>(glyph.y) - extent.top_em * glyph.size_px;
    const float bottom = static_cast<float>(glyph.y) - extent.bottom_em * glyph.size_px;
    out_.ink_top = any_ink_ ? std::min(out_.ink_top, top) : top;
    out_.ink_bottom = any_ink_ ? std::max(out_.ink_bottom, bottom) : bottom;
    any_ink_ = true;
  }

  void add_cells(const ShapedRun& run, float pen) {
    const std::size_t first = out_.cells.size();
    const auto line = static_cast<std::uint32_t>(out_.lines.size());
    for (const ShapedGlyph& glyph : run.glyphs) {
      const float right = pen + static_cast<float>(glyph.advance) * run.px_per_unit;
      if (out_.cells.size() > first && out_.cells.back().start == glyph.cluster) {
        out_.cells.back().right = right;
      } else {
        out_.cells.push_back({glyph.cluster, run.item.end, line, pen, right});
      }
      pen = right;
    }
    // A cluster ends where the next one in reading order starts.
    const std::size_t count = out_.cells.size() - first;
    for (std::size_t i = 1; i < count; ++i) {
      const std::size_t at = run.item.level % 2 == 0 ? first + i - 1 : first + i;
      const std::size_t next = run.item.level % 2 == 0 ? at + 1 : at - 1;
      out_.cells[at].end = out_.cells[next].start;
    }
  }

  const FontSet& fonts_;
  std::string_view text_;
  const Style& style_;
  Layout& out_;
  FamilyIndex fallback_;
  bool any_ink_ = false;
};

float left_edge(float line_width, int width_px, Align align, Direction base) {
  const float spare = static_cast<float>(width_px) - line_width;
  if (align == Align::center) return std::floor(spare / 2);
  const bool at_left = (align == Align::start) == (base == Direction::ltr);
  return at_left ? 0 : std::floor(spare);
}

}  // namespace

Layout place(const FontSet& fonts, const Measured& measured, const std::vector<BrokenLine>& lines, const Style& style, int width_px,
             Align align) {
  Layout out;
  out.text = measured.paragraph.text;
  for (const ParagraphSpan& span : measured.paragraph.spans) {
    out.spans.push_back({span.start, span.end});
    out.sources.push_back(span.steps);
  }
  out.missing_glyphs = measured.missing_glyphs;
  const Family& first = fonts.family(first_family(measured, fonts));
  out.cap_height = style.em_px * first.em_scale * first.cap_height_em;
  Placer placer(fonts, measured, style, out);
  for (const BrokenLine& line : lines) placer.add_line(line, left_edge(line.width, width_px, align, measured.paragraph.base));
  return out;
}

std::vector<RectPx> Layout::boxes(ByteOffset start, ByteOffset end) const {
  std::vector<RectPx> out;
  const Cell* last = nullptr;
  for (const Cell& cell : cells) {
    if (cell.start >= end || cell.end <= start) {
      last = nullptr;
      continue;
    }
    const Line& line = lines[cell.line];
    const int left = static_cast<int>(std::floor(cell.left));
    const int right = static_cast<int>(std::ceil(cell.right));
    if (last != nullptr && last->line == cell.line) {
      out.back().width = right - out.back().x;
    } else {
      out.push_back({left, rounded(line.top), right - left, rounded(line.height)});
    }
    last = &cell;
  }
  return out;
}

std::vector<RectPx> Layout::span_boxes(std::size_t span, ByteOffset start, ByteOffset end) const {
  if (span >= spans.size() || start >= end) return {};
  const auto displayed = [&](ByteOffset at) { return displayed_offset(sources[span], at, spans[span].end); };
  return boxes(displayed(start), displayed(end));
}

std::string dump(const Layout& layout) {
  std::string out = fmt::format("layout width {:.2f} height {:.0f} cap {:.2f} ink {:.1f}..{:.1f}{}{}\n", layout.width, layout.height,
                                layout.cap_height, layout.ink_top, layout.ink_bottom, layout.missing_glyphs ? " missing" : "",
                                layout.overflowed_word ? " overflowed" : "");
  for (const Line& line : layout.lines) {
    out += fmt::format("  line {}..{} x {:.0f} width {:.2f} top {:.0f} height {:.0f} baseline {:.0f} \"{}\"\n   ", line.start, line.end,
                       line.x, line.width, line.top, line.height, line.baseline, line.visual);
    for (std::size_t i = 0; i < line.glyph_count; ++i) {
      const PlacedGlyph& g = layout.glyphs[line.first_glyph + i];
      out += fmt::format(" {}.{}@{},{}", g.font, g.glyph, g.x, g.y);
    }
    out += "\n";
  }
  return out;
}

}  // namespace kiosk::text
