// SPDX-License-Identifier: GPL-3.0-or-later
// FTS5's C interface for tokenizers (version 1) over a std::function.
#include <fmt/format.h>
#include <sqlite3.h>

#include <new>
#include <utility>

#include "kiosk/store/database.hpp"

namespace kiosk::store {
namespace {

using TokenCallback = int (*)(void*, int, const char*, int, int, int);

int make_one(void* context, const char** arguments, int count, Fts5Tokenizer** made) noexcept {
  const std::vector<std::string> words(arguments, arguments + count);
  Tokenize tokenize = (*static_cast<MakeTokenizer*>(context))(words);
  if (!tokenize) return SQLITE_ERROR;
  // Out of memory ends the process here: SQLite is C and could not be told by a throw.
  *made = reinterpret_cast<Fts5Tokenizer*>(new Tokenize{std::move(tokenize)});  // NOLINT(bugprone-unhandled-exception-at-new)
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer* made) noexcept { delete reinterpret_cast<Tokenize*>(made); }

int tokenize(Fts5Tokenizer* made, void* context, int flags, const char* text, int size, TokenCallback emit) noexcept {
  const std::string_view whole = text && size > 0 ? std::string_view{text, static_cast<std::size_t>(size)} : std::string_view{};
  const TokenizeFor purpose = (flags & FTS5_TOKENIZE_QUERY) ? TokenizeFor::query : TokenizeFor::document;
  for (const Token& token : (*reinterpret_cast<Tokenize*>(made))(whole, purpose)) {
    const int code = emit(context, token.place == Token::Place::same ? FTS5_TOKEN_COLOCATED : 0, token.text.data(),
                          static_cast<int>(token.text.size()), static_cast<int>(token.begin), static_cast<int>(token.end));
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

void forget(void* context) noexcept { delete static_cast<MakeTokenizer*>(context); }

}  // namespace

Outcome Database::add_tokenizer(const std::string& name, MakeTokenizer make) {
  fts5_api* api = nullptr;
  auto statement = prepare("SELECT fts5(?1)");
  if (!statement) return statement.error();
  sqlite3_bind_pointer(statement->handle_, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
  if (auto row = statement->step(); !row) return row.error();
  if (!api) return Error{ErrorCode::database, fmt::format("{}: this SQLite has no FTS5. Install Debian's libsqlite3-0", *name_)};
  fts5_tokenizer callbacks{make_one, destroy, tokenize};
  if (api->xCreateTokenizer(api, name.c_str(), new MakeTokenizer{std::move(make)}, &callbacks, forget) != SQLITE_OK)
    return error("the tokenizer cannot be added");
  return Done{};
}

}  // namespace kiosk::store
