// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>

#include "kiosk/packs/values.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::packs {
namespace {

using namespace std::string_view_literals;

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number value{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_true(std::string_view text) { return text == "1" || text == "true"; }

// `_x000D_` is how a workbook writes characters that XML cannot hold.
std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    unsigned value = 0;
    if (text[at] == '_' && at + 7 <= text.size() && text[at + 1] == 'x' && text[at + 6] == '_' &&
        std::from_chars(text.data() + at + 2, text.data() + at + 6, value, 16).ptr == text.data() + at + 6) {
      if (value != '\r' && (value < 0xD800 || value > 0xDFFF)) unicode::append_utf8(out, value);
      at += 7;
    } else {
      out += text[at++];
    }
  }
  return out;
}

// --- Number formats ---------------------------------------------------------------

enum class Shows { number, date, time, date_and_time, something_else };

// What a format code (ECMA-376 part 1, 18.8.31) makes of a number. Only its
// first section counts: the others are for negative numbers, zero and text.
Shows shown_by(std::string_view code) {
  bool date = false, time = false, other = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == ';') break;
    if (c == '"') {
      const std::size_t end = code.find('"', at + 1);
      if (code.substr(at + 1, end == std::string_view::npos ? end : end - at - 1).find_first_not_of(" ,-/:") != std::string_view::npos) other = true;
      if (end == std::string_view::npos) break;
      at = end;
    } else if (c == '[') {
      const std::size_t end = code.find(']', at);
      const std::string_view inside = code.substr(at + 1, end == std::string_view::npos ? end : end - at - 1);
      if (inside == "h" || inside == "hh" || inside == "m" || inside == "mm" || inside == "s" || inside == "ss") time = true;
      if (inside.starts_with('$') && inside.size() > 1 && inside[1] != '-') other = true;  // [$£-809]; [$-809] is only a language
      if (end == std::string_view::npos) break;
      at = end;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;  // the next character is drawn, or is a width
    } else if (c == 'd' || c == 'D' || c == 'y' || c == 'Y') {
      date = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      time = true;
    } else if ("mMaApP/:-+.,0#? @()eEgGnNrRlL"sv.find(c) == std::string_view::npos) {
      other = true;  // %, £, any other letter (General's own are let through)
    }
  }
  if (date) return time ? Shows::date_and_time : Shows::date;
  if (time) return Shows::time;
  return other ? Shows::something_else : Shows::number;
}

Shows shown_by_number(int format) {
  if ((format >= 14 && format <= 17) || (format >= 27 && format <= 31) || format == 36 || (format >= 50 && format <= 54) || (format >= 57 && format <= 58)) return Shows::date;
  if ((format >= 18 && format <= 21) || (format >= 32 && format <= 35) || (format >= 45 && format <= 47) || format == 55 || format == 56) return Shows::time;
  if (format == 22) return Shows::date_and_time;
  if ((format >= 5 && format <= 10) || (format >= 41 && format <= 44)) return Shows::something_else;  // money and percentages
  return Shows::number;
}

// --- Parts ----------------------------------------------------------------------------

