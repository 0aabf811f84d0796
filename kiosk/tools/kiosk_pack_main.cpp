// SPDX-License-Identifier: GPL-3.0-or-later
// kiosk-pack: makes, checks, signs, installs and searches content packs.
// The command lines are a contract: adding is welcome, changing is not.
#include <fmt/format.h>

#include <stdlib.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/directory/directory.hpp"
#include "kiosk/directory/words_shown.hpp"
#include "kiosk/fleet/fetch.hpp"
#include "kiosk/fleet/pages.hpp"
#include "kiosk/packs/build.hpp"
#include "kiosk/packs/check.hpp"
#include "kiosk/packs/edition.hpp"
#include "kiosk/packs/export.hpp"
#include "kiosk/packs/files.hpp"
#include "kiosk/packs/generate.hpp"
#include "kiosk/packs/installed.hpp"
#include "kiosk/packs/overlay.hpp"
#include "kiosk/packs/publishing_log.hpp"
#include "kiosk/packs/records.hpp"
#include "kiosk/packs/signature.hpp"
#include "kiosk/packs/source.hpp"
#include "kiosk/packs/staff_workbook.hpp"
#include "kiosk/packs/trust.hpp"
#include "kiosk/packs/values.hpp"
#include "kiosk/store/database.hpp"
#include "kiosk/tools/progress_line.hpp"
#include "kiosk/unicode/utf.hpp"

namespace {

namespace fs = std::filesystem;
namespace packs = kiosk::packs;
namespace directory = kiosk::directory;
namespace fleet = kiosk::fleet;
using nlohmann::json;

constexpr int done = 0;
constexpr int failed = 1;
constexpr int wrong_usage = 2;

// Names of files and words out of a pack are anybody's: no escape reaches the terminal, no bidi control
// turns the line round, and what is one line stays one.
std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return directory::clean(text);
}
void print(const std::string& line) {
  const std::string shown = one_line(line) + '\n';
  std::fwrite(shown.data(), 1, shown.size(), stdout);
}
// The first line is the reason, and what it consists of may follow.
int fail(const std::vector<std::string>& lines, int status = failed) {
  std::fflush(stdout);
  for (const std::string& line : lines) {
    const std::string shown = one_line(line) + '\n';
    std::fwrite(shown.data(), 1, shown.size(), stderr);
  }
  return status;
}
int fail(const std::string& reason, int status = failed) { return fail(std::vector{reason}, status); }

// Bytes of a hostile pack may be no UTF-8: shown as U+FFFD instead of throwing.
template <class Json>
std::string text_of(const Json& value, int indent = -1) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}
// For programs, so nothing is lost: what one_line() takes out is written as JSON's own escape.
template <class Json>
void print_json(const Json& value, int indent = -1) {
  const std::string text = text_of(value, indent);
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const kiosk::unicode::CodePoint c = kiosk::unicode::code_point_at(text, at);
    const std::string_view bytes = std::string_view{text}.substr(at, c.end - at);
    if (c.value >= 0x7F && directory::clean(bytes) != bytes) shown += fmt::format("\\u{:04x}", static_cast<unsigned>(c.value));
    else shown += bytes;
    at = c.end;
  }
  shown += '\n';
  std::fwrite(shown.data(), 1, shown.size(), stdout);
}

kiosk::LocalTime now() { return kiosk::london_time(std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now())); }

// Said before the work, and in the words of whoever typed the name.
std::optional<std::string> cannot_write(const fs::path& file) {
  std::error_code none;
  if (fs::is_directory(file, none)) return fmt::format("{} is a folder. Give the name of a file in it.", file.string());
  const fs::path folder = file.parent_path();
  if (!folder.empty() && !fs::exists(folder, none)) return fmt::format("There is no folder {}. Make it first, or give one that is there.", folder.string());
  if (!folder.empty() && !fs::is_directory(folder, none)) return fmt::format("{} is not a folder. Give one that is there.", folder.string());
  return std::nullopt;
}
std::optional<std::string> cannot_read(const fs::path& pack) {
  std::error_code none;
  if (!fs::exists(fs::symlink_status(pack, none))) return fmt::format("There is no file {}. Check the name.", pack.string());
  if (fs::is_directory(pack, none)) return fmt::format("{} is a folder. Give the pack itself, FILE.pack.", pack.string());
  return std::nullopt;
}

const char* name_of(packs::Level level) {
  switch (level) {
    case packs::Level::stops: return "stops";
    case packs::Level::check: return "check";
    case packs::Level::note: return "note";
  }
  return "";
}

using kiosk::tools::ProgressLine;
using enum packs::Step;

// --- check and build ---------------------------------------------------------

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code none;
    std::string name = (fs::temp_directory_path(none) / "kiosk-pack-XXXXXX").string();
    if (!none && ::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code none;
    if (!path_.empty()) fs::remove_all(path_, none);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }  // empty: there is none

 private:
  fs::path path_;
};

// Pages of a web server are fetched into a folder that goes again with its content read.
kiosk::Result<packs::Content> read_address(const std::string& source, const fleet::Network& network, packs::Findings& findings, ProgressLine& line) {
  auto address = fleet::Address::from(source);
  if (!address) return address.error();
  const TemporaryFolder temporary;
  const fs::path folder = temporary.path() / address->host();  // a pack without a title gets its source's name
  std::error_code none;
  if (temporary.path().empty() || !fs::create_directory(folder, none)) {
    return kiosk::Error{kiosk::ErrorCode::file, "There is no place for temporary files. Set TMPDIR to a folder that you may write in."};
  }
  auto pages = fleet::fetch_pages(address.value(), folder, network, {}, [&](std::size_t have, std::size_t all) { line.show(fmt::format("{}: {} of {}", address->shown(), have, all)); });
  if (!pages) return pages.error();
  return packs::read_source(folder, findings, line.progress());
}

kiosk::Result<packs::Content> read(const std::string& source, const fleet::Network& network, packs::Findings& findings, ProgressLine& line) {
  if (fleet::Address::looks_like_one(source)) return read_address(source, network, findings, line);
  return packs::read_source(source, findings, line.progress());
}

