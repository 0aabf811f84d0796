// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/access/scanner.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <map>

namespace kiosk::access {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> numbered(std::string_view name, std::size_t count) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back(fmt::format("{}{}", name, i));
  return ids;
}

void leaves(const std::vector<ScanGroup>& groups, std::vector<std::string>& out) {
  for (const ScanGroup& group : groups) {
    if (group.parts.empty()) {
      ASSERT_EQ(group.controls.size(), 1u);
      out.push_back(group.controls.front());
    } else {
      std::vector<std::string> inside;
      leaves(group.parts, inside);
      EXPECT_EQ(inside, group.controls);
      out.insert(out.end(), inside.begin(), inside.end());
    }
  }
}

// Fewest moves and choices to each control, with two switches and nothing else.
std::map<std::string, std::size_t> steps_to_each(const std::vector<ScanGroup>& groups) {
  std::map<std::string, std::size_t> steps;
  std::deque<std::pair<Scanner, std::size_t>> waiting;
  Scanner first;
  first.move(groups);  // the first group is lit before anybody stirs
  waiting.emplace_back(first, 0);
  while (!waiting.empty()) {
    auto [scanner, taken] = waiting.front();
    waiting.pop_front();
    if (taken >= 14) continue;
    Scanner moved = scanner;
    moved.move(groups);
    if (!moved.lit(groups).empty()) waiting.emplace_back(moved, taken + 1);
    if (const auto chosen = scanner.choose(groups)) {
      steps.try_emplace(*chosen, taken + 1);
    } else {
      waiting.emplace_back(scanner, taken + 1);
    }
  }
  return steps;
}

TEST(Scanner, ReachesEveryControlOfAnyPageWithinTenSteps) {
  for (const std::size_t content : {0U, 1U, 2U, 5U, 9U, 17U, 30U, 50U, 70U}) {
    const auto groups = scan_groups({numbered("top", 2), numbered("page", content), numbered("bar", 8)});
    std::vector<std::string> all;
    leaves(groups, all);
    EXPECT_EQ(all.size(), content + 10) << "each once";
    const auto steps = steps_to_each(groups);
    EXPECT_EQ(steps.size(), content + 10) << content;
    for (const auto& [id, taken] : steps) EXPECT_LE(taken, most_scan_steps) << id << " of a page with " << content;
  }
}

TEST(Scanner, KeepsWhatIsLitTogetherInOnePartOfThePage) {
  for (const ScanGroup& group : scan_groups({numbered("top", 3), numbered("page", 21), numbered("bar", 8)}))
    for (const std::string& id : group.controls) EXPECT_EQ(id[0], group.controls.front()[0]) << id;
}

TEST(Scanner, AFewControlsAreLitOneByOne) {
  const auto groups = scan_groups({{"yes", "no"}});
  Scanner scanner;
  EXPECT_THAT(scanner.lit(groups), IsEmpty());
  EXPECT_EQ(scanner.choose(groups), std::nullopt) << "the first press only begins";
  EXPECT_THAT(scanner.lit(groups), ElementsAre("yes"));
  scanner.move(groups);
  EXPECT_THAT(scanner.lit(groups), ElementsAre("no"));
  scanner.move(groups);
  EXPECT_THAT(scanner.lit(groups), ElementsAre("yes"));
  EXPECT_EQ(scanner.choose(groups), "yes");
  EXPECT_FALSE(scanner.begun());
}

TEST(Scanner, ComesOutOfAGroupThatNothingWasChosenFrom) {
  const auto groups = scan_groups({numbered("a", 30)});
  Scanner scanner;
  scanner.move(groups);
  const auto whole = scanner.lit(groups);
  ASSERT_GT(whole.size(), 1u);
  EXPECT_EQ(scanner.choose(groups), std::nullopt);
  EXPECT_LT(scanner.lit(groups).size(), whole.size());
  for (std::size_t i = 0; i < groups.front().parts.size(); ++i) scanner.move(groups);
  EXPECT_EQ(scanner.lit(groups), whole);
}

TEST(Scanner, HoldsOnWhenThePageChangesUnderIt) {
  const auto large = scan_groups({numbered("a", 40)});
  const auto small = scan_groups({numbered("b", 2)});
  Scanner scanner;
  for (int i = 0; i < 4; ++i) scanner.move(large);
  static_cast<void>(scanner.choose(large));
  EXPECT_THAT(scanner.lit(small), IsEmpty());
  scanner.move(small);
  EXPECT_EQ(scanner.lit(small).size(), 1u);
  scanner.move({});
  EXPECT_EQ(scanner.choose({}), std::nullopt);
}

}  // namespace
}  // namespace kiosk::access
