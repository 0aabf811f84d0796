// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/search_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <unordered_set>
#include <utility>

#include "kiosk/directory/indexed_texts.hpp"
#include "kiosk/directory/terms.hpp"

namespace kiosk::directory {
namespace {

using store::Token;

std::vector<Token> query_tokens(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(form_separator, from), text.size());
    if (end > from)
      tokens.push_back({std::string{text.substr(from, end - from)}, 0, text.size(), tokens.empty() ? Token::Place::next : Token::Place::same});
    from = end + 1;
  }
  return tokens;
}

// The tables of a language are filled with the same texts, one table after another: each text is analysed once.
class Analysed {
 public:
  explicit Analysed(std::string_view language) : analyser_(language) {}
  // Valid until the next call.
  const std::vector<Term>& of(std::string_view text) {
    for (const auto& [known, terms] : kept_)
      if (known == text) return terms;
    auto& [known, terms] = kept_[next_];
    next_ = (next_ + 1) % kept_.size();
    known = text;
    terms = analyser_.terms(text);
    return terms;
  }

 private:
  Analyser analyser_;
  std::array<std::pair<std::string, std::vector<Term>>, column_count> kept_;
  std::size_t next_ = 0;
};

std::vector<Token> document_tokens(Analysed& analysed, Kind kind, std::string_view text) {
  std::vector<Token> tokens;
  const std::vector<Term>& terms = analysed.of(text);
  if (kind == Kind::pairs) {
    for (std::string& pair : pairs_of(terms)) tokens.push_back({std::move(pair), 0, text.size(), Token::Place::next});
    return tokens;
  }
  std::unordered_set<std::string> seen;
  for (const Term& term : terms) {
    if (term.kind == Term::Kind::stop_word) continue;
    if (kind == Kind::pieces) {
      for (std::string& piece : pieces_of(term))
        if (seen.insert(piece).second) tokens.push_back({std::move(piece), term.start, term.end, Token::Place::next});
      continue;
    }
    Token::Place place = Token::Place::next;
    for (const std::string& form : term.forms) {
      tokens.push_back({form, term.start, term.end, place});
      place = Token::Place::same;
    }
  }
  return tokens;
}

}  // namespace

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::words: return "words";
    case Kind::pairs: return "pairs";
    case Kind::pieces: return "pieces";
  }
  return "";
}

bool is_plain_tag(std::string_view language) {
  return language.size() >= 2 && language.size() <= 35 && std::all_of(language.begin(), language.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string table(std::string_view name, std::string_view language) {
  KIOSK_ASSERT(is_plain_tag(language));
  return fmt::format("\"search_{}_{}\"", name, language);
}

Outcome add_search_tokenizer(store::Database& pack) {
  return pack.add_tokenizer("kiosk", [languages = std::map<std::string, std::shared_ptr<Analysed>>{}](const std::vector<std::string>& arguments) mutable -> store::Tokenize {
    if (arguments.size() != 2) return {};
    const auto kind = std::find_if(std::begin(kinds), std::end(kinds), [&](Kind k) { return arguments[0] == name_of(k); });
    if (kind == std::end(kinds)) return {};
    std::shared_ptr<Analysed>& analysed = languages[arguments[1]];
    if (!analysed) analysed = std::make_shared<Analysed>(arguments[1]);
    return [analysed, kind = *kind](std::string_view text, store::TokenizeFor purpose) {
      return purpose == store::TokenizeFor::query ? query_tokens(text) : document_tokens(*analysed, kind, text);
    };
  });
}

}  // namespace kiosk::directory
