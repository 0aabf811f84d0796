// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/words_shown.hpp"

#include <algorithm>

#include "kiosk/unicode/breaks.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::directory {
namespace {

constexpr std::size_t wanted = 120;
constexpr std::size_t most = 170;  // a whole sentence may be this long

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0x2028 || c == 0x2029;
}

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  return text;
}

// `e.g. `, `St. `: the sentence goes on, whatever capital follows.
bool ends_in_abbreviation(std::string_view sentence) {
  sentence = trimmed(sentence);
  for (const std::string_view end : {"e.g.", "i.e.", "St.", "Dr.", "Mr.", "Mrs.", "Ms.", "No.", "Rd.", "etc."}) {
    if (!sentence.ends_with(end)) continue;
    const std::string_view before = sentence.substr(0, sentence.size() - end.size());
    if (before.empty() || before.back() == ' ' || before.back() == '(') return true;
  }
  return false;
}

}  // namespace

std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const unicode::CodePoint c = unicode::code_point_at(text, at);
    at = c.end;
    if (c.value == '\n') out += '\n';
    else if (c.value == '\t' || c.value == 0x2028 || c.value == 0x2029) out += ' ';
    else if (!is_control(c.value)) unicode::append_utf8(out, c.value);
  }
  return out;
}

std::string first_sentences(std::string_view whole, std::string_view language) {
  // A paragraph ends a sentence, and a card shows none after it.
  std::string_view text = trimmed(whole);
  text = trimmed(text.substr(0, std::min({text.find('\n'), text.size()})));
  if (text.empty()) return {};
  if (text.size() > 4096) {  // no card needs more looked at
    std::size_t end = 4096;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
  }
  std::size_t cut = 0;
  for (const std::size_t end : unicode::sentence_breaks(text, language)) {
    if (end < text.size() && ends_in_abbreviation(text.substr(0, end))) continue;
    const std::size_t characters = length(trimmed(text.substr(0, end)));
    if (characters > (cut == 0 ? most : wanted)) break;
    cut = end;
  }
  if (cut > 0) return std::string{trimmed(text.substr(0, cut))};
  std::size_t fits = 0;
  for (const auto& at : unicode::line_breaks(text, language)) {
    if (length(text.substr(0, at.at)) > wanted) break;
    fits = at.at;
  }
  if (fits == 0) {  // one endless word
    const auto breaks = unicode::grapheme_breaks(text);
    fits = breaks.empty() ? 0 : breaks[std::min(wanted, breaks.size()) - 1];
  }
  std::string out{trimmed(text.substr(0, fits))};
  while (!out.empty() && (out.back() == ',' || out.back() == ';' || out.back() == ':')) out.pop_back();
  return out + "…";
}

}  // namespace kiosk::directory
