// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/i18n/catalogue.hpp"

#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::i18n {
namespace {

using namespace std::chrono;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::filesystem::path data = std::filesystem::path(KIOSK_SOURCE_DIR) / "tests/unit/i18n/data";

std::string read(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

// The first `from` in `text` becomes `to`; it must be there.
std::string changed(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

// A folder of catalogues of its own for each test: whole English unless a test says otherwise.
class CataloguesTest : public testing::Test {
 protected:
  void SetUp() override {
    const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) / (std::string("kiosk_catalogues_") + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    write("en.json", read(data / "en.json"));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name, std::ios::binary) << text; }

  // Opens the folder and keeps what was logged.
  Result<std::shared_ptr<const Catalogues>> open() {
    testing::internal::CaptureStderr();
    auto opened = Catalogues::open(folder_);
    log_ = testing::internal::GetCapturedStderr();
    return opened;
  }
  std::shared_ptr<const Catalogues> opened() {
    auto result = open();
    EXPECT_TRUE(result.ok()) << (result ? "" : result.error().detail);
    return result ? result.value() : nullptr;
  }
  std::string refusal() {
    const auto result = open();
    return result ? "opened" : result.error().detail;
  }
  long logged_lines() const { return std::count(log_.begin(), log_.end(), '\n'); }

  std::filesystem::path folder_;
  std::string log_;
};

std::shared_ptr<const Catalogues> whole() {
  static const auto catalogues = Catalogues::open(data);
  KIOSK_ASSERT(catalogues.ok());
  return catalogues.value();
}

// --- Messages --------------------------------------------------------------

TEST(Catalogues, TellsItsLanguagesEnglishFirst) {
  ASSERT_EQ(whole()->languages().size(), 2U);
  EXPECT_EQ(whole()->languages()[0].tag, "en");
  const LanguageInfo* arabic = whole()->find("ar");
  ASSERT_NE(arabic, nullptr);
  EXPECT_EQ(arabic->name, "العربية");
  EXPECT_EQ(arabic->english_name, "Arabic");
  EXPECT_EQ(arabic->greeting, "مرحبا");
  EXPECT_EQ(arabic->origin, "machine");
  EXPECT_EQ(arabic->reviewed_by, "");
  EXPECT_EQ(whole()->find("pl"), nullptr);
}

TEST(Catalogues, GivesAMessageAsOneSpanOfItsLanguage) {
  EXPECT_EQ(whole()->get("en", "home.heading.question"_msg), plain("What matters to you today?", "en"));
  EXPECT_EQ(whole()->get("ar", "home.heading.question"_msg), plain("ما الذي يهمّك اليوم؟", "ar"));
}

TEST(Catalogues, KeepsTheSpansOfLabelArguments) {
  const Label label = whole()->get("en", "service.hours.open_until"_msg, {{"time", Label{whole()->time("en", 17 * 60)}}});
  EXPECT_THAT(label, ElementsAre(Span{"Open now until ", "en"}, Span{"5pm", "en", SpanKind::time, "17:00"}));
}

TEST(Catalogues, KeepsTheLanguageOfArgumentsAndTheOrderOfTheTranslation) {
  const Arguments arguments{{"name", plain("Armley Hub", "en")},
                            {"number", Label{{"0113 378 5500", "en", SpanKind::telephone, "01133785500"}}},
                            {"day", Label{whole()->weekday("ar", Thursday)}}};
  EXPECT_THAT(whole()->get("ar", "service.ring.sentence"_msg, arguments),
              ElementsAre(Span{"الخميس: اتصل على الرقم ", "ar"}, Span{"0113 378 5500", "en", SpanKind::telephone, "01133785500"},
                          Span{" بـ", "ar"}, Span{"Armley Hub", "en"}, Span{".", "ar"}));
}

TEST(Catalogues, JoinsPlainWordsOfOneLanguage) {
  EXPECT_EQ(whole()->get("en", "results.card.distance"_msg, {{"miles", Label{whole()->miles("en", 0.4)}}}),
            plain("0.4 miles from here", "en"));
}

TEST(Catalogues, KeepsPageSpansForLayoutToFill) {
  const Arguments arguments{{"page", Label{{"", "en", SpanKind::page_number}}},
                            {"pages", Label{{"", "en", SpanKind::page_count}}}};
  EXPECT_THAT(whole()->get("en", "results.pager.page"_msg, arguments),
              ElementsAre(Span{"Page ", "en"}, Span{"", "en", SpanKind::page_number}, Span{" of ", "en"},
                          Span{"", "en", SpanKind::page_count}));
}

TEST(Catalogues, CountsInTheLanguagesOwnForms) {
  const auto count = [](std::string_view language, long number) {
    return plain_text(whole()->get(language, "results.heading.count"_msg, {{"count", number}}));
  };
  EXPECT_EQ(count("en", 1), "1 place, nearest first");
  EXPECT_EQ(count("en", 9), "9 places, nearest first");
  EXPECT_EQ(count("ar", 0), "لا أماكن، الأقرب أولًا");
  EXPECT_EQ(count("ar", 1), "مكان واحد، الأقرب أولًا");
  EXPECT_EQ(count("ar", 2), "مكانان، الأقرب أولًا");
  EXPECT_EQ(count("ar", 9), "9 أماكن، الأقرب أولًا");
  EXPECT_EQ(count("ar", 11), "11 مكانًا، الأقرب أولًا");
  EXPECT_EQ(count("ar", 100), "100 مكان، الأقرب أولًا");
}

TEST(Catalogues, TakesEnglishTaggedEnWhereALanguageHasNoMessage) {
  EXPECT_EQ(whole()->get("ar", "home.only.english"_msg), plain("Only in English", "en"));
  EXPECT_FALSE(whole()->has("ar", "home.only.english"_msg));
  EXPECT_TRUE(whole()->has("en", "home.only.english"_msg));
  EXPECT_TRUE(whole()->has("ar", "home.heading.question"_msg));
  EXPECT_FALSE(whole()->has("pl", "home.heading.question"_msg));
}

TEST(Catalogues, TakesEnglishForALanguageNobodyWrote) {
  EXPECT_EQ(whole()->get("tlh", "home.heading.question"_msg), plain("What matters to you today?", "en"));
  EXPECT_EQ(whole()->time("tlh", 540).language, "en");
}

TEST(Catalogues, ArgumentTextIsNeverReadAsAPattern) {
  const std::string hostile = "{time} {count, plural, other {#}} '{' \xf3\xb0\x80\x81 # %s";
  const Label label = whole()->get("en", "service.hours.open_until"_msg, {{"time", plain(hostile, "en")}});
  EXPECT_EQ(plain_text(label), "Open now until " + hostile);
}

TEST(Catalogues, TakesLabelsOfNoSpansAndOfMany) {
  EXPECT_EQ(whole()->get("en", "service.hours.open_until"_msg, {{"time", Label{}}}), plain("Open now until ", "en"));
  EXPECT_THAT(whole()->get("en", "service.hours.open_until"_msg,
                           {{"time", Label{whole()->weekday("ar", Monday), Span{" ", "ar"}, whole()->time("ar", 600)}}}),
              ElementsAre(Span{"Open now until ", "en"}, Span{"الاثنين ", "ar"}, Span{"10:00", "ar", SpanKind::time, "10:00"}));
}

TEST(Catalogues, AFaultOfOursShowsTheKeyAndIsLogged) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(whole()->get("ar", "no.such.key"_msg), plain("no.such.key", "en"));
  EXPECT_EQ(whole()->get("en", "service.hours.open_until"_msg), plain("service.hours.open_until", "en"));
  EXPECT_EQ(whole()->get("en", "results.heading.count"_msg, {{"count", plain("nine", "en")}}),
            plain("results.heading.count", "en"));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, HasSubstr("no.such.key"));
  EXPECT_THAT(log, HasSubstr("given nothing for '{time}'"));
  EXPECT_THAT(log, HasSubstr("words for '{count}'"));
  EXPECT_THAT(log, Not(HasSubstr("nine")));  // an argument may be a resident's word
}

