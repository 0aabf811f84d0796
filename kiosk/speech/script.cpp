// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/speech/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "kiosk/base/clock.hpp"
#include "kiosk/speech/words.hpp"
#include "kiosk/unicode/fold.hpp"
#include "kiosk/unicode/script_runs.hpp"
#include "kiosk/unicode/words.hpp"

namespace kiosk::speech {
namespace {

using i18n::Span;
using i18n::SpanKind;

constexpr std::size_t longest_clause = 120;  // code points, so that the highlight follows
constexpr int sentence_pause_ms = 400;
constexpr int comma_pause_ms = 200;
constexpr int span_pause_ms = 40;

struct CodePoint {
  char32_t value = 0;
  ByteOffset start = 0;
  ByteOffset end = 0;
};

// Broken UTF-8 is taken a byte at a time and counts as a space.
CodePoint code_point_at(std::string_view text, ByteOffset start) {
  const auto byte = [text](ByteOffset at) { return at < text.size() ? static_cast<std::uint8_t>(text[at]) : 0U; };
  const unsigned lead = byte(start);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (length == 1) return {lead, start, start + 1};
  char32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(start + i) & 0xC0U) != 0x80U) return {U' ', start, start + 1};
    value = (value << 6U) | (byte(start + i) & 0x3FU);
  }
  static constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool whole = lead >= 0xC2 && lead <= 0xF4 && value >= least[length] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return whole ? CodePoint{value, start, start + length} : CodePoint{U' ', start, start + 1};
}

