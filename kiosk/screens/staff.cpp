// SPDX-License-Identifier: GPL-3.0-or-later
// The PIN pad, the staff menu and the self-test. The pad speaks the language of
// the visit that it interrupts, since a resident may have held the name of the
// place by accident; what is behind it is in English, for staff.
#include <array>

#include <fmt/format.h>

#include "kiosk/screens/staff_parts.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

Label english(const View& view, MessageKey key, const Arguments& arguments = {}) { return view.strings.get("en", key, arguments); }

// --- The pad ---

Node pad_key(std::string id, Label label, Action action, Look look, bool enabled) {
  Node node;
  node.id = std::move(id);
  node.role = Role::key;
  node.label = std::move(label);
  node.action = std::move(action);
  node.enabled = enabled;
  node.look = enabled ? look : Look::button_off;
  node.box.height = share();
  Node ways = group(Stack::first_that_fits, {});
  for (const TextStyle style : {TextStyle::h1, TextStyle::label, TextStyle::plinth}) {
    if (style == TextStyle::h1 && look != Look::key) continue;  // words are longer than a digit
    Node words = own_label(style, true);
    words.box.main = Place::center;
    words.box.text = Place::center;
    ways.children.push_back(std::move(words));
  }
  ways.box.height = share();
  node.children.push_back(std::move(ways));
  return node;
}

Node pad(const View& view) {
  const session::AppState& app = view.app;
  const bool takes = view.site.has_pin && !app.checking_pin && session::pin_wait_s(app) == 0;
  Node rows = group(Stack::column, {});
  rows.box.width = fixed_mm(190);
  rows.box.height = view.portrait() ? fixed_mm(190) : share();
  rows.box.gap_mm = 5;
  rows.box.same_place = true;
  const auto row = [&](std::vector<Node> keys) {
    Node node = group(Stack::row, std::move(keys));
    node.box.gap_mm = 5;
    node.box.height = share();
    rows.children.push_back(std::move(node));
  };
  const auto digit = [&](int number) {
    const std::string text = std::to_string(number);
    return pad_key("staff_pin.key." + text, i18n::plain(text, app.language), TypeWords{text}, Look::key, takes);
  };
  row({digit(1), digit(2), digit(3)});
  row({digit(4), digit(5), digit(6)});
  row({digit(7), digit(8), digit(9)});
  row({pad_key("staff_pin.key.rub_out", view.text("search.key.rub_out"_msg), RubOut{}, Look::key_function, takes && !app.pin.empty()), digit(0),
       pad_key("staff_pin.key.ok", view.text("staff_pin.key.ok"_msg), SubmitWords{}, Look::button_primary, takes && app.pin.size() >= session::shortest_pin)});
  return rows;
}

// Blocks for what was typed, never the digits themselves.
Node typed(const View& view) {
  const session::AppState& app = view.app;
  Node field;
  field.id = "staff_pin.field";
  field.role = Role::textfield;
  field.label = view.text("staff_pin.field.typed"_msg, {{"count", static_cast<long>(app.pin.size())}});
  field.action = SubmitWords{};
  field.look = Look::field;
  field.box.pad_x_mm = 5;
  field.box.pad_y_mm = 3;
  field.box.gap_mm = 3;
  Node blocks = group(Stack::row, {});
  blocks.box.gap_mm = 3;
  for (std::size_t i = 0; i < session::longest_pin; ++i) {
    Node block = group(Stack::column, {});
    block.look = i < app.pin.size() ? Look::segment_on : Look::segment_off;
    block.box.height = fixed_mm(10);
    blocks.children.push_back(std::move(block));
  }
  field.children = {own_label(TextStyle::label, false), std::move(blocks)};
  return field;
}

Node state_words(const View& view) {
  const session::AppState& app = view.app;
  Label label = !view.site.has_pin      ? english(view, "staff.text.no_pin"_msg)
                : app.checking_pin      ? view.text("staff_pin.text.checking"_msg)
                : app.tries.wrong == 0  ? view.text("staff_pin.text.how"_msg)
                                        : view.text("staff_pin.text.wrong"_msg);
  if (const int wait_s = session::pin_wait_s(app); view.site.has_pin && wait_s > 0)
    label = i18n::joined(std::move(label), " ", view.text("still_there.timer.left"_msg, {{"seconds", static_cast<long>(wait_s)}}));
  Node state = words("staff_pin.state", std::move(label));
  state.live = true;
  return state;
}

// --- The self-test ---

MessageKey name_of_part(TestPart part) {
  static constexpr std::array names{"self_test.part.screen"_msg, "self_test.part.speech"_msg, "self_test.part.volume"_msg,
                                    "self_test.part.keys"_msg,   "self_test.part.jack"_msg,   "self_test.part.touch"_msg};
  return names[static_cast<std::size_t>(part)];
}

