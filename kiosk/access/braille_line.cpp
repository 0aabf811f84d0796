// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/access/braille_line.hpp"

#include <fmt/format.h>
#include <liblouis/liblouis.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <utility>

#include "kiosk/base/log.hpp"
#include "kiosk/unicode/characters.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::access {
namespace {

using i18n::Label;
using semantics::Node;
using semantics::Role;

constexpr std::uint8_t full_cell = 0x3F;  // dots 1 to 6
constexpr widechar first_pattern = 0x2800;
constexpr std::size_t longest_line = 4000;  // code points; a page has less

// liblouis's own tables, each of which calls itself uncontracted or first grade.
// Chinese: the common scheme of 2018.
constexpr std::array<std::pair<std::string_view, const char*>, 6> table_files{{{"en", "en-ueb-g1.ctb"},
                                                                               {"pl", "Pl-Pl-g1.utb"},
                                                                               {"ar", "ar-ar-g1.utb"},
                                                                               {"ur", "ur-pk-g1.utb"},
                                                                               {"pa", "pu-in-g1.utb"},
                                                                               {"zh-Hans", "zhcn-cbs.ctb"}}};

struct Letter {
  char32_t value = 0;
  ByteOffset at = 0;  // in the line's text
};

// Marks that only help drawing, or break words: nothing to feel.
bool is_unfelt(char32_t c) {
  return c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFE00 && c <= 0xFE0F);
}
bool is_blank(char32_t c) { return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000; }

// Tables know their script's own digits or the European ones, not each other's.
char32_t european_digit(char32_t c) {
  for (const char32_t zero : {U'\u0660', U'\u06F0', U'\u0966', U'\u0A66'})
    if (c >= zero && c <= zero + 9) return U'0' + (c - zero);
  return c;
}

class Tables {
 public:
  static Tables& all() {
    static Tables tables;
    return tables;
  }

  void load() {
    const std::lock_guard lock(mutex_);
    for (const auto& [language, file] : table_files) (void)table(language);
  }

  // `letters` are of one language.
  void translate(const std::vector<Letter>& letters, std::string_view language, BrailleLine& line) {
    const std::lock_guard lock(mutex_);
    const char* own = table(language);
    const char* english = table("en");
    if (own == nullptr) return blank(letters, line);
    const auto knower = [&](const Letter& letter) -> const char* {
      if (knows(own, letter.value)) return own;
      return english != nullptr && knows(english, letter.value) ? english : nullptr;
    };
    for (auto from = letters.begin(); from != letters.end();) {
      const char* file = knower(*from);
      const auto to = std::find_if(from, letters.end(), [&](const Letter& letter) { return knower(letter) != file; });
      if (file != nullptr) run_of({from, to}, file, line);
      else for (auto letter = from; letter != to; ++letter) add(full_cell, letter->at, line);
      from = to;
    }
  }

 private:
  Tables() {
    // It would write to standard error, and name what it could not translate.
    lou_registerLogCallback([](logLevels, const char*) noexcept {});
    lou_setLogLevel(LOU_LOG_OFF);
  }

  // Null: there is none, which is said once.
  const char* table(std::string_view language) {
    if (const auto known = by_language_.find(language); known != by_language_.end()) return known->second;
    const auto* found = std::find_if(table_files.begin(), table_files.end(), [&](const auto& one) { return one.first == language; });
    const char* file = found == table_files.end() ? nullptr : found->second;
    if (file == nullptr) {
      log_warning(fmt::format("braille: there is no table for the language {}, so its words are left blank on braille displays.", language));
    } else if (lou_checkTable(file) == 0) {
      log_error(fmt::format("braille: liblouis cannot read its table {}, so words in the language {} are left blank on braille displays. Install liblouis-data.", file, language));
      file = nullptr;
    }
    by_language_.emplace(language, file);
    return file;
  }

