// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/tools/progress_line.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

namespace kiosk::tools {
namespace {

constexpr std::chrono::milliseconds patience{500}, between{100};
constexpr const char* over_it = "\r\x1b[K";  // to the beginning, and nothing behind it

const char* words_of(packs::Step step) {
  static constexpr std::array words{"Fetching", "Copying", "Opening the sheets", "Reading the rows", "Checking", "Writing the records", "Making it searchable", "Putting it together",
                                    "Reading every byte", "Looking at the whole file", "Looking what changes", "Putting it in force"};
  static_assert(words.size() == static_cast<std::size_t>(packs::Step::switching) + 1);
  return words[static_cast<std::size_t>(step)];
}

int columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

ProgressLine::ProgressLine(packs::Steps steps)
    : terminal_(::isatty(STDERR_FILENO) == 1), job_(std::move(steps), [this](packs::Step step, double done) {
        const std::lock_guard lock(mutex_);
        words_ = words_of(step);
        percent_ = static_cast<int>(done * 100);
      }) {
  if (terminal_) thread_ = std::thread([this] { draw(); });
}

ProgressLine::~ProgressLine() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  over_.notify_all();
  if (thread_.joinable()) thread_.join();
  if (shown_) put({});
}

packs::Progress ProgressLine::progress() {
  if (!terminal_) return {};
  return job_.progress();
}

void ProgressLine::show(std::string words) {
  if (!terminal_) return;
  const std::lock_guard lock(mutex_);
  words_ = std::move(words);
  percent_.reset();
}

void ProgressLine::draw() {
  std::unique_lock lock(mutex_);
  for (auto wait = patience; !over_.wait_for(lock, wait, [this] { return stopping_; }); wait = between) {
    std::string line = words_;
    if (percent_) {
      constexpr int longest_bar = 40, beside = 32;  // the figure, the brackets and the longest words
      const int length = std::clamp(columns() - beside, 4, longest_bar), full = length * *percent_ / 100;
      line = fmt::format("[{}{}] {:3} %  {}", std::string(static_cast<std::size_t>(full), '#'), std::string(static_cast<std::size_t>(length - full), '-'), *percent_, words_);
    }
    // A line that is wider than the terminal would be two, and the first of them stay.
    line.resize(std::min(line.size(), static_cast<std::size_t>(columns() - 1)));
    put(line);
    shown_ = true;
  }
}

void ProgressLine::put(const std::string& line) {
  std::fputs((over_it + line).c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace kiosk::tools
