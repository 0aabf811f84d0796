// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/trust.hpp"

#include <fmt/format.h>

#include "kiosk/packs/installed.hpp"
#include "kiosk/packs/overlay.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

class TrustTest : public PackTest {
 protected:
  TrustTest() { write_source(small_source()); }

  static std::string line(const PublicKey& key) {
    const std::string text = to_text(key);
    const std::size_t begin = text.find('\n') + 1;
    return text.substr(begin, text.find('\n', begin) - begin);
  }
  void sign_file(const std::filesystem::path& file, const KeyPair& keys, int number = 1) const {
    auto signature = sign(hash_of(file).value(), keys.secret_key, "timestamp:1");
    ASSERT_TRUE(signature);
    ASSERT_TRUE(write_file(signature_file_of(file, number), to_text(signature.value())));
  }
  // A folder as somebody would bring it on a stick: keys with their roles, signed.
  void write_signed_roles(const std::string& folder, const std::string& roles, const KeyPair& by) const {
    write(folder + "/roles.toml", roles);
    sign_file(at(folder + "/roles.toml"), by);
  }
  [[nodiscard]] bool minisign(const std::string& arguments) const { return std::system(("cd '" + folder_.string() + "' && minisign " + arguments + " >/dev/null 2>&1 </dev/null").c_str()) == 0; }
  template <class T>
  static std::string why(const Result<T>& result) { return result ? "it was taken" : result.error().detail; }
  [[nodiscard]] std::string names() const {
    auto trust = read_keys(at("keys"));
    if (!trust) return trust.error().detail;
    std::string all;
    for (const TrustedKey& key : trust->keys) all += key.name + "=" + text_of(key.role) + " ";
    return all;
  }
};

TEST_F(TrustTest, SignedRolesTrustOnlyTheKeysTheyNameAndSayWhich) {
  const KeyPair city = keys_in("keys", "city"), stray = keys_in("keys", "stray");
  EXPECT_EQ(names(), "city.pub=city stray.pub=city ") << "without roles every key is the city's";
  write_signed_roles("keys", "[keys]\n\"city.pub\" = \"city " + line(city.public_key) + "\"\n", city);
  EXPECT_EQ(names(), "city.pub=city ");
  EXPECT_TRUE(minisign("-Vm keys/roles.toml -p keys/city.pub"));
  EXPECT_NE(why(record_role(at("keys"), "armley.pub", Role{Role::Kind::hub, "armley"})).find("by hand"), std::string::npos) << "no signature is thrown away";
  EXPECT_EQ(names(), "city.pub=city ");
  // A letter more, a key that is not the city's, a key that is not said, and another key under the name.
  write("keys/roles.toml", bytes_of(at("keys/roles.toml")) + "#\n");
  EXPECT_NE(names().find("does not fit"), std::string::npos) << names();
  write_signed_roles("keys", "[keys]\n\"city.pub\" = \"city " + line(city.public_key) + "\"\n", stray);
  EXPECT_NE(names().find("does not fit"), std::string::npos) << names();
  write_signed_roles("keys", "[keys]\n\"city.pub\" = \"city\"\n", city);
  EXPECT_NE(names().find("does not say which key 'city.pub' is"), std::string::npos) << names();
  write_signed_roles("keys", "[keys]\n\"city.pub\" = \"city " + line(city.public_key) + "\"\n", city);
  write("keys/city.pub", to_text(stray.public_key));
  EXPECT_NE(names().find("is not the key that roles.toml says"), std::string::npos) << names();
  std::filesystem::remove(at("keys/roles.toml"));
  EXPECT_NE(names().find("its signature is there, and it is not"), std::string::npos) << names();
}

