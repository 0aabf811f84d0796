// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/speech/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kiosk::speech {
namespace {

using std::chrono::year_month_day;

std::size_t weekday_of(year_month_day date) { return std::chrono::weekday(std::chrono::sys_days(date)).c_encoding(); }
std::size_t month_of(year_month_day date) { return unsigned{date.month()} - 1; }

namespace english {

std::string time(int hour, int minute) {
  if (minute == 0 && hour % 24 == 0) return "midnight";
  if (minute == 0 && hour == 12) return "12 noon";
  const int shown = (hour + 11) % 12 + 1;
  const char* half = hour % 24 < 12 ? "a.m." : "p.m.";
  if (minute == 0) return fmt::format("{} {}", shown, half);
  if (minute < 10) return fmt::format("{} oh {} {}", shown, minute, half);
  return fmt::format("{} {} {}", shown, minute, half);
}

std::string date(year_month_day date, Year year) {
  static constexpr std::array weekdays{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  static constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
  const unsigned day = unsigned{date.day()};
  const char* ending = day / 10 == 1 ? "th" : day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
  std::string said = fmt::format("{} the {}{} of {}", weekdays.at(weekday_of(date)), day, ending, months.at(month_of(date)));
  if (year == Year::said) said += fmt::format(" {}", int{date.year()});
  return said;
}

std::string money(Money amount) {
  if (amount.pounds == 0 && amount.pence > 0) return fmt::format("{} {}", amount.pence, amount.pence == 1 ? "penny" : "pence");
  std::string said = fmt::format("{} {}", amount.pounds, amount.pounds == 1 ? "pound" : "pounds");
  if (amount.pence > 0) said += fmt::format(" {}{}", amount.pence < 10 ? "and " : "", amount.pence);
  if (amount.pence > 0 && amount.pence < 10) said += amount.pence == 1 ? " penny" : " pence";
  return said;
}

}  // namespace english

namespace arabic {

// No shadda after the article and a full last vowel: so eSpeak NG assimilates
// the article and sounds the t, as formal Arabic does before another word.
std::string time(int hour, int minute) {
  static constexpr std::array hours{"الثانية عَشْرَةَ", "الواحِدَةَ", "الثانية",    "الثالِثَةَ", "الرابِعَةَ", "الخامِسَةَ",
                                    "السادِسَةَ",       "السابِعَةَ", "الثامِنَةَ", "التاسِعَةَ", "العاشِرَةَ", "الحادية عَشْرَةَ"};
  if (minute == 0 && hour % 24 == 0) return "مُنْتَصَفَ الليل";
  const int named = minute == 45 ? hour + 1 : hour;  // a quarter to the next
  const char* half = hour % 24 < 12 ? "صَباحًا" : hour == 12 ? "ظُهْرًا" : "مَساءً";
  std::string said = fmt::format("الساعة {}", hours.at(static_cast<std::size_t>(named % 12)));
  if (minute == 15) said += " والرُبْع";
  else if (minute == 30) said += " والنِصْف";
  else if (minute == 45) said += " إلا رُبْعًا";
  else if (minute == 1) said += " ودَقِيقَة";
  else if (minute == 2) said += " ودَقِيقَتَيْن";
  else if (minute > 2) said += fmt::format(" و {} {}", minute, minute <= 10 ? "دَقائِقَ" : "دَقِيقَةً");
  return fmt::format("{} {}", said, half);
}

std::string date(year_month_day date, Year year) {
  static constexpr std::array weekdays{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"};
  static constexpr std::array months{"يناير", "فبراير", "مارس",   "أبريل",  "مايو",   "يونيو",
                                     "يوليو", "أغسطس",  "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"};
  std::string said = fmt::format("{} {} {}", weekdays.at(weekday_of(date)), unsigned{date.day()}, months.at(month_of(date)));
  if (year == Year::said) said += fmt::format(" {}", int{date.year()});
  return said;
}

std::string money(Money amount) {
  const std::string pence = fmt::format("{} بِنْس", amount.pence);
  if (amount.pounds == 0 && amount.pence > 0) return pence;
  std::string said = fmt::format("{} جُنَيْه إسترليني", amount.pounds);
  if (amount.pence > 0) said += " و " + pence;
  return said;
}

}  // namespace arabic

// One row a language.
constexpr std::array table{
    Words{"en", "web address, on the screen", "e-mail address, on the screen", " to ", english::time, english::date, english::money},
    Words{"ar", "عنوان موقع إلكتروني، على الشاشة", "عنوان بريد إلكتروني، على الشاشة", " إلى ", arabic::time, arabic::date, arabic::money},
};

}  // namespace

const Words* words_for(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  const auto row = std::find_if(table.begin(), table.end(), [primary](const Words& words) { return words.language == primary; });
  return row == table.end() ? nullptr : &*row;
}

}  // namespace kiosk::speech
