// SPDX-License-Identifier: GPL-3.0-or-later
// The speech script: what to say for each span, by kind and language, cut into
// clauses that are synthesised one at a time. Pure; knows no engine.
#pragma once

#include <string>
#include <vector>

#include "kiosk/i18n/label.hpp"

namespace kiosk::speech {

// One clause: the words for the engine, and which bytes of the shown span they stand for.
struct Clause {
  std::string words;       // expanded: telephone digit by digit in groups, postcode by characters, times and dates in words
  std::string language;    // the voice's language: always the span's own
  std::size_t span = 0;    // index into the label
  ByteOffset start = 0;    // bytes of that span's text
  ByteOffset end = 0;
  int pause_after_ms = 0;  // between clauses
};

[[nodiscard]] std::vector<Clause> script_for(const i18n::Label& label);

}  // namespace kiosk::speech
