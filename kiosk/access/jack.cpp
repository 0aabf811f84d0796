// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/access/jack.hpp"

#include <utility>

namespace kiosk::access {

std::optional<Jack::Plug> Jack::seen(Plug plug, std::int64_t now_ms) {
  if (plug == Plug::out) {
    // Out again before it was believed: that is no hand.
    if (std::exchange(in_since_ms_, std::nullopt)) {
      if (!flapped_ms_ || now_ms - *flapped_ms_ >= rules_.quiet_ms) told_ = Told::due;
      flapped_ms_ = now_ms;
    }
    if (believed_ == Plug::out) {
      if (out_since_ms_) out_since_ms_ = now_ms;
      return std::nullopt;
    }
    believed_ = Plug::out;
    out_since_ms_ = now_ms;
    return Plug::out;
  }
  if (believed_ != Plug::out || in_since_ms_) return std::nullopt;
  if (out_since_ms_ && now_ms - *out_since_ms_ < rules_.moment_ms) {
    in_since_ms_ = now_ms;
    return std::nullopt;
  }
  believed_ = plug;
  return plug;
}

std::optional<Jack::Plug> Jack::tick(std::int64_t now_ms) {
  const auto due = next_deadline_ms();
  if (!due || now_ms < *due) return std::nullopt;
  in_since_ms_.reset();
  believed_ = Plug::in;
  return Plug::in;
}

std::optional<std::int64_t> Jack::next_deadline_ms() const {
  if (!in_since_ms_) return std::nullopt;
  return *in_since_ms_ + rules_.stays_ms;
}

bool Jack::began_to_flap() { return std::exchange(told_, Told::no) == Told::due; }

}  // namespace kiosk::access
