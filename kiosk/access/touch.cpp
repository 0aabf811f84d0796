// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/access/touch.hpp"

#include <cmath>

namespace kiosk::access {

TouchMeaning Touch::down(int finger, PointPx at, const Under& under, bool hear_first, std::int64_t now_ms) {
  TouchMeaning meaning;
  const std::string& hit = under.hit;
  if (finger_ >= 0) {
    // The same finger again, or one that has long been still: nobody told that it went up.
    meaning.finger_lost = finger == finger_ || now_ms - stirred_ms_ >= rules_.lost_ms;
    if (!meaning.finger_lost) return meaning;  // a palm or a second hand
    last_tap_ms_ = -1;
  }
  finger_ = finger;
  stirred_ms_ = now_ms;
  began_ = at;
  began_ms_ = now_ms;
  dragged_ = spent_ = second_ = false;
  hear_first_ = hear_first;
  in_corner_ = under.in_corner;
  edge_ = hear_first ? under.edge : Edge::none;
  target_ = edge_ == Edge::none ? hit : std::string{};
  if (edge_ != Edge::none) return meaning;  // it answers when the finger goes up
  if (hear_first) {
    second_ = last_tap_ms_ >= 0 && now_ms - last_tap_ms_ <= rules_.double_tap_ms;
    // The second tap of two may land anywhere: reading what is there would lose what was read.
    if (!second_ && !hit.empty()) {
      meaning.read = hit;
      last_read_ = hit;
    }
  } else {
    pressed_ = hit;
  }
  return meaning;
}

TouchMeaning Touch::move(int finger, PointPx at, const std::string& hit, bool hear_first, std::int64_t now_ms) {
  TouchMeaning meaning;
  if (finger == finger_) stirred_ms_ = now_ms;
  if (finger != finger_ || spent_) return meaning;
  if (std::hypot(at.x - began_.x, at.y - began_.y) > rules_.slop_px) dragged_ = true;
  if (hear_first) {
    if (dragged_ && !hit.empty() && hit != last_read_) {
      meaning.read = hit;
      last_read_ = hit;
    }
  } else {
    pressed_ = !hear_first_ && !dragged_ && hit == target_ ? target_ : std::string{};
  }
  return meaning;
}

TouchMeaning Touch::up(int finger, PointPx at, const std::string& hit, bool hear_first, std::int64_t now_ms) {
  TouchMeaning meaning;
  if (finger != finger_) return meaning;
  if (std::hypot(at.x - began_.x, at.y - began_.y) > rules_.slop_px) dragged_ = true;
  // A way of working that changed under the finger makes it mean nothing: it came down to read, or to act.
  const bool tap = !dragged_ && !spent_ && hear_first == hear_first_;
  finger_ = -1;
  pressed_.clear();
  if (!tap) {
    last_tap_ms_ = -1;
    return meaning;
  }
  if (edge_ != Edge::none) {
    meaning.edge = edge_;
    last_tap_ms_ = -1;
    return meaning;
  }
  if (hear_first) {
    const bool stayed = now_ms - began_ms_ > rules_.double_tap_ms;
    meaning.act_on_focus = second_ && !stayed;
    meaning.tapped_nothing = !second_ && !stayed && hit.empty();
    last_tap_ms_ = second_ || stayed ? -1 : now_ms;
    return meaning;
  }
  if (!target_.empty() && hit == target_) meaning.activate = target_;
  meaning.tapped_nothing = target_.empty() && hit.empty();
  return meaning;
}

TouchMeaning Touch::tick(std::int64_t now_ms) {
  TouchMeaning meaning;
  // No second tap after all: what lies under the finger is read like anything else.
  if (const auto stays = stays_from_ms(); stays && now_ms >= *stays) {
    second_ = false;
    if (!target_.empty()) meaning.read = last_read_ = target_;
  }
  const auto deadline = corner_ms();
  if (!deadline || now_ms < *deadline) return meaning;
  spent_ = true;
  pressed_.clear();
  meaning.start_hear_first = true;
  return meaning;
}

std::optional<std::int64_t> Touch::next_deadline_ms() const {
  const auto stays = stays_from_ms();
  return stays ? stays : corner_ms();
}

std::optional<std::int64_t> Touch::stays_from_ms() const {
  if (finger_ < 0 || !second_ || dragged_ || spent_) return std::nullopt;
  return began_ms_ + rules_.double_tap_ms + 1;
}

std::optional<std::int64_t> Touch::corner_ms() const {
  if (finger_ < 0 || !in_corner_ || dragged_ || spent_) return std::nullopt;
  return began_ms_ + rules_.corner_hold_ms;
}

void Touch::forget() {
  spent_ = true;
  pressed_.clear();
  last_read_.clear();
  last_tap_ms_ = -1;
}

}  // namespace kiosk::access
