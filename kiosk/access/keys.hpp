// SPDX-License-Identifier: GPL-3.0-or-later
// Keys before they mean anything: a held key acts once (EN 301 549 5.7), the same
// key again too soon is a bouncing contact or a trembling hand (5.8), and a key
// that never comes up is stuck; and which key means what (kiosk.toml, [keypad]).
// Pure: key names and milliseconds in. UI thread only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/config.hpp"
#include "kiosk/base/keys.hpp"

namespace kiosk::access {

struct KeyRules {
  std::int64_t same_key_after_ms = 80;   // Config::Keypad says why
  std::int64_t stuck_after_ms = 10'000;
};

// A key is told by whatever name its maker gives it. Every key that goes down
// should come up; one that does not does nothing more and holds up no other.
class Keys {
 public:
  explicit Keys(KeyRules rules) : rules_(rules) {}

  enum class Down { acts, held, too_soon };
  Down down(std::string_view key, std::int64_t now_ms);
  void up(std::string_view key, std::int64_t now_ms);

  // Keys that have been down for too long and were not told of before.
  [[nodiscard]] std::vector<std::string> stuck(std::int64_t now_ms);
  [[nodiscard]] std::optional<std::int64_t> next_deadline_ms() const;

 private:
  struct Held {
    std::int64_t since_ms = 0;
    enum class Told { no, yes } told = Told::no;
  };
  KeyRules rules_;
  std::map<std::string, Held, std::less<>> held_;
  std::string last_;            // the key that moved last, and when
  std::int64_t last_ms_ = 0;
};

// From names of keys, as SDL_GetKeyName gives them, to what they mean.
class KeyMap {
 public:
  explicit KeyMap(const Config::Keypad& keypad);

  // While somebody types, a preset's Space and Backspace belong to the words;
  // keys that kiosk.toml names itself mean the same everywhere.
  enum class Typing { no, yes };
  [[nodiscard]] std::optional<Press> meaning(std::string_view key, Typing typing) const;

 private:
  struct Meaning {
    Press press;
    enum class Words { no, yes } words = Words::no;  // belongs to the words while somebody types
  };
  std::map<std::string, Meaning, std::less<>> keys_;
};

}  // namespace kiosk::access
