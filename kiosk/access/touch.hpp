// SPDX-License-Identifier: GPL-3.0-or-later
// What a finger means. Acts on release inside the target; a drag never acts;
// sliding off cancels; a second finger is never needed and does nothing (EN 301
// 549 11.2.5.1, 11.2.5.2; VVSG 7.2-H). With Hear first a touch or a sliding finger
// reads, and a double tap anywhere acts on what was read last. A finger that stays
// is no tap: whoever listens with it on a control and then touches the next acts on neither.
// Hear first has the edges too, found by the frame of the glass: a tap on one moves on, moves
// back, acts or goes back, so that no spot need be aimed at (EN 301 549 V4.1.0 5.5).
// Pure: pixels and milliseconds in, meanings out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/units.hpp"

namespace kiosk::access {

struct TouchRules {
  int slop_px = 24;                 // about 6 mm before it is a drag
  std::int64_t double_tap_ms = 600;    // between two taps, and the most that a tap itself takes: a finger that stays explores
  std::int64_t corner_hold_ms = 2000;
  std::int64_t lost_ms = 10'000;       // a finger that has not stirred for so long gives way to the next: a panel may lose what it should tell
};

// The strips along the left and right edges of the glass; controls keep out of them.
enum class Edge { none, next, previous, act, back };

struct TouchMeaning {
  std::optional<std::string> activate;  // do what this control does
  std::optional<std::string> read;      // Hear first: focus it and say it
  bool act_on_focus = false;            // Hear first: the double tap
  bool tapped_nothing = false;          // a tap beside every control
  bool start_hear_first = false;        // the bottom left corner was held
  Edge edge = Edge::none;               // Hear first: a tap on it
  bool finger_lost = false;             // the panel never told that a finger went up
};

// What lies under a finger.
struct Under {
  std::string hit;         // the control or, with Hear first, the stop; empty for none
  Edge edge = Edge::none;
  bool in_corner = false;  // the bottom left one
};

class Touch {
 public:
  explicit Touch(TouchRules rules) : rules_(rules) {}

  TouchMeaning down(int finger, PointPx at, const Under& under, bool hear_first, std::int64_t now_ms);
  // `hit` as in Under.
  TouchMeaning move(int finger, PointPx at, const std::string& hit, bool hear_first, std::int64_t now_ms);
  TouchMeaning up(int finger, PointPx at, const std::string& hit, bool hear_first, std::int64_t now_ms);
  // Time passes under a finger that stays.
  TouchMeaning tick(std::int64_t now_ms);
  [[nodiscard]] std::optional<std::int64_t> next_deadline_ms() const;

  // The control that shows as pressed; empty once the finger slid off.
  [[nodiscard]] const std::string& pressed() const { return pressed_; }
  // The page changed under the finger: what it does next means nothing.
  void forget();

 private:
  [[nodiscard]] std::optional<std::int64_t> stays_from_ms() const;  // when a possible second tap is none any more
  [[nodiscard]] std::optional<std::int64_t> corner_ms() const;
  TouchRules rules_;
  int finger_ = -1;                // the one finger that counts; -1: none
  PointPx began_;
  std::int64_t began_ms_ = 0;
  std::int64_t stirred_ms_ = 0;    // when the finger was last heard of
  bool dragged_ = false;
  bool in_corner_ = false;
  bool spent_ = false;             // has already meant something (the corner), or means nothing any more
  bool hear_first_ = false;        // the way of working when the finger came down
  bool second_ = false;            // Hear first: perhaps the second tap of two, so nothing was read yet
  Edge edge_ = Edge::none;         // under it when it came down
  std::string target_;
  std::string pressed_;
  std::string last_read_;
  std::int64_t last_tap_ms_ = -1;  // end of the tap before, for the double tap
};

}  // namespace kiosk::access
