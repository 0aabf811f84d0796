// SPDX-License-Identifier: GPL-3.0-or-later
// What a pack says, record by record, for comparing two of them.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/packs/installed.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::packs {

struct Record {
  std::string name;    // as people know it
  std::string digest;  // of everything the pack says of it
};
using Records = std::map<std::string, Record, std::less<>>;

// The pack must have been verified, or made by us. Read row by row, whatever digests it keeps: whoever
// made it wrote those, and a person who looks before signing must not have to believe them.
//
// By service id: all that is said of each service.
[[nodiscard]] Result<Records> records_of(const std::filesystem::path& pack, store::Database::Check check = store::Database::Check::now);
// What residents meet beside services: urgent help and its numbers, topics, hard words, how words are
// said, words people use, bank holidays, pictures and recordings. By a key like `urgent/danger`.
[[nodiscard]] Result<Records> others_of(const std::filesystem::path& pack, store::Database::Check check = store::Database::Check::now);

// What an install counts by, in a time that does not grow with the texts: which services there are, each
// with the digest that the pack keeps of it, and who answers in an emergency, by name.
struct Outline {
  Records services, urgent;
};
// quick_check has passed or is somebody else's.
[[nodiscard]] Result<Outline> outline_of(const std::filesystem::path& pack);
// Writes the digests down, when all else is in the pack.
[[nodiscard]] Outcome keep_digests(store::Database& pack, const std::function<void(std::size_t done, std::size_t total)>& progress = {});

// The meta table, and how many rows each other table of the schema has.
struct Contents {
  std::map<std::string, std::string> meta;
  std::map<std::string, long> rows;
};
[[nodiscard]] Result<Contents> contents_of(const std::filesystem::path& pack);

struct Comparison {
  std::vector<std::string> added, changed, removed;  // ids
  std::size_t same = 0;
  [[nodiscard]] Change counts() const { return {added.size(), changed.size(), removed.size(), same}; }
};
[[nodiscard]] Comparison compare(const Records& before, const Records& after);

// One thing that two packs say otherwise of the same record. Texts as they stand in the pack.
struct Difference {
  std::string part, field;    // "phone", "number"; `field` empty: a whole row
  std::string before, after;  // empty: not there
};
enum class Of { services, others };
// By key, of those that `comparison` says have changed; at most `most` of them.
[[nodiscard]] Result<std::map<std::string, std::vector<Difference>>> differences(const std::filesystem::path& before, const std::filesystem::path& after, Of of,
                                                                                 const Comparison& comparison, std::size_t most);

}  // namespace kiosk::packs
