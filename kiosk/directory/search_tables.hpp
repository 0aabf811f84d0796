// SPDX-License-Identifier: GPL-3.0-or-later
// The search tables of a pack, as search_index.cpp makes and search.cpp reads them:
//   search_document(rowid, service_id)   rowid in the order that equal scores take
//   search_language(tag)                 one row a language with tables of its own
//   search_<kind>_<tag>                  FTS5, contentless, for each Kind
//   search_vocabulary_<tag>              fts5vocab over search_words_<tag>
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::directory {

// What a table holds of each text: its words and their stems, neighbouring
// words, or five-letter pieces of words.
enum class Kind { words, pairs, pieces };
inline constexpr Kind kinds[] = {Kind::words, Kind::pairs, Kind::pieces};
[[nodiscard]] const char* name_of(Kind kind);

// Letters, digits and hyphens, 2 to 35 of them: safe inside an SQL name.
[[nodiscard]] bool is_plain_tag(std::string_view language);
// Quoted, for SQL. `language` must be a plain tag.
[[nodiscard]] std::string table(std::string_view name, std::string_view language);

// The tokenizer `kiosk <kind> '<tag>'`. A text is analysed (terms.hpp); a query
// has been analysed already: it is the forms of one term, joined by `form_separator`.
inline constexpr char form_separator = '\x1F';
[[nodiscard]] Outcome add_search_tokenizer(store::Database& pack);

}  // namespace kiosk::directory