std::string verdict(const packs::Findings& findings) {
  using enum packs::Level;
  const std::size_t stopping = findings.count(stops);
  const auto things = [](std::size_t n) { return n == 1 ? "1 thing" : fmt::format("{} things", n); };
  const std::string rest = fmt::format("{} to check, {} to note.", things(findings.count(check)), things(findings.count(note)));
  if (stopping == 0) return "Nothing stops this going out. " + rest;
  return fmt::format("{} {} this going out. Mend {} in the source, then check it again. Nothing has changed yet. {}", things(stopping),
                     stopping == 1 ? "stops" : "stop", stopping == 1 ? "it" : "them", rest);
}

void print_findings(const packs::Findings& findings, packs::Level level, std::size_t most) {
  const std::size_t count = findings.count(level);
  if (count == 0) return;
  const char* heading = level == packs::Level::stops ? "Stops publishing" : level == packs::Level::check ? "Check" : "Note";
  print({});
  print(fmt::format("{} ({})", heading, count));
  std::size_t shown = 0;
  for (const packs::Finding& finding : findings.all()) {
    if (finding.level() != level) continue;
    if (shown == most) break;
    print("  " + packs::sentence(finding));
    ++shown;
  }
  if (shown < count) print(fmt::format("  ... and {} more; --json FILE lists {}.", count - shown, count > packs::Findings::most_kept ? "the first thousand" : "them all"));
}

// Of two packs, verified or not: what a person is to look at before it goes out.
struct Changed {
  packs::Records before, after;              // services
  packs::Records others_before, others_after;
  packs::Comparison services, others;
};
kiosk::Result<Changed> changed_between(const fs::path& old_pack, const fs::path& new_pack) {
  auto before = packs::records_of(old_pack);
  if (!before) return before.error();
  auto after = packs::records_of(new_pack);
  if (!after) return after.error();
  auto others_before = packs::others_of(old_pack, kiosk::store::Database::Check::passed_before);
  if (!others_before) return others_before.error();
  auto others_after = packs::others_of(new_pack, kiosk::store::Database::Check::passed_before);
  if (!others_after) return others_after.error();
  Changed changed{std::move(before).value(), std::move(after).value(), std::move(others_before).value(), std::move(others_after).value(), {}, {}};
  changed.services = packs::compare(changed.before, changed.after);
  changed.others = packs::compare(changed.others_before, changed.others_after);
  return changed;
}

std::string counted(const packs::Comparison& one) { return fmt::format("{} added, {} changed, {} removed", one.added.size(), one.changed.size(), one.removed.size()); }
json json_of(const packs::Comparison& one) { return {{"added", one.added}, {"changed", one.changed}, {"removed", one.removed}, {"same", one.same}}; }

json json_of(const packs::Findings& findings, const packs::Report& report, const std::optional<Changed>& against) {
  json list = json::array();
  for (const packs::Finding& f : findings.all()) {
    list.push_back({{"level", name_of(f.level())}, {"kind", packs::name_of(f.kind)}, {"sheet", f.where.sheet}, {"row", f.where.row}, {"column", f.where.column}, {"value", f.value},
                    {"why", f.why}, {"mend", f.mend}, {"text", packs::sentence(f)}});
  }
  json coverage = json::object();
  for (const auto& [language, c] : report.coverage) coverage[language] = {{"human", c.human}, {"machine", c.machine}, {"none", c.none}};
  json out = {{"verdict", findings.any_stops() ? "stops" : "publish"},
              {"stops", findings.count(packs::Level::stops)}, {"check", findings.count(packs::Level::check)}, {"note", findings.count(packs::Level::note)},
              {"counts", {{"topics", report.topics}, {"services", report.services}, {"places", report.places}, {"organisations", report.organisations},
                          {"with_hours", report.with_hours}, {"with_phone", report.with_phone}, {"words", report.words}}},
              {"coverage", coverage},
              {"freshness", {{"dated", report.freshness.dated}, {"over_6_months", report.freshness.over_6_months},
                             {"over_12_months", report.freshness.over_12_months}, {"undated", report.freshness.undated}}},
              {"findings", list}};
  if (against) {
    out["changes"] = json_of(against->services);
    out["changes"]["others"] = json_of(against->others);
  }
  return out;
}

struct CheckOptions {
  fleet::Network network;
  std::string source, json_file, findings_file, against, store;
};

// The verdict first, then what is in it, what changes, how well translated and how fresh.
std::vector<std::string> summary(const CheckOptions& options, const packs::Findings& findings, const packs::Report& report, const std::optional<Changed>& against) {
  std::vector<std::string> lines{verdict(findings)};
  lines.push_back(fmt::format("{} services ({} with opening hours, {} with a telephone), {} places, {} organisations, {} topics, {} words.", report.services,
                              report.with_hours, report.with_phone, report.places, report.organisations, report.topics, report.words));
  if (against) {
    lines.push_back(fmt::format("Against {}: {}, {} the same.", options.against, counted(against->services), against->services.same));
    lines.push_back(fmt::format("Urgent help, topics, words and days: {}.", counted(against->others)));
  }
  for (const auto& [language, c] : report.coverage) {
    lines.push_back(fmt::format("Translations into {}: {} by a person, {} by machine, {} missing.", language, c.human, c.machine, c.none));
  }
  lines.push_back(fmt::format("Details checked: {} of {} over 6 months ago, {} over 12 months, {} at no known time.", report.freshness.over_6_months, report.services,
                              report.freshness.over_12_months, report.freshness.undated));
  return lines;
}

