// SPDX-License-Identifier: GPL-3.0-or-later
// Records that nobody has checked for long, any record as residents see it, and how a word is said.
#include <array>
#include <chrono>

#include "kiosk/screens/staff_parts.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;
using Do = DeskJob::Do;

// "14 months since checked"; a month that is not over yet does not count.
Label age_words(const View& view, const DeskRecord& record) {
  if (view.app.desk.confirmed.contains(record.id)) return view.text("staff_records.text.today"_msg);
  if (!record.checked) return view.text("staff_records.text.never"_msg);
  const Date today = view.app.local.date;
  int months = (static_cast<int>(today.year()) - static_cast<int>(record.checked->year())) * 12 + static_cast<int>(static_cast<unsigned>(today.month())) - static_cast<int>(static_cast<unsigned>(record.checked->month()));
  if (today.day() < record.checked->day()) --months;
  return view.text("staff_records.text.months"_msg, {{"months", static_cast<long>(months)}});
}

Node record_card(std::string id, Label name, Label age, const std::string& record, const char* icon) {
  Node card;
  card.id = std::move(id);
  card.role = Role::card;
  card.label = std::move(name);
  card.action = OpenRecord{record};
  card.look = Look::card;
  card.box.stack = Stack::row;
  card.box.pad_x_mm = 7;
  card.box.pad_y_mm = 3;
  card.box.gap_mm = 5;
  card.box.min_height_mm = 22;
  card.box.cross = Place::center;
  Node text = group(Stack::column, {own_label(TextStyle::label, true)});
  if (!age.empty()) text.children.push_back(words(card.id + ".age", std::move(age)));
  card.children = {picture(icon, 10), std::move(text), picture("forward", 8)};
  return card;
}

const DeskRecord* listed(const session::Desk& desk) {
  if (!desk.records) return nullptr;
  for (const auto* list : {&desk.records->records, &desk.records->hidden})
    for (const DeskRecord& one : *list)
      if (one.id == desk.record) return &one;
  return nullptr;
}

// The end of a long text, where typing goes on: all of it would leave the page no room. It is spoken whole.
std::string tail_of(const View& view, const std::string& typed) {
  const std::size_t most = view.one_column() ? 90 : 220;
  if (typed.size() <= most) return typed;
  std::size_t from = typed.size() - most;
  while (from < typed.size() && (static_cast<unsigned char>(typed[from]) & 0xC0U) == 0x80U) ++from;
  return "\xE2\x80\xA6" + typed.substr(from);
}

// What is typed, as the search has it.
Node field(const View& view, std::string id, Label name, const std::string& typed, Action action, TextStyle style) {
  Node node;
  node.id = std::move(id);
  node.role = Role::textfield;
  node.label = typed.empty() ? name : i18n::plain(with_places_to_break(tail_of(view, typed)), "en");
  node.spoken = typed.empty() ? name : i18n::joined(std::move(name), ": ", i18n::plain(typed, "en"));
  node.value = i18n::plain(typed, "en");
  node.action = std::move(action);
  node.look = Look::field;
  node.live = true;
  node.box.stack = Stack::row;
  node.box.min_height_mm = 20;
  node.box.gap_mm = 4;
  node.box.pad_x_mm = 6;
  node.box.pad_y_mm = 2;
  node.box.cross = Place::center;
  node.children = {own_label(style, false)};
  return node;
}

}  // namespace

