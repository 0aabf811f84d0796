// SPDX-License-Identifier: GPL-3.0-or-later
// Moving through a page without sight or touch, and what is said on the way.
// Pure: reads the laid-out page's nodes in reading order.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/i18n/catalogue.hpp"
#include "kiosk/semantics/node.hpp"
#include "kiosk/speech/speaker.hpp"

namespace kiosk::access {

// A page in reading order: semantic nodes only, each with the index of its parent or -1.
struct Entry {
  const semantics::Node* node = nullptr;
  int parent = -1;
  std::size_t first_span = 0;  // words cut over pages: where these begin in the whole label
  ByteOffset first_byte = 0;
  const semantics::Node* heard = nullptr;  // the same in the language that is heard, where it is another; its words are said, and nothing is highlighted
};
using Page = std::vector<Entry>;

// Where focus stops: controls, rows, and words that stand alone. A control is one
// stop, and the words inside it belong to it.
[[nodiscard]] std::vector<std::string> stops(const Page& page);

// The stop `by` steps on, round the ends, so that focus is never trapped. With no
// focus yet, on means the page's heading and back means the last stop. Empty only if there are no stops.
[[nodiscard]] std::string stop_after(const Page& page, std::string_view focus, int by);

// In braille what something is takes few cells, and a field is what is written in it.
enum class Form { spoken, braille };
// How somebody works, which the hint at the end of a stop goes by. `untold`: no hint.
enum class Way { untold, keys, hear_first };
// What is said for one stop: its words, the words inside it, then what it is and how it stands,
// its place among its fellows, and last a hint, so that whoever knows it moves on before it.
[[nodiscard]] std::vector<speech::Utterance> say_stop(const Page& page, std::string_view id, const i18n::Catalogues& strings, std::string_view language,
                                                      Way way = Way::untold, Form form = Form::spoken);
// Whether say_stop has a hint for this stop and this way.
[[nodiscard]] bool has_hint(const Page& page, std::string_view id, Way way);

// The words of a stop in pieces of one unit, each with where it begins in all of them together.
struct Piece {
  std::size_t at = 0;  // byte
  speech::Utterance said;
};
[[nodiscard]] std::vector<Piece> pieces_of(const Page& page, std::string_view id, semantics::ReadingUnit unit, const i18n::Catalogues& strings,
                                         std::string_view language);
// Which of `pieces` is `by` on from the one that holds `at`; the first if none was read yet. Never past the ends. -1: there are none.
[[nodiscard]] int piece_beside(const std::vector<Piece>& pieces, std::optional<std::size_t> at, int by);

// The numbers of one node for somebody who writes them down (speech::Utterance::writing_step).
[[nodiscard]] std::vector<speech::Utterance> say_slowly(const Page& page, std::string_view id, int step);

// What Read aloud says when a page comes: its heading and all that follows, without the
// strip above and the bar below, which every page has.
[[nodiscard]] std::vector<speech::Utterance> say_page(const Page& page, const i18n::Catalogues& strings, std::string_view language);

// What Listen says: everything marked as the passage, all its pages. `shown` yes: these words are those on the glass, which are highlighted.
enum class Shown { no, yes };
[[nodiscard]] std::vector<speech::Utterance> say_passage(const semantics::Node& root, Shown shown = Shown::yes);

// What the node `id` holds, on all its pages: of words the words, of cards and tiles their names alone.
[[nodiscard]] std::vector<speech::Utterance> say_part(const semantics::Node& root, std::string_view id, Shown shown = Shown::yes);

}  // namespace kiosk::access
