// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets as content/README.md describes them to staff: a folder of CSV files, or a workbook.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <system_error>

#include "kiosk/directory/glossary.hpp"
#include "kiosk/packs/csv.hpp"
#include "kiosk/packs/files.hpp"
#include "kiosk/packs/forms.hpp"
#include "kiosk/packs/media_files.hpp"
#include "kiosk/packs/names.hpp"
#include "kiosk/packs/source.hpp"
#include "kiosk/packs/values.hpp"
#include "kiosk/packs/workbook.hpp"
#include "kiosk/unicode/fold.hpp"
#include "kiosk/unicode/words.hpp"

namespace kiosk::packs {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_sheet = 64ULL * 1024 * 1024, largest_workbook = 64ULL * 1024 * 1024;
constexpr std::size_t most_files = 200;

// A sheet whose headings were understood.
struct Sheet {
  std::string name;
  std::map<std::string, std::size_t, std::less<>> column;
  std::vector<std::vector<std::string>> rows;
  std::size_t first_row = 0;  // index of the first row under the headings
};

class Row {
 public:
  Row(const Sheet& sheet, std::size_t index) : sheet_(sheet), index_(index) {}
  [[nodiscard]] std::string operator[](std::string_view heading) const {
    const auto column = sheet_.column.find(heading);
    const auto& cells = sheet_.rows[index_];
    if (column == sheet_.column.end() || column->second >= cells.size()) return {};
    return std::string{trimmed(cells[column->second])};
  }
  [[nodiscard]] Where where(std::string_view heading = {}) const { return {sheet_.name, static_cast<int>(index_) + 1, std::string{heading}}; }
  [[nodiscard]] bool blank() const {
    return std::all_of(sheet_.rows[index_].begin(), sheet_.rows[index_].end(), [](const std::string& cell) { return trimmed(cell).empty(); });
  }

 private:
  const Sheet& sheet_;
  std::size_t index_;
};

std::string quoted_list(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size() && i < 12; ++i) text += fmt::format("{}{}", i == 0 ? "" : ", ", items[i]);
  return text + (items.size() > 12 ? ", ..." : "");
}

// As a spreadsheet names its columns: A to Z, then AA.
std::string column_letters(std::size_t index) {
  std::string letters;
  for (++index; index > 0; index = (index - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (index - 1) % 26));
  return letters;
}

// Columns whose cells are hours: those are read, or refused with more to say than that they look like a formula.
bool holds_hours(std::string_view heading) {
  return heading == "Hours" || heading.ends_with("day");
}

std::string did_you_mean(std::string_view value, const std::vector<std::string>& candidates) {
  const std::string best = nearest(value, candidates);
  if (!best.empty()) return fmt::format("Did you mean '{}'?", best);
  return candidates.empty() ? "There are none yet: fill in the sheet that lists them first." : fmt::format("Type one of: {}.", quoted_list(candidates));
}

bool is_form(std::string_view name) {
  return std::any_of(forms().begin(), forms().end(), [&](const SheetForm& form) { return same_heading(form.name, name); });
}

class SheetReader {
 public:
  // `media`: the folder that the sheet Media names files of.
  SheetReader(Findings& findings, fs::path media, const Progress& progress) : findings_(findings), media_(std::move(media)), progress_(progress) {}

  Content read(std::vector<NamedTable> tables) {
    std::size_t rows = 0;
    for (const NamedTable& table : tables) rows += table.table.rows.size();
    rows_.emplace(progress_, Step::reading, 2 * rows);  // each is looked at, and understood
    find_sheets(std::move(tables));
    pack();
    translations();
    topics();
    organisations();
    places();
    services();
    opening_hours();
    closed_days();
    bank_holidays();
    urgent_help();
    easy_words();
    glossary();
    words();
    media();
    pronunciations();
    unused_translations();
    rows_->all();  // with the headings, and the sheets that were left out
    rows_.reset();
    return std::move(content_);
  }

 private:
  void found(Kind kind, const Row& row, std::string_view heading, std::string why, std::string mend) {
    findings_.add(kind, row.where(heading), row[heading], std::move(why), std::move(mend));
  }

  // --- Files and headings ---------------------------------------------------

  void find_sheets(std::vector<NamedTable> tables) {
    std::vector<std::string> names;
    for (const SheetForm& form : forms()) names.emplace_back(form.name);
    for (NamedTable& table : tables) {
      const auto form = std::find_if(forms().begin(), forms().end(), [&](const SheetForm& f) { return same_heading(f.name, table.name); });
      if (form == forms().end()) {
        if (same_heading(table.name, guide_sheet)) continue;
        findings_.add(Kind::sheet_unknown, {table.name, 0, {}}, {}, "is not a sheet that the kiosk knows, so it is left out.", did_you_mean(table.name, names));
      } else if (sheets_.contains(form->name)) {
        findings_.add(Kind::sheet_twice, {form->name, 0, {}}, {}, "is there twice.", "Keep one of them.");
      } else {
        read_sheet(std::move(table.table), *form);
      }
    }
    for (const SheetForm& form : forms()) {
      if (form.need == Need::required && !sheets_.contains(form.name)) {
        findings_.add(Kind::sheet_missing, {form.name, 0, {}}, {}, "this sheet is not there.", "Add it; 'kiosk-pack template' writes a workbook that has them all.");
      }
    }
  }

