// SPDX-License-Identifier: GPL-3.0-or-later
// A person always within reach: urgent help, staff, and what to do when the
// kiosk itself has nothing to show.
#include <algorithm>

#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;
using i18n::Span;
using i18n::SpanKind;

Node paged(const View& view, const std::string& name, MessageKey title, std::vector<Node> blocks) {
  Node pager;
  pager.id = name + ".content";
  pager.role = Role::pager;
  pager.label = view.text(title);
  pager.passage = true;
  pager.box.height = share();
  pager.box.gap_mm = 5;
  pager.paging = Paging{};
  pager.children = std::move(blocks);
  Beside beside;
  beside.rail_mm = 96;
  beside.actions.push_back(listen_button(view, name + ".listen"));
  beside.page_buttons = page_buttons(view, name, pager.id);
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  Node columns = content_beside(view, std::move(pager), std::move(beside));
  std::vector<Node> nodes;
  nodes.push_back(title_row(view, heading(name + ".title", view.text(title))));
  nodes.push_back(space_mm(4));
  nodes.push_back(std::move(columns));
  nodes.push_back(space_mm(4.5));
  return page(view, name, view.text(title), std::move(nodes));
}

Label digits_of(const directory::UrgentRoute& route) { return {Span{route.phone.number, "en", SpanKind::telephone}}; }

// One way to reach somebody: the number, who answers, and what it costs.
std::vector<Node> route(const directory::UrgentRoute& way, const std::string& id, TextStyle digits) {
  std::vector<Node> lines;
  if (!way.phone.number.empty()) {
    Node number = words(id + ".number", digits_of(way), digits);
    number.bold = true;
    lines.push_back(std::move(number));
  }
  Label about = way.name.empty() ? way.hours_and_cost : i18n::joined(way.name, ". ", way.hours_and_cost);
  if (!about.empty()) {
    lines.push_back(words(id + ".name", std::move(about)));
    lines.back().bold = way.phone.number.empty();
  }
  return lines;
}

// A card with the first route; pressing it shows all.
Node need_card(const View& view, const directory::UrgentNeed& need) {
  const std::string id = "help_now." + need.id;
  Node card;
  card.id = id;
  card.role = Role::card;
  card.label = need.need;
  card.action = OpenUrgent{need.id};
  card.look = Look::side_tile;
  card.box.height = share();
  card.box.pad_x_mm = 6;
  card.box.pad_y_mm = 4.5;
  card.box.gap_mm = 2;
  Node top = group(Stack::column, {own_label(TextStyle::h2, true)});
  if (!need.line.empty()) top.children.push_back(words(id + ".line", need.line));
  if (need.signed_video) top.children.push_back(sign_marker(view, id + ".sign"));
  card.children.push_back(std::move(top));
  for (std::size_t i = 0; i < std::min<std::size_t>(1, need.routes.size()); ++i) {
    Node line = group(Stack::column, {});
    line.look = Look::hairline;
    line.box.height = fixed_mm(0.25);
    card.children.push_back(std::move(line));
    card.children.push_back(group(Stack::column, route(need.routes[i], id + "." + std::to_string(i), TextStyle::h1)));
  }
  return card;
}

Node danger_plate(const View& view, const directory::UrgentNeed& need) {
  const std::string id = "help_now." + need.id;
  Node plate;
  plate.id = id;
  plate.role = Role::card;
  plate.label = need.need;
  plate.action = OpenUrgent{need.id};
  plate.look = Look::help_plate;
  plate.box.width = view.portrait() ? share() : fixed_mm(158);
  plate.box.pad_x_mm = 10;
  plate.box.pad_y_mm = 8;
  plate.box.gap_mm = 4;
  Node name = group(Stack::row, {picture("help.badge", 18), own_label(TextStyle::h2, true)});
  name.box.gap_mm = 5;
  name.box.cross = Place::center;
  plate.children.push_back(std::move(name));
  if (!need.routes.empty()) {
    Node number = words(id + ".0.number", digits_of(need.routes[0]), TextStyle::hero);
    number.bold = true;
    plate.children.push_back(std::move(number));
    plate.children.push_back(words(id + ".0.name", need.routes[0].name));
  }
  if (need.routes.size() > 1) {
    plate.children.push_back(words(id + ".1.name", need.routes[1].name, TextStyle::label));
    plate.children.push_back(words(id + ".1.note", need.routes[1].note));
  }
  plate.children.push_back(words(id + ".line", need.line, TextStyle::label));
  if (need.signed_video) plate.children.push_back(sign_marker(view, id + ".sign"));
  return plate;
}

