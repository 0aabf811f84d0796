// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/access/keys.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk::access {
namespace {

using Pair = std::pair<std::string_view, Press>;

constexpr std::array<Pair, 13> arrows{{{"Tab", Press::next}, {"Right", Press::right}, {"Down", Press::down}, {"Left", Press::left}, {"Up", Press::up},
                                       {"Return", Press::select}, {"Keypad Enter", Press::select}, {"Space", Press::select}, {"Escape", Press::back},
                                       {"Backspace", Press::back}, {"Home", Press::home}, {"PageDown", Press::finer}, {"PageUp", Press::coarser}}};

// A keypad of the Audio-Nav kind calls itself a USB keyboard. The keys that its
// markings suggest; what a particular one sends is set in it and has to be tried.
constexpr std::array<Pair, 10> audio_nav{{{"Left", Press::previous}, {"Right", Press::next}, {"Up", Press::previous}, {"Down", Press::next},
                                          {"Return", Press::select}, {"F1", Press::help}, {"F2", Press::louder}, {"F3", Press::quieter},
                                          {"F4", Press::headphones_in}, {"F5", Press::headphones_out}}};

}  // namespace

Keys::Down Keys::down(std::string_view key, std::int64_t now_ms) {
  if (held_.contains(key)) return Down::held;
  const bool again = key == last_ && now_ms - last_ms_ < rules_.same_key_after_ms;
  held_[std::string(key)] = Held{now_ms};
  last_ = key;
  last_ms_ = now_ms;
  return again ? Down::too_soon : Down::acts;
}

void Keys::up(std::string_view key, std::int64_t now_ms) {
  const auto held = held_.find(key);
  if (held == held_.end()) return;
  held_.erase(held);
  // From when it came up: a worn contact bounces then too, however long it was held.
  if (key == last_) last_ms_ = now_ms;
}

std::vector<std::string> Keys::stuck(std::int64_t now_ms) {
  std::vector<std::string> names;
  for (auto& [name, held] : held_) {
    if (held.told == Held::Told::yes || now_ms - held.since_ms < rules_.stuck_after_ms) continue;
    held.told = Held::Told::yes;
    names.push_back(name);
  }
  return names;
}

std::optional<std::int64_t> Keys::next_deadline_ms() const {
  std::optional<std::int64_t> deadline;
  for (const auto& [name, held] : held_)
    if (held.told == Held::Told::no) deadline = std::min(deadline.value_or(held.since_ms + rules_.stuck_after_ms), held.since_ms + rules_.stuck_after_ms);
  return deadline;
}

KeyMap::KeyMap(const Config::Keypad& keypad) {
  const auto add = [this](const auto& preset) {
    for (const auto& [key, press] : preset)
      keys_.insert_or_assign(std::string(key), Meaning{press, key == "Space" || key == "Backspace" ? Meaning::Words::yes : Meaning::Words::no});
  };
  if (keypad.preset == Config::Keypad::Preset::arrows) add(arrows);
  if (keypad.preset == Config::Keypad::Preset::audio_nav) add(audio_nav);
  for (const Config::Keypad::Key& key : keypad.keys) keys_.insert_or_assign(key.name, Meaning{key.press, Meaning::Words::no});
}

std::optional<Press> KeyMap::meaning(std::string_view key, Typing typing) const {
  const auto found = keys_.find(key);
  if (found == keys_.end()) return std::nullopt;
  if (found->second.words == Meaning::Words::yes && typing == Typing::yes) return std::nullopt;
  return found->second.press;
}

}  // namespace kiosk::access