struct Checked {
  packs::Report report;
  std::optional<Changed> against;
};
kiosk::Result<Checked> look_at(const CheckOptions& options, packs::Findings& findings) {
  ProgressLine line{options.against.empty() ? packs::read_steps : packs::read_steps + packs::build_steps};
  auto content = read(options.source, options.network, findings, line);
  if (!content) return content.error();
  std::optional<packs::ForHub> hub;
  if (!options.store.empty()) {
    auto of_the_city = packs::for_hub(options.store);
    if (!of_the_city) return of_the_city.error();
    hub = std::move(of_the_city).value();
  }
  Checked checked{packs::check(content.value(), now().date, findings, hub, line.progress()), {}};
  if (options.against.empty() || findings.any_stops()) return checked;

  // Built for a look and thrown away: comparing what would be published is the only comparison that counts.
  const fs::path look = fs::temp_directory_path() / fmt::format("kiosk-pack-check-{}.pack", ::getpid());
  auto built = packs::build(content.value(), {}, look, line.progress());
  auto changed = built ? changed_between(options.against, look) : kiosk::Result<Changed>{built.error()};
  std::error_code none;
  fs::remove(look, none);
  if (!changed) return changed.error();
  checked.against = std::move(changed).value();
  return checked;
}

int check(const CheckOptions& options) {
  for (const std::string& file : {options.json_file, options.findings_file})
    if (const auto why = file.empty() ? std::nullopt : cannot_write(file)) return fail(*why);
  if (const auto why = options.against.empty() ? std::nullopt : cannot_read(options.against)) return fail(*why);
  packs::Findings findings;
  const auto checked = look_at(options, findings);
  if (!checked) return fail(checked.error().detail);
  const auto& [report, against] = checked.value();

  const std::vector<std::string> lines = summary(options, findings, report, against);
  for (const std::string& line : lines) print(line);
  print_findings(findings, packs::Level::stops, 100);
  print_findings(findings, packs::Level::check, 40);
  print_findings(findings, packs::Level::note, 10);
  if (!options.json_file.empty()) {
    if (auto written = packs::write_file(options.json_file, text_of(json_of(findings, report, against), 1) + '\n'); !written) return fail(written.error().detail);
  }
  if (!options.findings_file.empty()) {
    if (auto written = packs::write_findings(options.findings_file, findings, lines); !written) return fail(written.error().detail);
  }
  return findings.any_stops() ? fail(verdict(findings)) : done;
}

struct BuildArguments {
  fleet::Network network;
  std::string source, pack, expires, built;
  long serial = 1;
};

std::vector<std::string> first_stopping(const packs::Findings& findings) {
  constexpr std::size_t most = 20;
  std::vector<std::string> reasons{verdict(findings)};
  for (const packs::Finding& finding : findings.all()) {
    if (finding.level() == packs::Level::stops && reasons.size() <= most) reasons.push_back("  " + packs::sentence(finding));
  }
  return reasons;
}

int build(const BuildArguments& arguments) {
  packs::BuildOptions options;
  options.serial = arguments.serial;
  for (const auto& [text, date, name] : {std::tuple{&arguments.expires, &options.expires, "--expires"}, std::tuple{&arguments.built, &options.built, "--built"}}) {
    if (text->empty()) continue;
    *date = kiosk::parse_date(*text);
    if (!*date) return fail(fmt::format("{} '{}' is not a date. Type it like 2026-11-12.", name, *text), wrong_usage);
  }
  if (const auto why = cannot_write(arguments.pack)) return fail(*why);
  packs::Findings findings;
  packs::Report report;
  std::chrono::steady_clock::time_point started;
  const auto built = [&]() -> kiosk::Outcome {
    ProgressLine line{packs::read_steps + packs::build_steps};
    auto content = read(arguments.source, arguments.network, findings, line);
    if (!content) return content.error();
    report = packs::check(content.value(), now().date, findings, {}, line.progress());
    if (findings.any_stops()) return kiosk::Error{kiosk::ErrorCode::input, verdict(findings)};
    started = std::chrono::steady_clock::now();
    return packs::build(content.value(), options, arguments.pack, line.progress());
  }();
  if (findings.any_stops()) return fail(first_stopping(findings));
  if (!built) return fail(built.error().detail);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
  std::error_code none;
  print(fmt::format("{}: serial {}, {} services, {} places, {} bytes, built in {} ms.", arguments.pack, options.serial, report.services, report.places,
                    fs::file_size(arguments.pack, none), took.count()));
  return done;
}

// --- keys and signatures ---------------------------------------------------------

int keygen(const std::string& name, const std::string& role_text) {
  const fs::path secret = name + ".key", shared = name + ".pub";
  std::optional<packs::Role> role;
  if (!role_text.empty()) {
    auto parsed = packs::role_from(role_text);
    if (!parsed || parsed->kind == packs::Role::Kind::revoked) return fail(fmt::format("'{}' is not a role. Type city or hub:SITE.", role_text), wrong_usage);
    role = parsed.value();
  }
  if (const auto why = cannot_write(secret)) return fail(*why);
  std::error_code none;
  for (const fs::path& file : {secret, shared}) {
    // Packs signed with an overwritten key could never be followed by another.
    if (fs::exists(fs::symlink_status(file, none))) return fail(fmt::format("{} is there already. Give another name, or move it away.", file.string()));
  }
  auto keys = packs::make_keys();
  if (!keys) return fail(keys.error().detail);
  if (auto written = packs::write_file(secret, packs::to_text(keys->secret_key), packs::Permission::owner_only); !written) return fail(written.error().detail);
  if (auto written = packs::write_file(shared, packs::to_text(keys->public_key)); !written) return fail(written.error().detail);
  if (role) {
    const fs::path folder = shared.has_parent_path() ? shared.parent_path() : fs::path{"."};
    if (auto recorded = packs::record_role(folder, shared.filename().string(), *role); !recorded) return fail(recorded.error().detail);
  }
  print(fmt::format("{} (keep it secret) and {}: key {}, for {}.", secret.string(), shared.string(), packs::text_of(keys->public_key.id),
                    packs::text_of(role.value_or(packs::Role{}))));
  return done;
}

// The role of a key by the roles.toml beside it, for the log; a key alone is the city's.
packs::Role role_of(const fs::path& key_file, const packs::SecretKey& key) {
  auto trust = packs::read_keys(key_file.has_parent_path() ? key_file.parent_path() : fs::path{"."});
  if (trust)
    for (const packs::TrustedKey& known : trust->keys)
      if (known.key.id == key.id) return known.role;
  return {};
}

