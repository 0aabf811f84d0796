// SPDX-License-Identifier: GPL-3.0-or-later
// The manifest: what is missing or broken is named, and the rest goes on.
#include "kiosk/text/fonts.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/text/atlas.hpp"
#include "support.hpp"

namespace kiosk::text {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class Manifest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("kiosk_fonts_test_" + std::to_string(getpid()));
    fs::create_directories(folder_);
    std::ifstream in(KIOSK_SOURCE_DIR "/fonts/manifest.json");
    json_ = Json::parse(in, nullptr, false);
    ASSERT_TRUE(json_.is_object());
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& content) {
    const fs::path path = folder_ / "manifest.json";
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  // Opens it, with what went to the log.
  Result<std::unique_ptr<Engine>> open(const fs::path& path) {
    testing::internal::CaptureStderr();
    auto result = Engine::open(path);
    log_ = testing::internal::GetCapturedStderr();
    return result;
  }
  void expect_refused(const std::string& content, const std::string& reason) {
    const auto result = open(write(content));
    ASSERT_FALSE(result.ok()) << reason;
    EXPECT_EQ(result.error().code, ErrorCode::font);
    EXPECT_NE(result.error().detail.find("manifest.json"), std::string::npos) << result.error().detail;
    EXPECT_NE(result.error().detail.find(reason), std::string::npos) << result.error().detail;
  }

  fs::path folder_;
  Json json_;
  std::string log_;
};

TEST_F(Manifest, OursOpensWithoutAWarning) {
  EXPECT_TRUE(open(KIOSK_SOURCE_DIR "/fonts/manifest.json").ok());
  EXPECT_EQ(log_, "");
}

TEST_F(Manifest, OneThatCannotBeReadIsRefused) {
  const auto missing = open(folder_ / "nowhere" / "manifest.json");
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(missing.error().detail.find("nowhere"), std::string::npos);
  for (const char* content : {"", "[]", "null", "{", "\xff\xfe"}) expect_refused(content, "is not a JSON object");
  expect_refused("{}", "names no folder");
  expect_refused(R"({"directories": 7})", "names no folder");
  expect_refused(R"({"directories": ["/"]})", "lists no face");
  expect_refused(R"({"directories": ["/"], "faces": [7]})", "face 1 of \"faces\" is not an object");
  expect_refused(R"({"directories": ["/"], "faces": [{}]})", "no \"scripts\"");
  expect_refused(R"({"directories": ["/"], "faces": [{"scripts": ["Latin"]}]})", "\"Latin\"");
  expect_refused(R"({"directories": ["/"], "faces": [{"scripts": ["Latn"], "line_height_em": "tall"}]})", "line_height_em");
  json_["faces"][1]["em_scale"] = 40;
  expect_refused(json_.dump(), "face 2");
}

TEST_F(Manifest, AnIconWithoutACodeIsRefused) {
  for (const Json& code : {Json("F0ZZ"), Json(""), Json(17), Json("-5")}) {
    json_["icons"]["bus"] = code;
    expect_refused(json_.dump(), "icon \"bus\"");
  }
}

TEST_F(Manifest, ALineIconThatCannotBeDrawnIsNamed) {
  json_["line_icons"]["check"] = "M1 1 nonsense";
  auto result = open(write(json_.dump()));
  ASSERT_TRUE(result.ok());
  Atlas atlas(*result.value());
  testing::internal::CaptureStderr();
  EXPECT_EQ(atlas.icon("check", 40).width, 0);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("\"check\""), std::string::npos);
  json_["line_icons"]["check"] = 7;
  expect_refused(json_.dump(), "line icon \"check\"");
}

TEST_F(Manifest, WithoutTheLatinFaceThereIsNoEngine) {
  json_["faces"][0]["regular"] = "Gone-Regular.ttf";
  json_["faces"][0]["bold"] = "Gone-Bold.ttf";
  const auto result = open(write(json_.dump()));
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.error().detail.find("Gone-Regular.ttf"), std::string::npos);
  EXPECT_NE(result.error().detail.find("fonts-noto-core"), std::string::npos);
}

TEST_F(Manifest, AMissingScriptIsNamedAndDrawnAsBoxes) {
  json_["faces"][1]["regular"] = "Gone-Regular.ttf";
  json_["faces"][1]["bold"] = "Gone-Bold.ttf";
  json_["faces"][2]["regular"] = "Gone-Too.ttf";
  json_["faces"][2]["bold"] = "Gone-Too.ttf";
  auto result = open(write(json_.dump()));
  ASSERT_TRUE(result.ok());
  EXPECT_NE(log_.find("Gone-Regular.ttf (Noto Naskh Arabic)"), std::string::npos) << log_;
  EXPECT_NE(log_.find("install the Debian package fonts-noto-core"), std::string::npos) << log_;
  Engine& engine = *result.value();
  testing::internal::CaptureStderr();
  EXPECT_FALSE(engine.covers(i18n::plain("مكتبة", "ar")));
  EXPECT_FALSE(engine.covers(i18n::plain("سرّ", "ar")));
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("Arab"), std::string::npos);
  EXPECT_EQ(said.find("Arab"), said.rfind("Arab"));                 // once
  EXPECT_EQ(said.find("مكتبة"), std::string::npos);                  // never the words
  EXPECT_TRUE(engine.covers(i18n::plain("Library", "en")));
  const LayoutPtr layout = engine.layout(i18n::plain("مكتبة", "ar"), Direction::rtl, body(), 300);
  EXPECT_TRUE(layout->missing_glyphs);
  for (const PlacedGlyph& glyph : layout->glyphs) EXPECT_EQ(glyph.glyph, 0U);
}