  void read_sheet(Table table, const SheetForm& form) {
    Sheet& sheet = sheets_[form.name];
    sheet.name = form.name;
    sheet.rows = std::move(table.rows);
    std::size_t heading_row = 0;
    while (heading_row < sheet.rows.size() && Row{sheet, heading_row}.blank()) ++heading_row;
    sheet.first_row = heading_row + 1;
    if (heading_row >= sheet.rows.size() && table.refused) return;
    if (heading_row >= sheet.rows.size()) {
      findings_.add(Kind::sheet_empty, {form.name, 0, {}}, {}, "is empty.", "Put the headings in the first row.");
      sheet.rows.clear();
      return;
    }
    heading_row = headings_below(sheet, form, heading_row);
    sheet.first_row = heading_row + 1;
    std::vector<std::string> missing;
    for (const Column& column : form.columns) missing.emplace_back(column.heading);
    for (std::size_t i = 0; i < sheet.rows[heading_row].size(); ++i) {
      const std::string_view heading = trimmed(sheet.rows[heading_row][i]);
      if (heading.empty()) continue;
      const auto column = std::find_if(form.columns.begin(), form.columns.end(), [&](const Column& c) { return same_heading(c.heading, heading); });
      const Where where{form.name, static_cast<int>(heading_row) + 1, std::string{heading}};
      if (column == form.columns.end()) {
        findings_.add(Kind::heading_unknown, where, {}, "is not a heading of this sheet, so the column is left out.",
                      missing.empty() ? "If it is a column of your own, all is well." : did_you_mean(heading, missing));
      } else if (!sheet.column.emplace(column->heading, i).second) {
        findings_.add(Kind::heading_twice, where, {}, "this heading is there twice.", "Keep one of the columns.");
      }
      std::erase_if(missing, [&](const std::string& m) { return same_heading(m, heading); });
    }
    const std::set<std::string> emptied = columns_without_heading(sheet, form, heading_row, missing);
    bool whole = true;
    for (const Column& column : form.columns) {
      if (column.need == Need::required && emptied.contains(column.heading)) {
        whole = false;  // said already
      } else if (column.need == Need::required && !sheet.column.contains(column.heading)) {
        findings_.add(Kind::heading_missing, {form.name, static_cast<int>(heading_row) + 1, column.heading}, {}, "this heading is not there.",
                      fmt::format("Add a column '{}'.", column.heading));
        whole = false;
      }
    }
    if (!whole) {
      sheet.rows.clear();
      return;
    }
    for (const Flaw& flaw : table.flaws) {
      const auto column = std::find_if(sheet.column.begin(), sheet.column.end(), [&](const auto& c) { return c.second == flaw.column; });
      // Staff's own columns beside ours may hold what they like.
      if (column == sheet.column.end() || flaw.row >= sheet.rows.size()) continue;
      findings_.add(flaw.kind, Row{sheet, flaw.row}.where(column->first), Row{sheet, flaw.row}[column->first], flaw.why, flaw.mend);
    }
    for (std::size_t index = sheet.first_row; index < sheet.rows.size(); ++index) {
      look_at_cells(sheet, index);
      rows_->add();
    }
  }

  // The row of the headings: `first`, or one of the few below it where staff wrote something above them.
  std::size_t headings_below(const Sheet& sheet, const SheetForm& form, std::size_t first) {
    const auto known = [&](std::size_t row) {
      return std::count_if(sheet.rows[row].begin(), sheet.rows[row].end(), [&](const std::string& cell) {
        return std::any_of(form.columns.begin(), form.columns.end(), [&](const Column& column) { return same_heading(column.heading, trimmed(cell)); });
      });
    };
    if (known(first) > 0) return first;
    for (std::size_t row = first + 1; row < sheet.rows.size() && row <= first + 5; ++row) {
      if (known(row) < 2) continue;
      const auto written = std::find_if(sheet.rows[first].begin(), sheet.rows[first].end(), [](const std::string& cell) { return !trimmed(cell).empty(); });
      findings_.add(Kind::heading_missing, {form.name, static_cast<int>(first) + 1, {}}, *written, fmt::format("stands above the headings. The headings stand in row {}.", row + 1),
                    row == first + 1 ? "Delete the row above." : "Delete the rows above.");
      return row;
    }
    return first;
  }

