// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/screens/view.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "kiosk/speech/speaker.hpp"

namespace kiosk::screens {

using namespace semantics;

constexpr double strip_gap_mm = 4;  // what a page has in the strip's place while that stays on top

Label View::why_silent() const {
  bool any = false;
  for (const auto& voice : site.languages) {
    any = any || voice.heard;
    if (voice.tag == session::spoken_language(app) && voice.heard) return {};
  }
  return text(any ? "speech.text.no_voice"_msg : "speech.text.silent"_msg);
}

double least_lowered_mm(const session::Site& site, TextSize size, Lines lines) {
  // Found by the invariants: a result with its rail, and the search with its keyboard, are the highest pages.
  static constexpr std::array portrait{380.0, 380.0, 400.0, 409.0}, landscape{170.0, 190.0, 212.0, 240.0}, hanging{190.0, 212.0, 240.0, 246.0};
  if (site.orientation == session::Site::Orientation::portrait) return portrait[static_cast<std::size_t>(size)];
  return (lines == Lines::hanging ? hanging : landscape)[static_cast<std::size_t>(size)];
}

View::Lowered View::lowered() const {
  if (!app.preferences.reach) return {};
  Lowered lowered{site.reach.above_mm, site.reach.below_mm};
  // Twice: without room for the strip on top, it needs room below; so it does with a button in it.
  for (int round = 0; round < 2; ++round) {
    const double strip = portrait() ? 0 : app.unplugged ? strip_mm : lowered.above_mm < strip_mm ? strip_mm - strip_gap_mm : 0;
    double lacking = least_lowered_mm(site, app.preferences.text_size, hanging_lines() ? Lines::hanging : Lines::standing) + strip - (site.reach.glass_mm - lowered.above_mm - lowered.below_mm);
    for (double* part : {&lowered.above_mm, &lowered.below_mm}) {
      const double given = std::clamp(lacking, 0.0, *part);
      *part -= given;
      lacking -= given;
    }
  }
  return lowered;
}

bool View::low() const {
  if (portrait() || !app.preferences.reach) return false;
  const double body_mm = site.reach.glass_mm - lowered().above_mm - lowered().below_mm - (strip_stays() ? 0 : strip_mm);
  return body_mm < (size_step() >= 3 ? 240 : 200);
}

int glaze_of(std::string_view topic) {
  static constexpr std::array<std::pair<std::string_view, int>, 6> glazes{
      {{"health", 1}, {"home", 2}, {"family", 3}, {"work", 4}, {"rights", 5}, {"money", 6}}};
  for (const auto& [key, glaze] : glazes)
    if (key == topic) return glaze;
  return 2;
}

Node group(Stack stack, std::vector<Node> children) {
  Node node;
  node.part = Part::group;
  node.box.stack = stack;
  node.children = std::move(children);
  return node;
}

Node picture(std::string name, double size_mm) {
  Node node;
  node.part = Part::picture;
  node.role = Role::image;
  node.icon = std::move(name);
  node.icon_mm = size_mm;
  node.box.width = fixed_mm(size_mm);
  node.box.height = fixed_mm(size_mm);
  return node;
}

Node own_label(TextStyle style, bool bold) {
  Node node;
  node.part = Part::own_label;
  node.style = style;
  node.bold = bold;
  return node;
}

Node words(std::string id, Label label, TextStyle style) {
  Node node;
  node.id = std::move(id);
  node.role = Role::text;
  node.label = std::move(label);
  node.style = style;
  return node;
}

Node heading(std::string id, Label label, TextStyle style) {
  Node node = words(std::move(id), std::move(label), style);
  node.role = Role::heading;
  node.bold = true;
  return node;
}

Node button(std::string id, std::string icon, Label label, Action action, Look look) {
  Node node;
  node.id = std::move(id);
  node.role = Role::button;
  node.label = std::move(label);
  node.action = std::move(action);
  node.look = look;
  node.box.stack = Stack::row;
  node.box.gap_mm = 3;
  node.box.pad_x_mm = 6;
  node.box.pad_y_mm = 3;
  node.box.min_height_mm = 16;
  node.box.cross = Place::center;
  node.box.main = Place::center;
  if (!icon.empty()) node.children.push_back(picture(std::move(icon), 8));
  node.children.push_back(own_label(TextStyle::label, true));
  node.children.back().box.width = fit();
  return node;
}

Node fact(std::string icon, double icon_mm, std::vector<Node> about) {
  Node column = group(Stack::column, std::move(about));
  column.box.gap_mm = 0.5;
  Node row = group(Stack::row, {});
  row.children.push_back(picture(std::move(icon), icon_mm));
  row.children.push_back(std::move(column));
  row.box.gap_mm = 4;
  row.box.cross = Place::start;
  return row;
}

namespace {

// Where words are large a rail has no room for the question: it stands across the page.
bool asks_across(const View& view) { return view.app.aloud == session::AppState::Aloud::asked && view.one_column() && !view.portrait(); }

// No is the filled one: whoever is in doubt takes that (tokens part two, Sensitive).
Node aloud_question(const View& view, const std::string& id) {
  Node question = heading(id, view.text("service.heading.aloud"_msg), TextStyle::label);
  Node yes = button(id + ".yes", "speaker", view.text("service.button.aloud_yes"_msg), AnswerAloud{AnswerAloud::Answer::yes});
  Node no = button(id + ".no", "close", view.text("service.button.aloud_no"_msg), AnswerAloud{AnswerAloud::Answer::no}, Look::button_primary);
  Node panel;
  if (asks_across(view)) {
    yes.box.width = no.box.width = fit();
    panel = group(Stack::row, {std::move(question), std::move(yes), std::move(no)});
    panel.box.cross = Place::center;
    panel.box.gap_mm = 5;
    panel.box.pad_y_mm = 2;
  } else {
    for (Node* one : {&yes, &no}) {
      one->box.pad_x_mm = 2;
      one->box.pad_y_mm = 1.5;
    }
    yes.box.width = share(1.7);
    Node answers = group(Stack::row, {std::move(yes), std::move(no)});
    answers.box.gap_mm = 3;
    panel = group(Stack::column, {std::move(question), words(id + ".why", view.text("service.text.aloud"_msg)), std::move(answers)});
    panel.box.gap_mm = 2;
    panel.box.pad_y_mm = 4;
  }
  panel.look = Look::panel;
  panel.box.pad_x_mm = 4;
  return panel;
}

}  // namespace

Node listen_button(const View& view, std::string id, const std::string& of) {
  if (of.empty() && view.app.aloud == session::AppState::Aloud::asked) return aloud_question(view, id.substr(0, id.find('.')) + ".aloud");
  const auto now = view.app.passage && view.app.passage_of == of ? view.app.speech.now : SpeechState::Now::silent;
  const Action act = of.empty() ? Action{Listen{}} : Action{ListenTo{of}};
  Node listen = now == SpeechState::Now::speaking ? button(std::move(id), "pause", view.text("service.button.pause"_msg), act, Look::button_primary)
                : now == SpeechState::Now::paused ? button(std::move(id), "play", view.text("service.button.go_on"_msg), act, Look::button_primary)
                                                  : button(std::move(id), "speaker", view.text("service.button.listen"_msg), act, Look::button_primary);
  listen.box.min_height_mm = 25;
  listen.box.main = Place::start;
  listen.box.gap_mm = 4;
  listen.children.front() = picture(listen.children.front().icon, 12);
  // Silence is said beforehand, and the button stays in its place.
  if (Label silent = view.why_silent(); !silent.empty()) {
    listen.enabled = false;
    listen.children.back().box.width = share();
    listen.label = i18n::joined(std::move(listen.label), ". ", silent);
  }
  return listen;
}

bool english_is_heard(const View& view) {
  return std::any_of(view.site.languages.begin(), view.site.languages.end(), [](const auto& voice) { return voice.tag == "en" && voice.heard; });
}

Node slow_button(const View& view, std::string id, const std::string& node, MessageKey name) {
  const bool said = view.app.slow_node == node;
  const bool slower = view.app.slow_step < speech::slowest_writing;
  Node button_node = button(std::move(id), "speed", view.text(!said ? name : slower ? "service.button.slower"_msg : "service.button.again"_msg), SaySlowly{node});
  button_node.box.width = fit();
  button_node.box.pad_x_mm = 4;
  button_node.box.pad_y_mm = 1;
  button_node.box.min_height_mm = 13;  // beside words: no higher than a target must be
  return button_node;
}

// Words, and a control that is about them: beside them where there is width for both.
Node with_button(const View& view, Node text, Node control) {
  const bool beside = !view.one_column();
  text.box.width = share();
  Node pair = group(beside ? Stack::row : Stack::column, {std::move(text), std::move(control)});
  pair.box.gap_mm = beside ? 4 : 1;
  pair.box.cross = beside ? Place::center : Place::start;
  return pair;
}

Node title_row(const View& view, Node title, std::vector<Node> at_end) {
  Node back = button("top.back", "back", view.text("page.button.back"_msg), GoBack{});
  back.box.width = fit();
  back.box.pad_x_mm = 5;
  title.box.width = share();
  Node row = group(Stack::row, {});
  row.children.push_back(std::move(back));
  row.children.push_back(std::move(title));
  for (Node& node : at_end) row.children.push_back(std::move(node));
  row.box.gap_mm = 7;
  row.box.cross = Place::center;
  row.box.min_height_mm = 22;
  return row;
}

std::vector<Node> page_buttons(const View& view, const std::string& prefix, const std::string& pager) {
  const auto template_span = [&](i18n::SpanKind kind) { return Label{i18n::Span{"1", view.app.language, kind}}; };
  Node where = words(prefix + ".page", view.text("page.text.page_of"_msg, {{"page", template_span(i18n::SpanKind::page_number)},
                                                                         {"pages", template_span(i18n::SpanKind::page_count)}}));
  where.page_of = pager;
  where.box.text = Place::center;
  where.live = true;
  // One word each where words are large: a rail has room for no more.
  const bool large = view.one_column();
  Node before = button(prefix + ".page_before", "chevron-up", view.text(large ? "page.button.before_short"_msg : "page.button.before"_msg), TurnPage{pager, 0});
  Node next = button(prefix + ".next_page", "chevron-down", view.text(large ? "page.button.next_short"_msg : "page.button.next"_msg), TurnPage{pager, 0},
                     Look::button_primary);
  before.page_of = next.page_of = pager;
  before.page_step = -1;
  next.page_step = 1;
  return {std::move(where), std::move(before), std::move(next)};
}

Node turning(std::vector<Node> page_buttons) {
  Node arrows = group(Stack::row, {page_buttons[1], page_buttons[2]});
  arrows.box.gap_mm = 4;
  for (Node& arrow : arrows.children) {
    arrow.children = {picture(arrow.children.front().icon, 10)};
    arrow.box.width = share();
    arrow.box.min_height_mm = 20;
  }
  Node low = group(Stack::column, {page_buttons[0], std::move(arrows)});
  Node high = group(Stack::column, std::move(page_buttons));
  high.box.main = low.box.main = Place::end;
  high.box.height = low.box.height = share();
  high.box.gap_mm = 4;
  Node ways = group(Stack::first_that_fits, {std::move(high), std::move(low)});
  ways.box.height = share();
  return ways;
}

Node quiet_mm(double mm) {
  Node quiet = group(Stack::column, {});
  if (mm >= 15) quiet.look = Look::cover;  // lower, its tiles would be slivers
  quiet.icon_mm = 49.8;
  quiet.box.height = fixed_mm(mm);
  return quiet;
}

Node notice_of_english(const View& view, std::string id) {
  Node text = words(std::move(id), view.text("service.text.only_english"_msg), TextStyle::label);
  text.passage = true;
  Node notice = fact("language", 10, {std::move(text)});
  notice.look = Look::notice;
  notice.box.pad_x_mm = 5;
  notice.box.pad_y_mm = 3;
  notice.box.cross = Place::center;
  return notice;
}

Node space_mm(double mm) {
  Node node = group(Stack::column, {});
  node.box.height = fixed_mm(mm);
  return node;
}

namespace {

Node content_beside_rail(const View& view, Node content, Beside beside) {
  const bool vanishing = !beside.page_buttons.empty() && beside.page_buttons.front().only_when_paged;
  const std::string pager = beside.page_buttons.empty() ? std::string{} : beside.page_buttons.front().page_of;
  if (!view.portrait()) {
    Node rail = group(Stack::column, {});
    rail.box.width = fixed_mm(beside.rail_mm);
    rail.box.gap_mm = 4;
    if (beside.actions.empty() && beside.notes.empty() && vanishing) {
      rail.only_when_paged = true;
      rail.page_of = pager;
    }
    for (Node& action : beside.actions) rail.children.push_back(std::move(action));
    if (beside.page_buttons.empty()) {
      Node space = group(Stack::column, {});
      space.box.height = share();
      rail.children.push_back(std::move(space));
    } else {
      rail.children.push_back(turning(std::move(beside.page_buttons)));
    }
    for (Node& note : beside.notes) rail.children.push_back(std::move(note));
    Node columns = group(Stack::row, {});
    columns.children.push_back(std::move(content));
    columns.children.push_back(std::move(rail));
    columns.box.gap_mm = beside.rail_mm > 92 ? 7 : 5;
    columns.box.height = share();
    return columns;
  }
  Node rows = group(Stack::column, {});
  rows.children.push_back(std::move(content));
  rows.box.height = share();
  rows.box.gap_mm = 5;
  for (std::size_t i = 0; i < beside.actions.size(); i += 2) {
    Node pair = group(Stack::row, {});
    pair.box.gap_mm = 5;
    for (std::size_t j = i; j < std::min(i + 2, beside.actions.size()); ++j) {
      beside.actions[j].box.width = share();
      pair.children.push_back(std::move(beside.actions[j]));
    }
    rows.children.push_back(std::move(pair));
  }
  if (beside.page_buttons.size() == 3) {
    Node pages = group(Stack::row, {});
    pages.box.gap_mm = 5;
    pages.box.cross = Place::center;
    pages.only_when_paged = vanishing;
    pages.page_of = pager;
    Node where = std::move(beside.page_buttons[0]);
    where.box.width = fit();
    beside.page_buttons[1].box.width = beside.page_buttons[2].box.width = share();
    pages.children.push_back(std::move(beside.page_buttons[1]));
    pages.children.push_back(std::move(where));
    pages.children.push_back(std::move(beside.page_buttons[2]));
    rows.children.push_back(std::move(pages));
  }
  for (Node& note : beside.notes) rows.children.push_back(std::move(note));
  return rows;
}

}  // namespace

Node content_beside(const View& view, Node content, Beside beside) {
  if (asks_across(view) && !beside.actions.empty()) {
    // Listen, whose place the question has, is always the first.
    Node question = std::move(beside.actions.front());
    beside.actions.erase(beside.actions.begin());
    Node page = group(Stack::column, {std::move(question), content_beside_rail(view, std::move(content), std::move(beside))});
    page.box.gap_mm = 4;
    page.box.height = share();
    return page;
  }
  return content_beside_rail(view, std::move(content), std::move(beside));
}

Node access_bar(const View& view) {
  const session::AppState& app = view.app;
  // Nastaliq hangs far below its line: its icon stands beside the word, not above (tokens part two).
  const bool hanging = view.hanging_lines();
  const auto plinth_button = [hanging](std::string id, std::string icon, Label label, Action action) {
    Node node;
    node.id = std::move(id);
    node.role = Role::button;
    node.label = std::move(label);
    node.action = std::move(action);
    node.look = Look::plinth_button;
    node.box.width = share();
    node.box.height = share();
    node.box.main = Place::center;
    node.box.cross = Place::center;
    node.box.gap_mm = 1;
    node.box.pad_x_mm = 1;
    node.children = {picture(std::move(icon), 10), own_label(TextStyle::plinth, false)};
    node.children.back().box.text = Place::center;
    if (hanging) {
      node.box.stack = Stack::row;
      node.box.gap_mm = 2;
      node.children.back().box.width = fit();
    }
    return node;
  };
  // Gold says where you are; that it is on a tick says too, for colour is never the only cue (EN 301 549 11.1.4.1).
  const auto switched_on = [hanging](Node& toggle) {
    toggle.look = Look::plinth_button_on;
    if (hanging) {
      toggle.children.insert(toggle.children.begin(), picture("check", 8));
      return;
    }
    Node pictures = group(Stack::row, {picture("check", 8), std::move(toggle.children.front())});
    pictures.box.gap_mm = 2;
    pictures.box.width = fit();
    toggle.children.front() = std::move(pictures);
  };
  std::vector<Node> buttons;
  buttons.push_back(plinth_button("bar.language", "language", view.text("bar.button.language"_msg), OpenScreen{Screen::language}));
  if (app.screen == Screen::language) buttons.back().look = Look::plinth_button_on;

  Node read = plinth_button("bar.read_aloud", "speaker", view.text("bar.button.read_aloud"_msg), ToggleReadAloud{});
  read.role = Role::toggle;
  read.checked = app.preferences.read_aloud;
  if (app.preferences.read_aloud) switched_on(read);
  buttons.push_back(std::move(read));

  Node size = plinth_button("bar.text_size", "text-size", view.text("bar.button.text_size"_msg), NextTextSize{});
  static constexpr std::array size_keys{"access.size.normal"_msg, "access.size.big"_msg, "access.size.bigger"_msg, "access.size.biggest"_msg};
  size.value = view.text(size_keys[static_cast<std::size_t>(app.preferences.text_size)]);
  buttons.push_back(std::move(size));

  Node contrast = plinth_button("bar.contrast", "contrast", view.text("bar.button.contrast"_msg), NextTheme{});
  static constexpr std::array theme_keys{"access.theme.day"_msg, "access.theme.soft"_msg, "access.theme.white_on_black"_msg,
                                         "access.theme.yellow_on_black"_msg};
  contrast.value = view.text(theme_keys[static_cast<std::size_t>(app.preferences.theme)]);
  buttons.push_back(std::move(contrast));

  buttons.push_back(plinth_button("bar.access", "tune", view.text("bar.button.access"_msg), OpenScreen{Screen::access}));
  if (app.screen == Screen::access) buttons.back().look = Look::plinth_button_on;
  if (view.portrait()) {
    const bool lowered = app.preferences.reach;
    Node reach = plinth_button("bar.reach", lowered ? "put-up" : "lower", view.text(lowered ? "bar.button.put_up"_msg : "bar.button.reach"_msg), ToggleReach{});
    reach.role = Role::toggle;
    reach.checked = lowered;
    if (lowered) switched_on(reach);
    buttons.push_back(std::move(reach));
  }
  buttons.push_back(plinth_button("bar.start_again", "restart", view.text("bar.button.start_again"_msg), StartAgain{}));
  Node hide = plinth_button("bar.hide", "eye-off", view.text("bar.button.hide"_msg), HideScreen{});
  hide.look = Look::plinth_hide;
  if (!view.portrait()) hide.box.width = share(1.12);
  buttons.push_back(std::move(hide));

  if (view.portrait()) {
    Node rows = group(Stack::column, {});
    rows.look = Look::plinth;
    rows.box.height = fixed_mm(76);
    rows.box.pad_x_mm = 14;
    rows.box.pad_y_mm = 5;
    rows.box.gap_mm = 4;
    rows.box.same_place = true;
    for (std::size_t i = 0; i < buttons.size(); i += 4) {
      Node row = group(Stack::row, {});
      row.box.gap_mm = 4;
      row.box.height = share();
      for (std::size_t j = i; j < i + 4 && j < buttons.size(); ++j) row.children.push_back(std::move(buttons[j]));
      rows.children.push_back(std::move(row));
    }
    return rows;
  }
  Node bar = group(Stack::row, std::move(buttons));
  bar.look = Look::plinth;
  bar.box.height = fixed_mm(34);
  bar.box.pad_x_mm = view.size_step() >= 3 ? 10 : 12;
  bar.box.pad_y_mm = 4;
  bar.box.gap_mm = view.size_step() >= 3 ? 3 : 3.5;
  bar.box.same_place = true;  // the same place for everyone, whatever the reading direction
  return bar;
}

namespace {

// Instead of the strip while headphones are out that were in: says so, and how to go on.
Node unplugged_strip(const View& view, const Node& site, const Node& clock) {
  Node notice = words("top.unplugged", view.text("page.text.unplugged"_msg), TextStyle::strip);
  notice.bold = true;
  notice.live = true;
  notice.box.width = share(1.2);
  Node speaker = button("top.use_speaker", "speaker", view.text("page.button.use_speaker"_msg), ToggleReadAloud{});
  speaker.children.back() = own_label(TextStyle::strip, true);
  speaker.children.back().box.width = fit();
  speaker.box.width = fit();
  speaker.box.pad_x_mm = 4;
  speaker.box.pad_y_mm = view.hanging_lines() ? 0 : 0.5;
  speaker.box.min_height_mm = 14;
  Node all = group(Stack::row, {site, notice, speaker, clock});
  Node least = group(Stack::row, {notice, speaker});
  const double height_mm = view.hanging_lines() && view.size_step() >= 3 ? 26 : 22;
  for (Node* row : {&all, &least}) {
    row->box.gap_mm = 4;
    row->box.cross = Place::center;
    row->box.height = fixed_mm(height_mm);
  }
  Node ways = group(Stack::first_that_fits, {std::move(all), std::move(least)});
  ways.box.height = fixed_mm(height_mm);
  return ways;
}

Node top_strip(const View& view) {
  Node site = words("top.site", i18n::plain(view.site.name, "en"), TextStyle::strip);
  site.box.width = share();
  Node clock = words("top.clock", {view.strings.clock(view.app.language, view.app.local.minute_of_day)}, TextStyle::clock);
  clock.box.width = fit();
  if (view.app.unplugged) return unplugged_strip(view, site, clock);
  Node row = group(Stack::row, {});
  if (view.size_step() < 4) row.children.push_back(picture("logo", 11));
  row.children.push_back(std::move(site));
  if (Label silent = view.why_silent(); view.reads_aloud() && !silent.empty()) {
    Node notice = words("top.notice", std::move(silent), TextStyle::strip);
    notice.bold = true;
    notice.live = true;
    notice.box.width = share(2);
    row.children.push_back(std::move(notice));
  } else if (view.size_step() < 3) {
    Node date = words("top.date", {view.strings.date_long(view.app.language, view.app.local.date)}, TextStyle::strip);
    date.box.width = fit();
    row.children.push_back(std::move(date));
  }
  row.children.push_back(std::move(clock));
  row.box.height = fixed_mm(strip_mm);
  row.box.gap_mm = 4;
  row.box.cross = Place::center;
  return row;
}

// What is left of the light's time on one part, with one switch.
Node scan_timer(const View& view, TextStyle style) {
  Node timer;
  timer.id = "scan.timer";
  timer.role = Role::timer;
  timer.label = view.text("scan.timer.next"_msg);
  timer.box.stack = Stack::row;
  timer.box.width = fit();
  timer.box.gap_mm = 3;
  timer.box.cross = Place::center;
  Node segments = group(Stack::row, {});
  segments.look = Look::panel;
  segments.box.width = fixed_mm(44);
  segments.box.gap_mm = 1;
  segments.box.pad_x_mm = segments.box.pad_y_mm = 1;
  for (int i = 0; i < session::dwell_segments; ++i) {
    Node segment = group(Stack::column, {});
    segment.look = i < view.app.scan.segments ? Look::segment_on : Look::segment_off;
    segment.box.height = fixed_mm(6);
    segments.children.push_back(std::move(segment));
  }
  Node label = own_label(style, false);
  label.box.width = fit();
  timer.children = {std::move(label), std::move(segments)};
  return timer;
}

// In the strip's place, for whoever uses switches: what is lit, and what a switch does to it.
// As high as the strip whatever it says, so that the page never moves under the light: what
// has less room is said in smaller words, and what a switch does gives way to what is lit.
Node scan_band(const View& view) {
  const session::Scan& scan = view.app.scan;
  const bool group_lit = scan.lit == session::Scan::Lit::group, two = view.app.preferences.switches == 2;
  enum class Says { part_and_hint, part };
  const auto way = [&](TextStyle style, Says says, double pad_mm) {
    Node part = words("scan.part", scan.part, style);
    part.bold = true;
    part.box.width = share(1.2);
    Node row = group(Stack::row, {std::move(part)});
    if (says == Says::part_and_hint) {
      Node hint = words("scan.hint", view.text(group_lit ? (two ? "scan.text.second_goes_in"_msg : "scan.text.goes_in"_msg)
                                                         : (two ? "scan.text.second_chooses"_msg : "scan.text.chooses"_msg)), style);
      hint.box.width = share();
      row.children.push_back(std::move(hint));
    }
    if (scan.segments > 0) row.children.push_back(scan_timer(view, style));
    row.look = Look::plinth_button_on;
    row.box.height = share();
    row.box.gap_mm = 4;
    row.box.pad_x_mm = 5;
    row.box.cross = Place::center;
    Node edge = group(Stack::column, {std::move(row)});
    edge.look = Look::row_today;  // dark round the gold, as wide as a band of the focus ring
    edge.box.height = share();
    edge.box.pad_x_mm = edge.box.pad_y_mm = 1.25;
    Node around = group(Stack::column, {std::move(edge)});
    around.box.pad_y_mm = pad_mm;
    around.box.height = share();
    return around;
  };
  constexpr double roomy_mm = 2.5;
  Node band = group(Stack::first_that_fits, {way(TextStyle::strip, Says::part_and_hint, roomy_mm), way(TextStyle::plinth, Says::part_and_hint, roomy_mm),
                                             way(TextStyle::plinth, Says::part_and_hint, 0), way(TextStyle::strip, Says::part, roomy_mm),
                                             way(TextStyle::plinth, Says::part, 0)});
  band.box.height = fixed_mm(strip_mm);
  return band;
}

constexpr double wall_mm = 149.5;  // portrait: the mural on top

}  // namespace

Node page(const View& view, std::string id, Label title, std::vector<Node> content) {
  const View::Lowered lowered = view.lowered();
  const bool strip_stays = view.strip_stays();
  Node strip = view.app.scan.part.empty() ? top_strip(view) : scan_band(view);
  Node body = group(Stack::column, {});
  body.children.push_back(strip_stays ? space_mm(strip_gap_mm) : strip);
  for (Node& node : content) body.children.push_back(std::move(node));
  body.box.height = share();
  body.box.pad_x_mm = view.portrait() ? 14 : 12;
  Node root;
  root.id = std::move(id);
  root.role = Role::screen;
  root.label = std::move(title);
  root.language = view.app.language;
  root.look = Look::page;
  root.box.height = share();
  if (view.portrait()) {
    // Above the reach of most arms: to look at, not to touch.
    Node wall = group(Stack::column, {});
    wall.look = Look::mural;
    wall.icon_mm = 49.8;
    wall.box.height = fixed_mm(wall_mm);
    root.children.push_back(std::move(wall));
    if (lowered.above_mm > wall_mm) root.children.push_back(quiet_mm(lowered.above_mm - wall_mm));
  } else if (strip_stays) {
    Node top = group(Stack::column, {std::move(strip)});
    top.box.pad_x_mm = 12;
    root.children.push_back(std::move(top));
    root.children.push_back(quiet_mm(lowered.above_mm - strip_mm));
  } else if (lowered.above_mm > 0) {
    root.children.push_back(quiet_mm(lowered.above_mm));
  }
  root.children.push_back(std::move(body));
  root.children.push_back(access_bar(view));
  if (lowered.below_mm > 0) root.children.push_back(quiet_mm(lowered.below_mm));
  return root;
}

Node open_words(const View& view, std::string id, const directory::ServiceSummary& summary) {
  const directory::OpenNow& open = summary.open;
  const std::string& language = view.app.language;
  const auto row = [&](std::string icon, Label label, Look look) {
    Node text = words(std::move(id), std::move(label));
    text.bold = true;
    text.look = look;
    Node pair = fact(std::move(icon), 8, {std::move(text)});
    pair.box.gap_mm = 3;
    pair.box.cross = Place::center;
    return pair;
  };
  if (open.state == directory::OpenState::ring_to_check || !open.until)
    return !summary.has_phone ? row("talk", view.text("hours.text.ask_staff"_msg), Look::none) : row("phone", view.text("hours.text.ring_to_check"_msg), Look::none);
  const Label time{view.strings.time(language, open.until->minute_of_day)};
  if (open.state == directory::OpenState::open_until)
    return row("open", view.text("hours.text.open_until"_msg, {{"time", time}}), Look::mark);
  if (open.until->date == view.app.local.date)
    return row("closed", view.text("hours.text.closed_until_today"_msg, {{"time", time}}), Look::none);
  const Label day{view.strings.weekday(language, std::chrono::weekday{std::chrono::sys_days{open.until->date}})};
  return row("closed", view.text("hours.text.closed_until"_msg, {{"time", time}, {"day", day}}), Look::none);
}

Label distance_words(const View& view, const directory::ServiceSummary& summary, MessageKey far) {
  if (summary.here) return view.text("place.text.here"_msg);
  if (!summary.miles) return {};
  // Under ten there are tenths, and many languages have another word after a fraction.
  const long whole = std::round(*summary.miles * 10) < 100 ? 0 : std::lround(*summary.miles);
  return view.text(far, {{"miles", Label{view.strings.miles(view.app.language, *summary.miles)}}, {"whole", whole}});
}

}  // namespace kiosk::screens
