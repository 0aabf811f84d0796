// SPDX-License-Identifier: GPL-3.0-or-later
// Words by which somebody may be saying that they want to die. A search that holds
// them leads to a person to talk to, whatever else it finds, and is not counted
// (handbook parts 5, "Care", and 6). Pure, any thread; the words go nowhere.
#pragma once

#include <cstddef>
#include <string_view>

namespace kiosk::directory {

// Whether `words`, as typed, hold a phrase of the list in any of its languages,
// whatever case, marks, spaces or keyboard they were typed with.
[[nodiscard]] bool means_suicide(std::string_view words);

// How many phrases the list has for a language; the handbook wants 30 at least.
[[nodiscard]] std::size_t crisis_phrases(std::string_view language);

}  // namespace kiosk::directory
