// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/speech/script.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kiosk::speech {
namespace {

using i18n::Label;
using i18n::Span;
using i18n::SpanKind;

std::string said(Span span) {
  std::string all;
  for (const Clause& clause : script_for({std::move(span)})) all += (all.empty() ? "" : " / ") + clause.words;
  return all;
}
std::string telephone(std::string shown) { return said({std::move(shown), "en", SpanKind::telephone}); }
std::string postcode(std::string shown) { return said({std::move(shown), "en", SpanKind::postcode}); }
std::string time_in(std::string language, std::string value) { return said({"shown", std::move(language), SpanKind::time, std::move(value)}); }

TEST(Script, SaysATelephoneNumberDigitByDigitInTheGroupsShown) {
  EXPECT_EQ(telephone("0113 269 2985"), "0 1 1 3, 2 6 9, 2 9 8 5");
  EXPECT_EQ(telephone("0113\u00a0269\u00a02985"), "0 1 1 3, 2 6 9, 2 9 8 5");
  EXPECT_EQ(telephone("\u20660113 269 2985\u2069"), "0 1 1 3, 2 6 9, 2 9 8 5");
  EXPECT_EQ(telephone("(0113) 269-2985"), "0 1 1 3, 2 6 9, 2 9 8 5");
  EXPECT_EQ(telephone("+44 113 269 2985"), "+ 4 4, 1 1 3, 2 6 9, 2 9 8 5");
  EXPECT_EQ(telephone("999"), "9 9 9");
  EXPECT_EQ(telephone("٠١١٣ ٢٦٩ ٢٩٨٥"), "0 1 1 3, 2 6 9, 2 9 8 5");
  EXPECT_EQ(telephone("0113 222 4444 ext 5"), "0 1 1 3, 2 2 2, 4 4 4 4, ext, 5");
}

TEST(Script, GroupsATelephoneNumberThatIsShownInOne) {
  EXPECT_EQ(telephone("01132692985"), "0 1 1 3, 2 6 9, 2 9 8 5");
  EXPECT_EQ(telephone("02079460000"), "0 2 0, 7 9 4 6, 0 0 0 0");
  EXPECT_EQ(telephone("07700900123"), "0 7 7 0 0, 9 0 0, 1 2 3");
  EXPECT_EQ(telephone("00441132692985"), "0 0 4, 4 1 1, 3 2 6, 9 2 9, 8 5");
}

TEST(Script, SaysAPostcodeByCharacters) {
  EXPECT_EQ(postcode("LS12 1UQ"), "L S 1 2, 1 U Q");
  EXPECT_EQ(postcode("ls12 1uq"), "L S 1 2, 1 U Q");
  EXPECT_EQ(postcode("LS1 1AB"), "L S 1, 1 A-B");
}

TEST(Script, SaysTimesInWordsOfTheLanguage) {
  EXPECT_EQ(time_in("en", "10:00/17:00"), "10 a.m. to 5 p.m.");
  EXPECT_EQ(time_in("en-GB", "09:30"), "9 30 a.m.");
  EXPECT_EQ(time_in("en", "09:05"), "9 oh 5 a.m.");
  EXPECT_EQ(time_in("en", "12:00/00:00"), "12 noon to midnight");
  EXPECT_EQ(time_in("en", "12:30/24:00"), "12 30 p.m. to midnight");
  EXPECT_EQ(time_in("en", "00:15"), "12 15 a.m.");
  EXPECT_EQ(time_in("ar", "10:00/17:00"), "الساعة العاشِرَةَ صَباحًا إلى الساعة الخامِسَةَ مَساءً");
  EXPECT_EQ(time_in("ar", "12:00"), "الساعة الثانية عَشْرَةَ ظُهْرًا");
  EXPECT_EQ(time_in("ar", "09:30"), "الساعة التاسِعَةَ والنِصْف صَباحًا");
  EXPECT_EQ(time_in("ar", "12:45"), "الساعة الواحِدَةَ إلا رُبْعًا ظُهْرًا");
}

TEST(Script, SaysWhatIsShownWhenAValueMakesNoSense) {
  for (const char* value : {"", "9:00", "25:00", "10:60", "24:01", "10:00/", "10:00/x", "-1:00", "1e:00", "10:00/17:00/18:00"}) {
    EXPECT_EQ(time_in("en", value), "shown") << value;
  }
  EXPECT_EQ(said({"12 May", "en", SpanKind::date, "2026-02-30"}), "12 May");
  EXPECT_EQ(said({"cheap", "en", SpanKind::money, "USD 3.00"}), "cheap");
  EXPECT_EQ(said({"cheap", "en", SpanKind::money, "GBP 3.5"}), "cheap");
  EXPECT_EQ(said({"none given", "en", SpanKind::telephone}), "none, given");
  EXPECT_EQ(said({"9:00–17:00", "ro", SpanKind::time, "09:00/17:00"}), "9:00–17:00") << "no words for Romanian yet";
}

TEST(Script, SaysDatesFromTheirValue) {
  EXPECT_EQ(said({"12 Nov 2026", "en", SpanKind::date, "2026-11-12"}), "Thursday the 12th of November 2026");
  EXPECT_EQ(said({"21 July", "en", SpanKind::date, "2025-07-21"}), "Monday the 21st of July");
  EXPECT_EQ(said({"12 نوفمبر 2026", "ar", SpanKind::date, "2026-11-12"}), "الخميس 12 نوفمبر 2026");
  EXPECT_EQ(said({"12 listopada 2026", "pl", SpanKind::date, "2026-11-12"}), "czwartek, dwunastego listopada dwa tysiące dwudziestego szóstego roku");
  EXPECT_EQ(said({"31 maja", "pl", SpanKind::date, "2026-05-31"}), "niedziela, trzydziestego pierwszego maja");
  EXPECT_EQ(said({"2026年11月12日", "zh-Hans", SpanKind::date, "2026-11-12"}), "2 0 2 6 年11月12日，星期四") << "a year is no number";
  EXPECT_EQ(said({"12 نومبر", "ur", SpanKind::date, "2026-11-12"}), "جمعرات 12 نَوَمبر");
  EXPECT_EQ(said({"12 ਨਵੰਬਰ", "pa", SpanKind::date, "2026-11-12"}), "ਵੀਰਵਾਰ 12 ਨਵੰਬਰ");
}

TEST(Script, SaysTimesAsEachLanguageDoes) {
  EXPECT_EQ(time_in("pl", "09:00/17:30"), "od dziewiątej do siedemnastej 30");
  EXPECT_EQ(time_in("pl", "22:05"), "dwudziestej drugiej zero 5");
  EXPECT_EQ(time_in("pl", "00:15/24:00"), "od zero 15 do północy");
  EXPECT_EQ(time_in("ur", "09:00/17:30"), "صُبْح 9 بجے سے شام ساڑھے 5 بجے تک");
  EXPECT_EQ(time_in("ur", "13:30"), "دوپہر ڈیڑھ بجے") << "half past one and two have words of their own";
  EXPECT_EQ(time_in("ur", "14:30"), "دوپہر ڈھائی بجے");
  EXPECT_EQ(time_in("ur", "12:45"), "دوپہر پَونے 1 بجے");
  EXPECT_EQ(time_in("ur", "00:20"), "رات 12 بج کر 20 منٹ");
  EXPECT_EQ(time_in("pa", "09:15/17:00"), "ਸਵੇਰੇ ਸਵਾ 9 ਵਜੇ ਤੋਂ ਸ਼ਾਮ 5 ਵਜੇ ਤੱਕ");
  EXPECT_EQ(time_in("pa", "24:00"), "ਰਾਤ 12 ਵਜੇ");
  EXPECT_EQ(time_in("zh-Hans", "09:00/17:30"), "上午9点到下午5点半");
  EXPECT_EQ(time_in("zh-Hans", "14:05"), "下午两点零5分");
  EXPECT_EQ(time_in("zh-Hans", "00:30/24:00"), "凌晨零点半到午夜12点");
}

TEST(Script, SaysADecimalPointWhereTheVoiceWouldSkipIt) {
  EXPECT_EQ(said({"离这里0.4英里。", "zh-Hans"}), "离这里0点4英里。");
  EXPECT_EQ(said({".5 9. 3.", "zh-Hans"}), ".5 9. 3.") << "no digit on both sides";
  EXPECT_EQ(said({"0.4 miles", "en"}), "0.4 miles");
}

TEST(Script, SaysMoneyInPoundsAndPence) {
  const auto money = [](const char* value) { return said({"£", "en", SpanKind::money, value}); };
  EXPECT_EQ(money("GBP 12.50"), "12 pounds 50");
  EXPECT_EQ(money("GBP 1.00"), "1 pound");
  EXPECT_EQ(money("GBP 5"), "5 pounds");
  EXPECT_EQ(money("GBP 0.50"), "50 pence");
  EXPECT_EQ(money("GBP 2.05"), "2 pounds and 5 pence");
  EXPECT_EQ(said({"£12.50", "ar", SpanKind::money, "GBP 12.50"}), "12 جُنَيْه إسترليني و 50 بِنْس");
  EXPECT_EQ(said({"£12.50", "ur", SpanKind::money, "GBP 12.50"}), "12 پاؤنڈ 50 پَینس");
  EXPECT_EQ(said({"£12.50", "pa", SpanKind::money, "GBP 12.50"}), "12 ਪੌਂਡ 50 ਪੈਂਸ");
  EXPECT_EQ(said({"£2.00", "zh-Hans", SpanKind::money, "GBP 2.00"}), "两英镑");
  const auto polish = [](const char* value) { return said({"£", "pl", SpanKind::money, value}); };
  EXPECT_EQ(polish("GBP 1.01"), "1 funt 1 pens");
  EXPECT_EQ(polish("GBP 22.04"), "22 funty 4 pensy");
  EXPECT_EQ(polish("GBP 12.13"), "12 funtów 13 pensów");
  EXPECT_EQ(polish("GBP 0.00"), "0 funtów");
  EXPECT_EQ(polish("GBP 112"), "112 funtów");
}

TEST(Script, PointsToTheScreenForAddresses) {
  EXPECT_EQ(said({"leeds.gov.uk/x?y=1", "en", SpanKind::web}), "web address, on the screen");
  EXPECT_EQ(said({"a@b.uk", "ar", SpanKind::email}), "عنوان بريد إلكتروني، على الشاشة");
  const auto romanian = script_for({{"leeds.gov.uk", "ro", SpanKind::web}});
  ASSERT_EQ(romanian.size(), 1U);
  EXPECT_EQ(romanian[0].language, "en") << "words that nobody has translated are English and say so";
}

TEST(Script, AnEnglishNameInArabicIsAnEnglishClause) {
  const Label label{{"تقع ", "ar"}, {"Armley Library", "en"}, {"، في ليدز.", "ar"}};
  const auto clauses = script_for(label);
  ASSERT_EQ(clauses.size(), 3U);
  EXPECT_EQ(clauses[0].language, "ar");
  EXPECT_EQ(clauses[1].language, "en");
  EXPECT_EQ(clauses[1].words, "Armley Library");
  EXPECT_EQ(clauses[1].span, 1U);
  EXPECT_EQ(clauses[2].words, "في ليدز.");
  EXPECT_GT(clauses[1].pause_after_ms, clauses[0].pause_after_ms) << "the comma after the name is a pause";
}

TEST(En301549_5_1_3_14, LatinWordsInAnotherScriptAreSaidByTheEnglishVoice) {
  const auto clauses = script_for({{"NHS کے ڈاکٹر، مفت WiFi.", "ur"}});
  std::vector<std::pair<std::string, std::string>> said;
  for (const Clause& clause : clauses) said.emplace_back(clause.language, clause.words);
  EXPECT_EQ(said, (std::vector<std::pair<std::string, std::string>>{{"en", "NHS"}, {"ur", "کے ڈاکٹر،"}, {"ur", "مفت"}, {"en", "WiFi."}}));
  EXPECT_EQ(clauses[0].pause_after_ms, 0) << "the sentence goes on";
  EXPECT_EQ(std::string_view{"NHS کے ڈاکٹر، مفت WiFi."}.substr(clauses[3].start, clauses[3].end - clauses[3].start), "WiFi.") << "what is lit is what is said";
  EXPECT_EQ(script_for({{"Citizens Advice pomaga.", "pl"}}).size(), 1U) << "a language in Latin letters is said whole by its own voice";
}

TEST(Script, CutsAtWhereASpeakerPauses) {
  EXPECT_EQ(said({"Open today. Ring first, please!", "en"}), "Open today. / Ring first, / please!");
  EXPECT_EQ(said({"St. Mary's at 9.30 and 1,000 more", "en"}), "St. Mary's at 9.30 and 1,000 more");
  EXPECT_EQ(said({"مفتوح اليوم، اتصل أولا؟ نعم", "ar"}), "مفتوح اليوم، / اتصل أولا؟ / نعم");
  EXPECT_EQ(said({"你好，世界。再见", "zh-Hans"}), "你好， / 世界。 / 再见");
  EXPECT_EQ(said({"one\ntwo", "en"}), "one / two");
}

TEST(Script, MapsEveryClauseToTheBytesShown) {
  const Span span{"  Open today.\u00a0 Ring first, please. ", "en"};
  const auto clauses = script_for({span});
  ASSERT_EQ(clauses.size(), 3U);
  EXPECT_EQ(span.text.substr(clauses[0].start, clauses[0].end - clauses[0].start), "Open today.");
  EXPECT_EQ(span.text.substr(clauses[1].start, clauses[1].end - clauses[1].start), "Ring first,");
  EXPECT_EQ(span.text.substr(clauses[2].start, clauses[2].end - clauses[2].start), "please.");
  const auto whole = script_for({{"0113 269 2985", "en", SpanKind::telephone}});
  EXPECT_EQ(whole[0].start, 0U);
  EXPECT_EQ(whole[0].end, 13U);
}

TEST(Script, KeepsClausesShort) {
  std::string long_text;
  for (int i = 0; i < 200; ++i) long_text += "مكتبة ";
  const auto clauses = script_for({{long_text, "ar"}});
  EXPECT_GT(clauses.size(), 8U);
  for (const Clause& clause : clauses) EXPECT_LE(clause.words.size(), 120U * 2);
  EXPECT_EQ(script_for({{std::string(1000, 'x'), "en"}}).size(), 9U) << "a word without an end is cut too";
}

TEST(Script, SaysNothingForWhatHasNoWords) {
  EXPECT_TRUE(script_for({}).empty());
  EXPECT_TRUE(script_for({{"", "en"}, {" · ", "en"}, {"\u2067\u2069…", "ar"}, {"—", "en"}}).empty());
  EXPECT_TRUE(script_for({{"", "en", SpanKind::telephone}, {" ", "en", SpanKind::postcode}}).empty());
}

TEST(Script, TreatsControlsAsSpacesAndKeepsJoiners) {
  EXPECT_EQ(said({"a\u200fb\u2066c\u2069 \td\x01", "en"}), "a b c d");
  EXPECT_EQ(said({"می\u200cخواهم", "fa"}), "می\u200cخواهم");
  EXPECT_EQ(said({"co\u00adoperate", "en"}), "cooperate");
}

TEST(Script, SurvivesBrokenTextInEveryKind) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto left = random() % 24; left > 0; --left) text += static_cast<char>(random());
    std::string value;
    for (auto left = random() % 12; left > 0; --left) value += "0123456789:/-. GBP"[random() % 18];
    const Span span{text, round % 3 == 0 ? "ar" : round % 3 == 1 ? "en" : "xx", static_cast<SpanKind>(random() % 10), value};
    std::size_t last = 0;
    for (const Clause& clause : script_for({span})) {
      EXPECT_FALSE(clause.words.empty());
      EXPECT_EQ(clause.words.find('\0'), std::string::npos);
      EXPECT_LE(last, clause.start);
      EXPECT_LE(clause.start, clause.end);
      EXPECT_LE(clause.end, text.size());
      last = clause.end;
    }
  }
}


