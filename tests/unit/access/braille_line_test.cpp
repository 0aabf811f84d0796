// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/access/braille_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace kiosk::access {
namespace {

using namespace semantics;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

const i18n::Catalogues& strings() {
  static const auto opened = i18n::Catalogues::open(KIOSK_SOURCE_DIR "/locales");
  if (!opened) {
    ADD_FAILURE() << opened.error().detail;
    std::abort();
  }
  return *opened.value();
}

Node node(Role role, std::string id, std::string label = {}, std::vector<Node> children = {}) {
  Node out;
  out.role = role;
  out.id = std::move(id);
  if (!label.empty()) out.label = i18n::plain(std::move(label), "en");
  out.children = std::move(children);
  return out;
}
void collect(const Node& one, int parent, Page& page) {
  const int own = static_cast<int>(page.size());
  page.push_back({&one, parent});
  for (const Node& child : one.children) collect(child, own, page);
}
Page page_of(const Node& root) {
  Page page;
  collect(root, -1, page);
  return page;
}

std::string cells_of(const std::string& text, const std::string& language) { return unicode_braille(braille_line(i18n::plain(text, language)).cells); }
std::string words_of(const Node& root, std::string_view stop) { return braille_line(braille_words(page_of(root), stop, strings(), "en")).text; }

// --- Words ---

TEST(BrailleWords, AreTheWordsOfSpeechWithTheRoleInShort) {
  Node toggle = node(Role::toggle, "bar.read_aloud", "Read aloud");
  toggle.checked = true;
  Node off = node(Role::button, "next", "Next page");
  off.enabled = false;
  const Node root = node(Role::screen, "results", "Results",
                         {node(Role::heading, "title", "Health"), node(Role::card, "card", "Armley Hub", {node(Role::text, "where", "1.2 miles")}), std::move(toggle), std::move(off)});
  EXPECT_EQ(words_of(root, "title"), "Health hdg");
  EXPECT_EQ(words_of(root, "card"), "Armley Hub 1.2 miles btn");
  EXPECT_EQ(words_of(root, "bar.read_aloud"), "Read aloud swt on");
  EXPECT_EQ(words_of(root, "next"), "Next page btn not available");
}

TEST(BrailleWords, OfAPageThatNobodyMovedOnAreItsHeading) {
  const Node root = node(Role::screen, "home", "Home", {node(Role::button, "back", "Back"), node(Role::heading, "title", "What do you need?")});
  EXPECT_EQ(braille_stop(page_of(root), ""), "title");
  EXPECT_EQ(braille_stop(page_of(root), "gone"), "title");
  EXPECT_EQ(braille_stop(page_of(root), "back"), "back");
}

TEST(BrailleWords, En301549_11_2_2_1_ACountdownIsOnTheLineWhereverFocusIs) {
  Node timer = node(Role::timer, "timer", "35 seconds left");
  timer.live = true;
  const Node root = node(Role::screen, "s", "S", {std::move(timer), node(Role::button, "yes", "Yes, carry on")});
  EXPECT_EQ(words_of(root, "yes"), "35 seconds left Yes, carry on btn");
  EXPECT_EQ(words_of(root, "timer"), "35 seconds left");
}

TEST(BrailleWords, AFieldIsWhatIsWrittenInIt_AndTheCursorStandsAfterIt) {
  Node field = node(Role::textfield, "field", "rent help");
  field.spoken = i18n::plain("Search. You typed rent help.", "en");
  field.value = i18n::plain("rent help", "en");
  const Node root = node(Role::screen, "s", "S", {field});
  const BrailleLine line = braille_line(braille_words(page_of(root), "field", strings(), "en"));
  EXPECT_EQ(line.text, "rent help box");
  EXPECT_EQ(braille_cursor(page_of(root), "field", line), 9U);
  field.value.clear();
  const Node empty = node(Role::screen, "s", "S", {field});
  EXPECT_EQ(braille_cursor(page_of(empty), "field", line), 0U);
  EXPECT_EQ(braille_cursor(page_of(node(Role::screen, "s", "S", {node(Role::button, "b", "B")})), "b", line), std::nullopt);
}

TEST(BrailleWords, HaveAShortRoleInEveryLanguage) {
  Node button = node(Role::button, "b");
  button.label = i18n::plain("x", "en");
  const Node root = node(Role::screen, "s", "S", {std::move(button)});
  for (const char* language : {"en", "pl", "ar", "ur", "pa", "zh-Hans"})
    EXPECT_EQ(braille_words(page_of(root), "b", strings(), language).back().language, language);
}

// --- Cells: each expectation is liblouis's own lou_translate of the same words ---

TEST(BrailleCells, AreOfTheLanguagesOwnTable) {
  EXPECT_EQ(cells_of("Money and debt, button 0113 496 0000, 9:30", "en"), "⠠⠍⠕⠝⠑⠽⠀⠁⠝⠙⠀⠙⠑⠃⠞⠂⠀⠃⠥⠞⠞⠕⠝⠀⠼⠚⠁⠁⠉⠐⠙⠊⠋⠐⠚⠚⠚⠚⠂⠀⠼⠊⠒⠼⠉⠚");
  EXPECT_EQ(cells_of("Pieniądze i długi żółć", "pl"), "⠨⠏⠊⠑⠝⠊⠡⠙⠵⠑⠀⠊⠀⠙⠣⠥⠛⠊⠀⠯⠬⠣⠩");
  EXPECT_EQ(cells_of("المال والديون ٠١١٣", "ar"), "⠁⠇⠍⠁⠇⠀⠺⠁⠇⠙⠊⠺⠝⠀⠼⠚⠁⠁⠉");
  EXPECT_EQ(cells_of("رقم اور قرض", "ur"), "⠗⠟⠍⠀⠁⠺⠗⠀⠟⠗⠫");
  EXPECT_EQ(cells_of("ਪੈਸੇ ਅਤੇ ਕਰਜ਼ਾ", "pa"), "⠏⠌⠎⠑⠀⠁⠞⠑⠀⠅⠗⠵⠜");
  EXPECT_EQ(cells_of("金钱和债务,按钮", "zh-Hans"), "⠛⠣⠁⠅⠩⠓⠢⠌⠪⠥⠂⠧⠝⠳⠄");
}

TEST(BrailleCells, ChangeTableWithTheSpan) {
  const BrailleLine line = braille_line({{"Armley ", "en"}, {"زر", "ar"}});
  EXPECT_EQ(unicode_braille(line.cells), "⠠⠁⠗⠍⠇⠑⠽⠀⠵⠗");
}

TEST(BrailleCells, OfWhatATableDoesNotKnowAreAsInEnglish_ElseFull) {
  EXPECT_EQ(cells_of("Wi-Fi", "ur"), cells_of("Wi-Fi", "en"));  // the Urdu table has no Latin letters
  EXPECT_EQ(cells_of("\U0001F600", "en"), "⠿");
}

TEST(BrailleCells, OfALanguageWithoutATableAreBlank_NeverAnotherLanguages) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(cells_of("selam", "ti"), "⠀⠀⠀⠀⠀");
  EXPECT_EQ(cells_of("dada", "ti"), "⠀⠀⠀⠀");
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_NE(log.find("language ti"), std::string::npos);
  EXPECT_EQ(log.find("language ti"), log.rfind("language ti")) << "said once";
  EXPECT_EQ(log.find("selam"), std::string::npos) << "no word of a resident's";
}