Label result_words(const View& view, TestResult result) {
  static constexpr std::array names{"self_test.result.untried"_msg, "self_test.result.passed"_msg, "self_test.result.failed"_msg, "self_test.result.absent"_msg};
  return english(view, names[static_cast<std::size_t>(result)]);
}

// A part and how it went, in a word and a mark; pressed, it is tried.
Node part_row(const View& view, TestPart part) {
  static constexpr std::array marks{"history", "check", "close", "minus"};
  const TestResult result = view.app.test.results[static_cast<std::size_t>(part)];
  Node row = desk_card("self_test." + std::string(name_of(part)), marks[static_cast<std::size_t>(result)], english(view, name_of_part(part)), {}, OpenTest{part});
  Node word = words(row.id + ".result", result_words(view, result), TextStyle::label);
  word.bold = true;
  word.box.width = fit();
  row.children.insert(row.children.end() - 1, std::move(word));
  return row;
}

Label summary(const View& view) {
  Label failed;
  std::size_t tried = 0;
  for (std::size_t i = 0; i < test_part_names.size(); ++i) {
    const TestResult result = view.app.test.results[i];
    if (result != TestResult::untried) ++tried;
    if (result != TestResult::failed) continue;
    const Label name = english(view, name_of_part(static_cast<TestPart>(i)));
    failed = failed.empty() ? name : i18n::joined(std::move(failed), ", ", name);
  }
  if (!failed.empty()) return english(view, "self_test.text.failed"_msg, {{"what", failed}});
  return english(view, tried == 0 ? "self_test.text.how"_msg : tried < test_part_names.size() ? "self_test.text.so_far"_msg : "self_test.text.all_well"_msg);
}

Node answer(const View& view, std::string id, std::string icon, MessageKey key, TestResult result, Look look = Look::button) {
  Node node = button(std::move(id), std::move(icon), english(view, key), AnswerTest{result}, look);
  node.box.min_height_mm = 24;
  return node;
}

// What to do for the part that is open, and how to say what came of it.
std::vector<Node> open_part(const View& view, TestPart part) {
  const session::SelfTest& test = view.app.test;
  std::vector<Node> nodes, answers;
  const auto question = [&](MessageKey key, const Arguments& arguments = {}) {
    nodes.push_back(words("self_test.question", english(view, key, arguments), TextStyle::lead));
    nodes.back().live = true;
  };
  const auto yes_or_no = [&] {
    answers.push_back(answer(view, "self_test.yes", "check", "self_test.button.yes"_msg, TestResult::passed, Look::button_primary));
    answers.push_back(answer(view, "self_test.no", "close", "self_test.button.no"_msg, TestResult::failed));
  };
  const auto again = [&] {
    answers.push_back(button("self_test.again", "speaker", english(view, "self_test.button.again"_msg), PlayTest{}));
    answers.back().box.min_height_mm = 24;
  };
  const auto finished = [&](MessageKey absent) {
    answers.push_back(answer(view, "self_test.done", "check", "access.button.done"_msg, TestResult::passed, Look::button_primary));
    answers.push_back(answer(view, "self_test.absent", "minus", absent, TestResult::absent));
  };
  switch (part) {
    case TestPart::screen:
      question("self_test.text.screen"_msg);
      yes_or_no();
      break;
    case TestPart::speech: {
      const std::vector<std::string> heard = session::heard_languages(view.site);
      const i18n::LanguageInfo* info = test.step < heard.size() ? view.strings.find(heard[test.step]) : nullptr;
      question("self_test.text.speech"_msg, {{"language", i18n::plain(info != nullptr ? info->english_name : "", "en")}});
      yes_or_no();
      again();
      break;
    }
    case TestPart::volume:
      question("self_test.text.volume"_msg, {{"step", static_cast<long>(test.step + 1)}});
      yes_or_no();
      again();
      break;
    case TestPart::keys: {
      question("self_test.text.keys"_msg);
      std::string seen;
      for (const std::string& key : test.keys) seen += (seen.empty() ? "" : ", ") + key;
      Node keys = words("self_test.seen", english(view, "self_test.text.seen"_msg, {{"what", i18n::plain(seen.empty() ? "-" : seen, "en")}}), TextStyle::label);
      keys.live = true;
      nodes.push_back(std::move(keys));
      finished("self_test.button.no_keys"_msg);
      break;
    }
    case TestPart::jack: {
      question("self_test.text.jack"_msg);
      const auto seen = [&](std::string id, MessageKey name, TestResult result) {
        Node node = words(std::move(id), i18n::joined(english(view, name), ": ", result_words(view, result)), TextStyle::label);
        node.live = true;
        nodes.push_back(std::move(node));
      };
      seen("self_test.jack_in", "self_test.text.jack_in"_msg, test.jack_in ? TestResult::passed : TestResult::untried);
      seen("self_test.jack_out", "self_test.text.jack_out"_msg, test.jack_out ? TestResult::passed : TestResult::untried);
      finished("self_test.button.no_jack"_msg);
      break;
    }
    case TestPart::touch: break;
  }
  Node row = group(view.portrait() ? Stack::column : Stack::row, std::move(answers));
  row.box.gap_mm = 5;
  for (Node& one : row.children) one.box.width = share();
  nodes.push_back(std::move(row));
  return nodes;
}