// --- Dates, times, numbers -------------------------------------------------

TEST(Catalogues, SaysTimesTheEnglishWay) {
  const auto time = [](int minute) { return whole()->time("en", minute); };
  EXPECT_EQ(time(9 * 60), (Span{"9am", "en", SpanKind::time, "09:00"}));
  EXPECT_EQ(time(17 * 60 + 30), (Span{"5.30pm", "en", SpanKind::time, "17:30"}));
  EXPECT_EQ(time(12 * 60), (Span{"12 noon", "en", SpanKind::time, "12:00"}));
  EXPECT_EQ(time(0), (Span{"12 midnight", "en", SpanKind::time, "00:00"}));
  EXPECT_EQ(time(1440), (Span{"12 midnight", "en", SpanKind::time, "00:00"}));
  EXPECT_EQ(time(5), (Span{"12.05am", "en", SpanKind::time, "00:05"}));
  EXPECT_EQ(time(12 * 60 + 1), (Span{"12.01pm", "en", SpanKind::time, "12:01"}));
  EXPECT_EQ(time(1439), (Span{"11.59pm", "en", SpanKind::time, "23:59"}));
}

TEST(Catalogues, SaysTimesTheTwentyFourHourWay) {
  EXPECT_EQ(whole()->time("ar", 17 * 60 + 30), (Span{"17:30", "ar", SpanKind::time, "17:30"}));
  EXPECT_EQ(whole()->time("ar", 9 * 60), (Span{"09:00", "ar", SpanKind::time, "09:00"}));
  EXPECT_EQ(whole()->time("ar", 0).text, "00:00");
  EXPECT_EQ(whole()->time("ar", 12 * 60).text, "12:00");
}

