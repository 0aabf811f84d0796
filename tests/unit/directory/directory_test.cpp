// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/directory.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "small_pack.hpp"

namespace kiosk::directory {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::chrono;

class DirectoryTest : public SmallPack {
 protected:
  std::string why_refused() {
    auto opened = Directory::open(file);
    return opened ? "(opened)" : opened.error().detail;
  }
  std::string bytes() {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
  }
};

std::vector<std::string> ids(const std::vector<ServiceSummary>& summaries) {
  std::vector<std::string> out;
  for (const auto& summary : summaries) out.push_back(summary.id);
  return out;
}

TEST_F(DirectoryTest, SaysWhatPackItIs) {
  build();
  open();
  EXPECT_EQ(directory->info().serial, 7);
  EXPECT_EQ(directory->info().title, "Leeds");
  EXPECT_EQ(directory->info().built, 2026y / November / 1);
  EXPECT_EQ(directory->info().expires, 2027y / May / 1);
}

TEST_F(DirectoryTest, TopicsInOrderAndInTheLanguageWhereThereIsOne) {
  build();
  open();
  const auto topics = directory->topics("ar");
  ASSERT_EQ(topics.size(), 3u);
  EXPECT_EQ(topics[0].key, "health");
  EXPECT_EQ(topics[0].need, i18n::plain("Health and care", "en"));
  EXPECT_EQ(topics[1].need, i18n::plain("المال والطعام", "ar"));
  EXPECT_EQ(topics[1].examples, i18n::plain("Bills, debt, benefits, food banks", "en"));
}

TEST_F(DirectoryTest, ATopicNearestFirstAndThoseWithoutAPlaceByTurns) {
  build();
  open();
  EXPECT_THAT(ids(directory->in_topic("work", "en", compton, now, 1000).services), ElementsAre("compton", "online"));
  EXPECT_THAT(ids(directory->in_topic("money", "en", compton, now, 1000).services), ElementsAre("compton", "debt", "seacroft"));
  // With no place to measure from: those whose main topic it is, by name.
  EXPECT_THAT(ids(directory->in_topic("money", "en", std::nullopt, now, 1000).services), ElementsAre("debt", "seacroft", "compton"));
  EXPECT_THAT(directory->in_topic("no such topic' OR 1", "en", compton, now, 1000).services, IsEmpty());
}

TEST_F(DirectoryTest, NothingThatServesAllOfLeedsWaitsBehindHundredsOfPlaces) {
  std::string more;
  for (int i = 0; i < 100; ++i)
    more += fmt::format("INSERT INTO service(id, organization_id, name, kind, status) VALUES('gp{0}', 'lcc', 'Surgery {0}', 'gp', 'active');"
                        "INSERT INTO location(id, name, latitude, longitude) VALUES('lg{0}', 'Surgery', {1}, -1.5090);"
                        "INSERT INTO service_at_location(id, service_id, location_id) VALUES('ag{0}', 'gp{0}', 'lg{0}');"
                        "INSERT INTO attribute(id, link_id, link_entity, taxonomy_term_id) VALUES('gp{0}/01', 'gp{0}', 'service', 'health');",
                        i, 53.8140 + 0.0001 * i);
  more += "UPDATE service_at_location SET service_id='chemist' WHERE id='a3'; UPDATE location SET hidden=0 WHERE id='l3';"
          "INSERT INTO service(id, organization_id, name, kind, status) VALUES('chemist', 'lcc', 'Far chemist', 'pharmacy', 'active'), ('dentist', 'lcc', 'Dentists', 'advice', 'active'),"
          " ('both', 'lcc', 'Both', 'advice', 'active'), ('badge', 'lcc', 'Badge', 'advice', 'active');"
          "INSERT INTO attribute(id, link_id, link_entity, taxonomy_term_id) VALUES('chemist/01', 'chemist', 'service', 'health'), ('dentist/01', 'dentist', 'service', 'health'),"
          " ('both/01', 'both', 'service', 'health'), ('both/02', 'both', 'service', 'work'), ('badge/01', 'badge', 'service', 'work'), ('badge/02', 'badge', 'service', 'health');";
  build(more);
  open();
  const auto order = ids(directory->in_topic("health", "en", compton, now, 1000).services);
  ASSERT_EQ(order.size(), 105u);  // and the refuge, which is nowhere
  EXPECT_THAT(std::vector(order.begin(), order.begin() + 9),
              ElementsAre("gp0", "dentist", "chemist", "refuge", "gp1", "both", "gp2", "badge", "gp3"));
  EXPECT_EQ(order.back(), "gp99");
  const Listing first = directory->in_topic("health", "en", compton, now, 9);
  EXPECT_EQ(ids(first.services), std::vector(order.begin(), order.begin() + 9));
  EXPECT_EQ(first.left_out, 96u);
  EXPECT_EQ(directory->count_in_topic("health"), 105u);
}

TEST_F(DirectoryTest, AServiceWhole) {
  build();
  open();
  const auto service = directory->service("compton", "en", compton, now);
  ASSERT_TRUE(service);
  EXPECT_EQ(service->summary.name, i18n::plain("Compton Centre Library", "en"));
  EXPECT_EQ(i18n::plain_text(service->summary.summary), "Borrow books and use computers for free. Staff can help you get online.");
  EXPECT_EQ(service->summary.topic, "money");
  EXPECT_EQ(service->summary.kind, "library");
  EXPECT_TRUE(service->summary.here);
  EXPECT_EQ(service->summary.open, (OpenNow{OpenState::open_until, LocalTime{now.date, 1020}}));
  ASSERT_EQ(service->phones.size(), 1u);
  EXPECT_EQ(service->phones[0].number, "0113 378 5330");
  EXPECT_EQ(service->address, "322 Harehills Lane, Leeds");
  EXPECT_EQ(service->postcode, "LS9 7BG");
  EXPECT_EQ(service->email, "council@example.org");
  EXPECT_EQ(service->website, "https://www.leeds.gov.uk");
  EXPECT_THAT(service->languages, ElementsAre("ar", "ur"));
  EXPECT_THAT(service->accessibility, ElementsAre(i18n::plain("Step-free entrance", "en")));
  EXPECT_EQ(service->assured, 2026y / October / 1);
  EXPECT_EQ(service->hours.exceptions.size(), 1u);
  EXPECT_FALSE(service->only_english);
}

TEST_F(DirectoryTest, OfTwoPlacesTheNearest) {
  build();
  open();
  const auto service = directory->service("compton", "en", Coordinates{53.8010, -1.5430}, now);
  EXPECT_TRUE(service->summary.here);
  EXPECT_EQ(service->address, "");
  EXPECT_EQ(service->summary.open.state, OpenState::ring_to_check);
}

TEST_F(DirectoryTest, TextsFallBackToEnglishAndSaySo) {
  build();
  open();
  const auto arabic = directory->service("compton", "ar", compton, now);
  EXPECT_EQ(arabic->description.front().language, "ar");
  EXPECT_EQ(arabic->summary.name.front().language, "en");
  EXPECT_EQ(i18n::plain_text(arabic->cost), "مجاني");
  EXPECT_TRUE(arabic->only_english);  // the entrance is described in English alone
  build("INSERT INTO translation VALUES('accessibility', 'x1', 'description', 'ar', 'مدخل بدون درج', 'machine', NULL, NULL)");
  open();
  EXPECT_FALSE(directory->service("compton", "ar", compton, now)->only_english);
  const auto polish = directory->service("seacroft", "pl", compton, now);
  EXPECT_EQ(polish->summary.name, i18n::plain("Bank żywności Seacroft", "pl"));
  EXPECT_EQ(polish->description.front().language, "en");
  EXPECT_TRUE(polish->only_english);
  EXPECT_EQ(i18n::plain_text(polish->phones.at(0).description), "");
  EXPECT_EQ(polish->phones.at(0).number, "0113 273 8888");  // the organisation's
}

TEST_F(DirectoryTest, UrgentNeedsInOrderAndDraftsHeldBack) {
  const std::string needs =
      "INSERT INTO urgent(id, position, need, line, icon, danger, sensitive) VALUES"
      " ('low', 2, 'I feel I cannot go on', 'Talk to someone now.', 'heart', 0, 'suicide'), ('danger', 1, 'I am in danger', 'Ring 999.', 'danger', 1, 'none');"
      "INSERT INTO urgent_route(id, urgent_id, position, name, number, hours_and_cost, note) VALUES"
      " ('low/02', 'low', 2, 'Ask staff', NULL, NULL, NULL), ('low/01', 'low', 1, 'Samaritans', '116 123', 'Free, day and night', 'They listen.');";
  const auto translated = [](const char* reviewed_by) {
    std::string rows = "INSERT INTO translation(entity, id, field, language, text, origin, reviewed_by) VALUES";
    for (const char* field : {"'urgent','low','need'", "'urgent','low','line'", "'urgent_route','low/01','name'", "'urgent_route','low/01','hours_and_cost'",
                              "'urgent_route','low/01','note'", "'urgent_route','low/02','name'"})
      rows += std::string{rows.ends_with("VALUES") ? "(" : ",("} + field + ",'ar','كلمات','human'," + reviewed_by + ")";
    return rows;
  };
  build(needs + translated("'interpreter 2026-11-01; librarian 2026-11-02'"));
  open();
  const auto english = directory->urgent("en");
  ASSERT_EQ(english.size(), 2U);
  EXPECT_EQ(english[0].id, "danger");
  EXPECT_EQ(english[0].danger, UrgentNeed::Danger::yes);
  EXPECT_FALSE(english[0].in_english);
  EXPECT_EQ(english[1].danger, UrgentNeed::Danger::no);
  EXPECT_EQ(english[1].icon, "heart");
  EXPECT_EQ(english[1].sensitive, "suicide");
  ASSERT_EQ(english[1].routes.size(), 2U);
  EXPECT_EQ(english[1].routes[0].phone.number, "116 123");
  EXPECT_EQ(i18n::plain_text(english[1].routes[0].hours_and_cost), "Free, day and night");
  EXPECT_EQ(english[1].routes[1].phone.number, "");
  const auto arabic = directory->urgent("ar");
  EXPECT_TRUE(arabic[0].in_english);
  EXPECT_EQ(arabic[0].need.front().language, "en");
  EXPECT_FALSE(arabic[1].in_english);
  EXPECT_EQ(arabic[1].need, i18n::plain("كلمات", "ar"));

  for (const char* not_enough : {"NULL", "''", "'interpreter 2026-11-01'", "'interpreter, 2026-11-01'", "'interpreter; librarian'", "'; 2026-11-01'",
                                 "'interpreter 2026-11-01; interpreter 2026-11-01'", "'2026-11-01; 2026-11-02'", "';;'"}) {
    build(needs + translated(not_enough));
    open();
    const auto draft = directory->urgent("ar");
    EXPECT_TRUE(draft[1].in_english) << not_enough;
    EXPECT_EQ(draft[1].need, i18n::plain("I feel I cannot go on", "en")) << not_enough;
    EXPECT_EQ(draft[1].routes[0].note, i18n::plain("They listen.", "en")) << not_enough;
  }
}

TEST_F(DirectoryTest, AShelterHasNoAddressAndNoDistance) {
  build();
  open();
  const auto refuge = directory->service("refuge", "ar", compton, now);
  EXPECT_EQ(refuge->address, "");
  EXPECT_EQ(refuge->postcode, "");
  EXPECT_FALSE(refuge->summary.miles);
  EXPECT_EQ(refuge->sensitive, "abuse");
  // A draft that nobody has read is not shown for it.
  EXPECT_EQ(refuge->description.front().language, "en");
  const auto hidden = directory->service("debt", "en", compton, now);
  EXPECT_EQ(hidden->address, "");
  EXPECT_FALSE(hidden->summary.miles);
}

TEST_F(DirectoryTest, HoursOldOrUnknownWantARing) {
  build();
  open();
  EXPECT_EQ(directory->service("debt", "en", compton, now)->summary.open.state, OpenState::ring_to_check);
  EXPECT_TRUE(directory->service("debt", "en", compton, now)->hours.known);
  EXPECT_FALSE(directory->service("online", "en", compton, now)->hours.known);
  EXPECT_EQ(directory->service("seacroft", "en", compton, {now.date, 12 * 60 + 30})->summary.open,
            (OpenNow{OpenState::closed_until, LocalTime{now.date, 780}}));
}

TEST_F(DirectoryTest, WhatIsNotThereOrNotActiveIsNothing) {
  build();
  open();
  EXPECT_FALSE(directory->service("gone", "en", compton, now));
  EXPECT_FALSE(directory->service("", "en", compton, now));
  EXPECT_FALSE(directory->service(std::string("compton\0", 8), "en", compton, now));
  EXPECT_THAT(directory->summaries({{"nobody", 1, ""}, {"compton", 1, "books"}}, "en", compton, now), testing::SizeIs(1));
}

TEST_F(DirectoryTest, SummariesKeepTheOrderOfTheHits) {
  build();
  open();
  const auto cards = directory->summaries({{"seacroft", 2, "parcels"}, {"compton", 1, ""}}, "en", compton, now);
  EXPECT_THAT(ids(cards), ElementsAre("seacroft", "compton"));
  EXPECT_EQ(cards[0].matched_because, "parcels");
}

TEST_F(DirectoryTest, HostileTextsAreMadeFitToShow) {
  build("UPDATE service SET name=CAST(x'41001B5B316DFFE280AE42' AS TEXT), description=replace(hex(zeroblob(50000)), '0', 'W') WHERE id='compton';"
        "UPDATE location SET latitude=9e99 WHERE id IN ('l1', 'l5');"
        "UPDATE schedule SET opens_at=x'FF00', interval=-9223372036854775807, byday=replace(hex(zeroblob(50000)), '00', 'MO,');"
        "UPDATE service SET assured_date='2026-02-31' WHERE id='seacroft'");
  open();
  const auto service = directory->service("compton", "en", compton, now);
  ASSERT_TRUE(service);
  EXPECT_EQ(i18n::plain_text(service->summary.name), "A[1m\xEF\xBF\xBD" "B");
  EXPECT_EQ(i18n::plain_text(service->description).size(), 4999u + std::string("…").size()) << "and no more than anybody would read";
  EXPECT_LT(i18n::plain_text(service->summary.summary).size(), 500u);
  EXPECT_FALSE(service->summary.miles);
  EXPECT_FALSE(service->hours.known);
  EXPECT_FALSE(directory->service("seacroft", "en", compton, now)->assured);
  EXPECT_THAT(directory->search("WWWWWWW", "en", 5), testing::Each(testing::Field(&SearchHit::id, testing::Not(""))));
}

TEST_F(DirectoryTest, WhatNeverEndsIsShortened) {
  build("UPDATE service SET name=replace(hex(zeroblob(500)), '0', '字'), email=replace(hex(zeroblob(500)), '0', 'é') WHERE id='compton';"
        "UPDATE address SET address_1=replace(hex(zeroblob(500)), '0', 'W'); UPDATE phone SET number=replace(hex(zeroblob(500)), '0', '9'), description=NULL;"
        "INSERT INTO translation(entity, id, field, language, text, origin) VALUES('service', 'compton', 'name', 'ar', replace(hex(zeroblob(500)), '0', 'م'), 'machine')");
  open();
  const auto characters = [](const std::string& text) { return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }); };
  for (const char* language : {"en", "ar"}) {
    const auto service = directory->service("compton", language, compton, now);
    ASSERT_TRUE(service);
    EXPECT_EQ(characters(i18n::plain_text(service->summary.name)), 100) << language;
    EXPECT_TRUE(i18n::plain_text(service->summary.name).ends_with("…"));
    EXPECT_EQ(characters(service->email), 120);
    EXPECT_EQ(characters(service->phones.at(0).number), 120);
    EXPECT_LT(characters(service->address), 200);
  }
}

