// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/directory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "kiosk/base/log.hpp"
#include "kiosk/directory/care.hpp"
#include "kiosk/directory/crisis.hpp"
#include "kiosk/directory/glossary.hpp"
#include "kiosk/directory/hours.hpp"
#include "kiosk/directory/overlay.hpp"
#include "kiosk/directory/schema.hpp"
#include "kiosk/directory/search.hpp"
#include "kiosk/directory/words_shown.hpp"
#include "kiosk/store/database.hpp"
#include "kiosk/unicode/collation.hpp"

namespace kiosk::directory {
namespace {

constexpr double here_miles = 0.05;

using store::Statement;

bool is_english(std::string_view language) { return language == "en" || language.starts_with("en-"); }

// A place that a service is given at, as far as it may be shown.
struct Place {
  std::string id, at_id;
  std::optional<Coordinates> at;
  bool hidden = false;
};

// From the columns id, at_id, latitude, longitude, hidden, beginning at `first`.
Place place_in(const Statement& row, int first) {
  Place place{std::string{row.text(first)}, std::string{row.text(first + 1)}, {}, row.integer(first + 4) != 0};
  const Coordinates at{row.real(first + 2), row.real(first + 3)};
  if (!row.is_null(first + 2) && !row.is_null(first + 3) && at.latitude >= -90 && at.latitude <= 90 && at.longitude >= -180 && at.longitude <= 180)
    place.at = at;
  return place;
}

// Of several places the nearest; without a distance the first.
void keep_nearer(std::optional<Place>& best, Place place, const std::optional<Coordinates>& from) {
  const auto miles = [&](const Place& one) { return from && one.at ? miles_between(*from, *one.at) : 1e9; };
  if (!best || miles(place) < miles(*best)) best = std::move(place);
}

// Where somebody shelters from abuse is never shown, mapped or measured.
void hide_refuge(std::optional<Place>& place, std::string_view sensitive) {
  if (place && sensitive == "abuse") place->hidden = true;
}

std::optional<double> miles_to(const std::optional<Place>& place, const std::optional<Coordinates>& from) {
  if (!from || !place || !place->at || place->hidden) return std::nullopt;
  return miles_between(*from, *place->at);
}

class Pack final : public Directory {
 public:
  explicit Pack(store::Database database) : database_(std::move(database)), by_name_("en") {}

  enum class Layers { city, city_and_hub };
  Outcome read(const std::string& file, Layers layers);

  const PackInfo& info() const override { return info_; }
  const std::vector<i18n::Pronunciation>& pronunciations() const override { return pronunciations_; }
  std::vector<Topic> topics(std::string_view language) override;
  Listing in_topic(std::string_view topic, std::string_view language, std::optional<Coordinates> from, LocalTime now, std::size_t limit) override;
  std::size_t count_in_topic(std::string_view topic) override;
  std::optional<Service> service(std::string_view id, std::string_view language, std::optional<Coordinates> from,
                                 LocalTime now) override;
  std::vector<UrgentNeed> urgent(std::string_view language) override;
  std::vector<MediaInfo> media(const MediaOf& of) override;
  std::optional<std::string> media_data(const MediaInfo& media) override;
  std::vector<SignVideo> sign_videos(std::string_view language) override;
  std::optional<SignVideo> sign_video(const MediaOf& of, std::string_view language) override;
  std::vector<SearchHit> search(std::string_view words, std::string_view language, std::size_t limit) override;
  std::vector<ServiceSummary> summaries(const std::vector<SearchHit>& hits, std::string_view language,
                                        std::optional<Coordinates> from, LocalTime now) override;
  std::vector<Notice> notices(std::string_view language, std::chrono::year_month_day today) override;
  std::vector<RecordDate> oldest(std::size_t limit) override;
  std::vector<RecordDate> hidden() override;

 private:
  // The rows of `sql` with `values` bound; a failure is logged and ends them.
  // `sql` is a literal: statements are kept by its address.
  template <class Row, class... Values>
  void each(const char* sql, Row row, const Values&... values);

  // A field in the language asked for, or in English. `english_shown` is set
  // when a reader of another language gets English.
  struct Reading {
    std::string_view language;
    bool sensitive = false;
    bool english_shown = false;
  };
  i18n::Label text(std::string_view entity, std::string_view id, std::string_view field, const std::string& english, Reading& reading);
  i18n::Label name(std::string_view entity, std::string_view id, const std::string& english, const Reading& reading);

  enum class Detail { summary, whole };
  std::optional<Service> load(std::string_view id, std::string_view language, std::optional<Coordinates> from, LocalTime now, Detail detail);
  std::optional<Place> place_of(std::string_view service, std::optional<Coordinates> from);
  Hours hours_of(std::string_view service, const std::optional<Place>& place, LocalTime now);
  // Its own numbers, else its place's, else its organisation's; descriptions in English.
  struct PhoneRow { std::string id, number, description; };
  std::vector<PhoneRow> phones_of(std::string_view service, std::string_view organization, const std::optional<Place>& place);
  void add_contacts(Service& service, std::string_view organization, const std::vector<PhoneRow>& phones, Reading& reading);
  void add_place(Service& service, const std::optional<Place>& place, Reading& reading);
  void add_plain_words(Service& service, Reading& reading);
  struct Glossary {
    std::vector<ExplainedWord> words;
    std::vector<std::vector<std::string>> forms;  // by which each word stands in texts of its language
    std::vector<std::size_t> entry;               // of the pack, each word's
  };
  const Glossary& glossary(std::string_view language, const Reading& reading);
  bool has_sign_video(std::string_view entity, std::string_view id);
  // What a medium is about, by its name; empty if that is not in the pack, or not shown any more.
  i18n::Label title_of(const MediaOf& of, std::string_view language);

