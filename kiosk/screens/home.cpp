// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

// Where examples would take the room of other needs they are still said (tokens part two, Topics).
enum class Examples { shown, said };

Node topic_tile(const View& view, const directory::Topic& topic, Examples how) {
  Node tile;
  tile.id = "home.topic." + topic.key;
  tile.role = Role::tile;
  tile.label = topic.need;
  tile.action = OpenTopic{topic.key};
  tile.look = Look::topic_tile;
  tile.glaze = glaze_of(topic.key);
  tile.icon = "topic." + topic.key;
  tile.box.height = share();
  tile.box.main = Place::end;
  tile.box.gap_mm = 1.4;
  tile.box.pad_x_mm = 6;
  tile.box.pad_y_mm = 5;
  tile.children.push_back(own_label(TextStyle::tile, true));
  if (how == Examples::said) {
    tile.spoken = i18n::joined(topic.need, ". ", topic.examples);
  } else {
    tile.children.push_back(words(tile.id + ".examples", topic.examples, TextStyle::example));
    tile.children.back().box.min_lines = 2;
  }
  if (topic.signed_video) tile.children.insert(tile.children.begin(), sign_marker(view, tile.id + ".sign"));
  return tile;
}

Node side_tile(std::string id, std::string icon, Label label, Label about, Action action, Examples how) {
  Node tile;
  tile.role = Role::tile;
  tile.label = std::move(label);
  tile.action = std::move(action);
  tile.look = Look::side_tile;
  tile.box.height = share();
  tile.box.pad_x_mm = 6;
  tile.box.pad_y_mm = 5;
  tile.box.main = Place::between;
  Node text = group(Stack::column, {own_label(TextStyle::tile, true)});
  if (how == Examples::said) tile.spoken = i18n::joined(tile.label, ". ", about);
  else text.children.push_back(words(id + ".about", std::move(about), TextStyle::example));
  tile.children = {picture(std::move(icon), 14), std::move(text)};
  tile.id = std::move(id);
  return tile;
}

Node near_tile(const View& view, Examples how = Examples::shown) {
  return side_tile("home.near", "place", view.text("home.tile.near"_msg), view.text("home.tile.near_about"_msg), OpenScreen{Screen::near}, how);
}
Node talk_tile(const View& view, Examples how = Examples::shown) {
  return side_tile("home.talk", "talk", view.text("home.tile.talk"_msg), view.text("home.tile.talk_about"_msg), OpenScreen{Screen::talk}, how);
}

enum class Plate { full, compact };
Node help_plate(const View& view, Plate shape) {
  Node plate;
  plate.id = "home.help_now";
  plate.role = Role::tile;
  plate.label = view.text("home.tile.help_now"_msg);
  plate.action = OpenScreen{Screen::help_now};
  plate.look = Look::help_plate;
  plate.box.height = share();
  plate.box.pad_x_mm = 7;
  plate.box.pad_y_mm = 5;
  plate.box.gap_mm = 2;
  plate.box.main = Place::center;
  if (shape == Plate::compact || view.size_step() >= 3) {
    plate.box.stack = Stack::row;
    plate.box.pad_y_mm = 2;
    plate.box.gap_mm = 5;
    plate.box.cross = Place::center;
    plate.box.main = Place::start;
    plate.children = {picture("help.badge", 16), own_label(TextStyle::tile, true)};
  } else {
    plate.children = {picture("help.badge", 16), own_label(TextStyle::tile, true),
                      words("home.help_now.about", view.text("home.tile.help_now_about"_msg), TextStyle::example)};
  }
  return plate;
}

Node topics_pager(const View& view, std::vector<std::pair<int, int>> grids, Examples how = Examples::shown) {
  Node pager;
  pager.id = "home.topics";
  pager.role = Role::pager;
  pager.label = view.text("home.list.topics"_msg);
  pager.box.height = share();
  pager.box.gap_mm = 4;
  pager.paging = Paging{};
  pager.paging->kind = Paging::Kind::grid;
  pager.paging->grids = std::move(grids);
  for (const directory::Topic& topic : view.app.topics) pager.children.push_back(topic_tile(view, topic, how));
  return pager;
}

Node search_field(const View& view) {
  Node field;
  field.id = "home.search";
  field.role = Role::textfield;
  field.label = view.text("home.field.search_hint"_msg);
  field.spoken = view.text("home.field.search_spoken"_msg);
  field.action = OpenScreen{Screen::search};
  field.look = Look::field;
  field.box.stack = Stack::row;
  field.box.height = fit();
  field.box.min_height_mm = 20;
  field.box.gap_mm = 4;
  field.box.pad_x_mm = 6;
  field.box.cross = Place::center;
  field.children = {picture("search", 9), own_label(TextStyle::body, false)};
  return field;
}