  bool knows(const char* file, char32_t letter) {
    // Tables know many marks only together with the letter before them; one that they do not is left out.
    if (letter == U' ' || unicode::is_mark(letter)) return true;
    const auto key = std::pair{file, letter};
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    const widechar in = letter;
    std::array<widechar, 64> out{};
    int in_length = 1, out_length = static_cast<int>(out.size());
    const bool knows = lou_translateString(file, &in, &in_length, out.data(), &out_length, nullptr, nullptr, dotsIO | ucBrl | noUndefined) != 0 && out_length > 0;
    if (known_.size() > 20'000) known_.clear();  // every character that a pack holds is less
    known_.emplace(key, knows);
    return knows;
  }

  static void add(std::uint8_t cell, ByteOffset at, BrailleLine& line) {
    line.cells.push_back(cell);
    line.text_at.push_back(at);
  }
  static void blank(const std::vector<Letter>& letters, BrailleLine& line) {
    for (const Letter& letter : letters) add(0, letter.at, line);
  }

  static void run_of(const std::vector<Letter>& run, const char* file, BrailleLine& line) {
    std::vector<widechar> in;
    for (const Letter& letter : run) in.push_back(letter.value);
    // A character takes a few cells at most, with signs for capitals and numbers.
    std::vector<widechar> out(in.size() * 8 + 64);
    std::vector<int> out_at(in.size() + 1), in_at(out.size() + 1);
    int in_length = static_cast<int>(in.size()), out_length = static_cast<int>(out.size());
    if (lou_translate(file, in.data(), &in_length, out.data(), &out_length, nullptr, nullptr, out_at.data(), in_at.data(), nullptr, dotsIO | ucBrl | noUndefined) == 0)
      return blank(run, line);
    for (std::size_t i = 0; i < static_cast<std::size_t>(out_length); ++i) {
      const auto letter = static_cast<std::size_t>(std::clamp(in_at[i], 0, static_cast<int>(run.size()) - 1));
      add(static_cast<std::uint8_t>((out[i] - first_pattern) & 0xFFU), run[letter].at, line);
    }
  }

  std::mutex mutex_;  // for liblouis too
  std::map<std::string, const char*, std::less<>> by_language_;
  std::map<std::pair<const char*, char32_t>, bool> known_;
};

const Node* find(const Page& page, std::string_view id) {
  const auto at = std::find_if(page.begin(), page.end(), [&](const Entry& entry) { return entry.node->id == id; });
  return at == page.end() ? nullptr : at->node;
}

void append(Label& words, const Label& more, std::string_view language) {
  if (more.empty()) return;
  if (!words.empty()) words.push_back({" ", std::string(language)});
  words.insert(words.end(), more.begin(), more.end());
}

}  // namespace

std::string braille_stop(const Page& page, std::string_view focus) {
  const std::vector<std::string> ids = stops(page);
  if (std::find(ids.begin(), ids.end(), focus) != ids.end()) return std::string(focus);
  return stop_after(page, "", +1);
}

Label braille_words(const Page& page, std::string_view stop, const i18n::Catalogues& strings, std::string_view language) {
  Label words;
  for (const Entry& entry : page)
    if (entry.node->role == Role::timer && entry.node->live && entry.node->id != stop) append(words, entry.node->label, language);
  for (const speech::Utterance& one : say_stop(page, stop, strings, language, Way::untold, Form::braille)) append(words, one.label, language);
  return words;
}

std::optional<std::size_t> braille_cursor(const Page& page, std::string_view stop, const BrailleLine& line) {
  const Node* field = find(page, stop);
  if (field == nullptr || field->role != Role::textfield) return std::nullopt;
  // What is written in the field stands first in its line.
  const std::string typed = braille_line(field->value).text;
  const auto after = std::find_if(line.text_at.begin(), line.text_at.end(), [&](ByteOffset at) { return at >= typed.size(); });
  return static_cast<std::size_t>(after - line.text_at.begin());
}

BrailleLine braille_line(const Label& words) {
  BrailleLine line;
  std::vector<Letter> letters;
  std::string_view language;
  std::size_t count = 0;
  const auto flush = [&] {
    if (!letters.empty()) Tables::all().translate(letters, language, line);
    letters.clear();
  };
  for (const i18n::Span& span : words) {
    if (span.language != language) flush();
    language = span.language;
    for (ByteOffset at = 0; at < span.text.size() && count < longest_line;) {
      const unicode::CodePoint point = unicode::code_point_at(span.text, at);
      at = point.end;
      if (is_unfelt(point.value)) continue;
      const bool blank = is_blank(point.value);
      if (blank && (line.text.empty() || line.text.back() == ' ')) continue;
      letters.push_back({blank ? U' ' : european_digit(point.value), line.text.size()});
      unicode::append_utf8(line.text, blank ? U' ' : point.value);
      ++count;
    }
  }
  flush();
  return line;
}

void load_braille_tables() { Tables::all().load(); }

std::vector<std::size_t> braille_windows(const BrailleCells& cells, std::size_t width) {
  std::vector<std::size_t> starts{0};
  for (std::size_t start = 0; start + width < cells.size();) {
    // The next window begins after the last blank that still lies in this one or right behind it.
    std::size_t next = start + width;
    std::size_t blank = next;
    while (blank > start && cells[blank] != 0) --blank;
    if (blank > start) next = blank + 1;
    while (next < cells.size() && cells[next] == 0) ++next;
    if (next >= cells.size()) break;
    starts.push_back(next);
    start = next;
  }
  return starts;
}

std::string unicode_braille(const BrailleCells& cells) {
  std::string text;
  for (const std::uint8_t cell : cells) unicode::append_utf8(text, U'\u2800' + cell);
  return text;
}

}  // namespace kiosk::access
