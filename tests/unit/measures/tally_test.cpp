// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "support.hpp"

namespace kiosk::measures {
namespace {

using How = LanguageUse::How;
constexpr auto site = "leeds-central-library";

std::set<std::string> keys_of(const Counts& counts, std::string_view measure) {
  std::set<std::string> keys;
  for (const auto& [row, n] : counts)
    if (row.measure == measure) keys.insert(row.key);
  return keys;
}

TEST(Periods, AreQuartersAndPartsOfADay) {
  using namespace std::chrono;
  EXPECT_EQ(period_of(2026y / January / 1), "2026-Q1");
  EXPECT_EQ(period_of(2026y / March / 31), "2026-Q1");
  EXPECT_EQ(period_of(2026y / April / 1), "2026-Q2");
  EXPECT_EQ(period_of(2026y / December / 31), "2026-Q4");
  EXPECT_EQ(part_of(0), PartOfDay::morning);
  EXPECT_EQ(part_of(12 * 60 - 1), PartOfDay::morning);
  EXPECT_EQ(part_of(12 * 60), PartOfDay::afternoon);
  EXPECT_EQ(part_of(17 * 60), PartOfDay::evening);
}

TEST(Manifest, NamesNothingTwice) {
  std::set<std::string> names;
  for (const Measure& measure : manifest()) {
    EXPECT_TRUE(names.insert(std::string(measure.name)).second) << measure.name;
    std::set<std::string> keys(measure.keys.begin(), measure.keys.end());
    EXPECT_EQ(keys.size(), measure.keys.size()) << measure.name;
    EXPECT_FALSE(keys.contains(""));
  }
  EXPECT_FALSE(declared("visits", "midnight"));
  EXPECT_FALSE(declared("visitors", "morning"));
}

// Every kind of visit that there can be, so that every declared counter is
// exercised; and what comes of them is declared.
TEST(Manifest, EveryDeclaredCounterIsExercisedAndNoOther) {
  std::vector<std::string> tags{"tlh"};  // one that no list has: other
  for (const std::string& key : find_measure("language_shown")->keys)
    if (!key.starts_with("en.") && key != "other") tags.push_back(key);
  tags.push_back("en");
  Counts counts;
  for (const std::string& tag : tags)
    for (const How how : {How::started, How::chosen}) {
      Tally tally = visit();
      tally.shown = {tag, how};
      tally.heard = tally.shown;
      for (const char* topic : {"", "health", "money", "home", "family", "work", "rights", "gardening"}) {
        if (*topic != '\0') tally.topics.insert(topic);
        tally.no_result.emplace(tag, topic);
      }
      add(counts, tally, site);
    }
  for (const PartOfDay part : {PartOfDay::morning, PartOfDay::afternoon, PartOfDay::evening})
    for (const Ending ending : {Ending::universal_service, Ending::contact_details, Ending::asked_staff, Ending::ended}) {
      Tally tally = visit();
      tally.part = part;
      tally.ending = ending;
      tally.features = {Feature::read_aloud, Feature::hear_first, Feature::text_size, Feature::contrast, Feature::keys, Feature::switches, Feature::reach, Feature::braille};
      add(counts, tally, site);
    }
  for (const Measure& measure : manifest())
    for (const std::string& key : measure.keys)
      EXPECT_TRUE(counts.contains({std::string(measure.name), measure.grain == Grain::city ? "city" : site, "2026-Q4", key})) << measure.name << ' ' << key;
  for (const auto& [row, n] : counts) EXPECT_TRUE(declared(row.measure, row.key)) << row.measure << ' ' << row.key;
}

TEST(Tally, ASensitiveTopicIsItsParent) {
  for (const auto& [sensitive, parent] : {std::pair{"abuse", "family"}, {"suicide", "health"}, {"sexual_health", "health"}, {"immigration", "rights"}}) {
    Tally about = visit(), plain = visit();
    about.topics = {sensitive};
    about.no_result = {{"ar", sensitive}};
    plain.topics = {parent};
    plain.no_result = {{"ar", parent}};
    EXPECT_EQ(counts_of(about), counts_of(plain)) << sensitive;
    about.topics.insert(parent);
    EXPECT_EQ(counts_of(about), counts_of(plain)) << sensitive << " beside its parent";
    for (const Measure& measure : manifest())
      for (const std::string& key : measure.keys) EXPECT_EQ(key.find(sensitive), std::string::npos) << measure.name << ' ' << key;
  }
}

TEST(Tally, AVisitWeighsOneInEveryCounter) {
  Tally tally = visit();
  tally.topics = {"gardening", "football", "health", "suicide", "sexual_health"};
  tally.no_result = {{"tlh", "gardening"}, {"xx", "football"}};
  const Counts counts = counts_of(tally);
  for (const auto& [row, n] : counts) EXPECT_EQ(n, 1) << row.measure << ' ' << row.key;
  EXPECT_EQ(keys_of(counts, "topic"), (std::set<std::string>{"health", "other"}));
  EXPECT_EQ(keys_of(counts, "no_result"), (std::set<std::string>{"other.other"}));
}

TEST(Tally, EnglishIsSplitAndOtherLanguagesAreNot) {
  Tally tally = visit();
  EXPECT_EQ(keys_of(counts_of(tally), "language_shown"), (std::set<std::string>{"en.started"}));
  EXPECT_EQ(keys_of(counts_of(tally), "language_heard"), (std::set<std::string>{}));
  tally.shown.how = How::chosen;
  EXPECT_EQ(keys_of(counts_of(tally), "language_shown"), (std::set<std::string>{"en.chosen"}));
  tally.shown = {"ur", How::chosen};
  tally.heard = LanguageUse{"ur", How::started};
  EXPECT_EQ(keys_of(counts_of(tally), "language_shown"), (std::set<std::string>{"ur"}));
  EXPECT_EQ(keys_of(counts_of(tally), "language_heard"), (std::set<std::string>{"ur"}));
}

TEST(Tally, FeaturesAreOfTheCityAndTopicsOfASite) {
  Tally tally = visit();
  tally.topics = {"work"};
  tally.features = {Feature::switches};
  for (const auto& [row, n] : counts_of(tally)) EXPECT_EQ(row.site, row.measure == "feature" ? "city" : site) << row.measure;
}

}  // namespace
}  // namespace kiosk::measures
