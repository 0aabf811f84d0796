// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/events.hpp"

#include <SDL.h>

#include <algorithm>
#include <cmath>

#include "kiosk/base/log.hpp"
#include "kiosk/platform/window.hpp"

namespace kiosk::platform {
namespace {

Key key_of(const SDL_Keysym& keysym) {
  switch (keysym.sym) {
    case SDLK_UP: return Key::up;
    case SDLK_DOWN: return Key::down;
    case SDLK_LEFT: return Key::left;
    case SDLK_RIGHT: return Key::right;
    case SDLK_TAB: return (keysym.mod & KMOD_SHIFT) != 0 ? Key::shift_tab : Key::tab;
    case SDLK_RETURN:
    case SDLK_KP_ENTER: return Key::enter;
    case SDLK_SPACE: return Key::space;
    case SDLK_ESCAPE: return Key::escape;
    case SDLK_BACKSPACE: return Key::backspace;
    case SDLK_DELETE: return Key::del;
    case SDLK_HOME: return Key::home;
    case SDLK_END: return Key::end;
    case SDLK_PAGEUP: return Key::page_up;
    case SDLK_PAGEDOWN: return Key::page_down;
    case SDLK_F12: return Key::f12;
    default: break;
  }
  // SDL names a key by the character it types, or by its scancode with this bit set.
  return keysym.sym > SDLK_SPACE && (keysym.sym & SDLK_SCANCODE_MASK) == 0 ? Key::character : Key::other;
}

PointPx inside(PointPx at, SizePx size) {
  return {std::clamp(at.x, 0, std::max(size.width - 1, 0)), std::clamp(at.y, 0, std::max(size.height - 1, 0))};
}

}  // namespace

std::optional<std::string> key_name(const std::string& called) {
  const SDL_Keycode key = SDL_GetKeyFromName(called.c_str());
  if (key == SDLK_UNKNOWN) return std::nullopt;
  return SDL_GetKeyName(key);
}

Events::Events(const Window& window) : window_(window) {}

std::vector<Event> Events::wait(std::optional<std::chrono::milliseconds> timeout) {
  using Clock = std::chrono::steady_clock;
  using std::chrono::milliseconds;
  const Clock::time_point deadline = Clock::now() + timeout.value_or(milliseconds{0});
  std::vector<Event> out;
  // SDL has events that mean nothing to us: they must not end the wait.
  while (out.empty()) {
    SDL_Event event;
    int remaining_ms = -1;
    if (timeout) {
      const auto remaining = std::chrono::ceil<milliseconds>(deadline - Clock::now()).count();
      remaining_ms = static_cast<int>(std::clamp<std::int64_t>(remaining, 0, 24 * 3600 * 1000));
    }
    if (SDL_WaitEventTimeout(&event, remaining_ms) != 0) {
      do translate(event, out);
      while (SDL_PollEvent(&event) != 0);
    } else if (!timeout) {
      log_error(std::string("the display no longer tells what happens (SDL says \"") + SDL_GetError() + "\"); ending.");
      out.emplace_back(Quit{});
    } else if (Clock::now() >= deadline) {
      break;
    }
  }
  return out;
}

void Events::wake() noexcept {
  if (wake_pending_.exchange(true)) return;
  SDL_Event event{};
  event.type = SDL_USEREVENT;
  if (SDL_PushEvent(&event) != 1) wake_pending_ = false;
}

void Events::translate(const SDL_Event& event, std::vector<Event>& out) {
#ifdef KIOSK_INSPECTOR
  if (take_ && take_(event)) {
    out.emplace_back(Wake{});
    return;
  }
#endif
  switch (event.type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: translate_finger(event.tfinger, out); break;
    case SDL_MOUSEBUTTONDOWN:
      if (event.button.button != SDL_BUTTON_LEFT || mouse_down_) break;
      mouse_down_ = true;
      out.emplace_back(PointerDown{0, inside({event.button.x, event.button.y}, window_.size())});
      break;
    case SDL_MOUSEMOTION:
      // X11 tells where the pointer is when the window opens; only a mouse that moves is a mouse.
      if (event.motion.xrel != 0 || event.motion.yrel != 0) SDL_ShowCursor(SDL_ENABLE);
      if (mouse_down_) out.emplace_back(PointerMove{0, inside({event.motion.x, event.motion.y}, window_.size())});
      break;
    case SDL_MOUSEBUTTONUP:
      if (event.button.button != SDL_BUTTON_LEFT || !mouse_down_) break;
      mouse_down_ = false;
      out.emplace_back(PointerUp{0, inside({event.button.x, event.button.y}, window_.size())});
      break;
    case SDL_KEYDOWN:
    case SDL_KEYUP: {
      const KeyPress::Phase down = event.key.repeat != 0 ? KeyPress::Phase::repeat : KeyPress::Phase::down;
      out.emplace_back(KeyPress{key_of(event.key.keysym), SDL_GetKeyName(event.key.keysym.sym),
                                event.type == SDL_KEYUP ? KeyPress::Phase::up : down});
      break;
    }
    case SDL_TEXTINPUT: out.emplace_back(TextTyped{event.text.text}); break;
    case SDL_WINDOWEVENT:
      if (event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED || event.window.event == SDL_WINDOWEVENT_EXPOSED) {
        out.emplace_back(Resized{window_.size()});
      }
      break;
    case SDL_QUIT: out.emplace_back(Quit{}); break;
    case SDL_USEREVENT:
      wake_pending_ = false;
      out.emplace_back(Wake{});
      break;
    default: break;
  }
}

void Events::translate_finger(const SDL_TouchFingerEvent& event, std::vector<Event>& out) {
  const Finger finger{event.touchId, event.fingerId};
  auto slot = std::find(fingers_.begin(), fingers_.end(), finger);
  const bool known = slot != fingers_.end();
  if (!known) {
    if (event.type != SDL_FINGERDOWN) return;
    slot = std::find(fingers_.begin(), fingers_.end(), std::nullopt);
    if (slot == fingers_.end()) slot = fingers_.insert(slot, std::nullopt);
    *slot = finger;
    SDL_ShowCursor(SDL_DISABLE);
  }
  const int pointer = static_cast<int>(slot - fingers_.begin()) + 1;
  // SDL tells where a finger is as a share of the way from the first pixel to the last.
  const SizePx size = window_.size();
  const auto along = [](float share, int length) {
    return static_cast<int>(std::lround(std::clamp(share, 0.0F, 1.0F) * static_cast<float>(std::max(length - 1, 0))));
  };
  const PointPx at{along(event.x, size.width), along(event.y, size.height)};
  if (event.type == SDL_FINGERUP) {
    slot->reset();
    out.emplace_back(PointerUp{pointer, at});
  } else if (known) {
    out.emplace_back(PointerMove{pointer, at});
  } else {
    out.emplace_back(PointerDown{pointer, at});
  }
}

}  // namespace kiosk::platform
