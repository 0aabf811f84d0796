// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/ui/paint/icons.hpp"

#include <array>
#include <utility>

namespace kiosk::ui::paint {
namespace {

// Ours, then the icon font's.
constexpr std::array<std::pair<std::string_view, std::string_view>, 49> names{{
    {"language", "translate"},       {"speaker", "volume-high"},      {"speaker-off", "volume-off"},   {"text-size", "format-size"},
    {"contrast", "circle-half-full"}, {"tune", "tune"},               {"restart", "restart"},          {"eye-off", "eye-off-outline"},
    {"check", "check"},              {"close", "close"},              {"open", "check-circle-outline"}, {"closed", "weather-night"},
    {"phone", "phone-outline"},      {"place", "map-marker-outline"}, {"wallet", "wallet-outline"},    {"people", "account-multiple-outline"},
    {"wheelchair", "wheelchair-accessibility"}, {"ear", "ear-hearing"}, {"lightbulb", "lightbulb-outline"}, {"search", "magnify"},
    {"play", "play"},                {"pause", "pause"},              {"headphones", "headphones"},    {"talk", "account-voice"},
    {"history", "history"},          {"web", "web"},                  {"globe", "web"},                {"touch", "gesture-tap"},
    {"arrow-left", "arrow-left"},    {"speed", "speedometer"},        {"minus", "minus"},              {"plus", "plus"},
    {"house", "home-outline"},       {"bed", "bed-outline"},          {"book", "book-open-variant"},    {"computer", "laptop"},
    {"paper", "file-document-outline"}, {"letter", "email-outline"}, {"clock", "clock-outline"},       {"doctor", "medical-bag"},
    {"medicine", "pill"},            {"heart", "heart-outline"},      {"hand", "hand-heart-outline"},   {"child", "baby"},
    {"question", "help-circle-outline"}, {"food", "silverware-fork-knife"},
    {"help", "lifebuoy"},           {"lower", "arrow-down"},          {"put-up", "arrow-up"},
}};

}  // namespace

std::string_view icon_for(std::string_view name, bool right_to_left) {
  if (name == "back") return right_to_left ? "arrow-right" : "arrow-left";
  if (name == "forward") return right_to_left ? "arrow-left" : "arrow-right";
  for (const auto& [ours, theirs] : names)
    if (ours == name) return theirs;
  return name;
}

}  // namespace kiosk::ui::paint
