// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace kiosk::unicode {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> cut(std::string_view text) {
  std::vector<std::string> out;
  for (const Word& word : words(text)) out.emplace_back(text.substr(word.start, word.end - word.start));
  return out;
}

TEST(Words, OfEveryScript) {
  EXPECT_THAT(cut("Drop-in for children's play, 10.30 at LS8 5HS."),
              ElementsAre("Drop", "in", "for", "children's", "play", "10.30", "at", "LS8", "5HS"));
  EXPECT_THAT(cut("ਅੰਗਰੇਜ਼ੀ ਸਿੱਖੋ"), ElementsAre("ਅੰਗਰੇਜ਼ੀ", "ਸਿੱਖੋ"));
  EXPECT_THAT(cut("مَكْتَبَة عامّة"), ElementsAre("مَكْتَبَة", "عامّة"));
  EXPECT_THAT(cut("می‌خواهم بروم"), ElementsAre("می‌خواهم", "بروم"));
  EXPECT_THAT(cut("ห้องสมุด"), testing::Not(IsEmpty()));
  EXPECT_THAT(cut("ቤተ መጻሕፍት"), ElementsAre("ቤተ", "መጻሕፍት"));
}

TEST(Words, TellTheirKind) {
  EXPECT_EQ(words("LS8").at(0).kind, WordKind::letters);
  EXPECT_EQ(words("图书馆").at(0).kind, WordKind::ideographs);
  EXPECT_EQ(words("한국어").at(0).kind, WordKind::letters);
}

TEST(Words, NothingIsNoWord) {
  EXPECT_THAT(words(""), IsEmpty());
  EXPECT_THAT(words(" -- ? \n😀 …"), IsEmpty());
}

TEST(Words, AnyBytesGiveOrderedRangesInside) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = static_cast<int>(random() % 60); i > 0; --i) text += static_cast<char>(random());
    ByteOffset last = 0;
    for (const Word& word : words(text)) {
      EXPECT_LE(last, word.start);
      EXPECT_LT(word.start, word.end);
      EXPECT_LE(word.end, text.size());
      last = word.end;
    }
  }
}

}  // namespace
}  // namespace kiosk::unicode
