// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/glossary.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "kiosk/unicode/fold.hpp"
#include "kiosk/unicode/utf.hpp"
#include "kiosk/unicode/words.hpp"

namespace kiosk::directory {
namespace {

struct Token {
  std::string folded, written;
  bool begins_word = true, ends_word = true;
};

// Where a dictionary parts Han depends on what stands around it, so its words are compared letter by letter.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (const unicode::Word& word : unicode::words(text)) {
    const std::string_view whole = text.substr(word.start, word.end - word.start);
    if (word.kind == unicode::WordKind::letters) {
      tokens.push_back({unicode::search_fold(whole), std::string{whole}});
      continue;
    }
    for (std::size_t at = 0; at < whole.size();) {
      const std::size_t end = unicode::code_point_at(whole, at).end;
      const std::string_view letter = whole.substr(at, end - at);
      tokens.push_back({unicode::search_fold(letter), std::string{letter}, at == 0, end >= whole.size()});
      at = end;
    }
  }
  return tokens;
}

bool capitals_alone(std::string_view form) {
  const auto is = [](char from, char to) { return [from, to](char c) { return c >= from && c <= to; }; };
  return std::count_if(form.begin(), form.end(), is('A', 'Z')) > 1 && std::none_of(form.begin(), form.end(), is('a', 'z')) &&
         std::none_of(form.begin(), form.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

struct Form {
  std::vector<Token> tokens;
  std::size_t bytes = 0;
  bool as_written = false;
  std::size_t term = 0;
};

bool stands_at(const Form& form, const std::vector<Token>& text, std::size_t at) {
  if (at + form.tokens.size() > text.size() || !text[at].begins_word || !text[at + form.tokens.size() - 1].ends_word) return false;
  for (std::size_t i = 0; i < form.tokens.size(); ++i) {
    const Token &wanted = form.tokens[i], &there = text[at + i];
    if (form.as_written ? wanted.written != there.written : wanted.folded != there.folded) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> forms_of(std::string_view word, std::string_view forms) {
  std::vector<std::string> out{std::string{word}};
  std::string part;
  const auto end_part = [&] {
    const std::size_t first = part.find_first_not_of(' ');
    if (first != std::string::npos) out.push_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
    part.clear();
  };
  for (std::size_t at = 0; at < forms.size();) {
    const unicode::CodePoint c = unicode::code_point_at(forms, at);
    if (c.value == U',' || c.value == U'\u060C' || c.value == U'\uFF0C' || c.value == U'\u3001') end_part();
    else part += forms.substr(at, c.end - at);
    at = c.end;
  }
  end_part();
  return out;
}

std::vector<std::size_t> terms_in(std::string_view text, const std::vector<std::vector<std::string>>& terms) {
  std::map<std::string, std::vector<Form>, std::less<>> by_first;
  for (std::size_t term = 0; term < terms.size(); ++term) {
    for (const std::string& written : terms[term]) {
      Form form{tokens_of(written), written.size(), capitals_alone(written), term};
      if (!form.tokens.empty()) by_first[form.tokens.front().folded].push_back(std::move(form));
    }
  }
  for (auto& [first, forms] : by_first)
    std::stable_sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) { return std::pair{a.tokens.size(), a.bytes} > std::pair{b.tokens.size(), b.bytes}; });
  const std::vector<Token> tokens = tokens_of(text);
  std::vector<std::size_t> found;
  std::set<std::size_t> seen;
  for (std::size_t at = 0; at < tokens.size();) {
    const Form* best = nullptr;
    if (const auto forms = by_first.find(tokens[at].folded); forms != by_first.end())
      for (const Form& form : forms->second)
        if (stands_at(form, tokens, at)) {
          best = &form;
          break;
        }
    if (best != nullptr && seen.insert(best->term).second) found.push_back(best->term);
    at += best != nullptr ? best->tokens.size() : 1;
  }
  return found;
}

}  // namespace kiosk::directory
