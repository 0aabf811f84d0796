// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <system_error>

#include "kiosk/directory/schema.hpp"
#include "kiosk/directory/search_index.hpp"
#include "kiosk/packs/files.hpp"
#include "kiosk/packs/records.hpp"
#include "kiosk/packs/signature.hpp"
#include "kiosk/packs/values.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::packs {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> or_null(const std::string& text) { return text.empty() ? std::nullopt : std::optional{text}; }
std::optional<std::string> or_null(const std::optional<Date>& date) { return date ? std::optional{text_of(*date)} : std::nullopt; }

// A time as HSDS writes it: 24 hours is 00:00 to 23:59.
std::string clock(int minute) { return minute >= 24 * 60 ? "23:59" : fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

class Builder {
 public:
  Builder(const Content& content, store::Database& database, const Progress& progress)
      : content_(content), database_(database), records_(progress, Step::writing, content.organisations.size() + content.places.size() + content.services.size() + content.words.size() + content.media.size()) {}

  Outcome fill(const BuildOptions& options) {
    meta(options);
    topics();
    organisations();
    places();
    services();
    urgent();
    glossary();
    for (const BankHoliday& day : content_.bank_holidays) insert("INSERT INTO bank_holiday VALUES(?,?)", text_of(day.date), day.name);
    for (const Word& word : content_.words) {
      insert("INSERT OR IGNORE INTO synonym VALUES(?,?,?)", word.topic, word.language, word.word);
      records_.add();
    }
    media();
    for (const i18n::Pronunciation& one : content_.pronunciations) insert("INSERT INTO pronunciation VALUES(?,?,?)", one.language, one.written, one.spoken);
    if (problem_) return *problem_;
    return Done{};
  }

 private:
  // After the first failure the rest is left alone: one error is enough to mend.
  template <class... Values>
  void insert(const char* sql, const Values&... values) {
    if (problem_) return;
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
      auto prepared = database_.prepare(sql);
      if (!prepared) {
        problem_ = prepared.error();
        return;
      }
      found = statements_.emplace(sql, std::move(prepared).value()).first;
    }
    found->second.bind_all(values...);
    if (auto done = found->second.run(); !done) problem_ = done.error();
  }

  void translate(const char* entity, const std::string& id, const char* field, const Text& text) {
    for (const auto& [language, translation] : text.translations) {
      insert("INSERT INTO translation VALUES(?,?,?,?,?,?,?,?)", entity, id, field, language, translation.text,
             translation.origin == Origin::human ? "human" : "machine", or_null(translation.reviewed_by), digest_of_text(text.english));
    }
  }

  void meta(const BuildOptions& options) {
    const auto set = [&](const char* key, const std::string& value) { insert("INSERT INTO meta VALUES(?,?)", key, value); };
    std::optional<Date> built = options.built;
    if (!built) {
      for (const Service& service : content_.services) built = std::max(built, service.checked);
    }
    set("schema_version", std::to_string(directory::schema_version));
    set("serial", std::to_string(options.serial));
    if (built) set("built", text_of(*built));
    if (options.expires) set("expires", text_of(*options.expires));
    set("title", content_.title);
    set("licence", content_.licence);
    std::string languages;
    for (const std::string& language : content_.languages) languages += (languages.empty() ? "" : " ") + language;
    set("languages", languages);
  }

  void topics() {
    insert("INSERT INTO taxonomy(id, name, description) VALUES('topics', 'Topics', 'What people need, in plain words')");
    int position = 0;
    for (const Topic& topic : content_.topics) {
      insert("INSERT INTO taxonomy_term(id, code, name, description, taxonomy, language, taxonomy_id) VALUES(?1,?1,?2,?3,'topics','en','topics')",
             topic.key, topic.need.english, topic.examples.english);
      insert("INSERT INTO topic_order VALUES(?,?)", topic.key, ++position);
      translate("taxonomy_term", topic.key, "name", topic.need);
      translate("taxonomy_term", topic.key, "description", topic.examples);
    }
  }

  void organisation(const std::string& id, const std::string& name, const Text& description, const std::string& website, const std::string& email) {
    insert("INSERT INTO organization(id, name, description, website, email) VALUES(?,?,?,?,?)", id, name, description.english, or_null(website), or_null(email));
    translate("organization", id, "description", description);
  }

  void organisations() {
    for (const Organisation& o : content_.organisations) {
      organisation(o.id, o.name, o.description, o.website, o.email);
      records_.add();
    }
  }

  void times(const Times& times, const std::string& id, const char* service_or_location) {
    const bool service = std::string_view{service_or_location} == "service_id";
    const auto service_id = service ? std::optional{id} : std::nullopt;
    const auto location_id = service ? std::nullopt : std::optional{id};
    if (times.week) {
      constexpr std::array<const char*, 7> codes{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
      int number = 0;
      bool any = false;
      for (std::size_t day = 0; day < 7; ++day) {
        for (const directory::Period period : (*times.week)[day]) {
          any = true;
          insert("INSERT INTO schedule(id, service_id, location_id, timezone, wkst, freq, interval, byday, opens_at, closes_at) "
                 "VALUES(?,?,?,'Europe/London','MO','WEEKLY',1,?,?,?)",
                 fmt::format("{}/{}", id, ++number), service_id, location_id, codes[day], clock(period.opens_minute), clock(period.closes_minute));
        }
      }
      // A week that is closed throughout is known too; HSDS says so with an end in the past.
      if (!any) {
        insert("INSERT INTO schedule(id, service_id, location_id, timezone, wkst, freq, interval, byday, opens_at, closes_at, until) "
               "VALUES(?,?,?,'Europe/London','MO','WEEKLY',1,'MO','00:00','00:01','2000-01-03')",
               fmt::format("{}/1", id), service_id, location_id);
      }
    }
    int row_number = 0;
    for (const directory::ScheduleRow& row : times.rows) {
      insert("INSERT INTO schedule(id, service_id, location_id, timezone, wkst, valid_from, valid_to, dtstart, until, freq, interval, byday, opens_at, closes_at) "
             "VALUES(?,?,?,'Europe/London','MO',?,?,?,?,?,?,?,?,?)",
             fmt::format("{}/{}", id, ++row_number), service_id, location_id, or_null(row.valid_from), or_null(row.valid_to), or_null(row.dtstart),
             or_null(row.until), or_null(row.freq), row.interval, or_null(row.byday), or_null(row.opens_at), or_null(row.closes_at));
    }
    int number = 0;
    for (const Exception& exception : times.exceptions) {
      const std::string date = text_of(exception.date);
      if (exception.periods.empty()) {
        insert("INSERT INTO exception(id, service_id, location_id, date, closed, note) VALUES(?,?,?,?,1,?)",
               fmt::format("{}/{}", id, ++number), service_id, location_id, date, or_null(exception.note));
      }
      for (const directory::Period period : exception.periods) {
        insert("INSERT INTO exception(id, service_id, location_id, date, closed, opens_at, closes_at, note) VALUES(?,?,?,?,0,?,?,?)",
               fmt::format("{}/{}", id, ++number), service_id, location_id, date, clock(period.opens_minute), clock(period.closes_minute), or_null(exception.note));
      }
    }
  }

  void places() {
    for (const Place& place : content_.places) {
      if (place.shown == Shown::hidden) {
        // What is hidden does not travel at all: a pack can be copied and read.
        insert("INSERT INTO location(id, hidden) VALUES(?,1)", place.id);
      } else {
        open_place(place);
      }
      times(place.times, place.id, "location_id");
      records_.add();
    }
  }

  void open_place(const Place& place) {
    insert("INSERT INTO location(id, name) VALUES(?,?)", place.id, or_null(place.name));
    if (place.coordinates) {
      insert("UPDATE location SET latitude = ?2, longitude = ?3 WHERE id = ?1", place.id, place.coordinates->latitude, place.coordinates->longitude);
    }
    insert("INSERT INTO address(id, location_id, address_1, city, state_province, postal_code) VALUES(?1,?1,?2,?3,'West Yorkshire',?4)",
           place.id, place.address, place.town, place.postcode);
    int number = 0;
    for (const Text& text : place.getting_in) {
      const std::string id = fmt::format("{}/{}", place.id, ++number);
      insert("INSERT INTO accessibility(id, location_id, description) VALUES(?,?,?)", id, place.id, text.english);
      translate("accessibility", id, "description", text);
    }
  }

  void services() {
    const PlacesById places = places_by_id(content_);
    for (const Service& s : content_.services) {
      std::string organisation_id = s.organisation;
      if (organisation_id.empty()) {
        // A service that runs itself is its own organisation; HSDS wants one.
        organisation_id = "self." + s.id;
        organisation(organisation_id, s.name.english, s.description, s.website, s.email);
      }
      insert("INSERT INTO service(id, organization_id, name, alternate_name, description, url, email, status, fees_description, eligibility_description, assured_date, sensitive, source, kind) "
             "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
             s.id, organisation_id, s.name.english, or_null(s.also_called), s.description.english, or_null(s.website), or_null(s.email), s.status, or_null(s.cost.english),
             or_null(s.eligibility.english), or_null(shown_date(s, places)), s.sensitive, or_null(s.source), s.kind);
      translate("service", s.id, "name", s.name);
      translate("service", s.id, "description", s.description);
      translate("service", s.id, "fees_description", s.cost);
      translate("service", s.id, "eligibility_description", s.eligibility);
      int number = 0;
      for (const Phone& phone : s.phones) {
        const std::string id = fmt::format("{}/{}", s.id, ++number);
        insert("INSERT INTO phone(id, service_id, number, type, description) VALUES(?,?,?,'voice',?)", id, s.id, phone.number, or_null(phone.purpose.english));
        translate("phone", id, "description", phone.purpose);
      }
      for (const std::string& place : s.places) {
        insert("INSERT OR IGNORE INTO service_at_location(id, service_id, location_id) VALUES(?,?,?)", fmt::format("{}/{}", s.id, place), s.id, place);
      }
      // Ids that sort as staff ordered the topics: the first one is the main one.
      number = 0;
      for (const std::string& topic : s.topics) {
        insert("INSERT INTO attribute(id, link_id, link_entity, taxonomy_term_id, link_type) VALUES(?,?,'service',?,'topic')",
               fmt::format("{}/{:02}", s.id, ++number), s.id, topic);
      }
      number = 0;
      for (const std::string& language : s.languages) {
        insert("INSERT INTO language(id, service_id, code) VALUES(?,?,?)", fmt::format("{}/{:02}", s.id, ++number), s.id, language);
      }
      times(s.times, s.id, "service_id");
      number = 0;
      for (const EasyLine& line : s.easy) {
        const std::string id = fmt::format("{}/{:02}", s.id, ++number);
        insert("INSERT INTO easy_read(id, service_id, position, text, picture, source) VALUES(?,?,?,?,?,?)", id, s.id, number, line.text.english, line.picture, or_null(line.source));
        translate("easy_read", id, "text", line.text);
      }
      records_.add();
    }
  }

  void glossary() {
    for (const GlossaryWord& word : content_.glossary) {
      insert("INSERT INTO glossary(id, word, forms, meaning, source) VALUES(?,?,?,?,?)", word.id, word.word.english, or_null(word.forms.english), word.meaning.english, or_null(word.source));
      translate("glossary", word.id, "word", word.word);
      translate("glossary", word.id, "forms", word.forms);
      translate("glossary", word.id, "meaning", word.meaning);
    }
  }

  void urgent() {
    int position = 0;
    for (const UrgentNeed& need : content_.urgent) {
      insert("INSERT INTO urgent(id, position, need, line, icon, danger, sensitive) VALUES(?,?,?,?,?,?,?)", need.id, ++position, need.need.english,
             need.line.english, need.icon, need.danger == directory::UrgentNeed::Danger::yes ? 1 : 0, need.sensitive);
      translate("urgent", need.id, "need", need.need);
      translate("urgent", need.id, "line", need.line);
      int number = 0;
      for (const UrgentRoute& route : need.routes) {
        const std::string id = fmt::format("{}/{:02}", need.id, ++number);
        insert("INSERT INTO urgent_route(id, urgent_id, position, name, number, hours_and_cost, note, source, assured_date) VALUES(?,?,?,?,?,?,?,?,?)",
               id, need.id, number, route.name.english, or_null(route.number), or_null(route.hours_and_cost.english), or_null(route.note.english),
               or_null(route.source), or_null(route.checked));
        translate("urgent_route", id, "name", route.name);
        translate("urgent_route", id, "hours_and_cost", route.hours_and_cost);
        translate("urgent_route", id, "note", route.note);
      }
    }
  }

  void media() {
    constexpr std::array<const char*, 3> names{"image", "speech_clip", "sign_video"};
    for (const Media& media : content_.media) {
      insert("INSERT INTO media VALUES(?,?,?,?,?,?,?,?,?,CAST(? AS BLOB))", media.of.entity, media.of.id, names[static_cast<std::size_t>(media.kind)], media.language, media.position,
             media.alt, or_null(media.captions), media.mime, or_null(media.source), media.data);
      records_.add();
    }
  }

  const Content& content_;
  store::Database& database_;
  Count records_;
  std::map<std::string_view, store::Statement> statements_;
  std::optional<Error> problem_;
};

// The tables for comparing, those that refer to each other, and the file in one piece.
// In hundredths of what each costs.
constexpr std::uint64_t digesting = 200, referring = 100, in_one_piece = 400, finish = digesting + referring + in_one_piece;
void say(const Progress& progress, Step step, std::uint64_t done, std::uint64_t total) {
  if (progress) progress(step, done, total);
}

Outcome write_database(const fs::path& file, PackKind kind, const std::function<Outcome(store::Database&)>& fill, const Progress& progress) {
  auto database = store::Database::create(file);
  if (!database) return database.error();
  // No journal beside the pack, and nothing to lose: the file is new. Large pages are read whole in half
  // the time of small ones; an overlay has little to put into them, and is written while somebody waits.
  if (auto done = database->execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF"); !done) return done;
  if (auto done = database->execute(kind == PackKind::city ? "PRAGMA page_size=16384" : "PRAGMA page_size=4096"); !done) return done;
  if (auto done = database->execute(directory::schema_sql); !done) return done;
  if (kind == PackKind::overlay)
    if (auto done = database->execute(directory::overlay_schema_sql); !done) return done;
  if (auto done = fill(database.value()); !done) return done;
  auto broken = database->value_of("SELECT \"table\" || ' row refers to a missing ' || parent FROM pragma_foreign_key_check LIMIT 1");
  if (!broken) return broken.error();
  if (broken.value()) return Error{ErrorCode::pack, fmt::format("The content does not hold together: a {}. Check the source again.", *broken.value())};
  say(progress, Step::finishing, digesting + referring, finish);
  auto done = database->execute("VACUUM;");
  say(progress, Step::finishing, finish, finish);
  return done;
}

}  // namespace

Outcome write_records(const Content& content, const BuildOptions& options, store::Database& database, const Progress& progress) { return Builder{content, database, progress}.fill(options); }

Outcome finish_records(store::Database& database, const Progress& progress) {
  const auto indexed = [&](std::size_t done, std::size_t total) { say(progress, Step::indexing, done, total); };
  if (auto done = directory::build_search_index(database, indexed); !done) return done;
  // Of the finishing it is the first part.
  const auto compared = [&](std::size_t done, std::size_t total) { say(progress, Step::finishing, digesting * done / total, finish); };
  return keep_digests(database, compared);
}

Outcome build(const Content& content, const BuildOptions& options, const fs::path& pack, const Progress& progress) {
  const auto fill = [&](store::Database& database) -> Outcome {
    auto transaction = store::Transaction::begin(database);
    if (!transaction) return transaction.error();
    if (auto done = write_records(content, options, database, progress); !done) return done;
    if (auto done = finish_records(database, progress); !done) return done;
    return transaction.value()->commit();
  };
  return write_pack(pack, PackKind::city, fill, progress);
}

Outcome write_pack(const fs::path& pack, PackKind kind, const std::function<Outcome(store::Database&)>& fill, const Progress& progress) {
  const fs::path part = fs::path{pack}.concat(".part");
  std::error_code problem;
  fs::remove(part, problem);
  if (auto written = write_database(part, kind, fill, progress); !written) {
    fs::remove(part, problem);
    return written;
  }
  if (auto flushed = flush_to_disk(part); !flushed) return flushed;
  return put_in_place(part, pack);
}

}  // namespace kiosk::packs
