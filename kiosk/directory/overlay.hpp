// SPDX-License-Identifier: GPL-3.0-or-later
// A hub's overlay over the city's pack, merged as it is read: the overlay is
// attached as the schema `hub`, and temporary views with the names of the tables
// say what both hold together, so that every query is the same with and without
// one. Nothing is copied. What each may say:
//   records   the hub's own, whose ids begin with `SITE.`, none sensitive
//   notice    shown to the residents of that hub
//   hidden    ids of any records that are shown nowhere; those about suicide stay,
//             because a search for that always has to lead to a person
//   confirmed ids of any records and the day that the hub checked them
// Topics, help now, the glossary, bank holidays and how words are said are the city's.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::directory {

// What the ids of a hub's own records begin with. A city's id holds no full stop where a site ends.
[[nodiscard]] inline std::string namespace_of(std::string_view site) { return std::string{site} + '.'; }

// Whether the schema `main` or `hub` of the database is an overlay of `site` that
// holds to the above; an Error names the table and the record that do not.
[[nodiscard]] Outcome check_overlay(store::Database& database, std::string_view schema, std::string_view site);
// The tables whose records an overlay may have, in an order that they can be filled in.
inline constexpr const char* overlay_tables[] = {"organization", "service", "location", "service_at_location", "address", "phone", "contact", "schedule", "exception",
                                                 "service_area", "language", "accessibility", "cost_option", "attribute", "translation", "easy_read", "media"};
// Attaches `overlay`, which must have been verified, checks it, and lays the views over the tables.
[[nodiscard]] Outcome lay_over(store::Database& city, const std::filesystem::path& overlay, std::string_view site, store::Database::Check check);

}  // namespace kiosk::directory
