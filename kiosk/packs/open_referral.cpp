// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "kiosk/packs/source.hpp"

namespace kiosk::packs {

Result<Content> read_open_referral(const std::filesystem::path& source, Findings&) {
  return Error{ErrorCode::input, fmt::format("{}: Open Referral JSON is not read yet. Give a folder of CSV sheets.", source.string())};
}

}  // namespace kiosk::packs