bool in(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

// Control characters, bidi controls and spaces of every width. The joiners that
// Persian and Indic words hold (U+200C, U+200D) stay.
bool is_space(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x61C || (c >= 0x2000 && c <= 0x200B) || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
char32_t ascii_digit(char32_t c) {
  if (c >= 0x660 && c <= 0x669) return c - 0x660 + U'0';
  if (c >= 0x6F0 && c <= 0x6F9) return c - 0x6F0 + U'0';
  return c;
}
bool is_latin_letter(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }
// Something that is said, as against a mark between things that are.
bool is_sayable(char32_t c) {
  if (c < 0x80) return is_digit(c) || is_latin_letter(c);
  return !is_space(c) && c >= 0xAA && c != 0xB7 && !(c >= 0x2010 && c <= 0x205E) && !(c >= 0x3001 && c <= 0x303F) && !(c >= 0x25A0 && c <= 0x25FF) &&
         !in(c, U"«»¿،؛؟۔।॥。！？，；：፡።፣፤፥፦፧");
}
bool ends_sentence(char32_t c) { return in(c, U".!?…؟۔।॥。！？።፧"); }
bool ends_phrase(char32_t c) { return in(c, U",;:،؛、，；：፣፤፥–—·•|"); }
bool is_full_width(char32_t c) { return in(c, U"、。！？，；："); }

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || text.front() == '-' || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// --- Kinds with a way of their own; nothing means: say it as it is shown ---

std::optional<std::string> time_of_day(const Words& words, std::string_view value) {
  if (value.size() != 5 || value[2] != ':') return std::nullopt;
  const std::optional<int> hour = number(value.substr(0, 2));
  const std::optional<int> minute = number(value.substr(3));
  if (!hour || !minute || *hour > 24 || *minute > 59 || (*hour == 24 && *minute > 0)) return std::nullopt;
  return words.time(*hour, *minute);
}

std::optional<std::string> time_or_times(const Words& words, std::string_view value) {
  const std::size_t slash = value.find('/');
  if (slash == std::string_view::npos) return time_of_day(words, value);
  const auto from = time_of_day(words, value.substr(0, slash));
  const auto until = time_of_day(words, value.substr(slash + 1));
  if (!from || !until) return std::nullopt;
  return fmt::format(fmt::runtime(words.range), *from, *until);
}

std::optional<std::string> date(const Words& words, const Span& span) {
  const auto parsed = parse_date(span.value);
  if (!parsed) return std::nullopt;
  // The year is said when it is shown, and only then.
  return words.date(*parsed, span.text.find(span.value.substr(0, 4)) == std::string::npos ? Year::silent : Year::said);
}

std::optional<std::string> money(const Words& words, std::string_view value) {
  if (!value.starts_with("GBP ")) return std::nullopt;
  value.remove_prefix(4);
  const std::size_t point = value.find('.');
  const std::optional<int> pounds = number(value.substr(0, point));
  const std::string_view rest = point == std::string_view::npos ? "00" : value.substr(point + 1);
  const std::optional<int> pence = number(rest);
  if (!pounds || !pence || rest.size() != 2) return std::nullopt;
  return words.money({*pounds, *pence});
}

// A number without groups, as it is read out in Leeds: 0113 269 2985.
std::vector<std::size_t> groups_for(std::string_view digits) {
  if (digits.size() == 11 && digits.front() == '0') {
    if (digits[1] == '2') return {3, 4, 4};
    if (digits[1] == '1' && (digits[2] == '1' || digits[3] == '1')) return {4, 3, 4};
    return {5, 3, 3};
  }
  std::vector<std::size_t> groups(digits.size() / 3, 3);
  if (digits.size() % 3 != 0) groups.push_back(digits.size() % 3);
  return groups;
}

// Digits and words (`ext 5`) of a telephone number, as grouped where it is shown.
std::vector<std::string> groups_shown(std::string_view shown) {
  std::vector<std::string> groups{""};
  for (ByteOffset at = 0; at < shown.size();) {
    const CodePoint point = code_point_at(shown, at);
    at = point.end;
    const char32_t c = ascii_digit(point.value);
    if (is_digit(c) || c == U'+') {
      if (!groups.back().empty() && is_latin_letter(static_cast<unsigned char>(groups.back().back()))) groups.emplace_back();
      groups.back() += static_cast<char>(c);
    } else if (is_latin_letter(c)) {  // `ext 5`, `option 2`
      if (!groups.back().empty() && !is_latin_letter(static_cast<unsigned char>(groups.back().back()))) groups.emplace_back();
      groups.back() += static_cast<char>(c);
    } else if (!groups.back().empty()) {
      groups.emplace_back();
    }
  }
  if (groups.back().empty()) groups.pop_back();
  return groups;
}

// `0113 269 2985` -> `0 1 1 3, 2 6 9, 2 9 8 5`: never one large number, and a
// comma's pause between the groups that are shown.
std::string telephone(std::string_view shown) {
  std::string said;
  for (const std::string& group : groups_shown(shown)) {
    if (!said.empty()) said += ", ";
    if (is_latin_letter(static_cast<unsigned char>(group.front()))) {
      said += group;
      continue;
    }
    std::string_view rest = group;
    for (const std::size_t size : group.size() > 6 ? groups_for(group) : std::vector{group.size()}) {
      if (rest.size() != group.size()) said += ", ";
      for (std::size_t i = 0; i < size; ++i) {
        if (i > 0) said += ' ';
        said += rest[i];
      }
      rest.remove_prefix(size);
    }
  }
  return said;
}

// `LS12 1UQ` -> `L S 1 2, 1 U Q`. A hyphen after A, or English reads an article.
std::string postcode(std::string_view shown) {
  std::string said;
  bool gap = false;
  for (const char c : shown) {
    const auto point = static_cast<unsigned char>(c);
    if (!is_digit(point) && !is_latin_letter(point)) {
      gap = true;
      continue;
    }
    if (!said.empty()) said += gap ? ", " : said.back() == 'A' ? "-" : " ";
    said += static_cast<char>(point >= 'a' ? point - 'a' + 'A' : point);
    gap = false;
  }
  return said;
}

// --- Cutting ---

// The text from `start` to `end` for the engine: one space for any that are shown.
std::string said_plainly(std::string_view text, ByteOffset start, ByteOffset end, std::string_view decimal_point) {
  std::string words;
  bool after_digit = false;
  for (ByteOffset at = start; at < end;) {
    const CodePoint point = code_point_at(text, at);
    at = point.end;
    if (point.value == 0xAD) continue;  // a soft hyphen lies inside a word
    const bool in_number = point.value == U'.' && after_digit && at < end && is_digit(code_point_at(text, at).value);
    after_digit = is_digit(point.value);
    if (in_number && !decimal_point.empty()) words += decimal_point;
    else if (!is_space(point.value)) words += text.substr(point.start, point.end - point.start);
    else if (!words.empty() && words.back() != ' ') words += ' ';
  }
  while (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

class Cutter {
 public:
  Cutter(std::vector<Clause>& clauses, const Span& span, std::size_t index, const Pronunciations& pronunciations)
      : clauses_(clauses), span_(span), index_(index), pronunciations_(pronunciations) {}

  void whole(std::string words, std::string language) {
    clauses_.push_back({std::move(words), std::move(language), index_, 0, span_.text.size(), span_pause_ms});
  }

  // Words in Latin letters, in a language that is written in others, are names and initials
  // off English papers (NHS, WiFi): the English voice knows how they are said.
  void plain() {
    const std::string_view text = span_.text;
    const std::vector<unicode::ScriptRun> runs = unicode::script_runs(text);
    const bool in_latin = is_latin(unicode::script_of_language(span_.language));
    for (std::size_t first = 0; first < runs.size();) {
      const bool english = !in_latin && is_latin(runs[first].script);
      std::size_t last = first;
      while (last + 1 < runs.size() && (in_latin || is_latin(runs[last + 1].script) == english)) ++last;
      cut(runs[first].start, runs[last].end, english ? std::string_view{"en"} : span_.language);
      first = last + 1;
    }
  }

 private:
  static bool is_latin(unicode::Script script) { return script == unicode::script("Latn"); }

  // Cuts at the marks that speakers pause at, and before a clause grows too long.
  void cut(ByteOffset from, ByteOffset to, std::string_view language) {
    const std::string_view text = span_.text;
    ByteOffset start = from;
    ByteOffset last_gap = from;
    std::size_t length = 0;
    std::size_t word_length = 0;
    for (ByteOffset at = from; at < to;) {
      const CodePoint point = code_point_at(text, at);
      at = point.end;
      const char32_t c = point.value;
      const bool followed_by_gap = at >= text.size() || is_space(code_point_at(text, at).value) || is_full_width(c);
      // "St. Mary's", "a.m. and": a short word before a full stop ends nothing.
      const bool abbreviation = c == U'.' && word_length > 0 && word_length <= 3 && at < text.size();
      ++length;
      if (c == U'\n' || (ends_sentence(c) && followed_by_gap && !abbreviation)) {
        add(start, at, sentence_pause_ms, language);
      } else if (ends_phrase(c) && followed_by_gap) {
        add(start, at, comma_pause_ms, language);
      } else if (length >= longest_clause) {
        const ByteOffset end = last_gap > start ? last_gap : at;
        add(start, end, span_pause_ms, language);
        at = end;
      } else {
        if (is_space(c)) last_gap = at;
        word_length = is_sayable(c) ? word_length + 1 : 0;
        continue;
      }
      start = at;
      length = 0;
      word_length = 0;
    }
    add(start, to, to < text.size() ? 0 : span_pause_ms, language);  // a sentence goes on through its foreign words
  }

  // A piece with nothing to say in it only makes the pause before it longer.
  void add(ByteOffset start, ByteOffset end, int pause_ms, std::string_view language) {
    const std::string_view text = span_.text;
    while (start < end && is_space(code_point_at(text, start).value)) start = code_point_at(text, start).end;
    bool sayable = false;
    ByteOffset last = start;
    for (ByteOffset at = start; at < end;) {
      const CodePoint point = code_point_at(text, at);
      at = point.end;
      sayable = sayable || is_sayable(point.value);
      if (!is_space(point.value)) last = at;
    }
    if (sayable) {
      const Words* words = words_for(language);
      const std::string said = pronunciations_.apply(language, text.substr(start, last - start));
      clauses_.push_back({said_plainly(said, 0, said.size(), words != nullptr ? words->decimal_point : ""), std::string{language}, index_, start, last, pause_ms});
    } else if (!clauses_.empty()) {
      clauses_.back().pause_after_ms = std::max(clauses_.back().pause_after_ms, pause_ms);
    }
  }

  std::vector<Clause>& clauses_;
  const Span& span_;
  std::size_t index_;
  const Pronunciations& pronunciations_;
};

std::optional<std::string> expanded(const Span& span, const Words* words) {
  switch (span.kind) {
    case SpanKind::telephone: return telephone(span.text);
    case SpanKind::postcode: return postcode(span.text);
    case SpanKind::time: return words == nullptr ? std::nullopt : time_or_times(*words, span.value);
    case SpanKind::date: return words == nullptr ? std::nullopt : date(*words, span);
    case SpanKind::money: return words == nullptr ? std::nullopt : money(*words, span.value);
    case SpanKind::web: return std::string(words->web_address);
    case SpanKind::email: return std::string(words->email_address);
    case SpanKind::plain:
    case SpanKind::page_number:
    case SpanKind::page_count: break;
  }
  return std::nullopt;
}

}  // namespace

Pronunciations::Pronunciations(const std::vector<i18n::Pronunciation>& list) {
  for (const i18n::Pronunciation& one : list) {
    const std::size_t count = unicode::words(one.written).size();
    if (count == 0 || one.spoken.empty()) continue;
    Words& words = by_language_[one.language];
    words.spoken.insert_or_assign(unicode::case_fold(one.written), one.spoken);
    words.most = std::max(words.most, count);
  }
}

std::string Pronunciations::apply(std::string_view language, std::string_view text) const {
  auto known = by_language_.find(language);
  if (known == by_language_.end()) known = by_language_.find(language.substr(0, language.find('-')));
  if (known == by_language_.end()) return std::string(text);
  const Words& list = known->second;
  const std::vector<unicode::Word> words = unicode::words(text);
  std::string said;
  ByteOffset copied = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t count = std::min(list.most, words.size() - i); count > 0; --count) {
      const ByteOffset start = words[i].start, end = words[i + count - 1].end;
      const auto found = list.spoken.find(unicode::case_fold(text.substr(start, end - start)));
      if (found == list.spoken.end()) continue;
      said += text.substr(copied, start - copied);
      said += found->second;
      copied = end;
      i += count - 1;
      break;
    }
  }
  return said += text.substr(copied);
}

std::vector<Clause> script_for(const i18n::Label& label, const Pronunciations& pronunciations) {
  std::vector<Clause> clauses;
  for (std::size_t index = 0; index < label.size(); ++index) {
    const Span& span = label[index];
    const Words* words = words_for(span.language);
    std::string language = span.language;
    if (words == nullptr && (span.kind == SpanKind::web || span.kind == SpanKind::email)) {
      // Nobody has written these words in this language yet: English, said as English.
      language = "en";
      words = words_for(language);
    }
    Cutter cutter(clauses, span, index, pronunciations);
    std::optional<std::string> said = expanded(span, words);
    if (said && !said->empty()) cutter.whole(std::move(*said), std::move(language));
    else cutter.plain();
  }
  return clauses;
}

// Eight tenths of a second a character is a hand that writes without hurry; a group is read over once.
std::vector<Clause> script_for_writing(const i18n::Label& label, int step) {
  struct Tempo { int character_ms = 0, group_ms = 0; };
  static constexpr std::array<Tempo, 3> tempos{{{800, 1500}, {1200, 2200}, {1800, 3000}}};
  const Tempo tempo = tempos.at(static_cast<std::size_t>(std::clamp(step, 1, 3) - 1));
  std::vector<Clause> clauses;
  for (std::size_t index = 0; index < label.size(); ++index) {
    const Span& span = label[index];
    if (span.kind != SpanKind::telephone && span.kind != SpanKind::postcode) continue;
    const std::string_view text = span.text;
    const auto add = [&](std::string words, ByteOffset start, ByteOffset end) {
      clauses.push_back({std::move(words), span.language, index, start, end, 0, tempo.character_ms});
    };
    const std::size_t first = clauses.size();
    bool gap = false;
    std::size_t group = first;  // where the one now being read begins
    const auto end_group = [&] {
      // Digits shown in one are read in groups all the same.
      std::string digits;
      for (std::size_t i = group; i < clauses.size(); ++i) digits += clauses[i].words;
      if (span.kind == SpanKind::telephone && digits.size() == clauses.size() - group && digits.size() > 6) {
        std::size_t at = group;
        for (const std::size_t size : groups_for(digits)) {
          at += size;
          if (at < clauses.size()) clauses[at - 1].at_least_ms += tempo.group_ms;
        }
      }
      if (group < clauses.size()) clauses.back().at_least_ms += tempo.group_ms;
      group = clauses.size();
    };
    for (ByteOffset at = 0; at < text.size();) {
      const CodePoint point = code_point_at(text, at);
      at = point.end;
      const char32_t c = ascii_digit(point.value);
      if (is_digit(c) || (c == U'+' && clauses.size() == first)) {
        if (std::exchange(gap, false)) end_group();
        add(c == U'+' ? "plus" : std::string(1, static_cast<char>(c)), point.start, point.end);
      } else if (is_latin_letter(c)) {
        if (std::exchange(gap, false)) end_group();
        const char letter = static_cast<char>(c);
        const bool goes_on = span.kind == SpanKind::telephone && clauses.size() > group && clauses.back().end == point.start &&
                             is_latin_letter(static_cast<unsigned char>(clauses.back().words.front()));
        if (goes_on) {  // `ext` is a word
          clauses.back().words += letter;
          clauses.back().end = point.end;
        } else {
          add(std::string(1, span.kind == SpanKind::postcode && letter >= 'a' ? static_cast<char>(letter - 'a' + 'A') : letter), point.start, point.end);
        }
      } else {
        gap = true;
      }
    }
    end_group();
  }
  return clauses;
}

}  // namespace kiosk::speech
