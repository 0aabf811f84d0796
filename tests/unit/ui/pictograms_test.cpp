// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/ui/paint/pictograms.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>
#include <string>

#include "tests/unit/ui/raster.hpp"

namespace kiosk::ui::paint {
namespace {

// A drawn picture: coverage on a grid of one cell a unit of its view.
struct Drawn {
  int width = 0;
  int height = 0;
  std::vector<double> coverage;
  [[nodiscard]] double at(int x, int y) const {
    return coverage[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
  [[nodiscard]] double share() const {
    return std::accumulate(coverage.begin(), coverage.end(), 0.0) / static_cast<double>(coverage.size());
  }
};

Drawn draw(std::string_view name) {
  const text::Outline* outline = pictogram(name);
  if (outline == nullptr) return {};
  const auto contours = test::flatten(outline->path);
  if (!contours) return {};
  const int width = static_cast<int>(outline->view_width), height = static_cast<int>(outline->view_height);
  return {width, height, test::raster(*contours, *outline, width, height)};
}

TEST(Pictograms, ThePromisedNamesAreThereOnce) {
  const std::set<std::string_view> names(pictogram_names().begin(), pictogram_names().end());
  EXPECT_EQ(names.size(), pictogram_names().size());
  for (const char* name : {"topic.health", "topic.money", "topic.home", "topic.family", "topic.work", "topic.rights",
                           "help.badge", "help.lifebuoy", "bsl.hands", "speaker.solid", "desk", "quarter", "half",
                           "half_side", "disc", "ring", "leaf", "cut"}) {
    EXPECT_NE(pictogram(name), nullptr) << name;
    EXPECT_EQ(names.count(name), 1U) << name;
  }
  for (const char* none : {"", "topic", "topic.", "topic.HEALTH", "quarter ", "\xff"}) EXPECT_EQ(pictogram(none), nullptr);
}

TEST(Pictograms, EachParsesStaysInItsBoxAndHasInk) {
  for (const std::string_view name : pictogram_names()) {
    const text::Outline& outline = *pictogram(name);
    const auto contours = test::flatten(outline.path);
    ASSERT_TRUE(contours.has_value()) << name;
    for (const test::Contour& contour : *contours) {
      EXPECT_GE(contour.size(), 3U) << name;
      for (const test::Point& point : contour) {
        EXPECT_GE(point.x, -0.01) << name;
        EXPECT_GE(point.y, -0.01) << name;
        EXPECT_LE(point.x, static_cast<double>(outline.view_width) + 0.01) << name;
        EXPECT_LE(point.y, static_cast<double>(outline.view_height) + 0.01) << name;
      }
    }
    const double share = draw(name).share();
    EXPECT_GT(share, 0.12) << name;
    EXPECT_LT(share, 0.86) << name;
  }
}

// Shapes meet their neighbours and edges without a hair between: they fill what geometry says.
TEST(Pictograms, ShapesCoverWhatTheyShould) {
  EXPECT_NEAR(draw("quarter").share(), 0.7854, 0.005);
  EXPECT_NEAR(draw("half").share(), 0.7854, 0.005);
  EXPECT_NEAR(draw("half_side").share(), 0.7854, 0.005);
  EXPECT_NEAR(draw("disc").share(), 0.7854, 0.005);
  EXPECT_NEAR(draw("leaf").share(), 0.5708, 0.005);
  EXPECT_NEAR(draw("cut").share(), 0.5, 0.02);
  EXPECT_NEAR(draw("help.badge").share(), 0.8284, 0.005);
  const Drawn quarter = draw("quarter");
  EXPECT_EQ(quarter.at(47, 0), 1);  // centre top right
  EXPECT_EQ(quarter.at(0, 47), 0);
  const Drawn half = draw("half");
  EXPECT_EQ(half.at(24, 0), 1);     // a dome, flat below
  EXPECT_EQ(half.at(0, 0), 0);
  const Drawn side = draw("half_side");
  EXPECT_EQ(side.at(0, 24), 1);
  EXPECT_EQ(side.at(23, 0), 0);
  const Drawn leaf = draw("leaf");
  EXPECT_EQ(leaf.at(24, 24), 1);
  EXPECT_EQ(leaf.at(0, 0), 0);
  EXPECT_EQ(leaf.at(47, 47), 0);
  const Drawn cut = draw("cut");
  EXPECT_EQ(cut.at(0, 47), 1);
  EXPECT_EQ(cut.at(47, 0), 0);
}

// What is cut out of a picture must be open, and what stands in the hole solid.
TEST(Pictograms, HolesAreOpen) {
  const Drawn health = draw("topic.health");
  EXPECT_EQ(health.at(24, 22), 0);  // the cross
  EXPECT_EQ(health.at(17, 22), 0);
  EXPECT_EQ(health.at(24, 35), 1);
  EXPECT_EQ(health.at(12, 14), 1);
  const Drawn money = draw("topic.money");
  EXPECT_EQ(money.at(21, 16), 0);   // the stem of the pound sign
  EXPECT_EQ(money.at(24, 18), 0);   // and its foot
  EXPECT_EQ(money.at(16, 14), 1);
  EXPECT_EQ(money.at(24, 26), 0);   // coin and bowl apart
  EXPECT_EQ(money.at(24, 34), 1);
  const Drawn home = draw("topic.home");
  EXPECT_EQ(home.at(24, 21), 0);    // window
  EXPECT_EQ(home.at(24, 38), 0);    // door
  EXPECT_EQ(home.at(14, 38), 1);
  const Drawn work = draw("topic.work");
  EXPECT_EQ(work.at(17, 20), 0);    // pages
  EXPECT_EQ(work.at(30, 20), 0);
  EXPECT_EQ(work.at(23, 20), 1);    // spine
  EXPECT_EQ(work.at(24, 32), 0);    // screen and keys apart
  const Drawn rights = draw("topic.rights");
  EXPECT_EQ(rights.at(23, 20), 0);  // post
  EXPECT_EQ(rights.at(16, 20), 1);  // inside the strings of a pan
  EXPECT_EQ(rights.at(16, 24), 0);  // the pan
  EXPECT_EQ(rights.at(8, 20), 1);
  const Drawn buoy = draw("help.lifebuoy");
  EXPECT_EQ(buoy.at(23, 23), 0);    // the middle
  EXPECT_EQ(buoy.at(24, 14), 0);    // between the spokes
  EXPECT_EQ(buoy.at(31, 31), 1);    // a spoke
  const Drawn ring = draw("ring");
  EXPECT_EQ(ring.at(24, 24), 0);
  EXPECT_EQ(ring.at(24, 3), 1);
}

TEST(Pictograms, FamilyAndHandsAreOneInTheGlass) {
  const Drawn family = draw("topic.family"), hands = draw("bsl.hands");
  double family_off = 0, hands_off = 0;
  for (int y = 0; y < 48; ++y) {
    for (int x = 0; x < 48; ++x) {
      family_off += std::abs(family.at(x, y) - family.at(47 - x, y));
      hands_off += std::abs(hands.at(x, y) - hands.at(47 - x, 47 - y));
    }
  }
  EXPECT_LT(family_off / (48 * 48), 0.01);  // mirrored left to right
  EXPECT_LT(hands_off / (48 * 48), 0.01);   // one hand is the other, turned about
}

// The reader of path data that these tests lean on refuses what is not path data.
TEST(PathData, BrokenDataIsRefused) {
  for (const char* broken : {"", "   ", "L1 1 Z", "M1 1", "M1 Z", "M1 1 L2 Z", "M1 1 A1 1 0 0 1 2 2 Z", "M1 1 M2 2 Z",
                             "M1 1 L2 2 Z L3 3", "M1 1 Lnan 2 Z", "m1 1 l2 2 z", "M1 1 L2 2 Z x"}) {
    EXPECT_FALSE(test::flatten(broken).has_value()) << broken;
  }
  EXPECT_TRUE(test::flatten("M0 0 L10,0 Q10 10 0 10 Z").has_value());
}

}  // namespace
}  // namespace kiosk::ui::paint
