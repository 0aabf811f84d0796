// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/overlay.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <functional>
#include <span>
#include <system_error>

#include "kiosk/directory/overlay.hpp"
#include "kiosk/directory/schema.hpp"
#include "kiosk/directory/words_shown.hpp"
#include "kiosk/packs/build.hpp"
#include "kiosk/packs/edition.hpp"
#include "kiosk/packs/files.hpp"
#include "kiosk/packs/signature.hpp"
#include "kiosk/packs/trust.hpp"
#include "kiosk/packs/values.hpp"
#include "kiosk/store/database.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::packs {
namespace {

namespace fs = std::filesystem;
using store::Database;

constexpr std::size_t longest_title = 100, longest_text = 2000;  // characters

// A folder for the overlay that is being made; gone afterwards. Not in the store, where a power cut would leave it.
class Workplace {
 public:
  static Result<Workplace> make() {
    std::error_code problem;
    std::string pattern = (fs::temp_directory_path(problem) / "kiosk-publishing-XXXXXX").string();
    if (problem || ::mkdtemp(pattern.data()) == nullptr)
      return Error{ErrorCode::file, fmt::format("Cannot write in {}. Free some space on that disk and try again.", fs::path{pattern}.parent_path().string())};
    return Workplace{pattern};
  }
  Workplace(Workplace&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  ~Workplace() {
    std::error_code problem;
    if (!folder_.empty()) fs::remove_all(folder_, problem);
  }
  [[nodiscard]] fs::path file() const { return folder_ / "overlay.pack"; }

 private:
  explicit Workplace(fs::path folder) : folder_(std::move(folder)) {}
  fs::path folder_;
};

// What stands before: the city's pack and the overlay, each as the schema of its name.
// `before` is attached only where there is one.
enum class Before { none, one };
using Change = std::function<Outcome(Database& overlay, Before before)>;

Outcome run(Database& database, const char* sql, auto... values) {
  auto statement = database.prepare(sql);
  if (!statement) return statement.error();
  return statement->bind_all(values...).run();
}

Result<std::optional<std::string>> value_of(Database& database, const char* sql, std::string_view parameter) {
  auto statement = database.prepare(sql);
  if (!statement) return statement.error();
  auto row = statement->bind_all(parameter).step();
  if (!row) return row.error();
  return row.value() ? std::optional{std::string{statement->text(0)}} : std::nullopt;
}

constexpr const char* lists[] = {"notice", "hidden", "confirmed"};

// What those tables of the overlay before hold, as it is: the tables themselves may be anything, and are not taken over.
Outcome take_over(Database& database, std::span<const char* const> tables) {
  for (const char* table : tables)
    if (auto done = database.execute(fmt::format("INSERT INTO main.{0} SELECT * FROM before.{0}", table)); !done) return done;
  return Done{};
}

// The city's topics and the words for them stand beside the hub's records while those are indexed, so
// that a search for a topic finds them.
constexpr const char* city_terms = R"sql(
CREATE TEMP VIEW taxonomy_term AS SELECT * FROM city.taxonomy_term;
CREATE TEMP VIEW synonym AS SELECT * FROM city.synonym;
CREATE TEMP VIEW translation AS SELECT * FROM main.translation UNION ALL SELECT * FROM city.translation WHERE entity='taxonomy_term';
)sql";
constexpr const char* without_city_terms = "DROP VIEW temp.taxonomy_term; DROP VIEW temp.synonym; DROP VIEW temp.translation;";

Outcome index(Database& database, const Progress& progress) {
  if (auto done = database.execute(city_terms); !done) return done;
  if (auto done = finish_records(database, progress); !done) return done;
  return database.execute(without_city_terms);
}

// Every topic that a record is in has to be one of the city's, or nobody would come to it.
Outcome check_topics(Database& database) {
  auto lost = database.value_of("SELECT link_id||''': '''||taxonomy_term_id FROM main.attribute WHERE link_entity='service' AND taxonomy_term_id NOT IN (SELECT key FROM city.topic_order) LIMIT 1");
  if (!lost) return lost.error();
  if (!lost.value()) return Done{};
  auto topics = database.value_of("SELECT group_concat(key, ', ') FROM (SELECT key FROM city.topic_order ORDER BY position)");
  if (!topics) return topics.error();
  return Error{ErrorCode::pack, fmt::format("'{}' is not a topic of the city's pack. Use one of these: {}.", *lost.value(), topics.value().value_or(""))};
}

Outcome set_meta(Database& database, const HubDesk& desk, long serial, Date today) {
  const std::pair<const char*, std::string> values[] = {{"schema_version", std::to_string(directory::schema_version)}, {"serial", std::to_string(serial)},
                                                        {"built", text_of(today)}, {"title", desk.site}, {"licence", ""}, {"hub", desk.site}};
  for (const auto& [key, value] : values)
    if (auto done = run(database, "INSERT OR REPLACE INTO meta VALUES(?,?)", key, value); !done) return done;
  return database.execute("INSERT OR IGNORE INTO meta SELECT 'languages', value FROM city.meta WHERE key='languages'");
}

Outcome sign_with(const fs::path& pack, const fs::path& secret_key) {
  auto text = read_file(secret_key, 64 * 1024);
  if (!text) return text.error();
  auto key = secret_key_from(text.value(), secret_key.string());
  if (!key) return key.error();
  auto hash = hash_of(pack);
  if (!hash) return hash.error();
  auto signature = sign(hash.value(), key.value(), fmt::format("file:{}\thashed", pack.filename().string()));
  if (!signature) return signature.error();
  return write_file(signature_file_of(pack), to_text(signature.value()));
}

// Of the overlay that follows that one.
Result<long> next_serial(const fs::path& overlay) {
  auto database = Database::open_immutable(overlay, Database::Check::passed_before);
  if (!database) return database.error();
  auto serial = database->value_of("SELECT CAST(value AS INTEGER) FROM meta WHERE key='serial'");
  if (!serial) return serial.error();
  const long last = std::strtol(serial.value().value_or("0").c_str(), nullptr, 10);
  if (last == highest_serial)
    return Error{ErrorCode::pack, fmt::format("The overlay in force has the highest serial there is, {}, so none can follow it. Go back to the overlay before it first (kiosk-pack rollback --overlay).", highest_serial)};
  return last < 1 || last > highest_serial ? 1 : last + 1;
}

Result<Installed> publish(const HubDesk& desk, Date today, std::string_view what, const Change& change) {
  auto city = open_current(desk.store, keys_of(desk.store));
  if (!city) return city.error();
  auto before = open_overlay(desk.store, keys_of(desk.store), desk.site);
  long serial = 1;
  if (!before) {
    // A kiosk that came from another hub has its overlay: nothing of that is kept but how far its serials went.
    auto other = open_overlay(desk.store, keys_of(desk.store), {});
    if (!other) return Error{ErrorCode::pack, before.error().detail + " Go back to the overlay before that first (kiosk-pack rollback --overlay)."};
    auto next = next_serial(*other.value());
    if (!next) return next.error();
    serial = next.value();
    before = std::optional<fs::path>{};
  } else if (before.value()) {
    auto next = next_serial(*before.value());
    if (!next) return next.error();
    serial = next.value();
  }
  auto place = Workplace::make();
  if (!place) return place.error();
  auto made = write_pack(place->file(), PackKind::overlay, [&](Database& database) -> Outcome {
    // Nothing in a schema that comes from a file is run.
    if (auto done = database.execute("PRAGMA trusted_schema=OFF"); !done) return done;
    if (auto done = database.attach_immutable(city.value(), "city", Database::Check::passed_before); !done) return done;
    if (before.value()) {
      if (auto done = database.attach_immutable(*before.value(), "before", Database::Check::passed_before); !done) return done;
    }
    auto transaction = store::Transaction::begin(database);
    if (!transaction) return transaction.error();
    const Before there = before.value() ? Before::one : Before::none;
    if (there == Before::one)
      if (auto done = take_over(database, lists); !done) return done;
    if (auto done = change(database, there); !done) return done;
    if (auto done = set_meta(database, desk, serial, today); !done) return done;
    if (auto done = check_topics(database); !done) return done;
    if (auto done = index(database, desk.progress); !done) return done;
    if (auto done = transaction.value()->commit(); !done) return done;
    return directory::check_overlay(database, "main", desk.site);
  }, desk.progress);
  if (!made) return made.error();
  if (auto done = sign_with(place->file(), desk.secret_key); !done) return done.error();
  return install(place->file(), desk.store, desk.keys, Removals::allow, {desk.site, what, desk.progress});
}

// A change of the lists alone: the records stay as they are.
Result<Installed> publish_lists(const HubDesk& desk, Date today, std::string_view what, const std::function<Outcome(Database&)>& change) {
  return publish(desk, today, what, [&](Database& database, Before before) -> Outcome {
    if (before == Before::one)
      if (auto done = take_over(database, directory::overlay_tables); !done) return done;
    return change(database);
  });
}

// One row of a list goes again; `missing` if it is not there.
Result<Installed> publish_without(const HubDesk& desk, Date today, std::string_view what, const char* find, const char* remove, std::string_view id, const char* missing) {
  return publish_lists(desk, today, what, [&](Database& database) -> Outcome {
    auto there = value_of(database, find, id);
    if (!there) return there.error();
    if (!there.value()) return Error{ErrorCode::input, missing};
    return run(database, remove, id);
  });
}

// 'none' or what it is about; nothing if neither the city nor the hub has it.
Result<std::optional<std::string>> sensitivity_of(Database& database, std::string_view service_id) {
  return value_of(database, "SELECT sensitive FROM city.service WHERE id=?1 UNION ALL SELECT sensitive FROM main.service WHERE id=?1", service_id);
}

Error no_such_record(std::string_view service_id) {
  return {ErrorCode::pack, fmt::format("There is no record '{}' on this kiosk. Choose it from the list again.", directory::shortened(directory::clean(service_id), 80))};
}

std::size_t characters_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at = unicode::code_point_at(text, at).end;
  return count;
}

