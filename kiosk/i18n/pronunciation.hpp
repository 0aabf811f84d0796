// SPDX-License-Identifier: GPL-3.0-or-later
// One line of the pack's sheet "Say it like this".
#pragma once

#include <string>

namespace kiosk::i18n {

struct Pronunciation {
  std::string language;  // BCP 47, of the voice that would get it wrong
  std::string written;   // one word or a few, as they are shown
  std::string spoken;    // what that voice is given instead
  bool operator==(const Pronunciation&) const = default;
};

}  // namespace kiosk::i18n
