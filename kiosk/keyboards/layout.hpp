// SPDX-License-Identifier: GPL-3.0-or-later
// On-screen keyboards: the letters that the keyboard of a language gives, row
// by row and level by level, as X's own keyboard maps (XKB, package xkb-data)
// have them. Read once at start; plain immutable values afterwards, any thread.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/i18n/label.hpp"
#include "kiosk/semantics/settings.hpp"

namespace kiosk::keyboards {

using semantics::KeyLevel;

struct Key {
  std::string text;  // what it types, UTF-8: one letter, or the two of a key such as lam-alef
  i18n::Label name;  // drawn and said: the voice of its language knows the names of letters
  bool operator==(const Key&) const = default;
};
using Rows = std::vector<std::vector<Key>>;  // three, from the top; keys from left to right, in every language

struct Layout {
  std::string language;    // of its letters
  std::string xkb_layout;  // where they come from: "pl", "in(guru)"
  // Empty where the layout has no such level. `digits` has the same signs everywhere.
  [[nodiscard]] const Rows& rows(KeyLevel level) const { return levels[static_cast<std::size_t>(level)]; }
  [[nodiscard]] bool has(KeyLevel level) const { return !rows(level).empty(); }
  // The first three letters of a level in the language's order: names the level's key.
  [[nodiscard]] i18n::Label sample(KeyLevel level) const;

  std::array<Rows, semantics::key_level_count> levels;
};

// What one language types with: its own keyboard, and another a key away. A language
// with Latin letters (and one that has no keyboard here yet) has Latin ones from A to Z
// as the other, for who does not know where the letters are; the rest have Latin ones.
struct Pair {
  Layout own, other;
};

class Keyboards {
 public:
  // For each of `languages`. A keyboard that one language lacks is logged, and the language
  // types Latin letters. `xkb_root`: of the keyboard maps; empty: where the system has them.
  // The error: there are no Latin letters either, so only a physical keyboard types.
  [[nodiscard]] static Result<Keyboards> open(const std::vector<std::string>& languages, const std::filesystem::path& xkb_root = {});

  // English for a language that was not asked for.
  [[nodiscard]] const Pair& of(std::string_view language) const;

 private:
  std::map<std::string, Pair, std::less<>> pairs_;
};

}  // namespace kiosk::keyboards