Outcome check_notice(const Notice& notice) {
  const auto wrong = [&](std::string why) { return Error{ErrorCode::input, "The notice cannot go out: " + std::move(why)}; };
  if (!is_id(notice.id)) return wrong("its ID may hold only small letters, numbers and hyphens, 64 at most. Type it like 'open-day'.");
  if (!is_language(notice.language)) return wrong("its language is not one the kiosk knows. Choose it from the list.");
  for (const auto& [text, name, most] : {std::tuple{&notice.title, "title", longest_title}, std::tuple{&notice.text, "text", longest_text}}) {
    if (trimmed(*text).empty()) return wrong(fmt::format("its {} is empty. Type it in.", name));
    if (characters_in(*text) > most) return wrong(fmt::format("its {} is longer than {} characters. Make it shorter.", name, most));
    if (directory::clean(*text) != *text) return wrong(fmt::format("its {} holds characters that are no text. Type it again.", name));
  }
  return Done{};
}

}  // namespace

Result<ForHub> for_hub(const fs::path& store) {
  auto city = open_current(store, keys_of(store));
  if (!city) return city.error();
  auto database = Database::open_immutable(city.value(), Database::Check::passed_before);
  if (!database) return database.error();
  auto rows = database->prepare("SELECT key FROM topic_order ORDER BY position, key");
  if (!rows) return rows.error();
  ForHub hub;
  for (;;) {
    auto row = rows->step();
    if (!row) return row.error();
    if (!row.value()) return hub;
    hub.city_topics.emplace_back(rows->text(0));
  }
}

