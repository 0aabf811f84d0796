// SPDX-License-Identifier: GPL-3.0-or-later
// The search index inside a pack: made once, when the pack is built.
#pragma once

#include <cstddef>
#include <functional>

#include "kiosk/base/result.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::directory {

// Makes and fills the search tables from the tables of schema_sql, which must
// be filled; call it last, inside the transaction of the build or outside any.
// Any text may be in them. The tables are read by Directory::search alone.
// `progress` hears now and then how many services are in the index of how many, each language counting anew.
[[nodiscard]] Outcome build_search_index(store::Database& pack, const std::function<void(std::size_t done, std::size_t total)>& progress = {});

}  // namespace kiosk::directory
