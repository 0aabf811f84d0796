// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/csv.hpp"

#include <gtest/gtest.h>

namespace kiosk::packs {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view bytes) {
  Findings findings;
  const Table table = read_csv(bytes, "Sheet", findings);
  EXPECT_EQ(findings.all().size(), 0U) << (findings.all().empty() ? "" : sentence(findings.all().front()));
  return table.rows;
}
std::string stopped_by(std::string_view bytes, const TableLimits& limits = {}) {
  Findings findings;
  (void)read_csv(bytes, "Sheet", findings, limits);
  return findings.any_stops() ? sentence(findings.all().front()) : "";
}

TEST(Csv, ReadsPlainAndQuotedCells) {
  EXPECT_EQ(rows_of("a,b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("\"a, b\",\"say \"\"hello\"\"\"\n"), (Rows{{"a, b", "say \"hello\""}}));
  EXPECT_EQ(rows_of("a,,\n"), (Rows{{"a", "", ""}}));
  EXPECT_EQ(rows_of("a,b"), (Rows{{"a", "b"}}));
  EXPECT_EQ(rows_of("a,"), (Rows{{"a", ""}}));
  EXPECT_EQ(rows_of(""), Rows{});
}

TEST(Csv, KeepsRowsAsASpreadsheetCountsThem) {
  // A line break inside quotation marks is within one row; an empty line is a row.
  EXPECT_EQ(rows_of("a,b\r\n\"one\r\ntwo\",x\r\n\r\nc,d\r\n"), (Rows{{"a", "b"}, {"one\ntwo", "x"}, {""}, {"c", "d"}}));
  EXPECT_EQ(rows_of("a,b\rc,d\r"), (Rows{{"a", "b"}, {"c", "d"}}));
}

TEST(Csv, FindsTheSeparator) {
  EXPECT_EQ(rows_of("a;b;c\n\"1,5\";2;3\n"), (Rows{{"a", "b", "c"}, {"1,5", "2", "3"}}));
  EXPECT_EQ(rows_of("a\tb\n1\t2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
}

TEST(Csv, ReadsUtf8WithAMarkAndWindows1252) {
  EXPECT_EQ(rows_of("\xEF\xBB\xBF" "caf\xC3\xA9,b\n"), (Rows{{"café", "b"}}));
  EXPECT_EQ(rows_of("caf\xE9,\x93quoted\x94 \x80" "5\n"), (Rows{{"café", "“quoted” €5"}}));
  EXPECT_EQ(to_utf8("caf\xE9 \xA3" "5, it\x92s free"), "café £5, it’s free");
  EXPECT_EQ(to_utf8("\x81"), "\xEF\xBF\xBD");  // unassigned: named later as letters that were lost
}

// One letter of another file must not spoil all the others.
TEST(Csv, AFileOfUtf8WithABadByteStaysUtf8) {
  EXPECT_EQ(to_utf8("Café – £5, caf\xE9"), "Café – £5, caf\xEF\xBF\xBD");
  EXPECT_EQ(to_utf8("Café, مكتبة, 图书馆, it\x92s"), "Café, مكتبة, 图书馆, it\xEF\xBF\xBDs");
  // Windows-1252 that looks like UTF-8 in one place.
  EXPECT_EQ(to_utf8("CAF\xC9\x92s, caf\xE9, caf\xE9, caf\xE9, caf\xE9, caf\xE9"), "CAFÉ’s, café, café, café, café, café");
}

TEST(Csv, KnowsLettersThatWereEncodedTwice) {
  EXPECT_EQ(undoubled("CafÃ© â€“ Â£5"), "Café – £5");
  EXPECT_EQ(undoubled("Itâ€™s â€œfreeâ€\u009D"), "It’s “free”");
  EXPECT_EQ(undoubled("Ù…Ø¬Ø§Ù†"), "مجان");
  EXPECT_EQ(undoubled("ä¹¦ä¹¦"), "书书");
  for (const char* right : {"", "Café – £5", "CAFÉ’s", "“Spaß”", "São Paulo", "À la carte…", "مكتبة", "图书馆", "Â", "Ã", "10° – 20°"}) EXPECT_EQ(undoubled(right), std::nullopt) << right;
}

TEST(Csv, NamesWhatItCannotRead) {
  EXPECT_NE(stopped_by(std::string_view{"a,b\nc\0d,e\n", 10}).find("row 2: there is a character that is no text"), std::string::npos);
  EXPECT_NE(stopped_by("a,b\n\"never closed,c\n").find("row 2: a quotation mark is opened and never closed"), std::string::npos);
  EXPECT_NE(stopped_by("a,b\n1,\"two\" and more\n").find("row 2: words stand behind the closing quotation mark of cell 2"), std::string::npos);
  EXPECT_NE(stopped_by("\xFF\xFE" "a\0b\0").find("UTF-16"), std::string::npos);
  EXPECT_NE(stopped_by("PK\x03\x04 workbook").find("workbook"), std::string::npos);
}

TEST(Csv, IsBounded) {
  EXPECT_NE(stopped_by(std::string(1'000'000, ',')).find("more than 64 columns"), std::string::npos);
  // Also where the one too many is empty and ends the sheet.
  EXPECT_NE(stopped_by("a,b,c,", {10, 3, 10}).find("more than 3 columns"), std::string::npos);
  EXPECT_EQ(stopped_by("a,b,", {10, 3, 10}), "");
  EXPECT_NE(stopped_by(std::string(100'000, 'a')).find("more than 16384 characters"), std::string::npos);
  EXPECT_NE(stopped_by("\"" + std::string(100'000, 'a')).find("more than 16384 characters"), std::string::npos);
  EXPECT_NE(stopped_by("\"" + std::string(100'000, '\r')).find("more than 16384 characters"), std::string::npos);
  EXPECT_NE(stopped_by(std::string(450'000, '\n')).find("more than 400000 rows"), std::string::npos);
  const TableLimits small{2, 2, 4};
  EXPECT_EQ(stopped_by("a,b\nc,d\n", small), "");
  EXPECT_NE(stopped_by("a,b\nc,d\ne", small), "");
  EXPECT_NE(stopped_by("a,b,c\n", small), "");
  EXPECT_NE(stopped_by("abcde\n", small), "");
}

TEST(Csv, AnyBytesEnd) {
  std::string bytes;
  unsigned state = 1;
  for (int round = 0; round < 300; ++round) {
    bytes.clear();
    for (int i = 0; i < 200; ++i) {
      state = state * 1664525U + 1013904223U;
      bytes += "\"\",\n\r;\t\0a\xE9\xFF\x80"[(state >> 24U) % 12U];
    }
    Findings findings;
    (void)read_csv(bytes, "Sheet", findings);
  }
}

}  // namespace
}  // namespace kiosk::packs
