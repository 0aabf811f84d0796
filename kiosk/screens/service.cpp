// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;
using i18n::Span;
using i18n::SpanKind;

// A heading word, then what it says, beside an icon.
Node detail(const View& view, std::string id, std::string icon, MessageKey what, std::vector<Node> facts) {
  constexpr double icon_mm = 12;
  Node name = words(std::move(id), view.text(what), TextStyle::label);
  name.bold = true;
  // The icon stands beside the heading word, however high its line.
  Node first = fact(std::move(icon), icon_mm, {std::move(name)});
  first.box.cross = Place::center;
  Node rest = group(Stack::column, std::move(facts));
  rest.box.pad_start_mm = icon_mm + first.box.gap_mm;
  rest.box.gap_mm = 0.5;
  return group(Stack::column, {std::move(first), std::move(rest)});
}

Node notice_of_english(const View& view) {
  Node text = words("service.only_english", view.text("service.text.only_english"_msg), TextStyle::label);
  text.passage = true;
  Node notice = fact("language", 10, {std::move(text)});
  notice.look = Look::notice;
  notice.box.pad_x_mm = 5;
  notice.box.pad_y_mm = 3;
  notice.box.cross = Place::center;
  return notice;
}
// Width is there for it, and the facts want the height.
bool notice_beside_title(const View& view) { return !view.portrait() && !view.one_column(); }

bool in_easy_words(const View& view, const directory::Service& service) { return view.app.easy_words && !service.easy.empty(); }

// The meaning of a hard word, opened under the text it stands in.
Node meaning(const View& view, const directory::ExplainedWord& word, std::size_t index) {
  const bool narrow = view.one_column();
  Node name = heading("service.meaning.word", word.word, TextStyle::h2);
  Node listen = listen_button(view, "service.meaning.listen", "service.meaning");
  Node close = button("service.meaning.close", "close", view.text("service.button.close"_msg), ToggleWord{index});
  for (Node* one : {&listen, &close}) {
    one->look = Look::button;
    one->box.min_height_mm = 13;
    one->box.pad_x_mm = 4;
    one->box.pad_y_mm = 1.5;
    one->box.gap_mm = 3;
    one->box.width = narrow ? share() : fit();
    one->box.main = Place::center;
    one->children.front() = picture(one->children.front().icon, 8);
  }
  Node buttons = group(Stack::row, {std::move(listen), std::move(close)});
  buttons.box.gap_mm = 3;
  buttons.box.cross = Place::center;
  if (!narrow) buttons.box.width = fit();
  Node top = group(narrow ? Stack::column : Stack::row, {std::move(name)});
  top.box.gap_mm = 3;
  top.box.cross = narrow ? Place::stretch : Place::center;
  if (!narrow) top.children.push_back(std::move(buttons));
  Node panel = group(Stack::column, {std::move(top)});
  panel.id = "service.meaning";
  panel.look = Look::panel;
  panel.box.pad_x_mm = 5;
  panel.box.pad_y_mm = 4;
  panel.box.gap_mm = 2;
  panel.children.push_back(words("service.meaning.text", word.meaning));
  if (!word.meaning.empty() && word.meaning.front().language != view.app.language && view.app.language != "en")
    panel.children.push_back(words("service.meaning.english", view.text("service.text.only_english"_msg), TextStyle::small));
  if (narrow) panel.children.push_back(std::move(buttons));
  return panel;
}

