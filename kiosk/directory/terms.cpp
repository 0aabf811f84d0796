// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/terms.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <utility>

#include "kiosk/unicode/fold.hpp"
#include "kiosk/unicode/utf.hpp"
#include "kiosk/unicode/words.hpp"

namespace kiosk::directory {
namespace {

using unicode::WordKind;

constexpr std::size_t piece_length = 5;
constexpr std::size_t longest_word = 64;  // bytes of a folded word; what is longer is no word

std::string_view primary(std::string_view language) { return language.substr(0, language.find('-')); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// LS8, M1, EC1A: the first half of a postcode, folded.
bool is_outward(std::string_view word) {
  std::size_t letters = 0;
  while (letters < word.size() && is_letter(word[letters])) ++letters;
  if (letters < 1 || letters > 2 || word.size() - letters < 1 || word.size() - letters > 2) return false;
  return is_digit(word[letters]) && (word.size() - letters == 1 || is_digit(word.back()) || is_letter(word.back()));
}
bool is_inward(std::string_view word) {
  return word.size() == 3 && is_digit(word[0]) && is_letter(word[1]) && is_letter(word[2]);
}

bool all_digits(std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), is_digit); }

// Languages whose apostrophe joins two words: l'aide, dell'acqua.
bool splits_at_apostrophe(std::string_view language) { return language == "fr" || language == "it" || language == "ca"; }

// Where letters start, and the end.
std::vector<ByteOffset> letter_bounds(std::string_view text) {
  std::vector<ByteOffset> bounds{0};
  while (bounds.back() < text.size()) bounds.push_back(unicode::code_point_at(text, bounds.back()).end);
  return bounds;
}

void add_form(Term& term, std::string form) {
  if (!form.empty() && std::find(term.forms.begin(), term.forms.end(), form) == term.forms.end()) term.forms.push_back(std::move(form));
}

void add_joined(std::vector<Term>& out, std::string form, ByteOffset start, ByteOffset end) {
  Term& term = out.emplace_back();
  term.forms.push_back(std::move(form));
  term.start = start;
  term.end = end;
  term.kind = Term::Kind::joined;
}

// The parts of `text` between any of `separators`.
std::vector<std::string_view> parts_of(std::string_view text, std::initializer_list<std::string_view> separators) {
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t width = at == text.size() ? 1 : 0;
    for (const std::string_view separator : separators)
      if (text.substr(at).starts_with(separator)) width = separator.size();
    if (width == 0) { ++at; continue; }
    if (at > from) parts.push_back(text.substr(from, at - from));
    from = at += width;
  }
  return parts;
}

}  // namespace

void Analyser::CloseStemmer::operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }

Analyser::Analyser(std::string_view language) : language_(primary(language)), stop_words_(stop_words_of(language_)) {
  // libstemmer knows ISO 639-1 codes; null for a language it has not.
  stemmer_.reset(sb_stemmer_new(language_.c_str(), "UTF_8"));
}
Analyser::~Analyser() = default;
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser& Analyser::operator=(Analyser&&) noexcept = default;

std::string Analyser::stem(const std::string& word) const {
  if (!stemmer_ || word.size() > longest_word) return {};
  const auto* stemmed = sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
  if (stemmed == nullptr) return {};
  return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
}

void Analyser::add_word(std::string_view word, ByteOffset start, std::vector<Term>& out) const {
  Term term{{}, start, start + word.size(), Term::Kind::word};
  add_form(term, unicode::search_fold(word));
  if (term.forms.empty() || term.forms.front().size() > longest_word) return;
  if (stop_words_ != nullptr && stop_words_->contains(term.forms.front())) term.kind = Term::Kind::stop_word;
  // Stemmers want the marks that folding takes away.
  add_form(term, unicode::search_fold(stem(unicode::case_fold(word))));
  // A zero-width non-joiner is typed, left out, or typed as a space.
  if (word.find("\u200C") != std::string_view::npos)
    for (const std::string_view half : parts_of(word, {"\u200C"})) add_form(term, unicode::search_fold(half));
  out.push_back(std::move(term));
}

