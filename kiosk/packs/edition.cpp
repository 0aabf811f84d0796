// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/edition.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string>

#include "kiosk/base/clock.hpp"
#include "kiosk/packs/findings.hpp"
#include "kiosk/packs/values.hpp"
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

std::string age_of(const std::optional<Date>& expires, Date today) {
  if (!has_expired(expires, today)) return {};
  return fmt::format("It was fresh until {}: it still serves, and somebody has to look at it again.", text_of(*expires));
}

Outcome may_replace(const std::filesystem::path& pack, const std::optional<Date>& expires, const std::optional<Date>& of_the_one_in_force, Date today) {
  if (!has_expired(expires, today) || has_expired(of_the_one_in_force, today)) return Done{};
  return Error{ErrorCode::pack, fmt::format("{} was fresh until {}, and the one in force is fresh {}. Look at what it says, and build it again with a later --expires.", pack.string(), text_of(*expires),
                                            of_the_one_in_force ? "until " + text_of(*of_the_one_in_force) : std::string{"for as long as it is there"})};
}

}  // namespace kiosk::packs
