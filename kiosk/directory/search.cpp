// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "kiosk/base/log.hpp"
#include "kiosk/directory/indexed_texts.hpp"
#include "kiosk/directory/search_tables.hpp"
#include "kiosk/directory/spelling.hpp"
#include "kiosk/directory/terms.hpp"
#include "kiosk/directory/words_shown.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::directory {
namespace {

using store::Statement;

constexpr std::size_t longest_query = 200;  // characters
constexpr std::size_t most_terms = 32;
// A word that fewer records than this have is looked for in other languages too.
constexpr std::size_t few = 3;

// Weights, chosen on the OMoS-QA questions (tests/bench/search_quality.cpp).
constexpr double pair_weight = 0.3;
constexpr double piece_weight = 0.1;
constexpr double unfinished_weight = 0.6;      // a word still being typed
constexpr double other_language_weight = 0.7;
constexpr double corrected_weight = 0.7;

std::string joined(const std::vector<std::string>& forms) {
  std::string out;
  for (const std::string& form : forms) out += (out.empty() ? "" : std::string(1, form_separator)) + form;
  return out;
}

// Every term is quoted, so that no character means anything to FTS5.
std::string in_quotes(std::string_view term) {
  std::string out = "\"";
  for (const char c : term) {
    if (c == '\0') continue;
    out += c;
    if (c == '"') out += c;
  }
  return out + '"';
}

std::string any_of(const std::vector<std::string>& phrases) {
  std::string out;
  for (const std::string& phrase : phrases) out += (out.empty() ? "" : " OR ") + phrase;
  return out;
}

std::vector<std::string> in_quotes(const std::vector<std::string>& terms) {
  std::vector<std::string> out;
  for (const std::string& term : terms) out.push_back(in_quotes(term));
  return out;
}

// What FTS5's bm25() multiplies by for a phrase that `with` of `all` records have.
double rarity(std::size_t with, std::size_t all) {
  const double n = static_cast<double>(with), total = static_cast<double>(all);
  return std::max(std::log((total - n + 0.5) / (n + 0.5)), 1e-6);
}

// One or two letters, the Arabic article aside: they are looked for in names
// alone, because half the words of a pack may start with them.
bool starts_many_words(std::string_view start) {
  constexpr std::string_view article = "ال";
  if (start.starts_with(article)) start.remove_prefix(article.size());
  std::size_t letters = 0;
  for (std::size_t at = 0; at < start.size() && letters < 3; ++letters) at = unicode::code_point_at(start, at).end;
  return letters < 3;
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size() && count-- > 0) at = unicode::code_point_at(text, at).end;
  return text.substr(0, at);
}

// A term that has been found somewhere, and what it stands for.
struct Meaning {
  std::vector<std::string> forms;
  enum class Match { whole, start } match = Match::whole;  // start: the word goes on
};

}  // namespace

struct Searcher::State {
  struct Language {
    std::string tag;
    Analyser analyser;
    struct Index {
      std::size_t schema;
      std::vector<Statement> match;  // by Kind
    };
    std::vector<Index> indexes{};    // of the schemas that have the language, in their order
    std::optional<Vocabulary> vocabulary{};
  };
  // The services of one schema: those of rowids 1 to `count` are `services` from `first` on.
  struct Schema {
    std::string name;
    std::size_t first = 0, count = 0;
  };
  struct Found {
    double score = 0;
    double best = 0;                  // of one term
    const Language* language = nullptr;
    const Meaning* meaning = nullptr;
  };

  explicit State(store::Database& database) : pack(&database), texts(database) {}

  Language* find(std::string_view tag);
  const Vocabulary& vocabulary(Language& language);
  // Calls `use(document, score)` for what matches any of the phrases (FTS5's, in quotes); says how many did.
  template <class Use>
  std::size_t match(Language& language, Kind kind, const std::vector<std::string>& phrases, Use use);
  template <class Use>
  std::size_t rows(Language& language, Kind kind, Language::Index& index, const std::string& query, Use use);
  Outcome add_index(std::size_t schema, const std::string& tag);
  std::size_t add(Language& language, const Meaning& meaning, double weight);
  // No word is known: records that share half the pieces of one of them. Fewer
  // are chance (swimming, programming), and no answer is better than a wrong one.
  void add_by_spelling(Language& language, const std::vector<Term>& terms);
  std::string matched_word(std::int64_t document, const Found& found);

