// SPDX-License-Identifier: GPL-3.0-or-later
// kiosk-pack: makes, checks, signs, installs and searches content packs.
// The command lines are a contract: adding is welcome, changing is not.
#include <fmt/format.h>

#include <stdlib.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
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
#include "kiosk/fleet/fetch.hpp"
#include "kiosk/fleet/pages.hpp"
#include "kiosk/packs/build.hpp"
#include "kiosk/packs/check.hpp"
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

namespace {

namespace fs = std::filesystem;
namespace packs = kiosk::packs;
namespace directory = kiosk::directory;
namespace fleet = kiosk::fleet;
using nlohmann::json;

constexpr int done = 0;
constexpr int failed = 1;
constexpr int wrong_usage = 2;

void print(const std::string& line) { std::fwrite((line + '\n').data(), 1, line.size() + 1, stdout); }
int fail(const std::string& reason, int status = failed) {
  std::fflush(stdout);
  std::fwrite((reason + '\n').data(), 1, reason.size() + 1, stderr);
  return status;
}
// Bytes of a hostile pack may be no UTF-8: shown as U+FFFD instead of throwing.
std::string text_of(const json& value, int indent = -1) { return value.dump(indent, ' ', false, json::error_handler_t::replace); }

kiosk::LocalTime now() { return kiosk::london_time(std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now())); }

const char* name_of(packs::Level level) {
  switch (level) {
    case packs::Level::stops: return "stops";
    case packs::Level::check: return "check";
    case packs::Level::note: return "note";
  }
  return "";
}

// One line on a terminal that is written over and over, and gone with the work: how far it is,
// from half a second on, or what is being done, at once.
class ProgressLine {
 public:
  ~ProgressLine() {
    if (shown_) std::fputs("\r\x1b[K", stderr);
  }
  void show(const std::string& words) {
    const auto now = std::chrono::steady_clock::now();
    if (!terminal_ || now - last_ < (shown_ ? between : patience)) return;
    last_ = now;
    put(words);
  }
  void step(const std::string& words) {
    if (terminal_) put(words);
  }

 private:
  void put(const std::string& words) {
    shown_ = true;
    std::fputs(("\r\x1b[K" + words).c_str(), stderr);
    std::fflush(stderr);
  }

  static constexpr std::chrono::milliseconds patience{500}, between{100};
  const bool terminal_ = ::isatty(STDERR_FILENO) == 1;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  bool shown_ = false;
};

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
kiosk::Result<packs::Content> read_address(const std::string& source, const fleet::Network& network, packs::Findings& findings) {
  auto address = fleet::Address::from(source);
  if (!address) return address.error();
  const TemporaryFolder temporary;
  const fs::path folder = temporary.path() / address->host();  // a pack without a title gets its source's name
  std::error_code none;
  if (temporary.path().empty() || !fs::create_directory(folder, none)) {
    return kiosk::Error{kiosk::ErrorCode::file, "There is no place for temporary files. Set TMPDIR to a folder that you may write in."};
  }
  ProgressLine line;
  auto pages = fleet::fetch_pages(address.value(), folder, network, {}, [&](std::size_t have, std::size_t all) { line.show(fmt::format("{}: {} of {}", address->shown(), have, all)); });
  if (!pages) return pages.error();
  return packs::read_source(folder, findings);
}

kiosk::Result<packs::Content> read(const std::string& source, const fleet::Network& network, packs::Findings& findings) {
  if (fleet::Address::looks_like_one(source)) return read_address(source, network, findings);
  ProgressLine line;
  line.step(fmt::format("Reading {}", source));
  return packs::read_source(source, findings);
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
  print(fmt::format("\n{} ({})", heading, count));
  std::size_t shown = 0;
  for (const packs::Finding& finding : findings.all()) {
    if (finding.level() != level) continue;
    if (shown == most) break;
    print("  " + packs::sentence(finding));
    ++shown;
  }
  if (shown < count) print(fmt::format("  ... and {} more; --json FILE lists {}.", count - shown, count > packs::Findings::most_kept ? "the first thousand" : "them all"));
}

