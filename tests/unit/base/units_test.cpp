// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/base/units.hpp"

#include <gtest/gtest.h>

namespace kiosk {
namespace {

TEST(Pitch, RoundsToTheNearestPixel) {
  const Pitch landscape{0.248};
  EXPECT_EQ(landscape.px(12.7_mm), 51);
  EXPECT_EQ(landscape.px(0_mm), 0);
  EXPECT_EQ(landscape.px(Mm{} - 12.7_mm), -51);
  EXPECT_NEAR(landscape.mm(51).value, 12.648, 1e-9);
}

TEST(RectPx, EdgesBelongToOneOfTwoNeighbours) {
  const RectPx left{0, 0, 10, 10};
  const RectPx right{10, 0, 10, 10};
  EXPECT_FALSE(left.overlaps(right));
  EXPECT_FALSE(left.contains(PointPx{10, 5}));
  EXPECT_TRUE(right.contains(PointPx{10, 5}));
  EXPECT_TRUE(left.overlaps(RectPx{9, 9, 10, 10}));
  EXPECT_TRUE(left.contains(left));
  EXPECT_FALSE(left.contains(RectPx{5, 5, 6, 5}));
  EXPECT_EQ(left.inset(2), (RectPx{2, 2, 6, 6}));
}

}  // namespace
}  // namespace kiosk
