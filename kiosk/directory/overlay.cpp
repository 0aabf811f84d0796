// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/overlay.hpp"

#include <fmt/format.h>

#include <array>
#include <initializer_list>
#include <vector>

#include "kiosk/directory/schema.hpp"
#include "kiosk/directory/words_shown.hpp"

namespace kiosk::directory {
namespace {

// Every column by which a row says what it is, or what it belongs to.
struct Ids {
  const char* table;
  std::initializer_list<const char*> columns;
};
const Ids of_the_hub[] = {
    {"organization", {"id", "parent_organization_id"}},
    {"service", {"id", "organization_id"}},
    {"location", {"id", "organization_id"}},
    {"service_at_location", {"id", "service_id", "location_id"}},
    {"address", {"id", "location_id"}},
    {"phone", {"id", "service_id", "location_id", "organization_id", "contact_id", "service_at_location_id"}},
    {"contact", {"id", "organization_id", "service_id", "service_at_location_id", "location_id"}},
    {"schedule", {"id", "service_id", "location_id", "service_at_location_id"}},
    {"exception", {"id", "service_id", "location_id"}},
    {"service_area", {"id", "service_id"}},
    {"language", {"id", "service_id", "location_id", "phone_id"}},
    {"accessibility", {"id", "location_id"}},
    {"cost_option", {"id", "service_id"}},
    {"attribute", {"id", "link_id"}},
    {"translation", {"id"}},
    {"easy_read", {"id", "service_id"}},
    {"media", {"id"}},
    {"search_document", {"service_id"}},
};
constexpr const char* of_the_city[] = {"taxonomy", "taxonomy_term", "topic_order", "synonym", "urgent", "urgent_route", "glossary", "bank_holiday", "pronunciation"};

Result<std::vector<std::string>> columns_of(store::Database& database, const char* table) {
  auto rows = database.prepare("SELECT name FROM pragma_table_info(?1, 'main')");
  if (!rows) return rows.error();
  rows->bind(1, table);
  std::vector<std::string> columns;
  for (;;) {
    auto row = rows->step();
    if (!row) return row.error();
    if (!row.value()) return columns;
    columns.emplace_back(rows->text(0));
  }
}

Outcome make_view(store::Database& database, const char* table) {
  auto columns = columns_of(database, table);
  if (!columns) return columns.error();
  const bool service = std::string_view{table} == "service";
  std::string names, values;
  for (const std::string& column : columns.value()) {
    const char* comma = names.empty() ? "" : ",";
    names += comma + column;
    // The later of the two days: the city may have checked it since.
    if (service && column == "assured_date")
      values += comma + std::string{"nullif(max(coalesce((SELECT c.date FROM hub.confirmed c WHERE c.service_id=id),''),coalesce(assured_date,'')),'')"};
    else
      values += comma + column;
  }
  const auto rows_of = [&](const char* schema, const char* where) { return fmt::format("SELECT {} FROM {}.{}{}", values, schema, table, where); };
  const char* const shown = service ? " WHERE id NOT IN (SELECT service_id FROM hub.hidden) OR sensitive='suicide'" : "";
  return database.execute(fmt::format("CREATE TEMP VIEW {}({}) AS {} UNION ALL {}", table, names, rows_of("main", shown), rows_of("hub", shown)));
}

}  // namespace

Outcome check_overlay(store::Database& database, std::string_view schema, std::string_view site) {
  auto hub = database.value_of(fmt::format("SELECT value FROM {}.meta WHERE key='hub'", schema));
  if (!hub) return hub.error();
  if (!hub.value()) return Error{ErrorCode::pack, "it is a pack for the whole city and no hub's overlay"};
  if (*hub.value() != site)
    return Error{ErrorCode::pack, fmt::format("it is the overlay of the hub '{}' and this one is '{}'. Publish it there, or set site.id in kiosk.toml", clean(*hub.value()), site)};
  auto version = database.value_of(fmt::format("SELECT value FROM {}.meta WHERE key='schema_version'", schema));
  if (!version) return version.error();
  if (version.value() != std::to_string(schema_version))
    return Error{ErrorCode::pack, fmt::format("its schema_version is '{}' and this kiosk reads {}. Publish it again", clean(version.value().value_or("")), schema_version)};
  const std::string own = namespace_of(site);
  const auto outside = [&](const char* table, std::string_view id) {
    return Error{ErrorCode::pack, fmt::format("its table '{}' holds '{}', which is not the hub's: a hub's key signs only its own namespace. Give it an ID that begins with '{}'",
                                              table, shortened(clean(id), 80), own)};
  };
  for (const Ids& ids : of_the_hub) {
    for (const char* column : ids.columns) {
      auto row = database.prepare(fmt::format("SELECT {0} FROM {1}.{2} WHERE coalesce({0}, '') <> '' AND substr({0}, 1, length(?1)) <> ?1 LIMIT 1", column, schema, ids.table));
      if (!row) return row.error();
      row->bind(1, own);
      auto found = row->step();
      if (!found) return found.error();
      if (found.value()) return outside(ids.table, row->text(0));
    }
  }
  for (const char* table : of_the_city) {
    auto found = database.value_of(fmt::format("SELECT 1 FROM {}.{} LIMIT 1", schema, table));
    if (!found) return found.error();
    if (found.value()) return Error{ErrorCode::pack, fmt::format("its table '{}' is not empty. That is for the city to say: take it out", table)};
  }
  // Whom somebody in danger turns to, and how words are recorded, are the city's.
  struct Rule { const char *sql, *why; };
  constexpr Rule rules[] = {
      {"SELECT id FROM {}.service WHERE sensitive<>'none' LIMIT 1", "is a sensitive record. Those are for the city: two speakers and two people look at them"},
      {"SELECT id FROM {}.media WHERE entity<>'service' LIMIT 1", "has media that are not about a service of the hub"},
      {"SELECT id FROM {}.translation WHERE entity IN ('taxonomy_term','urgent','urgent_route','glossary') LIMIT 1", "translates what the city says"},
  };
  for (const Rule& rule : rules) {
    auto found = database.value_of(fmt::format(fmt::runtime(rule.sql), schema));
    if (!found) return found.error();
    if (found.value()) return Error{ErrorCode::pack, fmt::format("'{}' {}", shortened(clean(*found.value()), 80), rule.why)};
  }
  for (const char* table : {"notice", "hidden", "confirmed", "search_language"}) {
    auto there = database.value_of(fmt::format("SELECT 1 FROM {}.{} LIMIT 1", schema, table));
    if (!there) return there.error();
  }
  return Done{};
}

Outcome lay_over(store::Database& city, const std::filesystem::path& overlay, std::string_view site, store::Database::Check check) {
  if (auto done = city.attach_immutable(overlay, "hub", check); !done) return done;
  if (auto fits = check_overlay(city, "hub", site); !fits) return fits;
  // Only the temporary schema is written, and that lies in memory.
  if (auto done = city.execute("PRAGMA query_only=OFF"); !done) return done;
  for (const char* table : overlay_tables)
    if (auto done = make_view(city, table); !done) return done;
  return city.execute("PRAGMA query_only=ON");
}

}  // namespace kiosk::directory
