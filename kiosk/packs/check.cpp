// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "kiosk/directory/care.hpp"
#include "kiosk/directory/glossary.hpp"
#include "kiosk/packs/csv.hpp"
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

void likely_duplicates(const Content& content, Findings& findings, Count& count) {
  std::map<std::string, const Organisation*> organisations;
  for (const Organisation& organisation : content.organisations) {
    const auto [same, fresh] = organisations.emplace(likeness_key(organisation.name), &organisation);
    if (!fresh) {
      findings.add(Kind::organisation_like_another, organisation.where.in("Name"), organisation.name,
                   fmt::format("looks like row {}, '{}'.", same->second->where.row, shown(same->second->name)), "If they are the same, keep one.");
    }
  }
  const PlacesById places = places_by_id(content);
  std::map<std::string, const Service*> services;
  for (const Service& service : content.services) {
    count.add();
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
      findings.add(Kind::service_like_another, service.where.in("Name"), service.name.english,
                   fmt::format("looks like row {}, '{}'{}.", same->second->where.row, shown(same->second->name.english), same_place), "If they are the same, keep one.");
    }
  }
}

// The English word that says no, if the translation has none of its language's
// words for it. Only a hint: a language may say it another way.
std::optional<std::string> lacks_negation(const std::string& english, const std::string& translation, const std::string& language) {
  static const std::map<std::string, std::vector<std::string_view>, std::less<>> words{{"ar", {"لا", "ليس", "غير", "بدون", "دون", "لم", "لن", "ما ", "بلا"}},
                                                                                       {"pl", {"nie", "bez", "żadn", "nigdy", "ani"}},
                                                                                       {"ur", {"نہیں", "نہ", "بغیر", "مت", "بلا", "غیر"}},
                                                                                       {"pa", {"ਨਹੀਂ", "ਨਾ", "ਬਿਨਾਂ", "ਬਿਨਾ", "ਨਹੀ"}},
                                                                                       {"zh-Hans", {"不", "没", "无", "勿", "别", "非", "免"}}};
  const auto known = words.find(language);
  if (known == words.end()) return std::nullopt;
  std::string low;
  for (const char c : " " + english + " ") low += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : (c >= 'a' && c <= 'z') || c == '\'' ? c : ' ';
  const auto no = [&](std::string_view word) { return low.find(word) != std::string::npos; };
  std::string lower_translation;
  for (const char c : translation) lower_translation += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const auto& [word, said] : {std::pair{" not ", "not"}, std::pair{" never ", "never"}, std::pair{" cannot ", "cannot"}, std::pair{" don't ", "don't"}, std::pair{" do not ", "do not"}, std::pair{" without ", "without"}}) {
    if (!no(word)) continue;
    const bool there = std::any_of(known->second.begin(), known->second.end(), [&](std::string_view own) { return lower_translation.find(own) != std::string::npos; });
    return there ? std::nullopt : std::optional<std::string>{said};
  }
  return std::nullopt;
}

// Two speakers, each a role and a date, with a semicolon between.
bool two_reviewers(const Translation& translation) {
  return translation.origin == Origin::human && directory::approved_by_two(translation.reviewed_by);
}

