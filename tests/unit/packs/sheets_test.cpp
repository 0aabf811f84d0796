// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

using SheetsTest = PackTest;

void replace(std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
}

TEST_F(SheetsTest, ReadsEverySheet) {
  write_source(small_source());
  Findings findings;
  const Content content = read(findings);
  EXPECT_FALSE(findings.any_stops()) << all_of(findings);
  EXPECT_EQ(findings.count(Level::check), 1U) << all_of(findings);
  EXPECT_TRUE(says(findings, "Urgent help: nothing is in it")) << all_of(findings);
  ASSERT_EQ(content.services.size(), 3U);
  EXPECT_EQ(content.services[0].phones.at(0).number, "0113 496 0001");
  EXPECT_EQ(content.services[0].kind, "food_bank");
  EXPECT_EQ(content.services[1].topics, (std::vector<std::string>{"work", "money"}));
  EXPECT_EQ(content.services[0].cost.translations.at("ar").origin, Origin::human);
  ASSERT_EQ(content.places.size(), 1U);
  ASSERT_TRUE(content.places[0].times.week);
  EXPECT_EQ((*content.places[0].times.week)[1].size(), 2U);
  // One date stands for all that is shown: the oldest of service, place and hours.
  const Date august{std::chrono::year{2026}, std::chrono::August, std::chrono::day{1}};
  EXPECT_EQ(shown_date(content.services[0], places_by_id(content)), august);
}

TEST_F(SheetsTest, ReadsWhatSpreadsheetsSave) {
  auto source = small_source();
  std::string& services = source["Services.csv"];
  for (std::size_t at = services.find('\n'); at != std::string::npos; at = services.find('\n', at + 2)) services.replace(at, 1, "\r\n");
  services = "\xEF\xBB\xBF" + services;
  source["Organisations.csv"] = "ID;Name;Description\nleeds-food;Caf\xE9 in Leeds;Gives food\n";
  source["Topics.csv"] = "\n key ,NEED,Examples,\nmoney,Money and food,Bills,\nwork,Work,Jobs,\n\n";
  write_source(source);
  Findings findings;
  const Content content = read(findings);
  EXPECT_FALSE(findings.any_stops()) << all_of(findings);
  EXPECT_EQ(content.organisations.at(0).name, "Café in Leeds");
  EXPECT_EQ(content.topics.size(), 2U);
}

