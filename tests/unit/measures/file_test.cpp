// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/measures/file.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <random>

#include "kiosk/store/database.hpp"
#include "support.hpp"

namespace kiosk::measures {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

Counts ten_topics() {
  Tally tally = visit();
  tally.topics = {"health", "money", "home"};
  return counts_of(tally);
}

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(CountersFile, AddsUp) {
  const Folder state;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(add(state.path(), ten_topics()).ok());
  auto counts = read(state.path());
  ASSERT_TRUE(counts.ok());
  EXPECT_EQ(counts.value().size(), ten_topics().size());
  for (const auto& [row, n] : counts.value()) EXPECT_EQ(n, 3) << row.key;
  EXPECT_EQ(files_in(state.path()), std::vector<std::string>{"counters.db"}) << "no journal lies about";
}

TEST(CountersFile, FolderIsMadeAndAnEmptyOneHasNoCounters) {
  const Folder folder;
  const fs::path state = folder.path() / "a/b";
  EXPECT_FALSE(read(state).ok());
  ASSERT_TRUE(add(state, {}).ok());
  ASSERT_TRUE(read(state).ok());
  EXPECT_TRUE(read(state).value().empty());
  EXPECT_TRUE(read(folder.path()).value().empty());
  write_bytes(file_in(folder.path()), "");
  EXPECT_TRUE(read(folder.path()).value().empty());
  EXPECT_TRUE(add(folder.path(), ten_topics()).ok());
}

// Different visits, in another order and other batches of the same number: the
// same counters, the same bytes.
TEST(CountersFile, BytesFollowFromTheCountersAlone) {
  const Folder one, other;
  Tally health = visit(), arabic = visit(), both = visit(), neither = visit();
  health.topics = {"health"};
  arabic.shown = {"ar", LanguageUse::How::chosen};
  arabic.no_result = {{"ar", ""}};
  both.topics = {"health"};
  both.shown = arabic.shown;
  both.no_result = arabic.no_result;
  // Past 127 in the end, where a number takes another byte.
  for (int batch = 0; batch < 4; ++batch) {
    Counts some, others;
    for (int i = 0; i < 50; ++i) {
      add(some, i % 2 == 0 ? health : arabic, "leeds-central-library");
      add(others, batch < 2 ? both : neither, "leeds-central-library");
    }
    ASSERT_TRUE(add(one.path(), some).ok());
    ASSERT_TRUE(add(other.path(), others).ok());
  }
  EXPECT_EQ(read(one.path()).value(), read(other.path()).value());
  EXPECT_EQ(bytes_of(file_in(one.path())), bytes_of(file_in(other.path())));
}

TEST(CountersFile, NothingUndeclaredGetsIn) {
  const Folder state;
  ASSERT_TRUE(add(state.path(), ten_topics()).ok());
  const std::string before = bytes_of(file_in(state.path()));
  Counts made_up = ten_topics();
  made_up[{"topic", "leeds-central-library", "2026-Q4", "quokkas"}] = 1;
  auto refused = add(state.path(), made_up);
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().detail, HasSubstr("quokkas"));
  EXPECT_EQ(bytes_of(file_in(state.path())), before) << "all of it is refused";

  // Not by another program either.
  auto database = store::Database::open_or_create(file_in(state.path()));
  ASSERT_TRUE(database.ok());
  for (const char* sql : {"INSERT INTO counter VALUES('topic', 'a', '2026-Q4', 'quokkas', 1)",
                          "INSERT INTO counter VALUES('quokkas', 'a', '2026-Q4', 'health', 1)",
                          "INSERT INTO counter VALUES('topic', 'a', '2026-11-22', 'health', 1)",
                          "INSERT INTO counter VALUES('topic', 'a', '2026-Q4T10', 'health', 1)",
                          "INSERT INTO counter VALUES('topic', 'LS1 4AB', '2026-Q4', 'health', 1)",
                          "INSERT INTO counter VALUES('topic', 'a', '2026-Q4', 'health', 'words')",
                          "UPDATE counter SET key = 'quokkas'"})
    EXPECT_FALSE(database.value().execute(sql).ok()) << sql;
  EXPECT_TRUE(database.value().execute("INSERT INTO counter VALUES('topic', 'a', '2026-Q4', 'health', 1)").ok());
}

TEST(CountersFile, OfANewerVersionIsLeftAsItIs) {
  const Folder state;
  ASSERT_TRUE(add(state.path(), ten_topics()).ok());
  {
    auto database = store::Database::open_or_create(file_in(state.path()));
    ASSERT_TRUE(database.value().execute("PRAGMA user_version=2; ALTER TABLE counter RENAME TO new_counter").ok());
  }
  const std::string before = bytes_of(file_in(state.path()));
  for (const std::string& detail : {add(state.path(), ten_topics()).error().detail, read(state.path()).error().detail}) {
    EXPECT_THAT(detail, HasSubstr(file_in(state.path()).string()));
    EXPECT_THAT(detail, HasSubstr("newer version"));
    EXPECT_THAT(detail, HasSubstr("Update this kiosk"));
  }
  EXPECT_EQ(bytes_of(file_in(state.path())), before);
  EXPECT_EQ(files_in(state.path()), std::vector<std::string>{"counters.db"});
}

