// SPDX-License-Identifier: GPL-3.0-or-later
// Files that must be whole or not there: bounded reads, and writes that a power
// cut leaves either old or new.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::packs {

// The bytes of a regular file of at most `limit` bytes. A link, a folder, a pipe
// and a device are refused, so that reading always ends.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file, std::uint64_t limit);

// `part`, which is on the disk, takes the place of `file` by one rename, and the folder is flushed. Where
// `file` is a folder, a device or a pipe it stays, and `part` goes.
[[nodiscard]] Outcome put_in_place(const std::filesystem::path& part, const std::filesystem::path& file);

// Writes beside `file`, flushes to the disk, and puts it in place. A terminal, /dev/null or a pipe is written to as it is.
enum class Permission { everyone_reads, owner_only };
[[nodiscard]] Outcome write_file(const std::filesystem::path& file, std::string_view bytes,
                                 Permission permission = Permission::everyone_reads);

// Makes `link` point at `target` by one rename, whatever it was before.
[[nodiscard]] Outcome point_link(const std::filesystem::path& link, const std::filesystem::path& target);

// What was written to that file or folder is on the disk when this returns.
[[nodiscard]] Outcome flush_to_disk(const std::filesystem::path& file_or_folder);

}  // namespace kiosk::packs
