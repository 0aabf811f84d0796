// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/base/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <random>
#include <sstream>

namespace kiosk {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::filesystem::path file = "/etc/leeds-kiosk/kiosk.toml";

ConfigProblem only_problem(std::string_view toml) {
  const ConfigReport report = parse_config(toml, file);
  EXPECT_EQ(report.problems.size(), 1U) << toml;
  return report.problems.empty() ? ConfigProblem{} : report.problems.front();
}

std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path);
  EXPECT_TRUE(in) << path;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The example with the # taken away before every setting.
std::string example_switched_on() {
  std::istringstream in(contents(KIOSK_SOURCE_DIR "/packaging/kiosk.toml"));
  std::string text;
  for (std::string line; std::getline(in, line);) {
    const bool setting = line.starts_with("# ") && line.find(" = ") != std::string::npos;
    text += (setting ? line.substr(2) : line) + '\n';
  }
  return text;
}

struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("kiosk-config-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path with(std::string_view text) const {
    std::ofstream(path / "kiosk.toml") << text;
    return path / "kiosk.toml";
  }
};

TEST(Config, DefaultsAreSafeAndPointIntoTheBuildTree) {
  const Config config;
  EXPECT_EQ(config.site.name, "Leeds Central Library");
  EXPECT_GE(config.idle.question_after_s, 120);
  EXPECT_LE(config.idle.question_after_s, 300);
  EXPECT_GE(config.idle.answer_within_s, 20);
  EXPECT_LE(config.idle.answer_within_s, 45);
  const std::filesystem::path tree = KIOSK_SOURCE_DIR;
  EXPECT_EQ(config.paths.store, tree / "build/store");
  EXPECT_EQ(config.paths.state, tree / "build/state");
  EXPECT_EQ(config.paths.locales, tree / "locales");
  EXPECT_EQ(config.paths.font_manifest, tree / "fonts/manifest.json");
}

TEST(Config, ReadsEveryValue) {
  const auto report = parse_config(R"(
[site]
id = "armley"
name = "Armley Community Hub"
latitude = 53.797
longitude = -1.587
[panel]
width_mm = 527
height_mm = 296.5
[idle]
question_after_s = 300
answer_within_s = 20
[speech]
volume_step = 6
rate_step = 0
[paths]
store = "/var/lib/leeds-kiosk/store"
state = "../state"
locales = "words"
font_manifest = "/usr/share/fonts.json"
espeak_data = "/usr/lib/espeak"
)", file);
  EXPECT_TRUE(report.problems.empty());
  const Config& c = report.config;
  EXPECT_EQ(c.site.id, "armley");
  EXPECT_EQ(c.site.name, "Armley Community Hub");
  EXPECT_EQ(c.site.latitude, 53.797);
  EXPECT_EQ(c.site.longitude, -1.587);
  EXPECT_EQ(c.panel.width_mm, 527);
  EXPECT_EQ(c.panel.height_mm, 296.5);
  EXPECT_EQ(c.idle.question_after_s, 300);
  EXPECT_EQ(c.idle.answer_within_s, 20);
  EXPECT_EQ(c.speech.volume_step, 6);
  EXPECT_EQ(c.speech.rate_step, 0);
  EXPECT_EQ(c.paths.store, "/var/lib/leeds-kiosk/store");
  EXPECT_EQ(c.paths.state, "/etc/state") << "relative to the file, not to where the kiosk was started";
  EXPECT_EQ(c.paths.locales, "/etc/leeds-kiosk/words");
  EXPECT_EQ(c.paths.font_manifest, "/usr/share/fonts.json");
  EXPECT_EQ(c.paths.espeak_data, "/usr/lib/espeak");
}

TEST(Config, NamesPlaceValueReasonAndMend) {
  const auto problem = only_problem("[idle]\n\nanswer_within_s = 90\n");
  EXPECT_EQ(problem.line, 3);
  EXPECT_EQ(problem.key, "idle.answer_within_s");
  EXPECT_EQ(problem.value, "90");
  EXPECT_EQ(problem.sentence(),
            "/etc/leeds-kiosk/kiosk.toml, line 3: idle.answer_within_s = 90: The time to answer, in seconds, must be a "
            "whole number from 20 to 45. Using 40.");
}

