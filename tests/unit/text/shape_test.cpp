// SPDX-License-Identifier: GPL-3.0-or-later
// Our shaping against HarfBuzz's own program, and what is asked of it.
#include "kiosk/text/shape.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include "support.hpp"

namespace kiosk::text {
namespace {

// The glyphs as `hb-shape` prints them.
std::string glyphs(const ShapedRun& run) {
  const std::string all = dump(run, fonts());
  return all.substr(all.find('['), all.find(']') + 1 - all.find('['));
}

std::string ask_hb_shape(const Face& face, const std::string& options, const std::string& text) {
  const std::string command = "LC_ALL=C.UTF-8 hb-shape --no-glyph-names --utf8-clusters --face-index=" + std::to_string(face.index) + " " + options + " '" +
                              face.file.string() + "' '" + text + "'";
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  std::array<char, 4096> part{};
  while (std::fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr) out += part.data();
  const int status = pclose(pipe);
  EXPECT_EQ(status, 0) << command << " failed; install the Debian package libharfbuzz-bin";
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

struct Word {
  const char* language;
  const char* script;
  const char* text;
};

TEST(Shape, AgreesWithHbShape) {
  constexpr Word words[] = {
      {"en", "Latn", "Library"},      {"en", "Latn", "office"},         {"pl", "Latn", "Zażółć gęślą jaźń"},
      {"ro", "Latn", "Știință și țară"}, {"pt", "Latn", "informações"}, {"el", "Grek", "Βιβλιοθήκη"},
      {"ru", "Cyrl", "Библиотека"},   {"uk", "Cyrl", "їжак"},           {"ar", "Arab", "المكتبة"},
      {"ar", "Arab", "لا إله"},       {"ar", "Arab", "يهمّك اليوم"},      {"fa", "Arab", "کتابخانهٔ محلی"},
      {"fa", "Arab", "می‌خواهم"},      {"ckb", "Arab", "کتێبخانەی لیدز"},  {"ur", "Arab", "لائبریری میں خوش آمدید"},
      {"pa", "Guru", "ਲਾਇਬ੍ਰੇਰੀ"},       {"pa", "Guru", "ਵਿੱਚ"},             {"bn", "Beng", "লাইব্রেরিতে স্বাগতম"},
      {"hi", "Deva", "पुस्तकालय में क्षेत्र"},  {"gu", "Gujr", "પુસ્તકાલય"},          {"ti", "Ethi", "እንኳን ደህና መጡ"},
      {"am", "Ethi", "ቤተ መጻሕፍት"},     {"zh-Hans", "Hani", "图书馆直骨"},   {"zh-Hant", "Hani", "圖書館直骨"},
      {"yue", "Hani", "圖書館直骨"}};
  for (const Weight weight : {Weight::regular, Weight::bold}) {
    for (const Word& word : words) {
      const Direction base = i18n::direction_of(word.language);
      const Style style{.em_px = 28, .weight = weight};
      const Paragraph paragraph = make_paragraph(i18n::plain(word.text, word.language), base);
      const auto items = itemise(paragraph, fonts(), weight);
      ASSERT_EQ(items.size(), 1U) << word.text << "\n" << dump(items, paragraph, fonts());
      const ShapedRun run = shape(fonts(), paragraph, items[0], style, 0, paragraph.text.size());
      const std::string options = std::string("--language=") + word.language + " --script=" + word.script +
                                  " --direction=" + (base == Direction::rtl ? "rtl" : "ltr");
      EXPECT_EQ(glyphs(run), ask_hb_shape(fonts().face(items[0].font), options, word.text)) << word.text;
    }
  }
}

TEST(Shape, TabularDigitsAreOneWidth) {
  const Paragraph paragraph = make_paragraph({{"0123456789", "en", SpanKind::telephone}}, Direction::ltr);
  const auto items = itemise(paragraph, fonts(), Weight::regular);
  ASSERT_EQ(items.size(), 1U);
  const ShapedRun run = shape(fonts(), paragraph, items[0], {.weight = Weight::regular, .tabular_digits = true}, 0, paragraph.text.size());
  for (const ShapedGlyph& glyph : run.glyphs) EXPECT_EQ(glyph.advance, run.glyphs.front().advance);
  EXPECT_EQ(glyphs(run), [&] {
    // Clusters are ours by three bytes of isolate; the rest is hb-shape's.
    std::string wanted = "[";
    const Paragraph bare = make_paragraph({{"0123456789", "en"}}, Direction::ltr);
    const ShapedRun plain = shape(fonts(), bare, itemise(bare, fonts(), Weight::regular)[0], {.weight = Weight::regular, .tabular_digits = true}, 0, 10);
    for (const ShapedGlyph& g : plain.glyphs) wanted += std::to_string(g.glyph) + "=" + std::to_string(g.cluster + 3) + "+" + std::to_string(g.advance) + "|";
    wanted.back() = ']';
    return wanted;
  }());
}

TEST(Shape, ALetterAtTheEndOfTheContextDoesNotJoin) {
  // A line must not show half of a joined pair whose other half is on the next.
  const Paragraph paragraph = make_paragraph({{"بب", "ar"}}, Direction::rtl);
  const auto items = itemise(paragraph, fonts(), Weight::regular);
  Item first = items[0];
  first.end = 2;
  const ShapedRun alone = shape(fonts(), paragraph, first, body(), 0, 2);
  const ShapedRun joined = shape(fonts(), paragraph, first, body(), 0, 4);
  ASSERT_EQ(alone.glyphs.empty() || joined.glyphs.empty(), false);
  EXPECT_NE(glyphs(alone), glyphs(joined));
}

}  // namespace
}  // namespace kiosk::text
