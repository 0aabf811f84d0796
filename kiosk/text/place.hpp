// SPDX-License-Identifier: GPL-3.0-or-later
// Stage 5: lines get boxes and glyphs get whole pixels.
#pragma once

#include <string>

#include "kiosk/text/lines.hpp"

namespace kiosk::text {

[[nodiscard]] Layout place(const FontSet& fonts, const Measured& measured, const std::vector<BrokenLine>& lines, const Style& style,
                           int width_px, Align align);
[[nodiscard]] std::string dump(const Layout& layout);

}  // namespace kiosk::text
