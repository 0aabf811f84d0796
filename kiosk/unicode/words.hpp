// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a text (UAX #29, with ICU's dictionaries for Thai, Lao, Khmer,
// Burmese, Chinese and Japanese). Any thread; offsets are UTF-8 bytes.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/base/units.hpp"

namespace kiosk::unicode {

enum class WordKind {
  letters,     // and digits: `children's`, LS8 and 10.30 are one word, `drop-in` two
  ideographs,  // Han and kana: a dictionary's guess
};
struct Word {
  ByteOffset start = 0;
  ByteOffset end = 0;
  WordKind kind = WordKind::letters;
  bool operator==(const Word&) const = default;
};

// In order; spaces, punctuation and symbols are no words. Any bytes may come in.
[[nodiscard]] std::vector<Word> words(std::string_view text);

}  // namespace kiosk::unicode
