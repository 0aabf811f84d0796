// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/bidi.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "kiosk/unicode/utf.hpp"

namespace kiosk::unicode {
namespace {

// unicode-data and ICU are both Unicode 15.0 in Debian 12. If either moves on
// alone, these tests say so here rather than by a thousand odd lines.
void expect_unicode_15(const std::string& path) {
  std::ifstream in(path);
  ASSERT_TRUE(in) << path << " is missing; install the Debian package unicode-data";
  std::string first;
  std::getline(in, first);
  ASSERT_NE(first.find("-15."), std::string::npos) << path << " is " << first << ", but ICU 72 holds Unicode 15.0";
}

std::string utf8(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

// What the files say of one case: a level a character, 'x' where rule X9 removes it.
struct Expected {
  std::vector<std::string> levels;
  std::vector<std::size_t> order;
};

// ICU gives text of one direction throughout the plain levels 0 or 1, where
// the algorithm may say 2: nothing is drawn otherwise, so parity is asked there.
bool one_direction(const std::vector<std::string>& levels) {
  std::set<int> parities;
  for (const std::string& level : levels) {
    if (level != "x") parities.insert(std::stoi(level) % 2);
  }
  return parities.size() < 2;
}

// Empty if it holds, else what came instead.
std::string difference(const std::u32string& text, Direction base, const Expected& expected) {
  const auto by_byte = bidi_levels(utf8(text), base);
  std::vector<BidiLevel> kept;
  std::vector<std::size_t> kept_index;
  std::size_t at = 0;
  const bool uniform = one_direction(expected.levels);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string one;
    append_utf8(one, text[i]);
    const BidiLevel level = by_byte[at];
    at += one.size();
    if (expected.levels[i] == "x") continue;
    const int wanted = std::stoi(expected.levels[i]);
    if (uniform ? level % 2 != wanted % 2 : level != wanted) return "level " + std::to_string(level) + " at " + std::to_string(i);
    kept.push_back(level);
    kept_index.push_back(i);
  }
  std::vector<std::size_t> order;
  for (const std::size_t index : visual_order(kept)) order.push_back(kept_index[index]);
  return order == expected.order ? "" : "another order";
}

template <class T>
std::vector<T> words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<T>(in), {}};
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

// Where ICU 72 itself departs from the file (its characters and direction): a
// combining mark straight after a closing bracket at the very end of the text;
// brackets nested 64 deep; and an isolate opened between two embeddings, whose
// own invisible character gets the next level up.
const std::set<std::string> icu_72_departs{
    "202E 0061 202A 0062 202C 2066 0063 2069 202A 0064 202C 0065 202C;1",
    "202D 0661 202B 0662 202C 2068 0663 2069 202B 0664 202C 0665 202C;0",
    "0061 0028 0062 0029 0331;1",
    "0061 0028 0332 0062 0029 0333;1",
    "05D0 0028 05D1 0029 0331;0",
    "05D0 0028 0332 05D1 0029 0333;0",
    "0661 0028 0662 0029 0331;0",
    "0661 0028 0332 0662 0029 0333;0",
    "0041 200F 005B 05D0 005D 200D 20D6;0",
    "0041 200F 005B 200D 20D6 05D0 005D 200D 20D6;0",
    "0041 200F 005B 200D 200B 20D6 05D0 005D 200B 200D 20D6;0",
    "0061 " + repeated("0028 ", 64) + "0062" + repeated(" 0029", 64) + ";1"};

TEST(BidiConformance, CharacterTest) {
  const std::string path = "/usr/share/unicode/BidiCharacterTest.txt";
  ASSERT_NO_FATAL_FAILURE(expect_unicode_15(path));
  std::ifstream in(path);
  std::string line;
  int run = 0;
  int failed = 0;
  std::size_t departures = 0;
  while (std::getline(in, line)) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> fields;
    std::istringstream parts(line);
    for (std::string field; std::getline(parts, field, ';');) fields.push_back(field);
    if (fields.size() < 4 || fields[1] == "2") continue;  // our callers always say the base direction
    fields.resize(5);
    std::u32string text;
    for (const std::string& code : words<std::string>(fields[0])) text.push_back(static_cast<char32_t>(std::stoul(code, nullptr, 16)));
    const Expected expected{words<std::string>(fields[3]), words<std::size_t>(fields[4])};
    const std::string wrong = difference(text, fields[1] == "1" ? Direction::rtl : Direction::ltr, expected);
    ++run;
    const bool known = icu_72_departs.contains(fields[0] + ";" + fields[1]);
    departures += known && !wrong.empty() ? 1U : 0U;
    if (!wrong.empty() && !known && ++failed < 10) ADD_FAILURE() << line << ": " << wrong;
  }
  EXPECT_EQ(departures, icu_72_departs.size()) << "ICU has changed: shorten the list";
  EXPECT_EQ(failed, 0);
  EXPECT_GT(run, 60'000);
}

TEST(BidiConformance, ClassTest) {
  const std::string path = "/usr/share/unicode/BidiTest.txt";
  ASSERT_NO_FATAL_FAILURE(expect_unicode_15(path));
  // A character of each class.
  const std::map<std::string, char32_t> like{
      {"L", U'a'},      {"R", 0x05D0},    {"AL", 0x0627},   {"EN", U'1'},     {"ES", U'+'},     {"ET", U'$'},
      {"AN", 0x0660},   {"CS", U','},     {"NSM", 0x0300},  {"BN", 0x200B},   {"B", 0x2029},    {"S", U'\t'},
      {"WS", U' '},     {"ON", U'!'},     {"LRE", 0x202A},  {"RLE", 0x202B},  {"PDF", 0x202C},  {"LRO", 0x202D},
      {"RLO", 0x202E},  {"LRI", 0x2066},  {"RLI", 0x2067},  {"FSI", 0x2068},  {"PDI", 0x2069}};
  std::ifstream in(path);
  std::string line;
  Expected expected;
  int run = 0;
  int failed = 0;
  while (std::getline(in, line)) {
    if (line.starts_with("@Levels:")) {
      expected.levels = words<std::string>(line.substr(8));
    } else if (line.starts_with("@Reorder:")) {
      expected.order = words<std::size_t>(line.substr(9));
    } else if (!line.empty() && line.front() != '#' && line.front() != '@') {
      const auto semicolon = line.find(';');
      std::u32string text;
      for (const std::string& name : words<std::string>(line.substr(0, semicolon))) text.push_back(like.at(name));
      const auto bases = std::stoul(line.substr(semicolon + 1), nullptr, 16);
      for (const auto& [bit, base] : {std::pair{2U, Direction::ltr}, std::pair{4U, Direction::rtl}}) {
        if ((bases & bit) == 0) continue;
        const std::string wrong = difference(text, base, expected);
        ++run;
        if (!wrong.empty() && ++failed < 10) ADD_FAILURE() << line << " base " << bit << ": " << wrong;
      }
    }
  }
  EXPECT_EQ(failed, 0);
  EXPECT_GT(run, 500'000);
}

TEST(Bidi, TelephoneNumberWithPlainSpacesIsReversed) {
  // The trap that kiosk/text isolates against.
  const std::string text = "هاتف 0113 269 2985";
  const auto levels = bidi_levels(text, Direction::rtl);
  EXPECT_EQ(levels.back(), 2);
  EXPECT_EQ(levels[text.find("0113") + 4], 1);  // the space between the groups
}

TEST(Bidi, BrokenTextHasALevelForEveryByte) {
  for (const std::string_view text : {"", "\xff", "\xd8", "a\xed\xa0\x80z", "\xe2\x81\xa6", "\xf0\x9f"}) {
    EXPECT_EQ(bidi_levels(text, Direction::rtl).size(), text.size());
    EXPECT_EQ(bidi_levels(text, Direction::ltr).size(), text.size());
  }
}

TEST(Bidi, DeepNestingIsBounded) {
  std::string text;
  for (int i = 0; i < 30'000; ++i) append_utf8(text, 0x2067);
  text += "a";
  for (const BidiLevel level : bidi_levels(text, Direction::ltr)) ASSERT_LE(level, 127);
}

TEST(Bidi, MirrorsBrackets) {
  EXPECT_EQ(mirrored(U'('), U')');
  EXPECT_EQ(mirrored(0x00AB), char32_t{0x00BB});
  EXPECT_EQ(mirrored(U'a'), U'a');
}

TEST(Utf, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(well_formed("abc"), "abc");
  EXPECT_EQ(well_formed("a\xff" "b"), "a\xEF\xBF\xBD" "b");
  EXPECT_EQ(well_formed("\xc0\xaf"), "\xEF\xBF\xBD\xEF\xBF\xBD");                          // overlong
  EXPECT_EQ(well_formed("\xed\xa0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");          // lone surrogate
  EXPECT_EQ(well_formed("\xf0\x9f\x98"), "\xEF\xBF\xBD");                                  // cut short
  EXPECT_EQ(well_formed("\xf0\x9f\x98\x80"), "\xf0\x9f\x98\x80");
  std::string surrogate;
  append_utf8(surrogate, 0xD800);
  EXPECT_EQ(surrogate, "\xEF\xBF\xBD");
}

TEST(Utf, Utf16KnowsItsBytes) {
  const Utf16 wide = to_utf16("a\xf0\x9f\x98\x80\xc3\xa9");
  EXPECT_EQ(wide.units, u"a\U0001F600é");
  EXPECT_EQ(wide.byte_of, (std::vector<ByteOffset>{0, 1, 1, 5, 7}));
}

}  // namespace
}  // namespace kiosk::unicode
