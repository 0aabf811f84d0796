// SPDX-License-Identifier: GPL-3.0-or-later
// What eSpeak NG makes of our words: pinned, so that an upgrade that says a
// telephone number or a time otherwise is noticed.
#include "kiosk/speech/words.hpp"

#include <gtest/gtest.h>

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
  EXPECT_EQ(phonemes({"10–5", "ar", SpanKind::time, "10:00/17:00"}), "ʔassˈaːʕa ʔalʕaːʃˈiratˌa s̪ˈa.baːħˌan ʔˈilaː ʔassˈaːʕa ʔalχaːmˈisatˌa mˈasaːʔˌan");
  EXPECT_EQ(phonemes({"12", "ar", SpanKind::time, "12:00"}), "ʔassˈaːʕa ʔaθθˈaːniːˌa ʕˈaʃratˌa ðˈu.hran");
}

TEST_F(Words, DatesMoneyAndAddresses) {
  EXPECT_EQ(phonemes({"12 Nov", "en", SpanKind::date, "2026-11-12"}), "θˈɜːzdeɪ ðə twˈɛlfθ ɒv nəʊvˈɛmbə");
  EXPECT_EQ(phonemes({"12 نوفمبر", "ar", SpanKind::date, "2026-11-12"}), "ʔalxamˈiːs ʔˈiθnˈaː ʕʕˌaʃar nˈuːfimbˌir");
  EXPECT_EQ(phonemes({"£12.50", "en", SpanKind::money, "GBP 12.50"}), "twˈɛlv pˈaʊndz fˈɪfti");
  EXPECT_EQ(phonemes({"x.uk", "ar", SpanKind::web}), "ʕˈunwaːn mˈawqiʕ ʔilˈiktruːnˌiːj | ʕˈalaː ʔaʃʃˈaːʃa");
}

// eSpeak NG switches to another voice, or spells, for what its dictionary cannot
// say; none of our own words may do that.
TEST_F(Words, EveryTimeAndDateIsSaidInItsOwnVoice) {
  for (const char* language : {"en", "ar"}) {
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

}  // namespace
}  // namespace kiosk::speech
