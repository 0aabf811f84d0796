// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way, with the real engine. Samples differ a little from one time to
// the next in one process, so these look at events, durations and levels.
#include "kiosk/speech/speaker.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

#include "kiosk/i18n/catalogue.hpp"
#include "kiosk/speech/script.hpp"
#include "support.hpp"

namespace kiosk::speech {
namespace {

using i18n::SpanKind;

constexpr const char* long_text =
    "The library is open today until five in the evening. Staff at the desk can help you to use a computer, or to print a form. "
    "There is a ramp at the side door, and the toilets are on the ground floor.";

TEST(Speaker, SaysALabelClauseByClauseToTheEnd) {
  const auto speaker = logging_speaker();
  ASSERT_TRUE(speaker->available()) << speaker->why_silent();
  speaker->say({{"a", {{"Ring ", "en"}, {"0113 269 2985", "en", SpanKind::telephone}}}, {"b", i18n::plain("Goodbye.", "en")}}, 42);
  EXPECT_TRUE(speaker->speaking());
  const auto heard = hear_out(*speaker);
  EXPECT_GT(heard.size(), 3U * sample_rate_hz);
  EXPECT_GT(loudest(heard), 1000);
  EXPECT_FALSE(speaker->speaking());
  EXPECT_EQ(speaker->position(), std::nullopt);
  const auto log = speaker->log();
  ASSERT_EQ(log.size(), 3U);
  EXPECT_EQ(log[1].text, "0 1 1 3, 2 6 9, 2 9 8 5");
  EXPECT_EQ(log[1].voice, "gmw/en");
  EXPECT_EQ(log[1].requested_ms, 42);
  EXPECT_EQ(log[2].node, "b");
  for (const LogEntry& entry : log) EXPECT_EQ(entry.ended, Ended::finished);
  ASSERT_TRUE(log[0].first_sound_wall_ms.has_value());
  EXPECT_GT(*log[0].first_sound_wall_ms, 0.0);
  EXPECT_EQ(log[1].first_sound_wall_ms, std::nullopt) << "one action has one first sound";
}

// EN 301 549 5.1.3.10: nothing that nobody asked for sounds for more than 3 s; at the rate a visit begins with.
TEST(Speaker, TheKiosksOwnSentencesTakeAtMostThreeSeconds_EN_5_1_3_10) {
  const auto strings = i18n::Catalogues::open(KIOSK_SOURCE_DIR "/locales");
  ASSERT_TRUE(strings.ok());
  const auto speaker = logging_speaker();
  using i18n::operator""_msg;
  for (const auto& language : strings.value()->languages()) {
    for (const auto key : {"speech.message.hello"_msg, "speech.message.hear_first"_msg, "speech.message.unplugged"_msg, "service.heading.aloud"_msg}) {
      ASSERT_TRUE(strings.value()->has(language.tag, key)) << language.tag << ' ' << key.name;
      speaker->say({{"", strings.value()->get(language.tag, key)}}, 0);
      const auto heard = hear_out(*speaker);
      EXPECT_GT(heard.size(), 1U * sample_rate_hz) << language.tag << ' ' << key.name;
      EXPECT_LE(heard.size(), 3U * sample_rate_hz) << language.tag << ' ' << key.name << ": " << heard.size() / (sample_rate_hz / 100) << " hundredths of a second";
    }
  }
}

TEST(Speaker, StartsToSoundAtOnce) {
  const auto speaker = logging_speaker();
  for (const char* text : {"Home", "Hello", "Open today"}) {
    speaker->say(words(text), 0);
    const auto heard = hear_out(*speaker);
    const auto first = std::find_if(heard.begin(), heard.end(), [](std::int16_t sample) { return std::abs(int{sample}) > 8; });
    EXPECT_LT(first - heard.begin(), sample_rate_hz / 200) << text;
  }
}

TEST(Speaker, AnEnglishNameInArabicIsSaidByAnEnglishVoice) {
  const auto speaker = logging_speaker();
  speaker->say({{"n", {{"تقع ", "ar"}, {"Armley Library", "en"}, {" في ليدز", "ar"}}}}, 0);
  hear_out(*speaker);
  const auto log = speaker->log();
  ASSERT_EQ(log.size(), 3U);
  EXPECT_EQ(log[0].voice, "sem/ar");
  EXPECT_EQ(log[1].voice, "gmw/en");
  EXPECT_EQ(log[1].text, "Armley Library");
  EXPECT_EQ(log[2].voice, "sem/ar");
}

TEST(Speaker, TellsThePlaceInTheWholeLabelWhenOnlyAPartIsSaid) {
  const auto speaker = logging_speaker();
  speaker->say({{"n", {{"second half.", "en"}, {"And more.", "en"}}, 3, 40}}, 0);
  std::array<std::int16_t, 256> out{};
  ASSERT_GT(speaker->pull_blocking(out.data(), out.size()), 0U);
  EXPECT_EQ(speaker->position(), (Position{"n", 3, 40, 52}));
  std::optional<Position> last;
  while (speaker->pull_blocking(out.data(), out.size()) > 0)
    if (const auto now = speaker->position()) last = now;
  EXPECT_EQ(last, (Position{"n", 4, 0, 9})) << "only the first span was cut";
}

TEST(Speaker, ALanguageWithoutAVoiceIsSilentAndSaysSo) {
  const auto speaker = logging_speaker();
  EXPECT_FALSE(speaker->has_voice("ckb"));
  speaker->say(words("کتێبخانە", "ckb"), 0);
  std::array<std::int16_t, 256> out{};
  EXPECT_EQ(speaker->pull_blocking(out.data(), out.size()), 0U);
  EXPECT_FALSE(speaker->speaking());
  speaker->say({{"n", {{"کتێبخانە ", "ckb"}, {"Armley", "en"}, {" ئەمڕۆ", "ckb"}}}}, 0);
  EXPECT_GT(loudest(hear_out(*speaker)), 1000);
  const auto log = speaker->log();
  ASSERT_EQ(log.size(), 4U);
  EXPECT_EQ(log[0].ended, Ended::no_voice);
  EXPECT_EQ(log[0].voice, "");
  EXPECT_EQ(log[1].ended, Ended::no_voice);
  EXPECT_EQ(log[2].ended, Ended::finished);
  EXPECT_EQ(log[3].ended, Ended::no_voice);
}

TEST(Speaker, StopIsSilenceFromTheNextPull) {
  const auto speaker = logging_speaker();
  std::array<std::int16_t, 512> out{};
  for (int i = 0; i < 50; ++i) {
    speaker->say(words(long_text), i);
    ASSERT_EQ(speaker->pull_blocking(out.data(), out.size()), out.size());
    speaker->stop();
    for (int pulls = 0; pulls < 5; ++pulls) ASSERT_EQ(speaker->pull(out.data(), out.size()), 0U);
    ASSERT_FALSE(speaker->speaking());
    ASSERT_EQ(speaker->log().back().ended, Ended::interrupted);
  }
}

TEST(Speaker, AReplacementLeavesNothingOfWhatItReplaced) {
  const auto speaker = logging_speaker();
  speaker->say(words("Hello"), 0);
  const auto alone = hear_out(*speaker).size();
  std::array<std::int16_t, 512> out{};
  for (int i = 0; i < 20; ++i) {
    speaker->say(words(long_text), 0);
    if (i % 2 == 0) speaker->pull_blocking(out.data(), out.size());
    speaker->say(words("Hello"), 0);
    // As long as it is by itself: not one sample of the other is in front of it.
    EXPECT_NEAR(static_cast<double>(hear_out(*speaker).size()), static_cast<double>(alone), 400);
    const auto log = speaker->log();
    EXPECT_EQ(log[log.size() - 2].ended, Ended::replaced);
    EXPECT_EQ(log.back().ended, Ended::finished);
  }
  speaker->say(words(long_text), 0);
  speaker->pull_blocking(out.data(), out.size());
  speaker->say(words("کتێبخانە", "ckb"), 0);
  EXPECT_EQ(speaker->pull(out.data(), out.size()), 0U);
}

TEST(Speaker, OnlyClausesWhoseTurnCameAreInTheLog) {
  const auto speaker = logging_speaker();
  speaker->say(words(long_text), 0);
  std::array<std::int16_t, 512> out{};
  speaker->pull_blocking(out.data(), out.size());
  EXPECT_EQ(speaker->log().size(), 1U);
  EXPECT_EQ(speaker->log()[0].ended, Ended::playing);
  speaker->stop();
  EXPECT_EQ(speaker->log().size(), 1U);
}

TEST(Speaker, KeepsNoLogUnlessAsked) {
  const auto speaker = Speaker::start({});
  speaker->say(words("Hello"), 0);
  hear_out(*speaker);
  EXPECT_TRUE(speaker->log().empty());
}

TEST(Speaker, PauseHoldsToTheSample) {
  const auto speaker = logging_speaker();
  speaker->say(words(long_text), 0);
  const auto whole = hear_out(*speaker).size();
  speaker->say(words(long_text), 0);
  std::vector<std::int16_t> out(777);
  std::size_t heard = 0;
  while (speaker->speaking()) {
    heard += speaker->pull_blocking(out.data(), out.size());
    const auto before = speaker->position();
    if (!speaker->speaking()) break;
    speaker->pause();
    EXPECT_TRUE(speaker->paused());
    EXPECT_TRUE(speaker->speaking());
    EXPECT_EQ(speaker->pull(out.data(), out.size()), 0U);
    EXPECT_EQ(speaker->pull_blocking(out.data(), out.size()), 0U);
    EXPECT_EQ(speaker->position(), before);
    speaker->resume();
  }
  EXPECT_NEAR(static_cast<double>(heard), static_cast<double>(whole), 600);
}

TEST(Speaker, PauseWithNothingToSayIsNoPause) {
  const auto speaker = logging_speaker();
  speaker->pause();
  EXPECT_FALSE(speaker->paused());
  speaker->say(words("Hello"), 0);
  speaker->pause();
  speaker->say(words("Hello"), 0);
  EXPECT_FALSE(speaker->paused()) << "what is newly asked for is heard";
  speaker->pause();
  speaker->stop();
  EXPECT_FALSE(speaker->paused());
}

TEST(Speaker, GoesOnWithTheClauseThatAStopCut_EN_5_1_3_9) {
  const auto speaker = logging_speaker();
  speaker->go_on(1);
  EXPECT_FALSE(speaker->speaking()) << "nothing was cut";
  speaker->say({{"a", i18n::plain("One. Two, and the rest of it.", "en")}, {"b", i18n::plain("Three.", "en")}}, 2);
  std::vector<std::int16_t> out(500);
  while (speaker->speaking() && speaker->log().size() < 2) speaker->pull_blocking(out.data(), out.size());  // in the second clause
  const std::string cut = speaker->log().back().text;
  speaker->stop();
  speaker->stop();  // whatever else falls silent takes nothing away
  EXPECT_FALSE(speaker->speaking());
  const std::size_t before = speaker->log().size();
  speaker->set({3, 4, Route::headphones});
  speaker->go_on(77);
  EXPECT_GT(loudest(hear_out(*speaker)), 1000);
  const auto log = speaker->log();
  ASSERT_GT(log.size(), before);
  EXPECT_EQ(log[before - 1].ended, Ended::interrupted);
  EXPECT_EQ(log[before].text, cut) << "from its start: half a clause is none";
  EXPECT_EQ(log[before].route, Route::headphones);
  EXPECT_EQ(log[before].requested_ms, 77);
  EXPECT_EQ(log.back().node, "b");
  EXPECT_EQ(log.back().ended, Ended::finished);
  speaker->go_on(78);
  EXPECT_FALSE(speaker->speaking()) << "once";
  // The end of a visit forgets it.
  speaker->say(words(long_text), 3);
  speaker->pull_blocking(out.data(), out.size());
  speaker->stop();
  speaker->say({}, 4);
  speaker->go_on(5);
  EXPECT_FALSE(speaker->speaking());
}

TEST(Speaker, RepeatsTheLastThingsAskedForUntilTheyAreForgotten) {
  const auto speaker = logging_speaker();
  speaker->repeat(0);
  EXPECT_FALSE(speaker->speaking());
  speaker->say(words("Hello"), 1);
  const auto once = hear_out(*speaker).size();
  speaker->repeat(2);
  EXPECT_NEAR(static_cast<double>(hear_out(*speaker).size()), static_cast<double>(once), 400);
  speaker->stop();
  speaker->repeat(3);
  EXPECT_TRUE(speaker->speaking());
  speaker->say({}, 4);
  speaker->repeat(5);
  EXPECT_FALSE(speaker->speaking());
  EXPECT_EQ(speaker->log().size(), 3U);
  EXPECT_EQ(speaker->log()[1].requested_ms, 2);
}

TEST(Speaker, PositionFollowsTheSamplesHandedOver) {
  const auto speaker = logging_speaker();
  const std::string text = "Open today. Ring first, please.";
  speaker->say(words(text, "en", "home.card"), 0);
  EXPECT_EQ(speaker->position(), std::nullopt) << "nothing has sounded yet";
  std::vector<std::string> pointed_at;
  std::array<std::int16_t, 100> out{};
  while (speaker->pull_blocking(out.data(), out.size()) > 0) {
    const auto position = speaker->position();
    if (!position) break;
    EXPECT_EQ(position->node, "home.card");
    const std::string part = text.substr(position->start, position->end - position->start);
    if (pointed_at.empty() || pointed_at.back() != part) pointed_at.push_back(part);
  }
  EXPECT_EQ(pointed_at, (std::vector<std::string>{"Open today.", "Ring first,", "please."}));
}

TEST(Speaker, VolumeStepsAreSixDecibels) {
  EXPECT_DOUBLE_EQ(gain_db(6), 0.0);
  EXPECT_DOUBLE_EQ(gain_db(1), -30.0);
  EXPECT_DOUBLE_EQ(gain_db(0), -30.0);
  EXPECT_DOUBLE_EQ(gain_db(99), 0.0);
  const auto speaker = logging_speaker();
  const auto level = [&](int step) {
    speaker->set({3, step, Route::speaker});
    speaker->say(words("Armley Library is open today until five in the evening"), 0);
    const auto heard = hear_out(*speaker);
    double sum = 0;
    for (const std::int16_t sample : heard) sum += double{1} * sample * sample;
    return 10 * std::log10(sum / static_cast<double>(heard.size()));
  };
  double louder = level(6);
  for (int step = 5; step >= 1; --step) {
    const double softer = level(step);
    EXPECT_NEAR(louder - softer, 6.0, 0.5) << step;
    louder = softer;
  }
}

TEST(Speaker, ANewGainHoldsFromTheNextSampleAndANewRateFromTheNextClause) {
  const auto speaker = logging_speaker();
  speaker->set({3, 6, Route::speaker});
  speaker->say(words("First clause of the text, second clause of the text"), 0);
  std::vector<std::int16_t> out(4000);
  speaker->pull_blocking(out.data(), out.size());
  EXPECT_GT(loudest(out), 2000);
  speaker->set({6, 1, Route::headphones});
  EXPECT_LT(loudest(hear_out(*speaker)), 1100);
  const auto log = speaker->log();
  ASSERT_EQ(log.size(), 2U);
  EXPECT_EQ(log[0].words_per_minute, words_per_minute(3));
  EXPECT_EQ(log[1].words_per_minute, words_per_minute(6));
  EXPECT_EQ(log[1].route, Route::headphones);
  EXPECT_DOUBLE_EQ(log[1].gain_db, -30.0);
}

TEST(Speaker, TellsOfSoundOfEachClauseAndOfTheEnd) {
  std::atomic<int> told{0};
  std::atomic<bool> ended{false};
  const auto speaker = logging_speaker();
  speaker->on_change([&] {
    ++told;
    if (!speaker->speaking()) ended = true;
  });
  speaker->say(words("One clause, another clause."), 0);
  hear_out(*speaker);
  for (int i = 0; i < 500 && !ended; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_TRUE(ended);
  EXPECT_GE(told, 2);
}

TEST(Speaker, AMissingFolderMakesASilentSpeakerThatSaysWhy) {
  const auto speaker = Speaker::start({"/nowhere/at/all", Speaker::Options::Log::keep});
  EXPECT_FALSE(speaker->available());
  EXPECT_NE(speaker->why_silent().find("/nowhere/at/all"), std::string::npos);
  EXPECT_NE(speaker->why_silent().find("apt-get install"), std::string::npos);
  EXPECT_FALSE(speaker->has_voice("en"));
  speaker->say(words("Hello there. Goodbye"), 0);
  EXPECT_TRUE(hear_out(*speaker).empty());
  ASSERT_EQ(speaker->log().size(), 2U);
  EXPECT_EQ(speaker->log()[1].ended, Ended::no_voice);
}

TEST(Speaker, AWrongEnvironmentIsNotPassedOver) {
  setenv("ESPEAK_DATA_PATH", "/nowhere/either", 1);
  const auto speaker = Speaker::start({});
  EXPECT_FALSE(speaker->available());
  unsetenv("ESPEAK_DATA_PATH");
  EXPECT_NE(speaker->why_silent().find("/nowhere/either"), std::string::npos);
}

TEST(Speaker, OneBrokenVoiceIsSilentAndTheOthersSpeak) {
  VoiceDataCopy data;
  std::filesystem::remove(data.folder() / "ar_dict");
  const auto speaker = Speaker::start({data.root(), Speaker::Options::Log::keep});
  EXPECT_TRUE(speaker->available());
  EXPECT_FALSE(speaker->has_voice("ar"));
  speaker->say({{"n", {{"مرحبا ", "ar"}, {"Hello", "en"}}}}, 0);
  EXPECT_GT(loudest(hear_out(*speaker)), 1000);
  ASSERT_EQ(speaker->log().size(), 2U);
  EXPECT_EQ(speaker->log()[0].ended, Ended::no_voice);
  EXPECT_EQ(speaker->log()[1].ended, Ended::finished);
}

TEST(Speaker, StartsAndEndsAgainAndAgain) {
  for (int i = 0; i < 20; ++i) {
    const auto speaker = logging_speaker();
    if (i % 2 == 0) speaker->say(words(long_text), 0);
    if (i % 3 == 0) {
      EXPECT_TRUE(speaker->available());
    }
  }
}

// The UI thread and the sound device's, as they come.
TEST(Speaker, TenThousandRandomOperationsFromTwoThreads) {
  const auto speaker = logging_speaker();
  std::atomic<int> told{0};
  speaker->on_change([&] { ++told; });
  std::atomic<bool> done{false};
  std::atomic<std::size_t> pulled{0};
  std::thread device([&] {
    std::mt19937 random(2);
    std::array<std::int16_t, 2048> out{};
    while (!done) {
      pulled += speaker->pull(out.data(), random() % out.size());
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 100));
    }
  });
  std::mt19937 random(1);
  for (int i = 0; i < 10000; ++i) {
    switch (random() % 10) {
      case 0: speaker->say(words(long_text), i); break;
      case 1: speaker->say(words("مرحبا، مكتبة أرملي", "ar"), i); break;
      case 2: speaker->say(words("کتێبخانە", "ckb"), i); break;
      case 3: speaker->stop(); break;
      case 4: speaker->pause(); break;
      case 5: speaker->resume(); break;
      case 6: speaker->repeat(i); break;
      case 7: speaker->set({static_cast<int>(random() % 7), static_cast<int>(1 + random() % 6), Route::speaker}); break;
      case 8: (void)speaker->position(); break;
      default: std::this_thread::sleep_for(std::chrono::microseconds(random() % 500)); break;
    }
  }
  speaker->resume();
  speaker->say(words("The end."), 0);
  for (int i = 0; i < 2000 && speaker->speaking(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  done = true;
  device.join();
  EXPECT_FALSE(speaker->speaking());
  EXPECT_GT(pulled, 1000U);
  EXPECT_EQ(speaker->log().back().ended, Ended::finished);
  for (const LogEntry& entry : speaker->log()) EXPECT_NE(entry.ended, Ended::playing);
}


// --- Writing-down pace ---

double seconds_of_writing(Speaker& speaker, int step) {
  Utterance number{"n", {{"0113 496 0000", "en", SpanKind::telephone}}};
  number.writing_step = step;
  speaker.say({number}, 0);
  return static_cast<double>(hear_out(speaker).size()) / sample_rate_hz;
}

TEST(Speaker, SaysANumberSlowlyEnoughToWriteItDownAndThenSlower) {
  const auto speaker = logging_speaker();
  const double first = seconds_of_writing(*speaker, 1);
  EXPECT_NEAR(first, 11 * 0.8 + 3 * 1.5, 0.3) << "eleven digits of 0.8 s, three groups of 1.5 s more";
  EXPECT_NEAR(seconds_of_writing(*speaker, 2), 11 * 1.2 + 3 * 2.2, 0.3);
  EXPECT_NEAR(seconds_of_writing(*speaker, slowest_writing), 11 * 1.8 + 3 * 3.0, 0.3);
  // A hand writes as fast as it does, whatever the ear is used to.
  speaker->set({6, 4, Route::speaker});
  EXPECT_NEAR(seconds_of_writing(*speaker, 1), first, 0.3);
}

TEST(Speaker, PointsToTheDigitThatIsBeingSaid) {
  const auto speaker = logging_speaker();
  Utterance number{"n", {{"01", "en", SpanKind::telephone}}, 2, 0};
  number.writing_step = 1;
  speaker->say({number}, 0);
  std::vector<std::int16_t> out(sample_rate_hz / 2);
  speaker->pull_blocking(out.data(), out.size());
  EXPECT_EQ(speaker->position(), (Position{"n", 2, 0, 1}));
  speaker->pull_blocking(out.data(), out.size());
  EXPECT_EQ(speaker->position(), (Position{"n", 2, 1, 2}));
}

TEST(Speaker, SaysWordsThatStandForAPlaceAndPointsThere) {
  const auto speaker = logging_speaker();
  Utterance comma{"n", i18n::plain("comma", "en")};
  comma.place = Position{"n", 1, 4, 5};
  speaker->say({comma}, 0);
  std::vector<std::int16_t> out(1000);
  speaker->pull_blocking(out.data(), out.size());
  EXPECT_EQ(speaker->position(), comma.place);
}

TEST(Speaker, SaysWordsAsThePackSays) {
  const auto speaker = logging_speaker();
  speaker->pronounce({{"en", "ABCD", "A-B C D"}});
  speaker->say(words("ABCD"), 0);
  hear_out(*speaker);
  EXPECT_EQ(speaker->log().back().text, "A-B C D");
  speaker->pronounce({});
  speaker->say(words("ABCD"), 0);
  hear_out(*speaker);
  EXPECT_EQ(speaker->log().back().text, "ABCD");
}

// --- Recordings ---

TEST(Speaker, ARecordingSpeaksWhereALanguageHasNoVoice_EN_5_1_3_14) {
  const auto speaker = logging_speaker();
  const std::vector<std::int16_t> tone(sample_rate_hz, 5000);
  std::vector<std::string> asked;
  speaker->use_clips([&](const std::string& language, const std::string& text) -> std::optional<std::vector<std::int16_t>> {
    asked.push_back(language + ":" + text);
    return text == "کتێبخانە. باش" ? std::optional{tone} : std::nullopt;
  });
  speaker->set({3, 6, Route::speaker});
  speaker->say({{"n", {{"Armley: ", "en"}, {"کتێبخانە. باش", "ckb"}}}}, 0);
  const auto heard = hear_out(*speaker);
  EXPECT_GE(std::count(heard.begin(), heard.end(), std::int16_t{5000}), sample_rate_hz - 100);
  auto log = speaker->log();
  ASSERT_EQ(log.size(), 2U);
  EXPECT_EQ(log[0].voice, "gmw/en");
  EXPECT_EQ(log[1].voice, "clip");
  EXPECT_EQ(log[1].text, "کتێبخانە. باش") << "one recording is of all that a span shows";
  EXPECT_EQ(log[1].ended, Ended::finished);
  // No recording: silent, and said so, as without any.
  speaker->say({{"n", {{"سڵاو", "ckb"}, {"Armley", "en"}}}}, 0);
  EXPECT_GT(loudest(hear_out(*speaker)), 1000);
  log = speaker->log();
  ASSERT_EQ(log.size(), 4U);
  EXPECT_EQ(log[2].ended, Ended::no_voice);
  EXPECT_EQ(log[2].voice, "");
  EXPECT_EQ(log[3].ended, Ended::finished);
  EXPECT_EQ(asked, (std::vector<std::string>{"ckb:کتێبخانە. باش", "ckb:سڵاو"})) << "never for a language that has a voice";
}

TEST(Speaker, ARecordingStopsAtOnce_EN_5_1_3_5) {
  const auto speaker = logging_speaker();
  speaker->use_clips([](const std::string&, const std::string&) { return std::optional{std::vector<std::int16_t>(10U * sample_rate_hz, 5000)}; });
  speaker->say(words("کتێبخانە", "ckb"), 0);
  std::array<std::int16_t, 512> out{};
  EXPECT_EQ(speaker->pull_blocking(out.data(), out.size()), out.size());
  speaker->stop();
  EXPECT_EQ(speaker->pull(out.data(), out.size()), 0U);
  EXPECT_FALSE(speaker->speaking());
}

// --- The last part again ---

// EN 301 549 5.1.3.4: over 5 s, its last part can be had again.
TEST(Speaker, RepeatsTheLastPartOfWhatIsBeingSaidAndGoesOn_EN_5_1_3_4) {
  const auto speaker = logging_speaker();
  speaker->say(words("Staff at the desk can help you to use a computer today. There is a ramp at the side door of the building. Goodbye."), 1);
  std::vector<std::int16_t> out(512);
  while (speaker->log().size() < 2) speaker->pull_blocking(out.data(), out.size());
  std::vector<std::int16_t> more(3 * sample_rate_hz / 2);
  speaker->pull_blocking(more.data(), more.size());  // well into the second clause
  ASSERT_EQ(speaker->log().size(), 2U);
  speaker->pause();
  speaker->repeat(9);
  EXPECT_FALSE(speaker->paused()) << "who asks wants to hear it";
  hear_out(*speaker);
  auto log = speaker->log();
  ASSERT_EQ(log.size(), 4U);
  EXPECT_EQ(log[1].ended, Ended::replaced);
  EXPECT_EQ(log[2].text, log[1].text) << "the clause that was being heard, from its start";
  EXPECT_EQ(log[2].requested_ms, 9);
  EXPECT_TRUE(log[2].first_sound_wall_ms.has_value()) << "an action of its own";
  EXPECT_EQ(log[3].text, "Goodbye.");
  EXPECT_EQ(log[3].ended, Ended::finished);
  // Said to its end: all of it.
  speaker->repeat(10);
  hear_out(*speaker);
  EXPECT_EQ(speaker->log().size(), 7U);
}

TEST(Speaker, RepeatJustAfterAClauseBeganMeansTheOneBefore_EN_5_1_3_4) {
  const auto speaker = logging_speaker();
  speaker->say(words("Staff at the desk can help today. There is a ramp at the side door of the building."), 1);
  std::vector<std::int16_t> out(512);
  while (speaker->log().size() < 2) speaker->pull_blocking(out.data(), out.size());
  speaker->repeat(2);
  hear_out(*speaker);
  const auto log = speaker->log();
  ASSERT_EQ(log.size(), 4U);
  EXPECT_EQ(log[2].text, log[0].text);
  EXPECT_EQ(log[3].text, log[1].text);
}

}  // namespace
}  // namespace kiosk::speech
