// SPDX-License-Identifier: GPL-3.0-or-later
// The staff PIN as a hash: Argon2id, libsodium's own text form. Here because
// libsodium is. Both functions take about a tenth of a second and 64 MiB, on
// purpose, so they are called off the UI thread. PINs are wiped after use.
#pragma once

#include <string>

#include "kiosk/base/result.hpp"

namespace kiosk::packs {

// For kiosk.toml. Fails on what is not 4 to 8 ASCII digits.
[[nodiscard]] Result<std::string> pin_hash_of(std::string pin);
// False too for a hash that is damaged.
[[nodiscard]] bool pin_fits(const std::string& hash, std::string pin);

}  // namespace kiosk::packs
