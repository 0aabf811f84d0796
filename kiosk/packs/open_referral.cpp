// SPDX-License-Identifier: GPL-3.0-or-later
// Open Referral JSON, read tolerantly: HSDS 3 and its UK profile, and ORUK 1,
// which names things differently (`content`, `regular_schedules`,
// `holiday_schedules`, `physical_addresses`, `service_taxonomys`).
//   https://docs.openreferral.org/en/v3.0/hsds/schema_reference.html
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <system_error>

#include "kiosk/packs/files.hpp"
#include "kiosk/packs/forms.hpp"
#include "kiosk/packs/source.hpp"
#include "kiosk/packs/values.hpp"

namespace kiosk::packs {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uint64_t largest_file = 128ULL * 1024 * 1024;
constexpr std::size_t most_files = 10'000;
constexpr std::size_t longest_text = 64 * 1024;

const json& nothing() {
  static const json null;
  return null;
}

// The member of that name, or the first of those names; null if there is none.
const json& member(const json& object, std::string_view name) {
  if (!object.is_object()) return nothing();
  const auto found = object.find(name);
  return found == object.end() ? nothing() : *found;
}
template <class... Names>
const json& member(const json& object, std::string_view name, Names... others) {
  const json& found = member(object, name);
  return found.is_null() ? member(object, others...) : found;
}

std::string text_in(const json& value) {
  if (value.is_string()) return std::string{trimmed(value.get_ref<const std::string&>())};
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  return {};
}

std::optional<double> number_in(const json& value) {
  if (value.is_number()) return value.get<double>();
  if (value.is_string()) return number_from(value.get_ref<const std::string&>());
  return std::nullopt;
}

// The items of an array; a single object counts as one (ORUK feeds vary).
std::vector<const json*> items_in(const json& value) {
  std::vector<const json*> items;
  if (value.is_object()) items.push_back(&value);
  if (value.is_array()) {
    for (const json& item : value) items.push_back(&item);
  }
  return items;
}

// The day of a date, whatever time stands behind it.
std::optional<Date> day_in(const json& value) { return date_from(text_in(value).substr(0, 10)); }

bool is_foreign_id(std::string_view id) {
  return !id.empty() && id.size() <= 100 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':';
  });
}

// What is wrong with JSON that does not parse, and where.
class FirstFault : public nlohmann::json_sax<json> {
 public:
  static std::string in(const std::string& text) {
    FirstFault fault;
    (void)json::sax_parse(text, &fault);
    const std::size_t at = std::min(fault.at_ == 0 ? 0 : fault.at_ - 1, text.size());
    const std::size_t line = 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    const std::size_t begins = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    const std::size_t column = begins == std::string::npos ? at + 1 : at - begins;
    const std::string what = at >= text.size()              ? "it ends before everything in it is closed"
                             : fault.what_.find("UTF-8") != std::string::npos  ? "there is a byte that is not UTF-8"
                             : fault.what_.find("missing closing quote") != std::string::npos ? "a quotation mark is not closed"
                             : fault.what_.find("control character") != std::string::npos ? "a line break or a tab stands inside quotation marks"
                                                            : fmt::format("'{}' does not belong there", shown(text.substr(at, 12)));
    return fmt::format("line {}, column {}: {}", line, column, what);
  }
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&, const json::exception& problem) override {
    at_ = position;
    what_ = problem.what();
    return false;
  }

 private:
  std::size_t at_ = 0;  // bytes read when it was seen
  std::string what_;
};

class OpenReferralReader {
 public:
  OpenReferralReader(Findings& findings, const Progress& progress) : findings_(findings), progress_(progress) {}