  // A column that holds something and has no heading would be lost without a word. What is given
  // back are the headings that stand there in the template.
  std::set<std::string> columns_without_heading(const Sheet& sheet, const SheetForm& form, std::size_t heading_row, const std::vector<std::string>& missing) {
    std::set<std::string> emptied;
    std::vector<bool> seen;
    for (std::size_t index = heading_row + 1; index < sheet.rows.size(); ++index) {
      const auto& cells = sheet.rows[index];
      if (cells.size() > seen.size()) seen.resize(cells.size());
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (seen[i] || trimmed(cells[i]).empty()) continue;
        seen[i] = true;
        if (i < sheet.rows[heading_row].size() && !trimmed(sheet.rows[heading_row][i]).empty()) continue;
        const std::string letters = column_letters(i), cell = fmt::format("{}{}", letters, heading_row + 1);
        const std::string name = i < form.columns.size() ? form.columns[i].heading : "";
        // Only where a neighbour is where the template has it: staff move columns, and a wrong hint costs them more than none.
        const auto as_in_template = [&](std::size_t k) {
          return k < sheet.rows[heading_row].size() && k < form.columns.size() && same_heading(form.columns[k].heading, trimmed(sheet.rows[heading_row][k]));
        };
        const bool was = ((i > 0 && as_in_template(i - 1)) || as_in_template(i + 1)) && std::find(missing.begin(), missing.end(), name) != missing.end();
        if (was) emptied.insert(name);
        findings_.add(Kind::column_without_heading, {form.name, static_cast<int>(index) + 1, letters}, cells[i], fmt::format("stands in a column that has no heading in cell {}, so all of the column would be lost.", cell),
                      was              ? fmt::format("Type '{}' in cell {}.", name, cell)
                      : missing.empty() ? fmt::format("Empty the column, or type a heading of your own in cell {}.", cell)
                                        : fmt::format("Type its heading in cell {}, such as one of: {}. Or empty the column.", cell, quoted_list(missing)));
      }
    }
    return emptied;
  }

  // What no cell may hold, whatever its column.
  void look_at_cells(const Sheet& sheet, std::size_t index) {
    const Row row{sheet, index};
    for (const auto& [heading, column] : sheet.column) {
      const std::string cell = row[heading];
      if (cell.empty()) continue;
      const char first = cell[0];
      const bool sign = first == '+' || first == '-';
      const bool number_follows = cell.size() > 1 && ((cell[1] >= '0' && cell[1] <= '9') || cell[1] == '.');
      if ((first == '=' || first == '@' || (sign && !number_follows)) && !holds_hours(heading)) {
        found(Kind::formula_like, row, heading, fmt::format("begins with '{}', which a spreadsheet may run as a formula.", first), "Begin with a letter or a number.");
      }
      for (const char c : cell) {
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') {
          found(Kind::control_character, row, heading, "holds a character that cannot be shown.", "Type the cell again.");
          break;
        }
      }
      if (cell.find("\xEF\xBF\xBD") != std::string::npos) {
        found(Kind::letters_lost, row, heading, "holds letters that were lost when the file was saved.", "Type them again, and save as 'CSV UTF-8'.");
      }
    }
  }

  template <class Use>
  void each_row(const char* name, Use use) {
    const auto sheet = sheets_.find(name);
    if (sheet == sheets_.end()) return;
    for (std::size_t index = sheet->second.first_row; index < sheet->second.rows.size(); ++index) {
      const Row row{sheet->second, index};
      if (!row.blank()) use(row);
      rows_->add();
    }
    sheet->second.rows = {};  // a large directory has no room for it twice
  }

  // --- Cells ------------------------------------------------------------------

  std::string required(const Row& row, std::string_view heading, std::string mend) {
    std::string value = row[heading];
    if (value.empty()) found(Kind::empty, row, heading, "this is empty.", std::move(mend));
    return value;
  }

  // An id that no other row of that sheet has; empty if it cannot be used.
  std::string new_id(const Row& row, std::string_view heading, std::map<std::string, int>& known) {
    std::string id = required(row, heading, "Give the row a short name of its own, such as 'armley-library'.");
    if (id.empty()) return id;
    if (!is_id(id)) {
      std::string like;
      for (const char c : id.substr(0, 64)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) like += c;
        else if (c >= 'A' && c <= 'Z') like += static_cast<char>(c - 'A' + 'a');
        else if (!like.empty() && like.back() != '-') like += '-';
      }
      while (like.ends_with('-')) like.pop_back();
      found(Kind::id_malformed, row, heading, "may hold only small letters, numbers and hyphens, 64 at most.", fmt::format("Type it like '{}'.", like.empty() ? "armley-library" : like));
      return {};
    }
    const auto [at, fresh] = known.emplace(id, row.where().row);
    if (!fresh) {
      found(Kind::id_taken, row, heading, fmt::format("is used already in row {}.", at->second), "Give each row an ID of its own.");
      return {};
    }
    if (id.starts_with(example_id)) findings_.add(Kind::example_left_in, row.where(heading), id, "is a row of the template that shows how it is done.", "Delete the row. If it is yours, give it an ID of its own.");
    return id;
  }

  Text text(std::string english) {
    Text out{std::move(english), {}};
    if (const auto found = phrases_.find(out.english); found != phrases_.end()) {
      found->second.used = true;
      out.translations = found->second.translations;
    }
    return out;
  }

  template <class Value, class Parse>
  std::optional<Value> parsed(Kind kind, const Row& row, std::string_view heading, Parse parse, const char* why, const char* mend) {
    const std::string cell = row[heading];
    if (cell.empty()) return std::nullopt;
    auto value = parse(cell);
    if (!value) found(kind, row, heading, why, mend);
    return value;
  }
  std::optional<Date> date(const Row& row, std::string_view heading) {
    const std::string cell = row[heading];
    // 45000 is a day of 2023: what a spreadsheet shows of a date that lost its format.
    if (const auto number = number_from(cell); number && *number > 30'000 && *number < 80'000) {
      found(Kind::date_as_number, row, heading, "is the number by which a spreadsheet keeps a date.", "Set the cell's format to 'Date', or type it like '2026-11-12'.");
      return std::nullopt;
    }
    if (const auto reason = why_not_date(cell); reason && !date_from(cell)) {
      found(Kind::date_unreadable, row, heading, reason->why, reason->mend);
      return std::nullopt;
    }
    return parsed<Date>(Kind::date_unreadable, row, heading, date_from, "is not a date that can be read.", "Type it like '2026-11-12'.");
  }
  std::string email(const Row& row) {
    return parsed<std::string>(Kind::email_wrong, row, "Email", email_from, "is not an e-mail address.", "Type it like 'name@leeds.gov.uk'.").value_or("");
  }
  std::string website(const Row& row) {
    return parsed<std::string>(Kind::website_wrong, row, "Website", website_from, "is not a web address.", "Type it like 'https://www.leeds.gov.uk'.").value_or("");
  }

  std::string choice(const Row& row, std::string_view heading, std::span<const Choice> choices, const char* otherwise) {
    const std::string value = row[heading];
    if (value.empty()) return otherwise;
    std::vector<std::string> names;
    for (const Choice& choice : choices) {
      if (same_heading(choice.shown, value) || same_heading(choice.code, value)) return choice.code;
      names.emplace_back(choice.shown);
    }
    found(Kind::choice_unknown, row, heading, "is not one of the choices.", did_you_mean(value, names));
    return otherwise;
  }

  // --- Sheets, one by one -----------------------------------------------------

  void pack() {
    content_.title = "Leeds Community Kiosk";
    each_row("Pack", [&](const Row& row) {
      const std::string setting = row["Setting"];
      if (same_heading(setting, "Title")) {
        content_.title = required(row, "Value", "Type the title of the pack.");
        if (same_heading(content_.title, example_title)) found(Kind::example_left_in, row, "Value", "is the title of the template.", "Type the title of your pack.");
      } else if (same_heading(setting, "Licence")) {
        content_.licence = row["Value"];
      } else if (same_heading(setting, "Languages")) {
        std::string list = row["Value"];
        std::replace(list.begin(), list.end(), ' ', ',');
        for (const std::string& tag : list_from(list)) {
          if (!is_language(tag)) found(Kind::language_code_wrong, row, "Value", fmt::format("'{}' is not a language code.", tag), "Type codes such as 'en ar pl'.");
          else if (std::find(content_.languages.begin(), content_.languages.end(), tag) == content_.languages.end()) content_.languages.push_back(tag);
        }
      } else {
        findings_.add(Kind::setting_unknown, row.where("Setting"), setting, "is not a setting, so it is left out.", did_you_mean(setting, {"Title", "Licence", "Languages"}));
      }
    });
  }

  void translations() {
    each_row("Translations", [&](const Row& row) {
      const std::string english = required(row, "English", "Copy the English words from the sheet they stand in.");
      const std::string language = required(row, "Language", "Type a language code, such as 'ar'.");
      const std::string words = required(row, "Translation", "Type the translation, or remove the row.");
      if (english.empty() || language.empty() || words.empty()) return;
      if (language == "en" || std::find(content_.languages.begin(), content_.languages.end(), language) == content_.languages.end()) {
        std::vector<std::string> others(content_.languages.begin() + 1, content_.languages.end());
        found(Kind::language_not_in_pack, row, "Language", "is not a language of this pack.", did_you_mean(language, others) + " The sheet Pack says which languages it has.");
        return;
      }
      const std::string origin = choice(row, "Made by", makers, "machine");
      Phrase& phrase = phrases_[english];
      if (phrase.translations.empty()) phrase.where = row.where("English");
      if (!phrase.translations.emplace(language, Translation{words, origin == "human" ? Origin::human : Origin::machine, row["Read by"]}).second) {
        found(Kind::translated_twice, row, "English", fmt::format("is translated into '{}' already.", language), "Keep one of the two rows.");
      }
    });
  }

  void unused_translations() {
    std::vector<std::string> english;
    for (const TextAt& at : texts_of(content_)) english.push_back(at.text->english);
    std::sort(english.begin(), english.end());
    english.erase(std::unique(english.begin(), english.end()), english.end());
    std::size_t looked = 0;
    for (const auto& [words, phrase] : phrases_) {
      if (phrase.used) continue;
      // Looking for likeness is dear; the first few tell the story.
      const std::string like = ++looked <= 50 ? nearest(words, english) : std::string{};
      findings_.add(Kind::translation_stale, phrase.where, words, "is said nowhere any more, so its translation is stale.",
                    like.empty() ? "Remove the row, or copy the English again." : fmt::format("The English is now '{}': have it translated again.", like));
    }
  }

  void topics() {
    each_row("Topics", [&](const Row& row) {
      const std::string key = new_id(row, "Key", topic_rows_);
      Topic topic{key, text(required(row, "Need", "Type what people need, such as 'Money and food'.")), text(row["Examples"]), row.where()};
      if (!key.empty()) content_.topics.push_back(std::move(topic));
    });
  }

  std::vector<std::string> topic_keys() const {
    std::vector<std::string> keys;
    for (const Topic& topic : content_.topics) keys.push_back(topic.key);
    return keys;
  }

  void organisations() {
    each_row("Organisations", [&](const Row& row) {
      const std::string id = new_id(row, "ID", organisation_rows_);
      Organisation organisation{id, required(row, "Name", "Type the name."), text(required(row, "Description", "Say in a few words what it is.")), website(row), email(row), row.where()};
      (void)date(row, "Details checked");
      if (!id.empty()) content_.organisations.push_back(std::move(organisation));
    });
  }

  void places() {
    each_row("Places", [&](const Row& row) {
      Place place;
      place.where = row.where();
      place.id = new_id(row, "ID", place_rows_);
      place.name = row["Name"];
      const std::string hide = choice(row, "Hide address", yes_or_no, "no");
      place.shown = hide == "yes" ? Shown::hidden : Shown::openly;
      place.address = row["Address"];
      place.town = required(row, "Town", "Type the town, such as 'Leeds'.");
      if (place.shown == Shown::openly && place.address.empty()) found(Kind::address_missing, row, "Address", "this is empty.", "Type the address, or 'yes' under Hide address.");
      if (const std::string code = row["Postcode"]; !code.empty()) {
        if (auto postcode = postcode_from(code)) place.postcode = *postcode;
        else found(cut_short(code) ? Kind::postcode_cut_short : Kind::postcode_wrong, row, "Postcode", cut_short(code) ? "is not complete." : "is not a postcode.", fmt::format("Type it like '{}'.", postcode_like(code)));
      } else if (place.shown == Shown::openly) {
        found(Kind::postcode_missing, row, "Postcode", "this is empty.", "Type it like 'LS8 5HS'.");
      }
      const auto latitude = parsed<double>(Kind::coordinate_not_a_number, row, "Latitude", number_from, "is not a number.", "Type it like '53.79714'.");
      const auto longitude = parsed<double>(Kind::coordinate_not_a_number, row, "Longitude", number_from, "is not a number.", "Type it like '-1.58821'.");
      if (latitude && longitude) {
        if (*latitude < 49 || *latitude > 61) found(Kind::latitude_outside, row, "Latitude", "is not in Britain.", "It is the number near 53.8.");
        else if (*longitude < -9 || *longitude > 2) found(Kind::longitude_outside, row, "Longitude", "is not in Britain.", "It is the number near -1.5, with the minus sign.");
        else place.coordinates = directory::Coordinates{*latitude, *longitude};
      } else if (row["Latitude"].empty() != row["Longitude"].empty()) {
        found(Kind::coordinate_alone, row, row["Latitude"].empty() ? "Latitude" : "Longitude", "this is empty and the other is not.", "Fill in both, or neither.");
      }
      for (const std::string& part : list_from(row["Getting in"])) place.getting_in.push_back(text(part));
      (void)required(row, "Source", "Say where the facts come from.");
      place.checked = date(row, "Details checked");
      if (!place.id.empty()) content_.places.push_back(std::move(place));
    });
    for (std::size_t i = 0; i < content_.places.size(); ++i) place_index_[content_.places[i].id] = i;
  }

  static bool cut_short(const std::string& code) {
    return postcode_from(code + "S") || postcode_from(code + "HS") || postcode_from(code + "5HS");
  }

  static std::string postcode_like(std::string_view code) {
    std::string start;
    for (const char c : code) {
      if (c == ' ' || start.size() == 4) break;
      start += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    if (const auto whole = postcode_from(start + " 5HS")) return *whole;
    return "LS8 5HS";
  }

  void services() {
    const std::vector<std::string> topics = topic_keys();
    std::vector<std::string> organisations, place_ids;
    for (const Organisation& organisation : content_.organisations) organisations.push_back(organisation.id);
    for (const Place& place : content_.places) place_ids.push_back(place.id);
    each_row("Services", [&](const Row& row) {
      Service service;
      service.where = row.where();
      service.id = new_id(row, "ID", service_rows_);
      service.name = Text{required(row, "Name", "Type the name."), {}};
      service.kind = choice(row, "Kind", kinds, "service");
      (void)required(row, "Kind", "Type one of: Library, Community hub, Food bank, GP surgery, Pharmacy, Advice, Group, Charity, Service.");
      for (const std::string& key : list_from(required(row, "Topics", fmt::format("Type one or more of: {}.", quoted_list(topics))))) {
        if (std::find(topics.begin(), topics.end(), key) == topics.end()) {
          findings_.add(Kind::topic_unknown, row.where("Topics"), key, "is not a topic.", did_you_mean(key, topics));
        } else if (std::find(service.topics.begin(), service.topics.end(), key) == service.topics.end()) {
          service.topics.push_back(key);
        }
      }
      service.description = text(required(row, "Description", "Say in one to three short sentences what it is."));
      service.organisation = row["Organisation"];
      if (!service.organisation.empty() && !organisation_rows_.contains(service.organisation)) {
        found(Kind::organisation_unknown, row, "Organisation", "is not an ID in the sheet Organisations.", did_you_mean(service.organisation, organisations));
      }
      if (const std::string phones = row["Phone"]; !phones.empty()) {
        const Text purpose = text(row["Phone is for"]);
        for (const std::string& typed : list_from(phones)) {
          if (auto number = phone_from(typed)) service.phones.push_back({*number, purpose});
          else findings_.add(Kind::phone_wrong, row.where("Phone"), typed, "is not a whole telephone number.", "Type it like '0113 496 0123'.");
        }
      }
      service.also_called = row["Also called"];
      service.email = email(row);
      service.website = website(row);
      service.cost = text(row["Cost"]);
      service.eligibility = text(row["Who it is for"]);
      for (const std::string& id : list_from(row["Place"])) {
        if (place_rows_.contains(id)) service.places.push_back(id);
        else findings_.add(Kind::place_unknown, row.where("Place"), id, "is not an ID in the sheet Places.", did_you_mean(id, place_ids));
      }
      service.sensitive = choice(row, "Sensitive", sensitivities, "none");
      for (const std::string& tag : list_from(row["Languages spoken"])) {
        if (is_language(tag)) service.languages.push_back(tag);
        else findings_.add(Kind::language_code_wrong, row.where("Languages spoken"), tag, "is not a language code.", "Type codes such as 'en, ar'.");
      }
      service.source = required(row, "Source", "Say where the facts come from.");
      service.checked = date(row, "Details checked");
      if (!service.id.empty()) content_.services.push_back(std::move(service));
    });
    for (std::size_t i = 0; i < content_.services.size(); ++i) service_index_[content_.services[i].id] = i;
  }

  // The times and the date of the place or service that a row is about.
  struct Target {
    Times* times = nullptr;
    std::optional<Date>* checked = nullptr;
    Where* checked_in = nullptr;
  };
  Target target(const Row& row) {
    const std::string id = required(row, "Place or service", "Type the ID of a place or a service.");
    if (id.empty()) return {};
    if (const auto place = place_index_.find(id); place != place_index_.end()) {
      Place& found = content_.places[place->second];
      return {&found.times, &found.checked, &found.checked_in};
    }
    if (const auto service = service_index_.find(id); service != service_index_.end()) {
      Service& found = content_.services[service->second];
      return {&found.times, &found.checked, &found.checked_in};
    }
    std::vector<std::string> known;
    for (const auto& [name, index] : place_index_) known.push_back(name);
    for (const auto& [name, index] : service_index_) known.push_back(name);
    if (++unknown_targets_ > 50) known.clear();  // looking for likeness is dear
    const std::string best = nearest(id, known);
    found(Kind::target_unknown, row, "Place or service", "is not an ID in the sheets Places or Services.", best.empty() ? "Copy the ID from there." : fmt::format("Did you mean '{}'?", best));
    return {};
  }

  void not_hours(const Row& row, std::string_view heading, const char* mend) {
    const std::string cell = row[heading];
    const std::size_t colon = cell.find(':');
    if (cell.empty()) found(Kind::empty, row, heading, "this is empty.", mend);
    else if (date_from(cell)) found(Kind::hours_became_a_date, row, heading, "is a date: the spreadsheet made it of hours such as '9-5'.", fmt::format("Set the cell's format to 'Text'. {}", mend));
    else if (colon != std::string::npos && cell.find_first_not_of("0123456789:. ") == std::string::npos) found(Kind::hours_one_time, row, heading, "is one time, and hours are two.", mend);
    else if (const auto reason = why_not_hours(cell)) found(Kind::hours_unreadable, row, heading, reason->why, reason->mend);
    else found(Kind::hours_unreadable, row, heading, "is not hours that can be read.", mend);
  }

  void opening_hours() {
    constexpr std::array<const char*, 7> days{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    std::map<std::string, int> rows;
    each_row("Opening hours", [&](const Row& row) {
      const Target target = this->target(row);
      if (target.times == nullptr) return;
      if (const auto [at, fresh] = rows.emplace(row["Place or service"], row.where().row); !fresh) {
        found(Kind::hours_twice, row, "Place or service", fmt::format("has its hours in row {} already.", at->second), "Keep one of the two rows.");
        return;
      }
      Week week;
      std::vector<std::string> blank;
      bool read = true;
      for (std::size_t day = 0; day < days.size(); ++day) {
        const std::string cell = row[days[day]];
        if (cell.empty()) {
          blank.emplace_back(days[day]);
        } else if (auto periods = hours_of_day(cell)) {
          week[day] = std::move(*periods);
        } else {
          not_hours(row, days[day], "Type it like '9:00-17:00', '9:00-12:00, 13:00-17:00' or 'closed'.");
          read = false;
        }
      }
      (void)required(row, "Source", "Say where the hours come from.");
      const auto checked = date(row, "Details checked");
      if (blank.size() == days.size() || !read) return;
      if (!blank.empty()) {
        findings_.add(Kind::hours_with_a_gap, row.where(blank.front()), {}, "this is empty while other days are given, so the kiosk says 'ring to check' for the whole week.",
                      "Type the hours, or 'closed'.");
        return;
      }
      target.times->week = std::move(week);
      if (*target.checked && (!checked || *checked < **target.checked)) *target.checked_in = row.where("Details checked");
      *target.checked = checked && *target.checked ? std::optional{std::min(*checked, **target.checked)} : std::nullopt;
    });
  }

  void closed_days() {
    each_row("Closed days", [&](const Row& row) {
      const Target target = this->target(row);
      const auto day = date(row, "Date");
      if (!day) {
        if (row["Date"].empty()) (void)required(row, "Date", "Type it like '2026-12-25'.");
        return;
      }
      const auto periods = hours_of_day(row["Hours"]);
      if (!periods) {
        not_hours(row, "Hours", "Type 'closed', or the hours of that day like '10:00-14:00'.");
        return;
      }
      if (target.times != nullptr) target.times->exceptions.push_back({*day, *periods, row["Note"]});
    });
  }

  void bank_holidays() {
    std::map<Date, int> rows;
    each_row("Bank holidays", [&](const Row& row) {
      if (row["Date"].empty()) (void)required(row, "Date", "Type it like '2026-12-25'.");
      const auto day = date(row, "Date");
      const std::string name = required(row, "Name", "Type its name, such as 'Christmas Day'.");
      (void)required(row, "Source", "Say where the date comes from.");
      if (!day) return;
      if (const auto [at, fresh] = rows.emplace(*day, row.where().row); !fresh) found(Kind::bank_holiday_twice, row, "Date", fmt::format("is in row {} already.", at->second), "Keep one of the two rows.");
      else content_.bank_holidays.push_back({*day, name});
    });
  }

  // A row is one who answers; the rows of a need follow each other, and the
  // first of them says what the need is.
  void urgent_help() {
    each_row("Urgent help", [&](const Row& row) {
      const bool goes_on = !content_.urgent.empty() && row["ID"] == content_.urgent.back().id;
      if (!goes_on) {
        const std::string id = new_id(row, "ID", urgent_rows_);
        if (id.empty()) return;
        UrgentNeed need;
        need.id = id;
        need.where = row.where();
        need.need = text(required(row, "Need", "Type what a person would say, such as 'I feel I cannot go on'."));
        need.line = text(required(row, "Line", "Type one calm line, such as 'You can talk to someone now'."));
        (void)required(row, "Icon", "Type one of: danger, heart, shield, bed, food, phone, child, gas.");
        need.icon = choice(row, "Icon", urgent_icons, "phone");
        if (choice(row, "Danger", yes_or_no, "no") == "yes") need.danger = directory::UrgentNeed::Danger::yes;
        need.sensitive = choice(row, "Sensitive", sensitivities, "none");
        content_.urgent.push_back(std::move(need));
      } else {
        for (const char* heading : {"Need", "Line", "Icon", "Danger", "Sensitive"}) {
          if (!row[heading].empty()) found(Kind::said_in_first_row, row, heading, "is said in the first row of this need.", "Leave it empty here.");
        }
      }
      UrgentRoute route;
      route.where = row.where();
      route.name = text(required(row, "Who answers", "Type who answers, such as 'Samaritans' or 'Ask staff'."));
      if (!row["Phone"].empty()) route.number = parsed<std::string>(Kind::phone_wrong, row, "Phone", phone_from, "is not a whole telephone number.", "Type it like '116 123'.").value_or("");
      route.hours_and_cost = text(row["Hours and cost"]);
      route.note = text(row["Note"]);
      route.source = required(row, "Source", "Say where the facts come from.");
      route.checked = date(row, "Details checked");
      content_.urgent.back().routes.push_back(std::move(route));
    });
  }

  // Lines may stand in any order; their numbers say which comes first.
  void easy_words() {
    constexpr double most_lines = 12;
    std::vector<std::string> ids;
    for (const Service& service : content_.services) ids.push_back(service.id);
    std::map<std::string, std::map<int, EasyLine>> lines;
    each_row("Easy words", [&](const Row& row) {
      const std::vector<std::string> services = list_from(required(row, "Service", "Type the ID of a service."));
      const std::string number = required(row, "Line", "Type 1 for the first line of the service, 2 for the next.");
      EasyLine line{text(required(row, "Words", "Type one short sentence, or remove the row.")), {}, required(row, "Source", "Say where the facts come from."), row.where()};
      (void)required(row, "Picture", "Choose one from the list, such as 'People'.");
      line.picture = choice(row, "Picture", easy_pictures, "people");
      if (number.empty() || line.text.english.empty()) return;
      const auto position = number_from(number);
      if (!position || *position < 1 || *position > most_lines || *position != static_cast<int>(*position)) {
        return found(Kind::easy_line_number, row, "Line", "is not a whole number from 1 to 12.", "Type 1 for the first line of the service, 2 for the next.");
      }
      for (const std::string& id : services) {
        if (!service_index_.contains(id)) {
          findings_.add(Kind::target_unknown, row.where("Service"), id, "is not an ID in the sheet Services.", did_you_mean(id, ids));
          continue;
        }
        const auto [at, fresh] = lines[id].emplace(static_cast<int>(*position), line);
        if (!fresh) found(Kind::easy_line_number, row, "Line", fmt::format("is the number of row {} already, for '{}'.", at->second.where.row, id), "Give each line of a service a number of its own.");
      }
    });
    for (auto& [id, by_number] : lines)
      for (auto& [position, line] : by_number) content_.services[service_index_[id]].easy.push_back(std::move(line));
  }

  void glossary() {
    std::map<std::string, int> ids, words;
    each_row("Glossary", [&](const Row& row) {
      GlossaryWord word{new_id(row, "ID", ids), text(required(row, "Word", "Type the hard word.")), text(row["Also written"]), text(required(row, "Meaning", "Say in plain words what it means.")),
                        required(row, "Source", "Say who says so, or 'Our own words'."), row.where()};
      if (word.id.empty() || word.word.english.empty() || word.meaning.english.empty()) return;
      for (const std::string& form : directory::forms_of(word.word.english, word.forms.english)) {
        const auto [at, fresh] = words.emplace(unicode::search_fold(form), row.where().row);
        if (!fresh && at->second != row.where().row) findings_.add(Kind::glossary_word_twice, row.where("Word"), form, fmt::format("is explained in row {} already.", at->second), "Keep one of the two.");
      }
      content_.glossary.push_back(std::move(word));
    });
  }

  void words() {
    const std::vector<std::string> topics = topic_keys();
    std::set<std::string> seen;
    each_row("Words people use", [&](const Row& row) {
      Word word{required(row, "Topic", fmt::format("Type one of: {}.", quoted_list(topics))), required(row, "Language", "Type a language code, such as 'ar'."),
                required(row, "Word", "Type the word, or remove the row.")};
      if (word.topic.empty() || word.language.empty() || word.word.empty()) return;
      if (std::find(topics.begin(), topics.end(), word.topic) == topics.end()) {
        found(Kind::topic_unknown, row, "Topic", "is not a topic.", did_you_mean(word.topic, topics));
      } else if (!is_language(word.language)) {
        found(Kind::language_code_wrong, row, "Language", "is not a language code.", "Type a code such as 'ar'.");
      } else if (!seen.insert(word.topic + '\n' + word.language + '\n' + word.word).second) {
        findings_.add(Kind::word_twice, row.where("Word"), word.word, "is there twice.", "Remove one of the rows.");
      } else {
        content_.words.push_back(std::move(word));
      }
    });
  }

  // --- Media ---
  bool in_this_pack(const std::string& entity, const std::string& id) const {
    if (entity == "service") return service_rows_.contains(id);
    if (entity == "topic") return topic_rows_.contains(id);
    return urgent_rows_.contains(id);
  }
  // The file that a cell names, as one more of what the pack holds; nothing if a finding said why not.
  std::optional<std::string> file_in(const Row& row, std::string_view heading, std::uint64_t limit) {
    std::string bytes;
    if (auto problem = read_media(media_, row[heading], limit, bytes)) {
      found(problem->kind, row, heading, std::move(problem->why), std::move(problem->mend));
      return std::nullopt;
    }
    media_bytes_ += bytes.size();
    if (media_bytes_ <= most_media) return bytes;
    found(Kind::media_too_much, row, heading, fmt::format("brings all media together to more than {} MB.", most_media >> 20U), "Leave some out, or make them smaller.");
    return std::nullopt;
  }
  void media() {
    std::map<std::string, int> positions;
    each_row("Media", [&](const Row& row) {
      using directory::MediaKind;
      Media media;
      media.where = row.where();
      if (required(row, "For", "Type one of: service, topic, urgent need, any words.").empty()) return;
      if (required(row, "Kind", "Type one of: picture, recorded words, signed video.").empty()) return;
      media.of.entity = choice(row, "For", media_about, "");
      const std::string kind = choice(row, "Kind", media_kinds, "");
      if (media.of.entity.empty() || kind.empty()) return;
      media.kind = kind == "image" ? MediaKind::image : kind == "speech_clip" ? MediaKind::speech_clip : MediaKind::sign_video;
      if (media.of.entity == "words") {
        if (media.kind != MediaKind::speech_clip) {
          found(Kind::choice_unknown, row, "For", "is for recorded words alone.", "Choose what the picture or the video is about.");
          return;
        }
      } else {
        media.of.id = required(row, "Which one", "Type the ID of the service or the urgent need, or the key of the topic.");
        if (!media.of.id.empty() && !in_this_pack(media.of.entity, media.of.id)) {
          std::vector<std::string> known;
          for (const auto& [id, at] : media.of.entity == "service" ? service_rows_ : media.of.entity == "topic" ? topic_rows_ : urgent_rows_) known.push_back(id);
          found(Kind::target_unknown, row, "Which one", fmt::format("is no {} of this pack.", row["For"]), did_you_mean(media.of.id, known));
          return;
        }
      }
      const bool is_signed = media.kind == MediaKind::sign_video;
      media.language = row["Language"];
      if (media.language.empty()) media.language = is_signed ? "bfi" : "en";
      if (!is_language(media.language) || is_signed != (media.language == "bfi")) {
        found(Kind::language_code_wrong, row, "Language", is_signed ? "is not the code of British Sign Language." : "is not the code of a language that is written.",
              is_signed ? "Leave it empty, or type 'bfi'." : "Type a code such as 'ar'.");
        return;
      }
      media.alt = required(row, "Words", "Type what it shows or says: not everybody can see it, or hear it.");
      media.source = required(row, "Source", "Say who made it, and that we may use it.");
      if (required(row, "File", "Type the name of a file in the folder 'media'.").empty()) return;
      auto data = file_in(row, "File", is_signed ? largest_video : media.kind == MediaKind::image ? largest_image : largest_clip);
      if (!data) return;
      media.data = std::move(*data);
      const auto type = media_type(media.kind, media.data);
      if (!type) {
        found(Kind::media_type_wrong, row, "File", fmt::format("is not {}, whatever its name says.", types_of(media.kind)), fmt::format("Save it again as {}.", types_of(media.kind)));
        return;
      }
      media.mime = *type;
      if (is_signed && !captions(row, media)) return;
      media.position = ++positions[media.of.entity + '\n' + media.of.id + '\n' + kind + '\n' + media.language];
      content_.media.push_back(std::move(media));
    });
  }
  // Whoever does not sign reads them or hears them (EN 301 549 5.1.3.7, 5.1.5).
  bool captions(const Row& row, Media& media) {
    if (row["Captions"].empty()) {
      found(Kind::captions_missing, row, "Captions", "this is empty, and a signed video must have captions.", "Make a captions file (WebVTT), put it beside the video, and type its name.");
      return false;
    }
    auto text = file_in(row, "Captions", largest_captions);
    if (!text) return false;
    if (directory::parse_captions(*text).empty()) {
      found(Kind::captions_unreadable, row, "Captions", "is not a captions file that can be read, or has no captions in it.", "Save it as WebVTT: its first line is WEBVTT.");
      return false;
    }
    media.captions = std::move(*text);
    return true;
  }
  void pronunciations() {
    std::map<std::pair<std::string, std::string>, int> seen;  // language and folded word, and the row
    each_row("Say it like this", [&](const Row& row) {
      Pronunciation one{{required(row, "Language", "Type a language code, such as 'en'."), required(row, "Written", "Type the word as it is shown, or remove the row."),
                         required(row, "Say it like", "Type what the voice should say, or remove the row.")}, row.where()};
      if (one.language.empty() || one.written.empty() || one.spoken.empty()) return;
      if (!is_language(one.language)) return found(Kind::language_code_wrong, row, "Language", "is not a language code.", "Type a code such as 'en'.");
      if (unicode::words(one.written).empty()) return found(Kind::empty, row, "Written", "holds no letter and no number.", "Type the word as it is shown.");
      const auto [at, fresh] = seen.emplace(std::pair{one.language, unicode::case_fold(one.written)}, row.where().row);
      if (!fresh) return found(Kind::word_twice, row, "Written", fmt::format("is there already in row {}, so this row is left out.", at->second), "Remove one of the rows.");
      content_.pronunciations.push_back(std::move(one));
    });
  }

  struct Phrase {
    std::map<std::string, Translation> translations;
    Where where;
    bool used = false;
  };

  Findings& findings_;
  fs::path media_;
  const Progress& progress_;
  std::optional<Count> rows_;
  std::uint64_t media_bytes_ = 0;
  Content content_;
  std::map<std::string, Sheet> sheets_;
  std::map<std::string, Phrase> phrases_;
  std::map<std::string, int> topic_rows_, organisation_rows_, place_rows_, service_rows_, urgent_rows_;  // ids and the row each stands in
  std::map<std::string, std::size_t> place_index_, service_index_;
  std::size_t unknown_targets_ = 0;
};

}  // namespace

