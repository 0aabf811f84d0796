// SPDX-License-Identifier: GPL-3.0-or-later
// Clauses of handbook part 3 that only the whole kiosk can show, on every screen.
// The others have their tests beside what they test; clauses.toml says which.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "kiosk/access/reading.hpp"
#include "tests/support/test_kiosk.hpp"

namespace kiosk {
namespace {

using namespace semantics;
using testing::TestKiosk;

struct Way {
  const char* name;
  std::vector<Action> steps;
};

const std::vector<Way>& ways() {
  static const std::vector<Way> all{{"home", {}},
                                    {"language", {OpenScreen{Screen::language}}},
                                    {"search", {OpenScreen{Screen::search}, TypeWords{"food"}}},
                                    {"results", {OpenTopic{"health"}}},
                                    {"near", {OpenScreen{Screen::near}}},
                                    {"service", {OpenService{"armley-library"}}},
                                    {"help_now", {OpenScreen{Screen::help_now}}},
                                    {"talk", {OpenScreen{Screen::talk}}},
                                    {"access", {OpenScreen{Screen::access}}}};
  return all;
}

void go(TestKiosk& t, const Way& way) {
  t.act(StartAgain{});
  t.act(Begin{});
  for (const Action& step : way.steps) t.act(step);
}

// Samples handed over until the voice has nothing more to say.
std::vector<std::int16_t> heard_out(TestKiosk& t) {
  std::vector<std::int16_t> sound;
  std::array<std::int16_t, 4096> block{};
  while (t.kiosk->speaker().speaking()) {
    const std::size_t got = t.kiosk->speaker().pull_blocking(block.data(), block.size());
    if (got == 0) break;
    sound.insert(sound.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(got));
  }
  t.kiosk->catch_up();
  return sound;
}

std::vector<std::tuple<int, int, int, int, int>> pixels_of(const ui::paint::Frame& frame) {
  std::vector<std::tuple<int, int, int, int, int>> quads;
  for (const auto& quad : frame.quads)
    quads.emplace_back(quad.target.x, quad.target.y, quad.target.width, quad.target.height, quad.colour.r << 16 | quad.colour.g << 8 | quad.colour.b);
  return quads;
}

TEST(En301549_5_1_3_10, NothingIsSaidUnaskedForOverThreeSeconds) {
  TestKiosk t("en");
  ASSERT_NE(t.kiosk, nullptr);
  // Attract is silent, however long it stands.
  for (int minute = 0; minute < 30; ++minute) t.wait(60'000);
  EXPECT_TRUE(t.kiosk->speaker().log().empty());
  for (const Way& way : ways()) {
    go(t, way);
    EXPECT_LE(heard_out(t).size(), std::size_t{3} * speech::sample_rate_hz) << way.name;
    const std::size_t said = t.kiosk->speaker().log().size();
    for (int second = 0; second < 100; ++second) t.wait(1000);
    EXPECT_EQ(t.kiosk->speaker().log().size(), said) << way.name;
  }
}

TEST(En301549_11_2_2_2, NothingMovesByItself) {
  TestKiosk t("en");
  ASSERT_NE(t.kiosk, nullptr);
  for (const Way& way : ways()) {
    go(t, way);
    heard_out(t);
    const auto before = pixels_of(t.kiosk->paint());
    // Within a minute: the clock on the wall may turn.
    const int rest = 60'000 - static_cast<int>((t.start.time_since_epoch().count() + t.now_ms) % 60'000);
    for (int waited = 1000; waited < std::min(rest, 10'000); waited += 1000) t.wait(1000);
    EXPECT_FALSE(t.kiosk->needs_painting()) << way.name;
    EXPECT_EQ(pixels_of(t.kiosk->paint()), before) << way.name;
  }
}

// What of a control is told by other means than colour: its words and its pictures.
std::multiset<std::string> words_and_pictures(app::Kiosk& kiosk, const std::string& id) {
  std::multiset<std::string> found;
  const ui::layout::Laid& laid = kiosk.laid();
  for (const ui::layout::Item& item : laid.items) {
    bool inside = false;
    for (const ui::layout::Item* above = &item;; above = &laid.items[static_cast<std::size_t>(above->parent)]) {
      inside = inside || above->node->id == id;
      if (above->parent < 0) break;
    }
    if (!inside) continue;
    if (item.text) found.insert("words " + item.text->text);
    if (item.node->part == Part::picture) found.insert("picture " + item.node->icon);
  }
  return found;
}

TEST(En301549_11_1_4_1, ColourIsNeverTheOnlyCueThatSomethingIsOn) {
  for (const auto orientation : {session::Site::Orientation::landscape, session::Site::Orientation::portrait}) {
    TestKiosk t("en", orientation);
    ASSERT_NE(t.kiosk, nullptr);
    std::size_t toggles = 0;
    for (const Way& way : ways()) {
      go(t, way);
      std::vector<std::string> ids;
      for (const auto& item : t.kiosk->laid().items)
        if (item.node->checked && item.node->enabled && is_control(item.node->role)) ids.push_back(item.node->id);
      for (const std::string& id : ids) {
        go(t, way);
        const bool was = *t.kiosk->laid().find(id)->node->checked;
        const auto before = words_and_pictures(*t.kiosk, id);
        t.kiosk->activate(id);
        t.settle();
        const ui::layout::Item* now = t.kiosk->laid().find(id);
        if (now == nullptr || !now->node->checked || *now->node->checked == was) continue;  // one of several that was chosen already, or a page left
        ++toggles;
        EXPECT_NE(words_and_pictures(*t.kiosk, id), before) << way.name << ": " << id;
      }
    }
    EXPECT_GT(toggles, 5U);
  }
}

TEST(En301549_5_6, TheStateOfAToggleIsSeenAndHeardWithoutOperatingIt) {
  TestKiosk t("en");
  ASSERT_NE(t.kiosk, nullptr);
  for (const Way& way : ways()) {
    go(t, way);
    for (const auto& item : t.kiosk->laid().items) {
      const Node& node = *item.node;
      if (node.role != Role::toggle) continue;
      ASSERT_TRUE(node.checked.has_value()) << node.id;
      const std::string said = t.kiosk->spoken_words(node.id);
      EXPECT_NE(said.find(*node.checked ? "on" : "off"), std::string::npos) << node.id << " says " << said;
    }
  }
}

TEST(En301549_5_1_3_5, AnythingDoneStopsWhatIsBeingSaidAndThereIsOneVoice) {
  TestKiosk t("en");
  ASSERT_NE(t.kiosk, nullptr);
  std::size_t stopped = 0;
  for (const Way& way : ways()) {
    go(t, way);
    std::vector<std::string> ids;
    for (const auto& item : t.kiosk->laid().items)
      if (item.node->action && item.node->enabled && is_control(item.node->role)) ids.push_back(item.node->id);
    for (const std::string& id : ids) {
      go(t, way);
      t.act(ToggleReadAloud{});
      if (!t.kiosk->can_use(id)) continue;
      std::array<std::int16_t, 2048> block{};
      if (t.kiosk->speaker().pull_blocking(block.data(), block.size()) == 0) continue;
      t.kiosk->catch_up();
      t.kiosk->activate(id);
      t.settle();
      ++stopped;
      // Whatever plays now was asked for after it: at most one entry of the log is open.
      const auto log = t.kiosk->speaker().log();
      EXPECT_LE(std::count_if(log.begin(), log.end(), [](const speech::LogEntry& entry) { return entry.ended == speech::Ended::playing; }), 1) << way.name << ": " << id;
    }
  }
  EXPECT_GT(stopped, 50U);
}

TEST(VVSG_7_1_A, TheCoverIsTheSamePixelsWhateverItCovers) {
  TestKiosk t("en");
  ASSERT_NE(t.kiosk, nullptr);
  std::optional<std::vector<std::tuple<int, int, int, int, int>>> cover;
  for (const Way& way : ways()) {
    go(t, way);
    heard_out(t);
    t.wait(120'500);
    ASSERT_EQ(t.kiosk->state().app.screen, Screen::still_there) << way.name;
    const auto now = pixels_of(t.kiosk->paint());
    if (!cover) cover = now;
    EXPECT_EQ(now, *cover) << way.name;
  }
}

TEST(En301549_11_2_4_7, FocusIsAlwaysSeenWhereverKeysGo) {
  TestKiosk t("en");
  ASSERT_NE(t.kiosk, nullptr);
  for (const Way& way : ways()) {
    go(t, way);
    const std::size_t plain = t.kiosk->paint().quads.size();
    for (std::size_t i = 0; i < access::stops(t.kiosk->reading_order()).size(); ++i) {
      t.kiosk->press(app::Press::next);
      const ui::layout::Item* item = t.kiosk->laid().find(t.kiosk->state().ui.focus);
      ASSERT_NE(item, nullptr) << way.name;
      const ui::paint::Frame frame = t.kiosk->paint();
      EXPECT_NE(frame.quads.size(), plain) << way.name << ": " << item->node->id;
    }
  }
}

}  // namespace
}  // namespace kiosk