  store::Database database_;
  std::map<const char*, Statement> statements_;
  std::map<std::pair<std::string, bool>, Glossary> glossaries_;  // by language, and whether for a sensitive record
  std::unique_ptr<Searcher> searcher_;
  unicode::Collation by_name_;
  PackInfo info_;
  std::vector<i18n::Pronunciation> pronunciations_;
  std::vector<std::chrono::year_month_day> bank_holidays_;
};

template <class Row, class... Values>
void Pack::each(const char* sql, Row row, const Values&... values) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    auto prepared = database_.prepare(sql);
    if (!prepared) return log_error(prepared.error().detail);
    found = statements_.emplace(sql, std::move(prepared).value()).first;
  }
  Statement& statement = found->second;
  statement.bind_all(values...);
  for (;;) {
    const auto ready = statement.step();
    if (!ready) log_error(ready.error().detail);
    if (!ready || !ready.value()) break;
    row(std::as_const(statement));
  }
  statement.reset();
}

// No sheet lets more through, and the largest text has room for it: a name or a
// fact that never ends would push everything else off the glass.
constexpr std::size_t longest_name = 100, longest_fact = 120, longest_text = 5000;

std::string shown(const Statement& row, int column) { return clean(row.text(column)); }
std::string shown_fact(const Statement& row, int column) { return shortened(shown(row, column), longest_fact); }

Outcome Pack::read(const std::string& file, Layers layers) {
  const auto refused = [&](std::string_view why) {
    return Error{ErrorCode::pack, fmt::format("{}: {}. Install a pack that kiosk-pack of this version made", file, why)};
  };
  std::map<std::string, std::string> meta;
  auto rows = database_.prepare("SELECT key, value FROM main.meta");
  if (!rows) return refused("this is not a content pack: it has no table 'meta'");
  for (auto row = rows->step(); ; row = rows->step()) {
    if (!row) return row.error();
    if (!row.value()) break;
    meta[std::string{rows->text(0)}] = shown(rows.value(), 1);
  }
  const std::string& version = meta["schema_version"];
  if (version != std::to_string(schema_version))
    return refused(fmt::format("its schema_version is '{}' and this kiosk reads {}", clean(version), schema_version));
  // Every table that is read must be there, or a later look-up would fail in front of a resident.
  for (const char* table : {"organization", "service", "location", "service_at_location", "address", "phone", "schedule", "exception",
                            "language", "accessibility", "cost_option", "taxonomy_term", "attribute", "topic_order", "translation", "urgent", "urgent_route", "bank_holiday", "easy_read", "glossary", "media"})
    if (!database_.prepare(fmt::format("SELECT 1 FROM main.{} LIMIT 1", table))) return refused(fmt::format("the table '{}' is missing", table));

  const std::string& serial = meta["serial"];
  std::from_chars(serial.data(), serial.data() + serial.size(), info_.serial);
  info_.title = meta["title"];
  info_.built = parse_date(meta["built"]);
  info_.expires = parse_date(meta["expires"]);

  each("SELECT date FROM bank_holiday ORDER BY date", [&](const Statement& row) {
    if (const auto date = parse_date(row.text(0))) bank_holidays_.push_back(*date);
  });
  each("SELECT language, written, spoken FROM pronunciation ORDER BY language, written", [&](const Statement& row) {
    pronunciations_.push_back({shown(row, 0), shown_fact(row, 1), shown_fact(row, 2)});
  });
  if (layers == Layers::city_and_hub) {
    info_.overlay_serial = 0;
    each("SELECT value FROM hub.meta WHERE key='serial'", [&](const Statement& row) {
      const std::string_view text = row.text(0);
      std::from_chars(text.data(), text.data() + text.size(), *info_.overlay_serial);
    });
  }
  auto searcher = Searcher::open(database_, layers == Layers::city_and_hub ? std::vector<std::string>{"main", "hub"} : std::vector<std::string>{"main"});
  if (!searcher) return refused("its search index is missing or damaged: " + searcher.error().detail);
  searcher_ = std::move(searcher).value();
  return Done{};
}

// What the order of a list needs of a service, before any of it is read whole.
struct Ranked {
  std::string id, name, kind, sensitive;
  std::pair<std::int64_t, std::int64_t> rank{};  // which of the service's topics this is, and of how many
  std::optional<Place> place;
  std::optional<double> miles;
};

