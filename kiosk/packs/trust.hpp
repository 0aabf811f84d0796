// SPDX-License-Identifier: GPL-3.0-or-later
// Which keys are trusted, for what, and whether one of them signed a pack.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/packs/signature.hpp"

namespace kiosk::packs {

// city: the whole pack. hub: the overlay of that site and nothing else.
// revoked: nothing any more.
struct Role {
  enum class Kind { city, hub, revoked } kind = Kind::city;
  std::string site;  // of a hub
  bool operator==(const Role&) const = default;
};
// `city`, `hub:SITE`, `revoked`; SITE is small letters, digits and hyphens.
[[nodiscard]] Result<Role> role_from(std::string_view text);
[[nodiscard]] std::string text_of(const Role& role);

struct TrustedKey {
  std::string name;  // of its file
  PublicKey key;
  Role role;
};

// The *.pub of a folder, by name. They are trusted for the city unless
// `roles.toml` beside them says otherwise:
//   [keys]
//   "armley.pub" = "hub:armley"
// A key file or a line that cannot be read is an error: trust is never guessed.
[[nodiscard]] Result<std::vector<TrustedKey>> read_keys(const std::filesystem::path& folder);

// Writes down the role of a key in `roles.toml` in that folder; other lines stay.
[[nodiscard]] Outcome record_role(const std::filesystem::path& folder, const std::string& key_file, const Role& role);

struct Verified {
  TrustedKey key;
  std::string trusted_comment;
  FileHash hash{};
};
[[nodiscard]] std::filesystem::path signature_file_of(const std::filesystem::path& pack);
// Reads FILE.pack.minisig first; then the pack, as bytes and nothing more.
[[nodiscard]] Result<Verified> verify(const std::filesystem::path& pack, const std::vector<TrustedKey>& keys);
// The same where the signature lies somewhere else.
[[nodiscard]] Result<Verified> verify(const std::filesystem::path& pack, const Signature& signature, const std::vector<TrustedKey>& keys);

}  // namespace kiosk::packs
