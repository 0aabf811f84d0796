// SPDX-License-Identifier: GPL-3.0-or-later
// One engine for all tests of this folder, and the labels they share.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "kiosk/text/engine.hpp"
#include "kiosk/text/engine_impl.hpp"

namespace kiosk::text {

inline Engine& engine() {
  static const auto opened = Engine::open(KIOSK_SOURCE_DIR "/fonts/manifest.json");
  if (!opened) {
    ADD_FAILURE() << opened.error().detail;
    std::abort();
  }
  return *opened.value();
}
inline const FontSet& fonts() { return *engine().impl().fonts; }

using i18n::Label;
using i18n::SpanKind;

inline Label english_label() { return {{"Ring us on ", "en"}, {"0113 378 5005", "en", SpanKind::telephone}, {", or write to Town Hall, ", "en"},
                                       {"LS1 3AD", "en", SpanKind::postcode}, {".", "en"}}; }
// All that goes wrong in a right-to-left line: a name in Latin letters, a
// telephone number, a range of times, a postcode, brackets and a bare number.
inline Label arabic_label() {
  return {{"اتصل بـ", "ar"}, {"Armley Library", "en"}, {" (الطابق 2) على الرقم ", "ar"}, {"0113 269 2985", "ar", SpanKind::telephone},
          {" من ", "ar"}, {"10:00–17:00", "ar", SpanKind::time}, {"، الرمز البريدي ", "ar"}, {"LS12 3HB", "en", SpanKind::postcode},
          {".", "ar"}};
}
inline Label urdu_label() { return {{"آرملی لائبریری میں خوش آمدید۔ فون: ", "ur"}, {"0113 269 2985", "ur", SpanKind::telephone}}; }
inline Label panjabi_label() { return {{"ਆਰਮਲੀ ਲਾਇਬ੍ਰੇਰੀ ਵਿੱਚ ਜੀ ਆਇਆਂ ਨੂੰ, 12 ਨਵੰਬਰ", "pa"}}; }
inline Label chinese_label() { return {{"阿姆利图书馆欢迎您。电话：", "zh-Hans"}, {"0113 269 2985", "zh-Hans", SpanKind::telephone}}; }

inline Style body() { return {.em_px = 28}; }

}  // namespace kiosk::text
