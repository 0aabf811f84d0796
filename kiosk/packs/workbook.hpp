// SPDX-License-Identifier: GPL-3.0-or-later
// The sheets of a workbook (.xlsx, ECMA-376; transitional and strict) as tables.
// Cells become what a person would have typed: a date 2026-11-12, a time 10:30,
// yes and no, a number in full. What cannot be told without guessing (a formula,
// money kept as a number, an error) is a flaw of its cell.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/packs/findings.hpp"
#include "kiosk/packs/package.hpp"
#include "kiosk/packs/progress.hpp"
#include "kiosk/packs/table.hpp"

namespace kiosk::packs {

struct WorkbookLimits {
  TableLimits table{};
  PackageLimits package{};
  std::size_t sheets = 200;
  std::size_t shared_texts = 2'000'000;
  std::size_t text_bytes = 64ULL * 1024 * 1024;  // of all cells that are kept
};

// Any bytes may be in `bytes`; `file` is what messages call it. Every sheet is
// named, in the workbook's order; only those that are `wanted` have rows. Of its progress (Step::opening) it says the bytes. An
// Error: nothing of it can be read. Links and macros are findings that stop.
[[nodiscard]] Result<std::vector<NamedTable>> read_workbook(std::string bytes, const std::string& file, const std::function<bool(std::string_view)>& wanted, Findings& findings,
                                                            const WorkbookLimits& limits = {}, const Progress& progress = {});

}  // namespace kiosk::packs
