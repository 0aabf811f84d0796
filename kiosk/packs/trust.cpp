// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/trust.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <system_error>

#include "kiosk/packs/files.hpp"

namespace kiosk::packs {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t small_file = 64 * 1024;

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// `"text"` at the front of `rest`, which is moved past it.
std::optional<std::string> take_quoted(std::string_view& rest) {
  rest = trimmed(rest);
  if (!rest.starts_with('"')) return std::nullopt;
  const std::size_t end = rest.find_first_of("\"\\", 1);
  if (end == std::string_view::npos || rest[end] == '\\') return std::nullopt;
  std::string text{rest.substr(1, end - 1)};
  rest.remove_prefix(end + 1);
  return text;
}

struct Given {
  Role role;
  std::string key;  // as the .pub has it; empty: not said
};
struct Roles {
  std::map<std::string, Given> keys;  // by file name
  int city_signatures = 1;
};

// The plain part of TOML that roles need: how many sign, and a [keys] table of
// quoted pairs. Whatever else stands there is an error, because a rule that was
// overlooked could be the one that takes trust away.
Result<Roles> roles_from(std::string_view text, const fs::path& file) {
  Roles roles;
  int number = 0;
  bool in_keys = false;
  constexpr std::string_view signatures = "city_signatures";
  for (std::string_view rest = text; !rest.empty();) {
    ++number;
    const std::size_t end = rest.find('\n');
    std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.empty() || line.starts_with('#')) continue;
    if (line == "[keys]") {
      in_keys = true;
      continue;
    }
    const auto wrong = [&](std::string_view why) {
      return Error{ErrorCode::configuration, fmt::format("{}, line {}: {}. Type it like \"armley.pub\" = \"hub:armley\" under [keys].",
                                                         file.string(), number, why)};
    };
    if (!in_keys && line.starts_with(signatures)) {
      line = trimmed(line.substr(signatures.size()));
      if (line.starts_with('=')) line = trimmed(line.substr(1));
      line = trimmed(line.substr(0, line.find('#')));
      if (line.size() != 1 || line[0] < '1' || line[0] > '0' + most_signatures)
        return Error{ErrorCode::configuration, fmt::format("{}, line {}: city_signatures is a number from 1 to {}. Type it like city_signatures = 2.", file.string(), number, most_signatures)};
      roles.city_signatures = line[0] - '0';
      continue;
    }
    if (!in_keys) return wrong("a line stands before [keys]");
    const auto key = take_quoted(line);
    line = trimmed(line);
    if (!key || !line.starts_with('=')) return wrong("this is not a key and its role");
    line.remove_prefix(1);
    const auto value = take_quoted(line);
    line = trimmed(line);
    if (!value || !(line.empty() || line.starts_with('#'))) return wrong("the role is not in plain quotation marks");
    const std::size_t space = std::min(value->find(' '), value->size());
    auto role = role_from(std::string_view{*value}.substr(0, space));
    if (!role) return wrong(role.error().detail);
    const Given given{role.value(), std::string{trimmed(std::string_view{*value}.substr(space))}};
    if (!roles.keys.emplace(*key, given).second) return wrong(fmt::format("'{}' is named twice", *key));
  }
  return roles;
}

std::string to_text(const Roles& roles) {
  std::string text = "# What each key may sign: city, hub:SITE, or revoked.\n";
  if (roles.city_signatures != 1) text += fmt::format("city_signatures = {}\n", roles.city_signatures);
  text += "[keys]\n";
  for (const auto& [name, given] : roles.keys) text += fmt::format("\"{}\" = \"{}{}{}\"\n", name, text_of(given.role), given.key.empty() ? "" : " ", given.key);
  return text;
}

bool is_there(const fs::path& file) {
  std::error_code none;
  return fs::exists(fs::symlink_status(file, none));
}
fs::path roles_file(const fs::path& folder) { return folder / "roles.toml"; }

// The text too, because that is what is signed.
struct RolesFile {
  std::string text;
  Roles roles;
};
Result<RolesFile> read_roles(const fs::path& folder) {
  const fs::path file = roles_file(folder);
  if (!is_there(file)) return RolesFile{};
  auto text = read_file(file, small_file);
  if (!text) return text.error();
  auto roles = roles_from(text.value(), file);
  if (!roles) return roles.error();
  return RolesFile{std::move(text).value(), std::move(roles).value()};
}