struct Relation {
  std::string target, type;
};
class Relations : public XmlReader {
 public:
  std::map<std::string, Relation, std::less<>> by_id;
  void start(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "Relationship" && attributes["TargetMode"] != "External" && by_id.size() < 10'000) {
      by_id.emplace(attributes["Id"], Relation{std::string{attributes["Target"]}, std::string{attributes["Type"]}});
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

struct SheetEntry {
  std::string name, relation;
  bool hidden = false;
};
class Book : public XmlReader {
 public:
  explicit Book(std::size_t most) : most_(most) {}
  std::vector<SheetEntry> sheets;
  bool from_1904 = false, linked = false;
  void start(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "workbookPr") from_1904 = is_true(attributes["date1904"]);
    if (element == "externalReference") linked = true;
    if (element == "sheet" && sheets.size() <= most_) sheets.push_back({std::string{attributes["name"]}, std::string{attributes["id"]}, attributes["state"].ends_with("idden")});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  std::size_t most_;
};

class Styles : public XmlReader {
 public:
  // By the number that a cell's `s` gives.
  std::vector<Shows> of_cells;
  void start(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "numFmt" && codes_.size() < 10'000) {
      if (const auto id = number_of<int>(attributes["numFmtId"])) codes_[*id] = shown_by(attributes["formatCode"]);
    } else if (element == "cellXfs") {
      inside_ = true;
    } else if (element == "xf" && inside_ && of_cells.size() < 100'000) {
      const int id = number_of<int>(attributes["numFmtId"]).value_or(0);
      const auto own = codes_.find(id);
      of_cells.push_back(own != codes_.end() ? own->second : shown_by_number(id));
    }
  }
  void end(std::string_view element) override {
    if (element == "cellXfs") enough = true;
  }
  void text(std::string_view) override {}

 private:
  std::map<int, Shows> codes_;
  bool inside_ = false;
};

// The words of <si> and <is>: the <t> in them, but for the reading aids of <rPh>.
class Words {
 public:
  void start(std::string_view element) {
    if (element == "rPh") ++aids_;
    inside_ = element == "t" && aids_ == 0;
  }
  void end(std::string_view element) {
    if (element == "rPh" && aids_ > 0) --aids_;
    inside_ = false;
  }
  void text(std::string_view piece, std::size_t most) {
    if (inside_ && words_.size() <= most) words_ += piece;  // a longer one is seen to be too long
  }
  [[nodiscard]] std::string take() {
    std::string taken = unescaped(words_);
    words_.clear();
    return taken;
  }

 private:
  std::string words_;
  int aids_ = 0;
  bool inside_ = false;
};

class SharedTexts : public XmlReader {
 public:
  explicit SharedTexts(const WorkbookLimits& limits) : limits_(limits) {}
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  const char* refused = nullptr;
  void start(std::string_view element, const XmlAttributes&) override { words_.start(element); }
  void end(std::string_view element) override {
    words_.end(element);
    if (element != "si") return;
    texts.push_back(words_.take());
    bytes += texts.back().size();
    if (texts.size() > limits_.shared_texts || bytes > limits_.text_bytes) {
      refused = "holds more words than any directory";
      enough = true;
    }
  }
  void text(std::string_view piece) override { words_.text(piece, limits_.table.cell_bytes); }

