// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/i18n/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/log.hpp"
#include "kiosk/unicode/dates.hpp"
#include "kiosk/unicode/message.hpp"
#include "kiosk/unicode/numbers.hpp"

namespace kiosk::i18n {
namespace {

using nlohmann::json;
using unicode::DatePattern;
using unicode::Message;

constexpr std::string_view english = "en";

// Leeds residents by main language, Census 2021 (handbook part 4), English first.
constexpr std::array<std::string_view, 31> order_of_languages{
    "en", "pl", "ar", "ro", "ur", "pa", "zh-Hans", "ckb", "pt", "fa", "ti", "es", "bn", "zh-Hant", "ku", "it",
    "lt", "fr", "ru", "uk", "ps", "am", "cs",      "sk",  "hu", "gu", "hi", "el", "so", "vi",      "tr"};

std::size_t place_in_order(std::string_view tag) {
  return static_cast<std::size_t>(std::find(order_of_languages.begin(), order_of_languages.end(), tag) -
                                  order_of_languages.begin());
}

// A Label argument goes through the formatter as one character of plane 15,
// which no language's words hold, and becomes its spans again afterwards.
// In UTF-8 that is F3 B0 80 80 and up: three fixed bytes and one that counts.
constexpr std::string_view sentinel_start = "\xF3\xB0\x80";
constexpr std::size_t sentinel_size = 4;
constexpr std::size_t most_labels = 64;

std::string sentinel(std::size_t index) {
  return std::string(sentinel_start) + static_cast<char>(0x80 + static_cast<int>(index));
}

Error refused(std::string detail) { return {ErrorCode::locale, std::move(detail)}; }

// --- One file --------------------------------------------------------------

// The ways this language writes dates and times, from the file's "formats".
struct Formats {
  std::string language;  // of the words these patterns give
  DatePattern date_long, date_full, weekday, clock, time, time_on_the_hour;
  Message time_range;
  std::string noon, midnight;  // instead of the pattern; empty: the pattern
};

struct Catalogue {
  explicit Catalogue(LanguageInfo about) : info(std::move(about)), tenths(info.tag, 1), whole(info.tag, 0) {}

