// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/text/itemise.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/unicode/breaks.hpp"
#include "kiosk/unicode/characters.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::text {
namespace {

constexpr unicode::Script latin_script = unicode::script("Latn");

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// `10:30`, `1,250` and `21/07` are one number: all of it in one face.
bool joins_digits(char c) { return c == ':' || c == '.' || c == ',' || c == '/' || c == '-'; }

// Whether the character at `at` is part of a number in Latin digits.
bool in_number(std::string_view text, ByteOffset at, ByteOffset start, ByteOffset end) {
  if (is_digit(text[at])) return true;
  return joins_digits(text[at]) && at > start && at + 1 < end && is_digit(text[at - 1]) && is_digit(text[at + 1]);
}

class Itemiser {
 public:
  Itemiser(const Paragraph& paragraph, const FontSet& fonts, Weight weight)
      : text_(paragraph.text), fonts_(fonts), weight_(weight), levels_(unicode::bidi_levels(paragraph.text, paragraph.base)) {}

  void add_span(const ParagraphSpan& span, std::uint16_t index) {
    const std::string_view words = text_.substr(span.start, span.end - span.start);
    for (const unicode::ScriptRun& run : unicode::script_runs(words)) {
      unicode::Script script = run.script;
      if (script == unicode::common_script) {
        // A telephone number has no letters to tell; a plain "?" is its language's.
        script = always_left_to_right(span.kind) ? latin_script : unicode::script_of_language(span.language);
      }
      const FamilyIndex family = fonts_.family_for(script, span.language);
      add_script_run(span.start + run.start, span.start + run.end,
                     {.script = script, .span = index, .font = fonts_.face_for(family, weight_), .line_family = family});
    }
  }

  std::vector<Item> take() { return std::move(items_); }

 private:
  void add_script_run(ByteOffset start, ByteOffset end, const Item& like) {
    const FontIndex latin = fonts_.face_for(FontSet::latin(), weight_);
    ByteOffset at = start;
    for (const ByteOffset boundary : unicode::grapheme_breaks(text_.substr(start, end - start))) {
      const ByteOffset next = start + boundary;
      Item item = like;
      item.start = at;
      item.end = next;
      item.level = levels_[at];
      if (like.font != latin && in_number(text_, at, start, end)) {
        item.font = latin;
        item.script = latin_script;
      } else if (!read_characters(at, next)) {
        at = next;
        continue;
      } else {
        item.font = fonts_.face_with(like.font, characters_, weight_);
      }
      append(item);
      at = next;
    }
  }

  // What wants a glyph. False: a line separator, which is drawn nowhere.
  bool read_characters(ByteOffset at, ByteOffset end) {
    characters_.clear();
    while (at < end) {
      const unicode::CodePoint c = unicode::code_point_at(text_, at);
      if (c.value == line_separator) return false;
      if (!unicode::is_default_ignorable(c.value)) characters_.push_back(c.value);
      at = c.end;
    }
    return true;
  }

  void append(Item item) {
    const ByteOffset last_end = items_.empty() ? 0 : items_.back().end;
    for (ByteOffset at = last_end; at < item.start; ++at) item.gap_before = std::min(item.gap_before, levels_[at]);
    if (!items_.empty()) {
      Item& last = items_.back();
      if (last.end == item.start && last.level == item.level && last.script == item.script && last.span == item.span &&
          last.font == item.font && last.line_family == item.line_family) {
        last.end = item.end;
        return;
      }
    }
    items_.push_back(item);
  }

  std::string_view text_;
  const FontSet& fonts_;
  Weight weight_;
  std::vector<unicode::BidiLevel> levels_;
  std::u32string characters_;
  std::vector<Item> items_;
};

}  // namespace

std::vector<Item> itemise(const Paragraph& paragraph, const FontSet& fonts, Weight weight) {
  Itemiser itemiser(paragraph, fonts, weight);
  for (std::size_t i = 0; i < paragraph.spans.size(); ++i) {
    itemiser.add_span(paragraph.spans[i], static_cast<std::uint16_t>(i));
  }
  return itemiser.take();
}

std::string dump(const std::vector<Item>& items, const Paragraph& paragraph, const FontSet& fonts) {
  std::string out;
  for (const Item& item : items) {
    out += fmt::format("item {}..{} level {} {} {} {} \"{}\"\n", item.start, item.end, item.level, unicode::name_of(item.script),
                       paragraph.spans[item.span].language, fonts.face(item.font).file.filename().string(),
                       visible(std::string_view(paragraph.text).substr(item.start, item.end - item.start)));
  }
  return out;
}

}  // namespace kiosk::text
