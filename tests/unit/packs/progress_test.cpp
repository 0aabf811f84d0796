// SPDX-License-Identifier: GPL-3.0-or-later
// Progress that is honest: what is counted is there to be counted, and no figure goes back.
#include "kiosk/packs/progress.hpp"

#include <gmock/gmock.h>

#include <map>

#include "kiosk/packs/generate.hpp"
#include "kiosk/packs/installed.hpp"
#include "kiosk/packs/staff_workbook.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

class ProgressTest : public PackTest {
 protected:
  // What every step said, last; and that none went back, or beyond its end, or begins after one that comes later.
  Progress hear() {
    return [this](Step step, std::uint64_t done, std::uint64_t total) {
      const auto before = heard_.find(step);
      EXPECT_LE(done, total);
      if (before != heard_.end()) {
        EXPECT_GE(done, before->second.first) << static_cast<int>(step);
        EXPECT_EQ(total, before->second.second) << static_cast<int>(step);
      }
      EXPECT_EQ(heard_.upper_bound(step), heard_.end()) << static_cast<int>(step) << " after a later one";
      if (done > 0 && done < total) ++between_[step];
      heard_[step] = {done, total};
    };
  }
  void expect_all_of(std::initializer_list<Step> steps) {
    EXPECT_EQ(heard_.size(), steps.size());
    for (const Step step : steps) {
      EXPECT_EQ(heard_[step].first, heard_[step].second) << static_cast<int>(step);
      EXPECT_GT(heard_[step].second, 0U) << static_cast<int>(step);
      EXPECT_GT(between_[step], 0) << static_cast<int>(step) << " said nothing on its way";
    }
  }
  std::map<Step, std::pair<std::uint64_t, std::uint64_t>> heard_;
  std::map<Step, int> between_;
};

TEST(Job, IsOneFigureThatNeverGoesBack) {
  std::vector<std::pair<Step, int>> told;
  Job job{{{Step::reading, 1}, {Step::checking, 3}}, [&](Step step, double done) { told.emplace_back(step, static_cast<int>(done * 1000)); }};
  job(Step::reading, 0, 10);
  job(Step::reading, 5, 10);
  job(Step::checking, 1, 3);
  job(Step::reading, 2, 10);     // again, from somewhere
  job(Step::switching, 9, 10);   // no step of this job
  job(Step::checking, 7, 3);     // more than there is
  EXPECT_THAT(told, testing::ElementsAre(std::pair{Step::reading, 0}, std::pair{Step::reading, 125}, std::pair{Step::checking, 500}, std::pair{Step::reading, 500}, std::pair{Step::switching, 500},
                                         std::pair{Step::checking, 1000}));
  Job nothing{{}, [&](Step, double done) { EXPECT_EQ(done, 0); }};
  nothing(Step::reading, 1, 1);
}

TEST_F(ProgressTest, FromSheetsToPack) {
  ASSERT_TRUE(generate(700, 1, at("many")));
  Findings findings;
  const auto content = read_source(at("many"), findings, hear());
  ASSERT_TRUE(content);
  (void)check(content.value(), today, findings, {}, hear());
  ASSERT_TRUE(build(content.value(), {}, at("a.pack"), hear()));
  expect_all_of({Step::opening, Step::reading, Step::checking, Step::writing, Step::indexing, Step::finishing});
  EXPECT_GT(between_[Step::reading], 20);
  EXPECT_GT(between_[Step::indexing], 20);
}

TEST_F(ProgressTest, OfAWorkbook) {
  ASSERT_TRUE(write_template(at("a.xlsx")));
  Findings findings;
  ASSERT_TRUE(read_source(at("a.xlsx"), findings, hear()));
  EXPECT_EQ(heard_.size(), 2U);
  EXPECT_GT(between_[Step::opening], 0);
  EXPECT_GT(heard_[Step::reading].second, 0U);
}

TEST_F(ProgressTest, OfOpenReferral) {
  std::string services;
  for (int i = 0; i < 20; ++i) services += (i > 0 ? "," : "") + std::string{R"({"id":"s)"} + std::to_string(i) + R"(","name":"A","status":"active","organization":{"id":"o","name":"O"}})";
  write("a.json", R"({"contents":[)" + services + "]}");
  Findings findings;
  ASSERT_TRUE(read_source(at("a.json"), findings, hear()));
  expect_all_of({Step::opening});
  EXPECT_GT(between_[Step::opening], 10);
}

TEST_F(ProgressTest, OfBytesAndOfAnInstall) {
  const KeyPair city = keys_in("keys", "city");
  ASSERT_TRUE(generate(700, 1, at("many")));
  const auto pack = built(1, "a.pack", "many");
  sign_pack(pack, city);
  ASSERT_TRUE(verify(pack, read_keys(at("keys")).value(), hear()));
  expect_all_of({Step::verifying});
  heard_.clear();
  ASSERT_TRUE(install(pack, at("store"), at("keys"), Removals::allow, {{}, "install", hear()}));
  EXPECT_EQ(heard_.size(), 4U);
  EXPECT_GT(between_[Step::copying], 0);
  for (const auto& [step, figures] : heard_) EXPECT_EQ(figures.first, figures.second) << static_cast<int>(step);
}

}  // namespace
}  // namespace kiosk::packs