// A need as one line of a list: its words and its first number; pressing it shows all.
Node need_line(const View& view, const directory::UrgentNeed& need) {
  const std::string id = "help_now." + need.id;
  const bool danger = need.danger == directory::UrgentNeed::Danger::yes;
  Node line;
  line.id = id;
  line.role = Role::card;
  line.label = need.need;
  line.action = OpenUrgent{need.id};
  line.look = danger ? Look::help_plate : Look::side_tile;
  line.box.stack = Stack::row;
  line.box.height = share();
  line.box.pad_x_mm = danger ? 9 : 6;
  line.box.pad_y_mm = 4;
  line.box.gap_mm = 5;
  line.box.min_height_mm = 26;
  line.box.cross = Place::center;
  if (danger) line.children.push_back(picture("help.badge", 16));
  line.children.push_back(own_label(TextStyle::h2, true));
  if (need.signed_video) {
    line.children.back() = group(Stack::column, {std::move(line.children.back()), sign_marker(view, id + ".sign")});
    line.children.back().box.gap_mm = 1;
  }
  if (!need.routes.empty() && !need.routes[0].phone.number.empty()) {
    Node number = words(id + ".0.number", digits_of(need.routes[0]), TextStyle::h1);
    number.bold = true;
    number.box.width = fit();
    line.children.push_back(std::move(number));
  }
  if (!danger) line.children.push_back(picture("forward", 8));
  return line;
}

// Where words are too large for a glance: a line a need, several a page.
Node in_lines(const View& view, bool any_in_english) {
  Node list;
  list.id = "help_now.list";
  list.role = Role::pager;
  list.label = view.text("home.tile.help_now"_msg);
  list.passage = true;
  list.box.height = share();
  list.box.gap_mm = 4;
  list.paging = Paging{};
  list.paging->kind = Paging::Kind::equal;
  list.paging->most = 8;
  for (const directory::UrgentNeed& need : view.app.urgent) list.children.push_back(need_line(view, need));
  Beside beside;
  beside.rail_mm = 96;
  beside.actions.push_back(listen_button(view, "help_now.listen"));
  beside.actions.push_back(button("help_now.talk", "talk", view.text("results.button.talk"_msg), OpenScreen{Screen::talk}));
  beside.page_buttons = page_buttons(view, "help_now", list.id);
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  Node lines = group(Stack::column, {title_row(view, heading("help_now.title", view.text("home.tile.help_now"_msg))), space_mm(4)});
  Node content = group(Stack::column, {});
  content.box.height = share();
  content.box.gap_mm = 4;
  if (any_in_english) content.children.push_back(notice_of_english(view, "help_now.only_english"));
  content.children.push_back(std::move(list));
  lines.children.push_back(content_beside(view, std::move(content), std::move(beside)));
  lines.children.push_back(space_mm(4.5));
  lines.box.height = share();
  return lines;
}

