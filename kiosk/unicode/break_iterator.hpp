// SPDX-License-Identifier: GPL-3.0-or-later
// ICU's break iterators, owned. For this folder's own sources.
#pragma once

#include <unicode/ubrk.h>

#include <memory>

namespace kiosk::unicode {

struct CloseIterator {
  void operator()(UBreakIterator* iterator) const noexcept { ubrk_close(iterator); }
};
using BreakIterator = std::unique_ptr<UBreakIterator, CloseIterator>;

}  // namespace kiosk::unicode
