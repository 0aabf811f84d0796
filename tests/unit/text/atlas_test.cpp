// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/text/atlas.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <numeric>
#include <nlohmann/json.hpp>

#include "support.hpp"

namespace kiosk::text {
namespace {

std::vector<int> pixels(Atlas& atlas, const Sprite& sprite) {
  std::vector<int> out;
  for (int row = 0; row < sprite.height; ++row) {
    for (int column = 0; column < sprite.width; ++column) {
      out.push_back(atlas.pages()[sprite.page].coverage[static_cast<std::size_t>((sprite.y + row) * Atlas::page_size + sprite.x + column)]);
    }
  }
  return out;
}
int ink(Atlas& atlas, const Sprite& sprite) {
  const auto all = pixels(atlas, sprite);
  return std::accumulate(all.begin(), all.end(), 0);
}
RectPx place_of(const Sprite& sprite) { return {sprite.x, sprite.y, sprite.width, sprite.height}; }

PlacedGlyph first_glyph(const char* text, const Style& style) {
  return engine().layout(i18n::plain(text, "en"), Direction::ltr, style, 2'000)->glyphs.at(0);
}

TEST(Atlas, DrawsALetterOnItsBaseline) {
  Atlas atlas(engine());
  const Sprite sprite = atlas.glyph(first_glyph("H", {.em_px = 100, .weight = Weight::regular}));
  EXPECT_NEAR(sprite.top, 72, 1);     // capitals are 0.714 em
  EXPECT_NEAR(sprite.height, 72, 1);  // and stand on the baseline
  EXPECT_NEAR(sprite.left, 9, 1);
  const auto all = pixels(atlas, sprite);
  EXPECT_EQ(all[static_cast<std::size_t>(sprite.width * 10 + 5)], 255);  // the left stem
  EXPECT_EQ(all[static_cast<std::size_t>(sprite.width * 10 + sprite.width / 2)], 0);
}

TEST(Atlas, WeightsDifferAndMediumLiesBetween) {
  Atlas atlas(engine());
  const auto ink_of = [&](Weight weight) { return ink(atlas, atlas.glyph(first_glyph("n", {.em_px = 28, .weight = weight}))); };
  const int regular = ink_of(Weight::regular);
  const int medium = ink_of(Weight::medium);
  const int bold = ink_of(Weight::bold);
  EXPECT_GT(medium, regular * 105 / 100);
  EXPECT_GT(bold, medium * 105 / 100);
  EXPECT_EQ(engine().natural_width(i18n::plain("names", "en"), Direction::ltr, {.weight = Weight::medium}),
            engine().natural_width(i18n::plain("names", "en"), Direction::ltr, {.weight = Weight::regular}));
}

TEST(Atlas, DrawsEachOnceAndMarksWhatChanged) {
  Atlas atlas(engine());
  EXPECT_TRUE(atlas.pages().empty());
  const PlacedGlyph glyph = first_glyph("R", body());
  const Sprite first = atlas.glyph(glyph);
  ASSERT_EQ(atlas.pages().size(), 1U);
  EXPECT_EQ(atlas.pages()[0].dirty, place_of(first));
  atlas.pages()[0].dirty = {};
  const Sprite second = atlas.glyph(glyph);
  EXPECT_EQ(place_of(first), place_of(second));
  EXPECT_EQ(atlas.pages()[0].dirty.width, 0);
}

TEST(Atlas, ASpaceIsNothing) {
  Atlas atlas(engine());
  EXPECT_EQ(atlas.glyph(first_glyph(" a", body())).width, 0);
  EXPECT_TRUE(atlas.pages().empty());
}

TEST(Atlas, AMissingGlyphIsABox) {
  Atlas atlas(engine());
  const PlacedGlyph glyph = first_glyph("\xF0\x9F\x98\x80", body());
  EXPECT_EQ(glyph.glyph, 0U);
  EXPECT_GT(ink(atlas, atlas.glyph(glyph)), 0);
}

TEST(Atlas, NeighboursKeepAPixelApart) {
  Atlas atlas(engine());
  std::vector<Sprite> sprites;
  for (float em = 12; em < 60; em += 3) {
    for (const char* text : {"W", "i", ",", "g", "M", "ś"}) sprites.push_back(atlas.glyph(first_glyph(text, {.em_px = em})));
  }
  for (std::size_t i = 0; i < sprites.size(); ++i) {
    const RectPx grown{sprites[i].x, sprites[i].y, sprites[i].width + 1, sprites[i].height + 1};
    EXPECT_TRUE((RectPx{0, 0, Atlas::page_size, Atlas::page_size}).contains(place_of(sprites[i])));
    for (std::size_t j = 0; j < sprites.size(); ++j) {
      if (i != j && sprites[i].page == sprites[j].page) {
        ASSERT_FALSE(grown.overlaps(place_of(sprites[j])));
      }
    }
  }
}

TEST(Atlas, SpritesHoldForAFrameAndTheOldestPageGoesBetweenFrames) {
  Atlas atlas(engine());
  const PlacedGlyph letter = first_glyph("Q", {.em_px = 40});
  const Sprite kept = atlas.glyph(letter);
  const auto before = pixels(atlas, kept);
  constexpr Outline square{"M0 0 L24 0 L24 24 L0 24 Z"};
  // Far more than eight pages hold, all in one frame.
  for (int i = 0; i < 10; ++i) EXPECT_EQ(atlas.mask("page" + std::to_string(i), square, 1'000, 1'000).width, 1'000);
  EXPECT_GT(atlas.pages().size(), 8U);
  EXPECT_EQ(pixels(atlas, kept), before);
  for (const Atlas::Page& page : atlas.pages()) EXPECT_EQ(page.generation, 0U);

  const std::size_t pages = atlas.pages().size();
  atlas.begin_frame();
  EXPECT_EQ(atlas.pages()[0].generation, 1U);
  EXPECT_EQ(atlas.pages()[0].dirty, (RectPx{0, 0, Atlas::page_size, Atlas::page_size}));
  for (std::size_t i = 1; i < pages; ++i) EXPECT_EQ(atlas.pages()[i].generation, 0U);
  const Sprite again = atlas.glyph(letter);
  EXPECT_EQ(again.page, 0);
  EXPECT_EQ(pixels(atlas, again), before);
  // The page just emptied has room: nothing more goes.
  atlas.begin_frame();
  EXPECT_EQ(atlas.pages()[1].generation, 0U);
  EXPECT_EQ(place_of(atlas.glyph(letter)), place_of(again));
  EXPECT_EQ(atlas.pages().size(), pages);
}

TEST(Atlas, EveryIconOfTheManifestHasInk) {
  Atlas atlas(engine());
  std::ifstream in(KIOSK_SOURCE_DIR "/fonts/manifest.json");
  const auto manifest = nlohmann::json::parse(in, nullptr, false);
  auto icons = manifest["icons"];
  icons.update(manifest["line_icons"]);
  ASSERT_EQ(icons.size(), manifest["icons"].size() + manifest["line_icons"].size()) << "a name stands in both";
  ASSERT_GT(icons.size(), 100U);
  for (const auto& [name, code] : icons.items()) {
    const Sprite sprite = atlas.icon(name, 48);
    EXPECT_EQ(sprite.width, 48) << name;
    EXPECT_EQ(sprite.height, 48) << name;
    EXPECT_EQ(sprite.left, 0) << name;
    EXPECT_EQ(sprite.top, 0) << name;
    EXPECT_GT(ink(atlas, sprite), 255 * 40) << name;
  }
}

TEST(Atlas, ALineIconIsStrokedWithRoundEnds) {
  Atlas atlas(engine());
  // From (4.5, 12) to (19.5, 12) on the grid of 24, 2.1 wide.
  const Sprite minus = atlas.icon("minus", 240);
  const auto all = pixels(atlas, minus);
  const auto at = [&](int x, int y) { return all[static_cast<std::size_t>(y * 240 + x)]; };
  EXPECT_EQ(at(120, 112), 255);
  EXPECT_EQ(at(120, 127), 255);
  EXPECT_EQ(at(120, 108), 0);
  EXPECT_EQ(at(120, 132), 0);
  EXPECT_EQ(at(37, 120), 255);  // the round end reaches past the point
  EXPECT_EQ(at(36, 111), 0);    // and is round
  EXPECT_NEAR(ink(atlas, minus) / 255.0, 150 * 21 + 3.14159 * 10.5 * 10.5, 15);
}

TEST(Atlas, AnUnknownIconIsNothingAndSaidOnce) {
  Atlas atlas(engine());
  testing::internal::CaptureStderr();
  EXPECT_EQ(atlas.icon("no-such-icon", 48).width, 0);
  EXPECT_EQ(atlas.icon("no-such-icon", 48).width, 0);
  EXPECT_EQ(atlas.icon("no-such-icon", 24).width, 0);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("no-such-icon"), std::string::npos);
  EXPECT_EQ(said.find("no-such-icon"), said.rfind("no-such-icon"));
  EXPECT_EQ(atlas.icon("check", 0).width, 0);
  EXPECT_EQ(atlas.icon("check", -3).width, 0);
  EXPECT_EQ(atlas.icon("check", 5'000).width, 0);
}

TEST(Mask, FillsByTheNonZeroRuleWithYDown) {
  Atlas atlas(engine());
  // Two squares that overlap, one way round, and a hole the other way round.
  const Sprite sprite = atlas.mask("squares", {"M0,0 L8,0 L8,8 L0,8Z M4 4 L12 4 L12 12 L4 12 Z M1 1 L1 3 L3 3 L3 1 Z", 16, 16}, 16, 16);
  const auto all = pixels(atlas, sprite);
  const auto at = [&](int x, int y) { return all[static_cast<std::size_t>(y * 16 + x)]; };
  EXPECT_EQ(at(0, 0), 255);
  EXPECT_EQ(at(2, 2), 0);    // the hole
  EXPECT_EQ(at(5, 5), 255);  // the overlap
  EXPECT_EQ(at(11, 11), 255);
  EXPECT_EQ(at(11, 0), 0);
  EXPECT_EQ(at(0, 11), 0);
  EXPECT_EQ(at(15, 15), 0);
}

TEST(Mask, CurvesAndUnevenScale) {
  Atlas atlas(engine());
  // A quarter circle of radius 1 about the top left, by a cubic.
  const Sprite round = atlas.mask("quarter", {"M0 0 L1 0 C1 .5523 .5523 1 0 1 Z", 1, 1}, 100, 50);
  EXPECT_NEAR(ink(atlas, round) / 255.0, 100 * 50 * 3.14159 / 4, 10);
  const Sprite parabola = atlas.mask("quadratic", {"M0 0 Q1 0 1 1 L0 1 Z", 1, 1}, 90, 90);
  EXPECT_NEAR(ink(atlas, parabola) / 255.0, 90 * 90 * 2 / 3 + 90 * 90 / 6, 10);
}

TEST(Mask, AStrokeGoesOnAfterItCloses) {
  Atlas atlas(engine());
  const Sprite sprite = atlas.mask("again", {"M2 2 4 2 4 4 2 4 Z L2 0 0 0 0 2 Z", 4, 4}, 4, 4);
  EXPECT_EQ(ink(atlas, sprite), 8 * 255);
}

TEST(Mask, PathsThatCannotBeReadDrawNothing) {
  Atlas atlas(engine());
  std::string endless = "M0 0";
  for (int i = 0; i < 40'000; ++i) endless += " L1 1";
  std::string endless_run = "M0 0 L";
  for (int i = 0; i < 40'000; ++i) endless_run += " 1 1";
  int number = 0;
  for (const std::string_view path : {std::string_view(), std::string_view("L 1 1"), std::string_view("M"), std::string_view("M1"), std::string_view("M 0 0 A 1 1 0 0 1 2 2"),
                                      std::string_view("M 0 0 L nan inf"), std::string_view("M0 0 L1e30 1"), std::string_view("M0 0 C1 1 2 2"), std::string_view("m0 0 l1 1"),
                                      std::string_view("\xff\0", 2), std::string_view(endless), std::string_view(endless_run), std::string_view("Z")}) {
    EXPECT_EQ(atlas.mask("bad" + std::to_string(++number), {path}, 20, 20).width, 0) << number;
  }
  constexpr Outline good{"M0 0 L24 0 L24 24 Z"};
  for (const int size : {0, -1, 1'025, std::numeric_limits<int>::max(), std::numeric_limits<int>::min()}) {
    EXPECT_EQ(atlas.mask("size" + std::to_string(size), good, size, 10).width, 0);
    EXPECT_EQ(atlas.mask("size" + std::to_string(size), good, 10, size).width, 0);
  }
  EXPECT_EQ(atlas.mask("flat", {"M0 0 L1 1", 0, 24}, 10, 10).width, 0);
}

}  // namespace
}  // namespace kiosk::text
