// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded words of a pack, for languages that no voice speaks.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::directory {

// A connection of its own to the pack, so that speech never waits for a
// look-up. One thread at a time. `pack` must have been verified and quick_checked.
class ClipReader {
 public:
  [[nodiscard]] static Result<ClipReader> open(const std::filesystem::path& pack);
  ClipReader(ClipReader&&) noexcept;
  ClipReader& operator=(ClipReader&&) noexcept;
  ~ClipReader();
  // The file of exactly these words in this language. What is not there costs no disk.
  [[nodiscard]] std::optional<std::string> find(std::string_view language, std::string_view words);

 private:
  struct Impl;
  explicit ClipReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace kiosk::directory
