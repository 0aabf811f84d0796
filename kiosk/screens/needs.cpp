// SPDX-License-Identifier: GPL-3.0-or-later
// "What I need": a card to show at a desk, and the code that sets a kiosk up again.
#include <algorithm>

#include <fmt/format.h>

#include "kiosk/screens/view.hpp"
#include "kiosk/session/needs.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;
using i18n::Span;
using i18n::SpanKind;

constexpr std::array need_names{"needs.toggle.large_print"_msg, "needs.toggle.bsl"_msg,        "needs.toggle.read_to_me"_msg,
                                "needs.toggle.easy_words"_msg,  "needs.toggle.my_language"_msg, "needs.toggle.quiet_place"_msg,
                                "needs.toggle.more_time"_msg,   "needs.toggle.hearing_loop"_msg, "needs.toggle.wheelchair"_msg};
static_assert(need_names.size() == session::need_keys.size());

std::string english_name(const View& view) {
  const i18n::LanguageInfo* info = view.strings.find(view.app.language);
  return info == nullptr ? view.app.language : info->english_name;
}

// Said letter by letter, as a postcode is.
Label code_words(const View& view) {
  const session::Preferences& now = view.app.preferences;
  const std::string code = session::code_of({view.app.language, now.text_size, now.theme, now.read_aloud, now.hear_first, now.reach, now.rate_step, view.app.needs});
  return {Span{code.substr(0, 4) + " " + code.substr(4), "en", SpanKind::postcode}};
}

Node choosing(const View& view) {
  Node pager;
  pager.id = "needs.list";
  pager.role = Role::pager;
  pager.label = view.text("needs.heading.title"_msg);
  pager.box.height = share();
  pager.box.gap_mm = 4;
  pager.paging = Paging{};
  pager.paging->kind = Paging::Kind::grid;
  pager.paging->grids = view.portrait() ? std::vector<std::pair<int, int>>{{2, 5}, {2, 4}, {1, 5}, {1, 3}, {1, 2}, {1, 1}}
                                        : std::vector<std::pair<int, int>>{{3, 3}, {2, 3}, {2, 2}, {1, 2}, {1, 1}};
  for (std::size_t i = 0; i < session::need_keys.size(); ++i) {
    const std::string key{session::need_keys.at(i)};
    const bool on = view.app.needs.contains(key);
    Node need = button("needs." + key, on ? "check" : "plus", view.text(need_names.at(i)), ToggleNeed{key}, on ? Look::button_primary : Look::button);
    need.role = Role::toggle;
    need.checked = on;
    need.box.height = share();
    need.box.main = Place::start;
    need.children.back().box.width = share();
    pager.children.push_back(std::move(need));
  }
  Node show = button("needs.show", "people", view.text("needs.button.show"_msg), ShowCard{}, Look::button_primary);
  show.enabled = !view.app.needs.empty();
  Beside beside;
  show.box.min_height_mm = 24;
  beside.actions.push_back(std::move(show));
  beside.page_buttons = page_buttons(view, "needs", "needs.list");
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  Node about = words("needs.about", view.text("needs.text.about"_msg));
  Node column = group(Stack::column, {std::move(about), space_mm(4), content_beside(view, std::move(pager), std::move(beside))});
  column.box.height = share();
  return column;
}

Node card(const View& view) {
  Node code;
  code.id = "needs.qr";
  code.role = Role::image;
  code.label = view.text("needs.image.qr"_msg);
  code.spoken = code.label;
  code.look = Look::qr_code;
  for (const std::string& row : view.app.card) code.icon += (code.icon.empty() ? "" : "/") + row;
  // A module of over 1.5 mm: a phone reads it from half a metre.
  code.box.width = fixed_mm(view.one_column() && !view.portrait() ? 90 : 110);
  code.box.height = code.box.width;

  Node pager;
  pager.id = "needs.content";
  pager.role = Role::pager;
  pager.label = view.text("needs.heading.title"_msg);
  pager.passage = true;
  pager.box.height = share();
  pager.box.gap_mm = 5;
  pager.paging = Paging{};
  pager.children = {words("needs.payload", card_payload(view), TextStyle::lead), words("needs.photo", view.text("needs.text.photo"_msg)),
                    words("needs.code_about", view.text("needs.text.code"_msg))};
  Node number = words("needs.code", code_words(view), TextStyle::phone);
  number.bold = true;
  pager.children.push_back(std::move(number));
  Node content = group(view.portrait() ? Stack::column : Stack::row, {std::move(code), std::move(pager)});
  content.box.gap_mm = 7;
  content.box.height = share();
  if (view.portrait()) content.box.cross = Place::stretch;

  Beside beside;
  beside.actions.push_back(listen_button(view, "needs.listen"));
  Node change = button("needs.change", "back", view.text("needs.button.change"_msg), GoBack{});
  change.box.min_height_mm = 24;
  beside.actions.push_back(std::move(change));
  beside.page_buttons = page_buttons(view, "needs", "needs.content");
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  return content_beside(view, std::move(content), std::move(beside));
}

}  // namespace

