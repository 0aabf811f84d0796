// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/fold.hpp"

#include <gtest/gtest.h>

#include <random>

#include "kiosk/unicode/utf.hpp"

namespace kiosk::unicode {
namespace {

struct Same {
  const char* what;
  const char* one;
  const char* other;
};
class FoldsAlike : public testing::TestWithParam<Same> {};
TEST_P(FoldsAlike, BothWays) { EXPECT_EQ(search_fold(GetParam().one), search_fold(GetParam().other)) << GetParam().what; }

INSTANTIATE_TEST_SUITE_P(Latin, FoldsAlike, testing::Values(
  Same{"case", "LIBRARY", "library"},
  Same{"Polish marks", "żółć", "zolc"},
  Same{"Polish ł", "Łódź", "lodz"},
  Same{"Romanian comma and cedilla", "școală", "şcoală"},
  Same{"Romanian without", "învățământ", "invatamant"},
  Same{"composed and not", "é", "e\u0301"},
  Same{"German sharp s", "Straße", "STRASSE"},
  Same{"Turkish capital", "İstanbul", "istanbul"},
  Same{"Turkish dotless", "ısı", "isi"},
  Same{"French ligature", "cœur", "coeur"},
  Same{"curly apostrophe", "children’s", "childrens"},
  Same{"straight apostrophe", "children's", "childrens"},
  Same{"full width", "ＬＳ８", "ls8"},
  Same{"Vietnamese", "Tiếng Việt", "tieng viet"}));
INSTANTIATE_TEST_SUITE_P(Arabic, FoldsAlike, testing::Values(
  Same{"yeh", "علي", "على"}, Same{"Persian yeh", "علی", "علي"},
  Same{"kaf", "کتاب", "كتاب"}, Same{"teh marbuta", "مكتبة", "مكتبه"},
  Same{"Urdu heh", "صحت ہے", "صحت هے"}, Same{"heh doachashmee", "بھائی", "بهائی"},
  Same{"alef with hamza", "أكل", "اكل"}, Same{"alef madda", "آب", "اب"}, Same{"alef wasla", "ٱلعربية", "العربيه"},
  Same{"vowel marks", "مَكْتَبَة", "مكتبة"}, Same{"tatweel", "مكتـــبة", "مكتبة"},
  Same{"joiner", "می\u200Cخواهم", "میخواهم"}, Same{"hamza on yeh", "ئازاد", "يازاد"},
  Same{"Kurdish e", "هەولێر", "ههولير"}, Same{"noon ghunna", "ماں", "مان"},
  Same{"Arabic digits", "٠١١٣", "0113"}, Same{"Persian digits", "۰۱۱۳", "0113"}));
INSTANTIATE_TEST_SUITE_P(Others, FoldsAlike, testing::Values(
  Same{"Panjabi nukta", "ਅੰਗਰੇਜ਼ੀ", "ਅੰਗਰੇਜੀ"}, Same{"Panjabi tippi and bindi", "ਅੰਗਰੇਜ਼ੀ", "ਅਂਗਰੇਜ਼ੀ"}, Same{"Panjabi addak", "ਪੱਕਾ", "ਪਕਾ"},
  Same{"Hindi nukta", "ज़रूरत", "जरूरत"}, Same{"Hindi candrabindu", "हाँ", "हां"},
  Same{"Bengali digits", "১২৩", "123"}, Same{"Ethiopic", "ሠላም", "ሰላም"}, Same{"Ethiopic ha", "ሐኪም", "ሀኪም"},
  Same{"Chinese", "圖書館", "图书馆"}, Same{"Greek", "Βιβλιοθήκη", "βιβλιοθηκη"}, Same{"Greek sigma", "ΟΔΟΣ", "οδος"},
  Same{"Cyrillic", "ёлка", "елка"}, Same{"Hebrew", "שָׁלוֹם", "שלום"}));

TEST(Fold, KeepsWhatTellsWordsApart) {
  EXPECT_NE(search_fold("ਕੀ"), search_fold("ਕਾ"));   // Panjabi vowels
  EXPECT_NE(search_fold("কি"), search_fold("কা"));
  EXPECT_NE(search_fold("किताब"), search_fold("कताब"));
  EXPECT_NE(search_fold("สวัสดี"), search_fold("สวสด"));  // Thai
  EXPECT_NE(search_fold("が"), search_fold("か"));
  EXPECT_EQ(search_fold("한국어"), "한국어");
}

TEST(Fold, CaseFoldKeepsMarks) {
  EXPECT_EQ(case_fold("ÉCOLE"), "école");
  EXPECT_EQ(case_fold("Größe"), "grösse");
}

TEST(Fold, AnyBytesAreSafeAndFoldingTwiceChangesNothing) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const int length = static_cast<int>(random() % 40);
    for (int i = 0; i < length; ++i) {
      if (round % 2) text += static_cast<char>(random());
      else append_utf8(text, static_cast<char32_t>(random() % (random() % 2 ? 0x3000 : 0x110000)));
    }
    const std::string once = search_fold(text);
    EXPECT_EQ(once, well_formed(once));
    EXPECT_EQ(search_fold(once), once) << testing::PrintToString(text);
  }
  EXPECT_EQ(search_fold(std::string("a\0b", 3)), std::string("a\0b", 3));
  EXPECT_EQ(search_fold(""), "");
}

}  // namespace
}  // namespace kiosk::unicode
