// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/signature.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

#include "kiosk/base/assert.hpp"

namespace kiosk::packs {
namespace {

constexpr std::string_view untrusted = "untrusted comment: ";
constexpr std::string_view trusted = "trusted comment: ";

Outcome start_sodium() {
  if (sodium_init() < 0) return Error{ErrorCode::platform, "libsodium cannot start: the machine gives no random numbers. Restart it."};
  return Done{};
}

std::string base64(std::span<const unsigned char> bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the NUL that libsodium writes
  return text;
}

// Exactly `size` bytes, or nothing.
std::optional<std::vector<unsigned char>> from_base64(std::string_view text, std::size_t size) {
  std::vector<unsigned char> bytes(size);
  std::size_t have = 0;
  const char* end = nullptr;
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &have, &end,
                        sodium_base64_VARIANT_ORIGINAL) != 0 ||
      have != size || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return bytes;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < 8) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

// minisign's own reader takes the key on the second line; so do we.
std::string_view second_line(std::string_view text) {
  const auto lines = lines_of(text);
  return lines.size() >= 2 && lines[0].starts_with(untrusted) ? lines[1] : std::string_view{};
}

template <std::size_t Size>
void copy_to(std::array<unsigned char, Size>& to, const unsigned char* from) {
  std::copy_n(from, Size, to.begin());
}

// minisign's check on a secret key: BLAKE2b-256 of algorithm, id and key.
std::array<unsigned char, 32> checksum_of(const SecretKey& key) {
  std::array<unsigned char, 32> sum{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, sum.size());
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>("Ed"), 2);
  crypto_generichash_update(&state, key.id.data(), key.id.size());
  crypto_generichash_update(&state, key.key.data(), key.key.size());
  crypto_generichash_final(&state, sum.data(), sum.size());
  return sum;
}

std::vector<unsigned char> global_message(const Signature& signature) {
  std::vector<unsigned char> message(signature.signature.begin(), signature.signature.end());
  message.insert(message.end(), signature.trusted_comment.begin(), signature.trusted_comment.end());
  return message;
}

}  // namespace

SecretKey::~SecretKey() { sodium_memzero(key.data(), key.size()); }

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    text += digits[static_cast<unsigned char>(byte) >> 4U];
    text += digits[static_cast<unsigned char>(byte) & 15U];
  }
  return text;
}

std::string text_of(const KeyId& id) {
  // minisign reads the eight bytes as a little-endian number.
  std::string text;
  for (auto byte = id.rbegin(); byte != id.rend(); ++byte) text += fmt::format("{:02X}", *byte);
  return text;
}

Result<KeyPair> make_keys() {
  if (auto started = start_sodium(); !started) return started.error();
  KeyPair pair;
  randombytes_buf(pair.public_key.id.data(), pair.public_key.id.size());
  crypto_sign_keypair(pair.public_key.key.data(), pair.secret_key.key.data());
  pair.secret_key.id = pair.public_key.id;
  return pair;
}

std::string to_text(const PublicKey& key) {
  std::vector<unsigned char> bytes{'E', 'd'};
  bytes.insert(bytes.end(), key.id.begin(), key.id.end());
  bytes.insert(bytes.end(), key.key.begin(), key.key.end());
  return fmt::format("{}minisign public key {}\n{}\n", untrusted, text_of(key.id), base64(bytes));
}

std::string to_text(const SecretKey& key) {
  std::vector<unsigned char> bytes{'E', 'd', 0, 0, 'B', '2'};  // key-derivation 0 0: no password
  bytes.resize(bytes.size() + 32 + 8 + 8);                     // salt and limits, unused without a password
  bytes.insert(bytes.end(), key.id.begin(), key.id.end());
  bytes.insert(bytes.end(), key.key.begin(), key.key.end());
  const auto sum = checksum_of(key);
  bytes.insert(bytes.end(), sum.begin(), sum.end());
  std::string text = fmt::format("{}minisign secret key {}, not encrypted\n{}\n", untrusted, text_of(key.id), base64(bytes));
  sodium_memzero(bytes.data(), bytes.size());
  return text;
}

std::string to_text(const Signature& signature) {
  std::vector<unsigned char> bytes{'E', 'D'};
  bytes.insert(bytes.end(), signature.id.begin(), signature.id.end());
  bytes.insert(bytes.end(), signature.signature.begin(), signature.signature.end());
  return fmt::format("{}signature of a Leeds kiosk pack, key {}\n{}\n{}{}\n{}\n", untrusted, text_of(signature.id), base64(bytes),
                     trusted, signature.trusted_comment, base64(signature.global_signature));
}

Result<PublicKey> public_key_from(std::string_view text, std::string_view name) {
  const auto bytes = from_base64(second_line(text), 42);
  if (!bytes || (*bytes)[0] != 'E' || (*bytes)[1] != 'd') {
    return Error{ErrorCode::pack, fmt::format("{} is not a public key as minisign writes it. Copy the .pub file again from whoever holds the key.", name)};
  }
  PublicKey key;
  copy_to(key.id, bytes->data() + 2);
  copy_to(key.key, bytes->data() + 10);
  return key;
}

