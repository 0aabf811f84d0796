// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/trust.hpp"

#include <fmt/format.h>

#include <algorithm>
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

// The plain part of TOML that roles need: a [keys] table of quoted pairs.
// Whatever else stands there is an error, because a rule that was overlooked
// could be the one that takes trust away.
Result<std::map<std::string, Role>> read_roles(const fs::path& file) {
  std::map<std::string, Role> roles;
  std::error_code none;
  if (!fs::exists(fs::symlink_status(file, none))) return roles;
  auto text = read_file(file, small_file);
  if (!text) return text.error();
  int number = 0;
  bool in_keys = false;
  for (std::string_view rest = text.value(); !rest.empty();) {
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
    if (!in_keys) return wrong("a line stands before [keys]");
    const auto key = take_quoted(line);
    line = trimmed(line);
    if (!key || !line.starts_with('=')) return wrong("this is not a key and its role");
    line.remove_prefix(1);
    const auto value = take_quoted(line);
    line = trimmed(line);
    if (!value || !(line.empty() || line.starts_with('#'))) return wrong("the role is not in plain quotation marks");
    auto role = role_from(*value);
    if (!role) return wrong(role.error().detail);
    if (!roles.emplace(*key, role.value()).second) return wrong(fmt::format("'{}' is named twice", *key));
  }
  return roles;
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

Result<std::vector<TrustedKey>> read_keys(const fs::path& folder) {
  std::vector<TrustedKey> keys;
  std::error_code problem;
  fs::directory_iterator entries{folder, problem};
  if (problem) {
    return Error{ErrorCode::file, fmt::format("Cannot read the folder of keys {}: {}. Give the folder that holds the .pub files.",
                                              folder.string(), problem.message())};
  }
  auto roles = read_roles(folder / "roles.toml");
  if (!roles) return roles.error();
  std::vector<fs::path> files;
  for (; !problem && entries != fs::directory_iterator{}; entries.increment(problem)) {
    if (entries->path().extension() == ".pub") files.push_back(entries->path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    auto text = read_file(file, small_file);
    if (!text) return text.error();
    auto key = public_key_from(text.value(), file.string());
    if (!key) return key.error();
    const auto role = roles->find(file.filename().string());
    keys.push_back({file.filename().string(), key.value(), role == roles->end() ? Role{} : role->second});
  }
  if (keys.empty()) {
    return Error{ErrorCode::pack, fmt::format("There is no .pub file in {}. Put the city's public key there.", folder.string())};
  }
  return keys;
}

Outcome record_role(const fs::path& folder, const std::string& key_file, const Role& role) {
  const fs::path file = folder / "roles.toml";
  auto roles = read_roles(file);
  if (!roles) return roles.error();
  roles->insert_or_assign(key_file, role);
  std::string text = "# What each key may sign: city, hub:SITE, or revoked.\n[keys]\n";
  for (const auto& [name, given] : roles.value()) text += fmt::format("\"{}\" = \"{}\"\n", name, text_of(given));
  return write_file(file, text);
}

fs::path signature_file_of(const fs::path& pack) { return fs::path{pack}.concat(".minisig"); }

Result<Verified> verify(const fs::path& given, const std::vector<TrustedKey>& keys) {
  // current.pack is a link; its signature lies beside what it points at.
  std::error_code none;
  const fs::path pack = fs::is_symlink(fs::symlink_status(given, none)) ? fs::weakly_canonical(given, none) : given;
  const fs::path file = signature_file_of(pack);
  auto text = read_file(file, small_file);
  if (!text) {
    return Error{ErrorCode::pack, fmt::format("{} has no signature to read. {} Ask whoever made the pack to sign it, and keep both files together.",
                                              pack.string(), text.error().detail)};
  }
  auto signature = signature_from(text.value(), file.string());
  if (!signature) return signature.error();
  return verify(pack, signature.value(), keys);
}

Result<Verified> verify(const fs::path& pack, const Signature& signature, const std::vector<TrustedKey>& keys) {
  // One key may lie there under two names; a name that takes its trust away wins.
  std::vector<const TrustedKey*> candidates;
  for (const TrustedKey& key : keys) {
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
  auto hash = hash_of(pack);
  if (!hash) return hash.error();
  const auto key = std::find_if(candidates.begin(), candidates.end(), [&](const TrustedKey* k) { return verifies(hash.value(), signature, k->key); });
  if (key == candidates.end()) {
    return Error{ErrorCode::pack, fmt::format("{} does not fit its signature by {}: it was changed or damaged after signing. Get the pack and its .minisig again.",
                                              pack.string(), candidates.front()->name)};
  }
  return Verified{**key, signature.trusted_comment, hash.value()};
}

}  // namespace kiosk::packs
