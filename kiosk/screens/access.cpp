// SPDX-License-Identifier: GPL-3.0-or-later
// "Make this easier to use": settings that act at once and end with the visit.
#include <array>

#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

Node toggle(const View& view, std::string id, std::string icon, MessageKey name, MessageKey about, bool on, Action action) {
  Node node;
  node.id = std::move(id);
  node.role = Role::toggle;
  node.label = view.text(name);
  node.checked = on;
  node.action = std::move(action);
  node.look = Look::side_tile;
  node.box.stack = Stack::row;
  node.box.gap_mm = 5;
  node.box.pad_x_mm = 6;
  node.box.pad_y_mm = 3;
  node.box.cross = Place::center;
  Node column = group(Stack::column, {own_label(TextStyle::label, true), words(node.id + ".about", view.text(about))});
  Node state = words(node.id + ".state", view.text(on ? "access.state.on"_msg : "access.state.off"_msg), TextStyle::label);
  state.bold = true;
  state.box.width = fit();
  node.children.push_back(picture(std::move(icon), 12));
  node.children.push_back(std::move(column));
  node.children.push_back(std::move(state));
  node.children.push_back(picture(on ? "switch-on" : "switch-off", 20));
  return node;
}

Node learn_the_keys(const View& view) {
  Node node = button("access.learn_keys", "", view.text("access.button.learn_keys"_msg), OpenScreen{Screen::learn_keys}, Look::side_tile);
  node.box.gap_mm = 5;
  node.box.main = Place::start;
  node.children = {picture("keyboard", 12),
                   group(Stack::column, {own_label(TextStyle::label, true), words("access.learn_keys.about", view.text("access.text.learn_keys"_msg))}),
                   picture("forward", 8)};
  return node;
}

// As many blocks as there are steps, those reached filled, between less and more.
Node stepper(const View& view, const std::string& id, std::string icon, MessageKey name, long now, long most, const Action& less, const Action& more) {
  Node title = words(id + ".name", view.text(name), TextStyle::label);
  title.bold = true;
  Node value = words(id + ".value", view.text("access.text.of"_msg, {{"now", now}, {"most", most}}));
  value.live = true;
  Node column = group(Stack::column, {std::move(title), std::move(value)});
  Node minus = button(id + ".less", "minus", view.text("access.button.less"_msg, {{"what", view.text(name)}}), less);
  Node plus = button(id + ".more", "plus", view.text("access.button.more"_msg, {{"what", view.text(name)}}), more);
  for (Node* step : {&minus, &plus}) {
    step->children = {picture(step->children.front().icon, 9)};
    step->box.width = fixed_mm(17);
    step->box.pad_x_mm = 2;
    step->box.min_height_mm = 17;
  }
  Node blocks = group(Stack::row, {});
  blocks.box.gap_mm = 1;
  for (long i = 0; i < most; ++i) {
    Node block = group(Stack::column, {});
    block.look = i < now ? Look::segment_on : Look::segment_off;
    block.box.height = fixed_mm(8);
    blocks.children.push_back(std::move(block));
  }
  Node row = group(Stack::row, {});
  row.look = Look::panel;
  row.box.gap_mm = 4;
  row.box.pad_x_mm = 6;
  row.box.pad_y_mm = 3;
  row.box.cross = Place::center;
  row.children.push_back(picture(std::move(icon), 12));
  row.children.push_back(std::move(column));
  row.children.push_back(std::move(minus));
  row.children.push_back(std::move(blocks));
  row.children.push_back(std::move(plus));
  return row;
}

template <class Value, std::size_t count, class Make>
Node choices(const View& view, const std::string& id, MessageKey name, const std::array<MessageKey, count>& keys,
             const std::array<std::string_view, count>& names, Value chosen, Make make) {
  Node title = heading(id + ".name", view.text(name), TextStyle::label);
  Node row = group(Stack::row, {});
  row.box.gap_mm = 4;
  for (std::size_t i = 0; i < count; ++i) {
    const bool on = static_cast<std::size_t>(chosen) == i;
    Node choice = button(id + "." + std::string(names[i]), on ? "check" : "", view.text(keys[i]), make(static_cast<Value>(i)),
                         on ? Look::button_primary : Look::button);
    choice.role = Role::toggle;
    choice.checked = on;
    choice.box.width = share();
    choice.box.pad_x_mm = 3;
    choice.box.min_height_mm = 20;
    row.children.push_back(std::move(choice));
  }
  Node panel = group(Stack::column, {std::move(title), std::move(row)});
  panel.look = Look::panel;
  panel.box.gap_mm = 2;
  panel.box.pad_x_mm = 6;
  panel.box.pad_y_mm = 4;
  return panel;
}

}  // namespace

