// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/values.hpp"

#include <gtest/gtest.h>

namespace kiosk::packs {
namespace {

std::string hours(std::string_view text) {
  const auto periods = hours_of_day(text);
  if (!periods) return "?";
  std::string out;
  for (const auto& p : *periods) out += std::to_string(p.opens_minute) + "-" + std::to_string(p.closes_minute) + " ";
  return out;
}

TEST(Values, Hours) {
  for (const char* nine_to_five : {"9:00-17:00", "09:00-17:00", "9am to 5pm", "9am-5pm", "9.00am – 5.00pm", "9 - 5pm", "9:00 until 17:00", "9:00\xC2\xA0-\xC2\xA0" "17:00"}) {
    EXPECT_EQ(hours(nine_to_five), "540-1020 ") << nine_to_five;
  }
  EXPECT_EQ(hours("9:00-12:00, 13:00-17:00"), "540-720 780-1020 ");
  EXPECT_EQ(hours("13:00-17:00 & 9:00-12:00"), "540-720 780-1020 ");
  EXPECT_EQ(hours("9.30am to 12 noon"), "570-720 ");
  EXPECT_EQ(hours("6pm to midnight"), "1080-1440 ");
  EXPECT_EQ(hours("24 hours"), "0-1440 ");
  EXPECT_EQ(hours("closed"), "");
  EXPECT_EQ(hours("Closed"), "");
  // Nothing is guessed.
  for (const char* unclear : {"9 til 5ish", "9-5", "17:00-9:00", "9:00-25:00", "9:61-17:00", "13pm-5pm", "9:00-12:00, 11:00-17:00", "-", "", ",", "9:00", "9:00-17:00-18:00", "am-pm", "::-::"}) {
    EXPECT_EQ(hours(unclear), "?") << unclear;
  }
}

TEST(Values, Dates) {
  for (const char* day : {"2026-11-12", "12/11/2026", "12 November 2026", "12-Nov-2026", " 2026-11-12 "}) {
    ASSERT_TRUE(date_from(day)) << day;
    EXPECT_EQ(text_of(*date_from(day)), "2026-11-12") << day;
  }
  for (const char* none : {"", "March 2025", "2026-02-30", "2026-13-01", "1/2/26", "2026-11-12T10:00", "99999999999-1-1", "-1-1-2026", "2026--12", "today"}) {
    EXPECT_FALSE(date_from(none)) << none;
  }
}

TEST(Values, Postcodes) {
  EXPECT_EQ(postcode_from("ls8 5hs"), "LS8 5HS");
  EXPECT_EQ(postcode_from("LS85HS"), "LS8 5HS");
  EXPECT_EQ(postcode_from("WF10  2DP"), "WF10 2DP");
  EXPECT_EQ(postcode_from("W1A 1AA"), "W1A 1AA");
  for (const char* wrong : {"LS8 5H", "LS8", "", "LS8 5HSS", "8LS 5HS", "LS8 HHS", "../etc", "LS888 5HS"}) EXPECT_FALSE(postcode_from(wrong)) << wrong;
}

TEST(Values, PhonesAreGroupedAsPeopleSayThem) {
  EXPECT_EQ(phone_from("01132224401"), "0113 222 4401");
  EXPECT_EQ(phone_from("+44 (0)113 222 4401"), "0113 222 4401");
  EXPECT_EQ(phone_from("+441132224401"), "0113 222 4401");
  EXPECT_EQ(phone_from("01937842842"), "01937 842842");
  // What a spreadsheet leaves of a number: no 0, no +. Hard spaces too.
  EXPECT_EQ(phone_from("1132224401"), "0113 222 4401");
  EXPECT_EQ(phone_from("441132224401"), "0113 222 4401");
  EXPECT_EQ(phone_from("800123456"), "0800 123456");
  EXPECT_EQ(phone_from("1.13222E+09"), std::nullopt);
  EXPECT_EQ(phone_from("113 222 4401"), std::nullopt);
  EXPECT_EQ(phone_from("0113\xC2\xA0" "222\xC2\xA0" "4401"), "0113 222 4401");
  EXPECT_EQ(phone_from("07759 125077"), "07759 125077");
  EXPECT_EQ(phone_from("116123"), "116 123");
  EXPECT_EQ(phone_from("08001111"), "0800 1111");
  EXPECT_EQ(phone_from("08001112"), std::nullopt);
  EXPECT_EQ(phone_from("0808 200 0247"), "0808 2000 247");
  EXPECT_EQ(phone_from("08000 121700"), "08000 121 700");
  EXPECT_EQ(phone_from("0808 800 5000"), "0808 800 5000");
  EXPECT_EQ(phone_from("03003307010"), "0300 330 7010");
  EXPECT_EQ(phone_from("020 7946 0000"), "020 7946 0000");
  EXPECT_EQ(phone_from("999"), "999");
  for (const char* wrong : {"0113 282138", "0113", "", "ring us", "0113 222 44011", "632224401", "=1+1"}) EXPECT_FALSE(phone_from(wrong)) << wrong;
}

TEST(Values, AddressesOnTheWeb) {
  EXPECT_EQ(website_from("www.leeds.gov.uk"), "https://www.leeds.gov.uk");
  EXPECT_EQ(website_from("http://leeds.gov.uk/libraries"), "http://leeds.gov.uk/libraries");
  for (const char* wrong : {"leeds", "javascript:alert(1)", "ftp://leeds.gov.uk", "https://", "https://a b.uk", "https://user@leeds.gov.uk", "file:///etc/passwd"}) {
    EXPECT_FALSE(website_from(wrong)) << wrong;
  }
  EXPECT_EQ(email_from("libraryenquiries@leeds.gov.uk"), "libraryenquiries@leeds.gov.uk");
  for (const char* wrong : {"leeds.gov.uk", "@leeds.gov.uk", "a@b", "a@b@c.uk", "a b@c.uk", "a@.uk"}) EXPECT_FALSE(email_from(wrong)) << wrong;
}

TEST(Values, Names) {
  EXPECT_TRUE(is_id("armley-library"));
  for (const char* wrong : {"", "../../etc/passwd", "Armley", "a b", "-a", "a/b", "a.b"}) EXPECT_FALSE(is_id(wrong)) << wrong;
  EXPECT_FALSE(is_id(std::string(65, 'a')));
  for (const char* tag : {"en", "ar", "zh-Hans", "ckb"}) EXPECT_TRUE(is_language(tag)) << tag;
  for (const char* tag : {"", "e", "EN", "english", "en-", "zh_Hans", "e1"}) EXPECT_FALSE(is_language(tag)) << tag;
  EXPECT_EQ(list_from("work, money ;; rights،family"), (std::vector<std::string>{"work", "money", "rights", "family"}));
}

TEST(Values, Numbers) {
  EXPECT_EQ(number_from(" -1.58821 "), -1.58821);
  // What lies in no range would pass every check of a range.
  for (const char* wrong : {"", "nan", "-nan", "inf", "-inf", "infinity", "1e400", "53,8", "53.8 N"}) EXPECT_FALSE(number_from(wrong)) << wrong;
}

TEST(Values, NumbersInAnyScript) {
  EXPECT_EQ(numbers_in("Ring 116 123, day or night"), (std::vector<std::string>{"116", "123"}));
  EXPECT_EQ(numbers_in("اتصل ١١٦ ١٢٣"), (std::vector<std::string>{"116", "123"}));
  EXPECT_EQ(numbers_in("۹۹۹ ਅਤੇ ੯੯੯"), (std::vector<std::string>{"999", "999"}));
}

}  // namespace
}  // namespace kiosk::packs
