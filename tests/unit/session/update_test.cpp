// SPDX-License-Identifier: GPL-3.0-or-later
// Where a visit goes, what it asks, and what it drops.
#include "support.hpp"

namespace kiosk::session {
namespace {

std::string first_result(const Visit& visit) { return visit.state.app.results.empty() ? "none" : visit.state.app.results.front().id; }

// --- Beginning ---

TEST(Begin, LeadsToLanguageAndWithAGivenLanguageStraightHome) {
  Visit visit;
  EXPECT_EQ(visit.screen(), Screen::attract);
  visit.act(Begin{});
  EXPECT_EQ(visit.screen(), Screen::language);

  Visit given;
  given.site.language = "ar";
  given.site.language_given = true;
  given.state = fresh(given.site);
  given.act(Begin{});
  EXPECT_EQ(given.screen(), Screen::home);
  EXPECT_EQ(given.app().language, "ar");
}

TEST(Begin, DoesNothingInsideAVisit) {
  Visit visit = Visit::at_home();
  visit.settle(OpenTopic{"health"});
  visit.act(Begin{});
  EXPECT_EQ(visit.screen(), Screen::results);
}

TEST(Begin, GivesTheWholeIdleTimeHoweverLongAttractStood) {
  Visit visit;
  visit.at(50'000'000);
  visit.act(Begin{});
  visit.pass(119'999);
  EXPECT_EQ(visit.screen(), Screen::language);
}

// --- Pages come when their answers have ---

TEST(Pages, ComeOnlyWithAllTheirAnswers) {
  Visit visit = Visit::at_home();
  visit.act(OpenTopic{"health"});
  EXPECT_EQ(visit.screen(), Screen::home) << "a half-filled page";
  ASSERT_EQ(visit.all<LookUpTopic>().size(), 1U);
  EXPECT_EQ(visit.all<LookUpTopic>()[0].key, "health");
  visit.answer();
  EXPECT_EQ(visit.screen(), Screen::results);
  EXPECT_EQ(first_result(visit), "en of topic health");

  visit.settle(OpenService{"armley"});
  EXPECT_EQ(visit.screen(), Screen::service);
  ASSERT_TRUE(visit.app().service);
  EXPECT_EQ(visit.app().service->summary.id, "en service armley");
}

TEST(Pages, AChangeOfLanguageWaitsForBothAnswers) {
  Visit visit = Visit::at_home();
  visit.settle(OpenTopic{"health"});
  visit.settle(OpenScreen{Screen::language});
  visit.act(ChooseLanguage{"ar"});
  const auto questions = std::exchange(visit.asked, {});
  ASSERT_EQ(questions.size(), 2U);
  visit.act(TopicsReady{visit.app().ticket, {topic("health")}});
  EXPECT_EQ(visit.screen(), Screen::language);
  visit.act(ResultsReady{visit.app().ticket, {summary("x")}});
  EXPECT_EQ(visit.screen(), Screen::results);
}

TEST(Pages, AServiceThatIsGoneLeavesNone) {
  Visit visit = Visit::at_home();
  visit.settle(OpenService{"armley"});
  visit.act(OpenService{"gone"});
  visit.act(ServiceReady{visit.app().ticket, {}});
  EXPECT_FALSE(visit.app().service);
}

TEST(Pages, UnknownTopicsAndLanguagesDoNothing) {
  Visit visit = Visit::at_home();
  visit.act(OpenTopic{"no such"});
  EXPECT_TRUE(visit.effects.empty());
  visit.act(ChooseLanguage{"xx"});
  EXPECT_TRUE(visit.effects.empty());
  EXPECT_EQ(visit.app().language, "en");
}

// --- Tickets ---

TEST(Tickets, AnAnswerToAnOlderQuestionIsDropped) {
  Visit visit = Visit::at_home();
  visit.act(OpenTopic{"health"});
  const auto older = visit.app().ticket;
  visit.act(OpenTopic{"money"});
  const auto newer = visit.app().ticket;
  ASSERT_NE(older, newer);
  visit.act(ResultsReady{older, {summary("stale")}});
  EXPECT_EQ(visit.screen(), Screen::home);
  EXPECT_TRUE(visit.app().results.empty());
  visit.act(ResultsReady{newer, {summary("right")}});
  EXPECT_EQ(visit.screen(), Screen::results);
  visit.act(ResultsReady{older, {summary("stale")}});
  EXPECT_EQ(first_result(visit), "right");
}

TEST(Tickets, GoingElsewhereDropsThePageThatWasAskedFor) {
  for (const Action& elsewhere : std::vector<Action>{GoHome{}, GoBack{}, OpenScreen{Screen::talk}, StartAgain{}, HideScreen{}, DirectoryLost{}}) {
    Visit visit = Visit::at_home();
    visit.settle(OpenScreen{Screen::access});
    visit.act(OpenService{"armley"});
    const auto ticket = visit.app().ticket;
    visit.act(elsewhere);
    const Screen there = visit.screen();
    visit.act(ServiceReady{ticket, {directory::Service{}}});
    EXPECT_EQ(visit.screen(), there) << elsewhere.index();
    EXPECT_FALSE(visit.app().service) << elsewhere.index();
  }
}

TEST(Tickets, TopicsAreTakenHoweverFarTheResidentHasGone) {
  Visit visit;
  visit.site.language_given = true;
  visit.act(StartAgain{});  // asks for topics
  visit.act(Begin{});
  visit.act(OpenScreen{Screen::talk});
  visit.act(OpenScreen{Screen::access});
  visit.answer();
  EXPECT_EQ(visit.screen(), Screen::access) << "they lead nowhere by themselves";
  visit.act(GoHome{});
  EXPECT_EQ(visit.app().topics.size(), 3U);
  // Those of a language that was left are not.
  visit.act(OpenScreen{Screen::language});
  visit.act(ChooseLanguage{"ar"});
  auto arabic = std::exchange(visit.asked, {});
  visit.act(ChooseLanguage{"en"});
  visit.act(OpenScreen{Screen::talk});
  visit.answer();
  EXPECT_EQ(visit.app().topics.front().key, "health in en");
  visit.asked = std::move(arabic);
  visit.answer();
  EXPECT_EQ(visit.app().topics.front().key, "health in en");
  EXPECT_EQ(visit.screen(), Screen::talk);
}

TEST(Tickets, TheIdleQuestionDropsThePageThatWasAskedFor) {
  Visit visit = Visit::at_home();
  visit.act(OpenTopic{"health"});
  const auto ticket = visit.app().ticket;
  visit.pass(120'000);
  visit.act(ResultsReady{ticket, {summary("late")}});
  EXPECT_EQ(visit.screen(), Screen::still_there);
}

TEST(Tickets, ANextVisitNeverGetsAnswersOfTheLast) {
  Visit visit = Visit::at_home();
  visit.settle(OpenScreen{Screen::search});
  visit.act(TypeWords{"food"});
  const auto ticket = visit.app().ticket;
  visit.act(HideScreen{});
  EXPECT_GT(visit.app().ticket, ticket);
  visit.act(ResultsReady{ticket, {summary("private")}});
  EXPECT_TRUE(visit.app().results.empty());
}

// --- Back ---

TEST(Back, RetracesTheWay) {
  Visit visit = Visit::at_home();
  visit.settle(OpenTopic{"health"});
  visit.settle(OpenService{"armley"});
  visit.settle(OpenScreen{Screen::talk});
  visit.settle(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::service);
  visit.settle(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::results);
  EXPECT_EQ(first_result(visit), "en of topic health");
  visit.settle(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::home);
  visit.settle(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::home) << "home has nowhere to go back to";
}

TEST(Back, OnAttractDoesNothingAndOnTheFirstLanguagePageLeadsHome) {
  Visit visit;
  visit.act(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::attract);
  visit.act(Begin{});
  visit.act(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::home);
}

TEST(Back, NeverLeadsToTheLanguagePageOrToTheSamePageTwice) {
  Visit visit = Visit::at_home();
  visit.settle(OpenScreen{Screen::talk});
  visit.settle(OpenScreen{Screen::language});
  visit.settle(OpenScreen{Screen::talk});
  visit.settle(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::home);
}

TEST(Back, OnTheIdleQuestionIsAYes) {
  Visit visit = Visit::at_home();
  visit.settle(OpenTopic{"health"});
  visit.pass(120'000);
  visit.press(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::results);
}

TEST(Back, IsBoundedHoweverLongSomebodyWanders) {
  Visit visit = Visit::at_home();
  for (int i = 0; i < 200; ++i) visit.settle(OpenScreen{i % 2 == 0 ? Screen::talk : Screen::access});
  EXPECT_LE(visit.app().history.size(), 32U);
}

// There is one list at a time: as long as nothing was typed it is still there, then nothing leads to it.
TEST(Back, FromSearchLeadsToTheListOrWhereItIsGonePastIt) {
  Visit visit = Visit::at_home();
  visit.settle(OpenTopic{"health"});
  visit.settle(OpenScreen{Screen::search});
  visit.settle(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::results);
  EXPECT_EQ(first_result(visit), "en of topic health");
  EXPECT_EQ(visit.app().topic, "health");

  visit.settle(OpenScreen{Screen::search});
  visit.settle(TypeWords{"food"});
  EXPECT_EQ(first_result(visit), "en for food");
  visit.settle(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::home);

  // From the results of one search to another.
  visit.settle(TypeWords{"food"});
  visit.settle(SubmitWords{});
  visit.settle(OpenScreen{Screen::search});
  EXPECT_TRUE(visit.app().words.empty());
  EXPECT_TRUE(visit.app().results.empty());
  visit.settle(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::home);
}

TEST(Home, ForgetsTheWayAndBeginsFromAttract) {
  Visit visit = Visit::at_home();
  visit.settle(OpenTopic{"health"});
  visit.settle(OpenService{"armley"});
  visit.settle(GoHome{});
  EXPECT_EQ(visit.screen(), Screen::home);
  EXPECT_TRUE(visit.app().history.empty());
  visit.settle(StartAgain{});
  visit.settle(GoHome{});
  EXPECT_EQ(visit.screen(), Screen::language);
}

// --- Language ---

TEST(Language, ChangesInPlaceWithTheWordsOfThePageAskedAgain) {
  struct Case { const char* name; Screen there; void (*go)(Visit&); };
  const Case cases[] = {
      {"topic", Screen::results, [](Visit& v) { v.settle(OpenTopic{"health"}); }},
      {"near", Screen::near, [](Visit& v) { v.settle(OpenScreen{Screen::near}); }},
      {"service", Screen::service, [](Visit& v) { v.settle(OpenTopic{"health"}); v.settle(OpenService{"armley"}); }},
      {"found", Screen::results, [](Visit& v) { v.settle(OpenScreen{Screen::search}); v.settle(TypeWords{"food"}); v.settle(SubmitWords{}); }},
      {"searching", Screen::search, [](Visit& v) { v.settle(OpenScreen{Screen::search}); v.settle(TypeWords{"food"}); }},
      {"talk", Screen::talk, [](Visit& v) { v.settle(OpenScreen{Screen::talk}); }},
      {"home", Screen::home, [](Visit&) {}},
  };
  for (const Case& one : cases) {
    Visit visit = Visit::at_home();
    one.go(visit);
    const auto history = visit.app().history;
    visit.settle(OpenScreen{Screen::language});
    visit.settle(ChooseLanguage{"ar"});
    EXPECT_EQ(visit.screen(), one.there) << one.name;
    EXPECT_EQ(visit.app().language, "ar") << one.name;
    EXPECT_EQ(visit.app().history, history) << one.name;
    ASSERT_FALSE(visit.app().topics.empty());
    EXPECT_EQ(visit.app().topics.front().key, "health in ar") << one.name;
    for (const auto& result : visit.app().results) EXPECT_EQ(result.id.substr(0, 2), "ar") << one.name;
    if (one.there == Screen::service) {
      EXPECT_EQ(visit.app().service->summary.id, "ar service armley") << one.name;
    }
  }
}

TEST(Language, PagesBehindThePageChangeTheirWordsToo) {
  Visit near_service = Visit::at_home();
  near_service.settle(OpenScreen{Screen::near});
  near_service.settle(OpenService{"armley"});
  near_service.settle(OpenScreen{Screen::language});
  near_service.settle(ChooseLanguage{"ar"});
  near_service.settle(GoBack{});
  ASSERT_EQ(near_service.screen(), Screen::near);
  EXPECT_EQ(first_result(near_service), "ar of topic ");

  Visit talking = Visit::at_home();
  talking.settle(OpenTopic{"health"});
  talking.settle(OpenService{"armley"});
  talking.settle(OpenScreen{Screen::talk});
  talking.settle(OpenScreen{Screen::language});
  talking.settle(ChooseLanguage{"ar"});
  talking.settle(GoBack{});
  ASSERT_EQ(talking.screen(), Screen::service);
  EXPECT_EQ(talking.app().service->summary.id, "ar service armley");
  talking.settle(GoBack{});
  ASSERT_EQ(talking.screen(), Screen::results);
  EXPECT_EQ(first_result(talking), "ar of topic health");
}

// --- Search ---

TEST(Search, TypingAtHomeOpensItAndElsewhereDoesNothing) {
  Visit visit = Visit::at_home();
  visit.settle(TypeWords{"f"});
  EXPECT_EQ(visit.screen(), Screen::search);
  EXPECT_EQ(visit.app().words, "f");
  ASSERT_EQ(visit.all<SearchFor>().size(), 1U);
  visit.settle(OpenScreen{Screen::talk});
  visit.act(TypeWords{"x"});
  EXPECT_TRUE(visit.effects.empty());
  EXPECT_EQ(visit.app().words, "f");
}

TEST(Search, BeginsEmptyEachTime) {
  Visit visit = Visit::at_home();
  visit.settle(TypeWords{"food"});
  visit.settle(GoHome{});
  visit.settle(OpenScreen{Screen::search});
  EXPECT_TRUE(visit.app().words.empty());
  EXPECT_TRUE(visit.app().searched.empty());
  EXPECT_TRUE(visit.app().results.empty());
}

TEST(Search, IsClippedAt200BytesBetweenCharacters) {
  const struct { std::string one; std::size_t bytes; } cases[] = {
      {"a", 200}, {"\xC3\xA9", 200}, {"\xE0\xA8\x95", 198}, {"\xF0\x9F\x98\x80", 200}};
  for (const auto& [one, bytes] : cases) {
    Visit visit = Visit::at_home();
    std::string all;
    for (int i = 0; i < 300; ++i) all += one;
    visit.settle(TypeWords{all});
    EXPECT_EQ(visit.app().words, all.substr(0, bytes));
    visit.settle(TypeWords{one});  // and one at a time
    EXPECT_EQ(visit.app().words.size(), bytes);
  }
  // One byte short of the end: a character of two, three or four bytes is left out whole.
  for (const char* one : {"\xC3\xA9", "\xE0\xA8\x95", "\xF0\x9F\x98\x80"}) {
    Visit visit = Visit::at_home();
    visit.settle(TypeWords{std::string(199, 'a') + one});
    EXPECT_EQ(visit.app().words, std::string(199, 'a'));
  }
}

TEST(Search, RubsOutOneCharacterAtATime) {
  Visit visit = Visit::at_home();
  visit.settle(TypeWords{"a\xC3\xA9\xE0\xA8\x95\xF0\x9F\x98\x80"});
  for (const char* left : {"a\xC3\xA9\xE0\xA8\x95", "a\xC3\xA9", "a", ""}) {
    visit.settle(RubOut{});
    EXPECT_EQ(visit.app().words, left);
  }
  visit.act(RubOut{});
  EXPECT_TRUE(visit.effects.empty());
  EXPECT_EQ(visit.screen(), Screen::search);
}

TEST(Search, HoldsAnyBytesAtAll) {
  for (const std::string& hostile : {std::string("\x80\x80\x80"), std::string(400, '\xBF'), std::string("\xFF\xFE\x00z", 4), std::string("\xF0"), std::string()}) {
    Visit visit = Visit::at_home();
    visit.settle(TypeWords{hostile});
    EXPECT_LE(visit.app().words.size(), 200U);
    for (int i = 0; i < 250; ++i) visit.settle(RubOut{});
    EXPECT_TRUE(visit.app().words.empty());
  }
}

TEST(Search, SubmitsOnlyWordsAndOnlyFromSearch) {
  Visit visit = Visit::at_home();
  visit.act(SubmitWords{});
  EXPECT_TRUE(visit.effects.empty());
  visit.settle(OpenScreen{Screen::search});
  visit.act(SubmitWords{});
  EXPECT_TRUE(visit.effects.empty());
  visit.settle(TypeWords{"food"});
  visit.settle(SubmitWords{});
  EXPECT_EQ(visit.screen(), Screen::results);
  EXPECT_EQ(visit.app().searched, "food");
  EXPECT_TRUE(visit.app().topic.empty());
  EXPECT_EQ(first_result(visit), "en for food");
  visit.settle(GoBack{});
  EXPECT_EQ(visit.screen(), Screen::search);
  EXPECT_EQ(visit.app().words, "food");
}

TEST(Search, WordsThatMeanSuicideAreNoCountAndNoDeadEnd) {
  for (const char* words : {"i want to die", "chcę umrzeć", "أريد أن أموت", "خودکشی", "ਖ਼ੁਦਕੁਸ਼ੀ", "我不想活了"}) {
    Visit visit = Visit::at_home();
    visit.settle(OpenScreen{Screen::search});
    visit.act(TypeWords{words});
    const std::uint64_t ticket = visit.app().ticket;
    visit.asked.clear();
    visit.act(ResultsReady{ticket, {}});
    EXPECT_EQ(visit.screen(), Screen::search) << "nothing jumps while somebody types";
    visit.act(SubmitWords{});
    visit.asked.clear();
    visit.act(ResultsReady{visit.app().ticket, {}});
    EXPECT_EQ(visit.screen(), Screen::help_now) << words;
    visit.act(StartAgain{});
    ASSERT_TRUE(visit.all<VisitEnded>().front().tally.has_value());
    EXPECT_TRUE(visit.all<VisitEnded>().front().tally->no_result.empty()) << words;
  }
  Visit visit = Visit::at_home();
  visit.settle(OpenScreen{Screen::search});
  visit.act(TypeWords{"zzqx"});
  visit.act(ResultsReady{visit.app().ticket, {}});
  visit.act(StartAgain{});
  EXPECT_EQ(visit.all<VisitEnded>().front().tally->no_result.size(), 1U) << "any other is";
}

TEST(Search, EveryChangeOfTheWordsAsksAgainAndStaleListsAreDropped) {
  Visit visit = Visit::at_home();
  visit.settle(OpenScreen{Screen::search});
  visit.act(TypeWords{"f"});
  const auto first = visit.app().ticket;
  visit.act(TypeWords{"o"});
  visit.act(ResultsReady{first, {summary("f")}});
  EXPECT_TRUE(visit.app().results.empty());
  visit.act(ResultsReady{visit.app().ticket, {summary("fo")}});
  EXPECT_EQ(first_result(visit), "fo");
  visit.act(ClearWords{});
  EXPECT_TRUE(visit.app().words.empty());
  ASSERT_EQ(visit.all<SearchFor>().size(), 1U);
  EXPECT_TRUE(visit.all<SearchFor>()[0].words.empty());
}

TEST(Pagers, BeginAgainOnANewListAndKeepTheirPageOnTheWayBack) {
  Visit visit = Visit::at_home();
  visit.settle(OpenTopic{"health"});
  visit.act(TurnPage{"results.list", 2});
  EXPECT_EQ(visit.ui().pages["results.list"], 2);
  visit.settle(OpenService{"armley"});
  visit.act(TurnPage{"service.content", 1});
  visit.settle(GoBack{});
  EXPECT_EQ(visit.ui().pages["results.list"], 2);
  visit.settle(OpenService{"other"});
  EXPECT_EQ(visit.ui().pages.count("service.content"), 0U);
  visit.settle(GoHome{});
  visit.settle(OpenTopic{"money"});
  EXPECT_EQ(visit.ui().pages.count("results.list"), 0U);
  visit.act(TurnPage{"results.list", -3});
  EXPECT_EQ(visit.ui().pages["results.list"], 0);
}

// --- A lost directory ---

TEST(Directory, OnceLostStaysLostForTheVisitsAfter) {
  Visit visit = Visit::at_home();
  visit.act(DirectoryLost{});
  EXPECT_TRUE(visit.app().directory_lost);
  visit.act(HideScreen{});
  EXPECT_TRUE(visit.app().directory_lost);
}

// Nobody answers where there is no directory: a visit must not wait for it.
TEST(Directory, WithoutOneALanguageCanStillBeChosen) {
  Visit visit;
  visit.site.has_directory = false;
  visit.state = fresh(visit.site);
  visit.act(Begin{});
  visit.act(ChooseLanguage{"ar"});
  EXPECT_EQ(visit.screen(), Screen::home);
  EXPECT_EQ(visit.app().language, "ar");
}

// --- Ways of working that end with the visit ---

TEST(Preferences, BeginAsTheSiteSaysAndEndWithTheVisit_VVSG_7_1_A) {
  Visit visit;
  visit.site.text_size = TextSize::bigger;
  visit.site.switches = 1;
  visit.state = fresh(visit.site);
  visit.act(Begin{});
  EXPECT_EQ(visit.app().preferences.text_size, TextSize::bigger);
  const Preferences begun = visit.app().preferences;
  visit.act(NextTextSize{});
  visit.act(ToggleSpacing{});
  visit.act(ToggleReach{});
  visit.act(ChooseSwitches{2});
  visit.act(StepDwell{+1});
  EXPECT_TRUE(visit.app().preferences.spaced);
  EXPECT_EQ(visit.app().preferences.switches, 2);
  visit.act(ResetSettings{});
  EXPECT_EQ(visit.app().preferences, begun);
  visit.act(ToggleSpacing{});
  visit.act(StartAgain{});
  EXPECT_EQ(visit.app().preferences, begun);
}

TEST(Preferences, TheDwellOfOneSwitchHasSevenSteps_VVSG_7_2_F) {
  Visit visit = Visit::at_home();
  visit.site.dwell_ms = 2000;
  EXPECT_EQ(dwell_ms_of(visit.app().preferences, visit.site), 2000);
  std::vector<int> dwells;
  for (int step = 0; step < 9; ++step) visit.act(StepDwell{-1});
  for (int step = 0; step < 9; ++step) {
    dwells.push_back(dwell_ms_of(visit.app().preferences, visit.site));
    visit.act(StepDwell{+1});
  }
  EXPECT_EQ(dwells, (std::vector<int>{600, 900, 1340, 2000, 3000, 4500, 6800, 6800, 6800}));
  visit.act(ChooseSwitches{7});
  EXPECT_EQ(visit.app().preferences.switches, 2);
}

// --- Reading units, numbers slowly, another language heard ---

TEST(ReadingUnits, StepsStopAtTheEndsAndSayTheirName) {
  Visit visit;
  visit.act(Begin{});
  visit.act(StepReadingUnit{-1});
  EXPECT_EQ(visit.app().preferences.unit, ReadingUnit::item);
  for (int i = 0; i < 5; ++i) visit.act(StepReadingUnit{+1});
  EXPECT_EQ(visit.app().preferences.unit, ReadingUnit::letter);
  EXPECT_EQ(visit.all<ReadMessage>().at(0).key.name, "access.unit.letter");
  visit.act(StartAgain{});
  EXPECT_EQ(visit.app().preferences.unit, ReadingUnit::item) << "a setting of the visit";
}

TEST(ReadingUnits, ThePlaceInTheWordsGoesWithTheFocus) {
  Visit visit;
  visit.act(Begin{});
  visit.act(FocusOn{"a"});
  visit.act(ReadPart{7});
  EXPECT_EQ(visit.ui().reading_at, 7U);
  EXPECT_TRUE(visit.did<ReadFocusedPart>());
  visit.act(FocusOn{"b"});
  EXPECT_EQ(visit.ui().reading_at, std::nullopt);
}

TEST(SlowNumbers, AreSlowerEachTimeToAFloorAndBeginAgainForAnother) {
  Visit visit;
  visit.act(Begin{});
  for (const int step : {1, 2, 3, 3}) {
    visit.act(SaySlowly{"service.phone.0"});
    EXPECT_EQ(visit.all<ReadSlowly>().at(0).step, step);
  }
  visit.act(SaySlowly{"service.phone.1"});
  EXPECT_EQ(visit.all<ReadSlowly>().at(0).step, 1);
  visit.act(GoHome{});
  visit.act(SaySlowly{"service.phone.1"});
  EXPECT_EQ(visit.all<ReadSlowly>().at(0).step, 1) << "another page begins anew";
}

TEST(HeardLanguage, StepsThroughTheVoicesAndAsksForTheWordsInBoth) {
  Visit visit;
  visit.site.languages = {{"en", true}, {"pl", true}, {"ckb", false}, {"ar", true}};
  visit.act(Begin{});
  visit.act(NextHeard{});
  EXPECT_EQ(visit.app().preferences.heard, "pl");
  EXPECT_EQ(visit.all<LookUpTopics>().at(0).heard, "pl");
  const auto ticket = visit.all<LookUpTopics>().at(0).ticket;
  EXPECT_EQ(spoken_language(visit.app()), "pl");
  visit.act(TopicsReady{ticket, {topic("money")}, {}, {{"money", i18n::plain("Pieniądze", "pl"), {}}}, {}});
  EXPECT_EQ(i18n::plain_text(as_heard(visit.app()).topics.at(0).need), "Pieniądze");
  EXPECT_EQ(i18n::plain_text(visit.app().topics.at(0).need), "Need money") << "what is shown stays";
  visit.act(NextHeard{});
  EXPECT_EQ(visit.app().preferences.heard, "ar") << "a language without a voice is passed over";
  visit.act(NextHeard{});
  EXPECT_EQ(visit.app().preferences.heard, "");
  EXPECT_TRUE(visit.app().heard.topics.empty());
  visit.act(NextHeard{});
  visit.act(ChooseLanguage{"pl"});
  EXPECT_EQ(visit.app().preferences.heard, "") << "both are the same now";
}

TEST(HeardLanguage, WhatComesLateStillComes) {
  Visit visit;
  visit.site.languages = {{"en", true}, {"pl", true}};
  visit.act(Begin{});
  visit.app().service_id = "hub";
  visit.app().history = {Screen::service};
  visit.app().screen = Screen::access;
  visit.act(NextHeard{});
  const auto asked = visit.all<LookUpService>();
  ASSERT_EQ(asked.size(), 1U);
  visit.act(GoBack{});  // before the answer
  directory::Service polish;
  polish.summary = summary("po polsku");
  visit.act(ServiceReady{asked[0].ticket, {}, {polish}});
  ASSERT_TRUE(visit.app().heard.service);
  EXPECT_EQ(visit.app().heard.service->summary.id, "po polsku");
}

TEST(Hints, BeginAgainWithAnotherWayOfWorking) {
  Visit visit;
  visit.act(Begin{});
  visit.act(Activity{0, Activity::By::keys});
  visit.app().hints_said = 3;
  visit.act(Activity{0, Activity::By::keys});
  EXPECT_EQ(visit.app().hints_said, 3);
  visit.act(Activity{0, Activity::By::hand});
  EXPECT_EQ(visit.app().hints_said, 0);
}

}  // namespace
}  // namespace kiosk::session