TEST(Config, APinInThePlaceOfItsHashIsNotShownInTheLog) {
  const auto problem = only_problem("[staff]\npin_hash = \"73519\"\n");
  EXPECT_EQ(problem.key, "staff.pin_hash");
  EXPECT_EQ(problem.sentence().find("73519"), std::string::npos);
  EXPECT_NE(problem.sentence().find("--pin-hash"), std::string::npos);
  const auto good = parse_config("[staff]\npin_hash = \"$argon2id$v=19$m=8,t=1,p=1$PmXvA2IX5P49DZgBe00h8Q$zUKb\"\n", file);
  EXPECT_TRUE(good.problems.empty());
  EXPECT_TRUE(good.config.staff.pin_hash.starts_with("$argon2id$"));
}

TEST(Config, KeepsTheDefaultForEveryWrongValue) {
  const std::pair<const char*, const char*> wrong[] = {
      {"idle", "question_after_s = 119"},    {"idle", "question_after_s = 301"},   {"idle", "question_after_s = 150.5"},
      {"idle", "question_after_s = \"150\""}, {"idle", "answer_within_s = 46"},     {"idle", "answer_within_s = -9223372036854775808"},
      {"speech", "volume_step = 0"},         {"speech", "volume_step = 7"},        {"speech", "rate_step = -1"},
      {"speech", "rate_step = true"},        {"site", "id = \"Leeds Central\""},   {"site", "id = \"\""},
      {"site", "id = \"../../etc\""},        {"site", "name = \"   \""},           {"site", "name = \"two\\nlines\""},
      {"site", "name = 5"},                  {"site", "name = [\"a\"]"},           {"paths", "store = \"\""},
      {"paths", "store = 1"},                {"paths", "store = \"a\\u0000b\""},
  };
  const Config defaults;
  for (const auto& [section, line] : wrong) {
    const std::string text = std::string("[") + section + "]\n" + line + "\n";
    const auto report = parse_config(text, file);
    ASSERT_EQ(report.problems.size(), 1U) << text;
    EXPECT_EQ(report.problems[0].line, 2) << text;
    EXPECT_EQ(report.problems[0].reason.find("  "), std::string::npos) << report.problems[0].sentence();
    EXPECT_EQ(report.problems[0].sentence().find('\n'), std::string::npos) << "one line in the log";
    EXPECT_EQ(report.config.idle.question_after_s, defaults.idle.question_after_s) << text;
    EXPECT_EQ(report.config.idle.answer_within_s, defaults.idle.answer_within_s) << text;
    EXPECT_EQ(report.config.speech.volume_step, defaults.speech.volume_step) << text;
    EXPECT_EQ(report.config.speech.rate_step, defaults.speech.rate_step) << text;
    EXPECT_EQ(report.config.site.id, defaults.site.id) << text;
    EXPECT_EQ(report.config.site.name, defaults.site.name) << text;
    EXPECT_EQ(report.config.paths.store, defaults.paths.store) << text;
  }
}

