// SPDX-License-Identifier: GPL-3.0-or-later
// An address as somebody typed it: of the web, without a password, one line, and
// the same when read again.
#include "kiosk/fleet/address.hpp"

#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto address = fleet::Address::from(fuzzing::text_of(data, size));
  if (!address) {
    require(address.error().detail.find('\n') == std::string::npos, "a refusal is one line");
    return 0;
  }
  require(fleet::Address::looks_like_one(address->text()), "an address is of the web");
  require(!address->host().empty() && address->path().starts_with('/'), "an address has a host and a path");
  require(address->shown().find('?') == std::string::npos && address->text().starts_with(address->shown().substr(0, address->shown().size() - address->path().size())), "what is shown is of the address");
  for (const char c : address->text()) require(static_cast<unsigned char>(c) > ' ' && c != '\x7f', "an address is one word");
  const auto again = fleet::Address::from(address->text());
  require(again.ok() && again->text() == address->text() && again->host() == address->host(), "an address reads back");
  if (const auto page = address->with("page", "2")) {
    require(page->has("page") && page->host() == address->host() && page->path() == address->path(), "a page is of the same list");
    if (const auto back = page->without("page")) require(!back->has("page"), "a parameter can be taken out");
  }
  if (const auto signature = address->with_path(address->path() + ".minisig")) require(signature->host() == address->host() && signature->path().ends_with(".minisig"), "a signature lies beside its pack");
  return 0;
}
