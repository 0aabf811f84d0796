// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/speech/voice_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string>

namespace kiosk::speech {
namespace {

namespace fs = std::filesystem;

constexpr const char* mend = "install the Debian package espeak-ng-data again (apt-get install --reinstall espeak-ng-data)";

Error broken(const fs::path& file, std::string_view reason) {
  return {ErrorCode::voice, fmt::format("{}: {}; {}", file.string(), reason, mend)};
}

Result<std::string> whole(const fs::path& file) {
  std::error_code problem;
  const auto size = fs::file_size(file, problem);
  std::ifstream stream(file, std::ios::binary);
  if (problem || !stream) return broken(file, "the file is missing or cannot be read");
  std::string bytes(size, '\0');
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(size))) return broken(file, "the file cannot be read");
  if (bytes.empty()) return broken(file, "the file is empty");
  return bytes;
}

std::uint32_t number_at(const std::string& bytes, std::size_t at, std::size_t width) {
  std::uint32_t value = 0;
  for (std::size_t i = width; i-- > 0;) value = (value << 8U) | static_cast<std::uint8_t>(bytes[at + i]);
  return value;
}

// phontab: a count of tables, then each table's count of sounds (16 bytes each)
// under a header of 36 bytes. Gives the highest place in phonindex that is used.
Result<std::uint32_t> check_phontab(const fs::path& file) {
  const Result<std::string> read = whole(file);
  if (!read) return read.error();
  const std::string& bytes = read.value();
  std::uint32_t highest = 0;
  std::size_t at = 4;
  for (std::uint32_t tables = number_at(bytes, 0, 1); tables > 0; --tables) {
    if (at + 36 > bytes.size()) return broken(file, "the table of sounds is cut short");
    const std::size_t end = at + 36 + 16 * std::size_t{number_at(bytes, at, 1)};
    if (end > bytes.size()) return broken(file, "the table of sounds is cut short");
    for (at += 36; at < end; at += 16) highest = std::max(highest, number_at(bytes, at + 8, 2));
  }
  if (at != bytes.size()) return broken(file, "the table of sounds does not end where its count says");
  return highest;
}

// A dictionary: 1,024 chains of words, each a list of counted entries that a
// zero ends; then the rules, to the end of the file.
Outcome check_dictionary(const fs::path& file) {
  constexpr std::uint32_t chains = 1024;
  const Result<std::string> read = whole(file);
  if (!read) return read.error();
  const std::string& bytes = read.value();
  if (bytes.size() < 8 || number_at(bytes, 0, 4) != chains) return broken(file, "this is not a dictionary of eSpeak NG 1.51");
  const std::size_t rules = number_at(bytes, 4, 4);
  std::size_t at = 8;
  for (std::uint32_t chain = 0; chain < chains; ++chain) {
    for (std::size_t length = 1; length != 0; at += std::max<std::size_t>(length, 1)) {
      if (at >= bytes.size()) return broken(file, "the dictionary is cut short");
      length = number_at(bytes, at, 1);
    }
  }
  if (at != rules || !bytes.ends_with(std::string_view("\0\7\0", 3))) return broken(file, "the dictionary is cut short or damaged");
  return Done{};
}

}  // namespace

Result<fs::path> check_voice_data(const fs::path& place) {
  std::error_code ignored;
  fs::path folder = place / "espeak-ng-data";
  if (!fs::is_directory(folder, ignored)) folder = place;
  if (!fs::exists(folder / "phontab", ignored)) {
    return Error{ErrorCode::voice, fmt::format("{}: there is no espeak-ng-data here, so the kiosk cannot speak; {}", place.string(), mend)};
  }
  const Result<std::uint32_t> highest = check_phontab(folder / "phontab");
  if (!highest) return highest.error();
  for (const char* name : {"phonindex", "phondata", "intonations"}) {
    const Result<std::string> bytes = whole(folder / name);
    if (!bytes) return bytes.error();
    if (name == std::string_view("phonindex") && bytes.value().size() < 2 * (std::size_t{highest.value()} + 1)) {
      return broken(folder / name, "the file is cut short");
    }
  }
  return folder;
}

Outcome check_voice(const fs::path& folder, std::string_view voice, std::string_view dictionary) {
  const fs::path file = folder / "lang" / voice;
  const Result<std::string> description = whole(file);
  if (!description) return description.error();
  if (("\n" + description.value()).find("\nlanguage ") == std::string::npos) return broken(file, "this does not describe a voice");
  return check_dictionary(folder / fmt::format("{}_dict", dictionary));
}

}  // namespace kiosk::speech
