// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/measures/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "kiosk/measures/manifest.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::measures {
namespace {

namespace fs = std::filesystem;
using store::Database;

constexpr int application = 0x4C4B4D43;  // LKMC
constexpr int version = 1;

// The trigger stands in the file itself, so no other program puts in a key that
// is not declared either; the checks keep the grain.
constexpr std::string_view schema = R"sql(
CREATE TABLE declared(measure TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY(measure, key)) STRICT, WITHOUT ROWID;
CREATE TABLE counter(
  measure TEXT NOT NULL,
  site TEXT NOT NULL CHECK (site <> '' AND site NOT GLOB '*[^a-z0-9-]*'),
  period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
  key TEXT NOT NULL,
  n INTEGER NOT NULL CHECK (n > 0),
  PRIMARY KEY(measure, site, period, key)) STRICT, WITHOUT ROWID;
CREATE TRIGGER only_declared BEFORE INSERT ON counter
  WHEN NOT EXISTS (SELECT 1 FROM declared WHERE measure = NEW.measure AND key = NEW.key)
  BEGIN SELECT RAISE(ABORT, 'this measure and key are not declared'); END;
CREATE TRIGGER never_renamed BEFORE UPDATE OF measure, site, period, key ON counter
  BEGIN SELECT RAISE(ABORT, 'a counter keeps its name'); END;
)sql";

Result<std::int64_t> number(Database& database, std::string_view sql) {
  auto statement = database.prepare(sql);
  if (!statement) return statement.error();
  auto row = statement->step();
  if (!row) return row.error();
  return row.value() ? statement->integer(0) : 0;
}

// What a file turns out to be, before a byte of it is changed.
enum class Kind { empty, ours, newer, damaged };
struct Look {
  Kind kind;
  std::string reason;  // of damage
};

Result<Look> unless_damaged(const Database& database, const Error& error) {
  if (database.damaged()) return Look{Kind::damaged, error.detail};
  return error;
}

Result<Look> look_at(Database& database) {
  auto id = number(database, "PRAGMA application_id");
  if (!id) return unless_damaged(database, id.error());
  auto written_by = number(database, "PRAGMA user_version");
  if (!written_by) return unless_damaged(database, written_by.error());
  if (id.value() == application && written_by.value() > version) return Look{Kind::newer, {}};
  auto verdict = database.value_of("PRAGMA integrity_check(1)");
  if (!verdict) return unless_damaged(database, verdict.error());
  if (std::string said = verdict.value().value_or(""); said != "ok") {
    std::replace(said.begin(), said.end(), '\n', ' ');  // staff get one line
    return Look{Kind::damaged, std::move(said)};
  }
  if (id.value() == application && written_by.value() == version) {
    auto tables = number(database, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('counter', 'declared')");
    if (!tables) return unless_damaged(database, tables.error());
    if (tables.value() == 2) return Look{Kind::ours, {}};
    return Look{Kind::damaged, "its tables are gone"};
  }
  auto things = number(database, "SELECT count(*) FROM sqlite_schema");
  if (!things) return unless_damaged(database, things.error());
  if (id.value() == 0 && things.value() == 0) return Look{Kind::empty, {}};
  return Look{Kind::damaged, "it is not a counters file"};
}

Error newer_version(const fs::path& file) {
  return {ErrorCode::database, fmt::format("{}: was written by a newer version of this program, and is left as it is. "
                                           "Update this kiosk, or move the file away.", file.string())};
}

Error not_written(Error error) {
  error.detail += ". See that the disk has room and that the kiosk may write to this folder and file.";
  return error;
}

Outcome write(Database& database, store::Transaction& transaction, Kind kind, const Counts& counts) {
  if (kind == Kind::empty) {
    if (auto made = database.execute(schema); !made) return made;
    if (auto marked = database.execute(fmt::format("PRAGMA application_id={}; PRAGMA user_version={}", application, version)); !marked) return marked;
  }
  auto declare = database.prepare("INSERT OR IGNORE INTO declared(measure, key) VALUES(?, ?)");
  if (!declare) return declare.error();
  for (const Measure& measure : manifest())
    for (const std::string& key : measure.keys)
      if (auto done = declare->bind_all(measure.name, key).run(); !done) return done;
  auto increment = database.prepare(
      "INSERT INTO counter(measure, site, period, key, n) VALUES(?, ?, ?, ?, ?) "
      "ON CONFLICT(measure, site, period, key) DO UPDATE SET n = n + excluded.n");
  if (!increment) return increment.error();
  for (const auto& [row, n] : counts)
    if (auto done = increment->bind_all(row.measure, row.site, row.period, row.key, n).run(); !done) return done;
  return transaction.commit();
}

// Never deleted: somebody may yet read what is in it. A journal belongs to its file.
Result<fs::path> set_aside(const fs::path& file) {
  std::error_code failure;
  fs::path aside;
  for (int count = 1;; ++count) {
    aside = file.parent_path() / fmt::format("counters.damaged-{}.db", count);
    if (!fs::exists(fs::symlink_status(aside, failure))) break;
  }
  fs::rename(file, aside, failure);
  if (failure)
    return Error{ErrorCode::file, fmt::format("{}: is damaged and cannot be renamed ({}). Let the kiosk write to this folder.", file.string(), failure.message())};
  std::error_code no_journal;
  fs::rename(file.string() + "-journal", aside.string() + "-journal", no_journal);
  return aside;
}

Result<Added> add_once(const fs::path& file, const Counts& counts, Added so_far) {
  std::string damage;
  {
    auto database = Database::open_or_create(file);
    if (!database) return not_written(database.error());
    // EXTRA: the folder is synced too, so that a committed batch is never undone by a journal that came back.
    if (auto set = database->execute("PRAGMA busy_timeout=5000; PRAGMA secure_delete=ON; PRAGMA synchronous=EXTRA"); !set && !database->damaged())
      return not_written(set.error());
    // Looked at and written in one transaction: two that both saw an empty file would both lay it out.
    auto transaction = store::Transaction::begin(database.value());
    auto look = transaction ? look_at(database.value()) : unless_damaged(database.value(), transaction.error());
    if (!look) return not_written(look.error());
    if (look->kind == Kind::newer) return newer_version(file);
    if (look->kind != Kind::damaged) {
      if (auto written = write(database.value(), *transaction.value(), look->kind, counts); !written) return not_written(written.error());
      // The counters are safe. Where there is no room to rewrite the file, the next batch does it.
      static_cast<void>(database->execute("VACUUM").ok());
      return so_far;
    }
    damage = look->reason;
  }
  if (so_far.notice) return Error{ErrorCode::database, *so_far.notice + " The new file is damaged too: test this disk."};
  auto aside = set_aside(file);
  if (!aside) return aside.error();
  so_far.notice = fmt::format("{}: is damaged ({}). It was kept as {} and a new one begun; what it had counted is in the kept file alone.", file.string(), damage,
                              aside->filename().string());
  return add_once(file, counts, std::move(so_far));
}

}  // namespace

