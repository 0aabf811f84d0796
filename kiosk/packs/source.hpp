// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a source into Content, whatever kind it is.
#pragma once

#include <filesystem>

#include "kiosk/base/result.hpp"
#include "kiosk/packs/content.hpp"
#include "kiosk/packs/findings.hpp"
#include "kiosk/packs/progress.hpp"

namespace kiosk::packs {

// A workbook (.xlsx), a folder of CSV sheets, or Open Referral JSON (a file, or a
// folder of page files). An Error means that there is nothing to read or that this kind of
// source is not read yet; whatever is wrong inside is a finding. When a finding
// stops, the Content is what could be made of the rest. Progress: Step::opening, Step::reading.
[[nodiscard]] Result<Content> read_source(const std::filesystem::path& source, Findings& findings, const Progress& progress = {});

// The readers behind it (sheets.cpp, open_referral.cpp).
[[nodiscard]] Result<Content> read_workbook_sheets(const std::filesystem::path& file, Findings& findings, const Progress& progress = {});
[[nodiscard]] Result<Content> read_sheets(const std::filesystem::path& folder, Findings& findings, const Progress& progress = {});
[[nodiscard]] Result<Content> read_open_referral(const std::filesystem::path& source, Findings& findings, const Progress& progress = {});

}  // namespace kiosk::packs
