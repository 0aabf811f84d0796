// SPDX-License-Identifier: GPL-3.0-or-later
// What the fuzz targets share: a hand-out of the input's bytes, a promise that
// must hold, and a folder for readers that take a file.
#pragma once

#include <stdlib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace kiosk::fuzzing {

// A crash is not the only fault: what a header promises is tried here too.
inline void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Hands out the input piece by piece; past its end, zeros and empty texts.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : left_(text_of(data, size)) {}
  [[nodiscard]] bool empty() const { return left_.empty(); }
  std::uint8_t byte() {
    if (left_.empty()) return 0;
    const auto value = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return value;
  }
  int below(int limit) { return byte() % limit; }
  // Up to the next byte 0xFF, which UTF-8 never has, or the end.
  std::string_view text() {
    const std::string_view taken = left_.substr(0, left_.find('\xFF'));
    left_.remove_prefix(std::min(left_.size(), taken.size() + 1));
    return taken;
  }

 private:
  std::string_view left_;
};

// One for the whole process, in memory where there is such a folder; gone at the end of it.
class Folder {
 public:
  Folder() {
    std::error_code none;
    const std::filesystem::path memory = "/dev/shm";
    std::string name = ((std::filesystem::is_directory(memory, none) ? memory : std::filesystem::temp_directory_path()) / "kiosk-fuzz-XXXXXX").string();
    require(::mkdtemp(name.data()) != nullptr, "a folder can be made");
    path_ = name;
  }
  ~Folder() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void empty() const {
    for (const auto& entry : std::filesystem::directory_iterator(path_)) std::filesystem::remove_all(entry.path());
  }
  void write(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

 private:
  std::filesystem::path path_;
};

}  // namespace kiosk::fuzzing
