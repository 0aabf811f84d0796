// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody sees of an update before it goes out: all that changes, whatever its
// maker wrote down of it.
#include "kiosk/packs/records.hpp"

#include <gmock/gmock.h>

#include "kiosk/packs/installed.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class RecordsTest : public PackTest {
 protected:
  static std::map<std::string, std::string> with_urgent_help() {
    auto source = small_source();
    source["Urgent help.csv"] =
        "ID,Need,Line,Icon,Danger,Sensitive,Who answers,Phone,Hours and cost,Note,Source,Details checked\n"
        "danger,I am in danger,Ring now.,danger,yes,,Police,999,\"Free, day and night\",,A list,2026-10-01\n"
        "danger,,,,,,A second line,0113 496 0001,Day and night,,A list,2026-10-01\n";
    source["Say it like this.csv"] = "Language,Written,Say it like\nen,Armley,Armlee\n";
    source["Glossary.csv"] = "ID,Word,Also written,Meaning,Source\nborrow,borrow,borrows,To take home.,Our own words\n";
    source["Bank holidays.csv"] = "Date,Name,Source\n2026-12-25,Christmas Day,GOV.UK\n";
    return source;
  }
  static void replace(std::string& text, const std::string& what, const std::string& with) { text.replace(text.find(what), what.size(), with); }
  // The pack of that source, then a hand in it that its digests know nothing of.
  std::filesystem::path tampered(const std::string& name, const char* sql) const {
    const auto pack = built(2, name);
    auto database = store::Database::open_or_create(pack);
    auto done = database ? database->execute(sql) : Outcome{database.error()};
    EXPECT_TRUE(done) << (done ? "" : done.error().detail);
    return pack;
  }
};

TEST_F(RecordsTest, SeesWhatChangesBesideServices) {
  write_source(with_urgent_help());
  const auto before = built(1, "a.pack");
  auto source = with_urgent_help();
  replace(source["Urgent help.csv"], "0113 496 0001", "0113 496 0002");
  replace(source["Topics.csv"], "Money and food", "Money");
  replace(source["Say it like this.csv"], "Armlee", "Arm-lee");
  replace(source["Glossary.csv"], "To take home.", "To take away.");
  replace(source["Words people use.csv"], "hungry", "starving");
  replace(source["Bank holidays.csv"], "2026-12-25,Christmas Day", "2026-12-28,Boxing Day");
  write_source(source);
  const auto after = built(2, "b.pack");
  EXPECT_THAT(compare(records_of(before).value(), records_of(after).value()).changed, IsEmpty()) << "no service changed";
  const Records others_before = others_of(before).value(), others_after = others_of(after).value();
  const Comparison others = compare(others_before, others_after);
  EXPECT_THAT(others.changed, ElementsAre("glossary/borrow", "say/en/Armley", "topic/money", "urgent/danger/02", "words/money/en"));
  EXPECT_THAT(others.added, ElementsAre("holiday/2026-12-28"));
  EXPECT_THAT(others.removed, ElementsAre("holiday/2026-12-25"));
  EXPECT_EQ(others_after.at("urgent/danger/02").name, "Urgent help: A second line, 0113 496 0002");
  const auto told = differences(before, after, Of::others, others, 100).value();
  ASSERT_EQ(told.at("urgent/danger/02").size(), 1U);
  const Difference& number = told.at("urgent/danger/02").front();
  EXPECT_EQ(number.part + "." + number.field, "urgent_route.number");
  EXPECT_EQ(number.before, "0113 496 0001");
  EXPECT_EQ(number.after, "0113 496 0002");
  EXPECT_EQ(differences(before, after, Of::others, others, 2).value().size(), 2U) << "at most so many";
}

TEST_F(RecordsTest, SaysFieldByFieldWhatAServiceSaysOtherwise) {
  write_source(small_source());
  const auto before = built(1, "a.pack");
  auto source = small_source();
  replace(source["Services.csv"], "0113 496 0001", "\"0113 496 0002, 0113 496 0003\"");
  replace(source["Services.csv"], "Help to find work.", "Help with work.");
  replace(source["Translations.csv"], "مجانًا", "بدون مقابل");
  write_source(source);
  const auto after = built(2, "b.pack");
  const Comparison services = compare(records_of(before).value(), records_of(after).value());
  EXPECT_THAT(services.changed, ElementsAre("books", "food", "jobs"));
  const auto told = differences(before, after, Of::services, services, 100).value();
  std::string words;
  for (const Difference& one : told.at("food")) words += one.part + " " + one.field + ": " + one.before + " > " + one.after + "\n";
  EXPECT_THAT(words, HasSubstr("phone number: 0113 496 0001 > 0113 496 0002\n"));
  EXPECT_THAT(words, HasSubstr("phone :  > number 0113 496 0003\n")) << "a row that was not there";
  EXPECT_THAT(words, HasSubstr("translation text: مجانًا > بدون مقابل\n"));
  EXPECT_EQ(told.at("jobs").front().before, "Help to find work.");
}

// Whoever builds a pack writes its digests, and somebody else must see what is in it.
TEST_F(RecordsTest, DoesNotBelieveTheDigestsOfAPack) {
  write_source(with_urgent_help());
  const auto before = built(1, "a.pack");
  const auto after = tampered("b.pack", "UPDATE phone SET number = '0909 000 0000'; UPDATE urgent_route SET number = '0909 000 0001' WHERE number = '999'");
  EXPECT_THAT(compare(records_of(before).value(), records_of(after).value()).changed, ElementsAre("food"));
  EXPECT_THAT(compare(others_of(before).value(), others_of(after).value()).changed, ElementsAre("urgent/danger/01"));
}

TEST_F(RecordsTest, TheGuardCountsServicesAndUrgentHelpThemselves) {
  const KeyPair city = keys_in("keys", "city");
  const auto put = [&](const std::filesystem::path& pack, Removals removals) {
    sign_pack(pack, city);
    auto done = install(pack, at("store"), at("keys"), removals);
    return done ? std::string{"installed"} : done.error().detail;
  };
  write_source(with_urgent_help());
  ASSERT_EQ(put(built(1, "a.pack"), Removals::refuse_many), "installed");
  const auto emptied = tampered("b.pack", "DELETE FROM service");
  EXPECT_THAT(put(emptied, Removals::refuse_many), HasSubstr("would remove 3 of the 3 services"));
  const auto helpless = tampered("c.pack", "DELETE FROM urgent_route WHERE number = '999'");
  EXPECT_THAT(put(helpless, Removals::refuse_many), HasSubstr("would take 1 of 2 out of urgent help, 'Police' first. If that is meant, install it with --allow-removals."));
  EXPECT_EQ(put(helpless, Removals::allow), "installed");
}

}  // namespace
}  // namespace kiosk::packs