// A cross in the middle or near a corner of what is left of the glass, in turn.
Node crosses(const View& view) {
  const std::size_t step = view.app.test.step;
  Node cross;
  cross.id = "self_test.cross";
  cross.role = Role::image;
  cross.label = english(view, "self_test.text.cross"_msg, {{"step", static_cast<long>(step + 1)}, {"most", static_cast<long>(session::test_crosses)}});
  cross.live = true;
  cross.box.width = cross.box.height = fixed_mm(30);
  cross.children = {picture("crosshairs-gps", 30)};
  // Top left, top right, bottom left, bottom right, then the middle.
  const bool middle = step >= 4, right = step % 2 == 1, low = step >= 2;
  Node row = group(Stack::row, {std::move(cross)});
  row.box.main = middle ? Place::center : right ? Place::end : Place::start;
  Node area = group(Stack::column, {});
  area.box.height = share();
  area.box.main = middle ? Place::center : low ? Place::end : Place::start;
  area.children.push_back(std::move(row));
  return area;
}

}  // namespace

Node staff_page(const View& view, std::string id, Label title, std::vector<Node> content) {
  Node site = words("staff.site", english(view, "staff.strip.site"_msg, {{"site", i18n::plain(view.site.name, "en")}}), TextStyle::strip);
  site.bold = true;
  Node strip = group(Stack::row, {picture("lock-outline", 10), std::move(site)});
  strip.box.gap_mm = 4;
  strip.box.cross = Place::center;
  if (view.app.screen != Screen::staff_pin) {
    // When it locks, and a way to do so now; where words are large the way alone.
    Node lock = button("staff.lock", "lock-outline", english(view, "staff.button.lock"_msg), BackToVisit{});
    lock.box.width = fit();
    lock.box.pad_y_mm = 1;
    Node minutes = words("staff.locks", english(view, "staff.strip.locks"_msg, {{"minutes", static_cast<long>(session::locks_in_minutes(view.app, view.site))}}), TextStyle::strip);
    minutes.box.width = fit();
    Node all = strip, least = strip;
    all.children.push_back(std::move(minutes));
    for (Node* one : {&all, &least}) {
      one->children.push_back(lock);
      one->box.height = share();
    }
    Node icon_alone = least;
    icon_alone.children.back().children = {picture("lock-outline", 10)};
    strip = group(Stack::first_that_fits, {std::move(all), std::move(least), std::move(icon_alone)});
  }
  strip.look = Look::plinth;
  strip.box.height = fixed_mm(24);
  strip.box.pad_x_mm = view.portrait() ? 14 : 12;
  Node body = group(Stack::column, std::move(content));
  body.box.height = share();
  body.box.pad_x_mm = view.portrait() ? 14 : 12;
  body.box.pad_y_mm = 8;
  Node root;
  root.id = std::move(id);
  root.role = Role::screen;
  root.label = std::move(title);
  root.language = view.app.language;
  root.look = Look::page;
  root.box.height = share();
  // Standing up, the top of the glass is out of many a reach, as on residents' pages.
  if (view.portrait()) root.children.push_back(quiet_mm(149.5));
  root.children.push_back(std::move(strip));
  root.children.push_back(std::move(body));
  return root;
}

