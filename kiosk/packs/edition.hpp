// SPDX-License-Identifier: GPL-3.0-or-later
// Which edition of a pack this is: its number and its last day, and what they
// have to be for it to come in. One place for build, verify, install and the desk.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

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

[[nodiscard]] inline bool has_expired(const std::optional<Date>& expires, Date today) { return expires && *expires < today; }
// What is to be said of a pack's last day, a sentence; empty while it is fresh. It serves all the same.
[[nodiscard]] std::string age_of(const std::optional<Date>& expires, Date today);
// What is in force serves on when its last day is over. But a pack that is over when it is brought
// does not take the place of one that is not; where nothing is in force, or that is over too, it may.
[[nodiscard]] Outcome may_replace(const std::filesystem::path& pack, const std::optional<Date>& expires, const std::optional<Date>& of_the_one_in_force, Date today);

}  // namespace kiosk::packs