Result<Content> read_sheets(const fs::path& folder, Findings& findings, const Progress& progress) {
  std::error_code problem;
  fs::directory_iterator entries{folder, problem};
  if (problem) return Error{ErrorCode::file, fmt::format("Cannot read the folder {}: {}. Give the folder that holds the sheets.", folder.string(), problem.message())};
  std::vector<fs::path> files;
  for (; !problem && entries != fs::directory_iterator{}; entries.increment(problem)) {
    const std::string extension = entries->path().extension().string();
    if (extension == ".csv" || extension == ".CSV") files.push_back(entries->path());
    if (files.size() > most_files) return Error{ErrorCode::file, fmt::format("{} holds more than {} CSV files. Give a folder with one set of sheets.", folder.string(), most_files)};
  }
  std::sort(files.begin(), files.end());
  std::uint64_t all = 0, done = 0;
  for (const fs::path& file : files)
    if (const auto size = fs::file_size(file, problem); !problem && is_form(file.stem().string())) all += size;
  const auto say = [&](std::uint64_t bytes) {
    if (progress) progress(Step::opening, std::min(all, bytes), all);
  };
  std::vector<NamedTable> tables;
  for (const fs::path& file : files) {
    NamedTable& table = tables.emplace_back(NamedTable{file.stem().string(), {}});
    if (!is_form(table.name)) continue;
    if (auto bytes = read_file(file, largest_sheet)) {
      table.table = read_csv(bytes.value(), table.name, findings, {}, [&](std::size_t at) { say(done + at); });
      say(done += bytes->size());
    } else {
      findings.add(Kind::file_unreadable, {table.name, 0, {}}, {}, bytes.error().detail, "Put the sheet itself there, as a spreadsheet saves it.");
      table.table.refused = true;
    }
  }
  return SheetReader{findings, folder / media_folder, progress}.read(std::move(tables));
}

