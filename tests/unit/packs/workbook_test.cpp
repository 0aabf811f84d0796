// SPDX-License-Identifier: GPL-3.0-or-later
// Workbooks as spreadsheets write them, and as nobody honest does.
#include "kiosk/packs/workbook.hpp"

#include <chrono>

#include "kiosk/packs/package.hpp"
#include "tests/unit/packs/fixture.hpp"
#include "tests/unit/packs/raw_workbook.hpp"

namespace kiosk::packs {
namespace {

class WorkbookTest : public PackTest {
 protected:
  struct Answer {
    std::vector<NamedTable> tables;
    Findings findings;
    std::string error;
  };
  static Answer read_parts(const Parts& parts, const WorkbookLimits& limits = {}) {
    Answer answer;
    auto tables = read_workbook(zipped(parts), "book.xlsx", [](std::string_view) { return true; }, answer.findings, limits);
    if (tables) answer.tables = std::move(tables).value();
    else answer.error = tables.error().detail;
    return answer;
  }
  // The first row's cells of a sheet that has those `<c>` elements.
  static std::vector<std::string> cells(const std::string& row) {
    const Answer answer = read_parts(book_with("<row r=\"1\">" + row + "</row>"));
    EXPECT_EQ(answer.error, "");
    return answer.tables.empty() || answer.tables[0].table.rows.empty() ? std::vector<std::string>{} : answer.tables[0].table.rows[0];
  }
  static std::string flaw(const std::string& row) {
    const Answer answer = read_parts(book_with("<row r=\"1\">" + row + "</row>"));
    EXPECT_EQ(answer.error, "");
    return answer.tables.empty() || answer.tables[0].table.flaws.empty() ? std::string{} : answer.tables[0].table.flaws[0].why + ' ' + answer.tables[0].table.flaws[0].mend;
  }
  using Row = std::vector<std::string>;
};

TEST_F(WorkbookTest, CellsBecomeWhatAPersonWouldType) {
  EXPECT_EQ(cells(R"(<c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><r><t>Rich </t></r><r><t xml:space="preserve">text</t></r><rPh><t>aid</t></rPh></is></c><c r="D1" t="str"><v>words</v></c>)"),
            (Row{"Second & last", "Rich text", "", "words"}));
  EXPECT_EQ(cells(R"(<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="inlineStr"><is><t>a_x000D__x0041_b</t></is></c>)"), (Row{"yes", "no", "aAb"}));
  // A telephone number that became a number, a latitude as Excel writes it, a large and a small one.
  EXPECT_EQ(cells("<c><v>1134960001</v></c><c><v>53.797139999999999</v></c><c><v>441134960001</v></c><c><v>-1.58821</v></c><c><v>1.13496E+9</v></c>"),
            (Row{"1134960001", "53.79714", "441134960001", "-1.58821", "1134960000"}));
  // Styles of the test workbook: 1 is a date, 2 a date of a code of its own, 3 a time, 4 day and time, 5 £, 6 a percentage, 7 text, 8 digits.
  EXPECT_EQ(cells(R"(<c s="1"><v>46338</v></c><c s="2"><v>46338</v></c><c s="3"><v>0.4375</v></c><c s="4"><v>46338.4375</v></c><c s="7"><v>5</v></c><c s="8"><v>1134960001</v></c>)"),
            (Row{"2026-11-12", "2026-11-12", "10:30", "2026-11-12 10:30", "5", "1134960001"}));
  EXPECT_EQ(cells(R"(<c t="d"><v>2026-11-12</v></c><c t="d"><v>2026-11-12T00:00:00.000</v></c><c t="d"><v>2026-11-12T09:30:00</v></c>)"), (Row{"2026-11-12", "2026-11-12", "2026-11-12 09:30"}));
  // Painted, but empty; and far away.
  EXPECT_EQ(cells(R"(<c r="A1" s="1"/><c r="B1"><v>1</v></c><c r="XFD1" s="1"/>)"), (Row{"", "1"}));
}

TEST_F(WorkbookTest, DaysCountedFrom1904) {
  Parts parts = book_with(R"(<row r="1"><c s="1"><v>44876</v></c><c s="3"><v>0.5</v></c></row>)");
  spoil(parts, "xl/workbook.xml", "<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
  const Answer answer = read_parts(parts);
  ASSERT_EQ(answer.tables.size(), 1U) << answer.error;
  EXPECT_EQ(answer.tables[0].table.rows.at(0), (Row{"2026-11-12", "12:00"}));
}

TEST_F(WorkbookTest, WhatWouldBeAGuessIsAFlaw) {
  EXPECT_NE(flaw(R"(<c r="A1"><f>1+1</f><v>2</v></c>)").find("worked out by a formula"), std::string::npos);
  EXPECT_NE(flaw(R"(<c r="A1" t="str"><f>HYPERLINK("http://x")</f></c>)").find("paste it over itself as 'Values'"), std::string::npos);
  EXPECT_NE(flaw(R"(<c t="e"><v>#REF!</v></c>)").find("is an error of the spreadsheet"), std::string::npos);
  EXPECT_NE(flaw(R"(<c s="5"><v>5</v></c>)").find("money"), std::string::npos);
  EXPECT_NE(flaw(R"(<c s="6"><v>0.5</v></c>)").find("percentage"), std::string::npos);
  EXPECT_NE(flaw(R"(<c s="1"><v>-1</v></c>)").find("is no day"), std::string::npos);
  EXPECT_NE(flaw(R"(<c s="1"><v>1e300</v></c>)").find("is no day"), std::string::npos);
  EXPECT_NE(flaw("<c><v>ten</v></c>").find("marked as a number"), std::string::npos);
  EXPECT_EQ(flaw(R"(<c r="A1"><v>1</v></c>)"), "");
}

TEST_F(WorkbookTest, HiddenAndMergedThingsAreSaid) {
  Parts parts = book_with(R"(<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="1"><c r="A3"><v>1</v></c></row>)");
  spoil(parts, "xl/worksheets/sheet1.xml", "</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>");
  spoil(parts, "xl/workbook.xml", "name=\"Services\"", "name=\"Services\" state=\"veryHidden\"");
  const Answer answer = read_parts(parts);
  ASSERT_EQ(answer.tables.size(), 1U) << answer.error;
  ASSERT_EQ(answer.tables[0].table.flaws.size(), 2U);
  EXPECT_NE(answer.tables[0].table.flaws[0].why.find("spread over several cells (A1:B2)"), std::string::npos);
  EXPECT_NE(answer.tables[0].table.flaws[1].why.find("as 1 more are"), std::string::npos);
  EXPECT_EQ(answer.tables[0].table.flaws[1].row, 1U);
  EXPECT_TRUE(says(answer.findings, "Services: is hidden in the workbook")) << all_of(answer.findings);
}

TEST_F(WorkbookTest, OtherNamesAndStrictNamespacesAreRead) {
  Parts parts = book_with(R"(<x:row r="1"><x:c t="inlineStr"><x:is><x:t>here</x:t></x:is></x:c></x:row>)");
  spoil(parts, "xl/worksheets/sheet1.xml", "<sheetData>", "<x:sheetData xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\">");
  spoil(parts, "xl/worksheets/sheet1.xml", "</sheetData>", "</x:sheetData>");
  spoil(parts, "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "/xl/worksheets/../worksheets/sheet1.xml");
  const Answer answer = read_parts(parts);
  ASSERT_EQ(answer.tables.size(), 1U) << answer.error;
  EXPECT_EQ(answer.tables[0].table.rows.at(0).at(0), "here");
}

// --- What nobody honest writes --------------------------------------------------------

TEST_F(WorkbookTest, WrongFilesAreNamed) {
  const auto why = [](std::string bytes) {
    Findings findings;
    auto tables = read_workbook(std::move(bytes), "book.xlsx", [](std::string_view) { return true; }, findings);
    return tables ? std::string{"read"} : tables.error().detail;
  };
  EXPECT_EQ(why(""), "book.xlsx: is empty. Give a workbook (.xlsx).");
  EXPECT_NE(why("ID,Name\n").find("is not a workbook, whatever its name says"), std::string::npos);
  EXPECT_NE(why("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(512, '\0')).find("of an old kind (.xls)"), std::string::npos);
  std::string locked = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(512, '\0');
  for (const char c : std::string{"EncryptedPackage"}) locked += std::string{c, '\0'};
  EXPECT_NE(why(locked).find("is locked with a password"), std::string::npos);
  EXPECT_NE(why("PK\x03\x04 and then nothing").find("is not whole"), std::string::npos);
  EXPECT_NE(why(zipped({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}, Compress::no)).find("is an OpenDocument spreadsheet"), std::string::npos);
  EXPECT_NE(why(zipped({{"readme.txt", "hello"}})).find("is a zip file, but not a workbook"), std::string::npos);
  const std::string whole = zipped(book_with(""));
  EXPECT_EQ(why(whole), "read");
  // Cut short anywhere, or with a byte changed: refused or read, never a crash.
  for (std::size_t length = 0; length < whole.size(); length += 7) (void)why(whole.substr(0, length));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bent = whole;
    bent[at] = static_cast<char>(bent[at] ^ 0x55);
    (void)why(bent);
  }
}

TEST_F(WorkbookTest, PartsThatAreNotWhatTheyShouldBe) {
  const auto why = [](const char* part, const char* from, const char* to) {
    Parts parts = book_with(R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)");
    spoil(parts, part, from, to);
    const Answer answer = read_parts(parts);
    return answer.error + all_of(answer.findings);
  };
  EXPECT_NE(why("xl/worksheets/sheet1.xml", "</row>", "").find("Services: cannot be read (book.xlsx: its part 'xl/worksheets/sheet1.xml' breaks off at line"), std::string::npos);
  EXPECT_NE(why("xl/worksheets/sheet1.xml", "<worksheet", "<!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet").find("declares a document type"), std::string::npos);
  EXPECT_NE(why("xl/worksheets/sheet1.xml", "<v>0</v>", "<v>99</v>").find("asks for words that are not in the workbook"), std::string::npos);
  EXPECT_NE(why("xl/worksheets/sheet1.xml", "r=\"A1\"", "r=\"1A\"").find("calls itself '1A'"), std::string::npos);
  EXPECT_NE(why("xl/worksheets/sheet1.xml", "r=\"A1\"", "r=\"XFD1\"").find("something stands in column XFD, and there may be 64 columns"), std::string::npos);
  EXPECT_NE(why("xl/worksheets/sheet1.xml", "r=\"A1\"", "r=\"A1048576\"").find("Services, row 1048576: something stands below row 400000"), std::string::npos);
  EXPECT_NE(why("xl/worksheets/sheet1.xml", "r=\"A1\"", "r=\"A99999999999999999999\"").find("calls itself"), std::string::npos);
  // Row 0, the row after the last that can be counted, and no row at all.
  EXPECT_NE(why("xl/worksheets/sheet1.xml", "<row r=\"1\"><c r=\"A1\"", "<row r=\"0\"><c").find("a cell stands outside every row"), std::string::npos);
  EXPECT_NE(why("xl/worksheets/sheet1.xml", "<row r=\"1\"><c r=\"A1\"", "<row r=\"18446744073709551615\"/><row><c").find("a cell stands outside every row"), std::string::npos);
  EXPECT_NE(why("xl/worksheets/sheet1.xml", "<row r=\"1\"><c r=\"A1\"", "<row><c><v>1</v></c></row><c><v>1</v></c><row r=\"0\"><c").find("a cell stands outside every row"), std::string::npos);
  EXPECT_NE(why("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../../etc/passwd").find("is named by the workbook and is not in it"), std::string::npos);
  EXPECT_NE(why("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "sheet9.xml").find("is named by the workbook and is not in it"), std::string::npos);
  EXPECT_NE(why("xl/workbook.xml", "<sheets>", "<externalReferences><externalReference/></externalReferences><sheets>").find("is linked to other workbooks"), std::string::npos);
  EXPECT_NE(why("xl/workbook.xml", "<sheet ", "<leaf ").find("holds no sheet"), std::string::npos);

  for (const auto& [extra, words] : {std::pair{"xl/vbaProject.bin", "holds a macro"}, std::pair{"xl/externalLinks/externalLink1.xml", "is linked to other workbooks"},
                                     std::pair{"xl/connections.xml", "fetches cells from somewhere else"}}) {
    Parts parts = book_with("");
    parts.emplace_back(extra, "x");
    const Answer answer = read_parts(parts);
    EXPECT_TRUE(says(answer.findings, words)) << extra << all_of(answer.findings);
    EXPECT_TRUE(answer.findings.any_stops());
  }
  Parts many;
  for (int i = 0; i < 3000; ++i) many.emplace_back("part" + std::to_string(i), "x");
  EXPECT_NE(read_parts(many).error.find("more than 2000 parts"), std::string::npos);
  Parts deep = book_with("");
  std::string tags;
  for (int i = 0; i < 100; ++i) tags += "<a>";
  spoil(deep, "xl/worksheets/sheet1.xml", "<sheetData>", tags + "<sheetData>");
  EXPECT_TRUE(says(read_parts(deep).findings, "is nested too deeply"));
}

// Bounded in time and memory, whatever the file unpacks to.
TEST_F(WorkbookTest, BombsEndQuickly) {
  const auto started = std::chrono::steady_clock::now();
  // 400 MB of spaces in 400 kB.
  Parts bomb = book_with("");
  spoil(bomb, "xl/worksheets/sheet1.xml", "<sheetData>", "<sheetData>" + std::string(400U << 20U, ' '));
  EXPECT_NE(read_parts(bomb).error.find("unpacks to more than 256 MB"), std::string::npos);
  bomb.clear();
  // One row for ever, one cell for ever, one text for ever.
  WorkbookLimits limits;
  limits.table.rows = 1000;
  limits.text_bytes = 100'000;
  limits.shared_texts = 1000;
  limits.table.cells = 5000;
  std::string rows, texts, wide;
  for (int i = 0; i < 3000; ++i) {
    rows += "<row><c t=\"inlineStr\"><is><t>words words words</t></is></c></row>";
    texts += "<si><t>word</t></si>";
    wide += "<row><c r=\"BL" + std::to_string(i + 1) + "\"><v>1</v></c></row>";
  }
  EXPECT_TRUE(says(read_parts(book_with(rows), limits).findings, "something stands below row 1000"));
  EXPECT_TRUE(says(read_parts(book_with(wide), limits).findings, "there are more than 5000 cells"));
  EXPECT_TRUE(says(read_parts(book_with("<row><c t=\"inlineStr\"><is><t>" + std::string(5'000'000, 'x') + "</t></is></c></row>")).findings, "cell A holds more than 16384 characters"));
  Parts shared = book_with("");
  spoil(shared, "xl/sharedStrings.xml", "</sst>", texts + "</sst>");
  EXPECT_NE(read_parts(shared, limits).error.find("more words than any directory"), std::string::npos);
  limits.table.rows = 10'000;
  std::string long_rows;
  for (int i = 0; i < 3000; ++i) long_rows += "<row><c t=\"inlineStr\"><is><t>" + std::string(100, 'x') + "</t></is></c></row>";
  EXPECT_TRUE(says(read_parts(book_with(long_rows), limits).findings, "holds more words than any directory"));
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds{60});
}

// --- A whole source ---------------------------------------------------------------------

TEST_F(WorkbookTest, TheSameRowsSayTheSameInEitherKindOfFile) {
  write_source(small_source());
  Findings from_csv;
  const Content csv = read(from_csv);
  write("book.xlsx", workbook_of(small_source()));
  Findings from_book;
  const Content book = read(from_book, "book.xlsx");
  EXPECT_FALSE(from_book.any_stops()) << all_of(from_book);
  EXPECT_EQ(all_of(from_csv), all_of(from_book));
  ASSERT_TRUE(build(csv, {}, at("a.pack")));
  ASSERT_TRUE(build(book, {}, at("b.pack")));
  EXPECT_EQ(bytes_of(at("a.pack")), bytes_of(at("b.pack")));
}

TEST_F(WorkbookTest, FindingsNameSheetRowAndColumn) {
  auto source = small_source();
  source["Places.csv"].replace(source["Places.csv"].find("LS12 1UQ"), 8, "LS8 5H");
  source["Notes.csv"] = "My own sheet\n";
  std::string book = workbook_of(source);
  write("book.xlsx", book);
  Findings findings;
  (void)read(findings, "book.xlsx");
  EXPECT_TRUE(says(findings, "Places, row 2, Postcode: 'LS8 5H' is not complete. Type it like 'LS8 5HS'.")) << all_of(findings);
  EXPECT_TRUE(says(findings, "Notes: is not a sheet that the kiosk knows")) << all_of(findings);
}

TEST_F(WorkbookTest, FlawsAreSaidOfColumnsThatAreReadAndNoOthers) {
  Parts parts = book_with(R"(<row r="1"><c t="inlineStr"><is><t>Setting</t></is></c><c t="inlineStr"><is><t>Value</t></is></c><c t="inlineStr"><is><t>Mine</t></is></c></row>
    <row r="2"><c t="inlineStr"><is><t>Title</t></is></c><c><f>1+1</f><v>2</v></c><c><f>2+2</f><v>4</v></c></row>)");
  spoil(parts, "xl/workbook.xml", "name=\"Services\"", "name=\"Pack\"");
  write("book.xlsx", zipped(parts));
  Findings findings;
  (void)read(findings, "book.xlsx");
  EXPECT_TRUE(says(findings, "Pack, row 2, Value: '2' is worked out by a formula")) << all_of(findings);
  EXPECT_FALSE(says(findings, "Mine: '4'")) << all_of(findings);
}

TEST_F(WorkbookTest, OtherSpreadsheetsNamesAreLookedInto) {
  for (const char* name : {"a.xls", "a.ods", "a.XLSX", "a.xlsm"}) {
    write(name, "ID,Name\n");
    Findings findings;
    auto content = read_source(at(name), findings);
    ASSERT_FALSE(content);
    EXPECT_NE(content.error().detail.find("is not a workbook, whatever its name says"), std::string::npos) << content.error().detail;
  }
}

}  // namespace
}  // namespace kiosk::packs
