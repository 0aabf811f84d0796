// SPDX-License-Identifier: GPL-3.0-or-later
// Which script each stretch of text is written in (UAX #24), by ICU's data.
// Pure functions, any thread; offsets are UTF-8 bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/units.hpp"

namespace kiosk::unicode {

// An ISO 15924 code packed big-endian, the way OpenType and HarfBuzz hold it.
using Script = std::uint32_t;
[[nodiscard]] constexpr Script script(const char (&code)[5]) {
  Script packed = 0;
  for (int i = 0; i < 4; ++i) packed = packed << 8 | static_cast<unsigned char>(code[i]);
  return packed;
}
[[nodiscard]] std::string name_of(Script script);
// Nothing to go by: the text has digits, punctuation or spaces alone.
inline constexpr Script common_script = script("Zyyy");

struct ScriptRun {
  ByteOffset start = 0;
  ByteOffset end = 0;
  Script script = common_script;
  bool operator==(const ScriptRun&) const = default;
};

// Runs that cover the text. What belongs to many scripts joins the run before
// it, or the one after at the start; a closing bracket goes with its opening
// one. Text with no letters is one run of `common_script`.
[[nodiscard]] std::vector<ScriptRun> script_runs(std::string_view text);

// The script a language is written in, by CLDR's likely subtags: ar Arab,
// zh-Hant Hant, pa Guru, en Latn. `common_script` if CLDR does not know the
// language; Latn for what is no tag at all.
[[nodiscard]] Script script_of_language(std::string_view language);

}  // namespace kiosk::unicode
