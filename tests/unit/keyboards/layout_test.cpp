// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/keyboards/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

namespace kiosk::keyboards {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

const std::vector<std::string> six{"en", "pl", "ar", "ur", "pa", "zh-Hans"};

const Keyboards& all() {
  static const Keyboards keyboards = [] {
    auto opened = Keyboards::open(six);
    EXPECT_TRUE(opened) << opened.error().detail;
    return std::move(opened).value();
  }();
  return keyboards;
}

// A row's letters, separated by spaces.
std::string letters(const Layout& layout, KeyLevel level, std::size_t row) {
  std::string text;
  for (const Key& key : layout.rows(level).at(row)) text += (text.empty() ? "" : " ") + key.text;
  return text;
}
std::set<std::string> whole_level(const Layout& layout, KeyLevel level) {
  std::set<std::string> texts;
  for (const auto& row : layout.rows(level))
    for (const Key& key : row) texts.insert(key.text);
  return texts;
}

TEST(Keyboards, EnglishIsBritainsOwn) {
  const Layout& own = all().of("en").own;
  EXPECT_EQ(own.xkb_layout, "gb");
  EXPECT_EQ(letters(own, KeyLevel::letters, 0), "q w e r t y u i o p");
  EXPECT_EQ(letters(own, KeyLevel::letters, 1), "a s d f g h j k l");
  EXPECT_EQ(letters(own, KeyLevel::letters, 2), "z x c v b n m");
  EXPECT_EQ(letters(own, KeyLevel::shift, 2), "Z X C V B N M");
  EXPECT_FALSE(own.has(KeyLevel::accents)) << "AltGr of the British keyboard holds other languages' letters";
}

TEST(Keyboards, TheOtherEnglishOneGoesFromAToZ) {
  const Layout& other = all().of("en").other;
  EXPECT_EQ(letters(other, KeyLevel::letters, 0), "a b c d e f g h i j");
  EXPECT_EQ(letters(other, KeyLevel::letters, 1), "k l m n o p q r s");
  EXPECT_EQ(letters(other, KeyLevel::letters, 2), "t u v w x y z");
  EXPECT_EQ(letters(other, KeyLevel::shift, 2), "T U V W X Y Z");
}

TEST(Keyboards, DigitsAndSignsAreTheSameEverywhere) {
  for (const std::string& language : six)
    for (const Layout* layout : {&all().of(language).own, &all().of(language).other}) {
      EXPECT_EQ(letters(*layout, KeyLevel::digits, 0), "1 2 3 4 5 6 7 8 9 0") << language;
      EXPECT_EQ(letters(*layout, KeyLevel::digits, 1), "- ' . & @") << language;
      EXPECT_EQ(layout->rows(KeyLevel::digits)[0][0].name, i18n::plain("1", language));
    }
}

TEST(Keyboards, PolishReachesEveryLetterOfItsOwn) {
  const Layout& own = all().of("pl").own;
  EXPECT_EQ(whole_level(own, KeyLevel::accents), (std::set<std::string>{"ą", "ć", "ę", "ł", "ń", "ó", "ś", "ź", "ż"}));
  EXPECT_EQ(i18n::plain_text(own.sample(KeyLevel::accents)), "ąćę");
  EXPECT_EQ(letters(own, KeyLevel::letters, 0), "q w e r t y u i o p");
}

TEST(Keyboards, ArabicHasEveryLetterAndWritesLamAlefAsTwo) {
  const Layout& own = all().of("ar").own;
  EXPECT_EQ(letters(own, KeyLevel::letters, 0), "ض ص ث ق ف غ ع ه خ ح ج د");
  EXPECT_EQ(letters(own, KeyLevel::letters, 1), "ش س ي ب ل ا ت ن م ك ط");
  EXPECT_EQ(letters(own, KeyLevel::letters, 2), "ئ ء ؤ ر لا ى ة و ز ظ ذ");
  std::set<std::string> reachable = whole_level(own, KeyLevel::letters);
  reachable.merge(whole_level(own, KeyLevel::shift));
  for (const char* letter : {"ا", "أ", "إ", "آ", "ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ", "ر", "ز", "س", "ش", "ص", "ض",
                             "ط", "ظ", "ع", "غ", "ف", "ق", "ك", "ل", "م", "ن", "ه", "و", "ي", "ى", "ة", "ء", "ؤ", "ئ"})
    EXPECT_TRUE(reachable.contains(letter)) << letter;
  // Vowel marks and the stretch of a line are nothing that a search finds.
  for (const char* left_out : {"\u064E", "\u0651", "\u0640"}) EXPECT_FALSE(reachable.contains(left_out));
}

TEST(Keyboards, UrduHasEveryLetter) {
  const Layout& own = all().of("ur").own;
  std::set<std::string> reachable = whole_level(own, KeyLevel::letters);
  reachable.merge(whole_level(own, KeyLevel::shift));
  for (const char* letter : {"ا", "آ", "ب", "پ", "ت", "ٹ", "ث", "ج", "چ", "ح", "خ", "د", "ڈ", "ذ", "ر", "ڑ", "ز", "ژ", "س", "ش",
                             "ص", "ض", "ط", "ظ", "ع", "غ", "ف", "ق", "ک", "گ", "ل", "م", "ن", "ں", "و", "ہ", "ھ", "ء", "ی", "ے"})
    EXPECT_TRUE(reachable.contains(letter)) << letter;
}

TEST(Keyboards, PanjabiHasVowelSignsAndMarksToo) {
  const Layout& own = all().of("pa").own;
  std::set<std::string> reachable = whole_level(own, KeyLevel::letters);
  reachable.merge(whole_level(own, KeyLevel::shift));
  for (const char* letter : {"ਸ", "ਹ", "ਕ", "ਖ", "ਗ", "ਘ", "ਙ", "ਚ", "ਛ", "ਜ", "ਝ", "ਞ", "ਟ", "ਠ", "ਡ", "ਢ", "ਣ", "ਤ", "ਥ", "ਦ", "ਧ", "ਨ",
                             "ਪ", "ਫ", "ਬ", "ਭ", "ਮ", "ਯ", "ਰ", "ਲ", "ਵ", "ੜ", "ਅ", "ਆ", "ਇ", "ਈ", "ਉ", "ਊ", "ਏ", "ਐ", "ਓ", "ਔ",
                             "ਾ", "ਿ", "ੀ", "ੁ", "ੂ", "ੇ", "ੈ", "ੋ", "ੌ", "ੰ", "ਂ", "਼", "੍"})
    EXPECT_TRUE(reachable.contains(letter)) << letter;
  EXPECT_FALSE(reachable.contains("z")) << "the Gurmukhi map leaves a Latin letter in its place";
}

TEST(Keyboards, LatinLettersAreAlwaysOneKeyAway) {
  for (const std::string& language : six) {
    const Pair& pair = all().of(language);
    const bool latin = whole_level(pair.own, KeyLevel::letters).contains("a") || whole_level(pair.other, KeyLevel::letters).contains("a");
    EXPECT_TRUE(latin) << language;
    EXPECT_NE(pair.own.rows(KeyLevel::letters), pair.other.rows(KeyLevel::letters)) << language;
  }
  EXPECT_EQ(all().of("zh-Hans").own.xkb_layout, "gb");
  EXPECT_EQ(all().of("xx").own.xkb_layout, "gb") << "a language nobody asked for types English";
}

// Two keys of one level with the same letters would have the same id.
TEST(Keyboards, EveryKeyTypesSomethingOfItsOwn) {
  for (const std::string& language : six)
    for (const Layout* layout : {&all().of(language).own, &all().of(language).other})
      for (const KeyLevel level : {KeyLevel::letters, KeyLevel::shift, KeyLevel::accents, KeyLevel::digits}) {
        std::size_t keys = 0;
        for (const auto& row : layout->rows(level)) {
          keys += row.size();
          EXPECT_LE(row.size(), 12U) << language;
          for (const Key& key : row) {
            EXPECT_FALSE(key.text.empty());
            EXPECT_FALSE(key.name.empty() || key.name.front().language.empty()) << key.text;
          }
        }
        EXPECT_EQ(whole_level(*layout, level).size(), keys) << language << " level " << static_cast<int>(level);
      }
}

TEST(Keyboards, MissingMapsNameThePackage) {
  const auto opened = Keyboards::open(six, "/nonexistent/xkb");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::file);
  EXPECT_THAT(opened.error().detail, HasSubstr("/nonexistent/xkb"));
  EXPECT_THAT(opened.error().detail, HasSubstr("Install the package xkb-data"));
}

