// SPDX-License-Identifier: GPL-3.0-or-later
// Typing on the glass, through the whole kiosk: the same words as from a physical keyboard.
#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/access/reading.hpp"
#include "kiosk/screens/view.hpp"
#include "tests/support/test_kiosk.hpp"

namespace kiosk {
namespace {

using namespace semantics;
using testing::TestKiosk;

struct Typist : TestKiosk {
  explicit Typist(std::string language) : TestKiosk(std::move(language)) {
    act(Begin{});
    act(OpenScreen{Screen::search});
  }
  // A finger on the middle of a key; false if there is none.
  bool tap(const std::string& id) {
    if (!kiosk->can_use(id)) return false;
    const RectPx box = kiosk->laid().find(id)->bounds;
    const PointPx middle{box.x + box.width / 2, box.y + box.height / 2};
    kiosk->pointer_down(1, middle);
    kiosk->pointer_up(1, middle);
    settle();
    return true;
  }
  [[nodiscard]] const session::AppState& app() const { return kiosk->state().app; }
  [[nodiscard]] bool shows(std::string_view id) { return kiosk->laid().find(id) != nullptr; }
};

TEST(Keyboard, TypesWhatAPhysicalOneTypes) {
  Typist glass("en"), physical("en");
  for (const char* key : {"66", "6f", "6f", "64", "space", "62", "61", "6e", "6b"}) ASSERT_TRUE(glass.tap(std::string("search.key.") + key)) << key;
  physical.kiosk->type("food bank");
  physical.settle();
  EXPECT_EQ(glass.app().words, "food bank");
  EXPECT_EQ(glass.app().words, physical.app().words);
  ASSERT_FALSE(glass.app().results.empty());
  ASSERT_EQ(glass.app().results.size(), physical.app().results.size());
  EXPECT_EQ(glass.app().results.front().id, physical.app().results.front().id);
  ASSERT_TRUE(glass.tap("search.key.rub_out"));
  EXPECT_EQ(glass.app().words, "food ban");
  ASSERT_TRUE(glass.tap("search.key.search"));
  EXPECT_EQ(glass.app().screen, Screen::results);
}

TEST(Keyboard, SearchesOnlyForSomething) {
  Typist t("en");
  EXPECT_FALSE(t.kiosk->can_use("search.key.search"));
  EXPECT_TRUE(t.shows("search.talk")) << "nothing found yet: a person is within reach";
}

// Also while it is typed, and in a pack that has nobody to talk to (handbook part 5, "Care").
TEST(Keyboard, WordsThatMeanSuicideLeadToPeopleAndNeverToNothingFound) {
  using i18n::operator""_msg;
  for (const char* language : {"en", "ur"}) {
    Typist t(language);
    t.act(TypeWords{"i want to kill myself"});
    t.act(ResultsReady{t.app().ticket, {}});
    ASSERT_TRUE(t.app().results.empty());
    ASSERT_TRUE(t.shows("search.help_now"));
    EXPECT_TRUE(t.shows("search.talk"));
    const std::string said = i18n::plain_text(t.kiosk->laid().find("search.found")->node->label);
    EXPECT_EQ(said, i18n::plain_text(t.kiosk->strings().get(language, "talk.heading.title"_msg)));
    ASSERT_TRUE(t.tap("search.help_now"));
    EXPECT_EQ(t.app().screen, Screen::help_now);
  }
  Typist t("en");
  t.act(TypeWords{"zzzzqqq"});
  t.act(ResultsReady{t.app().ticket, {}});
  EXPECT_FALSE(t.shows("search.help_now"));
  EXPECT_EQ(i18n::plain_text(t.kiosk->laid().find("search.found")->node->label), "Nothing found. Try another word, or talk to someone here.");
}

TEST(Keyboard, ShiftIsForOneLetterAndFocusStaysOnTheKeyboard) {
  Typist t("en");
  ASSERT_TRUE(t.tap("search.key.shift"));
  ASSERT_TRUE(t.shows("search.key.41"));
  EXPECT_FALSE(t.shows("search.key.61"));
  t.act(FocusOn{"search.key.41"});
  t.kiosk->press(app::Press::select);
  EXPECT_EQ(t.app().words, "A");
  EXPECT_TRUE(t.shows("search.key.61"));
  EXPECT_EQ(t.kiosk->state().ui.focus, "search.key.shift");
}

TEST(Keyboard, ShiftAgainTakesItBack) {
  Typist t("en");
  ASSERT_TRUE(t.tap("search.key.shift"));
  EXPECT_EQ(t.kiosk->laid().find("search.key.shift")->node->checked, true);
  ASSERT_TRUE(t.tap("search.key.shift"));
  EXPECT_EQ(t.kiosk->laid().find("search.key.shift")->node->checked, false);
  EXPECT_TRUE(t.shows("search.key.61"));
}

TEST(Keyboard, DigitsStayUntilLettersAreAskedFor) {
  Typist t("en");
  ASSERT_TRUE(t.tap("search.key.123"));
  ASSERT_TRUE(t.tap("search.key.31"));
  ASSERT_TRUE(t.tap("search.key.31"));
  ASSERT_TRUE(t.tap("search.key.31"));
  EXPECT_EQ(t.app().words, "111");
  ASSERT_TRUE(t.tap("search.key.123"));
  EXPECT_TRUE(t.shows("search.key.61"));
}

TEST(Keyboard, ALatinOneIsOneKeyAwayAndSoIsTheWayBack) {
  Typist t("ar");
  ASSERT_TRUE(t.tap("search.key.644-627"));
  EXPECT_EQ(t.app().words, "لا");
  ASSERT_TRUE(t.tap("search.key.layout"));
  ASSERT_TRUE(t.tap("search.key.61"));
  EXPECT_EQ(t.app().words, "لاa");
  ASSERT_TRUE(t.tap("search.key.layout"));
  EXPECT_TRUE(t.shows("search.key.644-627"));
}

TEST(Keyboard, StandsAsItStandsInEveryDirection) {
  Typist t("ar");
  const auto left_of = [&](const char* id) { return t.kiosk->laid().find(id)->bounds.x; };
  EXPECT_LT(left_of("search.key.636"), left_of("search.key.635")) << "the key of q is left of the key of w";
}

TEST(Keyboard, EveryLanguageThatIsHereCanWriteItsOwn) {
  Typist any("en");
  for (const auto& language : any.kiosk->strings().languages()) {
    Typist t(language.tag);
    for (const KeyLevel level : {KeyLevel::letters, KeyLevel::shift, KeyLevel::accents, KeyLevel::digits}) {
      t.act(ChooseKeyLevel{level});
      for (const auto& item : t.kiosk->laid().items)
        if (item.node->role == Role::key && item.node->part == Part::semantic) {
          EXPECT_FALSE(t.kiosk->spoken_words(item.node->id).empty()) << item.node->id;
          EXPECT_FALSE(item.clipped) << item.node->id;
        }
      if (level != KeyLevel::letters) t.act(ChooseKeyLevel{level});
    }
    if (language.tag != "pl") continue;
    ASSERT_TRUE(t.tap("search.key.accents"));
    ASSERT_TRUE(t.tap("search.key.142"));
    EXPECT_EQ(t.app().words, "ł");
    EXPECT_FALSE(t.shows("search.key.142")) << "the level is for one letter";
  }
}

TEST(Keyboard, HearFirstNamesAKeyBeforeItTypes) {
  Typist t("en");
  t.act(ToggleHearFirst{});
  ASSERT_TRUE(t.tap("search.key.64"));
  EXPECT_EQ(t.app().words, "");
  EXPECT_EQ(t.kiosk->state().ui.focus, "search.key.64");
  EXPECT_EQ(t.kiosk->spoken_words("search.key.64"), "d");
  t.wait(2000);
  ASSERT_TRUE(t.tap("search.key.64"));
  t.wait(100);
  ASSERT_TRUE(t.tap("search.key.64"));
  EXPECT_EQ(t.app().words, "d");
}

TEST(Keyboard, IsNotRecitedWithThePage) {
  Typist t("en");
  for (const auto& said : access::say_page(t.kiosk->reading_order(), t.kiosk->strings(), "en")) EXPECT_FALSE(said.node.starts_with("search.key.")) << said.node;
}

TEST(Keyboard, TheNextVisitBeginsWithPlainLetters) {
  Typist t("ar");
  t.act(OtherKeyboard{});
  t.act(ChooseKeyLevel{KeyLevel::digits});
  t.act(HideScreen{});
  EXPECT_EQ(t.app().key_level, KeyLevel::letters);
  EXPECT_FALSE(t.app().other_keyboard);
}

TEST(Keyboard, WithoutMapsThePhysicalOneStillSearches) {
  Typist t("en");
  t.kiosk->type("food");
  t.settle();
  const Node page = screens::describe(screens::View{t.app(), t.kiosk->site(), t.kiosk->strings(), nullptr});
  const auto count = [](const auto& self, const Node& node, Role role) -> int {
    int found = node.role == role && node.part == Part::semantic ? 1 : 0;
    for (const Node& child : node.children) found += self(self, child, role);
    return found;
  };
  EXPECT_EQ(count(count, page, Role::key), 0);
  EXPECT_GT(count(count, page, Role::link), 0);
}

}  // namespace
}  // namespace kiosk
