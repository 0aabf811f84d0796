// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/store/database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace kiosk::store {
namespace {

using testing::HasSubstr;

class StoreTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::filesystem::path made(const std::string& name, const char* sql = "CREATE TABLE t(a); INSERT INTO t VALUES('x')") {
    const auto file = folder / name;
    auto database = Database::create(file);
    EXPECT_TRUE(database.ok());
    EXPECT_TRUE(database->execute(sql).ok());
    return file;
  }
  void write(const std::filesystem::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }
  std::string read(const std::filesystem::path& file) {
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return bytes.str();
  }

  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("kiosk-store-" + std::to_string(getpid()));
};

std::string one(Database& database, std::string_view sql) {
  auto value = database.value_of(sql);
  if (!value) return value.error().detail;
  return value.value().value_or("(none)");
}

TEST_F(StoreTest, BindsAndReadsEveryKindOfValue) {
  auto database = Database::in_memory();
  ASSERT_TRUE(database.ok());
  auto statement = database->prepare("SELECT ?1, ?2, ?3, ?4, ?5, ?6");
  ASSERT_TRUE(statement.ok());
  const std::string with_nul{"a\0b", 3};
  statement->bind_all(with_nul, std::int64_t{1} << 40, 2.5, nullptr, std::optional<std::string>{}, "");
  ASSERT_TRUE(statement->step().value());
  EXPECT_EQ(statement->text(0), with_nul);
  EXPECT_EQ(statement->integer(1), std::int64_t{1} << 40);
  EXPECT_EQ(statement->real(2), 2.5);
  EXPECT_TRUE(statement->is_null(3));
  EXPECT_TRUE(statement->is_null(4));
  EXPECT_FALSE(statement->is_null(5));
  EXPECT_EQ(statement->text(5), "");
  EXPECT_FALSE(statement->step().value());
}

TEST_F(StoreTest, AStatementMovesAndRunsAgain) {
  auto database = Database::in_memory();
  ASSERT_TRUE(database->execute("CREATE TABLE t(a)").ok());
  std::optional<Statement> kept;
  {
    auto statement = database->prepare("INSERT INTO t VALUES(?)");
    kept.emplace(std::move(*statement.operator->()));
  }
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(kept->bind(1, i).run().ok());
  EXPECT_EQ(one(*database.operator->(), "SELECT sum(a) FROM t"), "3");
}

TEST_F(StoreTest, AFailureIsAValueThatNamesFileAndReason) {
  const auto file = made("a.pack");
  auto database = Database::open_immutable(file);
  ASSERT_TRUE(database.ok());
  const auto outcome = database->execute("SELECT * FROM nowhere");
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::database);
  EXPECT_THAT(outcome.error().detail, HasSubstr(file.string()));
  EXPECT_THAT(outcome.error().detail, HasSubstr("no such table: nowhere"));
}

TEST_F(StoreTest, ExecuteRunsEveryStatementAndStopsAtTheFirstFailure) {
  auto database = Database::in_memory();
  EXPECT_TRUE(database->execute("").ok());
  EXPECT_TRUE(database->execute("  -- nothing\n").ok());
  EXPECT_FALSE(database->execute("CREATE TABLE a(x); INSERT INTO b VALUES(1); CREATE TABLE c(x)").ok());
  EXPECT_EQ(one(*database.operator->(), "SELECT group_concat(name) FROM sqlite_schema"), "a");
}

TEST_F(StoreTest, ATransactionNotCommittedIsUndone) {
  auto opened = Database::in_memory();
  Database& database = opened.value();
  ASSERT_TRUE(database.execute("CREATE TABLE t(a)").ok());
  {
    auto transaction = Transaction::begin(database);
    ASSERT_TRUE(transaction.ok());
    ASSERT_TRUE(database.execute("INSERT INTO t VALUES(1)").ok());
  }
  EXPECT_EQ(one(database, "SELECT count(*) FROM t"), "0");
  {
    auto transaction = Transaction::begin(database);
    ASSERT_TRUE(database.execute("INSERT INTO t VALUES(1)").ok());
    ASSERT_TRUE(transaction.value()->commit().ok());
  }
  EXPECT_EQ(one(database, "SELECT count(*) FROM t"), "1");
}

TEST_F(StoreTest, CreateRefusesAFileThatIsThere) {
  const auto file = made("a.pack");
  const auto again = Database::create(file);
  ASSERT_FALSE(again.ok());
  EXPECT_THAT(again.error().detail, HasSubstr("there already"));
}

TEST_F(StoreTest, AnImmutableDatabaseCannotBeWritten) {
  const auto file = made("a.pack");
  const std::string before = read(file);
  auto database = Database::open_immutable(file);
  ASSERT_TRUE(database.ok());
  for (const char* sql : {"INSERT INTO t VALUES(1)", "DROP TABLE t", "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema",
                          "PRAGMA user_version=7"})
    static_cast<void>(database->execute(sql).ok());
  EXPECT_EQ(one(*database.operator->(), "SELECT count(*) FROM t"), "1");
  EXPECT_EQ(read(file), before);
  // Nothing is left beside it.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder}, {}), 1);
}

