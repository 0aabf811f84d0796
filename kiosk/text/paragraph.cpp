// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/text/paragraph.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/unicode/utf.hpp"

namespace kiosk::text {
namespace {

using i18n::SpanKind;

constexpr char32_t left_to_right_isolate = 0x2066;
constexpr char32_t right_to_left_isolate = 0x2067;
constexpr char32_t first_strong_isolate = 0x2068;
constexpr char32_t pop_isolate = 0x2069;
constexpr char32_t no_break_space = 0x00A0;

bool is_newline(char32_t c) { return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029; }

// A record's own embeddings and isolates could close ours or leak past the
// label; the marks LRM, RLM and ALM cannot, and stay.
bool is_dropped(char32_t c) {
  return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void append_span(std::string& text, const i18n::Span& span, ParagraphSpan& out) {
  const bool fixed = always_left_to_right(span.kind);
  out.start = text.size();
  out.steps.push_back({0, text.size()});
  for (ByteOffset at = 0; at < span.text.size();) {
    const unicode::CodePoint c = unicode::code_point_at(span.text, at);
    ByteOffset next = c.end;
    const ByteOffset before = text.size();
    if (is_newline(c.value)) {
      if (c.value == '\r' && next < span.text.size() && span.text[next] == '\n') ++next;
      unicode::append_utf8(text, fixed ? no_break_space : line_separator);
    } else if (c.value == ' ' || c.value == '\t') {
      unicode::append_utf8(text, fixed ? no_break_space : U' ');
    } else if (!is_dropped(c.value)) {
      unicode::append_utf8(text, c.value);
    }
    if (text.size() - before != next - at) out.steps.push_back({next, text.size()});
    at = next;
  }
  out.end = text.size();
}

}  // namespace

bool always_left_to_right(SpanKind kind) {
  switch (kind) {
    case SpanKind::telephone:
    case SpanKind::time:
    case SpanKind::postcode:
    case SpanKind::web:
    case SpanKind::email:
    case SpanKind::money:
      return true;
    case SpanKind::plain:
    case SpanKind::date:
    case SpanKind::page_number:
    case SpanKind::page_count:
      return false;
  }
  return false;
}

bool unbreakable(SpanKind kind) {
  return kind == SpanKind::telephone || kind == SpanKind::time || kind == SpanKind::postcode || kind == SpanKind::money;
}

Paragraph make_paragraph(const i18n::Label& label, Direction base) {
  Paragraph out;
  out.base = base;
  out.spans.reserve(label.size());
  const auto foreign = [&](const i18n::Span& span) { return !span.text.empty() && i18n::direction_of(span.language) != base; };
  // Neighbours in the other direction are one phrase and keep their own order: an address, then its postcode.
  std::size_t phrase_end = 0;
  for (std::size_t i = 0; i < label.size(); ++i) {
    const i18n::Span& span = label[i];
    if (i >= phrase_end && foreign(span)) {
      phrase_end = i + 1;
      while (phrase_end < label.size() && foreign(label[phrase_end])) ++phrase_end;
      if (phrase_end == i + 1) phrase_end = i;  // alone: its own isolate does
      else unicode::append_utf8(out.text, base == Direction::rtl ? left_to_right_isolate : right_to_left_isolate);
    }
    const bool in_phrase = i < phrase_end;
    ParagraphSpan placed;
    placed.language = span.language;
    placed.kind = span.kind;
    char32_t isolate = 0;
    if (!span.text.empty()) {
      if (always_left_to_right(span.kind)) {
        isolate = left_to_right_isolate;
      } else if (!in_phrase && i18n::direction_of(span.language) != base) {
        isolate = first_strong_isolate;
      }
    }
    if (isolate != 0) unicode::append_utf8(out.text, isolate);
    append_span(out.text, span, placed);
    if (isolate != 0) unicode::append_utf8(out.text, pop_isolate);
    out.spans.push_back(std::move(placed));
    if (in_phrase && i + 1 == phrase_end) unicode::append_utf8(out.text, pop_isolate);
  }
  return out;
}

ByteOffset displayed_offset(const std::vector<SourceStep>& steps, ByteOffset source, ByteOffset end) {
  const auto after = std::upper_bound(steps.begin(), steps.end(), source,
                                      [](ByteOffset value, const SourceStep& step) { return value < step.source; });
  if (after == steps.begin()) return end;
  const SourceStep& step = *std::prev(after);
  const ByteOffset limit = after == steps.end() ? end : after->displayed;
  return std::min(step.displayed + (source - step.source), limit);
}

ByteOffset source_offset(const std::vector<SourceStep>& steps, ByteOffset displayed) {
  const auto after = std::upper_bound(steps.begin(), steps.end(), displayed,
                                      [](ByteOffset value, const SourceStep& step) { return value < step.displayed; });
  if (after == steps.begin()) return 0;
  const SourceStep& step = *std::prev(after);
  const ByteOffset source = step.source + (displayed - step.displayed);
  return after == steps.end() ? source : std::min(source, after->source);
}

std::string visible(std::string_view text) {
  std::string out;
  for (ByteOffset at = 0; at < text.size();) {
    const unicode::CodePoint c = unicode::code_point_at(text, at);
    at = c.end;
    switch (c.value) {
      case left_to_right_isolate: out += "[LRI]"; break;
      case right_to_left_isolate: out += "[RLI]"; break;
      case first_strong_isolate: out += "[FSI]"; break;
      case pop_isolate: out += "[PDI]"; break;
      case no_break_space: out += "[NBSP]"; break;
      case line_separator: out += "[NL]"; break;
      default: unicode::append_utf8(out, c.value); break;
    }
  }
  return out;
}

std::string dump(const Paragraph& paragraph) {
  std::string out = fmt::format("paragraph {} \"{}\"\n", paragraph.base == Direction::rtl ? "rtl" : "ltr", visible(paragraph.text));
  for (const ParagraphSpan& span : paragraph.spans) {
    out += fmt::format("  span {}..{} {} {} \"{}\"\n", span.start, span.end, span.language, i18n::name_of(span.kind),
                       visible(std::string_view(paragraph.text).substr(span.start, span.end - span.start)));
  }
  return out;
}

}  // namespace kiosk::text
