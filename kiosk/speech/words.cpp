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
  std::string pence = fmt::format("{} بِنْس", amount.pence);
  if (amount.pounds == 0 && amount.pence > 0) return pence;
  std::string said = fmt::format("{} جُنَيْه إسترليني", amount.pounds);
  if (amount.pence > 0) said += " و " + pence;
  return said;
}

}  // namespace arabic

namespace polish {

// The genitive, which the words around a time or a date ask for: do siedemnastej, dwunastego listopada.
std::string ordinal(int number, const char* ending) {
  static constexpr std::array to_nineteen{"",           "pierwsz",   "drugi",      "trzeci",      "czwart",      "piąt",       "szóst",
                                          "siódm",      "ósm",       "dziewiąt",   "dziesiąt",    "jedenast",    "dwunast",    "trzynast",
                                          "czternast",  "piętnast",  "szesnast",   "siedemnast",  "osiemnast",   "dziewiętnast"};
  static constexpr std::array tens{"", "", "dwudziest", "trzydziest", "czterdziest", "pięćdziesiąt", "sześćdziesiąt", "siedemdziesiąt", "osiemdziesiąt", "dziewięćdziesiąt"};
  if (number < 20) return fmt::format("{}{}", to_nineteen.at(static_cast<std::size_t>(number)), ending);
  const std::string said = fmt::format("{}{}", tens.at(static_cast<std::size_t>(number / 10)), ending);
  return number % 10 == 0 ? said : said + " " + ordinal(number % 10, ending);
}

std::string time(int hour, int minute) {
  if (minute == 0 && hour % 24 == 0) return "północy";
  std::string said = hour % 24 == 0 ? "zero" : ordinal(hour, "ej");
  if (minute > 0) said += fmt::format(" {}{}", minute < 10 ? "zero " : "", minute);
  return said;
}

std::string date(year_month_day date, Year year) {
  static constexpr std::array weekdays{"niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"};
  static constexpr std::array months{"stycznia", "lutego",   "marca",    "kwietnia",     "maja",      "czerwca",
                                     "lipca",    "sierpnia", "września", "października", "listopada", "grudnia"};
  std::string said = fmt::format("{}, {} {}", weekdays.at(weekday_of(date)), ordinal(static_cast<int>(unsigned{date.day()}), "ego"), months.at(month_of(date)));
  const int in_century = int{date.year()} - 2000;
  if (year == Year::said && in_century > 0 && in_century < 100) said += fmt::format(" dwa tysiące {} roku", ordinal(in_century, "ego"));
  else if (year == Year::said) said += fmt::format(" {}", int{date.year()});
  return said;
}

std::string counted(int number, const char* one, const char* few, const char* many) {
  const bool is_few = number % 10 >= 2 && number % 10 <= 4 && (number % 100 < 12 || number % 100 > 14);
  return fmt::format("{} {}", number, number == 1 ? one : is_few ? few : many);
}

std::string money(Money amount) {
  std::string pence = counted(amount.pence, "pens", "pensy", "pensów");
  if (amount.pounds == 0 && amount.pence > 0) return pence;
  const std::string pounds = counted(amount.pounds, "funt", "funty", "funtów");
  return amount.pence > 0 ? pounds + " " + pence : pounds;
}

}  // namespace polish

// Urdu and Panjabi part the day in four and tell the time alike.
struct DayParts {
  const char* morning;
  const char* midday;
  const char* evening;
  const char* night;

  const char* at(int hour) const { return hour < 4 || hour >= 20 ? night : hour < 12 ? morning : hour < 16 ? midday : evening; }
};

int twelve_hours(int hour) { return (hour + 11) % 12 + 1; }

namespace urdu {

std::string time(int hour, int minute) {
  static constexpr DayParts parts{"صُبْح", "دوپہر", "شام", "رات"};
  const char* part = parts.at(hour % 24);
  const int shown = twelve_hours(hour);
  if (minute == 0) return fmt::format("{} {} بجے", part, shown);
  if (minute == 15) return fmt::format("{} سوا {} بجے", part, shown);
  if (minute == 30 && shown == 1) return fmt::format("{} ڈیڑھ بجے", part);
  if (minute == 30 && shown == 2) return fmt::format("{} ڈھائی بجے", part);
  if (minute == 30) return fmt::format("{} ساڑھے {} بجے", part, shown);
  if (minute == 45) return fmt::format("{} پَونے {} بجے", part, twelve_hours(hour + 1));
  return fmt::format("{} {} بج کر {} منٹ", part, shown, minute);
}

std::string date(year_month_day date, Year year) {
  static constexpr std::array weekdays{"اتوار", "پِیر", "مَنْگَل", "بدھ", "جمعرات", "جمعہ", "ہفتہ"};
  static constexpr std::array months{"جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جُولائی", "اگست", "ستمبر", "اکتوبر", "نَوَمبر", "دسمبر"};
  std::string said = fmt::format("{} {} {}", weekdays.at(weekday_of(date)), unsigned{date.day()}, months.at(month_of(date)));
  if (year == Year::said) said += fmt::format(" {}", int{date.year()});
  return said;
}

std::string money(Money amount) {
  std::string pence = fmt::format("{} پَینس", amount.pence);
  if (amount.pounds == 0 && amount.pence > 0) return pence;
  const std::string pounds = fmt::format("{} پاؤنڈ", amount.pounds);
  return amount.pence > 0 ? pounds + " " + pence : pounds;
}

}  // namespace urdu

