// SPDX-License-Identifier: GPL-3.0-or-later
// What eSpeak NG makes of our words: pinned, so that an upgrade that says a
// telephone number or a time otherwise is noticed.
#include "kiosk/speech/words.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>

#include "kiosk/speech/engine.hpp"
#include "kiosk/speech/script.hpp"

// espeak_TextToPhonemes of 1.51 loses about 1,360 bytes a call, which only these
// tests make; synthesis loses nothing (Engine.SynthesisKeepsNoMemory).
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libespeak-ng"; }

namespace kiosk::speech {
namespace {

using i18n::Span;
using i18n::SpanKind;

class Words : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = Engine::open({});
    ASSERT_TRUE(opened) << opened.error().detail;
    engine = std::move(opened).value();
  }
  std::string phonemes(const std::string& words, const std::string& language) {
    return engine->phonemes(words, engine->voice_for(language)).value();
  }
  std::string phonemes(const Span& span) {
    const auto clauses = script_for({span});
    EXPECT_EQ(clauses.size(), 1U);
    return clauses.empty() ? std::string() : phonemes(clauses[0].words, clauses[0].language);
  }
  std::unique_ptr<Engine> engine;
};

TEST_F(Words, TelephoneNumbersAreDigits) {
  EXPECT_EQ(phonemes({"0113 269 2985", "en", SpanKind::telephone}), "zˈiəɹəʊ wˈɒn wˈɒn θɹˈiː | tˈuː sˈɪks nˈaɪn | tˈuː nˈaɪn ˈeɪt fˈaɪv");
  EXPECT_EQ(phonemes({"0113 269 2985", "ar", SpanKind::telephone}),
            "ˈs̪-ifr wˈaːħid wˈaːħid θalˈaːθa | ʔiθnˈaːn sˈitːa tˈisʕʕa | ʔiθnˈaːn tˈisʕʕa θamˈaːnijˌa xˈamsa");
}

TEST_F(Words, PostcodesAreCharacters) {
  EXPECT_EQ(phonemes({"LS12 1UQ", "en", SpanKind::postcode}), "ˈɛl ˈɛs wˈɒn tˈuː | wˈɒn jˈuː kjˈuː");
  EXPECT_EQ(phonemes({"LS1 1AB", "en", SpanKind::postcode}), "ˈɛl ˈɛs wˈɒn | wˈɒn ˈeɪbˈiː") << "A is a letter, not an article";
}

TEST_F(Words, Times) {
  EXPECT_EQ(phonemes({"10–5", "en", SpanKind::time, "10:00/17:00"}), "tˈɛn ˌeɪˈɛm tə fˈaɪv pˌiːˈɛm");
  EXPECT_EQ(phonemes({"9.30", "en", SpanKind::time, "09:30"}), "nˈaɪn θˈɜːti ˌeɪˈɛm");
  EXPECT_EQ(phonemes({"10–5", "ar", SpanKind::time, "10:00/17:00"}),
            "ʔassˈaːʕa ʔalʕaːʃˈiratˌa s̪ˈa.baːħˌan ʔˈilaː ʔassˈaːʕa ʔalχaːmˈisatˌa mˈasaːʔˌan");
  EXPECT_EQ(phonemes({"12", "ar", SpanKind::time, "12:00"}), "ʔassˈaːʕa ʔaθθˈaːniːˌa ʕˈaʃratˌa ðˈu.hran");
}

TEST_F(Words, DatesMoneyAndAddresses) {
  EXPECT_EQ(phonemes({"12 Nov", "en", SpanKind::date, "2026-11-12"}), "θˈɜːzdeɪ ðə twˈɛlfθ ɒv nəʊvˈɛmbə");
  EXPECT_EQ(phonemes({"12 نوفمبر", "ar", SpanKind::date, "2026-11-12"}), "ʔalxamˈiːs ʔˈiθnˈaː ʕʕˌaʃar nˈuːfimbˌir");
  EXPECT_EQ(phonemes({"£12.50", "en", SpanKind::money, "GBP 12.50"}), "twˈɛlv pˈaʊndz fˈɪfti");
  EXPECT_EQ(phonemes({"x.uk", "ar", SpanKind::web}), "ʕˈunwaːn mˈawqiʕ ʔilˈiktruːnˌiːj | ʕˈalaː ʔaʃʃˈaːʃa");
}

