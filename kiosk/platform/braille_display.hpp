// SPDX-License-Identifier: GPL-3.0-or-later
// The braille display, through the BrlAPI server of BRLTTY. A thread of its own
// looks for the server every few seconds, writes cells and reads keys, so that a
// display may come, go and come back while a line is read, and none costs nothing.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/access/braille_line.hpp"

namespace kiosk::platform {

class BrailleDisplay {
 public:
  struct Options {
    std::string host{};               // `host:n` as BrlAPI writes it; empty: this machine's own server
    std::function<void()> prepare{};  // called on the display's thread before a display is first told of; may be slow
    std::function<void()> wake{};     // width() changed or keys() has some; called on the display's thread
    std::chrono::milliseconds retry_after{5000};  // between looks for a server, and for a display behind it
  };
  struct Shown {
    access::BrailleCells cells;        // more than the display has are cut off
    std::optional<std::size_t> cursor; // a cell that is marked
    bool operator==(const Shown&) const = default;
  };

  // A display that cannot be had is no error; one that is lost is one line on the staff log.
  explicit BrailleDisplay(Options options);
  ~BrailleDisplay();
  BrailleDisplay(const BrailleDisplay&) = delete;
  BrailleDisplay& operator=(const BrailleDisplay&) = delete;

  // --- Any thread; each returns at once ---
  [[nodiscard]] std::size_t width() const;  // cells; 0: there is no display now
  void show(Shown shown);
  [[nodiscard]] std::vector<access::BrailleKey> keys();  // that came since the last call, in order

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kiosk::platform
