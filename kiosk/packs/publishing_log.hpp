// SPDX-License-Identifier: GPL-3.0-or-later
// Who put what in force, by role and date and never by name: publishing.log, a line each.
//   2026-11-28 install city serial 12 digest 1f2e3d4c5b6a7988
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "kiosk/packs/signature.hpp"
#include "kiosk/packs/trust.hpp"

namespace kiosk::packs {

// Adds a line to `folder`/publishing.log. Lines are only ever added; past 256 KB the older half goes.
// A log that cannot be written is a warning: what was done stands. `serial` 0: it has none, or nobody looked.
// No `hash`: no overlay is in force any more.
void log_publishing(const std::filesystem::path& folder, std::string_view what, const Role& role, long serial, const std::optional<FileHash>& hash);

}  // namespace kiosk::packs
