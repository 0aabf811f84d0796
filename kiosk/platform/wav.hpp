// SPDX-License-Identifier: GPL-3.0-or-later
// What would have been heard, as a file: for the driver's `audio` command.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::platform {

// Mono, 16 bits, 22050 Hz. May be written as often as asked for while it grows.
class WavWriter {
 public:
  void append(std::span<const std::int16_t> samples) { samples_.insert(samples_.end(), samples.begin(), samples.end()); }
  [[nodiscard]] std::size_t size() const { return samples_.size(); }  // in samples
  // A right header even for no samples. Fails with ErrorCode::file.
  [[nodiscard]] Outcome write(const std::filesystem::path& path) const;

 private:
  std::vector<std::int16_t> samples_;
};

}  // namespace kiosk::platform
