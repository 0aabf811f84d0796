// SPDX-License-Identifier: GPL-3.0-or-later
// The two workbooks that we write for staff: one to fill in, and one that says
// what is wrong in theirs. The same input gives the same workbook.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/packs/findings.hpp"

namespace kiosk::packs {

// Every sheet of forms(): headings with a comment, drop-downs where there are
// choices, columns that keep a telephone number's first 0, rows that show how.
// `check` finds nothing in it that stops but those rows, which may not go out. Replaces `file` by one rename.
[[nodiscard]] Outcome write_template(const std::filesystem::path& file);

// A row a finding, the stopping ones first; `summary` is a sheet of its own,
// a row a line. Replaces `file` by one rename.
[[nodiscard]] Outcome write_findings(const std::filesystem::path& file, const Findings& findings, const std::vector<std::string>& summary);

}  // namespace kiosk::packs