long serial_of(const std::string& pack) {
  auto opened = directory::Directory::open(pack);
  return opened ? opened.value()->info().serial : 0;
}

enum class Signer { first, second };

int sign(const std::string& pack, const std::string& key_file, Signer signer) {
  if (const auto why = cannot_read(pack)) return fail(*why);
  auto text = packs::read_file(key_file, 64 * 1024);
  if (!text) return fail(text.error().detail);
  auto key = packs::secret_key_from(text.value(), key_file);
  if (!key) return fail(key.error().detail);
  int number = 1;
  std::error_code none;
  if (signer == Signer::second) {
    auto before = packs::read_signatures(pack);
    if (!before) return fail(before.error().detail);
    for (const packs::SignatureFile& one : before.value()) {
      if (one.signature.id == key->id) return fail(fmt::format("{} is signed with this key already. The second signature is another person's, with a key of their own.", pack));
    }
    number = static_cast<int>(before->size()) + 1;
    if (number > packs::most_signatures) return fail(fmt::format("{} has {} signatures. There is no room for more.", pack, before->size()));
  }
  auto hash = [&] {
    ProgressLine line{packs::Steps{{verifying, 1}}};
    return packs::hash_of(pack, line.progress());
  }();
  if (!hash) return fail(hash.error().detail);
  auto signature = packs::sign(hash.value(), key.value(), fmt::format("timestamp:{}\tfile:{}\thashed", std::time(nullptr), fs::path{pack}.filename().string()));
  if (!signature) return fail(signature.error().detail);
  const fs::path file = packs::signature_file_of(pack, number);
  if (auto written = packs::write_file(file, packs::to_text(signature.value())); !written) return fail(written.error().detail);
  // Whoever signs first begins again: what others signed before was another pack.
  for (int later = number + 1; later <= packs::most_signatures; ++later) fs::remove(packs::signature_file_of(pack, later), none);
  const fs::path folder = fs::path{pack}.has_parent_path() ? fs::path{pack}.parent_path() : fs::path{"."};
  if (fs::path{pack}.extension() == ".pack") packs::log_publishing(folder, signer == Signer::first ? "sign" : "sign-second", role_of(key_file, key.value()), serial_of(pack), hash.value());
  print(fmt::format("{}: signed with key {}.", file.string(), packs::text_of(key->id)));
  return done;
}

int verify(const std::string& pack, const std::string& folder) {
  if (const auto why = cannot_read(pack)) return fail(*why);
  auto trust = packs::read_keys(folder);
  if (!trust) return fail(trust.error().detail);
  auto verified = [&] {
    ProgressLine line{packs::Steps{{verifying, 1}}};
    return packs::verify(pack, trust.value(), line.progress());
  }();
  if (!verified) return fail(verified.error().detail);
  // It is verified, so it may be looked into; what was signed need not be a pack.
  std::optional<packs::Edition> edition;
  if (auto database = kiosk::store::Database::open_immutable(pack, kiosk::store::Database::Check::passed_before); database && database->prepare("SELECT key, value FROM meta")) {
    auto read = packs::edition_of(pack);
    if (!read) return fail(read.error().detail);
    edition = read.value();
  }
  std::string names = verified->key.name;
  for (const packs::TrustedKey& key : verified->more) names += " and " + key.name;
  print(fmt::format("{}: signed with {} for {}. {}", pack, names, packs::text_of(verified->key.role), verified->trusted_comment));
  if (const std::string age = edition ? packs::age_of(edition->expires, now().date) : std::string{}; !age.empty()) print(age);
  return done;
}

int adopt(const std::string& from, const std::string& folder) {
  auto trust = packs::adopt_keys(from, folder);
  if (!trust) return fail(trust.error().detail);
  for (const packs::TrustedKey& key : trust->keys) print(fmt::format("{}: {}", key.name, packs::text_of(key.role)));
  return done;
}

// --- looking into a pack -----------------------------------------------------------

std::string date_or(const std::optional<std::chrono::year_month_day>& date, const char* otherwise) { return date ? packs::text_of(*date) : otherwise; }
std::string plain(const kiosk::i18n::Label& label) { return kiosk::i18n::plain_text(label); }

enum class Names { no, yes };
int show(const std::string& pack, bool as_json, Names names) {
  if (const auto why = cannot_read(pack)) return fail(*why);
  auto opened = directory::Directory::open(pack);
  if (!opened) return fail(opened.error().detail);
  directory::Directory& content = *opened.value();
  auto counts = packs::contents_of(pack);
  if (!counts) return fail(counts.error().detail);
  auto hash = packs::hash_of(pack);
  if (!hash) return fail(hash.error().detail);
  const std::string digest = packs::hexadecimal({reinterpret_cast<const char*>(hash->data()), hash->size()});
  const directory::PackInfo& info = content.info();
  json topics = json::array();
  for (const directory::Topic& topic : content.topics("en")) {
    topics.push_back({{"key", topic.key}, {"need", plain(topic.need)}, {"examples", plain(topic.examples)}, {"services", content.count_in_topic(topic.key)}});
  }
  const std::vector<directory::UrgentNeed> needs = content.urgent("en");
  json urgent = json::array();
  for (const directory::UrgentNeed& need : needs) {
    json routes = json::array();
    for (const directory::UrgentRoute& route : need.routes) routes.push_back({{"name", plain(route.name)}, {"number", route.phone.number}, {"hours_and_cost", plain(route.hours_and_cost)}});
    urgent.push_back({{"id", need.id}, {"need", plain(need.need)}, {"routes", std::move(routes)}});
  }
  if (as_json) {
    json out = {{"title", info.title}, {"serial", info.serial}, {"built", date_or(info.built, "")}, {"expires", date_or(info.expires, "")}, {"expired", !packs::age_of(info.expires, now().date).empty()}, {"hub", counts->meta["hub"]},
                {"languages", counts->meta["languages"]}, {"licence", counts->meta["licence"]}, {"blake2b_512", digest}, {"rows", counts->rows}, {"topics", topics}, {"urgent", urgent}};
    print_json(out, 1);
    return done;
  }
  print(info.title);
  print(fmt::format("  serial {}, content of {}, expires {}", info.serial, date_or(info.built, "unknown"), date_or(info.expires, "never")));
  print("  languages " + counts->meta["languages"]);
  print("  licence " + counts->meta["licence"]);
  print("  BLAKE2b-512 " + digest);
  if (const std::string age = packs::age_of(info.expires, now().date); !age.empty()) print("  " + age);
  if (!counts->meta["hub"].empty()) print(fmt::format("  the overlay of the hub {}", counts->meta["hub"]));
  for (const json& topic : topics) print(fmt::format("  {:8} {} ({})", topic["key"].get<std::string>(), topic["need"].get<std::string>(), topic["services"].get<std::size_t>()));
  // Whoever signs it answers for these first.
  for (const json& need : urgent) {
    print(fmt::format("  {}", need["need"].get<std::string>()));
    for (const json& route : need["routes"]) {
      std::string line;
      for (const char* part : {"name", "number", "hours_and_cost"})
        if (const std::string words = route[part].get<std::string>(); !words.empty()) line += (line.empty() ? "" : ", ") + words;
      print("    " + line);
    }
  }
  for (const auto& [table, rows] : counts->rows) print(fmt::format("  {:6} {}", rows, table));
  if (names == Names::yes) {
    auto records = packs::records_of(pack, kiosk::store::Database::Check::passed_before);
    if (!records) return fail(records.error().detail);
    for (const auto& [id, record] : records.value()) print(fmt::format("  {}  {}", id, record.name));
  }
  return done;
}

