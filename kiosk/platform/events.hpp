// SPDX-License-Identifier: GPL-3.0-or-later
// What people do to the kiosk, as plain values in the order it happened. No
// event is merged or dropped: a key pressed and let go at once gives both.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/base/units.hpp"

union SDL_Event;
struct SDL_TouchFingerEvent;

namespace kiosk::platform {

class Window;

// Pointer 0 is the mouse's main button; fingers are 1, 2, ... (the lowest number
// free when the finger comes down). Pixels of the window, always inside it.
// A move is told only between a pointer's down and its up.
struct PointerDown {
  int pointer = 0;
  PointPx at;
  bool operator==(const PointerDown&) const = default;
};
struct PointerMove {
  int pointer = 0;
  PointPx at;
  bool operator==(const PointerMove&) const = default;
};
struct PointerUp {
  int pointer = 0;
  PointPx at;
  bool operator==(const PointerUp&) const = default;
};

// `character`: a key of the main block that types something else than a space;
// what it typed arrives as TextTyped. `other`: all the rest (Shift alone, F1, a
// digit of the keypad, a volume key). Going up, a tab is `shift_tab` if Shift is
// still held then.
enum class Key {
  up, down, left, right, tab, shift_tab, enter, space, escape, backspace, del, home, end, page_up, page_down, f12, character, other
};
struct KeyPress {
  Key key = Key::other;
  std::string name;  // SDL_GetKeyName's: "Return", "Keypad Enter", "F1", "A"; "" for a key without one
  enum class Phase { down, repeat, up } phase = Phase::down;
  bool operator==(const KeyPress&) const = default;
};

// The name that KeyPress has for the key that is called so, in whatever case; none: there is no such key.
[[nodiscard]] std::optional<std::string> key_name(const std::string& called);

// UTF-8 as the keyboard layout or an input method made it; also " " after Key::space.
struct TextTyped {
  std::string text;
  bool operator==(const TextTyped&) const = default;
};

// The window is of this size now and has to be drawn again (also when it was
// only uncovered and the size is as before).
struct Resized {
  SizePx size;
  bool operator==(const Resized&) const = default;
};
// The window was closed, or the process was asked to end (SIGTERM, SIGINT).
struct Quit {
  bool operator==(const Quit&) const = default;
};
// Somebody called wake().
struct Wake {
  bool operator==(const Wake&) const = default;
};

using Event = std::variant<PointerDown, PointerMove, PointerUp, KeyPress, TextTyped, Resized, Quit, Wake>;

// One at a time in a process; needs an open window, which must outlive it.
class Events {
 public:
  explicit Events(const Window& window);

  // Everything that has happened since the last call; waits for the first event
  // if there is none, for ever without `timeout`. Empty: the time was up. Uses
  // no processor time on X11 and Wayland while it waits. UI thread only.
  [[nodiscard]] std::vector<Event> wait(std::optional<std::chrono::milliseconds> timeout);

  // Makes wait() return with a Wake. Any thread; many calls before the next
  // wait() give one Wake.
  void wake() noexcept;

#ifdef KIOSK_INSPECTOR
  // Every event is shown to `take` first; those it takes for its own window give a Wake here.
  void divert(std::function<bool(const SDL_Event&)> take) { take_ = std::move(take); }
#endif

 private:
  // What SDL tells a finger by: its panel and its number there.
  struct Finger {
    std::int64_t touch, finger;
    bool operator==(const Finger&) const = default;
  };
  void translate(const SDL_Event& event, std::vector<Event>& out);
  void translate_finger(const SDL_TouchFingerEvent& event, std::vector<Event>& out);

  const Window& window_;
  std::atomic<bool> wake_pending_{false};
  bool mouse_down_ = false;
  std::vector<std::optional<Finger>> fingers_;  // pointer i + 1
#ifdef KIOSK_INSPECTOR
  std::function<bool(const SDL_Event&)> take_;
#endif
};

}  // namespace kiosk::platform