Node search_line(const View& view) {
  Node search_row = group(Stack::row, {});
  Node go = button("home.search_button", "", view.text("home.button.search"_msg), OpenScreen{Screen::search}, Look::button_primary);
  go.box.width = fit();
  go.box.pad_x_mm = 8;
  go.box.min_height_mm = 20;
  search_row.children.push_back(search_field(view));
  search_row.children.push_back(std::move(go));
  search_row.box.gap_mm = 3;
  return search_row;
}

Node question_of(const View& view) { return heading("home.question", view.text("home.heading.question"_msg), TextStyle::question); }

// Lying down, large words have no height for a line across the page: there it is one more tile.
bool notice_is_tile(const View& view) { return !view.portrait() && view.one_column(); }
void add_notice_tile(const View& view, std::vector<Node>& tiles) {
  const std::vector<directory::Notice> notices = view.notices();
  if (!notice_is_tile(view) || notices.empty()) return;
  tiles.push_back(side_tile("home.notices", "bullhorn", view.text("notices.heading.title"_msg), notices.front().title, OpenScreen{Screen::notices}, Examples::said));
}

// Portrait: the needs two by two, and the rest in a row under them.
Node tall(const View& view) {
  Node rest = group(Stack::row, {});
  rest.box.gap_mm = 5;
  rest.box.height = share(0.62);
  rest.children.push_back(near_tile(view));
  rest.children.push_back(talk_tile(view));
  rest.children.push_back(help_plate(view, Plate::full));
  Node tiles = topics_pager(view, {{2, 3}});
  tiles.box.gap_mm = 5.5;
  tiles.box.height = share(3);
  Node whole = group(Stack::column, {});
  whole.children.push_back(question_of(view));
  whole.children.push_back(search_line(view));
  whole.children.push_back(std::move(tiles));
  whole.children.push_back(std::move(rest));
  whole.box.height = share();
  whole.box.gap_mm = 5.5;
  return whole;
}

// Portrait, larger words or the lowered screen.
Node tall_and_large(const View& view) {
  Node tiles = topics_pager(view, {{2, 4}, {2, 3}, {2, 2}, {1, 3}, {1, 2}, {1, 1}});
  tiles.children.push_back(near_tile(view));
  tiles.children.push_back(talk_tile(view));
  Beside beside;
  Node help = help_plate(view, Plate::compact);
  help.box.height = fit();
  help.box.min_height_mm = 26;
  Node search = button("home.search", "search", view.text("home.button.search"_msg), OpenScreen{Screen::search});
  search.box.min_height_mm = 26;
  beside.actions.push_back(std::move(help));
  beside.actions.push_back(std::move(search));
  beside.page_buttons = page_buttons(view, "home", "home.topics");
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  Node whole = group(Stack::column, {});
  whole.children.push_back(question_of(view));
  whole.children.push_back(content_beside(view, std::move(tiles), std::move(beside)));
  whole.box.height = share();
  whole.box.gap_mm = 5;
  return whole;
}

// All needs at once, a search field, and the rest at the side.
Node roomy(const View& view, Examples how) {
  Node search_row = search_line(view);
  Node question = question_of(view);
  question.box.height = share();
  Node ask = group(Stack::column, {});
  ask.children.push_back(std::move(question));
  ask.children.push_back(std::move(search_row));
  ask.box.height = share();
  Node help = help_plate(view, Plate::full);
  help.box.width = fixed_mm(100);
  Node first = group(Stack::row, {});
  first.children.push_back(std::move(ask));
  first.children.push_back(std::move(help));
  first.box.gap_mm = 4;
  first.box.min_height_mm = 60;

  Node rail = group(Stack::column, {});
  rail.box.width = fixed_mm(100);
  rail.box.gap_mm = 4;
  rail.children.push_back(near_tile(view, how));
  rail.children.push_back(talk_tile(view, how));
  add_notice_tile(view, rail.children);
  Node second = group(Stack::row, {});
  second.children.push_back(topics_pager(view, {{3, 2}}, how));
  second.children.push_back(std::move(rail));
  second.box.gap_mm = 4;
  second.box.height = share();
  Node whole = group(Stack::column, {});
  whole.children.push_back(std::move(first));
  whole.children.push_back(std::move(second));
  whole.box.height = share();
  whole.box.gap_mm = 4;
  return whole;
}

