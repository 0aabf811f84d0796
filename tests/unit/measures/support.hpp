// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include "kiosk/measures/file.hpp"
#include "kiosk/measures/manifest.hpp"
#include "kiosk/measures/tally.hpp"

namespace kiosk::measures {

// A folder of its own, gone with the test.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "kiosk-measures-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

inline void write_bytes(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

inline Tally visit(const std::string& period = "2026-Q4") {
  Tally tally;
  tally.period = period;
  return tally;
}

inline Counts counts_of(const Tally& tally) {
  Counts counts;
  add(counts, tally, "leeds-central-library");
  return counts;
}

inline std::int64_t total(const Counts& counts, std::string_view measure) {
  std::int64_t sum = 0;
  for (const auto& [row, n] : counts)
    if (row.measure == measure) sum += n;
  return sum;
}

}  // namespace kiosk::measures