fs::path file_in(const fs::path& state) { return state / "counters.db"; }

Result<Added> add(const fs::path& state, const Counts& counts) {
  for (const auto& [row, n] : counts)
    if (!declared(row.measure, row.key))
      return Error{ErrorCode::input, fmt::format("{} {}: is not a declared counter. Declare it in kiosk/measures/manifest.cpp.", row.measure, row.key)};
  std::error_code failure;
  fs::create_directories(state, failure);
  if (failure && !fs::is_directory(state))
    return Error{ErrorCode::file, fmt::format("{}: the folder of the counters cannot be made ({}). Give --state a folder that may be written to.", state.string(), failure.message())};
  return add_once(file_in(state), counts, {});
}

Result<Counts> read(const fs::path& state) {
  const fs::path file = file_in(state);
  std::error_code failure;
  if (!fs::is_directory(state, failure))
    return Error{ErrorCode::file, fmt::format("{}: there is no such folder. Give --state the kiosk's state folder.", state.string())};
  if (!fs::exists(file, failure)) return Counts{};
  auto database = Database::open_existing(file);
  if (!database) return database.error();
  if (auto waits = database->execute("PRAGMA busy_timeout=5000"); !waits) return waits.error();
  auto look = look_at(database.value());
  if (!look) return look.error();
  if (look->kind == Kind::empty) return Counts{};
  if (look->kind == Kind::newer) return newer_version(file);
  if (look->kind == Kind::damaged)
    return Error{ErrorCode::database, fmt::format("{}: is damaged ({}). The kiosk sets it aside and begins a new one when it next counts.", file.string(), look->reason)};
  auto rows = database->prepare("SELECT measure, site, period, key, n FROM counter ORDER BY measure, site, period, key");
  if (!rows) return rows.error();
  Counts counts;
  for (;;) {
    auto row = rows->step();
    if (!row) return row.error();
    if (!row.value()) return counts;
    counts[{std::string(rows->text(0)), std::string(rows->text(1)), std::string(rows->text(2)), std::string(rows->text(3))}] = rows->integer(4);
  }
}

}  // namespace kiosk::measures
