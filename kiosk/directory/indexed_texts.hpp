// SPDX-License-Identifier: GPL-3.0-or-later
// Which of a pack's texts a service is found by.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "kiosk/store/database.hpp"

namespace kiosk::directory {

// The columns of the search tables, the weightiest first.
enum class Column { name, terms, place, description };
inline constexpr std::size_t column_count = 4;
inline constexpr const char* column_names = "name, terms, place, description";
using IndexedText = std::array<std::string, column_count>;

// Reads them; belongs to the thread of its database, which must outlive it.
class IndexedTexts {
 public:
  explicit IndexedTexts(store::Database& pack) : pack_(&pack) {}
  // The texts in `language` alone (no fall-back), with what needs no
  // translating: proper names, addresses, telephone numbers. A hidden place and
  // one that shelters from abuse gives no address.
  [[nodiscard]] Result<IndexedText> of(std::string_view service, std::string_view language);

 private:
  // Appends every column of every row of `sql` to `text`, a line each.
  [[nodiscard]] Outcome append(std::string& text, const char* sql, std::string_view service, std::string_view language);
  store::Database* pack_;
  std::map<const char*, store::Statement> statements_;
};

}  // namespace kiosk::directory
