// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "kiosk/base/result.hpp"

namespace kiosk::platform {

// Replaces the file's content. Fails with ErrorCode::file, naming path and reason.
[[nodiscard]] Outcome write_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

}  // namespace kiosk::platform