TEST(BrailleCells, KnowTheirCharacters) {
  const BrailleLine line = braille_line({{"Ab  \u200bść", "pl"}});
  EXPECT_EQ(line.text, "Ab ść");
  EXPECT_THAT(line.text_at, ElementsAre(0, 0, 1, 2, 3, 5));  // a cell for the capital
}

TEST(BrailleCells, OfAnyBytesAreSome) {
  EXPECT_TRUE(braille_line({}).cells.empty());
  for (const char* language : {"en", "pl", "ar", "ur", "pa", "zh-Hans"}) {
    std::string bytes;
    for (int i = 0; i < 3000; ++i) bytes += static_cast<char>((i * 7919) >> (i % 5));
    const BrailleLine line = braille_line(i18n::plain(bytes, language));
    EXPECT_FALSE(line.cells.empty());
    EXPECT_EQ(line.cells.size(), line.text_at.size());
    for (const ByteOffset at : line.text_at) EXPECT_LT(at, line.text.size());
  }
}

TEST(BrailleCells, ComeFromAnyThread) {
  const std::string alone = cells_of("Money and debt", "en");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&, i] {
      if (i == 0) load_braille_tables();
      for (int n = 0; n < 50; ++n) EXPECT_EQ(cells_of("Money and debt", "en"), alone);
    });
  for (std::thread& thread : threads) thread.join();
}

// --- Windows ---

BrailleCells cells(std::string_view pattern) {  // a dot for a blank
  BrailleCells out;
  for (const char c : pattern) out.push_back(c == '.' ? 0 : 1);
  return out;
}

TEST(BrailleWindows, HoldWholeWords) {
  EXPECT_THAT(braille_windows(cells("xxx.xxx.xxx"), 8), ElementsAre(0, 8));
  EXPECT_THAT(braille_windows(cells("xxx.xxx.xxx"), 7), ElementsAre(0, 8));
  EXPECT_THAT(braille_windows(cells("xxx.xxx.xxx"), 6), ElementsAre(0, 4, 8));
  EXPECT_THAT(braille_windows(cells("xxx.xxx.xxx"), 11), ElementsAre(0));
}
TEST(BrailleWindows, CutAWordThatIsLongerThanTheDisplay) { EXPECT_THAT(braille_windows(cells("xx.xxxxxxxxxx.x"), 4), ElementsAre(0, 3, 7, 11)); }
TEST(BrailleWindows, AreOneAtLeastAndNoneIsBlank) {
  EXPECT_THAT(braille_windows({}, 40), ElementsAre(0));
  EXPECT_THAT(braille_windows(cells("xxxx......"), 4), ElementsAre(0));
  EXPECT_THAT(braille_windows(cells("x"), 1), ElementsAre(0));
}
TEST(BrailleWindows, LeaveNoCellOut) {
  std::uint32_t random = 1;
  for (int round = 0; round < 500; ++round) {
    BrailleCells line;
    for (int i = 0; i < 60; ++i) {
      random = random * 1664525U + 1013904223U;
      line.push_back((random >> 28U) < 4 ? 0 : 1);
    }
    const std::size_t width = 1 + (random >> 24U) % 20;
    const auto starts = braille_windows(line, width);
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (line[at] == 0) continue;
      const auto window = std::prev(std::upper_bound(starts.begin(), starts.end(), at));
      ASSERT_LT(at - *window, width) << "cell " << at << " can be felt";
    }
  }
}

}  // namespace
}  // namespace kiosk::access
