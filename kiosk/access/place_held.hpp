// SPDX-License-Identifier: GPL-3.0-or-later
// A finger that stays where it came down, in one place of the page: how staff
// come to their screens. It is nothing to a resident, whose short touch goes on
// to mean what it means. Pure: pixels and milliseconds in.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

#include "kiosk/base/units.hpp"

namespace kiosk::access {

class PlaceHeld {
 public:
  PlaceHeld(std::int64_t hold_ms, int slop_px) : hold_ms_(hold_ms), slop_px_(slop_px) {}

  void down(int finger, PointPx at, std::int64_t now_ms) {
    if (!began_) began_ = Began{finger, at, now_ms};
  }
  void move(int finger, PointPx at) {
    if (began_ && began_->finger == finger && std::hypot(at.x - began_->at.x, at.y - began_->at.y) > slop_px_) began_.reset();
  }
  void up(int finger) {
    if (began_ && began_->finger == finger) began_.reset();
  }
  // True once, when it has been held long enough.
  [[nodiscard]] bool tick(std::int64_t now_ms) {
    if (!began_ || now_ms < *next_deadline_ms()) return false;
    began_.reset();
    return true;
  }
  [[nodiscard]] std::optional<std::int64_t> next_deadline_ms() const {
    return began_ ? std::optional{began_->ms + hold_ms_} : std::nullopt;
  }

 private:
  struct Began { int finger; PointPx at; std::int64_t ms; };
  std::int64_t hold_ms_;
  int slop_px_;
  std::optional<Began> began_;
};

}  // namespace kiosk::access
