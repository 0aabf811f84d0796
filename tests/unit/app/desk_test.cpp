// SPDX-License-Identifier: GPL-3.0-or-later
// The worker at the desk: what a stick may hold, and what is left behind.
#include "kiosk/app/desk.hpp"

#include <sys/stat.h>

#include <fstream>

#include "kiosk/packs/staff_workbook.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::app {
namespace {

using namespace semantics;
using Do = DeskJob::Do;

class DeskTest : public packs::PackTest {
 protected:
  std::filesystem::path stick() const {
    std::filesystem::create_directories(at("stick"));
    return at("stick");
  }
  Desk::Options options() const { return {at("store"), {}, at("work"), "armley", {}, {}, {}}; }
  DeskAnswer ask(Desk& desk, DeskJob job) {
    job.now = LocalTime{std::chrono::year{2026} / 11 / 22, 600};
    desk.ask({++ticket_, std::move(job)});
    desk.wait_until_answered(std::chrono::seconds{60});
    for (const Action& one : desk.answers())
      if (const auto* answer = std::get_if<DeskAnswer>(&one); answer != nullptr && answer->ticket == ticket_) return *answer;
    ADD_FAILURE() << "no answer";
    return {};
  }
  std::uint64_t ticket_ = 0;
};

TEST_F(DeskTest, NoStickIsNoError) {
  Desk desk(options());
  const DeskAnswer answer = ask(desk, {.what_to_do = Do::list_stick});
  EXPECT_EQ(answer.fault, DeskFault::none);
  ASSERT_NE(answer.stick, nullptr);
  EXPECT_FALSE(answer.stick->in);
  EXPECT_EQ(ask(desk, {.what_to_do = Do::look_at_pack, .what = "a.pack"}).fault, DeskFault::no_stick);
  EXPECT_FALSE(std::filesystem::exists(at("work")));
}

TEST_F(DeskTest, NothingOutsideTheTopFolderIsRead) {
  write("secret.pack", "of the kiosk's own");
  write("stick/real.pack", "x");
  std::filesystem::create_symlink(at("secret.pack"), stick() / "link.pack");
  ASSERT_EQ(::mkfifo((stick() / "pipe.pack").c_str(), 0600), 0);
  Desk desk(options());
  desk.use_stick(stick());
  const DeskAnswer listed = ask(desk, {.what_to_do = Do::list_stick});
  ASSERT_EQ(listed.stick->files.size(), 1U);
  EXPECT_EQ(listed.stick->files.front().name, "real.pack");
  EXPECT_EQ(ask(desk, {.what_to_do = Do::look_at_pack, .what = "link.pack"}).fault, DeskFault::unreadable) << "a link that came after the list";
  EXPECT_EQ(ask(desk, {.what_to_do = Do::look_at_pack, .what = "pipe.pack"}).fault, DeskFault::unreadable);
  EXPECT_EQ(ask(desk, {.what_to_do = Do::look_at_pack, .what = "real.pack"}).fault, DeskFault::no_seal);
  EXPECT_FALSE(std::filesystem::exists(at("work"))) << "nothing of it is kept";
}

TEST_F(DeskTest, StopsBeforeItBeginsAndForgets) {
  write("stick/a.xlsx", "no workbook");
  Desk desk(options());
  desk.use_stick(stick());
  EXPECT_EQ(ask(desk, {.what_to_do = Do::check_workbook, .what = "a.xlsx"}).fault, DeskFault::not_workbook);
  EXPECT_TRUE(std::filesystem::exists(at("work")));
  desk.forget();
  EXPECT_EQ(ask(desk, {.what_to_do = Do::list_notices}).done, Do::list_notices);
  EXPECT_FALSE(std::filesystem::exists(at("work"))) << "staff have gone";
}

TEST_F(DeskTest, FindingsAreSavedBesideWhatIsThere) {
  write("stick/a.xlsx", "no workbook");
  Desk desk(options());
  EXPECT_EQ(ask(desk, {.what_to_do = Do::save_findings, .what = "a.xlsx"}).fault, DeskFault::gone) << "nothing was checked";
  const std::filesystem::path book = at("book.xlsx");
  ASSERT_TRUE(packs::write_template(book));
  std::filesystem::copy_file(book, stick() / "b.xlsx");
  desk.use_stick(stick());
  ASSERT_NE(ask(desk, {.what_to_do = Do::check_workbook, .what = "b.xlsx"}).workbook, nullptr);
  std::filesystem::create_symlink(at("elsewhere.xlsx"), stick() / "b - to mend.xlsx");
  const DeskAnswer saved = ask(desk, {.what_to_do = Do::save_findings, .what = "b.xlsx"});
  EXPECT_EQ(saved.fault, DeskFault::none) << saved.why;
  EXPECT_EQ(saved.what, "b - to mend 2.xlsx") << "no link is followed, and nothing is written over";
  EXPECT_GT(std::filesystem::file_size(stick() / saved.what), 1'000U);
  EXPECT_FALSE(std::filesystem::exists(at("elsewhere.xlsx")));
  EXPECT_EQ(ask(desk, {.what_to_do = Do::list_stick}).stick->files.size(), 2U) << "a list of what to mend is no workbook to look at";
  desk.use_stick(std::nullopt);
  EXPECT_EQ(ask(desk, {.what_to_do = Do::save_findings, .what = "b.xlsx"}).fault, DeskFault::no_stick);
}

TEST_F(DeskTest, PublishingWithoutAKeySaysSo) {
  Desk desk(options());
  for (const Do what : {Do::hide, Do::confirm, Do::show, Do::publish_notice, Do::withdraw_notice, Do::publish_workbook}) EXPECT_EQ(ask(desk, {.what_to_do = what, .what = "a"}).fault, DeskFault::no_hub_key);
  EXPECT_FALSE(desk.store_changed());
}

}  // namespace
}  // namespace kiosk::app
