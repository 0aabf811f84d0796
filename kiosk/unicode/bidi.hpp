// SPDX-License-Identifier: GPL-3.0-or-later
// The Unicode Bidirectional Algorithm (UAX #9, Unicode 15.0), by ICU.
// Pure functions, any thread; offsets are UTF-8 bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kiosk/base/units.hpp"

namespace kiosk::unicode {

// Even: left to right; odd: right to left.
using BidiLevel = std::uint8_t;

// The resolved level of every byte (the same for all bytes of a character),
// as if the whole text were one line.
[[nodiscard]] std::vector<BidiLevel> bidi_levels(std::string_view text, Direction base);

// Rule L2: the indices of a line's pieces, leftmost first, given each piece's
// level in logical order.
[[nodiscard]] std::vector<std::size_t> visual_order(std::span<const BidiLevel> levels);

// LRE RLE PDF LRO RLO LRI RLI FSI PDI, and the marks LRM RLM ALM.
[[nodiscard]] bool is_bidi_control(char32_t value);
// The character drawn in its place in right-to-left text: ( for ), < for >, itself for most.
[[nodiscard]] char32_t mirrored(char32_t value);

}  // namespace kiosk::unicode