// --- Numbers for somebody who writes them down ---

struct Slow {
  std::string words;
  int at_least_ms = 0;
  bool operator==(const Slow&) const = default;
  friend void PrintTo(const Slow& slow, std::ostream* out) { *out << slow.words << ' ' << slow.at_least_ms; }
};
std::vector<Slow> slowly(Span span, int step) {
  std::vector<Slow> all;
  for (const Clause& clause : script_for_writing({std::move(span)}, step)) all.push_back({clause.words, clause.at_least_ms});
  return all;
}

TEST(WritingDown, SaysADigitAtATimeAndWaitsAfterEachGroup) {
  EXPECT_EQ(slowly({"0113 49", "en", SpanKind::telephone}, 1), (std::vector<Slow>{{"0", 800}, {"1", 800}, {"1", 800}, {"3", 2300}, {"4", 800}, {"9", 2300}}));
  EXPECT_EQ(slowly({"LS1 3AB", "en", SpanKind::postcode}, 1), (std::vector<Slow>{{"L", 800}, {"S", 800}, {"1", 2300}, {"3", 800}, {"A", 800}, {"B", 2300}}));
  EXPECT_EQ(slowly({"ext 5", "en", SpanKind::telephone}, 1), (std::vector<Slow>{{"ext", 2300}, {"5", 2300}}));
}