int diff(const std::string& old_pack, const std::string& new_pack, bool as_json) {
  for (const std::string& pack : {old_pack, new_pack})
    if (const auto why = cannot_read(pack)) return fail(*why);
  auto changed = changed_between(old_pack, new_pack);
  if (!changed) return fail(changed.error().detail);
  // A pack made anew changes everything: then which records is all that anybody can read.
  constexpr std::size_t most_told = 500;
  auto in_services = packs::differences(old_pack, new_pack, packs::Of::services, changed->services, most_told);
  if (!in_services) return fail(in_services.error().detail);
  auto in_others = packs::differences(old_pack, new_pack, packs::Of::others, changed->others, most_told);
  if (!in_others) return fail(in_others.error().detail);
  using Differences = std::map<std::string, std::vector<packs::Difference>>;
  if (as_json) {
    const auto whole = [](const packs::Comparison& comparison, const Differences& differences) {
      json out = json_of(comparison);
      out["differences"] = json::object();
      for (const auto& [key, list] : differences) {
        json told = json::array();
        for (const packs::Difference& one : list) told.push_back({{"part", one.part}, {"field", one.field}, {"before", one.before}, {"after", one.after}});
        out["differences"][key] = std::move(told);
      }
      return out;
    };
    json out = whole(changed->services, in_services.value());
    out["others"] = whole(changed->others, in_others.value());
    print_json(out, 1);
    return done;
  }
  print(fmt::format("{}, {} the same.", counted(changed->services), changed->services.same));
  print(fmt::format("Urgent help, topics, words and days: {}, {} the same.", counted(changed->others), changed->others.same));
  const auto list = [](const packs::Comparison& comparison, const packs::Records& before, const packs::Records& after, const Differences& differences) {
    for (const std::string& id : comparison.added) print(fmt::format("+ {} {}", id, after.at(id).name));
    for (const std::string& id : comparison.changed) {
      print(fmt::format("~ {} {}", id, after.at(id).name));
      const auto told = differences.find(id);
      if (told == differences.end()) continue;
      for (const packs::Difference& one : told->second) {
        const std::string what = one.field.empty() ? one.part : fmt::format("{} {}", one.part, one.field);
        if (one.before.empty()) print(fmt::format("    {}: now '{}'", what, one.after));
        else if (one.after.empty()) print(fmt::format("    {}: no longer '{}'", what, one.before));
        else print(fmt::format("    {}: '{}' is now '{}'", what, one.before, one.after));
      }
    }
    for (const std::string& id : comparison.removed) print(fmt::format("- {} {}", id, before.at(id).name));
  };
  list(changed->others, changed->others_before, changed->others_after, in_others.value());
  list(changed->services, changed->before, changed->after, in_services.value());
  return done;
}

struct SearchArguments {
  std::string pack, language, query, queries;
  std::size_t limit = 10;
  bool as_json = false;
};

int search_many(directory::Directory& content, const SearchArguments& arguments) {
  std::ifstream file{arguments.queries};
  if (!file) return fail(fmt::format("Cannot open {}. Check the name.", arguments.queries));
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty()) continue;
    const json query = json::parse(line, nullptr, false);
    const auto is_text = [&](const char* key) { return query.contains(key) && query[key].is_string(); };
    if (!query.is_object() || !query.contains("query_id") || !is_text("lang") || !is_text("query")) {
      return fail(fmt::format("{}, line {}: this is not a query. Type it like {{\"query_id\": \"1\", \"lang\": \"en\", \"query\": \"food\"}}.", arguments.queries, number));
    }
    const auto started = std::chrono::steady_clock::now();
    const auto hits = content.search(query["query"].get<std::string>(), query["lang"].get<std::string>(), arguments.limit);
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
    json ids = json::array();
    for (const auto& hit : hits) ids.push_back(hit.id);
    nlohmann::ordered_json out;
    out["query_id"] = query["query_id"];
    out["lang"] = query["lang"];
    out["ids"] = ids;
    out["microseconds"] = took.count();
    print_json(out);
  }
  return done;
}

