// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/pin.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace kiosk::packs {
namespace {

constexpr std::size_t shortest = 4, longest = 8;

void wipe(std::string& text) {
  sodium_memzero(text.data(), text.size());
  text.clear();
}

}  // namespace

Result<std::string> pin_hash_of(std::string pin) {
  const bool digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || pin.size() < shortest || pin.size() > longest) {
    wipe(pin);
    return Error{ErrorCode::input, "The PIN must be 4 to 8 of the digits 0 to 9, and nothing else. Type another."};
  }
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  const bool done = sodium_init() >= 0 && crypto_pwhash_str(hash.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                                            crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
  wipe(pin);
  if (!done) return Error{ErrorCode::file, "The PIN's hash needs 64 MB of memory, and they are not there. Close something and try again."};
  return std::string(hash.data());
}

bool pin_fits(const std::string& hash, std::string pin) {
  const bool fits = sodium_init() >= 0 && crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
  wipe(pin);
  return fits;
}

}  // namespace kiosk::packs