Node describe_access(const View& view) {
  const session::Preferences& now = view.app.preferences;
  Node read = toggle(view, "access.read_aloud", "speaker", "bar.button.read_aloud"_msg, "access.text.read_aloud"_msg, now.read_aloud, ToggleReadAloud{});
  Node hear = toggle(view, "access.hear_first", "ear", "access.toggle.hear_first"_msg, "access.text.hear_first"_msg, now.hear_first, ToggleHearFirst{});
  Node dark = toggle(view, "access.screen_off", "monitor-off", "access.toggle.screen_off"_msg, "access.text.screen_off"_msg, now.screen_off, ToggleScreenOff{});
  Node learn = learn_the_keys(view);
  // For ears alone: where the edges are is of no use to whoever sees them.
  for (Node& part : hear.children)
    for (Node& line : part.children)
      if (line.id == "access.hear_first.about") line.spoken = i18n::joined(line.label, " ", view.text("access.text.edges"_msg));
  Node spacing = toggle(view, "access.spacing", "text-size", "access.toggle.spacing"_msg, "access.text.spacing"_msg, now.spaced, ToggleSpacing{});
  Node reach = toggle(view, "access.reach", "lower", "bar.button.reach"_msg, "access.text.reach"_msg, now.reach, ToggleReach{});
  Node dwell = stepper(view, "access.dwell", "history", "access.slider.dwell"_msg, now.dwell_step + 1, 7, StepDwell{-1}, StepDwell{+1});
  Node switches = choices(view, "access.switches", "access.heading.switches"_msg, std::array{"access.switches.one"_msg, "access.switches.two"_msg},
                          std::array<std::string_view, 2>{"one", "two"}, now.switches - 1, [](int choice) { return Action{ChooseSwitches{choice + 1}}; });
  Node rate = stepper(view, "access.rate", "speed", "access.slider.rate"_msg, now.rate_step + 1, 7, StepRate{-1}, StepRate{+1});
  Node volume = stepper(view, "access.volume", "speaker", "access.slider.volume"_msg, now.volume_step, 6, StepVolume{-1}, StepVolume{+1});
  Node uncounted = toggle(view, "access.do_not_count", "people", "access.count.toggle"_msg, "access.count.about"_msg, view.app.do_not_count, DoNotCount{});
  Node sizes = choices(view, "access.text_size", "bar.button.text_size"_msg,
                       std::array{"access.size.normal"_msg, "access.size.big"_msg, "access.size.bigger"_msg, "access.size.biggest"_msg},
                       text_size_names, now.text_size, [](TextSize size) { return Action{SetTextSize{size}}; });
  Node themes = choices(view, "access.contrast", "bar.button.contrast"_msg,
                        std::array{"access.theme.day"_msg, "access.theme.soft"_msg, "access.theme.white_on_black"_msg, "access.theme.yellow_on_black"_msg},
                        theme_names, now.theme, [](Theme theme) { return Action{SetTheme{theme}}; });
  // What leads on from here: a card for a desk, and a code from one.
  const auto onward = [&](std::string id, std::string icon, MessageKey name, Screen screen) {
    Node node = button(std::move(id), std::move(icon), view.text(name), OpenScreen{screen});
    node.box.width = share();
    node.box.min_height_mm = 20;
    return node;
  };
  Node onwards = group(Stack::row, {onward("access.needs", "people", "access.button.needs"_msg, Screen::needs),
                                    onward("access.code", "keyboard", "access.button.code"_msg, Screen::needs_code)});
  onwards.box.gap_mm = 5;
  Node units = choices(view, "access.unit", "access.unit.name"_msg,
                       std::array{"access.unit.item"_msg, "access.unit.clause"_msg, "access.unit.word"_msg, "access.unit.letter"_msg},
                       reading_unit_names, now.unit, [](ReadingUnit unit) { return Action{SetReadingUnit{unit}}; });
  const i18n::LanguageInfo* other = now.heard.empty() ? nullptr : view.strings.find(now.heard);
  Node heard = button("access.heard", "language",
                      other == nullptr ? view.text("access.heard.as_shown"_msg) : view.text("access.heard.in"_msg, {{"language", i18n::plain(other->name, other->tag)}}), NextHeard{},
                      Look::side_tile);
  heard.box.main = Place::start;
  heard.children.back().box.width = share();
  heard.children.push_back(picture("speaker", 10));
  heard.box.min_height_mm = 20;
  Node done = button("access.done", "check", view.text("access.button.done"_msg), GoBack{}, Look::button_primary);
  Node undo = button("access.reset", "restart", view.text("access.button.reset"_msg), ResetSettings{});
  const Label title = view.text("access.heading.title"_msg);

  // All at once, two by two, where the words leave room.
  const auto pair = [&](const Node& first, const Node& second) {
    Node row = group(view.portrait() ? Stack::column : Stack::row, {first, second});
    row.box.gap_mm = 5;
    row.box.height = share();
    for (Node& one : row.children) one.box.height = share();
    return row;
  };
  Node all = group(Stack::column, {pair(read, hear), pair(rate, volume), pair(dark, learn), pair(sizes, themes), pair(spacing, reach), pair(switches, dwell), pair(units, heard), uncounted, onwards});
  all.children[7].box.height = share(view.portrait() ? 0.5 : 1);
  all.box.height = share();
  all.box.gap_mm = 5;
  std::vector<Node> ends{undo, done};
  for (Node& one : ends) one.box.width = fit();
  Node at_once = group(Stack::column, {title_row(view, heading("access.title", title), std::move(ends)), space_mm(4), std::move(all), space_mm(4.5)});
  at_once.box.height = share();

  const auto list = [&](Paging paging) {
    Node pager;
    pager.id = "access.list";
    pager.role = Role::pager;
    pager.label = title;
    pager.box.height = share();
    pager.box.gap_mm = 4;
    pager.paging = std::move(paging);
    return pager;
  };
  // Two sheets of pairs, what most people look for first, lying down where the words leave room.
  const auto sheet = [&](std::vector<Node> pairs) {
    for (Node& one : pairs) {
      one.box.height = fit();
      one.box.gap_mm = 4;
    }
    Node node = group(Stack::column, std::move(pairs));
    node.box.gap_mm = 4;
    return node;
  };
  const auto in_sheets = [&](const Node& beside_volume, const Node& beside_dwell) {
    Node sheets = list({.kind = Paging::Kind::grid, .grids = {{1, 1}}});
    sheets.children = {sheet({pair(read, reach), pair(hear, dark), pair(rate, learn), pair(volume, beside_volume), pair(sizes, themes)}),
                       sheet({pair(switches, units), pair(beside_dwell, dwell), heard, onwards})};
    std::vector<Node> row_end = page_buttons(view, "access", "access.list");
    for (std::size_t arrow : {1U, 2U}) {
      row_end[arrow].children = {picture(row_end[arrow].children.front().icon, 10)};
      row_end[arrow].box.min_height_mm = 14.5;
    }
    row_end.push_back(undo);
    row_end.push_back(done);
    for (Node& one : row_end) one.box.width = fit();
    Node column = group(Stack::column, {title_row(view, heading("access.title", title), std::move(row_end)), space_mm(2), std::move(sheets), space_mm(2)});
    column.box.height = share();
    return column;
  };
  std::vector<Node> ways;
  if (view.portrait()) ways.push_back(std::move(at_once));
  else ways = {in_sheets(uncounted, spacing), in_sheets(spacing, uncounted)};

  Node pager = list(Paging{});
  for (Node* setting : {&read, &hear, &rate, &volume, &uncounted, &dark, &learn, &sizes, &themes, &spacing, &reach, &heard, &units, &switches, &dwell, &onwards}) {
    setting->box.height = fit();
    pager.children.push_back(std::move(*setting));
  }
  Beside beside;
  done.box.min_height_mm = undo.box.min_height_mm = 24;
  beside.actions.push_back(std::move(done));
  beside.actions.push_back(std::move(undo));
  beside.page_buttons = page_buttons(view, "access", "access.list");
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  Node in_turns = group(Stack::column, {title_row(view, heading("access.title", title)), space_mm(4), content_beside(view, std::move(pager), std::move(beside)), space_mm(4.5)});
  in_turns.box.height = share();

  ways.push_back(std::move(in_turns));
  std::vector<Node> nodes{group(Stack::first_that_fits, std::move(ways))};
  nodes.front().box.height = share();
  return page(view, "access", title, std::move(nodes));
}

}  // namespace kiosk::screens
