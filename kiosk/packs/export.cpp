// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/export.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/packs/files.hpp"
#include "kiosk/packs/signature.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::packs {
namespace {

using json = nlohmann::ordered_json;

bool is_uuid(std::string_view id) {
  constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (id.size() != form.size()) return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const char c = id[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (form[i] == '-' ? c != '-' : !hex) return false;
  }
  return true;
}

// Our ids are words; theirs must be UUIDs. Version 8 (RFC 9562) is for hashes of one's own.
std::string uuid_of(std::string_view entity, std::string_view id) {
  if (is_uuid(id)) return std::string{id};
  std::string digits = digest_of_text(fmt::format("leeds-kiosk/{}/{}", entity, id)).substr(0, 32);
  digits[12] = '8';
  digits[16] = '8';
  return fmt::format("{}-{}-{}-{}-{}", digits.substr(0, 8), digits.substr(8, 4), digits.substr(12, 4), digits.substr(16, 4), digits.substr(20, 12));
}

class Exporter {
 public:
  explicit Exporter(store::Database& pack) : pack_(pack) {}

  Result<std::string> page() {
    meta();
    translations();
    terms();
    organizations();
    parts_of_places();
    locations();
    parts_of_services();
    glossary();
    std::string services;
    long count = 0;
    each("SELECT id, organization_id, name, alternate_name, description, url, email, status, fees_description, eligibility_description, assured_date, sensitive, source, kind FROM service ORDER BY id",
         [&](const store::Statement& row) {
           services += (count++ == 0 ? "\n" : ",\n") + text_of(service(row));
         });
    if (problem_) return *problem_;
    // Put together by hand: all services as one value would take ten times the room.
    return fmt::format("{{\"total_items\":{0},\"total_pages\":1,\"page_number\":1,\"size\":{0},\"first_page\":true,\"last_page\":true,\"empty\":{1},\"kiosk_pack\":{2},\"kiosk_topics\":{3},\"kiosk_glossary\":{5},\"contents\":[{4}\n]}}\n",
                       count, count == 0, text_of(meta_), text_of(topics_), services, text_of(glossary_));
  }

