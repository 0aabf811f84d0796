// SPDX-License-Identifier: GPL-3.0-or-later
// Staff at the desk: which jobs are asked for, which answers count, and the ways back.
#include "tests/unit/session/support.hpp"

namespace kiosk::session {
namespace {

using Do = DeskJob::Do;

struct AtDesk : Visit {
  AtDesk() : Visit(at_home()) {
    site.has_pin = site.has_hub_key = true;
    act(OpenStaff{});
    act(TypeWords{"2468"});
    act(SubmitWords{});
    act(PinChecked{app().ticket, PinChecked::Is::right});
  }
  // What was asked of the worker by the last action.
  [[nodiscard]] std::vector<Do> jobs() const {
    std::vector<Do> found;
    for (const AskDesk& one : all<AskDesk>()) found.push_back(one.job.what_to_do);
    return found;
  }
  void reply(DeskAnswer with) {
    with.ticket = app().desk.ticket;
    act(with);
  }
  void with_stick() {
    act(OpenScreen{Screen::staff_packs});
    auto stick = std::make_shared<semantics::Stick>();
    stick->in = true;
    stick->files = {{StickFile::Kind::pack, "a.pack", "a.pack", 1}, {StickFile::Kind::workbook, "b.xlsx", "b.xlsx", 1}};
    DeskAnswer answer;
    answer.stick = stick;
    reply(answer);
  }
  void with_pack() {
    with_stick();
    act(LookAtFile{"a.pack"});
    DeskAnswer answer;
    answer.done = Do::look_at_pack;
    answer.pack = std::make_shared<const PackLook>();
    reply(answer);
  }
};

TEST(Desk, NothingWithoutThePin) {
  Visit v = Visit::at_home();
  v.site.has_pin = true;
  for (const Action& action : {Action{OpenScreen{Screen::staff_packs}}, Action{LookAtFile{"a.pack"}}, Action{InstallPack{}}, Action{GoBackToOld{}}, Action{PublishWorkbook{}}, Action{HideRecord{}},
                               Action{ConfirmRecord{}}, Action{PublishNotice{}}, Action{WithdrawNotice{"a"}}, Action{OpenRecord{"a"}}}) {
    v.act(action);
    EXPECT_FALSE(v.did<AskDesk>());
    EXPECT_EQ(v.screen(), Screen::home);
  }
}

TEST(Desk, OnlyWhatTheStickListsIsLookedAt) {
  AtDesk v;
  v.with_stick();
  v.act(LookAtFile{"../../etc/passwd"});
  EXPECT_FALSE(v.did<AskDesk>());
  v.act(LookAtFile{"a.pack"});
  EXPECT_EQ(v.jobs(), std::vector{Do::look_at_pack});
  EXPECT_EQ(v.screen(), Screen::staff_packs);
  v.act(GoBack{});
  EXPECT_TRUE(v.did<StopDesk>()) << "looking ends with the page";
  v.with_stick();
  v.act(LookAtFile{"b.xlsx"});
  EXPECT_EQ(v.jobs(), std::vector{Do::check_workbook});
  EXPECT_EQ(v.screen(), Screen::staff_workbook);
}

TEST(Desk, AnInstallIsNeverDroppedForAnotherJob) {
  AtDesk v;
  v.with_pack();
  v.act(InstallPack{});
  EXPECT_EQ(v.jobs(), std::vector{Do::install});
  for (const Action& action : {Action{GoBack{}}, Action{OpenScreen{Screen::staff_packs}}, Action{GoBackToOld{}}, Action{InstallPack{}}, Action{StickIs{StickIs::Now::out}}}) {
    v.act(action);
    EXPECT_FALSE(v.did<AskDesk>());
    EXPECT_FALSE(v.did<StopDesk>());
  }
  DeskAnswer done;
  done.done = Do::install;
  v.reply(done);
  EXPECT_EQ(v.app().desk.ended, Do::install);
  EXPECT_EQ(v.jobs(), std::vector{Do::list_stick}) << "what is in force now is asked for";
}

TEST(Desk, WhoeverIsToldHowMuchGoesSaysItAgain) {
  AtDesk v;
  v.with_pack();
  v.act(InstallPack{});
  EXPECT_EQ(v.all<AskDesk>().front().job.removals, DeskJob::Removals::ask);
  DeskAnswer many;
  many.done = Do::install;
  many.fault = DeskFault::takes_out_many;
  v.reply(many);
  v.act(InstallPack{});
  EXPECT_EQ(v.all<AskDesk>().front().job.removals, DeskJob::Removals::allow);
}

TEST(Desk, AnswersOfAnotherVisitAreDropped) {
  AtDesk v;
  v.with_stick();
  v.act(LookAtFile{"a.pack"});
  DeskAnswer late;
  late.ticket = v.app().desk.ticket;
  late.done = Do::look_at_pack;
  late.pack = std::make_shared<const PackLook>();
  v.act(BackToVisit{});
  EXPECT_EQ(v.screen(), Screen::home);
  v.act(late);
  EXPECT_EQ(v.app().desk.pack, nullptr);
  EXPECT_GT(v.app().desk.ticket, late.ticket);
}

TEST(Desk, TheStickIsAFactOfTheRoom) {
  Visit v = Visit::at_home();
  v.act(StickIs{StickIs::Now::in});
  v.act(StartAgain{});
  EXPECT_TRUE(v.app().desk.stick_in);
  EXPECT_FALSE(v.did<AskDesk>()) << "nothing on it is read until staff ask";
}

TEST(Desk, WhatIsTypedGoesIntoTheFieldThatIsChosenAndNoFurther) {
  AtDesk v;
  v.act(OpenScreen{Screen::staff_notices});
  v.act(WriteNotice{});
  EXPECT_EQ(v.screen(), Screen::staff_write);
  v.act(TypeWords{std::string(200, 'a')});
  EXPECT_EQ(v.app().desk.notice.title.size(), longest_notice_title);
  v.act(ChooseField{1});
  v.act(TypeWords{"ab"});
  v.act(RubOut{});
  EXPECT_EQ(v.app().desk.notice.text, "a");
  v.act(Tick{v.app().now_ms, {std::chrono::year{2026} / 11 / 12, 600}});
  v.act(StepUntil{-1000});
  EXPECT_EQ(v.app().desk.notice.until, v.app().local.date) << "never a day that is over";
}

TEST(Desk, ANoticeIsReadThroughBeforeItGoesUp) {
  AtDesk v;
  v.act(OpenScreen{Screen::staff_notices});
  v.act(WriteNotice{});
  v.act(TypeWords{"Lift"});
  v.act(LookAtNotice{});
  EXPECT_FALSE(v.app().desk.read_through) << "half a notice is nothing to look at";
  v.act(ChooseField{1});
  v.act(TypeWords{"Ring."});
  v.act(PublishNotice{});
  EXPECT_TRUE(v.jobs().empty()) << "nobody has looked at it";
  v.act(LookAtNotice{});
  v.act(TypeWords{"not this"});
  EXPECT_EQ(v.app().desk.notice.text, "Ring.");
  EXPECT_FALSE(may_be_heard(v.app()));
  v.act(Listen{});
  EXPECT_TRUE(may_be_heard(v.app()));
  v.act(GoBack{});
  EXPECT_EQ(v.screen(), Screen::staff_write) << "back to writing, and nothing of it lost";
  EXPECT_EQ(v.app().desk.notice.title, "Lift");
  v.act(LookAtNotice{});
  v.act(PublishNotice{});
  EXPECT_EQ(v.jobs(), std::vector{Do::publish_notice});
  v.reply({.what = {}});
  EXPECT_EQ(v.screen(), Screen::staff_notices);
  EXPECT_EQ(v.jobs(), std::vector{Do::list_notices});
}

TEST(Desk, ANoticeHasItsLanguageAndAsManyLettersOfAny) {
  AtDesk v;
  v.site.languages = {{"en", true}, {"ur", true}, {"pa", false}};
  v.act(OpenScreen{Screen::staff_notices});
  v.act(WriteNotice{});
  EXPECT_EQ(v.app().desk.notice.language, "en");
  v.act(NextWritten{});
  EXPECT_EQ(v.app().desk.notice.language, "ur");
  std::string letters;
  for (int i = 0; i < 200; ++i) letters += "ن";
  v.act(TypeWords{letters});
  EXPECT_EQ(v.app().desk.notice.title.size(), 2 * longest_notice_title) << "letters are counted, not bytes";
  v.act(RubOut{});
  EXPECT_EQ(v.app().desk.notice.title.size(), 2 * longest_notice_title - 2);
  v.act(NextWritten{});
  v.act(NextWritten{});
  EXPECT_EQ(v.app().desk.notice.language, "en");
}

TEST(Desk, WhatWasJustDoneIsUndoneInPlace) {
  AtDesk v;
  v.act(OpenRecord{"a"});
  v.reply({.done = Do::preview, .what = "a", .service = std::make_shared<const directory::Service>()});
  EXPECT_FALSE(can_undo(v.app().desk));
  v.act(UndoChange{});
  EXPECT_TRUE(v.jobs().empty());
  v.act(HideRecord{});
  EXPECT_FALSE(can_undo(v.app().desk)) << "not before it is done";
  v.reply({.done = Do::hide, .what = "a"});
  EXPECT_TRUE(is_hidden(v.app().desk));
  EXPECT_TRUE(can_undo(v.app().desk)) << "while the list behind it comes anew";
  v.act(UndoChange{});
  EXPECT_EQ(v.jobs(), std::vector{Do::roll_back_hub});
  v.reply({.done = Do::roll_back_hub, .what = "a"});
  EXPECT_FALSE(is_hidden(v.app().desk));
  EXPECT_FALSE(can_undo(v.app().desk)) << "there is nothing to undo in having undone";
  v.act(HideRecord{});
  v.reply({.done = Do::hide, .what = "a", .fault = DeskFault::other});
  EXPECT_FALSE(can_undo(v.app().desk));
}

TEST(Desk, HowLongItStillTakesIsSaidOnceItIsKnown) {
  AtDesk v;
  v.with_stick();
  v.act(LookAtFile{"a.pack"});
  const auto moved = [&](std::uint64_t done) { v.act(DeskMoved{v.app().desk.ticket, {DeskProgress::Stage::copying, done, 1000}}); };
  const auto left = [&] { return minutes_left(v.app().desk, v.app().now_ms); };
  v.pass(1);
  moved(0);
  v.pass(2'000);
  moved(100);
  EXPECT_EQ(left(), std::nullopt) << "two seconds tell nothing";
  v.pass(4'000);
  moved(40);
  EXPECT_EQ(left(), std::nullopt) << "it began anew";
  v.pass(3'000);
  moved(49);
  EXPECT_EQ(left(), std::nullopt) << "too little of it is done";
  v.pass(7'000);
  moved(140);
  EXPECT_EQ(left(), 1) << "100 in 10 s, 860 to go";
  v.pass(20'000);
  moved(900);
  EXPECT_EQ(left(), 0) << "less than a minute";
  v.act(DeskMoved{v.app().desk.ticket, {DeskProgress::Stage::checking_content, 0, 0}});
  EXPECT_EQ(left(), std::nullopt) << "of another stage nothing is known yet";
}

TEST(Desk, HowFarItIsIsSaidSeldom) {
  AtDesk v;
  v.act(Headphones{Headphones::Jack::in});
  v.with_stick();
  v.act(LookAtFile{"a.pack"});
  int said = 0;
  for (std::uint64_t i = 0; i < 60; ++i) {
    v.pass(500);
    v.act(DeskMoved{v.app().desk.ticket, {DeskProgress::Stage::copying, i, 60}});
    said += static_cast<int>(v.all<ReadNode>().size());
  }
  EXPECT_EQ(said, 3) << "in half a minute";
}

TEST(Desk, ThePreviewIsHeardOnlyByListen_EN301549_5_1_3_8) {
  AtDesk v;
  v.act(OpenRecord{"a"});
  DeskAnswer answer;
  answer.done = Do::preview;
  answer.service = std::make_shared<const directory::Service>();
  v.reply(answer);
  EXPECT_EQ(v.screen(), Screen::staff_record);
  EXPECT_FALSE(may_be_heard(v.app()));
  v.act(Listen{});
  EXPECT_TRUE(may_be_heard(v.app()));
  v.act(FocusOn{"top.back"});
  EXPECT_FALSE(may_be_heard(v.app()));
}

TEST(Desk, SaysWhenItLocks) {
  AtDesk v;
  v.act(Activity{v.app().now_ms});
  EXPECT_EQ(locks_in_minutes(v.app(), v.site), 3);
  v.pass(40'000);
  EXPECT_EQ(locks_in_minutes(v.app(), v.site), 2);
  EXPECT_EQ(next_deadline_ms(v.state, v.site), v.app().active_ms + 100'000) << "when the minute moves";
  v.pass(120'000);
  EXPECT_EQ(v.screen(), Screen::attract);
}

}  // namespace
}  // namespace kiosk::session
