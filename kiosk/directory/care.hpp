// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with care for people in trouble (handbook part 5, "Care").
#pragma once

#include <string_view>

namespace kiosk::directory {

// Whether `reviewed_by` names two speakers, each a role and a date, parted by a
// semicolon: `Panjabi interpreter 2026-11-20; librarian 2026-11-21`. Urgent and
// sensitive translations are shown only then.
[[nodiscard]] bool approved_by_two(std::string_view reviewed_by);

}  // namespace kiosk::directory
