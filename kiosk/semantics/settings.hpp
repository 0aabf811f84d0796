// SPDX-License-Identifier: GPL-3.0-or-later
// What a resident may set, and which screens there are: shared words of
// session, screens, ui and the driver.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace kiosk::semantics {

enum class Theme { day, soft, white_on_black, yellow_on_black };
inline constexpr std::array<std::string_view, 4> theme_names{"day", "soft", "white_on_black", "yellow_on_black"};

// The four sizes of handbook part 3: capitals of 5.0, 6.2, 7.4 and 8.7 mm.
enum class TextSize { normal, big, bigger, biggest };
inline constexpr std::array<std::string_view, 4> text_size_names{"normal", "big", "bigger", "biggest"};

// What the keys of the on-screen keyboard type: the plain letters, the ones behind Shift and
// behind AltGr (both for one letter), digits and signs.
enum class KeyLevel { letters, shift, accents, digits };
inline constexpr std::size_t key_level_count = 4;

// How much the left and right keys read at a time, roughest first.
enum class ReadingUnit { item, clause, word, letter };
inline constexpr std::array<std::string_view, 4> reading_unit_names{"item", "clause", "word", "letter"};
// What the self-test tries, in its order, and how it went. `absent`: this kiosk has no such thing.
enum class TestPart { screen, speech, volume, keys, jack, touch };
inline constexpr std::array<std::string_view, 6> test_part_names{"screen", "speech", "volume", "keys", "jack", "touch"};
enum class TestResult { untried, passed, failed, absent };

// The contract's names, in its order, then ours. Not every one has a screen yet.
enum class Screen {
  attract, language, home, search, results, service, help_now, near, guided, my_list, take_away, access,
  still_there, talk, staff_pin, staff, staff_packs, staff_measures, staff_self_test,
  bsl, sign, not_here, learn_keys, needs, needs_code,  // ours
  notices, staff_workbook, staff_records, staff_record, staff_find, staff_say, staff_notices, staff_write
};
inline constexpr std::array<std::string_view, 33> screen_names{
    "attract", "language", "home", "search", "results", "service", "help_now", "near", "guided", "my_list", "take_away",
    "access", "still_there", "talk", "staff_pin", "staff", "staff_packs", "staff_measures", "staff_self_test",
    "bsl", "sign", "not_here", "learn_keys", "needs", "needs_code",
    "notices", "staff_workbook", "staff_records", "staff_record", "staff_find", "staff_say", "staff_notices", "staff_write"};

template <class Enum>
constexpr std::string_view name_in(const auto& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(Theme theme) { return name_in(theme_names, theme); }
constexpr std::string_view name_of(TextSize size) { return name_in(text_size_names, size); }
constexpr std::string_view name_of(ReadingUnit unit) { return name_in(reading_unit_names, unit); }
constexpr std::string_view name_of(TestPart part) { return name_in(test_part_names, part); }
// Behind the PIN, and the PIN itself: not for residents, and not part of any visit.
constexpr bool is_for_staff(Screen screen) {
  return (screen >= Screen::staff_pin && screen <= Screen::staff_self_test) || (screen >= Screen::staff_workbook && screen <= Screen::staff_write);
}
constexpr std::string_view name_of(Screen screen) { return name_in(screen_names, screen); }

}  // namespace kiosk::semantics
