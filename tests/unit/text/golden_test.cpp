// SPDX-License-Identifier: GPL-3.0-or-later
// Every stage of a few labels against text files, so that a failure names its
// stage. After a change that is meant, and looked at on a screen:
//   KIOSK_UPDATE_GOLDENS=1 build/dev/tests/text_tests --gtest_filter='Golden*'
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "kiosk/text/place.hpp"
#include "support.hpp"

namespace kiosk::text {
namespace {

std::string stages(const Label& label, Direction base, const Style& style, int width) {
  const Measured measured = measure(fonts(), make_paragraph(label, base), style);
  const auto lines = break_lines(fonts(), measured, style, static_cast<float>(width));
  std::string out = "1 " + dump(measured.paragraph) + "\n2 items\n" + dump(measured.items, measured.paragraph, fonts()) + "\n3 runs\n";
  for (const ShapedRun& run : measured.runs) out += dump(run, fonts());
  out += "\n4 lines\n" + dump(lines, measured, fonts());
  return out + "\n5 " + dump(place(fonts(), measured, lines, style, width, Align::start));
}

void expect_golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(KIOSK_SOURCE_DIR) + "/tests/unit/text/goldens/" + name + ".txt";
  if (std::getenv("KIOSK_UPDATE_GOLDENS") != nullptr) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "goldens are never written in CI";
    std::ofstream(path) << actual;
    return;
  }
  std::ifstream in(path);
  ASSERT_TRUE(in) << path << " is missing";
  std::stringstream expected;
  expected << in.rdbuf();
  std::istringstream wanted_lines(expected.str());
  std::istringstream actual_lines(actual);
  std::string wanted;
  std::string came;
  std::string stage;
  // The first line that differs is in the stage at fault; those after it follow from it.
  while (std::getline(actual_lines, came)) {
    if (!came.empty() && came[0] >= '1' && came[0] <= '5') stage = came.substr(0, came.find(' ', 2));
    ASSERT_TRUE(std::getline(wanted_lines, wanted)) << name << " is longer than its golden, at stage " << stage << ": " << came;
    ASSERT_EQ(came, wanted) << name << ", stage " << stage;
  }
  ASSERT_FALSE(std::getline(wanted_lines, wanted)) << name << " is shorter than its golden: " << wanted;
}

TEST(Golden, English) { expect_golden("english", stages(english_label(), Direction::ltr, body(), 420)); }
TEST(Golden, Arabic) { expect_golden("arabic", stages(arabic_label(), Direction::rtl, body(), 500)); }
TEST(Golden, ArabicInEnglish) { expect_golden("arabic_in_english", stages({{"Ask for ", "en"}, {"العربية", "ar"}, {" (Arabic).", "en"}}, Direction::ltr, body(), 500)); }
TEST(Golden, Urdu) { expect_golden("urdu", stages(urdu_label(), Direction::rtl, body(), 400)); }
TEST(Golden, Panjabi) { expect_golden("panjabi", stages(panjabi_label(), Direction::ltr, body(), 300)); }
TEST(Golden, Chinese) { expect_golden("chinese", stages(chinese_label(), Direction::ltr, body(), 300)); }
TEST(Golden, BalancedHeading) {
  const Style heading{.em_px = 37, .weight = Weight::bold, .line_height_em = 1.2F, .balanced = true};
  expect_golden("heading", stages({{"Work, learning and getting online", "en"}}, Direction::ltr, heading, 520));
}
TEST(Golden, TabularTelephone) {
  const Style phone{.em_px = 68, .weight = Weight::bold, .line_height_em = 1.15F, .tabular_digits = true};
  expect_golden("telephone", stages({{"0113 269 2985", "en", SpanKind::telephone}}, Direction::ltr, phone, 800));
}

}  // namespace
}  // namespace kiosk::text
