// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/trust.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <system_error>

#include "kiosk/packs/edition.hpp"
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
  int line = 0;     // where it stands
};
std::optional<PublicKey> key_of(const Given& given) {
  auto key = public_key_from("untrusted comment: \n" + given.key, {});
  return key ? std::optional{key.value()} : std::nullopt;
}
std::optional<KeyId> number_from(std::string_view text) {
  KeyId id{};
  if (text.size() != 2 * id.size()) return std::nullopt;
  for (std::size_t i = 0; i < id.size(); ++i) {
    // text_of() writes the last byte first.
    const std::string_view two = text.substr(text.size() - 2 * (i + 1), 2);
    const auto [end, problem] = std::from_chars(two.data(), two.data() + two.size(), id[i], 16);
    if (problem != std::errc{} || end != two.data() + two.size()) return std::nullopt;
  }
  return text_of(id) == text ? std::optional{id} : std::nullopt;
}
// The number that a line says instead of a file: 45ACBD498D5E18DD, or with .pub, as a store has its keys.
std::optional<KeyId> number_in(std::string_view name) {
  if (name.ends_with(".pub")) name.remove_suffix(4);
  return number_from(name);
}

struct Roles {
  std::map<std::string, Given> keys;  // by file name
  int city_signatures = 1;
  long serial = 0;  // 0: not said
};

// What stands after `name =` on a line, up to a comment; nothing if the line begins otherwise.
std::optional<std::string_view> setting(std::string_view line, std::string_view name) {
  if (!line.starts_with(name)) return std::nullopt;
  line = trimmed(line.substr(name.size()));
  if (!line.starts_with('=')) return std::string_view{};
  line = trimmed(line.substr(1));
  return trimmed(line.substr(0, line.find('#')));
}

// The plain part of TOML that roles need: its number, how many sign, and a [keys]
// table of quoted pairs. Whatever else stands there is an error, because a rule that was
// overlooked could be the one that takes trust away.
Result<Roles> roles_from(std::string_view text, const fs::path& file) {
  Roles roles;
  int number = 0;
  bool in_keys = false;
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
    if (const auto said = in_keys ? std::nullopt : setting(line, "serial")) {
      const auto [end_of_it, problem] = std::from_chars(said->data(), said->data() + said->size(), roles.serial);
      if (problem != std::errc{} || end_of_it != said->data() + said->size() || roles.serial < 1 || roles.serial > highest_serial)
        return Error{ErrorCode::configuration, fmt::format("{}, line {}: serial is a number from 1 to {}. Type it like serial = 2.", file.string(), number, highest_serial)};
      continue;
    }
    if (const auto said = in_keys ? std::nullopt : setting(line, "city_signatures")) {
      if (said->size() != 1 || (*said)[0] < '1' || (*said)[0] > '0' + most_signatures)
        return Error{ErrorCode::configuration, fmt::format("{}, line {}: city_signatures is a number from 1 to {}. Type it like city_signatures = 2.", file.string(), number, most_signatures)};
      roles.city_signatures = (*said)[0] - '0';
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
    const Given given{role.value(), std::string{trimmed(std::string_view{*value}.substr(space))}, number};
    if (!given.key.empty() && !key_of(given)) return wrong(fmt::format("what stands after {} is not a key: it is the second line of its .pub", text_of(given.role)));
    if (!roles.keys.emplace(*key, given).second) return wrong(fmt::format("'{}' is named twice", *key));
  }
  return roles;
}

