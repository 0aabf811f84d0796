// SPDX-License-Identifier: GPL-3.0-or-later
// The worker at the desk: what a stick may hold, and what is left behind.
#include "kiosk/app/desk.hpp"

#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <memory>
#include <thread>
#include <tuple>

#include "kiosk/packs/build.hpp"
#include "kiosk/packs/installed.hpp"
#include "kiosk/packs/overlay.hpp"
#include "kiosk/packs/staff_workbook.hpp"
#include "tests/unit/packs/fixture.hpp"
#include "tests/unit/packs/raw_workbook.hpp"

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

// --- Of a hub ---

class HubDeskTest : public DeskTest {
 protected:
  void SetUp() override {
    city_ = keys_in("keys", "city");
    hub_ = keys_in("keys", "armley");
    other_ = keys_in("keys", "seacroft");
    ASSERT_TRUE(packs::record_role(at("keys"), "armley.pub", packs::Role{packs::Role::Kind::hub, "armley"}));
    ASSERT_TRUE(packs::record_role(at("keys"), "seacroft.pub", packs::Role{packs::Role::Kind::hub, "seacroft"}));
    write("armley.key", packs::to_text(hub_.secret_key));
    write("seacroft.key", packs::to_text(other_.secret_key));
    write_source(small_source());
    const auto pack = built(1);
    sign_pack(pack, city_);
    ASSERT_TRUE(packs::install(pack, at("store"), at("keys"), packs::Removals::allow));
    stick();
  }
  Desk::Options with_keys() const {
    Desk::Options made = options();
    made.keys = at("keys");
    return made;
  }
  // What a hub published elsewhere, as a file on the stick: `times` hides of "books" and shows of it.
  void on_the_stick(const std::string& site, int times, const std::string& name = "hub.pack") {
    std::filesystem::remove_all(at("elsewhere"));
    const auto pack = built(1);
    sign_pack(pack, city_);
    ASSERT_TRUE(packs::install(pack, at("elsewhere"), at("keys"), packs::Removals::allow));
    const packs::HubDesk desk{site, at("elsewhere"), at("keys"), at(site + ".key"), {}};
    for (int i = 0; i < times; ++i) {
      auto done = i % 2 == 0 ? packs::hide_record(desk, "books", today) : packs::show_record(desk, "books", today);
      ASSERT_TRUE(done) << done.error().detail;
    }
    const auto overlay = packs::open_overlay(at("elsewhere"), at("keys"), site).value().value();
    const auto over = std::filesystem::copy_options::overwrite_existing;
    std::filesystem::copy_file(overlay, at("stick/" + name), over);
    std::filesystem::copy_file(packs::signature_file_of(overlay), packs::signature_file_of(at("stick/" + name)), over);
  }
  bool books_are_shown() {
    const auto files = packs::open_in_force(at("store"), "armley");
    EXPECT_TRUE(files);
    auto opened = directory::Directory::open(files->pack, {files->overlay, "armley", directory::Directory::Options::Check::passed_before});
    return opened.value()->service("books", "en", {}, LocalTime{today, 600}).has_value();
  }
  packs::KeyPair city_, hub_, other_;
};

TEST_F(HubDeskTest, ItsOwnPackIsLookedAtInstalledAndUndone) {
  on_the_stick("armley", 1);
  Desk desk(with_keys());
  desk.use_stick(at("stick"));
  DeskAnswer answer = ask(desk, {.what_to_do = Do::look_at_pack, .what = "hub.pack"});
  ASSERT_EQ(answer.fault, DeskFault::none) << answer.why;
  EXPECT_EQ(answer.pack->hub, "armley");
  EXPECT_EQ(answer.pack->version.serial, 1);
  EXPECT_EQ(answer.pack->version.built, today);
  EXPECT_EQ(answer.pack->signed_by, "armley");
  EXPECT_FALSE(answer.pack->same);
  EXPECT_TRUE(books_are_shown()) << "looking changes nothing";
  EXPECT_EQ(ask(desk, {.what_to_do = Do::install, .what = "hub.pack"}).fault, DeskFault::none);
  EXPECT_TRUE(desk.store_changed());
  EXPECT_FALSE(books_are_shown());
  EXPECT_TRUE(ask(desk, {.what_to_do = Do::list_stick}).stick->hub_previous) << "the first can be undone";
  EXPECT_TRUE(ask(desk, {.what_to_do = Do::look_at_pack, .what = "hub.pack"}).pack->same);
  EXPECT_EQ(ask(desk, {.what_to_do = Do::roll_back_hub}).fault, DeskFault::none);
  EXPECT_TRUE(books_are_shown());
  EXPECT_FALSE(ask(desk, {.what_to_do = Do::list_stick}).stick->hub_previous);
  EXPECT_EQ(ask(desk, {.what_to_do = Do::roll_back_hub}).fault, DeskFault::nothing_older);
  const std::string log = bytes_of(at("store/publishing.log"));
  EXPECT_NE(log.find(" install hub:armley serial 1 "), std::string::npos) << log;
  EXPECT_NE(log.find(" rollback hub:armley serial - "), std::string::npos) << log;
}

