// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/installed.hpp"

#include "kiosk/directory/directory.hpp"
#include "kiosk/store/database.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

class InstalledTest : public PackTest {
 protected:
  InstalledTest() : city_(keys_in("keys", "city")) { write_source(small_source()); }

  Result<Installed> put(long serial, Removals removals = Removals::refuse_many, const std::string& source = "source") {
    const auto pack = built(serial, "a.pack", source);
    sign_pack(pack, city_);
    return install(pack, at("store"), at("keys"), removals);
  }
  [[nodiscard]] std::string why_not(const Result<Installed>& result) const { return result ? "it was installed" : result.error().detail; }
  [[nodiscard]] long serial_in_force() const {
    auto pack = open_current(at("store"), keys_of(at("store")));
    if (!pack) return -1;
    auto directory = directory::Directory::open(pack.value());
    return directory ? directory.value()->info().serial : -1;
  }
  // The source without its last service: a third of it.
  void write_shorter_source() {
    auto source = small_source();
    std::string& services = source["Services.csv"];
    services.resize(services.find("jobs,"));
    write_source(source, "shorter");
  }

  KeyPair city_;
};

TEST_F(InstalledTest, InstallsAndIsFoundAgain) {
  auto installed = put(1);
  ASSERT_TRUE(installed) << installed.error().detail;
  EXPECT_FALSE(installed->change) << "there was no pack to compare with";
  EXPECT_EQ(serial_in_force(), 1);
  EXPECT_TRUE(verify(at("store/current.pack"), read_keys(at("keys")).value())) << "the link itself can be verified";
  // All that the kiosk needs lies in the store.
  std::filesystem::remove_all(at("keys"));
  std::filesystem::remove_all(at("source"));
  EXPECT_EQ(serial_in_force(), 1);
}

TEST_F(InstalledTest, SerialsOnlyRise) {
  ASSERT_TRUE(put(5));
  EXPECT_TRUE(put(5)) << "the same pack again is allowed";
  EXPECT_NE(why_not(put(4)).find("has serial 4, but serial 5 is installed. Build it again with --serial 6"), std::string::npos);
  auto source = small_source();
  source["Words people use.csv"] += "money,en,bread\n";
  write_source(source);
  EXPECT_NE(why_not(put(5)).find("serial 5 is installed with other content"), std::string::npos);
  EXPECT_EQ(serial_in_force(), 5);
  EXPECT_TRUE(put(6));
  EXPECT_EQ(serial_in_force(), 6);
}

