// SPDX-License-Identifier: GPL-3.0-or-later
// The speech script: what to say for each span, by kind and language, cut into
// clauses that are synthesised one at a time. Pure; knows no engine.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/i18n/label.hpp"
#include "kiosk/i18n/pronunciation.hpp"

namespace kiosk::speech {

// One clause: the words for the engine, and which bytes of the shown span they stand for.
struct Clause {
  std::string words;       // expanded: telephone digit by digit in groups, postcode by characters, times and dates in words
  std::string language;    // the voice's language: the span's own, but English for Latin letters in a language that has others
  std::size_t span = 0;    // index into the label
  ByteOffset start = 0;    // bytes of that span's text
  ByteOffset end = 0;
  int pause_after_ms = 0;  // between clauses
  int at_least_ms = 0;     // sound and the silence after it together, at every rate
};

// How names and abbreviations are said that the engine would get wrong, by language: from
// the pack. Whole words only, whatever their case; the longest that begins at a word wins.
class Pronunciations {
 public:
  Pronunciations() = default;
  explicit Pronunciations(const std::vector<i18n::Pronunciation>& list);
  // `text` as it is to be said in `language`.
  [[nodiscard]] std::string apply(std::string_view language, std::string_view text) const;

 private:
  struct Words {
    std::map<std::string, std::string, std::less<>> spoken;  // by the written form, folded
    std::size_t most = 0;                                    // words in the longest of them
  };
  std::map<std::string, Words, std::less<>> by_language_;
};

[[nodiscard]] std::vector<Clause> script_for(const i18n::Label& label, const Pronunciations& pronunciations = {});

// The telephone numbers and postcodes of a label for somebody who writes them down: a
// clause a character, and a longer silence after each group. `step`: 1 to slowest_writing.
[[nodiscard]] std::vector<Clause> script_for_writing(const i18n::Label& label, int step);

}  // namespace kiosk::speech