TEST_F(TrustTest, AnOldKeySignsANewOneInAndTheNewOneRevokesIt) {
  const KeyPair old = keys_in("keys", "city-2026"), fresh = keys_in("stick", "city-2027");
  write("stick/city-2026.pub", to_text(old.public_key));
  int serial = 0;
  const auto roles = [&](const std::string& of_old) {
    return "serial = " + std::to_string(++serial) + "\n[keys]\n\"city-2026.pub\" = \"" + of_old + " " + line(old.public_key) + "\"\n\"city-2027.pub\" = \"city " + line(fresh.public_key) + "\"\n";
  };
  // The new key cannot bring itself in.
  write_signed_roles("stick", roles("city"), fresh);
  EXPECT_NE(why(adopt_keys(at("stick"), at("keys"))).find("does not fit"), std::string::npos);
  EXPECT_EQ(names(), "city-2026.pub=city ");
  // Debian's minisign signs it in; its keys have no password here, as ours.
  write("old.key", to_text(old.secret_key));
  write("stick/roles.toml", roles("city"));
  ASSERT_TRUE(minisign("-Sm stick/roles.toml -s old.key")) << "Install Debian's package minisign.";
  auto taken = adopt_keys(at("stick"), at("keys"));
  ASSERT_TRUE(taken) << taken.error().detail;
  EXPECT_EQ(names(), "city-2026.pub=city city-2027.pub=city ");
  const auto pack = built(1);
  sign_pack(pack, fresh);
  EXPECT_TRUE(install(pack, at("store"), at("keys"), Removals::allow));

  write_signed_roles("stick", roles("revoked"), fresh);
  EXPECT_TRUE(minisign("-Vm stick/roles.toml -p stick/city-2027.pub"));
  ASSERT_TRUE(adopt_keys(at("stick"), at("keys"))) << why(adopt_keys(at("stick"), at("keys")));
  EXPECT_EQ(names(), "city-2026.pub=revoked city-2027.pub=city ");
  sign_pack(pack, old);
  EXPECT_NE(why(install(pack, at("store"), at("keys"), Removals::allow)).find("revoked"), std::string::npos);
  // What is revoked does not come back: not by itself, and not by the city's mistake.
  write_signed_roles("stick", roles("city"), old);
  EXPECT_NE(why(adopt_keys(at("stick"), at("keys"))).find("does not fit"), std::string::npos);
  write_signed_roles("stick", roles("city"), fresh);
  EXPECT_NE(why(adopt_keys(at("stick"), at("keys"))).find("a key once revoked stays revoked"), std::string::npos);
}

TEST_F(TrustTest, OldSignedRolesDoNotComeBack) {
  const KeyPair city = keys_in("keys", "city");
  write("stick/city.pub", to_text(city.public_key));
  const std::string keys = "[keys]\n\"city.pub\" = \"city " + line(city.public_key) + "\"\n";
  const auto adopt = [&](const std::string& settings) {
    write_signed_roles("stick", settings + keys, city);
    return why(adopt_keys(at("stick"), at("keys")));
  };
  const auto wanted = [&] { return read_keys(at("keys")).value().city_signatures; };
  EXPECT_EQ(adopt(""), "it was taken") << "the first need no serial";
  EXPECT_EQ(adopt(""), "it was taken") << "the same again";
  EXPECT_NE(adopt("city_signatures = 2\n").find("has no serial, and the one in " + at("keys").string() + " has no serial and says something else. Take the newest; if this is to be it, write serial = 1 above [keys]"),
            std::string::npos) << adopt("city_signatures = 2\n");
  EXPECT_EQ(adopt("serial = 1\n"), "it was taken");
  EXPECT_EQ(adopt("serial = 2 # two people\ncity_signatures = 2\n"), "it was taken");
  EXPECT_NE(adopt("serial = 1\n").find("has serial 1, and the one in " + at("keys").string() + " has serial 2, which is newer. Take the newest; if this is to be it, write serial = 3 above [keys] and sign it again."), std::string::npos)
      << adopt("serial = 1\n");
  EXPECT_NE(adopt("").find("has no serial"), std::string::npos);
  EXPECT_NE(adopt("serial = 2\n").find("has serial 2 and says something else"), std::string::npos);
  EXPECT_EQ(wanted(), 2);
  EXPECT_EQ(adopt("serial = 30\n"), "it was taken");
  EXPECT_EQ(wanted(), 1);
  for (const char* wrong : {"serial = 0\n", "serial = -1\n", "serial = 2000000001\n", "serial = 9223372036854775808\n", "serial = two\n", "serial = 2x\n", "serial\n", "serial =\n"})
    EXPECT_NE(adopt(wrong).find("line 1: serial is a number from 1 to 2000000000. Type it like serial = 2."), std::string::npos) << wrong << adopt(wrong);
  // A line that is added to unsigned roles leaves the serial.
  std::filesystem::remove(signature_file_of(at("keys/roles.toml")));
  ASSERT_TRUE(record_role(at("keys"), "city.pub", Role{}));
  EXPECT_NE(adopt("serial = 29\n").find("has serial 30, which is newer"), std::string::npos);
}