  Result<Content> read(const fs::path& source) {
    content_.title = source.stem().string();
    std::vector<fs::path> files;
    std::error_code problem;
    if (fs::is_directory(source, problem)) {
      for (fs::directory_iterator entry{source, problem}; !problem && entry != fs::directory_iterator{}; entry.increment(problem)) {
        if (entry->path().extension() == ".json") files.push_back(entry->path());
        if (files.size() > most_files) break;
      }
      std::sort(files.begin(), files.end());
      if (files.empty()) {
        return Error{ErrorCode::file, fmt::format("{} holds neither CSV sheets nor JSON files. Give a folder of sheets, or Open Referral JSON.", source.string())};
      }
    } else {
      files.push_back(source);
    }
    for (const fs::path& file : files)
      if (const auto size = fs::file_size(file, problem); !problem) all_bytes_ += size;
    for (const fs::path& file : files) {
      if (auto page = read_page(file); !page) return page.error();
    }
    for (const std::string& language : languages_) {
      if (std::find(content_.languages.begin(), content_.languages.end(), language) == content_.languages.end()) content_.languages.push_back(language);
    }
    date_places();
    return std::move(content_);
  }

 private:
  Outcome read_page(const fs::path& file) {
    auto bytes = read_file(file, largest_file);
    if (!bytes) return bytes.error();
    // Half of the work is to read its bytes, and half to understand its services.
    const std::uint64_t before = done_bytes_, half = bytes->size() / 2;
    done_bytes_ += bytes->size();
    const json page = json::parse(bytes.value(), nullptr, false);
    say(before + half);
    if (page.is_discarded()) {
      return Error{ErrorCode::input, fmt::format("{} is not JSON that can be read: {}. Give Open Referral JSON, or a folder of CSV sheets.", file.string(), FirstFault::in(bytes.value()))};
    }
    where_.sheet = file.filename().string();
    const json& contents = page.is_array() ? page : member(page, "contents", "content", "services");
    // One service by itself, as /services/ID answers.
    const bool single = contents.is_null() && page.is_object() && page.contains("name");
    if (!contents.is_array() && !single) {
      return Error{ErrorCode::input, fmt::format("{} holds no services. Give a page of them, with 'contents' (HSDS 3) or 'content' (ORUK 1).", file.string())};
    }
    pack(member(page, "kiosk_pack"));
    for (const json* term : items_in(member(page, "kiosk_topics"))) (void)topic(*term);
    for (const json* word : items_in(member(page, "kiosk_glossary"))) glossary(*word);
    where_.row = 0;
    const std::vector<const json*> items = items_in(single ? page : contents);
    for (const json* item : items) {
      ++where_.row;
      service(*item);
      say(before + half + half * static_cast<std::uint64_t>(where_.row) / items.size());
    }
    return Done{};
  }

  // What our own export says of the pack it came from.
  void pack(const json& object) {
    if (std::string title = text_in(member(object, "title")); !title.empty()) content_.title = std::move(title);
    if (std::string licence = text_in(member(object, "licence")); !licence.empty()) content_.licence = std::move(licence);
    std::string list = text_in(member(object, "languages"));
    std::replace(list.begin(), list.end(), ' ', ',');
    for (const std::string& tag : list_from(list)) {
      if (is_language(tag) && std::find(content_.languages.begin(), content_.languages.end(), tag) == content_.languages.end()) content_.languages.push_back(tag);
    }
  }

  // The standard dates services only. A place is as fresh as the freshest service
  // there: the kiosk shows the older of the two dates.
  void date_places() {
    std::map<std::string_view, Place*> places;
    for (Place& place : content_.places) places.emplace(place.id, &place);
    for (const Service& service : content_.services) {
      for (const std::string& id : service.places) {
        if (const auto place = places.find(id); place != places.end()) place->second->checked = std::max(place->second->checked, service.checked);
      }
    }
  }

  void found(Kind kind, std::string_view column, std::string value, std::string why, std::string mend = {}) {
    findings_.add(kind, where_.in(column), std::move(value), std::move(why), std::move(mend));
  }
  void leave_out(Kind kind, std::string_view column, std::string value, std::string why) {
    findings_.add(kind, where_.in(column), std::move(value), std::move(why), "It is left out.");
  }

  std::string id_of(const json& object, std::string_view column) {
    std::string id = text_in(member(object, "kiosk_id", "id"));
    if (is_foreign_id(id)) return id;
    if (!id.empty()) leave_out(Kind::json_id_unusable, column, id, "is not an id that can be used.");
    return {};
  }

