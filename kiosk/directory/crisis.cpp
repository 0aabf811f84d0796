// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/crisis.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "kiosk/unicode/fold.hpp"
#include "kiosk/unicode/words.hpp"

namespace kiosk::directory {
namespace {

struct Phrase {
  std::string_view language;
  std::string_view words;
};

// Drafts but for English: no speaker has read the others yet. They are never
// shown, and one too many only puts a telephone number first.
constexpr auto phrases = std::to_array<Phrase>({
    {"en", "suicide"}, {"en", "suicidal"}, {"en", "sucide"}, {"en", "suicde"}, {"en", "suiside"}, {"en", "suicidle"}, {"en", "kill myself"},
    {"en", "kill my self"}, {"en", "killing myself"}, {"en", "want to die"}, {"en", "wanna die"}, {"en", "want to be dead"}, {"en", "wish i was dead"},
    {"en", "wish i were dead"}, {"en", "wish i was never born"}, {"en", "better off dead"}, {"en", "better off without me"}, {"en", "ready to die"},
    {"en", "rather be dead"}, {"en", "dont want to live"}, {"en", "do not want to live"}, {"en", "dont want to be alive"}, {"en", "dont want to be here anymore"},
    {"en", "dont want to wake up"}, {"en", "no reason to live"}, {"en", "nothing to live for"}, {"en", "not worth living"}, {"en", "tired of living"},
    {"en", "tired of life"}, {"en", "end my life"}, {"en", "ending my life"}, {"en", "end it all"}, {"en", "take my own life"}, {"en", "take my life"},
    {"en", "taking my own life"}, {"en", "cant go on"}, {"en", "cannot go on"}, {"en", "can not go on"}, {"en", "hang myself"}, {"en", "overdose"},
    {"en", "hurt myself"}, {"en", "harm myself"}, {"en", "self harm"}, {"en", "unalive myself"}, {"en", "kms"},

    {"pl", "samobójstwo"}, {"pl", "samobójstwa"}, {"pl", "samobójstwie"}, {"pl", "samobójcze"}, {"pl", "samobójczych"}, {"pl", "popełnić samobójstwo"},
    {"pl", "samobujstwo"}, {"pl", "chcę umrzeć"}, {"pl", "chciałbym umrzeć"}, {"pl", "chciałabym umrzeć"}, {"pl", "wolałbym umrzeć"}, {"pl", "wolałabym umrzeć"},
    {"pl", "chcę się zabić"}, {"pl", "zabić się"}, {"pl", "się zabić"}, {"pl", "zabiję się"}, {"pl", "się zabiję"}, {"pl", "nie chcę żyć"}, {"pl", "nie chce mi się żyć"},
    {"pl", "nie chcę dłużej żyć"}, {"pl", "nie chcę już żyć"}, {"pl", "odebrać sobie życie"}, {"pl", "odebrać życie"}, {"pl", "skończyć ze sobą"},
    {"pl", "skończyć z życiem"}, {"pl", "zakończyć życie"}, {"pl", "nie mam po co żyć"}, {"pl", "życie nie ma sensu"}, {"pl", "nie dam rady dłużej"},
    {"pl", "nie mogę tak dłużej"}, {"pl", "targnąć się na życie"}, {"pl", "powiesić się"}, {"pl", "lepiej beze mnie"}, {"pl", "myśli o śmierci"},
    {"pl", "zrobić sobie krzywdę"}, {"pl", "samookaleczenie"}, {"pl", "przedawkować"},

    {"ar", "انتحار"}, {"ar", "الانتحار"}, {"ar", "أنتحر"}, {"ar", "سأنتحر"}, {"ar", "انتحر"}, {"ar", "انتحاري"}, {"ar", "أفكار انتحارية"}, {"ar", "أفكر في الانتحار"},
    {"ar", "أريد أن أموت"}, {"ar", "اريد الموت"}, {"ar", "أريد الموت"}, {"ar", "أتمنى الموت"}, {"ar", "أتمنى أن أموت"}, {"ar", "ليتني أموت"}, {"ar", "ليتني مت"},
    {"ar", "أقتل نفسي"}, {"ar", "سأقتل نفسي"}, {"ar", "قتل نفسي"}, {"ar", "أنهي حياتي"}, {"ar", "إنهاء حياتي"}, {"ar", "انهاء حياتي"}, {"ar", "لا أريد أن أعيش"},
    {"ar", "لا أريد العيش"}, {"ar", "لا أريد الحياة"}, {"ar", "ما بدي عيش"}, {"ar", "بدي موت"}, {"ar", "بدي اموت"}, {"ar", "عايز اموت"}, {"ar", "عاوز اموت"},
    {"ar", "ابي اموت"}, {"ar", "اريد اموت"}, {"ar", "كرهت حياتي"}, {"ar", "تعبت من الحياة"}, {"ar", "مللت من الحياة"}, {"ar", "لا معنى للحياة"},
    {"ar", "لا أستطيع الاستمرار"}, {"ar", "أؤذي نفسي"}, {"ar", "إيذاء النفس"}, {"ar", "ايذاء نفسي"}, {"ar", "intihar"}, {"ar", "biddi mout"},

    {"ur", "خودکشی"}, {"ur", "خود کشی"}, {"ur", "خودکشی کرنا"}, {"ur", "مرنا چاہتا ہوں"}, {"ur", "مرنا چاہتی ہوں"}, {"ur", "مر جانا چاہتا ہوں"}, {"ur", "مر جانا چاہتی ہوں"},
    {"ur", "میں مرنا"}, {"ur", "مر جاؤں"}, {"ur", "کاش میں مر"}, {"ur", "جینا نہیں چاہتا"}, {"ur", "جینا نہیں چاہتی"}, {"ur", "زندہ نہیں رہنا"}, {"ur", "جینے کا دل نہیں"},
    {"ur", "جینے کو دل نہیں"}, {"ur", "جی نہیں سکتا"}, {"ur", "جی نہیں سکتی"}, {"ur", "زندگی ختم"}, {"ur", "اپنی جان لینا"}, {"ur", "اپنی جان لے"}, {"ur", "جان دے دوں"},
    {"ur", "خود کو مار"}, {"ur", "خود کو ختم"}, {"ur", "اپنے آپ کو مار"}, {"ur", "اپنے آپ کو ختم"}, {"ur", "خود کو نقصان"}, {"ur", "زندگی سے تنگ"}, {"ur", "زندگی سے تھک"},
    {"ur", "زندگی کا کوئی مقصد نہیں"}, {"ur", "موت چاہتا"}, {"ur", "موت چاہتی"}, {"ur", "khudkushi"}, {"ur", "khud kushi"}, {"ur", "khudkhushi"}, {"ur", "khudkashi"},
    {"ur", "marna chahta"}, {"ur", "marna chahti"}, {"ur", "mar jana chahta"}, {"ur", "mar jana chahti"}, {"ur", "jeena nahi"}, {"ur", "jeena nahin"}, {"ur", "zindagi khatam"},

    {"pa", "ਖ਼ੁਦਕੁਸ਼ੀ"}, {"pa", "ਖੁਦਕੁਸ਼ੀ"}, {"pa", "ਖੁਦਕੁਸ਼ੀ ਕਰਨਾ"}, {"pa", "ਖ਼ੁਦਕਸ਼ੀ"}, {"pa", "ਆਤਮ ਹੱਤਿਆ"}, {"pa", "ਆਤਮਹੱਤਿਆ"}, {"pa", "ਆਤਮ ਹਤਿਆ"}, {"pa", "ਆਤਮਘਾਤ"},
    {"pa", "ਮਰਨਾ ਚਾਹੁੰਦਾ"}, {"pa", "ਮਰਨਾ ਚਾਹੁੰਦੀ"}, {"pa", "ਮਰ ਜਾਣਾ ਚਾਹੁੰਦਾ"}, {"pa", "ਮਰ ਜਾਣਾ ਚਾਹੁੰਦੀ"}, {"pa", "ਮਰ ਜਾਵਾਂ"}, {"pa", "ਕਾਸ਼ ਮੈਂ ਮਰ"}, {"pa", "ਮੈਂ ਮਰਨਾ"},
    {"pa", "ਜੀਣਾ ਨਹੀਂ ਚਾਹੁੰਦਾ"}, {"pa", "ਜੀਣਾ ਨਹੀਂ ਚਾਹੁੰਦੀ"}, {"pa", "ਜਿਊਣਾ ਨਹੀਂ ਚਾਹੁੰਦਾ"}, {"pa", "ਜਿਊਣਾ ਨਹੀਂ ਚਾਹੁੰਦੀ"}, {"pa", "ਜੀਣ ਦਾ ਦਿਲ ਨਹੀਂ"}, {"pa", "ਜੀਣ ਨੂੰ ਦਿਲ ਨਹੀਂ"},
    {"pa", "ਜ਼ਿੰਦਗੀ ਖ਼ਤਮ"}, {"pa", "ਜਾਨ ਦੇ ਦੇਵਾਂ"}, {"pa", "ਆਪਣੀ ਜਾਨ ਲੈ"}, {"pa", "ਆਪਣੇ ਆਪ ਨੂੰ ਮਾਰ"}, {"pa", "ਆਪਣੇ ਆਪ ਨੂੰ ਖ਼ਤਮ"}, {"pa", "ਖ਼ੁਦ ਨੂੰ ਮਾਰ"},
    {"pa", "ਖ਼ੁਦ ਨੂੰ ਨੁਕਸਾਨ"}, {"pa", "ਜ਼ਿੰਦਗੀ ਤੋਂ ਤੰਗ"}, {"pa", "ਜ਼ਿੰਦਗੀ ਤੋਂ ਥੱਕ"}, {"pa", "ਜੀਣ ਦਾ ਕੋਈ ਮਤਲਬ ਨਹੀਂ"}, {"pa", "khudkushi karni"}, {"pa", "aatam hatya"},
    {"pa", "atam hatya"}, {"pa", "aatmhatya"}, {"pa", "marna chahunda"}, {"pa", "marna chahundi"}, {"pa", "jeena nahi chahunda"}, {"pa", "jeena nahi chahundi"},

    {"zh-Hans", "自杀"}, {"zh-Hans", "自殺"}, {"zh-Hans", "轻生"}, {"zh-Hans", "自尽"}, {"zh-Hans", "寻死"}, {"zh-Hans", "想死"}, {"zh-Hans", "我要死"}, {"zh-Hans", "想去死"},
    {"zh-Hans", "去死算了"}, {"zh-Hans", "死了算了"}, {"zh-Hans", "死了更好"}, {"zh-Hans", "不想活"}, {"zh-Hans", "不想再活"}, {"zh-Hans", "活不下去"}, {"zh-Hans", "不要活了"},
    {"zh-Hans", "活着没意思"}, {"zh-Hans", "活着没有意思"}, {"zh-Hans", "活着没意义"}, {"zh-Hans", "活着没有意义"}, {"zh-Hans", "活够了"}, {"zh-Hans", "活腻了"},
    {"zh-Hans", "结束生命"}, {"zh-Hans", "结束自己的生命"}, {"zh-Hans", "结束我的生命"}, {"zh-Hans", "了结自己"}, {"zh-Hans", "了结生命"}, {"zh-Hans", "杀死自己"}, {"zh-Hans", "杀了自己"},
    {"zh-Hans", "伤害自己"}, {"zh-Hans", "自残"}, {"zh-Hans", "自伤"}, {"zh-Hans", "割腕"}, {"zh-Hans", "上吊"}, {"zh-Hans", "跳楼"}, {"zh-Hans", "想不开"}, {"zh-Hans", "撑不下去"},
    {"zh-Hans", "生无可恋"}, {"zh-Hans", "zisha"}, {"zh-Hans", "zi sha"}, {"zh-Hans", "bu xiang huo"}, {"zh-Hans", "buxianghuo"},
});

// Folded words with one space before, between and behind; ideographs stand close, as nobody parts them.
std::string spaced(std::string_view text) {
  const std::string folded = unicode::search_fold(text);
  std::string out = " ";
  bool close = false;
  for (const unicode::Word& word : unicode::words(folded)) {
    const bool ideographs = word.kind == unicode::WordKind::ideographs;
    if (close && ideographs) out.pop_back();
    out.append(folded, word.start, word.end - word.start);
    out += ' ';
    close = ideographs;
  }
  return out;
}

struct Sign {
  std::string words;
  bool ideographs = false;  // found inside a run of them too
};

const std::vector<Sign>& signs() {
  static const std::vector<Sign> all = [] {
    std::vector<Sign> made;
    for (const Phrase& phrase : phrases) {
      Sign sign{spaced(phrase.words)};
      const auto first = unicode::words(sign.words);
      sign.ideographs = !first.empty() && first.front().kind == unicode::WordKind::ideographs;
      if (sign.ideographs) sign.words = sign.words.substr(1, sign.words.size() - 2);
      made.push_back(std::move(sign));
    }
    return made;
  }();
  return all;
}

}  // namespace

bool means_suicide(std::string_view words) {
  const std::string typed = spaced(words);
  return std::any_of(signs().begin(), signs().end(), [&](const Sign& sign) { return typed.find(sign.words) != std::string::npos; });
}

std::size_t crisis_phrases(std::string_view language) {
  return static_cast<std::size_t>(std::count_if(phrases.begin(), phrases.end(), [&](const Phrase& phrase) { return phrase.language == language; }));
}

}  // namespace kiosk::directory
