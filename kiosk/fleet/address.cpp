// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/fleet/address.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>

namespace kiosk::fleet {
namespace {

constexpr std::size_t longest_address = 4096;

struct Url {
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> handle{curl_url(), &curl_url_cleanup};

  [[nodiscard]] std::string part(CURLUPart which) const {
    char* text = nullptr;
    if (curl_url_get(handle.get(), which, &text, 0) != CURLUE_OK) return {};
    std::string copy{text};
    curl_free(text);
    return copy;
  }
  [[nodiscard]] bool set(CURLUPart which, const std::string& text) const {
    return curl_url_set(handle.get(), which, text.empty() ? nullptr : text.c_str(), 0) == CURLUE_OK;
  }
};

// The address itself may hold what must not be repeated, so the message does not.
Error not_one(std::string_view why) {
  return {ErrorCode::input, fmt::format("That address {}. Type it like https://packs.example.org/leeds.pack.", why)};
}

// `query` parted: whether it says anything of `name`, and all the rest of it.
struct Parted {
  bool said = false;
  std::string rest;
};
Parted parted(std::string_view query, std::string_view name) {
  Parted parts;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (pair.substr(0, pair.find('=')) == name) {
      parts.said = true;
    } else if (!pair.empty()) {
      if (!parts.rest.empty()) parts.rest += '&';
      parts.rest += pair;
    }
  }
  return parts;
}

}  // namespace

bool Address::looks_like_one(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

Result<Address> Address::from(std::string_view text) {
  if (text.size() > longest_address) return not_one("is too long");
  if (text.find('\0') != std::string_view::npos) return not_one("cannot be read");
  if (!looks_like_one(text)) return not_one("does not begin with http:// or https://");
  const Url url;
  if (!url.handle || !url.set(CURLUPART_URL, std::string{text})) return not_one("cannot be read");
  if (!url.part(CURLUPART_USER).empty() || !url.part(CURLUPART_PASSWORD).empty()) {
    return Error{ErrorCode::input, "That address holds a user name or a password, which would be seen by others. Leave it out: packs are signed, they are not secret."};
  }
  Address address;
  address.encrypted_ = url.part(CURLUPART_SCHEME) == "https";
  address.host_ = url.part(CURLUPART_HOST);
  address.path_ = url.part(CURLUPART_PATH);
  address.query_ = url.part(CURLUPART_QUERY);
  // libcurl takes other signs in a name too, and writes them differently each time.
  constexpr std::string_view of_a_name = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]";
  if (address.host_.empty() || address.host_.find_first_not_of(of_a_name) != std::string::npos) return not_one("names no computer");
  if (!url.set(CURLUPART_FRAGMENT, {})) return not_one("cannot be read");
  address.text_ = url.part(CURLUPART_URL);
  if (!url.set(CURLUPART_QUERY, {})) return not_one("cannot be read");
  address.shown_ = url.part(CURLUPART_URL);
  // What curl does not mind in a path would still be a new line in a log.
  for (const char c : address.text_) {
    if (c <= ' ' || c > '~') return not_one("holds a space or another sign that no address has");
  }
  return address;
}

Result<Address> Address::with_path(std::string_view path) const {
  const Url url;
  if (!url.handle || !url.set(CURLUPART_URL, text_) || !url.set(CURLUPART_PATH, std::string{path})) return not_one("cannot be read");
  return from(url.part(CURLUPART_URL));
}

Result<Address> Address::with_query(const std::string& query) const {
  const Url url;
  if (!url.handle || !url.set(CURLUPART_URL, text_) || !url.set(CURLUPART_QUERY, query)) return not_one("cannot be read");
  return from(url.part(CURLUPART_URL));
}

Result<Address> Address::with(std::string_view name, std::string_view value) const {
  const std::string rest = parted(query_, name).rest;
  return with_query(fmt::format("{}{}{}={}", rest, rest.empty() ? "" : "&", name, value));
}

Result<Address> Address::without(std::string_view name) const { return with_query(parted(query_, name).rest); }

bool Address::has(std::string_view name) const { return parted(query_, name).said; }

}  // namespace kiosk::fleet