TEST(Config, WhatIsHereIsAListAndWhatIsWrongInItIsLeftOut) {
  const ConfigReport good = parse_config("[here]\nhelp = [\"hearing_loop\", \"telephone_interpreter\", \"hearing_loop\"]\nstaff_speak = [\"Polski (Polish)\"]\nnote = \"Ask at the desk.\"\n", file);
  EXPECT_TRUE(good.problems.empty());
  EXPECT_EQ(good.config.here.help, (std::vector<std::string>{"telephone_interpreter", "hearing_loop"}));
  EXPECT_EQ(good.config.here.staff_speak, std::vector<std::string>{"Polski (Polish)"});
  EXPECT_EQ(good.config.here.note, "Ask at the desk.");

  const ConfigReport bad = parse_config("[here]\nhelp = [\"a_signer\", \"hearing_loop\", 3]\nstaff_speak = \"Polish\"\nnote = \"two\\nlines\"\n", file);
  ASSERT_EQ(bad.problems.size(), 4U);
  EXPECT_THAT(bad.problems[0].sentence(), AllOf(HasSubstr("line 2: here.help = "), HasSubstr("a_signer"), HasSubstr("\"bsl_video_relay\""), HasSubstr("Leaving it out.")));
  EXPECT_EQ(bad.config.here.help, std::vector<std::string>{"hearing_loop"}) << "the good one stays";
  EXPECT_TRUE(bad.config.here.staff_speak.empty());
  EXPECT_THAT(bad.problems[2].sentence(), AllOf(HasSubstr("here.staff_speak"), HasSubstr("must be a list")));
  EXPECT_EQ(bad.config.here.note, "");
}

TEST(Config, ReadsTheKeypadAndItsKeysInTheirOrder) {
  const auto report = parse_config(
      "[keypad]\npreset = \"audio-nav\"\nsame_key_after_ms = 500\n[keypad.keys]\n\"Keypad 5\" = \"select\"\nF6 = \"headphones_in\"\n", file);
  EXPECT_TRUE(report.problems.empty());
  const Config::Keypad& keypad = report.config.keypad;
  EXPECT_EQ(keypad.preset, Config::Keypad::Preset::audio_nav);
  EXPECT_EQ(keypad.same_key_after_ms, 500);
  ASSERT_EQ(keypad.keys.size(), 2U);
  EXPECT_EQ(keypad.keys[0].name, "Keypad 5");
  EXPECT_EQ(keypad.keys[0].press, Press::select);
  EXPECT_EQ(keypad.keys[0].line, 5);
  EXPECT_EQ(keypad.keys[1].press, Press::headphones_in);
  for (const std::string_view name : press_names) {
    const auto one = parse_config("[keypad.keys]\nF1 = \"" + std::string(name) + "\"\n", file);
    ASSERT_EQ(one.config.keypad.keys.size(), 1U) << name;
    EXPECT_EQ(name_of(one.config.keypad.keys[0].press), name);
  }
}

TEST(Config, NamesAWrongKeypadWithItsLineAndWhatIsAllowed) {
  EXPECT_THAT(only_problem("[keypad]\npreset = \"storm\"\n").sentence(),
              AllOf(HasSubstr("line 2: keypad.preset = "), HasSubstr("arrows, audio-nav, none"), HasSubstr("Using \"arrows\"")));
  for (const char* wrong : {"501", "-1", "0.1", "\"80\""})
    EXPECT_THAT(only_problem(std::string("[keypad]\nsame_key_after_ms = ") + wrong + "\n").sentence(), AllOf(HasSubstr("0 to 500"), HasSubstr("Using 80")));
  const auto meaning = parse_config("[keypad.keys]\nF1 = \"help\"\nF2 = \"shout\"\nF3 = 3\n", file);
  ASSERT_EQ(meaning.problems.size(), 2U);
  EXPECT_THAT(meaning.problems[0].sentence(), AllOf(HasSubstr("line 3: keypad.keys.F2"), HasSubstr("next, previous, left"), HasSubstr("headphones_out")));
  EXPECT_EQ(meaning.problems[1].line, 4);
  EXPECT_EQ(meaning.config.keypad.keys.size(), 1U) << "the right one holds";
  EXPECT_THAT(only_problem("[keypad]\nkeys = 5\n").sentence(), HasSubstr("[keypad.keys]"));
}

TEST(Config, TheExampleShowsTheKeypadAsItIs) {
  const Config::Keypad defaults, shown = parse_config(example_switched_on(), file).config.keypad;
  EXPECT_EQ(shown.preset, defaults.preset);
  EXPECT_EQ(shown.same_key_after_ms, defaults.same_key_after_ms);
  EXPECT_EQ(shown.keys.size(), 2U);
  for (const std::string_view name : press_names) EXPECT_THAT(example_switched_on(), HasSubstr(std::string(name)));
}