TEST_F(TrustTest, OnceRevokedIsRevokedForGood) {
  const KeyPair old = keys_in("keys", "city"), fresh = keys_in("stick", "city-2027");
  write("stick/city.pub", to_text(old.public_key));
  const std::string of_fresh = "\"city-2027.pub\" = \"city " + line(fresh.public_key) + "\"\n";
  const std::string of_old = "\"city.pub\" = \"city " + line(old.public_key) + "\"\n";
  int serial = 0;
  const auto adopt = [&](const std::string& keys, const KeyPair& by) {
    write_signed_roles("stick", "serial = " + std::to_string(++serial) + "\n[keys]\n" + keys, by);
    return why(adopt_keys(at("stick"), at("keys")));
  };
  ASSERT_EQ(adopt(of_fresh + of_old, old), "it was taken");
  ASSERT_EQ(adopt(of_fresh + "\"city.pub\" = \"revoked\"\n", fresh), "it was taken");
  EXPECT_EQ(names(), "city-2027.pub=city city.pub=revoked ");
  // Left out, its file gone, and named again.
  ASSERT_EQ(adopt(of_fresh, fresh), "it was taken");
  std::filesystem::remove(at("keys/city.pub"));
  EXPECT_EQ(names(), "city-2027.pub=city city.pub=revoked ");
  EXPECT_NE(adopt(of_fresh + of_old, fresh).find("city.pub was revoked here, and a key once revoked stays revoked"), std::string::npos);
  EXPECT_NE(adopt(of_fresh + of_old, old).find("does not fit"), std::string::npos) << "nor does it sign itself back in";
  // Not even without signed roles: what lies in the folder is the city's, but for that key.
  std::filesystem::remove(at("keys/roles.toml"));
  std::filesystem::remove(signature_file_of(at("keys/roles.toml")));
  write("keys/again.pub", to_text(old.public_key));
  EXPECT_EQ(names(), "again.pub=revoked city-2027.pub=city ");
  // By hand alone.
  const std::string record = bytes_of(at("keys/revoked.txt"));
  EXPECT_NE(record.find(text_of(old.public_key.id) + " city.pub\n"), std::string::npos) << record;
  write("keys/revoked.txt", record + "city.pub\n");
  EXPECT_NE(names().find("revoked.txt, line 3: this is not the number of a key"), std::string::npos) << names();
  std::filesystem::remove(at("keys/revoked.txt"));
  EXPECT_EQ(names(), "again.pub=city city-2027.pub=city ");
}

