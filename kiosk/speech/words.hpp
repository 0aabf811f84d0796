// SPDX-License-Identifier: GPL-3.0-or-later
// The small words that speech needs and the screen does not show: how a time, a
// date or a price is said. They are chosen for how eSpeak NG says them (Arabic
// and Urdu carry the vowel marks that it needs), so they are not in the catalogues.
// To add a language: write its functions and a row in words.cpp, then pin its
// phonemes in tests/unit/speech/words_test.cpp.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace kiosk::speech {

struct Money {
  int pounds = 0;
  int pence = 0;
};

enum class Year { silent, said };

struct Words {
  std::string_view language;
  std::string_view web_address;
  std::string_view email_address;
  std::string_view range;          // of two times: `{} to {}`
  std::string_view decimal_point;  // between the digits of 0.4, where the voice would skip it; else empty
  std::string (*time)(int hour, int minute);  // hour 0 to 24
  std::string (*date)(std::chrono::year_month_day date, Year year);
  std::string (*money)(Money amount);
};

// Of this language or of the shorter tag; null if nobody has written them yet.
[[nodiscard]] const Words* words_for(std::string_view language);

}  // namespace kiosk::speech
