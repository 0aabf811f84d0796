// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/search_index.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "kiosk/directory/indexed_texts.hpp"
#include "kiosk/directory/search_tables.hpp"

namespace kiosk::directory {
namespace {

constexpr std::size_t seldom = 64;  // services between two words of how far it is

Result<std::vector<std::string>> texts_of(store::Database& pack, std::string_view sql) {
  auto rows = pack.prepare(sql);
  if (!rows) return rows.error();
  std::vector<std::string> out;
  for (auto row = rows->step(); ; row = rows->step()) {
    if (!row) return row.error();
    if (!row.value()) return out;
    out.emplace_back(rows->text(0));
  }
}

using Progress = std::function<void(std::size_t done, std::size_t total)>;

Outcome index_language(store::Database& pack, IndexedTexts& texts, const std::vector<std::string>& services, const std::string& language, const std::function<void(std::size_t)>& progress) {
  std::vector<store::Statement> inserts;
  for (const Kind kind : kinds) {
    const std::string name = table(name_of(kind), language);
    // Contentless: the texts are in the pack already.
    if (auto done = pack.execute(fmt::format("CREATE VIRTUAL TABLE {} USING fts5({}, content='', tokenize=\"kiosk {} '{}'\")",
                                             name, column_names, name_of(kind), language)); !done) return done;
    auto insert = pack.prepare(fmt::format("INSERT INTO {}(rowid, {}) VALUES(?1, ?2, ?3, ?4, ?5)", name, column_names));
    if (!insert) return insert.error();
    inserts.push_back(std::move(insert).value());
  }
  for (std::size_t i = 0; i < services.size(); ++i) {
    const auto text = texts.of(services[i], language);
    if (!text) return text.error();
    const auto& [name, terms, place, description] = text.value();
    for (store::Statement& insert : inserts)
      if (auto done = insert.bind_all(static_cast<std::int64_t>(i + 1), name, terms, place, description).run(); !done) return done;
    if ((i + 1) % seldom == 0 || i + 1 == services.size()) progress(i + 1);
  }
  for (const Kind kind : kinds)
    if (auto done = pack.execute(fmt::format("INSERT INTO {0}({0}) VALUES('optimize')", table(name_of(kind), language))); !done) return done;
  return pack.execute(fmt::format("CREATE VIRTUAL TABLE {} USING fts5vocab({}, 'row')", table("vocabulary", language), table("words", language)));
}

Outcome build(store::Database& pack, const Progress& progress) {
  if (auto done = add_search_tokenizer(pack); !done) return done;
  // Equal scores: what was checked last comes first, then by name.
  if (auto done = pack.execute(
          "CREATE TABLE search_document(rowid INTEGER PRIMARY KEY, service_id TEXT NOT NULL);"
          "INSERT INTO search_document(service_id) SELECT id FROM service WHERE status='active'"
          " ORDER BY coalesce(assured_date, '') DESC, name, id;"
          "CREATE TABLE search_language(tag TEXT PRIMARY KEY) WITHOUT ROWID;"); !done) return done;
  const auto services = texts_of(pack, "SELECT service_id FROM search_document ORDER BY rowid");
  if (!services) return services.error();
  const auto languages = texts_of(pack, "SELECT 'en' UNION SELECT language FROM translation UNION SELECT language FROM synonym ORDER BY 1");
  if (!languages) return languages.error();
  IndexedTexts texts(pack);
  std::size_t indexed = 0;
  const std::size_t all = languages->size() * services->size();
  for (const std::string& language : languages.value()) {
    if (!is_plain_tag(language)) continue;  // kiosk-pack check names it
    const auto tell = [&](std::size_t in_it) {
      if (progress) progress(indexed + in_it, all);
    };
    if (auto done = index_language(pack, texts, services.value(), language, tell); !done) return done;
    indexed += services->size();
    if (auto done = pack.execute(fmt::format("INSERT INTO search_language VALUES('{}')", language)); !done) return done;
  }
  return Done{};
}

}  // namespace

Outcome build_search_index(store::Database& pack, const Progress& progress) {
  // A savepoint works inside a transaction and outside any: all or nothing, and one write to the disk.
  if (auto done = pack.execute("SAVEPOINT search_index"); !done) return done;
  auto built = build(pack, progress);
  if (!built) static_cast<void>(pack.execute("ROLLBACK TO search_index").ok());
  auto released = pack.execute("RELEASE search_index");
  return built ? released : built;
}

}  // namespace kiosk::directory