// A need whole: every route, one under another.
void whole_need(const View& view, const directory::UrgentNeed& need, std::vector<Node>& blocks) {
  const std::string id = "help_now." + need.id;
  Node top = group(Stack::column, {heading(id, need.need, TextStyle::h2)});
  if (!need.line.empty()) top.children.push_back(words(id + ".line", need.line, TextStyle::lead));
  blocks.push_back(std::move(top));
  if (need.signed_video) blocks.push_back(sign_button(view, "help_now.sign", {"urgent", need.id}));
  for (std::size_t i = 0; i < need.routes.size(); ++i) {
    const std::string route_id = id + "." + std::to_string(i);
    Node panel = group(Stack::column, route(need.routes[i], route_id, TextStyle::phone));
    if (!need.routes[i].phone.number.empty() && english_is_heard(view)) {
      Node slowly = slow_button(view, route_id + ".slow", route_id + ".number", "service.button.slow"_msg);
      panel.children.front() = with_button(view, std::move(panel.children.front()), std::move(slowly));
    }
    if (!need.routes[i].note.empty()) panel.children.push_back(words(route_id + ".note", need.routes[i].note));
    panel.look = Look::panel;
    panel.box.pad_x_mm = 6;
    panel.box.pad_y_mm = 4;
    panel.box.gap_mm = 1;
    blocks.push_back(std::move(panel));
  }
}

// All needs at a glance: danger on its plate, the others as cards.
Node at_a_glance(const View& view, bool any_in_english) {
  Node cards;
  cards.id = "help_now.cards";
  cards.role = Role::pager;
  cards.label = view.text("home.tile.help_now"_msg);
  cards.box.height = share();
  cards.box.gap_mm = view.portrait() ? 5 : 4;
  cards.paging = Paging{};
  cards.paging->kind = Paging::Kind::grid;
  cards.paging->grids = {{2, 2}};
  Node row = group(view.portrait() ? Stack::column : Stack::row, {});
  row.box.height = share();
  row.box.gap_mm = 5;
  for (const directory::UrgentNeed& need : view.app.urgent) {
    if (need.danger == directory::UrgentNeed::Danger::yes) row.children.push_back(danger_plate(view, need));
    else cards.children.push_back(need_card(view, need));
  }
  std::vector<Node> turns = page_buttons(view, "help_now", "help_now.cards");
  Node buttons = group(Stack::row, {});
  buttons.box.gap_mm = 5;
  buttons.box.cross = Place::center;
  buttons.only_when_paged = true;
  buttons.page_of = "help_now.cards";
  turns[0].box.width = fit();
  turns[1].box.width = turns[2].box.width = share();
  buttons.children.push_back(std::move(turns[1]));
  buttons.children.push_back(std::move(turns[0]));
  buttons.children.push_back(std::move(turns[2]));
  Node turning = group(Stack::column, {});
  turning.box.height = share();
  turning.box.gap_mm = 4;
  turning.children.push_back(std::move(cards));
  turning.children.push_back(std::move(buttons));
  row.children.push_back(std::move(turning));

  Node listen = listen_button(view, "help_now.listen");
  listen.box.width = fit();
  listen.box.min_height_mm = 18;
  std::vector<Node> at_end;
  if (any_in_english && !view.portrait()) {
    Node notice = notice_of_english(view, "help_now.only_english");
    notice.box.width = fit();
    at_end.push_back(std::move(notice));
  }
  at_end.push_back(std::move(listen));
  Node glance = group(Stack::column, {});
  glance.box.height = share();
  glance.children.push_back(title_row(view, heading("help_now.title", view.text("home.tile.help_now"_msg)), std::move(at_end)));
  glance.children.push_back(space_mm(4));
  if (any_in_english && view.portrait()) {
    glance.children.push_back(notice_of_english(view, "help_now.only_english"));
    glance.children.push_back(space_mm(4));
  }
  glance.children.push_back(std::move(row));
  glance.children.push_back(space_mm(4.5));
  return glance;
}

}  // namespace

