// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/fold.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <memory>

#include "kiosk/unicode/utf.hpp"

namespace kiosk::unicode {
namespace {

const icu::Normalizer2* normalizer(const icu::Normalizer2* (*instance)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = instance(status);
  return U_SUCCESS(status) ? found : nullptr;
}

std::string normalized(const icu::Normalizer2* by, std::string_view text) {
  std::string out;
  if (by == nullptr) return std::string{text};
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  by->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
  return U_SUCCESS(status) ? out : std::string{text};
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Scripts whose marks are not part of the letter to somebody in a hurry.
bool loses_marks(UScriptCode script) {
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC || script == USCRIPT_ARABIC ||
         script == USCRIPT_HEBREW || script == USCRIPT_COMMON;
}

bool is_nukta(char32_t c) { return c == 0x093C || c == 0x09BC || c == 0x0A3C || c == 0x0ABC || c == 0x0B3C; }

// One letter for those that keyboards and habits swap. After NFD, so that a
// hamza or a dot on top has become a mark. Empty: the letter goes.
std::u32string_view folded(char32_t c) {
  switch (c) {
    // Arabic script: yeh, kaf, heh and teh marbuta, alef, waw, noon; Kurdish letters often typed without their mark.
    case 0x0649: case 0x06CC: case 0x06CD: case 0x06CE: case 0x06D0: case 0x06D2: return U"\u064A";
    case 0x06A9: case 0x06AA: return U"\u0643";
    case 0x0629: case 0x06BE: case 0x06C1: case 0x06C3: case 0x06D5: return U"\u0647";
    case 0x0671: return U"\u0627";
    case 0x06C6: return U"\u0648";
    case 0x06BA: return U"\u0646";
    case 0x0695: return U"\u0631";
    case 0x06B5: return U"\u0644";
    case 0x0640: return U"";  // tatweel
    // Latin letters that have no decomposition.
    case U'ł': return U"l";
    case U'ø': return U"o";
    case U'đ': case U'ð': return U"d";
    case U'ħ': return U"h";
    case U'ı': return U"i";
    case U'ŋ': return U"n";
    case U'ŧ': return U"t";
    case U'æ': return U"ae";
    case U'œ': return U"oe";
    case U'þ': return U"th";
    // Apostrophes, typed or not.
    case U'\'': case U'`': case 0x2018: case 0x2019: case 0x02BC: case 0x02BB: case 0x00B4:
    case 0x200C: case 0x200D: return U"";
    // Gurmukhi and Devanagari nasal marks; addak and Bengali candrabindu, which many leave out.
    case 0x0A70: case 0x0A01: return U"\u0A02";
    case 0x0901: return U"\u0902";
    case 0x0A71: case 0x0981: return U"";
    default: break;
  }
  return {};
}

// Ethiopic letters that sound alike, each a row of eight.
char32_t ethiopic(char32_t c) {
  struct Row { char32_t from, to; };
  for (const Row row : {Row{0x1210, 0x1200}, Row{0x1280, 0x1200}, Row{0x1220, 0x1230}, Row{0x12D0, 0x12A0}, Row{0x1340, 0x1338}})
    if (c >= row.from && c < row.from + 7) return row.to + (c - row.from);
  return c;
}

std::string simplified(const std::string& text) {
  static const std::unique_ptr<const icu::Transliterator> to_simplified = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> made{icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status)};
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  if (!to_simplified) return text;
  icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  to_simplified->transliterate(units);
  std::string out;
  return units.toUTF8String(out);
}

}  // namespace

std::string case_fold(std::string_view text) {
  if (is_ascii(text)) {
    std::string out{text};
    for (char& c : out)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
  }
  static const icu::Normalizer2* const fold = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
  return normalized(fold, well_formed(text));
}

std::string search_fold(std::string_view text) {
  static const icu::Normalizer2* const decompose = normalizer(icu::Normalizer2::getNFDInstance);
  static const icu::Normalizer2* const compose = normalizer(icu::Normalizer2::getNFCInstance);
  std::string lower = case_fold(text);
  if (is_ascii(lower)) {
    std::erase_if(lower, [](char c) { return c == '\'' || c == '`'; });
    return lower;
  }
  const std::string apart = normalized(decompose, lower);
  std::string out;
  out.reserve(apart.size());
  bool has_han = false;
  UScriptCode base = USCRIPT_COMMON;
  for (ByteOffset at = 0; at < apart.size();) {
    const CodePoint point = code_point_at(apart, at);
    const char32_t c = point.value;
    at = point.end;
    const auto code = static_cast<UChar32>(c);
    if (c < 0x80 && c != U'\'' && c != U'`') {
      base = USCRIPT_LATIN;
      out += static_cast<char>(c);
      continue;
    }
    const auto category = u_charType(code);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) {
      if (loses_marks(base) || is_nukta(c)) continue;
    } else if (category == U_DECIMAL_DIGIT_NUMBER) {
      base = USCRIPT_COMMON;  // it is no longer of its script
      out += static_cast<char>('0' + u_charDigitValue(code));
      continue;
    } else {
      UErrorCode status = U_ZERO_ERROR;
      base = uscript_getScript(code, &status);
      has_han = has_han || base == USCRIPT_HAN;
    }
    if (const auto letters = folded(c); letters.data() != nullptr) {
      for (const char32_t letter : letters) append_utf8(out, letter);
    } else {
      append_utf8(out, base == USCRIPT_ETHIOPIC ? ethiopic(c) : c);
    }
  }
  out = normalized(compose, out);
  return has_han ? simplified(out) : out;
}

}  // namespace kiosk::unicode
