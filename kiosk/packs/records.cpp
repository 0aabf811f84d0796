// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "kiosk/packs/signature.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::packs {
namespace {

// One query a table: the record's key first, then all that is said of it.
struct Part {
  const char* name;
  const char* sql;
};
constexpr const char* names_of_services = "SELECT id, name, '' FROM service ORDER BY id";
constexpr std::array of_services{
    Part{"service", "SELECT id AS of_record, * FROM service ORDER BY id"},
    Part{"organization", "SELECT s.id AS of_record, o.* FROM service s JOIN organization o ON o.id = s.organization_id ORDER BY s.id"},
    Part{"phone", "SELECT service_id AS of_record, number, description FROM phone WHERE service_id IS NOT NULL ORDER BY service_id, id"},
    Part{"location", "SELECT sal.service_id AS of_record, l.* FROM service_at_location sal JOIN location l ON l.id = sal.location_id ORDER BY sal.service_id, l.id"},
    Part{"address", "SELECT sal.service_id AS of_record, a.* FROM service_at_location sal JOIN address a USING (location_id) ORDER BY sal.service_id, a.id"},
    Part{"accessibility", "SELECT sal.service_id AS of_record, a.* FROM service_at_location sal JOIN accessibility a USING (location_id) ORDER BY sal.service_id, a.id"},
    Part{"schedule", "SELECT sal.service_id AS of_record, c.* FROM service_at_location sal JOIN schedule c USING (location_id) ORDER BY sal.service_id, c.id"},
    Part{"schedule", "SELECT service_id AS of_record, c.* FROM schedule c WHERE service_id IS NOT NULL ORDER BY service_id, id"},
    Part{"exception", "SELECT sal.service_id AS of_record, e.* FROM service_at_location sal JOIN exception e USING (location_id) ORDER BY sal.service_id, e.id"},
    Part{"exception", "SELECT service_id AS of_record, e.* FROM exception e WHERE service_id IS NOT NULL ORDER BY service_id, id"},
    Part{"language", "SELECT service_id AS of_record, code FROM language WHERE service_id IS NOT NULL ORDER BY service_id, id"},
    Part{"topic", "SELECT link_id AS of_record, taxonomy_term_id FROM attribute WHERE link_entity = 'service' ORDER BY link_id, id"},
    Part{"translation", "SELECT id AS of_record, * FROM translation WHERE entity = 'service' ORDER BY id, field, language"},
    Part{"translation", "SELECT s.id AS of_record, t.* FROM service s JOIN translation t ON t.entity = 'organization' AND t.id = s.organization_id ORDER BY s.id, t.field, t.language"},
    Part{"translation", "SELECT p.service_id AS of_record, t.* FROM phone p JOIN translation t ON t.entity = 'phone' AND t.id = p.id WHERE p.service_id IS NOT NULL ORDER BY p.service_id, p.id, t.field, t.language"},
    Part{"translation", "SELECT sal.service_id AS of_record, t.* FROM service_at_location sal JOIN accessibility a USING (location_id) JOIN translation t ON t.entity = 'accessibility' AND t.id = a.id ORDER BY sal.service_id, a.id, t.field, t.language"},
    Part{"easy_read", "SELECT service_id AS of_record, e.* FROM easy_read e ORDER BY service_id, position"},
    Part{"translation", "SELECT e.service_id AS of_record, t.* FROM easy_read e JOIN translation t ON t.entity = 'easy_read' AND t.id = e.id ORDER BY e.service_id, e.id, t.language"},
    Part{"media", "SELECT id AS of_record, * FROM media WHERE entity = 'service' ORDER BY id, kind, position, language"}};

constexpr const char* names_of_others =
    "SELECT 'urgent/' || id AS key, 'Urgent help: ' || need, '' FROM urgent"
    " UNION ALL SELECT 'urgent/' || id, 'Urgent help: ' || name || coalesce(', ' || number, ''), '' FROM urgent_route"
    " UNION ALL SELECT 'topic/' || id, 'Topic: ' || name, '' FROM taxonomy_term"
    " UNION ALL SELECT 'glossary/' || id, 'Hard word: ' || word, '' FROM glossary"
    " UNION ALL SELECT 'say/' || language || '/' || written, 'Say it like this: ' || written || ' (' || language || ')', '' FROM pronunciation"
    " UNION ALL SELECT DISTINCT 'words/' || topic || '/' || language, 'Words people use: ' || topic || ' (' || language || ')', '' FROM synonym"
    " UNION ALL SELECT 'holiday/' || date, 'Bank holiday: ' || date || ', ' || name, '' FROM bank_holiday"
    " UNION ALL SELECT DISTINCT 'media/' || entity || '/' || id, 'Pictures and recordings: ' || entity || ' ' || id, '' FROM media WHERE entity <> 'service'"
    " ORDER BY 1";
constexpr std::array of_others{
    Part{"urgent", "SELECT 'urgent/' || id AS of_record, * FROM urgent ORDER BY 1"},
    Part{"urgent_route", "SELECT 'urgent/' || id AS of_record, * FROM urgent_route ORDER BY 1"},
    Part{"translation", "SELECT 'urgent/' || id AS of_record, * FROM translation WHERE entity IN ('urgent', 'urgent_route') ORDER BY 1, field, language"},
    Part{"topic", "SELECT 'topic/' || id AS of_record, t.*, o.position FROM taxonomy_term t LEFT JOIN topic_order o ON o.key = t.id ORDER BY 1"},
    Part{"translation", "SELECT 'topic/' || id AS of_record, * FROM translation WHERE entity = 'taxonomy_term' ORDER BY 1, field, language"},
    Part{"glossary", "SELECT 'glossary/' || id AS of_record, * FROM glossary ORDER BY 1"},
    Part{"translation", "SELECT 'glossary/' || id AS of_record, * FROM translation WHERE entity = 'glossary' ORDER BY 1, field, language"},
    Part{"pronunciation", "SELECT 'say/' || language || '/' || written AS of_record, spoken FROM pronunciation ORDER BY 1"},
    Part{"synonym", "SELECT 'words/' || topic || '/' || language AS of_record, word FROM synonym ORDER BY 1, word"},
    Part{"bank_holiday", "SELECT 'holiday/' || date AS of_record, name FROM bank_holiday ORDER BY 1"},
    Part{"media", "SELECT 'media/' || entity || '/' || id AS of_record, * FROM media WHERE entity <> 'service' ORDER BY 1, kind, position, language"}};

// One row after another of one record: what they say, as one digest.
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

using Told = std::function<void(std::size_t done, std::size_t total)>;
template <std::size_t count>
Result<Records> computed(store::Database& pack, const char* names, const std::array<Part, count>& parts, const Told& progress = {}) {
  auto records = named(pack, names);
  if (!records) return records;
  Digests digests{records.value()};
  std::size_t tables = 0;
  for (const Part& part : parts) {
    if (auto done = digests.add(pack, part.sql); !done) return done.error();
    if (progress) progress(++tables, count);
  }
  return records;
}

// A row as its fields' names and texts; keys of other tables tell a person nothing.
using Row = std::vector<std::pair<std::string, std::string>>;

Result<std::vector<Row>> rows_of(store::Database& pack, const Part& part, const std::string& key) {
  auto found = pack.prepare(fmt::format("SELECT * FROM ({}) WHERE of_record = ?1", part.sql));
  if (!found) return found.error();
  found->bind(1, key);
  std::vector<Row> rows;
  for (;;) {
    auto more = found->step();
    if (!more) return more.error();
    if (!more.value()) return rows;
    Row row;
    for (int column = 1; column < found->columns(); ++column) {
      const std::string_view name = found->column_name(column);
      if (found->is_null(column) || name == "id" || name == "entity" || name == "position" || name == "source_hash" || (name.ends_with("_id") && name != "taxonomy_term_id") || name.find(':') != std::string_view::npos) continue;
      const std::string_view text = found->text(column);
      row.emplace_back(name, name == "data" ? fmt::format("{} bytes, {}", text.size(), digest_of_text(text)) : std::string{text});
    }
    rows.push_back(std::move(row));
  }
}

std::string in_words(const Row& row) {
  std::string words;
  for (const auto& [name, text] : row) words += fmt::format("{}{} {}", words.empty() ? "" : ", ", name, text);
  return words;
}

// Rows that both have are no difference, in whatever order; of the rest, as many as both have are the same row changed.
void tell_apart(const char* part, std::vector<Row> before, std::vector<Row> after, std::vector<Difference>& out) {
  for (auto row = before.begin(); row != before.end();) {
    const auto same = std::find(after.begin(), after.end(), *row);
    if (same == after.end()) {
      ++row;
    } else {
      after.erase(same);
      row = before.erase(row);
    }
  }
  const auto text_in = [](const Row& row, const std::string& field) {
    const auto found = std::find_if(row.begin(), row.end(), [&](const auto& one) { return one.first == field; });
    return found == row.end() ? std::string{} : found->second;
  };
  const std::size_t both = std::min(before.size(), after.size());
  for (std::size_t i = 0; i < both; ++i) {
    for (const auto& [field, text] : before[i])
      if (const std::string now = text_in(after[i], field); now != text) out.push_back({part, field, text, now});
    for (const auto& [field, text] : after[i])
      if (text_in(before[i], field).empty() && !text.empty()) out.push_back({part, field, {}, text});
  }
  for (std::size_t i = both; i < before.size(); ++i) out.push_back({part, {}, in_words(before[i]), {}});
  for (std::size_t i = both; i < after.size(); ++i) out.push_back({part, {}, {}, in_words(after[i])});
}

}  // namespace

