// SPDX-License-Identifier: GPL-3.0-or-later
// Every file of locales/, held to what a translator cannot see on the screen.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kiosk/i18n/catalogue.hpp"
#include "kiosk/unicode/message.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::i18n {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using unicode::Message;

const std::filesystem::path locales = std::filesystem::path(KIOSK_SOURCE_DIR) / "locales";
using Messages = std::map<std::string, std::string>;

struct Locale {
  std::string tag;
  std::string name;
  std::string reviewed_by;
  Messages messages;
};

Locale read(const std::filesystem::path& file) {
  const auto content = nlohmann::json::parse(std::ifstream(file));
  return {content.at("language"), content.at("name"), content.at("reviewed_by"), content.at("messages").get<Messages>()};
}

const Locale& english() {
  static const Locale locale = read(locales / "en.json");
  return locale;
}

std::vector<Locale> translations() {
  std::vector<Locale> all;
  for (const auto& entry : std::filesystem::directory_iterator(locales)) {
    if (entry.path().extension() == ".json" && entry.path().stem() != "en") all.push_back(read(entry.path()));
  }
  return all;
}

// For staff behind the desk, whatever the resident reads.
const std::set<std::string, std::less<>> english_words{"talk.text.staff_card", "not_here.heading.staff", "not_here.text.staff", "not_here.text.what_is_here",
                                                               "not_here.text.nothing_told"};
// What is behind the PIN (decision 0019); the pad itself is in the language of the visit.
bool is_behind_the_pin(const std::string& key) {
  return key.starts_with("staff.") || key.starts_with("self_test.") || key.starts_with("desk.") || (key.starts_with("staff_") && !key.starts_with("staff_pin."));
}
bool always_in_english(const std::string& key) { return english_words.contains(key) || is_behind_the_pin(key); }

// Urgent words wait until two speakers have approved them (handbook part 5, Care):
// "reviewed_by" then names both, role and date, parted by a semicolon.
const std::set<std::string, std::less<>> urgent{"help_now.text.emergency", "help_now.text.nhs", "help_now.text.samaritans"};

bool is_translated(const Locale& locale, const std::string& key) {
  const auto found = locale.messages.find(key);
  return found != locale.messages.end() && !found->second.empty();
}

bool may_be_in_english(const Locale& locale, const std::string& key) {
  return always_in_english(key) || (urgent.contains(key) && locale.reviewed_by.find(';') == std::string::npos);
}

// Calls `check` with (locale, key, English, translation) for every message that both have.
template <class Check>
void for_each_pair(Check check) {
  for (const Locale& locale : translations()) {
    for (const auto& [key, original] : english().messages) {
      if (!is_translated(locale, key)) continue;
      SCOPED_TRACE(locale.tag + " " + key);
      check(locale, key, original, locale.messages.at(key));
    }
  }
}

Message parsed(const std::string& tag, const std::string& text) {
  auto message = Message::parse(tag, text);
  EXPECT_TRUE(message.ok()) << (message ? "" : message.error().detail);
  return message ? std::move(message).value() : Message::parse("en", "").value();
}

// The words as shown, each plural with `count`, nothing where other words go.
std::string shown(const std::string& tag, const std::string& text, long count) {
  const Message message = parsed(tag, text);
  unicode::MessageValues values;
  for (const auto& [name, use] : message.placeholders()) {
    if (use == unicode::Placeholder::plural)
      values[name] = count;
    else
      values[name] = std::string();
  }
  const auto result = message.format(values);
  EXPECT_TRUE(result.ok());
  return result ? result.value() : std::string();
}

// Every form that the language has, in one text.
std::string all_forms(const std::string& tag, const std::string& text) {
  std::string all;
  for (long count = 0; count <= 200; ++count) all += shown(tag, text, count) + "\n";
  return all;
}

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> all;
  for (ByteOffset at = 0; at < text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(text, at);
    all.push_back(point.value);
    at = point.end;
  }
  return all;
}

