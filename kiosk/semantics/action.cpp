// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/semantics/action.hpp"

namespace kiosk::semantics {

Action::Action(const Action& other) = default;
Action::Action(Action&& other) noexcept = default;
Action& Action::operator=(const Action& other) = default;
Action& Action::operator=(Action&& other) noexcept = default;
Action::~Action() = default;

}  // namespace kiosk::semantics
