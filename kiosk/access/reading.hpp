// SPDX-License-Identifier: GPL-3.0-or-later
// Moving through a page without sight or touch, and what is said on the way.
// Pure: reads the laid-out page's nodes in reading order.
#pragma once

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
};
using Page = std::vector<Entry>;

// Where focus stops: controls, rows, and words that stand alone. A control is one
// stop, and the words inside it belong to it.
[[nodiscard]] std::vector<std::string> stops(const Page& page);

// The stop `by` steps on, round the ends, so that focus is never trapped. With no
// focus yet, on means the page's heading and back means the last stop. Empty only if there are no stops.
[[nodiscard]] std::string stop_after(const Page& page, std::string_view focus, int by);

// What is said for one stop: its words, the words inside it, then what it is and how it stands.
// In braille what it is takes few cells, and a field is what is written in it.
enum class Form { spoken, braille };
[[nodiscard]] std::vector<speech::Utterance> say_stop(const Page& page, std::string_view id, const i18n::Catalogues& strings, std::string_view language,
                                                      Form form = Form::spoken);

// What Read aloud says when a page comes: its heading and all that follows, without the
// strip above and the bar below, which every page has.
[[nodiscard]] std::vector<speech::Utterance> say_page(const Page& page, const i18n::Catalogues& strings, std::string_view language);

// What Listen says: everything marked as the passage, all its pages.
[[nodiscard]] std::vector<speech::Utterance> say_passage(const semantics::Node& root);

// What the node `id` holds, on all its pages: of words the words, of cards and tiles their names alone.
[[nodiscard]] std::vector<speech::Utterance> say_part(const semantics::Node& root, std::string_view id);

}  // namespace kiosk::access