bool is_latin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}
bool is_latin_digit(char32_t c) { return c >= '0' && c <= '9'; }

// The zeros of the decimal digits of scripts that Leeds reads; nine more follow each.
bool is_other_digit(char32_t c) {
  static constexpr std::array<char32_t, 16> zeros{0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6,  0xB66,  0xBE6,
                                                  0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0x1040, 0x17E0, 0xFF10};
  return std::any_of(zeros.begin(), zeros.end(), [&](char32_t zero) { return c >= zero && c < zero + 10; });
}

// Words in small letters; whatever is no letter parts them. Arabic vowel marks do not make another word.
// Chinese parts its words nowhere, so each of its characters stands alone.
std::set<std::string> words(std::string_view text) {
  static constexpr std::u32string_view other_marks = U"،؛؟۔«»।，。！？：；、（）";
  std::set<std::string> all;
  std::string word;
  for (const char32_t c : code_points(text)) {
    if (c >= 0x64B && c <= 0x652) continue;
    const bool is_chinese = c >= 0x4E00 && c <= 0x9FFF;
    if (is_chinese && !word.empty()) all.insert(std::exchange(word, {}));
    const bool ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'';
    const bool other_letter = c >= 0xC0 && (c < 0x2000 || c > 0x206F) && other_marks.find(c) == std::u32string_view::npos;
    if (ascii_letter || other_letter)
      unicode::append_utf8(word, c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    else if (!word.empty())
      all.insert(std::exchange(word, {}));
    if (is_chinese) all.insert(std::exchange(word, {}));
  }
  if (!word.empty()) all.insert(word);
  return all;
}

std::multiset<std::string> numbers(std::string_view text) {
  std::multiset<std::string> all;
  std::string number;
  for (const char c : std::string(text) + " ") {
    if (c >= '0' && c <= '9')
      number += c;
    else if (!number.empty())
      all.insert(std::exchange(number, {}));
  }
  return all;
}

// The words that deny, by language. A language without a row fails: whoever adds it adds its row.
const std::map<std::string, std::set<std::string>, std::less<>> denials{
    {"en", {"no", "not", "cannot", "nobody", "nothing", "never", "none", "without", "can't", "don't", "won't", "isn't"}},
    {"ar", {"لا", "ولا", "فلا", "لم", "ولم", "فلم", "لن", "ولن", "ليس", "ليست", "لست", "غير", "بدون", "دون", "بلا"}},
    {"pl", {"nie", "nic", "nikt", "nikogo", "nigdy", "bez", "brak", "żaden", "żadna", "żadne", "niedostępne"}},
    {"ur", {"نہیں", "نہ", "مت", "بغیر", "بنا", "غیر"}},
    {"pa", {"ਨਹੀਂ", "ਨਾ", "ਬਿਨਾਂ", "ਬਗ਼ੈਰ"}},
    {"zh-Hans", {"不", "没", "无", "未", "勿"}}};

bool denies(const std::string& tag, std::string_view text) {
  const std::set<std::string> said = words(text);
  const auto& list = denials.at(tag);
  return std::any_of(list.begin(), list.end(), [&](const std::string& word) { return said.contains(word); });
}

// ---------------------------------------------------------------------------

TEST(Locales, AllOpenWithoutAComplaint) {
  testing::internal::CaptureStderr();
  const auto catalogues = Catalogues::open(locales);
  const std::string log = testing::internal::GetCapturedStderr();
  ASSERT_TRUE(catalogues.ok()) << catalogues.error().detail;
  EXPECT_EQ(catalogues.value()->languages().size(), translations().size() + 1);
  EXPECT_THAT(log, Not(HasSubstr("warning")));
  EXPECT_THAT(log, Not(HasSubstr("error")));
}

TEST(Locales, OneForEachHardKindOfScriptIsThere) {
  std::set<std::string> tags{english().tag};
  for (const Locale& locale : translations()) tags.insert(locale.tag);
  EXPECT_THAT(tags, IsSupersetOf({"en", "pl", "ar", "ur", "pa", "zh-Hans"}));
}

TEST(Locales, EveryMessageIsTranslated) {
  for (const Locale& locale : translations()) {
    for (const auto& [key, original] : english().messages) {
      EXPECT_TRUE(is_translated(locale, key) || may_be_in_english(locale, key))
          << locale.tag << " lacks " << key << ": " << original;
    }
    for (const auto& [key, translation] : locale.messages)
      EXPECT_EQ(english().messages.count(key), 1U) << locale.tag << ": English has no " << key;
  }
}

TEST(Locales, UrgentWordsWaitForTwoSpeakers) {
  for (const std::string& key : urgent) {
    EXPECT_EQ(english().messages.count(key), 1U) << key;
    for (const Locale& locale : translations()) {
      EXPECT_FALSE(is_translated(locale, key) && may_be_in_english(locale, key))
          << locale.tag << " " << key << " has not two reviewers";
    }
  }
}

TEST(Locales, PlaceholdersAreThoseOfEnglish) {
  for_each_pair([](const Locale& locale, const std::string&, const std::string& original, const std::string& translation) {
    EXPECT_EQ(parsed(locale.tag, translation).placeholders(), parsed("en", original).placeholders());
  });
}

TEST(Locales, PluralsHaveEveryFormOfTheLanguage) {
  for (const auto& [key, original] : english().messages)
    EXPECT_THAT(parsed("en", original).missing_plural_forms(), IsEmpty()) << key;
  for_each_pair([](const Locale& locale, const std::string&, const std::string&, const std::string& translation) {
    EXPECT_THAT(parsed(locale.tag, translation).missing_plural_forms(), IsEmpty());
  });
}

TEST(Locales, NoEnglishIsLeftOver) {
  for_each_pair([](const Locale& locale, const std::string&, const std::string& original, const std::string& translation) {
    const std::string said = all_forms(locale.tag, translation);
    EXPECT_NE(translation, original);
    const auto native = code_points(locale.name);
    if (std::none_of(native.begin(), native.end(), is_latin)) {
      // An English voice says Latin letters, so they must be a span of their own: an argument, not words of the message.
      const auto points = code_points(said);
      EXPECT_TRUE(std::none_of(points.begin(), points.end(), is_latin)) << translation;
    }
  });
}

TEST(Locales, DigitsAreLatin) {
  for_each_pair([](const Locale&, const std::string&, const std::string&, const std::string& translation) {
    const auto points = code_points(translation);
    EXPECT_TRUE(std::none_of(points.begin(), points.end(), is_other_digit)) << translation;
  });
}

TEST(Locales, NumbersAreThoseOfEnglish) {
  for_each_pair([](const Locale& locale, const std::string&, const std::string& original, const std::string& translation) {
    // 15 is "other" or "many" everywhere: no language says it without the figure.
    EXPECT_EQ(numbers(shown(locale.tag, translation, 15)), numbers(shown("en", original, 15))) << translation;
  });
}

TEST(Locales, DenialsAreThoseOfEnglish) {
  for_each_pair([](const Locale& locale, const std::string&, const std::string& original, const std::string& translation) {
    ASSERT_EQ(denials.count(locale.tag), 1U) << "add the words that deny in " << locale.tag << " to this test";
    EXPECT_EQ(denies(locale.tag, shown(locale.tag, translation, 15)), denies("en", shown("en", original, 15)))
        << original << " / " << translation;
  });
}

TEST(Locales, SentencesEndAsInEnglish) {
  // A heading stays a heading and a question a question, for the voice as for the eye.
  const auto ending = [](const std::string& text) {
    const auto points = code_points(text);
    const char32_t last = points.empty() ? 0 : points.back();
    if (last == '?' || last == 0x61F || last == 0xFF1F) return '?';
    return last == '.' || last == 0x6D4 || last == 0x3002 || last == 0x964 || last == 0x1362 ? '.' : ' ';
  };
  for_each_pair([&](const Locale& locale, const std::string&, const std::string& original, const std::string& translation) {
    EXPECT_EQ(ending(shown(locale.tag, translation, 15)), ending(shown("en", original, 15))) << original << " / " << translation;
  });
}

TEST(Locales, WordsArePlain) {
  for (const auto& [key, original] : english().messages) {
    EXPECT_EQ(original.find('!'), std::string::npos) << key;
    std::istringstream sentences(shown("en", original, 15));
    for (std::string sentence; std::getline(sentences, sentence, '.');) {
      std::istringstream pieces(sentence);
      const auto count = std::distance(std::istream_iterator<std::string>(pieces), {});
      EXPECT_LE(count, 15) << key << ": " << sentence;
    }
  }
}

TEST(Locales, TimesAndDatesFollowTheFixedRules) {
  using namespace std::chrono;
  const auto all = Catalogues::open(locales).value();
  constexpr year_month_day date{year{2026}, November, day{12}};
  EXPECT_EQ(all->time("en", 9 * 60).text, "9am");
  EXPECT_EQ(all->time("en", 17 * 60 + 30).text, "5.30pm");
  EXPECT_EQ(all->time("en", 12 * 60).text, "12 noon");
  EXPECT_EQ(all->time("en", 0).text, "12 midnight");
  EXPECT_EQ(all->time_range("en", 540, 1020).text, "9am to 5pm");
  EXPECT_EQ(all->date_long("en", date).text, "Thursday 12 November");
  EXPECT_EQ(all->date_full("en", date).text, "12 November 2026");
  EXPECT_EQ(all->time("ar", 17 * 60 + 30).text, "17:30");
  EXPECT_EQ(all->time_range("ar", 540, 1020).text, "09:00–17:00");
  EXPECT_EQ(all->date_long("ar", date).text, "الخميس 12 نوفمبر");
  EXPECT_EQ(all->date_long("pl", date).text, "czwartek 12 listopada");
  EXPECT_EQ(all->date_full("pl", date).text, "12 listopada 2026");
  EXPECT_EQ(all->date_long("ur", date).text, "جمعرات 12 نومبر");
  EXPECT_EQ(all->date_full("ur", date).text, "12 نومبر 2026");
  EXPECT_EQ(all->date_long("pa", date).text, "ਵੀਰਵਾਰ 12 ਨਵੰਬਰ");
  EXPECT_EQ(all->date_full("pa", date).text, "12 ਨਵੰਬਰ 2026");
  EXPECT_EQ(all->date_long("zh-Hans", date).text, "11月12日 星期四");
  EXPECT_EQ(all->date_full("zh-Hans", date).text, "2026年11月12日");
  for (const char* language : {"pl", "ur", "pa", "zh-Hans"}) {
    EXPECT_EQ(all->time(language, 9 * 60).text, "09:00") << language;
    EXPECT_EQ(all->time_range(language, 540, 1020).text, "09:00–17:00") << language;
  }
}

TEST(Locales, TimesAndDatesHaveLatinDigitsEverywhere) {
  using namespace std::chrono;
  const auto all = Catalogues::open(locales).value();
  constexpr year_month_day date{year{2026}, November, day{12}};
  for (const LanguageInfo& info : all->languages()) {
    EXPECT_EQ(all->clock(info.tag, 10 * 60 + 42).text, "10:42") << info.tag;
    for (const Span& span :
         {all->time(info.tag, 1065), all->date_full(info.tag, date), all->date_long(info.tag, date), all->miles(info.tag, 2.6)}) {
      EXPECT_EQ(span.language, info.tag);
      const auto points = code_points(span.text);
      EXPECT_TRUE(std::none_of(points.begin(), points.end(), is_other_digit)) << span.text;
      EXPECT_TRUE(std::any_of(points.begin(), points.end(), is_latin_digit)) << span.text;
    }
  }
}

}  // namespace
}  // namespace kiosk::i18n
