// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/spelling.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <numeric>

#include "kiosk/unicode/utf.hpp"

namespace kiosk::directory {
namespace {

constexpr std::size_t longest = 40;  // letters; nobody means a longer one

std::u32string letters_of(std::string_view word) {
  std::u32string letters;
  for (std::size_t at = 0; at < word.size();) {
    const unicode::CodePoint c = unicode::code_point_at(word, at);
    letters += c.value;
    at = c.end;
  }
  return letters;
}

std::uint64_t letters_in(std::u32string_view letters) {
  std::uint64_t has = 0;
  for (const char32_t c : letters) has |= std::uint64_t{1} << (c * 0x9E3779B1u >> 26 & 63);
  return has;
}

int letters_that_may_be_wrong(std::size_t length) { return length < 4 ? 0 : length < 7 ? 1 : 2; }

}  // namespace

int spelling_distance(std::u32string_view a, std::u32string_view b, int limit) {
  const auto apart = static_cast<int>(a.size()) - static_cast<int>(b.size());
  if (std::abs(apart) > limit) return limit + 1;
  std::vector<int> two_before(b.size() + 1), before(b.size() + 1), here(b.size() + 1);
  std::iota(before.begin(), before.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    here[0] = static_cast<int>(i);
    int least = here[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int changed = before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      here[j] = std::min({before[j] + 1, here[j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) here[j] = std::min(here[j], two_before[j - 2] + 1);
      least = std::min(least, here[j]);
    }
    if (least > limit) return limit + 1;
    std::swap(two_before, before);
    std::swap(before, here);
  }
  return std::min(before[b.size()], limit + 1);
}

void Vocabulary::add(std::string_view word, std::int64_t records) {
  std::u32string letters = letters_of(word);
  if (letters.size() < 3 || letters.size() > longest) return;
  const std::uint64_t has = letters_in(letters);
  entries_.push_back({std::move(letters), has, records});
}

std::string Vocabulary::nearest(std::string_view word) const {
  const std::u32string letters = letters_of(word);
  if (letters.size() > longest) return {};
  int allowed = letters_that_may_be_wrong(letters.size());
  const std::uint64_t has = letters_in(letters);
  const Entry* best = nullptr;
  int best_distance = allowed + 1;
  for (const Entry& entry : entries_) {
    // A changed letter takes one away and brings one in; a bit may hide another.
    if (std::popcount(entry.has & ~has) > allowed || std::popcount(has & ~entry.has) > allowed) continue;
    const int distance = spelling_distance(letters, entry.letters, std::min(allowed, best_distance));
    if (distance > allowed || distance > best_distance) continue;
    if (distance < best_distance || entry.records > best->records) {
      best = &entry;
      best_distance = distance;
    }
  }
  std::string out;
  if (best != nullptr)
    for (const char32_t c : best->letters) unicode::append_utf8(out, c);
  return out;
}

}  // namespace kiosk::directory