// What the service is, in its own words or in easy ones; under it the hard words in them, and the meaning of the one that is open.
void add_description(const View& view, const directory::Service& service, std::vector<Node>& nodes) {
  const bool easy = in_easy_words(view, service);
  if (easy) {
    for (std::size_t i = 0; i < service.easy.size(); ++i) {
      nodes.push_back(fact(service.easy[i].picture, 16, {words("service.easy." + std::to_string(i), service.easy[i].text, TextStyle::lead)}));
      nodes.back().box.cross = Place::center;
    }
  } else {
    nodes.push_back(words("service.description", service.description.empty() ? service.summary.summary : service.description, TextStyle::lead));
  }
  const std::vector<directory::ExplainedWord>& hard = easy ? service.easy_words : service.words;
  const std::size_t a_row = view.one_column() ? 1 : view.portrait() ? 3 : 2;
  std::vector<Node> rows;
  for (std::size_t i = 0; i < hard.size(); ++i) {
    const bool open = view.app.open_word == i;
    Node pill = button("service.word." + std::to_string(i), open ? "check" : "book", hard[i].word, ToggleWord{i}, open ? Look::button_primary : Look::button);
    pill.role = Role::toggle;
    pill.checked = open;
    pill.spoken = view.text("service.word.spoken"_msg, {{"word", hard[i].word}});
    pill.box.width = fit();
    pill.box.min_height_mm = 13;
    pill.box.pad_x_mm = 4;
    pill.box.pad_y_mm = 1.5;
    if (i % a_row == 0) {
      rows.push_back(group(Stack::row, {}));
      rows.back().box.gap_mm = 4;
    }
    rows.back().children.push_back(std::move(pill));
  }
  if (rows.empty()) return;
  Node pills = group(Stack::column, std::move(rows));
  pills.box.gap_mm = 3;
  nodes.push_back(std::move(pills));
  if (view.app.open_word && *view.app.open_word < hard.size()) nodes.push_back(meaning(view, hard[*view.app.open_word], *view.app.open_word));
}

std::vector<Node> details(const View& view, const directory::Service& service) {
  std::vector<Node> nodes;
  if (service.only_english && !notice_beside_title(view)) nodes.push_back(notice_of_english(view));
  add_description(view, service, nodes);
  if (!service.phones.empty()) {
    std::vector<Node> numbers;
    for (std::size_t i = 0; i < service.phones.size(); ++i) {
      const directory::Phone& phone = service.phones[i];
      const std::string id = "service.phone." + std::to_string(i);
      Node number = words(id, {Span{phone.number, "en", SpanKind::telephone}}, TextStyle::phone);
      number.bold = true;
      numbers.push_back(english_is_heard(view) ? with_button(view, std::move(number), slow_button(view, id + ".slow", id, "service.button.slow"_msg)) : std::move(number));
      if (!phone.description.empty()) numbers.push_back(words(id + ".about", phone.description));
    }
    nodes.push_back(detail(view, "service.phone", "phone", "service.text.phone"_msg, std::move(numbers)));
  }
  if (!service.address.empty() || !service.postcode.empty()) {
    Label where{Span{service.address, "en"}};
    if (!service.postcode.empty()) where = i18n::joined(std::move(where), ", ", {Span{service.postcode, "en", SpanKind::postcode}});
    std::vector<Node> lines;
    Node line = words("service.address.line", std::move(where));
    const bool slowly = !service.postcode.empty() && english_is_heard(view);
    lines.push_back(std::move(line));
    if (Label distance = distance_words(view, service.summary, "place.text.miles_straight"_msg); !distance.empty())
      lines.push_back(words("service.distance", std::move(distance)));
    Node place = detail(view, "service.address", "place", "service.text.where"_msg, std::move(lines));
    if (slowly) {
      // Beside the heading, so that the address keeps its width.
      Node control = slow_button(view, "service.address.slow", "service.address.line", "service.button.slow_postcode"_msg);
      place.children.front() = with_button(view, std::move(place.children.front()), std::move(control));
    }
    nodes.push_back(std::move(place));
  }
  if (!service.email.empty() || !service.website.empty()) {
    std::vector<Node> lines;
    if (!service.email.empty()) lines.push_back(words("service.email.line", {Span{service.email, "en", SpanKind::email}}));
    if (!service.website.empty()) lines.push_back(words("service.web.line", {Span{service.website, "en", SpanKind::web}}));
    nodes.push_back(detail(view, "service.online", "web", "service.text.online"_msg, std::move(lines)));
  }
  std::vector<Node> cost_and_who;
  if (!service.cost.empty()) cost_and_who.push_back(detail(view, "service.cost", "wallet", "service.text.cost"_msg, {words("service.cost.line", service.cost)}));
  if (!service.eligibility.empty())
    cost_and_who.push_back(detail(view, "service.who", "people", "service.text.who"_msg, {words("service.who.line", service.eligibility)}));
  // A word or two each, mostly: side by side where height is dearer than width.
  if (cost_and_who.size() == 2 && !view.portrait() && !view.one_column()) {
    Node both = group(Stack::row, std::move(cost_and_who));
    both.box.gap_mm = 5;
    nodes.push_back(std::move(both));
  } else {
    for (Node& one : cost_and_who) nodes.push_back(std::move(one));
  }
  if (!service.accessibility.empty()) {
    std::vector<Node> lines;
    for (std::size_t i = 0; i < service.accessibility.size(); ++i)
      lines.push_back(words("service.access." + std::to_string(i), service.accessibility[i]));
    nodes.push_back(detail(view, "service.access", "wheelchair", "service.text.access"_msg, std::move(lines)));
  }
  return nodes;
}

