// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/collation.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::unicode {
namespace {

using testing::ElementsAre;

std::vector<std::string> sorted(std::string_view language, std::vector<std::string> names) {
  std::sort(names.begin(), names.end(), Collation(language));
  return names;
}

TEST(Collation, OrdersLikeAReaderOfTheLanguage) {
  EXPECT_THAT(sorted("en", {"bramley", "Armley", "Åre", "armley"}), ElementsAre("Åre", "armley", "Armley", "bramley"));
  EXPECT_THAT(sorted("pl", {"łata", "luty", "lato"}), ElementsAre("lato", "luty", "łata"));
  EXPECT_THAT(sorted("en", {"łata", "luty", "lato"}), ElementsAre("łata", "lato", "luty"));
  EXPECT_THAT(sorted("ar", {"بنك", "ألف", "تعليم"}), ElementsAre("ألف", "بنك", "تعليم"));
}

TEST(Collation, OrdersNumbersBySize) { EXPECT_THAT(sorted("en", {"Block 10", "Block 2"}), ElementsAre("Block 2", "Block 10")); }

TEST(Collation, TakesUnicodesOrderWhereALanguageHasNone) {
  for (const char* language : {"ckb", "ti", "", "not a language"}) {
    EXPECT_THAT(sorted(language, {"b", "a"}), ElementsAre("a", "b")) << language;
  }
}

TEST(Collation, SurvivesBrokenText) {
  const Collation before("en");
  EXPECT_FALSE(before("", ""));
  EXPECT_TRUE(before("", "a"));
  EXPECT_NE(before("\xff\xfe", "a"), before("a", "\xff\xfe"));
}

}  // namespace
}  // namespace kiosk::unicode
