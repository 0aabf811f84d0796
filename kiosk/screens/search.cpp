// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/crisis.hpp"
#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

Node found_link(const View& view, const directory::ServiceSummary& summary) {
  Node link;
  link.id = "search.hit." + summary.id;
  link.role = Role::link;
  link.label = summary.name;
  link.action = OpenService{summary.id};
  link.look = Look::card;
  link.box.height = share();
  link.box.stack = Stack::row;
  link.box.pad_x_mm = 7;
  link.box.pad_y_mm = 3;
  link.box.gap_mm = 5;
  link.box.cross = Place::center;
  Node name = own_label(TextStyle::label, true);
  link.children.push_back(picture("place", 10));
  link.children.push_back(std::move(name));
  if (Label distance = distance_words(view, summary); !distance.empty() && !view.one_column()) {
    Node far = words(link.id + ".distance", std::move(distance));
    far.box.width = fit();
    link.children.push_back(std::move(far));
  }
  link.children.push_back(picture("forward", 8));
  return link;
}

// Words that mean suicide lead to people, also while they are typed and in a pack that has nobody to
// talk to (handbook part 5, "Care"): urgent help has the national numbers.
Node help_now_button(const View& view) {
  Node help = button("search.help_now", "help.badge", view.text("home.tile.help_now"_msg), OpenScreen{Screen::help_now}, Look::button_primary);
  help.box.width = fit();
  return help;
}

// Lowered, with a keyboard below: there is height for one find at a time, beside how many there are.
Node in_one_row(Node said, Node list, Node talk, std::vector<Node> turn) {
  Node row = group(Stack::row, {});
  row.box.gap_mm = 4;
  row.box.cross = Place::center;
  row.box.height = share();
  if (list.children.empty()) {
    talk.box.width = fit();
    row.children = {std::move(said), std::move(talk)};
    return row;
  }
  said.box.width = fit();
  list.paging->most = 1;
  row.children = {std::move(said), std::move(list)};
  for (std::size_t i = 1; i < turn.size(); ++i) {
    turn[i].children = {picture(turn[i].children.front().icon, 9)};
    turn[i].box.width = fixed_mm(17);
    turn[i].box.pad_x_mm = 2;
    row.children.push_back(std::move(turn[i]));
  }
  return row;
}

}  // namespace

// A long run without a space, as somebody leans on a key, may be cut anywhere: it must not leave its box.
std::string with_places_to_break(const std::string& typed) {
  constexpr std::size_t longest_run = 16;
  std::string text;
  std::size_t run = 0;
  for (const char c : typed) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (c == ' ') run = 0;
    else if (begins && ++run > longest_run) {
      text += "\xE2\x80\x8B";  // zero width space
      run = 1;
    }
    text += c;
  }
  return text;
}