TEST_F(Words, PolishSaysOrdinalsInTheGenitive) {
  EXPECT_EQ(phonemes({"09:00–17:00", "pl", SpanKind::time, "09:00/17:00"}), "ɔd dʑɛvʲˈɔntɛj dɔ ɕˌɛdɛmnˈastɛj");
  EXPECT_EQ(phonemes({"12 listopada 2026", "pl", SpanKind::date, "2026-11-12"}),
            "tʃfˈartɛk | dvˌunastˈɛɡɔ lˌistɔpˈada dvˈa tɨɕˈɔntsɛ dvˌudʑɛstˈɛɡɔ ʃustˈɛɡɔ rˈɔku");
  EXPECT_EQ(phonemes({"£22.50", "pl", SpanKind::money, "GBP 22.50"}), "dvadʑˈɛɕtɕadvˈa fˈuntɨ pʲɛɲdʑˈɛɕɔnt pˈɛnsuf");
  EXPECT_EQ(phonemes({"x.uk", "pl", SpanKind::web}), "ˈadrɛs strˈɔnɨ ˌintɛrnɛtˈɔvɛj | na ɛkrˈaɲʲɛ");
  EXPECT_EQ(phonemes({"0113 269 2985", "pl", SpanKind::telephone}),
            "zˈɛrɔː jˈɛdɛn jˈɛdɛn tʃˈɨ | dvˈa ʃˈɛʑdʑ dʑˈɛvʲɛɲtɕ | dvˈa dʑˈɛvʲɛɲtɕ ˈɔɕɛm pʲˈɛɲtɕ");
}

TEST_F(Words, UrduIsGivenTheVowelsThatTheVoiceGuessesWrongly) {
  EXPECT_EQ(phonemes({"09:00–17:30", "ur", SpanKind::time, "09:00/17:30"}), "ʂʊbˈah nˈaʊ bˈʌɟeː seː ʃˈaːm sˈaːr.heː pˈaːŋc bˈʌɟeː tˈʌk");
  EXPECT_EQ(phonemes({"12 نومبر", "ur", SpanKind::date, "2026-11-12"}), "ɟˌʊmeːrˈaːt bˈaːrah naʊˈambər");
  EXPECT_EQ(phonemes({"£12.50", "ur", SpanKind::money, "GBP 12.50"}), "bˈaːrah paːˈoːnɖ pacˈaːs pˈɛns");
  EXPECT_EQ(phonemes({"x.uk", "ur", SpanKind::web}), "ʋˈeːb sˈaɪʈ kaː pˈʌtaː | ˌasəkrˈiːn pˈʌr");
  EXPECT_EQ(phonemes({"0113 269 2985", "ur", SpanKind::telephone}), "sˈɪfar ˈeːk ˈeːk tˈiːn | dˈoː cʰˈeh nˈaʊ | dˈoː nˈaʊ ˈaːtʰ pˈaːŋc");
}

// `ਈਮੇਲ` in one word would be handed to the English voice.
TEST_F(Words, PanjabiStaysInItsOwnVoice) {
  EXPECT_EQ(phonemes({"09:00–17:30", "pa", SpanKind::time, "09:00/17:30"}), "səvˈeɾe nˈɔ̃ vˈʌɟe tõ ʃˈam sˈaɖʰe pˈʌnɟ vˈʌɟe tək");
  EXPECT_EQ(phonemes({"12 ਨਵੰਬਰ", "pa", SpanKind::date, "2026-11-12"}), "vˌiɾəvˈaɾ bˈarã nəvˈʌnbəɾ");
  EXPECT_EQ(phonemes({"£12.50", "pa", SpanKind::money, "GBP 12.50"}), "bˈarã pˈɔ̃ɖ pənɟˈah pˈɛ̃s");
  EXPECT_EQ(phonemes({"a@b.uk", "pa", SpanKind::email}), "ˈimˈel pˈʌta | səkɾˈin ˈʊtːe");
  EXPECT_EQ(phonemes({"0113 269 2985", "pa", SpanKind::telephone}), "zˈiro ˈɪkː ˈɪkː tˈɪ̃n | dˈo cʰˈe nˈɔ̃ | dˈo nˈɔ̃ ˈʌʈʰʈʰ pˈʌnɟ");
}

