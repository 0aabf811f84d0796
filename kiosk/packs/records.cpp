// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/records.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "kiosk/store/database.hpp"

namespace kiosk::packs {
namespace {

// One query a table: the service's id first, then all that is said of it.
constexpr std::array queries{
    "SELECT id, * FROM service ORDER BY id",
    "SELECT s.id, o.* FROM service s JOIN organization o ON o.id = s.organization_id ORDER BY s.id",
    "SELECT service_id, number, description FROM phone WHERE service_id IS NOT NULL ORDER BY service_id, id",
    "SELECT sal.service_id, l.* FROM service_at_location sal JOIN location l ON l.id = sal.location_id ORDER BY sal.service_id, l.id",
    "SELECT sal.service_id, a.* FROM service_at_location sal JOIN address a USING (location_id) ORDER BY sal.service_id, a.id",
    "SELECT sal.service_id, a.* FROM service_at_location sal JOIN accessibility a USING (location_id) ORDER BY sal.service_id, a.id",
    "SELECT sal.service_id, c.* FROM service_at_location sal JOIN schedule c USING (location_id) ORDER BY sal.service_id, c.id",
    "SELECT service_id, c.* FROM schedule c WHERE service_id IS NOT NULL ORDER BY service_id, id",
    "SELECT sal.service_id, e.* FROM service_at_location sal JOIN exception e USING (location_id) ORDER BY sal.service_id, e.id",
    "SELECT service_id, e.* FROM exception e WHERE service_id IS NOT NULL ORDER BY service_id, id",
    "SELECT service_id, code FROM language WHERE service_id IS NOT NULL ORDER BY service_id, id",
    "SELECT link_id, taxonomy_term_id FROM attribute WHERE link_entity = 'service' ORDER BY link_id, id",
    "SELECT id, * FROM translation WHERE entity = 'service' ORDER BY id, field, language",
    "SELECT service_id, e.* FROM easy_read e ORDER BY service_id, position",
    "SELECT e.service_id, t.* FROM easy_read e JOIN translation t ON t.entity = 'easy_read' AND t.id = e.id ORDER BY e.service_id, e.id, t.language",
    "SELECT id, * FROM media WHERE entity = 'service' ORDER BY id, kind, position, language"};

}  // namespace

Result<Records> records_of(const std::filesystem::path& pack) {
  auto database = store::Database::open_immutable(pack);
  if (!database) return database.error();
  Records records;
  {
    auto names = database->prepare("SELECT id, name FROM service");
    if (!names) return names.error();
    for (;;) {
      auto more = names->step();
      if (!more) return more.error();
      if (!more.value()) break;
      records[std::string{names->text(0)}].name = std::string{names->text(1)};
    }
  }
  for (const char* query : queries) {
    auto rows = database->prepare(query);
    if (!rows) return rows.error();
    auto record = records.begin();
    for (;;) {
      auto more = rows->step();
      if (!more) return more.error();
      if (!more.value()) break;
      // Rows come by service, so the one looked for is mostly the one at hand.
      const std::string_view id = rows->text(0);
      if (record == records.end() || record->first != id) record = records.find(id);
      if (record == records.end()) continue;
      for (int column = 1; column < rows->columns(); ++column) {
        // Lengths keep `ab|c` and `a|bc` apart.
        const std::string_view text = rows->text(column);
        std::array<char, 20> length;
        record->second.content.append(length.data(), std::to_chars(length.data(), length.data() + length.size(), text.size()).ptr);
        record->second.content += ':';
        record->second.content += text;
      }
      record->second.content += '\n';
    }
  }
  return records;
}

Result<Contents> contents_of(const std::filesystem::path& pack) {
  auto database = store::Database::open_immutable(pack);
  if (!database) return database.error();
  Contents contents;
  {
    auto meta = database->prepare("SELECT key, value FROM meta");
    if (!meta) return meta.error();
    for (;;) {
      auto more = meta->step();
      if (!more) return more.error();
      if (!more.value()) break;
      contents.meta[std::string{meta->text(0)}] = std::string{meta->text(1)};
    }
  }
  for (const char* table : {"organization", "service", "location", "service_at_location", "address", "phone", "schedule", "exception",
                            "language", "accessibility", "attribute", "synonym", "pronunciation", "translation", "urgent", "urgent_route", "bank_holiday", "easy_read", "glossary", "media"}) {
    auto count = database->prepare(fmt::format("SELECT count(*) FROM {}", table));
    if (!count) return count.error();
    auto row = count->step();
    if (!row) return row.error();
    contents.rows[table] = static_cast<long>(count->integer(0));
  }
  return contents;
}

Comparison compare(const Records& before, const Records& after) {
  Comparison comparison;
  for (const auto& [id, record] : before) {
    if (!after.contains(id)) comparison.removed.push_back(id);
  }
  for (const auto& [id, record] : after) {
    const auto old = before.find(id);
    if (old == before.end()) {
      comparison.added.push_back(id);
    } else if (old->second.content != record.content) {
      comparison.changed.push_back(id);
    } else {
      ++comparison.same;
    }
  }
  return comparison;
}

}  // namespace kiosk::packs