Node describe_search(const View& view) {
  const session::AppState& app = view.app;
  Node field;
  field.id = "search.field";
  field.role = Role::textfield;
  // What was typed is the field's value; an empty field shows what could be typed.
  field.label = app.words.empty() ? view.text("home.field.search_hint"_msg) : i18n::plain(with_places_to_break(app.words), app.language);
  field.spoken = app.words.empty() ? view.text("search.field.spoken_empty"_msg)
                                   : view.text("search.field.spoken"_msg, {{"words", i18n::plain(app.words, app.language)}});
  field.value = i18n::plain(app.words, app.language);
  field.action = SubmitWords{};
  field.look = Look::field;
  field.box.stack = Stack::row;
  field.box.min_height_mm = 20;
  field.box.gap_mm = 4;
  field.box.pad_x_mm = 6;
  field.box.pad_y_mm = 2;
  field.box.cross = Place::center;
  field.children = {picture("search", 11), own_label(TextStyle::h2, false)};
  field.live = true;

  Node go = button("search.go", "", view.text("home.button.search"_msg), SubmitWords{}, app.words.empty() ? Look::button_off : Look::button_primary);
  go.box.width = fit();
  go.box.min_height_mm = 20;
  go.enabled = !app.words.empty();
  Node clear = button("search.clear", "close", view.text("search.button.clear"_msg), ClearWords{}, app.words.empty() ? Look::button_off : Look::button);
  clear.box.width = fit();
  clear.box.min_height_mm = 20;
  clear.enabled = !app.words.empty();

  const bool asked = !app.searched.empty() && app.topic.empty();
  const bool crisis = asked && app.results.empty() && directory::means_suicide(app.searched);
  Label found = !asked                 ? view.text("search.text.how"_msg)
                : crisis               ? view.text("talk.heading.title"_msg)
                : app.results.empty()  ? view.text("search.text.none"_msg)
                                       : view.text("search.text.found"_msg, {{"count", static_cast<long>(app.results.size())}});
  Node said = words("search.found", std::move(found));
  said.live = true;

  Node list;
  list.id = "search.list";
  list.role = Role::pager;
  list.label = view.text("search.heading.title"_msg);
  list.box.height = share();
  list.box.gap_mm = 3;
  list.paging = Paging{};
  list.paging->kind = Paging::Kind::equal;
  list.paging->most = 5;
  if (asked)
    for (const directory::ServiceSummary& summary : app.results) list.children.push_back(found_link(view, summary));

  Node top = title_row(view, std::move(field));
  top.box.gap_mm = 4;
  top.children.push_back(std::move(go));
  top.children.push_back(std::move(clear));
  Node talk = button("search.talk", "talk", view.text("results.button.talk"_msg), OpenScreen{Screen::talk});
  std::vector<Node> turn = page_buttons(view, "search", "search.list");
  for (Node& node : turn) node.only_when_paged = true;

  std::vector<Node> nodes;
  nodes.push_back(std::move(top));
  if (view.low() && view.keyboards != nullptr) {
    nodes.push_back(space_mm(2.8));
    nodes.push_back(in_one_row(std::move(said), std::move(list), crisis ? help_now_button(view) : std::move(talk), std::move(turn)));
    nodes.push_back(space_mm(3.2));
    nodes.push_back(describe_keyboard(view, {.now = app.words.empty() ? KeyboardFor::Done::not_yet : KeyboardFor::Done::possible}));
    nodes.push_back(space_mm(4.5));
    return page(view, "search", view.text("search.heading.title"_msg), std::move(nodes));
  }
  Node line = group(Stack::row, {});
  line.box.gap_mm = 4;
  line.box.cross = Place::center;
  line.box.pad_y_mm = 3;
  line.children.push_back(std::move(said));
  if (view.keyboards == nullptr) {
    talk.box.min_height_mm = 24;
    nodes.push_back(std::move(line));
    Beside beside;
    if (crisis) beside.actions.push_back(help_now_button(view));
    beside.actions.push_back(std::move(talk));
    beside.page_buttons = std::move(turn);
    nodes.push_back(content_beside(view, std::move(list), std::move(beside)));
    nodes.push_back(space_mm(4.5));
    return page(view, "search", view.text("search.heading.title"_msg), std::move(nodes));
  }
  // With a keyboard at the foot the list is wide and low, and its page buttons stand in the line above.
  for (Node& node : turn) {
    node.box.width = fit();
    line.children.push_back(std::move(node));
  }
  nodes.push_back(std::move(line));
  list.paging->most = view.portrait() ? 8 : 3;
  if (list.children.empty()) {
    talk.box.width = fit();
    Node ways = group(Stack::row, {});
    ways.box.gap_mm = 4;
    if (crisis) ways.children.push_back(help_now_button(view));
    ways.children.push_back(std::move(talk));
    nodes.push_back(std::move(ways));
  }
  nodes.push_back(std::move(list));
  nodes.push_back(space_mm(3.2));
  nodes.push_back(describe_keyboard(view, {.now = app.words.empty() ? KeyboardFor::Done::not_yet : KeyboardFor::Done::possible}));
  nodes.push_back(space_mm(4.5));
  return page(view, "search", view.text("search.heading.title"_msg), std::move(nodes));
}

}  // namespace kiosk::screens