  store::Database* pack;
  IndexedTexts texts;
  std::vector<Schema> schemas;
  std::vector<std::string> services;  // by document - 1; empty: hidden
  std::vector<Language> languages;    // English first
  // Of the search in hand.
  std::map<std::int64_t, Found> found;
};

Searcher::Searcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
Searcher::~Searcher() = default;

Result<std::unique_ptr<Searcher>> Searcher::open(store::Database& pack, const std::vector<std::string>& schemas) {
  if (auto done = add_search_tokenizer(pack); !done) return done.error();
  auto state = std::make_unique<State>(pack);
  for (const std::string& schema : schemas) {
    const std::size_t first = state->services.size();
    auto documents = pack.prepare(fmt::format("SELECT service_id FROM {}.search_document ORDER BY rowid", schema));
    if (!documents) return documents.error();
    auto row = documents->step();
    for (; row && row.value(); row = documents->step()) state->services.emplace_back(documents->text(0));
    if (!row) return row.error();
    state->schemas.push_back({schema, first, state->services.size() - first});
    std::vector<std::string> tags;
    auto tag = pack.prepare(fmt::format("SELECT tag FROM {}.search_language ORDER BY tag<>'en', tag", schema));
    if (!tag) return tag.error();
    for (row = tag->step(); row && row.value(); row = tag->step()) tags.emplace_back(tag->text(0));
    if (!row) return row.error();
    for (const std::string& each : tags)
      if (auto added = state->add_index(state->schemas.size() - 1, each); !added) return added.error();
  }
  if (schemas.size() > 1) {
    // What the hub hides is in no answer, as though it were not in the index.
    std::set<std::string> hidden;
    auto rows = pack.prepare("SELECT h.service_id FROM hub.hidden h WHERE NOT EXISTS (SELECT 1 FROM main.service s WHERE s.id=h.service_id AND s.sensitive='suicide')");
    if (!rows) return rows.error();
    auto row = rows->step();
    for (; row && row.value(); row = rows->step()) hidden.emplace(rows->text(0));
    if (!row) return row.error();
    if (!hidden.empty())
      for (std::string& service : state->services)
        if (hidden.contains(service)) service.clear();
  }
  return std::unique_ptr<Searcher>{new Searcher{std::move(state)}};
}

Outcome Searcher::State::add_index(std::size_t schema, const std::string& tag) {
  if (!is_plain_tag(tag)) return Error{ErrorCode::pack, fmt::format("search_language: '{}' is no language tag", clean(tag))};
  Language::Index index{schema, {}};
  for (const Kind kind : kinds) {
    const std::string name = table(name_of(kind), tag);
    auto match = pack->prepare(fmt::format("SELECT rowid, -bm25({0}, 4, 2, 1, 1) FROM {1}.{0} WHERE {0} MATCH ?1", name, schemas[schema].name));
    if (!match) return match.error();
    index.match.push_back(std::move(match).value());
  }
  auto language = std::find_if(languages.begin(), languages.end(), [&](const Language& one) { return one.tag == tag; });
  if (language == languages.end()) language = languages.insert(languages.end(), Language{tag, Analyser{tag}});
  language->indexes.push_back(std::move(index));
  return Done{};
}

Searcher::State::Language* Searcher::State::find(std::string_view tag) {
  for (const std::string_view wanted : {tag, tag.substr(0, tag.find('-'))})
    for (Language& language : languages)
      if (language.tag == wanted) return &language;
  return languages.empty() ? nullptr : &languages.front();
}

const Vocabulary& Searcher::State::vocabulary(Language& language) {
  if (!language.vocabulary) {
    language.vocabulary.emplace();
    for (const Language::Index& index : language.indexes) {
      auto words = pack->prepare(fmt::format("SELECT term, doc FROM {}.{}", schemas[index.schema].name, table("vocabulary", language.tag)));
      if (words)
        for (auto row = words->step(); row && row.value(); row = words->step())
          language.vocabulary->add(words->text(0), words->integer(1));
    }
  }
  return *language.vocabulary;
}

