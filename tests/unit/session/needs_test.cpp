// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/session/needs.hpp"

#include <gtest/gtest.h>

#include "tests/unit/session/support.hpp"

namespace kiosk::session {
namespace {

session::Setup some_setup() {
  session::Setup setup;
  setup.language = "ar";
  setup.text_size = semantics::TextSize::biggest;
  setup.theme = semantics::Theme::yellow_on_black;
  setup.read_aloud = true;
  setup.rate_step = 5;
  setup.needs = {"bsl", "wheelchair", "more_time"};
  return setup;
}

TEST(Code, IsEightCharactersThatReadBackAsTheyWere) {
  for (const semantics::TextSize size : {semantics::TextSize::normal, semantics::TextSize::big, semantics::TextSize::bigger, semantics::TextSize::biggest}) {
    session::Setup setup = some_setup();
    setup.text_size = size;
    const std::string code = code_of(setup);
    EXPECT_EQ(code.size(), code_length);
    const ReadCode read = read_code(code);
    EXPECT_EQ(read.fault, CodeFault::none);
    EXPECT_EQ(read.setup, setup);
  }
  EXPECT_EQ(read_code(code_of({})).setup, session::Setup{});
}

TEST(Code, HoldsEveryNeedByItself) {
  for (const std::string_view need : need_keys) {
    session::Setup setup;
    setup.needs.emplace(need);
    EXPECT_EQ(read_code(code_of(setup)).setup, setup) << need;
  }
}

TEST(Code, IsTakenAsPeopleTypeIt) {
  std::string code = code_of(some_setup());
  std::string typed = " " + code.substr(0, 4) + " - " + code.substr(4);
  for (char& c : typed) c = c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  EXPECT_EQ(read_code(typed).setup, some_setup());
}

TEST(Code, AnyOneCharacterWrongIsFound) {
  const std::string code = code_of(some_setup());
  for (std::size_t i = 0; i < code.size(); ++i) {
    for (const char other : code_alphabet) {
      if (other == code[i]) continue;
      std::string wrong = code;
      wrong[i] = other;
      EXPECT_EQ(read_code(wrong).fault, CodeFault::not_a_code) << wrong;
    }
  }
}

TEST(Code, AnyTwoNeighboursSwappedAreFound) {
  const std::string code = code_of(some_setup());
  for (std::size_t i = 0; i + 1 < code.size(); ++i) {
    if (code[i] == code[i + 1]) continue;
    std::string wrong = code;
    std::swap(wrong[i], wrong[i + 1]);
    EXPECT_EQ(read_code(wrong).fault, CodeFault::not_a_code) << wrong;
  }
}

TEST(Code, WhatIsWrongIsNamed) {
  EXPECT_EQ(read_code("").fault, CodeFault::too_short);
  EXPECT_EQ(read_code("ABCD").fault, CodeFault::too_short);
  EXPECT_EQ(read_code("ABCDEFGHJ").fault, CodeFault::too_long);
  EXPECT_EQ(read_code("ABCDEF!\xFF").fault, CodeFault::not_a_code);
  EXPECT_EQ(read_code("UUUUUUUU").fault, CodeFault::not_a_code);
}

TEST(NeedsCode, AWrongOneIsSpokenAndARightOneSetsTheKioskUp_EN_5_1_3_15) {
  Visit visit = Visit::at_home();
  visit.act(ToggleReadAloud{});
  visit.settle(OpenScreen{Screen::needs_code});
  visit.act(TypeWords{"AAAA"});
  visit.act(EnterCode{});
  EXPECT_EQ(visit.app().code_fault, CodeFault::too_short);
  ASSERT_FALSE(visit.effects.empty());
  const auto* said = std::get_if<ReadNode>(&visit.effects.back());
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(said->id, "needs_code.fault");
  for (int i = 0; i < 4; ++i) visit.act(RubOut{});
  EXPECT_EQ(visit.app().code_fault, CodeFault::none);
  session::Setup wanted = some_setup();
  wanted.language = "en";
  visit.act(TypeWords{code_of(wanted)});
  visit.settle(EnterCode{});
  EXPECT_EQ(visit.screen(), Screen::home);
  EXPECT_EQ(visit.app().preferences.text_size, semantics::TextSize::biggest);
  EXPECT_EQ(visit.app().preferences.theme, semantics::Theme::yellow_on_black);
  EXPECT_TRUE(visit.app().needs.contains("bsl"));
  EXPECT_TRUE(visit.app().code.empty()) << "nothing typed is kept";
}

TEST(Needs, AreForgottenWithTheVisit) {
  Visit visit = Visit::at_home();
  visit.settle(OpenScreen{Screen::needs});
  visit.act(ToggleNeed{"bsl"});
  visit.act(ToggleNeed{"no such need"});
  EXPECT_EQ(visit.app().needs.size(), 1U);
  visit.act(CardReady{{"1"}});
  EXPECT_FALSE(visit.app().card.empty());
  visit.settle(GoBack{});
  EXPECT_TRUE(visit.app().card.empty());
  EXPECT_EQ(visit.screen(), Screen::needs);
  visit.settle(StartAgain{});
  EXPECT_TRUE(visit.app().needs.empty());
}

}  // namespace
}  // namespace kiosk::session
