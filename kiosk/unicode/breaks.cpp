// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/breaks.hpp"

#include <unicode/utext.h>

#include <map>
#include <string>
#include <utility>

#include "kiosk/unicode/break_iterator.hpp"

namespace kiosk::unicode {
namespace {

// Opening one reads rules and dictionaries; they are kept, each thread its own.
UBreakIterator* iterator_for(UBreakIteratorType type, std::string_view language) {
  thread_local std::map<std::pair<int, std::string>, BreakIterator> kept;
  const auto key = std::pair{static_cast<int>(type), std::string(language)};
  if (const auto found = kept.find(key); found != kept.end()) return found->second.get();
  UErrorCode status = U_ZERO_ERROR;
  BreakIterator opened{ubrk_open(type, key.second.c_str(), nullptr, 0, &status)};
  if (U_FAILURE(status)) {
    status = U_ZERO_ERROR;
    opened.reset(ubrk_open(type, "en", nullptr, 0, &status));
  }
  if (U_FAILURE(status)) return nullptr;
  if (kept.size() >= 64) kept.clear();  // a bound against made-up tags
  return kept.emplace(key, std::move(opened)).first->second.get();
}

// Calls `visit(end, iterator)` at each boundary after the first.
template <class Visit>
void each_boundary(UBreakIteratorType type, std::string_view text, std::string_view language, Visit visit) {
  if (text.empty()) return;
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator* iterator = iterator_for(type, language);
  // ICU reads UTF-8 in place, so its boundaries are byte offsets already.
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (iterator != nullptr) ubrk_setUText(iterator, &view, &status);
  ByteOffset last = 0;
  if (iterator != nullptr && U_SUCCESS(status)) {
    ubrk_first(iterator);
    for (std::int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
      last = static_cast<ByteOffset>(at);
      visit(last, iterator);
    }
  }
  utext_close(&view);
  if (last != text.size()) visit(text.size(), nullptr);
}

std::vector<ByteOffset> boundaries(UBreakIteratorType type, std::string_view text, std::string_view language) {
  std::vector<ByteOffset> out;
  each_boundary(type, text, language, [&out](ByteOffset at, UBreakIterator*) { out.push_back(at); });
  return out;
}

}  // namespace

std::vector<LineBreak> line_breaks(std::string_view text, std::string_view language) {
  std::vector<LineBreak> out;
  each_boundary(UBRK_LINE, text, language, [&out](ByteOffset at, UBreakIterator* iterator) {
    out.push_back({at, iterator != nullptr && ubrk_getRuleStatus(iterator) >= UBRK_LINE_HARD});
  });
  return out;
}

std::vector<ByteOffset> grapheme_breaks(std::string_view text) { return boundaries(UBRK_CHARACTER, text, "en"); }

std::vector<ByteOffset> sentence_breaks(std::string_view text, std::string_view language) {
  return boundaries(UBRK_SENTENCE, text, language);
}

}  // namespace kiosk::unicode