TEST(CountersFile, DamagedIsSetAsideAndNeverDeleted) {
  const Folder state;
  ASSERT_TRUE(add(state.path(), ten_topics()).ok());
  const std::string good = bytes_of(file_in(state.path()));
  std::string scribbled = good;
  for (std::size_t i = 4096; i < scribbled.size(); i += 7) scribbled[i] = static_cast<char>(i);
  int aside = 0;
  for (const std::string& damage : {good.substr(0, good.size() / 2 + 100), good.substr(0, 100), scribbled, std::string(5000, '\0'), std::string("not a database at all")}) {
    write_bytes(file_in(state.path()), damage);
    EXPECT_FALSE(read(state.path()).ok());
    auto added = add(state.path(), ten_topics());
    ASSERT_TRUE(added.ok()) << added.error().detail;
    ASSERT_TRUE(added.value().notice);
    const std::string name = "counters.damaged-" + std::to_string(++aside) + ".db";
    EXPECT_THAT(*added.value().notice, HasSubstr(name));
    EXPECT_EQ(std::count(added.value().notice->begin(), added.value().notice->end(), '\n'), 0);
    EXPECT_EQ(bytes_of(state.path() / name), damage);
    EXPECT_EQ(read(state.path()).value(), ten_topics());
  }
}

// Every cut and many scribbles: never a crash, never a count on top of rubbish without a word.
TEST(CountersFile, AnyDamageIsSurvived) {
  const Folder state;
  ASSERT_TRUE(add(state.path(), ten_topics()).ok());
  const std::string good = bytes_of(file_in(state.path()));
  std::mt19937 random(7);
  for (int round = 0; round < 40; ++round) {
    std::string bytes = good;
    if (round % 3 == 0) {
      bytes.resize(random() % bytes.size());
    } else {
      for (int i = 0; i <= round; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    write_bytes(file_in(state.path()), bytes);
    static_cast<void>(read(state.path()).ok());
    const auto added = add(state.path(), ten_topics());
    if (added.ok()) {
      EXPECT_TRUE(read(state.path()).ok()) << round;
    }
    fs::remove(file_in(state.path()));
  }
}

// A disk that is full, as the system says it: no file may grow past this size.
TEST(CountersFile, OnAFullDiskNothingIsHalfWritten) {
  const Folder state;
  ASSERT_TRUE(add(state.path(), ten_topics()).ok());
  const std::string before = bytes_of(file_in(state.path()));
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit most{600, 600};
    setrlimit(RLIMIT_FSIZE, &most);
    auto added = add(state.path(), ten_topics());
    const bool clear = !added.ok() && added.error().detail.find(file_in(state.path()).string()) == 0 && added.error().detail.find("disk has room") != std::string::npos;
    _exit(clear ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  EXPECT_EQ(read(state.path()).value(), ten_topics());
  ASSERT_TRUE(add(state.path(), ten_topics()).ok());
  EXPECT_EQ(total(read(state.path()).value(), "visits"), 2);
}

TEST(CountersFile, WhereNothingCanBeWrittenThereIsAnError) {
  const Folder folder;
  write_bytes(folder.path() / "file", "x");
  for (const fs::path& state : {folder.path() / "file", folder.path() / "file/below", fs::path("/proc/kiosk"), fs::path("/proc")}) {
    auto added = add(state, ten_topics());
    ASSERT_FALSE(added.ok()) << state;
    EXPECT_THAT(added.error().detail, HasSubstr(state.string()));
  }
  fs::create_directory(file_in(folder.path()));
  EXPECT_FALSE(add(folder.path(), ten_topics()).ok());
  EXPECT_FALSE(read(folder.path()).ok());
}

TEST(CountersFile, WhatWasFlushedSurvivesKillMinusNine) {
  const Folder state;
  std::mt19937 random(11);
  std::int64_t least = 0;
  for (int round = 0; round < 25; ++round) {
    int pipes[2];
    ASSERT_EQ(pipe(pipes), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(pipes[0]);
      for (;;) {
        const char done = add(state.path(), ten_topics()).ok() ? '+' : '-';
        if (write(pipes[1], &done, 1) != 1) _exit(1);
      }
    }
    close(pipes[1]);
    usleep(static_cast<useconds_t>(2'000 + random() % 40'000));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    std::int64_t flushed = 0;
    for (char said = 0; ::read(pipes[0], &said, 1) == 1;) {
      ASSERT_EQ(said, '+');
      ++flushed;
    }
    close(pipes[0]);
    auto counts = read(state.path());
    ASSERT_TRUE(counts.ok()) << counts.error().detail;
    const std::int64_t visits = total(counts.value(), "visits");
    EXPECT_GE(visits, least + flushed);
    EXPECT_LE(visits, least + flushed + 1) << "at most the one that was being written";
    for (const auto& [row, n] : counts.value()) EXPECT_EQ(n, visits) << "a batch is there whole or not at all: " << row.key;
    least = visits;
  }
  EXPECT_GT(least, 0);
  EXPECT_EQ(files_in(state.path()).front(), "counters.db");
}

TEST(CountersFile, TwoKiosksOnOneFolderLoseNothing) {
  const Folder state;
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  constexpr int each = 12;
  const auto work = [&] {
    for (int i = 0; i < each; ++i)
      if (!add(state.path(), ten_topics()).ok()) return false;
    return true;
  };
  if (child == 0) _exit(work() ? 0 : 1);
  EXPECT_TRUE(work());
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(total(read(state.path()).value(), "visits"), 2 * each);
}

}  // namespace
}  // namespace kiosk::measures
