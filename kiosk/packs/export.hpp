// SPDX-License-Identifier: GPL-3.0-or-later
// A pack as Open Referral JSON that other directories read: one page of services
// that is HSDS 3.0 and its UK profile at once. Where the two differ, both have
// their field (`fees` and `fees_description`, `term` and `name`). Ids are UUIDs,
// as the profile wants, and the same at every export. What the standard has no
// place for is under names that begin with `kiosk_`, and `translations` and
// `sensitive`; the profile allows local properties. Urgent help, words people
// use and bank holidays stay behind. Hours of a place stand at the place, where
// HSDS has them; the profile knows only those of a service. A service without a web page
// has no `url`: both want of a service an id, a name and a status alone (the profile's
// first drafts wanted a `url` too).
//   https://docs.openreferral.org/en/v3.0/hsds/schema_reference.html
#pragma once

#include <filesystem>

#include "kiosk/base/result.hpp"

namespace kiosk::packs {

// The pack must have been verified, or made by us. Replaces `file` by one rename.
// Read again (read_open_referral) and built, it gives the same records.
[[nodiscard]] Outcome export_open_referral(const std::filesystem::path& pack, const std::filesystem::path& file);

}  // namespace kiosk::packs