TEST(WritingDown, GroupsWhatIsShownInOneAndReadsOtherDigits) {
  const auto all = slowly({"01134960000", "en", SpanKind::telephone}, 1);
  ASSERT_EQ(all.size(), 11U);
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].at_least_ms, i == 3 || i == 6 || i == 10 ? 2300 : 800) << i;
  EXPECT_EQ(slowly({"+٤٤", "ar", SpanKind::telephone}, 1), (std::vector<Slow>{{"plus", 800}, {"4", 800}, {"4", 2300}}));
}

TEST(WritingDown, EachStepIsSlowerToAFloor) {
  const Span span{"0113", "en", SpanKind::telephone};
  EXPECT_LT(slowly(span, 1)[0].at_least_ms, slowly(span, 2)[0].at_least_ms);
  EXPECT_LT(slowly(span, 2)[0].at_least_ms, slowly(span, 3)[0].at_least_ms);
  EXPECT_EQ(slowly(span, 3), slowly(span, 99));
}

TEST(WritingDown, PointsToEachCharacterAndLeavesOtherWordsOut) {
  const auto clauses = script_for_writing({{"1 Example Street, ", "en"}, {"LS1 3AB", "en", SpanKind::postcode}}, 1);
  ASSERT_EQ(clauses.size(), 6U);
  EXPECT_EQ(clauses[3].span, 1U);
  EXPECT_EQ(clauses[3].start, 4U);
  EXPECT_EQ(clauses[3].end, 5U);
}

