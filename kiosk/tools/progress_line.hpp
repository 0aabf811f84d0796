// SPDX-License-Identifier: GPL-3.0-or-later
// How far the work is, on a terminal: one line on standard error that is written
// over and over, from half a second on, and gone with the work.
//   [###############---------------]  50 %  Checking
// Nothing at all where standard error is no terminal, or where the work is over
// sooner. A thread of its own draws it, so that it comes even while a step has nothing to say.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/packs/progress.hpp"

namespace kiosk::tools {

class ProgressLine {
 public:
  explicit ProgressLine(packs::Steps steps);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // For whoever does the work.
  [[nodiscard]] packs::Progress progress();
  // The words alone, where nobody knows how much there is.
  void show(std::string words);

 private:
  void draw();
  void put(const std::string& line);

  const bool terminal_;
  packs::Job job_;
  std::mutex mutex_;
  std::condition_variable over_;
  std::string words_;
  std::optional<int> percent_;
  bool stopping_ = false, shown_ = false;
  std::thread thread_;
};

}  // namespace kiosk::tools
