// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "kiosk/unicode/utf.hpp"

namespace kiosk::packs {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out += lower(c);
  return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || problem != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<Date> valid(int year, int month, int day) {
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 2000 || year > 2100) return std::nullopt;
  return date;
}

// One clock time: `9`, `9:00`, `9.30`, `0900` is not one. The suffix am or pm is apart.
struct Clock {
  int minute = 0;
  enum class Half { none, am, pm } half = Half::none;
  bool has_minutes = false;
};
std::optional<Clock> clock_from(std::string_view text) {
  Clock clock;
  if (text == "noon" || text == "12noon" || text == "midday" || text == "12midday") return Clock{12 * 60, Clock::Half::pm, true};
  if (text == "midnight" || text == "12midnight") return Clock{24 * 60, Clock::Half::pm, true};
  if (text.ends_with("am")) clock.half = Clock::Half::am;
  if (text.ends_with("pm")) clock.half = Clock::Half::pm;
  if (clock.half != Clock::Half::none) text.remove_suffix(2);
  const std::size_t colon = text.find_first_of(":.");
  const auto hour = whole_number(text.substr(0, colon));
  if (!hour || colon > 2) {
    if (!hour || text.size() > 2) return std::nullopt;
  }
  int minute = 0;
  if (colon != std::string_view::npos) {
    const auto minutes = whole_number(text.substr(colon + 1));
    if (!minutes || text.size() - colon - 1 != 2 || *minutes > 59) return std::nullopt;
    minute = *minutes;
    clock.has_minutes = true;
  }
  int hours = *hour;
  if (clock.half == Clock::Half::none) {
    if (hours > 24 || (hours == 24 && minute != 0)) return std::nullopt;
  } else {
    if (hours < 1 || hours > 12) return std::nullopt;
    hours = hours % 12 + (clock.half == Clock::Half::pm ? 12 : 0);
  }
  clock.minute = hours * 60 + minute;
  return clock;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view hard_space = "\xC2\xA0";
  for (;;) {
    if (text.starts_with(hard_space)) text.remove_prefix(2);
    else if (text.ends_with(hard_space)) text.remove_suffix(2);
    else if (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n')) text.remove_prefix(1);
    else if (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n')) text.remove_suffix(1);
    else return text;
  }
}

std::optional<Date> date_from(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 30) return std::nullopt;
  std::array<std::string, 3> parts;
  std::size_t count = 0;
  for (const char c : text) {
    if (c == '-' || c == '/' || c == ' ') {
      if (++count > 2) return std::nullopt;
    } else {
      parts[count] += lower(c);
    }
  }
  if (count != 2) return std::nullopt;
  const auto first = whole_number(parts[0]);
  const auto last = whole_number(parts[2]);
  if (!first || !last) return std::nullopt;
  if (const auto month = whole_number(parts[1])) {
    if (parts[0].size() == 4 && parts[2].size() <= 2) return valid(*first, *month, *last);
    if (parts[2].size() == 4 && parts[0].size() <= 2) return valid(*last, *month, *first);
    return std::nullopt;
  }
  constexpr std::array<std::string_view, 12> months{"january", "february", "march", "april", "may", "june",
                                                    "july", "august", "september", "october", "november", "december"};
  for (std::size_t month = 0; month < months.size(); ++month) {
    if (parts[1].size() >= 3 && months[month].starts_with(parts[1]) && parts[2].size() == 4) return valid(*last, static_cast<int>(month) + 1, *first);
  }
  return std::nullopt;
}

std::optional<Reason> why_not_date(std::string_view text) {
  std::array<std::optional<int>, 3> number;
  std::array<std::size_t, 3> digits{};
  std::size_t part = 0;
  for (std::string_view rest = trimmed(text).substr(0, 30);; ++part) {
    const std::size_t end = rest.find_first_of("-/. ");
    if (part == 3) return std::nullopt;
    number[part] = whole_number(rest.substr(0, end));
    digits[part] = std::min(end, rest.size());
    if (!number[part]) return std::nullopt;
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  if (part != 2) return std::nullopt;
  const bool year_first = digits[0] == 4;
  const int year = *number[year_first ? 0 : 2], month = *number[1], day = *number[year_first ? 2 : 0];
  if (!year_first && digits[2] == 2) return Reason{"has a year of two figures.", fmt::format("Type the whole year, like '{}/{}/20{:02}'.", *number[0], *number[1], *number[2])};
  if ((year_first ? digits[0] : digits[2]) != 4) return std::nullopt;
  if (month < 1 || month > 12) {
    const bool american = !year_first && day >= 1 && day <= 12 && valid(year, day, month);
    return Reason{fmt::format("is not a date: there is no month {}.", month), american ? fmt::format("Type the day first, like '{}/{}/{}'.", month, day, year) : "Type it like '2026-11-12'."};
  }
  constexpr std::array<std::string_view, 12> names{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
  const std::string_view name = names[static_cast<std::size_t>(month - 1)];
  if (const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}}; !date.ok() || day < 1)
    return Reason{day == 29 && month == 2 ? fmt::format("is not a date: there is no 29 February in {}.", year) : fmt::format("is not a date: there is no {} {}.", day, name), "Type it like '2026-11-12'."};
  if (year < 2000 || year > 2100) return Reason{"is a day outside the years 2000 to 2100.", "Type it like '2026-11-12'."};
  return std::nullopt;
}

std::string text_of(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

namespace {

// What is wrong with hours, in which part of the cell.
enum class HoursFault { none, unreadable, no_such_time, minutes, backwards, morning_or_evening, overlap };
struct HoursRead {
  std::vector<directory::Period> periods;
  HoursFault fault = HoursFault::none;
  std::string opens, closes;  // of the part with the fault
};

// A time by its digits that no clock shows: `25:00`, `9:75`, `13pm`.
HoursFault fault_of_time(std::string_view text) {
  const bool half = text.ends_with("am") || text.ends_with("pm");
  if (half) text.remove_suffix(2);
  const std::size_t colon = text.find_first_of(":.");
  const auto hour = whole_number(text.substr(0, colon));
  const auto minute = colon == std::string_view::npos ? std::optional{0} : whole_number(text.substr(colon + 1));
  if (!hour || !minute || *hour > 99 || *minute > 99) return HoursFault::unreadable;
  if (*hour > 24 || (*hour == 24 && *minute > 0) || (half && (*hour > 12 || *hour == 0))) return HoursFault::no_such_time;
  return *minute > 59 ? HoursFault::minutes : HoursFault::unreadable;
}

HoursRead read_hours(std::string_view cell) {
  HoursRead read;
  const auto at_fault = [&](HoursFault fault) {
    read.periods.clear();
    read.fault = fault;
    return read;
  };
  if (cell.size() > 200) return at_fault(HoursFault::unreadable);
  std::string text = lower(trimmed(cell));
  if (text == "closed" || text == "shut") return read;
  if (text == "24 hours" || text == "24h" || text == "open 24 hours" || text == "all day") {
    read.periods = {{0, 24 * 60}};
    return read;
  }
  for (const std::string_view dash : {"\xE2\x80\x93", "\xE2\x80\x94", " to ", " until ", " till "}) replace_all(text, dash, "-");
  for (const std::string_view join : {";", "&", " and ", "\n"}) replace_all(text, join, ",");
  replace_all(text, "\xC2\xA0", "");
  replace_all(text, " ", "");
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t comma = rest.find(',');
    const std::string_view part = rest.substr(0, comma);
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    const std::size_t dash = part.find('-');
    if (dash == std::string_view::npos) return at_fault(HoursFault::unreadable);
    read.opens = part.substr(0, dash);
    read.closes = part.substr(dash + 1);
    auto opens = clock_from(read.opens);
    auto closes = clock_from(read.closes);
    if (!opens || !closes) {
      const HoursFault first = opens ? HoursFault::none : fault_of_time(read.opens), last = closes ? HoursFault::none : fault_of_time(read.closes);
      if (first == HoursFault::unreadable || last == HoursFault::unreadable) return at_fault(HoursFault::unreadable);
      if (first == HoursFault::none) read.opens = read.closes;  // the time that is wrong
      return at_fault(first == HoursFault::none ? last : first);
    }
    // `9-5pm` is nine in the morning; a bare `9-5` could be anything.
    if (opens->half == Clock::Half::none && closes->half != Clock::Half::none && opens->minute < 12 * 60) opens->half = Clock::Half::am;
    if (opens->half == Clock::Half::none && closes->half == Clock::Half::none && !(opens->has_minutes && closes->has_minutes)) return at_fault(HoursFault::morning_or_evening);
    if (opens->half != Clock::Half::none && closes->half == Clock::Half::none) return at_fault(HoursFault::morning_or_evening);
    if (closes->minute == 0) closes->minute = 24 * 60;
    if (opens->minute >= closes->minute) return at_fault(HoursFault::backwards);
    read.periods.push_back({opens->minute, closes->minute});
  }
  std::sort(read.periods.begin(), read.periods.end(), [](const auto& a, const auto& b) { return a.opens_minute < b.opens_minute; });
  for (std::size_t i = 1; i < read.periods.size(); ++i) {
    if (read.periods[i].opens_minute < read.periods[i - 1].closes_minute) return at_fault(HoursFault::overlap);
  }
  return read.periods.empty() ? at_fault(HoursFault::unreadable) : read;
}

std::string on_a_clock(int minute) { return fmt::format("{}:{:02}", minute / 60, minute % 60); }

}  // namespace

std::optional<std::vector<directory::Period>> hours_of_day(std::string_view cell) {
  HoursRead read = read_hours(cell);
  if (read.fault != HoursFault::none) return std::nullopt;
  return std::move(read.periods);
}

std::optional<Reason> why_not_hours(std::string_view cell) {
  const HoursRead read = read_hours(cell);
  const auto opens = clock_from(read.opens), closes = clock_from(read.closes);
  // Where no half of the day is given, people are rarely open before seven, and close after they open.
  const auto later = [](const Clock& time, int than) { return time.half == Clock::Half::none && time.minute < than && time.minute < 12 * 60 ? time.minute + 12 * 60 : time.minute; };
  switch (read.fault) {
    case HoursFault::no_such_time:
      return Reason{fmt::format("has a time that no clock shows: '{}'.", read.opens), "The day ends at 24:00. Type it like '9:00-17:00'."};
    case HoursFault::minutes:
      return Reason{fmt::format("has a time that no clock shows: '{}'.", read.opens), "An hour ends at 59 minutes. Type it like '9:00-17:30'."};
    case HoursFault::backwards: {
      if (!opens || !closes) return std::nullopt;
      const int afternoon = later(*closes, opens->minute);
      const std::string meant = afternoon > opens->minute ? fmt::format("Type '{}-{}' if that is meant. ", on_a_clock(opens->minute), on_a_clock(afternoon)) : std::string{};
      return Reason{"ends before it begins.", fmt::format("{}For hours over midnight, type '{}-24:00' here and '0:00-{}' under the next day.", meant, on_a_clock(opens->minute), on_a_clock(closes->minute))};
    }
    case HoursFault::morning_or_evening: {
      if (!opens || !closes) return std::nullopt;
      const int from = later(*opens, 7 * 60);
      const int to = later(*closes, from + 1);
      return Reason{"does not say whether it is morning or evening.", fmt::format("Type it like '{}-{}', by the clock of 24 hours, or with am and pm.", on_a_clock(from), on_a_clock(to > from ? to : 24 * 60))};
    }
    case HoursFault::overlap: return Reason{"has hours that overlap.", "Type them one after another, like '9:00-12:00, 13:00-17:00'."};
    default: return std::nullopt;
  }
}

std::optional<std::string> postcode_from(std::string_view text) {
  std::string code;
  for (const char c : trimmed(text)) {
    // Also the space that does not break, which is two bytes.
    if (c != ' ' && c != '\xC2' && c != '\xA0') code += upper(c);
  }
  if (code.size() < 5 || code.size() > 7) return std::nullopt;
  const std::size_t split = code.size() - 3;
  const std::string_view out = std::string_view{code}.substr(0, split), in = std::string_view{code}.substr(split);
  if (!is_digit(in[0]) || !is_letter(in[1]) || !is_letter(in[2])) return std::nullopt;
  std::size_t letters = 0;
  while (letters < out.size() && is_letter(out[letters])) ++letters;
  const std::size_t digits = out.size() - letters;
  if (letters < 1 || letters > 2 || digits < 1 || digits > 2 || !is_digit(out[letters])) return std::nullopt;
  return fmt::format("{} {}", out, in);
}

std::optional<std::string> phone_from(std::string_view text) {
  std::string digits;
  text = trimmed(text);
  if (text.starts_with("+44")) {
    digits = "0";
    text.remove_prefix(3);
    if (const std::size_t at = text.find("(0)"); at == 0 || at == 1) text.remove_prefix(at + 3);
  }
  for (const char c : text) {
    if (is_digit(c)) digits += c;
    else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && c != '\xC2' && c != '\xA0') return std::nullopt;
    if (digits.size() > 12) return std::nullopt;
  }
  // A spreadsheet that took it for a number left out the 0 or the +.
  if (digits.size() == 12 && digits.starts_with("44")) digits.replace(0, 2, "0");
  else if (digits.size() == 10 && digits[0] != '0' && text.size() == 10) digits.insert(0, "0");
  else if (digits.size() == 9 && text.size() == 9 && digits.starts_with("800")) digits.insert(0, "0");
  const std::string_view d = digits;
  for (const std::string_view helpline : {"999", "112", "111", "101", "105", "119", "159", "18000", "18001", "18002"}) {
    if (d == helpline) return digits;
  }
  // Helplines that everybody knows in groups of their own.
  for (const std::string_view known : {"0800 1111", "0808 2000 247", "0800 5999 247", "08000 121 700"}) {
    std::string plain{known};
    std::erase(plain, ' ');
    if (d == plain) return std::string{known};
  }
  if (d.size() == 6 && d.starts_with("116")) return fmt::format("{} {}", d.substr(0, 3), d.substr(3));
  if (d.size() == 10 && (d.starts_with("0800") || d.starts_with("0500"))) return fmt::format("{} {}", d.substr(0, 4), d.substr(4));
  if (d.size() != 11 || d[0] != '0') return std::nullopt;
  const auto three_groups = [&] { return fmt::format("{} {} {}", d.substr(0, 4), d.substr(4, 3), d.substr(7)); };
  switch (d[1]) {
    case '1':  // 011x and 01x1 areas have short codes: 0113 xxx xxxx
      if (d[2] == '1' || d[3] == '1') return three_groups();
      return fmt::format("{} {}", d.substr(0, 5), d.substr(5));
    case '2': return fmt::format("{} {} {}", d.substr(0, 3), d.substr(3, 4), d.substr(7));
    case '3': case '8': case '9': return three_groups();
    case '5': case '7': return fmt::format("{} {}", d.substr(0, 5), d.substr(5));
    default: return std::nullopt;
  }
}