Result<Content> read_workbook_sheets(const fs::path& file, Findings& findings, const Progress& progress) {
  auto bytes = read_file(file, largest_workbook);
  if (!bytes) return bytes.error();
  auto tables = read_workbook(std::move(bytes).value(), file.filename().string(), is_form, findings, {}, progress);
  if (!tables) return tables.error();
  return SheetReader{findings, file.parent_path() / media_folder, progress}.read(std::move(tables).value());
}

namespace {

Result<Content> read_any_source(const fs::path& source, Findings& findings, const Progress& progress) {
  std::error_code none;
  if (!fs::exists(source, none)) return Error{ErrorCode::file, fmt::format("{} is not there. Give a workbook (.xlsx), a folder of CSV sheets, or Open Referral JSON.", source.string())};
  if (fs::is_directory(source, none)) {
    std::error_code problem;
    for (fs::directory_iterator entry{source, problem}; !problem && entry != fs::directory_iterator{}; entry.increment(problem)) {
      const std::string extension = entry->path().extension().string();
      if (extension == ".csv" || extension == ".CSV") return read_sheets(source, findings, progress);
    }
    return read_open_referral(source, findings, progress);
  }
  std::string extension = source.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  // Any spreadsheet's name: the reader says what each of them is.
  for (const char* workbook : {".xlsx", ".xlsm", ".xlsb", ".xltx", ".xls", ".ods"}) {
    if (extension == workbook) return read_workbook_sheets(source, findings, progress);
  }
  if (extension == ".csv") {
    return Error{ErrorCode::input, fmt::format("{} is one sheet. Give the folder that holds all the sheets.", source.string())};
  }
  return read_open_referral(source, findings, progress);
}

}  // namespace

Result<Content> read_source(const fs::path& source, Findings& findings, const Progress& progress) {
  auto content = read_any_source(source, findings, progress);
  if (content) tidy_names(content.value(), findings);
  return content;
}

}  // namespace kiosk::packs
