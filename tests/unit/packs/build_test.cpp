// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/build.hpp"

#include "kiosk/directory/clips.hpp"
#include "kiosk/directory/directory.hpp"
#include "kiosk/packs/records.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

using BuildTest = PackTest;
constexpr LocalTime tuesday_noon{Date{std::chrono::year{2026}, std::chrono::November, std::chrono::day{24}}, 12 * 60 + 30};

TEST_F(BuildTest, TheSameSourceGivesTheSameBytes) {
  write_source(small_source());
  const std::string first = bytes_of(built(7, "a.pack"));
  const std::string second = bytes_of(built(7, "b.pack"));
  EXPECT_EQ(first, second);
  EXPECT_NE(first, bytes_of(built(8, "c.pack")));
  EXPECT_FALSE(std::filesystem::exists(at("a.pack.part")));
}

TEST_F(BuildTest, WhatTheSheetsSayIsWhatTheDirectoryReads) {
  write_source(small_source());
  auto opened = directory::Directory::open(built(7));
  ASSERT_TRUE(opened) << opened.error().detail;
  directory::Directory& content = *opened.value();
  EXPECT_EQ(content.info().serial, 7);
  EXPECT_EQ(content.info().title, "Small");
  EXPECT_EQ(content.info().built, (Date{std::chrono::year{2026}, std::chrono::October, std::chrono::day{1}}));
  ASSERT_EQ(content.topics("en").size(), 2U);
  EXPECT_EQ(content.topics("en")[0].key, "money");
  auto service = content.service("food", "ar", std::nullopt, tuesday_noon);
  ASSERT_TRUE(service);
  EXPECT_EQ(service->address, "2 Stock's Hill, Leeds");
  EXPECT_EQ(service->postcode, "LS12 1UQ");
  EXPECT_EQ(service->phones.at(0).number, "0113 496 0001");
  EXPECT_EQ(service->cost.at(0).text, "مجانًا");
  EXPECT_EQ(service->assured, (Date{std::chrono::year{2026}, std::chrono::August, std::chrono::day{1}}));
  ASSERT_TRUE(service->hours.known);
  EXPECT_EQ(service->hours.week[1], (std::vector<directory::Period>{{540, 720}, {780, 1020}}));
  EXPECT_EQ(service->summary.open.state, directory::OpenState::closed_until) << "12.30 is in the lunch break";
  ASSERT_EQ(service->accessibility.size(), 1U);
  EXPECT_FALSE(content.search("hungry", "en", 5).empty());
  EXPECT_FALSE(content.search("جوع", "ar", 5).empty());
}

TEST_F(BuildTest, EasyWordsAndTheGlossaryArriveOnTheKiosk) {
  auto source = small_source();
  source["Easy words.csv"] =
      "Service,Line,Words,Picture,Source\nfood,2,Ring 116 123.,Phone,A list\nfood,1,We give food.,Food,A list\n\"books, jobs\",1,Come in.,People,A list\n";
  source["Glossary.csv"] = "ID,Word,Also written,Meaning,Source\nfood,food,,What you eat.,x\nborrow,borrow,,To take home and bring back.,x\n";
  source["Translations.csv"] +=
      "We give food.,ar,نعطي الطعام.,machine,\nRing 116 123.,ar,اتصل ١١٦ ١٢٣.,machine,\nfood,ar,الطعام,machine,\nWhat you eat.,ar,ما تأكله.,machine,\n";
  write_source(source);
  auto opened = directory::Directory::open(built(1));
  ASSERT_TRUE(opened) << opened.error().detail;
  directory::Directory& content = *opened.value();
  const auto words = [](const std::vector<directory::ExplainedWord>& all) {
    std::vector<std::string> out;
    for (const auto& one : all) out.push_back(i18n::plain_text(one.word) + " = " + i18n::plain_text(one.meaning));
    return out;
  };
  using Words = std::vector<std::string>;

  const auto english = content.service("food", "en", {}, tuesday_noon);
  ASSERT_EQ(english->easy.size(), 2U);
  EXPECT_EQ(i18n::plain_text(english->easy[0].text), "We give food.");
  EXPECT_EQ(english->easy[0].picture, "food");
  EXPECT_EQ(i18n::plain_text(english->easy[1].text), "Ring 116 123.");
  EXPECT_EQ(words(english->words), Words{"food = What you eat."});
  EXPECT_EQ(words(english->easy_words), Words{"food = What you eat."});

  const auto arabic = content.service("food", "ar", {}, tuesday_noon);
  ASSERT_EQ(arabic->easy.size(), 2U);
  EXPECT_EQ(arabic->easy[0].text.front().language, "ar");
  EXPECT_EQ(words(arabic->words), Words{"الطعام = ما تأكله."}) << "a translated text is looked through for translated words";

  // Easy words in English beside a description in Arabic would be easy for nobody; where that is English too they help.
  EXPECT_EQ(content.service("books", "ar", {}, tuesday_noon)->easy.at(0).text.front().language, "en");
  const auto books = content.service("books", "ar", {}, tuesday_noon);
  EXPECT_EQ(words(books->words), Words{"borrow = To take home and bring back."});
  EXPECT_EQ(books->words[0].meaning.front().language, "en") << "and marked as English";

  Findings wrong;
  source["Easy words.csv"] = "Service,Line,Words,Picture,Source\nfod,1,We give food.,Food,A list\nfood,1,One.,Fod,A list\nfood,1,Two.,Food,A list\nfood,13,Three.,Food,A list\n";
  write_source(source, "wrong");
  (void)read(wrong, "wrong");
  EXPECT_TRUE(says(wrong, "Easy words, row 2, Service: 'fod' is not an ID in the sheet Services. Did you mean 'food'?")) << all_of(wrong);
  EXPECT_TRUE(says(wrong, "Easy words, row 3, Picture: 'Fod' is not one of the choices. Did you mean 'Food'?")) << all_of(wrong);
  EXPECT_TRUE(says(wrong, "Easy words, row 4, Line: '1' is the number of row 3 already, for 'food'.")) << all_of(wrong);
  EXPECT_TRUE(says(wrong, "Easy words, row 5, Line: '13' is not a whole number from 1 to 12.")) << all_of(wrong);
}