std::optional<std::string> website_from(std::string_view text) {
  text = trimmed(text);
  std::string url{text};
  if (!lower(text).starts_with("http://") && !lower(text).starts_with("https://")) {
    if (text.find("://") != std::string_view::npos) return std::nullopt;
    url = "https://" + url;
  }
  const std::string_view host = std::string_view{url}.substr(url.find("://") + 3);
  const std::string_view name = host.substr(0, host.find_first_of("/?#"));
  if (url.size() > 500 || name.find('.') == std::string_view::npos || name.front() == '.' || name.back() == '.') return std::nullopt;
  for (const char c : url) {
    if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == 0x7F) return std::nullopt;
  }
  if (name.find('@') != std::string_view::npos) return std::nullopt;
  return url;
}

std::optional<std::string> email_from(std::string_view text) {
  text = trimmed(text);
  const std::size_t at = text.find('@');
  if (text.size() > 254 || at == 0 || at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos) return std::nullopt;
  const std::string_view host = text.substr(at + 1);
  const std::size_t dot = host.find('.');
  if (dot == std::string_view::npos || dot == 0 || host.ends_with('.')) return std::nullopt;
  for (const char c : text) {
    if (c <= ' ' || c == ',' || c == ';' || c == '<' || c == '>' || c == '"' || c == 0x7F) return std::nullopt;
  }
  return std::string{text};
}