// Places, nearest first, and what serves all of Leeds, turn by turn: behind hundreds
// of pharmacies nobody would ever page to the dentists' line. The nearest of every
// kind of place comes before the second of any.
std::vector<Ranked> by_turns(std::vector<Ranked> sorted) {
  const auto everywhere = std::find_if(sorted.begin(), sorted.end(), [](const Ranked& one) { return !one.miles; });
  std::set<std::string> kinds;
  std::stable_partition(sorted.begin(), everywhere, [&](const Ranked& one) { return kinds.insert(one.kind).second; });
  std::vector<Ranked> turns;
  for (auto place = sorted.begin(), service = everywhere; place != everywhere || service != sorted.end();) {
    if (place != everywhere) turns.push_back(std::move(*place++));
    if (service != sorted.end()) turns.push_back(std::move(*service++));
  }
  return turns;
}

// --- Texts ---------------------------------------------------------------------------

i18n::Label Pack::text(std::string_view entity, std::string_view id, std::string_view field, const std::string& english, Reading& reading) {
  if (english.empty()) return {};
  const auto fit = [&](std::string words, std::string_view language) { return with_kinds(shortened(std::move(words), field == "name" ? longest_name : longest_text), language); };
  if (is_english(reading.language)) return fit(english, "en");
  std::string translated;
  each("SELECT text, coalesce(reviewed_by, '') FROM translation WHERE entity=?1 AND id=?2 AND field=?3 AND language=?4",
       [&](const Statement& row) {
         // A draft of a sensitive text might do harm: English, marked as such, does less.
         if (!reading.sensitive || approved_by_two(row.text(1))) translated = shown(row, 0);
       }, entity, id, field, reading.language);
  if (!translated.empty()) return fit(std::move(translated), reading.language);
  reading.english_shown = true;
  return fit(english, "en");
}

// A proper name is English to everybody unless somebody has given another.
i18n::Label Pack::name(std::string_view entity, std::string_view id, const std::string& english, const Reading& reading) {
  Reading apart = reading;
  return text(entity, id, "name", english, apart);
}

std::vector<Topic> Pack::topics(std::string_view language) {
  struct Term { std::string key, name, description; };
  std::vector<Term> terms;
  each("SELECT t.id, t.name, t.description FROM topic_order o JOIN taxonomy_term t ON t.id=o.key ORDER BY o.position, o.key",
       [&](const Statement& row) { terms.push_back({std::string{row.text(0)}, shown(row, 1), shown(row, 2)}); });
  std::vector<Topic> topics;
  Reading reading{language};
  for (const Term& term : terms)
    topics.push_back({term.key, text("taxonomy_term", term.key, "name", term.name, reading),
                      text("taxonomy_term", term.key, "description", term.description, reading), has_sign_video("topic", term.key)});
  return topics;
}

std::vector<UrgentNeed> Pack::urgent(std::string_view language) {
  std::vector<UrgentNeed> needs;
  each("SELECT id, need, line, icon, sensitive, danger FROM urgent ORDER BY position, id", [&](const Statement& row) {
    UrgentNeed need;
    need.id = row.text(0);
    // English for now: a statement cannot run inside its own rows.
    need.need = i18n::plain(shown(row, 1), "en");
    need.line = i18n::plain(shown(row, 2), "en");
    need.icon = shown(row, 3);
    need.sensitive = shown(row, 4);
    need.danger = row.integer(5) ? UrgentNeed::Danger::yes : UrgentNeed::Danger::no;
    needs.push_back(std::move(need));
  });
  struct Route { std::string id, name, number, hours_and_cost, note; };
  for (UrgentNeed& need : needs) {
    Reading reading{language, true};
    need.need = text("urgent", need.id, "need", i18n::plain_text(need.need), reading);
    need.line = text("urgent", need.id, "line", i18n::plain_text(need.line), reading);
    std::vector<Route> routes;
    each("SELECT id, name, number, hours_and_cost, note FROM urgent_route WHERE urgent_id=?1 ORDER BY position, id", [&](const Statement& row) {
      routes.push_back({std::string{row.text(0)}, shown(row, 1), shown(row, 2), shown(row, 3), shown(row, 4)});
    }, need.id);
    for (const Route& route : routes)
      need.routes.push_back({text("urgent_route", route.id, "name", route.name, reading), {route.number, {}},
                             text("urgent_route", route.id, "hours_and_cost", route.hours_and_cost, reading),
                             text("urgent_route", route.id, "note", route.note, reading)});
    need.in_english = reading.english_shown;
    need.signed_video = has_sign_video("urgent", need.id);
  }
  return needs;
}

// --- One service -----------------------------------------------------------------------

std::optional<Place> Pack::place_of(std::string_view service, std::optional<Coordinates> from) {
  std::optional<Place> best;
  each("SELECT l.id, a.id, l.latitude, l.longitude, l.hidden FROM service_at_location a JOIN location l ON l.id=a.location_id"
       " WHERE a.service_id=?1 ORDER BY a.id", [&](const Statement& row) { keep_nearer(best, place_in(row, 0), from); }, service);
  return best;
}