TEST(Catalogues, SaysARangeAsOneSpan) {
  EXPECT_EQ(whole()->time_range("en", 540, 1020), (Span{"9am to 5pm", "en", SpanKind::time, "09:00/17:00"}));
  EXPECT_EQ(whole()->time_range("en", 570, 720), (Span{"9.30am to 12 noon", "en", SpanKind::time, "09:30/12:00"}));
  EXPECT_EQ(whole()->time_range("ar", 540, 1020), (Span{"09:00–17:00", "ar", SpanKind::time, "09:00/17:00"}));
  EXPECT_EQ(whole()->time_range("ar", 18 * 60, 1440), (Span{"18:00–00:00", "ar", SpanKind::time, "18:00/00:00"}));
}

TEST(Catalogues, ShowsOneClockEverywhere) {
  EXPECT_EQ(whole()->clock("en", 10 * 60 + 42), (Span{"10:42", "en", SpanKind::time, "10:42"}));
  EXPECT_EQ(whole()->clock("ar", 10 * 60 + 42), (Span{"10:42", "ar", SpanKind::time, "10:42"}));
  EXPECT_EQ(whole()->clock("en", 13 * 60).text, "13:00");
}

TEST(Catalogues, SaysDates) {
  constexpr year_month_day date{year{2026}, November, day{12}};
  EXPECT_EQ(whole()->date_long("en", date), (Span{"Thursday 12 November", "en", SpanKind::date, "2026-11-12"}));
  EXPECT_EQ(whole()->date_full("en", date), (Span{"12 November 2026", "en", SpanKind::date, "2026-11-12"}));
  EXPECT_EQ(whole()->date_long("ar", date), (Span{"الخميس 12 نوفمبر", "ar", SpanKind::date, "2026-11-12"}));
  EXPECT_EQ(whole()->date_full("ar", date), (Span{"12 نوفمبر 2026", "ar", SpanKind::date, "2026-11-12"}));
  EXPECT_EQ(whole()->weekday("ar", Thursday), (Span{"الخميس", "ar"}));
  EXPECT_EQ(whole()->date_full("en", year_month_day{}), (Span{"", "en", SpanKind::date, ""}));
}

TEST(Catalogues, SaysMilesWithOneDecimalUnderTen) {
  const auto miles = [](double number) { return whole()->miles("en", number).text; };
  EXPECT_EQ(miles(0.4), "0.4");
  EXPECT_EQ(miles(1.24), "1.2");
  EXPECT_EQ(miles(1.0), "1.0");
  EXPECT_EQ(miles(12.2), "12");
  EXPECT_EQ(miles(9.94), "9.9");
  EXPECT_EQ(miles(9.96), "10");
  EXPECT_EQ(miles(0.01), "0.1");
  EXPECT_EQ(whole()->miles("ar", 1.2), (Span{"1.2", "ar"}));
  miles(std::numeric_limits<double>::quiet_NaN());
  miles(-1e300);
}

