// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/collation.hpp"

#include <unicode/coll.h>

#include "kiosk/unicode/locale.hpp"

namespace kiosk::unicode {

struct Collation::Table {
  std::unique_ptr<icu::Collator> collator;
};

Collation::Collation(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  auto table = std::make_shared<Table>();
  table->collator.reset(icu::Collator::createInstance(fixed_locale(language), status));
  if (U_SUCCESS(status)) table->collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  if (U_FAILURE(status)) table->collator.reset();
  table_ = std::move(table);
}

bool Collation::operator()(std::string_view first, std::string_view second) const {
  if (!table_->collator) return first < second;
  UErrorCode status = U_ZERO_ERROR;
  const auto piece = [](std::string_view text) { return icu::StringPiece(text.data(), static_cast<int32_t>(text.size())); };
  return table_->collator->compareUTF8(piece(first), piece(second), status) == UCOL_LESS;
}

}  // namespace kiosk::unicode
