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
  v.act(PublishNotice{});
  EXPECT_EQ(v.jobs(), std::vector{Do::publish_notice});
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
