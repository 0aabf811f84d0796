// SPDX-License-Identifier: GPL-3.0-or-later
// Still: no motion. One target, the whole glass, and one corner.
#include <array>

#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

// The wall's tiles, the rows that the hero takes of them, and which hold a greeting, in the
// order of the languages; English has the hero's place.
struct Wall {
  int columns, rows;
  int hero_row, hero_rows, hero_column, hero_columns;
  std::array<std::pair<int, int>, 12> greetings;
  std::pair<int, int> sign;
};
constexpr Wall landscape{8, 4, 1, 2, 1, 4, {{{0, 2}, {2, 6}, {1, 0}, {3, 1}, {0, 6}, {3, 7}, {2, 0}, {0, 0}, {1, 6}, {3, 3}, {0, 4}, {3, 5}}}, {2, 7}};
constexpr Wall portrait{5, 8, 2, 3, 0, 5, {{{0, 2}, {1, 1}, {1, 3}, {5, 0}, {0, 0}, {5, 4}, {6, 1}, {7, 0}, {6, 3}, {7, 4}, {0, 4}, {5, 2}}}, {7, 2}};

Node cell(const View& view, const Wall& wall, int row, int column) {
  const auto& languages = view.strings.languages();
  std::size_t slot = 0;
  for (const i18n::LanguageInfo& info : languages) {
    if (info.tag == "en") continue;
    if (slot >= wall.greetings.size()) break;
    const auto [at_row, at_column] = wall.greetings[slot++];
    if (at_row != row || at_column != column) continue;
    Node tile = group(Stack::column, {});
    tile.look = Look::greeting;
    tile.glaze = static_cast<int>((slot + 2) % 6) + 1;
    tile.box.main = Place::center;
    tile.box.height = share();
    tile.box.pad_x_mm = 2;
    Node greeting = words("attract.greeting." + info.tag, i18n::plain(info.greeting, info.tag), TextStyle::greeting);
    greeting.bold = true;
    greeting.box.text = Place::center;
    tile.children.push_back(std::move(greeting));
    return tile;
  }
  if (std::pair{row, column} == wall.sign) {
    Node tile = group(Stack::column, {});
    tile.look = Look::greeting;
    tile.glaze = 0;  // white
    tile.box.main = Place::center;
    tile.box.cross = Place::center;
    tile.box.height = share();
    tile.box.gap_mm = 2;
    Node sign = words("attract.bsl", i18n::plain("BSL", "en"), TextStyle::tile);
    sign.bold = true;
    sign.box.text = Place::center;
    tile.children.push_back(picture("bsl.hands", 31));
    tile.children.push_back(std::move(sign));
    return tile;
  }
  Node empty = group(Stack::column, {});
  empty.box.height = share();
  return empty;
}

Node cells(const View& view, const Wall& wall, int row, int from, int to) {
  Node line = group(Stack::row, {});
  line.box.height = share();
  line.box.width = share(to - from);
  for (int column = from; column < to; ++column) line.children.push_back(cell(view, wall, row, column));
  return line;
}

}  // namespace

// The same for every visit, so in English with every language's greeting round it.
Node describe_attract(const View& visit) {
  session::AppState english = visit.app;
  english.language = "en";
  const View view{english, visit.site, visit.strings};
  const Wall& plan = view.portrait() ? portrait : landscape;
  Node hero = group(Stack::column, {});
  hero.look = Look::hero;
  hero.box.width = share(plan.hero_columns);
  hero.box.pad_x_mm = 13;
  hero.box.pad_y_mm = 8;
  hero.box.gap_mm = view.portrait() ? 8 : 4;
  hero.box.main = Place::center;
  hero.children.push_back(heading("attract.hello", view.text("attract.heading.hello"_msg), TextStyle::hero));
  Node about = words("attract.about", view.text("attract.text.about"_msg), TextStyle::hero_line);
  hero.children.push_back(std::move(about));
  Node start = group(Stack::row, {});
  start.look = Look::button_primary;
  start.box.width = fit();
  start.box.pad_x_mm = 11;
  start.box.pad_y_mm = 5;
  start.box.gap_mm = 4;
  start.box.cross = Place::center;
  Node touch = words("attract.touch", view.text("attract.text.touch"_msg), TextStyle::start);
  touch.bold = true;
  touch.box.width = fit();
  start.children.push_back(picture("touch", 12));
  start.children.push_back(std::move(touch));
  Node start_row = group(Stack::row, {});
  start_row.children.push_back(std::move(start));
  hero.children.push_back(std::move(start_row));

  const auto side = [&](int from, int to) {
    Node column = group(Stack::column, {});
    column.box.width = share(to - from);
    for (int row = plan.hero_row; row < plan.hero_row + plan.hero_rows; ++row) column.children.push_back(cells(view, plan, row, from, to));
    return column;
  };
  const int hero_end = plan.hero_column + plan.hero_columns;
  Node middle = group(Stack::row, {});
  if (plan.hero_column > 0) middle.children.push_back(side(0, plan.hero_column));
  middle.children.push_back(std::move(hero));
  if (hero_end < plan.columns) middle.children.push_back(side(hero_end, plan.columns));
  middle.box.height = share(plan.hero_rows);

  Node wall = group(Stack::column, {});
  wall.look = Look::mural;
  wall.icon_mm = view.portrait() ? 79.6 : 59.5;
  wall.box.height = share();
  wall.box.same_place = true;
  for (int row = 0; row < plan.hero_row; ++row) wall.children.push_back(cells(view, plan, row, 0, plan.columns));
  wall.children.push_back(std::move(middle));
  for (int row = plan.hero_row + plan.hero_rows; row < plan.rows; ++row) wall.children.push_back(cells(view, plan, row, 0, plan.columns));

  Node hold = words("attract.hold", view.text("attract.text.hold"_msg), TextStyle::band);
  hold.bold = true;
  hold.box.width = share();
  Node jack = words("attract.headphones", view.text("attract.text.headphones"_msg), TextStyle::band);
  jack.box.width = view.portrait() ? share(0.8) : fit();
  Node band = group(Stack::row, {});
  band.look = Look::band;
  band.box.height = fixed_mm(view.portrait() ? 70 : 34);
  band.box.pad_x_mm = 12;
  band.box.pad_start_mm = view.portrait() ? 84 : 54;
  band.box.gap_mm = 5;
  band.box.cross = Place::center;
  band.box.same_place = true;
  band.children.push_back(picture("arrow-left", 10));
  band.children.push_back(std::move(hold));
  band.children.push_back(picture("headphones", 10));
  band.children.push_back(std::move(jack));

  Node glass;
  glass.id = "attract.begin";
  glass.role = Role::button;
  glass.label = view.text("attract.button.begin"_msg);
  glass.action = Begin{};
  glass.box.height = share();
  glass.children.push_back(std::move(wall));
  glass.children.push_back(std::move(band));

  Node corner;
  corner.id = "attract.corner";
  corner.role = Role::button;
  corner.label = view.text("attract.text.hold"_msg);
  corner.action = StartHearFirst{};
  corner.look = Look::corner;
  corner.icon = "speaker.solid";
  corner.box.width = corner.box.height = fixed_mm(view.portrait() ? 88 : 56);

  Node root;
  root.id = "attract";
  root.role = Role::screen;
  root.label = view.text("attract.heading.hello"_msg);
  root.language = "en";
  root.look = Look::page;
  root.box.stack = Stack::layers;
  root.box.same_place = true;
  root.box.height = share();
  root.children.push_back(std::move(glass));
  root.children.push_back(std::move(corner));
  return root;
}

}  // namespace kiosk::screens
