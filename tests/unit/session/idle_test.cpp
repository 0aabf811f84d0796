// SPDX-License-Identifier: GPL-3.0-or-later
// "Are you still there?" (VVSG; EN 301 549 11.2.2.1) and the end of a visit (VVSG 7.1-A/B).
#include "support.hpp"

namespace kiosk::session {
namespace {

// Everything a visit can change, changed.
Visit lived_in() {
  Visit visit = Visit::at_home();
  visit.settle(OpenScreen{Screen::language});
  visit.settle(ChooseLanguage{"ar"});
  visit.settle(OpenScreen{Screen::search});
  visit.settle(TypeWords{"help with debt"});
  visit.settle(SubmitWords{});
  visit.settle(OpenService{"armley"});
  visit.act(SetTextSize{TextSize::biggest});
  visit.act(SetTheme{Theme::yellow_on_black});
  visit.act(StepRate{3});
  visit.act(StepVolume{2});
  visit.act(Headphones{Headphones::Jack::in});
  visit.act(ToggleReadAloud{});
  visit.act(FocusOn{"service.listen"});
  visit.ui().pressed = "service.listen";
  visit.act(TurnPage{"service.content", 2});
  visit.act(Listen{});
  visit.act(SpeechState{SpeechState::Now::speaking, "service.description", 1, 2, 3});
  return visit;
}

void expect_fresh_but_for_the_room(const Visit& visit, std::int64_t now_ms) {
  const AppState& app = visit.state.app;
  const AppState clean = fresh(visit.site).app;
  EXPECT_EQ(app.screen, Screen::attract);
  EXPECT_TRUE(app.history.empty());
  EXPECT_EQ(app.covered, Screen::attract);
  EXPECT_EQ(app.language, visit.site.language);
  EXPECT_EQ(app.preferences, clean.preferences);
  EXPECT_EQ(app.topic + app.service_id + app.words + app.searched, "");
  EXPECT_TRUE(app.topics.empty());
  EXPECT_TRUE(app.results.empty());
  EXPECT_FALSE(app.service);
  EXPECT_FALSE(app.next_screen);
  EXPECT_EQ(app.speech.now, SpeechState::Now::silent);
  EXPECT_EQ(app.speech.node, "");
  EXPECT_FALSE(app.passage);
  EXPECT_FALSE(app.keys_used);
  EXPECT_EQ(app.countdown_said_s, 0);
  EXPECT_EQ(app.now_ms, now_ms);
  EXPECT_EQ(app.active_ms, now_ms);
  EXPECT_EQ(visit.state.ui.focus + visit.state.ui.pressed, "");
  EXPECT_FALSE(visit.state.ui.focus_visible);
  EXPECT_TRUE(visit.state.ui.pages.empty());
  EXPECT_TRUE(visit.did<StopSpeech>());
  EXPECT_EQ(visit.all<VisitEnded>().size(), 1U);
}

TEST(EndOfVisit, ForgetsEverythingButTheRoom_VVSG_7_1_AB) {
  for (const Action& end : std::vector<Action>{StartAgain{}, HideScreen{}}) {
    Visit visit = lived_in();
    visit.at(77'000);
    const LocalTime wall{std::chrono::year{2026} / 11 / 12, 642};
    visit.act(Tick{78'000, wall});
    visit.act(end);
    expect_fresh_but_for_the_room(visit, 78'000);
    EXPECT_TRUE(visit.app().headphones);
    EXPECT_EQ(visit.app().local, wall);
  }
}

TEST(EndOfVisit, HideWorksFromEveryScreenWhateverIsGoingOn) {
  for (std::size_t i = 0; i < screen_names.size(); ++i) {
    Visit visit = lived_in();
    visit.app().screen = static_cast<Screen>(i);
    visit.act(OpenService{"pending"});
    visit.act(HideScreen{});
    expect_fresh_but_for_the_room(visit, visit.app().now_ms);
  }
  Visit asked = lived_in();
  asked.act(SpeechState{SpeechState::Now::silent, "", 0, 0, 0});
  asked.pass(120'000);
  ASSERT_EQ(asked.screen(), Screen::still_there);
  asked.press(HideScreen{});
  EXPECT_EQ(asked.screen(), Screen::attract);
}

TEST(EndOfVisit, TheNextVisitHasTheSitesOwnSettings) {
  Visit visit;
  visit.site.volume_step = 2;
  visit.site.rate_step = 5;
  visit.state = fresh(visit.site);
  EXPECT_EQ(visit.app().preferences.volume_step, 2);
  visit.act(Begin{});
  visit.act(StepVolume{3});
  visit.act(ResetSettings{});
  EXPECT_EQ(visit.app().preferences.volume_step, 2);
  EXPECT_EQ(visit.app().preferences.rate_step, 5);
  visit.act(StepRate{-4});
  visit.act(StartAgain{});
  EXPECT_EQ(visit.app().preferences.volume_step, 2);
  EXPECT_EQ(visit.app().preferences.rate_step, 5);
}

TEST(ResetSettings, KeepsThePage) {
  Visit visit = lived_in();
  visit.act(ResetSettings{});
  EXPECT_EQ(visit.screen(), Screen::service);
  EXPECT_EQ(visit.app().language, "ar");
  EXPECT_EQ(visit.app().preferences, Preferences{});
  EXPECT_TRUE(visit.app().service);
}

// --- The question ---

TEST(Idle, TheQuestionComesAtExactlyTheTime) {
  Visit visit = Visit::at_home();
  visit.pass(119'999);
  EXPECT_EQ(visit.screen(), Screen::home);
  visit.pass(1);
  EXPECT_EQ(visit.screen(), Screen::still_there);
  EXPECT_EQ(visit.app().covered, Screen::home);
  EXPECT_EQ(visit.ui().focus, "still_there.carry_on");
  EXPECT_TRUE(visit.did<StopSpeech>());
}

TEST(Idle, DeadlinesAreWhenThingsHappen) {
  Visit visit = Visit::at_home();
  visit.at(1'000);
  visit.act(Activity{1'000});
  EXPECT_EQ(next_deadline_ms(visit.state, visit.site), 121'000);
  visit.at(121'000);
  ASSERT_EQ(visit.screen(), Screen::still_there);
  for (std::int64_t at = 126'000; at <= 161'000; at += 5'000) {
    ASSERT_EQ(next_deadline_ms(visit.state, visit.site), at);
    visit.at(at);
  }
  EXPECT_EQ(visit.screen(), Screen::attract);
  EXPECT_EQ(next_deadline_ms(visit.state, visit.site), std::nullopt) << "attract waits for nobody";
}

TEST(Idle, AttractIsNeverAsked) {
  Visit visit;
  visit.at(10'000'000);
  EXPECT_EQ(visit.screen(), Screen::attract);
  EXPECT_TRUE(visit.effects.empty());
}

TEST(Idle, TheCountdownFallsBySegmentsOfFive) {
  Visit visit = Visit::at_home();
  visit.pass(120'000);
  EXPECT_EQ(answer_seconds_left(visit.app(), visit.site), 40);
  for (int passed = 1; passed < 40'000; ++passed) {
    visit.app().now_ms = 120'000 + passed;
    const int left = answer_seconds_left(visit.app(), visit.site);
    ASSERT_EQ(left % 5, 0);
    ASSERT_GE(left * 1000, 40'000 - passed) << "never says less than there is";
    ASSERT_LT(left * 1000, 40'000 - passed + 5'000);
  }
}

TEST(Idle, TheVisitEndsAtExactlyTheEndOfTheCountdown) {
  Visit visit = lived_in();
  visit.act(SpeechState{SpeechState::Now::silent, "", 0, 0, 0});
  const std::int64_t since = visit.app().active_ms;
  visit.at(since + 120'000);
  visit.at(since + 159'999);
  EXPECT_EQ(visit.screen(), Screen::still_there);
  visit.at(since + 160'000);
  expect_fresh_but_for_the_room(visit, since + 160'000);
}

TEST(Idle, OneLongSleepEndsTheVisitAtOnce) {
  Visit visit = lived_in();
  visit.act(SpeechState{SpeechState::Now::silent, "", 0, 0, 0});
  visit.pass(10'000'000);
  EXPECT_EQ(visit.screen(), Screen::attract);
  EXPECT_TRUE(visit.app().searched.empty());
}

TEST(Idle, AnySignOfLifeStartsTheCountdownAgainWithoutEnd) {
  Visit visit = Visit::at_home();
  visit.pass(120'000);
  for (int i = 0; i < 50; ++i) {
    visit.pass(39'000);
    ASSERT_EQ(visit.screen(), Screen::still_there);
    visit.act(Activity{visit.app().now_ms});
    ASSERT_EQ(answer_seconds_left(visit.app(), visit.site), 40);
    ASSERT_EQ(visit.screen(), Screen::still_there) << "only an answer takes the cover away";
  }
  visit.press(CarryOn{});
  EXPECT_EQ(visit.screen(), Screen::home);
}

TEST(Idle, AYesGivesTheWholeTimeAgainAndTheSamePage) {
  Visit visit = Visit::at_home();
  visit.settle(OpenTopic{"health"});
  visit.act(TurnPage{"results.list", 2});
  visit.pass(120'000);
  visit.pass(20'000);
  visit.press(CarryOn{});
  EXPECT_EQ(visit.screen(), Screen::results);
  EXPECT_EQ(visit.ui().pages["results.list"], 2);
  EXPECT_EQ(visit.app().results.size(), 1U);
  visit.pass(119'999);
  EXPECT_EQ(visit.screen(), Screen::results);
  visit.pass(1);
  EXPECT_EQ(visit.screen(), Screen::still_there);
}

TEST(Idle, CarryOnElsewhereDoesNothing) {
  Visit visit = Visit::at_home();
  visit.act(CarryOn{});
  EXPECT_TRUE(visit.effects.empty());
  EXPECT_EQ(visit.screen(), Screen::home);
}

// The access bar stands under the question too: what it opens must stay open.
TEST(Idle, LeavingTheQuestionByTheBarIsAnAnswerToo) {
  for (const Action& way : std::vector<Action>{OpenScreen{Screen::access}, OpenScreen{Screen::language}, GoHome{}}) {
    Visit visit = Visit::at_home();
    visit.settle(OpenTopic{"health"});
    visit.pass(130'000);
    ASSERT_EQ(visit.screen(), Screen::still_there);
    visit.press(way);
    const Screen there = visit.screen();
    ASSERT_NE(there, Screen::still_there);
    visit.pass(1);
    EXPECT_EQ(visit.screen(), there) << "the question came back at once";
    visit.pass(119'998);
    EXPECT_EQ(visit.screen(), there);
  }
}

TEST(Idle, BackFromWhatTheBarOpenedLeadsToWhatTheQuestionCovered) {
  Visit visit = Visit::at_home();
  visit.settle(OpenTopic{"health"});
  visit.settle(OpenService{"armley"});
  visit.pass(120'000);
  visit.press(OpenScreen{Screen::access});
  ASSERT_EQ(visit.screen(), Screen::access);
  visit.press(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::service);
}

TEST(Idle, AChangeOfLanguageOnTheQuestionKeepsWhatItCovered) {
  Visit visit = Visit::at_home();
  visit.settle(OpenTopic{"health"});
  visit.pass(120'000);
  visit.press(OpenScreen{Screen::language});
  visit.press(ChooseLanguage{"ar"});
  EXPECT_EQ(visit.screen(), Screen::results);
}

TEST(Idle, ListeningIsASignOfLifeAndAPausedVoiceIsNot) {
  Visit visit = Visit::at_home();
  visit.act(Listen{});
  visit.act(SpeechState{SpeechState::Now::speaking, "x", 0, 0, 1});
  for (int i = 0; i < 300; ++i) visit.pass(1'000);
  EXPECT_EQ(visit.screen(), Screen::home);
  visit.act(SpeechState{SpeechState::Now::silent, "", 0, 0, 0});
  visit.pass(119'999);
  EXPECT_EQ(visit.screen(), Screen::home);
  visit.act(SpeechState{SpeechState::Now::paused, "x", 0, 0, 1});
  visit.pass(1);
  EXPECT_EQ(visit.screen(), Screen::still_there);
}

// EN 301 549 11.2.2.1: whoever writes a number down as it is said has not gone away.
TEST(Idle, WritingDownASlowNumberIsASignOfLife_EN_11_2_2_1) {
  Visit visit = Visit::at_home();
  visit.act(SaySlowly{"service.phone.0"});
  visit.act(SpeechState{SpeechState::Now::speaking, "service.phone.0", 0, 0, 1});
  for (int i = 0; i < 300; ++i) visit.pass(1'000);
  EXPECT_EQ(visit.screen(), Screen::home);
  visit.act(SpeechState{SpeechState::Now::silent, "", 0, 0, 0});
  visit.pass(120'000);
  EXPECT_EQ(visit.screen(), Screen::still_there);
}

TEST(Idle, TheQuestionsOwnVoiceDoesNotPutOffItsEnd) {
  Visit visit = Visit::at_home();
  visit.act(ToggleReadAloud{});
  visit.pass(120'000);
  ASSERT_EQ(visit.screen(), Screen::still_there);
  EXPECT_TRUE(visit.did<ReadScreen>());
  visit.act(SpeechState{SpeechState::Now::speaking, "still_there.title", 0, 0, 1});
  for (int i = 0; i < 40; ++i) visit.pass(1'000);
  EXPECT_EQ(visit.screen(), Screen::attract);
}

std::vector<int> figures_said(Visit& visit) {
  std::vector<int> said;
  for (int second = 0; second < 40 && visit.screen() == Screen::still_there; ++second) {
    for (const ReadNode& read : visit.all<ReadNode>())
      if (read.id == "still_there.timer") said.push_back(answer_seconds_left(visit.app(), visit.site));
    visit.pass(1'000);
  }
  return said;
}

TEST(Idle, TheCountdownIsSpokenToWhoeverUsesSpeechOrKeys) {
  struct Case { const char* name; void (*use)(Visit&); bool spoken; };
  const Case cases[] = {
      {"touch", [](Visit&) {}, false},
      {"read aloud", [](Visit& v) { v.act(ToggleReadAloud{}); }, true},
      {"hear first", [](Visit& v) { v.act(StartHearFirst{}); }, true},
      {"keys", [](Visit& v) { v.act(FocusOn{"home.title"}); }, true},
  };
  for (const Case& one : cases) {
    Visit visit = Visit::at_home();
    one.use(visit);
    visit.pass(120'000);
    EXPECT_EQ(visit.did<ReadScreen>(), one.spoken) << one.name;
    EXPECT_EQ(figures_said(visit), one.spoken ? (std::vector{25, 10}) : std::vector<int>{}) << one.name;
  }
}

// Never two voices at once, and a user's action stops current speech (EN 301 549 5.1.3.5).
TEST(Speech, EveryNewPageStopsWhatWasBeingSaid_EN_5_1_3_5) {
  for (const Action& action : std::vector<Action>{GoHome{}, GoBack{}, OpenScreen{Screen::talk}, OpenTopic{"money"}, OpenService{"x"}, StartAgain{}, HideScreen{}}) {
    Visit visit = Visit::at_home();
    visit.settle(OpenScreen{Screen::access});
    visit.settle(OpenTopic{"health"});
    visit.act(Listen{});
    visit.act(SpeechState{SpeechState::Now::speaking, "x", 0, 0, 1});
    visit.settle(action);
    EXPECT_TRUE(visit.did<StopSpeech>()) << action.index();
    EXPECT_EQ(visit.app().speech.now, SpeechState::Now::silent) << action.index();
    EXPECT_FALSE(visit.app().passage) << action.index();
  }
}

TEST(Speech, ATurnedPageStopsTheVoiceOrReadsTheNewOne) {
  Visit visit = Visit::at_home();
  visit.act(Listen{});
  visit.act(SpeechState{SpeechState::Now::speaking, "x", 0, 0, 1});
  visit.act(TurnPage{"service.content", 1});
  EXPECT_TRUE(visit.did<StopSpeech>());
  EXPECT_FALSE(visit.did<ReadScreen>());
  visit.act(ToggleReadAloud{});
  visit.act(TurnPage{"service.content", 0});
  EXPECT_TRUE(visit.did<ReadScreen>());
}

TEST(Speech, ListenReadsThenPausesThenGoesOn) {
  Visit visit = Visit::at_home();
  visit.act(Listen{});
  EXPECT_TRUE(visit.did<ReadPassage>());
  visit.act(SpeechState{SpeechState::Now::speaking, "x", 0, 0, 1});
  visit.act(Listen{});
  EXPECT_TRUE(visit.did<PauseSpeech>());
  visit.act(Listen{});
  EXPECT_TRUE(visit.did<ResumeSpeech>());
  visit.act(SpeechState{SpeechState::Now::silent, "", 0, 0, 0});
  visit.act(PauseOrResume{});
  EXPECT_TRUE(visit.effects.empty());
  visit.act(Listen{});
  EXPECT_TRUE(visit.did<ReadPassage>()) << "it had come to its end";
}

TEST(Speech, ListenAfterSomethingElseWasSaidBeginsAnew) {
  Visit visit = Visit::at_home();
  visit.act(Listen{});
  visit.act(SpeechState{SpeechState::Now::speaking, "x", 0, 0, 1});
  visit.act(FocusOn{"home.title"});
  EXPECT_EQ(visit.all<ReadNode>().size(), 1U);
  visit.act(Listen{});
  EXPECT_TRUE(visit.did<ReadPassage>());
}

TEST(Speech, ReadAloudReadsEveryPageThatComesAndStopsWhenOff) {
  Visit visit = Visit::at_home();
  visit.act(ToggleReadAloud{});
  EXPECT_TRUE(visit.did<ReadScreen>());
  visit.settle(OpenTopic{"health"});
  EXPECT_TRUE(visit.did<ReadScreen>());
  visit.act(ToggleReadAloud{});
  EXPECT_TRUE(visit.did<StopSpeech>());
  EXPECT_FALSE(visit.app().preferences.read_aloud);
  visit.settle(GoHome{});
  EXPECT_FALSE(visit.did<ReadScreen>());
}

TEST(HearFirst, StartsFromAnyStateIncludingAttract_EN_5_2) {
  for (const Action& start : std::vector<Action>{StartHearFirst{}, Headphones{Headphones::Jack::in}}) {
    // Answered by one sentence, then by the page: first of all it must be known that the kiosk heard.
    const auto answers = [](const Visit& visit) {
      const auto said = visit.all<ReadMessage>();
      return said.size() == 1 && said[0].key.name == "speech.message.hear_first" && said[0].then == ReadMessage::Then::screen && !visit.did<ReadScreen>();
    };
    Visit attract;
    attract.act(start);
    EXPECT_EQ(attract.screen(), Screen::language);
    EXPECT_TRUE(attract.app().preferences.hear_first);
    EXPECT_TRUE(answers(attract));
    Visit visit = Visit::at_home();
    visit.settle(OpenTopic{"health"});
    visit.act(start);
    EXPECT_EQ(visit.screen(), Screen::results);
    EXPECT_TRUE(visit.app().preferences.hear_first);
    EXPECT_TRUE(answers(visit));
    visit.act(Headphones{Headphones::Jack::out});  // what is in cannot go in
    visit.pass(120'000);
    visit.act(start);
    EXPECT_TRUE(answers(visit));
    EXPECT_EQ(visit.screen(), Screen::still_there);
  }
}

TEST(HearFirst, HeadphonesLeftInTheJackStartItInTheNextVisitToo_EN_5_2) {
  Visit visit = Visit::at_home();
  visit.act(Headphones{Headphones::Jack::in});
  visit.settle(StartAgain{});
  EXPECT_EQ(visit.screen(), Screen::attract);
  EXPECT_FALSE(visit.app().preferences.hear_first) << "of a visit that nobody has begun nothing is set";
  visit.act(Begin{});
  EXPECT_TRUE(visit.app().preferences.hear_first);
  EXPECT_TRUE(visit.ui().focus_visible);
  ASSERT_EQ(visit.all<ReadMessage>().size(), 1U);
  EXPECT_EQ(visit.all<ReadMessage>()[0].key.name, "speech.message.hear_first");
  // Without them the next visit has none of it.
  visit.act(Headphones{Headphones::Jack::out});
  visit.settle(StartAgain{});
  visit.act(Begin{});
  EXPECT_FALSE(visit.app().preferences.hear_first);
}

TEST(FirstContact, TheFirstTouchSaysHowToHearTheKioskAndIsNoListening) {
  Visit visit;
  visit.act(Begin{});
  ASSERT_EQ(visit.all<ReadMessage>().size(), 1U);
  EXPECT_EQ(visit.all<ReadMessage>()[0].key.name, "speech.message.hello");
  EXPECT_EQ(visit.all<ReadMessage>()[0].then, ReadMessage::Then::silence);
  EXPECT_FALSE(visit.did<ReadScreen>());
  // With the language given it sounds at home: a language said unasked was not chosen to be heard.
  Visit given;
  given.site.language_given = true;
  given.settle(StartAgain{});
  given.act(Begin{});
  EXPECT_TRUE(given.did<ReadMessage>());
  given.act(SpeechState{SpeechState::Now::speaking, "", 0, 0, 5});
  EXPECT_FALSE(given.app().tally.heard.has_value());
  given.act(Listen{});
  given.act(SpeechState{SpeechState::Now::speaking, "x", 0, 0, 5});
  EXPECT_TRUE(given.app().tally.heard.has_value());
  // What is touched next stops it.
  visit.settle(ChooseLanguage{"en"});
  EXPECT_TRUE(visit.did<StopSpeech>());
}

TEST(Headphones, OutIsSilenceAtOnceAndNothingIsReadUnasked_EN_5_1_3_9) {
  Visit visit = Visit::at_home();
  visit.act(Headphones{Headphones::Jack::in});
  EXPECT_TRUE(visit.did<StopSpeech>()) << "nothing goes on in the speaker";
  EXPECT_TRUE(visit.app().headphones);
  visit.act(ToggleReadAloud{});
  visit.act(SpeechState{SpeechState::Now::speaking, "x", 0, 0, 1});
  visit.act(Headphones{Headphones::Jack::out});
  EXPECT_TRUE(visit.did<StopSpeech>());
  EXPECT_FALSE(visit.did<ReadScreen>());
  EXPECT_EQ(visit.app().speech.now, SpeechState::Now::silent);
  EXPECT_FALSE(visit.app().preferences.hear_first);
  EXPECT_FALSE(visit.app().preferences.read_aloud);
  visit.settle(OpenTopic{"health"});
  EXPECT_FALSE(visit.did<ReadScreen>()) << "a word leaked to the room";
  EXPECT_EQ(visit.screen(), Screen::results);
}

TEST(Settings, GoRoundAndStopAtTheirEnds) {
  Visit visit = Visit::at_home();
  for (const TextSize size : {TextSize::big, TextSize::bigger, TextSize::biggest, TextSize::normal}) {
    visit.act(NextTextSize{});
    EXPECT_EQ(visit.app().preferences.text_size, size);
  }
  for (const Theme theme : {Theme::soft, Theme::white_on_black, Theme::yellow_on_black, Theme::day}) {
    visit.act(NextTheme{});
    EXPECT_EQ(visit.app().preferences.theme, theme);
  }
  visit.act(StepRate{100});
  visit.act(StepVolume{100});
  EXPECT_EQ(visit.app().preferences.rate_step, 6);
  EXPECT_EQ(visit.app().preferences.volume_step, 6);
  visit.act(StepRate{-100});
  visit.act(StepVolume{-100});
  EXPECT_EQ(visit.app().preferences.rate_step, 0);
  EXPECT_EQ(visit.app().preferences.volume_step, 1) << "never so quiet that it cannot be found again";
  EXPECT_EQ(visit.screen(), Screen::home);
}

// Whoever reads by hand may not know that the room listens.
TEST(Focus, ByABrailleKeyIsSaidOnlyWhereSpeechIsOn_EN_5_1_3_9) {
  Visit visit = Visit::at_home();
  visit.act(FocusOn{"home.search", Activity::By::braille});
  EXPECT_EQ(visit.state.ui.focus, "home.search");
  EXPECT_TRUE(visit.state.ui.focus_visible);
  EXPECT_TRUE(visit.all<ReadNode>().empty());
  visit.act(NextTextSize{});
  EXPECT_TRUE(visit.all<ReadNode>().empty());
  visit.act(ToggleReadAloud{});
  visit.act(FocusOn{"home.near", Activity::By::braille});
  EXPECT_EQ(visit.all<ReadNode>().size(), 1U);
}

TEST(Focus, SpeaksShowsAndNeverActs_EN_11_3_2_1) {
  Visit visit = Visit::at_home();
  visit.act(FocusOn{"home.near"});
  EXPECT_EQ(visit.ui().focus, "home.near");
  EXPECT_TRUE(visit.ui().focus_visible);
  EXPECT_EQ(visit.screen(), Screen::home);
  ASSERT_EQ(visit.effects.size(), 1U);
  EXPECT_EQ(visit.all<ReadNode>().at(0).id, "home.near");
  visit.settle(OpenTopic{"health"});
  EXPECT_EQ(visit.ui().focus, "") << "nothing of the old page is focused";
}

}  // namespace
}  // namespace kiosk::session
