// SPDX-License-Identifier: GPL-3.0-or-later
// Which colours a look gives its own box and the words on it.
#pragma once

#include <optional>

#include "kiosk/semantics/node.hpp"
#include "kiosk/ui/theme/theme.hpp"

namespace kiosk::ui::layout {

struct Colours {
  std::optional<paint::Colour> fill;  // none: what is behind shows
  std::optional<paint::Colour> ink;   // none: as outside
};

// In the black themes a focused card or tile is inverted (tokens part two).
[[nodiscard]] Colours colours_of(semantics::Theme theme, semantics::Look look, int glaze, bool focused);

}  // namespace kiosk::ui::layout
