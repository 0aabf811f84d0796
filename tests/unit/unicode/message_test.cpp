// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/unicode/message.hpp"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::unicode {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string filled(std::string_view language, std::string_view pattern, const MessageValues& values) {
  const auto message = Message::parse(language, pattern);
  if (!message) return "refused: " + message.error().detail;
  const auto text = message->format(values);
  return text ? text.value() : "failed: " + text.error().detail;
}

std::string refusal(std::string_view pattern) {
  const auto message = Message::parse("en", pattern);
  return message ? "accepted" : message.error().detail;
}

TEST(Message, FillsNamedPlaceholders) {
  EXPECT_EQ(filled("en", "Page {page} of {pages}", {{"page", 1L}, {"pages", std::string("3")}}), "Page 1 of 3");
}

TEST(Message, KeepsApostrophesAndOddCharacters) {
  EXPECT_EQ(filled("en", "You can't lose the children's list", {}), "You can't lose the children's list");
  EXPECT_EQ(filled("en", "{name}", {{"name", std::string("{count} '{' # \\ <b> \xf0\x9f\x8f\xa0")}}),
            "{count} '{' # \\ <b> \xf0\x9f\x8f\xa0");
}

TEST(Message, CountsInEnglish) {
  constexpr auto pattern = "{count, plural, =0 {No places} one {# place} other {# places}}, nearest first";
  EXPECT_EQ(filled("en", pattern, {{"count", 0L}}), "No places, nearest first");
  EXPECT_EQ(filled("en", pattern, {{"count", 1L}}), "1 place, nearest first");
  EXPECT_EQ(filled("en", pattern, {{"count", 9L}}), "9 places, nearest first");
}

TEST(Message, CountsInTheSixFormsOfArabicWithLatinDigits) {
  constexpr auto pattern = "{n, plural, zero {z} one {o} two {t} few {# f} many {# m} other {# x}}";
  EXPECT_EQ(filled("ar", pattern, {{"n", 0L}}), "z");
  EXPECT_EQ(filled("ar", pattern, {{"n", 1L}}), "o");
  EXPECT_EQ(filled("ar", pattern, {{"n", 2L}}), "t");
  EXPECT_EQ(filled("ar", pattern, {{"n", 3L}}), "3 f");
  EXPECT_EQ(filled("ar", pattern, {{"n", 10L}}), "10 f");
  EXPECT_EQ(filled("ar", pattern, {{"n", 11L}}), "11 m");
  EXPECT_EQ(filled("ar", pattern, {{"n", 100L}}), "100 x");
  EXPECT_EQ(filled("ar", pattern, {{"n", 103L}}), "103 f");
}

TEST(Message, CountsInPolish) {
  constexpr auto pattern = "{n, plural, one {# miejsce} few {# miejsca} many {# miejsc} other {# miejsca}}";
  EXPECT_EQ(filled("pl", pattern, {{"n", 1L}}), "1 miejsce");
  EXPECT_EQ(filled("pl", pattern, {{"n", 22L}}), "22 miejsca");
  EXPECT_EQ(filled("pl", pattern, {{"n", 5L}}), "5 miejsc");
}

TEST(Message, WritesLatinDigitsInEveryLanguage) {
  for (const char* language : {"ar", "fa", "ur", "bn", "pa", "ckb", "ps", "ti", "zh-Hans", "gu", "hi"}) {
    EXPECT_EQ(filled(language, "{n}", {{"n", 42L}}), "42") << language;
  }
}

TEST(Message, NamesItsPlaceholdersAndHowTheyAreUsed) {
  const auto message = Message::parse("en", "{count, plural, one {# place near {site}} other {# places near {site}}} {name}");
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->placeholders(),
            (Placeholders{{"count", Placeholder::plural}, {"name", Placeholder::words}, {"site", Placeholder::words}}));
}

TEST(Message, APlaceholderUsedBothWaysIsAPlural) {
  const auto message = Message::parse("en", "{count, plural, one {a} other {b}} {count}");
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->placeholders(), (Placeholders{{"count", Placeholder::plural}}));
}

TEST(Message, TellsWhichPluralFormsAreMissing) {
  const auto missing = [](std::string_view language, std::string_view pattern) {
    const auto message = Message::parse(language, pattern);
    return message ? message->missing_plural_forms() : std::vector<std::string>{"refused"};
  };
  EXPECT_THAT(missing("ar", "{n, plural, one {a} two {b} other {c}}"), ElementsAre("zero", "few", "many"));
  EXPECT_THAT(missing("ar", "{n}"), IsEmpty());
  EXPECT_THAT(missing("en", "{n, plural, one {a} other {c}}"), IsEmpty());
  // The inner plural lacks `one`; the outer has it, and must not lend it.
  EXPECT_THAT(missing("en", "{n, plural, one {a} other {{m, plural, other {b}}}}"), ElementsAre("one"));
}

