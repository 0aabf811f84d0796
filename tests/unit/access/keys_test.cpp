// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/access/keys.hpp"

#include <gtest/gtest.h>

namespace kiosk::access {
namespace {

using Down = Keys::Down;
using Typing = KeyMap::Typing;

TEST(En301549_5_7, AHeldKeyActsOnceHoweverLong) {
  Keys keys(KeyRules{});
  EXPECT_EQ(keys.down("Right", 0), Down::acts);
  for (std::int64_t at = 500; at < 60'000; at += 33) ASSERT_EQ(keys.down("Right", at), Down::held);
  keys.up("Right", 60'000);
  EXPECT_EQ(keys.down("Right", 60'100), Down::acts);
}

TEST(En301549_5_8, TheSameKeyTooSoonIsNoSecondPress) {
  Keys keys(KeyRules{.same_key_after_ms = 80});
  EXPECT_EQ(keys.down("Return", 1000), Down::acts);
  keys.up("Return", 1005);
  EXPECT_EQ(keys.down("Return", 1010), Down::too_soon) << "the contact bounced";
  keys.up("Return", 1020);
  EXPECT_EQ(keys.down("Return", 1099), Down::too_soon);
  keys.up("Return", 1100);
  EXPECT_EQ(keys.down("Return", 1180), Down::acts) << "a press that was meant";
  // It bounces when it comes up too, however long it was down.
  keys.up("Return", 5000);
  EXPECT_EQ(keys.down("Return", 5010), Down::too_soon);
}

TEST(En301549_5_8, AnotherKeyActsAtOnce) {
  Keys keys(KeyRules{.same_key_after_ms = 500});
  EXPECT_EQ(keys.down("Right", 0), Down::acts);
  EXPECT_EQ(keys.down("Left", 1), Down::acts);
  keys.up("Right", 2);
  keys.up("Left", 3);
  EXPECT_EQ(keys.down("Right", 4), Down::acts) << "not the same as the one before it";
}

TEST(En301549_5_8, CanBeTurnedOff) {
  Keys keys(KeyRules{.same_key_after_ms = 0});
  EXPECT_EQ(keys.down("A", 10), Down::acts);
  keys.up("A", 10);
  EXPECT_EQ(keys.down("A", 10), Down::acts);
}

TEST(StuckKey, IsToldOfOnceAndHoldsUpNoOther) {
  Keys keys(KeyRules{});
  EXPECT_EQ(keys.next_deadline_ms(), std::nullopt);
  EXPECT_EQ(keys.down("F1", 100), Down::acts);
  EXPECT_EQ(keys.next_deadline_ms(), 10'100);
  EXPECT_TRUE(keys.stuck(10'099).empty());
  EXPECT_EQ(keys.stuck(10'100), std::vector<std::string>{"F1"});
  EXPECT_TRUE(keys.stuck(99'000).empty()) << "once";
  EXPECT_EQ(keys.next_deadline_ms(), std::nullopt) << "an idle kiosk is not woken for it again";
  EXPECT_EQ(keys.down("F2", 99'000), Down::acts);
  EXPECT_EQ(keys.down("F1", 99'100), Down::held);
  keys.up("F1", 100'000);
  keys.up("F2", 100'000);
  EXPECT_EQ(keys.down("F1", 101'000), Down::acts) << "free again";
  EXPECT_EQ(keys.stuck(111'000), std::vector<std::string>{"F1"});
}

TEST(Keys, ComingUpWithoutHavingGoneDownIsNothing) {
  Keys keys(KeyRules{});
  keys.up("A", 5);
  EXPECT_EQ(keys.down("A", 6), Down::acts);
}

TEST(KeyMap, ArrowsLeaveSpaceAndBackspaceToTheWords) {
  const KeyMap map(Config::Keypad{});
  EXPECT_EQ(map.meaning("Tab", Typing::no), Press::next);
  EXPECT_EQ(map.meaning("Left", Typing::yes), Press::left);
  EXPECT_EQ(map.meaning("Return", Typing::yes), Press::select);
  EXPECT_EQ(map.meaning("Space", Typing::no), Press::select);
  EXPECT_EQ(map.meaning("Space", Typing::yes), std::nullopt);
  EXPECT_EQ(map.meaning("Backspace", Typing::no), Press::back);
  EXPECT_EQ(map.meaning("Backspace", Typing::yes), std::nullopt);
  EXPECT_EQ(map.meaning("A", Typing::no), std::nullopt);
}

TEST(KeyMap, KioskTomlGoesBeforeThePreset) {
  Config::Keypad keypad;
  keypad.preset = Config::Keypad::Preset::audio_nav;
  keypad.keys = {{"F1", Press::exit, 2}, {"Space", Press::select, 3}, {"A", Press::louder, 4}};
  const KeyMap map(keypad);
  EXPECT_EQ(map.meaning("F1", Typing::no), Press::exit);
  EXPECT_EQ(map.meaning("F2", Typing::no), Press::louder) << "the preset's others hold";
  EXPECT_EQ(map.meaning("F4", Typing::no), Press::headphones_in);
  EXPECT_EQ(map.meaning("Space", Typing::yes), Press::select) << "whoever names a key means it everywhere";
  EXPECT_EQ(map.meaning("A", Typing::yes), Press::louder);
}

TEST(KeyMap, NoneKnowsOnlyWhatIsNamed) {
  Config::Keypad keypad;
  keypad.preset = Config::Keypad::Preset::none;
  EXPECT_EQ(KeyMap(keypad).meaning("Tab", Typing::no), std::nullopt);
  keypad.keys = {{"Tab", Press::switch1, 2}};
  EXPECT_EQ(KeyMap(keypad).meaning("Tab", Typing::no), Press::switch1);
}

}  // namespace
}  // namespace kiosk::access