Result<Content> in_namespace(Content content, std::string_view site) {
  const std::string own = directory::namespace_of(site);
  const auto moved = [&](std::string& id) {
    if (!id.empty() && !id.starts_with(own)) id = own + id;
  };
  const auto refused = [](const Where& where, std::string_view what, std::string_view why) {
    return Error{ErrorCode::pack, fmt::format("{}, row {}: {} {} Take it out of the hub's workbook, or ask the city to publish it.", where.sheet, where.row, what, why)};
  };
  if (!content.urgent.empty())
    return refused(content.urgent.front().where, "urgent help is for the city to say.", "Everybody in Leeds has to see the same.");
  if (!content.glossary.empty())
    return refused(content.glossary.front().where, "the glossary is for the city to say.", "It explains words on every page.");
  if (!content.pronunciations.empty())
    return refused(content.pronunciations.front().where, "how words are said is for the city to say.", "It changes every page.");
  for (Organisation& organisation : content.organisations) moved(organisation.id);
  for (Place& place : content.places) moved(place.id);
  for (Service& service : content.services) {
    if (service.sensitive != "none")
      return refused(service.where, fmt::format("'{}' is about {}.", service.id, service.sensitive), "Sensitive records are for the city: two people look at them.");
    moved(service.id);
    if (service.organisation.empty()) {
      // A service that runs itself is its own organisation, as in any pack, but under the hub.
      service.organisation = own + "self." + service.id.substr(own.size());
      content.organisations.push_back({service.organisation, service.name.english, service.description, service.website, service.email, service.where});
    }
    moved(service.organisation);
    for (std::string& place : service.places) moved(place);
  }
  for (Media& media : content.media) {
    if (media.of.entity != "service")
      return refused(media.where, "this file is not about a service of the hub.", "Pictures and videos of topics and urgent help are the city's.");
    moved(media.of.id);
  }
  content.topics.clear();
  content.words.clear();
  content.bank_holidays.clear();
  return content;
}

