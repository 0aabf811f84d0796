// SPDX-License-Identifier: GPL-3.0-or-later
// Key and signature files, and the names of roles: what is taken is written the
// same way again, and nothing made up verifies.
#include "kiosk/packs/signature.hpp"
#include "kiosk/packs/trust.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzzing::text_of(data, size);
  if (const auto key = packs::public_key_from(text, "a.pub")) {
    const auto again = packs::public_key_from(packs::to_text(key.value()), "a.pub");
    require(again.ok() && again->id == key->id && again->key == key->key, "a public key reads back");
  }
  if (const auto key = packs::secret_key_from(text, "a.key")) {
    const auto again = packs::secret_key_from(packs::to_text(key.value()), "a.key");
    require(again.ok() && again->id == key->id && again->key == key->key, "a secret key reads back");
  }
  if (const auto signature = packs::signature_from(text, "a.minisig")) {
    const auto again = packs::signature_from(packs::to_text(signature.value()), "a.minisig");
    require(again.ok() && again->id == signature->id && again->signature == signature->signature && again->trusted_comment == signature->trusted_comment &&
                again->global_signature == signature->global_signature,
            "a signature reads back");
    static const auto keys = packs::make_keys();
    packs::PublicKey ours = keys->public_key;
    ours.id = signature->id;  // so that the key is tried, not only its number
    require(!packs::verifies(packs::FileHash{}, signature.value(), ours), "nobody signs with our key");
  }
  if (const auto role = packs::role_from(text)) require(packs::role_from(packs::text_of(role.value())).value() == role.value(), "a role reads back");

  // The same bytes as a folder of trust would hold them.
  static const fuzzing::Folder folder;
  static const auto trusted = [] {
    const auto pair = packs::make_keys();
    folder.write("city.pub", packs::to_text(pair->public_key));
    return pair->public_key.id;
  }();
  folder.write("roles.toml", text);
  if (const auto keys = packs::read_keys(folder.path())) require(keys->keys.size() == 1 && keys->keys[0].key.id == trusted, "roles.toml adds no key");
  return 0;
}
