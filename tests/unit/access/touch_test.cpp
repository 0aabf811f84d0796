// SPDX-License-Identifier: GPL-3.0-or-later
// What a finger means (VVSG 7.2-H; EN 301 549 11.2.5.1, 11.2.5.2).
#include "kiosk/access/touch.hpp"

#include <gtest/gtest.h>

namespace kiosk::access {
namespace {

// One way of working and a clock; a finger is 1 unless said.
struct Hand {
  Touch touch{TouchRules{}};
  bool hear_first = false;
  std::int64_t now = 1000;
  bool in_corner = false;
  Edge edge = Edge::none;

  TouchMeaning down(PointPx at, const std::string& hit, int finger = 1) { return touch.down(finger, at, {hit, edge, in_corner}, hear_first, now); }
  TouchMeaning move(PointPx at, const std::string& hit, int finger = 1) { return touch.move(finger, at, hit, hear_first, now); }
  TouchMeaning up(PointPx at, const std::string& hit, int finger = 1) { return touch.up(finger, at, hit, hear_first, now); }
  TouchMeaning tap(const std::string& hit, PointPx at = {100, 100}) {
    (void)down(at, hit);
    now += 80;
    return up(at, hit);
  }
};

bool nothing(const TouchMeaning& meaning) {
  return !meaning.activate && !meaning.read && !meaning.act_on_focus && !meaning.tapped_nothing && !meaning.start_hear_first &&
         meaning.edge == Edge::none;
}

TEST(Touch, ActsOnReleaseInsideTheTarget_VVSG_7_2_H) {
  Hand hand;
  EXPECT_TRUE(nothing(hand.down({100, 100}, "a")));
  EXPECT_EQ(hand.touch.pressed(), "a");
  EXPECT_TRUE(nothing(hand.move({110, 105}, "a"))) << "a finger is never quite still";
  EXPECT_EQ(hand.touch.pressed(), "a");
  const TouchMeaning up = hand.up({112, 106}, "a");
  EXPECT_EQ(up.activate, "a");
  EXPECT_FALSE(up.tapped_nothing);
  EXPECT_EQ(hand.touch.pressed(), "");
}

TEST(Touch, SlidingOffCancels_EN_11_2_5_2) {
  Hand hand;
  (void)hand.down({100, 100}, "a");
  EXPECT_TRUE(nothing(hand.move({110, 100}, "b")));
  EXPECT_EQ(hand.touch.pressed(), "") << "it shows that letting go does nothing";
  EXPECT_TRUE(nothing(hand.up({110, 100}, "b")));

  (void)hand.down({100, 100}, "a");
  (void)hand.move({110, 100}, "b");
  (void)hand.move({100, 100}, "a");
  EXPECT_EQ(hand.touch.pressed(), "a") << "a slip of a few pixels can be taken back";
  EXPECT_EQ(hand.up({100, 100}, "a").activate, "a");

  (void)hand.down({100, 100}, "a");
  EXPECT_TRUE(nothing(hand.up({108, 100}, "b"))) << "let go elsewhere without a move between";
  (void)hand.down({100, 100}, "a");
  EXPECT_TRUE(nothing(hand.up({108, 100}, "")));
  (void)hand.down({100, 100}, "");
  EXPECT_TRUE(nothing(hand.up({100, 100}, "a"))) << "what a finger slid onto is not what it pressed";
}

TEST(Touch, ADragNeverActs_EvenBackWhereItBegan) {
  Hand hand;
  (void)hand.down({100, 100}, "a");
  (void)hand.move({125, 100}, "a");
  EXPECT_EQ(hand.touch.pressed(), "");
  (void)hand.move({100, 100}, "a");
  EXPECT_EQ(hand.touch.pressed(), "");
  EXPECT_TRUE(nothing(hand.up({100, 100}, "a")));
  (void)hand.down({100, 100}, "wide");
  EXPECT_TRUE(nothing(hand.up({400, 100}, "wide"))) << "the device told of no move between";
}

TEST(Touch, TheSlopIsAsFarAsTheRuleSaysInEveryDirection) {
  for (const PointPx by : {PointPx{24, 0}, PointPx{-24, 0}, PointPx{0, 24}, PointPx{16, -16}}) {
    Hand hand;
    (void)hand.down({100, 100}, "a");
    (void)hand.move({100 + by.x, 100 + by.y}, "a");
    EXPECT_EQ(hand.up({100 + by.x, 100 + by.y}, "a").activate, "a");
  }
  for (const PointPx by : {PointPx{25, 0}, PointPx{0, -25}, PointPx{18, 18}}) {
    Hand hand;
    (void)hand.down({100, 100}, "a");
    (void)hand.move({100 + by.x, 100 + by.y}, "a");
    EXPECT_TRUE(nothing(hand.up({100, 100}, "a")));
  }
}

TEST(Touch, ASecondFingerDoesNothingAndIsNeverNeeded_EN_11_2_5_1) {
  for (const bool hear_first : {false, true}) {
    Hand hand;
    hand.hear_first = hear_first;
    (void)hand.down({100, 100}, "a", 1);
    EXPECT_TRUE(nothing(hand.down({500, 500}, "b", 2)));
    EXPECT_TRUE(nothing(hand.move({900, 500}, "c", 2)));
    EXPECT_TRUE(nothing(hand.up({900, 500}, "c", 2)));
    EXPECT_EQ(hand.touch.pressed(), hear_first ? "" : "a");
    const TouchMeaning up = hand.up({100, 100}, "a", 1);
    EXPECT_EQ(up.activate.value_or(""), hear_first ? "" : "a");
    // A palm that came second and stays is still nothing when the first finger has gone.
    (void)hand.down({100, 100}, "a", 1);
    (void)hand.down({500, 500}, "b", 2);
    (void)hand.up({100, 100}, "a", 1);
    EXPECT_TRUE(nothing(hand.move({505, 500}, "b", 2)));
    EXPECT_TRUE(nothing(hand.up({505, 500}, "b", 2)));
  }
}

TEST(Touch, ATapBesideEveryControlIsNoticed) {
  Hand hand;
  EXPECT_TRUE(hand.tap("").tapped_nothing);
  hand.hear_first = true;
  EXPECT_TRUE(hand.tap("").tapped_nothing);
}

TEST(Touch, AfterThePageChangedTheFingerMeansNothing) {
  Hand hand;
  (void)hand.down({100, 100}, "a");
  hand.touch.forget();
  EXPECT_EQ(hand.touch.pressed(), "");
  EXPECT_TRUE(nothing(hand.move({101, 100}, "a")));
  EXPECT_EQ(hand.touch.pressed(), "");
  EXPECT_TRUE(nothing(hand.up({100, 100}, "a")));
  EXPECT_EQ(hand.tap("a").activate, "a") << "the next touch counts again";
  hand.touch.forget();  // with no finger down
  EXPECT_EQ(hand.tap("b").activate, "b");
}

// --- Hear first ---

struct HearFirst : ::testing::Test {
  Hand hand;
  HearFirst() { hand.hear_first = true; }
};

TEST_F(HearFirst, ATouchReadsAndDoesNotAct_EN_5_5_2) {
  EXPECT_EQ(hand.down({100, 100}, "a").read, "a");
  EXPECT_EQ(hand.touch.pressed(), "") << "nothing shows as pressed that is not";
  hand.now += 80;
  EXPECT_TRUE(nothing(hand.up({100, 100}, "a")));
  hand.now += 5000;
  EXPECT_EQ(hand.down({100, 300}, "b").read, "b");
  EXPECT_TRUE(nothing(hand.up({100, 300}, "b"))) << "taps on A, then B, change nothing";
}

TEST_F(HearFirst, ASlidingFingerReadsEachThingOnceAsItComes) {
  EXPECT_EQ(hand.down({100, 100}, "a").read, "a");
  EXPECT_TRUE(nothing(hand.move({105, 100}, "b"))) << "not yet a slide";
  EXPECT_EQ(hand.move({150, 100}, "b").read, "b");
  EXPECT_TRUE(nothing(hand.move({160, 100}, "b")));
  EXPECT_TRUE(nothing(hand.move({200, 100}, "")));
  EXPECT_EQ(hand.move({250, 100}, "bar.hide").read, "bar.hide");
  EXPECT_TRUE(nothing(hand.up({250, 100}, "bar.hide"))) << "a finger that slides across Hide only reads it";
  EXPECT_EQ(hand.down({250, 100}, "bar.hide").read, "bar.hide") << "the end of a slide is no first tap";
}

TEST_F(HearFirst, ADoubleTapAnywhereActsOnWhatWasReadLast) {
  (void)hand.tap("a");
  hand.now += 200;
  EXPECT_TRUE(nothing(hand.down({900, 900}, "b"))) << "the second tap must not read what lies under it";
  hand.now += 80;
  EXPECT_TRUE(hand.up({900, 900}, "b").act_on_focus);
  hand.now += 100;
  EXPECT_FALSE(hand.tap("c").act_on_focus) << "a third tap begins anew";
}

TEST_F(HearFirst, ADoubleTapHasItsTime) {
  (void)hand.tap("a");
  hand.now += 600;
  EXPECT_TRUE(hand.tap("a").act_on_focus);
  hand.now += 5000;
  (void)hand.tap("a");
  hand.now += 601;
  EXPECT_EQ(hand.down({100, 100}, "b").read, "b");
  EXPECT_FALSE(hand.up({100, 100}, "b").act_on_focus);
}

TEST_F(HearFirst, ATapThenASlideActsOnNothing) {
  (void)hand.tap("a");
  hand.now += 100;
  (void)hand.down({100, 100}, "a");
  (void)hand.move({300, 100}, "b");
  EXPECT_TRUE(nothing(hand.up({300, 100}, "b")));
  hand.now += 100;
  EXPECT_FALSE(hand.tap("b").act_on_focus);
}

TEST_F(HearFirst, AFingerThatStaysIsNoTap) {
  // Listens with the finger on a, then touches b at once: b is read, and nothing acts.
  EXPECT_EQ(hand.down({100, 100}, "a").read, "a");
  hand.now += 3000;
  EXPECT_TRUE(nothing(hand.touch.tick(hand.now)));
  EXPECT_TRUE(nothing(hand.up({100, 100}, "a")));
  hand.now += 100;
  EXPECT_EQ(hand.down({100, 300}, "b").read, "b");
  hand.now += 80;
  EXPECT_TRUE(nothing(hand.up({100, 300}, "b")));
  // The last was a tap, the next stays: it is read once that is sure, and does not act.
  hand.now += 100;
  EXPECT_TRUE(nothing(hand.down({100, 500}, "c")));
  EXPECT_EQ(hand.touch.next_deadline_ms(), hand.now + 601);
  EXPECT_TRUE(nothing(hand.touch.tick(hand.now + 600)));
  hand.now += 601;
  EXPECT_EQ(hand.touch.tick(hand.now).read, "c");
  EXPECT_EQ(hand.touch.next_deadline_ms(), std::nullopt);
  EXPECT_TRUE(nothing(hand.touch.tick(hand.now + 100))) << "once";
  EXPECT_TRUE(nothing(hand.up({100, 500}, "c")));
  hand.now += 100;
  EXPECT_EQ(hand.down({100, 700}, "d").read, "d") << "and was no first tap";
  EXPECT_TRUE(nothing(hand.up({100, 700}, "d")));
  // Beside everything, too.
  hand.now += 5000;
  (void)hand.down({900, 900}, "");
  hand.now += 700;
  EXPECT_TRUE(nothing(hand.up({900, 900}, "")));
}

TEST_F(HearFirst, AHandOnTheGlassWhileItBeginsOrEndsDoesNothing) {
  EXPECT_EQ(hand.down({100, 100}, "a").read, "a");
  hand.hear_first = false;  // the headphones came out
  EXPECT_TRUE(nothing(hand.up({100, 100}, "a"))) << "it came down to read";
  (void)hand.down({100, 100}, "a");
  hand.hear_first = true;
  hand.now += 80;
  EXPECT_TRUE(nothing(hand.up({100, 100}, "a")));
  hand.now += 80;
  EXPECT_EQ(hand.down({100, 100}, "a").read, "a") << "and was no first tap";
}

TEST_F(HearFirst, TwoTapsAcrossAChangeOfPageAreNotOne) {
  (void)hand.tap("a");
  hand.touch.forget();
  hand.now += 100;
  EXPECT_FALSE(hand.tap("a").act_on_focus);
}

// --- The edges ---

TEST_F(HearFirst, OneTapOnAnEdgeIsWhatItSays_EN301549_V4_5_5) {
  for (const Edge edge : {Edge::next, Edge::previous, Edge::act, Edge::back}) {
    hand.edge = edge;
    EXPECT_TRUE(nothing(hand.down({5, 500}, "words under it"))) << "a strip is a strip, whatever reaches into it";
    hand.now += 80;
    EXPECT_EQ(hand.up({5, 500}, "").edge, edge);
    hand.now += 80;  // no double tap: each one counts
  }
  hand.edge = Edge::next;
  (void)hand.down({5, 500}, "");
  hand.now += 4000;
  EXPECT_EQ(hand.up({5, 510}, "").edge, Edge::next) << "a slow hand too";
}

TEST_F(HearFirst, AnEdgeIsNoPartOfADoubleTap) {
  (void)hand.tap("a");
  hand.now += 100;
  hand.edge = Edge::next;
  EXPECT_EQ(hand.tap("").edge, Edge::next);
  hand.now += 100;
  hand.edge = Edge::none;
  EXPECT_EQ(hand.down({100, 100}, "b").read, "b") << "nor the first of one";
  EXPECT_FALSE(hand.up({100, 100}, "b").act_on_focus);
}

TEST_F(HearFirst, SlidingOffAnEdgeCancels_EN_11_2_5_2) {
  hand.edge = Edge::act;
  (void)hand.down({5, 1000}, "");
  EXPECT_EQ(hand.move({100, 1000}, "a").read, "a") << "a finger that slides reads";
  EXPECT_TRUE(nothing(hand.up({100, 1000}, "a")));
  (void)hand.down({5, 1000}, "");
  hand.touch.forget();
  EXPECT_TRUE(nothing(hand.up({5, 1000}, ""))) << "the page changed under it";
}

TEST_F(HearFirst, TheLeftEdgeInTheCornerIsBackUntilItIsHeld) {
  hand.edge = Edge::back;
  hand.in_corner = true;
  (void)hand.down({5, 1070}, "");
  hand.now += 1900;
  EXPECT_TRUE(nothing(hand.touch.tick(hand.now)));
  EXPECT_EQ(hand.up({5, 1070}, "").edge, Edge::back);
  (void)hand.down({5, 1070}, "");
  hand.now += 2000;
  EXPECT_TRUE(hand.touch.tick(hand.now).start_hear_first);
  EXPECT_TRUE(nothing(hand.up({5, 1070}, "")));
}

TEST(Edges, AreNothingToWhoeverSees) {
  Hand hand;
  hand.edge = Edge::next;
  EXPECT_EQ(hand.tap("a").activate, "a");
  EXPECT_TRUE(hand.tap("").tapped_nothing);
}

// --- What a panel may do wrong ---

TEST(BadPanel, AFingerThatNeverLiftsGivesWayAfterTenSeconds) {
  Hand hand;
  (void)hand.down({900, 500}, "a", 1);
  hand.now += 9'999;
  EXPECT_FALSE(hand.down({100, 100}, "b", 2).finger_lost);
  EXPECT_TRUE(nothing(hand.up({100, 100}, "b", 2)));
  hand.now += 1;
  EXPECT_TRUE(hand.down({100, 100}, "b", 2).finger_lost);
  EXPECT_EQ(hand.up({100, 100}, "b", 2).activate, "b");
  EXPECT_TRUE(nothing(hand.up({900, 500}, "a", 1))) << "too late";
  // One that stirs is somebody's.
  (void)hand.down({900, 500}, "a", 1);
  hand.now += 9'000;
  (void)hand.move({901, 500}, "a", 1);
  hand.now += 9'000;
  EXPECT_FALSE(hand.down({100, 100}, "b", 2).finger_lost);
}

TEST(BadPanel, TheSameFingerAgainBeginsAnew) {
  Hand hand;
  (void)hand.down({900, 500}, "a", 1);
  EXPECT_TRUE(hand.down({100, 100}, "b", 1).finger_lost);
  EXPECT_EQ(hand.up({100, 100}, "b", 1).activate, "b");
}

TEST(BadPanel, AnUpOrAMoveWithoutADownIsNothing) {
  Hand hand;
  EXPECT_TRUE(nothing(hand.up({100, 100}, "a")));
  EXPECT_TRUE(nothing(hand.move({100, 100}, "a")));
  EXPECT_EQ(hand.tap("a").activate, "a");
}

// --- The corner ---

TEST(Corner, HeldForTwoSecondsStartsHearFirstWhateverTheWayOfWorking_EN_5_2) {
  for (const bool hear_first : {false, true}) {
    Hand hand;
    hand.hear_first = hear_first;
    hand.in_corner = true;
    (void)hand.down({10, 1070}, "bar.language");
    EXPECT_EQ(hand.touch.next_deadline_ms(), 3000);
    EXPECT_TRUE(nothing(hand.touch.tick(2999)));
    EXPECT_TRUE(hand.touch.tick(3000).start_hear_first);
    EXPECT_EQ(hand.touch.pressed(), "");
    EXPECT_EQ(hand.touch.next_deadline_ms(), std::nullopt);
    EXPECT_TRUE(nothing(hand.touch.tick(9000))) << "once a hold";
    hand.now = 9000;
    EXPECT_TRUE(nothing(hand.up({10, 1070}, "bar.language"))) << "what lies in the corner is not pressed by holding it";
  }
}

TEST(Corner, IsNothingElsewhereOrWhenTheFingerLeavesOrMoves) {
  Hand elsewhere;
  (void)elsewhere.down({900, 500}, "a");
  EXPECT_EQ(elsewhere.touch.next_deadline_ms(), std::nullopt);
  EXPECT_TRUE(nothing(elsewhere.touch.tick(60'000)));
  EXPECT_EQ(elsewhere.up({900, 500}, "a").activate, "a") << "a slow press is still a press";

  Hand moved;
  moved.in_corner = true;
  (void)moved.down({10, 1070}, "a");
  (void)moved.move({60, 1070}, "a");
  EXPECT_TRUE(nothing(moved.touch.tick(60'000)));

  Hand lifted;
  lifted.in_corner = true;
  (void)lifted.down({10, 1070}, "a");
  lifted.now = 2999;
  EXPECT_EQ(lifted.up({10, 1070}, "a").activate, "a") << "short of the time it is a tap";
  EXPECT_TRUE(nothing(lifted.touch.tick(60'000)));

  Hand palm;
  (void)palm.down({900, 500}, "a", 1);
  palm.in_corner = true;
  (void)palm.down({10, 1070}, "b", 2);
  EXPECT_TRUE(nothing(palm.touch.tick(60'000))) << "a second finger";
}

}  // namespace
}  // namespace kiosk::access
