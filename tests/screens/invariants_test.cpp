// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every screen, in every language, size and theme, on every page.
// A screen joins by being reachable: the walk below follows every control.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <sstream>

#include "kiosk/access/reading.hpp"
#include "kiosk/screens/view.hpp"
#include "kiosk/ui/theme/theme.hpp"
#include "tests/support/made_media.hpp"
#include "tests/support/test_kiosk.hpp"

namespace kiosk {
namespace {

using namespace semantics;
using testing::TestKiosk;
using ui::layout::Item;
using ui::layout::Laid;

struct Way {
  std::string name;
  std::function<void(TestKiosk&)> go;
};

void type(TestKiosk& t, const char* words) {
  t.act(OpenScreen{Screen::search});
  t.act(TypeWords{words});
}

// The first record that others should not hear unasked; each topic is looked through for it.
void sensitive(TestKiosk& t) {
  for (const char* words : {"samaritans", "domestic abuse", "asylum", "sexual health"}) {
    type(t, words);
    for (const auto& result : std::vector(t.kiosk->state().app.results)) {
      t.act(OpenService{result.id});
      if (session::is_sensitive(t.kiosk->state().app)) return;
    }
  }
  ADD_FAILURE() << "no record of the pack is sensitive";
}

// A signed video with the longest caption there is; the Leeds pack has none yet.
directory::SignVideo video(const char* entity, const std::string& id) {
  directory::SignVideo out;
  out.media.of = {entity, id};
  out.media.alt = i18n::plain("The library has books and warm rooms.", "en");
  out.title = i18n::plain("Armley Library and Community Hub", "en");
  out.captions = directory::parse_captions("WEBVTT\n\n00:00.000 --> 00:09.000\nMMMM women want warm rooms where they may read and make something warm to eat today.\n");
  return out;
}
void watch(TestKiosk& t, const std::string& film) {
  // The answer that the directory would give, before it gives another.
  t.kiosk->act(OpenSign{{"service", "armley-library"}});
  t.act(SignReady{t.kiosk->state().app.ticket, {video("service", "armley-library")}, std::make_shared<const std::string>(film)});
}

void unplug(TestKiosk& t) {
  t.act(Headphones{Headphones::Jack::in});
  t.act(Headphones{Headphones::Jack::out});
}

// As if the pack had a signed video about everything on the page.
void sign_all(TestKiosk& t) {
  const session::AppState app = t.kiosk->state().app;
  TopicsReady topics{app.topics_ticket, app.topics, app.urgent};
  for (directory::Topic& one : topics.topics) one.signed_video = true;
  for (directory::UrgentNeed& one : topics.urgent) one.signed_video = true;
  t.act(topics);
  ResultsReady results{app.ticket, app.results, app.left_out};
  for (directory::ServiceSummary& one : results.results) one.signed_video = true;
  if (!results.results.empty()) t.act(results);
  if (!app.service) return;
  ServiceReady service{app.ticket, {*app.service}};
  service.service.front().summary.signed_video = true;
  t.act(service);
}

void among_staff(TestKiosk& t) {
  t.act(GoHome{});
  t.act(OpenStaff{});
}
void pin(TestKiosk& t, const char* digits) {
  if (session::pin_wait_s(t.kiosk->state().app) > 0) t.wait(60'000);
  t.act(TypeWords{digits});
  t.act(SubmitWords{});
  t.kiosk->pin_check().wait();
  t.settle();
}
void self_test(TestKiosk& t, std::optional<TestPart> part = {}) {
  among_staff(t);
  pin(t, testing::staff_pin);
  t.act(OpenScreen{Screen::staff_self_test});
  if (part) t.act(OpenTest{*part});
}

// At the desk, with the answers that the worker would give: the longest of each.
void desk(TestKiosk& t, Screen screen) {
  among_staff(t);
  pin(t, testing::staff_pin);
  t.kiosk->act(OpenScreen{screen});
}
void answer(TestKiosk& t, DeskAnswer with) {
  with.ticket = t.kiosk->state().app.desk.ticket;
  t.kiosk->act(with);
}
Changes many_changes() {
  Changes changes;
  changes.all = 2318;
  changes.added = 41;
  changes.changed = 127;
  changes.removed = 6;
  changes.same = 2150;
  changes.others = 12;
  for (int i = 0; i < 12; ++i) changes.names.push_back({static_cast<Changes::Named::How>(i % 3), "Chapel Allerton Good Neighbours and Lunch Club (made-up example)"});
  return changes;
}
Stick a_stick() {
  Stick stick{true, {}, 140, Version{12, Date{std::chrono::year{2026} / 11 / 6}, Date{std::chrono::year{2026} / 11 / 7}}, Version{11, Date{std::chrono::year{2026} / 9 / 25}, {}}, true};
  for (const char* name : {"leeds-2026-11.pack", "Wortley and Armley sessions, the newest one of September.xlsx", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW.xlsx"})
    stick.files.push_back({std::string(name).ends_with("pack") ? StickFile::Kind::pack : StickFile::Kind::workbook, name, name, 8'000'000});
  return stick;
}
void stick(TestKiosk& t, Stick with) {
  t.kiosk->act(StickIs{with.in ? StickIs::Now::in : StickIs::Now::out});
  desk(t, Screen::staff_packs);
  answer(t, {.done = DeskJob::Do::list_stick, .what = {}, .stick = std::make_shared<const Stick>(std::move(with))});
}
void pack(TestKiosk& t, DeskFault fault, const std::string& hub = {}) {
  stick(t, a_stick());
  t.kiosk->act(LookAtFile{"leeds-2026-11.pack"});
  if (fault != DeskFault::none) return answer(t, {.done = DeskJob::Do::look_at_pack, .what = {}, .fault = fault, .why = "leeds-2026-11.pack: the pack's tables are not those of this program. Build it again.", .hub = hub});
  PackLook look{"leeds-2026-11.pack", hub, a_stick().current.value(), "leeds-city-2026", true, false, many_changes()};
  answer(t, {.done = DeskJob::Do::look_at_pack, .what = {}, .pack = std::make_shared<const PackLook>(look)});
}
void workbook(TestKiosk& t, std::size_t stops) {
  stick(t, a_stick());
  t.kiosk->act(LookAtFile{a_stick().files[1].name});
  WorkbookLook look;
  look.file = a_stick().files[1].shown;
  look.stops = stops;
  const std::size_t same = stops > 2 ? stops - 2 : 0;
  look.checks = look.notes = 3;
  using Level = DeskFinding::Level;
  if (stops > 0) {
    look.findings.push_back({Level::stops, "Services", 14, "Postcode", "LS8 5H", "is not complete. Type it like 'LS8 5HS'."});
    look.findings.push_back({Level::stops, "Opening hours", 1022, "Tuesday", "9 til 5ish or when the caretaker has been and the door is open, ask at the desk", "is not a time we can read. Type it like '9am to 5pm', or '9am to 12 noon, 1pm to 5pm' with a break, or 'closed'."});
    for (std::size_t i = 0; i < same; ++i) look.findings.push_back({Level::stops, "Services", static_cast<int>(20 + i), "Phone", "0113 49", "is not a whole number. Type it like '0113 496 0000'."});
  } else {
    look.changes = many_changes();
    look.records = {{"armley.sessions", "Wortley Warm Room and Carers' Coffee Morning", Date{std::chrono::year{2025} / 3 / 1}}};
  }
  look.findings.push_back({Level::check, "Translations", 8, "Urdu", "116 132", "English says 116 123. Make them the same."});
  look.findings.push_back({Level::check, "Organisations", 9, "Name", "Leeds Foodbanks", "is much like row 4, 'Leeds Foodbank'. Are they the same?"});
  look.findings.push_back({Level::note, "Services", 31, "Details checked", "March 2025", "is over 12 months ago. Ring to check."});
  look.findings.push_back({Level::note, "Places", 0, "", "", "Nothing stands in this sheet."});
  answer(t, {.done = DeskJob::Do::check_workbook, .what = {}, .workbook = std::make_shared<const WorkbookLook>(look)});
}
void record(TestKiosk& t, const char* id, std::size_t languages = 0) {
  desk(t, Screen::staff_records);
  t.kiosk->desk().wait_until_answered(std::chrono::seconds{20});
  t.settle();
  t.kiosk->act(OpenRecord{id});
  t.kiosk->desk().wait_until_answered(std::chrono::seconds{20});
  t.settle();
  for (std::size_t i = 0; i < languages; ++i) {
    t.kiosk->act(NextPreview{});
    t.kiosk->desk().wait_until_answered(std::chrono::seconds{20});
    t.settle();
  }
  t.kiosk->desk().wait_until_answered(std::chrono::seconds{20});
  t.settle();
}
std::vector<HubNotice> some_notices() {
  std::vector<HubNotice> all;
  for (const char* id : {"a", "b", "c", "d"})
    all.push_back({id, "The lift is out of order until the engineer has been on Thursday", "Please ring the bell at the side door in Stock's Hill. Somebody comes and helps you up. We are sorry for the wait.", "en", Date{std::chrono::year{2026} / 11 / 30}});
  all.push_back({"u", "لفٹ جمعرات تک بند ہے", "براہ کرم دروازے پر گھنٹی بجائیں۔ کوئی آ کر آپ کی مدد کرے گا۔", "ur", Date{std::chrono::year{2026} / 11 / 30}});
  return all;
}
void notices(TestKiosk& t) {
  desk(t, Screen::staff_notices);
  answer(t, {.done = DeskJob::Do::list_notices, .what = {}, .notices = std::make_shared<const std::vector<HubNotice>>(some_notices())});
}
void told(TestKiosk& t, std::size_t how_many) {
  TopicsReady ready{t.kiosk->state().app.topics_ticket, t.kiosk->state().app.topics, t.kiosk->state().app.urgent};
  for (const HubNotice& one : some_notices())
    if (ready.notices.size() < how_many) ready.notices.push_back({one.id, i18n::plain(one.title, one.language), i18n::plain(one.text, one.language), one.until});
  t.act(ready);
}

// One way to each screen, with the longest, the emptiest and the plainest of what it can hold.
std::vector<Way> ways() {
  return {
      {"attract", [](TestKiosk& t) { t.act(StartAgain{}); }},
      {"language", [](TestKiosk& t) { t.act(OpenScreen{Screen::language}); }},
      {"not_here", [](TestKiosk& t) { t.act(OpenScreen{Screen::not_here}); }},
      {"home", [](TestKiosk& t) { t.act(GoHome{}); }},
      {"home read aloud", [](TestKiosk& t) { t.act(GoHome{}); t.act(ToggleReadAloud{}); }},
      {"results health", [](TestKiosk& t) { t.act(OpenTopic{"health"}); }},
      {"results money", [](TestKiosk& t) { t.act(OpenTopic{"money"}); }},
      {"results home", [](TestKiosk& t) { t.act(OpenTopic{"home"}); }},
      {"results family", [](TestKiosk& t) { t.act(OpenTopic{"family"}); }},
      {"results work", [](TestKiosk& t) { t.act(OpenTopic{"work"}); }},
      {"results rights", [](TestKiosk& t) { t.act(OpenTopic{"rights"}); }},
      {"near", [](TestKiosk& t) { t.act(OpenScreen{Screen::near}); }},
      {"results of nothing", [](TestKiosk& t) { type(t, "zzqx"); t.act(SubmitWords{}); }},
      {"search empty", [](TestKiosk& t) { t.act(OpenScreen{Screen::search}); }},
      {"search food", [](TestKiosk& t) { type(t, "food bank"); }},
      {"search in a crisis", [](TestKiosk& t) { type(t, "i want to kill myself"); t.act(ResultsReady{t.kiosk->state().app.ticket, {}}); }},
      {"search with shift", [](TestKiosk& t) { type(t, "food"); t.act(ChooseKeyLevel{KeyLevel::shift}); }},
      {"search with accents", [](TestKiosk& t) { type(t, "food"); t.act(ChooseKeyLevel{KeyLevel::accents}); }},
      {"search with digits", [](TestKiosk& t) { type(t, "food"); t.act(ChooseKeyLevel{KeyLevel::digits}); }},
      {"search with the other keyboard", [](TestKiosk& t) { type(t, "food"); t.act(OtherKeyboard{}); }},
      {"search long", [](TestKiosk& t) { type(t, "somewhere warm to sit and read books with small children on a wet Sunday afternoon in Leeds"); }},
      {"search hostile", [](TestKiosk& t) { type(t, "\"*(){}^:NEAR \xE2\x80\xAE\xF0\x9F\x98\x80 ' OR 1=1 --\xFF\xC0"); }},
      {"service library", [](TestKiosk& t) { t.act(OpenService{"central-library"}); }},
      {"service hub", [](TestKiosk& t) { t.act(OpenService{"armley-library"}); }},
      {"service without hours", [](TestKiosk& t) { t.act(OpenService{"drighlington"}); }},
      {"service first of health", [](TestKiosk& t) { t.act(OpenTopic{"health"}); t.act(OpenService{t.kiosk->state().app.results.at(0).id}); }},
      {"service food bank", [](TestKiosk& t) { t.act(OpenTopic{"money"});
         for (const auto& r : t.kiosk->state().app.results) if (r.kind == "food_bank") { t.act(OpenService{r.id}); break; } }},
      {"service in easy words", [](TestKiosk& t) { t.act(OpenService{"central-library"}); t.act(ToggleEasyWords{}); }},
      {"service with a word open", [](TestKiosk& t) { t.act(OpenService{"housing-benefit"}); t.act(ToggleWord{0}); }},
      {"help_now", [](TestKiosk& t) { t.act(OpenScreen{Screen::help_now}); }},
      {"help_now abuse", [](TestKiosk& t) { t.act(OpenScreen{Screen::help_now}); t.act(OpenUrgent{"hurting-me"}); }},
      {"help_now danger", [](TestKiosk& t) { t.act(OpenScreen{Screen::help_now}); t.act(OpenUrgent{"danger"}); }},
      {"talk", [](TestKiosk& t) { t.act(OpenScreen{Screen::talk}); }},
      {"bsl", [](TestKiosk& t) { t.act(OpenScreen{Screen::bsl}); }},
      {"bsl with videos", [](TestKiosk& t) {
         t.kiosk->act(OpenScreen{Screen::bsl});
         std::vector<directory::SignVideo> videos;
         for (const char* id : {"a", "b", "c", "d", "e", "f", "g"}) videos.push_back(video("service", id));
         t.act(SignsReady{t.kiosk->state().app.ticket, videos});
       }},
      {"home unplugged", [](TestKiosk& t) { t.act(GoHome{}); unplug(t); }},
      {"results unplugged", [](TestKiosk& t) { t.act(OpenTopic{"health"}); unplug(t); }},
      {"service unplugged", [](TestKiosk& t) { t.act(OpenService{"armley-library"}); unplug(t); }},
      {"home with videos", [](TestKiosk& t) { t.act(GoHome{}); sign_all(t); }},
      {"results with videos", [](TestKiosk& t) { t.act(OpenTopic{"health"}); sign_all(t); }},
      {"service with a video", [](TestKiosk& t) { t.act(OpenService{"armley-library"}); sign_all(t); }},
      {"help_now with videos", [](TestKiosk& t) { t.act(OpenScreen{Screen::help_now}); sign_all(t); }},
      {"help_now abuse with a video", [](TestKiosk& t) { t.act(OpenScreen{Screen::help_now}); t.act(OpenUrgent{"hurting-me"}); sign_all(t); }},
      {"sign", [](TestKiosk& t) { watch(t, testing::signed_video()); }},
      {"sign over", [](TestKiosk& t) { watch(t, testing::signed_video()); t.wait(3000); }},
      {"sign broken", [](TestKiosk& t) { watch(t, "no video"); }},
      {"sign lowered", [](TestKiosk& t) { watch(t, testing::signed_video()); if (t.kiosk->site().orientation == session::Site::Orientation::portrait) t.act(ToggleReach{}); }},
      {"access", [](TestKiosk& t) { t.act(OpenScreen{Screen::access}); }},
      {"needs", [](TestKiosk& t) { t.act(OpenScreen{Screen::needs}); t.act(ToggleNeed{"bsl"}); }},
      {"needs card", [](TestKiosk& t) { t.act(OpenScreen{Screen::needs}); for (const auto need : session::need_keys) t.act(ToggleNeed{std::string{need}}); t.act(ShowCard{}); }},
      {"needs_code", [](TestKiosk& t) { t.act(OpenScreen{Screen::needs_code}); t.act(TypeWords{"4F2K"}); }},
      {"needs_code wrong", [](TestKiosk& t) { t.act(OpenScreen{Screen::needs_code}); t.act(TypeWords{"4F2K9WQ0"}); t.act(EnterCode{}); }},
      {"learn_keys", [](TestKiosk& t) { t.act(OpenScreen{Screen::learn_keys}); }},
      {"learn_keys with a key", [](TestKiosk& t) { t.act(OpenScreen{Screen::learn_keys}); t.act(TryKey{"Keypad Enter", Press::pause}); }},
      {"home with headphones out", [](TestKiosk& t) { t.act(GoHome{}); t.act(Headphones{Headphones::Jack::in}); t.act(Headphones{Headphones::Jack::out}); }},
      {"read this out loud", [](TestKiosk& t) { t.act(OpenScreen{Screen::help_now}); t.act(OpenUrgent{"hurting-me"}); t.act(Listen{}); }},
      {"read this service out loud", [](TestKiosk& t) { sensitive(t); t.act(Listen{}); }},
      {"staff_pin", [](TestKiosk& t) { among_staff(t); }},
      {"staff_pin wrong", [](TestKiosk& t) { among_staff(t); pin(t, "1234"); }},
      {"staff", [](TestKiosk& t) { among_staff(t); pin(t, testing::staff_pin); }},
      {"staff_self_test", [](TestKiosk& t) { self_test(t); }},
      {"self-test of the screen", [](TestKiosk& t) { self_test(t, TestPart::screen); t.act(AnswerTest{TestResult::failed}); t.act(OpenTest{TestPart::screen}); }},
      {"self-test of speech", [](TestKiosk& t) { self_test(t, TestPart::speech); }},
      {"self-test of volume", [](TestKiosk& t) { self_test(t, TestPart::volume); }},
      {"self-test of keys", [](TestKiosk& t) { self_test(t, TestPart::keys); for (const char* key : {"next", "previous", "select", "back", "home", "help", "louder"}) t.act(TestKey{key}); }},
      {"self-test of the jack", [](TestKiosk& t) { self_test(t, TestPart::jack); }},
      {"self-test of touch", [](TestKiosk& t) { self_test(t, TestPart::touch); }},
      {"self-test of touch in the middle", [](TestKiosk& t) { self_test(t, TestPart::touch); for (int i = 0; i < 4; ++i) t.act(TestTouch{1}); }},
      {"staff_packs without a stick", [](TestKiosk& t) { stick(t, {}); }},
      {"staff_packs with files", [](TestKiosk& t) { stick(t, a_stick()); }},
      {"staff_packs copying", [](TestKiosk& t) { stick(t, a_stick()); t.kiosk->act(LookAtFile{"leeds-2026-11.pack"});
         t.kiosk->act(DeskMoved{t.kiosk->state().app.desk.ticket, {DeskProgress::Stage::copying, 62, 100}}); }},
      {"staff_packs with a good pack", [](TestKiosk& t) { pack(t, DeskFault::none); }},
      {"staff_packs with a hub's own pack", [](TestKiosk& t) { pack(t, DeskFault::none, "hunslet-community-hub-and-library"); }},
      {"staff_packs with another hub's pack", [](TestKiosk& t) { pack(t, DeskFault::other_hub, "hunslet-community-hub-and-library"); }},
      {"staff_packs installing", [](TestKiosk& t) { pack(t, DeskFault::none); t.kiosk->act(InstallPack{});
         for (const std::uint64_t done : {0U, 62U}) { t.kiosk->act(DeskMoved{t.kiosk->state().app.desk.ticket, {DeskProgress::Stage::installing, done, 1000}}); t.wait(20'000); }
         t.kiosk->act(DeskMoved{t.kiosk->state().app.desk.ticket, {DeskProgress::Stage::installing, 90, 1000}}); }},
      {"staff_packs not installed", [](TestKiosk& t) { pack(t, DeskFault::none); t.kiosk->act(InstallPack{}); answer(t, {.done = DeskJob::Do::install, .what = {}, .fault = DeskFault::no_room}); }},
      {"staff_packs with names", [](TestKiosk& t) { pack(t, DeskFault::none); t.kiosk->act(ShowNames{}); }},
      {"staff_packs with an altered pack", [](TestKiosk& t) { pack(t, DeskFault::altered); }},
      {"staff_packs with other content", [](TestKiosk& t) { pack(t, DeskFault::other_content); }},
      {"staff_packs with a broken pack", [](TestKiosk& t) { pack(t, DeskFault::broken); }},
      {"staff_packs asking", [](TestKiosk& t) { pack(t, DeskFault::none); t.kiosk->act(InstallPack{}); answer(t, {.done = DeskJob::Do::install, .what = {}, .fault = DeskFault::takes_out_many}); }},
      {"staff_packs installed", [](TestKiosk& t) { pack(t, DeskFault::none); t.kiosk->act(InstallPack{}); answer(t, {.done = DeskJob::Do::install, .what = {}});
         answer(t, {.done = DeskJob::Do::list_stick, .what = {}, .stick = std::make_shared<const Stick>(a_stick())}); }},
      {"staff_workbook that stops", [](TestKiosk& t) { workbook(t, 2); }},
      {"staff_workbook that may go out", [](TestKiosk& t) { workbook(t, 0); }},
      {"staff_workbook saved", [](TestKiosk& t) { workbook(t, 2); t.kiosk->act(SaveFindings{}); answer(t, {.done = DeskJob::Do::save_findings, .what = "Wortley and Armley sessions, the newest one of September - to mend.xlsx"}); }},
      {"staff_workbook not saved", [](TestKiosk& t) { workbook(t, 2); t.kiosk->act(SaveFindings{}); answer(t, {.done = DeskJob::Do::save_findings, .what = {}, .fault = DeskFault::read_only}); }},
      {"staff_workbook published", [](TestKiosk& t) { workbook(t, 0); t.kiosk->act(PublishWorkbook{}); answer(t, {.done = DeskJob::Do::publish_workbook, .what = {}}); }},
      {"staff_workbook of hundreds", [](TestKiosk& t) { workbook(t, 250); t.kiosk->act(ListFrom{100}); }},
      {"staff_workbook preview", [](TestKiosk& t) { workbook(t, 0); t.kiosk->act(ShowNames{}); }},
      {"staff_records", [](TestKiosk& t) { desk(t, Screen::staff_records); t.kiosk->desk().wait_until_answered(std::chrono::seconds{20}); t.settle(); }},
      {"staff_records hidden", [](TestKiosk& t) { desk(t, Screen::staff_records); t.kiosk->desk().wait_until_answered(std::chrono::seconds{20}); t.settle(); t.act(ShowHidden{}); }},
      {"staff_record", [](TestKiosk& t) { record(t, "armley-library"); }},
      {"staff_record in Urdu", [](TestKiosk& t) { record(t, "housing-benefit", 3); }},
      {"staff_record hidden", [](TestKiosk& t) { record(t, "armley-library"); t.kiosk->act(HideRecord{}); answer(t, {.done = DeskJob::Do::hide, .what = "armley-library"}); t.settle(); }},
      {"staff_record gone", [](TestKiosk& t) { record(t, "nothing-of-the-kind"); }},
      {"staff_find", [](TestKiosk& t) { desk(t, Screen::staff_find); }},
      {"staff_find food", [](TestKiosk& t) {
         desk(t, Screen::staff_find);
         t.act(TypeWords{"food bank"});
         answer(t, {.done = DeskJob::Do::find, .what = {}, .records = std::make_shared<RecordList>(RecordList{0, 0, {{"a", "Chapel Allerton Good Neighbours and Lunch Club", {}}, {"b", "Armley Foodbank", {}}, {"c", "Food", {}}, {"d", "Food again", {}}}, {}})});
       }},
      {"staff_find nothing", [](TestKiosk& t) {
         desk(t, Screen::staff_find);
         t.act(TypeWords{"food bank"});
         answer(t, {.done = DeskJob::Do::find, .what = {}, .records = std::make_shared<RecordList>()});
       }},
      {"staff_say", [](TestKiosk& t) { record(t, "armley-library"); t.act(OpenScreen{Screen::staff_say}); t.act(TypeWords{"Wortley"}); }},
      {"staff_guide", [](TestKiosk& t) { desk(t, Screen::staff_guide); }},
      {"staff_notices", [](TestKiosk& t) { notices(t); }},
      {"staff_write", [](TestKiosk& t) { notices(t); t.act(WriteNotice{"a"}); }},
      {"staff_write in Urdu", [](TestKiosk& t) { notices(t); t.act(WriteNotice{"u"}); }},
      {"staff_write in Chinese", [](TestKiosk& t) { notices(t); t.act(WriteNotice{}); t.act(TypeWords{"a"}); for (int i = 0; i < 5; ++i) t.act(NextWritten{}); }},
      {"staff_write looked at", [](TestKiosk& t) { notices(t); t.act(WriteNotice{"a"}); t.act(LookAtNotice{}); }},
      {"staff_write looked at in Urdu", [](TestKiosk& t) { notices(t); t.act(WriteNotice{"u"}); t.act(LookAtNotice{}); }},
      {"staff_notices withdrawn", [](TestKiosk& t) { notices(t); t.kiosk->act(WithdrawNotice{"a"}); answer(t, {.done = DeskJob::Do::withdraw_notice, .what = "a"});
         answer(t, {.done = DeskJob::Do::list_notices, .what = {}, .notices = std::make_shared<const std::vector<HubNotice>>(some_notices())}); }},
      {"staff_write empty", [](TestKiosk& t) { notices(t); t.act(WriteNotice{}); t.act(ChooseField{1}); }},
      {"home with a notice", [](TestKiosk& t) { t.act(GoHome{}); told(t, 1); }},
      {"home with notices lowered", [](TestKiosk& t) { t.act(GoHome{}); told(t, 4); t.act(ToggleReach{}); }},
      {"notices", [](TestKiosk& t) { t.act(GoHome{}); told(t, 4); t.act(OpenScreen{Screen::notices}); }},
      {"notices lowered", [](TestKiosk& t) { t.act(GoHome{}); told(t, 4); t.act(OpenScreen{Screen::notices}); t.act(ToggleReach{}); }},
      {"still_there", [](TestKiosk& t) { t.act(GoHome{}); t.wait(121'000); }},
      {"home lowered", [](TestKiosk& t) { t.act(GoHome{}); t.act(ToggleReach{}); }},
      {"service lowered", [](TestKiosk& t) { t.act(OpenService{"central-library"}); t.act(ToggleReach{}); }},
      {"results lowered", [](TestKiosk& t) { t.act(OpenTopic{"health"}); t.act(ToggleReach{}); }},
      {"search in a crisis, lowered", [](TestKiosk& t) { type(t, "i want to kill myself"); t.act(ResultsReady{t.kiosk->state().app.ticket, {}}); t.act(ToggleReach{}); }},
      {"search lowered", [](TestKiosk& t) { type(t, "food bank"); t.act(ToggleReach{}); }},
      {"help_now lowered", [](TestKiosk& t) { t.act(OpenScreen{Screen::help_now}); t.act(ToggleReach{}); }},
      {"access lowered", [](TestKiosk& t) { t.act(OpenScreen{Screen::access}); t.act(ToggleReach{}); }},
      {"language lowered", [](TestKiosk& t) { t.act(OpenScreen{Screen::language}); t.act(ToggleReach{}); }},
      {"still_there lowered", [](TestKiosk& t) { t.act(GoHome{}); t.act(ToggleReach{}); t.wait(121'000); }},
      {"home spaced", [](TestKiosk& t) { t.act(GoHome{}); t.act(ToggleSpacing{}); }},
      {"results spaced", [](TestKiosk& t) { t.act(OpenTopic{"health"}); t.act(ToggleSpacing{}); }},
      {"service spaced", [](TestKiosk& t) { t.act(OpenService{"central-library"}); t.act(ToggleSpacing{}); }},
      {"help_now spaced", [](TestKiosk& t) { t.act(OpenScreen{Screen::help_now}); t.act(ToggleSpacing{}); }},
      {"help_now abuse spaced", [](TestKiosk& t) { t.act(OpenScreen{Screen::help_now}); t.act(OpenUrgent{"hurting-me"}); t.act(ToggleSpacing{}); }},
      {"access spaced", [](TestKiosk& t) { t.act(OpenScreen{Screen::access}); t.act(ToggleSpacing{}); }},
      {"talk spaced", [](TestKiosk& t) { t.act(OpenScreen{Screen::talk}); t.act(ToggleSpacing{}); }},
      {"search spaced", [](TestKiosk& t) { type(t, "food bank"); t.act(ToggleSpacing{}); }},
      {"language spaced", [](TestKiosk& t) { t.act(OpenScreen{Screen::language}); t.act(ToggleSpacing{}); }},
      {"still_there spaced", [](TestKiosk& t) { t.act(GoHome{}); t.act(ToggleSpacing{}); t.wait(121'000); }},
      {"home scanned", [](TestKiosk& t) { t.act(GoHome{}); t.kiosk->press(app::Press::switch1); }},
      {"service scanned by one switch", [](TestKiosk& t) { t.act(OpenService{"central-library"}); t.act(ChooseSwitches{1}); t.kiosk->press(app::Press::switch1); }},
      {"sorry", [](TestKiosk& t) { t.act(DirectoryLost{}); }},
  };
}

// Collects what is wrong on one page, with the page's name before each.
struct Findings {
  std::string where;
  std::vector<std::string> lines;
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    lines.push_back(where + ": " + fmt::format(format, std::forward<Args>(args)...));
  }
};

bool inside(const Laid& laid, int item, int ancestor) {
  for (int above = item; above >= 0; above = laid.items[static_cast<std::size_t>(above)].parent)
    if (above == ancestor) return true;
  return false;
}

double floor_of(Theme theme) {
  switch (theme) {
    case Theme::day: return 10;
    case Theme::soft: return 4.5;
    case Theme::white_on_black: return 20;
    case Theme::yellow_on_black: return 19.5;  // the most that pure yellow on black can do
  }
  return 21;
}

void check_page(app::Kiosk& kiosk, Findings& found) {
  const Laid& laid = kiosk.laid();
  const auto px = [&](double mm) { return static_cast<int>(std::floor(mm / laid.pitch.mm_per_px)); };
  const RectPx glass{0, 0, laid.window.width, laid.window.height};
  std::set<std::string> ids;
  std::vector<int> controls, words;
  const auto page = kiosk.reading_order();
  const auto stops = access::stops(page);

  for (std::size_t i = 0; i < laid.items.size(); ++i) {
    const Item& item = laid.items[i];
    const Node& node = *item.node;
    const int index = static_cast<int>(i);
    const std::string name = !node.id.empty() ? node.id : item.parent >= 0 ? laid.items[static_cast<std::size_t>(item.parent)].node->id + " (part)" : "?";
    if (item.clipped)
      found.add("{} is cut off: box {},{} {}x{}, words {} high '{}'", name, item.bounds.x, item.bounds.y, item.bounds.width, item.bounds.height,
                item.text ? item.text->height : 0, item.text ? item.text->text : "");
    if (item.text && !item.text->lines.empty()) {
      words.push_back(index);
      // A resident may type anything at all; what the kiosk itself says has a glyph for each letter.
      const bool typed = item.control >= 0 && laid.items[static_cast<std::size_t>(item.control)].node->role == Role::textfield;
      if (item.text->missing_glyphs && !typed) found.add("{} has a character without a glyph: {}", name, item.text->text);
      const double ratio = ui::theme::contrast(item.ink, item.paper);
      const bool off = item.control >= 0 && !laid.items[static_cast<std::size_t>(item.control)].node->enabled;
      const bool decorative = node.look == Look::segment_off;
      if (!decorative && ratio < (off ? 4.5 : floor_of(laid.theme))) found.add("{} has contrast {:.2f}", name, ratio);
      if (laid.theme == Theme::soft && ratio > 8.05) found.add("{} has contrast {:.2f} in the soft theme", name, ratio);
      // Capitals of 4.8 mm at least, whatever the style (tokens, section 3).
      if (item.text->cap_height * laid.pitch.mm_per_px < 4.75) found.add("{} has capitals of {:.2f} mm", name, item.text->cap_height * laid.pitch.mm_per_px);
    }
    if (node.part != Part::semantic) continue;
    if (node.id.empty()) found.add("a {} has no id", name_of(node.role));
    if (!ids.insert(node.id).second) found.add("two nodes are called {}", node.id);
    // Pages, never scrolling: nothing lies beside the glass, at any size (WCAG 1.4.10).
    if (!glass.contains(item.bounds)) found.add("{} is not all on the glass", node.id);
    for (const auto& span : node.label)
      if (span.language.empty()) found.add("{} has a span without a language: {}", node.id, span.text);
    if (node.role == Role::screen || is_control(node.role)) {
      if (i18n::plain_text(node.label).empty()) found.add("{} has no label", node.id);
    }
    if (!is_control(node.role)) continue;
    controls.push_back(index);
    if (!node.action) found.add("{} does nothing", node.id);
    if (item.bounds.width < px(12.7) || item.bounds.height < px(12.7))
      found.add("{} is {}x{} px, under 12.7 mm", node.id, item.bounds.width, item.bounds.height);
    if (std::find(stops.begin(), stops.end(), node.id) == stops.end()) found.add("{} cannot be reached by keys", node.id);
    if (kiosk.spoken_words(node.id).empty()) found.add("{} says nothing", node.id);
    if (node.enabled && node.id != "attract.begin") {
      const PointPx middle{item.bounds.x + item.bounds.width / 2, item.bounds.y + item.bounds.height / 2};
      const Item* hit = laid.control_at(middle);
      if (hit == nullptr || hit->node->id != node.id) found.add("{} is not what a touch on its middle reaches", node.id);
    }
  }
  // The edges of the glass are free for Hear first (EN 301 549 V4.1.0 5.5): 10 mm, standing up 14.
  const int strip = px(laid.orientation == ui::theme::Orientation::portrait ? 14 : 10);
  for (const int control : controls) {
    const Item& item = laid.items[static_cast<std::size_t>(control)];
    if (laid.root->id == "attract") continue;
    if (item.bounds.x < strip || item.bounds.right() > glass.width - strip) found.add("{} reaches into an edge", item.node->id);
  }
  // Gaps of 2.54 mm between targets, measured along the nearer axis.
  const int gap = px(2.54);
  for (std::size_t a = 0; a < controls.size(); ++a) {
    for (std::size_t b = a + 1; b < controls.size(); ++b) {
      const Item& first = laid.items[static_cast<std::size_t>(controls[a])];
      const Item& second = laid.items[static_cast<std::size_t>(controls[b])];
      if (first.node->id == "attract.begin" || second.node->id == "attract.begin") continue;  // the whole glass, by design
      const int across = std::max(second.bounds.x - first.bounds.right(), first.bounds.x - second.bounds.right());
      const int down = std::max(second.bounds.y - first.bounds.bottom(), first.bounds.y - second.bounds.bottom());
      if (std::max(across, down) < gap) found.add("{} and {} are {} px apart", first.node->id, second.node->id, std::max(across, down));
    }
  }
  // No words over other words, and none of somebody else's control over them.
  const auto ink_of = [&](int index) {
    const Item& item = laid.items[static_cast<std::size_t>(index)];
    float left = 1e9F, right = 0;
    for (const auto& line : item.text->lines) {
      left = std::min(left, line.x);
      right = std::max(right, line.x + line.width);
    }
    return RectPx{item.text_at.x + static_cast<int>(left), item.text_at.y + static_cast<int>(item.text->ink_top), static_cast<int>(right - left),
                  static_cast<int>(item.text->ink_bottom - item.text->ink_top)};
  };
  for (std::size_t a = 0; a < words.size(); ++a) {
    const RectPx ink = ink_of(words[a]);
    for (std::size_t b = a + 1; b < words.size(); ++b) {
      const RectPx other = ink_of(words[b]);
      // Marks above and below letters may share a pixel row with the next line's box; ink boxes may not cross by more.
      if (ink.inset(2).overlaps(other.inset(2)))
        found.add("'{}' and '{}' are drawn over each other", laid.items[static_cast<std::size_t>(words[a])].text->text,
                  laid.items[static_cast<std::size_t>(words[b])].text->text);
    }
    for (const int control : controls) {
      const Item& box = laid.items[static_cast<std::size_t>(control)];
      if (box.node->id == "attract.begin" || inside(laid, words[a], control)) continue;
      const Item& own = laid.items[static_cast<std::size_t>(words[a])];
      if (own.control >= 0 && own.control == control) continue;
      if (ink.overlaps(box.bounds)) found.add("'{}' lies under {}", own.text->text, box.node->id);
    }
  }
  // Drawn minus spoken is nothing (EN 301 549 5.1.3.3).
  std::string said;
  for (const std::string& stop : stops) said += kiosk.spoken_words(stop) + "\n";
  for (const int index : words) {
    const Item& item = laid.items[static_cast<std::size_t>(index)];
    const Node* owner = item.node->part == Part::own_label && item.parent >= 0 ? laid.items[static_cast<std::size_t>(item.parent)].node : item.node;
    if (owner->spoken) continue;  // said in other words, on purpose
    if (said.find(i18n::plain_text(owner->label)) == std::string::npos) found.add("'{}' is drawn and never said", i18n::plain_text(owner->label));
  }
}

// A page shows what the reader of pages can reach: every page of every pager in turn.
void check_all_pages(TestKiosk& t, Findings& found) {
  check_page(*t.kiosk, found);
  const auto pagers = t.kiosk->laid().pagers;
  const std::string where = found.where;
  for (const auto& [id, pages] : pagers) {
    // The first ten and the last: what differs between pages is their records.
    for (int page = 1; page < pages.pages; ++page) {
      if (page > 4 && page + 1 < pages.pages) continue;
      t.act(TurnPage{id, page});
      found.where = where + fmt::format(", page {} of {}", page + 1, pages.pages);
      check_page(*t.kiosk, found);
    }
  }
  found.where = where;
}

using Orientation = session::Site::Orientation;
using Setting = std::tuple<std::string, Orientation, TextSize, Theme>;

class Invariants : public ::testing::TestWithParam<Setting> {};

TEST_P(Invariants, HoldOnEveryScreenAndPage) {
  const auto& [language, orientation, size, theme] = GetParam();
  std::ostringstream report;
  std::size_t wrong = 0;
  TestKiosk t(language, orientation);
  ASSERT_NE(t.kiosk, nullptr);
  for (const Way& way : ways()) {
    t.act(StartAgain{});
    t.act(Begin{});
    t.act(SetTextSize{size});
    t.act(SetTheme{theme});
    way.go(t);
    Findings found;
    found.where = fmt::format("{} in {}, {}, {}, {}", way.name, language, orientation == Orientation::portrait ? "portrait" : "landscape", name_of(size), name_of(theme));
    check_all_pages(t, found);
    wrong += found.lines.size();
    for (std::size_t i = 0; i < found.lines.size() && i < 12; ++i) report << found.lines[i] << '\n';
  }
  EXPECT_EQ(wrong, 0U) << report.str();
}

// Lowered, every control of every page lies between 380 and 1,220 mm above the floor, however high the
// glass hangs, as long as the pages fit there at all.
class WithinReach_EN301549_8_3 : public ::testing::TestWithParam<std::tuple<std::string, Orientation, TextSize>> {};

TEST_P(WithinReach_EN301549_8_3, AtEveryMountingHeight) {
  const auto& [language, orientation, size] = GetParam();
  const bool portrait = orientation == Orientation::portrait;
  for (const double bottom_mm : portrait ? std::vector{200.0, 340.0, 700.0, 811.0} : std::vector{700.0, 970.0, 1000.0}) {
    Config config;
    config.panel.bottom_above_floor_mm = bottom_mm;
    TestKiosk t(language, orientation, KIOSK_TEST_STORE, config);
    ASSERT_NE(t.kiosk, nullptr);
    Findings found;
    std::size_t judged = 0;
    for (const Way& way : ways()) {
      // The page of a video needs more height than a glass hung out of reach has left.
      if (way.name.starts_with("sign")) continue;
      if (way.name == "attract" || way.name == "sorry" || way.name.ends_with("lowered") || way.name.ends_with("spaced")) continue;
      t.act(StartAgain{});
      t.act(Begin{});
      t.act(SetTextSize{size});
      t.act(ToggleReach{});
      way.go(t);
      if (is_for_staff(t.kiosk->state().app.screen)) continue;  // not lowered yet: the conformance page says so
      found.where = fmt::format("{} in {}, {}, {}, {} mm above the floor", way.name, language, portrait ? "portrait" : "landscape", name_of(size), bottom_mm);
      check_all_pages(t, found);
      const Laid& laid = t.kiosk->laid();
      const session::Site::Reach& reach = t.kiosk->site().reach;
      const auto lowered = screens::View{t.kiosk->state().app, t.kiosk->site(), t.kiosk->strings()}.lowered();
      const bool fits = lowered.above_mm == reach.above_mm && lowered.below_mm == reach.below_mm;
      for (const Item& item : laid.items) {
        if (!fits || item.node->part != Part::semantic || !is_control(item.node->role)) continue;
        const double low = bottom_mm + (laid.window.height - item.bounds.bottom()) * laid.pitch.mm_per_px, high = low + item.bounds.height * laid.pitch.mm_per_px;
        ++judged;
        if (low < 379.5 || high > 1220.5) found.add("{} is {:.0f} to {:.0f} mm above the floor", item.node->id, low, high);
      }
    }
    std::string report;
    for (std::size_t i = 0; i < found.lines.size() && i < 20; ++i) report += found.lines[i] + "\n";
    EXPECT_TRUE(found.lines.empty()) << found.lines.size() << ":\n" << report;
    if (bottom_mm >= 340 && bottom_mm <= 900) {
      EXPECT_GT(judged, 0U) << "a kiosk that hangs well keeps every control within reach";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Some, WithinReach_EN301549_8_3,
                         ::testing::Combine(::testing::Values("en", "ur", "pl"), ::testing::Values(Orientation::landscape, Orientation::portrait),
                                            ::testing::Values(TextSize::normal, TextSize::biggest)),
                         [](const auto& one) {
                           return fmt::format("{}_{}_{}", std::get<0>(one.param), std::get<1>(one.param) == Orientation::portrait ? "portrait" : "landscape",
                                              name_of(std::get<2>(one.param)));
                         });

std::string name_of_setting(const ::testing::TestParamInfo<Setting>& info) {
  return fmt::format("{}_{}_{}_{}", std::get<0>(info.param) == "zh-Hans" ? "zh" : std::get<0>(info.param), std::get<1>(info.param) == Orientation::portrait ? "portrait" : "landscape",
                     name_of(std::get<2>(info.param)), name_of(std::get<3>(info.param)));
}

INSTANTIATE_TEST_SUITE_P(EverySetting, Invariants,
                         ::testing::Combine(::testing::Values("en", "pl", "ar", "ur", "pa", "zh-Hans"), ::testing::Values(Orientation::landscape, Orientation::portrait),
                                            ::testing::Values(TextSize::normal, TextSize::big, TextSize::bigger, TextSize::biggest),
                                            ::testing::Values(Theme::day, Theme::soft, Theme::white_on_black, Theme::yellow_on_black)),
                         name_of_setting);

}  // namespace
}  // namespace kiosk