Node describe_staff_records(const View& visit) {
  const InEnglish english(visit);
  const View& view = english.view();
  const session::Desk& desk = view.app.desk;
  const Label title = view.text(desk.hidden ? "staff_records.heading.hidden"_msg : "staff_records.heading.title"_msg);
  std::vector<Node> nodes, end;
  for (Node& one : outcome(view, "staff_records", {})) nodes.push_back(std::move(one));
  if (!desk.records) {
    if (nodes.empty()) nodes.push_back(words("staff_records.state", view.text("desk.stage.content"_msg), TextStyle::lead));
  } else {
    const std::vector<DeskRecord>& list = desk.hidden ? desk.records->hidden : desk.records->records;
    if (!desk.hidden)
      nodes.push_back(words("staff_records.count", view.text("staff_records.text.count"_msg, {{"year", static_cast<long>(desk.records->over_12_months)}, {"half", static_cast<long>(desk.records->over_6_months)}})));
    for (const DeskRecord& one : list)
      nodes.push_back(record_card("staff_records.card." + one.id, i18n::plain(one.name, "en"), age_words(view, one), one.id, desk.hidden || desk.hid.contains(one.id) ? "eye-off" : "history"));
    if (list.empty()) nodes.push_back(words("staff_records.none", view.text(desk.hidden ? "staff_records.text.none_hidden"_msg : "staff_records.text.none"_msg), TextStyle::lead));
  }
  std::vector<Node> actions;
  actions.push_back(wide_button("staff_records.find", "search", view.text("staff_records.button.find"_msg), OpenScreen{Screen::staff_find}));
  actions.push_back(wide_button("staff_records.hidden", desk.hidden ? "history" : "eye-off", view.text(desk.hidden ? "staff_records.button.to_check"_msg : "staff_records.button.hidden"_msg), ShowHidden{}));
  return desk_page(view, "staff_records", title, std::move(end), desk_pager("staff_records.list", title, std::move(nodes)), std::move(actions));
}

Node describe_staff_record(const View& visit) {
  const InEnglish english(visit);
  const View& view = english.view();
  const session::Desk& desk = view.app.desk;
  const bool of_workbook = desk.preview_of == DeskJob::Of::workbook;
  const DeskRecord* const row = listed(desk);
  const Label title = view.app.service ? view.app.service->summary.name : row != nullptr ? i18n::plain(row->name, "en") : view.text("staff_record.text.gone"_msg);
  const bool hidden = session::is_hidden(desk);
  const bool working = desk.job && changes_something(desk.job->what_to_do);
  std::vector<Node> nodes;
  if (working) nodes.push_back(progress_panel(view, "staff_record"));
  const Label done = desk.ended == Do::hide ? view.text("staff_record.text.hid"_msg) : desk.ended == Do::show ? view.text("staff_record.text.shown"_msg) : desk.ended == Do::confirm ? view.text("staff_record.text.confirmed"_msg) : Label{};
  for (Node& one : outcome(view, "staff_record", done)) nodes.push_back(std::move(one));
  if (!of_workbook)
    for (Node& one : why_not_here(view, "staff_record")) nodes.push_back(std::move(one));
  // As residents see it, but for what they press in it.
  const i18n::LanguageInfo* info = view.strings.find(desk.preview);
  if (view.app.service) {
    session::AppState app = view.app;
    app.language = desk.preview;
    app.easy_words = false;
    app.service->words.clear();
    session::Site site = view.site;
    for (session::Site::Voice& voice : site.languages) voice.heard = false;
    const View preview{app, site, view.strings};
    Node facts = group(Stack::column, service_facts(preview, *app.service));
    for (Node& one : facts.children) {
      one.passage = true;
      nodes.push_back(std::move(one));
    }
  } else {
    nodes.push_back(words("staff_record.gone", view.text(hidden ? "staff_record.text.is_hidden"_msg : "staff_record.text.gone"_msg), TextStyle::lead));
  }
  std::vector<Node> actions;
  const bool may = view.site.has_hub_key && !working;
  if (!of_workbook) {
    if (view.app.service) actions.push_back(able(wide_button("staff_record.confirm", "open", view.text("staff_record.button.confirm"_msg), ConfirmRecord{}, Look::button_primary), may && !desk.confirmed.contains(desk.record)));
    actions.push_back(able(wide_button("staff_record.hide", hidden ? "eye" : "eye-off", view.text(hidden ? "staff_record.button.show"_msg : "staff_record.button.hide"_msg), HideRecord{}), may));
  }
  if (view.app.service) {
    Node listen = listen_button(view, "staff_record.listen");
    listen.look = Look::button;
    listen.box.min_height_mm = 20;
    listen.children.front() = picture(listen.children.front().icon, 8);
    listen.children.back().box.width = share();
    actions.push_back(std::move(listen));
    actions.push_back(wide_button("staff_record.language", "language", view.text("staff_record.button.language"_msg, {{"language", i18n::plain(info != nullptr ? info->english_name : desk.preview, "en")}}), NextPreview{}));
    actions.push_back(wide_button("staff_record.say", "voice", view.text("staff_record.button.say"_msg), OpenScreen{Screen::staff_say}));
  }
  Node content = desk_pager("staff_record.content", title, std::move(nodes));
  Beside beside;
  beside.page_buttons = page_buttons(view, "staff_record", "staff_record.content");
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  std::vector<Node> page;
  page.push_back(title_row(view, heading("staff_record.title", title)));
  page.push_back(space_mm(4));
  if (view.one_column() && !view.portrait()) {
    // Large words leave a rail no room for five: what can be done comes first, page after page.
    for (auto action = actions.rbegin(); action != actions.rend(); ++action) content.children.insert(content.children.begin(), std::move(*action));
  } else {
    beside.actions = std::move(actions);
  }
  page.push_back(content_beside(view, std::move(content), std::move(beside)));
  return staff_page(view, "staff_record", title, std::move(page));
}