namespace panjabi {

std::string time(int hour, int minute) {
  static constexpr DayParts parts{"ਸਵੇਰੇ", "ਦੁਪਹਿਰ", "ਸ਼ਾਮ", "ਰਾਤ"};
  const char* part = parts.at(hour % 24);
  const int shown = twelve_hours(hour);
  if (minute == 0) return fmt::format("{} {} ਵਜੇ", part, shown);
  if (minute == 15) return fmt::format("{} ਸਵਾ {} ਵਜੇ", part, shown);
  if (minute == 30 && shown == 1) return fmt::format("{} ਡੇਢ ਵਜੇ", part);
  if (minute == 30 && shown == 2) return fmt::format("{} ਢਾਈ ਵਜੇ", part);
  if (minute == 30) return fmt::format("{} ਸਾਢੇ {} ਵਜੇ", part, shown);
  if (minute == 45) return fmt::format("{} ਪੌਣੇ {} ਵਜੇ", part, twelve_hours(hour + 1));
  return fmt::format("{} {} ਵੱਜ ਕੇ {} ਮਿੰਟ", part, shown, minute);
}

std::string date(year_month_day date, Year year) {
  static constexpr std::array weekdays{"ਐਤਵਾਰ", "ਸੋਮਵਾਰ", "ਮੰਗਲਵਾਰ", "ਬੁੱਧਵਾਰ", "ਵੀਰਵਾਰ", "ਸ਼ੁੱਕਰਵਾਰ", "ਸ਼ਨਿੱਚਰਵਾਰ"};
  static constexpr std::array months{"ਜਨਵਰੀ", "ਫ਼ਰਵਰੀ", "ਮਾਰਚ", "ਅਪ੍ਰੈਲ", "ਮਈ", "ਜੂਨ", "ਜੁਲਾਈ", "ਅਗਸਤ", "ਸਤੰਬਰ", "ਅਕਤੂਬਰ", "ਨਵੰਬਰ", "ਦਸੰਬਰ"};
  std::string said = fmt::format("{} {} {}", weekdays.at(weekday_of(date)), unsigned{date.day()}, months.at(month_of(date)));
  if (year == Year::said) said += fmt::format(" {}", int{date.year()});
  return said;
}

std::string money(Money amount) {
  std::string pence = fmt::format("{} ਪੈਂਸ", amount.pence);
  if (amount.pounds == 0 && amount.pence > 0) return pence;
  const std::string pounds = fmt::format("{} ਪੌਂਡ", amount.pounds);
  return amount.pence > 0 ? pounds + " " + pence : pounds;
}

}  // namespace panjabi

namespace chinese {

// A two that counts is liǎng, which the voice does not know of itself.
std::string counted(int number) { return number == 2 ? "两" : fmt::format("{}", number); }

std::string time(int hour, int minute) {
  if (minute == 0 && hour % 24 == 0) return "午夜12点";
  const int of_day = hour % 24;
  const char* part = of_day < 6 ? "凌晨" : of_day < 12 ? "上午" : of_day == 12 ? "中午" : of_day < 18 ? "下午" : "晚上";
  std::string said = fmt::format("{}{}点", part, of_day == 0 ? "零" : counted(twelve_hours(hour)));
  if (minute == 30) said += "半";
  else if (minute > 0) said += fmt::format("{}{}分", minute < 10 ? "零" : "", minute);
  return said;
}

std::string date(year_month_day date, Year year) {
  static constexpr std::array weekdays{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"};
  std::string said;
  if (year == Year::said) {  // digit by digit, never as one number
    for (const char digit : fmt::format("{}", int{date.year()})) said += fmt::format("{} ", digit);
    said += "年";
  }
  return said + fmt::format("{}月{}日，{}", unsigned{date.month()}, unsigned{date.day()}, weekdays.at(weekday_of(date)));
}

std::string money(Money amount) {
  std::string pence = counted(amount.pence) + "便士";
  if (amount.pounds == 0 && amount.pence > 0) return pence;
  const std::string pounds = counted(amount.pounds) + "英镑";
  return amount.pence > 0 ? pounds + pence : pounds;
}

}  // namespace chinese

// One row a language.
constexpr std::array table{
    Words{"en", "web address, on the screen", "e-mail address, on the screen", "{} to {}", "", english::time, english::date, english::money},
    Words{"pl", "adres strony internetowej, na ekranie", "adres poczty elektronicznej, na ekranie", "od {} do {}", "", polish::time, polish::date, polish::money},
    Words{"ar", "عنوان موقع إلكتروني، على الشاشة", "عنوان بريد إلكتروني، على الشاشة", "{} إلى {}", "", arabic::time, arabic::date, arabic::money},
    Words{"ur", "ویب سائٹ کا پتا، اسکرین پر", "ای میل کا پتا، اسکرین پر", "{} سے {} تک", "", urdu::time, urdu::date, urdu::money},
    Words{"pa", "ਵੈੱਬ ਪਤਾ, ਸਕ੍ਰੀਨ ਉੱਤੇ", "ਈ-ਮੇਲ ਪਤਾ, ਸਕ੍ਰੀਨ ਉੱਤੇ", "{} ਤੋਂ {} ਤੱਕ", "", panjabi::time, panjabi::date, panjabi::money},
    Words{"zh", "网址，在屏幕上", "电子邮件地址，在屏幕上", "{}到{}", "点", chinese::time, chinese::date, chinese::money},
};

}  // namespace

const Words* words_for(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  const auto row = std::find_if(table.begin(), table.end(), [primary](const Words& words) { return words.language == primary; });
  return row == table.end() ? nullptr : &*row;
}

}  // namespace kiosk::speech