TEST_F(TrustTest, AStoreKeepsWhatWasRevokedAndNeverLosesItsCityPackToAnOverlay) {
  const KeyPair old = keys_in("keys", "city"), fresh = keys_in("keys", "fresh"), hub = keys_in("keys", "armley");
  ASSERT_TRUE(record_role(at("keys"), "armley.pub", Role{Role::Kind::hub, "armley"}));
  write("armley.key", to_text(hub.secret_key));
  const auto put = [&](long serial, const KeyPair& by) {
    const auto pack = built(serial);
    sign_pack(pack, by);
    return why(install(pack, at("store"), at("keys"), Removals::allow));
  };
  const auto stands = [&] { return why(open_current(at("store"), keys_of(at("store")))); };
  ASSERT_EQ(put(1, old), "it was taken");
  ASSERT_TRUE(record_role(at("keys"), "city.pub", Role{Role::Kind::revoked, {}}));
  ASSERT_TRUE(record_city_signatures(at("keys"), 2));
  // A notice goes out, and neither what is revoked nor the second signature takes the city's pack away.
  const HubDesk desk{"armley", at("store"), at("keys"), at("armley.key")};
  ASSERT_EQ(why(publish_notice(desk, {"lift", "The lift", "It is broken.", "en", {}}, today)), "it was taken");
  EXPECT_EQ(stands(), "it was taken");
  ASSERT_TRUE(record_city_signatures(at("keys"), 1));
  EXPECT_NE(put(2, old).find("is revoked"), std::string::npos);
  ASSERT_EQ(put(2, fresh), "it was taken");
  EXPECT_EQ(stands(), "it was taken");
  EXPECT_NE(why(rollback(at("store"))).find("is revoked"), std::string::npos);
  // The folder of keys forgets; the store does not, and refuses before anything is in force.
  ASSERT_TRUE(record_role(at("keys"), "city.pub", Role{}));
  EXPECT_NE(put(3, old).find("is revoked (roles.toml or revoked.txt says so)"), std::string::npos) << put(3, old);
  EXPECT_EQ(stands(), "it was taken");
  std::filesystem::remove(at("store/keys/revoked.txt"));
  EXPECT_EQ(put(4, old), "it was taken") << "by hand";
  EXPECT_EQ(stands(), "it was taken");
}

TEST_F(TrustTest, EveryLineOfRolesMeansAKey) {
  const KeyPair city = keys_in("keys", "city"), other = keys_in("keys", "other");
  const std::string number = text_of(city.public_key.id);
  const auto with = [&](const std::string& line) {
    write("keys/roles.toml", "# roles\n[keys]\n" + line + "\n");
    return names();
  };
  for (const std::string wrong : {"\"City.pub\" = \"revoked\"", "\"city\" = \"revoked\"", "\"gone.pub\" = \"revoked\"", "\"gone.pub\" = \"hub:armley\"", "\"\" = \"revoked\"", "\"45ACBD498D5E18D\" = \"revoked\""})
    EXPECT_NE(with(wrong).find("roles.toml, line 3: there is no file " + wrong.substr(0, wrong.find(' ')) + " beside it"), std::string::npos) << wrong << "\n" << names();
  EXPECT_NE(with("\"City.pub\" = \"revoked\"").find("so \"revoked\" would go for nothing. The keys there are city.pub, other.pub. Type one of these"), std::string::npos) << names();
  EXPECT_NE(with("\"city.pub\" = \"revoked RWQ\"").find("line 3: what stands after revoked is not a key"), std::string::npos) << names();
  // By number and by the key itself, whatever the file is called, and when it has gone.
  EXPECT_EQ(with("\"" + number + "\" = \"revoked\""), "city.pub=revoked other.pub=city ");
  EXPECT_EQ(with("\"" + number + ".pub\" = \"hub:armley\""), "city.pub=hub:armley other.pub=city ");
  EXPECT_EQ(with("\"was-city.pub\" = \"revoked " + line(city.public_key) + "\""), "city.pub=revoked other.pub=city ");
  EXPECT_EQ(with("\"was-city.pub\" = \"hub:armley " + line(city.public_key) + "\""), "city.pub=hub:armley other.pub=city ") << "a renamed file is not the city's";
  std::filesystem::remove(at("keys/city.pub"));
  const auto pack = built(1);
  sign_pack(pack, city);
  for (const std::string& revoked : {"\"" + number + "\" = \"revoked\"", "\"was-city.pub\" = \"revoked " + line(city.public_key) + "\""}) {
    with(revoked);
    EXPECT_NE(why(install(pack, at("store"), at("keys"), Removals::allow)).find("is revoked"), std::string::npos) << revoked;
  }
  EXPECT_EQ(with("\"was-city.pub\" = \"city " + line(city.public_key) + "\""), "other.pub=city ") << "a line adds no key";
  // A file that has gone since it was revoked.
  write("keys/revoked.txt", number + " was-city.pub\n");
  EXPECT_EQ(with("\"was-city.pub\" = \"revoked\""), "other.pub=city was-city.pub=revoked ");
  EXPECT_NE(with("\"was-city.pub\" = \"city\"").find("line 3: there is no file"), std::string::npos);
}