TEST_F(HubDeskTest, OfAnotherHubOlderOrBrokenItIsRefused) {
  Desk desk(with_keys());
  desk.use_stick(at("stick"));
  on_the_stick("seacroft", 1);
  DeskAnswer answer = ask(desk, {.what_to_do = Do::look_at_pack, .what = "hub.pack"});
  EXPECT_EQ(answer.fault, DeskFault::other_hub);
  EXPECT_EQ(answer.why, "hub.pack is sealed for the hub 'seacroft', and this one is 'armley'.");
  EXPECT_EQ(ask(desk, {.what_to_do = Do::install, .what = "hub.pack"}).fault, DeskFault::other) << "nothing was looked at";
  EXPECT_FALSE(desk.store_changed());

  on_the_stick("armley", 3);
  EXPECT_EQ(ask(desk, {.what_to_do = Do::look_at_pack, .what = "hub.pack"}).fault, DeskFault::none);
  EXPECT_EQ(ask(desk, {.what_to_do = Do::install, .what = "hub.pack"}).fault, DeskFault::none);
  on_the_stick("armley", 2);
  EXPECT_EQ(ask(desk, {.what_to_do = Do::look_at_pack, .what = "hub.pack"}).fault, DeskFault::older);

  // Outside its namespace, and so signed all the same.
  ASSERT_TRUE(packs::write_pack(at("stick/bad.pack"), packs::PackKind::overlay, [&](store::Database& database) -> Outcome {
    if (auto done = database.execute("INSERT INTO meta VALUES('schema_version','3'),('serial','9'),('hub','armley');INSERT INTO organization(id,name,description) VALUES('city','C','')"); !done) return done;
    return packs::finish_records(database);
  }));
  sign_pack(at("stick/bad.pack"), hub_);
  answer = ask(desk, {.what_to_do = Do::look_at_pack, .what = "bad.pack"});
  EXPECT_EQ(answer.fault, DeskFault::broken);
  EXPECT_NE(answer.why.find("a hub's key signs only its own namespace"), std::string::npos) << answer.why;
  std::filesystem::copy_file(packs::signature_file_of(at("stick/hub.pack")), packs::signature_file_of(at("stick/bad.pack")), std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(ask(desk, {.what_to_do = Do::look_at_pack, .what = "bad.pack"}).fault, DeskFault::altered);
}

TEST_F(HubDeskTest, FindingsAreSavedBesideWhatIsThere) {
  write("stick/a.xlsx", "no workbook");
  Desk desk(with_keys());
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

TEST_F(HubDeskTest, TheBarOfAJobMovesAndNeverGoesBack) {
  write("stick/a.xlsx", packs::workbook_of(small_source()));
  on_the_stick("armley", 1);
  std::unique_ptr<Desk> desk;
  std::vector<DeskProgress> bar;
  std::vector<DeskAnswer> ended;
  std::atomic<std::size_t> told = 0;  // of the answers; before it is, the vectors are the worker's
  Desk::Options made = with_keys();
  // On the worker's thread, as each word comes.
  made.notify = [&] {
    for (const Action& one : desk->answers()) {
      if (const auto* moved = std::get_if<DeskMoved>(&one)) bar.push_back(moved->progress);
      if (const auto* answer = std::get_if<DeskAnswer>(&one)) ended.push_back(*answer);
    }
    told = ended.size();
  };
  desk = std::make_unique<Desk>(made);
  desk->use_stick(at("stick"));
  for (const auto& [what, file, least] : {std::tuple{Do::check_workbook, "a.xlsx", 8}, std::tuple{Do::look_at_pack, "hub.pack", 4}, std::tuple{Do::install, "hub.pack", 3}}) {
    bar.clear();
    desk->ask({++ticket_, {.what_to_do = what, .what = file, .now = LocalTime{today, 600}}});
    for (int i = 0; i < 3000 && told < ticket_; ++i) std::this_thread::sleep_for(std::chrono::milliseconds{20});
    ASSERT_EQ(told, ticket_);
    EXPECT_EQ(ended.back().fault, DeskFault::none) << ended.back().why;
    EXPECT_GE(static_cast<int>(bar.size()), least) << file;
    for (std::size_t i = 0; i < bar.size(); ++i) {
      EXPECT_EQ(bar[i].total, 100U);
      EXPECT_LE(bar[i].done, 100U);
      const DeskProgress& before = bar[i > 0 ? i - 1 : 0];
      EXPECT_GE(bar[i].done, before.done) << file;
      EXPECT_GE(bar[i].stage, before.stage) << file;
    }
    EXPECT_GT(bar.back().done, 50U) << file;
  }
}

TEST_F(DeskTest, PublishingWithoutAKeySaysSo) {
  Desk desk(options());
  for (const Do what : {Do::hide, Do::confirm, Do::show, Do::publish_notice, Do::withdraw_notice, Do::publish_workbook}) EXPECT_EQ(ask(desk, {.what_to_do = what, .what = "a"}).fault, DeskFault::no_hub_key);
  EXPECT_FALSE(desk.store_changed());
}

}  // namespace
}  // namespace kiosk::app