// The cell, the sheet's row and column, why, and what to type instead.
struct Mistake {
  const char* sheet;
  const char* from;
  const char* to;
  const char* message;
};
class Mistakes : public PackTest, public ::testing::WithParamInterface<Mistake> {};
TEST_P(Mistakes, AreNamedWithTheirMend) {
  auto source = small_source();
  replace(source[GetParam().sheet], GetParam().from, GetParam().to);
  write_source(source);
  Findings findings;
  (void)read(findings);
  EXPECT_TRUE(says(findings, GetParam().message)) << all_of(findings);
}
INSTANTIATE_TEST_SUITE_P(
    Sheets, Mistakes,
    ::testing::Values(
        Mistake{"Places.csv", "LS12 1UQ", "LS8 5H", "Places, row 2, Postcode: 'LS8 5H' is not complete. Type it like 'LS8 5HS'."},
        Mistake{"Opening hours.csv", "9am to 5pm", "9 til 5ish", "Opening hours, row 2, Wednesday: '9 til 5ish' is not hours that can be read. Type it like '9:00-17:00'"},
        Mistake{"Opening hours.csv", "9am to 5pm", "", "Opening hours, row 2, Wednesday: this is empty while other days are given"},
        Mistake{"Opening hours.csv", "at-armley,", "at-amrley,", "Did you mean 'at-armley'?"},
        Mistake{"Services.csv", "Food bank", "Foodbnak", "Services, row 2, Kind: 'Foodbnak' is not one of the choices. Did you mean 'Food bank'?"},
        Mistake{"Services.csv", ",money,", ",mony,", "Services, row 2, Topics: 'mony' is not a topic. Did you mean 'money'?"},
        Mistake{"Services.csv", "0113 496 0001", "0113 496 00", "Services, row 2, Phone: '0113 496 00' is not a whole telephone number."},
        Mistake{"Services.csv", "leeds-food", "leeds-fod", "'leeds-fod' is not an ID in the sheet Organisations. Did you mean 'leeds-food'?"},
        Mistake{"Services.csv", "A list,2026-10-01", "A list,March 2025", "Details checked: 'March 2025' is not a date that can be read. Type it like '2026-11-12'."},
        Mistake{"Services.csv", "A list,2026-10-01", "A list,2027-10-01", "is a day that has not come yet"},
        Mistake{"Services.csv", "A list,2026-10-01", "A list,2025-03-01", "'2025-03-01' is over 12 months old"},
        Mistake{"Services.csv", "jobs,", "books,", "Services, row 4, ID: 'books' is used already in row 3."},
        Mistake{"Services.csv", "jobs,", "../../etc,", "may hold only small letters, numbers and hyphens"},
        Mistake{"Services.csv", "Job club", "=cmd|' /C calc'!A0", "begins with '=', which a spreadsheet may run as a formula."},
        Mistake{"Services.csv", "Job club", "", "Services, row 4, Name: this is empty."},
        Mistake{"Services.csv", "Job club", "Job\x01" "club", "'Job?club' holds a character that cannot be shown."},
        Mistake{"Services.csv", "Phone is for", "Phone is four", "Services, row 1, Phone is four: is not a heading of this sheet, so the column is left out. Did you mean 'Phone is for'?"},
        Mistake{"Services.csv", "Details checked", "Details chekced", "Did you mean 'Details checked'?"},
        Mistake{"Services.csv", "Details checked", "Details chekced", "Services, row 1, Details checked: this heading is not there."},
        Mistake{"Places.csv", "53.79714", "-1.58821", "Latitude: '-1.58821' is not in Britain."},
        Mistake{"Places.csv", ",-1.58821", ",", "Longitude: this is empty and the other is not."},
        Mistake{"Translations.csv", "Ring 116 123.,ar", "Ring 116 124.,ar", "'Gives food. Ring 116 124.' is said nowhere any more, so its translation is stale. The English is now 'Gives food. Ring 116 123.'"},
        Mistake{"Translations.csv", "١٢٣", "١٣٢", "English says 116 123. Make them the same."},
        Mistake{"Translations.csv", "Free,ar", "Free,pl", "'pl' is not a language of this pack."},
        Mistake{"Words people use.csv", "money,ar", "mony,ar", "Words people use, row 3, Topic: 'mony' is not a topic. Did you mean 'money'?"}),
    [](const auto& parameter) { return "case" + std::to_string(parameter.index); });

TEST_F(SheetsTest, FindsLikelyDuplicates) {
  auto source = small_source();
  source["Organisations.csv"] += "other,Leeds Foodbanks,The same\n";
  source["Services.csv"] += "food2,leeds-food,\"Food, in Armley\",Food bank,money,Food.,,,at-armley,,,A list,2026-10-01\n";
  write_source(source);
  Findings findings;
  (void)read(findings);
  EXPECT_TRUE(says(findings, "Organisations, row 3, Name: 'Leeds Foodbanks' looks like row 2, 'Leeds Foodbank'.")) << all_of(findings);
  EXPECT_TRUE(says(findings, "Services, row 5, Name: 'Food, in Armley' looks like row 2, 'Food in Armley' at the same postcode.")) << all_of(findings);
  EXPECT_FALSE(findings.any_stops());
}