TEST_F(DirectoryTest, RefusesWithTheFileTheReasonAndTheMend) {
  EXPECT_THAT(why_refused(), testing::AllOf(HasSubstr(file.string()), HasSubstr("no such file"), HasSubstr("Install the pack again")));
  std::ofstream(file) << "This is a letter, not a pack. It is long enough to have a header of a hundred bytes and some more than that.";
  EXPECT_THAT(why_refused(), testing::AllOf(HasSubstr(file.string()), HasSubstr("not a database")));
  std::filesystem::remove(file);
  { auto made = store::Database::create(file); ASSERT_TRUE(made->execute("CREATE TABLE x(y)").ok()); }
  EXPECT_THAT(why_refused(), HasSubstr("not a content pack"));
  build("UPDATE meta SET value='99' WHERE key='schema_version'");
  EXPECT_THAT(why_refused(), testing::AllOf(HasSubstr("schema_version is '99'"), HasSubstr("reads 3"), HasSubstr("kiosk-pack")));
  build("DROP TABLE accessibility");
  EXPECT_THAT(why_refused(), HasSubstr("'accessibility' is missing"));
  std::filesystem::remove(file);
  {
    auto made = store::Database::create(file);
    ASSERT_TRUE(made->execute(schema_sql).ok());
    ASSERT_TRUE(made->execute(leeds_records).ok());
  }
  EXPECT_THAT(why_refused(), HasSubstr("search index"));
}

// Cut anywhere or with bytes changed: refused, or read without a crash.
TEST_F(DirectoryTest, DamagedPacksNeverCrash) {
  build();
  const std::string good = bytes();
  unsigned random = 5;
  const auto next = [&] { return (random = random * 1664525u + 1013904223u) >> 8; };
  for (int round = 0; round < 120; ++round) {
    std::string bent = good;
    if (round < 30) bent.resize(good.size() * static_cast<std::size_t>(round) / 30);
    else
      for (int i = 0; i < (round < 80 ? 3 : 60); ++i) bent[next() % bent.size()] = static_cast<char>(next());
    std::ofstream(file, std::ios::binary) << bent;
    auto opened = Directory::open(file);
    if (!opened) continue;
    Directory& pack = *opened.value();
    for (const char* language : {"en", "ar"}) {
      static_cast<void>(pack.topics(language));
      static_cast<void>(pack.in_topic("money", language, compton, now, 1000));
      static_cast<void>(pack.service("compton", language, compton, now));
      static_cast<void>(pack.search("library books fod", language, 10));
    }
  }
}

}  // namespace
}  // namespace kiosk::directory
