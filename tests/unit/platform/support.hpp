// SPDX-License-Identifier: GPL-3.0-or-later
// A display of the test's own, and a frame that has a bit of everything.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/text/atlas.hpp"
#include "kiosk/ui/paint/frame.hpp"

namespace kiosk::platform::testing {

// An environment variable, put back afterwards. Null: not set.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    set(value);
  }
  ~Variable() { set(before_ ? before_->c_str() : nullptr); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  void set(const char* value) const {
    if (value == nullptr) unsetenv(name_);
    else setenv(name_, value, 1);
  }
  const char* name_;
  std::optional<std::string> before_;
};

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "kiosk-platform-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::vector<std::uint8_t> bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// An X server with one screen; DISPLAY points to it while it lives.
class Xvfb {
 public:
  explicit Xvfb(const std::string& screen = "640x480x24") {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return;
    child_ = fork();
    if (child_ == 0) {
      dup2(ends[1], 9);
      const int quiet = open("/dev/null", O_WRONLY);
      dup2(quiet, STDERR_FILENO);
      execlp("Xvfb", "Xvfb", "-displayfd", "9", "-screen", "0", screen.c_str(), "-nolisten", "tcp", "-noreset", "-fbdir",
             folder_.path().c_str(), nullptr);
      _exit(127);
    }
    close(ends[1]);
    // The number and the line's end come in two writes, and a server that cannot
    // write the second one ends.
    std::string line;
    char next = 0;
    for (pollfd ready{ends[0], POLLIN, 0}; poll(&ready, 1, 30000) == 1 && read(ends[0], &next, 1) == 1 && next != '\n';) line += next;
    if (next == '\n') {
      display_ = ":" + line;
      variable_.emplace("DISPLAY", display_.c_str());
    }
    close(ends[0]);
  }
  ~Xvfb() {
    if (child_ <= 0) return;
    kill(child_, SIGTERM);
    waitpid(child_, nullptr, 0);
  }
  Xvfb(const Xvfb&) = delete;
  Xvfb& operator=(const Xvfb&) = delete;

  [[nodiscard]] bool running() const { return variable_.has_value(); }

  // What is on the glass (24-bit screens): 0x00RRGGBB row by row, from the XWD
  // file that is the server's frame buffer.
  [[nodiscard]] std::vector<std::uint32_t> glass() const {
    const std::vector<std::uint8_t> file = bytes_of(folder_.path() / "Xvfb_screen0");
    const auto field = [&file](std::size_t index) {
      const std::uint8_t* at = file.data() + index * 4;
      return std::uint32_t{at[0]} << 24U | std::uint32_t{at[1]} << 16U | std::uint32_t{at[2]} << 8U | at[3];
    };
    const std::uint32_t width = field(4), height = field(5), stride = field(12), colours = field(19);
    const std::size_t start = field(0) + colours * 12U;
    std::vector<std::uint32_t> pixels;
    for (std::uint32_t y = 0; y < height; ++y) {
      for (std::uint32_t x = 0; x < width; ++x) {
        const std::uint8_t* at = file.data() + start + std::size_t{y} * stride + std::size_t{x} * 4;
        pixels.push_back(std::uint32_t{at[2]} << 16U | std::uint32_t{at[1]} << 8U | at[0]);
      }
    }
    return pixels;
  }

 private:
  Folder folder_;
  pid_t child_ = -1;
  std::string display_;
  std::optional<Variable> variable_;
};

// One page: rows of every coverage from 0 to 255, so that a mask's place shows.
inline std::vector<text::Atlas::Page> ramp_pages() {
  std::vector<text::Atlas::Page> pages(1);
  constexpr std::size_t side = text::Atlas::page_size;
  pages[0].coverage.resize(side * side);
  for (std::size_t i = 0; i < side * side; ++i) pages[0].coverage[i] = static_cast<std::uint8_t>(i % side + 7 * (i / side));
  pages[0].dirty = {0, 0, text::Atlas::page_size, text::Atlas::page_size};
  return pages;
}

inline ui::paint::Frame busy_frame(SizePx size) {
  using ui::paint::Quad;
  ui::paint::Frame frame{size, {250, 246, 236, 255}, {}};
  for (int i = 0; i < 60; ++i) {
    const auto shade = static_cast<std::uint8_t>(i * 4);
    const RectPx at{(i * 37) % size.width - 10, (i * 53) % size.height - 10, 90, 40};
    frame.quads.push_back({at, {}, -1, {shade, 80, 160, static_cast<std::uint8_t>(i % 3 == 0 ? 255 : 90)}, Quad::Flip::none});
    frame.quads.push_back({at, {i * 8, i * 5, 90, 40}, 0, {10, shade, 200, static_cast<std::uint8_t>(255 - i)}, Quad::Flip{static_cast<std::uint8_t>(i % 4)}});
  }
  return frame;
}

}  // namespace kiosk::platform::testing