Label hours_of_day(const View& view, const std::vector<directory::Period>& periods) {
  const std::string& language = view.app.language;
  if (periods.empty()) return view.text("hours.text.closed"_msg);
  Label label;
  for (const directory::Period& period : periods) {
    const bool all_day = period.opens_minute == 0 && period.closes_minute >= 1439;
    Label one = all_day ? view.text("hours.text.all_day"_msg) : Label{view.strings.time_range(language, period.opens_minute, period.closes_minute)};
    label = label.empty() ? std::move(one) : view.text("hours.text.and_then"_msg, {{"earlier", std::move(label)}, {"later", std::move(one)}});
  }
  return label;
}

Node hours_panel(const View& view, const directory::Service& service) {
  const auto today = std::chrono::weekday{std::chrono::sys_days{view.app.local.date}};
  Node panel = group(Stack::column, {});
  panel.look = Look::panel;
  panel.box.pad_x_mm = 3.5;
  panel.box.pad_y_mm = 4;
  panel.box.height = share();
  // Where seven rows are higher than a page the week stands in two columns, and the state beside its heading.
  const bool in_two = view.low() || (view.one_column() && (!view.portrait() || view.app.preferences.reach));
  Node top = group(in_two ? Stack::row : Stack::column, {});
  top.box.pad_x_mm = 2.5;
  top.box.gap_mm = 1;
  top.children.push_back(heading("service.hours", view.text("service.heading.hours"_msg), TextStyle::h2));
  top.children.push_back(open_words(view, "service.open", service.summary));
  if (in_two) top.box.gap_mm = 7;
  panel.children.push_back(std::move(top));
  if (!service.hours.known) {
    Node unknown = words("service.hours.unknown", view.text("hours.text.not_known"_msg));
    unknown.box.pad_x_mm = 2.5;
    unknown.box.pad_y_mm = 3;
    panel.children.push_back(std::move(unknown));
    panel.box.height = fit();
    return panel;
  }
  Node week;
  week.id = "service.week";
  week.role = Role::list;
  week.label = view.text("service.heading.hours"_msg);
  week.box.height = share();
  std::vector<Node> columns(in_two ? 2 : 1, group(Stack::column, {}));
  for (unsigned i = 0; i < 7; ++i) {
    const std::chrono::weekday day{(i + 1) % 7};
    const std::string id = "service.day." + std::to_string(i + 1);
    const bool is_today = day == today;
    Node row;
    row.id = id;
    row.role = Role::listitem;
    row.label = {view.strings.weekday(view.app.language, day)};
    if (is_today) row.label = view.text("hours.text.today"_msg, {{"day", row.label}});
    row.box.stack = Stack::row;
    row.box.height = share();
    row.box.cross = Place::center;
    row.box.gap_mm = 3;
    row.box.pad_x_mm = 2.5;
    row.box.pad_y_mm = 1;
    row.look = is_today ? Look::row_today : Look::none;
    Node name = own_label(TextStyle::body, is_today);
    Node times = words(id + ".times", hours_of_day(view, service.hours.week[i]));
    times.bold = is_today;
    times.box.width = fit();
    times.box.text = Place::end;
    row.children = {std::move(name), std::move(times)};
    std::vector<Node>& days = columns[in_two && i >= 4 ? 1 : 0].children;
    if (!days.empty()) {
      Node line = group(Stack::column, {});
      line.look = Look::hairline;
      line.box.height = fixed_mm(0.25);
      days.push_back(std::move(line));
    }
    days.push_back(std::move(row));
  }
  if (in_two) {
    week.box.stack = Stack::row;
    week.box.gap_mm = 7;
    week.children = std::move(columns);
  } else {
    week.children = std::move(columns.front().children);
  }
  panel.children.push_back(std::move(week));
  return panel;
}

