// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/ui/paint/mural.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <ostream>

#include "kiosk/ui/paint/pictograms.hpp"
#include "tests/unit/ui/raster.hpp"

namespace kiosk::ui::paint {

static void PrintTo(const MuralCell& cell, std::ostream* out) {
  *out << "{motif " << static_cast<int>(cell.motif) << ", glaze " << cell.glaze << ", turn " << cell.turn << "}";
}

namespace {

using semantics::Theme;

// Side by side the two motifs of half discs look like one.
bool half_discs(const MuralCell& cell) { return cell.motif == Motif::domes || cell.motif == Motif::facing; }

TEST(Mural, NeighboursShareNeitherMotifNorGlaze) {
  constexpr std::array<std::pair<int, int>, 6> walls{{{8, 4}, {8, 3}, {12, 6}, {5, 8}, {1, 9}, {9, 1}}};
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    for (const auto& [columns, rows] : walls) {
      const std::vector<MuralCell> cells = mural(columns, rows, seed);
      ASSERT_EQ(cells.size(), static_cast<std::size_t>(columns * rows));
      const auto at = [&, width = columns](int x, int y) { return cells[static_cast<std::size_t>(y * width + x)]; };
      for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
          for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 1}, {0, 1}, {1, 1}}) {
            if (x + dx < 0 || x + dx >= columns || y + dy >= rows) continue;
            ASSERT_NE(at(x, y).motif, at(x + dx, y + dy).motif) << seed;
            ASSERT_FALSE(half_discs(at(x, y)) && half_discs(at(x + dx, y + dy))) << seed;
            ASSERT_NE(at(x, y).glaze, at(x + dx, y + dy).glaze) << seed;
          }
        }
      }
    }
  }
}

TEST(Mural, UsesEveryMotifGlazeAndTurnAboutAsOften) {
  std::array<int, motif_count> motifs{};
  std::array<int, theme::glaze_count> glazes{};
  std::array<int, 4> turns{};
  int count = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    for (const MuralCell& cell : mural(8, 4, seed)) {
      ASSERT_GE(cell.glaze, 1);
      ASSERT_LE(cell.glaze, theme::glaze_count);
      ++motifs[static_cast<std::size_t>(cell.motif)];
      ++glazes[static_cast<std::size_t>(cell.glaze - 1)];
      ++turns[static_cast<std::size_t>(cell.turn)];
      ++count;
    }
  }
  for (const int n : motifs) EXPECT_GT(n, count / motif_count / 2);
  for (const int n : glazes) EXPECT_GT(n, count / theme::glaze_count * 3 / 4);
  for (const int n : turns) EXPECT_GT(n, count / 4 * 3 / 4);
}

TEST(Mural, OneSeedIsOneMural) {
  EXPECT_EQ(mural(8, 4, 42), mural(8, 4, 42));
  EXPECT_NE(mural(8, 4, 42), mural(8, 4, 43));
  // Screenshots are compared byte by byte, so the sequence itself is fixed.
  EXPECT_EQ(mural(3, 1, 1),
            (std::vector<MuralCell>{{Motif::leaf, 2, 2}, {Motif::facing, 3, 0}, {Motif::quarter, 5, 0}}));
  EXPECT_TRUE(mural(0, 4, 1).empty());
  EXPECT_TRUE(mural(4, 0, 1).empty());
  EXPECT_EQ(mural(1, 1, std::numeric_limits<std::uint64_t>::max()).size(), 1U);
}

// A cell as tones on a grid: which tone is on top at each place.
std::vector<int> drawn(const MuralCell& cell) {
  constexpr int side = 48;
  std::vector<int> out(side * side, static_cast<int>(Tone::fill));
  for (const MuralShape& shape : shapes_of(cell)) {
    const text::Outline& outline = *pictogram(shape.mask);
    const int left = static_cast<int>(std::lround(shape.x * side)), top = static_cast<int>(std::lround(shape.y * side));
    const int width = static_cast<int>(std::lround(shape.width * side)), height = static_cast<int>(std::lround(shape.height * side));
    const std::vector<double> mask = test::raster(*test::flatten(outline.path), outline, width, height);
    const bool across = shape.flip == Quad::Flip::horizontal || shape.flip == Quad::Flip::both;
    const bool upside_down = shape.flip == Quad::Flip::vertical || shape.flip == Quad::Flip::both;
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const int from_x = across ? width - 1 - x : x, from_y = upside_down ? height - 1 - y : y;
        if (mask[static_cast<std::size_t>(from_y * width + from_x)] > 0.5) {
          out[static_cast<std::size_t>((top + y) * side + left + x)] = static_cast<int>(shape.tone);
        }
      }
    }
  }
  return out;
}

