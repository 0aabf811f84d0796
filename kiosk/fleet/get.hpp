// SPDX-License-Identifier: GPL-3.0-or-later
// One question to a web server, by libcurl: bounded in time, in bytes and in
// redirects, and with an answer in plain words when it fails.
//
// Redirects lead to http and https alone, and from https never back to http.
// No proxy is taken from the environment, no password from anywhere, and no
// body is unpacked. Blocks; for one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/fleet/address.hpp"
#include "kiosk/fleet/reply.hpp"

namespace kiosk::fleet {

// How this machine reaches others.
struct Network {
  std::string proxy;                  // empty: none
  std::filesystem::path authorities;  // a file of certificates (PEM) to trust; empty: Debian's
  std::chrono::seconds connecting{15};
  std::chrono::seconds stalling{30};  // fewer than 100 bytes a second for so long is too slow
};

struct Request {
  Address address;
  std::vector<std::string> headers;  // `If-None-Match: "x"`
  std::uint64_t largest = 0;         // bytes of the body
  std::chrono::seconds longest{0};   // for all of it; 0: as long as something comes
  // Before the first byte of a body with the status 200 or 206; other bodies are dropped.
  std::function<Outcome(const Reply&)> begin;
  std::function<Outcome(std::string_view)> take;
  // Bytes of this body so far, and all of them if known.
  std::function<void(std::uint64_t, std::optional<std::uint64_t>)> progress;
};

// An Error: no answer, or not a whole one, or what begin or take refused. A status
// is never an Error here: see unwanted().
[[nodiscard]] Result<Reply> get(const Request& request, const Network& network);

// What a status means that is not the one hoped for.
[[nodiscard]] Error unwanted(const Reply& reply, const Address& address);
// A page where a file should be: a network that asks people to sign in sends such.
[[nodiscard]] Error a_web_page(const Address& address, std::string_view wanted);
[[nodiscard]] bool begins_like_a_web_page(std::string_view bytes);

}  // namespace kiosk::fleet