Hours Pack::hours_of(std::string_view service, const std::optional<Place>& place, LocalTime now) {
  const std::string location = place ? place->id : "";
  std::vector<ScheduleRow> own, of_place;
  each("SELECT valid_from, valid_to, dtstart, until, freq, byday, opens_at, closes_at, interval, 0"
       " FROM schedule WHERE service_id=?1 UNION ALL"
       " SELECT valid_from, valid_to, dtstart, until, freq, byday, opens_at, closes_at, interval, 1"
       " FROM schedule WHERE location_id=?2 AND service_id IS NULL UNION ALL"
       " SELECT valid_from, valid_to, dtstart, until, freq, byday, opens_at, closes_at, interval, 0"
       " FROM schedule WHERE service_at_location_id=?3 AND service_id IS NULL AND location_id IS NULL",
       [&](const Statement& row) {
         ScheduleRow schedule;
         std::string* const fields[] = {&schedule.valid_from, &schedule.valid_to, &schedule.dtstart, &schedule.until,
                                        &schedule.freq, &schedule.byday, &schedule.opens_at, &schedule.closes_at};
         for (int i = 0; i < 8; ++i) *fields[i] = row.text(i);
         schedule.interval = static_cast<int>(std::clamp<std::int64_t>(row.integer(8), 0, 100));
         (row.integer(9) ? of_place : own).push_back(std::move(schedule));
       }, service, location, place ? place->at_id : std::string{});

  std::vector<ExceptionRow> exceptions;
  std::vector<std::string> own_dates;
  each("SELECT date, opens_at, closes_at, note, closed, service_id IS NOT NULL FROM exception WHERE service_id=?1 OR (location_id=?2 AND service_id IS NULL)"
       " ORDER BY service_id IS NULL, date, id", [&](const Statement& row) {
         ExceptionRow exception{std::string{row.text(0)}, std::string{row.text(1)}, std::string{row.text(2)}, shown(row, 3),
                                row.integer(4) ? ExceptionRow::Day::closed : ExceptionRow::Day::open};
         // What the service says of a date stands over what its place says.
         if (row.integer(5)) own_dates.push_back(exception.date);
         else if (std::find(own_dates.begin(), own_dates.end(), exception.date) != own_dates.end()) return;
         exceptions.push_back(std::move(exception));
       }, service, location);
  return hours_from(own.empty() ? of_place : own, exceptions, now.date, bank_holidays_);
}

std::vector<Pack::PhoneRow> Pack::phones_of(std::string_view service, std::string_view organization, const std::optional<Place>& place) {
  std::vector<PhoneRow> rows;
  const auto collect = [&](const Statement& row) { rows.push_back({std::string{row.text(0)}, shown_fact(row, 1), shown(row, 2)}); };
  each("SELECT id, number, description FROM phone WHERE service_id=?1 AND coalesce(type, '') <> 'fax' ORDER BY id", collect, service);
  if (rows.empty() && place)
    each("SELECT id, number, description FROM phone WHERE (location_id=?1 OR service_at_location_id=?2) AND service_id IS NULL"
         " AND coalesce(type, '') <> 'fax' ORDER BY id", collect, place->id, place->at_id);
  if (rows.empty())
    each("SELECT id, number, description FROM phone WHERE organization_id=?1 AND service_id IS NULL AND location_id IS NULL"
         " AND coalesce(type, '') <> 'fax' ORDER BY id", collect, organization);
  return rows;
}

void Pack::add_contacts(Service& service, std::string_view organization, const std::vector<PhoneRow>& phones, Reading& reading) {
  for (const PhoneRow& row : phones)
    service.phones.push_back({row.number, text("phone", row.id, "description", row.description, reading)});
  if (service.email.empty() || service.website.empty())
    each("SELECT email, website FROM organization WHERE id=?1", [&](const Statement& row) {
      if (service.email.empty()) service.email = shown_fact(row, 0);
      if (service.website.empty()) service.website = shown_fact(row, 1);
    }, organization);
}

void Pack::add_place(Service& service, const std::optional<Place>& place, Reading& reading) {
  if (place && !place->hidden) {
    each("SELECT address_1, address_2, city, postal_code FROM address WHERE location_id=?1 ORDER BY address_type='physical' DESC, id LIMIT 1",
         [&](const Statement& row) {
           for (int i = 0; i < 3; ++i) {
             std::string part = shown_fact(row, i);
             std::replace(part.begin(), part.end(), '\n', ' ');
             if (!part.empty()) service.address += (service.address.empty() ? "" : ", ") + part;
           }
           service.postcode = shown_fact(row, 3);
         }, place->id);
    std::vector<std::pair<std::string, std::string>> rows;
    each("SELECT id, coalesce(description, details) FROM accessibility WHERE location_id=?1 ORDER BY id",
         [&](const Statement& row) { rows.emplace_back(row.text(0), shown(row, 1)); }, place->id);
    for (const auto& [id, english] : rows)
      if (auto label = text("accessibility", id, "description", english, reading); !label.empty())
        service.accessibility.push_back(std::move(label));
  }
  each("SELECT DISTINCT code FROM language WHERE (service_id=?1 OR location_id=?2) AND code <> '' ORDER BY code",
       [&](const Statement& row) { service.languages.push_back(shown(row, 0)); }, service.summary.id, place ? place->id : std::string{});
}

