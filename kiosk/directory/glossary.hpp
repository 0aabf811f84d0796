// SPDX-License-Identifier: GPL-3.0-or-later
// Which words of a glossary stand in a text. Pure; any thread; any bytes may come in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::directory {

// The ways that a word stands in texts: itself, and `forms` between its commas (also Arabic and Chinese ones).
[[nodiscard]] std::vector<std::string> forms_of(std::string_view word, std::string_view forms);

// Of `terms`, each given by its forms, those that stand in `text`, by index, in the order
// they come, each once. Whole words by UAX #29, folded as search folds them; the longest
// wins where several begin. A form in capitals alone (PALS) is found in capitals alone.
[[nodiscard]] std::vector<std::size_t> terms_in(std::string_view text, const std::vector<std::vector<std::string>>& terms);

}  // namespace kiosk::directory
