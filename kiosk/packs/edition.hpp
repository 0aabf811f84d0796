// SPDX-License-Identifier: GPL-3.0-or-later
// Which edition of a pack this is: its number and its last day, and what they
// have to be for it to come in. One place for build, verify, install and the desk.
#pragma once

#include <filesystem>
#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/packs/content.hpp"

namespace kiosk::packs {

// Serials are 1 to this, of packs, overlays and roles.toml: there is always room for the next one.
inline constexpr long highest_serial = 2'000'000'000;

struct Edition {
  long serial = 0;
  std::optional<Date> expires;  // the last day it is fresh
};
// Of a pack or an overlay that was verified before. A serial that is no such number is an Error.
[[nodiscard]] Result<Edition> edition_of(const std::filesystem::path& pack);

}  // namespace kiosk::packs
