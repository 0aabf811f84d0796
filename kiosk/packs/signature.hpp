// SPDX-License-Identifier: GPL-3.0-or-later
// Signatures in minisign's format: Ed25519 over the BLAKE2b-512 of the file
// ("ED", prehashed), with a trusted comment that is signed too.
//   https://jedisct1.github.io/minisign/ : the file formats
// `minisign -Vm FILE -p NAME.pub` agrees with verify(), and verify() agrees
// with what `minisign -S` makes. Old-style signatures (`minisign -S -l`) are
// refused: they need the whole file in memory and say nothing that "ED" does not.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/packs/progress.hpp"

namespace kiosk::packs {

using KeyId = std::array<unsigned char, 8>;
// As minisign prints it: 16 capital hexadecimal digits.
[[nodiscard]] std::string text_of(const KeyId& id);

struct PublicKey {
  KeyId id{};
  std::array<unsigned char, 32> key{};
};
// The key is wiped from memory when this goes.
struct SecretKey {
  KeyId id{};
  std::array<unsigned char, 64> key{};
  SecretKey() = default;
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();
};
struct Signature {
  KeyId id{};
  std::array<unsigned char, 64> signature{};         // of the hash
  std::string trusted_comment;
  std::array<unsigned char, 64> global_signature{};  // of the signature and the comment
};

struct KeyPair {
  PublicKey public_key;
  SecretKey secret_key;
};
[[nodiscard]] Result<KeyPair> make_keys();

// The text of a .pub, .key or .minisig file, and back. `name` is for messages.
[[nodiscard]] std::string to_text(const PublicKey& key);
[[nodiscard]] std::string to_text(const SecretKey& key);
[[nodiscard]] std::string to_text(const Signature& signature);
[[nodiscard]] Result<PublicKey> public_key_from(std::string_view text, std::string_view name);
// Keys with a password (minisign without -W) are refused with the way out.
[[nodiscard]] Result<SecretKey> secret_key_from(std::string_view text, std::string_view name);
[[nodiscard]] Result<Signature> signature_from(std::string_view text, std::string_view name);

// The BLAKE2b-512 of a file, read in pieces; of its progress (Step::verifying) it says the bytes.
using FileHash = std::array<unsigned char, 64>;
[[nodiscard]] Result<FileHash> hash_of(const std::filesystem::path& file, const Progress& progress = {});
[[nodiscard]] std::string hexadecimal(std::string_view bytes);

[[nodiscard]] Result<Signature> sign(const FileHash& hash, const SecretKey& key, std::string trusted_comment);
// True only if both the hash and the trusted comment were signed by `key`.
[[nodiscard]] bool verifies(const FileHash& hash, const Signature& signature, const PublicKey& key);

// A short digest of a text (BLAKE2b, 16 bytes, hexadecimal): tells whether an
// English source has changed since it was translated.
[[nodiscard]] std::string digest_of_text(std::string_view text);

// The BLAKE2b-512 of what comes piece by piece.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  void add(std::string_view bytes);
  [[nodiscard]] FileHash hash();  // once, at the end

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kiosk::packs
