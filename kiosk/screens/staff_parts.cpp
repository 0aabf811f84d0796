// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/screens/staff_parts.hpp"

#include <array>

namespace kiosk::screens {

using namespace semantics;

Node spring() {
  Node node = group(Stack::column, {});
  node.box.height = share();
  return node;
}

Node wide_button(std::string id, std::string icon, Label label, Action action, Look look) {
  Node node = button(std::move(id), std::move(icon), std::move(label), std::move(action), look);
  node.children.back().box.width = share();
  node.box.main = Place::start;
  node.box.min_height_mm = 20;
  return node;
}

Node able(Node node, bool enabled) {
  node.enabled = enabled;
  if (!enabled) node.look = Look::button_off;
  return node;
}

Node desk_card(std::string id, std::string icon, Label name, Label about, Action action) {
  Node card;
  card.id = std::move(id);
  card.role = Role::card;
  card.label = std::move(name);
  card.action = std::move(action);
  card.look = Look::card;
  card.box.stack = Stack::row;
  card.box.pad_x_mm = 7;
  card.box.pad_y_mm = 3;
  card.box.gap_mm = 5;
  card.box.min_height_mm = 22;
  card.box.cross = Place::center;
  Node text = group(Stack::column, {own_label(TextStyle::label, true)});
  if (!about.empty()) text.children.push_back(words(card.id + ".about", std::move(about)));
  card.children = {picture(std::move(icon), 10), std::move(text), picture("forward", 8)};
  return card;
}

Node verdict(std::string id, std::string icon, Label what, Label mend) {
  Node text = heading(id, std::move(what), TextStyle::h2);
  text.role = Role::text;
  text.live = true;
  std::vector<Node> said;
  said.push_back(std::move(text));
  if (!mend.empty()) said.push_back(words(id + ".mend", std::move(mend)));
  Node panel = fact(std::move(icon), 14, std::move(said));
  panel.look = Look::dialog;  // an ink edge, and nothing to press
  panel.box.pad_x_mm = 7;
  panel.box.pad_y_mm = 5;
  panel.box.gap_mm = 7;
  panel.box.cross = Place::center;
  return panel;
}

Node desk_pager(std::string id, Label label, std::vector<Node> children) {
  Node pager;
  pager.id = std::move(id);
  pager.role = Role::pager;
  pager.label = std::move(label);
  pager.box.height = share();
  pager.box.gap_mm = 4;
  pager.paging = Paging{};
  pager.children = std::move(children);
  return pager;
}

namespace {

// The pager in a page's content: the content itself, or what it holds.
std::string pager_of(const Node& node) {
  if (node.role == Role::pager) return node.id;
  for (const Node& child : node.children)
    if (std::string id = pager_of(child); !id.empty()) return id;
  return {};
}

}  // namespace

Node desk_page(const View& view, const std::string& id, Label title, std::vector<Node> title_end, Node content, std::vector<Node> actions) {
  std::vector<Node> turn = turn_if_many(view, id, pager_of(content));
  std::vector<Node> nodes;
  nodes.push_back(title_row(view, heading(id + ".title", title), std::move(title_end)));
  nodes.push_back(space_mm(4));
  Node beside = content_beside(view, content, {92, actions, turn, {}});
  if (view.portrait()) {
    nodes.push_back(std::move(beside));
  } else {
    Node foot = group(Stack::row, {});
    foot.box.gap_mm = 5;
    foot.box.cross = Place::center;
    for (const std::size_t i : {std::size_t{1}, std::size_t{0}, std::size_t{2}}) {
      turn[i].box.width = fit();
      foot.children.push_back(std::move(turn[i]));
    }
    Node space = group(Stack::row, {});
    foot.children.push_back(std::move(space));
    for (Node action : actions) {
      action.box.width = fit();
      action.children.back().box.width = fit();
      foot.children.push_back(std::move(action));
    }
    Node low = group(Stack::column, {std::move(content), std::move(foot)});
    low.box.gap_mm = 5;
    low.box.height = share();
    Node ways = group(Stack::first_that_fits, {});
    ways.box.height = share();
    if (!view.one_column()) ways.children.push_back(std::move(low));
    ways.children.push_back(std::move(beside));
    nodes.push_back(std::move(ways));
  }
  return staff_page(view, id, title, std::move(nodes));
}

std::vector<Node> turn_if_many(const View& view, const std::string& prefix, const std::string& pager) {
  std::vector<Node> turn = page_buttons(view, prefix, pager);
  for (Node& node : turn) node.only_when_paged = true;
  return turn;
}

std::vector<Node> rows_of(const View& view, const std::string& id, std::size_t count, const std::function<void(std::size_t, std::vector<Node>&)>& add) {
  std::vector<Node> rows;
  const std::size_t most = session::listed_at_once;
  const std::size_t first = view.app.desk.first < count ? view.app.desk.first : 0, last = std::min(count, first + most);
  const auto figure = [](std::size_t number) { return static_cast<long>(number); };
  if (count > most) rows.push_back(words(id + ".which", view.text("desk.list.which"_msg, {{"first", figure(first + 1)}, {"last", figure(last)}, {"all", figure(count)}})));
  if (first > 0) rows.push_back(wide_button(id + ".earlier", "arrow-up", view.text("desk.list.earlier"_msg), ListFrom{first - std::min(first, most)}));
  for (std::size_t i = first; i < last; ++i) add(i, rows);
  if (last < count) rows.push_back(wide_button(id + ".later", "arrow-down", view.text("desk.list.later"_msg, {{"count", figure(std::min(most, count - last))}}), ListFrom{last}));
  return rows;
}

Label number_words(const View& view, std::size_t number) { return view.text("staff.text.number"_msg, {{"count", static_cast<long>(number)}}); }

Label date_words(const View& view, const std::optional<Date>& date) {
  if (!date || !date->ok()) return view.text("staff.text.no_date"_msg);
  return {view.strings.date_full(view.app.language, *date)};
}

Label language_words(const View& view, const std::string& tag) {
  const i18n::LanguageInfo* const info = view.strings.find(tag);
  return i18n::plain(info != nullptr ? info->english_name : tag, "en");
}

namespace {

// What is wrong, and what to do about it.
std::pair<Label, Label> words_of(const View& view, DeskFault fault) {
  static constexpr std::array<std::pair<MessageKey, MessageKey>, static_cast<std::size_t>(DeskFault::other) + 1> names{{
      {"desk.fault.none"_msg, "desk.mend.none"_msg},
      {"desk.fault.no_stick"_msg, "desk.mend.no_stick"_msg},
      {"desk.fault.no_room"_msg, "desk.mend.no_room"_msg},
      {"desk.fault.unreadable"_msg, "desk.mend.unreadable"_msg},
      {"desk.fault.read_only"_msg, "desk.mend.read_only"_msg},
      {"desk.fault.stick_full"_msg, "desk.mend.stick_full"_msg},
      {"desk.fault.no_seal"_msg, "desk.mend.no_seal"_msg},
      {"desk.fault.not_ours"_msg, "desk.mend.not_ours"_msg},
      {"desk.fault.withdrawn"_msg, "desk.mend.withdrawn"_msg},
      {"desk.fault.other_hub"_msg, "desk.mend.other_hub"_msg},
      {"desk.fault.one_person"_msg, "desk.mend.one_person"_msg},
      {"desk.fault.altered"_msg, "desk.mend.altered"_msg},
      {"desk.fault.cut_short"_msg, "desk.mend.cut_short"_msg},
      {"desk.fault.older"_msg, "desk.mend.older"_msg},
      {"desk.fault.other_content"_msg, "desk.mend.other_content"_msg},
      {"desk.fault.expired"_msg, "desk.mend.expired"_msg},
      {"desk.fault.broken"_msg, "desk.mend.broken"_msg},
      {"desk.fault.many"_msg, "desk.mend.many"_msg},
      {"desk.fault.not_workbook"_msg, "desk.mend.not_workbook"_msg},
      {"desk.fault.stops"_msg, "desk.mend.stops"_msg},
      {"desk.fault.no_hub_key"_msg, "desk.mend.no_hub_key"_msg},
      {"desk.fault.wrong_hub_key"_msg, "desk.mend.wrong_hub_key"_msg},
      {"desk.fault.nothing_older"_msg, "desk.mend.nothing_older"_msg},
      {"desk.fault.gone"_msg, "desk.mend.gone"_msg},
      {"desk.fault.busy"_msg, "desk.mend.busy"_msg},
      {"desk.fault.stopped"_msg, "desk.mend.stopped"_msg},
      {"desk.fault.other"_msg, "desk.mend.other"_msg},
  }};
  const auto& [what, mend] = names[static_cast<std::size_t>(fault)];
  return {view.text(what, {{"hub", i18n::plain(view.app.desk.hub, "en")}}), view.text(mend)};
}

// What was done; empty where the page itself shows it.
Label done_words(const View& view, DeskJob::Do what) {
  using enum DeskJob::Do;
  switch (what) {
    case install: return view.text("staff_packs.text.installed"_msg);
    case roll_back: return view.text("staff_packs.text.went_back"_msg);
    case roll_back_hub: return view.text("desk.text.undone"_msg);
    case publish_workbook: return view.text("staff_workbook.text.published"_msg);
    case save_findings: return view.text("staff_workbook.text.saved"_msg);
    case confirm: return view.text("staff_record.text.confirmed"_msg);
    case hide: return view.text("staff_record.text.hid"_msg);
    case show: return view.text("staff_record.text.shown"_msg);
    case publish_notice: return view.text("staff_notices.text.published"_msg);
    case withdraw_notice: return view.text("staff_notices.text.withdrawn"_msg);
    case list_stick: case look_at_pack: case check_workbook: case list_records: case find: case preview: case list_notices: break;
  }
  return {};
}

}  // namespace

std::vector<Node> outcome(const View& view, const std::string& page) {
  const session::Desk& desk = view.app.desk;
  std::vector<Node> nodes;
  if (!desk.ended || (desk.job && !only_looks(desk.job->what_to_do))) return nodes;
  const std::string id = page + ".state";
  if (desk.fault == DeskFault::none) {
    Label done = done_words(view, *desk.ended);
    if (done.empty()) return nodes;
    Label after = *desk.ended == DeskJob::Do::save_findings ? view.text("staff_workbook.text.saved_as"_msg, {{"file", i18n::plain(with_places_to_break(desk.saved), "en")}}) : view.text("desk.text.after"_msg);
    Node said = verdict(id, "open", std::move(done), std::move(after));
    if (session::can_undo(desk)) {
      Node undo = button(page + ".undo", "undo", view.text("desk.button.undo"_msg), UndoChange{});
      undo.box.width = fit();
      undo.box.min_height_mm = 20;
      said = with_button(view, std::move(said), std::move(undo));
      said.box.gap_mm = 4;
    }
    nodes.push_back(std::move(said));
  } else {
    auto [what, mend] = words_of(view, desk.fault);
    nodes.push_back(verdict(id, "alert-outline", std::move(what), std::move(mend)));
    // What the packs say themselves, for whoever has to mend what staff cannot.
    if (!desk.why.empty() && (desk.fault == DeskFault::other || desk.fault == DeskFault::not_workbook || desk.fault == DeskFault::broken))
      nodes.push_back(words(page + ".why", i18n::plain(desk.why, "en")));
  }
  return nodes;
}

Node progress_panel(const View& view, const std::string& page) {
  const DeskProgress& now = view.app.desk.progress;
  static constexpr std::array names{"desk.stage.copying"_msg,   "desk.stage.seal"_msg,       "desk.stage.content"_msg,
                                    "desk.stage.comparing"_msg, "desk.stage.installing"_msg, "desk.stage.switching"_msg};
  const long percent = now.total > 0 ? static_cast<long>(std::min<std::uint64_t>(100, now.done * 100 / now.total)) : 0;
  Node stage = heading(page + ".state", view.text(names[static_cast<std::size_t>(now.stage)]), TextStyle::h2);
  stage.role = Role::progress;
  Label left;
  if (const auto minutes = session::minutes_left(view.app.desk, view.app.now_ms))
    left = *minutes == 0 ? view.text("desk.text.under_a_minute"_msg) : view.text("desk.text.minutes_left"_msg, {{"minutes", static_cast<long>(*minutes)}});
  if (now.total > 0) stage.value = view.text("desk.text.percent"_msg, {{"percent", percent}});
  if (!left.empty()) stage.value = i18n::joined(std::move(stage.value), ". ", left);
  stage.live = true;
  stage.box.width = share();
  Node top = group(Stack::row, {std::move(stage)});
  top.box.gap_mm = 4;
  if (now.total > 0) {
    Node figure = words(page + ".percent", view.text("desk.text.percent"_msg, {{"percent", percent}}), TextStyle::h2);
    figure.bold = true;
    figure.box.width = fit();
    top.children.push_back(std::move(figure));
  }
  Node bar = group(Stack::row, {});
  bar.look = Look::segment_off;
  bar.box.pad_x_mm = bar.box.pad_y_mm = 1;
  bar.box.height = fixed_mm(10);
  for (const auto& [part, look] : {std::pair{static_cast<double>(percent), Look::segment_on}, std::pair{100.0 - static_cast<double>(percent), Look::none}}) {
    if (part <= 0) continue;
    Node piece = group(Stack::column, {});
    piece.look = look;
    piece.box.width = share(part);
    piece.box.height = share();
    bar.children.push_back(std::move(piece));
  }
  const bool can_stop = now.stage != DeskProgress::Stage::installing && now.stage != DeskProgress::Stage::switching;
  Label wait = view.text(can_stop ? "desk.text.leave_in"_msg : "desk.text.wait"_msg);
  if (!left.empty()) wait = i18n::joined(std::move(left), " ", wait);
  Node panel = group(Stack::column, {std::move(top), std::move(bar), words(page + ".leave_in", std::move(wait))});
  panel.look = Look::panel;
  panel.box.pad_x_mm = 6;
  panel.box.pad_y_mm = 5;
  panel.box.gap_mm = 3;
  return panel;
}

std::vector<Node> why_not_here(const View& view, const std::string& page) {
  std::vector<Node> nodes;
  if (view.site.has_hub_key) return nodes;
  const auto [what, mend] = words_of(view, DeskFault::no_hub_key);
  Node notice = fact("alert-outline", 10, {words(page + ".no_key", i18n::joined(what, " ", mend))});
  notice.look = Look::notice;
  notice.box.pad_x_mm = 5;
  notice.box.pad_y_mm = 3;
  notice.box.cross = Place::center;
  nodes.push_back(std::move(notice));
  return nodes;
}

}  // namespace kiosk::screens
