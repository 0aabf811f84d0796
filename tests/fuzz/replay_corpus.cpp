// SPDX-License-Identifier: GPL-3.0-or-later
// The main of a fuzz target in builds without libFuzzer: gives it every file of
// the folders named on the command line, once. A crash or a sanitizer ends it.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int count, char** arguments) {
  int replayed = 0;
  for (int i = 1; i < count; ++i) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(arguments[i])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      std::ostringstream read;
      read << in.rdbuf();
      const std::string bytes = std::move(read).str();
      std::printf("%s\n", entry.path().c_str());  // the last name printed is the one that broke it
      std::fflush(stdout);
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      ++replayed;
    }
  }
  std::printf("%d replayed\n", replayed);
  return replayed > 0 ? 0 : 1;
}