  LanguageInfo info;
  unicode::Decimal tenths, whole;
  std::shared_ptr<const Formats> formats;
  std::map<std::string, Message, std::less<>> messages;
};

Result<json> read_json(const std::filesystem::path& file) {
  std::error_code not_there;
  std::ifstream stream;
  if (std::filesystem::is_regular_file(file, not_there)) stream.open(file, std::ios::binary);
  std::ostringstream gathered;
  gathered << stream.rdbuf();
  const std::string text = gathered.str();
  if (!stream.is_open() || gathered.bad())
    return refused(fmt::format("{}: cannot be read. Check that it is a file, and that everyone may read it", file.string()));

  json content;
  std::optional<std::string> repeated;
  std::vector<std::set<std::string>> open_objects;
  const auto note_repeats = [&](int, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::object_start) open_objects.emplace_back();
    if (event == json::parse_event_t::object_end) open_objects.pop_back();
    if (event == json::parse_event_t::key && !open_objects.back().insert(parsed.get_ref<const std::string&>()).second) {
      repeated = parsed.get_ref<const std::string&>();
    }
    return true;
  };
  try {
    content = json::parse(text, note_repeats);
  } catch (const json::parse_error& error) {
    // The library tells where only by throwing; it ends here.
    const std::size_t at = std::min(text.size(), error.byte == 0 ? 0 : error.byte - 1);
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return refused(
        fmt::format("{}, line {}: this is not JSON. Look there for a missing comma, quote or bracket", file.string(), line));
  } catch (const json::exception&) {
    return refused(fmt::format(
        "{}: it holds a number that is too large. A catalogue holds words in double quotes and nothing else", file.string()));
  }
  if (!content.is_object())
    return refused(fmt::format("{}: this is not a catalogue. Copy the shape of locales/en.json", file.string()));
  if (repeated) {
    return refused(fmt::format("{}, {}: this name is there twice. Take one of the two out", file.string(), *repeated));
  }
  return content;
}

// The words under `key`, or empty.
std::string words(const json& object, std::string_view key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<LanguageInfo> read_info(const json& content, const std::filesystem::path& file) {
  LanguageInfo info{words(content, "language"), words(content, "name"),   words(content, "english_name"),
                    words(content, "greeting"), words(content, "origin"), words(content, "reviewed_by")};
  if (info.tag != file.stem().string()) {
    return refused(fmt::format("{}, language: '{}' is not the name of the file. Type '{}', or rename the file", file.string(),
                               info.tag, file.stem().string()));
  }
  for (const auto& [key, value] :
       {std::pair{"name", &info.name}, {"english_name", &info.english_name}, {"greeting", &info.greeting}}) {
    if (value->empty())
      return refused(fmt::format("{}, {}: nothing is there. Type it as in locales/README.md", file.string(), key));
  }
  if (info.origin != "human" && info.origin != "machine") {
    return refused(fmt::format("{}, origin: '{}' is neither 'human' nor 'machine'. Type who made the translation", file.string(),
                               info.origin));
  }
  return info;
}

Result<std::shared_ptr<const Formats>> read_formats(const json& content, const std::filesystem::path& file,
                                                    const std::string& language) {
  const auto found = content.find("formats");
  const json block = found != content.end() && found->is_object() ? *found : json::object();
  const unicode::HalfDays half_days{words(block, "before_noon"), words(block, "after_noon")};
  const auto at = [&](std::string_view key, const Error& error) {
    return refused(fmt::format("{}, formats, {}: {}", file.string(), key, error.detail));
  };
  const auto pattern = [&](std::string_view key) { return DatePattern::parse(language, words(block, key), half_days); };

  auto date_long = pattern("date_long");
  if (!date_long) return at("date_long", date_long.error());
  auto date_full = pattern("date_full");
  if (!date_full) return at("date_full", date_full.error());
  auto weekday = pattern("weekday");
  if (!weekday) return at("weekday", weekday.error());
  auto clock = pattern("clock");
  if (!clock) return at("clock", clock.error());
  auto time = pattern("time");
  if (!time) return at("time", time.error());
  auto on_the_hour = pattern(block.contains("time_on_the_hour") ? "time_on_the_hour" : "time");
  if (!on_the_hour) return at("time_on_the_hour", on_the_hour.error());
  auto range = Message::parse(language, words(block, "time_range"));
  if (!range) return at("time_range", range.error());
  const unicode::Placeholders both{{"from", unicode::Placeholder::words}, {"to", unicode::Placeholder::words}};
  if (range->placeholders() != both) return at("time_range", refused("needs {from} and {to}, and nothing else in braces"));

  return std::make_shared<const Formats>(Formats{language, std::move(date_long).value(), std::move(date_full).value(),
                                                 std::move(weekday).value(), std::move(clock).value(), std::move(time).value(),
                                                 std::move(on_the_hour).value(), std::move(range).value(), words(block, "noon"),
                                                 words(block, "midnight")});
}

// Same names as in English, and nothing counted that English does not count.
std::optional<std::string> placeholder_fault(const Message& message, const Message& original) {
  for (const auto& [name, use] : original.placeholders()) {
    if (!message.placeholders().contains(name)) return fmt::format("'{{{}}}' of the English message is not in it", name);
  }
  for (const auto& [name, use] : message.placeholders()) {
    const auto same = original.placeholders().find(name);
    if (same == original.placeholders().end()) return fmt::format("'{{{}}}' is not in the English message", name);
    if (use == unicode::Placeholder::plural && same->second != use)
      return fmt::format("it counts '{{{}}}', which is words in English", name);
  }
  return std::nullopt;
}

// Bidi controls and sentinels: the first are added when text is laid out, the second are ours.
bool has_forbidden_characters(std::string_view text) {
  static constexpr std::array<std::string_view, 13> forbidden{"\u200e", "\u200f", "\u061c",      "\u202a", "\u202b",
                                                              "\u202c", "\u202d", "\u202e",      "\u2066", "\u2067",
                                                              "\u2068", "\u2069", sentinel_start};
  return std::any_of(forbidden.begin(), forbidden.end(),
                     [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

Result<Message> read_message(const std::string& language, const json& value) {
  if (!value.is_string()) return refused("it is not words. Put the message in double quotes");
  const auto& text = value.get_ref<const std::string&>();
  if (has_forbidden_characters(text))
    return refused("it holds an invisible direction mark. Take it out: direction is added when text is drawn");
  return Message::parse(language, text);
}

// `original` is the English catalogue; null when English itself is read, and then every fault is fatal.
Result<Catalogue> read_catalogue(const std::filesystem::path& file, const Catalogue* original) {
  auto read = read_json(file);
  if (!read) return read.error();
  const json& content = read.value();
  auto info = read_info(content, file);
  if (!info) return info.error();
  Catalogue catalogue(std::move(info).value());

  auto formats = read_formats(content, file, catalogue.info.tag);
  if (formats) {
    catalogue.formats = std::move(formats).value();
  } else if (original != nullptr) {
    log_warning(formats.error().detail + ". Until then its dates and times show in English");
    catalogue.formats = original->formats;
  } else {
    return formats.error();
  }

  const auto messages = content.find("messages");
  if (messages == content.end() || !messages->is_object() || messages->empty()) {
    return refused(fmt::format("{}, messages: nothing is there. Copy the messages of locales/en.json", file.string()));
  }
  for (const auto& entry : messages->items()) {
    const std::string& key = entry.key();
    const json& value = entry.value();
    const auto fault = [&](std::string_view why) { return fmt::format("{}, messages, {}: {}", file.string(), key, why); };
    const Message* english_message = nullptr;
    if (original != nullptr) {
      const auto same = original->messages.find(key);
      if (same == original->messages.end()) {
        log_warning(fault("English has no such message. Take it out, or mend its name"));
        continue;
      }
      if (value.is_string() && value.get_ref<const std::string&>().empty()) continue;  // not translated yet
      english_message = &same->second;
    }
    auto message = read_message(catalogue.info.tag, value);
    std::optional<std::string> wrong;
    if (!message)
      wrong = message.error().detail;
    else if (english_message != nullptr)
      wrong = placeholder_fault(message.value(), *english_message);
    else if (value.get_ref<const std::string&>().empty())
      wrong = "nothing is there. Type the message";
    if (!wrong) {
      catalogue.messages.emplace(key, std::move(message).value());
    } else if (original != nullptr) {
      log_warning(fault(*wrong) + ". Until it is mended this message shows in English");
    } else {
      return refused(fault(*wrong));
    }
  }
  if (original != nullptr && catalogue.messages.size() < original->messages.size()) {
    log_info(fmt::format("{}: {} of {} messages show in English", file.string(),
                         original->messages.size() - catalogue.messages.size(), original->messages.size()));
  }
  return catalogue;
}

// --- Writing ---------------------------------------------------------------

std::string twenty_four_hours(int minute_of_day) {
  const int minute = ((minute_of_day % 1440) + 1440) % 1440;
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::string iso_date(std::chrono::year_month_day date) {
  if (!date.ok()) return {};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string time_words(const Formats& formats, int minute_of_day) {
  const int minute = ((minute_of_day % 1440) + 1440) % 1440;
  if (minute == 0 && !formats.midnight.empty()) return formats.midnight;
  if (minute == 720 && !formats.noon.empty()) return formats.noon;
  return (minute % 60 == 0 ? formats.time_on_the_hour : formats.time).time(minute);
}

// Neighbours that are plain words of one language become one span: one run to shape, one clause to say.
void append(Label& label, Span span) {
  const auto is_plain = [](const Span& one) { return one.kind == SpanKind::plain && one.value.empty(); };
  if (!label.empty() && is_plain(label.back()) && is_plain(span) && label.back().language == span.language) {
    label.back().text += span.text;
  } else {
    label.push_back(std::move(span));
  }
}

// Puts the spans of label arguments back where their sentinels came out.
Label split(std::string_view text, const std::string& language, const std::vector<const Label*>& labels) {
  Label result;
  while (!text.empty()) {
    const std::size_t at = text.find(sentinel_start);
    if (at != 0) append(result, Span{std::string(text.substr(0, at)), language});
    if (at == std::string_view::npos) break;
    const std::size_t index = static_cast<unsigned char>(text[at + sentinel_size - 1]) - 0x80U;
    for (const Span& span : *labels[index]) append(result, span);
    text.remove_prefix(at + sentinel_size);
  }
  return result;
}

class CataloguesFromFiles final : public Catalogues {
 public:
  explicit CataloguesFromFiles(std::vector<Catalogue> catalogues) : catalogues_(std::move(catalogues)) {
    for (const Catalogue& catalogue : catalogues_) languages_.push_back(catalogue.info);
  }

  const std::vector<LanguageInfo>& languages() const override { return languages_; }

  const LanguageInfo* find(std::string_view language) const override {
    const auto found =
        std::find_if(languages_.begin(), languages_.end(), [&](const LanguageInfo& info) { return info.tag == language; });
    return found == languages_.end() ? nullptr : &*found;
  }

  Label get(std::string_view language, MessageKey key, const Arguments& arguments) const override {
    for (const Catalogue* catalogue : {&of(language), &catalogues_.front()}) {
      const auto message = catalogue->messages.find(key.name);
      if (message == catalogue->messages.end()) continue;
      auto label = filled(message->second, catalogue->info.tag, arguments);
      if (label) return std::move(label).value();
      log_error(fmt::format("message {} in {}: {}", key.name, catalogue->info.tag, label.error().detail));
    }
    log_error(fmt::format("message {}: English has no such message, or it could not be filled in. Add it to locales/en.json",
                          key.name));
    return plain(std::string(key.name), std::string(english));
  }

  bool has(std::string_view language, MessageKey key) const override {
    const Catalogue& catalogue = of(language);
    return catalogue.info.tag == language && catalogue.messages.contains(key.name);
  }

  Span time(std::string_view language, int minute_of_day) const override {
    const Formats& formats = *of(language).formats;
    return {time_words(formats, minute_of_day), formats.language, SpanKind::time, twenty_four_hours(minute_of_day)};
  }

  Span time_range(std::string_view language, int from_minute, int to_minute) const override {
    const Formats& formats = *of(language).formats;
    const auto text =
        formats.time_range.format({{"from", time_words(formats, from_minute)}, {"to", time_words(formats, to_minute)}});
    KIOSK_ASSERT(text.ok());  // its two placeholders were checked when it was read
    return {text.value(), formats.language, SpanKind::time, twenty_four_hours(from_minute) + "/" + twenty_four_hours(to_minute)};
  }

  Span clock(std::string_view language, int minute_of_day) const override {
    const Formats& formats = *of(language).formats;
    return {formats.clock.time(minute_of_day), formats.language, SpanKind::time, twenty_four_hours(minute_of_day)};
  }

  Span date_long(std::string_view language, std::chrono::year_month_day date) const override {
    const Formats& formats = *of(language).formats;
    return {formats.date_long.date(date), formats.language, SpanKind::date, iso_date(date)};
  }

  Span date_full(std::string_view language, std::chrono::year_month_day date) const override {
    const Formats& formats = *of(language).formats;
    return {formats.date_full.date(date), formats.language, SpanKind::date, iso_date(date)};
  }

  Span weekday(std::string_view language, std::chrono::weekday day) const override {
    const Formats& formats = *of(language).formats;
    return {formats.weekday.weekday(day), formats.language};
  }

  Span miles(std::string_view language, double miles) const override {
    const Catalogue& catalogue = of(language);
    // 0.04 would show as 0.0 and read as "here"; 9.96 is ten, not 10.0.
    const double shown = std::max(0.1, miles);
    return {(std::round(shown * 10) < 100 ? catalogue.tenths : catalogue.whole)(shown), catalogue.info.tag};
  }

 private:
  // English for a language that nobody has written.
  const Catalogue& of(std::string_view language) const {
    const auto found =
        std::find_if(catalogues_.begin(), catalogues_.end(), [&](const Catalogue& one) { return one.info.tag == language; });
    return found == catalogues_.end() ? catalogues_.front() : *found;
  }

  static Result<Label> filled(const Message& message, const std::string& language, const Arguments& arguments) {
    unicode::MessageValues values;
    std::vector<const Label*> labels;
    for (const auto& [name, argument] : arguments) {
      if (const Label* label = std::get_if<Label>(&argument)) {
        KIOSK_ASSERT(labels.size() < most_labels);
        values[name] = sentinel(labels.size());
        labels.push_back(label);
      } else if (const long* whole = std::get_if<long>(&argument)) {
        values[name] = *whole;
      } else {
        values[name] = *std::get_if<double>(&argument);
      }
    }
    const auto text = message.format(values);
    if (!text) return text.error();
    return split(text.value(), language, labels);
  }

  std::vector<Catalogue> catalogues_;  // English first
  std::vector<LanguageInfo> languages_;
};

}  // namespace

bool is_planned(std::string_view tag) { return place_in_order(tag) < order_of_languages.size(); }

Result<std::shared_ptr<const Catalogues>> Catalogues::open(const std::filesystem::path& folder) {
  auto first = read_catalogue(folder / "en.json", nullptr);
  if (!first) return first.error();
  std::vector<Catalogue> catalogues;
  catalogues.push_back(std::move(first).value());

  std::vector<std::filesystem::path> files;
  std::error_code trouble;
  for (auto entry = std::filesystem::directory_iterator(folder, trouble);
       !trouble && entry != std::filesystem::directory_iterator(); entry.increment(trouble)) {
    const std::filesystem::path& path = entry->path();
    const std::string name = path.filename().string();
    if (path.extension() == ".json" && name != "en.json" && name.front() != '.') files.push_back(path);
  }
  if (trouble) log_warning(fmt::format("{}: the folder cannot be read to its end ({})", folder.string(), trouble.message()));
  std::sort(files.begin(), files.end());

  for (const std::filesystem::path& file : files) {
    auto catalogue = read_catalogue(file, &catalogues.front());
    if (catalogue)
      catalogues.push_back(std::move(catalogue).value());
    else
      log_error(catalogue.error().detail + ". Until then the kiosk goes without this language");
  }
  std::stable_sort(catalogues.begin(), catalogues.end(), [](const Catalogue& a, const Catalogue& b) {
    return std::pair(place_in_order(a.info.tag), a.info.tag) < std::pair(place_in_order(b.info.tag), b.info.tag);
  });
  return std::shared_ptr<const Catalogues>(std::make_shared<CataloguesFromFiles>(std::move(catalogues)));
}

}  // namespace kiosk::i18n
