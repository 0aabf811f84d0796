// SPDX-License-Identifier: GPL-3.0-or-later
// What single characters are. Pure functions, any thread.
#pragma once

namespace kiosk::unicode {

// Nothing is drawn for it by itself: joiners, zero-width spaces, variation selectors, bidi controls.
[[nodiscard]] bool is_default_ignorable(char32_t value);
// A space that a line may end in, or a line separator; not the no-break ones.
[[nodiscard]] bool is_breaking_space(char32_t value);
// General categories L (letters of any script) and M (marks that combine with one).
[[nodiscard]] bool is_letter(char32_t value);
[[nodiscard]] bool is_mark(char32_t value);

}  // namespace kiosk::unicode