  Text text(const json& object, std::string_view field) {
    Text out{text_in(member(object, field)), {}};
    if (out.english.size() > longest_text) {
      found(Kind::json_text_too_long, field, out.english, fmt::format("holds more than {} characters.", longest_text), "Shorten it.");
      out.english.clear();
    }
    for (const json* item : items_in(member(object, "translations"))) {
      if (text_in(member(*item, "field")) != field) continue;
      const std::string language = text_in(member(*item, "language"));
      std::string words = text_in(member(*item, "text"));
      if (!is_language(language) || language == "en" || words.empty() || words.size() > longest_text) {
        leave_out(Kind::json_translation_unusable, "translations", language, "is not a translation that can be used.");
        continue;
      }
      languages_.insert(language);
      const bool human = text_in(member(*item, "origin")) == "human";
      out.translations.emplace(language, Translation{std::move(words), human ? Origin::human : Origin::machine, text_in(member(*item, "reviewed_by"))});
    }
    return out;
  }

  void service(const json& object) {
    Service s;
    s.where = where_;
    s.id = text_in(member(object, "kiosk_id", "id"));
    if (!is_foreign_id(s.id)) return found(Kind::json_service_id_unusable, "id", s.id, s.id.empty() ? "this is empty." : "is not an id that can be used.", "Give letters, numbers and hyphens, 100 at most.");
    if (!service_ids_.insert(s.id).second) return leave_out(Kind::json_service_twice, "id", s.id, "is there twice.");
    s.name = text(object, "name");
    if (s.name.english.empty()) return found(Kind::json_name_empty, "name", {}, "this is empty.", "Every service has a name.");
    s.description = text(object, "description");
    s.also_called = text_in(member(object, "alternate_name")).substr(0, longest_text);
    status(object, s);
    if (const std::string kind = text_in(member(object, "kiosk_kind")); std::any_of(kinds.begin(), kinds.end(), [&](const Choice& choice) { return kind == choice.code; })) s.kind = kind;
    s.email = email_from(text_in(member(object, "email"))).value_or("");
    s.website = website_from(text_in(member(object, "url"))).value_or("");
    s.cost = text(object, member(object, "fees_description").is_null() ? "fees" : "fees_description");
    if (s.cost.english.empty()) {
      for (const json* option : items_in(member(object, "cost_options"))) {
        if (s.cost.english.empty()) s.cost = text(*option, member(*option, "amount_description").is_null() ? "option" : "amount_description");
      }
    }
    s.eligibility = text(object, "eligibility_description");
    if (s.eligibility.english.empty()) {
      for (const json* item : items_in(member(object, "eligibilitys"))) {
        if (s.eligibility.english.empty()) s.eligibility = text(*item, "eligibility");
      }
    }
    if (const std::string sensitive = text_in(member(object, "sensitive")); !sensitive.empty()) {
      constexpr std::array<std::string_view, 5> known{"none", "abuse", "suicide", "immigration", "sexual_health"};
      if (std::find(known.begin(), known.end(), sensitive) != known.end()) s.sensitive = sensitive;
      else found(Kind::json_sensitive_unknown, "sensitive", sensitive, "is not one of the choices.", "Give none, abuse, suicide, immigration or sexual_health.");
    }
    s.source = text_in(member(object, "kiosk_source", "source"));
    s.checked = day_in(member(object, "assured_date"));
    // A service that runs itself has an organisation of its own name in the pack, and none in the sheets.
    if (const json& runs_it = member(object, "organization", "organisation"); text_in(member(runs_it, "kiosk_id")) != "self." + s.id) s.organisation = organisation(runs_it);
    add_phones(object, s.phones);
    for (const json* contact : items_in(member(object, "contacts"))) add_phones(*contact, s.phones);
    for (const json* item : items_in(member(object, "languages"))) {
      const std::string code = text_in(member(*item, "code", "language"));
      if (is_language(code)) s.languages.push_back(code);
    }
    for (const json* item : items_in(member(object, "attributes", "service_taxonomys"))) {
      const json& term = member(*item, "taxonomy_term", "taxonomy");
      add_topic(term, s.topics);
    }
    schedules(object, s.times);
    for (const json* item : items_in(member(object, "service_at_locations"))) {
      add_phones(*item, s.phones);
      const std::string place_id = place(member(*item, "location"));
      if (!place_id.empty() && std::find(s.places.begin(), s.places.end(), place_id) == s.places.end()) s.places.push_back(place_id);
      // Hours of a service at one place: with a single place they are the service's.
      if (!s.times.known()) schedules(*item, s.times);
    }
    for (const json* item : items_in(member(object, "kiosk_easy_words"))) {
      EasyLine line{text(*item, "text"), "people", text_in(member(*item, "source")), where_};
      if (const std::string picture = text_in(member(*item, "picture")); std::any_of(easy_pictures.begin(), easy_pictures.end(), [&](const Choice& choice) { return picture == choice.code; })) line.picture = picture;
      if (!line.text.english.empty() && s.easy.size() < 12) s.easy.push_back(std::move(line));
    }
    content_.services.push_back(std::move(s));
  }

