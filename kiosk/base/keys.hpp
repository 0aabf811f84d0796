// SPDX-License-Identifier: GPL-3.0-or-later
// What a key can mean: the contract's names (handbook part 2, `press`), and what
// keypads send that have the headphone socket in them. kiosk.toml, the driver
// and the kiosk itself all speak of keys by these.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace kiosk {

enum class Press {
  next, previous, left, right, up, down, select, back, home, help, louder, quieter, faster, slower, repeat, pause, switch1, switch2, exit,
  headphones_in, headphones_out,
  finer, coarser  // what Left and Right read: letters instead of words, and back
};
inline constexpr std::array<std::string_view, 23> press_names{
    "next",   "previous", "left",   "right",  "up",     "down",  "select",  "back",    "home", "help", "louder",
    "quieter", "faster",  "slower", "repeat", "pause", "switch1", "switch2", "exit", "headphones_in", "headphones_out", "finer", "coarser"};

constexpr std::string_view name_of(Press press) { return press_names[static_cast<std::size_t>(press)]; }
[[nodiscard]] constexpr std::optional<Press> press_named(std::string_view name) {
  const auto* const at = std::find(press_names.begin(), press_names.end(), name);
  if (at == press_names.end()) return std::nullopt;
  return static_cast<Press>(at - press_names.begin());
}

}  // namespace kiosk
