// SPDX-License-Identifier: GPL-3.0-or-later
// An address of the web, taken to pieces by libcurl alone: whoever checks an
// address with one parser and asks with another is soon fooled.
//
// There is no name and no password in an Address, and shown() leaves out the
// query too: it is what may be printed and logged.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::fleet {

class Address {
 public:
  // http and https alone; anything else, and whatever holds a name or a password, is refused.
  [[nodiscard]] static Result<Address> from(std::string_view text);
  [[nodiscard]] static bool looks_like_one(std::string_view text);  // begins with http:// or https://

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::string& shown() const { return shown_; }
  [[nodiscard]] const std::string& host() const { return host_; }
  [[nodiscard]] const std::string& path() const { return path_; }  // begins with /
  [[nodiscard]] bool encrypted() const { return encrypted_; }

  // The same with that put behind the path: FILE.pack and `.minisig` are FILE.pack.minisig.
  [[nodiscard]] Result<Address> with_path(std::string_view path) const;
  // The same with `name=value` in its query, in place of what it said before.
  [[nodiscard]] Result<Address> with(std::string_view name, std::string_view value) const;
  [[nodiscard]] Result<Address> without(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;

 private:
  [[nodiscard]] Result<Address> with_query(const std::string& query) const;
  std::string text_, shown_, host_, path_, query_;
  bool encrypted_ = false;
};

}  // namespace kiosk::fleet
