// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/indexed_texts.hpp"

#include <utility>

namespace kiosk::directory {
namespace {

// Each takes the service as ?1 and the language as ?2.
constexpr const char* proper_names = "SELECT name FROM service WHERE id=?1 AND ?2<>''";
// What else people call it, whatever language they speak. Not a name: it is
// not shown, so a match with it must say why.
constexpr const char* other_names = "SELECT alternate_name FROM service WHERE id=?1 AND ?2<>''";
constexpr const char* names =
    "SELECT text FROM translation WHERE entity='service' AND id=?1 AND field='name' AND language=?2";
constexpr const char* english_terms =
    "SELECT t.name, t.description FROM attribute a JOIN taxonomy_term t ON t.id=a.taxonomy_term_id"
    " WHERE a.link_entity='service' AND a.link_id=?1 AND ?2<>''";
constexpr const char* terms =
    "SELECT x.text FROM attribute a JOIN translation x ON x.entity='taxonomy_term' AND x.id=a.taxonomy_term_id"
    " WHERE a.link_entity='service' AND a.link_id=?1 AND x.language=?2 AND x.field IN ('name', 'description')";
constexpr const char* synonyms =
    "SELECT s.word FROM attribute a JOIN synonym s ON s.topic=a.taxonomy_term_id"
    " WHERE a.link_entity='service' AND a.link_id=?1 AND s.language=?2";
// One statement a thing, without outer joins: SQLite looks into an overlay's views by index only so.
constexpr const char* organisation = "SELECT o.name FROM service s JOIN organization o ON o.id=s.organization_id WHERE s.id=?1 AND ?2<>''";
constexpr const char* numbers = "SELECT number FROM phone WHERE service_id=?1 AND ?2<>''";
constexpr const char* place_names =
    "SELECT l.name FROM service_at_location x JOIN location l ON l.id=x.location_id JOIN service s ON s.id=x.service_id"
    " WHERE x.service_id=?1 AND ?2<>'' AND l.hidden=0 AND s.sensitive<>'abuse'";
constexpr const char* addresses =
    "SELECT a.address_1, a.address_2, a.city, a.postal_code FROM service_at_location x JOIN location l ON l.id=x.location_id"
    " JOIN address a ON a.location_id=l.id JOIN service s ON s.id=x.service_id"
    " WHERE x.service_id=?1 AND ?2<>'' AND l.hidden=0 AND s.sensitive<>'abuse'";
constexpr const char* english_descriptions =
    "SELECT description, eligibility_description, fees_description, application_process, alert FROM service WHERE id=?1 AND ?2<>''";
constexpr const char* descriptions =
    "SELECT text FROM translation WHERE entity='service' AND id=?1 AND language=?2 AND field<>'name'";

}  // namespace

Outcome IndexedTexts::append(std::string& text, const char* sql, std::string_view service, std::string_view language) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    auto prepared = pack_->prepare(sql);
    if (!prepared) return prepared.error();
    found = statements_.emplace(sql, std::move(prepared).value()).first;
  }
  store::Statement& statement = found->second;
  statement.bind_all(service, language);
  auto row = statement.step();
  for (; row && row.value(); row = statement.step())
    for (int column = 0; column < statement.columns(); ++column) text.append(statement.text(column)) += '\n';
  statement.reset();
  if (!row) return row.error();
  return Done{};
}

Result<IndexedText> IndexedTexts::of(std::string_view service, std::string_view language) {
  const bool english = language == "en";
  struct Part { Column column; const char* sql; };
  const Part parts[] = {
      {Column::name, proper_names}, {Column::name, names},
      {Column::terms, english ? english_terms : terms}, {Column::terms, synonyms}, {Column::terms, other_names},
      {Column::place, organisation}, {Column::place, numbers}, {Column::place, place_names}, {Column::place, addresses},
      {Column::description, english ? english_descriptions : descriptions},
  };
  IndexedText texts;
  for (const Part& part : parts)
    if (auto done = append(texts[static_cast<std::size_t>(part.column)], part.sql, service, language); !done) return done.error();
  return texts;
}

}  // namespace kiosk::directory
