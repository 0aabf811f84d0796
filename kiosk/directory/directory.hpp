// SPDX-License-Identifier: GPL-3.0-or-later
// A content pack, read, with the overlay of a hub over it (overlay.hpp) if there is
// one. Plain values out; no handle to a database leaves here.
// A Directory belongs to one thread (the kiosk opens it on its look-up worker).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/directory/captions.hpp"
#include "kiosk/i18n/label.hpp"
#include "kiosk/i18n/pronunciation.hpp"

namespace kiosk::directory {

struct Coordinates {
  double latitude = 0;   // WGS 84 degrees
  double longitude = 0;
};
// Great-circle distance (haversine, mean earth radius), in miles.
[[nodiscard]] double miles_between(Coordinates a, Coordinates b);

// --- Opening hours ---------------------------------------------------------

struct Period {
  int opens_minute = 0;   // minutes after midnight, Leeds time
  int closes_minute = 0;  // 1440 for midnight; 24 hours is 0 to 1440
  bool operator==(const Period&) const = default;
};

// A week as staff gave it. `known` false: nobody gave hours, or they ran out.
struct Hours {
  bool known = false;
  std::vector<Period> week[7];   // Monday first, sorted
  struct Exception {
    std::chrono::year_month_day date{};
    std::vector<Period> periods;  // empty: closed that day
    std::string note;
  };
  std::vector<Exception> exceptions;
  std::vector<std::chrono::year_month_day> unknown_days;  // bank holidays whose hours nobody gave
  std::optional<std::chrono::year_month_day> confirmed;  // assured_date
};

enum class OpenState { open_until, closed_until, ring_to_check };
struct OpenNow {
  OpenState state = OpenState::ring_to_check;
  // open_until: when it closes; closed_until: when it next opens.
  std::optional<LocalTime> until;
  bool operator==(const OpenNow&) const = default;
};
// Three answers (handbook part 5): "ring to check" when hours are not known,
// were not confirmed for a year, nothing opens within 14 days, or today is a
// bank holiday whose hours nobody gave. When it next opens is the next opening
// that is known: nobody is sent out on a bank holiday for nothing.
[[nodiscard]] OpenNow open_at(const Hours& hours, LocalTime now);

// --- Records ---------------------------------------------------------------

struct Topic {
  std::string key;           // health, money, home, family, work, rights
  i18n::Label need;          // Health and care
  i18n::Label examples;      // Doctors, pharmacies, feeling low, care at home
  bool signed_video = false; // the pack has one about it
};

// What a card of results shows.
struct ServiceSummary {
  std::string id;
  i18n::Label name;
  i18n::Label summary;                 // first sentence or two of the description
  std::string topic;                   // key of its first topic
  std::string kind;                    // library, community_hub, food_bank, gp, ...
  OpenNow open;
  bool has_phone = false;              // else "ring to check" would send somebody to no number
  std::optional<double> miles;         // from the kiosk's site, a straight line
  bool here = false;                   // this very place (under 0.05 miles)
  std::string matched_because;         // search: the word that matched, of the pack's, never the resident's
  bool signed_video = false;           // the pack has one about it
};

struct Phone {
  std::string number;                  // as shown, grouped: 0113 269 2985
  i18n::Label description;             // may be empty
};

// A line in easy words, beside its picture (a name that ui/paint/icons knows).
struct EasyLine {
  i18n::Label text;
  std::string picture;
};

// A word of a shown text that the pack's glossary has.
struct ExplainedWord {
  i18n::Label word;     // as the glossary writes it
  i18n::Label meaning;  // in English where nobody has put it into the language asked for
};

struct Service {
  ServiceSummary summary;
  i18n::Label description;             // the whole of it
  std::vector<EasyLine> easy;          // the same in easy words, if the pack has them in the description's language
  std::vector<ExplainedWord> words;       // in the description, in the order they come
  std::vector<ExplainedWord> easy_words;  // in the easy lines
  std::vector<Phone> phones;
  std::string address;                 // one line without the postcode; empty if none or hidden
  std::string postcode;
  std::string email, website;
  i18n::Label cost;                    // may be empty: unknown
  i18n::Label eligibility;             // may be empty
  Hours hours;
  std::vector<std::string> languages;  // BCP 47 of languages spoken there, if stated
  std::vector<i18n::Label> accessibility;
  std::optional<std::chrono::year_month_day> assured;
  std::string source;
  std::string sensitive;               // none, abuse, suicide, immigration, sexual_health
  bool only_english = false;           // some of what is shown has no translation in the language asked for
};

// --- Help now ----------------------------------------------------------------

struct UrgentRoute {
  i18n::Label name;            // who answers; may be empty
  Phone phone;                 // the number may be empty: ask staff, a website
  i18n::Label hours_and_cost;  // "Free, day and night"; may be empty
  i18n::Label note;            // may be empty
};

struct UrgentNeed {
  std::string id;
  i18n::Label need;            // I feel I cannot go on
  i18n::Label line;            // one calm line
  std::string icon;            // danger, heart, shield, bed, food, phone, child, gas
  std::string sensitive;       // none, abuse, suicide, immigration, sexual_health
  enum class Danger { no, yes } danger = Danger::no;
  std::vector<UrgentRoute> routes;  // the first two are drawn on the card
  bool in_english = false;     // some of it is English because nobody, or not two speakers, approved a translation
  bool signed_video = false;   // the pack has one about it
};

// --- Media -------------------------------------------------------------------

enum class MediaKind { image, speech_clip, sign_video };
// What a picture, recorded words or a signed video belongs to: `service`, `topic`,
// `urgent` and which, or `words` and nothing.
struct MediaOf {
  std::string entity, id;
  bool operator==(const MediaOf&) const = default;
};
// All but the data, which may be large.
struct MediaInfo {
  MediaOf of;
  MediaKind kind = MediaKind::image;
  std::string language;        // of the medium: `bfi` for British Sign Language
  int position = 0;            // from 1: the first of its kind is shown first
  i18n::Label alt;             // what it shows or says
  std::string captions;        // WebVTT; empty but for a signed video
  std::string mime;            // told from its content when the pack was made
  std::int64_t bytes = 0;
};
// A signed video as a page shows it.
struct SignVideo {
  MediaInfo media;
  i18n::Label title;               // what it is about
  std::vector<Caption> captions;
};

// The first of a list of cards, and how many more there are.
struct Listing {
  std::vector<ServiceSummary> services;
  std::size_t left_out = 0;
};

struct PackInfo {
  long serial = 0;
  std::string title;
  std::optional<std::chrono::year_month_day> built, expires;
  std::optional<long> overlay_serial;  // nothing: no overlay is over it
};

// --- What a hub says -----------------------------------------------------------

// In the one language it was written in.
struct Notice {
  std::string id;
  i18n::Label title, text;
  std::optional<std::chrono::year_month_day> until;  // the last day it is shown
};

// A record as staff look for it: to ring about it, or to show it again.
struct RecordDate {
  std::string id, name, phone;                         // in English; the first number, if any
  std::optional<std::chrono::year_month_day> checked;  // the last day that somebody did
};

struct SearchHit {
  std::string id;
  double score = 0;                    // higher is better
  std::string matched_because;
};

class Directory {
 public:
  struct Options {
    std::optional<std::filesystem::path> overlay;  // one that cannot be laid over is left out, with a line in the log
    std::string site;                              // whose overlay it must be
    // passed_before: quick_check has passed since these files last changed (packs::open_current).
    enum class Check { now, passed_before } check = Check::now;
  };
  // `pack` and the overlay must have been verified (kiosk/packs) before this opens them:
  // read-only, immutable, defensive, trusted_schema off, quick_check, schema version.
  [[nodiscard]] static Result<std::unique_ptr<Directory>> open(const std::filesystem::path& pack, const Options& options);
  [[nodiscard]] static Result<std::unique_ptr<Directory>> open(const std::filesystem::path& pack) { return open(pack, Options{}); }
  virtual ~Directory() = default;

