// SPDX-License-Identifier: GPL-3.0-or-later
// Watching a signed video (EN 301 549 5.1.3.7, 11.2.2.2; handbook part 3, Time and session).
#include "support.hpp"

namespace kiosk::session {
namespace {

directory::SignVideo video() {
  directory::SignVideo out;
  out.media.of = {"service", "armley"};
  out.title = i18n::plain("Armley", "en");
  out.captions = {{0, 1000, "One"}, {2000, 3000, "Two"}};
  return out;
}

// The video is on the page and plays.
Visit watching() {
  Visit visit = Visit::at_home();
  visit.act(OpenSign{{"service", "armley"}});
  const auto asked = visit.all<LookUpSign>();
  EXPECT_EQ(asked.size(), 1U);
  visit.act(SignReady{visit.app().ticket, {video()}, std::make_shared<const std::string>("film")});
  EXPECT_EQ(visit.app().screen, Screen::sign);
  return visit;
}
void wait(Visit& visit, std::int64_t ms) { visit.act(Tick{visit.app().now_ms + ms, visit.app().local}); }

TEST(Film, PlaysOnThePressThatOpenedIt) {
  Visit visit = watching();
  EXPECT_EQ(visit.app().film->now, Film::Now::playing);
  wait(visit, 1500);
  EXPECT_EQ(visit.app().film->position_ms, 1500);
  EXPECT_EQ(visit.app().film->caption(), nullptr);
  wait(visit, 700);
  EXPECT_EQ(visit.app().film->caption()->text, "Two");
}

TEST(Film, En301549_11_2_2_2_StopsAndGoesOn) {
  Visit visit = watching();
  visit.act(PlayOrPause{});
  wait(visit, 1500);
  EXPECT_EQ(visit.app().film->position_ms, 0);
  visit.act(PlayOrPause{});
  wait(visit, 500);
  EXPECT_EQ(visit.app().film->position_ms, 500);
  const auto run = visit.app().film->run;
  visit.act(PlayAgain{});
  EXPECT_EQ(visit.app().film->position_ms, 0);
  EXPECT_NE(visit.app().film->run, run);
  visit.act(FilmState{FilmState::Now::ended});
  EXPECT_EQ(visit.app().film->now, Film::Now::ended);
  visit.act(PlayOrPause{});
  EXPECT_EQ(visit.app().film->now, Film::Now::playing);
}

TEST(Film, WatchingIsActivityAndAPausedOneIsNot) {
  Visit visit = watching();
  for (int i = 0; i < 200; ++i) wait(visit, 1000);
  EXPECT_EQ(visit.app().screen, Screen::sign);
  visit.act(PlayOrPause{});
  wait(visit, visit.site.idle_question_s * std::int64_t{1000});
  EXPECT_EQ(visit.app().screen, Screen::still_there);
  visit.act(CarryOn{});
  EXPECT_EQ(visit.app().screen, Screen::sign);
  EXPECT_EQ(visit.app().film->now, Film::Now::paused);
}

TEST(Film, LeavingStopsItAndHidingForgetsIt) {
  Visit visit = watching();
  wait(visit, 500);
  visit.act(OpenScreen{Screen::access});
  EXPECT_EQ(visit.app().film->now, Film::Now::paused);
  wait(visit, 1000);
  EXPECT_EQ(visit.app().film->position_ms, 500);
  visit.act(GoBack{});
  EXPECT_EQ(visit.app().screen, Screen::sign);
  visit.act(HideScreen{});
  EXPECT_FALSE(visit.app().film);
  EXPECT_TRUE(visit.app().sign_of.id.empty());
}

TEST(Film, En301549_5_1_3_7_ItsCaptionsAreSpokenWhereSpeechIsInUse) {
  Visit visit = watching();
  wait(visit, 2100);
  EXPECT_FALSE(visit.did<ReadNode>());
  visit.act(ToggleReadAloud{});
  visit.act(PlayAgain{});
  wait(visit, 100);
  EXPECT_FALSE(visit.did<ReadNode>()) << "the first was on already";
  wait(visit, 2000);
  ASSERT_TRUE(visit.did<ReadNode>());
  EXPECT_EQ(visit.all<ReadNode>().front().id, "sign.caption");
}

TEST(Film, OneThatCannotBeShownIsBrokenAndStays) {
  Visit visit = watching();
  visit.act(FilmState{FilmState::Now::failed});
  EXPECT_EQ(visit.app().film->now, Film::Now::broken);
  visit.act(PlayOrPause{});
  visit.act(PlayAgain{});
  EXPECT_EQ(visit.app().film->now, Film::Now::broken);
}

TEST(Film, AnAnswerThatIsStaleIsDropped) {
  Visit visit = Visit::at_home();
  visit.act(OpenSign{{"service", "armley"}});
  const auto ticket = visit.app().ticket;
  visit.act(GoHome{});
  visit.act(SignReady{ticket, {video()}, std::make_shared<const std::string>("film")});
  EXPECT_EQ(visit.app().screen, Screen::home);
  EXPECT_FALSE(visit.app().film);
}

}  // namespace
}  // namespace kiosk::session
