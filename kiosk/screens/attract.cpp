// SPDX-License-Identifier: GPL-3.0-or-later
// Still: no motion. One target, the whole glass, and one corner.
#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

constexpr int columns = 8;
constexpr int rows = 4;

// Cells of the mural that hold a greeting, in the order of the languages; English has the hero's place.
constexpr std::pair<int, int> greeting_cells[] = {{0, 2}, {2, 6}, {1, 0}, {3, 1}, {0, 6}, {3, 7}, {2, 0}, {0, 0}, {1, 6}, {3, 3}, {0, 4}, {3, 5}};
constexpr std::pair<int, int> sign_cell{2, 7};

Node cell(const View& view, int row, int column) {
  const auto& languages = view.strings.languages();
  std::size_t slot = 0;
  for (const i18n::LanguageInfo& info : languages) {
    if (info.tag == "en") continue;
    if (slot >= std::size(greeting_cells)) break;
    const auto [at_row, at_column] = greeting_cells[slot++];
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
  if (std::pair{row, column} == sign_cell) {
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

Node cells(const View& view, int row, int from, int to) {
  Node line = group(Stack::row, {});
  line.box.height = share();
  line.box.width = share(to - from);
  for (int column = from; column < to; ++column) line.children.push_back(cell(view, row, column));
  return line;
}

}  // namespace

// The same for every visit, so in English with every language's greeting round it.
Node describe_attract(const View& visit) {
  session::AppState english = visit.app;
  english.language = "en";
  const View view{english, visit.site, visit.strings};
  Node hero = group(Stack::column, {});
  hero.look = Look::hero;
  hero.box.width = share(4);
  hero.box.pad_x_mm = 13;
  hero.box.pad_y_mm = 8;
  hero.box.gap_mm = 4;
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

  Node left = group(Stack::column, {cells(view, 1, 0, 1), cells(view, 2, 0, 1)});
  left.box.width = share(1);
  Node right = group(Stack::column, {cells(view, 1, 5, columns), cells(view, 2, 5, columns)});
  right.box.width = share(3);
  Node middle = group(Stack::row, {});
  middle.children.push_back(std::move(left));
  middle.children.push_back(std::move(hero));
  middle.children.push_back(std::move(right));
  middle.box.height = share(2);

  Node wall = group(Stack::column, {});
  wall.look = Look::mural;
  wall.box.height = share();
  wall.box.same_place = true;
  Node first = cells(view, 0, 0, columns);
  Node last = cells(view, rows - 1, 0, columns);
  wall.children.push_back(std::move(first));
  wall.children.push_back(std::move(middle));
  wall.children.push_back(std::move(last));

  Node hold = words("attract.hold", view.text("attract.text.hold"_msg), TextStyle::band);
  hold.bold = true;
  hold.box.width = share();
  Node jack = words("attract.headphones", view.text("attract.text.headphones"_msg), TextStyle::band);
  jack.box.width = fit();
  Node band = group(Stack::row, {});
  band.look = Look::band;
  band.box.height = fixed_mm(34);
  band.box.pad_x_mm = 12;
  band.box.pad_start_mm = 54;
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
  corner.box.width = fixed_mm(56);
  corner.box.height = fixed_mm(56);

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