TEST_F(BuildTest, EasyWordsOfASensitiveServiceNeedTwoSpeakers) {
  auto source = small_source();
  source["Services.csv"].replace(source["Services.csv"].find("Help to find work.,,,,,,"), 24, "Help to find work.,,,,,suicide,");
  source["Easy words.csv"] = "Service,Line,Words,Picture,Source\njobs,1,We listen.,Talk,A list\n";
  source["Translations.csv"] += "We listen.,ar,نستمع.,machine,\n";
  write_source(source);
  Findings findings;
  (void)read(findings);
  EXPECT_TRUE(says(findings, "Easy words, row 2, Words: 'نستمع.' is a draft in 'ar', and this record is sensitive.")) << all_of(findings);
}

TEST_F(BuildTest, ClosedDaysAndWeeksThatAreNeverOpen) {
  auto source = small_source();
  source["Closed days.csv"] = "Place or service,Date,Hours,Note,Source\nat-armley,24/11/2026,closed,Training,A list\nat-armley,2026-12-24,9:00-12:00,,A list\n";
  source["Opening hours.csv"] += "jobs,closed,closed,closed,closed,closed,closed,closed,A list,2026-10-01\n";
  write_source(source);
  auto opened = directory::Directory::open(built(1));
  ASSERT_TRUE(opened) << opened.error().detail;
  auto food = opened.value()->service("food", "en", std::nullopt, tuesday_noon);
  ASSERT_EQ(food->hours.exceptions.size(), 2U);
  EXPECT_TRUE(food->hours.exceptions[0].periods.empty());
  EXPECT_EQ(food->hours.exceptions[0].note, "Training");
  auto jobs = opened.value()->service("jobs", "en", std::nullopt, tuesday_noon);
  EXPECT_TRUE(jobs->hours.known);
  EXPECT_TRUE(jobs->hours.week[0].empty());
}

TEST_F(BuildTest, BankHolidaysAndUrgentHelpArriveOnTheKiosk) {
  auto source = small_source();
  source["Bank holidays.csv"] = "Date,Name,Source\n2026-10-05,A holiday,gov.uk\n05/04/2027,Easter Monday,gov.uk\n";
  source["Urgent help.csv"] =
      "ID,Need,Line,Icon,Danger,Sensitive,Who answers,Phone,Hours and cost,Note,Source,Details checked\n"
      "danger,I am in danger,Ring 999 now.,danger,yes,,Police,999,\"Free, day and night\",,A list,\n";
  write_source(source);
  Findings findings;
  const Content content = read(findings);
  ASSERT_FALSE(findings.any_stops());
  ASSERT_TRUE(build(content, {}, at("a.pack")));
  auto directory = directory::Directory::open(at("a.pack"));
  ASSERT_TRUE(directory) << directory.error().detail;
  using namespace std::chrono;
  const auto open_on = [&](year_month_day day) { return directory.value()->service("books", "en", {}, {day, 10 * 60})->summary.open.state; };
  EXPECT_EQ(open_on(2026y / October / 5), directory::OpenState::ring_to_check);
  EXPECT_EQ(open_on(2026y / October / 7), directory::OpenState::open_until);
  const auto urgent = directory.value()->urgent("ar");
  ASSERT_EQ(urgent.size(), 1U);
  EXPECT_TRUE(urgent[0].in_english);
  EXPECT_EQ(urgent[0].routes.at(0).phone.number, "999");
}

