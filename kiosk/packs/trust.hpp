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
  // A key that was revoked and whose file is not there: known by its number alone.
  [[nodiscard]] bool only_its_number() const { return key.key == decltype(key.key){}; }
};
struct Trust {
  std::vector<TrustedKey> keys;
  int city_signatures = 1;  // of how many different city keys a pack for the city needs signatures
};

// The *.pub of a folder, by name. They are trusted for the city unless
// `roles.toml` beside them says otherwise:
//   serial = 3                        (of this file: adopt_keys takes no lower one; absent: 0)
//   city_signatures = 2
//   [keys]
//   "armley.pub" = "hub:armley"
//   "city-2027.pub" = "city RWQ..."   (the second line of the .pub: the key has to be that one)
//   "45ACBD498D5E18DD" = "revoked"    (the number of a key, as the first line of its .pub has it)
// A line means the file of that name. Where it says the key or its number it means that key,
// whatever its file is called, and it revokes one that has no file at all. A line that means no
// key is an error, because it may be the one that takes trust away, with a letter wrong: it holds
// without a file only if it revokes a key that revoked.txt knows by that name.
// A key file or a line that cannot be read is an error: trust is never guessed. So are two
// different keys with one number (KeyId), for a signature names its key by that alone.
// With `roles.toml.minisig` beside it, roles.toml must be signed by a key that it
// says is the city's, names every key that is trusted, and says which key that is.
[[nodiscard]] Result<Trust> read_keys(const std::filesystem::path& folder);

// What `revoked.txt` beside them names, by number (KeyId), is revoked whatever roles.toml says, and
// stays so: adopt_keys and install write it, and only a person takes a line out.

// Brings a signed roles.toml and its keys from `from` (a stick) into `folder`, which says whom
// to believe: it must be signed by a key that is the city's in `folder` now, so that an old key
// signs a new one in. Its serial must be higher than that of the roles in `folder`, so that an
// old file brings nothing back; only the same file may come again, and the first signed roles
// need none. A key once revoked in `folder` stays revoked, whatever comes:
// its number is kept in `revoked.txt` there, when a later roles.toml no longer names it.
[[nodiscard]] Result<Trust> adopt_keys(const std::filesystem::path& from, const std::filesystem::path& folder);

// Adds the revoked ones among `keys` to `folder`/revoked.txt.
[[nodiscard]] Outcome record_revoked(const std::filesystem::path& folder, const std::vector<TrustedKey>& keys);
// Takes from `trust` what `folder`/revoked.txt names.
[[nodiscard]] Outcome apply_revoked(Trust& trust, const std::filesystem::path& folder);

// Writes down the role of a key in `roles.toml` in that folder; other lines stay.
// A signed roles.toml is left alone, with an Error: whoever holds the city's key changes and signs it.
[[nodiscard]] Outcome record_role(const std::filesystem::path& folder, const std::string& key_file, const Role& role);
// The same for how many signatures a pack for the city needs.
[[nodiscard]] Outcome record_city_signatures(const std::filesystem::path& folder, int number);

// FILE.pack.minisig; of the second person FILE.pack.2.minisig, and so on up to the fourth.
inline constexpr int most_signatures = 4;
[[nodiscard]] std::filesystem::path signature_file_of(const std::filesystem::path& pack, int number = 1);
// As they lie beside the pack: the first, then those after it that are there.
struct SignatureFile {
  std::string text;
  Signature signature;
};
[[nodiscard]] Result<std::vector<SignatureFile>> read_signatures(const std::filesystem::path& pack);

struct Verified {
  TrustedKey key;  // of the first signature
  std::string trusted_comment;
  std::vector<TrustedKey> more;  // different ones that signed it too, where the city's have to be several
  FileHash hash{};
};
// Reads the signatures first; then the pack, as bytes and nothing more.
[[nodiscard]] Result<Verified> verify(const std::filesystem::path& pack, const Trust& trust, const Progress& progress = {});
// The same where both have been read; `pack` is for messages.
[[nodiscard]] Result<Verified> verify(const std::filesystem::path& pack, const FileHash& hash, const std::vector<SignatureFile>& signatures, const Trust& trust);

}  // namespace kiosk::packs
