// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <system_error>
#include <utility>

#include "kiosk/base/assert.hpp"

namespace kiosk::store {
namespace {

// A path as SQLite's file: URI takes it: everything but plain characters escaped.
std::string uri_of(const std::filesystem::path& file, std::string_view parameters) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '/' || c == '-' || c == '_' || c == '.';
    if (is_plain) uri += c;
    else uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri.append(parameters);
}

int size_of(std::string_view text) {
  KIOSK_ASSERT(text.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
  return static_cast<int>(text.size());
}

std::string reason_of(sqlite3* handle) {
  return fmt::format("{} (SQLite {})", sqlite3_errmsg(handle), sqlite3_extended_errcode(handle));
}

}  // namespace

// --- Statement ------------------------------------------------------------------

Statement::Statement(sqlite3_stmt* handle, std::shared_ptr<const std::string> name)
    : handle_(handle), name_(std::move(name)) {}
Statement::Statement(Statement&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), name_(std::move(other.name_)) {}
Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(name_, other.name_);
  return *this;
}
Statement::~Statement() { sqlite3_finalize(handle_); }

Statement& Statement::bind(int parameter, std::string_view text) {
  // A null pointer would bind NULL, which an empty text is not.
  const int code = sqlite3_bind_text(handle_, parameter, text.empty() ? "" : text.data(), size_of(text), SQLITE_TRANSIENT);
  KIOSK_ASSERT(code == SQLITE_OK || code == SQLITE_TOOBIG || code == SQLITE_NOMEM);
  return *this;
}
Statement& Statement::bind(int parameter, std::int64_t value) {
  const int code = sqlite3_bind_int64(handle_, parameter, value);
  KIOSK_ASSERT(code == SQLITE_OK);
  return *this;
}
Statement& Statement::bind(int parameter, double value) {
  const int code = sqlite3_bind_double(handle_, parameter, value);
  KIOSK_ASSERT(code == SQLITE_OK);
  return *this;
}
Statement& Statement::bind(int parameter, std::nullptr_t) {
  const int code = sqlite3_bind_null(handle_, parameter);
  KIOSK_ASSERT(code == SQLITE_OK);
  return *this;
}
Statement& Statement::bind_blob(int parameter, std::string_view bytes) {
  const int code = sqlite3_bind_blob(handle_, parameter, bytes.empty() ? "" : bytes.data(), size_of(bytes), SQLITE_TRANSIENT);
  KIOSK_ASSERT(code == SQLITE_OK || code == SQLITE_TOOBIG || code == SQLITE_NOMEM);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return Error{ErrorCode::database, fmt::format("{}: {}", *name_, reason_of(sqlite3_db_handle(handle_)))};
}

Outcome Statement::run() {
  auto row = step();
  while (row && row.value()) row = step();
  reset();
  if (!row) return row.error();
  return Done{};
}

void Statement::reset() {
  sqlite3_reset(handle_);  // repeats step's failure, which step has reported
  sqlite3_clear_bindings(handle_);
}

int Statement::columns() const { return sqlite3_column_count(handle_); }
std::string_view Statement::column_name(int column) const {
  const char* name = sqlite3_column_name(handle_, column);
  return name ? name : std::string_view{};
}
bool Statement::is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(handle_, column);
  const int size = sqlite3_column_bytes(handle_, column);
  if (!bytes || size <= 0) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }
double Statement::real(int column) const { return sqlite3_column_double(handle_, column); }

// --- Database ----------------------------------------------------------------------

Database::Database(sqlite3* handle, std::string name)
    : handle_(handle), name_(std::make_shared<const std::string>(std::move(name))) {}
Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), name_(std::move(other.name_)) {}
Database& Database::operator=(Database&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(name_, other.name_);
  return *this;
}
Database::~Database() { sqlite3_close_v2(handle_); }

Error Database::error(std::string_view doing) const {
  return {ErrorCode::database, fmt::format("{}: {}: {}", *name_, doing, reason_of(handle_))};
}

Result<Database> Database::open(const std::string& uri, const std::string& name, int flags) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(uri.c_str(), &handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  if (!handle) return Error{ErrorCode::database, fmt::format("{}: no memory left to open the database", name)};
  Database database{handle, name};
  if (code != SQLITE_OK) return database.error("cannot be opened");
  sqlite3_extended_result_codes(handle, 1);
  if (auto done = database.execute("PRAGMA temp_store=MEMORY"); !done) return done.error();
  return database;
}