// The next is always one higher, so there has to be one.
TEST_F(InstalledTest, SerialsHaveALimit) {
  ASSERT_TRUE(put(1));
  for (const char* serial : {"9223372036854775807", "2000000001", "0", "-3", "", "2x", "99999999999999999999"}) {
    const auto pack = built(7);
    auto database = store::Database::open_or_create(pack);
    ASSERT_TRUE(database && database->execute(std::string{"UPDATE meta SET value='"} + serial + "' WHERE key='serial'"));
    database = store::Database::in_memory();
    sign_pack(pack, city_);
    const std::string why = why_not(install(pack, at("store"), at("keys"), Removals::allow));
    EXPECT_NE(why.find(pack.string() + " has the serial '" + serial + "', and a serial is a number from 1 to 2000000000. Build it again with --serial"), std::string::npos) << why;
    EXPECT_EQ(serial_in_force(), 1);
    std::filesystem::remove(pack);
  }
  EXPECT_TRUE(put(2'000'000'000));
}

TEST_F(InstalledTest, WhatIsOutOfDateDoesNotReplaceWhatIsNot) {
  using std::chrono::year, std::chrono::January, std::chrono::November, std::chrono::day;
  const Date yesterday{year{2026}, November, day{21}};
  const auto put = [&](long serial, std::optional<Date> expires) {
    Findings findings;
    BuildOptions options;
    options.serial = serial;
    options.expires = expires;
    std::filesystem::remove(at("a.pack"));
    EXPECT_TRUE(build(read(findings), options, at("a.pack")));
    sign_pack(at("a.pack"), city_);
    InstallOptions how;
    how.today = today;
    return install(at("a.pack"), at("store"), at("keys"), Removals::allow, how);
  };
  auto first = put(1, yesterday);
  ASSERT_TRUE(first) << "nothing is in force: better old than none";
  EXPECT_EQ(first->expires, yesterday);
  EXPECT_TRUE(put(2, Date{year{2026}, January, day{31}})) << "what is in force is over too";
  EXPECT_TRUE(put(3, today)) << "its last day is fresh";
  EXPECT_NE(why_not(put(4, yesterday)).find(at("a.pack").string() + " was fresh until 2026-11-21, and the one in force is fresh until 2026-11-22. Look at what it says, and build it again with a later --expires."), std::string::npos)
      << why_not(put(4, yesterday));
  EXPECT_TRUE(put(5, {}));
  EXPECT_NE(why_not(put(6, yesterday)).find("is fresh for as long as it is there"), std::string::npos);
  EXPECT_EQ(serial_in_force(), 5);
}

TEST_F(InstalledTest, ManyRemovalsAskFirst) {
  ASSERT_TRUE(put(1));
  write_shorter_source();
  EXPECT_NE(why_not(put(2, Removals::refuse_many, "shorter")).find("would remove 1 of the 3 services"), std::string::npos);
  EXPECT_EQ(serial_in_force(), 1);
  auto meant = put(2, Removals::allow, "shorter");
  ASSERT_TRUE(meant) << meant.error().detail;
  EXPECT_EQ(meant->change.value().removed, 1U);
  EXPECT_EQ(serial_in_force(), 2);
}

TEST_F(InstalledTest, RollsBackTwice) {
  EXPECT_NE(why_not(rollback(at("store"))).find("no store"), std::string::npos);
  ASSERT_TRUE(put(1));
  EXPECT_NE(why_not(rollback(at("store"))).find("keeps no earlier pack"), std::string::npos);
  ASSERT_TRUE(put(2));
  ASSERT_TRUE(put(3));
  ASSERT_TRUE(put(4));
  for (const long serial : {3, 2}) {
    auto back = rollback(at("store"));
    ASSERT_TRUE(back) << back.error().detail;
    EXPECT_EQ(back->serial, serial);
    EXPECT_EQ(serial_in_force(), serial);
  }
  EXPECT_NE(why_not(rollback(at("store"))).find("keeps no earlier pack"), std::string::npos);
  EXPECT_TRUE(put(3));
  EXPECT_EQ(serial_in_force(), 3);
}

TEST_F(InstalledTest, KeepsThreePacksAndNoScraps) {
  for (long serial = 1; serial <= 5; ++serial) ASSERT_TRUE(put(serial));
  std::size_t packs = 0;
  for (const auto& entry : std::filesystem::directory_iterator{at("store")}) {
    EXPECT_NE(entry.path().extension(), ".part") << entry.path();
    packs += entry.path().filename().string().starts_with("pack-") ? 1U : 0U;
  }
  EXPECT_EQ(packs, 9U);  // the one in force and two before it, each with its signature and its stamp
}

TEST_F(InstalledTest, NothingUnverifiedGetsIn) {
  const auto pack = built(1);
  EXPECT_NE(why_not(install(pack, at("store"), at("keys"), Removals::allow)).find("has no signature"), std::string::npos);
  const KeyPair stranger = keys_in("other", "stranger");
  sign_pack(pack, stranger);
  EXPECT_NE(why_not(install(pack, at("store"), at("keys"), Removals::allow)).find("is not trusted here"), std::string::npos);
  sign_pack(pack, city_);
  std::string bytes = bytes_of(pack);
  bytes[bytes.size() / 2] ^= 1;
  write("a.pack", bytes);
  const std::string why = why_not(install(pack, at("store"), at("keys"), Removals::allow));
  EXPECT_NE(why.find("does not fit its signature"), std::string::npos);
  EXPECT_NE(why.find(pack.string()), std::string::npos) << "the file that staff gave is the one that is named";
  EXPECT_FALSE(std::filesystem::exists(at("store/current.pack")));
  EXPECT_FALSE(std::filesystem::exists(at("store/incoming.pack.part")));
}

TEST_F(InstalledTest, WhatIsSignedButNoPackIsRefused) {
  write("a.pack", "This is no database, but it is signed.");
  sign_pack(at("a.pack"), city_);
  EXPECT_FALSE(install(at("a.pack"), at("store"), at("keys"), Removals::allow));
  const auto pack = built(1);
  std::string torn = bytes_of(pack);
  torn.resize(torn.size() / 2);
  write("a.pack", torn);
  sign_pack(at("a.pack"), city_);
  EXPECT_FALSE(install(at("a.pack"), at("store"), at("keys"), Removals::allow));
  EXPECT_FALSE(std::filesystem::exists(at("store/current.pack")));
}

TEST_F(InstalledTest, HubKeysAndRevokedKeysDoNotSignTheCity) {
  ASSERT_TRUE(record_role(at("keys"), "city.pub", Role{Role::Kind::hub, "armley"}));
  EXPECT_NE(why_not(put(1)).find("may sign for hub:armley and not for the whole city"), std::string::npos);
  ASSERT_TRUE(record_role(at("keys"), "city.pub", Role{Role::Kind::revoked, {}}));
  EXPECT_NE(why_not(put(1)).find("is revoked"), std::string::npos);
  // The same key under a second name does not get its trust back.
  std::filesystem::copy(at("keys/city.pub"), at("keys/a-copy.pub"));
  EXPECT_NE(why_not(put(1)).find("is revoked"), std::string::npos);
  write("keys/roles.toml", "[keys]\n\"city.pub\" = citty\n");
  EXPECT_NE(why_not(put(1)).find("roles.toml, line 2"), std::string::npos);
  write("keys/roles.toml", "[keys]\n\"city.pub\" = \"mayor\"\n");
  EXPECT_NE(why_not(put(1)).find("'mayor' is not a role"), std::string::npos);
}

TEST_F(InstalledTest, ARotatedKeyKeepsTheOldPackAndARevokedOneDoesNot) {
  ASSERT_TRUE(put(1));
  const KeyPair old = city_;
  city_ = keys_in("keys", "city");  // the same file name, another key
  ASSERT_TRUE(put(2));
  ASSERT_TRUE(rollback(at("store"))) << "the old key still counts for the old pack";
  ASSERT_TRUE(put(2));
  write("keys/old.pub", to_text(old.public_key));
  ASSERT_TRUE(record_role(at("keys"), "old.pub", Role{Role::Kind::revoked, {}}));
  ASSERT_TRUE(put(3));
  ASSERT_TRUE(put(4));
  EXPECT_FALSE(std::filesystem::exists(keys_of(at("store")) / (text_of(old.public_key.id) + ".pub")));
}

TEST_F(InstalledTest, ADamagedStoreIsNamedAndMendable) {
  EXPECT_NE(open_current(at("store"), keys_of(at("store"))).error().detail.find("kiosk-pack install"), std::string::npos);
  ASSERT_TRUE(put(2));
  auto pack = open_current(at("store"), keys_of(at("store")));
  ASSERT_TRUE(pack);
  std::string bytes = bytes_of(pack.value());
  bytes[100] ^= 1;
  std::ofstream{pack.value(), std::ios::binary} << bytes;
  auto broken = open_current(at("store"), keys_of(at("store")));
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error().detail.find("does not fit its signature"), std::string::npos);
  EXPECT_FALSE(put(1)) << "a damaged store is no way round the serial";
  EXPECT_TRUE(put(2)) << "the same pack mends it";
  EXPECT_EQ(serial_in_force(), 2);

  std::filesystem::remove(at("store/current.pack"));
  std::filesystem::create_symlink("../a.pack", at("store/current.pack"));
  EXPECT_NE(open_current(at("store"), keys_of(at("store"))).error().detail.find("points outside the store"), std::string::npos);
}

TEST_F(InstalledTest, PlacesThatCannotBeWrittenAreNamed) {
  sign_pack(built(1), city_);
  write("file", "");
  EXPECT_NE(why_not(install(at("a.pack"), at("file/store"), at("keys"), Removals::allow)).find("Cannot make the folder"), std::string::npos);
  EXPECT_NE(why_not(install(at("a.pack"), "/proc/store", at("keys"), Removals::allow)).find("/proc/store"), std::string::npos);
  EXPECT_NE(why_not(install(at("a.pack"), at("store"), at("nokeys"), Removals::allow)).find("folder of keys"), std::string::npos);
  std::filesystem::create_directory(at("folder.pack"));
  std::filesystem::copy(at("a.pack.minisig"), at("folder.pack.minisig"));
  EXPECT_NE(why_not(install(at("folder.pack"), at("store"), at("keys"), Removals::allow)).find("not an ordinary file"), std::string::npos) << why_not(install(at("folder.pack"), at("store"), at("keys"), Removals::allow));
  std::filesystem::create_directory(at("empty"));
  EXPECT_NE(why_not(install(at("a.pack"), at("store"), at("empty"), Removals::allow)).find("There is no .pub file"), std::string::npos);
}

}  // namespace
}  // namespace kiosk::packs
