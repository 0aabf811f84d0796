// SPDX-License-Identifier: GPL-3.0-or-later
// Staff at the kiosk: the visit that they interrupt, the PIN, the self-test.
#include "tests/unit/session/support.hpp"

namespace kiosk::session {
namespace {

constexpr std::int64_t whole_idle_ms = (120 + 40) * 1000;

struct Staff : Visit {
  Staff() : Visit(at_home()) { site.has_pin = true; }
  void enter(const char* pin, PinChecked::Is is) {
    act(TypeWords{pin});
    act(SubmitWords{});
    act(PinChecked{app().ticket, is});
  }
  void unlock() {
    act(OpenStaff{});
    enter("2468", PinChecked::Is::right);
    EXPECT_EQ(screen(), Screen::staff);
  }
};

// vxsuite #1478: staff screens silence and set aside the resident's session.
TEST(StaffSetAsideTheVisit, SilencedAndGivenBackAsItWas) {
  Staff v;
  v.settle(OpenTopic{"health"});
  v.act(SetTextSize{TextSize::bigger});
  v.act(ToggleReadAloud{});
  v.act(TurnPage{"results.list", 2});
  v.act(OpenStaff{});
  EXPECT_TRUE(v.did<StopSpeech>());
  EXPECT_EQ(v.screen(), Screen::staff_pin);
  EXPECT_TRUE(v.app().results.empty());
  EXPECT_TRUE(v.app().topic.empty());
  EXPECT_FALSE(v.app().preferences.read_aloud);
  EXPECT_FALSE(may_be_heard(v.app()));
  v.act(RepeatSpeech{});
  EXPECT_FALSE(v.did<RepeatLast>()) << "what was said last is the resident's";
  v.enter("2468", PinChecked::Is::right);
  v.pass(30'000);
  v.act(BackToVisit{});
  EXPECT_EQ(v.screen(), Screen::results);
  EXPECT_EQ(v.app().topic, "health");
  EXPECT_EQ(v.app().results.size(), 1U);
  EXPECT_EQ(v.app().preferences.text_size, TextSize::bigger);
  EXPECT_TRUE(v.app().preferences.read_aloud);
  EXPECT_EQ(v.ui().pages.at("results.list"), 2);
  EXPECT_EQ(v.state.aside, nullptr);
  v.pass(119'000);
  EXPECT_EQ(v.screen(), Screen::results) << "whoever gave it back was there";
}

TEST(StaffSetAsideTheVisit, ItEndsAsIfIdleAndIsCountedOnce) {
  Staff v;
  v.settle(OpenTopic{"health"});
  v.unlock();
  std::size_t ended = 0;
  for (std::int64_t ms = 0; ms < whole_idle_ms; ms += 1000) {
    v.act(Activity{v.app().now_ms});  // staff are at it all the time
    v.pass(1000);
    for (const VisitEnded& one : v.all<VisitEnded>()) {
      ++ended;
      ASSERT_TRUE(one.tally.has_value());
      EXPECT_TRUE(one.tally->topics.contains("health"));
    }
  }
  EXPECT_EQ(ended, 1U);
  EXPECT_EQ(v.state.aside, nullptr);
  EXPECT_EQ(v.screen(), Screen::staff) << "staff go on";
  v.act(StartAgain{});
  EXPECT_FALSE(v.all<VisitEnded>().at(0).tally.has_value()) << "staff's use is no visit";
  EXPECT_EQ(v.screen(), Screen::attract);
}

TEST(StaffSetAsideTheVisit, LeavingEndsItAndWalkingAwayLocks) {
  Staff v;
  v.unlock();
  v.act(StartAgain{});
  EXPECT_TRUE(v.all<VisitEnded>().at(0).tally.has_value());
  EXPECT_EQ(v.state.aside, nullptr);
  v.act(Begin{});
  v.unlock();
  v.pass(whole_idle_ms);
  EXPECT_EQ(v.screen(), Screen::attract);
}

TEST(StaffSetAsideTheVisit, HeadphonesPulledMeanwhileDoNotLeakIt) {
  Staff v;
  v.act(Headphones{Headphones::Jack::in});
  EXPECT_TRUE(v.app().preferences.hear_first);
  v.act(OpenStaff{});
  EXPECT_TRUE(may_be_heard(v.app())) << "by headphones";
  v.act(Headphones{Headphones::Jack::out});
  EXPECT_FALSE(may_be_heard(v.app()));
  v.act(BackToVisit{});
  EXPECT_FALSE(v.app().preferences.hear_first);
  EXPECT_FALSE(v.did<ReadScreen>());
}

TEST(StaffPin, NothingOfItStaysAfterTheCheck) {
  Staff v;
  v.act(OpenStaff{});
  v.act(TypeWords{"12"});
  v.act(RubOut{});
  v.act(TypeWords{"3x456789012"});
  EXPECT_EQ(v.app().pin, "13456789");  // eight at most, digits alone
  v.act(SubmitWords{});
  EXPECT_EQ(v.all<CheckPin>().at(0).pin, "13456789");
  EXPECT_TRUE(v.app().pin.empty());
  v.act(BackToVisit{});
  v.act(PinChecked{v.app().ticket, PinChecked::Is::right});
  EXPECT_EQ(v.screen(), Screen::home) << "an answer that comes late opens nothing";
}

TEST(StaffPin, WrongOnesSlowTheNextDownAndNobodyIsLockedOut) {
  Staff v;
  v.act(OpenStaff{});
  for (const int seconds : {5, 10, 20, 40, 60, 60, 60}) {
    v.enter("1111", PinChecked::Is::wrong);
    EXPECT_EQ(pin_wait_s(v.app()), seconds);
    v.act(TypeWords{"2468"});
    EXPECT_TRUE(v.app().pin.empty()) << "not yet";
    // Leaving does not shorten it.
    v.act(BackToVisit{});
    v.act(OpenStaff{});
    EXPECT_EQ(pin_wait_s(v.app()), seconds);
    v.act(Activity{v.app().now_ms});
    EXPECT_LE(*next_deadline_ms(v.state, v.site), v.app().now_ms + 1000) << "the seconds are shown";
    v.pass(seconds * 1000);
    EXPECT_EQ(pin_wait_s(v.app()), 0);
  }
  v.enter("2468", PinChecked::Is::right);
  EXPECT_EQ(v.screen(), Screen::staff);
  EXPECT_EQ(v.app().tries.wrong, 0);
}

TEST(StaffPin, IsTheOnlyWayInAndTheVisitTheOnlyWayOut) {
  Staff v;
  v.act(OpenScreen{Screen::staff});
  EXPECT_EQ(v.screen(), Screen::home);
  v.act(OpenStaff{});
  v.act(OpenScreen{Screen::staff});
  v.act(OpenScreen{Screen::staff_self_test});
  v.act(OpenScreen{Screen::home});
  EXPECT_EQ(v.screen(), Screen::staff_pin);
  v.act(PinChecked{v.app().ticket, PinChecked::Is::right});
  EXPECT_EQ(v.screen(), Screen::staff_pin) << "nothing was asked";
  v.act(GoHome{});
  EXPECT_EQ(v.screen(), Screen::home);
  v.site.has_pin = false;
  v.act(OpenStaff{});
  v.act(TypeWords{"2468"});
  v.act(SubmitWords{});
  EXPECT_FALSE(v.did<CheckPin>());
}

struct Testing : Staff {
  explicit Testing(TestPart part) {
    unlock();
    act(OpenScreen{Screen::staff_self_test});
    act(OpenTest{part});
  }
  [[nodiscard]] TestResult result(TestPart part) const { return state.app.test.results[static_cast<std::size_t>(part)]; }
};

TEST(SelfTest, SaysASentenceInEachVoiceAndNamesTheOneNotHeard) {
  Testing v(TestPart::speech);
  EXPECT_EQ(v.all<SayTest>().at(0).language, "en");
  v.act(PlayTest{});
  EXPECT_EQ(v.all<SayTest>().at(0).language, "en");
  v.act(AnswerTest{TestResult::passed});
  EXPECT_EQ(v.all<SayTest>().at(0).language, "ar");
  v.act(AnswerTest{TestResult::failed});
  EXPECT_EQ(v.result(TestPart::speech), TestResult::failed);
  EXPECT_EQ(v.all<TestFailed>().at(0).why, "not heard: ar");
}

TEST(SelfTest, TriesEachVolumeAndPutsItBack) {
  Testing v(TestPart::volume);
  for (int step = 1; step <= 6; ++step) {
    EXPECT_EQ(v.app().preferences.volume_step, step);
    v.act(AnswerTest{TestResult::passed});
  }
  EXPECT_EQ(v.result(TestPart::volume), TestResult::passed);
  EXPECT_EQ(v.app().preferences.volume_step, v.site.volume_step);
}

TEST(SelfTest, KeysTheJackAndTheGlass) {
  Testing v(TestPart::keys);
  for (const char* key : {"next", "previous", "select", "back", "back"}) v.act(TestKey{key});
  EXPECT_EQ(v.result(TestPart::keys), TestResult::passed);
  v.act(OpenTest{TestPart::keys});
  v.act(TestKey{"next"});
  v.act(TestKey{"next"});
  EXPECT_EQ(v.all<TestFailed>().at(0).why, "no key came for: previous, select, back");

  v.act(OpenTest{TestPart::jack});
  v.act(Headphones{Headphones::Jack::in});
  EXPECT_FALSE(v.app().preferences.hear_first) << "it is a test, and no way of working";
  v.act(AnswerTest{TestResult::passed});
  EXPECT_EQ(v.all<TestFailed>().at(0).why, "headphones coming out were not seen");

  v.act(OpenTest{TestPart::touch});
  for (const double error_mm : {1.0, 2.0, 3.0, 6.3, 0.5}) v.act(TestTouch{error_mm});
  EXPECT_EQ(v.result(TestPart::touch), TestResult::passed);
  v.act(OpenTest{TestPart::touch});
  for (const double error_mm : {1.0, 2.0, 9.2, 6.3, 0.5}) v.act(TestTouch{error_mm});
  EXPECT_EQ(v.all<TestFailed>().at(0).why, "a finger was seen 9 mm beside the cross");
}

TEST(SelfTest, CanBeLeftAnyTimeAndIsForgotten) {
  Testing v(TestPart::volume);
  v.act(GoBack{});
  EXPECT_EQ(v.screen(), Screen::staff_self_test);
  EXPECT_FALSE(v.app().test.part.has_value());
  EXPECT_EQ(v.app().preferences.volume_step, v.site.volume_step);
  v.act(GoBack{});
  EXPECT_EQ(v.screen(), Screen::staff);
  v.act(OpenScreen{Screen::staff_self_test});
  v.act(OpenTest{TestPart::screen});
  v.act(HideScreen{});
  v.act(Begin{});
  v.unlock();
  EXPECT_EQ(v.app().test.results, SelfTest{}.results);
}

}  // namespace
}  // namespace kiosk::session
