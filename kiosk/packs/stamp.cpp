// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/stamp.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "kiosk/packs/files.hpp"

namespace kiosk::packs {
namespace {

namespace fs = std::filesystem;

std::string text_of(const Identity& identity, const FileHash& hash) {
  return fmt::format("{} {} {} {}\n", identity.place, identity.content, identity.entry, hexadecimal({reinterpret_cast<const char*>(hash.data()), hash.size()}));
}

}  // namespace

std::optional<Identity> identity_of(const fs::path& file) {
  struct stat about {};
  if (::lstat(file.c_str(), &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
  return Identity{fmt::format("{}:{}", about.st_dev, about.st_ino), fmt::format("{}:{}.{:09}", about.st_size, about.st_mtim.tv_sec, about.st_mtim.tv_nsec),
                  fmt::format("{}.{:09}", about.st_ctim.tv_sec, about.st_ctim.tv_nsec)};
}

fs::path stamp_file_of(const fs::path& file) { return fs::path{file}.concat(".stamp"); }

void stamp(const fs::path& file, const Identity& identity, const FileHash& hash) {
  // Not flushed to the disk: a stamp that a power cut tears fits nothing.
  const fs::path beside = stamp_file_of(file).concat(".part");
  std::ofstream out{beside, std::ios::binary | std::ios::trunc};
  out << text_of(identity, hash);
  out.close();
  std::error_code problem;
  if (out) fs::rename(beside, stamp_file_of(file), problem);
  else fs::remove(beside, problem);
}

std::optional<FileHash> stamped_hash(const fs::path& file) {
  auto text = read_file(stamp_file_of(file), 1024);
  const auto identity = identity_of(file);
  if (!text || !identity) return std::nullopt;
  constexpr std::size_t digits = 2 * std::tuple_size_v<FileHash>;
  if (text->size() < digits + 1) return std::nullopt;
  FileHash hash{};
  const auto value = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16; };
  const std::string_view hexes = std::string_view{text.value()}.substr(text->size() - digits - 1, digits);
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const int high = value(hexes[2 * i]), low = value(hexes[2 * i + 1]);
    if (high > 15 || low > 15) return std::nullopt;
    hash[i] = static_cast<unsigned char>(high * 16 + low);
  }
  // Written again it must be the same text: nothing in it is read loosely.
  if (text.value() != text_of(*identity, hash)) return std::nullopt;
  return hash;
}

}  // namespace kiosk::packs
