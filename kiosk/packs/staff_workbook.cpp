// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/staff_workbook.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <functional>
#include <system_error>

#include "kiosk/packs/files.hpp"
#include "kiosk/packs/forms.hpp"
#include "kiosk/packs/values.hpp"

namespace kiosk::packs {
namespace {

namespace fs = std::filesystem;

constexpr lxw_row_t last_row = 5000;  // as far down as drop-downs and formats go

// libxlsxwriter takes some of its texts as char*, and changes none.
char* loose(const char* text) { return const_cast<char*>(text); }

class Writer {
 public:
  explicit Writer(lxw_workbook* book) : book_(book) {
    lxw_doc_properties about{};
    about.title = loose("Leeds Community Kiosk");
    about.created = 1'767'225'600;  // 1 January 2026: a clock's time would make every copy another file
    workbook_set_properties(book_, &about);
    heading_ = format();
    format_set_bold(heading_);
    format_set_bg_color(heading_, 0xD9E8F5);
    format_set_border(heading_, LXW_BORDER_THIN);
    format_set_text_wrap(heading_);
    words_ = format();
    format_set_num_format(words_, "@");  // so that 0113 stays 0113
    format_set_text_wrap(words_);
    format_set_align(words_, LXW_ALIGN_VERTICAL_TOP);
    date_ = format();
    format_set_num_format(date_, "yyyy-mm-dd");
    format_set_align(date_, LXW_ALIGN_VERTICAL_TOP);
    number_ = format();
    format_set_num_format(number_, "0.00000");
    format_set_align(number_, LXW_ALIGN_VERTICAL_TOP);
    large_ = format();
    format_set_bold(large_);
    format_set_font_size(large_, 16);
  }

  lxw_worksheet* sheet(const char* name) {
    lxw_worksheet* added = workbook_add_worksheet(book_, name);
    keep(added != nullptr);
    return added;
  }
  void words(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
    keep(worksheet_write_string(sheet, row, column, text.c_str(), format) == LXW_NO_ERROR);
  }
  void keep(bool went_well) { whole_ = whole_ && went_well; }
  lxw_format* format() { return workbook_add_format(book_); }

  void guide() {
    lxw_worksheet* page = sheet(guide_sheet);
    worksheet_set_column(page, 0, 0, 140, words_);
    worksheet_set_row(page, 0, 26, nullptr);  // not every spreadsheet makes room for large letters by itself
    lxw_row_t row = 0;
    words(page, row++, 0, "How to use this workbook", large_);
    for (const char* line :
         {"Each sheet is a list: one row for one thing. Begin with the sheet Services.",
          "Point at a heading to see what to type. Headings with a star (*) must be filled in.",
          "Click a cell: a small arrow beside it means that you can choose from a list.",
          "The rows with IDs that begin with 'example' show how it is done, on every sheet. While one of them is left, nothing goes out: delete them all.",
          "Type a title of your own in the sheet Pack.",
          "Details checked is the day somebody last asked the place itself. Do not type today's date unless you rang today. If nobody asked, leave it empty.",
          "Never guess a telephone number, an address or hours. What you do not know stays empty.",
          "Do not change an ID once it has gone out, and do not change the headings or the names of the sheets.",
          "You may add sheets and columns of your own: the kiosk leaves them out, and says so.",
          "Save it as 'Excel Workbook (.xlsx)'. Then have it checked: it says what to mend, by sheet, row and column."}) {
      words(page, row++, 0, line, words_);
    }
  }

  // In letters: sentences are long, names and addresses longer than most.
  static double width_for(std::string_view heading) {
    for (const std::string_view sentences : {"Description", "English", "Translation", "Note"})
      if (heading == sentences) return 64;
    for (const std::string_view names : {"Name", "Address", "Source", "Also called"})
      if (heading == names) return 28;
    return std::max(14.0, 1.3 * static_cast<double>(heading.size()) + 3);
  }

  void form(const SheetForm& form) {
    lxw_worksheet* page = sheet(form.name);
    worksheet_freeze_panes(page, 1, 0);
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
      const Column& column = form.columns[i];
      const auto at = static_cast<lxw_col_t>(i);
      lxw_format* format = column.holds == Holds::date ? date_ : column.holds == Holds::number ? number_ : words_;
      const std::string_view heading = column.heading;
      worksheet_set_column(page, at, at, width_for(heading), format);
      // The column has to be there; a day that nobody knows stays empty rather than made up.
      const bool star = column.need == Need::required && heading != "Details checked";
      words(page, 0, at, fmt::format("{}{}", heading, star ? " *" : ""), heading_);
      keep(worksheet_write_comment(page, 0, at, fmt::format("{}{}", column.help, column.need == Need::required ? "\nThis must be filled in." : "").c_str()) == LXW_NO_ERROR);
      help(page, at, column);
    }
    for (std::size_t row = 0; row < form.examples.size(); ++row) {
      for (std::size_t i = 0; i < form.examples[row].size(); ++i) example(page, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(i), form.columns[i].holds, form.examples[row][i]);
    }
  }