TEST_F(TrustTest, ARevocationIsAdoptedWithoutTheFile) {
  const KeyPair old = keys_in("keys", "city"), fresh = keys_in("keys", "fresh");
  write("stick/fresh.pub", to_text(fresh.public_key));
  const auto adopt = [&](const std::string& line_of_old) {
    write_signed_roles("stick", "[keys]\n\"fresh.pub\" = \"city " + line(fresh.public_key) + "\"\n" + line_of_old + "\n", fresh);
    return why(adopt_keys(at("stick"), at("keys")));
  };
  EXPECT_NE(adopt("\"City.pub\" = \"revoked\"").find("line 3: there is no file \"City.pub\" beside it"), std::string::npos);
  EXPECT_EQ(names(), "city.pub=city fresh.pub=city ");
  EXPECT_EQ(adopt("\"city.pub\" = \"revoked\""), "it was taken") << "the file lies here";
  EXPECT_EQ(names(), "city.pub=revoked fresh.pub=city ");
  std::filesystem::remove(at("keys/city.pub"));
  EXPECT_EQ(names(), "fresh.pub=city city.pub=revoked ") << "and need not stay";
}

TEST_F(TrustTest, AdoptedKeysKeepTheirNames) {
  const KeyPair city = keys_in("keys", "city"), other = keys_in("stick", "city");
  write_signed_roles("stick", "[keys]\n\"city.pub\" = \"city " + line(other.public_key) + "\"\n", city);
  EXPECT_NE(why(adopt_keys(at("stick"), at("keys"))).find("city.pub is another key here"), std::string::npos);
  std::filesystem::remove(at("stick/roles.toml"));
  EXPECT_NE(why(adopt_keys(at("stick"), at("keys"))).find("it is not there"), std::string::npos);
  EXPECT_EQ(names(), "city.pub=city ");
}

TEST_F(TrustTest, TwoKeysOfOneNumberAreRefusedAndTheStoreKeepsItsCityPack) {
  const KeyPair city = keys_in("keys", "city");
  const auto put = [&](long serial) {
    const auto pack = built(serial);
    sign_pack(pack, city);
    return install(pack, at("store"), at("keys"), Removals::allow);
  };
  ASSERT_TRUE(put(1));
  KeyPair evil = make_keys().value();
  evil.public_key.id = evil.secret_key.id = city.public_key.id;
  const auto stands = [&] { return why(open_current(at("store"), keys_of(at("store")))) == "it was taken"; };
  // Side by side; by either one's signature.
  write("keys/armley.pub", to_text(evil.public_key));
  ASSERT_TRUE(record_role(at("keys"), "armley.pub", Role{Role::Kind::hub, "armley"}));
  EXPECT_NE(why(put(2)).find("armley.pub and city.pub in " + at("keys").string() + " are two different keys with the same number, " + text_of(city.public_key.id)), std::string::npos) << why(put(2));
  EXPECT_TRUE(stands());
  // In a folder of its own, against the store: as a hub's overlay, as the city's pack, and revoked.
  write("other/armley.pub", to_text(evil.public_key));
  ASSERT_TRUE(record_role(at("other"), "armley.pub", Role{Role::Kind::hub, "armley"}));
  write("armley.key", to_text(evil.secret_key));
  const HubDesk desk{"armley", at("store"), at("other"), at("armley.key")};
  EXPECT_NE(why(publish_notice(desk, {"lift", "The lift", "It is broken.", "en", {}}, today)).find("armley.pub has the number of a key that packs in"), std::string::npos);
  EXPECT_TRUE(stands());
  ASSERT_TRUE(record_role(at("other"), "armley.pub", Role{}));
  const auto pack = built(3);
  sign_pack(pack, evil);
  EXPECT_NE(why(install(pack, at("store"), at("other"), Removals::allow)).find("is another key, made to pass for it"), std::string::npos);
  const KeyPair second = keys_in("other", "second");
  ASSERT_TRUE(record_role(at("other"), "armley.pub", Role{Role::Kind::revoked, {}}));
  sign_pack(pack, second);
  EXPECT_NE(why(install(pack, at("store"), at("other"), Removals::allow)).find("is another key, made to pass for it"), std::string::npos);
  EXPECT_TRUE(stands());
  // Brought on a stick and signed in.
  std::filesystem::remove(at("keys/armley.pub"));
  std::filesystem::remove(at("keys/roles.toml"));
  write("stick/new.pub", to_text(evil.public_key));
  write_signed_roles("stick", "[keys]\n\"new.pub\" = \"city " + line(evil.public_key) + "\"\n", city);
  EXPECT_NE(why(adopt_keys(at("stick"), at("keys"))).find("new.pub has the number of city.pub here"), std::string::npos) << why(adopt_keys(at("stick"), at("keys")));
  EXPECT_TRUE(put(4)) << "with the false key gone, all goes on";
}

