// SPDX-License-Identifier: GPL-3.0-or-later
// What is remembered of a server from one fetch to the next: STORE/fetch/notes.json.
// Notes that cannot be read are no notes: then all is asked for again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::fleet {

// One state of a file on a server, by RFC 9110, 8.8.
struct Seen {
  std::string etag, last_modified;
  bool operator==(const Seen&) const = default;
};

struct Notes {
  std::string address;

  // The signature of the pack that was last found here and is, or was, in force.
  Seen installed;
  std::string installed_signature;  // the text of the .minisig; empty: none yet

  // The file of which a part (or all, when it is as long as this) lies beside these notes.
  Seen part;
  std::string part_signature;  // the one that it was asked for with; empty: no part
  std::optional<std::uint64_t> part_length;

  bool operator==(const Notes&) const = default;
};

[[nodiscard]] std::string to_text(const Notes& notes);
[[nodiscard]] std::optional<Notes> notes_from(std::string_view text);

}  // namespace kiosk::fleet