Node describe_staff_find(const View& visit) {
  const InEnglish english(visit);
  const View& view = english.view();
  const session::AppState& app = view.app;
  const Label title = view.text("staff_records.button.find"_msg);
  Node top = title_row(view, field(view, "staff_find.field", title, app.words, SubmitWords{}, TextStyle::h2));
  Node clear = able(button("staff_find.clear", "close", view.text("search.button.clear"_msg), ClearWords{}), !app.words.empty());
  clear.box.width = fit();
  clear.box.min_height_mm = 20;
  top.children.push_back(std::move(clear));
  top.box.gap_mm = 4;
  std::vector<Node> turn = page_buttons(view, "staff_find", "staff_find.list");
  Label found = app.words.empty() ? view.text("staff_find.text.how"_msg) : app.results.empty() ? view.text("search.text.none"_msg) : view.text("search.text.found"_msg, {{"count", static_cast<long>(app.results.size())}});
  Node said = words("staff_find.found", std::move(found));
  said.live = true;
  Node line = group(Stack::row, {std::move(said)});
  line.box.gap_mm = 4;
  line.box.cross = Place::center;
  line.box.pad_y_mm = 3;
  for (Node& node : turn) {
    node.only_when_paged = true;
    node.box.width = fit();
    line.children.push_back(std::move(node));
  }
  std::vector<Node> cards;
  for (const directory::ServiceSummary& one : app.results) cards.push_back(record_card("staff_find.card." + one.id, one.name, {}, one.id, "paper"));
  for (Node& card : cards) card.box.height = share();
  Node list = desk_pager("staff_find.list", title, std::move(cards));
  list.box.gap_mm = 3;
  list.paging->kind = Paging::Kind::equal;
  list.paging->most = view.portrait() ? 8 : 3;
  std::vector<Node> nodes;
  nodes.push_back(std::move(top));
  nodes.push_back(std::move(line));
  nodes.push_back(std::move(list));
  if (view.keyboards != nullptr) {
    nodes.push_back(space_mm(3.2));
    // Found while it is typed: the key that ends typing has nothing left to do.
    nodes.push_back(describe_keyboard(view, {.icon = "close", .done = "search.button.clear"_msg, .action = ClearWords{}, .now = app.words.empty() ? KeyboardFor::Done::not_yet : KeyboardFor::Done::possible}));
  }
  return staff_page(view, "staff_find", title, std::move(nodes));
}

