// SPDX-License-Identifier: GPL-3.0-or-later
// Videos and recordings that a test makes with the ffmpeg program; none is kept in the tree.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace kiosk::testing {

// The bytes that `ffmpeg ARGUMENTS file.ENDING` writes. The same arguments give the same bytes.
inline std::string made_media(const std::string& arguments, const std::string& ending) {
  std::string folder = (std::filesystem::temp_directory_path() / "media-test-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) {
    ADD_FAILURE() << "no folder for " << ending;
    return {};
  }
  const std::string file = folder + "/made." + ending;
  const std::string command = "ffmpeg -v error -nostdin " + arguments + " -bitexact " + file;
  EXPECT_EQ(std::system(command.c_str()), 0) << command;  // NOLINT(cert-env33-c): a test's own words
  std::ifstream in(file, std::ios::binary);
  std::ostringstream held;
  held << in.rdbuf();
  std::string bytes = std::move(held).str();
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(bytes.empty()) << command;
  return bytes;
}

// Two seconds, ten pictures a second, that count.
inline const std::string& signed_video() {
  static const std::string bytes = made_media("-f lavfi -i testsrc=size=160x90:rate=10:duration=2 -c:v libvpx -b:v 200k", "webm");
  return bytes;
}

}  // namespace kiosk::testing
