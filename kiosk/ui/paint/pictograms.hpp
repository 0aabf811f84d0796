// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures that are ours: six solid topic pictograms, the help badge, the
// signing hands, and the plain shapes that tiles and murals are made of. Drawn
// once per size through text::Atlas::mask, with the name as the key. None is
// ever mirrored for a right-to-left screen, except `quarter`, by its corner.
#pragma once

#include <span>
#include <string_view>

#include "kiosk/text/atlas.hpp"

namespace kiosk::ui::paint {

// topic.health topic.money topic.home topic.family topic.work topic.rights,
// help.badge (the octagon) and help.lifebuoy (on it, same box), bsl.hands,
// speaker.solid, desk (a person at one), and the shapes:
//   quarter    centre in the top right corner, radius the whole box
//   half       a dome, flat below; view 48 x 24
//   half_side  flat on the left, bulging right; view 24 x 48
//   disc, ring, and leaf (from the bottom left to the top right corner)
//   cut        a triangle, right angle at the bottom left: what is left of the
//              box when its top right corner is cut at 45 degrees
// Null if there is no such picture.
[[nodiscard]] const text::Outline* pictogram(std::string_view name);

// All names, in the order above.
[[nodiscard]] std::span<const std::string_view> pictogram_names();

}  // namespace kiosk::ui::paint
