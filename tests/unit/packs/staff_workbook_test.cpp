// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/staff_workbook.hpp"

#include "kiosk/packs/forms.hpp"
#include "kiosk/packs/workbook.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

class StaffWorkbookTest : public PackTest {
 protected:
  std::map<std::string, Table> tables_of(const std::string& name) const {
    Findings findings;
    auto tables = read_workbook(bytes_of(at(name)), name, [](std::string_view) { return true; }, findings);
    EXPECT_TRUE(tables) << (tables ? "" : tables.error().detail);
    EXPECT_EQ(all_of(findings), "");
    std::map<std::string, Table> by_name;
    if (tables) {
      for (NamedTable& sheet : tables.value()) by_name[sheet.name] = std::move(sheet.table);
    }
    return by_name;
  }
};

TEST_F(StaffWorkbookTest, TheTemplateIsReadBackAndStopsForItsExamplesAlone) {
  ASSERT_TRUE(write_template(at("t.xlsx")));
  Findings findings;
  const Content content = read(findings, "t.xlsx");
  EXPECT_TRUE(findings.any_stops());
  for (const Finding& finding : findings.all()) EXPECT_EQ(finding.level() == Level::stops, finding.kind == Kind::example_left_in) << sentence(finding);
  ASSERT_EQ(content.services.size(), 2U);
  EXPECT_EQ(content.services[0].phones.at(0).number, "0113 496 0001");
  EXPECT_EQ(content.services[0].checked, (Date{std::chrono::year{2026}, std::chrono::January, std::chrono::day{31}}));
  ASSERT_TRUE(content.places.at(0).coordinates);
  EXPECT_DOUBLE_EQ(content.places[0].coordinates->latitude, 53.7997);
  EXPECT_TRUE(content.places[0].times.week);
  EXPECT_TRUE(says(findings, "Services, row 2, ID: 'example-group' is a row of the template")) << all_of(findings);
  EXPECT_TRUE(says(findings, "Pack, row 2, Value: 'Example pack: change this title'")) << all_of(findings);
}

TEST_F(StaffWorkbookTest, TheTemplateHasEveryColumnAnExampleAndHelpThatFits) {
  ASSERT_TRUE(write_template(at("t.xlsx")));
  const auto tables = tables_of("t.xlsx");
  EXPECT_EQ(tables.size(), forms().size() + 1);
  for (const SheetForm& form : forms()) {
    ASSERT_TRUE(tables.contains(form.name)) << form.name;
    const Table& table = tables.at(form.name);
    EXPECT_TRUE(table.flaws.empty()) << form.name;
    ASSERT_EQ(table.rows.size(), form.examples.size() + 1) << form.name;
    // An example of media would need its file.
    EXPECT_EQ(form.examples.empty(), form.name == std::string_view{"Media"}) << form.name;
    ASSERT_EQ(table.rows[0].size(), form.columns.size()) << form.name;
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
      EXPECT_TRUE(same_heading(table.rows[0][i], form.columns[i].heading)) << table.rows[0][i];
      const bool star = form.columns[i].need == Need::required && form.columns[i].heading != std::string_view{"Details checked"};
      EXPECT_EQ(table.rows[0][i].ends_with('*'), star) << table.rows[0][i];
      EXPECT_LE(std::string_view{form.columns[i].help}.size(), 250U) << form.columns[i].heading;
      EXPECT_FALSE(std::string_view{form.columns[i].help}.empty());
    }
    // Made-up numbers are those that Ofcom keeps for made-up people.
    for (const auto& row : form.examples) {
      EXPECT_EQ(row.size(), form.columns.size()) << form.name;
      for (const char* cell : row) {
        const std::string_view text{cell};
        EXPECT_EQ(text.starts_with("0113"), text.starts_with("0113 496 0")) << text;
      }
    }
  }
  // The same again gives the same bytes.
  ASSERT_TRUE(write_template(at("again.xlsx")));
  EXPECT_EQ(bytes_of(at("t.xlsx")), bytes_of(at("again.xlsx")));
}

TEST_F(StaffWorkbookTest, FindingsAreRowsWithPlaceValueReasonAndMend) {
  Findings findings;
  findings.add(Kind::word_twice, {"Services", 9, "Cost"}, "a note", "is one.", "Nothing to do.");
  findings.add(Kind::postcode_wrong, {"Places", 2, "Postcode"}, "=LS8 5H & <b>\x01", "is not complete.", "Type it like 'LS8 5HS'.");
  findings.add(Kind::date_to_come, {"Topics", 0, {}}, std::string(400, 'x') + "\xE0\xA4", "is long.");
  std::string cut;  // 320 bytes would end in the middle of a letter
  for (int i = 0; i < 200; ++i) cut += "ਪੰ";
  findings.add(Kind::date_to_come, {"Translations", 3, "Translation"}, cut, "is long.");
  ASSERT_TRUE(write_findings(at("f.xlsx"), findings, {"1 thing stops this going out.", "More."}));
  const auto tables = tables_of("f.xlsx");
  EXPECT_EQ(tables.at("Verdict").rows.at(0).at(0), "1 thing stops this going out.");
  const Table& table = tables.at("Findings");
  EXPECT_TRUE(table.flaws.empty());
  ASSERT_EQ(table.rows.size(), 5U);
  EXPECT_EQ(table.rows[1], (std::vector<std::string>{"Stops publishing", "Places", "2", "Postcode", "=LS8 5H & <b>?", "is not complete.", "Type it like 'LS8 5HS'."}));
  EXPECT_EQ(table.rows[2].at(0), "Check");
  EXPECT_EQ(table.rows[4].at(0), "Note");

  EXPECT_NE(write_findings(at("no/such/folder/f.xlsx"), findings, {}).error().detail.find("Check the name."), std::string::npos);
  Findings none;
  ASSERT_TRUE(write_findings(at("none.xlsx"), none, {"Nothing stops this going out."}));
  EXPECT_EQ(tables_of("none.xlsx").at("Findings").rows.size(), 1U);
}

}  // namespace
}  // namespace kiosk::packs
