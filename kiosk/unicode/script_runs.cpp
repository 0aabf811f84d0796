// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/script_runs.hpp"

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include <array>
#include <map>

#include "kiosk/unicode/utf.hpp"

namespace kiosk::unicode {
namespace {

Script packed(UScriptCode code) {
  const char* name = uscript_getShortName(code);
  Script out = 0;
  for (int i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(name[i]);
  return out;
}

struct OpenBracket {
  char32_t closer = 0;
  UScriptCode script = USCRIPT_COMMON;
};

// Deeper nesting than people write; past it brackets are ordinary punctuation,
// so hostile text costs no more than its length.
constexpr std::size_t deepest_bracket = 64;

}  // namespace

std::string name_of(Script script) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(script >> shift & 0xFF));
  return out;
}

std::vector<ScriptRun> script_runs(std::string_view text) {
  std::vector<ScriptRun> runs;
  std::vector<OpenBracket> brackets;
  UScriptCode current = USCRIPT_COMMON;
  ByteOffset run_start = 0;
  for (ByteOffset at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const auto value = static_cast<UChar32>(c.value);
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode code = c.value < 0x80 ? (u_isalpha(value) != 0 ? USCRIPT_LATIN : USCRIPT_COMMON) : uscript_getScript(value, &status);
    if (U_FAILURE(status) || code == USCRIPT_INHERITED || code == USCRIPT_UNKNOWN) code = USCRIPT_COMMON;

    if (code == USCRIPT_COMMON) {
      const auto type = u_getIntPropertyValue(value, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
      if (type == U_BPT_OPEN && brackets.size() < deepest_bracket) {
        brackets.push_back({static_cast<char32_t>(u_getBidiPairedBracket(value)), current});
      } else if (type == U_BPT_CLOSE) {
        for (std::size_t i = brackets.size(); i-- > 0;) {
          if (brackets[i].closer != c.value) continue;
          code = brackets[i].script;
          brackets.resize(i);
          break;
        }
      }
    }
    if (code != USCRIPT_COMMON && code != current) {
      if (current == USCRIPT_COMMON) {
        // What stood before the first letter, brackets too, belongs to it.
        for (OpenBracket& bracket : brackets) bracket.script = code;
      } else {
        runs.push_back({run_start, at, packed(current)});
        run_start = at;
      }
      current = code;
    }
    at = c.end;
  }
  if (run_start < text.size()) runs.push_back({run_start, text.size(), packed(current)});
  return runs;
}

Script script_of_language(std::string_view language) {
  thread_local std::map<std::string, Script, std::less<>> known;
  if (const auto found = known.find(language); found != known.end()) return found->second;
  const std::string tag(language);
  std::array<char, ULOC_FULLNAME_CAPACITY> id{};
  std::array<char, ULOC_FULLNAME_CAPACITY> full{};
  std::array<char, ULOC_SCRIPT_CAPACITY> code{};
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(tag.c_str(), id.data(), static_cast<std::int32_t>(id.size()), nullptr, &status);
  uloc_addLikelySubtags(id.data(), full.data(), static_cast<std::int32_t>(full.size()), &status);
  const auto length = uloc_getScript(full.data(), code.data(), static_cast<std::int32_t>(code.size()), &status);
  Script out = common_script;
  if (U_SUCCESS(status) && length == 4) {
    out = 0;
    for (std::size_t i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(code[i]);
  }
  if (known.size() < 256) known.emplace(tag, out);  // a bound against made-up tags
  return out;
}

}  // namespace kiosk::unicode
