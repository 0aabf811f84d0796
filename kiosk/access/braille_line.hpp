// SPDX-License-Identifier: GPL-3.0-or-later
// The focused stop as one line of braille, from the same tree and words as
// speech. A line is read in windows as wide as the display.
//
// liblouis keeps global state: every call of it is behind one lock, so any thread
// may call anything here. The first use of a table reads it (0.1 to 0.3 s a
// language), so load_braille_tables() is called on a thread that may wait.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/access/reading.hpp"
#include "kiosk/i18n/label.hpp"

namespace kiosk::access {

// What a braille display's keys say, whatever its make.
struct BrailleKey {
  enum class Kind {
    route,       // the key over a cell: does what the item under it does
    pan_left, pan_right,
    previous, next, select, back, home,
    rub_out,
    character,   // typed on its braille keyboard
    other        // somebody is there; nothing more
  } kind = Kind::other;
  int cell = 0;            // route: from 0, of the display
  char32_t character = 0;
  bool operator==(const BrailleKey&) const = default;
};

// Bit 0 of a cell is dot 1, bit 7 dot 8: what BrlAPI takes and Unicode counts from U+2800.
using BrailleCells = std::vector<std::uint8_t>;

struct BrailleLine {
  std::string text;                 // what the cells say, UTF-8
  BrailleCells cells;
  std::vector<ByteOffset> text_at;  // of each cell: where in `text` its character begins
};

// The stop that the line shows: `focus` if it is on the page, else the page's heading.
[[nodiscard]] std::string braille_stop(const Page& page, std::string_view focus);

// The stop's words, value, role and state. A countdown on the page comes first,
// wherever focus is (handbook part 3, Time and session).
[[nodiscard]] i18n::Label braille_words(const Page& page, std::string_view stop, const i18n::Catalogues& strings, std::string_view language);

// Where in the line of a field the next letter goes; nothing for anything else.
[[nodiscard]] std::optional<std::size_t> braille_cursor(const Page& page, std::string_view stop, const BrailleLine& line);

// Each span by its own language's uncontracted table (English: Unified English
// Braille grade 1). What a table does not know is written as in English, and what
// that does not know either as a full cell. A language without a table gives blank
// cells for its words, said once on the staff log: never another language's braille.
[[nodiscard]] BrailleLine braille_line(const i18n::Label& words);

// Reads the tables of all languages, so that no line waits for them.
void load_braille_tables();

// Where the windows of a line begin, for a display of `width` cells (1 or more):
// whole words, but for words longer than the display. At least {0}.
[[nodiscard]] std::vector<std::size_t> braille_windows(const BrailleCells& cells, std::size_t width);

// As Unicode's braille patterns, UTF-8.
[[nodiscard]] std::string unicode_braille(const BrailleCells& cells);

}  // namespace kiosk::access