Label card_payload(const View& view) {
  const auto english = [&](MessageKey key, const Arguments& arguments = {}) { return view.strings.get("en", key, arguments); };
  Label needs;
  for (std::size_t i = 0; i < session::need_keys.size(); ++i) {
    if (!view.app.needs.contains(session::need_keys.at(i))) continue;
    needs = needs.empty() ? english(need_names.at(i)) : i18n::joined(std::move(needs), ", ", english(need_names.at(i)));
  }
  return english("needs.text.payload"_msg, {{"needs", std::move(needs)}, {"language", i18n::plain(english_name(view), "en")}, {"code", code_words(view)}});
}

Node describe_needs(const View& view) {
  const Label title = view.text("needs.heading.title"_msg);
  std::vector<Node> nodes;
  nodes.push_back(title_row(view, heading("needs.title", title)));
  nodes.push_back(space_mm(4));
  nodes.push_back(view.app.card.empty() ? choosing(view) : card(view));
  nodes.push_back(space_mm(4.5));
  return page(view, "needs", title, std::move(nodes));
}

Node describe_needs_code(const View& view) {
  const Label title = view.text("needs_code.heading.title"_msg);
  const std::string& typed = view.app.code;
  const Label shown = typed.empty() ? view.text("needs_code.field.empty"_msg)
                                    : view.text("needs_code.field.typed"_msg, {{"code", Label{Span{typed, "en", SpanKind::postcode}}}});
  Node field = words("needs_code.field", shown, TextStyle::lead);
  field.bold = true;
  field.live = true;
  Node panel = group(Stack::column, {std::move(field)});
  panel.look = Look::panel;
  panel.box.pad_x_mm = 5;
  panel.box.pad_y_mm = 4;

  Node told = words("needs_code.how", view.text("needs_code.text.how"_msg));
  if (view.app.code_fault != session::CodeFault::none) {
    const auto count = static_cast<long>(typed.size());
    Label fault = view.app.code_fault == session::CodeFault::newer        ? view.text("needs_code.fault.newer"_msg)
                  : view.app.code_fault == session::CodeFault::not_a_code ? view.text("needs_code.fault.not_a_code"_msg)
                                                                          : view.text("needs_code.fault.length"_msg, {{"count", count}});
    Node wrong = words("needs_code.fault", std::move(fault));
    wrong.live = true;
    wrong.bold = true;
    told = fact("close", 8, {std::move(wrong)});
  }
  const auto key = [&](std::string id, Label label, Action action, Look look, const std::string& icon = {}) {
    Node node = button(std::move(id), icon, std::move(label), std::move(action), look);
    node.role = Role::key;
    node.box.width = share();
    node.box.height = share();
    node.box.min_height_mm = 13;
    node.box.pad_x_mm = 1;
    node.box.pad_y_mm = 1;
    node.children.back().style = TextStyle::plinth;  // keys keep their size, whatever that of the words
    return node;
  };
  const std::size_t columns = view.portrait() ? 8 : 11;  // rows are dearer where the glass lies down
  Node keys = group(Stack::column, {});
  keys.box.gap_mm = 3.2;
  keys.box.height = share();
  keys.box.same_place = true;
  for (std::size_t i = 0; i < session::code_alphabet.size(); i += columns) {
    Node row = group(Stack::row, {});
    row.box.gap_mm = 3.2;
    row.box.height = share();
    for (std::size_t j = i; j < std::min(i + columns, session::code_alphabet.size()); ++j) {
      const std::string letter{session::code_alphabet[j]};
      row.children.push_back(key("needs_code.key." + letter, i18n::plain(letter, "en"), TypeWords{letter}, Look::key));
    }
    keys.children.push_back(std::move(row));
  }
  Node last = group(Stack::row, {});
  last.box.gap_mm = 3.2;
  last.box.height = share();
  Node rub_out = key("needs_code.rub_out", view.text("search.key.rub_out"_msg), RubOut{}, Look::key_function, "backspace");
  Node go = key("needs_code.go", view.text("needs_code.button.go"_msg), EnterCode{}, typed.empty() ? Look::button_off : Look::button_primary, "check");
  go.enabled = !typed.empty();
  last.children = {std::move(rub_out), std::move(go)};
  keys.children.push_back(std::move(last));

  std::vector<Node> nodes;
  nodes.push_back(title_row(view, heading("needs_code.title", title)));
  nodes.push_back(space_mm(3));
  nodes.push_back(std::move(told));
  nodes.push_back(space_mm(2));
  nodes.push_back(std::move(panel));
  nodes.push_back(space_mm(3));
  nodes.push_back(std::move(keys));
  nodes.push_back(space_mm(4.5));
  return page(view, "needs_code", title, std::move(nodes));
}

}  // namespace kiosk::screens