int search(const SearchArguments& arguments) {
  if (arguments.queries.empty() && (arguments.language.empty() || arguments.query.empty())) return fail("Give --lang TAG and the words, or --queries FILE.jsonl.", wrong_usage);
  if (const auto why = cannot_read(arguments.pack)) return fail(*why);
  auto opened = directory::Directory::open(arguments.pack);
  if (!opened) return fail(opened.error().detail);
  directory::Directory& content = *opened.value();
  if (!arguments.queries.empty()) return search_many(content, arguments);
  const auto hits = content.search(arguments.query, arguments.language, arguments.limit);
  const auto cards = content.summaries(hits, arguments.language, std::nullopt, now());
  json list = json::array();
  for (std::size_t i = 0; i < hits.size() && i < cards.size(); ++i) {
    const auto& card = cards[i];
    if (arguments.as_json) {
      list.push_back({{"id", hits[i].id}, {"name", plain(card.name)}, {"summary", plain(card.summary)}, {"topic", card.topic}, {"kind", card.kind},
                      {"score", hits[i].score}, {"matched_because", hits[i].matched_because}});
    } else {
      print(fmt::format("{}  {}{}", hits[i].id, plain(card.name), hits[i].matched_because.empty() ? "" : fmt::format("  ({})", hits[i].matched_because)));
    }
  }
  if (arguments.as_json) print_json(list, 1);
  return done;
}

// --- the store ---------------------------------------------------------------------

int installed(const kiosk::Result<packs::Installed>& result) {
  if (!result) return fail(result.error().detail);
  const auto& c = result->change;
  print(fmt::format("{}: serial {} is in force{}. {}", result->pack.string(), result->serial, result->hub.empty() ? "" : fmt::format(" over the city's pack, for {}", result->hub),
                    c ? fmt::format("{} added, {} changed, {} removed, {} the same.", c->added, c->changed, c->removed, c->same) : "There was none before it."));
  if (const std::string age = packs::age_of(result->expires, now().date); !age.empty()) print(age);
  return done;
}

int fetch_pack(fleet::Order order, const fleet::Network& network) {
  kiosk::Result<fleet::Fetched> fetched = [&] {
    ProgressLine line{packs::Steps{{fetching, 100}} + packs::install_steps};
    order.progress = [&line, tell = line.progress()](std::uint64_t here, std::optional<std::uint64_t> all) {
      if (all && *all > 0 && tell) tell(fetching, here, *all);
      else line.show(fmt::format("Fetching: {:.1f} MB", static_cast<double>(here) / 1e6));
    };
    order.installing = line.progress();
    return fleet::fetch(order, network);
  }();
  if (!fetched) return fail(fetched.error().detail + " The kiosk keeps the pack that it has.");
  if (!fetched->installed) {
    print(fetched->set_back ? "Nothing new. The pack on the server was here before, and this kiosk has another one in force since: install the pack by hand if it is wanted again."
                            : "Nothing new: the pack on the server is in force here.");
    return done;
  }
  if (fetched->went_on_from > 0) print(fmt::format("Went on from byte {}, which were here from before.", fetched->went_on_from));
  return installed(*fetched->installed);
}

int install(const std::string& pack, const std::string& store, const std::string& keys, bool allow_removals, const std::string& site) {
  if (const auto why = cannot_read(pack)) return fail(*why);
  const kiosk::Result<packs::Installed> result = [&] {
    ProgressLine line{packs::install_steps};
    return packs::install(pack, store, keys, allow_removals ? packs::Removals::allow : packs::Removals::refuse_many, {site, "install", line.progress()});
  }();
  return installed(result);
}

int rollback(const std::string& store, bool overlay) {
  auto result = overlay ? packs::rollback_overlay(store) : packs::rollback(store);
  if (!result) return fail(result.error().detail);
  print(result->pack.empty() ? fmt::format("{}: no overlay is in force, as before the first one. Residents see the city's pack alone.", store)
                             : fmt::format("{}: serial {} is in force again.", result->pack.string(), result->serial));
  if (const std::string age = packs::age_of(result->expires, now().date); !age.empty()) print(age);
  return done;
}

// --- a hub's overlay -----------------------------------------------------------------

int publish(packs::HubDesk desk, const std::string& source) {
  packs::Findings findings;
  auto hub = packs::for_hub(desk.store);
  if (!hub) return fail(hub.error().detail);
  auto content = [&] {
    ProgressLine line{packs::read_steps};
    auto sheets = packs::read_source(source, findings, line.progress());
    if (sheets) (void)packs::check(sheets.value(), now().date, findings, hub.value(), line.progress());
    return sheets;
  }();
  if (!content) return fail(content.error().detail);
  print(verdict(findings));
  print_findings(findings, packs::Level::stops, 20);
  if (findings.any_stops()) return fail(verdict(findings));
  const auto published = [&] {
    ProgressLine line{packs::build_steps + packs::install_steps};
    desk.progress = line.progress();
    return packs::publish_content(desk, content.value(), now().date);
  }();
  return installed(published);
}

int publish_notice(const packs::HubDesk& desk, packs::Notice notice, const std::string& until) {
  if (!until.empty()) {
    notice.until = kiosk::parse_date(until);
    if (!notice.until) return fail(fmt::format("--until '{}' is not a date. Type it like 2026-11-12.", until), wrong_usage);
  }
  return installed(packs::publish_notice(desk, notice, now().date));
}

int write_template(const std::string& file) {
  if (const auto why = cannot_write(file)) return fail(*why);
  std::error_code none;
  if (fs::path{file}.extension() != ".xlsx") return fail(fmt::format("'{}' is no name for a workbook. Give one that ends in .xlsx.", file), wrong_usage);
  if (fs::exists(fs::symlink_status(file, none))) return fail(fmt::format("{} is there already. Give another name, so that nobody's work is lost.", file));
  if (auto written = packs::write_template(file); !written) return fail(written.error().detail);
  print(fmt::format("{}: fill it in, then: kiosk-pack check {}", file, file));
  return done;
}

int export_pack(const std::string& pack, const std::string& file) {
  if (const auto why = cannot_read(pack)) return fail(*why);
  if (const auto why = cannot_write(file)) return fail(*why);
  if (auto written = packs::export_open_referral(pack, file); !written) return fail(written.error().detail);
  print(fmt::format("{}: written as Open Referral JSON. Urgent help, media, words people use and bank holidays are no part of that standard.", file));
  return done;
}