// Urgent words stay in English until two speakers have approved a translation (handbook part 5,
// Care): the pack sees to that; the page says so in the resident's own language.
Node describe_help_now(const View& view) {
  const auto& needs = view.app.urgent;
  const bool any_in_english = std::any_of(needs.begin(), needs.end(), [](const directory::UrgentNeed& need) { return need.in_english; });
  if (!needs.empty() && view.app.urgent_id.empty()) {
    Node ways = group(Stack::first_that_fits, {});
    ways.box.height = share();
    if (!view.one_column()) ways.children.push_back(at_a_glance(view, any_in_english));
    ways.children.push_back(in_lines(view, any_in_english));
    std::vector<Node> nodes;
    nodes.push_back(std::move(ways));
    return page(view, "help_now", view.text("home.tile.help_now"_msg), std::move(nodes));
  }
  std::vector<Node> blocks;
  if (any_in_english || (needs.empty() && view.app.language != "en")) blocks.push_back(notice_of_english(view, "help_now.only_english"));
  for (const directory::UrgentNeed& need : needs)
    if (view.app.urgent_id == need.id) whole_need(view, need, blocks);
  if (needs.empty()) {
    // No pack: the three numbers that are the same all over the country, in English.
    const auto national = [&](const char* digits, MessageKey about) {
      directory::UrgentRoute way;
      way.name = view.strings.get("en", about);
      way.phone.number = digits;
      return way;
    };
    directory::UrgentNeed need;
    need.id = "national";
    need.need = view.text("home.tile.help_now"_msg);
    need.routes = {national("999", "help_now.text.emergency"_msg), national("111", "help_now.text.nhs"_msg), national("116 123", "help_now.text.samaritans"_msg)};
    whole_need(view, need, blocks);
  }
  Node staff = fact("talk", 12, {words("help_now.staff", view.text("help_now.text.staff"_msg), TextStyle::lead)});
  staff.box.cross = Place::center;
  blocks.push_back(std::move(staff));
  return paged(view, "help_now", "home.tile.help_now"_msg, std::move(blocks));
}

Node describe_talk(const View& view) {
  std::vector<Node> blocks;
  Node desk = fact("desk", 40, {words("talk.desk", view.text("talk.text.desk"_msg), view.room_step() < 5 ? TextStyle::h1 : TextStyle::h2), words("talk.show", view.text("talk.text.show"_msg), TextStyle::lead),
                                words("talk.private", view.text("talk.text.private"_msg), TextStyle::lead)});
  desk.look = Look::panel;
  desk.box.pad_x_mm = 10;
  desk.box.pad_y_mm = 9;
  desk.box.gap_mm = 10;
  desk.box.cross = Place::center;
  desk.children.back().box.gap_mm = 4;
  blocks.push_back(std::move(desk));
  // For whoever stands behind the desk, in English, whatever the resident reads.
  if (view.app.language != "en") {
    Arguments language;
    if (const i18n::LanguageInfo* info = view.strings.find(view.app.language)) language["language"] = i18n::plain(info->english_name, "en");
    Node card = group(Stack::column, {words("talk.staff_card", view.strings.get("en", "talk.text.staff_card"_msg, language), TextStyle::lead)});
    card.look = Look::panel;
    card.box.pad_x_mm = 6;
    card.box.pad_y_mm = 5;
    blocks.push_back(std::move(card));
  }
  return paged(view, "talk", "talk.heading.title"_msg, std::move(blocks));
}

Node describe_sorry(const View& view) {
  Node panel = fact("talk", 24, {words("sorry.text", view.text("sorry.text.no_directory"_msg), TextStyle::lead)});
  panel.look = Look::panel;
  panel.box.pad_x_mm = 10;
  panel.box.pad_y_mm = 10;
  panel.box.cross = Place::center;
  Node help = button("home.help_now", "help", view.text("home.tile.help_now"_msg), OpenScreen{Screen::help_now});
  help.box.min_height_mm = 26;
  std::vector<Node> nodes;
  nodes.push_back(heading("sorry.title", view.text("sorry.heading.title"_msg)));
  nodes.push_back(space_mm(8));
  nodes.push_back(std::move(panel));
  nodes.push_back(space_mm(8));
  nodes.push_back(std::move(help));
  return page(view, std::string(name_of(view.app.screen)), view.text("sorry.heading.title"_msg), std::move(nodes));
}

}  // namespace kiosk::screens