// Counts as looking at every service `texts_share` times.
constexpr std::size_t texts_share = 4;
void translations(const Content& content, Findings& findings, std::map<std::string, Coverage>& coverage, Count& count) {
  for (std::size_t i = 1; i < content.languages.size(); ++i) coverage[content.languages[i]];
  std::set<std::pair<std::string_view, std::string_view>> compared;
  const std::vector<TextAt> texts = texts_of(content);
  std::size_t looked_at = 0, counted = 0;
  for (const TextAt& at : texts) {
    const std::size_t now = ++looked_at * texts_share * content.services.size() / texts.size();
    count.add(now - std::exchange(counted, now));
    for (auto& [language, counts] : coverage) {
      const auto found = at.text->translations.find(language);
      if (found == at.text->translations.end()) ++counts.none;
      else ++(found->second.origin == Origin::human ? counts.human : counts.machine);
    }
    for (const auto& [language, translation] : at.text->translations) {
      if (at.sensitive && !two_reviewers(translation)) {
        findings.add(Kind::draft_where_two_must_approve, at.where, translation.text, fmt::format("is a draft in '{}', and this record is {}.", language, at.where.sheet == "Urgent help" ? "urgent" : "sensitive"),
                     "Take the translation out, or have two speakers approve it: 'person' under Made by, and both under Read by, like 'interpreter 2026-11-20; librarian 2026-11-21'.");
      }
      if (!compared.emplace(language, at.text->english).second) continue;
      if (translation.text == at.text->english && numbers_in(translation.text).empty() && translation.text.find(' ') != std::string::npos) {
        findings.add(Kind::translation_is_the_english, at.where, translation.text, fmt::format("is the English again under '{}'.", language), "Take the row out, or have it translated.");
      }
      if (const auto lacking = lacks_negation(at.text->english, translation.text, language)) {
        findings.add(Kind::negation_differs, at.where, translation.text, fmt::format("may lack the 'not' of the English in '{}'.", language), fmt::format("The English says '{}'. Ask a speaker whether the translation says so too.", *lacking));
      }
      auto english = numbers_in(at.text->english);
      auto other = numbers_in(translation.text);
      std::sort(english.begin(), english.end());
      std::sort(other.begin(), other.end());
      if (english != other) {
        std::string numbers;
        for (const std::string& number : english) numbers += (numbers.empty() ? "" : " ") + number;
        findings.add(Kind::numbers_differ, at.where, translation.text, fmt::format("has other numbers than the English in '{}'.", language),
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
        findings.add(Kind::address_of_abuse_service, place->second->where.in("Hide address"), {}, fmt::format("this is the address of '{}', which is about abuse.", shown(service.name.english)),
                     "Type 'yes' under Hide address.");
      }
    }
  }
}

// The words of the longest sentence. Numbers and names between hyphens are words as a reader counts them.
std::size_t longest_sentence(std::string_view text) {
  std::size_t longest = 0, now = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool ends = (c == '.' || c == '?' || c == '!' || c == ':') && (i + 1 == text.size() || text[i + 1] == ' ');
    if (c == ' ' || c == '\n' || ends) in_word = false;
    else if (!in_word) in_word = true, ++now;
    if (ends) now = 0;
    longest = std::max(longest, now);
  }
  return longest;
}

void plain_words(const Content& content, Findings& findings, Count& count) {
  constexpr std::size_t most_words = 15;
  const auto length = [&](const Text& text, const Where& where) {
    if (const std::size_t words = longest_sentence(text.english); words > most_words)
      findings.add(Kind::sentence_long, where, text.english, fmt::format("has a sentence of {} words.", words), "Say it in sentences of at most 15 words.");
  };
  std::vector<std::vector<std::string>> terms;
  for (const GlossaryWord& word : content.glossary) {
    length(word.meaning, word.where.in("Meaning"));
    terms.push_back(directory::forms_of(word.word.english, word.forms.english));
  }
  std::set<std::size_t> used;
  const auto look = [&](const std::string& text) {
    if (used.size() == terms.size()) return;
    const std::vector<std::size_t> found = directory::terms_in(text, terms);
    used.insert(found.begin(), found.end());
  };
  std::set<std::string_view> looked;  // hundreds of services share their words
  for (const Service& service : content.services) {
    count.add();
    if (looked.insert(service.description.english).second) look(service.description.english);
    for (const EasyLine& line : service.easy) {
      length(line.text, line.where.in("Words"));
      look(line.text.english);
    }
  }
  for (std::size_t i = 0; i < content.glossary.size(); ++i) {
    if (!used.contains(i))
      findings.add(Kind::glossary_word_unused, content.glossary[i].where.in("Word"), content.glossary[i].word.english, "is in no description, so nobody sees what it means.", "Type it as the descriptions have it, or remove the row.");
  }
}

}  // namespace

