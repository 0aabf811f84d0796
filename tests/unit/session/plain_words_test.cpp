// SPDX-License-Identifier: GPL-3.0-or-later
// Easy words, hard words explained, and listening to a part of a page.
#include "tests/unit/session/support.hpp"

namespace kiosk::session {
namespace {

Visit at_service() {
  Visit visit = Visit::at_home();
  visit.act(OpenService{"books"});
  const auto question = std::get<LookUpService>(visit.asked.back());
  visit.asked.clear();
  directory::Service service;
  service.summary = summary("books");
  service.easy = {{i18n::plain("Books.", "en"), "book"}};
  service.words = {{i18n::plain("borrow", "en"), i18n::plain("Take home.", "en")}, {i18n::plain("loan", "en"), i18n::plain("The same.", "en")}};
  service.easy_words = {{i18n::plain("borrow", "en"), i18n::plain("Take home.", "en")}};
  visit.act(ServiceReady{question.ticket, {service}});
  EXPECT_EQ(visit.screen(), Screen::service);
  return visit;
}

TEST(ExplainedWords, OneIsOpenAtATimeAndItsMeaningComesUp) {
  Visit visit = at_service();
  visit.act(ToggleWord{0});
  EXPECT_EQ(visit.app().open_word, 0U);
  EXPECT_EQ(visit.ui().bring, "service.meaning.word");
  EXPECT_FALSE(visit.did<ReadPassage>()) << "nobody asked to hear it";
  visit.act(ToggleWord{1});
  EXPECT_EQ(visit.app().open_word, 1U);
  visit.act(ToggleWord{1});
  EXPECT_EQ(visit.app().open_word, std::nullopt);
  EXPECT_EQ(visit.ui().bring, "service.word.1");
  visit.act(ToggleWord{2});
  EXPECT_EQ(visit.app().open_word, std::nullopt) << "there is no such word";
}

TEST(ExplainedWords, WhoeverMovesByKeysGoesToTheMeaningAndBack) {
  Visit visit = at_service();
  visit.act(FocusOn{"service.word.1"});
  visit.act(ToggleWord{1});
  EXPECT_EQ(visit.ui().focus, "service.meaning.word");
  ASSERT_EQ(visit.all<ReadPassage>().size(), 1U);
  EXPECT_EQ(visit.all<ReadPassage>()[0].of, "service.meaning");
  visit.act(ToggleWord{1});
  EXPECT_EQ(visit.ui().focus, "service.word.1");
  ASSERT_EQ(visit.all<ReadNode>().size(), 1U);
  EXPECT_EQ(visit.all<ReadNode>()[0].id, "service.word.1");
}

TEST(ExplainedWords, OpeningOneStopsWhatIsSaid_EN_5_1_3_5) {
  Visit visit = at_service();
  visit.act(Listen{});
  visit.act(ToggleWord{0});
  EXPECT_TRUE(visit.did<StopSpeech>());
  EXPECT_FALSE(visit.app().passage);
}

TEST(EasyWords, StayOnForTheVisitAndCloseWhatWasOpen) {
  Visit visit = at_service();
  visit.act(ToggleWord{1});
  visit.act(ToggleEasyWords{});
  EXPECT_TRUE(visit.app().easy_words);
  EXPECT_EQ(visit.app().open_word, std::nullopt);
  visit.act(ToggleWord{1});
  EXPECT_EQ(visit.app().open_word, std::nullopt) << "the easy lines have one hard word";
  visit.settle(OpenService{"other"});
  EXPECT_TRUE(visit.app().easy_words);
  visit.act(ToggleEasyWords{});
  EXPECT_TRUE(visit.app().easy_words) << "that service has none";
  visit.settle(StartAgain{});
  EXPECT_FALSE(visit.app().easy_words);
}

TEST(EasyWords, AreReadAloudWhenTheyCome) {
  Visit visit = at_service();
  visit.act(ToggleReadAloud{});
  visit.act(ToggleEasyWords{});
  ASSERT_EQ(visit.all<ReadPassage>().size(), 1U);
  EXPECT_EQ(visit.all<ReadPassage>()[0].of, "");
}

// EN 301 549 5.1.3.4: what is read can be paused and goes on.
TEST(ListenToAPart, AgainPausesAndGoesOn_EN_5_1_3_4) {
  Visit visit = Visit::at_home();
  visit.act(OpenScreen{Screen::language});
  visit.act(ListenTo{"language.list"});
  ASSERT_EQ(visit.all<ReadPassage>().size(), 1U);
  EXPECT_EQ(visit.all<ReadPassage>()[0].of, "language.list");
  visit.act(SpeechState{SpeechState::Now::speaking, "language.pl", 0, 0, 6});
  EXPECT_EQ(visit.ui().bring, "language.pl") << "on whatever page";
  visit.act(ListenTo{"language.list"});
  EXPECT_TRUE(visit.did<PauseSpeech>());
  visit.act(ListenTo{"language.list"});
  EXPECT_TRUE(visit.did<ResumeSpeech>());
  visit.act(Listen{});
  ASSERT_EQ(visit.all<ReadPassage>().size(), 1U) << "another passage begins";
  EXPECT_EQ(visit.all<ReadPassage>()[0].of, "");
}

TEST(NotHere, BackLeadsToTheNamesAndALanguageChosenThereToThePageBefore) {
  Visit visit = Visit::at_home();
  visit.act(OpenScreen{Screen::talk});
  visit.act(OpenScreen{Screen::language});
  visit.act(OpenScreen{Screen::not_here});
  visit.act(OpenScreen{Screen::access});
  visit.act(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::not_here);
  visit.act(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::language);
  visit.act(OpenScreen{Screen::not_here});
  visit.act(OpenScreen{Screen::language});
  visit.settle(ChooseLanguage{"ar"});
  EXPECT_EQ(visit.screen(), Screen::talk);
}

}  // namespace
}  // namespace kiosk::session
