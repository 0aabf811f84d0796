// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace kiosk::ui::paint {

// The icon font's name for what a screen calls an icon. Only arrows that mean
// back and on are mirrored in a right-to-left page. Unknown names come back as they are.
[[nodiscard]] std::string_view icon_for(std::string_view name, bool right_to_left);

}  // namespace kiosk::ui::paint
