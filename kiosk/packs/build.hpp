// SPDX-License-Identifier: GPL-3.0-or-later
// Content written down as a pack: one SQLite file with its search index.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/packs/content.hpp"
#include "kiosk/packs/progress.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::packs {

struct BuildOptions {
  long serial = 1;
  std::optional<Date> expires;
  // When the content is of. Not a clock's date, because the same source must
  // give the same bytes: without one, the newest date in the content.
  std::optional<Date> built;
};
// Of their progress the makers of a pack say Step::writing, Step::indexing and Step::finishing.

// Replaces `pack` by one rename; the content must have been checked. The same
// content and options give the same bytes.
[[nodiscard]] Outcome build(const Content& content, const BuildOptions& options, const std::filesystem::path& pack, const Progress& progress = {});

// The parts of it, for whoever makes a pack of other tables beside these: the records of `content`
// into a database that has the tables, and what is worked out of all records at the end.
[[nodiscard]] Outcome write_records(const Content& content, const BuildOptions& options, store::Database& database, const Progress& progress = {});
[[nodiscard]] Outcome finish_records(store::Database& database, const Progress& progress = {});
// Writes `pack` by way of a file beside it, with the tables of every pack, those of an overlay if it
// is one, and whatever `fill` puts in them, and replaces it by one rename.
enum class PackKind { city, overlay };
[[nodiscard]] Outcome write_pack(const std::filesystem::path& pack, PackKind kind, const std::function<Outcome(store::Database&)>& fill, const Progress& progress = {});

}  // namespace kiosk::packs
