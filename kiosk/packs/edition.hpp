// SPDX-License-Identifier: GPL-3.0-or-later
// Which edition of a pack this is: its number and its last day, and what they
// have to be for it to come in. One place for build, verify, install and the desk.
#pragma once

namespace kiosk::packs {

// Serials are 1 to this, of packs, overlays and roles.toml: there is always room for the next one.
inline constexpr long highest_serial = 2'000'000'000;

}  // namespace kiosk::packs
