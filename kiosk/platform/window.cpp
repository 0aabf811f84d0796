// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/window.hpp"

#include <SDL.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/base/log.hpp"

namespace kiosk::platform {
namespace {

std::string quoted_variable(const char* name) {
  const char* value = std::getenv(name);
  return std::string(name) + (value == nullptr ? " is not set" : " is \"" + std::string(value) + "\"");
}

// With no display SDL takes its `offscreen` driver and a kiosk would run unseen,
// unless that is what somebody asked for.
bool seen_by_nobody(const WindowOptions& options) {
  const std::string_view driver = SDL_GetCurrentVideoDriver();
  return options.mode != WindowOptions::Mode::headless && std::getenv("SDL_VIDEODRIVER") == nullptr &&
         (driver == "offscreen" || driver == "dummy");
}

Error no_display() {
  return {ErrorCode::platform, "no display could be opened (" + quoted_variable("DISPLAY") + ", " +
                                   quoted_variable("WAYLAND_DISPLAY") + ", " + quoted_variable("SDL_VIDEODRIVER") +
                                   "; SDL says \"" + SDL_GetError() + "\"). Start the kiosk from a graphical session, such as cage or X; with no "
                                   "display, --drive runs it without one."};
}

Error no_pixels(const char* what) {
  const char* driver = SDL_GetCurrentVideoDriver();
  return {ErrorCode::platform, std::string("the display opened, but ") + what + " failed (SDL says \"" + SDL_GetError() +
                                   "\", video driver \"" + (driver == nullptr ? "" : driver) +
                                   "\"). Check the session's log, or set SDL_VIDEODRIVER to x11 or wayland."};
}

// The window with a surface to put pixels on, or why not.
Result<SDL_Window*> create(const WindowOptions& options) {
  SizePx size = options.size;
  std::uint32_t flags = 0;
  int position = SDL_WINDOWPOS_CENTERED;
  if (options.mode == WindowOptions::Mode::windowed) flags = SDL_WINDOW_RESIZABLE;
  if (options.mode == WindowOptions::Mode::fullscreen) {
    flags = SDL_WINDOW_BORDERLESS;
    position = 0;
    size = {};
  }
  if (size.width <= 0 || size.height <= 0) {
    SDL_Rect bounds{0, 0, 1920, 1080};
    if (options.mode != WindowOptions::Mode::headless && SDL_GetDisplayBounds(0, &bounds) != 0) {
      return no_pixels("asking for the screen's size");
    }
    size = {bounds.w, bounds.h};
  }
  SDL_Window* window = SDL_CreateWindow("Leeds Community Kiosk", position, position, size.width, size.height, flags);
  if (window == nullptr) return no_pixels("making a window");
  if (SDL_GetWindowSurface(window) == nullptr) {
    Error error = no_pixels("getting pixels to draw on");
    SDL_DestroyWindow(window);
    return error;
  }
  return window;
}

}  // namespace

Window::Window(SdlSystem video, SDL_Window* window) : video_(std::move(video)), window_(window) {}

Window::~Window() { SDL_DestroyWindow(window_); }

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  // A finger is a finger and a mouse is a mouse: SDL must not make one of the other.
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  if (options.mode == WindowOptions::Mode::headless) {
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "dummy", SDL_HINT_OVERRIDE);
  } else {
    SDL_ResetHint(SDL_HINT_VIDEODRIVER);
  }
  // Plain pixels first: a GL context costs 0.4 s and 85 MB. Wayland has no plain
  // pixels in SDL 2.26 and needs the hint unset; SDL looks at it once for each
  // opening of the video subsystem.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  std::optional<SdlSystem> video = SdlSystem::open(SDL_INIT_VIDEO);
  if (!video || seen_by_nobody(options)) return no_display();
  Result<SDL_Window*> window = create(options);
  if (!window) {
    log_warning("the window has no plain pixels, so SDL's accelerated way is tried: " + window.error().detail);
    video.reset();
    SDL_ResetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION);
    std::optional<SdlSystem> again = SdlSystem::open(SDL_INIT_VIDEO);
    if (!again || seen_by_nobody(options)) return no_display();
    video.emplace(std::move(*again));
    window = create(options);
    if (!window) return window.error();
  }
  SDL_StartTextInput();
  SDL_ShowCursor(SDL_DISABLE);  // until a mouse moves: events.cpp
  std::unique_ptr<Window> opened(new Window(std::move(*video), window.value()));
  opened->canvas_.resize(opened->size());
  return opened;
}

SizePx Window::size() const {
  SizePx size;
  SDL_GetWindowSize(window_, &size.width, &size.height);
  return size;
}

Outcome Window::draw(const ui::paint::Frame& frame, std::vector<text::Atlas::Page>& pages) {
  if (canvas_.size() != size()) canvas_.resize(size());
  canvas_.paint(frame, pages);
  for (text::Atlas::Page& page : pages) page.dirty = {};

  SDL_Surface* screen = SDL_GetWindowSurface(window_);
  if (screen == nullptr) return no_pixels("getting pixels to draw on");
  const int pitch = canvas_.size().width * static_cast<int>(sizeof(std::uint32_t));
  if (SDL_ConvertPixels(std::min(canvas_.size().width, screen->w), std::min(canvas_.size().height, screen->h),
                        SDL_PIXELFORMAT_RGB888, canvas_.pixels().data(), pitch, screen->format->format, screen->pixels,
                        screen->pitch) != 0 ||
      SDL_UpdateWindowSurface(window_) != 0) {
    return no_pixels("showing a picture");
  }
  return Done{};
}

Outcome Window::write_png(const std::filesystem::path& path) const { return platform::write_png(canvas_, path); }

}  // namespace kiosk::platform
