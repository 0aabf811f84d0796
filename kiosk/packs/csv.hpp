// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets saved as CSV (RFC 4180), as council machines really save them: with or
// without a byte order mark, in UTF-8 or Windows-1252, with commas, semicolons or
// tabs, any line ending, line breaks inside quotation marks. Our own reader,
// because Debian's libcsv (last released in 2013) knows neither rows as a
// spreadsheet counts them nor a bound on anything.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/packs/findings.hpp"

namespace kiosk::packs {

struct Table {
  // Row 1 of the spreadsheet is rows[0]. Cells are UTF-8 without a byte order mark.
  std::vector<std::vector<std::string>> rows;
};

// No sheet that a person keeps comes near these.
struct CsvLimits {
  std::size_t rows = 50'000;
  std::size_t columns = 64;
  std::size_t cell_bytes = 16 * 1024;
};

// Any bytes may be in `bytes`. What cannot be read is a finding that stops, and
// reading ends there. Blank rows count, because a spreadsheet counts them.
[[nodiscard]] Table read_csv(std::string_view bytes, const std::string& sheet, Findings& findings, const CsvLimits& limits = {});

// Well-formed UTF-8 stays; anything else is taken for Windows-1252.
[[nodiscard]] std::string to_utf8(std::string_view bytes);

}  // namespace kiosk::packs