json json_of(const packs::Findings& findings, const packs::Report& report, const std::optional<packs::Comparison>& against) {
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
  if (against) out["changes"] = {{"added", against->added}, {"changed", against->changed}, {"removed", against->removed}, {"same", against->same}};
  return out;
}

struct CheckOptions {
  fleet::Network network;
  std::string source, json_file, findings_file, against, store;
};

// The verdict first, then what is in it, what changes, how well translated and how fresh.
std::vector<std::string> summary(const CheckOptions& options, const packs::Findings& findings, const packs::Report& report, const std::optional<packs::Comparison>& against) {
  std::vector<std::string> lines{verdict(findings)};
  lines.push_back(fmt::format("{} services ({} with opening hours, {} with a telephone), {} places, {} organisations, {} topics, {} words.", report.services,
                              report.with_hours, report.with_phone, report.places, report.organisations, report.topics, report.words));
  if (against) {
    lines.push_back(fmt::format("Against {}: {} added, {} changed, {} removed, {} the same.", options.against, against->added.size(), against->changed.size(),
                                against->removed.size(), against->same));
  }
  for (const auto& [language, c] : report.coverage) {
    lines.push_back(fmt::format("Translations into {}: {} by a person, {} by machine, {} missing.", language, c.human, c.machine, c.none));
  }
  lines.push_back(fmt::format("Details checked: {} of {} over 6 months ago, {} over 12 months, {} at no known time.", report.freshness.over_6_months, report.services,
                              report.freshness.over_12_months, report.freshness.undated));
  return lines;
}

int check(const CheckOptions& options) {
  packs::Findings findings;
  auto content = read(options.source, options.network, findings);
  if (!content) return fail(content.error().detail);
  std::optional<packs::ForHub> hub;
  if (!options.store.empty()) {
    auto of_the_city = packs::for_hub(options.store);
    if (!of_the_city) return fail(of_the_city.error().detail);
    hub = std::move(of_the_city).value();
  }
  const packs::Report report = packs::check(content.value(), now().date, findings, hub);

  std::optional<packs::Comparison> against;
  if (!options.against.empty() && !findings.any_stops()) {
    // Built for a look and thrown away: comparing what would be published is the only comparison that counts.
    auto before = packs::records_of(options.against);
    if (!before) return fail(before.error().detail);
    const fs::path look = fs::temp_directory_path() / fmt::format("kiosk-pack-check-{}.pack", ::getpid());
    auto built = packs::build(content.value(), {}, look);
    auto after = built ? packs::records_of(look) : kiosk::Result<packs::Records>{built.error()};
    std::error_code none;
    fs::remove(look, none);
    if (!after) return fail(after.error().detail);
    against = packs::compare(before.value(), after.value());
  }

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
  return findings.any_stops() ? failed : done;
}

struct BuildArguments {
  fleet::Network network;
  std::string source, pack, expires, built;
  long serial = 1;
};

