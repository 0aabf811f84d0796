// SPDX-License-Identifier: GPL-3.0-or-later
// Publishing on a kiosk: the overlay of its hub. Every function builds the next
// overlay from the one in force, signs it with the hub's key and installs it, all
// or nothing; what an overlay may say is in kiosk/directory/overlay.hpp. Any
// thread but the glass's: each writes a few files and waits for the disk.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/packs/check.hpp"
#include "kiosk/packs/content.hpp"
#include "kiosk/packs/installed.hpp"

namespace kiosk::packs {

// Plain text, shown to the residents of that hub in the one language it was written in.
struct Notice {
  std::string id;  // 1 to 64 of a-z, 0-9 and hyphens
  std::string title, text;  // at most 100 and 2,000 characters
  std::string language;
  std::optional<std::chrono::year_month_day> until;  // the last day it is shown
};
inline constexpr std::size_t most_notices = 20;

// What publishing on a kiosk needs.
struct HubDesk {
  std::string site;  // as kiosk.toml has it
  std::filesystem::path store;
  std::filesystem::path keys;        // folder of trusted *.pub, where roles.toml says that the hub's key is hub:SITE
  std::filesystem::path secret_key;  // NAME.key of the hub
  Progress progress = {};            // of build.hpp and then of install
};

// A workbook that was checked: replaces the hub's own services, and keeps notices, hidden and
// confirmed records. Ids get `SITE.` in front. Its topics, the words for them and its bank holidays
// are left out, because the city's stand; urgent help, sensitive records, the glossary and
// pronunciations are refused, because they are the city's to say.
[[nodiscard]] Result<Installed> publish_content(const HubDesk& desk, const Content& content, Date today);
// One of the same id is replaced.
[[nodiscard]] Result<Installed> publish_notice(const HubDesk& desk, const Notice& notice, Date today);
[[nodiscard]] Result<Installed> withdraw_notice(const HubDesk& desk, std::string_view id, Date today);
// Gone from topics, search, near, and everything a resident reaches. A record about suicide stays:
// a search for that has to lead to a person.
[[nodiscard]] Result<Installed> hide_record(const HubDesk& desk, std::string_view service_id, Date today);
[[nodiscard]] Result<Installed> show_record(const HubDesk& desk, std::string_view service_id, Date today);
// "I checked it today": a newer shown date and confirmed hours.
[[nodiscard]] Result<Installed> confirm_record(const HubDesk& desk, std::string_view service_id, Date today);
// Back to the overlay before (installed.hpp).
[[nodiscard]] Result<Installed> rollback_overlay(const std::filesystem::path& store);

// What check() holds a hub's workbook to: the topics of the city's pack that is in force in `store`.
[[nodiscard]] Result<ForHub> for_hub(const std::filesystem::path& store);

// The same content under ids of the hub alone; an Error says what a hub may not publish, and where it stands.
[[nodiscard]] Result<Content> in_namespace(Content content, std::string_view site);

}  // namespace kiosk::packs
