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

// `braille FILE.json`, of a display of 40 cells: {"text": all that the line says,
// "cells": the part of it under the fingers, as Unicode braille, "cursor": a cell
// of that part or null, "width": 40, "language": of the page, "offset": the cell
// of the line where the part begins}. Its keys, beside the contract's commands:
// `braille_key left|right` (pans), `up|down|select|back|home|other`, `route CELL` from 0.

// Runs until `quit` or the end of `commands`. True if every command was done.
[[nodiscard]] bool drive(Kiosk& kiosk, platform::Window& window, std::istream& commands, std::FILE* answers, UtcTime start);

}  // namespace kiosk::app