std::string to_text(const Roles& roles) {
  std::string text = "# What each key may sign: city, hub:SITE, or revoked.\n";
  if (roles.serial != 0) text += fmt::format("serial = {}\n", roles.serial);
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

// --- what was revoked, once and for all ---

// A line of revoked.txt: the number of the key and what it was called.
struct Gone {
  KeyId id{};
  std::string name;
};

fs::path revoked_file(const fs::path& folder) { return folder / "revoked.txt"; }

struct GoneFile {
  std::string text;
  std::vector<Gone> keys;
};
Result<GoneFile> read_gone(const fs::path& folder) {
  const fs::path file = revoked_file(folder);
  if (!is_there(file)) return GoneFile{};
  auto text = read_file(file, small_file);
  if (!text) return text.error();
  GoneFile gone{text.value(), {}};
  int number = 0;
  for (std::string_view rest = gone.text; !rest.empty();) {
    ++number;
    const std::size_t end = rest.find('\n');
    const std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t space = std::min(line.find(' '), line.size());
    const auto id = number_from(line.substr(0, space));
    if (!id) return Error{ErrorCode::configuration, fmt::format("{}, line {}: this is not the number of a key. It has 16 digits and capital letters, as on the first line of its .pub, like 45ACBD498D5E18DD.", file.string(), number)};
    gone.keys.push_back({*id, std::string{trimmed(line.substr(space))}});
  }
  return gone;
}

// `keys` without trust in those: in theirs that are there, and by number where there is no file.
void revoke(std::vector<TrustedKey>& keys, const std::vector<Gone>& gone) {
  for (const Gone& one : gone) {
    bool here = false;
    for (TrustedKey& key : keys) {
      if (key.key.id != one.id) continue;
      key.role = Role{Role::Kind::revoked, {}};
      here = true;
    }
    if (!here) keys.push_back({one.name.empty() ? text_of(one.id) : one.name, {one.id, {}}, Role{Role::Kind::revoked, {}}});
  }
}

// --- what the lines say of which key ---

// The line that says what a key is: of the name of its file, else of the key or the number, whatever its file is called.
const Given* line_of(const Roles& roles, const std::string& name, const PublicKey& key) {
  if (const auto named = roles.keys.find(name); named != roles.keys.end()) return &named->second;
  for (const auto& [line, given] : roles.keys) {
    const auto said = key_of(given);
    if ((said && said->key == key.key && said->id == key.id) || number_in(line) == key.id) return &given;
  }
  return nullptr;
}

// What the lines revoke by the key or its number.
std::vector<Gone> revoked_in(const Roles& roles) {
  std::vector<Gone> gone;
  for (const auto& [line, given] : roles.keys) {
    if (given.role.kind != Role::Kind::revoked) continue;
    if (const auto said = key_of(given)) gone.push_back({said->id, line});
    else if (const auto id = number_in(line)) gone.push_back({*id, line});
  }
  return gone;
}

// A line for a file that is not there may be one that takes trust away, with a letter wrong.
// `known`: keys that lie elsewhere, or have gone.
Outcome each_line_means_a_key(const Roles& roles, const fs::path& folder, const std::vector<fs::path>& files, const std::vector<Gone>& known) {
  for (const auto& [name, given] : roles.keys) {
    if (!given.key.empty() || number_in(name)) continue;
    const auto is_it = [&name = name](const auto& one) { return one == name; };
    std::vector<std::string> there;
    for (const fs::path& file : files) there.push_back(file.filename().string());
    if (std::any_of(there.begin(), there.end(), is_it)) continue;
    if (given.role.kind == Role::Kind::revoked && std::any_of(known.begin(), known.end(), [&](const Gone& one) { return is_it(one.name); })) continue;
    constexpr std::size_t most_named = 12;
    if (there.size() > most_named) there.resize(most_named);
    return Error{ErrorCode::configuration, fmt::format("{}, line {}: there is no file \"{}\" beside it, so \"{}\" would go for nothing. The keys there are {}. Type one of these, capital and small letters as they are; "
                                                       "or, of a key whose file has gone, its number, like \"45ACBD498D5E18DD\" = \"revoked\".",
                                                       roles_file(folder).string(), given.line, name, text_of(given.role), there.empty() ? "none" : fmt::format("{}", fmt::join(there, ", ")))};
  }
  return Done{};
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

// Eight bytes say which key is meant (its number), and anybody can make a key of a given number.
Outcome each_number_once(const std::vector<TrustedKey>& keys, const fs::path& folder) {
  for (const TrustedKey& one : keys) {
    const auto other = std::find_if(keys.begin(), keys.end(), [&](const TrustedKey& key) { return key.key.id == one.key.id && key.key.key != one.key.key; });
    if (other == keys.end()) continue;
    return Error{ErrorCode::pack, fmt::format("{} and {} in {} are two different keys with the same number, {}, so one of them is made to pass for the other. Find out which one is right, and take the other away.",
                                              one.name, other->name, folder.string(), text_of(one.key.id))};
  }
  return Done{};
}

// An old roles.toml, which was right once, must not bring back what a newer one took away.
Outcome no_step_back(const RolesFile& coming, const RolesFile& here, const fs::path& from, const fs::path& folder) {
  const long comes = coming.roles.serial, stands = here.roles.serial;
  const bool other = is_there(signature_file_of(roles_file(folder))) && coming.text != here.text;
  if (comes > stands || (comes == stands && !other)) return Done{};
  const auto called = [](long serial) { return serial == 0 ? std::string{"no serial"} : fmt::format("serial {}", serial); };
  return Error{ErrorCode::pack, fmt::format("{} has {}, and the one in {} has {}{}. Take the newest; if this is to be it, write serial = {} above [keys] and sign it again.", roles_file(from).string(), called(comes),
                                            folder.string(), called(stands), comes == stands ? " and says something else" : ", which is newer", stands + 1)};
}

// The keys of a folder with the roles that `roles` gives them. `sealed`: roles names every one, and says which it is.
enum class Sealed { no, yes };
Result<std::vector<TrustedKey>> keys_in(const fs::path& folder, const Roles& roles, Sealed sealed, const std::vector<Gone>& known) {
  auto files = key_files(folder);
  if (!files) return files.error();
  if (auto right = each_line_means_a_key(roles, folder, files.value(), known); !right) return right.error();
  std::vector<TrustedKey> keys;
  for (const fs::path& file : files.value()) {
    auto text = read_file(file, small_file);
    if (!text) return text.error();
    auto key = public_key_from(text.value(), file.string());
    if (!key) return key.error();
    const std::string name = file.filename().string();
    const Given* const given = line_of(roles, name, key.value());
    if (given == nullptr) {
      if (sealed == Sealed::no) keys.push_back({name, key.value(), Role{}});
      continue;
    }
    const bool revoked = given->role.kind == Role::Kind::revoked;
    if (sealed == Sealed::yes && given->key.empty() && !revoked)
      return unsigned_roles(folder, fmt::format("it is signed, but does not say which key '{0}' is. Write \"{0}\" = \"{1} {2}\", if {2} is the right one", name, text_of(given->role), key_line(key.value())));
    if (!given->key.empty() && given->key != key_line(key.value()))
      return Error{ErrorCode::pack, fmt::format("{} is not the key that roles.toml says it is. Get the right file, or have roles.toml mended and signed again.", file.string())};
    keys.push_back({name, key.value(), given->role});
  }
  if (auto right = each_number_once(keys, folder); !right) return right.error();
  const std::vector<Gone> gone = revoked_in(roles);
  for (TrustedKey& key : keys)
    if (std::any_of(gone.begin(), gone.end(), [&](const Gone& one) { return one.id == key.key.id; })) key.role = Role{Role::Kind::revoked, {}};
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
      return Error{ErrorCode::pack, fmt::format("{} is signed with {}, which is revoked (roles.toml or revoked.txt says so). Have the pack signed with a key in force.",
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
  auto gone = read_gone(folder);
  if (!gone) return gone.error();
  auto keys = keys_in(folder, roles->roles, is_signed ? Sealed::yes : Sealed::no, gone->keys);
  if (!keys) return keys.error();
  const bool none = keys->empty();
  revoke(keys.value(), gone->keys);
  revoke(keys.value(), revoked_in(roles->roles));
  if (is_signed) {
    if (auto right = check_signed(folder, roles->text, keys.value()); !right) return right.error();
  }
  if (none) {
    return Error{ErrorCode::pack, fmt::format("There is no .pub file in {}. Put the city's public key there.", folder.string())};
  }
  return Trust{std::move(keys).value(), roles->roles.city_signatures};
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

Outcome record_revoked(const fs::path& folder, const std::vector<TrustedKey>& keys) {
  auto gone = read_gone(folder);
  if (!gone) return gone.error();
  std::string text = gone->text;
  if (text.empty()) text = "# Keys that were revoked here. They stay revoked, whatever roles.toml says: only a person takes a line out.\n";
  if (!text.ends_with('\n')) text += '\n';
  bool more = false;
  for (const TrustedKey& key : keys) {
    if (key.role.kind != Role::Kind::revoked || std::any_of(gone->keys.begin(), gone->keys.end(), [&](const Gone& one) { return one.id == key.key.id; })) continue;
    std::string name = key.name;
    std::replace_if(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, '?');
    text += fmt::format("{} {}\n", text_of(key.key.id), name);
    gone->keys.push_back({key.key.id, {}});
    more = true;
  }
  return more ? write_file(revoked_file(folder), text) : Outcome{Done{}};
}

Outcome apply_revoked(Trust& trust, const fs::path& folder) {
  auto gone = read_gone(folder);
  if (!gone) return gone.error();
  revoke(trust.keys, gone->keys);
  return Done{};
}

Result<Trust> adopt_keys(const fs::path& from, const fs::path& folder) {
  auto trusted = read_keys(folder);
  if (!trusted) return trusted.error();
  auto roles = read_roles(from);
  if (!roles) return roles.error();
  if (roles->text.empty()) return unsigned_roles(from, "it is not there");
  if (auto right = check_signed(from, roles->text, trusted->keys); !right) return right.error();
  auto here = read_roles(folder);
  if (!here) return here.error();
  if (auto right = no_step_back(roles.value(), here.value(), from, folder); !right) return right.error();
  std::vector<Gone> known;
  for (const TrustedKey& key : trusted->keys) known.push_back({key.key.id, key.name});
  auto keys = keys_in(from, roles->roles, Sealed::yes, known);
  if (!keys) return keys.error();
  for (const TrustedKey& old : trusted->keys) {
    if (old.role.kind != Role::Kind::revoked) continue;
    for (const TrustedKey& key : keys.value()) {
      if (key.key.id == old.key.id && key.role.kind != Role::Kind::revoked)
        return Error{ErrorCode::pack, fmt::format("{} was revoked here, and a key once revoked stays revoked. Make a new key for {}.", key.name, text_of(key.role))};
    }
  }
  for (const TrustedKey& key : keys.value()) {
    for (const TrustedKey& old : trusted->keys) {
      if (old.only_its_number()) continue;
      if (old.key.id == key.key.id && old.key.key != key.key.key)
        return Error{ErrorCode::pack, fmt::format("{} has the number of {} here, {}, and is another key. Make a new key for {}.", key.name, old.name, text_of(key.key.id), text_of(key.role))};
      if (old.name == key.name && old.key.key != key.key.key)
        return Error{ErrorCode::pack, fmt::format("{} is another key here. Give the new key a name of its own, like city-2027.pub.", key.name)};
    }
  }
  auto signature = read_file(signature_file_of(roles_file(from)), small_file);
  if (!signature) return signature.error();
  if (auto recorded = record_revoked(folder, trusted->keys); !recorded) return recorded.error();
  // Power may fail between any two steps, and what is trusted is then what was before or what comes:
  // signed roles trust no key that they do not name, others get the role before the key, with the key in the line; and
  // either signature may be the one that fits.
  const bool is_signed = is_there(signature_file_of(roles_file(folder)));
  for (const TrustedKey& key : keys.value()) {
    if (!is_signed)
      if (auto recorded = rewrite(folder, [&](Roles& lines) { lines.keys[key.name] = {key.role, key_line(key.key)}; }); !recorded) return recorded.error();
    if (auto written = write_file(folder / key.name, to_text(key.key)); !written) return written.error();
  }
  const fs::path beside = signature_file_of(roles_file(folder), 2);
  if (auto written = write_file(beside, signature.value()); !written) return written.error();
  if (auto written = write_file(roles_file(folder), roles->text); !written) return written.error();
  std::error_code problem;
  fs::rename(beside, signature_file_of(roles_file(folder)), problem);
  if (problem) return Error{ErrorCode::file, fmt::format("Cannot put the signature of {} in place: {}.", roles_file(folder).string(), problem.message())};
  for (const TrustedKey& key : trusted->keys)
    if (line_of(roles->roles, key.name, key.key) == nullptr && key.role.kind != Role::Kind::revoked) fs::remove(folder / key.name, problem);
  if (auto flushed = flush_to_disk(folder); !flushed) return flushed.error();
  // Only now: the key that signed the roles before may be among those that go.
  auto now = read_keys(folder);
  if (!now) return now.error();
  if (auto recorded = record_revoked(folder, now->keys); !recorded) return recorded.error();
  return now;
}

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
