// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite, owned: a handle is closed when its owner goes, and every failure is a
// value. Only this folder sees sqlite3.h.
//
// Threads: a Database with its Statements and Transactions is used by one thread
// at a time; two Databases on one file are independent.
// Copies: none of the three can be copied; a Database and a Statement can be moved.
// Privacy: temporary tables and sorting stay in memory (temp_store), so nothing
// that is looked up is ever written to disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace kiosk::store {

// --- Tokenizers for FTS5 tables ----------------------------------------------

// One word of the index.
struct Token {
  std::string text;
  std::size_t begin = 0;  // bytes of the text it came from
  std::size_t end = 0;
  // At the same place as the token before it: another form of the same word.
  enum class Place { next, same } place = Place::next;
};
enum class TokenizeFor { document, query };
// Cuts a text to tokens. Any bytes at all may come in. Must not throw.
using Tokenize = std::function<std::vector<Token>(std::string_view text, TokenizeFor purpose)>;
// Called once for each table that names the tokenizer, with the words after its
// name in `tokenize='name argument argument'`. An empty function refuses them.
using MakeTokenizer = std::function<Tokenize(const std::vector<std::string>& arguments)>;

// --- Statement ------------------------------------------------------------------

// A prepared statement: bind, step until there is no row, reset, bind again.
// Parameters count from 1, columns from 0, as in SQLite.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  // The text is copied. Binding past the last parameter is a broken invariant.
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, const char* text) { return bind(parameter, std::string_view{text}); }
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, int value) { return bind(parameter, std::int64_t{value}); }
  Statement& bind(int parameter, double value);
  Statement& bind(int parameter, std::nullptr_t);
  Statement& bind_blob(int parameter, std::string_view bytes);
  template <class T>
  Statement& bind(int parameter, const std::optional<T>& value) {
    return value ? bind(parameter, *value) : bind(parameter, nullptr);
  }
  // Binds parameters 1, 2, 3, ... in turn.
  template <class... Values>
  Statement& bind_all(const Values&... values) {
    int parameter = 0;
    (bind(++parameter, values), ...);
    return *this;
  }

  // True: a row stands ready. False: there are no more.
  [[nodiscard]] Result<bool> step();
  // For a statement that returns no rows: steps to the end and resets.
  [[nodiscard]] Outcome run();
  // Ready to be bound and stepped again; all parameters become null.
  void reset();

  [[nodiscard]] int columns() const;
  [[nodiscard]] std::string_view column_name(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  // Valid until the next step, reset or destruction; empty for null. May hold NUL
  // and, from a hostile file, bytes that are not UTF-8.
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;

 private:
  friend class Database;
  Statement(sqlite3_stmt* handle, std::shared_ptr<const std::string> name);
  sqlite3_stmt* handle_;
  std::shared_ptr<const std::string> name_;  // of the file, for messages
};

// --- Database ----------------------------------------------------------------------

class Database {
 public:
  // For packs: read-only, immutable (no lock, no journal is looked for),
  // defensive, trusted_schema off, and quick_check has passed. Any bytes at all
  // may be in the file, unless `check` says that quick_check has passed on these very bytes before.
  enum class Check { now, passed_before };
  [[nodiscard]] static Result<Database> open_immutable(const std::filesystem::path& file, Check check = Check::now);
  // Another file beside it, on the same terms, as the schema of that name (a plain word of ours).
  [[nodiscard]] Outcome attach_immutable(const std::filesystem::path& file, std::string_view schema, Check check = Check::now);
  // A new file; one that exists is refused. Foreign keys are not enforced until
  // asked for (`PRAGMA foreign_keys=ON`), so tables can be filled in any order.
  [[nodiscard]] static Result<Database> create(const std::filesystem::path& file);
  // For counters: to read and to write; made if it is not there.
  [[nodiscard]] static Result<Database> open_or_create(const std::filesystem::path& file);
  // To read a file that another program may be writing. Writable only where that
  // program stopped in the middle and its journal has to be undone.
  [[nodiscard]] static Result<Database> open_existing(const std::filesystem::path& file);
  // Gone when the Database goes.
  [[nodiscard]] static Result<Database> in_memory();

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // One or more statements; rows they return are dropped.
  [[nodiscard]] Outcome execute(std::string_view sql);
  // Exactly one statement. It may outlive this object, but is of no use then.
  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  // The first column of the first row; nothing if there is no row.
  [[nodiscard]] Result<std::optional<std::string>> value_of(std::string_view sql);
  [[nodiscard]] std::int64_t last_insert_rowid() const;
  // After a failure: whether the bytes of the file are to blame, and not the disk, a lock or the statement.
  [[nodiscard]] bool damaged() const;

  // Must come before any use of a table that names the tokenizer.
  [[nodiscard]] Outcome add_tokenizer(const std::string& name, MakeTokenizer make);

 private:
  Database(sqlite3* handle, std::string name);
  static Result<Database> open(const std::string& uri, const std::string& name, int flags);
  [[nodiscard]] Error error(std::string_view doing) const;
  sqlite3* handle_;
  std::shared_ptr<const std::string> name_;
};

// --- Transaction ---------------------------------------------------------------------

// Undone when it goes out of scope uncommitted.
class Transaction {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Transaction>> begin(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  // After a failure the transaction is still open, and undone in the end.
  [[nodiscard]] Outcome commit();

 private:
  explicit Transaction(Database& database) : database_(database) {}
  Database& database_;
  bool open_ = true;
};

}  // namespace kiosk::store