Result<Installed> publish_content(const HubDesk& desk, const Content& content, Date today) {
  auto own = in_namespace(content, desk.site);
  if (!own) return own.error();
  return publish(desk, today, "publish-workbook", [&](Database& database, Before) -> Outcome {
    if (auto done = write_records(own.value(), {}, database, desk.progress); !done) return done;
    // What every pack has and an overlay has not.
    return database.execute("DELETE FROM taxonomy; DELETE FROM meta");
  });
}

Result<Installed> publish_notice(const HubDesk& desk, const Notice& notice, Date today) {
  if (auto right = check_notice(notice); !right) return right.error();
  if (notice.until && *notice.until < today)
    return Error{ErrorCode::input, fmt::format("The notice cannot go out: its last day, {}, is over. Choose a later day.", text_of(*notice.until))};
  return publish_lists(desk, today, "publish-notice", [&](Database& database) -> Outcome {
    // What is over goes, so that the twenty are twenty that are shown.
    if (auto done = run(database, "DELETE FROM notice WHERE until < ?1", text_of(today)); !done) return done;
    if (auto done = run(database, "INSERT OR REPLACE INTO notice(id, language, title, text, until) VALUES(?,?,?,?,?)", notice.id, notice.language, notice.title, notice.text,
                        notice.until ? std::optional{text_of(*notice.until)} : std::nullopt); !done) return done;
    auto too_many = database.value_of(fmt::format("SELECT 1 FROM notice LIMIT 1 OFFSET {}", most_notices));
    if (!too_many) return too_many.error();
    if (too_many.value()) return Error{ErrorCode::input, fmt::format("There are {} notices already. Take one down first.", most_notices)};
    return Done{};
  });
}

Result<Installed> withdraw_notice(const HubDesk& desk, std::string_view id, Date today) {
  return publish_without(desk, today, "withdraw-notice", "SELECT 1 FROM main.notice WHERE id=?1", "DELETE FROM main.notice WHERE id=?1", id, "That notice is not up. Nothing has changed.");
}

Result<Installed> hide_record(const HubDesk& desk, std::string_view service_id, Date today) {
  return publish_lists(desk, today, "hide-record", [&](Database& database) -> Outcome {
    auto about = sensitivity_of(database, service_id);
    if (!about) return about.error();
    if (!about.value()) return no_such_record(service_id);
    if (about.value() == "suicide")
      return Error{ErrorCode::pack, "This record stays: people in danger are led to it. If something in it is wrong, ring the city's content team today."};
    return run(database, "INSERT OR IGNORE INTO hidden VALUES(?)", service_id);
  });
}

Result<Installed> show_record(const HubDesk& desk, std::string_view service_id, Date today) {
  return publish_without(desk, today, "show-record", "SELECT 1 FROM main.hidden WHERE service_id=?1", "DELETE FROM main.hidden WHERE service_id=?1", service_id, "That record is not hidden. Nothing has changed.");
}

Result<Installed> confirm_record(const HubDesk& desk, std::string_view service_id, Date today) {
  return publish_lists(desk, today, "confirm-record", [&](Database& database) -> Outcome {
    auto about = sensitivity_of(database, service_id);
    if (!about) return about.error();
    if (!about.value()) return no_such_record(service_id);
    return run(database, "INSERT OR REPLACE INTO confirmed VALUES(?,?)", service_id, text_of(today));
  });
}

}  // namespace kiosk::packs