TEST_F(SheetsTest, SensitiveRecordsNeverShowADraftOrAnAddress) {
  auto source = small_source();
  replace(source["Services.csv"], "Free,,A list", "Free,abuse,A list");
  write_source(source);
  Findings findings;
  (void)read(findings);
  EXPECT_TRUE(findings.any_stops());
  EXPECT_TRUE(says(findings, "is a draft in 'ar', and this record is sensitive")) << all_of(findings);
  EXPECT_TRUE(says(findings, "Hide address: this is the address of 'Food in Armley', which is about abuse.")) << all_of(findings);

  // Mended: the place hidden, and two speakers.
  replace(source["Places.csv"], "-1.58821,,", "-1.58821,yes,");
  source["Translations.csv"] =
      "English,Language,Translation,Made by,Read by\n"
      "Gives food. Ring 116 123.,ar,اتصل ١١٦ ١٢٣.,person,Interpreter 2026-10-01; Librarian 2026-10-02\nFree,ar,مجانًا,person,Interpreter 2026-10-01; Librarian 2026-10-02\n";
  write_source(source);
  Findings mended;
  (void)read(mended);
  EXPECT_FALSE(mended.any_stops()) << all_of(mended);
}

TEST_F(SheetsTest, UrgentHelpIsReadByNeedAndNeverShowsADraft) {
  auto source = small_source();
  source["Urgent help.csv"] =
      "ID,Need,Line,Icon,Danger,Sensitive,Who answers,Phone,Hours and cost,Note,Source,Details checked\n"
      "danger,I am in danger,Ring 999 now.,danger,yes,,\"Police, ambulance, fire\",999,\"Free, day and night\",,A list,\n"
      "low,I feel I cannot go on,Talk to someone.,heart,,suicide,Samaritans,116123,\"Free, day and night\",They listen.,A list,2026-10-01\n"
      "low,,,,,,Ask staff,,,,A list,\n";
  write_source(source);
  Findings findings;
  const Content content = read(findings);
  EXPECT_FALSE(findings.any_stops()) << all_of(findings);
  ASSERT_EQ(content.urgent.size(), 2U);
  EXPECT_EQ(content.urgent[0].danger, directory::UrgentNeed::Danger::yes);
  EXPECT_EQ(content.urgent[1].sensitive, "suicide");
  ASSERT_EQ(content.urgent[1].routes.size(), 2U);
  EXPECT_EQ(content.urgent[1].routes[0].number, "116 123");
  EXPECT_EQ(content.urgent[1].routes[1].number, "");

  const auto translations = source["Translations.csv"];
  source["Translations.csv"] += "They listen.,ar,يستمعون.,person,Interpreter 2026-10-01\n";
  write_source(source);
  Findings draft;
  (void)read(draft);
  EXPECT_TRUE(draft.any_stops());
  EXPECT_TRUE(says(draft, "Urgent help, row 3, Note: 'يستمعون.' is a draft in 'ar', and this record is urgent.")) << all_of(draft);
  source["Translations.csv"] = translations + "They listen.,ar,يستمعون.,person,Interpreter 2026-10-01; librarian 2026-10-02\n";
  write_source(source);
  Findings approved;
  (void)read(approved);
  EXPECT_FALSE(approved.any_stops()) << all_of(approved);

  const std::string sheet = source["Urgent help.csv"];
  for (const auto& [from, to, words] : std::initializer_list<std::array<const char*, 3>>{
           {"116123", "11612", "Phone: '11612' is not a whole telephone number."},
           {",heart,", ",harts,", "Icon: 'harts' is not one of the choices. Did you mean 'heart'?"},
           {"low,,,,,,Ask", "low,Again,,,,,Ask", "Need: 'Again' is said in the first row of this need."},
           {"low,,,,,,Ask", "danger,,,,,,Ask", "ID: 'danger' is used already in row 2."},
           {"Ask staff", "", "Who answers: this is empty."}}) {
    source["Urgent help.csv"] = sheet;
    replace(source["Urgent help.csv"], from, to);
    write_source(source);
    Findings wrong;
    (void)read(wrong);
    EXPECT_TRUE(says(wrong, words)) << words << "\n" << all_of(wrong);
  }
}