std::optional<Service> Pack::load(std::string_view id, std::string_view language, std::optional<Coordinates> from, LocalTime now, Detail detail) {
  std::optional<Service> loaded;
  std::string english_name, organization, description, fees, eligibility;
  each("SELECT name, description, kind, assured_date, sensitive, organization_id, email, url, fees_description, eligibility_description, source"
       " FROM service WHERE id=?1 AND status='active'", [&](const Statement& row) {
         loaded.emplace();
         Service& service = *loaded;
         english_name = shown(row, 0);
         description = shown(row, 1);
         service.summary.id = id;
         service.summary.kind = shown(row, 2);
         service.assured = parse_date(row.text(3).substr(0, 10));
         service.sensitive = shown(row, 4);
         organization = row.text(5);
         service.email = shown_fact(row, 6);
         service.website = shown_fact(row, 7);
         fees = shown(row, 8);
         eligibility = shown(row, 9);
         service.source = shown(row, 10);
       }, id);
  if (!loaded) return std::nullopt;
  Service& service = *loaded;
  ServiceSummary& summary = service.summary;
  Reading reading{language, service.sensitive != "none"};

  summary.name = name("service", id, english_name, reading);
  service.description = text("service", id, "description", description, reading);
  if (!service.description.empty()) {
    const std::string& shown_language = service.description.front().language;
    summary.summary = with_kinds(first_sentences(i18n::plain_text(service.description), shown_language), shown_language);
  }
  each("SELECT a.taxonomy_term_id FROM attribute a JOIN topic_order o ON o.key=a.taxonomy_term_id"
       " WHERE a.link_entity='service' AND a.link_id=?1 ORDER BY o.position LIMIT 1",
       [&](const Statement& row) { summary.topic = row.text(0); }, id);

  auto place = place_of(id, from);
  hide_refuge(place, service.sensitive);
  summary.miles = miles_to(place, from);
  summary.here = summary.miles && *summary.miles < here_miles;
  service.hours = hours_of(id, place, now);
  service.hours.confirmed = service.assured;
  summary.open = open_at(service.hours, now);
  const std::vector<PhoneRow> phones = phones_of(id, organization, place);
  summary.has_phone = !phones.empty();
  summary.signed_video = has_sign_video("service", id);
  if (detail == Detail::summary) return loaded;

  service.eligibility = text("service", id, "eligibility_description", eligibility, reading);
  service.cost = text("service", id, "fees_description", fees, reading);
  if (fees.empty()) {
    std::vector<std::pair<std::string, std::string>> options;
    each("SELECT id, coalesce(nullif(amount_description, ''), option) FROM cost_option WHERE service_id=?1 ORDER BY id LIMIT 1",
         [&](const Statement& row) { options.emplace_back(row.text(0), shown(row, 1)); }, id);
    for (const auto& [option, english] : options) service.cost = text("cost_option", option, "amount_description", english, reading);
  }
  add_contacts(service, organization, phones, reading);
  add_place(service, place, reading);
  add_plain_words(service, reading);
  service.only_english = reading.english_shown;
  return loaded;
}

// --- Plain words -------------------------------------------------------------------------

// The words of a pack's glossary for a reader of `language`: in English, and as they were put into that language.
const Pack::Glossary& Pack::glossary(std::string_view language, const Reading& reading) {
  const auto [at, fresh] = glossaries_.try_emplace({std::string{language}, reading.sensitive});
  Glossary& glossary = at->second;
  if (!fresh) return glossary;
  struct Row { std::string id, word, forms, meaning; };
  std::vector<Row> rows;
  each("SELECT id, word, coalesce(forms, ''), meaning FROM glossary ORDER BY id", [&](const Statement& row) {
    rows.push_back({std::string{row.text(0)}, shortened(shown(row, 1), longest_name), shown(row, 2), shown(row, 3)});
  });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    Reading apart = reading;
    const i18n::Label meaning = text("glossary", row.id, "meaning", row.meaning, apart);
    const auto add = [&](const std::string& word, const std::string& forms, std::string_view tag) {
      glossary.words.push_back({i18n::plain(word, std::string{tag}), meaning});
      glossary.forms.push_back(forms_of(word, forms));
      glossary.entry.push_back(i);
    };
    add(row.word, row.forms, "en");
    if (is_english(language)) continue;
    const i18n::Label word = text("glossary", row.id, "word", row.word, apart), forms = text("glossary", row.id, "forms", row.forms, apart);
    if (word.empty() || word.front().language == "en") continue;
    add(i18n::plain_text(word), forms.empty() || forms.front().language == "en" ? std::string{} : i18n::plain_text(forms), language);
  }
  return glossary;
}

void Pack::add_plain_words(Service& service, Reading& reading) {
  struct Line { std::string id, text, picture; };
  std::vector<Line> lines;
  each("SELECT id, text, picture FROM easy_read WHERE service_id=?1 ORDER BY position, id",
       [&](const Statement& row) { lines.push_back({std::string{row.text(0)}, shown(row, 1), shown(row, 2)}); }, service.summary.id);
  // Easy words in another language than the description are easy for nobody; lines of two languages least of all.
  Reading apart = reading;
  apart.english_shown = false;
  for (const Line& line : lines) service.easy.push_back({text("easy_read", line.id, "text", line.text, apart), line.picture});
  const bool described_in_english = !service.description.empty() && service.description.front().language == "en";
  if (apart.english_shown && described_in_english && !is_english(reading.language)) {
    for (std::size_t i = 0; i < lines.size(); ++i) service.easy[i].text = with_kinds(shortened(lines[i].text, longest_text), "en");
  } else if (apart.english_shown) {
    service.easy.clear();
  }

  const auto explain = [&](const std::vector<std::string>& texts) {
    const Glossary& all = glossary(reading.language, reading);
    std::vector<ExplainedWord> found;
    std::set<std::size_t> entries;
    for (const std::string& text : texts)
      for (const std::size_t word : terms_in(text, all.forms))
        if (entries.insert(all.entry[word]).second) found.push_back(all.words[word]);
    return found;
  };
  service.words = explain({i18n::plain_text(service.description)});
  std::vector<std::string> easy;
  for (const EasyLine& line : service.easy) easy.push_back(i18n::plain_text(line.text));
  service.easy_words = explain(easy);
}

