// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets saved as CSV (RFC 4180), as council machines really save them: with or
// without a byte order mark, in UTF-8 or Windows-1252, with commas, semicolons or
// tabs, any line ending, line breaks inside quotation marks. Our own reader,
// because Debian's libcsv (last released in 2013) knows neither rows as a
// spreadsheet counts them nor a bound on anything.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/packs/table.hpp"

namespace kiosk::packs {

// Any bytes may be in `bytes`. What cannot be read is a finding that stops, and
// reading ends there. Blank rows count, because a spreadsheet counts them. `at` hears now and then how many bytes are read.
[[nodiscard]] Table read_csv(std::string_view bytes, const std::string& sheet, Findings& findings, const TableLimits& limits = {},
                             const std::function<void(std::size_t bytes)>& at = {});

// Well-formed UTF-8 stays. Where most letters that are no ASCII are UTF-8, each of the other bytes
// becomes U+FFFD, which stops publishing at its cell; anything else is taken for Windows-1252.
[[nodiscard]] std::string to_utf8(std::string_view bytes);

// What a text said before its UTF-8 was taken for Windows-1252: `Café – £5` of `CafÃ© â€“ Â£5`.
// Nothing if it has none of these marks. `text` is UTF-8.
[[nodiscard]] std::optional<std::string> undoubled(std::string_view text);

}  // namespace kiosk::packs
