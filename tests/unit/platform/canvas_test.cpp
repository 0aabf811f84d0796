// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/canvas.hpp"

#include <gtest/gtest.h>
#include <stb/stb_image.h>

#include <cmath>
#include <limits>

#include "tests/unit/platform/support.hpp"

namespace kiosk::platform {
namespace {

using testing::bytes_of;
using testing::Folder;
using ui::paint::Colour;
using ui::paint::Frame;
using ui::paint::Quad;

std::uint32_t pixel(const Canvas& canvas, int x, int y) {
  return canvas.pixels()[static_cast<std::size_t>(y * canvas.size().width + x)];
}

Canvas painted(const Frame& frame, std::span<const text::Atlas::Page> pages = {}) {
  Canvas canvas;
  canvas.resize(frame.size);
  canvas.paint(frame, pages);
  return canvas;
}

// One page, empty but for what the test puts there.
struct OnePage {
  std::vector<text::Atlas::Page> pages{1};
  OnePage() { pages[0].coverage.assign(std::size_t{text::Atlas::page_size} * text::Atlas::page_size, 0); }
  void set(int x, int y, int coverage) {
    pages[0].coverage[static_cast<std::size_t>(y * text::Atlas::page_size + x)] = static_cast<std::uint8_t>(coverage);
  }
};

TEST(Canvas, BackgroundCoversEverything) {
  const Canvas canvas = painted({{3, 2}, {1, 2, 3, 255}, {}});
  EXPECT_EQ(std::vector<std::uint32_t>(canvas.pixels().begin(), canvas.pixels().end()), std::vector<std::uint32_t>(6, 0xFF010203U));
}

TEST(Canvas, LaterQuadsLieOverEarlierOnes) {
  const Canvas canvas = painted({{4, 1}, {}, {{{0, 0, 3, 1}, {}, -1, {255, 0, 0, 255}}, {{1, 0, 1, 1}, {}, -1, {0, 0, 255, 255}}}});
  EXPECT_EQ(pixel(canvas, 0, 0), 0xFFFF0000U);
  EXPECT_EQ(pixel(canvas, 1, 0), 0xFF0000FFU);
  EXPECT_EQ(pixel(canvas, 2, 0), 0xFFFF0000U);
  EXPECT_EQ(pixel(canvas, 3, 0), 0xFF000000U);
}

TEST(Canvas, BlendingIsExactForEveryCoverageAndShade) {
  OnePage one;
  for (int coverage = 0; coverage < 256; ++coverage) one.set(coverage, 0, coverage);
  for (int under = 0; under < 256; under += 5) {
    for (int over = 0; over < 256; over += 15) {
      const auto shade = [](int value) { return static_cast<std::uint8_t>(value); };
      const Colour below{shade(under), shade(255 - under), shade(over), 255};
      const Colour above{shade(over), shade(under), shade(255 - over), 255};
      const Canvas canvas = painted({{256, 1}, below, {{{0, 0, 256, 1}, {0, 0, 256, 1}, 0, above}}}, one.pages);
      const auto expected = [](int from, int to, int a) {
        return static_cast<std::uint32_t>(std::lround((to * a + from * (255 - a)) / 255.0));
      };
      for (int a = 0; a < 256; ++a) {
        ASSERT_EQ(pixel(canvas, a, 0), 0xFF000000U | expected(below.r, above.r, a) << 16U |
                                           expected(below.g, above.g, a) << 8U | expected(below.b, above.b, a))
            << "coverage " << a;
      }
    }
  }
}

TEST(Canvas, TheColoursAlphaThinsMaskAndRectangleAlike) {
  OnePage one;
  one.set(5, 5, 255);
  const Colour half{200, 100, 0, 128};
  const Canvas canvas = painted({{2, 1}, {0, 0, 0, 255}, {{{0, 0, 1, 1}, {5, 5, 1, 1}, 0, half}, {{1, 0, 1, 1}, {}, -1, half}}}, one.pages);
  EXPECT_EQ(pixel(canvas, 0, 0), 0xFF643200U);
  EXPECT_EQ(pixel(canvas, 1, 0), 0xFF643200U);
}

TEST(Canvas, FlipsWithinTheSource) {
  OnePage one;
  one.set(10, 20, 255);  // the top left pixel of a 3 x 2 mask
  const auto where = [&](Quad::Flip flip) {
    const Canvas canvas = painted({{3, 2}, {0, 0, 0, 255}, {{{0, 0, 3, 2}, {10, 20, 3, 2}, 0, {255, 255, 255, 255}, flip}}}, one.pages);
    std::vector<int> lit;
    for (int i = 0; i < 6; ++i) {
      if (pixel(canvas, i % 3, i / 3) == 0xFFFFFFFFU) lit.push_back(i);
    }
    return lit;
  };
  EXPECT_EQ(where(Quad::Flip::none), std::vector{0});
  EXPECT_EQ(where(Quad::Flip::horizontal), std::vector{2});
  EXPECT_EQ(where(Quad::Flip::vertical), std::vector{3});
  EXPECT_EQ(where(Quad::Flip::both), std::vector{5});
}

// A quad that hangs over an edge shows what it would have shown there on a bigger canvas.
TEST(Canvas, CutsAtTheEdgesWithoutShifting) {
  const std::vector<text::Atlas::Page> pages = testing::ramp_pages();
  for (const Quad::Flip flip : {Quad::Flip::none, Quad::Flip::horizontal, Quad::Flip::vertical, Quad::Flip::both}) {
    for (const PointPx corner : {PointPx{-7, -5}, PointPx{13, 11}, PointPx{-7, 11}, PointPx{13, -5}}) {
      const Quad quad{{corner.x, corner.y, 20, 16}, {100, 200, 20, 16}, 0, {255, 255, 255, 255}, flip};
      Quad moved = quad;
      moved.target.x += 40;
      moved.target.y += 40;
      const Canvas small = painted({{20, 16}, {0, 0, 0, 255}, {quad}}, pages);
      const Canvas big = painted({{100, 100}, {0, 0, 0, 255}, {moved}}, pages);
      for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 20; ++x) ASSERT_EQ(pixel(small, x, y), pixel(big, x + 40, y + 40)) << x << ',' << y;
      }
    }
  }
}