std::optional<Service> Pack::service(std::string_view id, std::string_view language, std::optional<Coordinates> from, LocalTime now) {
  return load(id, language, from, now, Detail::whole);
}

// --- Media -------------------------------------------------------------------------------

namespace {

constexpr std::array<std::string_view, 3> media_kinds{"image", "speech_clip", "sign_video"};
// What a pack may hold under one name; more is no pack of ours.
constexpr std::size_t longest_captions = 256 * 1024;

// From the columns entity, id, kind, language, position, alt, captions, mime, length(data).
std::optional<MediaInfo> media_in(const Statement& row) {
  const auto kind = std::find(media_kinds.begin(), media_kinds.end(), row.text(2));
  if (kind == media_kinds.end()) return std::nullopt;
  MediaInfo media;
  media.of = {std::string{row.text(0)}, std::string{row.text(1)}};
  media.kind = static_cast<MediaKind>(kind - media_kinds.begin());
  media.language = row.text(3);
  media.position = static_cast<int>(row.integer(4));
  // What is signed is put into English words.
  media.alt = with_kinds(shortened(shown(row, 5), longest_text), media.kind == MediaKind::sign_video ? "en" : std::string_view{media.language});
  media.captions = row.text(6).substr(0, longest_captions);
  media.mime = row.text(7);
  media.bytes = row.integer(8);
  return media;
}

}  // namespace

bool Pack::has_sign_video(std::string_view entity, std::string_view id) {
  bool found = false;
  each("SELECT 1 FROM media WHERE entity=?1 AND id=?2 AND kind='sign_video' LIMIT 1", [&](const Statement&) { found = true; }, entity, id);
  return found;
}

std::vector<MediaInfo> Pack::media(const MediaOf& of) {
  std::vector<MediaInfo> found;
  each("SELECT entity, id, kind, language, position, alt, captions, mime, length(data) FROM media WHERE entity=?1 AND id=?2 ORDER BY kind, position, language",
       [&](const Statement& row) {
         if (auto media = media_in(row)) found.push_back(std::move(*media));
       }, of.entity, of.id);
  return found;
}

std::optional<std::string> Pack::media_data(const MediaInfo& media) {
  std::optional<std::string> data;
  each("SELECT data FROM media WHERE entity=?1 AND id=?2 AND kind=?3 AND language=?4 AND position=?5", [&](const Statement& row) { data = row.text(0); },
       media.of.entity, media.of.id, media_kinds[static_cast<std::size_t>(media.kind)], media.language, media.position);
  return data;
}

i18n::Label Pack::title_of(const MediaOf& of, std::string_view language) {
  std::string english;
  std::string_view entity = of.entity;
  const auto take = [&](const Statement& row) { english = shown(row, 0); };
  if (entity == "service") each("SELECT name FROM service WHERE id=?1 AND status='active'", take, of.id);
  if (entity == "topic") each("SELECT t.name FROM topic_order o JOIN taxonomy_term t ON t.id=o.key WHERE o.key=?1", take, of.id);
  if (entity == "urgent") each("SELECT need FROM urgent WHERE id=?1", take, of.id);
  if (entity == "topic") entity = "taxonomy_term";
  Reading reading{language, entity == "urgent"};
  return text(entity, of.id, entity == "urgent" ? "need" : "name", english, reading);
}

std::optional<SignVideo> Pack::sign_video(const MediaOf& of, std::string_view language) {
  for (MediaInfo& media : media(of)) {
    if (media.kind != MediaKind::sign_video) continue;
    i18n::Label title = title_of(of, language);
    if (title.empty()) return std::nullopt;
    std::vector<Caption> captions = parse_captions(media.captions);
    return SignVideo{std::move(media), std::move(title), std::move(captions)};
  }
  return std::nullopt;
}

std::vector<SignVideo> Pack::sign_videos(std::string_view language) {
  std::vector<MediaOf> about;
  // In place of DISTINCT, under which SQLite would read an overlay's views whole.
  const auto keep = [&](const Statement& row) {
    MediaOf of{std::string{row.text(0)}, std::string{row.text(1)}};
    if (about.empty() || about.back() != of) about.push_back(std::move(of));
  };
  each("SELECT 'topic', o.key, o.position FROM topic_order o JOIN media m ON m.entity='topic' AND m.id=o.key AND m.kind='sign_video' ORDER BY o.position", keep);
  each("SELECT 'urgent', u.id, u.position FROM urgent u JOIN media m ON m.entity='urgent' AND m.id=u.id AND m.kind='sign_video' ORDER BY u.position", keep);
  each("SELECT 'service', s.id, s.name FROM service s JOIN media m ON m.entity='service' AND m.id=s.id AND m.kind='sign_video' ORDER BY s.name, s.id LIMIT 200", keep);
  std::vector<SignVideo> videos;
  for (const MediaOf& of : about)
    if (auto video = sign_video(of, language)) videos.push_back(std::move(*video));
  return videos;
}

