// SPDX-License-Identifier: GPL-3.0-or-later
// The nearest word of a vocabulary.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::directory {

// Letters to add, drop, change or swap with a neighbour to make one of the
// other (optimal string alignment), or `limit` + 1 if it is more.
[[nodiscard]] int spelling_distance(std::u32string_view a, std::u32string_view b, int limit);

// Words of one language with how many records hold them.
class Vocabulary {
 public:
  void add(std::string_view word, std::int64_t records);
  // One letter wrong in a word of 4 to 6 letters, two in a longer one; of
  // several the nearest, then the commonest. Empty if there is none.
  [[nodiscard]] std::string nearest(std::string_view word) const;

 private:
  struct Entry {
    std::u32string letters;
    std::uint64_t has = 0;  // which letters, by a hash: rules most words out at once
    std::int64_t records = 0;
  };
  std::vector<Entry> entries_;
};

}  // namespace kiosk::directory