class BrokenMaps : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("xkb-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(root_);
    fs::copy("/usr/share/X11/xkb", root_, fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(root_); }
  void write(const char* symbols, const std::string& text) { std::ofstream(root_ / "symbols" / symbols) << text; }
  fs::path root_;
};

TEST_F(BrokenMaps, WithoutEnglishThereIsNoKeyboard) {
  write("gb", "xkb_symbols \"basic\" { this is not a keyboard map");
  const auto opened = Keyboards::open(six, root_);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().detail, HasSubstr("xkb-data"));
}

TEST_F(BrokenMaps, ALanguageWithoutItsMapTypesLatin) {
  write("ara", std::string("\0\xFF{{{{\"", 8));
  fs::remove(root_ / "symbols/pk");
  const auto opened = Keyboards::open(six, root_);
  ASSERT_TRUE(opened) << opened.error().detail;
  EXPECT_EQ(opened->of("ar").own.xkb_layout, "gb");
  EXPECT_EQ(opened->of("ur").own.xkb_layout, "gb");
  EXPECT_EQ(opened->of("pa").own.xkb_layout, "in(guru)");
}

TEST_F(BrokenMaps, AMapThatHoldsNoLettersIsNone) {
  write("pl", "default xkb_symbols \"basic\" { name[Group1]=\"Polish\"; key <AD01> { [ dead_acute, NoSymbol ] }; key <AE01> { [ 1 ] }; };");
  const auto opened = Keyboards::open(six, root_);
  ASSERT_TRUE(opened) << opened.error().detail;
  EXPECT_EQ(opened->of("pl").own.xkb_layout, "gb");
}

TEST_F(BrokenMaps, DeadKeysAreLeftOut) {
  write("pl", "default xkb_symbols \"basic\" { key <AD01> { [ dead_acute, A ] }; key <AD02> { [ w, NoSymbol ] }; key <AD03> { [ Shift_L ] }; };");
  const auto opened = Keyboards::open(six, root_);
  ASSERT_TRUE(opened) << opened.error().detail;
  const Layout& own = opened->of("pl").own;
  EXPECT_EQ(letters(own, KeyLevel::letters, 0), "w");
  EXPECT_EQ(letters(own, KeyLevel::shift, 0), "A");
}

}  // namespace
}  // namespace kiosk::keyboards
