// SPDX-License-Identifier: GPL-3.0-or-later
// The kiosk on its glass: frames are drawn on events, not on a clock.
#pragma once

#include "kiosk/app/kiosk.hpp"
#include "kiosk/platform/events.hpp"
#include "kiosk/platform/window.hpp"

namespace kiosk::app {

// Until the window is closed. An idle kiosk draws nothing and costs nothing.
[[nodiscard]] Outcome run(Kiosk& kiosk, platform::Window& window, platform::Events& events, const Config::Keypad& keypad);

}  // namespace kiosk::app
