// SPDX-License-Identifier: GPL-3.0-or-later
// The counters on disk: one small SQLite file, opened for each batch and closed
// again, so that at rest there is that file and nothing beside it.
//
// Durable: when `add` says Done, the increments survive kill -9 and power loss;
// when it gives an Error, none of them was made. A batch is one transaction.
// Private: there is no table of events; after each batch the file is rewritten
// in the order of its keys and what was there before is overwritten with zeros
// (secure_delete, VACUUM), so that its bytes follow from the counters alone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/measures/tally.hpp"

namespace kiosk::measures {

[[nodiscard]] std::filesystem::path file_in(const std::filesystem::path& state);  // state/counters.db

struct Added {
  // One line for staff: a damaged file was set aside, under which name, and a
  // new one begun. Nothing, if all was well.
  std::optional<std::string> notice;
};

// Makes folder and file if they are not there. Refused whole: a file written by
// a newer version (it is left as it is) and an undeclared row.
[[nodiscard]] Result<Added> add(const std::filesystem::path& state, const Counts& counts);

// Every counter, in the order of its names. No file yet: none. The folder must be there.
[[nodiscard]] Result<Counts> read(const std::filesystem::path& state);

}  // namespace kiosk::measures
