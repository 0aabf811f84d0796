// SPDX-License-Identifier: GPL-3.0-or-later
// What a web server says before it sends anything, read with distrust.
// The rules are those of RFC 9110 (ranges: 14.4, validators: 8.8) and RFC 9112.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::fleet {

// `Content-Range: bytes FIRST-LAST/TOTAL`; a total of `*` is unknown.
struct Range {
  std::uint64_t first = 0, last = 0;
  std::optional<std::uint64_t> total;
  bool operator==(const Range&) const = default;
};
[[nodiscard]] std::optional<Range> range_from(std::string_view value);

struct Reply {
  int status = 0;
  std::string etag, last_modified;  // empty: none that could be sent back
  std::string type;                 // the type alone, in small letters: text/html
  std::string encoding;             // empty: the bytes are as they are
  std::optional<std::uint64_t> length;
  std::optional<Range> range;
};

// Takes one line of a head. A status line begins a new reply: redirects and
// interim replies come before the one that counts.
void read_line(std::string_view line, Reply& reply);

// May be sent back to a server in a header: printable ASCII, and no more of it than makes sense.
[[nodiscard]] bool is_etag(std::string_view text);
[[nodiscard]] bool is_http_date(std::string_view text);

}  // namespace kiosk::fleet
