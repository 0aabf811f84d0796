// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/fleet/reply.hpp"

#include <algorithm>
#include <charconv>

namespace kiosk::fleet {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string small_letters(std::string_view text) {
  std::string small{text};
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small;
}

// Digits and nothing else.
std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

std::optional<Range> range_from(std::string_view value) {
  value = trimmed(value);
  if (small_letters(value.substr(0, 6)) != "bytes ") return std::nullopt;
  value = trimmed(value.substr(6));
  const std::size_t dash = value.find('-'), slash = value.find('/');
  if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) return std::nullopt;
  const auto first = whole_number(value.substr(0, dash)), last = whole_number(value.substr(dash + 1, slash - dash - 1));
  if (!first || !last || *last < *first) return std::nullopt;
  Range range{*first, *last, std::nullopt};
  if (value.substr(slash + 1) == "*") return range;
  range.total = whole_number(value.substr(slash + 1));
  if (!range.total || *range.total <= *last) return std::nullopt;
  return range;
}

bool is_etag(std::string_view text) {
  if (text.starts_with("W/")) text.remove_prefix(2);
  return text.size() >= 2 && text.size() <= 256 && text.front() == '"' && text.back() == '"' && printable(text) &&
         text.substr(1, text.size() - 2).find('"') == std::string_view::npos;
}

bool is_http_date(std::string_view text) { return text.size() >= 10 && text.size() <= 64 && printable(text) && text.ends_with("GMT"); }

void read_line(std::string_view line, Reply& reply) {
  line = trimmed(line);
  if (line.starts_with("HTTP/")) {
    reply = {};
    const std::size_t space = line.find(' ');
    const auto status = space == std::string_view::npos ? std::nullopt : whole_number(line.substr(space + 1, 3));
    if (status && *status >= 100 && *status <= 999) reply.status = static_cast<int>(*status);
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string name = small_letters(line.substr(0, colon));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (name == "etag" && is_etag(value)) reply.etag = value;
  if (name == "last-modified" && is_http_date(value)) reply.last_modified = value;
  if (name == "content-type") reply.type = small_letters(trimmed(value.substr(0, value.find(';'))).substr(0, 100));
  if (name == "content-encoding" && small_letters(value) != "identity") reply.encoding = small_letters(value.substr(0, 100));
  if (name == "content-length") reply.length = whole_number(value);
  if (name == "content-range") reply.range = range_from(value);
}

}  // namespace kiosk::fleet