// --- Lists -------------------------------------------------------------------------------

Listing Pack::in_topic(std::string_view topic, std::string_view language, std::optional<Coordinates> from, LocalTime now, std::size_t limit) {
  std::vector<Ranked> found;
  const auto keep = [&](const Statement& row) {
    if (found.empty() || found.back().id != row.text(0)) found.push_back({std::string{row.text(0)}, shown(row, 1), shown(row, 2), std::string{row.text(3)}, {}, {}, {}});
  };
  // Services, their places, their topics, each in the order of ids. One statement a thing: SQLite
  // looks into an overlay's views by index only where no outer join and no count stands over them.
  auto at = found.begin();
  const auto of = [&](std::string_view id) {
    while (at != found.end() && at->id < id) ++at;
    return at != found.end() && at->id == id ? &*at : nullptr;
  };
  const auto keep_place = [&](const Statement& row) {
    if (Ranked* const one = of(row.text(0))) keep_nearer(one->place, place_in(row, 1), from);
  };
  if (topic.empty()) {
    each("SELECT id, name, kind, sensitive FROM service WHERE status='active' ORDER BY id", keep);
    at = found.begin();
    each("SELECT a.service_id, l.id, a.id, l.latitude, l.longitude, l.hidden FROM service_at_location a JOIN location l ON l.id=a.location_id"
         " ORDER BY a.service_id, a.id", keep_place);
    std::erase_if(found, [](const Ranked& one) { return !one.place; });
  } else {
    each("SELECT s.id, s.name, s.kind, s.sensitive, t.id FROM attribute t JOIN service s ON s.id=t.link_id AND s.status='active'"
         " WHERE t.taxonomy_term_id=?1 AND t.link_entity='service' ORDER BY s.id, t.id", keep, topic);
    at = found.begin();
    each("SELECT a.service_id, l.id, a.id, l.latitude, l.longitude, l.hidden FROM attribute t JOIN service_at_location a ON a.service_id=t.link_id"
         " JOIN location l ON l.id=a.location_id WHERE t.taxonomy_term_id=?1 AND t.link_entity='service' ORDER BY a.service_id, a.id", keep_place, topic);
    at = found.begin();
    // Staff name a service's main topic first; and what is of one topic alone is more to the point than what is of many.
    each("SELECT t.link_id, o.id<=t.id FROM attribute t JOIN attribute o ON o.link_id=t.link_id AND o.link_entity='service'"
         " WHERE t.taxonomy_term_id=?1 AND t.link_entity='service' ORDER BY t.link_id", [&](const Statement& row) {
           Ranked* const one = of(row.text(0));
           if (one == nullptr) return;
           one->rank.first += row.integer(1);
           ++one->rank.second;
         }, topic);
  }
  for (Ranked& one : found) {
    hide_refuge(one.place, one.sensitive);
    one.miles = miles_to(one.place, from);
  }
  std::sort(found.begin(), found.end(), [&](const Ranked& a, const Ranked& b) {
    const auto place = [](const Ranked& one) {
      return one.miles ? std::tuple{0, *one.miles, std::pair<std::int64_t, std::int64_t>{}} : std::tuple{1, 0.0, one.rank};
    };
    if (place(a) != place(b)) return place(a) < place(b);
    if (by_name_(a.name, b.name)) return true;
    if (by_name_(b.name, a.name)) return false;
    return a.id < b.id;
  });
  if (!topic.empty()) found = by_turns(std::move(found));
  Listing listing;
  listing.left_out = found.size() - std::min(found.size(), limit);
  found.resize(found.size() - listing.left_out);
  for (const Ranked& one : found)
    if (auto loaded = load(one.id, language, from, now, Detail::summary)) listing.services.push_back(std::move(loaded->summary));
  return listing;
}

std::size_t Pack::count_in_topic(std::string_view topic) {
  std::size_t count = 0;
  std::string last;
  each("SELECT t.link_id FROM attribute t JOIN service s ON s.id=t.link_id AND s.status='active'"
       " WHERE t.taxonomy_term_id=?1 AND t.link_entity='service' ORDER BY t.link_id", [&](const Statement& row) {
         if (row.text(0) == last) return;
         last = row.text(0);
         ++count;
       }, topic);
  return count;
}

