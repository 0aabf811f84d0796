// SPDX-License-Identifier: GPL-3.0-or-later
// What may be counted: every measure and every key, compiled in. Nothing that
// is not listed here can be stored, so this list is the whole of what a kiosk
// ever says about its visits (handbook part 6). Immutable; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::measures {

// Each measure is kept at one grain, by the quarter, so that nothing can ever
// be published at two and differenced.
enum class Grain { site, city };

// What stands in the column `site` of a measure of the whole city.
inline constexpr std::string_view city = "city";

struct Measure {
  std::string_view name;
  Grain grain;
  std::vector<std::string> keys;
};

[[nodiscard]] const std::vector<Measure>& manifest();
// Nothing if there is no such measure.
[[nodiscard]] const Measure* find_measure(std::string_view name);
[[nodiscard]] bool declared(std::string_view measure, std::string_view key);

// The language as it is counted: its tag, or `other`.
[[nodiscard]] std::string_view counted_language(std::string_view tag);
// The topic as it is counted: a sensitive one is its parent, one that the list
// does not know is `other`.
[[nodiscard]] std::string_view counted_topic(std::string_view key);
// Whether services of this kind (as packs name kinds) are open to everybody
// without an assessment: what the council calls universal services.
[[nodiscard]] bool is_universal(std::string_view kind);

}  // namespace kiosk::measures
