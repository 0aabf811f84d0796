// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/write_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace kiosk::platform {

Outcome write_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
  const auto failed = [&path] {
    return Error{ErrorCode::file, path.string() + " not written: " + std::strerror(errno) +
                                      ". Name a file in a folder that exists, is writable and has room."};
  };
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return failed();
  const std::size_t written = std::fwrite(bytes.data(), 1, bytes.size(), file);
  const int write_error = errno;
  // A full disk may show only when the last of it is flushed.
  const int closed = std::fclose(file);
  if (written != bytes.size()) errno = write_error;
  if (written != bytes.size() || closed != 0) return failed();
  return Done{};
}

}  // namespace kiosk::platform
