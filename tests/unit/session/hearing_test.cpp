// SPDX-License-Identifier: GPL-3.0-or-later
// Who may hear what: headphones in and out, sensitive records, a dark screen, and
// the screen on which keys only say what they do.
#include "support.hpp"

namespace kiosk::session {
namespace {

constexpr Headphones in{Headphones::Jack::in}, out{Headphones::Jack::out};

void speaking(Visit& visit) { visit.act(SpeechState{SpeechState::Now::speaking, "x", 0, 0, 1}); }

std::string message(const Visit& visit) {
  const auto said = visit.all<ReadMessage>();
  return said.size() == 1 ? std::string(said[0].key.name) : std::to_string(said.size()) + " messages";
}

bool reads_the_page(const Visit& visit) {
  return visit.did<ReadScreen>() || visit.did<ReadPassage>() || visit.did<ReadNode>() || visit.did<RepeatLast>() || visit.did<GoOnWithCut>();
}

// At a service of this kind.
Visit at_service(const std::string& sensitive) {
  Visit visit = Visit::at_home();
  visit.act(OpenService{"x"});
  directory::Service service;
  service.summary = summary("x");
  service.sensitive = sensitive;
  visit.act(ServiceReady{visit.app().ticket, {service}});
  visit.asked.clear();
  EXPECT_EQ(visit.screen(), Screen::service);
  return visit;
}

// --- Headphones ---

TEST(En301549_5_1_3_9, BackInGoesOnWithTheClauseThatWasCut) {
  Visit visit = Visit::at_home();
  visit.act(in);
  visit.act(Listen{});
  speaking(visit);
  visit.act(out);
  EXPECT_TRUE(visit.did<StopSpeech>());
  EXPECT_TRUE(visit.app().unplugged);
  EXPECT_FALSE(visit.app().passage);
  visit.act(in);
  EXPECT_TRUE(visit.did<GoOnWithCut>());
  EXPECT_FALSE(visit.did<ReadMessage>());
  EXPECT_TRUE(visit.app().preferences.hear_first);
  EXPECT_TRUE(visit.app().passage) << "Listen was on its way";
  EXPECT_FALSE(visit.app().unplugged);
}

TEST(En301549_5_1_3_9, WhatWasCutIsForgottenWhenThePageIsAnother) {
  Visit visit = Visit::at_home();
  visit.act(in);
  speaking(visit);
  visit.act(out);
  visit.settle(OpenScreen{Screen::talk});
  visit.act(in);
  EXPECT_FALSE(visit.did<GoOnWithCut>());
  EXPECT_EQ(message(visit), "speech.message.hear_first");
}

TEST(En301549_5_1_3_9, WithNothingCutBackInBeginsAsAnyPlug) {
  Visit visit = Visit::at_home();
  visit.act(in);
  visit.act(SpeechState{SpeechState::Now::silent, "", 0, 0, 0});
  visit.act(out);
  visit.act(in);
  EXPECT_EQ(message(visit), "speech.message.hear_first");
}

TEST(En301549_5_1_3_9, AKeyAfterThePlugCameOutSaysOnlyThat) {
  Visit visit = Visit::at_home();
  visit.act(in);
  visit.act(out);
  for (const Action& action : std::vector<Action>{FocusOn{"home.near"}, RepeatSpeech{}, StepVolume{1}}) {
    visit.act(action);
    EXPECT_FALSE(reads_the_page(visit)) << action.index();
    EXPECT_EQ(message(visit), "speech.message.unplugged") << action.index();
  }
  visit.act(FocusOn{"top.use_speaker"});
  EXPECT_TRUE(visit.did<ReadNode>()) << "the way on is heard";
}

TEST(En301549_5_1_3_9, TheSpeakerReadsAgainOnceSomebodyAsksForIt) {
  for (const Action& ask : std::vector<Action>{ToggleReadAloud{}, StartHearFirst{}, ToggleHearFirst{}, Listen{}}) {
    Visit visit = Visit::at_home();
    visit.act(in);
    visit.act(out);
    visit.act(ask);
    EXPECT_FALSE(visit.app().unplugged) << ask.index();
    visit.act(FocusOn{"home.near"});
    EXPECT_TRUE(visit.did<ReadNode>()) << ask.index();
  }
}

TEST(En301549_5_1_3_9, AttractHasNoNoticeAndAPlugThatWasFoundInBeginsNoVisit) {
  Visit visit;
  visit.act(Headphones{Headphones::Jack::found_in});
  EXPECT_EQ(visit.screen(), Screen::attract);
  EXPECT_TRUE(visit.effects.empty());
  EXPECT_TRUE(visit.app().headphones);
  visit.act(out);
  EXPECT_FALSE(visit.app().unplugged);
  visit.act(in);
  EXPECT_EQ(visit.screen(), Screen::language);
}

// --- "Read this out loud?" ---

TEST(En301549_5_1_3_9_Sensitive, ThroughTheSpeakerEveryWayOfReadingAsksFirst) {
  for (const char* kind : {"abuse", "suicide", "immigration", "sexual_health"}) {
    for (const Action& action : std::vector<Action>{Listen{}, ToggleReadAloud{}, StartHearFirst{}, ToggleHearFirst{}, FocusOn{"service.name"}, RepeatSpeech{}}) {
      Visit visit = at_service(kind);
      visit.act(action);
      EXPECT_FALSE(reads_the_page(visit)) << kind << action.index();
      EXPECT_EQ(message(visit), "service.heading.aloud") << kind << action.index();
      EXPECT_EQ(visit.all<ReadMessage>()[0].then, ReadMessage::Then::silence);
      EXPECT_EQ(visit.app().aloud, AppState::Aloud::asked) << kind;
    }
  }
}

TEST(En301549_5_1_3_9_Sensitive, OthersAreReadUnasked) {
  for (const char* kind : {"", "none"}) {
    Visit visit = at_service(kind);
    visit.act(Listen{});
    EXPECT_TRUE(visit.did<ReadPassage>());
    EXPECT_EQ(visit.app().aloud, AppState::Aloud::not_asked);
  }
}

TEST(En301549_5_1_3_9_Sensitive, WithHeadphonesNobodyElseHearsAndNobodyIsAsked) {
  Visit visit = at_service("abuse");
  visit.act(in);
  EXPECT_EQ(message(visit), "speech.message.hear_first");
  visit.act(Listen{});
  EXPECT_TRUE(visit.did<ReadPassage>());
  // Out in the middle of it, then asked for through the speaker.
  speaking(visit);
  visit.act(out);
  EXPECT_TRUE(visit.did<StopSpeech>());
  visit.act(Listen{});
  EXPECT_FALSE(reads_the_page(visit));
  EXPECT_EQ(visit.app().aloud, AppState::Aloud::asked);
}

TEST(En301549_5_1_3_9_Sensitive, YesReadsAndHoldsForThisPageAlone) {
  Visit visit = at_service("abuse");
  visit.act(Listen{});
  visit.act(AnswerAloud{AnswerAloud::Answer::yes});
  EXPECT_TRUE(visit.did<ReadPassage>());
  visit.act(FocusOn{"service.name"});
  EXPECT_TRUE(visit.did<ReadNode>());
  visit.act(in);
  visit.act(out);
  EXPECT_NE(visit.app().aloud, AppState::Aloud::yes) << "who could hear it has changed";
  visit.settle(GoBack{});
  EXPECT_EQ(visit.app().aloud, AppState::Aloud::not_asked);
}

TEST(En301549_5_1_3_9_Sensitive, NoIsSilenceAndListenIsThereAgain) {
  Visit visit = at_service("suicide");
  visit.act(FocusOn{"bar.hide"});
  EXPECT_TRUE(visit.did<ReadNode>()) << "the bar is the same everywhere";
  visit.ui().focus = "service.listen";
  visit.act(Listen{});
  EXPECT_EQ(visit.ui().focus, "service.aloud.no") << "the ring stays where the button was, on the safe answer";
  visit.act(FocusOn{"service.aloud.yes"});
  EXPECT_TRUE(visit.did<ReadNode>()) << "the answers are heard";
  visit.act(AnswerAloud{AnswerAloud::Answer::no});
  EXPECT_FALSE(reads_the_page(visit));
  EXPECT_EQ(visit.app().aloud, AppState::Aloud::not_asked);
  EXPECT_EQ(visit.ui().focus, "service.listen");
  visit.act(AnswerAloud{AnswerAloud::Answer::yes});
  EXPECT_TRUE(visit.effects.empty()) << "nobody asked";
}

TEST(En301549_5_1_3_9_Sensitive, ReadAloudStopsAtTheDoorOfOne) {
  Visit visit = Visit::at_home();
  visit.act(ToggleReadAloud{});
  visit.act(OpenService{"x"});
  directory::Service service;
  service.summary = summary("x");
  service.sensitive = "abuse";
  visit.act(ServiceReady{visit.app().ticket, {service}});
  EXPECT_FALSE(visit.did<ReadScreen>());
  EXPECT_EQ(message(visit), "service.heading.aloud");
  visit.act(AnswerAloud{AnswerAloud::Answer::yes});
  EXPECT_TRUE(visit.did<ReadScreen>());
}

TEST(En301549_5_1_3_9_Sensitive, AnUrgentNeedIsAskedAboutFromTheMomentItOpens) {
  Visit visit = Visit::at_home();
  directory::UrgentNeed need;
  need.id = "hurting-me";
  need.sensitive = "abuse";
  visit.app().urgent = {need};
  visit.settle(OpenScreen{Screen::help_now});
  visit.act(ToggleReadAloud{});
  EXPECT_TRUE(visit.did<ReadScreen>()) << "the list is no record";
  visit.act(OpenUrgent{"hurting-me"});
  EXPECT_FALSE(visit.did<ReadScreen>());
  EXPECT_EQ(message(visit), "service.heading.aloud");
}

// --- The dark screen ---

TEST(ScreenOff, StartsHearFirstAndSaysHowToSeeAgain) {
  Visit visit = Visit::at_home();
  visit.act(ToggleScreenOff{});
  EXPECT_TRUE(visit.app().preferences.screen_off);
  EXPECT_TRUE(visit.app().preferences.hear_first);
  EXPECT_EQ(message(visit), "speech.message.screen_off");
  visit.act(ToggleScreenOff{});
  EXPECT_FALSE(visit.app().preferences.screen_off);
  EXPECT_TRUE(visit.app().preferences.hear_first) << "two settings";
}

TEST(ScreenOff, KeepsReadAloudWhereThatReads) {
  Visit visit = Visit::at_home();
  visit.act(ToggleReadAloud{});
  visit.act(ToggleScreenOff{});
  EXPECT_FALSE(visit.app().preferences.hear_first);
  EXPECT_EQ(message(visit), "speech.message.screen_off_touch");
}

TEST(ScreenOff, EndsWithTheVisitAndWithPutItAllBack) {
  for (const Action& end : std::vector<Action>{StartAgain{}, HideScreen{}, ResetSettings{}}) {
    Visit visit = Visit::at_home();
    visit.act(ToggleScreenOff{});
    visit.act(end);
    EXPECT_FALSE(visit.app().preferences.screen_off);
  }
}

// --- Learn the keys ---

TEST(LearnKeys, EachKeySaysWhatItDoesAndTheSameTwiceLeaves) {
  Visit visit = Visit::at_home();
  visit.settle(OpenScreen{Screen::access});
  visit.settle(OpenScreen{Screen::learn_keys});
  for (const Press press : {Press::next, Press::home, Press::help, Press::back, Press::switch1}) {
    visit.act(TryKey{"", press});
    ASSERT_EQ(visit.screen(), Screen::learn_keys);
    ASSERT_EQ(visit.all<ReadNode>().size(), 1U);
    EXPECT_EQ(visit.all<ReadNode>()[0].id, "learn_keys.key");
  }
  visit.act(TryKey{"", Press::switch1});
  EXPECT_EQ(visit.screen(), Screen::access) << "back to where one came from";
  visit.settle(OpenScreen{Screen::learn_keys});
  EXPECT_FALSE(visit.app().tried) << "what was pressed before is not the first of two";
  visit.act(TryKey{"F9", std::nullopt});
  visit.act(TryKey{"F8", std::nullopt});
  EXPECT_EQ(visit.screen(), Screen::learn_keys) << "two keys that do nothing are not the same key";
  visit.act(TryKey{"F8", std::nullopt});
  EXPECT_EQ(visit.screen(), Screen::access);
}

TEST(LearnKeys, ElsewhereNothingIsLearnt) {
  Visit visit = Visit::at_home();
  visit.act(TryKey{"", Press::next});
  EXPECT_TRUE(visit.effects.empty());
}

TEST(EndOfVisit, ForgetsWhoCouldHear) {
  Visit visit = at_service("abuse");
  visit.act(in);
  speaking(visit);
  visit.act(out);
  visit.act(Listen{});
  visit.act(StartAgain{});
  EXPECT_FALSE(visit.app().unplugged);
  EXPECT_EQ(visit.app().cut, AppState::Cut::nothing);
  EXPECT_EQ(visit.app().aloud, AppState::Aloud::not_asked);
  EXPECT_FALSE(visit.app().tried);
}

}  // namespace
}  // namespace kiosk::session