TEST_F(Words, ChineseCountsTwoAsLiangAndYearsByDigits) {
  EXPECT_EQ(phonemes({"09:00–14:30", "zh-Hans", SpanKind::time, "09:00/14:30"}), "s.ˈa5ŋ wˈu2 tɕˈiou2 tˈiɛ2n tˈɑu5 ɕˈiɑ5 wˈu2 lˈiɑ2ŋ tˈiɛ2n pˈa5n");
  EXPECT_EQ(phonemes({"2026年11月12日", "zh-Hans", SpanKind::date, "2026-11-12"}),
            "ˈər5 lˈiɜŋ ˈər5 lˈiou5 nˈiɛɜn s.i.ɜjˈi5 ˈyɛ5 s.i.ɜˈər5 ʐˈi.5 | ɕˈi5ŋ tɕhˈi5 sˈi̪5");
  EXPECT_EQ(phonemes({"£12.50", "zh-Hans", SpanKind::money, "GBP 12.50"}), "s.i.ɜˈər5 jˈi5ŋ pˈa5ŋ wˈu2s.i.ɜ pˈiɛ5n s.ˈi.5");
  EXPECT_EQ(phonemes({"0.4英里", "zh-Hans"}), "lˈiɜŋ tˈiɛ2n sˈi̪5 jˈi5ŋ lˈi2");
  EXPECT_EQ(phonemes({"x.uk", "zh-Hans", SpanKind::web}), "wˈɑ2ŋ ts.ˈi.2 | tsˈai5 phˈiɜŋ mˈu5 s.ˈa5ŋ");
  EXPECT_EQ(phonemes({"0113 269 2985", "zh-Hans", SpanKind::telephone}), "lˈiɜŋ jˈi5 jˈi5 sˈa5n | ˈər5 lˈiou5 tɕˈiou2 | ˈər5 tɕˈiou2 pˈɑ5 wˈu2");
}

// eSpeak NG switches to another voice, or spells, for what its dictionary cannot
// say; none of our own words may do that.
TEST_F(Words, EveryTimeAndDateIsSaidInItsOwnVoice) {
  for (const char* language : {"en", "pl", "ar", "ur", "pa", "zh-Hans"}) {
    const auto* table = words_for(language);
    ASSERT_NE(table, nullptr);
    for (int minute = 0; minute <= 24 * 60; minute += 5) {
      const std::string heard = phonemes(table->time(minute / 60, minute % 60), language);
      EXPECT_FALSE(heard.empty());
      EXPECT_EQ(heard.find('('), std::string::npos) << language << " " << minute << " " << heard;
    }
    for (unsigned day = 0; day < 365; ++day) {
      const std::chrono::year_month_day date(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) + std::chrono::days(day));
      EXPECT_EQ(phonemes(table->date(date, Year::said), language).find('('), std::string::npos);
    }
  }
}

// Every form of a plural in a row, and a 5 for whatever is filled in.
std::string as_said(const std::string& message) {
  const std::string forms = std::regex_replace(message, std::regex(R"(\{\w+, plural,|\b(zero|one|two|few|many|other) \{)"), " ");
  return std::regex_replace(std::regex_replace(forms, std::regex(R"(\{\w+\}|#)"), "5"), std::regex("[{}]"), " ");
}

TEST_F(Words, EveryMessageIsSaidInItsOwnVoice) {
  EXPECT_NE(phonemes("یہ NHS ہے", "ur").find("(en)"), std::string::npos) << "this is how a lent voice shows";
  for (const auto& file : std::filesystem::directory_iterator(KIOSK_SOURCE_DIR "/locales")) {
    if (file.path().extension() != ".json") continue;
    const auto content = nlohmann::json::parse(std::ifstream(file.path()));
    const std::string language = content.at("language");
    if (engine->voice_for(language).empty()) continue;
    for (const auto& [key, message] : content.at("messages").items()) {
      const std::string heard = phonemes(as_said(message), language);
      EXPECT_FALSE(heard.empty()) << language << " " << key;
      EXPECT_EQ(heard.find('('), std::string::npos) << language << " " << key << ": " << heard;
    }
  }
}

}  // namespace
}  // namespace kiosk::speech