// Two fields, one of them being typed into, with the keyboard at the foot.
namespace {

Node two_fields(const View& view, const std::string& id, Label title, std::array<std::pair<Label, std::string>, 2> fields, std::vector<Node> line, std::vector<Node> notes) {
  std::vector<Node> nodes;
  nodes.push_back(title_row(view, heading(id + ".title", title)));
  nodes.push_back(space_mm(2));
  Node both = group(Stack::column, {});
  both.box.gap_mm = 3;
  for (int i = 0; i < 2; ++i) {
    auto& [name, typed] = fields[static_cast<std::size_t>(i)];
    const bool now = view.app.desk.field == i;
    Node one = field(view, id + ".field." + std::to_string(i), std::move(name), typed, ChooseField{i}, TextStyle::body);
    one.box.min_height_mm = 15;
    one.checked = now;
    one.children.insert(one.children.begin(), picture(now ? "pencil" : "minus", 8));
    both.children.push_back(std::move(one));
  }
  Node content = desk_pager(id + ".content", title, {});
  content.box.gap_mm = 3;
  for (Node& one : both.children) content.children.push_back(std::move(one));
  for (Node& one : line) content.children.push_back(std::move(one));
  for (Node& one : notes) content.children.push_back(std::move(one));
  Beside beside;
  beside.page_buttons = page_buttons(view, id, id + ".content");
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  nodes.push_back(content_beside(view, std::move(content), std::move(beside)));
  if (view.keyboards != nullptr) {
    nodes.push_back(space_mm(3.2));
    nodes.push_back(describe_keyboard(view, {.icon = "swap-vertical", .done = "staff_write.key.other"_msg, .action = ChooseField{view.app.desk.field + 1}}));
  }
  return staff_page(view, id, title, std::move(nodes));
}

Node in_a_row(std::vector<Node> buttons) {
  Node row = group(Stack::row, std::move(buttons));
  row.box.gap_mm = 4;
  row.box.cross = Place::center;
  return row;
}

}  // namespace

Node describe_staff_say(const View& visit) {
  const InEnglish english(visit);
  const View& view = english.view();
  const session::Desk& desk = view.app.desk;
  const i18n::LanguageInfo* info = view.strings.find(desk.preview);
  const Label language = i18n::plain(info != nullptr ? info->english_name : desk.preview, "en");
  std::vector<Node> line, notes;
  Node listen = able(button("staff_say.listen", "speaker", view.text("service.button.listen"_msg), TrySaying{}, Look::button_primary), !desk.written.empty() || !desk.spoken.empty());
  listen.box.width = fit();
  line.push_back(in_a_row({std::move(listen)}));
  // Ours is the sheet and not the kiosk: it is the city's words that are mended, for every kiosk.
  notes.push_back(words("staff_say.how", view.text("staff_say.text.how"_msg, {{"language", language}})));
  return two_fields(view, "staff_say", view.text("staff_record.button.say"_msg),
                    {{{view.text("staff_say.field.written"_msg), desk.written}, {view.text("staff_say.field.spoken"_msg), desk.spoken}}}, std::move(line), std::move(notes));
}

// --- Notices ---

Node describe_staff_notices(const View& visit) {
  const InEnglish english(visit);
  const View& view = english.view();
  const session::Desk& desk = view.app.desk;
  const Label title = view.text("staff.button.notices"_msg);
  std::vector<Node> nodes;
  const bool working = desk.job && changes_something(desk.job->what_to_do);
  if (working) nodes.push_back(progress_panel(view, "staff_notices"));
  const Label done = desk.ended == Do::publish_notice ? view.text("staff_notices.text.published"_msg) : desk.ended == Do::withdraw_notice ? view.text("staff_notices.text.withdrawn"_msg) : Label{};
  for (Node& one : outcome(view, "staff_notices", done)) nodes.push_back(std::move(one));
  for (Node& one : why_not_here(view, "staff_notices")) nodes.push_back(std::move(one));
  if (desk.notices) {
    for (const HubNotice& one : *desk.notices) {
      Node card = wide_button("staff_notices.card." + one.id, "pencil", i18n::plain(one.title, one.language), WriteNotice{one.id});
      card.role = Role::card;
      Node about = words(card.id + ".until", view.text("staff_notices.text.until"_msg, {{"date", date_words(view, one.until)}}));
      Node text = group(Stack::column, {own_label(TextStyle::label, true), std::move(about)});
      card.children.back() = std::move(text);
      Node withdraw = able(button("staff_notices.withdraw." + one.id, "close", view.text("staff_notices.button.withdraw"_msg), WithdrawNotice{one.id}), view.site.has_hub_key && !working);
      withdraw.box.width = fit();
      withdraw.box.min_height_mm = 20;
      nodes.push_back(with_button(view, std::move(card), std::move(withdraw)));
    }
    if (desk.notices->empty()) nodes.push_back(words("staff_notices.none", view.text("staff_notices.text.none"_msg), TextStyle::lead));
  }
  std::vector<Node> actions;
  actions.push_back(able(wide_button("staff_notices.write", "plus", view.text("staff_notices.button.write"_msg), WriteNotice{}, Look::button_primary), view.site.has_hub_key && !working));
  return desk_page(view, "staff_notices", title, {}, desk_pager("staff_notices.list", title, std::move(nodes)), std::move(actions));
}