Result<Records> records_of(const std::filesystem::path& pack, store::Database::Check check) {
  auto database = store::Database::open_immutable(pack, check);
  if (!database) return database.error();
  return computed(database.value(), names_of_services, of_services);
}

Result<Records> others_of(const std::filesystem::path& pack, store::Database::Check check) {
  auto database = store::Database::open_immutable(pack, check);
  if (!database) return database.error();
  return computed(database.value(), names_of_others, of_others);
}

Result<Outline> outline_of(const std::filesystem::path& pack) {
  auto database = store::Database::open_immutable(pack, store::Database::Check::passed_before);
  if (!database) return database.error();
  const bool kept = database->prepare("SELECT 1 FROM record_digest LIMIT 1").ok();
  // Which services there are is read from the services: only that they changed is taken from the digests.
  auto services = kept ? named(database.value(), "SELECT s.id, '', coalesce(d.digest, '') FROM service s LEFT JOIN record_digest d ON d.service_id = s.id ORDER BY s.id")
                       : computed(database.value(), names_of_services, of_services);
  if (!services) return services.error();
  auto urgent = named(database.value(), "SELECT id, name, '' FROM urgent_route ORDER BY id");
  if (!urgent) return urgent.error();
  return Outline{std::move(services).value(), std::move(urgent).value()};
}