TEST(Canvas, NothingOutsideOrEmptyIsDrawn) {
  const Colour red{255, 0, 0, 255};
  const Canvas canvas = painted({{4, 4}, {9, 9, 9, 255}, {{{-5, 0, 5, 4}, {}, -1, red}, {{4, 0, 9, 9}, {}, -1, red}, {{0, 4, 4, 4}, {}, -1, red},
                                                          {{1, 1, 0, 2}, {}, -1, red}, {{1, 1, -2, 2}, {}, -1, red}, {{0, 0, 4, 4}, {}, -1, {255, 0, 0, 0}}}});
  for (const std::uint32_t value : canvas.pixels()) EXPECT_EQ(value, 0xFF090909U);
}

TEST(CanvasDeathTest, AQuadThatLiesAboutItsMaskIsABrokenInvariant) {
  const std::vector<text::Atlas::Page> pages = testing::ramp_pages();
  const auto paint = [&pages](Quad quad) { (void)painted({{10, 10}, {}, {quad}}, pages); };
  EXPECT_DEATH(paint({{0, 0, 4, 4}, {0, 0, 4, 4}, 1, ui::paint::Colour{}}), "pages.size");
  EXPECT_DEATH(paint({{0, 0, 4, 4}, {0, 0, 4, 5}, 0, ui::paint::Colour{}}), "source.height");
  EXPECT_DEATH(paint({{0, 0, 4, 4}, {1021, 0, 4, 4}, 0, ui::paint::Colour{}}), "contains");
  EXPECT_DEATH(paint({{0, 0, 4, 4}, {0, -1, 4, 4}, 0, ui::paint::Colour{}}), "contains");
}

TEST(WritePng, IsRepeatableAndHoldsThePicture) {
  const Folder folder;
  const SizePx size{301, 203};
  const std::vector<text::Atlas::Page> pages = testing::ramp_pages();
  const Canvas canvas = painted(testing::busy_frame(size), pages);
  ASSERT_TRUE(write_png(canvas, folder.path() / "a.png").ok());
  ASSERT_TRUE(write_png(painted(testing::busy_frame(size), pages), folder.path() / "b.png").ok());
  const std::vector<std::uint8_t> png = bytes_of(folder.path() / "a.png");
  EXPECT_EQ(png, bytes_of(folder.path() / "b.png"));

  int width = 0, height = 0, channels = 0;
  stbi_uc* rgb = stbi_load_from_memory(png.data(), static_cast<int>(png.size()), &width, &height, &channels, 0);
  ASSERT_NE(rgb, nullptr);
  EXPECT_EQ((SizePx{width, height}), size);
  ASSERT_EQ(channels, 3);
  for (std::size_t i = 0; i < canvas.pixels().size(); ++i) {
    const stbi_uc* at = rgb + i * 3;
    ASSERT_EQ(canvas.pixels()[i], 0xFF000000U | std::uint32_t{at[0]} << 16U | std::uint32_t{at[1]} << 8U | at[2]);
  }
  stbi_image_free(rgb);
}

TEST(WritePng, SaysWhatIsWrong) {
  const Folder folder;
  Canvas canvas;
  EXPECT_NE(write_png(canvas, folder.path() / "a.png").error().detail.find("no pixels"), std::string::npos);
  canvas.resize({2, 2});
  const Outcome missing = write_png(canvas, folder.path() / "no" / "a.png");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, ErrorCode::file);
  EXPECT_NE(missing.error().detail.find("/no/a.png not written: No such file or directory"), std::string::npos) << missing.error().detail;
  const Outcome full = write_png(canvas, "/dev/full");
  ASSERT_FALSE(full.ok());
  EXPECT_NE(full.error().detail.find("No space left"), std::string::npos) << full.error().detail;
}

}  // namespace
}  // namespace kiosk::platform