TEST_F(TrustTest, APackForTheCityNeedsTwoPeople) {
  const KeyPair one = keys_in("keys", "one"), two = keys_in("keys", "two"), hub = keys_in("keys", "armley");
  ASSERT_TRUE(record_role(at("keys"), "armley.pub", Role{Role::Kind::hub, "armley"}));
  ASSERT_TRUE(record_city_signatures(at("keys"), 2));
  const auto pack = built(1);
  const auto put = [&] { return install(pack, at("store"), at("keys"), Removals::allow); };
  sign_pack(pack, one);
  EXPECT_NE(why(put()).find("signed by 1 of the 2 people"), std::string::npos) << why(put());
  // The same person again, the same key under another name, a hub, and a stranger are nobody else.
  sign_file(pack, one, 2);
  EXPECT_NE(why(put()).find("signed by 1 of the 2"), std::string::npos);
  write("keys/a-copy.pub", to_text(one.public_key));
  EXPECT_NE(why(put()).find("signed by 1 of the 2"), std::string::npos);
  sign_file(pack, hub, 2);
  EXPECT_NE(why(put()).find("signed by 1 of the 2"), std::string::npos);
  sign_file(pack, make_keys().value(), 2);
  EXPECT_NE(why(put()).find("signed by 1 of the 2"), std::string::npos);
  sign_file(pack, two, 2);
  auto installed = put();
  ASSERT_TRUE(installed) << installed.error().detail;
  EXPECT_TRUE(minisign("-Vm a.pack -x a.pack.2.minisig -p keys/two.pub"));
  // The store asks for both too, and has what it needs.
  std::filesystem::remove_all(at("keys"));
  EXPECT_TRUE(open_current(at("store"), keys_of(at("store"))));
  std::filesystem::remove(signature_file_of(installed->pack, 2));
  EXPECT_NE(why(open_current(at("store"), keys_of(at("store")))).find("signed by 1 of the 2"), std::string::npos);
}

TEST_F(TrustTest, RolesAreReadToTheLetter) {
  keys_in("keys", "city");
  for (const char* wrong : {"city_signatures = 0\n", "city_signatures = 5\n", "city_signatures = 22\n", "city_signatures = two\n", "city_signatures\n"}) {
    write("keys/roles.toml", std::string{wrong} + "[keys]\n");
    EXPECT_NE(names().find("city_signatures is a number from 1 to 4"), std::string::npos) << wrong << names();
  }
  write("keys/roles.toml", "city_signatures = 2 # two people\n[keys]\n\"city.pub\" = \"city\"\n");
  EXPECT_EQ(read_keys(at("keys")).value().city_signatures, 2);
  keys_in("keys", "armley");
  ASSERT_TRUE(record_role(at("keys"), "armley.pub", Role{Role::Kind::hub, "armley"}));
  EXPECT_EQ(read_keys(at("keys")).value().city_signatures, 2) << "a line written beside it stays";
}

}  // namespace
}  // namespace kiosk::packs
