// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/script_runs.hpp"

#include <gtest/gtest.h>

namespace kiosk::unicode {
namespace {

std::string dump(std::string_view text) {
  std::string out;
  for (const ScriptRun& run : script_runs(text)) {
    out += (out.empty() ? "" : "|") + name_of(run.script) + ":" + std::string(text.substr(run.start, run.end - run.start));
  }
  return out;
}

TEST(ScriptRuns, OneScript) {
  EXPECT_EQ(dump("Armley Library"), "Latn:Armley Library");
  EXPECT_EQ(dump("Zażółć"), "Latn:Zażółć");
  EXPECT_EQ(dump("图书馆"), "Hani:图书馆");
}

TEST(ScriptRuns, PunctuationJoinsWhatWentBefore) {
  EXPECT_EQ(dump("في Leeds: 12"), "Arab:في |Latn:Leeds: 12");
  EXPECT_EQ(dump("12 Leeds"), "Latn:12 Leeds");
}

TEST(ScriptRuns, AClosingBracketGoesWithItsOpener) {
  EXPECT_EQ(dump("ليدز (Leeds) مدينة"), "Arab:ليدز (|Latn:Leeds|Arab:) مدينة");
  EXPECT_EQ(dump("(ليدز (Leeds))"), "Arab:(ليدز (|Latn:Leeds|Arab:))");
  EXPECT_EQ(dump("a)b(ج"), "Latn:a)b(|Arab:ج");
}

TEST(ScriptRuns, MarksStayWithTheirLetter) { EXPECT_EQ(dump("e\xCC\x81ج\xD9\x8E"), "Latn:e\xCC\x81|Arab:ج\xD9\x8E"); }

TEST(ScriptRuns, NoLettersIsCommon) {
  EXPECT_EQ(dump("0113 269 2985"), "Zyyy:0113 269 2985");
  EXPECT_EQ(dump(""), "");
}

TEST(ScriptRuns, HostileTextIsCovered) {
  std::string text(100'000, '(');
  text += "\xff\xed\xa0\x80" + std::string(100'000, ')');
  const auto runs = script_runs(text);
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs.front().end, text.size());
}

TEST(ScriptOfLanguage, KnowsTheKioskLanguages) {
  const auto of = [](const char* tag) { return name_of(script_of_language(tag)); };
  EXPECT_EQ(of("en"), "Latn");
  EXPECT_EQ(of("ar"), "Arab");
  EXPECT_EQ(of("ur"), "Arab");
  EXPECT_EQ(of("ckb"), "Arab");
  EXPECT_EQ(of("pa"), "Guru");
  EXPECT_EQ(of("ti"), "Ethi");
  EXPECT_EQ(of("bn"), "Beng");
  EXPECT_EQ(of("zh-Hans"), "Hans");
  EXPECT_EQ(of("zh-Hant"), "Hant");
  EXPECT_EQ(of("uk"), "Cyrl");
  EXPECT_EQ(of("ku"), "Latn");
  EXPECT_EQ(of(""), "Latn");
  EXPECT_EQ(of("\xff\xfe"), "Latn");
  EXPECT_EQ(of("xx"), "Zyyy");
}

}  // namespace
}  // namespace kiosk::unicode