// --- Broken files ----------------------------------------------------------

TEST_F(CataloguesTest, NeedsEnglish) {
  std::filesystem::remove(folder_ / "en.json");
  EXPECT_THAT(refusal(), AllOf(HasSubstr("en.json"), HasSubstr("cannot be read")));
  std::filesystem::create_directory(folder_ / "en.json");
  EXPECT_THAT(refusal(), AllOf(HasSubstr("en.json"), HasSubstr("cannot be read")));
}

TEST_F(CataloguesTest, NeedsTheFolder) {
  std::filesystem::remove_all(folder_);
  EXPECT_THAT(refusal(), HasSubstr("en.json"));
}

TEST_F(CataloguesTest, NeedsEnglishWhole) {
  const std::string good = read(data / "en.json");
  for (const auto& [from, to, expected] : std::initializer_list<std::array<std::string_view, 3>>{
           {"until {time}", "until {time", "service.hours.open_until"},
           {"until {time}", "until {0}", "service.hours.open_until"},
           {R"("Only in English")", R"("")", "home.only.english"},
           {R"("Only in English")", "7", "home.only.english"},
           {"{from} to {to}", "{from} to", "formats, time_range"},
           {R"("clock": "HH:mm",)", "", "formats, clock"},
           {"EEEE d MMMM", "EEEE do MMMM", "formats, date_long"},
           {R"("language": "en")", R"("language": "en-GB")", "language: 'en-GB'"},
           {R"("greeting": "Hello")", R"("greeting": "")", "greeting"},
           {R"("origin": "human")", R"("origin": "robot")", "origin: 'robot'"},
           {R"("messages")", R"("mesages")", "messages: nothing is there"}}) {
    write("en.json", changed(good, from, to));
    EXPECT_THAT(refusal(), AllOf(HasSubstr("en.json"), HasSubstr(std::string(expected)))) << from << " -> " << to;
  }
}

