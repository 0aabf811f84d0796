// SPDX-License-Identifier: GPL-3.0-or-later
// The order of names in a list, as a reader of the language expects it: ł after
// l in Polish, numbers by size (Block 2 before Block 10).
#pragma once

#include <memory>
#include <string_view>

namespace kiosk::unicode {

// A less-than for std::sort. Languages that CLDR gives no order of their own
// (ckb, ti) take Unicode's. Copies share one table; safe from any thread.
class Collation {
 public:
  explicit Collation(std::string_view language);
  [[nodiscard]] bool operator()(std::string_view first, std::string_view second) const;

 private:
  struct Table;
  std::shared_ptr<const Table> table_;
};

}  // namespace kiosk::unicode