int run(int argc, char** argv) {
  CLI::App app{"Makes, checks, signs, installs and searches the content packs of the Leeds Community Kiosk.", "kiosk-pack"};
  app.set_version_flag("--version", "kiosk-pack " KIOSK_VERSION);
  app.require_subcommand(1);
  app.footer("Exit status: 0 done, 1 the work failed (the reason is on standard error), 2 wrong usage.");
  int status = done;

  const char* source_help = "a workbook (.xlsx), a folder of CSV sheets, or Open Referral JSON (HSDS 3, ORUK 3, ORUK 1): a file, a folder of page files, or the http address of a list of services";
  const auto network_options = [](CLI::App* command, fleet::Network& network) {
    command->add_option("--proxy", network.proxy, "go through this proxy, like http://proxy.example.org:3128; otherwise none, whatever the environment says");
    command->add_option("--ca", network.authorities, "a file of certificates (PEM) to trust for https instead of Debian's");
    command->add_option_function<int>("--stall", [&network](int seconds) { network.connecting = network.stalling = std::chrono::seconds{seconds}; },
                                      "give up after so many seconds with no connection, or nothing to speak of coming (15 and 30)")->check(CLI::Range(1, 600));
  };

  CheckOptions check_options;
  auto* check_command = app.add_subcommand("check", "Say whether a source may be published, and what to mend");
  check_command->add_option("SOURCE", check_options.source, source_help)->required();
  check_command->add_option("--json", check_options.json_file, "write all findings to this file");
  check_command->add_option("--findings", check_options.findings_file, "write all findings to this workbook (.xlsx), a row each");
  check_command->add_option("--store", check_options.store, "SOURCE is the workbook of a hub whose kiosk has this store: check it against the city's pack in there");
  check_command->add_option("--against", check_options.against, "count what would be added, changed and removed against this pack");
  network_options(check_command, check_options.network);
  check_command->callback([&] { status = check(check_options); });

  BuildArguments build_arguments;
  auto* build_command = app.add_subcommand("build", "Make a pack; the same source and options give the same bytes");
  build_command->add_option("SOURCE", build_arguments.source, source_help)->required();
  build_command->add_option("-o", build_arguments.pack, "the pack to write")->required();
  build_command->add_option("--serial", build_arguments.serial, "must be higher than that of the pack in force")->capture_default_str()->check(CLI::Range(1L, packs::highest_serial));
  build_command->add_option("--expires", build_arguments.expires, "the last day it is fresh, like 2027-03-31");
  build_command->add_option("--built", build_arguments.built, "the day the content is of; otherwise the newest date in it");
  network_options(build_command, build_arguments.network);
  build_command->callback([&] { status = build(build_arguments); });

  std::string name, role;
  auto* keygen_command = app.add_subcommand("keygen", "Make NAME.key and NAME.pub for signing");
  keygen_command->add_option("-o", name, "NAME of the two files")->required();
  keygen_command->add_option("--role", role, "city or hub:SITE, written to roles.toml beside the key; without it a key is for the city");
  keygen_command->footer("NAME.key has no password: it is readable by its owner alone (mode 0600), so keep it on a stick in a safe,\n"
                         "not on a kiosk. Keys are in minisign's format; to have a password, make and use them with minisign itself.");
  keygen_command->callback([&] { status = keygen(name, role); });

  std::string pack, key, keys, store, site;
  const char* keys_help = "the folder of trusted *.pub files, with roles.toml if any";
  auto* sign_command = app.add_subcommand("sign", "Sign a pack: writes FILE.pack.minisig");
  sign_command->add_option("FILE.pack", pack)->required();
  sign_command->add_option("--key", key, "NAME.key from keygen")->required();
  bool second = false;
  sign_command->add_flag("--second", second, "as the other person, who looked at it: writes FILE.pack.2.minisig beside the first signature");
  sign_command->footer("Signs roles.toml as well. A line goes to publishing.log beside the pack: date, role, serial and digest, no name.");
  sign_command->callback([&] { status = sign(pack, key, second ? Signer::second : Signer::first); });

  std::string from;
  auto* adopt_command = app.add_subcommand("adopt", "Take over a signed roles.toml and its keys: new keys in, revoked ones out");
  adopt_command->add_option("FOLDER", from, "with roles.toml, roles.toml.minisig by a key that is the city's now, and the .pub files")->required();
  adopt_command->add_option("--keys", keys, keys_help)->required();
  adopt_command->callback([&] { status = adopt(from, keys); });

  auto* verify_command = app.add_subcommand("verify", "Say which trusted key signed a pack");
  verify_command->add_option("FILE.pack", pack)->required();
  verify_command->add_option("--keys", keys, keys_help)->required();
  verify_command->callback([&] { status = verify(pack, keys); });

  bool as_json = false;
  auto* show_command = app.add_subcommand("show", "Say what is in a pack (check its signature first: verify)");
  show_command->add_option("FILE.pack", pack)->required();
  show_command->add_flag("--json", as_json);
  bool with_names = false;
  show_command->add_flag("--names", with_names, "every service by its name, too");
  show_command->callback([&] { status = show(pack, as_json, with_names ? Names::yes : Names::no); });

  std::string other_pack;
  auto* diff_command = app.add_subcommand("diff", "Say which services two packs have in common");
  diff_command->add_option("OLD.pack", pack)->required();
  diff_command->add_option("NEW.pack", other_pack)->required();
  diff_command->add_flag("--json", as_json);
  diff_command->callback([&] { status = diff(pack, other_pack, as_json); });

  SearchArguments search_arguments;
  auto* search_command = app.add_subcommand("search", "Search a pack as the kiosk does");
  search_command->add_option("FILE.pack", search_arguments.pack)->required();
  search_command->add_option("--lang", search_arguments.language, "language of the words, such as ar");
  search_command->add_option("--limit", search_arguments.limit)->capture_default_str()->check(CLI::Range(1, 1000));
  search_command->add_flag("--json", search_arguments.as_json);
  search_command->add_option("--queries", search_arguments.queries, "a file of {\"query_id\", \"lang\", \"query\"} lines");
  search_command->add_option("QUERY", search_arguments.query);
  search_command->callback([&] { status = search(search_arguments); });

  bool allow_removals = false;
  auto* install_command = app.add_subcommand("install", "Put a signed pack in force in a store");
  install_command->add_option("FILE.pack", pack)->required();
  install_command->add_option("--store", store, "the folder of installed packs; made if missing")->required();
  install_command->add_option("--keys", keys, keys_help)->required();
  install_command->add_flag("--allow-removals", allow_removals, "even if more than a tenth of the services go");
  install_command->add_option("--site", site, "refuse the overlay of any other hub; site.id of kiosk.toml");
  install_command->callback([&] { status = install(pack, store, keys, allow_removals, site); });

  auto* rollback_command = app.add_subcommand("rollback", "Put the pack before in force again");
  rollback_command->add_option("--store", store)->required();
  bool overlay = false;
  rollback_command->add_flag("--overlay", overlay, "the hub's overlay instead of the city's pack");
  rollback_command->callback([&] { status = rollback(store, overlay); });

  const auto at_the_desk = [&](CLI::App* command) {
    command->add_option("--site", site, "the hub, as kiosk.toml has it")->required();
    command->add_option("--store", store)->required();
    command->add_option("--keys", keys, keys_help)->required();
    command->add_option("--key", key, "NAME.key of the hub, made with --role hub:SITE")->required();
  };
  const auto desk = [&] { return packs::HubDesk{site, store, keys, key, {}}; };
  std::string hub_source;
  auto* publish_command = app.add_subcommand("publish", "Publish a hub's own services as its overlay, in place of those it has");
  publish_command->add_option("SOURCE", hub_source, source_help)->required();
  at_the_desk(publish_command);
  publish_command->callback([&] { status = publish(desk(), hub_source); });

  packs::Notice notice;
  std::string until;
  auto* notice_command = app.add_subcommand("notice", "Put a notice up at a hub, or take it down");
  bool down = false;
  notice_command->add_option("ID", notice.id)->required();
  notice_command->add_option("--lang", notice.language, "language it is written in")->default_val("en");
  notice_command->add_option("--title", notice.title);
  notice_command->add_option("--text", notice.text);
  notice_command->add_option("--until", until, "the last day it is shown, like 2026-12-24");
  notice_command->add_flag("--down", down, "take it down");
  at_the_desk(notice_command);
  notice_command->callback([&] { status = down ? installed(packs::withdraw_notice(desk(), notice.id, now().date)) : publish_notice(desk(), notice, until); });

  std::string record;
  const auto record_command = [&](const char* called, const char* what, auto act) {
    auto* command = app.add_subcommand(called, what);
    command->add_option("ID", record, "of the service")->required();
    at_the_desk(command);
    command->callback([&, act] { status = installed(act(desk(), record, now().date)); });
  };
  record_command("hide", "Hide a record at a hub", packs::hide_record);
  record_command("unhide", "Show a hidden record again", packs::show_record);
  record_command("confirm", "Say that a record was checked today at a hub", packs::confirm_record);

  std::size_t how_many = 0;
  std::uint32_t seed = 0;
  std::string folder;
  auto* generate_command = app.add_subcommand("generate", "Make up sheets of any size, for trying how the kiosk copes");
  generate_command->add_option("--services", how_many)->required()->check(CLI::Range(1, 100'000));
  generate_command->add_option("--seed", seed, "the same seed gives the same sheets")->required();
  generate_command->add_option("-o", folder, "a new folder for the sheets")->required();
  generate_command->callback([&] {
    auto made = packs::generate(how_many, seed, folder);
    status = made ? done : fail(made.error().detail);
  });

  std::string workbook;
  auto* template_command = app.add_subcommand("template", "Write a workbook to fill in, with every sheet, lists to choose from and rows that show how");
  template_command->add_option("-o", workbook, "FILE.xlsx; a new file, so that nobody's work is lost")->required();
  template_command->callback([&] { status = write_template(workbook); });

  std::string json_file;
  auto* export_command = app.add_subcommand("export", "Write the services of a pack as Open Referral JSON (HSDS 3 and its UK profile) for other directories");
  export_command->add_option("FILE.pack", pack)->required();
  export_command->add_option("-o", json_file, "FILE.json")->required();
  export_command->callback([&] { status = export_pack(pack, json_file); });

  fleet::Order order;
  fleet::Network network;
  auto* fetch_command = app.add_subcommand("fetch", "Put a signed pack in force from a web server, if there is a new one");
  fetch_command->add_option("URL", order.address, "http or https address of FILE.pack, with FILE.pack.minisig beside it")->required();
  fetch_command->add_option("--store", order.store, "the folder of installed packs; made if missing")->required();
  fetch_command->add_option("--keys", order.keys, keys_help)->required();
  fetch_command->add_flag("--allow-removals", allow_removals, "even if more than a tenth of the services go");
  fetch_command->add_option("--largest", order.largest, "take no pack of more bytes than this")->capture_default_str()->check(CLI::Range(std::uint64_t{1}, fleet::largest_pack));
  network_options(fetch_command, network);
  fetch_command->footer("What was cut off is kept in the store, and the next fetch goes on from there. Whoever publishes a pack puts\n"
                        "FILE.pack on the server first and FILE.pack.minisig after it: the signature says that there is something new.");
  fetch_command->callback([&] {
    order.removals = allow_removals ? packs::Removals::allow : packs::Removals::refuse_many;
    status = fetch_pack(order, network);
  });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const std::string_view first = argc > 1 ? argv[1] : "";
    if (app.get_subcommands().empty() && !first.empty() && !first.starts_with('-')) return fail(fmt::format("There is no command '{}'. kiosk-pack --help lists them.", first), wrong_usage);
    return app.exit(error) == 0 ? done : wrong_usage;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const int status = run(argc, argv);
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
    return fail("What was to be printed could not all be written to standard output. See that there is room where it leads.", std::max(status, failed));
  } catch (const std::exception& error) {
    return fail(std::string{"kiosk-pack stopped: "} + error.what());
  }
}
