// SPDX-License-Identifier: GPL-3.0-or-later
// Packs from a web server: FILE.pack, and FILE.pack.minisig beside it; where two people
// have to sign (roles.toml), FILE.pack.2.minisig too.
//
// The signature comes first, for it is small and says all: whether there is
// anything new, and whether a key that is trusted here made it. Only then is the
// pack asked for, into STORE/fetch/, which is this program's own. What was cut
// off is gone on with the next time, if the server can (RFC 9110, 14: Range and
// If-Range) and still has the same file. Then it is verified and installed as
// from a stick. Until that one rename the pack in force stays what it was.
//
// Why it is so: decision 0021. Blocks; another fetch in the same store is refused meanwhile.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/fleet/get.hpp"
#include "kiosk/packs/installed.hpp"

namespace kiosk::fleet {

inline constexpr std::uint64_t largest_pack = 2ULL * 1024 * 1024 * 1024;  // what install takes

struct Order {
  std::string address;
  std::filesystem::path store, keys;
  packs::Removals removals = packs::Removals::refuse_many;
  std::uint64_t largest = largest_pack;
  // Bytes that are here, and all of them if known.
  std::function<void(std::uint64_t, std::optional<std::uint64_t>)> progress;
  packs::Progress installing = {};  // once they are
};

struct Fetched {
  std::optional<packs::Installed> installed;  // nothing: there was nothing new
  bool set_back = false;                      // ... but this kiosk went back to an older pack since
  std::uint64_t went_on_from = 0;             // bytes that were here from before
};

[[nodiscard]] Result<Fetched> fetch(const Order& order, const Network& network);

}  // namespace kiosk::fleet
