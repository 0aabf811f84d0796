// SPDX-License-Identifier: GPL-3.0-or-later
// One cell, as staff type it: what can be read comes out in a form that reads
// back as itself, so that a sheet saved again says the same.
#include <cmath>

#include "kiosk/packs/csv.hpp"
#include "kiosk/packs/values.hpp"
#include "kiosk/unicode/utf.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzzing::text_of(data, size);
  const std::string cell = packs::to_utf8(bytes);
  require(unicode::well_formed(cell) == cell, "a cell is UTF-8");

  if (const auto date = packs::date_from(cell)) require(date->ok() && packs::date_from(packs::text_of(*date)) == date, "a date reads back");
  if (const auto periods = packs::hours_of_day(cell)) {
    int last = 0;
    for (const directory::Period& period : *periods) {
      require(period.opens_minute >= last && period.opens_minute < period.closes_minute && period.closes_minute <= 1440, "hours are in order and in the day");
      last = period.closes_minute;
    }
  }
  if (const auto code = packs::postcode_from(cell)) require(packs::postcode_from(*code) == code, "a postcode reads back");
  if (const auto number = packs::phone_from(cell)) require(packs::phone_from(*number) == number, "a telephone number reads back");
  if (const auto site = packs::website_from(cell)) require(packs::website_from(*site) == site, "a web address reads back");
  if (const auto email = packs::email_from(cell)) require(packs::email_from(*email) == email, "an e-mail address reads back");
  if (const auto number = packs::number_from(cell)) require(std::isfinite(*number), "a number is a number");
  for (const std::string& part : packs::list_from(cell)) require(!part.empty() && packs::trimmed(part) == part, "a list has no empty parts");
  for (const std::string& number : packs::numbers_in(cell)) require(!number.empty(), "numbers have digits");
  if (packs::is_id(cell)) require(cell.size() <= 64, "an id is short");
  (void)packs::is_language(cell);

  packs::Findings findings;
  const packs::TableLimits limits{100, 8, 256};
  const packs::Table table = packs::read_csv(bytes, "Services", findings, limits);
  require(table.rows.size() <= limits.rows, "a sheet stays in its limits");
  for (const auto& row : table.rows) {
    require(row.size() <= limits.columns, "a row stays in its limits");
    for (const std::string& text : row) require(text.size() <= limits.cell_bytes + 4, "a cell stays in its limits");
  }
  return 0;
}
