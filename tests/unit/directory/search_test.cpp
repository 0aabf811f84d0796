// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <random>

#include "kiosk/directory/spelling.hpp"
#include "kiosk/directory/terms.hpp"
#include "kiosk/directory/words_shown.hpp"
#include "kiosk/unicode/utf.hpp"
#include "small_pack.hpp"

namespace kiosk::directory {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// --- Terms ---------------------------------------------------------------------------

std::vector<std::string> forms(std::string_view text, std::string_view language) {
  std::vector<std::string> out;
  for (const Term& term : Analyser{language}.terms(text))
    if (term.kind != Term::Kind::stop_word) out.insert(out.end(), term.forms.begin(), term.forms.end());
  return out;
}

TEST(Terms, WordsStemsAndStopWords) {
  EXPECT_THAT(forms("Where are the libraries?", "en"), ElementsAre("libraries", "librari"));
  EXPECT_THAT(forms("les bibliothèques de l'école", "fr"), ElementsAre("bibliotheques", "bibliothequ", "ecole", "ecol"));
  EXPECT_THAT(forms("children's", "en"), Contains("children"));
  EXPECT_THAT(forms("żywności", "pl"), ElementsAre("zywnosci"));
}

TEST(Terms, PostcodesJoinedAndByTheirOutwardHalf) {
  for (const char* text : {"LS8 5HS", "ls8 5hs", "LS85HS", "ＬＳ８ ５ＨＳ"}) {
    EXPECT_THAT(forms(text, "en"), Contains("ls85hs")) << text;
    EXPECT_THAT(forms(text, "en"), Contains("ls8")) << text;
  }
  EXPECT_THAT(forms("room 8 5hs", "en"), Not(Contains("85hs")));
}

TEST(Terms, TelephoneNumbersJoined) {
  for (const char* text : {"0113 378 5330", "01133785330", "(0113) 378-5330", "+44 113 378 5330", "+44 (0)113 378 5330", "0113\u00A0378\u00A05330", "٠١١٣ ٣٧٨ ٥٣٣٠"})
    EXPECT_THAT(forms(text, "en"), Contains("01133785330")) << text;
  EXPECT_THAT(forms("10 20", "en"), ElementsAre("10", "20"));
}

TEST(Terms, ChineseByWordsAndPairs) {
  const auto found = forms("清华大学", "zh-Hans");
  for (const char* pair : {"清华", "华大", "大学"}) EXPECT_THAT(found, Contains(pair));
  EXPECT_THAT(forms("圖書館", "zh-Hant"), Contains("图书"));
}

TEST(Terms, AJoinerIsTypedLeftOutOrASpace) {
  EXPECT_THAT(forms("می\u200Cخواهم", "fa"), Contains("ميخواهم"));
  EXPECT_THAT(forms("می\u200Cخواهم", "fa"), Contains("خواهم"));
}

// --- Spelling ------------------------------------------------------------------------

TEST(Spelling, Distance) {
  EXPECT_EQ(spelling_distance(U"library", U"libary", 2), 1);
  EXPECT_EQ(spelling_distance(U"library", U"libarry", 2), 1);
  EXPECT_EQ(spelling_distance(U"form", U"from", 2), 1);
  EXPECT_EQ(spelling_distance(U"abc", U"xyz", 2), 3);
  EXPECT_EQ(spelling_distance(U"", U"ab", 2), 2);
  EXPECT_EQ(spelling_distance(U"same", U"same", 0), 0);
}

TEST(Spelling, TheNearestThenTheCommonest) {
  Vocabulary words;
  words.add("library", 3);
  words.add("librarian", 9);
  words.add("food", 2);
  words.add("foot", 5);
  EXPECT_EQ(words.nearest("libary"), "library");
  EXPECT_EQ(words.nearest("libayr"), "");  // six letters: one may be wrong
  words.add("libraries", 1);
  EXPECT_EQ(words.nearest("librray"), "library");
  EXPECT_EQ(words.nearest("foor"), "foot");
  EXPECT_EQ(words.nearest("xyz"), "");
  EXPECT_EQ(words.nearest(""), "");
  EXPECT_EQ(words.nearest(std::string(5000, 'f')), "");
}

// --- Texts ---------------------------------------------------------------------------

TEST(FirstSentences, CutAtTheEndOfOne) {
  EXPECT_EQ(first_sentences("One. Two.", "en"), "One. Two.");
  EXPECT_EQ(first_sentences("Ask at St. Mary's. " + std::string(200, 'X'), "en"), "Ask at St. Mary's.");
  EXPECT_EQ(first_sentences("First line\nsecond line", "en"), "First line");
  EXPECT_EQ(first_sentences("", "en"), "");
  EXPECT_EQ(first_sentences("  \n ", "en"), "");
  const std::string dotless = [] { std::string s; for (int i = 0; i < 60; ++i) s += "word, "; return s; }();
  EXPECT_TRUE(first_sentences(dotless, "en").ends_with("word…"));
  EXPECT_LT(first_sentences(dotless, "en").size(), 130u);
  EXPECT_EQ(first_sentences("第一句。第二句。", "zh-Hans"), "第一句。第二句。");
  for (const std::string& endless : {std::string(100000, 'x'), std::string("e") + [] { std::string s; for (int i = 0; i < 50000; ++i) s += "\u0301"; return s; }()})
    EXPECT_EQ(first_sentences(endless, "en"), unicode::well_formed(first_sentences(endless, "en")));
}

std::string kinds_of(std::string_view text) {
  std::string out;
  const i18n::Label label = with_kinds(text, "ar");
  EXPECT_EQ(i18n::plain_text(label), text);
  for (const i18n::Span& span : label)
    if (span.kind != i18n::SpanKind::plain) out += std::string(out.empty() ? "" : " | ") + i18n::name_of(span.kind) + " " + span.text + (span.value.empty() ? "" : "=" + span.value);
  return out;
}

TEST(WithKinds, NumbersAndAddressesAreSpansOfTheirOwn) {
  EXPECT_EQ(kinds_of("اتصل على 0113 378 5330، أو 116 123."), "telephone 0113 378 5330=01133785330 | telephone 116 123=116123");
  EXPECT_EQ(kinds_of("Ring (0113) 378-5330 or +44 (0)113 378 5330, or 999."),
            "telephone (0113) 378-5330=01133785330 | telephone +44 (0)113 378 5330=4401133785330 | telephone 999=999");
  EXPECT_EQ(kinds_of("Harehills Lane, LS8 5HS. Not LS8 5HSX or XLS8 5HS"), "postcode LS8 5HS");
  EXPECT_EQ(kinds_of("See https://www.leeds.gov.uk/a?b=c, www.nhs.uk. Write to help@leeds.gov.uk."),
            "web https://www.leeds.gov.uk/a?b=c | web www.nhs.uk | email help@leeds.gov.uk");
  EXPECT_EQ(kinds_of("In 2026, 1999 people, 30,000 visits, £12.50, 10:00 to 17:00, room 0, (see 5)"), "");
  EXPECT_EQ(kinds_of("رقم0113 378 5330"), "telephone 0113 378 5330=01133785330");
  EXPECT_EQ(kinds_of(""), "");
  EXPECT_EQ(kinds_of("0113 378 5330 0113 378 5331"), "telephone 0113 378 5330=01133785330 | telephone 0113 378 5331=01133785331");
  for (const char* odd : {"(", "+", "0", "((((", "@", "a@", "www.", "http://", "LS", "LS8", "LS8 ", "LS8 5", "\xFF\xFE" "0", "+ (0)"}) kinds_of(odd);
}

// --- Search --------------------------------------------------------------------------

class SearchTest : public SmallPack {
 protected:
  void SetUp() override {
    SmallPack::SetUp();
    build();
    open();
  }
  std::vector<std::string> found(std::string_view words, std::string_view language = "en") {
    std::vector<std::string> out;
    for (const SearchHit& hit : directory->search(words, language, 10)) out.push_back(hit.id);
    return out;
  }
  std::string first(std::string_view words, std::string_view language = "en") {
    const auto all = found(words, language);
    return all.empty() ? "" : all.front();
  }
};

TEST_F(SearchTest, ByWordStemPrefixAndPart) {
  EXPECT_EQ(first("food bank"), "seacroft");
  EXPECT_EQ(first("book"), "compton");
  EXPECT_EQ(first("comput"), "compton");
  EXPECT_EQ(first("Where can I find a library?"), "compton");
  EXPECT_EQ(first("c"), "compton");
  EXPECT_EQ(first("COMPTON"), "compton");
  EXPECT_THAT(found("library"), Not(Contains("gone")));
}

TEST_F(SearchTest, ByPlaceAndTelephone) {
  EXPECT_EQ(first("LS14 6PA"), "seacroft");
  EXPECT_EQ(first("ls146pa"), "seacroft");
  EXPECT_EQ(first("LS14"), "seacroft");
  EXPECT_EQ(first("0113 378 5330"), "compton");
  EXPECT_EQ(first("01133785330"), "compton");
  EXPECT_EQ(first("Harehills Lane"), "compton");
  // Nothing leads to where somebody shelters, or to a hidden place.
  EXPECT_THAT(found("LS1 1AA"), Not(Contains("refuge")));
  EXPECT_THAT(found("Secret Street"), Not(Contains("refuge")));
  EXPECT_THAT(found("Hidden Road"), Not(Contains("debt")));
}

TEST_F(SearchTest, BySynonymAndTopicAndSayingWhy) {
  const auto hits = directory->search("skint", "en", 10);
  ASSERT_THAT(hits, Not(IsEmpty()));
  EXPECT_EQ(hits[0].matched_because, "skint");
  EXPECT_THAT(found("benefits"), Contains("debt"));
}

TEST_F(SearchTest, ByWhatElsePeopleCallItAndSayingWhy) {
  build("UPDATE service SET alternate_name='parcels, skint meals, naprawa' WHERE id='seacroft'");
  open();
  for (const char* language : {"en", "pl"}) {
    const auto hits = directory->search("naprawa", language, 5);
    ASSERT_FALSE(hits.empty()) << language;
    EXPECT_EQ(hits.front().id, "seacroft");
    EXPECT_EQ(hits.front().matched_because, "naprawa");
  }
}

TEST_F(SearchTest, ANameSaysItselfWhyItMatched) {
  EXPECT_EQ(directory->search("compton", "en", 1).at(0).matched_because, "");
  EXPECT_EQ(directory->search("parcel", "en", 1).at(0).matched_because, "parcels");
}

TEST_F(SearchTest, InAnotherLanguageThanTheVisits) {
  EXPECT_EQ(first("المكتبة", "ar"), "compton");
  EXPECT_EQ(first("مكتبه", "ar"), "compton");
  // An English word off a letter, in an Arabic visit; a Polish one in an English visit.
  EXPECT_EQ(first("universal credit", "ar"), "debt");
  EXPECT_EQ(directory->search("voucher", "ar", 1).at(0).matched_because, "voucher");
  EXPECT_THAT(found("żywności", "en"), Contains("seacroft"));
  EXPECT_THAT(found("zywnosci", "en"), Contains("seacroft"));
  EXPECT_THAT(found("biblioteka", "ar"), Contains("compton"));
  // A language that the pack does not have.
  EXPECT_EQ(first("food parcels", "so"), "seacroft");
  EXPECT_EQ(first("food parcels", ""), "seacroft");
}

TEST_F(SearchTest, SpellingIsCorrected) {
  EXPECT_EQ(first("comptn"), "compton");
  EXPECT_EQ(first("vouhcer"), "seacroft");
  EXPECT_EQ(directory->search("vouhcer", "en", 1).at(0).matched_because, "voucher");
  EXPECT_EQ(first("vouhcer", "ar"), "seacroft");
}

TEST_F(SearchTest, ASharedEndingIsNoAnswer) {
  EXPECT_THAT(found("zzombooks"), IsEmpty());
  EXPECT_THAT(found("qqqq wwww"), IsEmpty());
  EXPECT_EQ(first("internetcafe"), "online");
}

TEST_F(SearchTest, TheLimitHolds) {
  EXPECT_THAT(directory->search("leeds", "en", 1), testing::SizeIs(1));
  EXPECT_THAT(directory->search("leeds", "en", 0), IsEmpty());
}

TEST_F(SearchTest, BestFirst) {
  const auto hits = directory->search("debts and food", "en", 10);
  for (std::size_t i = 1; i < hits.size(); ++i) EXPECT_GE(hits[i - 1].score, hits[i].score);
}

TEST_F(SearchTest, AnyCharactersAreSafe) {
  for (const char* words : {"", " ", "?", "\"", "\"\"\"", "*", "a*", "drop-in", "children's", "NEAR(a b)", "AND", "OR NOT", "name:food", "^food", "{", "')--", "food\"", "%", "_", "-food", "+",
                            "\x1F", "food\x1F" "bank", "\xFF\xFE", "\xE2\x80", "🍞", "أ", "\u200C", "'", "the and"})
    static_cast<void>(directory->search(words, "en", 10));
  EXPECT_EQ(first("\"food\" AND (bank*) OR NOT"), "seacroft");
  EXPECT_EQ(first("name:food"), "seacroft");
  EXPECT_EQ(first(std::string("food\0bank", 9)), "seacroft");
  EXPECT_EQ(first("food " + std::string(100000, 'x')), "seacroft");
  std::string many;
  for (int i = 0; i < 50000; ++i) many += "food ";
  EXPECT_EQ(first(many), "seacroft");
}

TEST_F(SearchTest, RandomBytesInEveryLanguage) {
  std::mt19937 random(11);
  const std::string alphabet = "\"'*():^{}-+ANDORfood\xD9\x85\xC5\xBC\x1F\xE5\x9B\xBE\xFF";
  for (int round = 0; round < 3000; ++round) {
    std::string words;
    for (auto length = random() % 260; length > 0; --length)
      words += round % 2 ? static_cast<char>(random()) : alphabet[random() % alphabet.size()];
    for (const SearchHit& hit : directory->search(words, round % 3 ? "en" : round % 5 ? "ar" : "pl", 5)) {
      EXPECT_FALSE(hit.id.empty());
      EXPECT_EQ(hit.matched_because, unicode::well_formed(hit.matched_because));
    }
  }
}

// What was typed goes nowhere: the folder holds the pack alone, as it was.
TEST_F(SearchTest, NothingIsWritten) {
  const auto before = std::filesystem::last_write_time(file);
  const auto size = std::filesystem::file_size(file);
  testing::internal::CaptureStderr();
  for (const char* words : {"zebrafish", "zebrafish crossing food", "\"zebrafish"}) static_cast<void>(found(words, "ar"));
  EXPECT_THAT(testing::internal::GetCapturedStderr(), Not(testing::HasSubstr("zebra")));
  EXPECT_EQ(std::filesystem::last_write_time(file), before);
  EXPECT_EQ(std::filesystem::file_size(file), size);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder}, {}), 1);
}

TEST_F(SearchTest, HostileRecordsAreIndexed) {
  build("UPDATE service SET name=replace(hex(zeroblob(50000)), '0', 'N'), description=x'00FF00FE4142' WHERE id='compton';"
        "INSERT INTO translation VALUES('service', 'debt', 'name', 'x\"; DROP TABLE service', 'evil', 'human', NULL, NULL);"
        "INSERT INTO synonym VALUES('money', 'ar', x'00')");
  open();
  EXPECT_EQ(first("food"), "seacroft");
  EXPECT_THAT(found("evil", "x\"; DROP TABLE service"), Not(Contains("compton")));
}

TEST_F(SearchTest, AnEmptyPackFindsNothing) {
  build("", "INSERT INTO meta VALUES('schema_version', '3')");
  open();
  EXPECT_THAT(found("food"), IsEmpty());
  EXPECT_THAT(directory->topics("en"), IsEmpty());
}

}  // namespace
}  // namespace kiosk::directory