  [[nodiscard]] virtual const PackInfo& info() const = 0;
  // How the pack says that words are said, every language's together.
  [[nodiscard]] virtual const std::vector<i18n::Pronunciation>& pronunciations() const = 0;
  // Texts come in `language`, or in English tagged `en` where the pack has none.
  [[nodiscard]] virtual std::vector<Topic> topics(std::string_view language) = 0;
  // Of a topic: places, nearest first (of each kind the nearest before the rest), and
  // services without a place by turns. `topic` empty: all that have a place, nearest first.
  // At most `limit`: only these are read.
  [[nodiscard]] virtual Listing in_topic(std::string_view topic, std::string_view language, std::optional<Coordinates> from,
                                         LocalTime now, std::size_t limit) = 0;
  [[nodiscard]] virtual std::size_t count_in_topic(std::string_view topic) = 0;
  [[nodiscard]] virtual std::optional<Service> service(std::string_view id, std::string_view language,
                                                       std::optional<Coordinates> from, LocalTime now) = 0;
  // Needs in the order of the pack. A translation is shown only where two
  // speakers approved it (care.hpp); else the text is English, tagged `en`.
  [[nodiscard]] virtual std::vector<UrgentNeed> urgent(std::string_view language) = 0;
  // In the order of the pack. No data; media_data gives that.
  [[nodiscard]] virtual std::vector<MediaInfo> media(const MediaOf& of) = 0;
  [[nodiscard]] virtual std::optional<std::string> media_data(const MediaInfo& media) = 0;
  // The first about each topic, urgent need and service, in that order.
  [[nodiscard]] virtual std::vector<SignVideo> sign_videos(std::string_view language) = 0;
  [[nodiscard]] virtual std::optional<SignVideo> sign_video(const MediaOf& of, std::string_view language) = 0;
  // Any characters at all may be in `words`. Best first, at most `limit`. Words that may mean
  // suicide (crisis.hpp) find whoever there is to talk to first.
  [[nodiscard]] virtual std::vector<SearchHit> search(std::string_view words, std::string_view language, std::size_t limit) = 0;
  // The cards of those hits, in that order.
  [[nodiscard]] virtual std::vector<ServiceSummary> summaries(const std::vector<SearchHit>& hits, std::string_view language,
                                                              std::optional<Coordinates> from, LocalTime now) = 0;
  // The hub's notices up to their last day: those in `language`, then those in English, each by id. Of other languages
  // none: nobody there could read them. `language` empty: every one.
  [[nodiscard]] virtual std::vector<Notice> notices(std::string_view language, std::chrono::year_month_day today) = 0;
  // Records that nobody has checked for longest, those without a day first.
  [[nodiscard]] virtual std::vector<RecordDate> oldest(std::size_t limit) = 0;
  // Records that this hub hides, by name.
  [[nodiscard]] virtual std::vector<RecordDate> hidden() = 0;
};

}  // namespace kiosk::directory
