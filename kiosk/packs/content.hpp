// SPDX-License-Identifier: GPL-3.0-or-later
// What a source says, whatever it was written in: sheets and Open Referral JSON
// both come to this, and build writes it down. Texts are as the source has them.
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/directory/directory.hpp"
#include "kiosk/directory/hours.hpp"
#include "kiosk/packs/findings.hpp"

namespace kiosk::packs {

using Date = std::chrono::year_month_day;

enum class Origin { human, machine };
struct Translation {
  std::string text;
  Origin origin = Origin::machine;
  std::string reviewed_by;  // role and date; two, separated by `;`, for sensitive texts
};
// Words in English and in the languages they were put into.
struct Text {
  std::string english;
  std::map<std::string, Translation> translations{};  // by BCP 47 tag
};

struct Topic {
  std::string key;
  Text need, examples;
  Where where;
};

struct Organisation {
  std::string id, name;
  Text description;
  std::string website, email;
  Where where;
};

struct Phone {
  std::string number;
  Text purpose;
};

// A week as staff gave it, Monday first. Only whole weeks get here.
using Week = std::array<std::vector<directory::Period>, 7>;
struct Exception {
  Date date{};
  std::vector<directory::Period> periods;  // empty: closed
  std::string note;
};
struct Times {
  std::optional<Week> week;  // nothing: not known
  std::vector<directory::ScheduleRow> rows;  // as Open Referral wrote them; the kiosk reads the week from them day by day
  std::vector<Exception> exceptions;
  [[nodiscard]] bool known() const { return week || !rows.empty(); }
};

enum class Shown { openly, hidden };
struct Place {
  std::string id, name, address, town, postcode;
  std::optional<directory::Coordinates> coordinates;
  Shown shown = Shown::openly;
  std::vector<Text> getting_in;  // step-free, hearing loop, ...
  std::optional<Date> checked;   // the oldest of the row's own date and its hours'
  Where checked_in;              // the cell that says so, or that ought to; no sheet: the row's own
  Times times;
  Where where;
};

// One line of a service in easy words.
struct EasyLine {
  Text text;
  std::string picture;
  std::string source;
  Where where;
};

struct Service {
  std::string id, organisation;
  Text name;
  std::string also_called;  // words it is found by, with commas; not shown
  std::string kind = "service";
  std::vector<std::string> topics;
  Text description;
  std::vector<Phone> phones;
  std::string email, website;
  Text cost, eligibility;
  std::vector<std::string> places;
  std::string sensitive = "none";
  std::vector<std::string> languages;
  std::string status = "active";
  std::string source;
  std::optional<Date> checked;
  Where checked_in;  // as of a place
  Times times;  // its own, where it keeps other hours than its place
  std::vector<EasyLine> easy;
  Where where;
};

// Help now: a need and who answers. Ids of routes are the need's with a number.
struct UrgentRoute {
  Text name;
  std::string number;
  Text hours_and_cost, note;
  std::string source;
  std::optional<Date> checked;
  Where where;
};
struct UrgentNeed {
  std::string id;
  Text need, line;
  std::string icon;
  directory::UrgentNeed::Danger danger = directory::UrgentNeed::Danger::no;
  std::string sensitive = "none";
  std::vector<UrgentRoute> routes;
  Where where;
};

// A hard word in plain ones. Translations of the word and its other forms are what translated texts are looked through for.
struct GlossaryWord {
  std::string id;
  Text word;
  Text forms;  // with commas; may be empty
  Text meaning;
  std::string source;
  Where where;
};

// A word that people use for a topic.
struct Word {
  std::string topic, language, word;
};

struct BankHoliday {
  Date date{};
  std::string name;
};

// How a voice says a word.
struct Pronunciation : i18n::Pronunciation {
  Where where;
};

// A picture, recorded words or a signed video, whole.
struct Media {
  directory::MediaOf of;
  directory::MediaKind kind = directory::MediaKind::image;
  std::string language;
  int position = 1;
  std::string alt;       // what it shows or says, in `language`; of a signed video in English
  std::string captions;  // WebVTT
  std::string mime;
  std::string source;
  std::string data;
  Where where;
};

struct Content {
  std::string title, licence;
  std::vector<std::string> languages{"en"};  // English first
  std::vector<Topic> topics;                 // in the order they are shown
  std::vector<Organisation> organisations;
  std::vector<Service> services;
  std::vector<Place> places;
  std::vector<Word> words;
  std::vector<Pronunciation> pronunciations;  // the sheet "Say it like this"
  std::vector<BankHoliday> bank_holidays;
  std::vector<UrgentNeed> urgent;            // in the order they are shown
  std::vector<GlossaryWord> glossary;
  std::vector<Media> media;
};

// Valid as long as the Content is.
using PlacesById = std::map<std::string_view, const Place*>;
[[nodiscard]] PlacesById places_by_id(const Content& content);

// The date that the kiosk shows as "Details checked" for a service: the oldest
// of its own and its places', because one date stands for all that is shown.
[[nodiscard]] std::optional<Date> shown_date(const Service& service, const PlacesById& places);

// The cell that gives that date, or the first of those that lack theirs.
[[nodiscard]] Where where_shown_date(const Service& service, const PlacesById& places);

// Every text that may be translated, with the row it stands in.
struct TextAt {
  const Text* text;
  Where where;
  bool sensitive;
};
[[nodiscard]] std::vector<TextAt> texts_of(const Content& content);

}  // namespace kiosk::packs
