// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/wav.hpp"

#include <limits>
#include <string_view>

#include "kiosk/platform/write_file.hpp"
#include "kiosk/speech/speaker.hpp"

namespace kiosk::platform {

Outcome WavWriter::write(const std::filesystem::path& path) const {
  constexpr std::size_t header_bytes = 44;
  constexpr std::size_t limit = std::numeric_limits<std::uint32_t>::max() - header_bytes;
  if (samples_.size() > limit / 2) {
    return Error{ErrorCode::file, path.string() + " not written: " + std::to_string(samples_.size()) +
                                      " samples are more than a WAV file can hold (27 hours). Write it sooner."};
  }
  const auto data_bytes = static_cast<std::uint32_t>(samples_.size() * 2);
  constexpr auto rate = static_cast<std::uint32_t>(speech::sample_rate_hz);

  std::vector<std::uint8_t> bytes;
  bytes.reserve(header_bytes + data_bytes);
  const auto text = [&bytes](std::string_view tag) { bytes.insert(bytes.end(), tag.begin(), tag.end()); };
  const auto little_endian = [&bytes](std::uint32_t value, int count) {
    for (; count > 0; --count, value >>= 8U) bytes.push_back(static_cast<std::uint8_t>(value));
  };
  text("RIFF");
  little_endian(header_bytes - 8 + data_bytes, 4);
  text("WAVEfmt ");
  little_endian(16, 4);        // size of what follows, up to "data"
  little_endian(1, 2);         // PCM
  little_endian(1, 2);         // mono
  little_endian(rate, 4);
  little_endian(rate * 2, 4);  // bytes a second
  little_endian(2, 2);         // bytes a sample
  little_endian(16, 2);        // bits a sample
  text("data");
  little_endian(data_bytes, 4);
  for (const std::int16_t sample : samples_) little_endian(static_cast<std::uint16_t>(sample), 2);
  return write_file(path, bytes);
}

}  // namespace kiosk::platform
