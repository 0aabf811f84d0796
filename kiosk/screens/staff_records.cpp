// SPDX-License-Identifier: GPL-3.0-or-later
// Records that nobody has checked for long, any record as residents see it, and how a word is said.
#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>

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

// Reads what is in another language than the page: whether it can hangs on that one's voice.
Node listen_in(const View& view, std::string id, const std::string& language) {
  Node listen = listen_button(view, std::move(id));
  listen.look = Look::button;
  listen.box.min_height_mm = 20;
  listen.children.front() = picture(listen.children.front().icon, 8);
  listen.children.back().box.width = share();
  const auto& voices = view.site.languages;
  const bool heard = std::any_of(voices.begin(), voices.end(), [&](const auto& one) { return one.tag == language && one.heard; });
  if (!heard && listen.enabled) {
    listen = able(std::move(listen), false);
    listen.label = i18n::joined(std::move(listen.label), ". ", view.text("speech.text.no_voice"_msg));
  }
  return listen;
}

// What is typed, as the search has it.
// `language`: that it is typed in, which gives it its direction.
Node field(const View& view, std::string id, Label name, const std::string& typed, Action action, TextStyle style, const std::string& language) {
  Node node;
  node.id = std::move(id);
  node.role = Role::textfield;
  node.label = typed.empty() ? name : i18n::plain(with_places_to_break(tail_of(view, typed)), language);
  node.spoken = typed.empty() ? name : i18n::joined(std::move(name), ": ", i18n::plain(typed, language));
  node.value = i18n::plain(typed, language);
  if (!typed.empty()) node.language = language;
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
  for (Node& one : outcome(view, "staff_records")) nodes.push_back(std::move(one));
  if (!desk.records) {
    if (nodes.empty()) nodes.push_back(words("staff_records.state", view.text("desk.stage.content"_msg), TextStyle::lead));
  } else {
    const std::vector<DeskRecord>& list = desk.hidden ? desk.records->hidden : desk.records->records;
    if (!desk.hidden)
      nodes.push_back(words("staff_records.count", view.text("staff_records.text.count"_msg, {{"year", static_cast<long>(desk.records->over_12_months)}, {"half", static_cast<long>(desk.records->over_6_months)}})));
    for (Node& row : rows_of(view, "staff_records", list.size(), [&](std::size_t i, std::vector<Node>& rows) {
           const DeskRecord& one = list[i];
           rows.push_back(desk_card("staff_records.card." + one.id, desk.hidden || desk.hid.contains(one.id) ? "eye-off" : "history", i18n::plain(one.name, "en"), age_words(view, one), OpenRecord{one.id}));
         }))
      nodes.push_back(std::move(row));
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
  for (Node& one : outcome(view, "staff_record")) nodes.push_back(std::move(one));
  if (!of_workbook)
    for (Node& one : why_not_here(view, "staff_record")) nodes.push_back(std::move(one));
  const auto news = static_cast<std::ptrdiff_t>(nodes.size());
  // As residents see it, but for what they press in it.
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
      one.language = desk.preview;
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
    actions.push_back(listen_in(view, "staff_record.listen", desk.preview));
    actions.push_back(wide_button("staff_record.language", "language", view.text("staff_record.button.language"_msg, {{"language", language_words(view, desk.preview)}}), NextPreview{}));
    actions.push_back(wide_button("staff_record.say", "voice", view.text("staff_record.button.say"_msg), OpenScreen{Screen::staff_say}));
  }
  Node content = desk_pager("staff_record.content", title, std::move(nodes));
  Beside beside;
  beside.page_buttons = turn_if_many(view, "staff_record", "staff_record.content");
  std::vector<Node> page;
  page.push_back(title_row(view, heading("staff_record.title", title)));
  page.push_back(space_mm(4));
  if (view.one_column() && !view.portrait()) {
    // Large words leave a rail no room for five: what can be done comes before the record, page after page.
    content.children.insert(content.children.begin() + news, std::make_move_iterator(actions.begin()), std::make_move_iterator(actions.end()));
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
  Node top = title_row(view, field(view, "staff_find.field", title, app.words, SubmitWords{}, TextStyle::h2, "en"));
  Node clear = able(button("staff_find.clear", "close", view.text("search.button.clear"_msg), ClearWords{}), !app.words.empty());
  clear.box.width = fit();
  clear.box.min_height_mm = 20;
  top.children.push_back(std::move(clear));
  top.box.gap_mm = 4;
  std::vector<Node> turn = turn_if_many(view, "staff_find", "staff_find.list");
  static const std::vector<semantics::DeskRecord> none;
  const std::vector<semantics::DeskRecord>& records = app.desk.found ? app.desk.found->records : none;
  Label found = app.words.empty()      ? view.text("staff_find.text.how"_msg)
                : !app.desk.found      ? view.text("staff_find.text.looking"_msg)
                : records.empty()      ? view.text("staff_find.text.none"_msg)
                                       : view.text("search.text.found"_msg, {{"count", static_cast<long>(records.size())}});
  Node said = words("staff_find.found", std::move(found));
  said.live = true;
  Node line = group(Stack::row, {std::move(said)});
  line.box.gap_mm = 4;
  line.box.cross = Place::center;
  line.box.pad_y_mm = 3;
  for (Node& node : turn) {
    node.box.width = fit();
    line.children.push_back(std::move(node));
  }
  std::vector<Node> cards;
  for (const semantics::DeskRecord& one : records) cards.push_back(desk_card("staff_find.card." + one.id, "paper", i18n::plain(one.name, "en"), {}, OpenRecord{one.id}));
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

struct Field {
  Label name;
  const std::string& typed;
};

Node two_fields(const View& view, const std::string& id, Label title, const std::array<Field, 2>& fields, const std::string& language, std::vector<Node> under) {
  std::vector<Node> nodes;
  nodes.push_back(title_row(view, heading(id + ".title", title)));
  nodes.push_back(space_mm(2));
  Node content = desk_pager(id + ".content", title, {});
  content.box.gap_mm = 3;
  for (int i = 0; i < 2; ++i) {
    const auto& [name, typed] = fields[static_cast<std::size_t>(i)];
    const bool now = view.app.desk.field == i;
    Node one = field(view, id + ".field." + std::to_string(i), name, typed, ChooseField{i}, TextStyle::body, language);
    one.box.min_height_mm = 15;
    one.checked = now;
    Node mark = picture("pencil", 8);
    if (!now) {
      mark = group(Stack::column, {});
      mark.box.width = fixed_mm(8);
    }
    one.children.insert(one.children.begin(), std::move(mark));
    content.children.push_back(std::move(one));
  }
  for (Node& one : under) content.children.push_back(std::move(one));
  Beside beside;
  beside.page_buttons = turn_if_many(view, id, id + ".content");
  nodes.push_back(content_beside(view, std::move(content), std::move(beside)));
  if (view.keyboards != nullptr) {
    nodes.push_back(space_mm(3.2));
    nodes.push_back(describe_keyboard(view, {.icon = "swap-vertical", .done = "staff_write.key.other"_msg, .action = ChooseField{view.app.desk.field + 1}, .language = language}));
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
  const Label language = language_words(view, desk.preview);
  std::vector<Node> under;
  Node listen = able(button("staff_say.listen", "speaker", view.text("service.button.listen"_msg), TrySaying{}, Look::button_primary), !desk.written.empty() || !desk.spoken.empty());
  listen.box.width = fit();
  under.push_back(in_a_row({std::move(listen)}));
  // Ours is the sheet and not the kiosk: it is the city's words that are mended, for every kiosk.
  under.push_back(words("staff_say.how", view.text("staff_say.text.how"_msg, {{"language", language}})));
  return two_fields(view, "staff_say", view.text("staff_record.button.say"_msg),
                    {{{view.text("staff_say.field.written"_msg), desk.written}, {view.text("staff_say.field.spoken"_msg), desk.spoken}}}, desk.preview, std::move(under));
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
  for (Node& one : outcome(view, "staff_notices")) nodes.push_back(std::move(one));
  for (Node& one : why_not_here(view, "staff_notices")) nodes.push_back(std::move(one));
  if (desk.notices) {
    for (const HubNotice& one : *desk.notices) {
      Label about = i18n::joined(language_words(view, one.language), ". ", view.text("staff_notices.text.until"_msg, {{"date", date_words(view, one.until)}}));
      Node card = desk_card("staff_notices.card." + one.id, "pencil", i18n::plain(one.title, one.language), std::move(about), WriteNotice{one.id});
      card.children[1].children.front().language = one.language;
      Node withdraw = able(button("staff_notices.withdraw." + one.id, "close", view.text("staff_notices.button.withdraw"_msg), WithdrawNotice{one.id}), view.site.has_hub_key && !working);
      withdraw.box.width = fit();
      withdraw.box.min_height_mm = 20;
      Node pair = group(view.one_column() ? Stack::column : Stack::row, {std::move(card), std::move(withdraw)});
      pair.box.gap_mm = 4;
      pair.box.cross = view.one_column() ? Place::start : Place::center;
      nodes.push_back(std::move(pair));
    }
    if (desk.notices->empty()) nodes.push_back(words("staff_notices.none", view.text("staff_notices.text.none"_msg), TextStyle::lead));
  }
  std::vector<Node> actions;
  actions.push_back(able(wide_button("staff_notices.write", "plus", view.text("staff_notices.button.write"_msg), WriteNotice{}, Look::button_primary), view.site.has_hub_key && !working));
  return desk_page(view, "staff_notices", title, {}, desk_pager("staff_notices.list", title, std::move(nodes)), std::move(actions));
}

namespace {

// A notice as residents have it, in the direction of its language.
Node notice_panel(const std::string& name, const std::string& id, const Label& title, const Label& text) {
  Node panel = group(Stack::column, {heading(name + ".title." + id, title, TextStyle::h2)});
  if (!text.empty()) panel.children.push_back(words(name + ".text." + id, text));
  panel.look = Look::notice;
  panel.box.pad_x_mm = 6;
  panel.box.pad_y_mm = 5;
  panel.box.gap_mm = 2;
  if (!title.empty()) panel.language = title.front().language;
  return panel;
}

// Who will see a notice in that language: whoever reads it, and of an English one everybody.
Label readers_words(const View& view, const std::string& language) {
  return language == "en" ? view.text("staff_write.text.everybody"_msg) : view.text("staff_write.text.readers"_msg, {{"language", language_words(view, language)}});
}

// What was written, before it goes up: nothing is put up that nobody has read through.
Node describe_look_at_notice(const View& view) {
  const session::Desk& desk = view.app.desk;
  const HubNotice& notice = desk.notice;
  const Label title = view.text("staff_write.heading.look"_msg);
  std::vector<Node> nodes, actions;
  for (Node& one : outcome(view, "staff_write")) nodes.push_back(std::move(one));
  const bool working = desk.job && changes_something(desk.job->what_to_do);
  if (working) nodes.push_back(progress_panel(view, "staff_write"));
  nodes.push_back(notice_panel("staff_write", "look", i18n::plain(notice.title, notice.language), i18n::plain(notice.text, notice.language)));
  nodes.back().passage = true;
  nodes.push_back(words("staff_write.until", view.text("staff_notices.text.until"_msg, {{"date", date_words(view, notice.until)}})));
  nodes.push_back(words("staff_write.readers", readers_words(view, notice.language)));
  actions.push_back(listen_in(view, "staff_write.listen", notice.language));
  actions.push_back(able(wide_button("staff_write.publish", "upload", view.text("staff_write.button.publish"_msg), PublishNotice{}, Look::button_primary), view.site.has_hub_key && !desk.job));
  return desk_page(view, "staff_write", title, {}, desk_pager("staff_write.content", title, std::move(nodes)), std::move(actions));
}

}  // namespace

Node describe_staff_write(const View& visit) {
  const InEnglish english(visit);
  const View& view = english.view();
  const session::Desk& desk = view.app.desk;
  if (desk.read_through) return describe_look_at_notice(view);
  const HubNotice& notice = desk.notice;
  std::vector<Node> under;
  Node until = words("staff_write.until", view.text("staff_notices.text.until"_msg, {{"date", date_words(view, notice.until)}}));
  until.live = true;
  until.box.width = fit();
  const auto step = [&](const char* id, const char* icon, MessageKey key, int days) {
    Node one = button(std::string("staff_write.") + id, icon, view.text(key), StepUntil{days});
    one.box.width = fit();
    one.box.pad_x_mm = 4;
    return one;
  };
  Node look = able(button("staff_write.look", "eye", view.text("staff_write.button.look"_msg), LookAtNotice{}, Look::button_primary), !notice.title.empty() && !notice.text.empty());
  Node language = button("staff_write.language", "language", view.text("staff_write.button.language"_msg, {{"language", language_words(view, notice.language)}}), NextWritten{});
  language.live = true;
  std::vector<Node> days;
  days.push_back(std::move(until));
  days.push_back(step("day_less", "minus", "staff_write.button.day_less"_msg, -1));
  days.push_back(step("day_more", "plus", "staff_write.button.day_more"_msg, 1));
  days.push_back(step("week_more", "plus", "staff_write.button.week_more"_msg, 7));
  const bool letters = view.keyboards == nullptr || view.keyboards->of(notice.language).own.language == notice.language;
  Label readers = readers_words(view, notice.language);
  if (!letters) readers = i18n::joined(view.text("staff_write.text.no_letters"_msg, {{"language", language_words(view, notice.language)}}), " ", readers);
  Node who = words("staff_write.readers", std::move(readers));
  if (view.one_column()) {
    for (Node* one : {&language, &who, &look}) under.push_back(std::move(*one));
    for (Node& one : days) under.push_back(std::move(one));
  } else {
    language.box.width = look.box.width = fit();
    under.push_back(in_a_row(std::move(days)));
    under.push_back(in_a_row({std::move(language), std::move(who), std::move(look)}));
  }
  return two_fields(view, "staff_write", view.text("staff_write.heading.title"_msg),
                    {{{view.text("staff_write.field.title"_msg), notice.title}, {view.text("staff_write.field.text"_msg), notice.text}}}, notice.language, std::move(under));
}

Node describe_notices(const View& view) {
  const Label title = view.text("notices.heading.title"_msg);
  std::vector<Node> nodes;
  for (const directory::Notice& one : view.notices()) {
    Node panel = notice_panel("notices", one.id, one.title, one.text);
    // Whoever reads another language is told beforehand why they cannot read this.
    if (panel.language != view.app.language) {
      Node marked = words("notices.english." + one.id, view.text("notices.text.english"_msg), TextStyle::label);
      marked.language = view.app.language;
      panel.children.insert(panel.children.begin(), std::move(marked));
    }
    nodes.push_back(std::move(panel));
  }
  if (nodes.empty()) nodes.push_back(words("notices.none", view.text("notices.text.none"_msg), TextStyle::lead));
  Node pager = desk_pager("notices.content", title, std::move(nodes));
  pager.passage = true;
  Beside beside;
  beside.rail_mm = 96;
  beside.actions.push_back(listen_button(view, "notices.listen"));
  beside.page_buttons = turn_if_many(view, "notices", "notices.content");
  std::vector<Node> page_nodes;
  page_nodes.push_back(title_row(view, heading("notices.title", title)));
  page_nodes.push_back(space_mm(4));
  page_nodes.push_back(content_beside(view, std::move(pager), std::move(beside)));
  page_nodes.push_back(space_mm(4.5));
  return page(view, "notices", title, std::move(page_nodes));
}

}  // namespace kiosk::screens
