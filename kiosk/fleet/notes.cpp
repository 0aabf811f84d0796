// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/fleet/notes.hpp"

#include <nlohmann/json.hpp>

#include "kiosk/fleet/reply.hpp"

namespace kiosk::fleet {
namespace {

using nlohmann::json;

std::string text_in(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

json json_of(const Seen& seen) { return {{"etag", seen.etag}, {"last_modified", seen.last_modified}}; }

Seen seen_in(const json& object) {
  Seen seen{text_in(object, "etag"), text_in(object, "last_modified")};
  if (!is_etag(seen.etag)) seen.etag.clear();
  if (!is_http_date(seen.last_modified)) seen.last_modified.clear();
  return seen;
}

}  // namespace

std::string to_text(const Notes& notes) {
  json part = json_of(notes.part), installed = json_of(notes.installed);
  installed["signature"] = notes.installed_signature;
  part["signature"] = notes.part_signature;
  if (notes.part_length) part["length"] = *notes.part_length;
  return json{{"address", notes.address}, {"installed", installed}, {"part", part}}.dump(1, ' ', false, json::error_handler_t::replace) + '\n';
}

std::optional<Notes> notes_from(std::string_view text) {
  const json object = json::parse(text, nullptr, false);
  if (!object.is_object() || !object.contains("installed") || !object.contains("part")) return std::nullopt;
  const json &installed = object["installed"], &part = object["part"];
  if (!installed.is_object() || !part.is_object()) return std::nullopt;
  Notes notes{text_in(object, "address"), seen_in(installed), text_in(installed, "signature"), seen_in(part), text_in(part, "signature"), std::nullopt};
  if (const auto length = part.find("length"); length != part.end() && length->is_number_unsigned()) notes.part_length = length->get<std::uint64_t>();
  return notes;
}

}  // namespace kiosk::fleet