Node describe_staff_pin(const View& view) {
  const Label title = view.text("staff_pin.heading.title"_msg);
  Node aloud = button("staff_pin.read_aloud", view.app.preferences.read_aloud ? "check" : "speaker", view.text("bar.button.read_aloud"_msg), ToggleReadAloud{},
                      view.app.preferences.read_aloud ? Look::button_primary : Look::button);
  aloud.role = Role::toggle;
  aloud.checked = view.app.preferences.read_aloud;
  Node back = button("staff_pin.back", "back", view.text("staff_pin.button.back"_msg), BackToVisit{});
  for (Node* one : {&aloud, &back}) one->box.min_height_mm = 20;
  Node warning = words("staff_pin.warning", view.text("staff_pin.text.warning"_msg));
  Node left = group(Stack::column, {heading("staff_pin.title", title), state_words(view), typed(view)});
  left.box.gap_mm = 6;
  if (view.room_step() < 4) {
    for (Node* one : {&aloud, &warning, &back}) left.children.push_back(std::move(*one));
  } else {
    // Large words leave room for one row of buttons.
    Node row = group(Stack::row, {std::move(back), std::move(aloud)});
    row.box.gap_mm = 4;
    for (Node& one : row.children) one.box.width = share();
    left.children.push_back(std::move(warning));
    left.children.push_back(std::move(row));
    left.box.gap_mm = 3;
  }
  std::vector<Node> nodes;
  if (view.portrait()) {
    nodes.push_back(spring());
    nodes.push_back(std::move(left));
    nodes.push_back(space_mm(10));
    Node row = group(Stack::row, {pad(view)});
    row.box.main = Place::center;
    nodes.push_back(std::move(row));
  } else {
    left.box.height = share();
    left.box.main = Place::center;
    Node row = group(Stack::row, {std::move(left), pad(view)});
    row.box.gap_mm = 20;
    row.box.height = share();
    nodes.push_back(std::move(row));
  }
  return staff_page(view, "staff_pin", title, std::move(nodes));
}

// What else staff can do joins as one more row.
Node describe_staff(const View& visit) {
  const InEnglish in_english(visit);
  const View& view = in_english.view();
  const Label title = view.text("staff.heading.title"_msg);
  std::vector<Node> rows;
  rows.push_back(wide_button("staff.packs", "usb", view.text("staff.button.packs"_msg), OpenScreen{Screen::staff_packs}));
  rows.push_back(wide_button("staff.records", "history", view.text("staff.button.records"_msg), OpenScreen{Screen::staff_records}));
  rows.push_back(wide_button("staff.notices", "bullhorn", view.text("staff.button.notices"_msg), OpenScreen{Screen::staff_notices}));
  rows.push_back(wide_button("staff.guide", "book", view.text("staff_guide.heading.title"_msg), OpenScreen{Screen::staff_guide}));
  rows.push_back(wide_button("staff.self_test", "tune", view.text("staff.button.self_test"_msg), OpenScreen{Screen::staff_self_test}));
  if (view.visit_aside) rows.push_back(wide_button("staff.back", "back", view.text("staff.button.back"_msg), BackToVisit{}, Look::button_primary));
  rows.push_back(wide_button("staff.leave", "close", view.text("staff.button.leave"_msg), StartAgain{}));
  Node list = desk_pager("staff.list", title, std::move(rows));
  list.box.gap_mm = 5;
  Beside beside;
  beside.page_buttons = turn_if_many(view, "staff", "staff.list");
  std::vector<Node> nodes;
  nodes.push_back(heading("staff.title", title));
  nodes.push_back(space_mm(5));
  nodes.push_back(content_beside(view, std::move(list), std::move(beside)));
  return staff_page(view, "staff", title, std::move(nodes));
}

Node describe_self_test(const View& visit) {
  const InEnglish in_english(visit);
  const View& view = in_english.view();
  const session::SelfTest& test = view.app.test;
  std::vector<Node> nodes;
  if (test.part) {
    const Label title = view.text(name_of_part(*test.part));
    if (*test.part == TestPart::touch) {
      Node stop = button("self_test.no", "close", view.text("self_test.button.cannot_touch"_msg), AnswerTest{TestResult::failed});
      stop.box.width = fit();
      nodes.push_back(title_row(view, heading("self_test.title", title), {std::move(stop)}));
      nodes.push_back(crosses(view));
      nodes.insert(nodes.begin() + 1, words("self_test.question", view.text("self_test.text.touch"_msg)));
    } else {
      if (view.portrait()) nodes.push_back(spring());
      nodes.push_back(title_row(view, heading("self_test.title", title)));
      Node column = group(Stack::column, open_part(view, *test.part));
      column.box.gap_mm = 8;
      nodes.push_back(space_mm(6));
      nodes.push_back(std::move(column));
    }
    return staff_page(view, "staff_self_test", title, std::move(nodes));
  }
  const Label title = view.text("staff.button.self_test"_msg);
  nodes.push_back(title_row(view, heading("self_test.title", title)));
  Node so_far = words("self_test.summary", summary(view), TextStyle::lead);
  so_far.live = true;
  nodes.push_back(space_mm(3));
  nodes.push_back(std::move(so_far));
  nodes.push_back(space_mm(4));
  std::vector<Node> parts;
  for (std::size_t i = 0; i < test_part_names.size(); ++i) parts.push_back(part_row(view, static_cast<TestPart>(i)));
  Node pager = desk_pager("self_test.list", title, std::move(parts));
  Beside beside;
  beside.page_buttons = turn_if_many(view, "self_test", "self_test.list");
  nodes.push_back(content_beside(view, std::move(pager), std::move(beside)));
  return staff_page(view, "staff_self_test", title, std::move(nodes));
}

}  // namespace kiosk::screens
