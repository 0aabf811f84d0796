// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong in a source, said so that a person with a spreadsheet can mend it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/packs/kinds.hpp"

namespace kiosk::packs {

// Where in a source: `row` as the spreadsheet shows it, 0 for the whole sheet;
// an empty column is the whole row.
struct Where {
  std::string sheet;
  int row = 0;
  std::string column;
  [[nodiscard]] Where in(std::string_view heading) const { return {sheet, row, std::string{heading}}; }
};

struct Finding {
  Kind kind{};
  Where where;
  std::string value;  // what the cell says; may be empty
  std::string why;    // goes on after the value: "is not complete."
  std::string mend;   // "Type it like 'LS8 5HS'."
  [[nodiscard]] Level level() const { return level_of(kind); }
};

// `Services, row 14, Postcode: 'LS8 5H' is not complete. Type it like 'LS8 5HS'.`
// The value is cut short, and control characters in it are shown as '?'.
[[nodiscard]] std::string sentence(const Finding& finding);

// At most 80 bytes, cut between characters, on one line, without control characters.
[[nodiscard]] std::string shown(std::string_view value);

// Keeps the first of each level and counts the rest, so that a hostile or
// hopeless file cannot fill the memory or the screen.
class Findings {
 public:
  void add(Kind kind, Where where, std::string value, std::string why, std::string mend = {});
  [[nodiscard]] const std::vector<Finding>& all() const { return findings_; }
  [[nodiscard]] std::size_t count(Level level) const { return counts_[static_cast<std::size_t>(level)]; }
  [[nodiscard]] bool any_stops() const { return count(Level::stops) > 0; }
  static constexpr std::size_t most_kept = 1000;  // of each level

 private:
  std::vector<Finding> findings_;
  std::size_t counts_[3] = {0, 0, 0};
};

// The candidate that `value` was most likely meant to be, or empty. Letter case
// and punctuation do not count.
[[nodiscard]] std::string nearest(std::string_view value, const std::vector<std::string>& candidates);

// Two names that differ only in case, punctuation, spaces, `and`/`&` or a plural
// `s` have the same key.
[[nodiscard]] std::string likeness_key(std::string_view name);

}  // namespace kiosk::packs
