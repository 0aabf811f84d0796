// SPDX-License-Identifier: GPL-3.0-or-later
// The packs of one kiosk. A store holds
//   current.pack    a link to the pack in force; changing it is one rename
//   previous.pack   a link to the one before, for rollback
//   pack-SERIAL-DIGEST.pack and its .minisig
//   keys/KEYID.pub  the city keys that installed packs were checked with
// Power may fail at any instruction: until the one rename the old pack is in
// force, whole; after it the new one is. What is left half written has a name
// ending in .part and goes at the next install.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/base/result.hpp"

namespace kiosk::packs {

// What one pack would change in another, counted in services.
struct Change {
  std::size_t added = 0, changed = 0, removed = 0, same = 0;
};

struct Installed {
  std::filesystem::path pack;
  long serial = 0;
  std::optional<Change> change;  // nothing: there was no whole pack to compare with
};

enum class Removals { refuse_many, allow };  // many: over 10 % of the services that stand

// Copies, verifies the copy against the keys in `keys`, opens it, and only then
// puts it in force. `pack` must have its .minisig beside it. Serials only rise;
// the same serial with the same bytes may come again, which mends a damaged store.
[[nodiscard]] Result<Installed> install(const std::filesystem::path& pack, const std::filesystem::path& store,
                                        const std::filesystem::path& keys, Removals removals);

// Back to the pack before; once, because one is kept.
[[nodiscard]] Result<Installed> rollback(const std::filesystem::path& store);

// The folder of keys that install leaves in a store, for open_current.
[[nodiscard]] std::filesystem::path keys_of(const std::filesystem::path& store);

// Follows current.pack and verifies what it points at: the kiosk opens nothing
// else. The path is that of the pack itself, which stays as it is when a newer
// one is installed.
[[nodiscard]] Result<std::filesystem::path> open_current(const std::filesystem::path& store, const std::filesystem::path& keys);

}  // namespace kiosk::packs
