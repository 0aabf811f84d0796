// SPDX-License-Identifier: GPL-3.0-or-later
// What a file's hash was when it was last read whole, so that a kiosk starts
// without reading its pack whole (decision 0020). Beside FILE lies FILE.stamp:
// the file's device, inode, size, time of change and of its entry's change, and
// its BLAKE2b-512. Whoever changes a byte changes one of them. A stamp says
// nothing about trust: signatures are checked against its hash every time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/packs/signature.hpp"

namespace kiosk::packs {

// Which file it is, and as of when. Nothing: it is no ordinary file.
struct Identity {
  std::string place;    // device and inode
  std::string content;  // size and time of last change
  std::string entry;    // time of last change of whatever is said about it: a rename changes this one too
  bool operator==(const Identity&) const = default;
};
[[nodiscard]] std::optional<Identity> identity_of(const std::filesystem::path& file);

[[nodiscard]] std::filesystem::path stamp_file_of(const std::filesystem::path& file);
// Call only when the file was hashed, verified and quick_checked, and was `identity` all that while.
// Not being able to write it is no error: the next start reads the file whole.
void stamp(const std::filesystem::path& file, const Identity& identity, const FileHash& hash);
// The hash, if the file is as it was when it was stamped.
[[nodiscard]] std::optional<FileHash> stamped_hash(const std::filesystem::path& file);

}  // namespace kiosk::packs
