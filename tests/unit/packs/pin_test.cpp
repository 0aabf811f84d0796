// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/pin.hpp"

#include <gtest/gtest.h>

namespace kiosk::packs {
namespace {

TEST(Pin, FitsItsOwnHashAndNoOther) {
  const auto hash = pin_hash_of("20261");
  ASSERT_TRUE(hash.ok());
  EXPECT_TRUE(hash->starts_with("$argon2id$"));
  EXPECT_EQ(hash->find("20261"), std::string::npos);
  EXPECT_TRUE(pin_fits(hash.value(), "20261"));
  EXPECT_FALSE(pin_fits(hash.value(), "20262"));
  EXPECT_FALSE(pin_fits(hash.value(), ""));
  EXPECT_FALSE(pin_fits(hash->substr(0, hash->size() - 3), "20261")) << "damaged";
  EXPECT_FALSE(pin_fits("", "20261"));
}

TEST(Pin, IsFourToEightDigits) {
  for (const char* wrong : {"", "123", "123456789", "12a4", "12 45", "-1234"}) EXPECT_FALSE(pin_hash_of(wrong).ok()) << wrong;
}

}  // namespace
}  // namespace kiosk::packs