Result<SecretKey> secret_key_from(std::string_view text, std::string_view name) {
  auto bytes = from_base64(second_line(text), 158);
  if (!bytes || (*bytes)[0] != 'E' || (*bytes)[1] != 'd' || (*bytes)[4] != 'B' || (*bytes)[5] != '2') {
    return Error{ErrorCode::pack, fmt::format("{} is not a secret key as minisign writes it. Give the .key file that keygen made.", name)};
  }
  if ((*bytes)[2] != 0 || (*bytes)[3] != 0) {
    return Error{ErrorCode::pack,
                 fmt::format("{} has a password, which this program does not ask for. Sign with `minisign -Sm FILE.pack -s {}` instead: "
                             "its signatures count the same.", name, name)};
  }
  SecretKey key;
  copy_to(key.id, bytes->data() + 54);
  copy_to(key.key, bytes->data() + 62);
  std::array<unsigned char, 32> sum{};
  copy_to(sum, bytes->data() + 126);
  sodium_memzero(bytes->data(), bytes->size());
  if (sum != checksum_of(key) && sum != std::array<unsigned char, 32>{}) {
    return Error{ErrorCode::pack, fmt::format("{} is damaged: its check does not fit its key. Take it from a backup.", name)};
  }
  return key;
}

Result<Signature> signature_from(std::string_view text, std::string_view name) {
  const auto broken = [&](std::string_view why) {
    return Error{ErrorCode::pack, fmt::format("{} is not a whole signature: {}. Copy it again, or sign the pack again.", name, why)};
  };
  const auto lines = lines_of(text);
  if (lines.size() < 4) return broken("it has fewer than four lines");
  if (!lines[0].starts_with(untrusted)) return broken("the first line is not an untrusted comment");
  const auto bytes = from_base64(lines[1], 74);
  if (!bytes) return broken("the second line cannot be read");
  if ((*bytes)[0] == 'E' && (*bytes)[1] == 'd') {
    return Error{ErrorCode::pack, fmt::format("{} is an old-style signature. Sign again without minisign's -l.", name)};
  }
  if ((*bytes)[0] != 'E' || (*bytes)[1] != 'D') return broken("it is of an unknown kind");
  if (!lines[2].starts_with(trusted)) return broken("the third line is not a trusted comment");
  const auto global = from_base64(lines[3], 64);
  if (!global) return broken("the fourth line cannot be read");
  Signature signature;
  copy_to(signature.id, bytes->data() + 2);
  copy_to(signature.signature, bytes->data() + 10);
  signature.trusted_comment = std::string{lines[2].substr(trusted.size())};
  copy_to(signature.global_signature, global->data());
  return signature;
}

Result<FileHash> hash_of(const std::filesystem::path& file, const Progress& progress) {
  if (auto started = start_sodium(); !started) return started.error();
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat about {};
  if (descriptor < 0 || ::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
    const std::string why = descriptor < 0 ? std::strerror(errno) : "it is not an ordinary file";
    if (descriptor >= 0) ::close(descriptor);
    return Error{ErrorCode::file, fmt::format("Cannot open {}: {}. Check the name.", file.string(), why)};
  }
  Hasher hasher;
  std::string piece(1U << 16U, '\0');
  std::uint64_t done = 0;
  for (;;) {
    const ssize_t got = ::read(descriptor, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      const std::string why = std::strerror(errno);
      ::close(descriptor);
      return Error{ErrorCode::file, fmt::format("Cannot read {}: {}. Check the disk.", file.string(), why)};
    }
    if (got == 0) break;
    hasher.add({piece.data(), static_cast<std::size_t>(got)});
    if (progress) progress(Step::verifying, done += static_cast<std::uint64_t>(got), static_cast<std::uint64_t>(about.st_size));
  }
  ::close(descriptor);
  return hasher.hash();
}

struct Hasher::State {
  crypto_generichash_state sum;
};
Hasher::Hasher() : state_(std::make_unique<State>()) {
  KIOSK_ASSERT(start_sodium().ok());
  crypto_generichash_init(&state_->sum, nullptr, 0, std::tuple_size_v<FileHash>);
}
Hasher::~Hasher() = default;
void Hasher::add(std::string_view bytes) { crypto_generichash_update(&state_->sum, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()); }
FileHash Hasher::hash() {
  FileHash hash{};
  crypto_generichash_final(&state_->sum, hash.data(), hash.size());
  return hash;
}

Result<Signature> sign(const FileHash& hash, const SecretKey& key, std::string trusted_comment) {
  if (auto started = start_sodium(); !started) return started.error();
  Signature signature;
  signature.id = key.id;
  signature.trusted_comment = std::move(trusted_comment);
  crypto_sign_detached(signature.signature.data(), nullptr, hash.data(), hash.size(), key.key.data());
  const auto message = global_message(signature);
  crypto_sign_detached(signature.global_signature.data(), nullptr, message.data(), message.size(), key.key.data());
  return signature;
}

bool verifies(const FileHash& hash, const Signature& signature, const PublicKey& key) {
  const auto message = global_message(signature);
  return signature.id == key.id &&
         crypto_sign_verify_detached(signature.signature.data(), hash.data(), hash.size(), key.key.data()) == 0 &&
         crypto_sign_verify_detached(signature.global_signature.data(), message.data(), message.size(), key.key.data()) == 0;
}

std::string digest_of_text(std::string_view text) {
  std::array<unsigned char, 16> digest{};
  crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return hexadecimal({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace kiosk::packs
