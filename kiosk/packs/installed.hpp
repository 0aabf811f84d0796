// SPDX-License-Identifier: GPL-3.0-or-later
// The packs of one kiosk. A store holds
//   current.pack    a link to the city's pack in force; changing it is one rename
//   previous.pack   a link to the one before, for rollback, and earlier.pack to the one before that
//   pack-SERIAL-DIGEST.pack with its .minisig, and .stamp (stamp.hpp)
//   overlay.pack    the same for the hub's overlay, if there is one: previous-overlay.pack,
//   ...             earlier-overlay.pack, overlay-SERIAL-DIGEST.pack; a link to no-overlay says that there was none
//   keys/KEYID.pub  the keys that installed packs were checked with, keys/roles.toml, and keys/revoked.txt
//   publishing.log  what was put in force and when, by role and never by name
// Power may fail at any instruction: until the one rename the old pack is in
// force, whole; after it the new one is. What is left half written has a name
// ending in .part and goes at the next install.
#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/packs/edition.hpp"
#include "kiosk/packs/progress.hpp"
#include "kiosk/packs/trust.hpp"

namespace kiosk::packs {

// The links that say what is in force: a change of one of them is another pack.
inline constexpr std::array<const char*, 2> links_in_force{"current.pack", "overlay.pack"};

// What one pack would change in another, counted in services.
struct Change {
  std::size_t added = 0, changed = 0, removed = 0, same = 0;
};

struct Installed {
  std::filesystem::path pack;    // empty: no overlay, as before the hub's first
  long serial = 0;
  std::optional<Change> change;  // nothing: there was no whole pack to compare with
  std::string hub;               // whose overlay it is; empty: the city's pack
  std::optional<std::chrono::year_month_day> expires = {};  // its last day (edition.hpp)
};

enum class Removals { refuse_many, allow };  // many: over 10 % of the services that stand; of an overlay always allowed

struct InstallOptions {
  std::string site;                    // whose overlay may come in; empty: any hub's (the kiosk shows its own only)
  std::string_view what = "install";   // the word for publishing.log
  Progress progress = {};              // Step::copying, ::inspecting, ::comparing, ::switching
  std::optional<std::chrono::year_month_day> today = {};  // of whoever has a clock of their own; otherwise this machine's, in Leeds
};

// Copies, verifies the copy against the keys in `keys`, opens it, and only then
// puts it in force: a city's pack as current.pack, what a hub's key signed as
// overlay.pack. `pack` must have its .minisig beside it. Serials only rise,
// and what is out of date does not replace what is not (edition.hpp); the same serial with the same bytes may come again, which mends a damaged store.
[[nodiscard]] Result<Installed> install(const std::filesystem::path& pack, const std::filesystem::path& store,
                                        const std::filesystem::path& keys, Removals removals, const InstallOptions& options = {});

// Back to the pack before; twice, because two are kept.
[[nodiscard]] Result<Installed> rollback(const std::filesystem::path& store);
// The same for the overlay; before the first there was none, and none is in force again.
[[nodiscard]] Result<Installed> rollback_overlay(const std::filesystem::path& store);

// The folder of keys that install leaves in a store, for open_current.
[[nodiscard]] std::filesystem::path keys_of(const std::filesystem::path& store);

// Follows current.pack and verifies what it points at: the kiosk opens nothing
// else. The path is that of the pack itself, which stays as it is when a newer
// one is installed. quick_check has passed on it too. A pack that has not changed
// since it was hashed is not hashed again (stamp.hpp, decision 0020).
[[nodiscard]] Result<std::filesystem::path> open_current(const std::filesystem::path& store, const std::filesystem::path& keys);
// The same for the overlay of `site`; nothing if there is no overlay.
[[nodiscard]] Result<std::optional<std::filesystem::path>> open_overlay(const std::filesystem::path& store, const std::filesystem::path& keys, std::string_view site);

// What open_current spared itself: hashes the pack that it gave and quick_checks it. Any thread; takes
// as long as the file is large. What is not whole loses its stamp, so that nobody is spared it again.
[[nodiscard]] Outcome check_whole(const std::filesystem::path& pack, const std::filesystem::path& keys);
// The newest pack before the one in force that is whole: what a kiosk goes on with when the one in force is not.
[[nodiscard]] Result<std::filesystem::path> open_previous(const std::filesystem::path& store, const std::filesystem::path& keys);

// What a kiosk serves from: the city's pack in force or, where that is not whole, the newest before it
// that is; and the overlay of `site` over it, if there is one and it is whole. Everything that reads
// packs on a kiosk begins here, so that all of it reads the same.
struct InForce {
  std::filesystem::path pack;
  std::optional<std::filesystem::path> overlay;
  std::vector<std::string> problems;  // what is not as it should be, a sentence or two each, for the staff log
};
enum class Stamps { believe, ignore };  // ignore: every file is read whole
[[nodiscard]] Result<InForce> open_in_force(const std::filesystem::path& store, std::string_view site, Stamps stamps = Stamps::believe);

// What install asks of a pack that is verified, before anything changes: it is opened as the kiosk will,
// an overlay over the city's pack in `store`.
[[nodiscard]] Result<Edition> look_into(const std::filesystem::path& pack, const std::filesystem::path& store, const Verified& verified);

}  // namespace kiosk::packs
