// SPDX-License-Identifier: GPL-3.0-or-later
// Open Referral from a web server, page by page, into a folder that packs reads
// as any other folder of page files.
//
// Lists may leave out what belongs to a service: HSDS 3 lets them (API reference,
// "Lists"), and its UK profile has them so ("that only have one-to-one fields"). Where
// no service of the first page has a list of anything, each is asked for by itself
// at ADDRESS/ID; if there is no such address, the list is all there is.
//
// All or nothing: a list of which half came would take services away from
// residents. So a page that repeats, an empty one before the end, and a total
// that was not reached are Errors.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/fleet/get.hpp"

namespace kiosk::fleet {

struct PageLimits {
  std::size_t pages = 9'000;  // packs reads at most 10,000 files
  std::size_t requests = 110'000;
  std::uint64_t page_bytes = 128ULL * 1024 * 1024;
  std::uint64_t all_bytes = 1024ULL * 1024 * 1024;
  std::chrono::seconds time{30 * 60};
};

struct Pages {
  std::size_t pages = 0, services = 0;
  bool singly = false;  // each service was asked for by itself
};

// `progress`: pages done, or services where each is asked for; and how many there are.
[[nodiscard]] Result<Pages> fetch_pages(const Address& address, const std::filesystem::path& folder, const Network& network, const PageLimits& limits,
                                        const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace kiosk::fleet