// The lowered screen lying down: the same, squashed. Question, search and help share a row.
Node squashed(const View& view) {
  Node question = heading("home.question", view.text("home.heading.question"_msg));
  question.box.width = fit();
  Node first = group(Stack::row, {std::move(question), search_line(view), help_plate(view, Plate::compact)});
  first.box.gap_mm = 4;
  first.box.cross = Place::center;
  first.children[2].box.width = fixed_mm(104);
  first.children[2].box.height = fit();
  first.children[2].box.min_height_mm = 20;
  Node rail = group(Stack::column, {near_tile(view, Examples::said), talk_tile(view, Examples::said)});
  add_notice_tile(view, rail.children);
  rail.box.width = fixed_mm(104);
  rail.box.gap_mm = 4;
  for (Node& tile : rail.children) {
    tile.box.stack = Stack::row;
    tile.box.main = Place::start;
    tile.box.cross = Place::center;
    tile.box.gap_mm = 5;
  }
  Node second = group(Stack::row, {topics_pager(view, {{3, 2}}, Examples::said), std::move(rail)});
  second.box.gap_mm = 4;
  second.box.height = share();
  Node whole = group(Stack::column, {std::move(first), std::move(second)});
  whole.box.height = share();
  whole.box.gap_mm = 4;
  return whole;
}

// Larger words: needs and the rest of the tiles take the page in turns, the ways out of it become a rail.
Node large(const View& view, std::vector<std::pair<int, int>> grids, Examples how) {
  Node rail = group(Stack::column, {});
  rail.box.width = fixed_mm(106);
  rail.box.gap_mm = 3.5;
  rail.children.push_back(help_plate(view, Plate::compact));
  rail.children.push_back(button("home.search", "search", view.text("home.button.search"_msg), OpenScreen{Screen::search}));
  std::vector<Node> turn = page_buttons(view, "home", "home.topics");
  for (Node& node : turn) node.only_when_paged = true;
  Node turns = turning(std::move(turn));
  turns.only_when_paged = true;
  turns.page_of = "home.topics";
  rail.children.push_back(std::move(turns));
  Node tiles = topics_pager(view, std::move(grids), how);
  tiles.children.push_back(near_tile(view, how));
  tiles.children.push_back(talk_tile(view, how));
  add_notice_tile(view, tiles.children);
  Node columns = group(Stack::row, {});
  columns.children.push_back(std::move(tiles));
  columns.children.push_back(std::move(rail));
  columns.box.gap_mm = 5;
  columns.box.height = share();
  Node whole = group(Stack::column, {});
  whole.children.push_back(question_of(view));
  whole.children.push_back(std::move(columns));
  whole.box.height = share();
  whole.box.gap_mm = 4;
  return whole;
}

// What this hub tells its residents today: its title, or that there is something, where words are large or its own
// words are in another language.
Node notice_line(const View& view, const std::vector<directory::Notice>& notices) {
  const bool alone = notices.size() == 1 && view.size_step() <= 2 && !notices.front().title.empty() && notices.front().title.front().language == view.app.language;
  Label title = view.text("notices.heading.title"_msg);
  if (alone) title = notices.front().title;
  Node line = button("home.notices", "bullhorn", std::move(title), OpenScreen{Screen::notices});
  line.role = Role::link;
  line.look = Look::notice;
  line.children.back().box.width = share();
  line.box.min_height_mm = 15;
  line.box.pad_y_mm = 1.5;
  line.children.push_back(picture("forward", 8));
  return line;
}

}  // namespace

Node describe_home(const View& view) {
  Node ways = group(Stack::first_that_fits, {});
  ways.box.height = share();
  if (view.portrait()) {
    ways.children.push_back(tall(view));
    ways.children.push_back(tall_and_large(view));
  } else {
    ways.children.push_back(roomy(view, Examples::shown));
    // All needs at once is worth more than examples, up to the third size (tokens part two, Topics).
    if (view.size_step() < 4) ways.children.push_back(roomy(view, Examples::said));
    if (view.app.preferences.reach) ways.children.push_back(squashed(view));
    ways.children.push_back(large(view, {{3, 3}, {2, 3}, {2, 2}}, Examples::shown));
    ways.children.push_back(large(view, {{3, 3}, {2, 3}, {2, 2}, {2, 1}, {1, 1}}, Examples::said));
  }
  Node foot = group(Stack::column, {});
  foot.box.height = fixed_mm(4.5);
  std::vector<Node> content;
  if (const std::vector<directory::Notice> notices = view.notices(); !notices.empty() && !notice_is_tile(view)) {
    content.push_back(notice_line(view, notices));
    content.push_back(space_mm(4));
  }
  content.push_back(std::move(ways));
  content.push_back(std::move(foot));
  return page(view, "home", view.text("home.heading.question"_msg), std::move(content));
}

}  // namespace kiosk::screens
