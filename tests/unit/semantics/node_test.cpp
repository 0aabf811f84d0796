// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/semantics/node.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace kiosk::semantics {
namespace {

TEST(Role, HasTheContractsNamesInItsOrder) {
  const char* names[] = {"screen", "heading", "text", "button", "toggle", "link", "tile", "card", "list",
                         "listitem", "pager", "textfield", "slider", "progress", "dialog", "image", "timer", "key"};
  for (std::size_t i = 0; i < std::size(names); ++i) EXPECT_STREQ(name_of(static_cast<Role>(i)), names[i]);
  EXPECT_EQ(static_cast<std::size_t>(Role::key) + 1, std::size(names));
}

TEST(Role, ControlsAreWhatCanBeUsed) {
  std::set<std::string> controls;
  for (int i = 0; i <= static_cast<int>(Role::key); ++i)
    if (is_control(static_cast<Role>(i))) controls.insert(name_of(static_cast<Role>(i)));
  EXPECT_EQ(controls, (std::set<std::string>{"button", "toggle", "link", "tile", "card", "textfield", "slider", "key"}));
}

TEST(Names, AreTheContractsAndOnePerValue) {
  EXPECT_EQ(name_of(Screen::attract), "attract");
  EXPECT_EQ(name_of(Screen::near), "near");
  EXPECT_EQ(name_of(Screen::still_there), "still_there");
  EXPECT_EQ(name_of(Screen::staff_self_test), "staff_self_test");
  EXPECT_EQ(static_cast<std::size_t>(Screen::staff_guide) + 1, screen_names.size());
  EXPECT_EQ(name_of(Theme::yellow_on_black), "yellow_on_black");
  EXPECT_EQ(static_cast<std::size_t>(Theme::yellow_on_black) + 1, theme_names.size());
  EXPECT_EQ(name_of(TextSize::biggest), "biggest");
  EXPECT_EQ(static_cast<std::size_t>(TextSize::biggest) + 1, text_size_names.size());
  EXPECT_EQ((std::set<std::string_view>{screen_names.begin(), screen_names.end()}).size(), screen_names.size());
}

TEST(Node, AsMadeIsPlainEnabledWordsThatFillTheWidth) {
  const Node node;
  EXPECT_EQ(node.part, Part::semantic);
  EXPECT_TRUE(node.enabled);
  EXPECT_FALSE(node.action);
  EXPECT_EQ(node.box.width.kind, Extent::Kind::share);
  EXPECT_EQ(node.box.height.kind, Extent::Kind::fit);
}

}  // namespace
}  // namespace kiosk::semantics
