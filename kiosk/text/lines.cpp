// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/text/lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/unicode/breaks.hpp"
#include "kiosk/unicode/characters.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::text {
namespace {

// Rounding in sums of advances must not push a word to the next line.
constexpr float tolerance_px = 0.01F;
constexpr std::size_t isolate_bytes = 3;

char32_t isolate_at(std::string_view text, ByteOffset at) {
  if (at >= text.size() || text[at] != '\xE2') return 0;
  const char32_t c = unicode::code_point_at(text, at).value;
  return opens_isolate(c) || closes_isolate(c) ? c : 0;
}

// The paragraph without isolates. ICU takes an isolate for a combining mark,
// and would forbid or offer breaks that the words themselves do not.
struct Stripped {
  std::string text;
  std::vector<ByteOffset> displayed;  // of each byte, in the paragraph
};
Stripped without_isolates(std::string_view text) {
  Stripped out;
  out.text.reserve(text.size());
  out.displayed.reserve(text.size());
  for (ByteOffset at = 0; at < text.size();) {
    if (isolate_at(text, at) != 0) {
      at += isolate_bytes;
    } else {
      out.displayed.push_back(at);
      out.text.push_back(text[at++]);
    }
  }
  return out;
}

bool inside_unbreakable(const Paragraph& paragraph, ByteOffset at) {
  return std::ranges::any_of(paragraph.spans, [at](const ParagraphSpan& span) {
    return at > span.start && at < span.end && unbreakable(span.kind);
  });
}

// Back over the spaces and isolates that draw nothing at the end of a line.
ByteOffset trimmed(std::string_view text, ByteOffset start, ByteOffset end) {
  while (end > start) {
    ByteOffset at = end - 1;
    while (at > start && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    const char32_t c = unicode::code_point_at(text, at).value;
    if (!unicode::is_breaking_space(c) && !opens_isolate(c) && !closes_isolate(c)) return end;
    end = at;
  }
  return end;
}

std::vector<Break> find_breaks(const Paragraph& paragraph) {
  std::vector<Break> out;
  const std::string_view text = paragraph.text;
  const Stripped stripped = without_isolates(text);
  const std::string_view language = paragraph.spans.empty() ? std::string_view("en") : std::string_view(paragraph.spans.front().language);
  ByteOffset piece = 0;
  for (const unicode::LineBreak& found : unicode::line_breaks(stripped.text, language)) {
    ByteOffset end = stripped.displayed[found.at - 1] + 1;
    while (closes_isolate(isolate_at(text, end))) end += isolate_bytes;
    if (found.at == stripped.text.size()) end = text.size();
    if (!found.mandatory && end < text.size() && inside_unbreakable(paragraph, end)) continue;
    out.push_back({trimmed(text, piece, end), end, found.mandatory && end < text.size()});
    piece = end;
  }
  return out;
}

// The pen by byte, from runs in logical order. A cluster's width is counted at its first byte.
std::vector<float> pen_positions(const std::vector<ShapedRun>& runs, std::size_t size) {
  std::vector<double> widths(size + 1, 0);
  for (const ShapedRun& run : runs) {
    for (const ShapedGlyph& glyph : run.glyphs) {
      widths[glyph.cluster] += static_cast<double>(glyph.advance) * static_cast<double>(run.px_per_unit);
    }
  }
  std::vector<float> pen(size + 1);
  double sum = 0;
  for (std::size_t i = 0; i <= size; ++i) {
    pen[i] = static_cast<float>(sum);
    sum += widths[i];
  }
  return pen;
}

// The last break, `first` or after it, up to which the line from `start` fits by measured advances.
std::size_t last_that_fits(const Measured& measured, ByteOffset start, std::size_t first, float width) {
  std::size_t best = first;
  while (!measured.breaks[best].mandatory && best + 1 < measured.breaks.size() &&
         measured.pen[measured.breaks[best + 1].drawn_end] - measured.pen[start] <= width + tolerance_px) {
    ++best;
  }
  return best;
}

std::size_t count_lines(const Measured& measured, float width) {
  std::size_t lines = 0;
  ByteOffset start = 0;
  for (std::size_t i = 0; i < measured.breaks.size(); ++i) {
    i = last_that_fits(measured, start, i, width);
    start = measured.breaks[i].end;
    ++lines;
  }
  return lines;
}

// The least width that takes no more lines.
float balanced_width(const Measured& measured, float width) {
  const std::size_t lines = count_lines(measured, width);
  if (lines < 2) return width;
  float low = std::min(measured.min_width, width);
  float high = width;
  while (high - low > 1) {
    const float middle = (low + high) / 2;
    (count_lines(measured, middle) > lines ? low : high) = middle;
  }
  return high;
}

BrokenLine shape_line(const FontSet& fonts, const Measured& measured, const Style& style, ByteOffset start, const Break& until) {
  BrokenLine line;
  line.start = start;
  line.drawn_end = std::max(start, until.drawn_end);
  line.end = until.end;
  std::vector<ShapedRun> logical;  // with an empty run for each gap
  std::vector<unicode::BidiLevel> levels;
  const auto first = std::partition_point(measured.items.begin(), measured.items.end(), [&](const Item& item) { return item.end <= start; });
  for (auto it = first; it != measured.items.end() && it->start < line.drawn_end; ++it) {
    Item part = *it;
    part.start = std::max(part.start, start);
    part.end = std::min(part.end, line.drawn_end);
    if (it != first && it->gap_before != Item::no_gap) {
      logical.emplace_back();
      levels.push_back(it->gap_before);
    }
    const auto index = static_cast<std::size_t>(it - measured.items.begin());
    // The whole paragraph on one line was shaped when it was measured.
    const bool same = start == 0 && until.end == measured.paragraph.text.size() && part.start == it->start && part.end == it->end;
    logical.push_back(same ? measured.runs[index] : shape(fonts, measured.paragraph, part, style, start, line.drawn_end));
    line.width += width_px(logical.back());
    levels.push_back(part.level);
  }
  line.runs.reserve(logical.size());
  for (const std::size_t index : unicode::visual_order(levels)) {
    if (logical[index].item.end > logical[index].item.start) line.runs.push_back(std::move(logical[index]));
  }
  return line;
}

}  // namespace

Measured measure(const FontSet& fonts, Paragraph paragraph, const Style& style) {
  Measured out;
  out.paragraph = std::move(paragraph);
  const std::string_view text = out.paragraph.text;
  out.items = itemise(out.paragraph, fonts, style.weight);
  out.runs.reserve(out.items.size());
  for (const Item& item : out.items) {
    out.runs.push_back(shape(fonts, out.paragraph, item, style, 0, text.size()));
    const auto& glyphs = out.runs.back().glyphs;
    out.missing_glyphs = out.missing_glyphs || std::ranges::any_of(glyphs, [](const ShapedGlyph& g) { return g.glyph == 0; });
  }
  out.pen = pen_positions(out.runs, text.size());
  out.breaks = find_breaks(out.paragraph);

  ByteOffset piece = 0;
  ByteOffset line = 0;
  for (const Break& at : out.breaks) {
    out.min_width = std::max(out.min_width, out.pen[at.drawn_end] - out.pen[piece]);
    out.natural_width = std::max(out.natural_width, out.pen[at.drawn_end] - out.pen[line]);
    piece = at.end;
    if (at.mandatory) line = at.end;
  }
  return out;
}

std::vector<BrokenLine> break_lines(const FontSet& fonts, const Measured& measured, const Style& style, float width) {
  std::vector<BrokenLine> lines;
  const float limit = style.balanced ? balanced_width(measured, width) : width;
  ByteOffset start = 0;
  for (std::size_t i = 0; i < measured.breaks.size();) {
    std::size_t best = last_that_fits(measured, start, i, limit);
    BrokenLine line = shape_line(fonts, measured, style, start, measured.breaks[best]);
    // Cut from its neighbours a line can come out wider than it was measured.
    while (line.width > width + tolerance_px && best > i) line = shape_line(fonts, measured, style, start, measured.breaks[--best]);
    line.overflowed = line.width > width + tolerance_px;
    lines.push_back(std::move(line));
    start = measured.breaks[best].end;
    i = best + 1;
  }
  return lines;
}

std::string dump(const std::vector<BrokenLine>& lines, const Measured& measured, const FontSet& fonts) {
  std::string out;
  for (const BrokenLine& line : lines) {
    out += fmt::format("line {}..{}..{} width {:.2f}{} \"{}\"\n", line.start, line.drawn_end, line.end, line.width,
                       line.overflowed ? " overflowed" : "",
                       visible(std::string_view(measured.paragraph.text).substr(line.start, line.end - line.start)));
    for (const ShapedRun& run : line.runs) out += "  " + dump(run, fonts);
  }
  return out;
}

}  // namespace kiosk::text
