// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/look_up.hpp"

#include <chrono>
#include <thread>

#include "kiosk/packs/installed.hpp"
#include "kiosk/packs/overlay.hpp"
#include "kiosk/packs/stamp.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::app {
namespace {

class LookUpTest : public packs::PackTest {
 protected:
  LookUpTest() : city_(keys_in("keys", "city")) { write_source(small_source()); }
  void install(long serial) {
    const auto pack = built(serial);
    sign_pack(pack, city_);
    const auto installed = packs::install(pack, at("store"), at("keys"), packs::Removals::allow);
    ASSERT_TRUE(installed) << installed.error().detail;
  }
  // Another name for a service in the file itself, under a stamp that was made to fit.
  void change_under_the_stamp() {
    const auto pack = packs::open_current(at("store"), packs::keys_of(at("store"))).value();
    const auto hash = packs::stamped_hash(pack).value();
    std::string bytes = bytes_of(pack);
    for (std::size_t where = bytes.find("Job club"); where != std::string::npos; where = bytes.find("Job club", where + 1)) bytes[where + 2] = 'B';
    std::ofstream{pack, std::ios::binary} << bytes;
    packs::stamp(pack, packs::identity_of(pack).value(), hash);
  }
  [[nodiscard]] std::unique_ptr<LookUp> open(const std::string& site = {}) const {
    auto opened = LookUp::open(at("store"), directory::Coordinates{53.8, -1.58}, {}, site);
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().detail);
    return opened ? std::move(opened).value() : nullptr;
  }
  static std::string name_of_jobs(LookUp& look_up) {
    session::LookUpService question;
    question.id = "jobs";
    question.language = "en";
    question.now = LocalTime{today, 600};
    look_up.ask(question);
    look_up.wait_until_answered();
    for (const semantics::Action& action : look_up.answers())
      if (const auto* ready = std::get_if<semantics::ServiceReady>(&action)) return ready->service.empty() ? "none" : i18n::plain_text(ready->service.front().summary.name);
    return "no answer";
  }
  // The look at the whole file is on a thread of its own.
  static bool is_found_damaged(const LookUp& look_up) {
    for (int i = 0; i < 1000 && !look_up.damaged(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds{20});
    return look_up.damaged();
  }

  packs::KeyPair city_;
};

TEST_F(LookUpTest, WhatChangedUnderItsStampIsFoundOutAndThePackBeforeServes) {
  install(1);
  install(2);
  change_under_the_stamp();
  auto look_up = open();
  ASSERT_TRUE(look_up);
  EXPECT_EQ(look_up->info().serial, 2);
  EXPECT_EQ(name_of_jobs(*look_up), "JoB club") << "the start is fooled";
  EXPECT_TRUE(is_found_damaged(*look_up));
  // Whoever opens anything from then on gets what is whole: the stamp is gone.
  look_up = open();
  ASSERT_TRUE(look_up);
  EXPECT_EQ(look_up->info().serial, 1);
  EXPECT_EQ(name_of_jobs(*look_up), "Job club");
  EXPECT_EQ(packs::open_in_force(at("store"), {})->pack, look_up->pack());
}

TEST_F(LookUpTest, AStampThatCannotBeTakenAwayIsNotBelieved) {
  install(1);
  install(2);
  change_under_the_stamp();
  auto look_up = LookUp::open(at("store"), {}, {}, {}, packs::Stamps::ignore);
  ASSERT_TRUE(look_up);
  EXPECT_EQ(look_up.value()->info().serial, 1);
}

TEST_F(LookUpTest, WithNoPackBeforeItNothingIsShown) {
  install(1);
  change_under_the_stamp();
  auto look_up = open();
  ASSERT_TRUE(look_up);
  (void)name_of_jobs(*look_up);
  EXPECT_TRUE(is_found_damaged(*look_up));
  EXPECT_FALSE(LookUp::open(at("store"), {}, {}));
}

TEST_F(LookUpTest, ADamagedPackGivesWayToTheOneBeforeAtTheStart) {
  install(1);
  install(2);
  const auto pack = packs::open_current(at("store"), packs::keys_of(at("store"))).value();
  std::filesystem::resize_file(pack, std::filesystem::file_size(pack) / 2);
  auto look_up = open();
  ASSERT_TRUE(look_up);
  EXPECT_EQ(look_up->info().serial, 1);
  EXPECT_EQ(name_of_jobs(*look_up), "Job club");
}

TEST_F(LookUpTest, TheOverlayOfThisHubIsLaidOverAndNoOther) {
  install(1);
  const auto hub = keys_in("keys", "armley");
  ASSERT_TRUE(packs::record_role(at("keys"), "armley.pub", packs::Role{packs::Role::Kind::hub, "armley"}));
  write("armley.key", packs::to_text(hub.secret_key));
  ASSERT_TRUE(packs::hide_record({"armley", at("store"), at("keys"), at("armley.key")}, "jobs", today));
  EXPECT_EQ(name_of_jobs(*open("armley")), "none");
  EXPECT_EQ(name_of_jobs(*open("seacroft")), "Job club");
  // Damaged, it is left out.
  const auto overlay = packs::open_overlay(at("store"), packs::keys_of(at("store")), "armley").value().value();
  std::filesystem::resize_file(overlay, 5000);
  EXPECT_EQ(name_of_jobs(*open("armley")), "Job club");
}

}  // namespace
}  // namespace kiosk::app
