// SPDX-License-Identifier: GPL-3.0-or-later
// What a text is found under: the same for a pack's texts and a resident's words.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "kiosk/base/units.hpp"

struct sb_stemmer;

namespace kiosk::directory {

// A word of the text in its forms, folded: the first is the word itself, the
// others mean the same (its stem, a phone number in national form, the two
// halves that a joiner held together).
struct Term {
  std::vector<std::string> forms;
  ByteOffset start = 0;
  ByteOffset end = 0;
  enum class Kind {
    word,
    stop_word,  // says nothing about the subject: the, and, where
    joined,     // a postcode, telephone number or pair of ideographs over words that are terms as well
  } kind = Kind::word;
};

// The words of a language (its primary subtag) that say nothing about what is
// looked for, folded; null where nobody has listed them. Lives for ever.
using StopWords = std::unordered_set<std::string>;
[[nodiscard]] const StopWords* stop_words_of(std::string_view language);

// One language's words. Not for two threads at once: a stemmer has a buffer.
class Analyser {
 public:
  // Any tag; a language without a stemmer or stop words goes without.
  explicit Analyser(std::string_view language);
  ~Analyser();
  Analyser(Analyser&&) noexcept;
  Analyser& operator=(Analyser&&) noexcept;

  // In order of their start. Any bytes at all.
  [[nodiscard]] std::vector<Term> terms(std::string_view text) const;

 private:
  struct CloseStemmer { void operator()(sb_stemmer* stemmer) const noexcept; };
  std::string stem(const std::string& word) const;
  void add_word(std::string_view word, ByteOffset start, std::vector<Term>& out) const;

  std::string language_;
  const StopWords* stop_words_;
  std::unique_ptr<sb_stemmer, CloseStemmer> stemmer_;
};

// Two words side by side, by their stems.
[[nodiscard]] std::vector<std::string> pairs_of(const std::vector<Term>& terms);
// The five-letter pieces of a word, its ends marked; none of a short word.
[[nodiscard]] std::vector<std::string> pieces_of(const Term& term);

}  // namespace kiosk::directory
