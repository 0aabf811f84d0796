// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/measures/tally.hpp"

#include <fmt/format.h>

#include <array>

#include "kiosk/base/assert.hpp"
#include "kiosk/measures/manifest.hpp"

namespace kiosk::measures {
namespace {

constexpr std::array<std::string_view, 3> part_names{"morning", "afternoon", "evening"};
constexpr std::array<std::string_view, 8> feature_names{"read_aloud", "hear_first", "text_size", "contrast", "keys", "switches", "reach", "braille"};
constexpr std::array<std::string_view, 4> ending_names{"universal_service", "contact_details", "asked_staff", "ended"};

std::string_view name_in(const auto& names, auto value) { return names[static_cast<std::size_t>(value)]; }

std::string key_of(const LanguageUse& use) {
  const std::string_view language = counted_language(use.tag);
  if (language != "en") return std::string(language);
  return use.how == LanguageUse::How::chosen ? "en.chosen" : "en.started";
}

}  // namespace

std::string period_of(std::chrono::year_month_day date) {
  return fmt::format("{:04}-Q{}", static_cast<int>(date.year()), (static_cast<unsigned>(date.month()) + 2) / 3);
}

PartOfDay part_of(int minute_of_day) {
  if (minute_of_day < 12 * 60) return PartOfDay::morning;
  return minute_of_day < 17 * 60 ? PartOfDay::afternoon : PartOfDay::evening;
}

void add(Counts& counts, const Tally& tally, std::string_view site) {
  const auto count = [&](std::string_view name, std::string_view key) {
    const Measure* measure = find_measure(name);
    KIOSK_ASSERT(measure != nullptr && declared(name, key));
    ++counts[{std::string(name), std::string(measure->grain == Grain::city ? city : site), tally.period, std::string(key)}];
  };
  count("visits", name_in(part_names, tally.part));
  count("language_shown", key_of(tally.shown));
  if (tally.heard) count("language_heard", key_of(*tally.heard));
  // Two topics may be counted as one, which then counts once.
  std::set<std::string_view> topics;
  for (const std::string& topic : tally.topics) topics.insert(counted_topic(topic));
  for (const std::string_view topic : topics) count("topic", topic);
  std::set<std::string> searches;
  for (const auto& [language, topic] : tally.no_result)
    searches.insert(fmt::format("{}.{}", counted_language(language), topic.empty() ? "any" : counted_topic(topic)));
  for (const std::string& search : searches) count("no_result", search);
  for (const Feature feature : tally.features) count("feature", name_in(feature_names, feature));
  count("ending", name_in(ending_names, tally.ending));
}

}  // namespace kiosk::measures
