// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/breaks.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <string>

#include "kiosk/unicode/utf.hpp"

namespace kiosk::unicode {
namespace {

std::vector<ByteOffset> offsets(const std::vector<LineBreak>& breaks) {
  std::vector<ByteOffset> out;
  for (const LineBreak& at : breaks) out.push_back(at.at);
  return out;
}

// Runs a file of UAX #14 or #29 and returns the lines, comments cut, that came out otherwise.
std::vector<std::string> failing_lines(const std::string& path, const std::function<std::vector<ByteOffset>(std::string_view)>& breaks,
                                       int& run) {
  std::vector<std::string> failed;
  std::ifstream in(path);
  EXPECT_TRUE(in) << path << " is missing; install the Debian package unicode-data";
  std::string line;
  std::getline(in, line);
  EXPECT_NE(line.find("-15.0"), std::string::npos) << path << " is " << line << ", but ICU 72 holds Unicode 15.0";
  while (std::getline(in, line)) {
    line = line.substr(0, line.find('#'));
    while (!line.empty() && (line.back() == '\t' || line.back() == ' ')) line.pop_back();
    if (line.empty()) continue;
    std::istringstream parts(line);
    std::string text;
    std::vector<ByteOffset> expected;
    for (std::string part; parts >> part;) {
      if (part == "÷") {
        if (!text.empty()) expected.push_back(text.size());
      } else if (part != "×") {
        append_utf8(text, static_cast<char32_t>(std::stoul(part, nullptr, 16)));
      }
    }
    ++run;
    if (breaks(text) != expected) failed.push_back(line);
  }
  return failed;
}

std::string listed(const std::vector<std::string>& lines) {
  std::string out;
  for (std::size_t i = 0; i < lines.size() && i < 50; ++i) out += lines[i] + "\n";
  return out;
}

// Where ICU 72 follows CLDR's tailoring rather than the plain rules: a hyphen
// at the start of a word keeps to it, and so does the `.` or `,` of a number.
const std::vector<std::string> cldr_tailors{
    "× 002D ÷ 0023 ÷",
    "× 002D × 0308 ÷ 0023 ÷",
    "× 002D ÷ 00A7 ÷",
    "× 002D × 0308 ÷ 00A7 ÷",
    "× 002D ÷ 50005 ÷",
    "× 002D × 0308 ÷ 50005 ÷",
    "× 002D ÷ 0E01 ÷",
    "× 002D × 0308 ÷ 0E01 ÷",
    "× 002C ÷ 0030 ÷",
    "× 002C × 0308 ÷ 0030 ÷",
    "× 0065 × 0071 × 0075 × 0061 × 006C × 0073 × 0020 × 002E ÷ 0033 × 0035 × 0020 ÷ 0063 × 0065 × 006E × 0074 × 0073 ÷",
    "× 0061 × 002E ÷ 0032 × 0020 ÷",
    "× 0061 × 002E ÷ 0032 × 0020 ÷ 0915 ÷",
    "× 0061 × 002E ÷ 0032 × 0020 ÷ 672C ÷",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 672C ÷",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 307E ÷",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 0033 ÷",
    "× 0041 × 002E ÷ 0031 × 0020 ÷ BABB ÷",
    "× BD24 ÷ C5B4 × 002E × 0020 ÷ 0041 × 002E ÷ 0032 × 0020 ÷ BCFC ÷",
    "× BD10 ÷ C694 × 002E × 0020 ÷ 0041 × 002E ÷ 0033 × 0020 ÷ BABB ÷",
    "× C694 × 002E × 0020 ÷ 0041 × 002E ÷ 0034 × 0020 ÷ BABB ÷",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 300C ÷"};

TEST(BreakConformance, Lines) {
  int run = 0;
  const auto failed = failing_lines(
      "/usr/share/unicode/auxiliary/LineBreakTest.txt", [](std::string_view text) { return offsets(line_breaks(text, "en")); }, run);
  EXPECT_GT(run, 7'000);
  EXPECT_EQ(failed, cldr_tailors) << failed.size() << " of " << run << "\n" << listed(failed);
}

TEST(BreakConformance, Graphemes) {
  int run = 0;
  const auto failed = failing_lines("/usr/share/unicode/auxiliary/GraphemeBreakTest.txt", grapheme_breaks, run);
  EXPECT_GT(run, 500);
  EXPECT_TRUE(failed.empty()) << failed.size() << " of " << run << "\n" << listed(failed);
}

TEST(BreakConformance, Sentences) {
  int run = 0;
  const auto failed = failing_lines(
      "/usr/share/unicode/auxiliary/SentenceBreakTest.txt", [](std::string_view text) { return sentence_breaks(text, "en"); }, run);
  EXPECT_GT(run, 400);
  EXPECT_TRUE(failed.empty()) << failed.size() << " of " << run << "\n" << listed(failed);
}

TEST(Breaks, EmptyTextHasNone) {
  EXPECT_TRUE(line_breaks("", "en").empty());
  EXPECT_TRUE(grapheme_breaks("").empty());
  EXPECT_TRUE(sentence_breaks("", "ar").empty());
}

TEST(Breaks, NewlinesAreMandatory) {
  const std::vector<LineBreak> expected{{2, true}, {4, false}, {5, false}};
  EXPECT_EQ(line_breaks("a\nb c", "en"), expected);
}

TEST(Breaks, ChineseBreaksBetweenIdeographsButNotBeforeAFullStop) {
  EXPECT_EQ(offsets(line_breaks("图书馆。", "zh-Hans")), (std::vector<ByteOffset>{3, 6, 12}));
}

TEST(Breaks, SentencesOfArabicAndHindi) {
  const std::string arabic = "مرحبا. أهلا؟ نعم";
  EXPECT_EQ(sentence_breaks(arabic, "ar").size(), 3U);
  EXPECT_EQ(sentence_breaks("नमस्ते। आप कैसे हैं?", "hi").size(), 2U);
}

TEST(Breaks, OddTagsAndBrokenTextGiveAnAnswer) {
  for (const char* language : {"", "xx-nonsense-????", "ckb", "zh-Hant-HK", "a_very_long_tag_that_is_no_language_at_all_and_goes_on"}) {
    const auto found = line_breaks("one two \xff\xfe three", language);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.back().at, 16U);
  }
  EXPECT_EQ(grapheme_breaks("\xf0\x9f\x98").back(), 3U);
}

}  // namespace
}  // namespace kiosk::unicode