namespace {

// What does no harm today, and what a tidy directory would mend.
void housekeeping(const Content& content, Date today, Findings& findings) {
  std::set<std::string_view> places, organisations;
  for (const Service& service : content.services) {
    places.insert(service.places.begin(), service.places.end());
    organisations.insert(service.organisation);
    if (service.description.english.size() > 400) {
      findings.add(Kind::description_long, service.where.in("Description"), service.description.english, fmt::format("is {} letters long, and fills more than a page at the largest text.", service.description.english.size()),
                   "Keep what a person needs first: one to three short sentences.");
    }
    const std::string& name = service.name.english;
    const bool small = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!small && name.size() > 6 && name.find(' ') != std::string::npos) findings.add(Kind::name_in_capitals, service.where.in("Name"), name, "is all capitals, which is hard to read.", "Type it as the service writes it.");
    if (service.phones.empty() && service.email.empty() && service.website.empty() && service.places.empty()) {
      findings.add(Kind::nobody_can_be_reached, service.where.in("Phone"), {}, fmt::format("'{}' has no telephone, e-mail, website or place.", shown(name)), "Say how a person gets there.");
    }
  }
  const auto past = [&](const Times& times, const Where& where, const std::string& id) {
    for (const Exception& exception : times.exceptions) {
      if (exception.date < today) findings.add(Kind::closed_day_past, {"Closed days", 0, "Date"}, text_of(exception.date), fmt::format("is over, for '{}' ({}, row {}).", id, where.sheet, where.row), "Remove the row when you like.");
    }
  };
  for (const Place& place : content.places) {
    past(place.times, place.where, place.id);
    if (!places.contains(place.id)) findings.add(Kind::place_unused, place.where.in("ID"), place.id, "is the place of no service, so nobody sees it.", "Type it under Place in the sheet Services, or remove the row.");
  }
  for (const Service& service : content.services) past(service.times, service.where, service.id);
  for (const Organisation& organisation : content.organisations) {
    if (!organisations.contains(organisation.id)) {
      findings.add(Kind::organisation_unused, organisation.where.in("ID"), organisation.id, "runs no service, so nobody sees it.", "Type it under Organisation in the sheet Services, or remove the row.");
    }
  }
  if (!content.bank_holidays.empty()) {
    const Date last = std::max_element(content.bank_holidays.begin(), content.bank_holidays.end(), [](const auto& a, const auto& b) { return a.date < b.date; })->date;
    if (sys_days{last} < sys_days{today} + std::chrono::days{180}) {
      findings.add(Kind::bank_holidays_run_out, {"Bank holidays", 0, "Date"}, text_of(last), "is the last bank holiday here; after it the kiosk takes every day for an ordinary one.", "Add those of the next years.");
    }
  }
}

}  // namespace

