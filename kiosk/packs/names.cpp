// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "kiosk/packs/values.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::packs {
namespace {

constexpr std::size_t long_name = 80, longest_name = 200, longest_word = 40;  // characters

// Joiners stay: Urdu, Panjabi and emoji need them. So do the marks that only say a direction.
bool is_not_drawn(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200B || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

struct Name {
  std::string drawn;
  std::size_t characters = 0, longest_word = 0;
};

Name look_at(const std::string& written) {
  Name name;
  bool space = false;
  std::size_t word = 0;
  for (std::size_t at = 0; at < written.size();) {
    const unicode::CodePoint c = unicode::code_point_at(written, at);
    at = c.end;
    const bool breaks = c.value == '\n' || c.value == '\r' || c.value == '\t' || c.value == 0x2028 || c.value == 0x2029;
    if (is_not_drawn(c.value) && !breaks) continue;
    // Where a line was broken, words stay apart, by one space.
    const char32_t drawn = breaks ? U' ' : c.value;
    if (drawn == U' ' && space && breaks) continue;
    space = drawn == U' ';
    ++name.characters;
    // Chinese and its neighbours break between any two; a hyphen and a stroke let the line end.
    word = space || drawn == U'-' || drawn == U'/' || drawn >= 0x2E80 ? 0 : word + 1;
    name.longest_word = std::max(name.longest_word, word);
    unicode::append_utf8(name.drawn, drawn);
  }
  name.drawn = trimmed(name.drawn);
  return name;
}

void tidy(std::string& written, const Where& where, Findings& findings) {
  if (written.size() <= longest_word && std::all_of(written.begin(), written.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) return;
  Name name = look_at(written);
  if (name.drawn != written) findings.add(Kind::name_with_marks, where, written, "holds line breaks, tabs or marks that are not drawn, so they are left out.", "Type the name again, on one line.");
  if (name.longest_word > longest_word) {
    findings.add(Kind::name_too_long, where, written, fmt::format("has a word of {} letters, which fits on no screen. {} is the most.", name.longest_word, longest_word), "Put spaces between the words.");
  } else if (name.characters > longest_name) {
    findings.add(Kind::name_too_long, where, written, fmt::format("is {} letters long. {} is the most.", name.characters, longest_name), "Keep the name alone, and say the rest in the description.");
  } else if (name.characters > long_name) {
    findings.add(Kind::name_long, where, written, fmt::format("is {} letters long, which is much at the largest text.", name.characters), fmt::format("Keep it under {} if you can.", long_name));
  }
  written = std::move(name.drawn);
}

}  // namespace

void tidy_names(Content& content, Findings& findings) {
  for (Topic& topic : content.topics) tidy(topic.need.english, topic.where.in("Need"), findings);
  for (Organisation& organisation : content.organisations) tidy(organisation.name, organisation.where.in("Name"), findings);
  for (Place& place : content.places) tidy(place.name, place.where.in("Name"), findings);
  for (Service& service : content.services) tidy(service.name.english, service.where.in("Name"), findings);
}

}  // namespace kiosk::packs