  void glossary(const json& object) {
    GlossaryWord word{id_of(object, "kiosk_glossary"), text(object, "word"), text(object, "forms"), text(object, "meaning"), text_in(member(object, "source")), where_};
    if (word.id.empty() || word.word.english.empty() || word.meaning.english.empty() || !glossary_ids_.insert(word.id).second) return;
    content_.glossary.push_back(std::move(word));
  }

  void status(const json& object, Service& s) {
    constexpr std::array<std::string_view, 4> known{"active", "inactive", "defunct", "temporarily closed"};
    const std::string given = text_in(member(object, "status"));
    if (given.empty()) return;
    if (std::find(known.begin(), known.end(), given) != known.end()) s.status = given;
    else findings_.add(Kind::json_status_unknown, where_.in("status"), given, "is not one of the choices, so the service is taken for active.", "Give active, inactive, defunct or temporarily closed.");
  }

  std::string organisation(const json& object) {
    const std::string id = id_of(object, "organization");
    if (id.empty()) return {};
    if (organisation_ids_.insert(id).second) {
      Organisation o{id, text_in(member(object, "name")), text(object, "description"), website_from(text_in(member(object, "website", "url"))).value_or(""),
                     email_from(text_in(member(object, "email"))).value_or(""), where_};
      if (o.name.empty()) {
        organisation_ids_.erase(id);
        leave_out(Kind::json_organisation_without_name, "organization", id, "is an organisation without a name.");
        return {};
      }
      content_.organisations.push_back(std::move(o));
    }
    return id;
  }

  void add_phones(const json& object, std::vector<Phone>& phones) {
    for (const json* item : items_in(member(object, "phones"))) {
      const std::string typed = text_in(member(*item, "number"));
      if (typed.empty() || text_in(member(*item, "type")) == "fax") continue;
      // Numbers from outside Leeds's own sheets stand as they came if we cannot group them.
      const std::string number = phone_from(typed).value_or(typed.substr(0, 40));
      const bool there = std::any_of(phones.begin(), phones.end(), [&](const Phone& p) { return p.number == number; });
      if (!there) phones.push_back({number, text(*item, "description")});
    }
  }

  // Our topics alone: a term of any other taxonomy is no need in plain words.
  std::string topic(const json& term) {
    std::string id = text_in(member(term, "code", "id"));
    if (text_in(member(term, "taxonomy")) != "topics" || !is_id(id)) return {};
    if (topic_ids_.insert(id).second) content_.topics.push_back({id, text(term, member(term, "name").is_null() ? "term" : "name"), text(term, "description"), where_});
    return id;
  }

  void add_topic(const json& term, std::vector<std::string>& topics) {
    const std::string id = topic(term);
    if (id.empty()) return;
    if (std::find(topics.begin(), topics.end(), id) == topics.end()) topics.push_back(id);
  }

