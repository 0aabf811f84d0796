// SPDX-License-Identifier: GPL-3.0-or-later
// A workbook that somebody else made: tables within their limits, or a reason.
//
// Input: a workbook as it is (it begins with PK or is no workbook), or the parts
// of one, each under a line `=== xl/workbook.xml`, so that a fuzzer that knows
// no compression gets to the XML. Parts that are not given are whole ones.
#include "kiosk/packs/workbook.hpp"
#include "tests/fuzz/fuzzing.hpp"
#include "tests/unit/packs/raw_workbook.hpp"

using namespace kiosk;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view left = fuzzing::text_of(data, size);
  std::string bytes{left};
  constexpr std::string_view mark = "=== ";
  if (left.starts_with(mark)) {
    packs::Parts parts = packs::book_with("");
    for (int count = 0; count < 12 && left.starts_with(mark); ++count) {
      left.remove_prefix(mark.size());
      const std::string name(left.substr(0, left.find('\n')).substr(0, 60));
      left.remove_prefix(std::min(left.size(), left.find('\n') == std::string_view::npos ? left.size() : left.find('\n') + 1));
      const std::size_t end = left.find("\n=== ");
      const std::string text(left.substr(0, end));
      left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
      if (name.empty() || name.find('\0') != std::string::npos) continue;
      std::erase_if(parts, [&](const auto& part) { return part.first == name; });
      parts.emplace_back(name, text);
    }
    bytes = packs::zipped(parts, packs::Compress::no);
  }
  packs::WorkbookLimits limits;
  limits.table = {100, 8, 256, 400};
  limits.text_bytes = 4096;
  limits.shared_texts = 100;
  limits.package.unpacked_bytes = 1U << 20U;
  packs::Findings findings;
  const auto tables = packs::read_workbook(std::move(bytes), "book.xlsx", [](std::string_view) { return true; }, findings, limits);
  for (const packs::Finding& finding : findings.all()) require(packs::sentence(finding).find('\n') == std::string::npos, "a finding is one line");
  if (!tables) {
    require(!tables.error().detail.empty() && tables.error().detail.find("book.xlsx") == 0, "a refusal names the file");
    return 0;
  }
  for (const packs::NamedTable& sheet : tables.value()) {
    require(sheet.table.rows.size() <= limits.table.rows, "a sheet stays in its limits");
    for (const auto& row : sheet.table.rows) {
      require(row.size() <= limits.table.columns, "a row stays in its limits");
      for (const std::string& cell : row) require(cell.size() <= limits.table.cell_bytes, "a cell stays in its limits");
    }
  }
  return 0;
}
