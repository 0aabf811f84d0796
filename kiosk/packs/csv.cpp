// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "kiosk/unicode/utf.hpp"

namespace kiosk::packs {
namespace {

// Windows-1252 0x80 to 0x9F; 0 is unassigned.
constexpr std::array<std::uint16_t, 32> windows_1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                     0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                     0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// How many letters that are no ASCII are UTF-8, and how many bytes of the others are not.
struct Letters {
  std::size_t utf_8 = 0, other = 0;
};
Letters letters_in(std::string_view text) {
  Letters letters;
  for (std::size_t at = 0; at < text.size();) {
    const unicode::CodePoint c = unicode::code_point_at(text, at);
    if (!c.well_formed) ++letters.other;
    else if (c.end - at > 1) ++letters.utf_8;
    at = c.end;
  }
  return letters;
}

// The byte that Windows-1252 has for a character, if it has one and it is no ASCII.
std::optional<unsigned char> windows_1252_byte(char32_t character) {
  if (character >= 0x80 && character <= 0xFF) return static_cast<unsigned char>(character);  // the unassigned five come as themselves
  const auto found = std::find(windows_1252.begin(), windows_1252.end(), character);
  if (character == 0 || found == windows_1252.end()) return std::nullopt;
  return static_cast<unsigned char>(0x80 + (found - windows_1252.begin()));
}

// The character whose UTF-8 stands at `at`, each of its bytes as the letter that Windows-1252 makes of it.
struct Doubled {
  char32_t value = 0;
  unsigned char lead = 0;
  std::size_t end = 0;
};
std::optional<Doubled> doubled_at(std::string_view text, std::size_t at) {
  std::string bytes;
  std::size_t wanted = 1;
  while (bytes.size() < wanted) {
    if (at >= text.size()) return std::nullopt;
    const unicode::CodePoint c = unicode::code_point_at(text, at);
    const auto byte = windows_1252_byte(c.value);
    if (!byte) return std::nullopt;
    bytes += static_cast<char>(*byte);
    if (bytes.size() == 1) wanted = *byte >= 0xF0 ? 4 : *byte >= 0xE0 ? 3 : 2;
    at = c.end;
  }
  const unicode::CodePoint meant = unicode::code_point_at(bytes, 0);
  if (!meant.well_formed || meant.end != bytes.size()) return std::nullopt;
  return Doubled{meant.value, static_cast<unsigned char>(bytes[0]), at};
}

// The separator that the first line uses most, outside quotation marks.
char separator_of(std::string_view text) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (const char c : text.substr(0, 64 * 1024)) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') {
      if (commas + semicolons + tabs > 0) break;
    }
    commas += c == ',' ? 1 : 0;
    semicolons += c == ';' ? 1 : 0;
    tabs += c == '\t' ? 1 : 0;
  }
  if (tabs > commas && tabs > semicolons) return '\t';
  return semicolons > commas ? ';' : ',';
}

}  // namespace

std::string to_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  // Letters of Windows-1252 look like UTF-8 once in a long while; UTF-8 that somebody typed or pasted into does so nearly always.
  if (const Letters letters = letters_in(bytes); letters.other <= 4 * letters.utf_8) return unicode::well_formed(bytes);
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    if (value < 0x80) text += byte;
    else if (value >= 0xA0) unicode::append_utf8(text, value);
    else unicode::append_utf8(text, windows_1252[value - 0x80U] != 0 ? windows_1252[value - 0x80U] : unicode::replacement_character);
  }
  return text;
}

std::optional<std::string> undoubled(std::string_view text) {
  if (text.find('\xC3') == std::string_view::npos) return std::nullopt;  // every lead is one of the letters from À to ÿ
  std::string meant;
  bool sure = false;
  std::size_t in_a_row = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto one = doubled_at(text, at)) {
      // One of these leads alone says it; of the others ('É’', 'ß”') people write one, and hardly two in a row.
      sure = sure || one->lead == 0xC2 || one->lead == 0xC3 || one->lead == 0xE2 || one->lead == 0xEF || ++in_a_row > 1;
      unicode::append_utf8(meant, one->value);
      at = one->end;
    } else {
      in_a_row = 0;
      const std::size_t end = unicode::code_point_at(text, at).end;
      meant.append(text.substr(at, end - at));
      at = end;
    }
  }
  return sure ? std::optional{std::move(meant)} : std::nullopt;
}