std::vector<Term> Analyser::terms(std::string_view text) const {
  std::vector<Term> out;
  const std::vector<unicode::Word> words = unicode::words(text);
  // A telephone number or a run of ideographs that the words so far belong to.
  std::string digits;
  ByteOffset digits_start = 0, digits_end = 0;
  std::size_t digit_words = 0;
  const auto end_of_number = [&] {
    if (digit_words > 0 && digits.size() >= 7 && digits.size() <= 15) {
      Term number{{}, digits_start, digits_end, Term::Kind::joined};
      const std::string_view whole = digits;
      // +44 113, 0044 113 and +44 (0)113 are 0113.
      for (const std::string_view abroad : {"00440", "0044", "440", "44"})
        if (whole.starts_with(abroad) && whole.size() - abroad.size() >= 9) {
          add_form(number, std::string{"0"}.append(whole.substr(abroad.size())));
          break;
        }
      add_form(number, digits);
      out.push_back(std::move(number));
    }
    digits.clear();
    digit_words = 0;
  };
  std::string before;          // the word before, folded
  ByteOffset before_start = 0, before_end = 0;
  std::string ideograph;       // the last one of a run
  ByteOffset ideograph_start = 0, ideograph_end = 0;

  for (const unicode::Word& found : words) {
    const std::string_view word = text.substr(found.start, found.end - found.start);
    const std::string_view gap = text.substr(before_end, found.start - before_end);
    const bool near = gap.size() <= 3 && gap.find_first_not_of(" -().+/\u00A0") == std::string_view::npos && gap.find('\n') == std::string_view::npos;
    if (found.kind == WordKind::ideographs) {
      end_of_number();
      // Dictionaries keep some words whole that people search by halves: pairs find them.
      std::string last;
      const std::vector<ByteOffset> bounds = letter_bounds(word);
      if (ideograph_end == found.start) last = ideograph;
      ByteOffset last_start = ideograph_start;
      if (bounds.size() != 3) add_word(word, found.start, out);
      for (std::size_t i = 1; i < bounds.size(); ++i) {
        std::string one = unicode::search_fold(word.substr(bounds[i - 1], bounds[i] - bounds[i - 1]));
        if (!last.empty()) add_joined(out, last + one, last_start, found.start + bounds[i]);
        last = std::move(one);
        last_start = found.start + bounds[i - 1];
      }
      ideograph = std::move(last);
      ideograph_start = last_start;
      ideograph_end = found.end;
    } else {
      const std::size_t first = out.size();
      if (splits_at_apostrophe(language_)) {
        for (const std::string_view part : parts_of(word, {"'", "\u2019", "\u02BC"}))
          add_word(part, found.start + static_cast<ByteOffset>(part.data() - word.data()), out);
      } else {
        add_word(word, found.start, out);
      }
      if (out.size() == first) continue;  // nothing is left of it
      const std::string folded = out.back().forms.front();
      if (all_digits(folded) && folded.size() < 16) {
        if (!(near && digit_words > 0)) {
          end_of_number();
          digits_start = found.start;
        }
        digits += folded;
        digits_end = found.end;
        ++digit_words;
      } else {
        end_of_number();
      }
      if (near && is_inward(folded) && is_outward(before)) add_joined(out, before + folded, before_start, found.end);
      // LS85HS typed as one: its outward half finds the neighbours.
      if (folded.size() >= 5 && is_inward(std::string_view{folded}.substr(folded.size() - 3)) &&
          is_outward(std::string_view{folded}.substr(0, folded.size() - 3)))
        add_joined(out, folded.substr(0, folded.size() - 3), found.start, found.end - 3);
      before = folded;
      before_start = found.start;
    }
    before_end = found.end;
  }
  end_of_number();
  const auto by_start = [](const Term& a, const Term& b) { return a.start < b.start; };
  if (!std::is_sorted(out.begin(), out.end(), by_start)) std::stable_sort(out.begin(), out.end(), by_start);
  return out;
}

std::vector<std::string> pairs_of(const std::vector<Term>& terms) {
  std::vector<std::string> pairs;
  const Term* before = nullptr;
  for (const Term& term : terms) {
    if (term.kind != Term::Kind::word) continue;
    if (before != nullptr) pairs.push_back(before->forms.back() + ' ' + term.forms.back());
    before = &term;
  }
  return pairs;
}

std::vector<std::string> pieces_of(const Term& term) {
  std::vector<std::string> pieces;
  if (term.kind != Term::Kind::word) return pieces;
  std::string marked = "^";
  marked.append(term.forms.front()).append("$");
  const std::vector<ByteOffset> bounds = letter_bounds(marked);
  for (std::size_t i = 0; i + piece_length < bounds.size(); ++i)
    pieces.push_back(marked.substr(bounds[i], bounds[i + piece_length] - bounds[i]));
  return pieces;
}

}  // namespace kiosk::directory
