// SPDX-License-Identifier: GPL-3.0-or-later
// A record's words, in any language's letters or none, at any width: the lines
// cover the text once, stay inside the width, and every byte can be highlighted.
//
// Input: direction and style, size, width, then spans of language, kind and text.
#include <array>
#include <cmath>

#include "kiosk/text/atlas.hpp"
#include "kiosk/text/engine.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

namespace {

text::Engine& engine() {
  static const auto opened = text::Engine::open(KIOSK_SOURCE_DIR "/fonts/manifest.json");
  require(opened.ok(), "the manifest's Latin face opens");
  return *opened.value();
}

constexpr std::array languages{"en", "ar", "ur", "pa", "zh-Hans", "pl", "am", "", "he", "no-such-tag"};

void look_at(const text::Layout& layout, const i18n::Label& label, int width_px) {
  require(layout.spans.size() == label.size(), "a range for every span");
  for (const auto& span : layout.spans) require(span.start <= span.end && span.end <= layout.text.size(), "spans lie in the text");
  ByteOffset covered = 0;
  std::size_t glyphs = 0;
  float height = 0;
  for (const text::Line& line : layout.lines) {
    require(line.start == covered && line.end >= line.start, "lines follow one another");
    require(line.first_glyph == glyphs, "a line's glyphs follow those of the line before");
    covered = line.end;
    glyphs += line.glyph_count;
    height += line.height;
    require(std::isfinite(line.width) && std::isfinite(line.baseline) && line.height > 0, "a line has a size");
    require(layout.overflowed_word || line.width <= static_cast<float>(width_px) + 1, "no line is wider than the width");
  }
  // Words of nothing but control characters have no line.
  require(covered == layout.text.size() || layout.lines.empty(), "the lines hold the whole text");
  require(glyphs == layout.glyphs.size(), "every glyph is on a line");
  require(std::abs(height - layout.height) < 1, "the height is that of the lines");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 2000) return 0;  // a card's text; longer only takes longer
  fuzzing::Input input(data, size);
  const int looks = input.byte();
  const Direction base = (looks & 1) != 0 ? Direction::rtl : Direction::ltr;
  text::Style style;
  style.em_px = static_cast<float>(input.byte());  // 0 included
  style.weight = static_cast<text::Weight>(looks / 2 % 3);
  style.tabular_digits = (looks & 8) != 0;
  style.balanced = (looks & 16) != 0;
  const auto align = static_cast<text::Align>(looks / 32 % 3);
  const int width_px = input.byte() * 8;

  i18n::Label label;
  while (!input.empty() && label.size() < 16) {
    const char* const language = languages.at(static_cast<std::size_t>(input.below(static_cast<int>(languages.size()))));
    const auto kind = static_cast<i18n::SpanKind>(input.below(8));
    label.push_back({std::string(input.text()), language, kind});
  }
  const text::LayoutPtr layout = engine().layout(label, base, style, width_px, align);
  look_at(*layout, label, width_px);
  require(engine().layout(label, base, style, width_px, align) == layout, "a layout asked for again comes from the cache");
  require(engine().min_width(label, base, style) <= engine().natural_width(label, base, style), "no piece is wider than the whole");

  // What is said is shown: any bytes of any span, also when a letter is cut through.
  for (std::size_t span = 0; span < label.size(); ++span) {
    const ByteOffset middle = label[span].text.size() / 2;
    for (const RectPx& box : layout->span_boxes(span, 0, middle)) require(box.width >= 0 && box.height >= 0, "a highlight has a size");
    (void)layout->span_boxes(span, middle, label[span].text.size() + 1);
  }
  (void)layout->boxes(layout->text.size() / 3, layout->text.size());

  // Few are drawn: drawing is FreeType's work and slow.
  if (looks < 32 && style.em_px < 64) {
    text::Atlas atlas(engine());
    for (std::size_t i = 0; i < std::min<std::size_t>(layout->glyphs.size(), 8); ++i) (void)atlas.glyph(layout->glyphs[i]);
  }
  return 0;
}