TEST_F(BuildTest, HiddenPlacesDoNotTravel) {
  auto source = small_source();
  std::string& places = source["Places.csv"];
  places.replace(places.find("-1.58821,,"), 10, "-1.58821,yes,");
  write_source(source);
  const std::string bytes = bytes_of(built(1));
  EXPECT_EQ(bytes.find("Stock's Hill"), std::string::npos);
  EXPECT_EQ(bytes.find("LS12 1UQ"), std::string::npos);
  EXPECT_EQ(bytes.find("Step-free"), std::string::npos);
}

TEST_F(BuildTest, ComparesTwoPacks) {
  write_source(small_source());
  const auto before = records_of(built(1, "a.pack"));
  auto source = small_source();
  std::string& services = source["Services.csv"];
  services.resize(services.find("jobs,"));
  services += "new,,New club,Group,work,New.,,,,,,A list,2026-10-01\n";
  std::string& hours = source["Opening hours.csv"];
  hours.replace(hours.find("9am to 5pm"), 10, "9am to 6pm");
  write_source(source);
  const auto after = records_of(built(2, "b.pack"));
  ASSERT_TRUE(before && after);
  const Comparison comparison = compare(before.value(), after.value());
  EXPECT_EQ(comparison.added, std::vector<std::string>{"new"});
  EXPECT_EQ(comparison.removed, std::vector<std::string>{"jobs"});
  EXPECT_EQ(comparison.changed, (std::vector<std::string>{"books", "food"})) << "new hours change what stands there";
  EXPECT_EQ(comparison.same, 0U);
}

TEST_F(BuildTest, MediaTravelWhole) {
  const std::string video = std::string("\x1A\x45\xDF\xA3", 4) + "webm" + std::string(1, '\0') + "\xFF\xFE rest";
  auto source = small_source();
  source["Media.csv"] =
      "For,Which one,Kind,Language,File,Words,Captions,Source\n"
      "service,books,signed video,,a.webm,Books to borrow,a.vtt,us\n"
      "topic,money,signed video,,a.webm,Money,a.vtt,us\n"
      "service,books,picture,,b.png,A shelf of books,,us\n"
      "any words,,recorded words,ar,c.ogg,كتب,,us\n";
  write_source(source);
  write("source/media/a.webm", video);
  write("source/media/a.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nBooks\n");
  write("source/media/b.png", "\x89PNG\r\n\x1A\nrest");
  write("source/media/c.ogg", "OggS rest");
  const auto pack = built(1);
  auto contents = contents_of(pack);
  ASSERT_TRUE(contents);
  EXPECT_EQ(contents->rows["media"], 4);

  auto opened = directory::Directory::open(pack);
  ASSERT_TRUE(opened) << opened.error().detail;
  directory::Directory& directory = *opened.value();
  const auto media = directory.media({"service", "books"});
  ASSERT_EQ(media.size(), 2U);
  EXPECT_EQ(media[0].kind, directory::MediaKind::image);
  EXPECT_EQ(media[0].mime, "image/png");
  EXPECT_EQ(i18n::plain_text(media[0].alt), "A shelf of books");
  EXPECT_EQ(media[1].language, "bfi");
  EXPECT_EQ(directory.media_data(media[1]), video);
  EXPECT_EQ(media[1].bytes, static_cast<std::int64_t>(video.size()));
  const auto videos = directory.sign_videos("ar");
  ASSERT_EQ(videos.size(), 2U);
  EXPECT_EQ(videos[0].media.of, (directory::MediaOf{"topic", "money"}));
  EXPECT_EQ(videos[1].captions, (std::vector<directory::Caption>{{0, 1000, "Books"}}));
  EXPECT_FALSE(directory.sign_video({"service", "food"}, "en"));
  EXPECT_TRUE(directory.topics("en")[0].signed_video);
  EXPECT_FALSE(directory.topics("en")[1].signed_video);

  auto clips = directory::ClipReader::open(pack);
  ASSERT_TRUE(clips) << clips.error().detail;
  EXPECT_EQ(clips->find("ar", "كتب"), "OggS rest");
  EXPECT_FALSE(clips->find("en", "كتب"));
  EXPECT_FALSE(clips->find("ar", "كتا"));

  // Another film in its place is a change.
  write("source/media/a.webm", video + "!");
  const auto before = records_of(pack), after = records_of(built(2, "b.pack"));
  ASSERT_TRUE(before && after);
  EXPECT_EQ(compare(before.value(), after.value()).changed, std::vector<std::string>{"books"});
}

TEST_F(BuildTest, APlaceThatCannotBeWrittenIsNamed) {
  Findings findings;
  write_source(small_source());
  const Content content = read(findings);
  auto done = build(content, {}, at("no/such/folder/a.pack"));
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().detail.find("no/such/folder"), std::string::npos);
}

}  // namespace
}  // namespace kiosk::packs
