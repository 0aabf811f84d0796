// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/signature.hpp"

#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

class SignatureTest : public PackTest {
 protected:
  // The exit status; what it printed is in the file `printed`.
  [[nodiscard]] int run(const std::string& command) const {
    return ::system(("cd '" + folder_.string() + "' && (" + command + ") >printed 2>&1 </dev/null").c_str());
  }
};

TEST_F(SignatureTest, ComesBackFromItsText) {
  const KeyPair keys = keys_in("keys", "city");
  auto shared = public_key_from(to_text(keys.public_key), "city.pub");
  ASSERT_TRUE(shared);
  EXPECT_EQ(shared->key, keys.public_key.key);
  auto secret = secret_key_from(to_text(keys.secret_key), "city.key");
  ASSERT_TRUE(secret) << secret.error().detail;
  EXPECT_EQ(secret->key, keys.secret_key.key);
  write("a.pack", "some bytes");
  sign_pack(at("a.pack"), keys);
  auto signature = signature_from(bytes_of(at("a.pack.minisig")), "a.pack.minisig");
  ASSERT_TRUE(signature);
  auto hash = hash_of(at("a.pack"));
  ASSERT_TRUE(hash);
  EXPECT_TRUE(verifies(hash.value(), signature.value(), keys.public_key));
}

TEST_F(SignatureTest, MinisignAgreesBothWays) {
  ASSERT_EQ(run("minisign -v"), 0) << "Install Debian's package minisign.";
  const KeyPair keys = keys_in(".", "city");
  write("city.key", to_text(keys.secret_key));
  write("a.pack", std::string(100'000, 'p'));
  sign_pack(at("a.pack"), keys);
  EXPECT_EQ(run("minisign -Vm a.pack -p city.pub"), 0) << bytes_of(at("printed"));

  // Theirs, with our key and with their own.
  EXPECT_EQ(run("rm a.pack.minisig && minisign -S -s city.key -m a.pack -t 'by minisign'"), 0) << bytes_of(at("printed"));
  auto verified = verify(at("a.pack"), read_keys(folder_).value());
  ASSERT_TRUE(verified) << verified.error().detail;
  EXPECT_EQ(verified->trusted_comment, "by minisign");
  ASSERT_EQ(run("mkdir theirs && minisign -G -W -p theirs/t.pub -s t.key && minisign -S -s t.key -m a.pack"), 0) << bytes_of(at("printed"));
  EXPECT_TRUE(verify(at("a.pack"), read_keys(at("theirs")).value()));
  auto their_key = secret_key_from(bytes_of(at("t.key")), "t.key");
  ASSERT_TRUE(their_key) << their_key.error().detail;

  // Their old style is refused with the way out.
  ASSERT_EQ(run("minisign -S -l -s t.key -m a.pack"), 0) << bytes_of(at("printed"));
  auto old = verify(at("a.pack"), read_keys(at("theirs")).value());
  ASSERT_FALSE(old);
  EXPECT_NE(old.error().detail.find("Sign again without minisign's -l"), std::string::npos);
}

TEST_F(SignatureTest, AnyChangedByteIsNoticed) {
  const KeyPair keys = keys_in("keys", "city");
  write("a.pack", "0123456789");
  sign_pack(at("a.pack"), keys);
  const auto trusted = read_keys(at("keys"));
  ASSERT_TRUE(trusted);
  ASSERT_TRUE(verify(at("a.pack"), trusted.value()));
  for (std::size_t i = 0; i < 10; ++i) {
    std::string changed = "0123456789";
    changed[i] ^= 1;
    write("a.pack", changed);
    EXPECT_FALSE(verify(at("a.pack"), trusted.value())) << i;
  }
  write("a.pack", "0123456789");
  // The first line is the untrusted comment; after it every byte counts.
  const std::string text = bytes_of(at("a.pack.minisig"));
  for (std::size_t i = text.find('\n') + 1; i < text.size(); ++i) {
    if (text[i] == '\n') continue;
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    write("a.pack.minisig", changed);
    auto verified = verify(at("a.pack"), trusted.value());
    EXPECT_FALSE(verified) << "byte " << i << " " << text[i];
  }
  for (std::size_t size = 0; size + 1 < text.size(); size += 7) {
    write("a.pack.minisig", text.substr(0, size));
    EXPECT_FALSE(verify(at("a.pack"), trusted.value())) << size;
  }
}

TEST_F(SignatureTest, RefusesKeysItCannotUse) {
  EXPECT_FALSE(public_key_from("", "x.pub"));
  EXPECT_FALSE(public_key_from("untrusted comment: x\nAAAA\n", "x.pub"));
  EXPECT_FALSE(public_key_from("untrusted comment: x\n" + std::string(56, 'A') + "\n", "x.pub"));
  EXPECT_FALSE(secret_key_from("untrusted comment: x\n!!\n", "x.key"));
  const KeyPair keys = keys_in("keys", "city");
  std::string damaged = to_text(keys.secret_key);
  const std::size_t at_key = damaged.find('\n') + 120;
  damaged[at_key] = damaged[at_key] == 'A' ? 'B' : 'A';
  auto key = secret_key_from(damaged, "x.key");
  ASSERT_FALSE(key);
  EXPECT_NE(key.error().detail.find("damaged"), std::string::npos);
}

}  // namespace
}  // namespace kiosk::packs
