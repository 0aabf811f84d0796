// SPDX-License-Identifier: GPL-3.0-or-later
// A sheet as its rows, whichever file it came from: a CSV file or a sheet of a workbook.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/packs/findings.hpp"

namespace kiosk::packs {

// What only the file knows about a cell that its words do not show: a formula,
// an amount of money kept as a number. Said of the columns that are read.
struct Flaw {
  std::size_t row = 0, column = 0;  // indexes into rows
  std::string why, mend;
  Kind kind{};
};

struct Table {
  // Row 1 of the spreadsheet is rows[0]. Cells are UTF-8 without a byte order mark.
  std::vector<std::vector<std::string>> rows;
  std::vector<Flaw> flaws;
  bool refused = false;  // a finding said why; there are no rows, or not all
};

struct NamedTable {
  std::string name;  // the sheet's, or the file's without `.csv`
  Table table;
};

// No sheet that a person keeps comes near these.
struct TableLimits {
  std::size_t rows = 400'000;
  std::size_t columns = 64;
  std::size_t cell_bytes = 16 * 1024;
  std::size_t cells = 4'000'000;  // in all: empty ones take memory too
};

}  // namespace kiosk::packs
