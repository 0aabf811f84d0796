// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/content.hpp"

#include <algorithm>

namespace kiosk::packs {

PlacesById places_by_id(const Content& content) {
  PlacesById places;
  for (const Place& place : content.places) places.emplace(place.id, &place);
  return places;
}

std::optional<Date> shown_date(const Service& service, const PlacesById& places) {
  std::optional<Date> oldest = service.checked;
  for (const std::string& id : service.places) {
    const auto place = places.find(id);
    if (place == places.end()) continue;
    if (!oldest || !place->second->checked) return std::nullopt;
    oldest = std::min(*oldest, *place->second->checked);
  }
  return oldest;
}

Where where_shown_date(const Service& service, const PlacesById& places) {
  const auto cell = [](const auto& record) { return record.checked_in.sheet.empty() ? record.where.in("Details checked") : record.checked_in; };
  Where where = cell(service);
  std::optional<Date> oldest = service.checked;
  for (const std::string& id : service.places) {
    const auto place = places.find(id);
    if (!oldest) break;
    if (place == places.end() || (place->second->checked && *place->second->checked >= *oldest)) continue;
    oldest = place->second->checked;
    where = cell(*place->second);
  }
  return where;
}

std::vector<TextAt> texts_of(const Content& content) {
  std::vector<TextAt> texts;
  const auto add = [&](const Text& text, const Where& where, std::string_view column, bool sensitive) {
    if (!text.english.empty()) texts.push_back({&text, where.in(column), sensitive});
  };
  for (const Topic& topic : content.topics) {
    add(topic.need, topic.where, "Need", false);
    add(topic.examples, topic.where, "Examples", false);
  }
  for (const Organisation& organisation : content.organisations) add(organisation.description, organisation.where, "Description", false);
  for (const Service& service : content.services) {
    const bool sensitive = service.sensitive != "none";
    add(service.description, service.where, "Description", sensitive);
    add(service.cost, service.where, "Cost", sensitive);
    add(service.eligibility, service.where, "Who it is for", sensitive);
    for (const Phone& phone : service.phones) add(phone.purpose, service.where, "Phone is for", sensitive);
  }
  for (const UrgentNeed& need : content.urgent) {
    add(need.need, need.where, "Need", true);
    add(need.line, need.where, "Line", true);
    for (const UrgentRoute& route : need.routes) {
      add(route.name, route.where, "Who answers", true);
      add(route.hours_and_cost, route.where, "Hours and cost", true);
      add(route.note, route.where, "Note", true);
    }
  }
  for (const Service& service : content.services) {
    for (const EasyLine& line : service.easy) add(line.text, line.where, "Words", service.sensitive != "none");
  }
  for (const GlossaryWord& word : content.glossary) {
    add(word.word, word.where, "Word", false);
    add(word.meaning, word.where, "Meaning", false);
  }
  for (const Place& place : content.places) {
    for (const Text& text : place.getting_in) add(text, place.where, "Getting in", false);
  }
  return texts;
}

}  // namespace kiosk::packs
