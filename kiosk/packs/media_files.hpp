// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures, recorded words and signed videos, as files in the folder `media` beside the sheets.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/directory/directory.hpp"
#include "kiosk/packs/kinds.hpp"

namespace kiosk::packs {

inline constexpr const char* media_folder = "media";

// A pack is copied to kiosks over thin lines and held whole while it is made.
inline constexpr std::uint64_t largest_image = 4ULL << 20U, largest_clip = 4ULL << 20U, largest_video = 48ULL << 20U, largest_captions = 256ULL << 10U;
inline constexpr std::uint64_t most_media = 256ULL << 20U;

// What the bytes say they are, by their beginning and never by a name. Nothing:
// not one of the types that a kiosk shows or plays as this kind.
[[nodiscard]] std::optional<std::string_view> media_type(directory::MediaKind kind, std::string_view bytes);
// Those types, for people.
[[nodiscard]] std::string_view types_of(directory::MediaKind kind);

// Why a file was not read: its kind of problem, and the finding's words.
struct NotRead {
  Kind kind{};
  std::string why, mend;
};
// `name` is what a cell says: one plain file name, no folder, no link.
[[nodiscard]] std::optional<NotRead> read_media(const std::filesystem::path& folder, const std::string& name, std::uint64_t limit, std::string& bytes);

}  // namespace kiosk::packs
