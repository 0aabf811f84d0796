// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/edition.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string>

#include "kiosk/base/clock.hpp"
#include "kiosk/packs/findings.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::packs {

Result<Edition> edition_of(const std::filesystem::path& pack) {
  auto database = store::Database::open_immutable(pack, store::Database::Check::passed_before);
  if (!database) return database.error();
  auto said = database->value_of("SELECT value FROM meta WHERE key='serial'");
  if (!said) return said.error();
  const std::string digits = said.value().value_or("");
  Edition edition;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), edition.serial);
  if (problem != std::errc{} || end != digits.data() + digits.size() || edition.serial < 1 || edition.serial > highest_serial) {
    return Error{ErrorCode::pack, fmt::format("{} has the serial '{}', and a serial is a number from 1 to {}. Build it again with --serial, one higher than that of the pack in force.", pack.string(),
                                              shown(digits), highest_serial)};
  }
  auto expires = database->value_of("SELECT value FROM meta WHERE key='expires'");
  if (!expires) return expires.error();
  if (expires.value()) edition.expires = parse_date(*expires.value());
  return edition;
}

}  // namespace kiosk::packs