TEST(Config, HalfAPlaceOrHalfAPanelIsNoPlace) {
  const Config defaults;
  const auto swapped = parse_config("[site]\nlatitude = -1.54\nlongitude = 53.8\n", file);
  EXPECT_EQ(swapped.problems.size(), 2U);
  EXPECT_EQ(swapped.config.site.latitude, defaults.site.latitude);

  const auto half = parse_config("[site]\nlatitude = 53.9\nlongitude = nan\n", file);
  EXPECT_EQ(half.problems.size(), 2U);
  EXPECT_EQ(half.config.site.latitude, defaults.site.latitude);
  EXPECT_EQ(half.config.site.longitude, defaults.site.longitude);

  EXPECT_THAT(only_problem("[panel]\nwidth_mm = 527\n").sentence(), AllOf(HasSubstr("panel.width_mm = 527"), HasSubstr("together")));
  EXPECT_EQ(parse_config("[panel]\nwidth_mm = 527\n", file).config.panel.width_mm, 0);
  EXPECT_EQ(parse_config("[panel]\nwidth_mm = inf\nheight_mm = 300\n", file).config.panel.height_mm, 0);
}

TEST(Config, NamesUnknownKeysAndSections) {
  EXPECT_THAT(only_problem("[idle]\nanswer_in_s = 30\n").sentence(),
              AllOf(HasSubstr("line 2: idle.answer_in_s = 30"), HasSubstr("question_after_s, answer_within_s")));
  EXPECT_THAT(only_problem("[sight]\nname = \"Otley\"\n").sentence(), AllOf(HasSubstr("line 1: sight"), HasSubstr("spelling")));
  EXPECT_THAT(only_problem("volume = 3\n").sentence(), HasSubstr("line 1: volume = 3"));
  EXPECT_THAT(only_problem("site = \"Otley\"\n").sentence(), HasSubstr("[site]"));
  EXPECT_THAT(only_problem("[[site]]\nname = \"Otley\"\n").sentence(), HasSubstr("[site]"));
}

TEST(Config, TellsProblemsInTheOrderOfTheFile) {
  const auto report = parse_config("[speech]\nrate_step = 9\n[colour]\n[idle]\nwait = 1\nanswer_within_s = 1\n", file);
  std::vector<int> lines;
  for (const auto& problem : report.problems) lines.push_back(problem.line);
  EXPECT_EQ(lines, (std::vector<int>{2, 3, 5, 6}));
}

TEST(Config, BrokenTomlIsOneProblemWithItsLineAndNothingOfItIsUsed) {
  const auto report = parse_config("[idle]\nquestion_after_s = 300\nanswer_within_s = = 3\n", file);
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_EQ(report.problems[0].line, 3);
  EXPECT_THAT(report.problems[0].sentence(), AllOf(HasSubstr("line 3"), HasSubstr("not TOML"), HasSubstr("defaults")));
  EXPECT_EQ(report.config.idle.question_after_s, Config{}.idle.question_after_s);
}

TEST(Config, AProblemIsOneLineWhateverIsInTheFile) {
  for (const char* text : {"[idle]\nquestion_after_s = n\n", "\"a\\nb\" = 1\n", "[site]\n\"\\u001b[2J\" = \"\\u001b\"\n", "[site]\nname = \"\"\"a\n\nb\"\"\"\n"}) {
    const auto report = parse_config(text, file);
    ASSERT_EQ(report.problems.size(), 1U) << text;
    for (const char c : report.problems[0].sentence()) EXPECT_GE(static_cast<unsigned char>(c), 0x20) << text;
  }
}

