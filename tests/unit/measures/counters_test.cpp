// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/measures/counters.hpp"

#include <gmock/gmock.h>

#include "support.hpp"

namespace kiosk::measures {
namespace {

using namespace std::chrono;
using testing::HasSubstr;

constexpr year_month_day thursday = 2026y / November / 12;
constexpr auto site = "leeds-central-library";

TEST(Batch, WaitsForEnoughVisitsOrTheEndOfThePartOfTheDay) {
  Batch batch;
  EXPECT_FALSE(batch.due({thursday, 600}));
  batch.add(visit(), site, {thursday, 600});
  EXPECT_FALSE(batch.due({thursday, 719})) << "one visit alone, while the morning lasts";
  EXPECT_TRUE(batch.due({thursday, 720}));
  EXPECT_TRUE(batch.due({2026y / November / 13, 600})) << "the same time on another day";
  for (std::size_t i = 1; i < Batch::enough; ++i) {
    EXPECT_FALSE(batch.due({thursday, 610}));
    batch.add(visit(), site, {thursday, 610});
  }
  EXPECT_TRUE(batch.due({thursday, 615}));
}

TEST(Batch, PutBackKeepsItsPlaceInTime) {
  Batch waiting, failed;
  failed.add(visit(), site, {thursday, 700});
  waiting.merge({});
  EXPECT_TRUE(waiting.empty());
  waiting.add(visit(), site, {thursday, 730});
  waiting.merge(failed);
  EXPECT_EQ(waiting.visits(), 2U);
  EXPECT_EQ(total(waiting.counts(), "visits"), 2);
  EXPECT_TRUE(waiting.due({thursday, 731}));
}

TEST(Counters, AreWrittenAtAnOrderlyExitAndNotBefore) {
  const Folder state;
  {
    Counters counters(state.path(), site);
    for (int i = 0; i < 3; ++i) counters.add(visit());
    // Unless a quarter of an hour strikes in this very moment, which reads the same in the end.
    auto before = read(state.path());
    ASSERT_TRUE(before.ok()) << before.error().detail;
    EXPECT_LE(total(before.value(), "visits"), 3);
  }
  EXPECT_EQ(total(read(state.path()).value(), "visits"), 3);
}

TEST(Counters, StaffGetOneLineAndNobodyWaits) {
  const Folder folder;
  const std::filesystem::path state = folder.path() / "file";
  write_bytes(state, "x");
  testing::internal::CaptureStderr();
  {
    Counters counters(state, site);
    const auto began = steady_clock::now();
    for (int i = 0; i < 100; ++i) counters.add(visit());
    EXPECT_LT(steady_clock::now() - began, 500ms);
  }
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_THAT(said, HasSubstr(state.string()));
  EXPECT_THAT(said, HasSubstr("Give --state"));
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
}

}  // namespace
}  // namespace kiosk::measures
