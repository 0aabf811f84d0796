// SPDX-License-Identifier: GPL-3.0-or-later
// Whether content may be published, and how good it is.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/packs/content.hpp"
#include "kiosk/packs/findings.hpp"
#include "kiosk/packs/progress.hpp"

namespace kiosk::packs {

struct Coverage {
  std::size_t human = 0, machine = 0, none = 0;  // of the texts that may be translated
};
struct Freshness {
  std::size_t dated = 0, over_6_months = 0, over_12_months = 0, undated = 0;  // services; the second counts those of the third too
};
struct Report {
  std::size_t topics = 0, services = 0, places = 0, organisations = 0, with_hours = 0, with_phone = 0, words = 0;
  std::map<std::string, Coverage> coverage;  // by language, English left out
  Freshness freshness;
};

// A hub's workbook: what only the city says stops it, and what the city has need not be in it.
struct ForHub {
  std::vector<std::string> city_topics;  // keys, in the city's order
};

// Adds what is wrong across rows: likely duplicates, numbers that differ in a
// translation, drafts and addresses where they must not be shown, old facts.
// Progress: Step::checking.
[[nodiscard]] Report check(const Content& content, Date today, Findings& findings, const std::optional<ForHub>& hub = {}, const Progress& progress = {});

}  // namespace kiosk::packs
