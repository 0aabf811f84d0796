// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/captions.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "kiosk/directory/words_shown.hpp"

namespace kiosk::directory {
namespace {

constexpr std::int64_t longest_ms = 24 * 3'600'000;

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find_first_of("\r\n");
  const std::string_view line = rest.substr(0, end);
  if (end == std::string_view::npos) rest = {};
  else rest.remove_prefix(end + (rest.substr(end).starts_with("\r\n") ? 2 : 1));
  return line;
}

// `01:02.345` or `01:02:03.456`.
std::optional<std::int64_t> time_from(std::string_view text) {
  std::array<std::int64_t, 4> parts{};  // hours, minutes, seconds, thousandths
  std::array<std::size_t, 4> digits{};
  std::size_t part = std::count(text.begin(), text.end(), ':') == 2 ? 0 : 1;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (++digits[part] > 3) return std::nullopt;
      parts[part] = parts[part] * 10 + (c - '0');
    } else if ((c == ':' && part < 2) || (c == '.' && part == 2)) {
      ++part;
    } else {
      return std::nullopt;
    }
  }
  if (part != 3 || digits[1] != 2 || digits[2] != 2 || digits[3] != 3 || parts[1] > 59 || parts[2] > 59) return std::nullopt;
  const std::int64_t ms = ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 + parts[3];
  if (ms > longest_ms) return std::nullopt;
  return ms;
}

std::optional<std::pair<std::int64_t, std::int64_t>> times_from(std::string_view line) {
  const std::size_t arrow = line.find("-->");
  if (arrow == std::string_view::npos) return std::nullopt;
  const auto start = time_from(without_spaces(line.substr(0, arrow)));
  std::string_view after = without_spaces(line.substr(arrow + 3));
  const auto end = time_from(after.substr(0, after.find_first_of(" \t")));
  if (!start || !end || *end <= *start) return std::nullopt;
  return std::pair{*start, *end};
}

// Without tags; the six entities that WebVTT names.
std::string plain(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities{
      {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&lrm;", ""}, {"&rlm;", ""}}};
  std::string out;
  while (!text.empty()) {
    if (text.front() == '<') {
      const std::size_t end = text.find('>');
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      continue;
    }
    const auto entity = std::find_if(entities.begin(), entities.end(), [&](const auto& one) { return text.starts_with(one.first); });
    if (entity != entities.end()) {
      out += entity->second;
      text.remove_prefix(entity->first.size());
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }
std::size_t characters_in(std::string_view text) { return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character)); }

// In pieces of at most `longest_caption` characters, cut at a space where there is one.
std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces;
  while (characters_in(text) > longest_caption) {
    std::size_t characters = 0, end = 0, space = 0;
    for (; end < text.size(); ++end) {
      if (begins_character(text[end]) && ++characters > longest_caption) break;
      if (text[end] == ' ') space = end;
    }
    const std::size_t cut = space > 0 ? space : end;
    pieces.emplace_back(text.substr(0, cut));
    text.remove_prefix(cut + (space > 0 ? 1 : 0));
  }
  if (!text.empty()) pieces.emplace_back(text);
  return pieces;
}

void add_cue(std::vector<Caption>& captions, std::pair<std::int64_t, std::int64_t> times, std::string_view text) {
  std::string words = clean(plain(text));
  std::replace(words.begin(), words.end(), '\n', ' ');
  const std::vector<std::string> pieces = pieces_of(without_spaces(words));
  const auto count = static_cast<std::int64_t>(pieces.size());
  const std::int64_t length = times.second - times.first;
  for (std::int64_t i = 0; i < count && length >= count; ++i)
    captions.push_back({times.first + length * i / count, times.first + length * (i + 1) / count, pieces[static_cast<std::size_t>(i)]});
}

}  // namespace

std::vector<Caption> parse_captions(std::string_view webvtt) {
  if (webvtt.starts_with("\xEF\xBB\xBF")) webvtt.remove_prefix(3);
  const std::string_view first = next_line(webvtt);
  if (!first.starts_with("WEBVTT") || (first.size() > 6 && first[6] != ' ' && first[6] != '\t')) return {};
  std::vector<Caption> captions;
  while (!webvtt.empty() && captions.size() < most_captions) {
    const std::string_view line = next_line(webvtt);
    const auto times = times_from(line);
    if (!times) continue;  // a note, a style, a cue's own name
    std::string text;
    while (!webvtt.empty()) {
      const std::string_view words = next_line(webvtt);
      if (words.empty()) break;
      if (!text.empty()) text += ' ';
      text += without_spaces(words);
    }
    add_cue(captions, *times, text);
  }
  if (captions.size() > most_captions) captions.resize(most_captions);
  std::stable_sort(captions.begin(), captions.end(), [](const Caption& a, const Caption& b) { return a.start_ms < b.start_ms; });
  return captions;
}

const Caption* caption_at(const std::vector<Caption>& captions, std::int64_t at_ms) {
  const Caption* found = nullptr;
  for (const Caption& caption : captions) {
    if (caption.start_ms > at_ms) break;
    if (at_ms < caption.end_ms) found = &caption;
  }
  return found;
}

std::string words_of(const std::vector<Caption>& captions) {
  std::string words;
  for (const Caption& caption : captions) {
    if (!words.empty()) words += ' ';
    words += caption.text;
  }
  return words;
}

}  // namespace kiosk::directory