  std::string place(const json& object) {
    const std::string id = id_of(object, "location");
    if (id.empty() || !place_ids_.insert(id).second) return id;
    Place p;
    p.id = id;
    p.where = where_;
    if (const json& hidden = member(object, "kiosk_hidden"); hidden.is_boolean() && hidden.get<bool>()) p.shown = Shown::hidden;
    p.name = text_in(member(object, "name"));
    const auto latitude = number_in(member(object, "latitude")), longitude = number_in(member(object, "longitude"));
    if (latitude && longitude && *latitude >= -90 && *latitude <= 90 && *longitude >= -180 && *longitude <= 180) {
      p.coordinates = directory::Coordinates{*latitude, *longitude};
    }
    for (const json* address : items_in(member(object, "addresses", "physical_addresses"))) {
      p.address = text_in(member(*address, "address_1"));
      if (const std::string more = text_in(member(*address, "address_2")); !more.empty()) p.address += ", " + more;
      p.town = text_in(member(*address, "city"));
      const std::string code = text_in(member(*address, "postal_code"));
      p.postcode = postcode_from(code).value_or(code.substr(0, 20));
      break;
    }
    for (const json* item : items_in(member(object, "accessibility", "accessibility_for_disabilities"))) {
      if (Text words = text(*item, member(*item, "description").is_null() ? "accessibility" : "description"); !words.english.empty()) p.getting_in.push_back(std::move(words));
    }
    schedules(object, p.times);
    content_.places.push_back(std::move(p));
    return id;
  }

  void schedules(const json& object, Times& times) {
    exceptions(object, times);
    for (const json* item : items_in(member(object, "schedules"))) {
      directory::ScheduleRow row{text_in(member(*item, "valid_from")), text_in(member(*item, "valid_to")), text_in(member(*item, "dtstart")), text_in(member(*item, "until")),
                                 text_in(member(*item, "freq")), text_in(member(*item, "byday")), text_in(member(*item, "opens_at")), text_in(member(*item, "closes_at")), 1};
      if (const auto interval = number_in(member(*item, "interval")); interval && *interval >= 1 && *interval <= 100) row.interval = static_cast<int>(*interval);
      times.rows.push_back(std::move(row));
    }
    constexpr std::array<const char*, 7> codes{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    constexpr std::array<const char*, 7> names{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (const json* item : items_in(member(object, "regular_schedules"))) {
      std::string day = text_in(member(*item, "byday", "weekday"));
      for (std::size_t i = 0; i < 7; ++i) {
        if (day == std::to_string(i + 1) || nearest(day, {names[i]}) == names[i]) day = codes[i];
      }
      times.rows.push_back({text_in(member(*item, "valid_from")), text_in(member(*item, "valid_to")), text_in(member(*item, "dtstart")), {}, "WEEKLY", day,
                            text_in(member(*item, "opens_at")), text_in(member(*item, "closes_at")), 1});
    }
    for (const json* item : items_in(member(object, "holiday_schedules"))) {
      const auto first = day_in(member(*item, "start_date"));
      const auto last = day_in(member(*item, "end_date"));
      const json& closed = member(*item, "closed");
      if (!first || !(closed.is_boolean() && closed.get<bool>())) continue;
      std::chrono::sys_days day{*first};
      for (int i = 0; i < 31 && day <= std::chrono::sys_days{last.value_or(*first)}; ++i, day += std::chrono::days{1}) times.exceptions.push_back({Date{day}, {}, {}});
    }
  }

  void exceptions(const json& object, Times& times) {
    for (const json* item : items_in(member(object, "kiosk_exceptions"))) {
      const auto date = day_in(member(*item, "date"));
      if (!date) continue;
      // Several rows of one day that follow each other are its periods.
      if (times.exceptions.empty() || times.exceptions.back().date != *date) times.exceptions.push_back({*date, {}, text_in(member(*item, "note"))});
      const auto opens = directory::parse_time(text_in(member(*item, "opens_at"))), closes = directory::parse_time(text_in(member(*item, "closes_at")));
      if (opens && closes && *opens < *closes) times.exceptions.back().periods.push_back({*opens, *closes == 24 * 60 - 1 ? 24 * 60 : *closes});
    }
  }

  void say(std::uint64_t bytes) const {
    if (progress_) progress_(Step::opening, std::min(bytes, all_bytes_), all_bytes_);
  }

  Findings& findings_;
  const Progress& progress_;
  std::uint64_t all_bytes_ = 0, done_bytes_ = 0;
  Content content_;
  Where where_;
  std::set<std::string> languages_, service_ids_, organisation_ids_, place_ids_, topic_ids_, glossary_ids_;
};

}  // namespace

Result<Content> read_open_referral(const fs::path& source, Findings& findings, const Progress& progress) { return OpenReferralReader{findings, progress}.read(source); }

}  // namespace kiosk::packs
