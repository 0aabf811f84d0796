// SPDX-License-Identifier: GPL-3.0-or-later
// Captions of a signed video: the part of WebVTT (W3C) that captions need. Cue
// settings, styles, regions and notes are read past; tags are taken out. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::directory {

struct Caption {
  std::int64_t start_ms = 0, end_ms = 0;  // end is after start
  std::string text;                       // one line, clean UTF-8, at most `longest_caption` characters
  bool operator==(const Caption&) const = default;
};

// Two lines of subtitles as broadcasters write them. A longer cue becomes
// several, which share its time, so that any of them fits under the picture.
inline constexpr std::size_t longest_caption = 84;
inline constexpr std::size_t most_captions = 2000;

// Sorted by start. Any bytes may come in; what is no cue is left out. Empty: not WebVTT, or no cue in it.
[[nodiscard]] std::vector<Caption> parse_captions(std::string_view webvtt);

// Of those at this moment, the one that began last. Null: none. Valid as long as `captions`.
[[nodiscard]] const Caption* caption_at(const std::vector<Caption>& captions, std::int64_t at_ms);

// All that the captions say, in order, each once.
[[nodiscard]] std::string words_of(const std::vector<Caption>& captions);

}  // namespace kiosk::directory
