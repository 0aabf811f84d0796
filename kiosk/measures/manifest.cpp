// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/measures/manifest.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk::measures {
namespace {

// The languages of kiosk/i18n, which a unit test of the locales' tags compares.
constexpr std::array<std::string_view, 31> languages{"en", "pl", "ar", "ro", "ur", "pa", "zh-Hans", "ckb", "pt", "fa", "ti", "es", "bn", "zh-Hant", "ku", "it",
                                                     "lt", "fr", "ru", "uk", "ps", "am", "cs",      "sk",  "hu", "gu", "hi", "el", "so", "vi",      "tr"};
constexpr std::array<std::string_view, 6> topics{"health", "money", "home", "family", "work", "rights"};
// A visit about one of these and a visit about its parent leave the same counters.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> parents{
    {{"abuse", "family"}, {"suicide", "health"}, {"sexual_health", "health"}, {"immigration", "rights"}}};
constexpr std::array<std::string_view, 6> universal_kinds{"library", "community_hub", "gp", "pharmacy", "advice", "group"};
constexpr std::string_view other = "other";

bool contains(const auto& list, std::string_view wanted) { return std::find(list.begin(), list.end(), wanted) != list.end(); }

// English is where most visits begin, so it says more when somebody chose it.
std::vector<std::string> language_keys() {
  std::vector<std::string> keys{"en.started", "en.chosen"};
  keys.insert(keys.end(), languages.begin() + 1, languages.end());
  keys.emplace_back(other);
  return keys;
}

std::vector<std::string> topic_keys() {
  std::vector<std::string> keys(topics.begin(), topics.end());
  keys.emplace_back(other);
  return keys;
}

std::vector<std::string> language_and_topic_keys() {
  std::vector<std::string> keys;
  const auto add = [&keys](std::string_view language) {
    for (const std::string& topic : topic_keys()) keys.push_back(std::string(language) + '.' + topic);
    keys.push_back(std::string(language) + ".any");
  };
  for (const std::string_view language : languages) add(language);
  add(other);
  return keys;
}

}  // namespace

const std::vector<Measure>& manifest() {
  static const std::vector<Measure> measures{
      {"visits", Grain::site, {"morning", "afternoon", "evening"}},
      {"language_shown", Grain::site, language_keys()},
      {"language_heard", Grain::site, language_keys()},
      {"topic", Grain::site, topic_keys()},
      {"ending", Grain::site, {"universal_service", "contact_details", "asked_staff", "ended"}},
      {"feature", Grain::city, {"read_aloud", "hear_first", "text_size", "contrast", "keys", "switches", "reach", "braille"}},
      {"no_result", Grain::city, language_and_topic_keys()},
  };
  return measures;
}

const Measure* find_measure(std::string_view name) {
  const auto found = std::find_if(manifest().begin(), manifest().end(), [&](const Measure& measure) { return measure.name == name; });
  return found == manifest().end() ? nullptr : &*found;
}

bool declared(std::string_view measure, std::string_view key) {
  const Measure* found = find_measure(measure);
  return found != nullptr && contains(found->keys, key);
}

std::string_view counted_language(std::string_view tag) {
  const auto found = std::find(languages.begin(), languages.end(), tag);
  return found == languages.end() ? other : *found;
}

std::string_view counted_topic(std::string_view key) {
  for (const auto& [sensitive, parent] : parents)
    if (key == sensitive) return parent;
  const auto found = std::find(topics.begin(), topics.end(), key);
  return found == topics.end() ? other : *found;
}

bool is_universal(std::string_view kind) { return contains(universal_kinds, kind); }

}  // namespace kiosk::measures