TEST(Message, KnowsThePluralFormsOfTheFirstLanguages) {
  EXPECT_THAT(plural_forms("en"), ElementsAre("one", "other"));
  EXPECT_THAT(plural_forms("ar"), ElementsAre("zero", "one", "two", "few", "many", "other"));
  EXPECT_THAT(plural_forms("pl"), ElementsAre("many", "one", "few", "other"));
  EXPECT_THAT(plural_forms("zh-Hans"), ElementsAre("other"));
  EXPECT_THAT(plural_forms("ckb"), ElementsAre("one", "other"));
  EXPECT_THAT(plural_forms("es"), ElementsAre("one", "other"));  // CLDR's `many` is for exact millions
  EXPECT_THAT(plural_forms("not a language"), ElementsAre("other"));
}

TEST(Message, RefusesWhatATranslatorMayGetWrongAndSaysWhere) {
  EXPECT_THAT(refusal("Open until {time"), HasSubstr("near"));
  EXPECT_THAT(refusal("{"), HasSubstr("cannot be read"));
  EXPECT_THAT(refusal("{}"), HasSubstr("cannot be read"));
  EXPECT_THAT(refusal("a } b {"), HasSubstr("cannot be read"));
  EXPECT_THAT(refusal("Open until time}"), HasSubstr("belongs to no placeholder"));
  EXPECT_THAT(refusal("{time} or '{time}'"), HasSubstr("belongs to no placeholder"));
  EXPECT_THAT(refusal("{n, plural, one {x}}"), HasSubstr("`other`"));
  EXPECT_THAT(refusal("{n, plural, other {x}"), HasSubstr("cannot be read"));
  EXPECT_THAT(refusal("{0} places"), HasSubstr("numbers a placeholder '{0}'"));
  EXPECT_THAT(refusal("{when, date, short}"), HasSubstr("rule of its own"));
  EXPECT_THAT(refusal("{n, number}"), HasSubstr("rule of its own"));
  EXPECT_THAT(refusal("{who, select, other {x}}"), HasSubstr("rule of its own"));
  EXPECT_THAT(refusal("{n, selectordinal, other {x}}"), HasSubstr("rule of its own"));
  EXPECT_THAT(refusal("{n, nonsense}"), HasSubstr("rule of its own"));
}

TEST(Message, SurvivesHostilePatterns) {
  EXPECT_NE(refusal(std::string(100'000, '{')), "accepted");
  EXPECT_EQ(refusal(std::string(50'000, '}')).substr(0, 11), "the message");
  EXPECT_EQ(refusal(std::string("a\0b", 3)), "accepted");
  EXPECT_EQ(refusal("\xff\xfe\x80"), "accepted");  // becomes U+FFFD; catalogues refuse bad UTF-8 before this
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "{n, plural, other {";
  for (int i = 0; i < 2000; ++i) deep += "}}";
  const auto message = Message::parse("en", deep);
  if (message) {
    EXPECT_TRUE(message->format({{"n", 1L}}).ok());
  }
}

TEST(Message, SaysWhichValueIsMissingOrOfTheWrongKind) {
  EXPECT_THAT(filled("en", "Until {time}", {}), HasSubstr("failed: the message 'Until {time}' was given nothing for '{time}'"));
  EXPECT_THAT(filled("en", "{n, plural, other {#}}", {{"n", std::string("nine")}}),
              HasSubstr("words for '{n}', which it counts"));
}

TEST(Message, IgnoresValuesItDoesNotUse) { EXPECT_EQ(filled("ar", "مكان واحد", {{"count", 1L}}), "مكان واحد"); }

TEST(Message, IsSafeFromManyThreads) {
  const auto message = Message::parse("ar", "{n, plural, zero {z} one {o} two {t} few {# f} many {# m} other {# x}}");
  ASSERT_TRUE(message.ok());
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (long i = 0; i < 500; ++i) {
        const auto text = message->format({{"n", 3 + i % 8}});
        EXPECT_TRUE(text.ok() && text.value() == std::to_string(3 + i % 8) + " f");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace kiosk::unicode