int build(const BuildArguments& arguments) {
  packs::BuildOptions options;
  options.serial = arguments.serial;
  for (const auto& [text, date, name] : {std::tuple{&arguments.expires, &options.expires, "--expires"}, std::tuple{&arguments.built, &options.built, "--built"}}) {
    if (text->empty()) continue;
    *date = kiosk::parse_date(*text);
    if (!*date) return fail(fmt::format("{} '{}' is not a date. Type it like 2026-11-12.", name, *text), wrong_usage);
  }
  packs::Findings findings;
  auto content = read(arguments.source, arguments.network, findings);
  if (!content) return fail(content.error().detail);
  const packs::Report report = packs::check(content.value(), now().date, findings);
  if (findings.any_stops()) {
    std::string reasons = verdict(findings);
    std::size_t shown = 0;
    for (const packs::Finding& finding : findings.all()) {
      if (finding.level() == packs::Level::stops && shown++ < 20) reasons += "\n  " + packs::sentence(finding);
    }
    return fail(reasons);
  }
  const auto started = std::chrono::steady_clock::now();
  const auto built = [&] {
    ProgressLine line;
    line.step(fmt::format("Making a pack of {} services", report.services));
    return packs::build(content.value(), options, arguments.pack);
  }();
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
  auto hash = packs::hash_of(pack);
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

// What is to be said of a pack's last day; empty while it is fresh.
std::string age_of(const std::optional<packs::Date>& expires) {
  if (!expires || *expires >= now().date) return {};
  return fmt::format("It was fresh until {}: it still serves, and somebody has to look at it again.", packs::text_of(*expires));
}

int verify(const std::string& pack, const std::string& folder) {
  auto trust = packs::read_keys(folder);
  if (!trust) return fail(trust.error().detail);
  auto verified = packs::verify(pack, trust.value());
  if (!verified) return fail(verified.error().detail);
  std::string names = verified->key.name;
  for (const packs::TrustedKey& key : verified->more) names += " and " + key.name;
  print(fmt::format("{}: signed with {} for {}. {}", pack, names, packs::text_of(verified->key.role), verified->trusted_comment));
  // It is verified, so it may be looked into; what was signed need not be a pack.
  if (auto database = kiosk::store::Database::open_immutable(pack, kiosk::store::Database::Check::passed_before)) {
    const auto expires = database->value_of("SELECT value FROM meta WHERE key='expires'");
    if (const std::string age = expires && expires.value() ? age_of(kiosk::parse_date(*expires.value())) : std::string{}; !age.empty()) print(age);
  }
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

int show(const std::string& pack, bool as_json) {
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
  if (as_json) {
    json out = {{"title", info.title}, {"serial", info.serial}, {"built", date_or(info.built, "")}, {"expires", date_or(info.expires, "")}, {"expired", !age_of(info.expires).empty()}, {"hub", counts->meta["hub"]},
                {"languages", counts->meta["languages"]}, {"licence", counts->meta["licence"]}, {"blake2b_512", digest}, {"rows", counts->rows}, {"topics", topics}};
    print(text_of(out, 1));
    return done;
  }
  print(fmt::format("{}\n  serial {}, content of {}, expires {}\n  languages {}\n  licence {}\n  BLAKE2b-512 {}", info.title, info.serial, date_or(info.built, "unknown"),
                    date_or(info.expires, "never"), counts->meta["languages"], counts->meta["licence"], digest));
  if (const std::string age = age_of(info.expires); !age.empty()) print("  " + age);
  if (!counts->meta["hub"].empty()) print(fmt::format("  the overlay of the hub {}", counts->meta["hub"]));
  for (const json& topic : topics) print(fmt::format("  {:8} {} ({})", topic["key"].get<std::string>(), topic["need"].get<std::string>(), topic["services"].get<std::size_t>()));
  for (const auto& [table, rows] : counts->rows) print(fmt::format("  {:6} {}", rows, table));
  return done;
}

int diff(const std::string& old_pack, const std::string& new_pack, bool as_json) {
  auto before = packs::records_of(old_pack);
  if (!before) return fail(before.error().detail);
  auto after = packs::records_of(new_pack);
  if (!after) return fail(after.error().detail);
  const packs::Comparison comparison = packs::compare(before.value(), after.value());
  if (as_json) {
    print(text_of({{"added", comparison.added}, {"changed", comparison.changed}, {"removed", comparison.removed}, {"same", comparison.same}}, 1));
    return done;
  }
  print(fmt::format("{} added, {} changed, {} removed, {} the same.", comparison.added.size(), comparison.changed.size(), comparison.removed.size(), comparison.same));
  const auto list = [](const char* mark, const std::vector<std::string>& ids, const packs::Records& records) {
    for (const std::string& id : ids) print(fmt::format("{} {} {}", mark, id, records.at(id).name));
  };
  list("+", comparison.added, after.value());
  list("~", comparison.changed, after.value());
  list("-", comparison.removed, before.value());
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
    print(out.dump(-1, ' ', false, json::error_handler_t::replace));
  }
  return done;
}

int search(const SearchArguments& arguments) {
  if (arguments.queries.empty() && (arguments.language.empty() || arguments.query.empty())) return fail("Give --lang TAG and the words, or --queries FILE.jsonl.", wrong_usage);
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
  if (arguments.as_json) print(text_of(list, 1));
  return done;
}

// --- the store ---------------------------------------------------------------------

int installed(const kiosk::Result<packs::Installed>& result) {
  if (!result) return fail(result.error().detail);
  const auto& c = result->change;
  print(fmt::format("{}: serial {} is in force{}. {}", result->pack.string(), result->serial, result->hub.empty() ? "" : fmt::format(" over the city's pack, for {}", result->hub),
                    c ? fmt::format("{} added, {} changed, {} removed, {} the same.", c->added, c->changed, c->removed, c->same) : "There was none before it."));
  return done;
}

int fetch_pack(fleet::Order order, const fleet::Network& network) {
  kiosk::Result<fleet::Fetched> fetched = [&] {
    ProgressLine line;
    order.progress = [&](std::uint64_t here, std::optional<std::uint64_t> all) {
      constexpr double megabyte = 1e6;
      line.show(all && *all > 0 ? fmt::format("{:.1f} of {:.1f} MB ({} %)", static_cast<double>(here) / megabyte, static_cast<double>(*all) / megabyte, here * 100 / *all)
                                : fmt::format("{:.1f} MB", static_cast<double>(here) / megabyte));
    };
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
  const kiosk::Result<packs::Installed> result = [&] {
    ProgressLine line;
    const packs::Progress progress = [&](packs::Stage stage, std::uint64_t had, std::uint64_t total) {
      constexpr std::array names{"Copying", "Checking", "Comparing", "Writing"};
      line.show(fmt::format("{} {} %", names[static_cast<std::size_t>(stage)], total == 0 ? 100 : 100 * had / total));
    };
    return packs::install(pack, store, keys, allow_removals ? packs::Removals::allow : packs::Removals::refuse_many, {site, "install", progress});
  }();
  return installed(result);
}

int rollback(const std::string& store, bool overlay) {
  auto result = overlay ? packs::rollback_overlay(store) : packs::rollback(store);
  if (!result) return fail(result.error().detail);
  print(fmt::format("{}: serial {} is in force again.", result->pack.string(), result->serial));
  return done;
}

// --- a hub's overlay -----------------------------------------------------------------

int publish(const packs::HubDesk& desk, const std::string& source) {
  packs::Findings findings;
  auto content = packs::read_source(source, findings);
  if (!content) return fail(content.error().detail);
  auto hub = packs::for_hub(desk.store);
  if (!hub) return fail(hub.error().detail);
  (void)packs::check(content.value(), now().date, findings, hub.value());
  print(verdict(findings));
  print_findings(findings, packs::Level::stops, 20);
  if (findings.any_stops()) return failed;
  return installed(packs::publish_content(desk, content.value(), now().date));
}

int publish_notice(const packs::HubDesk& desk, packs::Notice notice, const std::string& until) {
  if (!until.empty()) {
    notice.until = kiosk::parse_date(until);
    if (!notice.until) return fail(fmt::format("--until '{}' is not a date. Type it like 2026-11-12.", until), wrong_usage);
  }
  return installed(packs::publish_notice(desk, notice, now().date));
}

int write_template(const std::string& file) {
  std::error_code none;
  if (fs::path{file}.extension() != ".xlsx") return fail(fmt::format("'{}' is no name for a workbook. Give one that ends in .xlsx.", file), wrong_usage);
  if (fs::exists(fs::symlink_status(file, none))) return fail(fmt::format("{} is there already. Give another name, so that nobody's work is lost.", file));
  if (auto written = packs::write_template(file); !written) return fail(written.error().detail);
  print(fmt::format("{}: fill it in, then: kiosk-pack check {}", file, file));
  return done;
}

int export_pack(const std::string& pack, const std::string& file) {
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
  build_command->add_option("--serial", build_arguments.serial, "must be higher than that of the pack in force")->capture_default_str()->check(CLI::Range(1L, 2'000'000'000L));
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
  show_command->callback([&] { status = show(pack, as_json); });

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
  const auto desk = [&] { return packs::HubDesk{site, store, keys, key}; };
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
    return app.exit(error) == 0 ? done : wrong_usage;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    return fail(std::string{"kiosk-pack stopped: "} + error.what());
  }
}