TEST(Config, SurvivesHostileText) {
  const std::string inputs[] = {
      std::string("\0\0\0", 3), "\xff\xfe[site]", "[site]\nname = \"\xc3\x28\"", std::string(100000, '['),
      "a = " + std::string(100000, '['), "a" + std::string(5000, '.') + "b = 1", "[site]\nname = \"" + std::string(500000, 'x') + "\"",
      "\xEF\xBB\xBF[site]\nname = \"Otley\"\n", "[site]\r\nname = \"Otley\"\r\n", "[site]\nname = \"\\u202Eyeltο\"\n",
      "[idle]\nanswer_within_s = 99999999999999999999\n", "[site]\nid = \"a\"\nid = \"b\"\n"};
  for (const auto& text : inputs) {
    const auto report = parse_config(text, file);
    for (const auto& problem : report.problems) EXPECT_LT(problem.value.size(), 80U);
  }
  // Bytes changed at random in the real thing, always the same ones.
  const std::string example = example_switched_on();
  std::mt19937 random{7};
  for (int round = 0; round < 2000; ++round) {
    std::string text = example;
    for (int change = 0; change < 4; ++change) text[random() % text.size()] = static_cast<char>(random() % 256);
    const Config config = parse_config(text, file).config;
    ASSERT_TRUE(config.idle.answer_within_s >= 20 && config.idle.answer_within_s <= 45) << text;
    ASSERT_TRUE(config.speech.volume_step >= 1 && config.speech.volume_step <= 6) << text;
  }
}

TEST(Config, TheBrailleHostIsOneWordOrNone) {
  EXPECT_EQ(parse_config("", file).config.braille.host, "");
  EXPECT_EQ(parse_config("[braille]\nhost = \"127.0.0.1:0\"", file).config.braille.host, "127.0.0.1:0");
  for (const char* wrong : {"7", "\"two words\"", "\"line\\nbreak\"", "[\"a\"]"}) {
    const ConfigProblem problem = only_problem(std::string("[braille]\nhost = ") + wrong);
    EXPECT_EQ(problem.key, "braille.host");
    EXPECT_THAT(problem.reason, HasSubstr("127.0.0.1:0")) << "the mend";
  }
}

TEST(Config, PitchIsThePanelsOrThatOfTheDrawnPanels) {
  Config config;
  EXPECT_DOUBLE_EQ(config.pitch({1920, 1080}).mm_per_px, 0.248);
  EXPECT_DOUBLE_EQ(config.pitch({1080, 1920}).mm_per_px, 0.369);
  EXPECT_DOUBLE_EQ(config.pitch({3840, 2160}).mm_per_px, 0.124) << "the same glass with twice the pixels";
  EXPECT_GT(config.pitch({0, 0}).mm_per_px, 0);
  config.panel = {527, 296.5};
  EXPECT_DOUBLE_EQ(config.pitch({1920, 1080}).mm_per_px, 527.0 / 1920);
  EXPECT_DOUBLE_EQ(config.pitch({1080, 1920}).mm_per_px, 527.0 / 1920) << "turned on its side";
}

TEST(Config, TheExampleFileIsWholeAndShowsTheDefaults) {
  const auto as_shipped = parse_config(contents(KIOSK_SOURCE_DIR "/packaging/kiosk.toml"), file);
  for (const auto& problem : as_shipped.problems) ADD_FAILURE() << problem.sentence();

  const auto report = parse_config(example_switched_on(), file);
  for (const auto& problem : report.problems) ADD_FAILURE() << problem.sentence();
  const Config defaults;
  EXPECT_EQ(report.config.site.id, defaults.site.id);
  EXPECT_EQ(report.config.site.name, defaults.site.name);
  EXPECT_EQ(report.config.site.latitude, defaults.site.latitude);
  EXPECT_EQ(report.config.site.longitude, defaults.site.longitude);
  EXPECT_EQ(report.config.braille.host, defaults.braille.host);
  EXPECT_EQ(report.config.idle.question_after_s, defaults.idle.question_after_s);
  EXPECT_EQ(report.config.idle.answer_within_s, defaults.idle.answer_within_s);
  EXPECT_EQ(report.config.speech.volume_step, defaults.speech.volume_step);
  EXPECT_EQ(report.config.speech.rate_step, defaults.speech.rate_step);

  // Every key there is stands in the example: an unknown one draws out the list.
  for (const char* section : {"site", "panel", "idle", "speech", "paths"}) {
    const std::string reason = only_problem(std::string("[") + section + "]\nno_such_key = 1\n").reason;
    const std::size_t start = reason.find(" are ") + 5;
    std::istringstream keys(reason.substr(start, reason.find(". Nothing") - start));
    for (std::string key; std::getline(keys >> std::ws, key, ',');)
      EXPECT_THAT(example_switched_on(), HasSubstr("\n" + key + " = "));
  }
}