Node describe_staff_write(const View& visit) {
  const InEnglish english(visit);
  const View& view = english.view();
  const session::Desk& desk = view.app.desk;
  std::vector<Node> line, notes;
  for (Node& one : outcome(view, "staff_write", {})) notes.push_back(std::move(one));
  if (desk.job && changes_something(desk.job->what_to_do)) notes.push_back(progress_panel(view, "staff_write"));
  Node until = words("staff_write.until", view.text("staff_notices.text.until"_msg, {{"date", date_words(view, desk.notice.until)}}));
  until.live = true;
  until.box.width = fit();
  const auto step = [&](const char* id, const char* icon, MessageKey key, int days) {
    Node one = button(std::string("staff_write.") + id, icon, view.text(key), StepUntil{days});
    one.box.width = fit();
    one.box.pad_x_mm = 4;
    return one;
  };
  Node publish = able(button("staff_write.publish", "upload", view.text("staff_write.button.publish"_msg), PublishNotice{}, Look::button_primary), !desk.notice.title.empty() && !desk.notice.text.empty() && view.site.has_hub_key && !desk.job);
  publish.box.width = fit();
  std::vector<Node> days;
  days.push_back(step("day_less", "minus", "staff_write.button.day_less"_msg, -1));
  days.push_back(step("day_more", "plus", "staff_write.button.day_more"_msg, 1));
  days.push_back(step("week_more", "plus", "staff_write.button.week_more"_msg, 7));
  if (view.one_column()) {
    line.push_back(std::move(until));
    for (Node& one : days) line.push_back(std::move(one));
    line.push_back(std::move(publish));
  } else {
    days.insert(days.begin(), std::move(until));
    if (view.portrait()) {
      line.push_back(in_a_row(std::move(days)));
      line.push_back(std::move(publish));
    } else {
      days.push_back(std::move(publish));
      line.push_back(in_a_row(std::move(days)));
    }
  }
  return two_fields(view, "staff_write", view.text("staff_write.heading.title"_msg),
                    {{{view.text("staff_write.field.title"_msg), desk.notice.title}, {view.text("staff_write.field.text"_msg), desk.notice.text}}}, std::move(line), std::move(notes));
}

Node describe_notices(const View& view) {
  const Label title = view.text("notices.heading.title"_msg);
  std::vector<Node> nodes;
  for (const directory::Notice& one : view.notices()) {
    Node name = heading("notices.title." + one.id, one.title, TextStyle::h2);
    Node panel = group(Stack::column, {std::move(name)});
    if (!one.text.empty()) panel.children.push_back(words("notices.text." + one.id, one.text));
    panel.look = Look::notice;
    panel.box.pad_x_mm = 6;
    panel.box.pad_y_mm = 5;
    panel.box.gap_mm = 2;
    nodes.push_back(std::move(panel));
  }
  if (nodes.empty()) nodes.push_back(words("notices.none", view.text("notices.text.none"_msg), TextStyle::lead));
  Node pager = desk_pager("notices.content", title, std::move(nodes));
  pager.passage = true;
  Beside beside;
  beside.rail_mm = 96;
  beside.actions.push_back(listen_button(view, "notices.listen"));
  beside.page_buttons = page_buttons(view, "notices", "notices.content");
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  std::vector<Node> page_nodes;
  page_nodes.push_back(title_row(view, heading("notices.title", title)));
  page_nodes.push_back(space_mm(4));
  page_nodes.push_back(content_beside(view, std::move(pager), std::move(beside)));
  page_nodes.push_back(space_mm(4.5));
  return page(view, "notices", title, std::move(page_nodes));
}

}  // namespace kiosk::screens
