// SPDX-License-Identifier: GPL-3.0-or-later
// Words that say nothing about what is looked for, by language, folded as
// search_fold folds. Only the languages somebody can vouch for; the rest go without.
#include <algorithm>
#include <map>

#include "kiosk/directory/terms.hpp"
#include "kiosk/unicode/fold.hpp"

namespace kiosk::directory {
namespace {

struct List { const char* language; const char* words; };
constexpr List lists[] = {
  {"en", "a about after all also am an and any are as at be been being but by can could did do does doing for from get had has have "
         "having he her here hers him his how i if im in into is it its ive just me more most my no nor not of off on once one only or other our "
         "out over own please same she should so some such than that the their them then there these they this those to too under "
         "until up very was we were what whats when where wheres which while who whom whose why will with would you your yours "
         "many much need want know tell find available kind kinds type types happens"},
  {"de", "aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei bin bis bist da damit dann das dass "
         "dein deine dem den der des dessen deshalb die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen "
         "einer eines er es etwas euch fur gegen gibt habe haben hat hatte hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in "
         "ist ja jede jedem jeden jeder jedes jetzt kann kannst konnen konnte machen man mein meine meinem meinen meiner mich mir mit "
         "muss mussen nach nicht nichts noch nun nur ob oder ohne sehr sein seine sich sie sind so soll sollte um und uns unser unsere "
         "unter viel viele vom von vor wann war waren warum was welche welchem welchen welcher welches wenn wer werde werden wie wieder will "
         "wir wird wo woher wohin wollen wurde wurden zu zum zur zwischen bekomme bekommen finde finden gehen brauche mochte heisst "
         "uber ab wen art arten erhalten findet bietet angeboten benotigt passiert geschieht"},
  {"fr", "a ai ainsi alors as au aucun aussi autre autres aux avec avez avoir avons ayant beaucoup bien c ca car ce cela celle celui ces cet cette "
         "ceux chez combien comme comment d dans de des donc dont du elle elles en encore est et etait etant etes etre eu eux faire fait "
         "faut il ils j je l la le les leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont or ou par parce pas peu "
         "peut peuvent peux plus pour pourquoi puis puisje qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si son sont "
         "sous suis sur t ta te tes toi ton tous tout toute toutes tres trouver tu un une va vais vers vos votre vous y doit dois existe "
         "type types obtenir disponible disponibles"},
  {"ar", "من في على الى عن مع هذا هذه ذلك تلك التي الذي الذين هو هي هم هل ما ماذا متى اين كيف كم لماذا اي او ام ان انا انت نحن كان كانت يكون تكون "
         "لا لم لن قد كل بعض غير بين بعد قبل عند حتى ثم لكن اذا كما ايضا هناك هنا لي لك له لها لهم لنا بي به بها فيه فيها منها منه عليه عليها يمكن يمكنني "
         "يمكنك استطيع تستطيع يجب احتاج اريد و ف ب ل هناك يوجد توجد الذى الى حول خلال ضد دون سوف كيفيه "
         "العثور الحصول للحصول يمكنه نوع انواع يتم المتوفره المتاحه الموجوده"},
  {"pl", "a aby albo ale ani az bardzo bez bo by byc byl byla byli bylo czy co dla do gdy gdzie go i ich ile im ja jak jaka jakie jako jego jej "
         "jest jestem juz kiedy kto ktora ktore ktory lub ma mam mi mnie moge moja moje moj mozna na nad nam nas nie niz o od on ona one "
         "oni oraz po pod potrzebuje poza przed przez przy sa sie skad ta tak takze tam te tego tej ten to tu tutaj tylko u w we wiec z za ze zeby znalezc chce"},
  {"es", "a al algo como con cual cuales cuando cuanto de del desde donde e el ella ellas ellos en entre era es esa ese eso esta estan estar "
         "este esto estoy fue ha hacer han hasta hay he hay la las le les lo los mas me mi mis mucho muy necesito ni no nos o para pero por "
         "porque puede puedo que quien quiero se ser si sin sobre son soy su sus tambien tengo tiene todo tu un una uno unos y ya yo"},
  {"pt", "a ao aos as ate com como da das de dela dele do dos e ela elas ele eles em entre era essa esse esta estao estar este eu foi ha isso "
         "isto ja la lhe mais mas me meu minha muito na nao nas nem no nos o onde os ou para pela pelo por porque posso pode preciso qual quais "
         "quando quanto que quem quero sao se sem ser seu sobre sou sua tambem tem tenho um uma uns"},
  {"it", "a ad ai al alla alle anche c che chi ci come con cosa cui d da dal dalla de degli dei del della delle di do dove e ed gli ha ho i "
         "il in io l la le lei lo loro lui ma mi mia mio ne nei nel nella no noi non o per perche piu posso puo quale quali quando quanto "
         "questa queste questi questo qui se si sono su sua suo sul sulla trovare tu un una uno vi voglio vorrei"},
  {"ro", "a ai al ale am ar are as asta at au avea ca care cat ce cei cel cele cine cu cum da daca dar de din doar e ea ei el ele este eu "
         "fi fie fost in intre imi isi la le li lor lui ma mai mea mei meu mi ne nevoie noi nu o ori pe pentru poate pot prin sa sau se si "
         "sunt te trebuie tu un una unde unei unor unui va vreau"},
};

}  // namespace

const StopWords* stop_words_of(std::string_view language) {
  static const std::map<std::string, StopWords, std::less<>> by_language = [] {
    std::map<std::string, StopWords, std::less<>> made;
    for (const List& list : lists) {
      std::string_view rest = list.words;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        made[list.language].insert(unicode::search_fold(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return made;
  }();
  const auto list = by_language.find(language);
  return list != by_language.end() ? &list->second : nullptr;
}

}  // namespace kiosk::directory
