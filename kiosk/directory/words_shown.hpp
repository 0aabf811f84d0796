// SPDX-License-Identifier: GPL-3.0-or-later
// A pack's texts made fit to be shown.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/i18n/label.hpp"

namespace kiosk::directory {

// Well-formed UTF-8 without control characters (a line feed stays) and without
// bidi controls, which a label must not hold. Any bytes may come in.
[[nodiscard]] std::string clean(std::string_view text);

// The part of `text` between the spaces and tabs at its ends.
[[nodiscard]] std::string_view without_spaces(std::string_view text);

// `text` if it has at most so many characters; else what it begins with, and an
// ellipsis. Marks on a letter count: whoever piles up thousands gets few of them.
[[nodiscard]] std::string shortened(std::string text, std::size_t characters);

// The first sentence or two of `text`, about 120 characters, cut at the end of
// a sentence; a first sentence much longer than that is cut at a word, with an
// ellipsis. `text` is clean.
[[nodiscard]] std::string first_sentences(std::string_view text, std::string_view language);

// The text as spans: telephone numbers, postcodes, web and e-mail addresses get
// their kind, so that they keep their order in a right-to-left line and are read
// out as what they are. The spans joined are the text.
[[nodiscard]] i18n::Label with_kinds(std::string_view text, std::string_view language);

}  // namespace kiosk::directory
