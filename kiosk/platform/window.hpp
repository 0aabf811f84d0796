// SPDX-License-Identifier: GPL-3.0-or-later
// The window that a frame appears in. Our own blender fills a canvas
// (canvas.hpp) and SDL only carries the finished pixels to the screen, so a
// picture is the same byte for byte on X11, on Wayland and with no display.
// UI thread only.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/units.hpp"
#include "kiosk/platform/canvas.hpp"
#include "kiosk/platform/sdl_system.hpp"

struct SDL_Window;

namespace kiosk::platform {

struct WindowOptions {
  SizePx size{};  // 0 x 0: the screen's own (1920 x 1080 when headless)
  // fullscreen: a borderless window over the whole screen; `size` is not used.
  // headless: SDL's dummy driver, for `--drive` and tests; needs no display.
  enum class Mode { fullscreen, windowed, headless } mode = Mode::fullscreen;
};

class Window {
 public:
  // Fails with ErrorCode::platform: no display, or no way to show pixels on it.
  // One window at a time in a process.
  [[nodiscard]] static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  [[nodiscard]] SizePx size() const;  // as it is now; see Resized in events.hpp

  // Paints the frame and shows it. Masks are read from the pages as they stand,
  // so nothing is uploaded; `dirty` is cleared. The frame's size should be the
  // window's: what is over is cut off, what is short shows the background.
  // Fails with ErrorCode::platform if the screen is gone.
  [[nodiscard]] Outcome draw(const ui::paint::Frame& frame, std::vector<text::Atlas::Page>& pages);

  // The last picture drawn (black before the first): row by row, 0xFFRRGGBB.
  [[nodiscard]] const Canvas& canvas() const { return canvas_; }
  // The same as a PNG; equal pictures give equal bytes. Fails with ErrorCode::file.
  [[nodiscard]] Outcome write_png(const std::filesystem::path& path) const;

 private:
  Window(SdlSystem video, SDL_Window* window);
  SdlSystem video_;
  SDL_Window* window_;
  Canvas canvas_;
};

}  // namespace kiosk::platform
