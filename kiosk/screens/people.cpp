// SPDX-License-Identifier: GPL-3.0-or-later
// A person always within reach: urgent help, staff, and what to do when the
// kiosk itself has nothing to show.
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

Node route(const View&, std::string id, Label number, Label about) {
  Node digits = words(id, std::move(number), TextStyle::phone);
  digits.bold = true;
  Node row = fact("phone", 12, {std::move(digits), words(id + ".about", std::move(about))});
  row.look = Look::panel;
  row.box.pad_x_mm = 6;
  row.box.pad_y_mm = 4;
  row.box.cross = Place::center;
  return row;
}

}  // namespace

// Three national numbers, each confirmed by two published sources. Their words stay in
// English until two speakers have approved a translation (handbook part 5, Care): the
// catalogue's help_now.* messages are marked so, and the page says where a person is.
Node describe_help_now(const View& view) {
  const auto number = [](const char* digits) { return Label{Span{digits, "en", SpanKind::telephone}}; };
  const auto english = [&](MessageKey key) { return view.strings.get("en", key); };
  std::vector<Node> blocks;
  if (view.app.language != "en") {
    Node notice = fact("language", 10, {words("help_now.only_english", view.text("service.text.only_english"_msg), TextStyle::label)});
    notice.look = Look::notice;
    notice.box.pad_x_mm = 5;
    notice.box.pad_y_mm = 3;
    notice.box.cross = Place::center;
    blocks.push_back(std::move(notice));
  }
  blocks.push_back(route(view, "help_now.999", number("999"), english("help_now.text.emergency"_msg)));
  blocks.push_back(route(view, "help_now.111", number("111"), english("help_now.text.nhs"_msg)));
  blocks.push_back(route(view, "help_now.116123", number("116 123"), english("help_now.text.samaritans"_msg)));
  Node staff = fact("talk", 12, {words("help_now.staff", view.text("help_now.text.staff"_msg), TextStyle::lead)});
  staff.box.cross = Place::center;
  blocks.push_back(std::move(staff));
  return paged(view, "help_now", "home.tile.help_now"_msg, std::move(blocks));
}

Node describe_talk(const View& view) {
  std::vector<Node> blocks;
  Node desk = fact("desk", 40, {words("talk.desk", view.text("talk.text.desk"_msg), TextStyle::h1), words("talk.show", view.text("talk.text.show"_msg), TextStyle::lead),
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