 private:
  const WorkbookLimits& limits_;
  Words words_;
};

// `AB12`: column 28, row 12, counted from 1.
struct Reference {
  std::size_t row = 0, column = 0;
};
std::optional<Reference> reference_of(std::string_view text) {
  Reference at;
  std::size_t letters = 0;
  while (letters < text.size() && letters < 4 && text[letters] >= 'A' && text[letters] <= 'Z') {
    at.column = at.column * 26 + static_cast<std::size_t>(text[letters++] - 'A' + 1);
  }
  const auto row = number_of<std::size_t>(text.substr(letters));
  if (letters == 0 || letters > 3 || !row || *row == 0) return std::nullopt;
  at.row = *row;
  return at;
}

std::string letters_of(std::size_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

struct Meaning {
  const std::vector<std::string>& shared;
  const std::vector<Shows>& styles;
  bool from_1904;
};

class SheetRows : public XmlReader {
 public:
  SheetRows(const Meaning& meaning, const WorkbookLimits& limits, std::size_t& bytes_kept) : meaning_(meaning), limits_(limits), bytes_kept_(bytes_kept) {}
  Table table;
  struct Refused {
    Kind kind;
    std::size_t row = 0;
    std::string why, mend;
  };
  std::optional<Refused> refused;

  void start(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "row") {
      row_ = number_of<std::size_t>(attributes["r"]).value_or(row_ + 1);
      column_ = 0;
      row_hidden_ = is_true(attributes["hidden"]);
    } else if (element == "c") {
      ++column_;
      if (const std::string_view given = attributes["r"]; !given.empty()) {
        const auto at = reference_of(given);
        if (!at) return refuse(Kind::cell_without_place, fmt::format("a cell calls itself '{}', which is no place in a sheet.", given.substr(0, 20)), "Open the workbook and save it again.");
        row_ = at->row;
        column_ = at->column;
      }
      type_ = attributes["t"];
      style_ = number_of<std::size_t>(attributes["s"]).value_or(0);
      value_.clear();
      formula_ = has_value_ = false;
    } else if (element == "v") {
      in_value_ = has_value_ = true;
    } else if (element == "f") {
      formula_ = true;
    } else if (element == "mergeCell") {
      const std::string_view range = attributes["ref"];
      if (const auto at = reference_of(range.substr(0, range.find(':'))); at && ++merged_ <= 100) {
        flaw(*at, Kind::merged_cells, fmt::format("is spread over several cells ({}); only the first of them has it.", range.substr(0, 30)), "Unmerge the cells, and fill in each row.");
      }
    }
    words_.start(element);
  }

  void end(std::string_view element) override {
    words_.end(element);
    if (element == "v") in_value_ = false;
    if (element == "c") end_cell();
  }

  void text(std::string_view piece) override {
    if (in_value_ && value_.size() <= limits_.table.cell_bytes) value_ += piece;
    words_.text(piece, limits_.table.cell_bytes);
  }

  void finish() {
    if (hidden_rows_ > 0 && !table.rows.empty()) {
      flaw({first_hidden_, 1}, Kind::hidden_rows,
           hidden_rows_ == 1 ? "stands in a row that the spreadsheet hides; it is read all the same." : fmt::format("stands in a row that the spreadsheet hides, as {} more are; they are read all the same.", hidden_rows_ - 1),
           "Show the rows, and delete what should not go out.");
    }
  }

 private:
  void refuse(Kind kind, std::string why, std::string mend) {
    refused = Refused{kind, row_, std::move(why), std::move(mend)};
    enough = true;
  }
  void flaw(Reference at, Kind kind, std::string why, std::string mend) {
    // A hopeless sheet has more than anybody reads: Findings keeps no more either.
    if (table.flaws.size() < 3 * Findings::most_kept && at.row > 0 && at.column > 0) table.flaws.push_back({at.row - 1, at.column - 1, std::move(why), std::move(mend), kind});
  }

  void end_cell() {
    const Reference here{row_, column_};
    std::string inline_words = words_.take();
    std::string cell;
    if (type_ == "inlineStr") {
      cell = std::move(inline_words);
    } else if (!has_value_) {
      if (!formula_) return;  // only painted
    } else if (type_ == "s") {
      const auto index = number_of<std::size_t>(value_);
      if (!index || *index >= meaning_.shared.size()) return refuse(Kind::words_missing, fmt::format("cell {} asks for words that are not in the workbook.", letters_of(column_)), "Open the workbook and save it again.");
      cell = meaning_.shared[*index];
    } else if (type_ == "str") {
      cell = unescaped(value_);
    } else if (type_ == "d") {  // ISO 8601: the day, if that is all it says
      cell = value_.substr(0, 10) + (value_.size() > 10 && value_.compare(10, 9, "T00:00:00") != 0 ? ' ' + value_.substr(11, 5) : "");
    } else if (type_ == "b") {
      cell = is_true(value_) ? "yes" : "no";
    } else if (type_ == "e") {
      cell = value_;
      flaw(here, Kind::spreadsheet_error, "is an error of the spreadsheet.", "Type what should stand there.");
    } else {
      cell = number(here);
    }
    if (formula_) flaw(here, Kind::formula, "is worked out by a formula, which the kiosk does not do.", "Copy the cell, then paste it over itself as 'Values'.");
    if (cell.empty()) return;
    keep(here, std::move(cell));
  }

  void keep(Reference at, std::string cell) {
    const TableLimits& most = limits_.table;
    if (at.row == 0 || at.column == 0) return refuse(Kind::cell_without_place, "a cell stands outside every row.", "Open the workbook and save it again.");
    if (at.column > most.columns) return refuse(Kind::too_many_columns, fmt::format("something stands in column {}, and there may be {} columns.", letters_of(at.column), most.columns), "Remove the columns that do not belong here.");
    if (at.row > most.rows) return refuse(Kind::too_many_rows, fmt::format("something stands below row {}.", most.rows), "Remove the rows that do not belong here, or split the sheet.");
    if (cell.size() > most.cell_bytes) return refuse(Kind::cell_too_long, fmt::format("cell {} holds more than {} characters.", letters_of(at.column), most.cell_bytes), "Shorten it.");
    if (table.rows.size() < at.row) table.rows.resize(at.row);
    auto& row = table.rows[at.row - 1];
    if (row.size() < at.column) {
      cells_ += at.column - row.size();
      row.resize(at.column);
    }
    bytes_kept_ += cell.size();
    if (cells_ > most.cells) return refuse(Kind::too_many_cells, fmt::format("there are more than {} cells.", most.cells), "Split the sheet, or remove the empty rows and columns.");
    if (bytes_kept_ > limits_.text_bytes) return refuse(Kind::too_many_words, "the workbook holds more words than any directory.", "Remove what does not belong here.");
    row[at.column - 1] = std::move(cell);
    if (row_hidden_ && last_hidden_ != at.row) {
      last_hidden_ = at.row;
      if (hidden_rows_++ == 0) first_hidden_ = at.row;
    }
  }

  std::string number(Reference here) {
    const auto value = number_of<double>(value_);
    if (!value || !std::isfinite(*value)) {
      flaw(here, Kind::number_broken, "is marked as a number and is none.", "Type the cell again.");
      return value_;
    }
    const Shows shows = style_ < meaning_.styles.size() ? meaning_.styles[style_] : Shows::number;
    // Whole numbers to the last digit: a telephone number is one of 12 digits.
    std::string plain = std::abs(*value) < 1e15 && *value == std::floor(*value) ? fmt::format("{:.0f}", *value) : fmt::format("{}", *value);
    if (shows == Shows::number) return plain;
    if (shows == Shows::something_else) {
      flaw(here, Kind::number_shown_otherwise, "is a number that the spreadsheet shows as money, as a percentage or with words of its own.",
           "Set the cell's format to 'Text', and type it as it should be read, such as '£5'.");
      return plain;
    }
    // Day 1 is 1 January 1900, and 1900 is taken for a leap year; or day 0 is 1 January 1904.
    const std::int64_t minutes = *value >= 0 && *value < 100'000 ? std::llround(*value * 24 * 60) : -1;
    if (minutes < 0) {
      flaw(here, Kind::day_impossible, "is no day that the spreadsheet can show.", "Type it like '2026-11-12'.");
      return plain;
    }
    const std::int64_t day = minutes / (24 * 60), minute = minutes % (24 * 60);
    const std::string clock = fmt::format("{:02}:{:02}", minute / 60, minute % 60);
    if (day == 0 && !meaning_.from_1904) return clock;
    if (shows == Shows::time && day == 0) return clock;
    const std::chrono::sys_days start = meaning_.from_1904 ? std::chrono::sys_days{std::chrono::year{1904} / 1 / 1} : std::chrono::sys_days{std::chrono::year{1899} / 12 / 30};
    const std::string date = text_of(Date{start + std::chrono::days{day}});
    return minute == 0 ? date : date + ' ' + clock;
  }

  const Meaning& meaning_;
  const WorkbookLimits& limits_;
  std::size_t& bytes_kept_;
  Words words_;
  std::string type_, value_;
  std::size_t style_ = 0, row_ = 0, column_ = 0, cells_ = 0, merged_ = 0, hidden_rows_ = 0, first_hidden_ = 0, last_hidden_ = 0;
  bool in_value_ = false, has_value_ = false, formula_ = false, row_hidden_ = false;
};

// --- The workbook ---------------------------------------------------------------------

// `worksheets/sheet1.xml` as the part `base` means it; empty if it leaves the package.
std::string part_at(std::string_view base, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string{target.substr(1)} : std::string{base.substr(0, base.rfind('/') + 1)} + std::string{target};
  std::vector<std::string_view> steps;
  for (std::string_view rest = path; !rest.empty();) {
    const std::size_t slash = rest.find('/');
    const std::string_view step = rest.substr(0, slash);
    rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
    if (step == "..") {
      if (steps.empty()) return {};
      steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
  }
  std::string part;
  for (const std::string_view step : steps) part += (part.empty() ? "" : "/") + std::string{step};
  return part;
}

std::string relations_of(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  return part.substr(0, name) + "_rels/" + part.substr(name) + ".rels";
}

// What a file is that is no .xlsx, said from how it begins.
std::optional<Error> not_a_workbook(std::string_view bytes, const std::string& file) {
  const auto refused = [&](const char* why) { return Error{ErrorCode::input, fmt::format("{}: {}", file, why)}; };
  if (bytes.empty()) return refused("is empty. Give a workbook (.xlsx).");
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    constexpr std::string_view locked{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};
    if (bytes.find(locked) != std::string_view::npos) return refused("is locked with a password. Take the password off in the spreadsheet (File, Info, Protect Workbook), and save it.");
    return refused("is a workbook of an old kind (.xls). Open it, and save it as 'Excel Workbook (.xlsx)'.");
  }
  if (!bytes.starts_with("PK")) return refused("is not a workbook, whatever its name says. Open it in a spreadsheet, and save it as 'Excel Workbook (.xlsx)'.");
  return std::nullopt;
}

}  // namespace