Table read_csv(std::string_view bytes, const std::string& sheet, Findings& findings, const TableLimits& limits, const std::function<void(std::size_t)>& said) {
  Table table;
  const auto stop = [&](Kind kind, int row, std::string why, std::string mend) {
    findings.add(kind, {sheet, row, {}}, {}, std::move(why), std::move(mend));
    table.refused = true;
  };
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    stop(Kind::utf_16, 0, "is saved as UTF-16.", "Save it again as 'CSV UTF-8 (comma delimited)'.");
    return table;
  }
  if (bytes.starts_with("PK\x03\x04")) {
    stop(Kind::workbook_named_csv, 0, "is a workbook with the name of a CSV file.", "Give it a name that ends in .xlsx, and give its name instead of the folder's.");
    return table;
  }
  const std::string text = to_utf8(bytes);
  if (const std::size_t nul = text.find('\0'); nul != std::string::npos) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
    stop(Kind::nul_character, static_cast<int>(line), "there is a character that is no text (NUL).", "Open the sheet in a spreadsheet and save it as CSV again.");
    return table;
  }
  const char separator = separator_of(text);

  std::vector<std::string> row;
  std::string cell;
  std::size_t at = 0;
  const auto row_number = [&] { return static_cast<int>(table.rows.size()) + 1; };
  const auto end_cell = [&] {
    row.push_back(std::move(cell));
    cell.clear();
  };
  std::size_t cells = 0;
  const auto end_row = [&] {
    end_cell();
    cells += row.size();
    table.rows.push_back(std::move(row));
    row.clear();
    constexpr std::size_t seldom = 256;
    if (said && table.rows.size() % seldom == 0) said(std::min(at, bytes.size()));
  };
  const auto add = [&](char c) {
    cell += c;
    return cell.size() <= limits.cell_bytes;
  };
  const auto too_long = [&] {
    stop(Kind::cell_too_long, row_number(), fmt::format("cell {} holds more than {} characters.", row.size() + 1, limits.cell_bytes),
         "Shorten it. If a quotation mark is missing there, put it in.");
  };
  const auto too_wide = [&] {
    if (row.size() < limits.columns) return false;
    stop(Kind::too_many_columns, row_number(), fmt::format("there are more than {} columns.", limits.columns), "Remove the columns that do not belong here.");
    return true;
  };
  while (at < text.size()) {
    if (table.rows.size() >= limits.rows) {
      stop(Kind::too_many_rows, row_number(), fmt::format("there are more than {} rows.", limits.rows), "Split the sheet, or remove the empty rows.");
      return table;
    }
    if (cells > limits.cells) {
      stop(Kind::too_many_cells, row_number(), fmt::format("there are more than {} cells above.", limits.cells), "Split the sheet, or remove the empty rows and columns.");
      return table;
    }
    if (too_wide()) return table;
    if (text[at] == '"') {
      const int opened = row_number();
      bool closed = false;
      for (++at; at < text.size(); ++at) {
        if (text[at] == '"') {
          if (at + 1 < text.size() && text[at + 1] == '"') {
            ++at;
          } else {
            closed = true;
            ++at;
            break;
          }
        }
        if (text[at] == '\r') {
          if (at + 1 < text.size() && text[at + 1] == '\n') continue;
          if (!add('\n')) break;
          continue;
        }
        if (!add(text[at])) break;
      }
      if (cell.size() > limits.cell_bytes) {
        too_long();
        return table;
      }
      if (!closed) {
        stop(Kind::quotation_mark_open, opened, "a quotation mark is opened and never closed.", "Open the sheet in a spreadsheet and save it as CSV again.");
        return table;
      }
      if (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r') {
        stop(Kind::words_after_quotation, opened, fmt::format("words stand behind the closing quotation mark of cell {}.", row.size() + 1), "Open the sheet in a spreadsheet and save it as CSV again.");
        return table;
      }
    }
    while (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r') {
      if (!add(text[at])) {
        too_long();
        return table;
      }
      ++at;
    }
    if (at >= text.size()) {
      end_row();
      return table;
    }
    if (text[at] == separator) {
      end_cell();
      ++at;
      if (at == text.size() && !too_wide()) end_row();  // the sheet ends in an empty cell
      continue;
    }
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    ++at;
    end_row();
  }
  return table;
}

}  // namespace kiosk::packs