// The second line of a .pub.
std::string key_line(const PublicKey& key) {
  const std::string text = to_text(key);
  const std::size_t begin = text.find('\n') + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

FileHash hash_of_text(std::string_view text) {
  Hasher hasher;
  hasher.add(text);
  return hasher.hash();
}

Error unsigned_roles(const fs::path& folder, std::string_view why) {
  return {ErrorCode::pack, fmt::format("{}: {}. Have whoever holds the city's key sign it: kiosk-pack sign roles.toml --key NAME.key.", roles_file(folder).string(), why)};
}

// Whether the roles of that folder are signed by one of `keys` that is the city's.
Outcome check_signed(const fs::path& folder, std::string_view roles_text, const std::vector<TrustedKey>& keys) {
  auto signatures = read_signatures(roles_file(folder));
  if (!signatures) return signatures.error();
  const FileHash hash = hash_of_text(roles_text);
  for (const SignatureFile& one : signatures.value()) {
    for (const TrustedKey& key : keys)
      if (key.role.kind == Role::Kind::city && verifies(hash, one.signature, key.key)) return Done{};
  }
  return unsigned_roles(folder, fmt::format("its signature by key {} does not fit, or that key is not the city's", text_of(signatures->front().signature.id)));
}

Result<std::vector<fs::path>> key_files(const fs::path& folder) {
  std::error_code problem;
  fs::directory_iterator entries{folder, problem};
  if (problem) {
    return Error{ErrorCode::file, fmt::format("Cannot read the folder of keys {}: {}. Give the folder that holds the .pub files.",
                                              folder.string(), problem.message())};
  }
  std::vector<fs::path> files;
  for (; !problem && entries != fs::directory_iterator{}; entries.increment(problem)) {
    if (entries->path().extension() == ".pub") files.push_back(entries->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The keys of a folder with the roles that `roles` gives them. `sealed`: roles names every one, and says which it is.
enum class Sealed { no, yes };
Result<std::vector<TrustedKey>> keys_in(const fs::path& folder, const Roles& roles, Sealed sealed) {
  auto files = key_files(folder);
  if (!files) return files.error();
  std::vector<TrustedKey> keys;
  for (const fs::path& file : files.value()) {
    auto text = read_file(file, small_file);
    if (!text) return text.error();
    auto key = public_key_from(text.value(), file.string());
    if (!key) return key.error();
    const std::string name = file.filename().string();
    const auto given = roles.keys.find(name);
    if (given == roles.keys.end()) {
      if (sealed == Sealed::no) keys.push_back({name, key.value(), Role{}});
      continue;
    }
    const bool revoked = given->second.role.kind == Role::Kind::revoked;
    if (sealed == Sealed::yes && given->second.key.empty() && !revoked)
      return unsigned_roles(folder, fmt::format("it is signed, but does not say which key '{0}' is. Write \"{0}\" = \"{1} {2}\", if {2} is the right one", name, text_of(given->second.role), key_line(key.value())));
    if (!given->second.key.empty() && given->second.key != key_line(key.value()))
      return Error{ErrorCode::pack, fmt::format("{} is not the key that roles.toml says it is. Get the right file, or have roles.toml mended and signed again.", file.string())};
    keys.push_back({name, key.value(), given->second.role});
  }
  return keys;
}

}  // namespace

namespace {

// The trusted keys that may have made a signature.
Result<std::vector<const TrustedKey*>> candidates(const fs::path& pack, const Signature& signature, const Trust& trust) {
  // One key may lie there under two names; a name that takes its trust away wins.
  std::vector<const TrustedKey*> candidates;
  for (const TrustedKey& key : trust.keys) {
    if (key.key.id != signature.id) continue;
    if (key.role.kind == Role::Kind::revoked) {
      return Error{ErrorCode::pack, fmt::format("{} is signed with {}, which roles.toml says is revoked. Have the pack signed with a key in force.",
                                                pack.string(), key.name)};
    }
    candidates.push_back(&key);
  }
  if (candidates.empty()) {
    return Error{ErrorCode::pack, fmt::format("{} is signed with key {}, which is not trusted here. If that key is right, put its .pub file among the trusted keys.",
                                              pack.string(), text_of(signature.id))};
  }
  return candidates;
}

Result<TrustedKey> signer(const fs::path& pack, const FileHash& hash, const Signature& signature, const Trust& trust) {
  auto known = candidates(pack, signature, trust);
  if (!known) return known.error();
  const auto key = std::find_if(known->begin(), known->end(), [&](const TrustedKey* k) { return verifies(hash, signature, k->key); });
  if (key == known->end()) {
    return Error{ErrorCode::pack, fmt::format("{} does not fit its signature by {}: it was changed or damaged after signing. Get the pack and its .minisig again.",
                                              pack.string(), known->front()->name)};
  }
  return **key;
}

}  // namespace

Result<Role> role_from(std::string_view text) {
  if (text == "city") return Role{};
  if (text == "revoked") return Role{Role::Kind::revoked, {}};
  constexpr std::string_view hub = "hub:";
  if (text.starts_with(hub)) {
    const std::string_view site = text.substr(hub.size());
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    if (!site.empty() && site.size() <= 64 && std::all_of(site.begin(), site.end(), allowed)) {
      return Role{Role::Kind::hub, std::string{site}};
    }
  }
  return Error{ErrorCode::input, fmt::format("'{}' is not a role: it is city, hub:SITE (small letters, digits, hyphens) or revoked",
                                             text.substr(0, 80))};
}

std::string text_of(const Role& role) {
  switch (role.kind) {
    case Role::Kind::city: return "city";
    case Role::Kind::hub: return "hub:" + role.site;
    case Role::Kind::revoked: return "revoked";
  }
  return {};
}

Result<Trust> read_keys(const fs::path& folder) {
  auto roles = read_roles(folder);
  if (!roles) return roles.error();
  const bool is_signed = is_there(signature_file_of(roles_file(folder)));
  if (is_signed && roles->text.empty()) return unsigned_roles(folder, "its signature is there, and it is not");
  auto keys = keys_in(folder, roles->roles, is_signed ? Sealed::yes : Sealed::no);
  if (!keys) return keys.error();
  if (is_signed) {
    if (auto right = check_signed(folder, roles->text, keys.value()); !right) return right.error();
  }
  if (keys->empty()) {
    return Error{ErrorCode::pack, fmt::format("There is no .pub file in {}. Put the city's public key there.", folder.string())};
  }
  return Trust{std::move(keys).value(), roles->roles.city_signatures};
}

Result<Trust> adopt_keys(const fs::path& from, const fs::path& folder) {
  auto trusted = read_keys(folder);
  if (!trusted) return trusted.error();
  auto roles = read_roles(from);
  if (!roles) return roles.error();
  if (roles->text.empty()) return unsigned_roles(from, "it is not there");
  if (auto right = check_signed(from, roles->text, trusted->keys); !right) return right.error();
  auto keys = keys_in(from, roles->roles, Sealed::yes);
  if (!keys) return keys.error();
  for (const TrustedKey& old : trusted->keys) {
    if (old.role.kind != Role::Kind::revoked) continue;
    for (const TrustedKey& key : keys.value()) {
      if (key.key.key == old.key.key && key.role.kind != Role::Kind::revoked)
        return Error{ErrorCode::pack, fmt::format("{} was revoked here, and a key once revoked stays revoked. Make a new key for {}.", old.name, text_of(key.role))};
    }
  }
  for (const TrustedKey& key : keys.value()) {
    for (const TrustedKey& old : trusted->keys) {
      if (old.name == key.name && old.key.key != key.key.key)
        return Error{ErrorCode::pack, fmt::format("{} is another key here. Give the new key a name of its own, like city-2027.pub.", key.name)};
    }
  }
  auto signature = read_file(signature_file_of(roles_file(from)), small_file);
  if (!signature) return signature.error();
  // Power may fail between any two steps, and what is trusted is then what was before or what comes:
  // signed roles trust no key that they do not name, others get the role before the key; and
  // either signature may be the one that fits.
  const bool is_signed = is_there(signature_file_of(roles_file(folder)));
  for (const TrustedKey& key : keys.value()) {
    if (!is_signed)
      if (auto recorded = record_role(folder, key.name, key.role); !recorded) return recorded.error();
    if (auto written = write_file(folder / key.name, to_text(key.key)); !written) return written.error();
  }
  const fs::path beside = signature_file_of(roles_file(folder), 2);
  if (auto written = write_file(beside, signature.value()); !written) return written.error();
  if (auto written = write_file(roles_file(folder), roles->text); !written) return written.error();
  std::error_code problem;
  fs::rename(beside, signature_file_of(roles_file(folder)), problem);
  if (problem) return Error{ErrorCode::file, fmt::format("Cannot put the signature of {} in place: {}.", roles_file(folder).string(), problem.message())};
  for (const TrustedKey& key : trusted->keys)
    if (!roles->roles.keys.contains(key.name) && key.role.kind != Role::Kind::revoked) fs::remove(folder / key.name, problem);
  if (auto flushed = flush_to_disk(folder); !flushed) return flushed.error();
  return read_keys(folder);
}

namespace {

Outcome rewrite(const fs::path& folder, const std::function<void(Roles&)>& change) {
  auto roles = read_roles(folder);
  if (!roles) return roles.error();
  change(roles->roles);
  const std::string text = to_text(roles->roles);
  if (text == roles->text) return Done{};
  if (is_there(signature_file_of(roles_file(folder)))) return unsigned_roles(folder, "it is signed, and a line has to be added to it by hand");
  return write_file(roles_file(folder), text);
}

}  // namespace

Outcome record_role(const fs::path& folder, const std::string& key_file, const Role& role) {
  return rewrite(folder, [&](Roles& roles) { roles.keys[key_file].role = role; });
}

Outcome record_city_signatures(const fs::path& folder, int number) {
  return rewrite(folder, [&](Roles& roles) { roles.city_signatures = number; });
}

fs::path signature_file_of(const fs::path& pack, int number) {
  return fs::path{pack}.concat(number == 1 ? std::string{".minisig"} : fmt::format(".{}.minisig", number));
}

Result<std::vector<SignatureFile>> read_signatures(const fs::path& given) {
  // current.pack is a link; its signature lies beside what it points at.
  std::error_code none;
  const fs::path pack = fs::is_symlink(fs::symlink_status(given, none)) ? fs::weakly_canonical(given, none) : given;
  std::vector<SignatureFile> signatures;
  for (int number = 1; number <= most_signatures; ++number) {
    const fs::path file = signature_file_of(pack, number);
    if (number > 1 && !is_there(file)) break;
    auto text = read_file(file, small_file);
    if (!text) {
      return Error{ErrorCode::pack, fmt::format("{} has no signature to read. {} Sign it with `kiosk-pack sign`, or ask whoever made it to, and keep both files together.",
                                                pack.string(), text.error().detail)};
    }
    auto signature = signature_from(text.value(), file.string());
    if (!signature) return signature.error();
    signatures.push_back({std::move(text).value(), std::move(signature).value()});
  }
  return signatures;
}

Result<Verified> verify(const fs::path& pack, const Trust& trust, const Progress& progress) {
  auto signatures = read_signatures(pack);
  if (!signatures) return signatures.error();
  // Before the long work: most of what is wrong shows already.
  if (auto known = candidates(pack, signatures->front().signature, trust); !known) return known.error();
  auto hash = hash_of(pack, progress);
  if (!hash) return hash.error();
  return verify(pack, hash.value(), signatures.value(), trust);
}

Result<Verified> verify(const fs::path& pack, const FileHash& hash, const std::vector<SignatureFile>& signatures, const Trust& trust) {
  auto first = signer(pack, hash, signatures.front().signature, trust);
  if (!first) return first.error();
  Verified verified{first.value(), signatures.front().signature.trusted_comment, {}, hash};
  if (verified.key.role.kind != Role::Kind::city) return verified;
  for (std::size_t i = 1; i < signatures.size(); ++i) {
    // Further signatures help or do nothing: whoever can add a file here must not stop the pack with it.
    auto next = signer(pack, hash, signatures[i].signature, trust);
    const auto same = [&](const TrustedKey& one) { return one.key.key == next->key.key; };
    if (!next || next->role.kind != Role::Kind::city || same(verified.key) || std::any_of(verified.more.begin(), verified.more.end(), same)) continue;
    verified.more.push_back(next.value());
  }
  const std::size_t have = 1 + verified.more.size();
  if (have < static_cast<std::size_t>(trust.city_signatures)) {
    return Error{ErrorCode::pack, fmt::format("{} is signed by {} of the {} people that roles.toml asks for. Another person looks at it (kiosk-pack show, diff) and signs it "
                                              "with a city key of their own: kiosk-pack sign {} --key NAME.key --second.", pack.string(), have, trust.city_signatures, pack.filename().string())};
  }
  return verified;
}

}  // namespace kiosk::packs
