// SPDX-License-Identifier: GPL-3.0-or-later
// Handbook part 5, "Care": words that mean it find a person to talk to, in any language of the kiosk.
#include "kiosk/directory/crisis.hpp"

#include <gmock/gmock.h>

#include "small_pack.hpp"

namespace kiosk::directory {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

constexpr const char* people =
    "INSERT INTO service(id, organization_id, name, alternate_name, description, kind, status, sensitive) VALUES"
    " ('listeners', 'trust', 'Listeners', 'suicide, want to die', 'Someone to talk to about suicide, day and night.', 'charity', 'active', 'suicide'),"
    " ('another', 'trust', 'Another line', NULL, 'Someone to talk to.', 'charity', 'active', 'suicide'),"
    " ('closed', 'trust', 'Closed line', 'suicide', 'It ended.', 'charity', 'inactive', 'suicide');";

TEST(MeansSuicide, WithThirtyPhrasesALanguageAtLeast) {
  for (const char* language : {"en", "pl", "ar", "ur", "pa", "zh-Hans"}) EXPECT_GE(crisis_phrases(language), 30u) << language;
}

TEST(MeansSuicide, HoweverItIsTyped) {
  for (const char* typed :
       {"suicide", "SUICIDE!!", "  Suicidal?", "i want to die", "I  WANT\tTO   DIE", "I don't want to live", "I don\xE2\x80\x99t want to live", "dont want to live any more", "i can't go on",
        "help me i am going to kill myself tonight", "self-harm", "Chcę umrzeć", "chce umrzec", "NIE CHCĘ ŻYĆ", "samobojstwo", "أُرِيدُ أَنْ أَمُوتَ", "اريد ان اموت", "الانتحار", "خود کشی",
        "خودكشي", "میں مرنا چاہتا ہوں", "ਮੈਂ ਮਰਨਾ ਚਾਹੁੰਦਾ ਹਾਂ", "ਖੁਦਕੁਸ਼ੀ", "我想死", "我不想活了", "有时候会想自杀怎么办", "我要自殺", "khudkushi", "KhudKushi karna"})
    EXPECT_TRUE(means_suicide(typed)) << typed;
}

TEST(MeansSuicide, ButNotEveryWordNearIt) {
  for (const char* typed : {"", " ", "food bank", "die", "diet", "dietician", "want to diet", "death certificate", "register a death", "funeral costs", "want to dine", "living room",
                            "life insurance", "umrzeć", "akt zgonu", "شهادة وفاة", "موت", "وفات", "ਮੌਤ", "死亡证明", "生活", "杀虫", "\xff\xfe", "\xF0\x9F\x98\x80"})
    EXPECT_FALSE(means_suicide(typed)) << typed;
}

class Crisis : public SmallPack {
 protected:
  std::vector<std::string> found(const char* words, const char* language = "en", std::size_t limit = 60) {
    std::vector<std::string> ids;
    for (const SearchHit& hit : directory->search(words, language, limit)) ids.push_back(hit.id);
    return ids;
  }
};

TEST_F(Crisis, APersonToTalkToComesFirstInEveryLanguage) {
  build(people);
  open();
  for (const char* words : {"i want to die", "nie chcę żyć", "لا أريد أن أعيش", "جینا نہیں چاہتا", "ਜੀਣਾ ਨਹੀਂ ਚਾਹੁੰਦਾ", "活不下去", "kms"})
    for (const char* language : {"en", "pl", "ar", "ur", "pa", "zh-Hans"}) {
      const auto ids = found(words, language);
      ASSERT_GE(ids.size(), 2u) << words;
      EXPECT_EQ(ids[0], "listeners") << words;
      EXPECT_EQ(ids[1], "another") << words << " in " << language;
      EXPECT_THAT(ids, Not(Contains("closed")));
    }
  // Beside what else was asked for, and each once.
  const auto both = found("food bank or i want to die");
  EXPECT_THAT(std::vector(both.begin(), both.begin() + 3), ElementsAre("listeners", "another", "seacroft"));
  EXPECT_EQ(std::count(both.begin(), both.end(), "listeners"), 1);
  EXPECT_THAT(found("want to die", "en", 1), ElementsAre("listeners"));
  for (const SearchHit& hit : directory->search("want to die", "en", 2)) EXPECT_EQ(hit.matched_because, "") << "the words are not shown to whoever looks over a shoulder";
  EXPECT_THAT(found("food bank"), Not(Contains("another")));
}

}  // namespace
}  // namespace kiosk::directory