template <class Use>
std::size_t Searcher::State::match(Language& language, Kind kind, const std::vector<std::string>& phrases, Use use) {
  if (phrases.empty()) return 0;
  const auto visible = [&](std::int64_t document) { return !services[static_cast<std::size_t>(document - 1)].empty(); };
  std::size_t count = 0;
  for (Language::Index& index : language.indexes) {
    const Schema& schema = schemas[index.schema];
    if (index.schema == 0) {
      rows(language, kind, index, any_of(phrases), [&](std::int64_t document, double score) {
        if (!visible(document)) return;
        ++count;
        use(document, score);
      });
      continue;
    }
    // Among a hub's few records every word is rare or on all of them. So each phrase is
    // looked for alone, and weighs what it weighs among all records.
    std::set<std::int64_t> met;
    for (const std::string& phrase : phrases) {
      std::vector<std::pair<std::int64_t, double>> hits;
      rows(language, kind, index, phrase, [&](std::int64_t document, double score) { hits.emplace_back(document, score); });
      if (hits.empty()) continue;
      std::size_t with = hits.size();
      for (Language::Index& other : language.indexes)
        if (other.schema == 0) with += rows(language, kind, other, phrase, [](std::int64_t, double) {});
      const double weight = rarity(with, services.size()) / rarity(hits.size(), schema.count);
      for (const auto& [document, score] : hits) {
        if (!visible(document)) continue;
        if (met.insert(document).second) ++count;
        use(document, weight * score);
      }
    }
  }
  return count;
}

template <class Use>
std::size_t Searcher::State::rows(Language& language, Kind kind, Language::Index& index, const std::string& query, Use use) {
  const Schema& schema = schemas[index.schema];
  Statement& statement = index.match[static_cast<std::size_t>(kind)];
  statement.bind(1, query);
  std::size_t count = 0;
  for (;;) {
    const auto row = statement.step();
    // SQLite's own reason might quote the query, which must not reach the log.
    if (!row) log_error(fmt::format("search: the table {} of the pack cannot be read. Install the pack again", table(name_of(kind), language.tag)));
    if (!row || !row.value()) break;
    const std::int64_t row_id = statement.integer(0);
    if (row_id < 1 || static_cast<std::size_t>(row_id) > schema.count) continue;
    ++count;
    use(row_id + static_cast<std::int64_t>(schema.first), statement.real(1));
  }
  statement.reset();
  return count;
}

std::size_t Searcher::State::add(Language& language, const Meaning& meaning, double weight) {
  std::string query = in_quotes(joined(meaning.forms));
  if (meaning.match == Meaning::Match::start) query = (starts_many_words(meaning.forms.front()) ? "name : " : "") + query + " *";
  return match(language, Kind::words, {query}, [&](std::int64_t document, double score) {
    Found& at = found[document];
    at.score += weight * score;
    if (weight * score <= at.best) return;
    at.best = weight * score;
    at.language = &language;
    at.meaning = &meaning;
  });
}

void Searcher::State::add_by_spelling(Language& language, const std::vector<Term>& terms) {
  for (const Term& term : terms) {
    const std::vector<std::string> pieces = pieces_of(term);
    std::map<std::int64_t, std::pair<std::size_t, double>> shared;
    for (const std::string& piece : pieces)
      match(language, Kind::pieces, {in_quotes(piece)}, [&](std::int64_t document, double score) {
        ++shared[document].first;
        shared[document].second += piece_weight * score;
      });
    for (const auto& [document, share] : shared)
      if (2 * share.first >= pieces.size()) found[document].score += share.second;
  }
}

// The word as the pack writes it; empty if the service's name has it, where anybody sees it.
std::string Searcher::State::matched_word(std::int64_t document, const Found& hit) {
  if (hit.meaning == nullptr) return {};
  const auto text = texts.of(services[static_cast<std::size_t>(document - 1)], hit.language->tag);
  if (!text) return {};
  const auto is_meant = [&](const std::string& form) {
    return std::any_of(hit.meaning->forms.begin(), hit.meaning->forms.end(), [&](const std::string& meant) {
      return hit.meaning->match == Meaning::Match::start ? form.starts_with(meant) : form == meant;
    });
  };
  for (std::size_t column = 0; column < column_count; ++column) {
    const std::string& whole = text.value()[column];
    // Line by line, because the first match is mostly near the start.
    for (std::size_t from = 0; from < whole.size();) {
      const std::string_view line = std::string_view{whole}.substr(from, std::min(whole.find('\n', from), whole.size()) - from);
      from += line.size() + 1;
      for (const Term& term : hit.language->analyser.terms(line)) {
        if (!std::any_of(term.forms.begin(), term.forms.end(), is_meant)) continue;
        if (column == static_cast<std::size_t>(Column::name)) return {};
        return clean(line.substr(term.start, term.end - term.start));
      }
    }
  }
  return {};
}