std::optional<double> number_from(std::string_view text) {
  text = trimmed(text);
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(value)) return std::nullopt;  // `nan` is read too, and lies in no range and outside none
  return value;
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; });
}

bool is_language(std::string_view text) {
  std::size_t part = 0, length = 0;
  for (const char c : text) {
    if (c == '-') {
      if (length < 2) return false;
      ++part;
      length = 0;
    } else if (is_letter(c) || (part > 0 && is_digit(c))) {
      if (++length > 8 || (part == 0 && (length > 3 || c != lower(c)))) return false;
    } else {
      return false;
    }
  }
  return length >= 2 && text.size() <= 35;
}

std::vector<std::string> list_from(std::string_view text) {
  std::string one_kind{text};
  for (const std::string_view comma : {";", "\xD8\x8C", "\n"}) replace_all(one_kind, comma, ",");
  std::vector<std::string> parts;
  for (std::string_view rest = one_kind; !rest.empty();) {
    const std::size_t comma = rest.find(',');
    const std::string_view part = trimmed(rest.substr(0, comma));
    if (!part.empty()) parts.emplace_back(part);
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
  }
  return parts;
}

std::vector<std::string> numbers_in(std::string_view text) {
  std::vector<std::string> numbers;
  bool going_on = false;
  for (std::size_t at = 0; at < text.size();) {
    const unicode::CodePoint c = unicode::code_point_at(text, at);
    at = c.end;
    int digit = -1;
    // The zeros of the scripts the kiosk writes; each run of ten goes 0 to 9.
    for (const char32_t zero : {U'0', U'\x0660', U'\x06F0', U'\x0966', U'\x09E6', U'\x0A66', U'\x0AE6'}) {
      if (c.value >= zero && c.value <= zero + 9) digit = static_cast<int>(c.value - zero);
    }
    if (digit >= 0) {
      if (!going_on) numbers.emplace_back();
      numbers.back() += static_cast<char>('0' + digit);
    }
    going_on = digit >= 0;
  }
  return numbers;
}

}  // namespace kiosk::packs
