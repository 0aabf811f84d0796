// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/base/result.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace kiosk {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Error{ErrorCode::input, "an odd number has no half"};
  return number / 2;
}

TEST(Result, HoldsAValueOrAnError) {
  const auto good = half(4);
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(good.value(), 2);
  const auto bad = half(3);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, ErrorCode::input);
  EXPECT_EQ(bad.error().detail, "an odd number has no half");
}

TEST(Result, MovesWhatCannotBeCopied) {
  Result<std::unique_ptr<int>> made{std::make_unique<int>(7)};
  const std::unique_ptr<int> taken = std::move(made).value();
  EXPECT_EQ(*taken, 7);
}

TEST(Result, TakingWhatIsNotThereIsABrokenInvariant) {
  EXPECT_DEATH(static_cast<void>(half(3).value()), "broken invariant");
  EXPECT_DEATH(static_cast<void>(half(4).error()), "broken invariant");
}

}  // namespace
}  // namespace kiosk
