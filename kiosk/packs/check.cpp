// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <utility>

#include "kiosk/directory/care.hpp"
#include "kiosk/packs/values.hpp"

namespace kiosk::packs {
namespace {

using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::years;

// The last day of the month where the plain sum would be 31 February.
Date before(Date date, months back) {
  const Date sum = date - back;
  return sum.ok() ? sum : Date{sum.year() / sum.month() / std::chrono::last};
}

void likely_duplicates(const Content& content, Findings& findings) {
  std::map<std::string, const Organisation*> organisations;
  for (const Organisation& organisation : content.organisations) {
    const auto [same, fresh] = organisations.emplace(likeness_key(organisation.name), &organisation);
    if (!fresh) {
      findings.add(Level::check, organisation.where.in("Name"), organisation.name,
                   fmt::format("looks like row {}, '{}'.", same->second->where.row, same->second->name), "If they are the same, keep one.");
    }
  }
  const PlacesById places = places_by_id(content);
  std::map<std::string, const Service*> services;
  for (const Service& service : content.services) {
    std::string key = likeness_key(service.name.english);
    std::string_view same_place;
    if (!service.places.empty()) {
      if (const auto place = places.find(service.places.front()); place != places.end()) {
        key += '/' + place->second->postcode;
        same_place = " at the same postcode";
      }
    }
    const auto [same, fresh] = services.emplace(key, &service);
    if (!fresh) {
      findings.add(Level::check, service.where.in("Name"), service.name.english,
                   fmt::format("looks like row {}, '{}'{}.", same->second->where.row, same->second->name.english, same_place), "If they are the same, keep one.");
    }
  }
}

// Two speakers, each a role and a date, with a semicolon between.
bool two_reviewers(const Translation& translation) {
  return translation.origin == Origin::human && directory::approved_by_two(translation.reviewed_by);
}

void translations(const Content& content, Findings& findings, std::map<std::string, Coverage>& coverage) {
  for (std::size_t i = 1; i < content.languages.size(); ++i) coverage[content.languages[i]];
  std::set<std::pair<std::string, std::string>> compared;
  for (const TextAt& at : texts_of(content)) {
    for (auto& [language, counts] : coverage) {
      const auto found = at.text->translations.find(language);
      if (found == at.text->translations.end()) ++counts.none;
      else ++(found->second.origin == Origin::human ? counts.human : counts.machine);
    }
    for (const auto& [language, translation] : at.text->translations) {
      if (at.sensitive && !two_reviewers(translation)) {
        findings.add(Level::stops, at.where, translation.text, fmt::format("is a draft in '{}', and this record is {}.", language, at.where.sheet == "Urgent help" ? "urgent" : "sensitive"),
                     "Take the translation out, or have two speakers approve it: 'person' under Made by, and both under Read by, like 'interpreter 2026-11-20; librarian 2026-11-21'.");
      }
      if (!compared.emplace(language, at.text->english).second) continue;
      auto english = numbers_in(at.text->english);
      auto other = numbers_in(translation.text);
      std::sort(english.begin(), english.end());
      std::sort(other.begin(), other.end());
      if (english != other) {
        std::string numbers;
        for (const std::string& number : english) numbers += (numbers.empty() ? "" : " ") + number;
        findings.add(Level::check, at.where, translation.text, fmt::format("has other numbers than the English in '{}'.", language),
                     numbers.empty() ? "The English has none." : fmt::format("English says {}. Make them the same.", numbers));
      }
    }
  }
}

void care(const Content& content, Findings& findings) {
  const PlacesById places = places_by_id(content);
  for (const Service& service : content.services) {
    if (service.sensitive != "abuse") continue;
    for (const std::string& id : service.places) {
      const auto place = places.find(id);
      if (place != places.end() && place->second->shown == Shown::openly) {
        findings.add(Level::stops, place->second->where.in("Hide address"), {}, fmt::format("this is the address of '{}', which is about abuse.", service.name.english),
                     "Type 'yes' under Hide address.");
      }
    }
  }
}

}  // namespace

Report check(const Content& content, Date today, Findings& findings) {
  Report report;
  report.topics = content.topics.size();
  report.services = content.services.size();
  report.places = content.places.size();
  report.organisations = content.organisations.size();
  report.words = content.words.size();

  likely_duplicates(content, findings);
  translations(content, findings, report.coverage);
  care(content, findings);

  const Date half_year_ago = before(today, months{6});
  const Date year_ago = before(today, months{12});
  const PlacesById places = places_by_id(content);
  std::map<std::string_view, std::size_t> in_topic;
  const auto not_yet = [&](const std::optional<Date>& date, const Where& row) {
    if (date && *date > today) findings.add(Level::check, row.in("Details checked"), text_of(*date), "is a day that has not come yet.", "Type the day it was checked.");
  };
  for (const Place& place : content.places) not_yet(place.checked, place.where);
  for (const Service& service : content.services) {
    for (const std::string& topic : service.topics) ++in_topic[topic];
    bool hours = service.times.known();
    for (const std::string& id : service.places) {
      const auto place = places.find(id);
      hours = hours || (place != places.end() && place->second->times.known());
    }
    report.with_hours += hours ? 1U : 0U;
    report.with_phone += service.phones.empty() ? 0U : 1U;

    not_yet(service.checked, service.where);
    const auto date = shown_date(service, places);
    const Where where = service.where.in("Details checked");
    if (!date) {
      ++report.freshness.undated;
      findings.add(Level::note, where, {}, fmt::format("nobody knows when '{}' was last checked.", service.name.english), "Ring to check, and type the date.");
      continue;
    }
    ++report.freshness.dated;
    if (*date < half_year_ago) ++report.freshness.over_6_months;
    if (*date < year_ago) {
      ++report.freshness.over_12_months;
      findings.add(Level::note, where, text_of(*date), hours ? "is over 12 months old, so the kiosk says 'ring to check' for the opening hours." : "is over 12 months old.", "Ring to check, and type the date.");
    }
  }
  for (const Topic& topic : content.topics) {
    if (in_topic[topic.key] == 0) findings.add(Level::check, topic.where.in("Key"), topic.key, "has no service in it.", "Give a service this topic, or remove the row.");
  }
  if (content.services.empty()) findings.add(Level::stops, {"Services", 0, {}}, {}, "there is no service that can be used.", "Fill in at least one row.");
  return report;
}

}  // namespace kiosk::packs
