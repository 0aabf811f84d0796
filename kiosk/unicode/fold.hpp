// SPDX-License-Identifier: GPL-3.0-or-later
// The form of a text under which search finds it, whatever way it was typed.
// Pure functions, any thread; any bytes may come in, what is not UTF-8 becomes
// U+FFFD. What comes out is for comparing, never for showing.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::unicode {

// Unicode's NFKC_Casefold: case, width and compatibility forms are one; marks stay.
[[nodiscard]] std::string case_fold(std::string_view text);

// case_fold, and then by script what people leave out or keyboards swap:
// Latin, Greek, Cyrillic and Hebrew lose their marks (ł is l); Arabic script
// loses vowel marks and tatweel and has one alef, yeh, kaf, heh and waw; Indic
// scripts keep their vowels and lose nukta, candrabindu and addak; Ethiopic
// letters of one sound are one; traditional Chinese is simplified; every digit
// is 0 to 9; apostrophes and joiners go. Folding twice changes nothing.
[[nodiscard]] std::string search_fold(std::string_view text);

}  // namespace kiosk::unicode
