// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine promises to a screen, for friendly and hostile labels.
#include "kiosk/text/engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "kiosk/text/place.hpp"
#include "support.hpp"

namespace kiosk::text {
namespace {

std::vector<std::string> lines_of(const LayoutPtr& layout) {
  std::vector<std::string> out;
  for (const Line& line : layout->lines) out.push_back(line.visual);
  return out;
}

// What holds of every layout.
void expect_sound(const Layout& layout, int width) {
  ByteOffset at = 0;
  std::size_t glyph = 0;
  float top = 0;
  for (const Line& line : layout.lines) {
    EXPECT_EQ(line.start, at);
    EXPECT_GE(line.end, line.start);
    EXPECT_EQ(line.first_glyph, glyph);
    EXPECT_EQ(line.top, top);
    EXPECT_GT(line.height, 0);
    if (!layout.overflowed_word) {
      EXPECT_LE(line.width, static_cast<float>(width) + 0.02F);
      EXPECT_GE(line.x, 0);
      EXPECT_LE(line.x + line.width, static_cast<float>(width) + 0.02F);
    }
    at = line.end;
    glyph += line.glyph_count;
    top += line.height;
  }
  EXPECT_EQ(glyph, layout.glyphs.size());
  EXPECT_EQ(top, layout.height);
  if (!layout.lines.empty()) {
    EXPECT_EQ(at, layout.text.size());
  }
  for (const PlacedGlyph& placed : layout.glyphs) EXPECT_LT(placed.cluster, layout.text.size());
  for (const Layout::Cell& cell : layout.cells) {
    EXPECT_LT(cell.start, cell.end);
    EXPECT_LT(cell.line, layout.lines.size());
  }
}

TEST(Layout, NumbersReadForwardInArabic) {
  // At every width a number is whole, in order, and on one line.
  for (int width = 260; width < 1'400; width += 20) {
    const LayoutPtr layout = engine().layout(arabic_label(), Direction::rtl, body(), width);
    expect_sound(*layout, width);
    EXPECT_FALSE(layout->overflowed_word) << width;
    for (const char* whole : {"0113 269 2985", "10:00–17:00", "LS12 3HB"}) {
      const auto lines = lines_of(layout);
      EXPECT_EQ(std::ranges::count_if(lines, [&](const std::string& line) { return line.find(whole) != std::string::npos; }), 1)
          << whole << " at " << width;
    }
  }
}

TEST(Layout, ArabicReadsFromTheRight) {
  const auto lines = lines_of(engine().layout(arabic_label(), Direction::rtl, body(), 2'000));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0], ".LS12 3HB يديربلا زمرلا ،10:00–17:00 نم 0113 269 2985 مقرلا ىلع (2 قباطلا) Armley Libraryـب لصتا");
}

TEST(Layout, NeighbouringIsolatesKeepTheirOrder) {
  // Neighbours in the other direction are one phrase: an address and its postcode read on from left to right.
  const Label names = {{"Armley", "en"}, {"Beeston", "en"}, {"0113", "en", SpanKind::telephone}};
  EXPECT_EQ(lines_of(engine().layout(names, Direction::rtl, body(), 600)), std::vector<std::string>{"ArmleyBeeston0113"});
  EXPECT_EQ(lines_of(engine().layout(names, Direction::ltr, body(), 600)), std::vector<std::string>{"ArmleyBeeston0113"});
}

TEST(Layout, AlignmentFollowsTheDirection) {
  const Label arabic = i18n::plain("مرحبا", "ar");
  const Label english = i18n::plain("Hello", "en");
  const auto x = [](const Label& label, Direction base, Align align) { return engine().layout(label, base, body(), 600, align)->lines[0].x; };
  EXPECT_EQ(x(english, Direction::ltr, Align::start), 0);
  EXPECT_GT(x(arabic, Direction::rtl, Align::start), 400);
  EXPECT_EQ(x(arabic, Direction::rtl, Align::end), 0);
  EXPECT_GT(x(english, Direction::ltr, Align::end), 400);
  EXPECT_NEAR(x(english, Direction::ltr, Align::center) * 2 + engine().layout(english, Direction::ltr, body(), 600)->width, 600, 2);
  EXPECT_EQ(x(english, Direction::ltr, Align::center), std::floor(x(english, Direction::ltr, Align::center)));
}

TEST(Layout, WidthsAgreeWithEachOther) {
  for (const auto& [label, base] : {std::pair{english_label(), Direction::ltr}, {arabic_label(), Direction::rtl}, {urdu_label(), Direction::rtl},
                                    {panjabi_label(), Direction::ltr}, {chinese_label(), Direction::ltr}}) {
    const int least = engine().min_width(label, base, body());
    const int whole = engine().natural_width(label, base, body());
    EXPECT_LT(least, whole);
    EXPECT_FALSE(engine().layout(label, base, body(), least)->overflowed_word);
    EXPECT_TRUE(engine().layout(label, base, body(), least - 2)->overflowed_word);
    EXPECT_EQ(engine().layout(label, base, body(), whole)->lines.size(), 1U);
    EXPECT_EQ(engine().layout(label, base, body(), whole - 2)->lines.size(), 2U);
    for (int width = least; width < whole; width += 37) expect_sound(*engine().layout(label, base, body(), width), width);
  }
}

TEST(Layout, NewlinesBreakAndEmptyLinesHaveHeight) {
  const LayoutPtr layout = engine().layout({{"One\n\ntwo", "en"}}, Direction::ltr, body(), 600);
  expect_sound(*layout, 600);
  EXPECT_EQ(lines_of(layout), (std::vector<std::string>{"One", "", "two"}));
  EXPECT_EQ(layout->lines[1].height, layout->lines[0].height);
  EXPECT_EQ(engine().natural_width({{"One\n\ntwo", "en"}}, Direction::ltr, body()), engine().natural_width({{"One", "en"}}, Direction::ltr, body()));
}

TEST(Layout, ANewlineInsideAnIsolateKeepsTheIsolate) {
  const auto lines = lines_of(engine().layout({{"عنوان: ", "ar"}, {"2 Stocks Hill,\nArmley (Leeds).", "en"}}, Direction::rtl, body(), 900));
  EXPECT_EQ(lines, (std::vector<std::string>{"2 Stocks Hill, :ناونع", "Armley (Leeds)."}));
}

TEST(Layout, NothingAtAllHasNoLines) {
  for (const Label& label : {Label{}, Label{{"", "en"}}, Label{{"", "ar", SpanKind::telephone}, {"", ""}}}) {
    const LayoutPtr layout = engine().layout(label, Direction::rtl, body(), 100);
    expect_sound(*layout, 100);
    EXPECT_TRUE(layout->lines.empty());
    EXPECT_EQ(layout->spans.size(), label.size());
    EXPECT_EQ(engine().min_width(label, Direction::rtl, body()), 0);
    EXPECT_TRUE(layout->boxes(0, 100).empty());
  }
}

TEST(Layout, LineHeightsAreTheScripts) {
  const auto height = [](const char* text, const char* language, float own = 0) {
    const Style style{.em_px = 100, .line_height_em = own};
    return engine().layout(i18n::plain(text, language), i18n::direction_of(language), style, 3'000)->lines.at(0).height;
  };
  EXPECT_EQ(height("Library", "en"), 136);
  EXPECT_EQ(height("Library", "en", 1.2F), 120);
  EXPECT_EQ(height("مكتبة", "ar"), 170);
  EXPECT_EQ(height("مكتبة", "ar", 1.2F), 150);
  EXPECT_EQ(height("کتب خانہ", "ur"), 225);
  EXPECT_GT(height("کبھی کچھ", "ur"), 225);  // first line: tall words have their room
  EXPECT_EQ(height("ਲਾਇਬ੍ਰੇਰੀ", "pa"), 145);
  EXPECT_EQ(height("ਲਾਇਬ੍ਰੇਰੀ 12", "pa"), 145);  // digits of another face change nothing
  EXPECT_EQ(height("গ্রন্থাগার", "bn"), 132);
  EXPECT_EQ(height("ቤተ መጻሕፍት", "ti"), 140);
  EXPECT_EQ(height("图书馆", "zh-Hans"), 145);
  EXPECT_NEAR(height("Library مكتبة", "en"), 170, 1);
}

// Lines of Nastaliq stand closer than its tallest words are high; what stands above a paragraph is never reached.
TEST(Layout, HangingWordsStayInTheirBox) {
  for (const float own : {0.0F, 1.14F}) {
    for (const char* text : {"کبھی کچھ لکھنے", "کام اہم تعلیم فارم", "آپ یہاں ہیں", "کمپیوٹر پر لکھتے ہیں، کبھی کبھی کھلتی ہے اور گنتے ہیں کہ کام کم ہے"}) {
      const LayoutPtr layout = engine().layout(i18n::plain(text, "ur"), Direction::rtl, {.em_px = 40, .weight = Weight::bold, .line_height_em = own}, 500);
      EXPECT_GE(layout->ink_top, -1) << text;
      EXPECT_LE(layout->ink_bottom, layout->height + 4) << text;  // of bold, a few hundredths of an em
      for (std::size_t i = 1; i < layout->lines.size(); ++i) EXPECT_EQ(layout->lines[i].height, 90) << text;
    }
  }
}

TEST(Layout, CapitalsAreMeasured) {
  const auto cap = [](const char* text, const char* language) {
    return engine().layout(i18n::plain(text, language), i18n::direction_of(language), {.em_px = 100}, 3'000)->cap_height;
  };
  EXPECT_NEAR(cap("Library", "en"), 71.4, 0.1);
  EXPECT_NEAR(cap("مكتبة", "ar"), 73.8, 0.1);
  EXPECT_NEAR(cap("", "en"), 71.4, 0.1);
  const LayoutPtr layout = engine().layout(i18n::plain("H", "en"), Direction::ltr, {.em_px = 100}, 300);
  EXPECT_NEAR(layout->ink_bottom - layout->ink_top, 71.4, 1);
  EXPECT_NEAR(layout->ink_bottom, layout->lines[0].baseline, 1);
}

TEST(Layout, ArabicInkKeepsToItsLine) {
  // Hamza, shadda and vowel marks above, kasra and tails below: at their worst
  // they use a little of the neighbouring line's free space.
  const LayoutPtr layout = engine().layout(i18n::plain("أَإِجِّي لّهُ إنّ ٱلْكِتَابُ", "ar"), Direction::rtl, {.em_px = 100}, 3'000);
  EXPECT_GE(layout->ink_top, -4);
  EXPECT_LE(layout->ink_bottom, layout->height + 4);
}

TEST(Layout, BalancedLinesAreEvenAndNoMore) {
  const Label label = i18n::plain("Work, learning and getting online", "en");
  Style style{.em_px = 37, .weight = Weight::bold};
  for (int width = engine().min_width(label, Direction::ltr, style); width < 700; width += 15) {
    style.balanced = false;
    const LayoutPtr greedy = engine().layout(label, Direction::ltr, style, width);
    style.balanced = true;
    const LayoutPtr even = engine().layout(label, Direction::ltr, style, width);
    expect_sound(*even, width);
    EXPECT_EQ(even->lines.size(), greedy->lines.size());
    EXPECT_LE(even->width, greedy->width);
  }
  EXPECT_EQ(lines_of(engine().layout(label, Direction::ltr, style, 620)), (std::vector<std::string>{"Work, learning", "and getting online"}));
}

TEST(Layout, BoxesCoverTheWordsAskedFor) {
  const Label label = arabic_label();
  const LayoutPtr layout = engine().layout(label, Direction::rtl, body(), 2'000);
  const auto all = layout->boxes(0, layout->text.size());
  ASSERT_EQ(all.size(), 1U);
  EXPECT_NEAR(all[0].width, layout->width, 2);
  // The telephone number: one box, as wide as the number set alone.
  const auto number = layout->span_boxes(3, 0, label[3].text.size());
  ASSERT_EQ(number.size(), 1U);
  EXPECT_NEAR(number[0].width, engine().natural_width({label[3]}, Direction::ltr, body()), 3);
  // Its last group lies at the right of it, its first at the left.
  const auto last = layout->span_boxes(3, 9, 13);
  const auto first = layout->span_boxes(3, 0, 4);
  ASSERT_EQ(first.size(), 1U);
  ASSERT_EQ(last.size(), 1U);
  EXPECT_EQ(first[0].x, number[0].x);
  EXPECT_EQ(last[0].right(), number[0].right());
  EXPECT_LT(first[0].right(), last[0].x);
  EXPECT_TRUE(layout->span_boxes(99, 0, 5).empty());
  EXPECT_TRUE(layout->span_boxes(3, 5, 5).empty());
  // Over a change of direction: from the name into the Arabic after it.
  EXPECT_EQ(layout->boxes(layout->spans[1].end - 3, layout->spans[2].start + 6).size(), 2U);
}

TEST(Layout, BoxesOfTwoLinesAreTwo) {
  const Label label = english_label();
  const LayoutPtr layout = engine().layout(label, Direction::ltr, body(), 400);
  ASSERT_GE(layout->lines.size(), 2U);
  const auto boxes = layout->boxes(0, layout->text.size());
  ASSERT_EQ(boxes.size(), layout->lines.size());
  for (std::size_t i = 0; i + 1 < boxes.size(); ++i) EXPECT_EQ(boxes[i].bottom(), boxes[i + 1].y);
}

TEST(Layout, ARepeatIsTheSameObjectAndOthersAreNot) {
  const Label label = i18n::plain("Search", "en");
  const LayoutPtr first = engine().layout(label, Direction::ltr, body(), 300);
  Label spoken = label;
  spoken[0].value = "for speech alone";
  EXPECT_EQ(engine().layout(spoken, Direction::ltr, body(), 300), first);
  EXPECT_NE(engine().layout(label, Direction::rtl, body(), 300), first);
  EXPECT_NE(engine().layout(label, Direction::ltr, body(), 301), first);
  EXPECT_NE(engine().layout(label, Direction::ltr, body(), 300, Align::center), first);
  EXPECT_NE(engine().layout(label, Direction::ltr, {.em_px = 28, .weight = Weight::bold}, 300), first);
  EXPECT_NE(engine().layout({{"Search", "pl"}}, Direction::ltr, body(), 300), first);
  EXPECT_NE(engine().layout({{"Search", "en", SpanKind::web}}, Direction::ltr, body(), 300), first);
}

TEST(Layout, TheCacheIsBoundedAndLayoutsOutliveIt) {
  const LayoutPtr kept = engine().layout(i18n::plain("kept", "en"), Direction::ltr, body(), 300);
  const std::string before = dump(*kept);
  for (int i = 0; i < 5'000; ++i) (void)engine().layout(i18n::plain(std::to_string(i), "en"), Direction::ltr, body(), 300);
  EXPECT_LT(engine().impl().layouts.size(), 1'100U);
  EXPECT_EQ(dump(*kept), before);
  const LayoutPtr again = engine().layout(i18n::plain("kept", "en"), Direction::ltr, body(), 300);
  EXPECT_NE(again, kept);
  EXPECT_EQ(dump(*again), before);
}

TEST(RecentCache, ForgetsWhatWasUsedLongestAgo) {
  RecentCache<int, int> cache(3);
  const auto has = [&](int key) { return cache.find(static_cast<std::size_t>(key), [key](int k) { return k == key; }) != nullptr; };
  for (int key : {1, 2, 3}) cache.put(static_cast<std::size_t>(key), key, key, 1);
  EXPECT_TRUE(has(1));
  cache.put(4, 4, 4, 1);
  EXPECT_FALSE(has(2));
  EXPECT_TRUE(has(1));
  cache.put(1, 11, 11, 1);  // another key of the same hash takes its place
  EXPECT_FALSE(has(1));
  EXPECT_EQ(cache.size(), 3U);
  cache.put(9, 9, 9, 100);  // too dear, but wanted now
  EXPECT_TRUE(has(9));
  EXPECT_EQ(cache.size(), 1U);
}

TEST(Layout, KnowsWhatItCannotDraw) {
  EXPECT_TRUE(engine().covers(i18n::plain("Ring us: £12.50 – “now” → ✓ ★", "en")));
  EXPECT_TRUE(engine().covers(arabic_label()));
  EXPECT_TRUE(engine().covers(i18n::plain("می‌خواهم", "fa")));  // a zero-width non-joiner
  EXPECT_TRUE(engine().covers(i18n::plain("a\xE2\x80\x8B" "b\xE2\x80\x8E", "en")));
  EXPECT_FALSE(engine().covers(i18n::plain("\xF0\x9F\x98\x80", "en")));
  EXPECT_TRUE(engine().layout(i18n::plain("\xF0\x9F\x98\x80", "en"), Direction::ltr, body(), 300)->missing_glyphs);
}

TEST(Layout, WhatIsInvisibleTakesNoRoom) {
  const int plain = engine().natural_width({{"ab", "en"}}, Direction::ltr, body());
  for (const char* hidden : {"\xE2\x80\x8B", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x81\xA6", "\x01", "\xEF\xBB\xBF", "\xEF\xB8\x8F"}) {
    EXPECT_EQ(engine().natural_width({{std::string("a") + hidden + "b", "en"}}, Direction::ltr, body()), plain) << hidden;
  }
}

TEST(Hostile, ALongWordOverflowsAndSaysSo) {
  const std::string letters(100'000, 'a');
  const LayoutPtr layout = engine().layout(i18n::plain(letters, "en"), Direction::ltr, body(), 800);
  expect_sound(*layout, 800);
  EXPECT_TRUE(layout->overflowed_word);
  EXPECT_EQ(layout->lines.size(), 1U);
  EXPECT_EQ(layout->glyphs.size(), 100'000U);
}

TEST(Hostile, ALongArabicWordAndAWallOfMarks) {
  std::string word;
  std::string marks = "ب";
  for (int i = 0; i < 30'000; ++i) {
    word += "ب";
    marks += "\xD9\x8E";
  }
  expect_sound(*engine().layout(i18n::plain(word, "ar"), Direction::rtl, body(), 800), 800);
  expect_sound(*engine().layout(i18n::plain(marks, "ar"), Direction::rtl, body(), 800), 800);
}

TEST(Hostile, AHundredThousandShortWords) {
  std::string words;
  for (int i = 0; i < 100'000; ++i) words += "a ";
  const LayoutPtr layout = engine().layout(i18n::plain(words, "en"), Direction::ltr, {.balanced = true}, 800);
  expect_sound(*layout, 800);
  EXPECT_GT(layout->lines.size(), 1'000U);
}

TEST(Hostile, UnbalancedIsolatesAndEmbeddings) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += i % 3 == 0 ? "\xE2\x81\xA7" : i % 3 == 1 ? "\xE2\x80\xAE" : "\xE2\x81\xA9";
  const LayoutPtr layout = engine().layout({{text + "abc", "en"}, {"0113", "en", SpanKind::telephone}, {text, "ar"}}, Direction::rtl, body(), 800);
  expect_sound(*layout, 800);
  EXPECT_EQ(lines_of(layout), std::vector<std::string>{"abc0113"});
}

TEST(Hostile, EveryControlAndEveryByte) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  for (const Direction base : {Direction::ltr, Direction::rtl}) {
    expect_sound(*engine().layout(i18n::plain(all, "en"), base, body(), 300), 300);
    expect_sound(*engine().layout({{all, "ar", SpanKind::telephone}}, base, body(), 300), 300);
    expect_sound(*engine().layout({{"\xed\xa0\x80\xed\xb0\x80\xed\xa0\x80", "zh-Hans"}}, base, body(), 300), 300);
    expect_sound(*engine().layout({{"x", all}}, base, body(), 300), 300);  // a language tag that is none
  }
}

TEST(Hostile, RandomLabels) {
  // Pieces that have broken text engines before, in any order.
  const std::string pieces[] = {"a", "b c", " ", "\n", "\r\n", "ب", "لا", "ُ", "ਕ੍ਰ", "ি", "图", "。", "0113", "(", ")", "[", "\xE2\x81\xA6", "\xE2\x81\xA8", "\xE2\x81\xA9",
                                "\xE2\x80\x8B", "\xE2\x80\x8D", "\xC2\xAD", "\xC2\xA0", "\xff", "\xed\xa0\x80", "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9", "\xE2\x80\xA8", "\xCC\x81", "፣", "-", "–", "/"};
  const char* languages[] = {"en", "ar", "ur", "pa", "zh-Hans", "", "q"};
  std::mt19937 random(20261112);  // NOLINT(cert-msc51-cpp): the same labels in every run
  const auto pick = [&random](std::size_t count) { return static_cast<std::size_t>(random() % count); };
  for (int round = 0; round < 1'500; ++round) {
    Label label;
    for (std::size_t span = pick(4); span-- > 0;) {
      std::string text;
      for (std::size_t i = pick(20); i-- > 0;) text += pieces[pick(std::size(pieces))];
      label.push_back({text, languages[pick(std::size(languages))], static_cast<SpanKind>(pick(10))});
    }
    const Style style{.em_px = static_cast<float>(10 + pick(60)), .weight = static_cast<Weight>(pick(3)), .tabular_digits = pick(2) == 0, .balanced = pick(2) == 0};
    const Direction base = pick(2) == 0 ? Direction::ltr : Direction::rtl;
    const int width = static_cast<int>(pick(700));
    const LayoutPtr layout = engine().layout(label, base, style, width, static_cast<Align>(pick(3)));
    expect_sound(*layout, width);
    for (std::size_t i = 0; i < label.size(); ++i) {
      for (const RectPx& box : layout->span_boxes(i, pick(30), pick(30))) EXPECT_GE(box.width, 0);
    }
    if (testing::Test::HasFailure()) FAIL() << "round " << round << " of width " << width << "\n" << dump(*layout);
  }
}

TEST(Hostile, SizesThatCannotBe) {
  for (const float em : {0.0F, -5.0F, 1e9F, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    const LayoutPtr layout = engine().layout(english_label(), Direction::ltr, {.em_px = em, .line_height_em = em}, 100);
    EXPECT_TRUE(std::isfinite(layout->height)) << em;
    EXPECT_GT(layout->height, 0) << em;
  }
  for (const int width : {0, -1, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()}) {
    EXPECT_FALSE(engine().layout(english_label(), Direction::ltr, body(), width, Align::center)->lines.empty()) << width;
  }
}

// WCAG 1.4.12: half an em more between lines, 0.12 em between letters, 0.16 em between words.
TEST(Spacing, LettersWordsAndLinesOfLatinStandApart_W_1_4_12) {
  Style spaced = body();
  spaced.spaced = true;
  const Label words = {{"Ring us first", "en"}};
  const float more = engine().layout(words, Direction::ltr, spaced, 2'000)->width - engine().layout(words, Direction::ltr, body(), 2'000)->width;
  EXPECT_NEAR(more, 13 * 0.12 * 28 + 2 * 0.16 * 28, 0.5);
  const LayoutPtr lines = engine().layout(english_label(), Direction::ltr, spaced, 300);
  ASSERT_GT(lines->lines.size(), 1U);
  for (const Line& line : lines->lines) EXPECT_GE(line.height, 1.5F * 28);
  expect_sound(*lines, 300);
}

TEST(Spacing, LettersThatAreJoinedStayJoined_W_1_4_12) {
  Style spaced = body();
  spaced.spaced = true;
  const std::pair<Label, int> joined[] = {{{{"اتصل بنا الآن", "ar"}}, 2}, {{{"آرملی لائبریری میں", "ur"}}, 2}, {{{"ਜੀ ਆਇਆਂ ਨੂੰ", "pa"}}, 2}, {{{"阿姆利图书馆欢迎您", "zh-Hans"}}, 0}};
  for (const auto& [label, spaces] : joined) {
    const Direction base = label[0].language == "ar" || label[0].language == "ur" ? Direction::rtl : Direction::ltr;
    const LayoutPtr wide = engine().layout(label, base, spaced, 2'000), usual = engine().layout(label, base, body(), 2'000);
    const float more = wide->width - usual->width;
    EXPECT_GE(more, static_cast<float>(spaces) * 0.16F * 28 - 0.5F) << label[0].text;
    EXPECT_LE(more, static_cast<float>(spaces) * 0.16F * 28 * 1.2F + 0.5F) << label[0].text << ": em of this script is larger, and that is all";
    EXPECT_EQ(wide->glyphs.size(), usual->glyphs.size()) << label[0].text;
    EXPECT_GE(wide->lines[0].height, 1.5F * 28 - 1) << label[0].text;
  }
}

TEST(Spacing, AMarkStaysOnItsLetter_W_1_4_12) {
  Style spaced = body();
  spaced.spaced = true;
  const auto width = [&](const char* text, const Style& style) { return engine().layout({{text, "en"}}, Direction::ltr, style, 2'000)->width; };
  const char* marked = "x\xCC\x8Ax";  // x with a ring, which is no letter of its own
  EXPECT_NEAR(width(marked, spaced) - width(marked, body()), 2 * 0.12 * 28, 0.1);
}

}  // namespace
}  // namespace kiosk::text
