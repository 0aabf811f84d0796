// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded words of the pack as sound, for languages that no voice speaks.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/directory/clips.hpp"

namespace kiosk::app {

// A connection of its own to the pack. Safe from any thread, one question at a
// time; an answer takes as long as reading and decoding do (the longest clip is
// two minutes), so it is for the speaker's thread and never for the UI's.
class Clips {
 public:
  // `pack` must have been verified: LookUp::pack().
  [[nodiscard]] static Result<std::unique_ptr<Clips>> open(const std::filesystem::path& pack);

  // Whether anything was recorded in this language (BCP 47).
  [[nodiscard]] bool has(std::string_view language) const { return reader_.has(language); }

  // Mono, 22050 Hz. None: nobody recorded exactly these words, or what they
  // recorded cannot be played (a line in the staff log, without the words).
  [[nodiscard]] std::optional<std::vector<std::int16_t>> operator()(std::string_view language, std::string_view words);

 private:
  explicit Clips(directory::ClipReader reader) : reader_(std::move(reader)) {}
  std::mutex mutex_;
  directory::ClipReader reader_;
};

}  // namespace kiosk::app
