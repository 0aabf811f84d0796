// SPDX-License-Identifier: GPL-3.0-or-later
// Where a line may end (UAX #14), and where a character as people see it and a
// sentence end (UAX #29), by ICU. Pure functions, any thread; offsets are UTF-8
// bytes. Offset 0 is never listed; the end of a text that is not empty always is.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/base/units.hpp"

namespace kiosk::unicode {

struct LineBreak {
  ByteOffset at = 0;       // the next line would start here
  bool mandatory = false;  // after a newline
  bool operator==(const LineBreak&) const = default;
};

// `language` (BCP 47) chooses CLDR's tailoring.
[[nodiscard]] std::vector<LineBreak> line_breaks(std::string_view text, std::string_view language);
[[nodiscard]] std::vector<ByteOffset> grapheme_breaks(std::string_view text);
[[nodiscard]] std::vector<ByteOffset> sentence_breaks(std::string_view text, std::string_view language);

}  // namespace kiosk::unicode
