// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of problem, found once in a source that has it: with its place, the
// reason and the mend. A kind without a case fails.
#include "kiosk/packs/kinds.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "kiosk/packs/workbook.hpp"
#include "tests/unit/packs/fixture.hpp"
#include "tests/unit/packs/raw_workbook.hpp"

namespace kiosk::packs {
namespace {

// How a whole source is spoiled.
enum class In {
  sheet,    // `from` becomes `to` in the CSV sheet `part` of the small source
  file,     // the CSV sheet `part` is `to`
  gone,     // the CSV sheet `part` is not there
  workbook, // `from` becomes `to` in the part `part` of a workbook with a Services sheet
  extra,    // a workbook has the part `part` too
  json,     // Open Referral JSON, `to`
  hub,      // as `sheet`, and as `file` where nothing is replaced, in a hub's workbook under a city with the topics money and health
  media     // the sheet Media has the row `to`, beside the files of media_files()
};
struct Case {
  Kind kind;
  In in;
  std::string part, from, to, message;
};

// A JSON service with what is in `fields` besides its id and name.
std::string json_service(const std::string& fields) { return R"([{"id":"a","name":"N")" + fields + "}]"; }
// The folder `media` of a source: made up, but for how each begins, which is what tells its type.
void write_media(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const std::string webm = std::string("\x1A\x45\xDF\xA3", 4) + "....webm....";
  const auto write = [&](const char* name, const std::string& bytes) { std::ofstream{folder / name, std::ios::binary} << bytes; };
  write("a.webm", webm);
  write("a.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n");
  write("text.webm", "<html>");
  write("text.vtt", "Hello");
  write("large.webm", webm + std::string(49U << 20U, 'x'));
  std::filesystem::create_symlink("/etc/passwd", folder / "link.webm");
  // Files that have no bytes on the disk but the first: together more than a pack holds.
  for (int i = 0; i < 6; ++i) {
    const std::string name = "part" + std::to_string(i) + ".webm";
    write(name.c_str(), webm);
    std::filesystem::resize_file(folder / name, 47U << 20U);
  }
}
const std::string media_headings = "For,Which one,Kind,Language,File,Words,Captions,Source\n";
const std::string sheet1 = "xl/worksheets/sheet1.xml", cell = "<c r=\"A1\" t=\"s\"><v>0</v></c>";

const std::vector<Case>& cases() {
  using enum In;
  using enum Kind;
  static const std::vector<Case> all{
      // Files
      {utf_16, file, "Services.csv", "", "\xFF\xFEI\0D\0", "Services: is saved as UTF-16. Save it again as 'CSV UTF-8"},
      {workbook_named_csv, file, "Services.csv", "", "PK\x03\x04", "Services: is a workbook with the name of a CSV file. Give it a name that ends in .xlsx"},
      {nul_character, file, "Services.csv", "", std::string("ID\na\0b", 6), "Services, row 2: there is a character that is no text (NUL)."},
      {cell_too_long, sheet, "Services.csv", "Gives food", std::string(20'000, 'x'), "Services, row 2: cell 6 holds more than 16384 characters. Shorten it."},
      {too_many_columns, file, "Services.csv", "", std::string(100, ','), "Services, row 1: there are more than 64 columns. Remove the columns"},
      {too_many_rows, file, "Services.csv", "", std::string(450'000, '\n'), "there are more than 400000 rows. Split the sheet"},
      {too_many_cells, file, "Services.csv", "", [] { std::string rows; for (int i = 0; i < 90'000; ++i) rows += std::string(60, ',') + "\n"; return rows; }(), "there are more than 4000000 cells above. Split the sheet"},
      {quotation_mark_open, sheet, "Pack.csv", "Small", "\"Small", "Pack, row 2: a quotation mark is opened and never closed."},
      {words_after_quotation, sheet, "Topics.csv", "\"Bills, benefits\"", "\"Bills\" benefits", "Topics, row 2: words stand behind the closing quotation mark of cell 3."},
      {file_unreadable, file, "Services.csv", "", std::string(65U << 20U, 'x'), "more than the 67108864 allowed for it."},
      {sheet_unknown, file, "Servces.csv", "", "ID\n", "Servces: is not a sheet that the kiosk knows, so it is left out. Did you mean 'Services'?"},
      {sheet_twice, file, "SERVICES.csv", "", "ID\n", "Services: is there twice. Keep one of them."},
      {sheet_missing, gone, "Topics.csv", "", "", "Topics: this sheet is not there. Add it"},
      {sheet_empty, file, "Topics.csv", "", "\n\n", "Topics: is empty. Put the headings in the first row."},
      {heading_unknown, sheet, "Services.csv", "Phone is for", "Phone is four", "Services, row 1, Phone is four: is not a heading of this sheet, so the column is left out. Did you mean 'Phone is for'?"},
      {heading_twice, sheet, "Services.csv", "Phone is for", "Phone", "Services, row 1, Phone: this heading is there twice. Keep one of the columns."},
      {heading_missing, sheet, "Services.csv", "ID,Organisation", "Our services 2026,,\n\nID,Organisation", "Services, row 1: 'Our services 2026' stands above the headings. The headings stand in row 3. Delete the rows above."},
      {column_without_heading, sheet, "Services.csv", "Phone,Phone is for", " ,Phone is for", "Services, row 2, G: '0113 496 0001' stands in a column that has no heading in cell G1, so all of the column would be lost. Type 'Phone' in cell G1."},
      {column_without_heading, sheet, "Services.csv", "Organisation,Name", "Organisation,", "Services, row 2, C: 'Food in Armley' stands in a column that has no heading in cell C1, so all of the column would be lost. Type 'Name' in cell C1."},
      {column_without_heading, sheet, "Services.csv", "A list,2026-10-01\nbooks", "A list,2026-10-01,,ask for Jo\nbooks", "Services, row 2, O: 'ask for Jo' stands in a column that has no heading in cell O1, so all of the column would be lost. Type its heading in cell O1, such as one of: Email"},
      {heading_missing, sheet, "Services.csv", "Details checked", "Checked", "Services, row 1, Details checked: this heading is not there. Add a column 'Details checked'."},
      // Workbooks
      {too_many_words, workbook, sheet1, cell, "", "Services, row 3: the workbook holds more words than any directory."},
      {sheet_lost, workbook, "xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet9.xml", "Services: is named by the workbook and is not in it. Open the workbook"},
      {sheet_broken, workbook, sheet1, "</row>", "", "Services: cannot be read (book.xlsx: its part"},
      {cell_without_place, workbook, sheet1, "A1", "1A", "Services, row 1: a cell calls itself '1A', which is no place in a sheet. Open"},
      {words_missing, workbook, sheet1, "<v>0</v>", "<v>9</v>", "Services, row 1: cell A asks for words that are not in the workbook. Open"},
      {sheet_hidden, workbook, "xl/workbook.xml", "name=", "state=\"hidden\" name=", "Services: is hidden in the workbook; it is read all the same. Show the sheet"},
      {linked_workbook, extra, "xl/externalLinks/externalLink1.xml", "", "", "book.xlsx: is linked to other workbooks, which the kiosk does not have. In Excel choose"},
      {macro, extra, "xl/vbaProject.bin", "", "", "book.xlsx: holds a macro, and a macro can do anything. Save it as"},
      {outside_connection, extra, "xl/connections.xml", "", "", "book.xlsx: fetches cells from somewhere else. In Excel choose"},
      {spreadsheet_error, workbook, sheet1, cell, "<c t=\"e\"><v>#REF!</v></c>", "is an error of the spreadsheet. Type what should stand there."},
      {formula, workbook, sheet1, cell, "<c><f>1+1</f><v>2</v></c>", "'2' is worked out by a formula, which the kiosk does not do. Copy the cell"},
      {number_broken, workbook, sheet1, cell, "<c><v>ten</v></c>", "'ten' is marked as a number and is none. Type the cell again."},
      {number_shown_otherwise, workbook, sheet1, cell, "<c s=\"5\"><v>5</v></c>", "'5' is a number that the spreadsheet shows as money, as a percentage"},
      {day_impossible, workbook, sheet1, cell, "<c s=\"1\"><v>-5</v></c>", "'-5' is no day that the spreadsheet can show. Type it like '2026-11-12'."},
      {merged_cells, workbook, sheet1, "</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>", "is spread over several cells (A1:B1); only the first of them has it. Unmerge"},
      {hidden_rows, workbook, sheet1, "<row r=\"1\">", "<row r=\"1\" hidden=\"1\">", "stands in a row that the spreadsheet hides; it is read all the same. Show the rows"},
      // Cells
      {formula_like, sheet, "Services.csv", "Job club", "@SUM(A1)", "Services, row 4, Name: '@SUM(A1)' begins with '@', which a spreadsheet may run as a formula."},
      {control_character, sheet, "Services.csv", "Job club", "Job\x01" "club", "Services, row 4, Name: 'Job?club' holds a character that cannot be shown. Type the cell again."},
      {letters_lost, sheet, "Services.csv", "Job club", "Job caf\xEF\xBF\xBD", "holds letters that were lost when the file was saved. Type them again"},
      {letters_lost, sheet, "Services.csv", "Job club", "Job caf\xE9 – £5", "Services, row 4, Name: 'Job caf\xEF\xBF\xBD – £5' holds letters that were lost when the file was saved. Type them again"},
      {letters_doubled, sheet, "Services.csv", "Job club", "Job CafÃ© â€“ Â£5", "Services, row 4, Name: 'Job CafÃ© â€“ Â£5' has letters that were spoiled when it was saved or copied. It may mean 'Job Café – £5'. Type it again."},
      {letters_doubled, sheet, "Translations.csv", "مجانًا", "Ù…Ø¬Ø§Ù†", "Services, row 2, Cost: 'Ù…Ø¬Ø§Ù†' has letters that were spoiled when it was saved or copied. It may mean 'مجان'."},
      {letters_doubled, json, "", "", json_service(R"(,"description":"Itâ€™s free")"), "page.json, row 1, Description: 'Itâ€™s free' has letters that were spoiled when it was saved or copied. It may mean 'It’s free'."},
      {name_long, sheet, "Services.csv", "Job club", [] { std::string name = "Job club"; while (name.size() < 81) name += " for you!"; return name; }(), "is 89 letters long, which is much at the largest text. Keep it under 80 if you can."},
      {name_too_long, sheet, "Organisations.csv", "Leeds Foodbank", [] { std::string name = "Leeds Foodbank"; while (name.size() < 201) name += " of Leeds"; return name; }(), "is 203 letters long. 200 is the most. Keep the name alone, and say the rest in the description."},
      {name_too_long, sheet, "Places.csv", "at-armley,Armley", "at-armley,Armley" + std::string(40, 'x'), "Places, row 2, Name: 'Armleyxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' has a word of 46 letters, which fits on no screen. 40 is the most. Put spaces between the words."},
      {name_with_marks, sheet, "Services.csv", "Job club", "\"Job\nclub\"", "Services, row 4, Name: 'Job club' holds line breaks, tabs or marks that are not drawn, so they are left out. Type the name again, on one line."},
      {name_with_marks, sheet, "Topics.csv", "Money and food", "Money \u202Eand food", "Topics, row 2, Need: 'Money \u202Eand food' holds line breaks"},
      {empty, sheet, "Services.csv", "Job club", "", "Services, row 4, Name: this is empty. Type the name."},
      {id_malformed, sheet, "Services.csv", "jobs,", "My Jobs!,", "Services, row 4, ID: 'My Jobs!' may hold only small letters, numbers and hyphens, 64 at most. Type it like 'my-jobs'."},
      {id_taken, sheet, "Services.csv", "jobs,", "books,", "Services, row 4, ID: 'books' is used already in row 3."},
      {example_left_in, sheet, "Services.csv", "jobs,", "example-jobs,", "Services, row 4, ID: 'example-jobs' is a row of the template that shows how it is done. Delete the row. If it is yours, give it an ID of its own."},
      {example_left_in, sheet, "Pack.csv", "Small", "Example pack: change this title", "Pack, row 2, Value: 'Example pack: change this title' is the title of the template. Type the title of your pack."},
      {date_as_number, sheet, "Services.csv", "A list,2026-10-01", "A list,46338", "Details checked: '46338' is the number by which a spreadsheet keeps a date. Set the cell's format"},
      {date_unreadable, sheet, "Services.csv", "A list,2026-10-01", "A list,last week", "Details checked: 'last week' is not a date that can be read. Type it like '2026-11-12'."},
      {date_unreadable, sheet, "Services.csv", "A list,2026-10-01", "A list,31/02/2026", "Details checked: '31/02/2026' is not a date: there is no 31 February. Type it like '2026-11-12'."},
      {date_unreadable, sheet, "Services.csv", "A list,2026-10-01", "A list,11/25/2026", "Details checked: '11/25/2026' is not a date: there is no month 25. Type the day first, like '25/11/2026'."},
      {date_unreadable, sheet, "Services.csv", "A list,2026-10-01", "A list,1/10/26", "Details checked: '1/10/26' has a year of two figures. Type the whole year, like '1/10/2026'."},
      {date_to_come, sheet, "Services.csv", "A list,2026-10-01", "A list,2027-10-01", "'2027-10-01' is a day that has not come yet. Type the day it was checked."},
      {email_wrong, sheet, "Organisations.csv", "Description\nleeds-food,Leeds Foodbank,Gives food", "Description,Email\nleeds-food,Leeds Foodbank,Gives food,ask at desk", "Organisations, row 2, Email: 'ask at desk' is not an e-mail address. Type it like"},
      {website_wrong, sheet, "Organisations.csv", "Description\nleeds-food,Leeds Foodbank,Gives food", "Description,Website\nleeds-food,Leeds Foodbank,Gives food,see poster", "Organisations, row 2, Website: 'see poster' is not a web address. Type it like"},
      {choice_unknown, sheet, "Services.csv", "Food bank", "Foodbnak", "Services, row 2, Kind: 'Foodbnak' is not one of the choices. Did you mean 'Food bank'?"},
      {language_code_wrong, sheet, "Words people use.csv", "money,ar", "money,Arabic!", "Words people use, row 3, Language: 'Arabic!' is not a language code. Type a code such as 'ar'."},
      {setting_unknown, sheet, "Pack.csv", "Title", "Titel", "Pack, row 2, Setting: 'Titel' is not a setting, so it is left out. Did you mean 'Title'?"},
      {address_missing, sheet, "Places.csv", "2 Stock's Hill", "", "Places, row 2, Address: this is empty. Type the address, or 'yes' under Hide address."},
      {postcode_missing, sheet, "Places.csv", "LS12 1UQ", "", "Places, row 2, Postcode: this is empty. Type it like 'LS8 5HS'."},
      {postcode_cut_short, sheet, "Places.csv", "LS12 1UQ", "LS8 5H", "Places, row 2, Postcode: 'LS8 5H' is not complete. Type it like 'LS8 5HS'."},
      {postcode_wrong, sheet, "Places.csv", "LS12 1UQ", "Leeds 12", "Places, row 2, Postcode: 'Leeds 12' is not a postcode. Type it like"},
      {coordinate_not_a_number, sheet, "Places.csv", "53.79714", "north", "Places, row 2, Latitude: 'north' is not a number. Type it like '53.79714'."},
      {coordinate_alone, sheet, "Places.csv", ",-1.58821", ",", "Places, row 2, Longitude: this is empty and the other is not. Fill in both, or neither."},
      {latitude_outside, sheet, "Places.csv", "53.79714", "-1.58821", "Latitude: '-1.58821' is not in Britain. It is the number near 53.8."},
      {longitude_outside, sheet, "Places.csv", "-1.58821", "53.79714", "Longitude: '53.79714' is not in Britain. It is the number near -1.5, with the minus sign."},
      {phone_wrong, sheet, "Services.csv", "0113 496 0001", "0113 496 00", "Services, row 2, Phone: '0113 496 00' is not a whole telephone number. Type it like '0113 496 0123'."},
      // Rows that speak of other rows
      {topic_unknown, sheet, "Services.csv", ",money,", ",mony,", "Services, row 2, Topics: 'mony' is not a topic. Did you mean 'money'?"},
      {organisation_unknown, sheet, "Services.csv", "leeds-food", "leeds-fod", "Organisation: 'leeds-fod' is not an ID in the sheet Organisations. Did you mean 'leeds-food'?"},
      {place_unknown, sheet, "Services.csv", ",at-armley,Free", ",at-amrley,Free", "Services, row 2, Place: 'at-amrley' is not an ID in the sheet Places. Did you mean 'at-armley'?"},
      {target_unknown, sheet, "Opening hours.csv", "at-armley,", "at-amrley,", "Opening hours, row 2, Place or service: 'at-amrley' is not an ID in the sheets Places or Services. Did you mean 'at-armley'?"},
      {hours_became_a_date, sheet, "Opening hours.csv", "9am to 5pm", "2026-05-09", "Wednesday: '2026-05-09' is a date: the spreadsheet made it of hours such as '9-5'. Set the cell's format to 'Text'."},
      {hours_one_time, sheet, "Opening hours.csv", "9am to 5pm", "09:00", "Wednesday: '09:00' is one time, and hours are two. Type it like '9:00-17:00'"},
      {hours_unreadable, sheet, "Opening hours.csv", "9am to 5pm", "9 til 5ish", "Wednesday: '9 til 5ish' is not hours that can be read. Type it like '9:00-17:00'"},
      {hours_unreadable, sheet, "Opening hours.csv", "9am to 5pm", "9-5", "Wednesday: '9-5' does not say whether it is morning or evening. Type it like '9:00-17:00', by the clock of 24 hours, or with am and pm."},
      {hours_unreadable, sheet, "Opening hours.csv", "9am to 5pm", "2pm-4", "Type it like '14:00-16:00'"},
      {hours_unreadable, sheet, "Opening hours.csv", "9am to 5pm", "9:00-25:00", "Wednesday: '9:00-25:00' has a time that no clock shows: '25:00'. The day ends at 24:00. Type it like '9:00-17:00'."},
      {hours_unreadable, sheet, "Opening hours.csv", "9am to 5pm", "9:75-17:00", "has a time that no clock shows: '9:75'. An hour ends at 59 minutes."},
      {hours_unreadable, sheet, "Opening hours.csv", "9am to 5pm", "17:00-9:00", "Wednesday: '17:00-9:00' ends before it begins. Type '17:00-21:00' if that is meant. For hours over midnight, type '17:00-24:00' here and '0:00-9:00' under the next day."},
      {hours_unreadable, sheet, "Opening hours.csv", "9am to 5pm", "\"9:00-12:00, 11:00-13:00\"", "has hours that overlap. Type them one after another"},
      {hours_unreadable, sheet, "Opening hours.csv", "9am to 5pm", "-", "Wednesday: '-' is not hours that can be read. Type it like '9:00-17:00', '9:00-12:00, 13:00-17:00' or 'closed'."},
      {hours_with_a_gap, sheet, "Opening hours.csv", "9am to 5pm", "", "Opening hours, row 2, Wednesday: this is empty while other days are given, so the kiosk says 'ring to check' for the whole week. Type the hours"},
      {hours_twice, sheet, "Opening hours.csv", "at-armley,", "at-armley,,,,,,,,A list,\nat-armley,", "Opening hours, row 3, Place or service: 'at-armley' has its hours in row 2 already. Keep one of the two rows."},
      {bank_holiday_twice, file, "Bank holidays.csv", "", "Date,Name,Source\n2027-12-25,Christmas,x\n2027-12-25,Again,x\n", "Bank holidays, row 3, Date: '2027-12-25' is in row 2 already. Keep one of the two rows."},
      {said_in_first_row, file, "Urgent help.csv", "", "ID,Need,Line,Icon,Who answers,Source,Details checked\na,N,L,phone,Ask staff,x,\na,N,,,Ask again,x,\n", "Urgent help, row 3, Need: 'N' is said in the first row of this need. Leave it empty here."},
      {easy_line_number, file, "Easy words.csv", "", "Service,Line,Words,Picture,Source\nfood,first,Food.,Food,x\n", "Easy words, row 2, Line: 'first' is not a whole number from 1 to 12. Type 1 for the first line"},
      {sentence_long, file, "Easy words.csv", "", "Service,Line,Words,Picture,Source\nfood,1,We give food to all of you who do not have the money to buy it.,Food,x\n", "has a sentence of 16 words. Say it in sentences of at most 15 words."},
      {glossary_word_twice, file, "Glossary.csv", "", "ID,Word,Also written,Meaning,Source\nfood,food,,What you eat.,x\nmeal,meal,Food,What you eat.,x\n", "Glossary, row 3, Word: 'Food' is explained in row 2 already. Keep one of the two."},
      {glossary_word_unused, file, "Glossary.csv", "", "ID,Word,Also written,Meaning,Source\nzebra,zebra,,A horse with stripes.,x\n", "Glossary, row 2, Word: 'zebra' is in no description, so nobody sees what it means. Type it"},
      {word_twice, sheet, "Words people use.csv", "money,ar", "money,en,hungry\nmoney,ar", "Words people use, row 3, Word: 'hungry' is there twice. Remove one of the rows."},
      // Translations
      {language_not_in_pack, sheet, "Translations.csv", "Free,ar", "Free,pl", "Translations, row 3, Language: 'pl' is not a language of this pack."},
      {translated_twice, sheet, "Translations.csv", "Free,ar", "Free,ar,x,machine,\nFree,ar", "Translations, row 4, English: 'Free' is translated into 'ar' already. Keep one of the two rows."},
      {translation_stale, sheet, "Translations.csv", "Ring 116 123.,ar", "Ring 116 124.,ar", "Translations, row 2, English: 'Gives food. Ring 116 124.' is said nowhere any more, so its translation is stale. The English is now"},
      {translation_is_the_english, sheet, "Translations.csv", "Free,ar,مجانًا", "Books to borrow.,ar,Books to borrow.", "Services, row 3, Description: 'Books to borrow.' is the English again under 'ar'. Take the row out"},
      {numbers_differ, sheet, "Translations.csv", "١٢٣", "١٣٢", "has other numbers than the English in 'ar'. English says 116 123. Make them the same."},
      {negation_differs, sheet, "Topics.csv", "Jobs\n", "You do not need a job\n", "Topics, row 3, Examples: 'أنت تحتاج إلى عمل' may lack the 'not' of the English in 'ar'. The English says 'not'."},
      {draft_where_two_must_approve, sheet, "Services.csv", "Free,,A list", "Free,suicide,A list", "is a draft in 'ar', and this record is sensitive. Take the translation out, or have two speakers approve it"},
      {address_of_abuse_service, sheet, "Services.csv", "Free,,A list", "Free,abuse,A list", "Places, row 2, Hide address: this is the address of 'Food in Armley', which is about abuse. Type 'yes' under Hide address."},
      // The whole directory
      {no_service, file, "Services.csv", "", "ID,Name,Kind,Topics,Description,Source,Details checked\n", "Services: there is no service that can be used. Fill in at least one row."},
      {organisation_like_another, sheet, "Organisations.csv", "Gives food\n", "Gives food\nother,Leeds Foodbanks,The same\n", "Organisations, row 3, Name: 'Leeds Foodbanks' looks like row 2, 'Leeds Foodbank'. If they are the same, keep one."},
      {service_like_another, sheet, "Services.csv", "jobs,,Job club", "jobs,,The Job Clubs,Group,work,x,,,,,,A list,2026-10-01\njob2,,Job club", "Services, row 5, Name: 'Job club' looks like row 4, 'The Job Clubs'. If they are the same, keep one."},
      {topic_without_service, sheet, "Topics.csv", "work,", "rest,Rest,Sleep\nwork,", "Topics, row 3, Key: 'rest' has no service in it. Give a service this topic, or remove the row, with its words in 'Words people use'."},
      {no_urgent_help, gone, "Urgent help.csv", "", "", "Urgent help: nothing is in it, so residents in danger find only the national numbers. Fill in the sheet 'Urgent help'"},
      {no_topic, json, "", "", json_service(""), "page.json: there are no topics that the kiosk knows, so the home page would be empty."},
      {postcode_far, sheet, "Places.csv", "LS12 1UQ", "SW1A 1AA", "Places, row 2, Postcode: 'SW1A 1AA' is not in Leeds or near it. If it is right, leave it."},
      {cost_without_pounds, sheet, "Services.csv", "at-armley,Free", "at-armley,5", "Services, row 2, Cost: '5' is a number, and does not say of what. Type '£5' if that is meant."},
      // A hub's workbook
      {topic_unknown, hub, "Services.csv", ",work,Help", ",work,Help", "Services, row 4, Topics: 'work' is not a topic of the city's pack. Type one of: money, health."},
      {topic_unknown, hub, "Services.csv", "Food bank,money", "Food bank,work", "Services, row 2, Topics: 'work' is not a topic of the city's pack."},
      {for_the_city, hub, "Urgent help.csv", "", "ID,Need,Line,Icon,Who answers,Source,Details checked\na,Need,L,phone,Ask staff,x,\n", "Urgent help, row 2, Need: 'Need' is urgent help, which is for the city to say: everybody in Leeds has to see the same. Take it out of the hub's workbook, or ask the city to publish it."},
      {for_the_city, hub, "Glossary.csv", "", "ID,Word,Also written,Meaning,Source\nfood,food,,What you eat.,x\n", "Glossary, row 2, Word: 'food' is in the glossary, which is for the city to say: it explains words on every page. Take"},
      {for_the_city, hub, "Say it like this.csv", "", "Language,Written,Say it like\nen,LS7,L S 7\n", "Say it like this, row 2, Written: 'LS7' is said in a way that is for the city to say: it changes every page. Take"},
      {for_the_city, hub, "Services.csv", "at-armley,Free,,A list", "at-armley,Free,immigration,A list", "Services, row 2, Sensitive: 'immigration' is what this record is about. Sensitive records are for the city: two people look at them. Take"},
      {date_unknown, sheet, "Services.csv", "A list,2026-10-01", "A list,", "Services, row 2, Details checked: there is no date here, so nobody knows when 'Food in Armley' was last checked. Ring to check, and type the date."},
      {date_unknown, sheet, "Places.csv", "A list,2026-09-01", "A list,", "Places, row 2, Details checked: there is no date here, so nobody knows when 'Food in Armley' and 1 more were last checked. Ring"},
      {date_unknown, sheet, "Opening hours.csv", "A list,2026-08-01", "A list,", "Opening hours, row 2, Details checked: there is no date here, so nobody knows when 'Food in Armley' and 1 more were last checked. Ring"},
      {date_over_a_year, sheet, "Opening hours.csv", "A list,2026-08-01", "A list,2025-03-01", "Opening hours, row 2, Details checked: '2025-03-01' is over 12 months old, so the kiosk says 'ring to check' for the opening hours. Ring"},
      {date_over_a_year, sheet, "Services.csv", "A list,2026-10-01", "A list,2025-03-01", "Services, row 2, Details checked: '2025-03-01' is over 12 months old, so the kiosk says 'ring to check' for the opening hours. Ring"},
      {closed_day_past, file, "Closed days.csv", "", "Place or service,Date,Hours\nat-armley,2025-12-25,closed\n", "Closed days, Date: '2025-12-25' is over, for 'at-armley' (Places, row 2). Remove the row when you like."},
      {bank_holidays_run_out, file, "Bank holidays.csv", "", "Date,Name,Source\n2026-12-25,Christmas Day,x\n", "Bank holidays, Date: '2026-12-25' is the last bank holiday here; after it the kiosk takes every day for an ordinary one. Add those"},
      {place_unused, sheet, "Places.csv", "at-armley,", "at-bramley,B,1 Road,Leeds,LS13 2ET,,,,,A list,2026-09-01\nat-armley,", "Places, row 2, ID: 'at-bramley' is the place of no service, so nobody sees it. Type it under Place"},
      {organisation_unused, sheet, "Organisations.csv", "Gives food\n", "Gives food\nother,Other,Does other things\n", "Organisations, row 3, ID: 'other' runs no service, so nobody sees it. Type it under Organisation"},
      {description_long, sheet, "Services.csv", "Books to borrow.", std::string(401, 'b'), "is 401 letters long, and fills more than a page at the largest text. Keep what a person needs first"},
      {name_in_capitals, sheet, "Services.csv", "Job club", "JOB CLUB", "Services, row 4, Name: 'JOB CLUB' is all capitals, which is hard to read. Type it as the service writes it."},
      {nobody_can_be_reached, sheet, "Services.csv", "Help to find work.", "Help to find work!", "Services, row 4, Phone: 'Job club' has no telephone, e-mail, website or place. Say how a person gets there."},
      // Open Referral
      {json_service_id_unusable, json, "", "", R"([{"id":"../x","name":"N"}])", "page.json, row 1, id: '../x' is not an id that can be used. Give letters, numbers and hyphens, 100 at most."},
      {json_name_empty, json, "", "", R"([{"id":"a"}])", "page.json, row 1, name: this is empty. Every service has a name."},
      {json_text_too_long, json, "", "", json_service(R"(,"description":")" + std::string(70'000, 'x') + "\""), "holds more than 65536 characters. Shorten it."},
      {json_sensitive_unknown, json, "", "", json_service(R"(,"sensitive":"secret")"), "page.json, row 1, sensitive: 'secret' is not one of the choices. Give none, abuse"},
      // Media
      {media_name_wrong, media, "", "", "service,food,signed video,,../a.webm,W,a.vtt,x\n", "Media, row 2, File: '../a.webm' is not the name of a file in the folder 'media'. Put the file"},
      {media_missing, media, "", "", "service,food,signed video,,b.webm,W,a.vtt,x\n", "Media, row 2, File: 'b.webm' is not in the folder 'media' beside the sheets. Copy the file there"},
      {media_unreadable, media, "", "", "service,food,signed video,,link.webm,W,a.vtt,x\n", "Media, row 2, File: 'link.webm' is not an ordinary file. Put the file itself"},
      {media_too_big, media, "", "", "service,food,signed video,,large.webm,W,a.vtt,x\n", "Media, row 2, File: 'large.webm' is 50176 KB, more than the 49152 KB allowed for it. Make it shorter"},
      {media_too_much, media, "", "", [] { std::string rows; for (int i = 0; i < 6; ++i) rows += "service,food,signed video,,part" + std::to_string(i) + ".webm,W,a.vtt,x\n"; return rows; }(), "Media, row 7, File: 'part5.webm' brings all media together to more than 256 MB."},
      {media_type_wrong, media, "", "", "service,food,signed video,,text.webm,W,a.vtt,x\n", "Media, row 2, File: 'text.webm' is not a WebM video (VP8, VP9 or AV1), whatever its name says. Save it again"},
      {captions_missing, media, "", "", "service,food,signed video,,a.webm,W,,x\n", "Media, row 2, Captions: this is empty, and a signed video must have captions. Make a captions file"},
      {captions_unreadable, media, "", "", "service,food,signed video,,a.webm,W,text.vtt,x\n", "Media, row 2, Captions: 'text.vtt' is not a captions file that can be read, or has no captions in it. Save it as WebVTT"},
      {json_id_unusable, json, "", "", json_service(R"(,"organization":{"id":"a b","name":"O"})"), "page.json, row 1, organization: 'a b' is not an id that can be used. It is left out."},
      {json_translation_unusable, json, "", "", json_service(R"(,"translations":[{"field":"name","language":"zz_1","text":"x"}])"), "page.json, row 1, translations: 'zz_1' is not a translation that can be used. It is left out."},
      {json_service_twice, json, "", "", R"([{"id":"a","name":"N"},{"id":"a","name":"M"}])", "page.json, row 2, id: 'a' is there twice. It is left out."},
      {json_status_unknown, json, "", "", json_service(R"(,"status":"open")"), "page.json, row 1, status: 'open' is not one of the choices, so the service is taken for active. Give active"},
      {json_organisation_without_name, json, "", "", json_service(R"(,"organization":{"id":"o"})"), "page.json, row 1, organization: 'o' is an organisation without a name. It is left out."},
  };
  return all;
}

TEST(Kinds, EachHasACase) {
  EXPECT_GE(kind_names.size(), 60U);
  EXPECT_EQ(std::set<std::string_view>(kind_names.begin(), kind_names.end()).size(), kind_names.size());
  for (std::size_t i = 0; i < kind_names.size(); ++i) {
    const auto kind = static_cast<Kind>(i);
    EXPECT_TRUE(std::any_of(cases().begin(), cases().end(), [&](const Case& c) { return c.kind == kind; })) << "no case finds " << name_of(kind);
  }
}

class EachKind : public PackTest, public ::testing::WithParamInterface<std::size_t> {
 protected:
  Findings found(const Case& c) const {
    Findings findings;
    auto source = small_source();
    switch (c.in) {
      case In::hub:
      case In::sheet: {
        if (c.from.empty()) {
          source[c.part] = c.to;
          break;
        }
        std::string& text = source[c.part];
        const std::size_t at_byte = text.find(c.from);
        EXPECT_NE(at_byte, std::string::npos) << c.from;
        if (at_byte != std::string::npos) text.replace(at_byte, c.from.size(), c.to);
        if (c.kind == Kind::negation_differs) source["Translations.csv"] += "You do not need a job,ar,أنت تحتاج إلى عمل,machine,\n";
        break;
      }
      case In::file: source[c.part] = c.to; break;
      case In::media: source["Media.csv"] = media_headings + c.to; break;
      case In::gone: source.erase(c.part); break;
      case In::json: write("page.json", c.to); (void)read(findings, "page.json"); return findings;
      case In::workbook:
      case In::extra: return in_workbook(c);
    }
    write_source(source);
    if (c.in == In::media) write_media(at("source/media"));
    if (c.in == In::hub) {
      auto content = read_source(at("source"), findings);
      EXPECT_TRUE(content) << (content ? "" : content.error().detail);
      if (content) (void)check(content.value(), today, findings, ForHub{{"money", "health"}});
      return findings;
    }
    (void)read(findings);
    return findings;
  }
  Findings in_workbook(const Case& c) const {
    // The one row under the headings is what is looked at; columns of ours are read.
    Parts parts = book_of({{"Services", "<row r=\"1\">" + cell + "</row>"}});
    if (c.in == In::extra) parts.emplace_back(c.part, "x");
    else spoil(parts, c.part, c.from, c.to);
    WorkbookLimits limits;
    if (c.kind == Kind::too_many_words) {
      limits.text_bytes = 30;
      spoil(parts, sheet1, "<row r=\"1\"></row>", "<row/><row/><row><c t=\"inlineStr\"><is><t>" + std::string(40, 'x') + "</t></is></c></row>");
    }
    Findings findings;
    auto tables = read_workbook(zipped(parts), "book.xlsx", [](std::string_view) { return true; }, findings, limits);
    EXPECT_TRUE(tables) << (tables ? "" : tables.error().detail);
    if (!tables) return findings;
    // As the reader of sheets says a flaw of a column that it knows.
    for (const NamedTable& sheet : tables.value()) {
      for (const Flaw& flaw : sheet.table.flaws) findings.add(flaw.kind, {sheet.name, static_cast<int>(flaw.row) + 1, "A"}, sheet.table.rows.at(flaw.row).at(flaw.column), flaw.why, flaw.mend);
    }
    return findings;
  }
};

TEST_P(EachKind, NamesPlaceReasonAndMend) {
  const Case& c = cases()[GetParam()];
  const Findings findings = found(c);
  bool there = false;
  for (const Finding& finding : findings.all()) {
    EXPECT_FALSE(finding.where.sheet.empty()) << sentence(finding);
    EXPECT_FALSE(finding.why.empty()) << sentence(finding);
    EXPECT_FALSE(finding.mend.empty()) << sentence(finding);
    EXPECT_TRUE(finding.mend.ends_with('.') || finding.mend.ends_with('?')) << sentence(finding);
    EXPECT_EQ(sentence(finding).find('\n'), std::string::npos) << sentence(finding);
    there = there || (finding.kind == c.kind && sentence(finding).find(c.message) != std::string::npos);
  }
  EXPECT_TRUE(there) << "wanted " << name_of(c.kind) << ": " << c.message << "\n" << all_of(findings);
}
INSTANTIATE_TEST_SUITE_P(Check, EachKind, ::testing::Range(std::size_t{0}, cases().size()), [](const auto& parameter) {
  // A kind with several cases counts them.
  const Kind kind = cases()[parameter.param].kind;
  const auto before = std::count_if(cases().begin(), cases().begin() + static_cast<std::ptrdiff_t>(parameter.param), [&](const Case& c) { return c.kind == kind; });
  return std::string{name_of(kind)} + (before == 0 ? "" : "_" + std::to_string(before + 1));
});

// What is wrong once is said once, and a hub's workbook is not asked for what the city has.
class Once : public PackTest {
 protected:
  std::string found_in(const std::map<std::string, std::string>& source, const std::optional<ForHub>& hub = {}) const {
    write_source(source);
    Findings findings;
    auto content = read_source(at("source"), findings);
    EXPECT_TRUE(content);
    if (content) (void)check(content.value(), today, findings, hub);
    return all_of(findings);
  }
  static std::map<std::string, std::string> with(const char* sheet, const std::string& from, const std::string& to) {
    auto source = hub_source();
    source["Urgent help.csv"] = "ID,Need,Line,Icon,Who answers,Source,Details checked\na,Need,L,phone,Ask staff,x,2026-10-01\n";
    std::string& text = source[sheet];
    text.replace(text.find(from), from.size(), to);
    return source;
  }
  static std::map<std::string, std::string> hub_source() {
    auto source = small_source();
    std::string& services = source["Services.csv"];
    const std::string nowhere = "Help to find work.,,,,";
    services.replace(services.find(nowhere), nowhere.size(), "Help to find work.,,,at-armley,");
    return source;
  }
  static std::ptrdiff_t lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }
};

TEST_F(Once, ASourceWithoutMistakesHasNoFindings) { EXPECT_EQ(found_in(with("Pack.csv", "Small", "Ours")), ""); }

TEST_F(Once, OneMistakeIsOneFinding) {
  EXPECT_EQ(lines(found_in(with("Opening hours.csv", "9am to 5pm", "-"))), 1);
  EXPECT_EQ(lines(found_in(with("Opening hours.csv", "9am to 5pm", "=A1"))), 1);
  EXPECT_EQ(lines(found_in(with("Services.csv", "ID,Organisation", "Our services 2026\nID,Organisation"))), 1);
  EXPECT_EQ(lines(found_in(with("Services.csv", "Phone,Phone is for", ",Phone is for"))), 1);
  const std::string no_name = found_in(with("Services.csv", "ID,Organisation,Name,", "ID,Organisation,,"));
  EXPECT_NE(no_name.find("Type 'Name' in cell C1."), std::string::npos) << no_name;
  EXPECT_EQ(no_name.find("this heading is not there"), std::string::npos) << no_name;
}

TEST_F(Once, AHubIsNotAskedForWhatTheCityHas) {
  auto source = hub_source();
  source["Topics.csv"] += "rest,Rest,Sleep\n";
  EXPECT_EQ(found_in(source, ForHub{{"money", "work"}}), "");
  const std::string city = found_in(source);
  EXPECT_NE(city.find("'rest' has no service"), std::string::npos) << city;
  EXPECT_NE(city.find("Urgent help: nothing is in it"), std::string::npos) << city;
}

TEST_F(Once, NamesOfEverydayLengthAndScriptPass) {
  for (const char* name : {"Armley & Wortley \"\"Over 60s\"\" – tea, talk/games", "Café Noël", "图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆", "کتب‌خانہ", "CAFÉ’s “Spaß”"})
    EXPECT_EQ(found_in(with("Services.csv", "Job club", '"' + std::string{name} + '"')), "") << name;
  write_source(with("Services.csv", "Job club", "\"Job\nclub \u202Ehere\""));
  Findings findings;
  EXPECT_EQ(read(findings).services.at(2).name.english, "Job club here");
}

}  // namespace
}  // namespace kiosk::packs