TEST(Mural, ShapesStayInTheirCellAndNameMasks) {
  for (int motif = 0; motif < motif_count; ++motif) {
    for (int turn = 0; turn < 4; ++turn) {
      const std::vector<MuralShape> shapes = shapes_of({static_cast<Motif>(motif), 1, turn});
      EXPECT_FALSE(shapes.empty());
      for (const MuralShape& shape : shapes) {
        EXPECT_NE(pictogram(shape.mask), nullptr) << shape.mask;
        EXPECT_GE(shape.x, 0);
        EXPECT_GE(shape.y, 0);
        EXPECT_LE(shape.x + shape.width, 1.0001);
        EXPECT_LE(shape.y + shape.height, 1.0001);
        EXPECT_NE(shape.tone, Tone::fill);
      }
    }
  }
}

// Masks and flips must come to the same picture as a turn of the whole cell.
TEST(Mural, AQuarterTurnOfTheShapesIsAQuarterTurnOfThePicture) {
  for (int motif = 0; motif < motif_count; ++motif) {
    for (int turn = 0; turn < 4; ++turn) {
      const std::vector<int> before = drawn({static_cast<Motif>(motif), 1, turn});
      const std::vector<int> after = drawn({static_cast<Motif>(motif), 1, turn + 1});
      int off = 0;
      for (int y = 0; y < 48; ++y) {
        for (int x = 0; x < 48; ++x) {
          const int turned = after[static_cast<std::size_t>(x * 48 + 47 - y)];
          off += before[static_cast<std::size_t>(y * 48 + x)] == turned ? 0 : 1;
        }
      }
      EXPECT_LE(off, 24) << "motif " << motif << " turn " << turn;  // edge pixels may round either way
    }
  }
}

TEST(Mural, EveryMotifLooksLikeNoOther) {
  for (int a = 0; a < motif_count; ++a) {
    for (int b = a + 1; b < motif_count; ++b) {
      for (int turn = 0; turn < 4; ++turn) {
        EXPECT_NE(drawn({static_cast<Motif>(a), 1, 0}), drawn({static_cast<Motif>(b), 1, turn})) << a << ' ' << b;
      }
    }
  }
}

TEST(SiteMark, FourTilesAndWhatIsOnThem) {
  double area = 0;
  for (const MarkShape& mark : site_mark()) {
    EXPECT_GE(mark.glaze, 1);
    EXPECT_LE(mark.glaze, theme::glaze_count);
    if (mark.shape.mask.empty()) {
      EXPECT_EQ(mark.shape.tone, Tone::fill);
      area += mark.shape.width * mark.shape.height;
    } else {
      EXPECT_NE(pictogram(mark.shape.mask), nullptr);
    }
    EXPECT_LE(mark.shape.x + mark.shape.width, 1);
    EXPECT_LE(mark.shape.y + mark.shape.height, 1);
  }
  EXPECT_DOUBLE_EQ(area, 1);
}

TEST(Stone, IsPaleInDayAndSoftAndNothingOnBlack) {
  for (const Theme theme : {Theme::day, Theme::soft}) {
    const Colour surface = theme::colour(theme, theme::Role::surface);
    for (int number = 1; number <= theme::glaze_count; ++number) {
      const auto g = stone(theme, number);
      ASSERT_TRUE(g.has_value());
      for (const Tone tone : {Tone::fill, Tone::arc, Tone::icon}) {
        EXPECT_LT(theme::contrast(tone_of(*g, tone), surface), 1.5);
        EXPECT_EQ(tone_of(*g, tone).a, 255);  // the cover hides what is under it
      }
      // Yet the shapes can be told apart.
      EXPECT_NE(g->fill, g->arc);
      EXPECT_NE(g->fill, g->icon);
      EXPECT_GT(theme::contrast(g->arc, g->icon), 1.08);
    }
  }
  EXPECT_FALSE(stone(Theme::white_on_black, 1).has_value());
  EXPECT_FALSE(stone(Theme::yellow_on_black, 6).has_value());
}

TEST(MuralDeathTest, AGlazeThatIsNotThereIsABrokenInvariant) {
  EXPECT_DEATH((void)stone(Theme::day, 0), "");
  EXPECT_DEATH((void)theme::glaze(Theme::day, 7), "");
  EXPECT_DEATH((void)mural(-1, 4, 1), "");
}

}  // namespace
}  // namespace kiosk::ui::paint
