// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/window.hpp"

#include <gtest/gtest.h>

#include "tests/unit/platform/support.hpp"

namespace kiosk::platform {
namespace {

using testing::Variable;
using testing::Xvfb;
using Mode = WindowOptions::Mode;

// The bytes of a screenshot of the busy frame.
std::vector<std::uint8_t> screenshot(const WindowOptions& options) {
  const testing::Folder folder;
  Result<std::unique_ptr<Window>> window = Window::open(options);
  if (!window) {
    ADD_FAILURE() << window.error().detail;
    return {};
  }
  std::vector<text::Atlas::Page> pages = testing::ramp_pages();
  EXPECT_TRUE(window.value()->draw(testing::busy_frame({640, 480}), pages).ok());
  EXPECT_EQ(pages[0].dirty, RectPx{});
  EXPECT_TRUE(window.value()->write_png(folder.path() / "a.png").ok());
  return testing::bytes_of(folder.path() / "a.png");
}

TEST(Window, HeadlessNeedsNoDisplayAndHasTheDefaultSize) {
  const Variable x11("DISPLAY", nullptr), wayland("WAYLAND_DISPLAY", nullptr);
  const Result<std::unique_ptr<Window>> window = Window::open({{}, Mode::headless});
  ASSERT_TRUE(window.ok()) << window.error().detail;
  EXPECT_EQ(window.value()->size(), (SizePx{1920, 1080}));
  EXPECT_EQ(window.value()->canvas().size(), (SizePx{1920, 1080}));
}

TEST(Window, ScreenshotsAreTheSameTwiceAndOnX11) {
  const std::vector<std::uint8_t> headless = screenshot({{640, 480}, Mode::headless});
  EXPECT_GT(headless.size(), 1000U);
  EXPECT_EQ(screenshot({{640, 480}, Mode::headless}), headless);
  const Xvfb server;
  ASSERT_TRUE(server.running());
  EXPECT_EQ(screenshot({{}, Mode::fullscreen}), headless);
  EXPECT_EQ(screenshot({{640, 480}, Mode::windowed}), headless);
}

TEST(Window, ScreenshotsDoNotDependOnTheScreensDepth) {
  const Xvfb server("640x480x16");
  ASSERT_TRUE(server.running());
  EXPECT_EQ(screenshot({{}, Mode::fullscreen}), screenshot({{640, 480}, Mode::headless}));
}

TEST(Window, TheGlassShowsWhatTheCanvasHolds) {
  const Xvfb server;
  ASSERT_TRUE(server.running());
  const Result<std::unique_ptr<Window>> window = Window::open({{}, Mode::fullscreen});
  ASSERT_TRUE(window.ok()) << window.error().detail;
  EXPECT_EQ(window.value()->size(), (SizePx{640, 480}));
  std::vector<text::Atlas::Page> pages = testing::ramp_pages();
  for (const std::uint8_t shade : {std::uint8_t{40}, std::uint8_t{200}}) {
    ui::paint::Frame frame = testing::busy_frame({640, 480});
    frame.background.r = shade;
    ASSERT_TRUE(window.value()->draw(frame, pages).ok());
    const std::vector<std::uint32_t> glass = server.glass();
    const std::span<const std::uint32_t> canvas = window.value()->canvas().pixels();
    ASSERT_EQ(glass.size(), canvas.size());
    for (std::size_t i = 0; i < glass.size(); ++i) ASSERT_EQ(glass[i], canvas[i] & 0xFFFFFFU) << "pixel " << i;
  }
}

TEST(Window, AMaskChangedInItsPageShowsInTheNextFrame) {
  const Result<std::unique_ptr<Window>> window = Window::open({{4, 4}, Mode::headless});
  ASSERT_TRUE(window.ok());
  std::vector<text::Atlas::Page> pages = testing::ramp_pages();
  const ui::paint::Frame frame{{4, 4}, {0, 0, 0, 255}, {{{0, 0, 1, 1}, {0, 0, 1, 1}, 0, {255, 255, 255, 255}}}};
  ASSERT_TRUE(window.value()->draw(frame, pages).ok());
  EXPECT_EQ(window.value()->canvas().pixels()[0], 0xFF000000U);
  pages[0].coverage[0] = 255;
  ++pages[0].generation;
  ASSERT_TRUE(window.value()->draw(frame, pages).ok());
  EXPECT_EQ(window.value()->canvas().pixels()[0], 0xFFFFFFFFU);
}

TEST(Window, NoDisplayIsAClearError) {
  const Variable wayland("WAYLAND_DISPLAY", nullptr);
  for (const char* display : {static_cast<const char*>(nullptr), ":4321"}) {
    for (const char* chosen : {static_cast<const char*>(nullptr), "x11"}) {
      const Variable x11("DISPLAY", display), driver("SDL_VIDEODRIVER", chosen);
      const Result<std::unique_ptr<Window>> window = Window::open({});
      ASSERT_FALSE(window.ok());
      EXPECT_EQ(window.error().code, ErrorCode::platform);
      const std::string& detail = window.error().detail;
      EXPECT_NE(detail.find("no display could be opened"), std::string::npos) << detail;
      EXPECT_NE(detail.find(display == nullptr ? "DISPLAY is not set" : "DISPLAY is \":4321\""), std::string::npos) << detail;
      EXPECT_NE(detail.find("--drive"), std::string::npos) << detail;
    }
  }
  // And the next try is not spoilt by it.
  EXPECT_TRUE(Window::open({{8, 8}, Mode::headless}).ok());
}

TEST(Window, ADriverThatDoesNotExistIsAClearError) {
  const Variable driver("SDL_VIDEODRIVER", "etch-a-sketch");
  const Result<std::unique_ptr<Window>> window = Window::open({});
  ASSERT_FALSE(window.ok());
  EXPECT_NE(window.error().detail.find("no display could be opened"), std::string::npos) << window.error().detail;
}

}  // namespace
}  // namespace kiosk::platform