  void findings(const Findings& findings, const std::vector<std::string>& summary) {
    lxw_worksheet* first = sheet("Verdict");
    worksheet_set_column(first, 0, 0, 120, words_);
    worksheet_set_row(first, 0, 26, nullptr);
    for (std::size_t i = 0; i < summary.size(); ++i) words(first, static_cast<lxw_row_t>(i), 0, summary[i], i == 0 ? large_ : words_);

    lxw_worksheet* page = sheet("Findings");
    worksheet_freeze_panes(page, 1, 0);
    constexpr std::array<std::pair<const char*, double>, 7> columns{{{"How serious", 16}, {"Sheet", 18}, {"Row", 7}, {"Column", 18}, {"What it says now", 40}, {"Why", 50}, {"What to do", 60}}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      worksheet_set_column(page, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), columns[i].second, words_);
      words(page, 0, static_cast<lxw_col_t>(i), columns[i].first, heading_);
    }
    lxw_row_t row = 1;
    constexpr std::array<std::tuple<Level, const char*, lxw_color_t>, 3> levels{{{Level::stops, "Stops publishing", 0xF8D7D7}, {Level::check, "Check", 0xFFF1C9}, {Level::note, "Note", 0xFFFFFF}}};
    for (const auto& [level, name, colour] : levels) {
      lxw_format* painted = format();
      format_set_bg_color(painted, colour);
      format_set_num_format(painted, "@");
      format_set_text_wrap(painted);
      format_set_align(painted, LXW_ALIGN_VERTICAL_TOP);
      for (const Finding& finding : findings.all()) {
        if (finding.level() != level) continue;
        words(page, row, 0, name, painted);
        words(page, row, 1, shown(finding.where.sheet), words_);
        if (finding.where.row > 0) keep(worksheet_write_number(page, row, 2, finding.where.row, nullptr) == LXW_NO_ERROR);
        words(page, row, 3, shown(finding.where.column), words_);
        words(page, row, 4, shown(finding.value), painted);
        words(page, row, 5, finding.why, words_);
        words(page, row, 6, finding.mend, words_);
        ++row;
      }
    }
    worksheet_autofilter(page, 0, 0, std::max<lxw_row_t>(row, 2) - 1, columns.size() - 1);
  }

  [[nodiscard]] bool whole() const { return whole_; }

 private:
  void help(lxw_worksheet* page, lxw_col_t at, const Column& column) {
    lxw_data_validation help{};
    help.validate = LXW_VALIDATION_TYPE_ANY;
    help.ignore_blank = LXW_VALIDATION_ON;
    help.show_input = LXW_VALIDATION_ON;
    help.input_title = loose(column.heading);
    help.input_message = loose(column.help);
    std::vector<char*> names;
    const std::string ids = column.ids_from == nullptr ? std::string{} : fmt::format("='{}'!$A$2:$A${}", column.ids_from, last_row);
    if (!column.choices.empty()) {
      for (const Choice& choice : column.choices) names.push_back(loose(choice.shown));
      names.push_back(nullptr);
      help.validate = LXW_VALIDATION_TYPE_LIST;
      help.value_list = names.data();
      help.dropdown = LXW_VALIDATION_ON;
      help.show_error = LXW_VALIDATION_ON;
      help.error_title = loose("Choose from the list");
      help.error_message = loose("Choose one of the words in the list, or leave the cell empty.");
    } else if (!ids.empty()) {
      // Only a hand: a cell may name several, with commas.
      help.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      help.value_formula = loose(ids.c_str());
      help.dropdown = LXW_VALIDATION_ON;
      help.show_error = LXW_VALIDATION_OFF;
    }
    keep(worksheet_data_validation_range(page, 1, at, last_row, at, &help) == LXW_NO_ERROR);
  }

  void example(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, Holds holds, const char* text) {
    if (*text == '\0') return;
    if (holds == Holds::date) {
      if (const auto day = date_from(text)) {
        lxw_datetime when{};
        when.year = static_cast<int>(day->year());
        when.month = static_cast<int>(static_cast<unsigned>(day->month()));
        when.day = static_cast<int>(static_cast<unsigned>(day->day()));
        return keep(worksheet_write_datetime(page, row, column, &when, date_) == LXW_NO_ERROR);
      }
    } else if (holds == Holds::number) {
      if (const auto number = number_from(text)) return keep(worksheet_write_number(page, row, column, *number, number_) == LXW_NO_ERROR);
    }
    words(page, row, column, text, words_);
  }

  lxw_workbook* book_;
  lxw_format *heading_, *words_, *date_, *number_, *large_;
  bool whole_ = true;
};

Outcome write(const fs::path& file, const std::function<void(Writer&)>& fill) {
  const fs::path part = fs::path{file}.concat(".part");
  // libxlsxwriter finds out last, and says so on standard error itself.
  if (auto may = write_file(part, {}); !may) return may;
  lxw_workbook* book = workbook_new(part.c_str());
  if (book == nullptr) return Error{ErrorCode::file, fmt::format("Cannot write {}. Check that there is memory left.", file.string())};
  Writer writer{book};
  fill(writer);
  const lxw_error closed = workbook_close(book);
  std::error_code problem;
  if (closed != LXW_NO_ERROR || !writer.whole()) {
    fs::remove(part, problem);
    return Error{ErrorCode::file, fmt::format("Cannot write {}: {}. Give a place you may write to, with room on the disk.", file.string(), lxw_strerror(closed))};
  }
  if (auto flushed = flush_to_disk(part); !flushed) return flushed;
  return put_in_place(part, file);
}

}  // namespace

Outcome write_template(const fs::path& file) {
  return write(file, [](Writer& writer) {
    writer.guide();
    for (const SheetForm& form : forms()) writer.form(form);
  });
}

Outcome write_findings(const fs::path& file, const Findings& findings, const std::vector<std::string>& summary) {
  return write(file, [&](Writer& writer) { writer.findings(findings, summary); });
}

}  // namespace kiosk::packs
