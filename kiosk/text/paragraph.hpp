// SPDX-License-Identifier: GPL-3.0-or-later
// Stage 1: a label as the text that is displayed. Telephone numbers, times,
// postcodes, money and addresses are isolated left to right with no-break
// spaces inside, because "0113 269 2985" in Arabic text would otherwise be
// drawn "2985 269 0113" (handbook part 4).
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/units.hpp"
#include "kiosk/i18n/label.hpp"
#include "kiosk/text/engine.hpp"

namespace kiosk::text {

using SourceStep = Layout::SourceStep;

struct ParagraphSpan {
  ByteOffset start = 0;  // into Paragraph::text, isolates excluded
  ByteOffset end = 0;
  std::string language;
  i18n::SpanKind kind = i18n::SpanKind::plain;
  std::vector<SourceStep> steps;
};

struct Paragraph {
  // Well-formed UTF-8. Every kind of newline is U+2028, which breaks a line
  // without ending an isolate; other control characters are gone.
  std::string text;
  Direction base = Direction::ltr;
  std::vector<ParagraphSpan> spans;  // as many as the label has
};

[[nodiscard]] Paragraph make_paragraph(const i18n::Label& label, Direction base);
// A span's offset in the displayed text.
[[nodiscard]] ByteOffset displayed_offset(const std::vector<SourceStep>& steps, ByteOffset source, ByteOffset end);
// The way back: the span's own byte that is displayed at `displayed`, which lies inside it.
[[nodiscard]] ByteOffset source_offset(const std::vector<SourceStep>& steps, ByteOffset displayed);
// Kinds that are read left to right everywhere.
[[nodiscard]] bool always_left_to_right(i18n::SpanKind kind);
// Kinds that never break over lines.
[[nodiscard]] bool unbreakable(i18n::SpanKind kind);

inline constexpr char32_t line_separator = 0x2028;
// LRI, RLI, FSI or PDI: the only bidi controls that a paragraph's text holds.
[[nodiscard]] constexpr bool opens_isolate(char32_t c) { return c >= 0x2066 && c <= 0x2068; }
[[nodiscard]] constexpr bool closes_isolate(char32_t c) { return c == 0x2069; }

// For golden tests: controls and spaces by name.
[[nodiscard]] std::string visible(std::string_view text);
[[nodiscard]] std::string dump(const Paragraph& paragraph);

}  // namespace kiosk::text
