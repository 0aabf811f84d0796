// SPDX-License-Identifier: GPL-3.0-or-later
// Searching the index inside a pack, and inside the overlay over it. What a resident types is held in memory
// while it is looked up and goes nowhere else: not to disk, not to the log.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/directory/directory.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::directory {

// Belongs to the thread of its database, which must outlive it.
class Searcher {
 public:
  // `schemas`: those of the database that have an index, `main` first. Each service is found
  // as though one index held them all: a word weighs what it weighs in them together.
  [[nodiscard]] static Result<std::unique_ptr<Searcher>> open(store::Database& pack, const std::vector<std::string>& schemas);
  ~Searcher();
  // As Directory::search.
  [[nodiscard]] std::vector<SearchHit> search(std::string_view words, std::string_view language, std::size_t limit);

 private:
  struct State;
  explicit Searcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kiosk::directory