Result<std::map<std::string, std::vector<Difference>>> differences(const std::filesystem::path& before, const std::filesystem::path& after, Of of, const Comparison& comparison, std::size_t most) {
  auto old_pack = store::Database::open_immutable(before, store::Database::Check::passed_before);
  if (!old_pack) return old_pack.error();
  auto new_pack = store::Database::open_immutable(after, store::Database::Check::passed_before);
  if (!new_pack) return new_pack.error();
  std::map<std::string, std::vector<Difference>> found;
  for (const std::string& key : comparison.changed) {
    if (found.size() == most) break;
    std::vector<Difference>& differences = found[key];
    const auto compare_parts = [&](const auto& parts) -> Outcome {
      for (const Part& part : parts) {
        auto was = rows_of(old_pack.value(), part, key);
        if (!was) return was.error();
        auto now = rows_of(new_pack.value(), part, key);
        if (!now) return now.error();
        tell_apart(part.name, std::move(was).value(), std::move(now).value(), differences);
      }
      return Done{};
    };
    if (auto done = of == Of::services ? compare_parts(of_services) : compare_parts(of_others); !done) return done.error();
  }
  return found;
}

Outcome keep_digests(store::Database& pack, const std::function<void(std::size_t done, std::size_t total)>& progress) {
  auto records = computed(pack, names_of_services, of_services, progress);
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
