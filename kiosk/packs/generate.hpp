// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up sheets of any size, for trying what a whole county's content would do.
#pragma once

#include <cstdint>
#include <filesystem>

#include "kiosk/base/result.hpp"

namespace kiosk::packs {

// Writes sheets that `check` passes into `folder`, which must be empty or not
// there. The same numbers give the same bytes. Telephone numbers are those that
// Ofcom keeps for fiction (0113 496 0000 to 0999); nothing in it is a fact.
[[nodiscard]] Outcome generate(std::size_t services, std::uint32_t seed, const std::filesystem::path& folder);

}  // namespace kiosk::packs
