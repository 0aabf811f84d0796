// SPDX-License-Identifier: GPL-3.0-or-later
// Whether headphones are in, from a socket whose contact may flap. Out is
// believed at once: not a word may leak to the room (EN 301 549 5.1.3.9). In is
// believed at once too, but after a plug that went out a moment ago only when it
// has stayed in for a while. Pure: no sound card, no clock. UI thread only.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/semantics/action.hpp"

namespace kiosk::access {

struct JackRules {
  std::int64_t moment_ms = 1000;    // out for less than this: perhaps the contact
  std::int64_t stays_ms = 300;      // and then it must stay in for this long
  std::int64_t quiet_ms = 60'000;   // a socket that was quiet for so long and flaps again is told of again
};

class Jack {
 public:
  using Plug = semantics::Headphones::Jack;
  explicit Jack(JackRules rules = {}) : rules_(rules) {}

  // What the socket says now; empty when that changes nothing that is believed.
  std::optional<Plug> seen(Plug plug, std::int64_t now_ms);
  std::optional<Plug> tick(std::int64_t now_ms);
  [[nodiscard]] std::optional<std::int64_t> next_deadline_ms() const;
  // Once for each time that it flaps: for the staff log.
  [[nodiscard]] bool began_to_flap();

 private:
  JackRules rules_;
  Plug believed_ = Plug::out;
  std::optional<std::int64_t> in_since_ms_;   // in, and not believed yet
  std::optional<std::int64_t> out_since_ms_;  // none: never went out
  std::optional<std::int64_t> flapped_ms_;
  enum class Told { no, due } told_ = Told::no;
};

}  // namespace kiosk::access