std::vector<SearchHit> Searcher::search(std::string_view words, std::string_view language, std::size_t limit) {
  State& state = *state_;
  State::Language* const own = state.find(language);
  if (own == nullptr || limit == 0) return {};
  const std::string_view query = first_characters(words, longest_query);

  std::vector<Term> terms = own->analyser.terms(query);
  const bool unfinished = !terms.empty() && terms.back().end == query.size();
  std::erase_if(terms, [](const Term& term) { return term.kind == Term::Kind::stop_word; });
  std::set<std::string> seen;
  std::erase_if(terms, [&](const Term& term) { return !seen.insert(term.forms.front()).second; });
  if (terms.size() > most_terms) terms.resize(most_terms);

  state.found.clear();
  std::vector<std::unique_ptr<Meaning>> meanings;  // outlive `found`'s pointers to them
  const auto meaning = [&](std::vector<std::string> forms, Meaning::Match match) -> const Meaning& {
    return *meanings.emplace_back(std::make_unique<Meaning>(Meaning{std::move(forms), match}));
  };
  for (const Term& term : terms) {
    std::size_t count = state.add(*own, meaning(term.forms, Meaning::Match::whole), 1);
    const bool goes_on = unfinished && term.end == query.size() && term.kind == Term::Kind::word;
    if (goes_on) count += state.add(*own, meaning({term.forms.front()}, Meaning::Match::start), unfinished_weight);
    if (count >= few || term.kind == Term::Kind::joined) continue;
    // English words off a letter, Polish words in an English visit.
    for (State::Language& other : state.languages) {
      if (&other == own) continue;
      const auto same_in_other = other.analyser.terms(query.substr(term.start, term.end - term.start));
      if (same_in_other.size() != 1 || same_in_other.front().kind != Term::Kind::word) continue;
      count += state.add(other, meaning(same_in_other.front().forms, Meaning::Match::whole), other_language_weight);
      if (count >= few) break;
    }
    if (count > 0) continue;
    for (State::Language* speller : {own, &state.languages.front()}) {
      const std::string corrected = state.vocabulary(*speller).nearest(term.forms.front());
      if (corrected.empty()) continue;
      state.add(*speller, meaning({corrected}, Meaning::Match::whole), corrected_weight);
      break;
    }
  }
  state.match(*own, Kind::pairs, in_quotes(pairs_of(terms)), [&](std::int64_t document, double score) { state.found[document].score += pair_weight * score; });
  std::vector<std::string> pieces;
  for (const Term& term : terms)
    for (std::string& piece : pieces_of(term)) pieces.push_back(std::move(piece));
  std::sort(pieces.begin(), pieces.end());
  pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
  if (state.found.empty()) state.add_by_spelling(*own, terms);
  else state.match(*own, Kind::pieces, in_quotes(pieces), [&](std::int64_t document, double score) { state.found[document].score += piece_weight * score; });

  std::vector<std::pair<std::int64_t, const State::Found*>> ranked;
  for (const auto& [document, hit] : state.found) ranked.emplace_back(document, &hit);
  const auto end = ranked.begin() + static_cast<std::ptrdiff_t>(std::min(limit, ranked.size()));
  std::partial_sort(ranked.begin(), end, ranked.end(), [](const auto& a, const auto& b) {
    return a.second->score != b.second->score ? a.second->score > b.second->score : a.first < b.first;
  });
  ranked.erase(end, ranked.end());
  std::vector<SearchHit> hits;
  hits.reserve(ranked.size());
  for (const auto& [document, hit] : ranked)
    hits.push_back({state.services[static_cast<std::size_t>(document - 1)], hit->score, state.matched_word(document, *hit)});
  state.found.clear();
  return hits;
}

}  // namespace kiosk::directory
