// SPDX-License-Identifier: GPL-3.0-or-later
// What one visit adds to the counters: a plain value that session gathers while
// the visit lasts. Sets, not sums: a counter counts visits, so nobody weighs
// more than once in any of them. It holds no word, no record, no order and no
// time finer than a part of the day.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/base/clock.hpp"

namespace kiosk::measures {

enum class PartOfDay { morning, afternoon, evening };  // from midnight, from noon, from 17:00

// In use when the visit ended, not merely tried.
enum class Feature { read_aloud, hear_first, text_size, contrast, keys, switches, reach, braille };

// The last useful thing that the visit reached. Hiding the screen is none.
enum class Ending { universal_service, contact_details, asked_staff, ended };

struct LanguageUse {
  std::string tag = "en";
  enum class How { started, chosen } how = How::started;  // nobody chose it, or somebody did
  bool operator==(const LanguageUse&) const = default;
};

struct Tally {
  std::string period;                                    // 2026-Q4
  PartOfDay part = PartOfDay::morning;
  LanguageUse shown;                                     // last
  std::optional<LanguageUse> heard;                      // last, if any
  std::set<std::string> topics;                          // keys
  std::set<std::pair<std::string, std::string>> no_result;  // language, topic looked at before or empty
  std::set<Feature> features;
  Ending ending = Ending::ended;
  bool operator==(const Tally&) const = default;
};

[[nodiscard]] std::string period_of(std::chrono::year_month_day date);  // 2026-Q4
[[nodiscard]] PartOfDay part_of(int minute_of_day);

// One counter of the store.
struct Row {
  std::string measure, site, period, key;
  auto operator<=>(const Row&) const = default;
};
using Counts = std::map<Row, std::int64_t>;

// Adds the tally of a visit at `site`: declared keys only, at the measure's grain.
void add(Counts& counts, const Tally& tally, std::string_view site);

}  // namespace kiosk::measures
