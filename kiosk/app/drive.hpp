// SPDX-License-Identifier: GPL-3.0-or-later
// --drive: the kiosk as a test harness and a screenshot machine (handbook part
// 2). One command a line in, one JSON object a line out.
#pragma once

#include <cstdio>
#include <filesystem>
#include <istream>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/platform/window.hpp"

namespace kiosk::app {

// Runs until `quit` or the end of `commands`. True if every command was done.
[[nodiscard]] bool drive(Kiosk& kiosk, platform::Window& window, std::istream& commands, std::FILE* answers, UtcTime start);

}  // namespace kiosk::app