TEST_F(CataloguesTest, LeavesOutABrokenLanguageWithOneLine) {
  const std::string good = read(data / "ar.json");
  struct Case {
    const char* what;
    std::string text;
    const char* expected;
  };
  const std::string no_comma = changed(good, R"("العربية",)", R"("العربية")");
  for (const Case& one :
       {Case{"empty", "", "line 1: this is not JSON"}, Case{"cut off", good.substr(0, good.size() / 2), "this is not JSON"},
        Case{"comma", no_comma, "line 4: this is not JSON"},
        Case{"bytes", std::string("\x00\xff\xfe{\x80", 5), "this is not JSON"},
        Case{"bad UTF-8", changed(good, "مرحبا", "\xc3\x28"), "line 5: this is not JSON"},
        Case{"list", "[1, 2]", "not a catalogue"}, Case{"number", "1e999", "too large"},
        Case{"deep", std::string(200'000, '['), "this is not JSON"},
        Case{"other language", changed(good, R"("ar")", R"("fa")"), "'fa' is not the name of the file. Type 'ar'"},
        Case{"no name", changed(good, R"("name")", R"("nom")"), "name: nothing is there"},
        Case{"messages a list", changed(good, R"("messages": {)", R"("messages": [], "old": {)"), "messages: nothing is there"},
        Case{"twice", changed(good, R"("results.pager.page")", R"("home.heading.question")"),
             "home.heading.question: this name is there twice"}}) {
    write("ar.json", one.text);
    const auto catalogues = opened();
    ASSERT_NE(catalogues, nullptr);
    EXPECT_EQ(catalogues->languages().size(), 1U) << one.what;
    EXPECT_THAT(log_, AllOf(HasSubstr("ar.json"), HasSubstr(one.expected), HasSubstr("goes without this language"))) << one.what;
    EXPECT_EQ(logged_lines(), 1) << one.what << log_;
  }
}

TEST_F(CataloguesTest, TakesABrokenMessageFromEnglishAndSaysSo) {
  const std::string good = read(data / "ar.json");
  for (const auto& [to, expected] : std::initializer_list<std::pair<const char*, const char*>>{
           {"مفتوح الآن", "'{time}' of the English message is not in it"},
           {"مفتوح {Time} {time}", "'{Time}' is not in the English message"},
           {"مفتوح {time", "cannot be read"},
           {"مفتوح {time, plural, other {#}}", "it counts '{time}', which is words in English"},
           {"مفتوح {time, time, short}", "rule of its own"},
           {"مفتوح \u200f{time}", "invisible direction mark"},
           {"مفتوح \xf3\xb0\x80\x80 {time}", "invisible direction mark"}}) {
    write("ar.json", changed(good, "مفتوح الآن حتى {time}", to));
    const auto catalogues = opened();
    ASSERT_NE(catalogues, nullptr);
    EXPECT_EQ(catalogues->get("ar", "service.hours.open_until"_msg, {{"time", Label{catalogues->time("ar", 1020)}}}),
              (Label{{"Open now until ", "en"}, {"17:00", "ar", SpanKind::time, "17:00"}}))
        << to;
    EXPECT_EQ(catalogues->get("ar", "home.heading.question"_msg)[0].language, "ar");
    EXPECT_THAT(log_, AllOf(HasSubstr("ar.json, messages, service.hours.open_until"), HasSubstr(expected))) << to;
  }
}

TEST_F(CataloguesTest, AnEmptyMessageIsOneNotYetTranslated) {
  write("ar.json", changed(read(data / "ar.json"), "صفحة {page} من {pages}", ""));
  const auto catalogues = opened();
  ASSERT_NE(catalogues, nullptr);
  EXPECT_FALSE(catalogues->has("ar", "results.pager.page"_msg));
  EXPECT_THAT(log_, HasSubstr("2 of 7 messages show in English"));
}

TEST_F(CataloguesTest, SaysWhichMessageEnglishDoesNotHave) {
  write("ar.json", changed(read(data / "ar.json"), "results.pager.page", "results.pager.pag"));
  opened();
  EXPECT_THAT(log_, HasSubstr("messages, results.pager.pag: English has no such message"));
}

TEST_F(CataloguesTest, BrokenFormatsShowDatesInEnglish) {
  write("ar.json", changed(read(data / "ar.json"), R"("clock": "HH:mm")", R"("clock": "")"));
  const auto catalogues = opened();
  ASSERT_NE(catalogues, nullptr);
  EXPECT_EQ(catalogues->time("ar", 540), (Span{"9am", "en", SpanKind::time, "09:00"}));
  EXPECT_EQ(catalogues->get("ar", "home.heading.question"_msg)[0].language, "ar");
  EXPECT_THAT(log_, AllOf(HasSubstr("ar.json, formats, clock"), HasSubstr("show in English")));
}

TEST_F(CataloguesTest, OrdersLanguagesAsTheHandbookDoes) {
  const std::string arabic = read(data / "ar.json");
  for (const std::string tag : {"xx", "zh-Hans", "ckb", "ar", "pl", "aa"}) {
    write(tag + ".json", changed(arabic, R"("ar")", R"(")" + tag + R"(")"));
  }
  const auto catalogues = opened();
  ASSERT_NE(catalogues, nullptr);
  std::vector<std::string> tags;
  for (const LanguageInfo& info : catalogues->languages()) tags.push_back(info.tag);
  EXPECT_THAT(tags, ElementsAre("en", "pl", "ar", "zh-Hans", "ckb", "aa", "xx"));
  EXPECT_EQ(catalogues->get("zh-Hans", "home.heading.question"_msg)[0].language, "zh-Hans");
}

TEST_F(CataloguesTest, PassesOverWhatIsNoCatalogue) {
  write("README.md", "hello");
  write(".ar.json", "half saved");
  write("ar.json~", "a back-up");
  EXPECT_EQ(opened()->languages().size(), 1U);
  EXPECT_EQ(log_, "");
}

TEST_F(CataloguesTest, ReadsAFileWithAByteOrderMark) {
  write("ar.json", "\xef\xbb\xbf" + read(data / "ar.json"));
  EXPECT_EQ(opened()->languages().size(), 2U);
}

}  // namespace
}  // namespace kiosk::i18n