TEST_F(Manifest, OneStyleOfAScriptStandsInForAnother) {
  json_["faces"][2]["regular"] = "Gone.ttf";  // Nastaliq
  json_["faces"][2]["bold"] = "Gone.ttf";
  auto result = open(write(json_.dump()));
  ASSERT_TRUE(result.ok());
  EXPECT_TRUE(result.value()->covers(i18n::plain("لائبریری", "ur")));
}

TEST_F(Manifest, AMissingBoldIsRegularThickened) {
  json_["faces"][0]["bold"] = "Gone-Bold.ttf";
  auto result = open(write(json_.dump()));
  ASSERT_TRUE(result.ok());
  const auto layout = result.value()->layout(i18n::plain("a", "en"), Direction::ltr, {.weight = Weight::bold}, 100);
  EXPECT_TRUE(layout->glyphs.at(0).emboldened);
}

TEST_F(Manifest, AFileThatIsNoFontIsNamed) {
  std::ofstream(folder_ / "broken.ttf") << "this is not a font";
  std::ofstream(folder_ / "empty.ttf");
  fs::copy_file("/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf", folder_ / "cut.ttf");
  fs::resize_file(folder_ / "cut.ttf", 300);
  json_["directories"].push_back(folder_.string());
  for (const char* name : {"broken.ttf", "empty.ttf", "cut.ttf"}) {
    json_["faces"][1]["regular"] = name;
    json_["faces"][1]["bold"] = name;
    auto result = open(write(json_.dump()));
    ASSERT_TRUE(result.ok()) << name;
    EXPECT_NE(log_.find(name), std::string::npos) << log_;
    (void)result.value()->layout(arabic_label(), Direction::rtl, body(), 300);
  }
}

TEST_F(Manifest, AFontCutInHalfDrawsWhatItCan) {
  const fs::path whole = "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf";
  json_["directories"].push_back(folder_.string());
  json_["faces"][1]["regular"] = "cut.ttf";
  for (const std::uintmax_t parts : {2U, 4U, 9U, 20U}) {
    fs::copy_file(whole, folder_ / "cut.ttf", fs::copy_options::overwrite_existing);
    fs::resize_file(folder_ / "cut.ttf", fs::file_size(whole) / parts * (parts - 1) + 1);
    auto result = open(write(json_.dump()));
    ASSERT_TRUE(result.ok());
    Atlas atlas(*result.value());
    const LayoutPtr layout = result.value()->layout(arabic_label(), Direction::rtl, body(), 300);
    for (const PlacedGlyph& glyph : layout->glyphs) (void)atlas.glyph(glyph);
  }
}

TEST_F(Manifest, AFaceIndexPastTheFileIsNamed) {
  json_["faces"][8]["face_index"] = 99;
  const auto result = open(write(json_.dump()));
  ASSERT_TRUE(result.ok());
  EXPECT_NE(log_.find("NotoSansCJK-Regular.ttc"), std::string::npos) << log_;
}

TEST(FontChoice, FollowsScriptAndLanguage) {
  const auto name = [](const char (&script)[5], const char* language) {
    return fonts().family(fonts().family_for(unicode::script(script), language)).name;
  };
  EXPECT_EQ(name("Latn", "en"), "Noto Sans");
  EXPECT_EQ(name("Cyrl", "uk"), "Noto Sans");
  EXPECT_EQ(name("Arab", "ar"), "Noto Naskh Arabic");
  EXPECT_EQ(name("Arab", "ckb"), "Noto Naskh Arabic");
  EXPECT_EQ(name("Arab", "ur"), "Noto Nastaliq Urdu");
  EXPECT_EQ(name("Arab", "ur-PK"), "Noto Nastaliq Urdu");
  EXPECT_EQ(name("Arab", "urd"), "Noto Naskh Arabic");
  EXPECT_EQ(name("Guru", "pa"), "Noto Sans Gurmukhi");
  EXPECT_EQ(name("Hani", "zh-Hans"), "Noto Sans CJK SC");
  EXPECT_EQ(name("Hani", "zh-Hant"), "Noto Sans CJK TC");
  EXPECT_EQ(name("Hani", "zh-Hant-HK"), "Noto Sans CJK HK");
  EXPECT_EQ(name("Hani", "yue"), "Noto Sans CJK HK");
  EXPECT_EQ(name("Hani", "en"), "Noto Sans CJK SC");
  EXPECT_EQ(name("Runr", "en"), "Noto Sans");
}

}  // namespace
}  // namespace kiosk::text