// --- Pronunciations ---

TEST(Pronounced, WholeWordsAloneWhateverTheirCaseAndTheLongestFirst) {
  const Pronunciations list({{"en", "ABCD", "A-B C D"}, {"en", "NHS App", "the app"}, {"en", "NHS", "N H S"}, {"en", "Adel", "addle"}, {"ar", "Adel", "عادل"}});
  EXPECT_EQ(list.apply("en", "Ask abcd, or NHS."), "Ask A-B C D, or N H S.");
  EXPECT_EQ(list.apply("en", "The NHS App; Adelphi in Adel"), "The the app; Adelphi in addle");
  EXPECT_EQ(list.apply("en-GB", "ADEL"), "addle");
  EXPECT_EQ(list.apply("pl", "Adel"), "Adel");
  EXPECT_EQ(list.apply("ar", "Adel"), "عادل");
  EXPECT_EQ(Pronunciations({{"en", "--", "dash"}, {"en", "Leeds", ""}}).apply("en", "-- Leeds"), "-- Leeds");
}

TEST(Pronounced, TheHighlightStaysOnWhatIsShown) {
  const Pronunciations list({{"en", "ABCD", "A-B C D"}});
  const auto clauses = script_for({{"Ask ABCD today. Bye.", "en"}}, list);
  ASSERT_EQ(clauses.size(), 2U);
  EXPECT_EQ(clauses[0].words, "Ask A-B C D today.");
  EXPECT_EQ(clauses[0].start, 0U);
  EXPECT_EQ(clauses[0].end, 15U);
  EXPECT_EQ(clauses[1].start, 16U);
  // Of the English span of an Arabic sentence too, and of no other kind: digits are digits.
  const auto mixed = script_for({{"اتصل ", "ar"}, {"ABCD", "en"}, {"999", "en", SpanKind::telephone}}, Pronunciations({{"en", "ABCD", "A-B C D"}, {"en", "999", "no"}}));
  ASSERT_EQ(mixed.size(), 3U);
  EXPECT_EQ(mixed[1].words, "A-B C D");
  EXPECT_EQ(mixed[2].words, "9 9 9");
}

}  // namespace
}  // namespace kiosk::speech
