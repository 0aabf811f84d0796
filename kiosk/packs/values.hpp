// SPDX-License-Identifier: GPL-3.0-or-later
// Cells as staff type them, read into what they mean. Nothing: cannot be read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/packs/content.hpp"

namespace kiosk::packs {

// Without spaces at either end, also of the kinds that a spreadsheet adds.
[[nodiscard]] std::string_view trimmed(std::string_view text);

// `2026-11-12`, `12/11/2026` (day first, as a British spreadsheet turns it) or
// `12 November 2026`.
[[nodiscard]] std::optional<Date> date_from(std::string_view text);
[[nodiscard]] std::string text_of(Date date);  // 2026-11-12

// `9:00-17:00`, `9am to 5pm`, `9.30am-12 noon, 1pm-5pm`, `closed`, `24 hours`.
// Sorted; empty for closed. Periods that overlap cannot be read.
[[nodiscard]] std::optional<std::vector<directory::Period>> hours_of_day(std::string_view text);

// Why a cell is none, and what to type, where there is more to say than that it cannot be read.
struct Reason {
  std::string why, mend;  // sentences, as of a Finding
};
[[nodiscard]] std::optional<Reason> why_not_date(std::string_view text);
[[nodiscard]] std::optional<Reason> why_not_hours(std::string_view text);

// `LS8 5HS`, from any case and spacing.
[[nodiscard]] std::optional<std::string> postcode_from(std::string_view text);

// Grouped as people say it: 0113 496 0123, 01937 842842, 07759 125077, 116 123.
// Without its first 0, as a spreadsheet keeps a number, it is read too.
[[nodiscard]] std::optional<std::string> phone_from(std::string_view text);

// With https:// in front if it has neither that nor http://.
[[nodiscard]] std::optional<std::string> website_from(std::string_view text);
[[nodiscard]] std::optional<std::string> email_from(std::string_view text);
[[nodiscard]] std::optional<double> number_from(std::string_view text);

// 1 to 64 of a-z, 0-9 and hyphens.
[[nodiscard]] bool is_id(std::string_view text);
// A BCP 47 tag as the kiosk uses them: en, ar, pa, zh-Hans.
[[nodiscard]] bool is_language(std::string_view text);

// The cell's parts between commas (also Arabic ones) or semicolons, trimmed, none empty.
[[nodiscard]] std::vector<std::string> list_from(std::string_view text);

// The digits in a text in order, number by number, whatever script they are in:
// what a translation must have in common with its English.
[[nodiscard]] std::vector<std::string> numbers_in(std::string_view text);

}  // namespace kiosk::packs