namespace {

// UTF-8 that was once taken for Windows-1252, wherever that happened.
void doubled_letters(const Content& content, Findings& findings) {
  const auto look = [&](const std::string& text, const Where& where) {
    if (const auto meant = undoubled(text))
      findings.add(Kind::letters_doubled, where, text, "has letters that were spoiled when it was saved or copied.", fmt::format("It may mean '{}'. Type it again.", shown(*meant)));
  };
  for (const TextAt& at : texts_of(content)) {
    look(at.text->english, at.where);
    for (const auto& [language, translation] : at.text->translations) look(translation.text, at.where);
  }
  for (const Organisation& organisation : content.organisations) look(organisation.name, organisation.where.in("Name"));
  for (const Place& place : content.places) {
    look(place.name, place.where.in("Name"));
    look(place.address, place.where.in("Address"));
    look(place.town, place.where.in("Town"));
  }
  for (const Service& service : content.services) {
    look(service.name.english, service.where.in("Name"));
    for (const auto& [language, translation] : service.name.translations) look(translation.text, service.where.in("Name"));
    look(service.also_called, service.where.in("Also called"));
  }
}

// What is most likely a slip of the hand, and may be right.
void slips(const Content& content, Findings& findings) {
  for (const Place& place : content.places) {
    const std::string area = place.postcode.substr(0, place.postcode.find_first_of("0123456789"));
    // Leeds has LS, BD and WF; the others lie next to it.
    constexpr std::array<std::string_view, 8> near{"LS", "BD", "WF", "HX", "HD", "HG", "YO", "DN"};
    if (place.postcode.empty() || std::find(near.begin(), near.end(), area) != near.end()) continue;
    findings.add(Kind::postcode_far, place.where.in("Postcode"), place.postcode, "is not in Leeds or near it.", "If it is right, leave it. Postcodes in Leeds begin with LS, BD or WF.");
  }
  for (const Service& service : content.services) {
    const auto amount = number_from(service.cost.english);
    if (!amount || *amount < 0 || *amount > 10'000) continue;
    const bool whole = *amount == static_cast<int>(*amount);
    findings.add(Kind::cost_without_pounds, service.where.in("Cost"), service.cost.english, "is a number, and does not say of what.",
                 *amount == 0 ? std::string{"Type 'Free' if that is meant."} : fmt::format("Type '£{}' if that is meant.", whole ? fmt::format("{}", static_cast<int>(*amount)) : fmt::format("{:.2f}", *amount)));
  }
}

// What a source of the city ought to have.
void of_the_city(const Content& content, Findings& findings) {
  if (content.topics.empty()) {
    findings.add(Kind::no_topic, {content.services.empty() ? "Topics" : content.services.front().where.sheet, 0, {}}, {}, "there are no topics that the kiosk knows, so the home page would be empty.",
                 "Use sheets with Topics, or terms whose taxonomy is 'topics'.");
  }
  if (content.urgent.empty())
    findings.add(Kind::no_urgent_help, {"Urgent help", 0, {}}, {}, "nothing is in it, so residents in danger find only the national numbers.", "Fill in the sheet 'Urgent help', unless this is a hub's workbook.");
}

// What a hub may not publish, said before it is tried.
void of_a_hub(const Content& content, const ForHub& hub, Findings& findings) {
  constexpr const char* mend = "Take it out of the hub's workbook, or ask the city to publish it.";
  const auto refuse = [&](const Where& where, const std::string& value, std::string why) { findings.add(Kind::for_the_city, where, value, std::move(why), mend); };
  for (const UrgentNeed& need : content.urgent) refuse(need.where.in("Need"), need.need.english, "is urgent help, which is for the city to say: everybody in Leeds has to see the same.");
  for (const GlossaryWord& word : content.glossary) refuse(word.where.in("Word"), word.word.english, "is in the glossary, which is for the city to say: it explains words on every page.");
  for (const Pronunciation& one : content.pronunciations) refuse(one.where.in("Written"), one.written, "is said in a way that is for the city to say: it changes every page.");
  for (const Media& media : content.media) {
    if (media.of.entity != "service") refuse(media.where.in("For"), media.of.entity, "is not a service of the hub. Pictures and videos of topics and urgent help are the city's.");
  }
  for (const Service& service : content.services) {
    if (service.sensitive != "none") refuse(service.where.in("Sensitive"), service.sensitive, "is what this record is about. Sensitive records are for the city: two people look at them.");
    for (const std::string& topic : service.topics) {
      if (std::find(hub.city_topics.begin(), hub.city_topics.end(), topic) != hub.city_topics.end()) continue;
      std::string known;
      for (const std::string& one : hub.city_topics) known += (known.empty() ? "" : ", ") + one;
      const std::string best = nearest(topic, hub.city_topics);
      findings.add(Kind::topic_unknown, service.where.in("Topics"), topic, "is not a topic of the city's pack.", best.empty() ? fmt::format("Type one of: {}.", known) : fmt::format("Did you mean '{}'? The city has: {}.", best, known));
    }
  }
}

}  // namespace

Report check(const Content& content, Date today, Findings& findings, const std::optional<ForHub>& hub, const Progress& progress) {
  Report report;
  report.topics = content.topics.size();
  report.services = content.services.size();
  report.places = content.places.size();
  report.organisations = content.organisations.size();
  report.words = content.words.size();

  Count count{progress, Step::checking, (3 + texts_share) * content.services.size()};
  likely_duplicates(content, findings, count);
  translations(content, findings, report.coverage, count);
  care(content, findings);
  plain_words(content, findings, count);
  housekeeping(content, today, findings);
  doubled_letters(content, findings);
  slips(content, findings);
  if (hub) of_a_hub(content, *hub, findings);
  else of_the_city(content, findings);

  const Date half_year_ago = before(today, months{6});
  const Date year_ago = before(today, months{12});
  const PlacesById places = places_by_id(content);
  std::map<std::string_view, std::size_t> in_topic;
  const auto not_yet = [&](const std::optional<Date>& date, const Where& row) {
    if (date && *date > today) findings.add(Kind::date_to_come, row, text_of(*date), "is a day that has not come yet.", "Type the day it was checked.");
  };
  for (const Place& place : content.places) not_yet(place.checked, place.checked_in.sheet.empty() ? place.where.in("Details checked") : place.checked_in);
  std::map<std::tuple<std::string, int, std::string>, std::vector<std::string_view>> undated;  // the services that wait for the date of one cell
  for (const Service& service : content.services) {
    count.add();
    for (const std::string& topic : service.topics) ++in_topic[topic];
    bool hours = service.times.known();
    for (const std::string& id : service.places) {
      const auto place = places.find(id);
      hours = hours || (place != places.end() && place->second->times.known());
    }
    report.with_hours += hours ? 1U : 0U;
    report.with_phone += service.phones.empty() ? 0U : 1U;

    not_yet(service.checked, service.checked_in.sheet.empty() ? service.where.in("Details checked") : service.checked_in);
    const auto date = shown_date(service, places);
    const Where where = where_shown_date(service, places);
    if (!date) {
      ++report.freshness.undated;
      undated[{where.sheet, where.row, where.column}].push_back(service.name.english);
      continue;
    }
    ++report.freshness.dated;
    if (*date < half_year_ago) ++report.freshness.over_6_months;
    if (*date < year_ago) {
      ++report.freshness.over_12_months;
      findings.add(Kind::date_over_a_year, where, text_of(*date), hours ? "is over 12 months old, so the kiosk says 'ring to check' for the opening hours." : "is over 12 months old.", "Ring to check, and type the date.");
    }
  }
  for (const auto& [cell, names] : undated) {
    const std::string others = names.size() == 1 ? "" : fmt::format(" and {} more", names.size() - 1);
    findings.add(Kind::date_unknown, {std::get<0>(cell), std::get<1>(cell), std::get<2>(cell)}, {},
                 fmt::format("there is no date here, so nobody knows when '{}'{} {} last checked.", shown(names.front()), others, names.size() == 1 ? "was" : "were"), "Ring to check, and type the date.");
  }
  for (const Topic& topic : content.topics) {
    // A hub's workbook has the city's topics beside its few services.
    if (!hub && in_topic[topic.key] == 0)
      findings.add(Kind::topic_without_service, topic.where.in("Key"), topic.key, "has no service in it.", "Give a service this topic, or remove the row, with its words in 'Words people use'.");
  }
  if (content.services.empty()) findings.add(Kind::no_service, {"Services", 0, {}}, {}, "there is no service that can be used.", "Fill in at least one row.");
  return report;
}

}  // namespace kiosk::packs
