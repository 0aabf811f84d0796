// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/words.hpp"

#include <unicode/utext.h>

#include "kiosk/unicode/break_iterator.hpp"

namespace kiosk::unicode {
namespace {

// Opening one reads rules and dictionaries; each thread keeps its own.
UBreakIterator* iterator_of_this_thread() {
  thread_local const BreakIterator kept = [] {
    UErrorCode status = U_ZERO_ERROR;
    return BreakIterator{ubrk_open(UBRK_WORD, "en", nullptr, 0, &status)};
  }();
  return kept.get();
}

}  // namespace

std::vector<Word> words(std::string_view text) {
  std::vector<Word> out;
  UBreakIterator* const iterator = iterator_of_this_thread();
  if (text.empty() || iterator == nullptr) return out;
  UErrorCode status = U_ZERO_ERROR;
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, text.data(), static_cast<std::int64_t>(text.size()), &status);
  ubrk_setUText(iterator, &view, &status);
  if (U_SUCCESS(status)) {
    auto start = static_cast<ByteOffset>(ubrk_first(iterator));
    for (std::int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
      const auto end = static_cast<ByteOffset>(at);
      const std::int32_t rule = ubrk_getRuleStatus(iterator);
      if (rule >= UBRK_WORD_KANA) out.push_back({start, end, WordKind::ideographs});
      else if (rule >= UBRK_WORD_NUMBER) out.push_back({start, end, WordKind::letters});
      start = end;
    }
  }
  utext_close(&view);
  return out;
}

}  // namespace kiosk::unicode