 private:
  static std::string text_of(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

  template <class Use>
  void each(const char* sql, Use use) {
    if (problem_) return;
    auto rows = pack_.prepare(sql);
    if (!rows) {
      problem_ = rows.error();
      return;
    }
    for (;;) {
      auto more = rows->step();
      if (!more) {
        problem_ = more.error();
        return;
      }
      if (!more.value()) return;
      use(rows.value());
    }
  }
  static std::string at(const store::Statement& row, int column) { return std::string{row.text(column)}; }
  // Absent rather than empty: the standard's optional fields have formats.
  static void put(json& object, const char* name, const std::string& value) {
    if (!value.empty()) object[name] = value;
  }
  static json identified(const char* entity, const std::string& id) {
    json object{{"id", uuid_of(entity, id)}};
    if (!is_uuid(id)) object["kiosk_id"] = id;
    return object;
  }
  static json taken(std::map<std::string, json>& from, const std::string& id) {
    const auto found = from.find(id);
    return found == from.end() ? json::array() : std::move(found->second);
  }
  static void append(std::map<std::string, json>& lists, const std::string& id, json item) {
    json& list = lists[id];
    if (list.is_null()) list = json::array();
    list.push_back(std::move(item));
  }
  static void put_list(json& object, const char* name, json list) {
    if (!list.empty()) object[name] = std::move(list);
  }
  void translate(json& object, const char* entity, const std::string& id) {
    const auto found = translations_.find({entity, id});
    if (found != translations_.end()) object["translations"] = found->second;
  }

  void meta() {
    each("SELECT key, value FROM meta WHERE key IN ('title', 'licence', 'languages') ORDER BY key", [&](const store::Statement& row) { meta_[at(row, 0)] = at(row, 1); });
  }

  void translations() {
    each("SELECT entity, id, field, language, text, origin, reviewed_by FROM translation WHERE entity NOT LIKE 'urgent%' ORDER BY entity, id, field, language", [&](const store::Statement& row) {
      json translation{{"field", at(row, 2)}, {"language", at(row, 3)}, {"text", at(row, 4)}, {"origin", at(row, 5)}};
      put(translation, "reviewed_by", at(row, 6));
      json& list = translations_[{at(row, 0), at(row, 1)}];
      if (list.is_null()) list = json::array();
      list.push_back(std::move(translation));
    });
  }

  void terms() {
    each("SELECT t.id, t.name, t.description FROM taxonomy_term t JOIN topic_order o ON o.key = t.id ORDER BY o.position", [&](const store::Statement& row) {
      const std::string id = at(row, 0);
      json term{{"id", uuid_of("taxonomy_term", id)}, {"code", id}, {"name", at(row, 1)}, {"term", at(row, 1)}, {"description", at(row, 2)}, {"taxonomy", "topics"}, {"taxonomy_id", uuid_of("taxonomy", "topics")}, {"language", "en"}};
      translate(term, "taxonomy_term", id);
      topics_.push_back(term);
      terms_.emplace(id, std::move(term));
    });
  }

  void organizations() {
    each("SELECT id, name, description, website, email FROM organization", [&](const store::Statement& row) {
      json organization = identified("organization", at(row, 0));
      organization["name"] = at(row, 1);
      organization["description"] = at(row, 2);
      put(organization, "website", at(row, 3));
      put(organization, "email", at(row, 4));
      translate(organization, "organization", at(row, 0));
      organizations_.emplace(at(row, 0), std::move(organization));
    });
  }

  // Ids end in a number without zeros, so the shorter comes first.
  void schedules(const char* sql, std::map<std::string, json>& into) {
    each(sql, [&](const store::Statement& row) {
      json schedule{{"id", uuid_of("schedule", at(row, 1))}};
      int column = 2;
      for (const char* name : {"valid_from", "valid_to", "dtstart", "until", "wkst", "freq", "byday", "opens_at", "closes_at"}) put(schedule, name, at(row, column++));
      if (!row.is_null(column)) schedule["interval"] = row.integer(column);
      append(into, at(row, 0), std::move(schedule));
    });
  }
  void exceptions(const char* sql, std::map<std::string, json>& into) {
    each(sql, [&](const store::Statement& row) {
      json exception{{"date", at(row, 1)}, {"closed", row.integer(2) != 0}};
      put(exception, "opens_at", at(row, 3));
      put(exception, "closes_at", at(row, 4));
      put(exception, "note", at(row, 5));
      append(into, at(row, 0), std::move(exception));
    });
  }

  void parts_of_places() {
    each("SELECT location_id, id, address_1, city, state_province, postal_code, country, address_type FROM address WHERE location_id IS NOT NULL ORDER BY location_id, id", [&](const store::Statement& row) {
      json address{{"id", uuid_of("address", at(row, 1))}};
      int column = 2;
      for (const char* name : {"address_1", "city", "state_province", "postal_code", "country", "address_type"}) address[name] = at(row, column++);
      append(addresses_, at(row, 0), std::move(address));
    });
    each("SELECT location_id, id, description FROM accessibility WHERE location_id IS NOT NULL ORDER BY location_id, length(id), id", [&](const store::Statement& row) {
      json accessibility{{"id", uuid_of("accessibility", at(row, 1))}, {"description", at(row, 2)}, {"accessibility", at(row, 2)}};
      translate(accessibility, "accessibility", at(row, 1));
      append(accessibility_, at(row, 0), std::move(accessibility));
    });
    schedules("SELECT location_id, id, valid_from, valid_to, dtstart, until, wkst, freq, byday, opens_at, closes_at, interval FROM schedule WHERE location_id IS NOT NULL ORDER BY location_id, length(id), id", place_schedules_);
    exceptions("SELECT location_id, date, closed, opens_at, closes_at, note FROM exception WHERE location_id IS NOT NULL ORDER BY location_id, length(id), id", place_exceptions_);
  }

  void locations() {
    each("SELECT id, location_type, name, latitude, longitude, hidden FROM location", [&](const store::Statement& row) {
      const std::string id = at(row, 0);
      json location = identified("location", id);
      location["location_type"] = at(row, 1);
      put(location, "name", at(row, 2));
      if (!row.is_null(3) && !row.is_null(4)) {
        location["latitude"] = row.real(3);
        location["longitude"] = row.real(4);
      }
      if (row.integer(5) != 0) location["kiosk_hidden"] = true;
      put_list(location, "addresses", taken(addresses_, id));
      put_list(location, "accessibility", taken(accessibility_, id));
      put_list(location, "schedules", taken(place_schedules_, id));
      put_list(location, "kiosk_exceptions", taken(place_exceptions_, id));
      locations_.emplace(id, std::move(location));
    });
  }

  void parts_of_services() {
    each("SELECT service_id, id, number, type, description FROM phone WHERE service_id IS NOT NULL ORDER BY service_id, length(id), id", [&](const store::Statement& row) {
      json phone{{"id", uuid_of("phone", at(row, 1))}, {"number", at(row, 2)}};
      put(phone, "type", at(row, 3));
      put(phone, "description", at(row, 4));
      translate(phone, "phone", at(row, 1));
      append(phones_, at(row, 0), std::move(phone));
    });
    each("SELECT service_id, id, code FROM language WHERE service_id IS NOT NULL ORDER BY service_id, id", [&](const store::Statement& row) {
      append(languages_, at(row, 0), {{"id", uuid_of("language", at(row, 1))}, {"code", at(row, 2)}});
    });
    each("SELECT link_id, id, taxonomy_term_id, link_type FROM attribute WHERE link_entity = 'service' ORDER BY link_id, id", [&](const store::Statement& row) {
      json attribute{{"id", uuid_of("attribute", at(row, 1))}, {"link_id", uuid_of("service", at(row, 0))}, {"link_entity", "service"}};
      put(attribute, "link_type", at(row, 3));
      attribute["taxonomy_term_id"] = uuid_of("taxonomy_term", at(row, 2));
      if (const auto term = terms_.find(at(row, 2)); term != terms_.end()) attribute["taxonomy_term"] = term->second;
      append(attributes_, at(row, 0), std::move(attribute));
    });
    each("SELECT service_id, id, location_id FROM service_at_location ORDER BY service_id, id", [&](const store::Statement& row) {
      const auto location = locations_.find(at(row, 2));
      append(at_locations_, at(row, 0), {{"id", uuid_of("service_at_location", at(row, 1))}, {"location", location == locations_.end() ? json::object() : location->second}});
    });
    each("SELECT service_id, id, text, picture, source FROM easy_read ORDER BY service_id, position", [&](const store::Statement& row) {
      json line{{"text", at(row, 2)}, {"picture", at(row, 3)}};
      put(line, "source", at(row, 4));
      translate(line, "easy_read", at(row, 1));
      append(easy_, at(row, 0), std::move(line));
    });
    schedules("SELECT service_id, id, valid_from, valid_to, dtstart, until, wkst, freq, byday, opens_at, closes_at, interval FROM schedule WHERE service_id IS NOT NULL ORDER BY service_id, length(id), id", service_schedules_);
    exceptions("SELECT service_id, date, closed, opens_at, closes_at, note FROM exception WHERE service_id IS NOT NULL ORDER BY service_id, length(id), id", service_exceptions_);
  }

  void glossary() {
    each("SELECT id, word, forms, meaning, source FROM glossary ORDER BY id", [&](const store::Statement& row) {
      json word{{"kiosk_id", at(row, 0)}, {"word", at(row, 1)}};
      put(word, "forms", at(row, 2));
      word["meaning"] = at(row, 3);
      put(word, "source", at(row, 4));
      translate(word, "glossary", at(row, 0));
      glossary_.push_back(std::move(word));
    });
  }

  json service(const store::Statement& row) {
    const std::string id = at(row, 0);
    json service = identified("service", id);
    service["name"] = at(row, 2);
    put(service, "alternate_name", at(row, 3));
    put(service, "description", at(row, 4));
    put(service, "url", at(row, 5));
    put(service, "email", at(row, 6));
    service["status"] = at(row, 7);
    put(service, "fees_description", at(row, 8));
    put(service, "fees", at(row, 8));
    put(service, "eligibility_description", at(row, 9));
    put(service, "assured_date", at(row, 10));
    if (const std::string sensitive = at(row, 11); sensitive != "none") service["sensitive"] = sensitive;
    put(service, "kiosk_source", at(row, 12));
    service["kiosk_kind"] = at(row, 13);
    if (const auto organization = organizations_.find(at(row, 1)); organization != organizations_.end()) {
      service["organization_id"] = organization->second["id"];
      service["organization"] = organization->second;
    }
    // The UK profile has telephones within contacts alone (a desk, not a person).
    json phones = taken(phones_, id);
    if (!phones.empty()) service["contacts"] = json::array({{{"id", uuid_of("contact", id)}, {"service_id", service["id"]}, {"phones", phones}}});
    put_list(service, "phones", std::move(phones));
    put_list(service, "languages", taken(languages_, id));
    put_list(service, "schedules", taken(service_schedules_, id));
    put_list(service, "kiosk_exceptions", taken(service_exceptions_, id));
    put_list(service, "service_at_locations", taken(at_locations_, id));
    put_list(service, "attributes", taken(attributes_, id));
    put_list(service, "kiosk_easy_words", taken(easy_, id));
    translate(service, "service", id);
    return service;
  }

  store::Database& pack_;
  std::optional<Error> problem_;
  json meta_ = json::object(), topics_ = json::array(), glossary_ = json::array();
  std::map<std::pair<std::string, std::string>, json> translations_;  // by entity and id
  std::map<std::string, json> terms_, organizations_, locations_;
  std::map<std::string, json> addresses_, accessibility_, place_schedules_, place_exceptions_;                          // by place
  std::map<std::string, json> phones_, languages_, attributes_, at_locations_, service_schedules_, service_exceptions_, easy_;  // by service
};

}  // namespace

Outcome export_open_referral(const std::filesystem::path& pack, const std::filesystem::path& file) {
  auto database = store::Database::open_immutable(pack);
  if (!database) return database.error();
  auto page = Exporter{database.value()}.page();
  if (!page) return page.error();
  return write_file(file, page.value());
}

}  // namespace kiosk::packs