TEST_F(StoreTest, AnAwkwardPathIsTakenAsItIs) {
  const auto file = made("a pack?mode=rwc#100% ż.pack");
  auto database = Database::open_immutable(file);
  ASSERT_TRUE(database.ok()) << database.error().detail;
  EXPECT_EQ(one(*database.operator->(), "SELECT a FROM t"), "x");
}

TEST_F(StoreTest, AHostileSchemaRunsNothing) {
  const auto file = made("a.pack",
                         "CREATE TABLE t(a); INSERT INTO t VALUES('x');"
                         "CREATE VIEW v AS SELECT load_extension('evil') FROM t;");
  auto database = Database::open_immutable(file);
  ASSERT_TRUE(database.ok());
  EXPECT_FALSE(database->execute("SELECT * FROM v").ok());
}

TEST_F(StoreTest, FilesThatAreNoDatabaseAreRefused) {
  EXPECT_THAT(Database::open_immutable(folder / "none.pack").error().detail, HasSubstr("no such file"));
  EXPECT_FALSE(Database::open_immutable(folder).ok());
  const auto text = folder / "text.pack";
  write(text, std::string(5000, 'x'));
  EXPECT_THAT(Database::open_immutable(text).error().detail, HasSubstr("not a database"));
}

// Cut and bent copies of a good file: refused or read, never a crash.
TEST_F(StoreTest, DamagedFilesNeverCrash) {
  const auto good = made("good.pack",
                         "CREATE TABLE t(a TEXT PRIMARY KEY, b) WITHOUT ROWID; CREATE INDEX i ON t(b);"
                         "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n WHERE x<500)"
                         "INSERT INTO t SELECT 'row '||x, hex(x*7919) FROM n;");
  const std::string bytes = read(good);
  const auto bad = folder / "bad.pack";
  int refused = 0;
  unsigned random = 1;
  for (int round = 0; round < 300; ++round) {
    std::string bent = bytes;
    if (round < 100) {
      bent.resize(bytes.size() * static_cast<std::size_t>(round) / 100);
    } else {
      for (int i = 0; i < 20; ++i) {
        random = random * 1664525u + 1013904223u;
        bent[(random >> 8) % (round < 200 ? 4096 : bent.size())] = static_cast<char>(random >> 3);
      }
    }
    write(bad, bent);
    auto database = Database::open_immutable(bad);
    if (!database) {
      ++refused;
      EXPECT_THAT(database.error().detail, HasSubstr("bad.pack"));
      continue;
    }
    auto statement = database->prepare("SELECT a, b FROM t ORDER BY b");
    if (!statement) continue;
    for (auto row = statement->step(); row && row.value(); row = statement->step()) static_cast<void>(statement->text(1));
  }
  EXPECT_GT(refused, 150);
}

// --- Tokenizers --------------------------------------------------------------------

std::vector<Token> letters(std::string_view text, TokenizeFor) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size(); ++i) {
    tokens.push_back({std::string(1, text[i]), i, i + 1, Token::Place::next});
    if (text[i] == 'a') tokens.push_back({"A", i, i + 1, Token::Place::same});
  }
  return tokens;
}

TEST_F(StoreTest, ATokenizerOfOursCutsDocumentsAndQueries) {
  auto opened = Database::in_memory();
  Database& database = opened.value();
  std::vector<std::string> seen;
  ASSERT_TRUE(database.add_tokenizer("letters", [&](const std::vector<std::string>& arguments) {
    seen = arguments;
    return Tokenize{letters};
  }).ok());
  ASSERT_TRUE(database.execute("CREATE VIRTUAL TABLE f USING fts5(x, tokenize='letters one two');"
                               "INSERT INTO f VALUES('cab'), ('dog')").ok());
  EXPECT_EQ(seen, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(one(database, "SELECT x FROM f WHERE f MATCH '\"A\"'"), "cab");
  EXPECT_EQ(one(database, "SELECT x FROM f WHERE f MATCH '\"og\"'"), "dog");
}

TEST_F(StoreTest, ATokenizerMayRefuseItsArguments) {
  auto opened = Database::in_memory();
  ASSERT_TRUE(opened.value().add_tokenizer("no", [](const auto&) { return Tokenize{}; }).ok());
  EXPECT_FALSE(opened.value().execute("CREATE VIRTUAL TABLE f USING fts5(x, tokenize='no')").ok());
  EXPECT_FALSE(opened.value().execute("CREATE VIRTUAL TABLE f USING fts5(x, tokenize='unknown')").ok());
}

TEST_F(StoreTest, ATokenizerOutlivesAMovedDatabase) {
  auto opened = Database::in_memory();
  ASSERT_TRUE(opened.value().add_tokenizer("letters", [](const auto&) { return Tokenize{letters}; }).ok());
  Database moved = std::move(opened).value();
  EXPECT_TRUE(moved.execute("CREATE VIRTUAL TABLE f USING fts5(x, tokenize='letters')").ok());
}

}  // namespace
}  // namespace kiosk::store