namespace {

Outcome quick_check(Database& database, std::string_view schema, const std::filesystem::path& file) {
  auto verdict = database.value_of(fmt::format("PRAGMA {}.quick_check(1)", schema));
  if (!verdict) return verdict.error();
  if (verdict.value() != "ok") {
    // SQLite says it in several lines, and a reason is one.
    std::string why = verdict.value().value_or("");
    std::replace(why.begin(), why.end(), '\n', ' ');
    return Error{ErrorCode::database, fmt::format("{}: the file is damaged: {}", file.string(), why)};
  }
  return Done{};
}

Outcome must_be_there(const std::filesystem::path& file) {
  std::error_code failure;
  if (std::filesystem::is_regular_file(file, failure)) return Done{};
  return Error{ErrorCode::database, fmt::format("{}: there is no such file", file.string())};
}

}  // namespace

Result<Database> Database::open_immutable(const std::filesystem::path& file, Check check) {
  if (auto there = must_be_there(file); !there) return there.error();
  auto database = open(uri_of(file, "?immutable=1"), file.string(), SQLITE_OPEN_READONLY);
  if (!database) return database;
  sqlite3* handle = database->handle_;
  // What a hostile schema could misuse is off before the schema is read.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  // cell_size_check: damaged pages are found when read, not trusted.
  if (auto done = database->execute("PRAGMA cell_size_check=ON; PRAGMA query_only=ON"); !done) return done.error();
  if (check == Check::now)
    if (auto whole = quick_check(database.value(), "main", file); !whole) return whole.error();
  return database;
}

Outcome Database::attach_immutable(const std::filesystem::path& file, std::string_view schema, Check check) {
  if (auto there = must_be_there(file); !there) return there;
  {
    auto attach = prepare(fmt::format("ATTACH ?1 AS {}", schema));
    if (!attach) return attach.error();
    if (auto done = attach->bind_all(uri_of(file, "?immutable=1&mode=ro")).run(); !done)
      return Error{ErrorCode::database, fmt::format("{}: {}", file.string(), done.error().detail)};
  }
  return check == Check::now ? quick_check(*this, schema, file) : Outcome{Done{}};
}

Result<Database> Database::create(const std::filesystem::path& file) {
  std::error_code failure;
  if (std::filesystem::exists(file, failure))
    return Error{ErrorCode::database, fmt::format("{}: the file is there already. Remove it or choose another name", file.string())};
  return open(uri_of(file, ""), file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

Result<Database> Database::open_or_create(const std::filesystem::path& file) {
  return open(uri_of(file, ""), file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

Result<Database> Database::open_existing(const std::filesystem::path& file) {
  auto database = open(uri_of(file, ""), file.string(), SQLITE_OPEN_READWRITE);
  if (!database) return database;
  if (auto done = database->execute("PRAGMA query_only=ON"); !done) return done.error();
  return database;
}

Result<Database> Database::in_memory() {
  return open(":memory:", "(in memory)", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY);
}

Outcome Database::execute(std::string_view sql) {
  const char* at = sql.data();
  const char* const end = sql.data() + sql.size();
  while (at < end) {
    sqlite3_stmt* handle = nullptr;
    const char* tail = nullptr;
    if (sqlite3_prepare_v2(handle_, at, static_cast<int>(end - at), &handle, &tail) != SQLITE_OK)
      return error("the statement cannot be read");
    at = tail;
    if (!handle) break;  // only space or a comment is left
    if (auto done = Statement{handle, name_}.run(); !done) return done;
  }
  return Done{};
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v3(handle_, sql.data(), size_of(sql), SQLITE_PREPARE_PERSISTENT, &handle, nullptr) != SQLITE_OK)
    return error("the statement cannot be read");
  KIOSK_ASSERT(handle != nullptr);
  return Statement{handle, name_};
}

Result<std::optional<std::string>> Database::value_of(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  auto row = statement->step();
  if (!row) return row.error();
  if (!row.value()) return std::optional<std::string>{};
  return std::optional<std::string>{std::string{statement->text(0)}};
}

bool Database::damaged() const {
  const int code = sqlite3_errcode(handle_) & 0xFF;
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

std::int64_t Database::last_insert_rowid() const { return sqlite3_last_insert_rowid(handle_); }

// --- Transaction ---------------------------------------------------------------------

Result<std::unique_ptr<Transaction>> Transaction::begin(Database& database) {
  if (auto done = database.execute("BEGIN IMMEDIATE"); !done) return done.error();
  return std::unique_ptr<Transaction>{new Transaction{database}};
}

Transaction::~Transaction() {
  if (open_) static_cast<void>(database_.execute("ROLLBACK").ok());
}

Outcome Transaction::commit() {
  auto done = database_.execute("COMMIT");
  if (done) open_ = false;
  return done;
}

}  // namespace kiosk::store