Label checked_words(const View& view, const directory::Service& service) {
  if (!service.assured) return view.text("service.text.never_checked"_msg);
  return view.text("service.text.checked"_msg, {{"date", Label{view.strings.date_full(view.app.language, *service.assured)}}});
}

}  // namespace

std::vector<Node> service_facts(const View& view, const directory::Service& service) {
  std::vector<Node> nodes = details(view, service);
  nodes.push_back(open_words(view, "service.open", service.summary));
  if (service.hours.known) {
    for (unsigned i = 0; i < 7; ++i) {
      const std::chrono::weekday day{(i + 1) % 7};
      nodes.push_back(words("service.day." + std::to_string(i + 1), i18n::joined({view.strings.weekday(view.app.language, day)}, ": ", hours_of_day(view, service.hours.week[i]))));
    }
  } else {
    nodes.push_back(words("service.hours.unknown", view.text("hours.text.not_known"_msg)));
  }
  nodes.push_back(words("service.checked", checked_words(view, service), TextStyle::example));
  return nodes;
}

Node describe_service(const View& view) {
  const directory::Service& service = *view.app.service;
  Node content;
  content.id = "service.content";
  content.role = Role::pager;
  content.label = service.summary.name;
  content.passage = true;
  content.box.height = share();
  content.box.gap_mm = 4.5;
  content.paging = Paging{};
  // Facts that fit one page share its height with the hours beside them.
  if (!view.one_column()) content.box.main = Place::between;
  if (view.portrait()) content.paging->second_column_mm = 156;
  else if (!view.one_column()) content.paging->second_column_mm = 131;
  content.children = details(view, service);
  Node hours = hours_panel(view, service);
  hours.column = 1;
  content.children.push_back(std::move(hours));

  Node listen = listen_button(view, "service.listen");
  if (!view.one_column() && !view.portrait()) listen.box.min_height_mm = view.low() ? 22 : 34;

  Beside beside;
  beside.rail_mm = 96;
  beside.actions.push_back(std::move(listen));
  Node talk = button("service.talk", "talk", view.text("results.button.talk"_msg), OpenScreen{Screen::talk});
  talk.box.min_height_mm = view.low() ? 20 : 24;
  talk.box.main = Place::start;
  if (service.summary.signed_video) beside.actions.push_back(sign_button(view, "service.sign", {"service", service.summary.id}));
  beside.actions.push_back(std::move(talk));
  if (!service.easy.empty()) {
    Node easy = button("service.easy", "book", view.text("service.toggle.easy"_msg), ToggleEasyWords{}, view.app.easy_words ? Look::button_primary : Look::button);
    easy.role = Role::toggle;
    easy.checked = view.app.easy_words;
    easy.box.min_height_mm = 20;
    easy.box.main = Place::start;
    if (view.app.easy_words) easy.children.push_back(picture("check", 8));
    // Large words leave a rail no room for a third.
    if (view.one_column() && !view.portrait()) {
      easy.box.width = fit();
      content.children.insert(content.children.begin(), std::move(easy));
    } else {
      beside.actions.push_back(std::move(easy));
    }
  }
  beside.page_buttons = page_buttons(view, "service", "service.content");
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  Node checked = fact("history", 9, {words("service.checked", checked_words(view, service), TextStyle::example)});
  checked.box.gap_mm = 3;
  checked.box.cross = Place::center;
  if (view.one_column() || view.low()) content.children.push_back(std::move(checked));
  else beside.notes.push_back(std::move(checked));
  Node columns = content_beside(view, std::move(content), std::move(beside));
  Node gap = group(Stack::column, {});
  gap.box.height = fixed_mm(4);
  Node foot = group(Stack::column, {});
  foot.box.height = fixed_mm(4.5);
  Node title = heading("service.name", service.summary.name);
  title.passage = true;
  std::vector<Node> nodes;
  std::vector<Node> at_end;
  if (service.only_english && notice_beside_title(view)) {
    at_end.push_back(notice_of_english(view));
    at_end.back().box.width = fit();
  }
  nodes.push_back(title_row(view, std::move(title), std::move(at_end)));
  nodes.push_back(std::move(gap));
  nodes.push_back(std::move(columns));
  nodes.push_back(std::move(foot));
  return page(view, "service", service.summary.name, std::move(nodes));
}

}  // namespace kiosk::screens
