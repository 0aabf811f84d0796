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

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_word_byte(char c) {
  return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
// A space that may stand inside a number: its length, or 0.
std::size_t gap_at(std::string_view text) {
  if (text.starts_with("\u00A0")) return 2;
  return text.starts_with(' ') || text.starts_with('-') ? 1 : 0;
}

// Each of these: how many bytes of such a thing `text` starts with, or 0.

std::size_t telephone_at(std::string_view text, std::string& digits) {
  digits.clear();
  std::size_t at = text.starts_with('+') ? 1 : 0;
  std::size_t end = 0;
  bool in_brackets = false;
  for (; at < text.size() && at < 40;) {
    if (is_digit(text[at])) {
      digits += text[at++];
      end = at;
    } else if (text[at] == '(' && !in_brackets && (digits.size() <= 4)) {
      in_brackets = true;
      ++at;
    } else if (text[at] == ')' && in_brackets) {
      in_brackets = false;
      ++at;
    } else if (digits.size() == 11 && digits[0] == '0' && digits[1] != '0') {
      break;  // a British number is complete; another may follow
    } else if (const std::size_t gap = gap_at(text.substr(at)); gap > 0 && end > 0) {
      at += gap;
    } else {
      break;
    }
  }
  const std::string_view found = text.substr(0, end);
  if (in_brackets || (end < text.size() && is_word_byte(text[end]) && static_cast<unsigned char>(text[end]) < 0x80)) return 0;
  if (text.starts_with('+')) return digits.size() >= 10 && digits.size() <= 15 ? end : 0;
  if (digits.starts_with('0')) return digits.size() >= 9 && digits.size() <= 15 ? end : 0;
  // Helplines and emergencies, which have no leading nought.
  for (const std::string_view known : {"116 123", "116 000", "116 006", "999", "111", "101", "112", "119", "159"})
    if (found == known) return end;
  return 0;
}

std::size_t postcode_at(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at < 2 && is_upper(text[at])) ++at;
  if (at == 0 || at >= text.size() || !is_digit(text[at])) return 0;
  ++at;
  if (at < text.size() && (is_digit(text[at]) || is_upper(text[at]))) ++at;
  const std::size_t gap = text.substr(at).starts_with('-') ? 0 : gap_at(text.substr(at));
  const std::string_view inward = text.substr(std::min(at + gap, text.size()));
  if (gap == 0 || inward.size() < 3 || !is_digit(inward[0]) || !is_upper(inward[1]) || !is_upper(inward[2])) return 0;
  if (inward.size() > 3 && is_word_byte(inward[3])) return 0;
  return at + gap + 3;
}

// A run without spaces, less the punctuation of the sentence around it.
std::string_view run_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' && static_cast<unsigned char>(text[end]) < 0x7F && text[end] != '<' &&
         text[end] != '>' && text[end] != '"')
    ++end;
  std::string_view run = text.substr(0, end);
  while (!run.empty() && std::string_view{".,;:!?)'"}.find(run.back()) != std::string_view::npos) run.remove_suffix(1);
  return run;
}
std::size_t web_at(std::string_view text) {
  if (!text.starts_with("http://") && !text.starts_with("https://") && !text.starts_with("www.")) return 0;
  const std::size_t size = run_at(text).size();
  return size > 8 ? size : 0;
}
std::size_t email_at(std::string_view text) {
  if (!is_word_byte(text.front()) || static_cast<unsigned char>(text.front()) >= 0x80) return 0;
  std::string_view run = run_at(text.substr(0, std::min<std::size_t>(text.size(), 254)));
  const std::size_t at = run.find('@');
  if (at == std::string_view::npos || run.find('.', at) == std::string_view::npos || run.find('@', at + 1) != std::string_view::npos) return 0;
  return run.size();
}

}  // namespace

std::string_view without_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string shortened(std::string text, std::size_t characters) {
  if (length(text) <= characters) return text;
  std::size_t end = 0;
  for (std::size_t count = 1; count < characters; ++count) end = unicode::code_point_at(text, end).end;
  text.resize(end);
  return text + "…";
}

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

i18n::Label with_kinds(std::string_view text, std::string_view language) {
  i18n::Label label;
  std::size_t plain_from = 0;
  const auto add_plain = [&](std::size_t end) {
    if (end > plain_from) label.push_back({std::string{text.substr(plain_from, end - plain_from)}, std::string{language}, i18n::SpanKind::plain});
  };
  for (std::size_t at = 0; at < text.size();) {
    // Only where a word starts; letters of other scripts may stand right before a number.
    if (at > 0 && is_word_byte(text[at - 1]) && static_cast<unsigned char>(text[at - 1]) < 0x80) {
      ++at;
      continue;
    }
    const std::string_view rest = text.substr(at);
    std::string digits;
    i18n::SpanKind kind = i18n::SpanKind::plain;
    std::size_t size = 0;
    if ((size = web_at(rest)) > 0) kind = i18n::SpanKind::web;
    else if ((size = email_at(rest)) > 0) kind = i18n::SpanKind::email;
    else if ((size = telephone_at(rest, digits)) > 0) kind = i18n::SpanKind::telephone;
    else if ((size = postcode_at(rest)) > 0) kind = i18n::SpanKind::postcode;
    if (size == 0) {
      ++at;
      continue;
    }
    add_plain(at);
    label.push_back({std::string{rest.substr(0, size)}, std::string{language}, kind, kind == i18n::SpanKind::telephone ? digits : ""});
    plain_from = at += size;
  }
  add_plain(text.size());
  return label;
}

}  // namespace kiosk::directory
