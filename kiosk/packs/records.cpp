// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/records.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "kiosk/packs/signature.hpp"
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

// One row after another of one service: what they say, as one digest.
class Digests {
 public:
  explicit Digests(Records& records) : records_(records), record_(records.begin()) {}

  Outcome add(store::Database& pack, const char* query) {
    auto rows = pack.prepare(query);
    if (!rows) return rows.error();
    record_ = records_.begin();
    std::string row_text;
    for (;;) {
      auto more = rows->step();
      if (!more) return more.error();
      if (!more.value()) return Done{};
      // Rows come by service, so the one looked for is mostly the one at hand.
      const std::string_view id = rows->text(0);
      if (record_ == records_.end() || record_->first != id) record_ = records_.find(id);
      if (record_ == records_.end()) continue;
      row_text = record_->second.digest;  // so far
      row_text += query;  // a row of another table is another row
      for (int column = 1; column < rows->columns(); ++column) {
        // Lengths keep `ab|c` and `a|bc` apart.
        const std::string_view text = rows->text(column);
        std::array<char, 20> length;
        row_text.append(length.data(), std::to_chars(length.data(), length.data() + length.size(), text.size()).ptr);
        row_text += ':';
        row_text += text;
      }
      record_->second.digest = digest_of_text(row_text);
    }
  }

 private:
  Records& records_;
  Records::iterator record_;
};

Result<Records> named(store::Database& pack, const char* query) {
  Records records;
  auto rows = pack.prepare(query);
  if (!rows) return rows.error();
  for (;;) {
    auto more = rows->step();
    if (!more) return more.error();
    if (!more.value()) return records;
    records.emplace_hint(records.end(), rows->text(0), Record{std::string{rows->text(1)}, std::string{rows->text(2)}});
  }
}

Result<Records> computed(store::Database& pack, const std::function<void(std::size_t done, std::size_t total)>& progress = {}) {
  auto records = named(pack, "SELECT id, name, '' FROM service ORDER BY id");
  if (!records) return records;
  Digests digests{records.value()};
  std::size_t tables = 0;
  for (const char* query : queries) {
    if (auto done = digests.add(pack, query); !done) return done.error();
    if (progress) progress(++tables, queries.size());
  }
  return records;
}

}  // namespace

Result<Records> records_of(const std::filesystem::path& pack, store::Database::Check check) {
  auto database = store::Database::open_immutable(pack, check);
  if (!database) return database.error();
  if (database->prepare("SELECT 1 FROM record_digest LIMIT 1"))
    return named(database.value(), "SELECT s.id, s.name, d.digest FROM service s JOIN record_digest d ON d.service_id=s.id ORDER BY s.id");
  return computed(database.value());
}

Result<Records> digests_of(const std::filesystem::path& pack) {
  auto database = store::Database::open_immutable(pack, store::Database::Check::passed_before);
  if (!database) return database.error();
  if (database->prepare("SELECT 1 FROM record_digest LIMIT 1")) return named(database.value(), "SELECT service_id, '', digest FROM record_digest ORDER BY service_id");
  return computed(database.value());
}

Outcome keep_digests(store::Database& pack, const std::function<void(std::size_t done, std::size_t total)>& progress) {
  auto records = computed(pack, progress);
  if (!records) return records.error();
  auto insert = pack.prepare("INSERT INTO record_digest VALUES(?,?)");
  if (!insert) return insert.error();
  for (const auto& [id, record] : records.value())
    if (auto done = insert->bind_all(id, record.digest).run(); !done) return done;
  return Done{};
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
    } else if (old->second.digest != record.digest) {
      comparison.changed.push_back(id);
    } else {
      ++comparison.same;
    }
  }
  return comparison;
}

}  // namespace kiosk::packs