TEST_F(SheetsTest, HostileFoldersEndQuicklyAndAreNamed) {
  const auto started = std::chrono::steady_clock::now();
  auto source = small_source();
  write_source(source);
  write("source/Places.csv", std::string(65 * 1024 * 1024, 'x'));
  std::filesystem::remove(at("source/Pack.csv"));
  std::filesystem::create_symlink("/etc/passwd", at("source/Pack.csv"));
  std::filesystem::create_directory(at("source/Closed days.csv"));
  ASSERT_EQ(::system(("mkfifo '" + at("source/Organisations2.csv").string() + "'").c_str()), 0);
  std::filesystem::remove(at("source/Organisations.csv"));
  std::filesystem::rename(at("source/Organisations2.csv"), at("source/Organisations.csv"));
  write("source/Words people use.csv", "Topic,Language,Word\n" + std::string(1'000'000, ','));
  Findings findings;
  (void)read(findings);
  EXPECT_TRUE(says(findings, "more than the 67108864 allowed")) << all_of(findings);
  EXPECT_TRUE(says(findings, "It is a link: give the file itself.")) << all_of(findings);
  EXPECT_TRUE(says(findings, "Closed days.csv is not an ordinary file")) << all_of(findings);
  EXPECT_TRUE(says(findings, "Organisations.csv is not an ordinary file")) << all_of(findings);
  EXPECT_TRUE(says(findings, "more than 64 columns")) << all_of(findings);
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds{20});
}

TEST_F(SheetsTest, ManyMistakesAreCountedAndNotAllKept) {
  auto source = small_source();
  std::string rows = "Place or service,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday,Source,Details checked\n";
  for (int i = 0; i < 20'000; ++i) rows += "at-armlee,x,x,x,x,x,x,x,,\n";
  source["Opening hours.csv"] = rows;
  write_source(source);
  Findings findings;
  (void)read(findings);
  EXPECT_GE(findings.count(Level::stops), 20'000U);
  EXPECT_LE(findings.all().size(), 3 * Findings::most_kept);
}

TEST_F(SheetsTest, SaysWhatItDoesNotRead) {
  Findings findings;
  write("one.csv", "ID\n");
  EXPECT_NE(read_source(at("one.csv"), findings).error().detail.find("is one sheet. Give the folder"), std::string::npos);
  EXPECT_NE(read_source(at("missing"), findings).error().detail.find("is not there"), std::string::npos);
  std::filesystem::create_directory(at("empty"));
  EXPECT_NE(read_source(at("empty"), findings).error().detail.find("neither CSV sheets nor JSON"), std::string::npos);
}


TEST_F(SheetsTest, ReadsHowWordsAreSaid) {
  auto source = small_source();
  source["Say it like this.csv"] = "Language,Written,Say it like\nen,ABCD,A-B C D\nen,abcd,other\nen,--,dash\nEnglish!,LS7,L S 7\nen,GPs,\npl,NFZ,en ef zet\n";
  write_source(source);
  Findings findings;
  const Content content = read(findings);
  ASSERT_EQ(content.pronunciations.size(), 2U) << all_of(findings);
  EXPECT_EQ(content.pronunciations[0], (i18n::Pronunciation{"en", "ABCD", "A-B C D"}));
  EXPECT_EQ(content.pronunciations[1].language, "pl");
  const std::string found = all_of(findings);
  for (const char* line : {"Say it like this, row 3, Written: 'abcd' is there already in row 2", "row 4, Written: '--' holds no letter and no number",
                           "row 5, Language: 'English!' is not a language code", "row 6, Say it like: this is empty"})
    EXPECT_NE(found.find(line), std::string::npos) << line << "\n" << found;
}

}  // namespace
}  // namespace kiosk::packs