std::vector<SearchHit> Pack::search(std::string_view words, std::string_view language, std::size_t limit) {
  std::vector<SearchHit> hits = searcher_->search(words, language, limit);
  if (!means_suicide(words)) return hits;
  // A person to talk to comes first, whatever else was found: those most about it before the rest.
  std::vector<std::string> people;
  each("SELECT id FROM service WHERE sensitive='suicide' AND status='active' ORDER BY id", [&](const Statement& row) { people.emplace_back(row.text(0)); });
  if (people.empty()) return {};  // urgent help has the national numbers, and nothing comes before them
  const std::vector<SearchHit> about = searcher_->search("suicide", "en", limit);
  const auto place = [](const std::vector<SearchHit>& in, const std::string& id) {
    return std::find_if(in.begin(), in.end(), [&](const SearchHit& hit) { return hit.id == id; }) - in.begin();
  };
  std::stable_sort(people.begin(), people.end(), [&](const std::string& a, const std::string& b) { return place(about, a) < place(about, b); });
  std::erase_if(hits, [&](const SearchHit& hit) { return std::find(people.begin(), people.end(), hit.id) != people.end(); });
  const double best = hits.empty() ? 1 : hits.front().score;
  std::vector<SearchHit> first;
  for (std::string& id : people) first.push_back({std::move(id), best, {}});  // and no word of it is shown again
  hits.insert(hits.begin(), std::make_move_iterator(first.begin()), std::make_move_iterator(first.end()));
  if (hits.size() > limit) hits.resize(limit);
  return hits;
}

std::vector<ServiceSummary> Pack::summaries(const std::vector<SearchHit>& hits, std::string_view language,
                                            std::optional<Coordinates> from, LocalTime now) {
  std::vector<ServiceSummary> summaries;
  for (const SearchHit& hit : hits) {
    auto loaded = load(hit.id, language, from, now, Detail::summary);
    if (!loaded) continue;
    loaded->summary.matched_because = hit.matched_because;
    summaries.push_back(std::move(loaded->summary));
  }
  return summaries;
}

// --- What a hub says -----------------------------------------------------------------------

std::vector<Notice> Pack::notices(std::string_view language, std::chrono::year_month_day today) {
  std::vector<Notice> notices;
  if (!info_.overlay_serial) return notices;
  constexpr int most = 20;  // as publishing allows; whatever a file holds, no page gets more
  each("SELECT id, language, title, text, until FROM hub.notice WHERE (until IS NULL OR until>=?2) AND (?1 IN ('', language) OR language='en') ORDER BY language<>?1, id LIMIT ?3", [&](const Statement& row) {
    const std::string written_in = shown(row, 1);
    Notice notice{std::string{row.text(0)}, with_kinds(shortened(shown(row, 2), longest_name), written_in), with_kinds(shortened(shown(row, 3), longest_text), written_in), parse_date(row.text(4))};
    notices.push_back(std::move(notice));
  }, language, fmt::format("{:04}-{:02}-{:02}", static_cast<int>(today.year()), static_cast<unsigned>(today.month()), static_cast<unsigned>(today.day())), most);
  return notices;
}

std::vector<RecordDate> Pack::oldest(std::size_t limit) {
  std::vector<RecordDate> records;
  std::vector<std::string> organizations;
  each("SELECT id, name, assured_date, organization_id FROM service WHERE status='active' ORDER BY assured_date, id LIMIT ?1", [&](const Statement& row) {
    records.push_back({std::string{row.text(0)}, shown(row, 1), {}, parse_date(row.text(2).substr(0, 10))});
    organizations.emplace_back(row.text(3));
  }, static_cast<std::int64_t>(limit));
  for (std::size_t i = 0; i < records.size(); ++i)
    if (auto phones = phones_of(records[i].id, organizations[i], place_of(records[i].id, std::nullopt)); !phones.empty()) records[i].phone = std::move(phones.front().number);
  return records;
}

std::vector<RecordDate> Pack::hidden() {
  std::vector<RecordDate> records;
  if (!info_.overlay_serial) return records;
  const auto keep = [&](const Statement& row) { records.push_back({std::string{row.text(0)}, shown(row, 1), {}, parse_date(row.text(2).substr(0, 10))}); };
  each("SELECT s.id, s.name, s.assured_date FROM hub.hidden h JOIN main.service s ON s.id=h.service_id WHERE s.sensitive<>'suicide'"
       " UNION ALL SELECT s.id, s.name, s.assured_date FROM hub.hidden h JOIN hub.service s ON s.id=h.service_id ORDER BY 2, 1", keep);
  return records;
}

}  // namespace

Result<std::unique_ptr<Directory>> Directory::open(const std::filesystem::path& file, const Options& options) {
  const auto check = options.check == Options::Check::now ? store::Database::Check::now : store::Database::Check::passed_before;
  auto database = store::Database::open_immutable(file, check);
  if (!database)
    return Error{ErrorCode::pack, database.error().detail + ". Install the pack again, or roll back to the one before (kiosk-pack rollback)"};
  if (options.overlay) {
    auto laid = lay_over(database.value(), *options.overlay, options.site, check);
    if (laid) {
      auto both = std::make_unique<Pack>(std::move(database).value());
      laid = both->read(file.string(), Pack::Layers::city_and_hub);
      if (laid) return std::unique_ptr<Directory>{std::move(both)};
    }
    log_error(fmt::format("{}: this overlay is left out, and the city's pack serves without it: {}", options.overlay->string(), laid.error().detail));
    return open(file, Options{std::nullopt, {}, options.check});
  }
  auto pack = std::make_unique<Pack>(std::move(database).value());
  if (auto done = pack->read(file.string(), Pack::Layers::city); !done) return done.error();
  return std::unique_ptr<Directory>{std::move(pack)};
}

}  // namespace kiosk::directory
