// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/glossary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::directory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Glossary, FormsAreTheWordAndWhatStandsBetweenCommas) {
  EXPECT_THAT(forms_of("carer", "carers,  carer's ,"), ElementsAre("carer", "carers", "carer's"));
  EXPECT_THAT(forms_of("طعام", "الطعام، طعامًا"), ElementsAre("طعام", "الطعام", "طعامًا"));
  EXPECT_THAT(forms_of("处方", ""), ElementsAre("处方"));
}

TEST(Glossary, FindsWholeWordsInTheOrderTheyCome) {
  const std::vector<std::vector<std::string>> terms{{"benefit", "benefits"}, {"grant", "grants"}, {"rent"}};
  EXPECT_THAT(terms_in("A GRANT, or benefits for your parents' rent: benefits.", terms), ElementsAre(1, 0, 2));
  EXPECT_THAT(terms_in("Your parents are beneficial.", terms), IsEmpty()) << "no part of a longer word";
  EXPECT_THAT(terms_in("", terms), IsEmpty());
  EXPECT_THAT(terms_in("\xFF\xC0 rent \xE2\x80", terms), ElementsAre(2));
  EXPECT_THAT(terms_in("rent", {{""}, {"..."}}), IsEmpty());
}

TEST(Glossary, TheLongestTermWins) {
  const std::vector<std::vector<std::string>> terms{{"care"}, {"Adult Social Care"}, {"social worker"}, {"Ombudsman", "Local Government and Social Care Ombudsman"}};
  EXPECT_THAT(terms_in("Ring Adult Social Care.", terms), ElementsAre(1));
  EXPECT_THAT(terms_in("Go to the Local Government and Social Care Ombudsman for care", terms), ElementsAre(3, 0));
  EXPECT_THAT(terms_in("A social group, a social worker", terms), ElementsAre(2));
}

TEST(Glossary, CapitalsAloneAreFoundInCapitalsAlone) {
  const std::vector<std::vector<std::string>> terms{{"PALS"}};
  EXPECT_THAT(terms_in("Ask for PALS.", terms), ElementsAre(0));
  EXPECT_THAT(terms_in("Bring your pals.", terms), IsEmpty());
}

TEST(Glossary, WorksInEveryScriptOfTheKiosk) {
  EXPECT_THAT(terms_in("Możesz dostać zasiłek.", {{"zasilek"}}), ElementsAre(0));
  EXPECT_THAT(terms_in("يمكنك طلب الإعانات هنا.", {{"الاعانات"}}), ElementsAre(0));
  EXPECT_THAT(terms_in("آپ فوڈ بینک جا سکتے ہیں۔", {{"فوڈ بینک"}}), ElementsAre(0));
  EXPECT_THAT(terms_in("ਫੂਡ ਬੈਂਕ ਭੋਜਨ ਦਿੰਦਾ ਹੈ।", {{"ਫੂਡ ਬੈਂਕ"}}), ElementsAre(0));
  EXPECT_THAT(terms_in("这里是食物银行。", {{"食物银行"}}), ElementsAre(0)) << "however the dictionary parts it";
}

}  // namespace
}  // namespace kiosk::directory
