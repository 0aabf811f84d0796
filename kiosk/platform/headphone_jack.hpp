// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a plug is in the headphone socket, from ALSA's control of a sound card
// that can feel it ("Headphone Jack"). That there is a sound device says nothing
// of that. A thread of its own sleeps until the card tells of a change.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace kiosk::platform {

// Of a control's name: a socket for headphones that feels its plug. A "Phantom"
// one is always in, and feels nothing.
[[nodiscard]] bool is_headphone_jack(std::string_view control);

class HeadphoneJack {
 public:
  enum class Plug { out, in };
  enum class When { at_start, now };
  struct Change {
    Plug plug;
    When when;
  };

  // Watches the first such control of any card. With none, one line in the log and no change
  // ever: keypads may have a socket of their own (kiosk.toml, [keypad]). A card that
  // goes away is a plug that came out, and is looked for again. `on_change` is called
  // from the watching thread.
  explicit HeadphoneJack(std::function<void()> on_change);
  ~HeadphoneJack();
  HeadphoneJack(const HeadphoneJack&) = delete;
  HeadphoneJack& operator=(const HeadphoneJack&) = delete;

  // In their order, since last asked. Any thread.
  [[nodiscard]] std::vector<Change> changes();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kiosk::platform
