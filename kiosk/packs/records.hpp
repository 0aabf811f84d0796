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
  std::string name;
  std::string digest;  // of everything the pack says of it
};
using Records = std::map<std::string, Record, std::less<>>;  // by service id
// The pack must have been verified, or made by us. A pack that keeps its digests is
// not read whole.
[[nodiscard]] Result<Records> records_of(const std::filesystem::path& pack, store::Database::Check check = store::Database::Check::now);
// The same without names, for counting alone; quick_check has passed or is somebody else's.
[[nodiscard]] Result<Records> digests_of(const std::filesystem::path& pack);
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

}  // namespace kiosk::packs
