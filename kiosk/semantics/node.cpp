// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/semantics/node.hpp"

#include <array>

namespace kiosk::semantics {

const char* name_of(Role role) {
  static constexpr std::array names{"screen",  "heading", "text",  "button",    "toggle", "link",     "tile",   "card",  "list",
                                    "listitem", "pager",  "textfield", "slider", "progress", "dialog", "image", "timer", "key"};
  return names[static_cast<std::size_t>(role)];
}

bool is_control(Role role) {
  switch (role) {
    case Role::button:
    case Role::toggle:
    case Role::link:
    case Role::tile:
    case Role::card:
    case Role::textfield:
    case Role::slider:
    case Role::key: return true;
    default: return false;
  }
}

}  // namespace kiosk::semantics
