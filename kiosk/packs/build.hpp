// SPDX-License-Identifier: GPL-3.0-or-later
// Content written down as a pack: one SQLite file with its search index.
#pragma once

#include <filesystem>
#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/packs/content.hpp"

namespace kiosk::packs {

struct BuildOptions {
  long serial = 1;
  std::optional<Date> expires;
  // When the content is of. Not a clock's date, because the same source must
  // give the same bytes: without one, the newest date in the content.
  std::optional<Date> built;
};

// Replaces `pack` by one rename; the content must have been checked. The same
// content and options give the same bytes.
[[nodiscard]] Outcome build(const Content& content, const BuildOptions& options, const std::filesystem::path& pack);

}  // namespace kiosk::packs