TEST(Config, HowThePanelHangsAndFromHowFarItIsSeen_EN301549_8_3) {
  const auto told = parse_config("[panel]\nbottom_above_floor_mm = 760.5\nviewing_distance_mm = 600\n", file);
  EXPECT_TRUE(told.problems.empty());
  EXPECT_EQ(told.config.bottom_above_floor({1080, 1920}).value, 760.5);
  EXPECT_EQ(told.config.panel.viewing_distance_mm, 600);
  const Config usual;
  EXPECT_EQ(usual.panel.viewing_distance_mm, 400);
  EXPECT_EQ(usual.bottom_above_floor({1080, 1920}).value, 800);
  EXPECT_EQ(usual.bottom_above_floor({1920, 1080}).value, 970);
  for (const char* line : {"bottom_above_floor_mm = 0", "bottom_above_floor_mm = -5", "bottom_above_floor_mm = 2001", "bottom_above_floor_mm = \"high\"",
                           "viewing_distance_mm = 299", "viewing_distance_mm = 1001", "viewing_distance_mm = nan"}) {
    const auto report = parse_config(std::string("[panel]\n") + line + "\n", file);
    ASSERT_EQ(report.problems.size(), 1U) << line;
    EXPECT_EQ(report.config.panel.bottom_above_floor_mm, 0) << line;
    EXPECT_EQ(report.config.panel.viewing_distance_mm, 400) << line;
  }
}

TEST(LoadConfig, AMissingFileIsAnErrorOnlyWhenAskedFor) {
  const auto asked = load_config("/nonexistent/kiosk.toml");
  ASSERT_FALSE(asked.ok());
  EXPECT_EQ(asked.error().code, ErrorCode::configuration);
  EXPECT_THAT(asked.error().detail, AllOf(HasSubstr("/nonexistent/kiosk.toml"), HasSubstr("--config")));
  if (std::filesystem::exists(default_config_file)) GTEST_SKIP() << "this machine has a kiosk.toml of its own";
  const auto by_default = load_config(std::nullopt);
  ASSERT_TRUE(by_default.ok());
  EXPECT_TRUE(by_default->problems.empty());
}

TEST(LoadConfig, ReadsAFileAndNamesIt) {
  const Folder folder;
  const auto path = folder.with("[site]\nname = \"Otley Hub\"\n[idle]\nanswer_within_s = 1\n");
  const auto report = load_config(path);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->config.site.name, "Otley Hub");
  ASSERT_EQ(report->problems.size(), 1U);
  EXPECT_THAT(report->problems[0].sentence(), testing::StartsWith(path.string() + ", line 4: "));
}

TEST(LoadConfig, WhatCannotBeReadIsAProblemAndTheDefaults) {
  const Folder folder;
  for (const auto& path : {folder.path, std::filesystem::path("/dev/zero"), folder.with(std::string((1 << 20) + 1, '#'))}) {
    const auto report = load_config(path);
    ASSERT_TRUE(report.ok()) << path;
    ASSERT_EQ(report->problems.size(), 1U) << path;
    EXPECT_THAT(report->problems[0].sentence(), HasSubstr("Using the defaults for everything."));
  }
  const auto empty = load_config(folder.with(""));
  ASSERT_TRUE(empty.ok());
  EXPECT_TRUE(empty->problems.empty());
}

}  // namespace
}  // namespace kiosk