Result<std::vector<NamedTable>> read_workbook(std::string bytes, const std::string& file, const std::function<bool(std::string_view)>& wanted, Findings& findings, const WorkbookLimits& limits,
                                              const Progress& progress) {
  if (auto refused = not_a_workbook(bytes, file)) return *refused;
  const bool open_document = bytes.substr(0, 200).find("mimetypeapplication/vnd.oasis.opendocument") != std::string::npos;
  if (open_document) return Error{ErrorCode::input, fmt::format("{}: is an OpenDocument spreadsheet (.ods). Open it, and save it as 'Excel Workbook (.xlsx)'.", file)};
  auto opened = Package::open(std::move(bytes), file, limits.package);
  if (!opened) return opened.error();
  Package& package = opened.value();

  const auto part_of_type = [](const Relations& relations, std::string_view base, std::string_view type) -> std::string {
    for (const auto& [id, relation] : relations.by_id) {
      if (relation.type.ends_with(type)) return part_at(base, relation.target);
    }
    return {};
  };
  Relations root;
  if (package.has("_rels/.rels")) {
    if (auto read = package.read("_rels/.rels", root); !read) return read.error();
  }
  const std::string book_part = part_of_type(root, {}, "/officeDocument");
  if (book_part.empty() || !package.has(book_part)) {
    return Error{ErrorCode::input, fmt::format("{}: is a zip file, but not a workbook. Give the workbook itself (.xlsx).", file)};
  }
  Book book{limits.sheets};
  if (auto read = package.read(book_part, book); !read) return read.error();
  Relations relations;
  if (const std::string part = relations_of(book_part); package.has(part)) {
    if (auto read = package.read(part, relations); !read) return read.error();
  }
  if (book.sheets.size() > limits.sheets) return Error{ErrorCode::input, fmt::format("{}: holds more than {} sheets. Remove those that do not belong here.", file, limits.sheets)};
  if (book.sheets.empty()) return Error{ErrorCode::input, fmt::format("{}: holds no sheet. Begin with the one that 'kiosk-pack template' writes.", file)};

  const auto holds = [&](std::string_view piece) {
    return std::any_of(package.parts().begin(), package.parts().end(), [&](const std::string& part) { return part.find(piece) != std::string::npos; });
  };
  if (book.linked || holds("/externalLinks/")) {
    findings.add(Kind::linked_workbook, {file, 0, {}}, {}, "is linked to other workbooks, which the kiosk does not have.", "In Excel choose Data, Edit Links, Break Link. Then save it.");
  }
  if (holds("vbaProject.bin")) findings.add(Kind::macro, {file, 0, {}}, {}, "holds a macro, and a macro can do anything.", "Save it as 'Excel Workbook (.xlsx)', without macros.");
  if (holds("/connections.xml")) {
    findings.add(Kind::outside_connection, {file, 0, {}}, {}, "fetches cells from somewhere else.", "In Excel choose Data, Queries & Connections, and delete them. Then save it.");
  }

  std::uint64_t all = 0;
  const auto part_of_sheet = [&](const SheetEntry& entry) {
    const auto relation = relations.by_id.find(entry.relation);
    return relation == relations.by_id.end() ? std::string{} : part_at(book_part, relation->second.target);
  };
  for (const char* type : {"/styles", "/sharedStrings"}) all += package.unpacked_size_of(part_of_type(relations, book_part, type));
  for (const SheetEntry& entry : book.sheets)
    if (wanted(entry.name)) all += package.unpacked_size_of(part_of_sheet(entry));
  // What says how long the others are is read already, and is small.
  if (progress) package.watch([&](std::uint64_t unpacked) { progress(Step::opening, std::min(unpacked, all), all); });

  Styles styles;
  if (const std::string part = part_of_type(relations, book_part, "/styles"); package.has(part)) {
    if (auto read = package.read(part, styles); !read) return read.error();
  }
  SharedTexts shared{limits};
  if (const std::string part = part_of_type(relations, book_part, "/sharedStrings"); package.has(part)) {
    if (auto read = package.read(part, shared); !read) return read.error();
    if (shared.refused != nullptr) return Error{ErrorCode::input, fmt::format("{}: {}. Remove what does not belong here.", file, shared.refused)};
  }

  const Meaning meaning{shared.texts, styles.of_cells, book.from_1904};
  std::size_t bytes_kept = 0;
  std::vector<NamedTable> tables;
  for (const SheetEntry& entry : book.sheets) {
    NamedTable& sheet = tables.emplace_back(NamedTable{entry.name, {}});
    if (!wanted(entry.name)) continue;
    const std::string part = part_of_sheet(entry);
    if (!package.has(part)) {
      findings.add(Kind::sheet_lost, {sheet.name, 0, {}}, {}, "is named by the workbook and is not in it.", "Open the workbook, look whether the sheet is there, and save it again.");
      sheet.table.refused = true;
      continue;
    }
    if (entry.hidden) findings.add(Kind::sheet_hidden, {sheet.name, 0, {}}, {}, "is hidden in the workbook; it is read all the same.", "Show the sheet and look through it.");
    SheetRows rows{meaning, limits, bytes_kept};
    if (auto read = package.read(part, rows); !read) {
      if (package.exhausted()) return read.error();
      findings.add(Kind::sheet_broken, {sheet.name, 0, {}}, {}, fmt::format("cannot be read ({})", read.error().detail), "Save the workbook again, or copy the sheet into the template.");
      sheet.table.refused = true;
      continue;
    }
    if (rows.refused) {
      findings.add(rows.refused->kind, {sheet.name, static_cast<int>(std::min<std::size_t>(rows.refused->row, 10'000'000)), {}}, {}, rows.refused->why, rows.refused->mend);
      sheet.table.refused = true;
      continue;
    }
    rows.finish();
    sheet.table = std::move(rows.table);
  }
  return tables;
}

}  // namespace kiosk::packs
