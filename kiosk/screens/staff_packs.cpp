// SPDX-License-Identifier: GPL-3.0-or-later
// A stick: what is on it, what a pack on it would change, and a workbook checked row by row.
#include <array>

#include "kiosk/screens/staff_parts.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;
using Do = DeskJob::Do;

bool working_on(const session::Desk& desk, Do what) { return desk.job && desk.job->what_to_do == what; }

Node file_card(const View& view, const StickFile& file, std::size_t index) {
  const bool pack = file.kind == StickFile::Kind::pack;
  return desk_card("staff_packs.file." + std::to_string(index), pack ? "download" : "paper", i18n::plain(with_places_to_break(file.shown), "en"),
                   view.text(pack ? "staff_packs.text.pack"_msg : "staff_packs.text.workbook"_msg), LookAtFile{file.name});
}

// Large figures with what they count under them, a rule on top.
Node figures(const std::string& id, std::vector<std::pair<Label, Label>> all) {
  Node row = group(Stack::row, {});
  row.box.gap_mm = 4;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Node rule = group(Stack::column, {});
    rule.look = Look::row_today;
    rule.box.height = fixed_mm(0.7);
    Node number = words(id + "." + std::to_string(i), std::move(all[i].first), TextStyle::h1);
    number.bold = true;
    row.children.push_back(group(Stack::column, {std::move(rule), std::move(number), words(id + "." + std::to_string(i) + ".what", std::move(all[i].second))}));
  }
  return row;
}

std::vector<std::pair<Label, Label>> figures_of(const View& view, const Changes& changes) {
  return {{number_words(view, changes.all), view.text("staff_packs.text.all"_msg)},
          {number_words(view, changes.added), view.text("staff_packs.text.added"_msg)},
          {number_words(view, changes.changed), view.text("staff_packs.text.changed"_msg)},
          {number_words(view, changes.removed), view.text("staff_packs.text.removed"_msg)}};
}

// Where width is dear the four stand two by two.
Node figures_panel(const View& view, const std::string& id, const Changes& changes) {
  std::vector<std::pair<Label, Label>> all = figures_of(view, changes);
  Node rows = group(Stack::column, {});
  rows.box.gap_mm = 3;
  if (view.one_column()) {
    rows.children = {figures(id, {all[0], all[1]}), figures(id + ".more", {all[2], all[3]})};
  } else {
    rows.children = {figures(id, std::move(all))};
  }
  // They are few, and matter more than any record.
  if (changes.others > 0) rows.children.push_back(words(id + ".others", view.text("staff_packs.text.others"_msg, {{"count", static_cast<long>(changes.others)}})));
  return rows;
}

Node names_list(const View& view, const Changes& changes) {
  std::vector<Node> rows;
  static constexpr std::array how{"staff_packs.name.added"_msg, "staff_packs.name.changed"_msg, "staff_packs.name.removed"_msg};
  static constexpr std::array marks{"plus", "pencil", "minus"};
  for (std::size_t i = 0; i < changes.names.size(); ++i) {
    const auto& [kind, name] = changes.names[i];
    Node text = words("staff_packs.name." + std::to_string(i), view.text(how[static_cast<std::size_t>(kind)], {{"name", i18n::plain(name, "en")}}));
    rows.push_back(fact(marks[static_cast<std::size_t>(kind)], 9, {std::move(text)}));
  }
  if (const std::size_t all = changes.others + changes.added + changes.changed + changes.removed; all > changes.names.size())
    rows.push_back(words("staff_packs.more_names", view.text("staff_packs.text.more_names"_msg, {{"count", static_cast<long>(all - changes.names.size())}})));
  if (rows.empty()) rows.push_back(words("staff_packs.no_names", view.text("staff_packs.text.nothing_changes"_msg)));
  Node pager = desk_pager("staff_packs.names", view.text("staff_packs.heading.names"_msg), std::move(rows));
  pager.box.gap_mm = 3;
  return pager;
}

// The way of a pack from stick to residents: so many steps are done, and how the next one stands.
struct Way {
  int done = 1;
  enum class Next { waits, now, failed } next = Next::waits;
};
Way way_of(const session::Desk& desk) {
  using Next = Way::Next;
  if (working_on(desk, Do::look_at_pack)) {
    static constexpr std::array done{1, 2, 3, 3, 4, 4};
    return {done[static_cast<std::size_t>(desk.progress.stage)], Next::now};
  }
  if (working_on(desk, Do::install)) return {4, Next::now};
  const bool failed = desk.fault != DeskFault::none && desk.fault != DeskFault::stopped && desk.fault != DeskFault::takes_out_many;
  if (desk.ended == Do::install && desk.fault == DeskFault::none) return {5, Next::waits};
  if (desk.pack) return {4, failed && desk.ended == Do::install ? Next::failed : Next::waits};
  const bool sealed = desk.fault < DeskFault::no_seal || desk.fault > DeskFault::cut_short;  // as far as anybody looked
  const int done = desk.fault < DeskFault::no_seal || desk.fault == DeskFault::stopped ? 1 : sealed ? 3 : 2;
  return {done, failed ? Next::failed : Next::waits};
}

Node steps(const View& view) {
  const Way way = way_of(view.app.desk);
  static constexpr std::array names{"staff_packs.step.found"_msg, "staff_packs.step.copied"_msg, "staff_packs.step.ours"_msg, "staff_packs.step.whole"_msg, "staff_packs.step.switched"_msg};
  struct Mark { MessageKey says; const char* icon; };
  static constexpr Mark done{"staff_packs.step.done"_msg, "step-done"}, waits{"staff_packs.step.waits"_msg, "step-waits"};
  static constexpr std::array<Mark, 3> next{{waits, {"staff_packs.step.now"_msg, "step-now"}, {"staff_packs.step.failed"_msg, "step-failed"}}};
  Node list;
  list.id = "staff_packs.steps";
  list.role = Role::list;
  list.label = view.text("staff_packs.heading.steps"_msg);
  list.box.width = fixed_mm(98);
  constexpr double mark_mm = 14, line_mm = 0.7;
  for (int i = 0; i < static_cast<int>(names.size()); ++i) {
    if (i > 0) {
      Node line = group(Stack::column, {});
      line.look = Look::row_today;
      line.box.width = fixed_mm(line_mm);
      line.box.height = fixed_mm(8);
      Node row = group(Stack::row, {std::move(line)});
      row.box.pad_start_mm = (mark_mm - line_mm) / 2;
      list.children.push_back(std::move(row));
    }
    const bool here = i == way.done && way.next != Way::Next::waits;
    const Mark& mark = i < way.done ? done : i == way.done ? next[static_cast<std::size_t>(way.next)] : waits;
    Node row;
    row.id = "staff_packs.step." + std::to_string(i + 1);
    row.role = Role::listitem;
    row.label = view.text(names[static_cast<std::size_t>(i)]);
    row.spoken = view.text(mark.says, {{"step", row.label}});
    row.box.stack = Stack::row;
    row.box.gap_mm = 5;
    row.box.cross = Place::center;
    row.children = {picture(mark.icon, mark_mm), own_label(TextStyle::label, here)};
    list.children.push_back(std::move(row));
  }
  return list;
}

Node old_version_button(const View& view) {
  const auto& stick = view.app.desk.stick;
  Node back = wide_button("staff_packs.roll_back", "history", view.text("staff_packs.button.back"_msg, {{"date", date_words(view, stick && stick->previous ? stick->previous->built : std::nullopt)}}), GoBackToOld{});
  return able(std::move(back), !view.app.desk.job);
}

Node in_force(const View& view) {
  const auto& stick = view.app.desk.stick;
  if (!stick || !stick->current) return words("staff_packs.now", view.text("staff_packs.text.none_in_force"_msg));
  Label what = view.text("staff_packs.text.in_force"_msg, {{"serial", stick->current->serial}, {"date", date_words(view, stick->current->built)}});
  if (const auto& ends = stick->current->expires; ends && *ends < view.app.local.date) what = i18n::joined(std::move(what), " ", view.text("staff_packs.text.expired"_msg, {{"date", date_words(view, ends)}}));
  return words("staff_packs.now", std::move(what));
}

Node describe_files(const View& view) {
  const session::Desk& desk = view.app.desk;
  std::vector<Node> nodes = outcome(view, "staff_packs");
  if (desk.job && desk.job->what_to_do != Do::list_stick) nodes.push_back(progress_panel(view, "staff_packs"));
  const bool in = desk.stick && desk.stick->in;
  if (!in || desk.stick->files.empty()) {
    const bool looking = !desk.stick || (desk.stick_in && !in);
    Node how = words("staff_packs.how", view.text(looking ? "staff_packs.text.looking"_msg : in ? "staff_packs.text.nothing"_msg : "staff_packs.text.put_in"_msg), TextStyle::lead);
    how.live = true;
    nodes.push_back(std::move(how));
  } else {
    nodes.push_back(words("staff_packs.how", view.text("staff_packs.text.choose"_msg)));
    for (std::size_t i = 0; i < desk.stick->files.size(); ++i) nodes.push_back(file_card(view, desk.stick->files[i], i));
    if (desk.stick->left_out > 0) nodes.push_back(words("staff_packs.left_out", view.text("staff_packs.text.left_out"_msg, {{"count", static_cast<long>(desk.stick->left_out)}})));
  }
  nodes.push_back(in_force(view));
  std::vector<Node> actions;
  if (desk.stick && desk.stick->previous) actions.push_back(old_version_button(view));
  if (desk.stick && desk.stick->hub_previous) actions.push_back(able(wide_button("staff_packs.roll_back_hub", "history", view.text("staff_packs.button.back_hub"_msg), GoBackToOld{GoBackToOld::Of::hub}), !desk.job));
  const Label title = view.text("staff_packs.heading.title"_msg);
  return desk_page(view, "staff_packs", title, {}, desk_pager("staff_packs.list", title, std::move(nodes)), std::move(actions));
}

// Real, and whose: the city's, or what this hub says beside it.
Label good_words(const View& view, const PackLook& pack) {
  if (pack.expired) return view.text("staff_packs.text.good_but_old"_msg);
  return view.text(pack.hub.empty() ? "staff_packs.text.good"_msg : "staff_packs.text.good_hub"_msg, {{"hub", i18n::plain(pack.hub, "en")}});
}

Node describe_pack(const View& view) {
  const session::Desk& desk = view.app.desk;
  std::vector<Node> nodes, actions;
  const bool done = desk.ended == Do::install && desk.fault == DeskFault::none && !desk.job;
  if (desk.job && desk.job->what_to_do != Do::list_stick) {
    if (desk.pack) nodes.push_back(verdict("staff_packs.verdict", "shield-outline", good_words(view, *desk.pack)));
    nodes.push_back(progress_panel(view, "staff_packs"));
    if (!working_on(desk, Do::install)) actions.push_back(wide_button("staff_packs.stop", "close", view.text("staff_packs.button.stop"_msg), StopJob{}));
  } else if (done || desk.ended == Do::roll_back || desk.fault != DeskFault::none) {
    nodes = outcome(view, "staff_packs");
    if (desk.fault == DeskFault::takes_out_many && desk.pack)
      actions.push_back(wide_button("staff_packs.install", "download", view.text("staff_packs.button.all_the_same"_msg), InstallPack{}));
  } else if (desk.pack) {
    Label mend = view.text(desk.pack->same ? "staff_packs.text.same"_msg : "staff_packs.text.made"_msg,
                           {{"date", date_words(view, desk.pack->version.built)}, {"serial", desk.pack->version.serial}, {"key", i18n::plain(desk.pack->signed_by, "en")}});
    if (desk.pack->expired) mend = i18n::joined(std::move(mend), " ", view.text("staff_packs.text.expired"_msg, {{"date", date_words(view, desk.pack->version.expires)}}));
    if (!desk.pack->hub.empty()) mend = i18n::joined(std::move(mend), " ", view.text("staff_packs.text.hub_alone"_msg));
    nodes.push_back(verdict("staff_packs.state", desk.pack->expired ? "alert-outline" : "shield-outline", good_words(view, *desk.pack), std::move(mend)));
    actions.push_back(wide_button("staff_packs.install", "download", view.text("staff_packs.button.install"_msg), InstallPack{}, Look::button_primary));
  } else {
    nodes.push_back(progress_panel(view, "staff_packs"));
  }
  if (desk.pack) {
    nodes.push_back(figures_panel(view, "staff_packs.count", desk.pack->changes));
    if (!desk.job && !done) actions.push_back(wide_button("staff_packs.names_button", "format-list-bulleted", view.text("staff_packs.button.names"_msg), ShowNames{}));
  }
  if (done && desk.stick && desk.stick->previous) actions.push_back(old_version_button(view));
  Label file = i18n::plain(desk.pack ? desk.pack->file : desk.job ? desk.job->what : desk.file, "en");
  if (desk.stick)
    for (const StickFile& one : desk.stick->files)
      if (one.name == desk.file) file = i18n::plain(one.shown, "en");
  for (i18n::Span& span : file) span.text = with_places_to_break(span.text);
  Node name = words("staff_packs.file", std::move(file));
  const Label title = view.text("staff_packs.heading.title"_msg);
  const bool beside = !view.one_column();
  if (!beside) nodes.push_back(name);
  Node content = desk_pager("staff_packs.content", title, std::move(nodes));
  content.box.gap_mm = 8;
  if (!beside) return desk_page(view, "staff_packs", title, {}, std::move(content), std::move(actions));
  // There is width for the way it goes.
  std::vector<Node> page;
  name.box.width = fit();
  page.push_back(title_row(view, heading("staff_packs.title", title), {std::move(name)}));
  page.push_back(space_mm(4));
  Node foot = group(Stack::row, std::move(actions));
  foot.box.gap_mm = 5;
  for (Node& action : foot.children) action.box.width = share();
  Node right = group(Stack::column, {std::move(content), std::move(foot)});
  right.box.height = share();
  right.box.gap_mm = 5;
  Node columns = group(Stack::row, {steps(view), std::move(right)});
  columns.box.gap_mm = 14;
  columns.box.height = share();
  page.push_back(std::move(columns));
  return staff_page(view, "staff_packs", title, std::move(page));
}

// --- The workbook ---

constexpr std::array level_icons{"block-close", "alert-outline", "pencil"};
Label level_words(const View& view, DeskFinding::Level level) {
  static constexpr std::array names{"staff_workbook.level.stops"_msg, "staff_workbook.level.check"_msg, "staff_workbook.level.note"_msg};
  return view.text(names[static_cast<std::size_t>(level)]);
}

Node chip(std::string id, const std::string& value) {
  Node text = words(std::move(id), i18n::plain(with_places_to_break(value), "en"));
  Node box = group(Stack::column, {std::move(text)});
  box.look = Look::notice;
  box.box.width = fit();
  box.box.pad_x_mm = 2.5;
  box.box.pad_y_mm = 1;
  return box;
}

bool as_table(const View& view) { return !view.portrait() && !view.one_column(); }
constexpr double level_mm = 44, sheet_mm = 74, row_mm = 24, column_mm = 66, value_mm = 84;

Node finding_row(const View& view, const DeskFinding& finding, std::size_t index) {
  Node row;
  row.id = "staff_workbook.row." + std::to_string(index);
  row.role = Role::listitem;
  row.label = level_words(view, finding.level);
  const auto cell = [&](const char* what, const std::string& text) { return words(row.id + "." + what, i18n::plain(text, "en")); };
  Node mark = picture(level_icons[static_cast<std::size_t>(finding.level)], 9);
  Node level = own_label(TextStyle::body, true);
  if (as_table(view)) {
    Node first = group(Stack::row, {std::move(mark), std::move(level)});
    first.box.gap_mm = 3;
    first.box.cross = Place::center;
    first.box.width = fixed_mm(level_mm);
    row.box.stack = Stack::row;
    row.box.gap_mm = 4;
    row.box.cross = Place::center;
    row.box.min_height_mm = 17;
    row.children.push_back(std::move(first));
    Node sheet = cell("sheet", finding.sheet), number = cell("row", finding.row > 0 ? std::to_string(finding.row) : ""), column = cell("column", finding.column);
    sheet.box.width = fixed_mm(sheet_mm);
    number.box.width = fixed_mm(row_mm);
    number.box.text = Place::end;
    column.box.width = fixed_mm(column_mm);
    row.children.push_back(std::move(sheet));
    if (finding.row > 0) number.spoken = view.text("staff_workbook.text.row"_msg, {{"row", static_cast<long>(finding.row)}});
    row.children.push_back(std::move(number));
    row.children.push_back(std::move(column));
    Node value = group(Stack::column, {});
    if (!finding.value.empty()) value.children.push_back(chip(row.id + ".value", finding.value));
    value.box.width = fixed_mm(value_mm);
    value.box.cross = Place::start;
    row.children.push_back(std::move(value));
    row.children.push_back(cell("what", finding.what));
  } else {
    Label where = i18n::plain(finding.sheet, "en");
    if (finding.row > 0) where = i18n::joined(std::move(where), ", ", view.text("staff_workbook.text.row"_msg, {{"row", static_cast<long>(finding.row)}}));
    if (!finding.column.empty()) where = i18n::joined(std::move(where), ", ", i18n::plain(finding.column, "en"));
    Node first = group(Stack::row, {std::move(mark), std::move(level)});
    first.box.gap_mm = 3;
    first.box.cross = Place::center;
    row.box.gap_mm = 1.5;
    row.box.pad_y_mm = 2;
    row.children.push_back(std::move(first));
    row.children.push_back(words(row.id + ".where", std::move(where)));
    if (!finding.value.empty()) row.children.push_back(chip(row.id + ".value", finding.value));
    row.children.push_back(cell("what", finding.what));
  }
  return row;
}

Node table_head(const View& view) {
  Node row = group(Stack::row, {});
  row.box.gap_mm = 4;
  row.box.pad_y_mm = 1;
  const auto head = [&](const char* id, MessageKey key, double width_mm) {
    Node cell = words(std::string("staff_workbook.head.") + id, view.text(key));
    cell.bold = true;
    if (width_mm > 0) cell.box.width = fixed_mm(width_mm);
    row.children.push_back(std::move(cell));
  };
  Node first = group(Stack::row, {});
  first.box.width = fixed_mm(level_mm);
  row.children.push_back(std::move(first));
  head("sheet", "staff_workbook.head.sheet"_msg, sheet_mm);
  head("row", "staff_workbook.head.row"_msg, row_mm);
  row.children.back().box.text = Place::end;
  head("column", "staff_workbook.head.column"_msg, column_mm);
  head("value", "staff_workbook.head.value"_msg, value_mm);
  head("what", "staff_workbook.head.what"_msg, 0);
  Node rule = group(Stack::column, {});
  rule.look = Look::row_today;
  rule.box.height = fixed_mm(0.7);
  return group(Stack::column, {std::move(row), std::move(rule)});
}

Node workbook_verdict(const View& view, const WorkbookLook& look) {
  const long stops = static_cast<long>(look.stops);
  Label mend = look.stops > 0 ? view.text("staff_workbook.text.mend"_msg)
                              : view.text("staff_workbook.text.to_check"_msg, {{"checks", static_cast<long>(look.checks)}, {"notes", static_cast<long>(look.notes)}});
  return verdict("staff_workbook.state", look.stops > 0 ? "block-close" : "open", look.stops > 0 ? view.text("staff_workbook.text.stops"_msg, {{"count", stops}}) : view.text("staff_workbook.text.good"_msg), std::move(mend));
}

}  // namespace

Node describe_staff_packs(const View& visit) {
  const InEnglish english(visit);
  const View& view = english.view();
  if (view.app.desk.names && view.app.desk.pack) {
    const Label title = view.text("staff_packs.heading.names"_msg);
    return desk_page(view, "staff_packs", title, {}, names_list(view, view.app.desk.pack->changes), {});
  }
  return view.app.desk.file.empty() ? describe_files(view) : describe_pack(view);
}

Node describe_staff_workbook(const View& visit) {
  const InEnglish english(visit);
  const View& view = english.view();
  const session::Desk& desk = view.app.desk;
  const Label title = view.text("staff_workbook.heading.title"_msg);
  std::vector<Node> nodes, actions;
  const auto again = [&] { return wide_button("staff_workbook.again", "sync", view.text("staff_workbook.button.again"_msg), LookAtFile{desk.file}); };
  if (desk.job && desk.job->what_to_do != Do::preview) {
    nodes.push_back(progress_panel(view, "staff_workbook"));
    if (!changes_something(desk.job->what_to_do)) actions.push_back(wide_button("staff_workbook.stop", "close", view.text("staff_packs.button.stop"_msg), StopJob{}));
    return desk_page(view, "staff_workbook", title, {}, desk_pager("staff_workbook.content", title, std::move(nodes)), std::move(actions));
  }
  const auto& look = desk.workbook;
  if (!look) {
    nodes = outcome(view, "staff_workbook");
    actions.push_back(again());
    return desk_page(view, "staff_workbook", title, {}, desk_pager("staff_workbook.content", title, std::move(nodes)), std::move(actions));
  }
  if (desk.names) {
    // What residents would see of it, each in a preview.
    nodes = rows_of(view, "staff_workbook.records", look->records.size(), [&](std::size_t i, std::vector<Node>& rows) {
      const DeskRecord& record = look->records[i];
      rows.push_back(desk_card("staff_workbook.record." + record.id, "paper", i18n::plain(record.name, "en"), {}, OpenRecord{record.id}));
    });
    return desk_page(view, "staff_workbook", view.text("staff_workbook.button.preview"_msg), {}, desk_pager("staff_workbook.records", title, std::move(nodes)), {});
  }
  const bool published = desk.ended == Do::publish_workbook && desk.fault == DeskFault::none;
  std::vector<Node> top = outcome(view, "staff_workbook");
  if (top.empty()) top.push_back(workbook_verdict(view, *look));
  const bool may = look->stops == 0;
  if (may && !view.site.has_hub_key)
    for (Node& one : why_not_here(view, "staff_workbook")) top.push_back(std::move(one));
  if (may) {
    actions.push_back(wide_button("staff_workbook.preview", "eye", view.text("staff_workbook.button.preview"_msg), ShowNames{}));
    if (!published)
      actions.push_back(able(wide_button("staff_workbook.publish", "upload", view.text(desk.fault == DeskFault::takes_out_many ? "staff_workbook.button.all_the_same"_msg : "staff_workbook.button.publish"_msg), PublishWorkbook{}, Look::button_primary), view.site.has_hub_key));
  } else {
    actions.push_back(again());
    actions.back().look = Look::button_primary;
  }
  if (!look->findings.empty() && !(desk.ended == Do::save_findings && desk.fault == DeskFault::none))
    actions.insert(actions.begin(), wide_button("staff_workbook.save", "usb", view.text("staff_workbook.button.save"_msg), SaveFindings{}));
  std::vector<Node> rows = rows_of(view, "staff_workbook.list", look->findings.size(), [&](std::size_t i, std::vector<Node>& into) {
    if (!into.empty()) {
      Node line = group(Stack::column, {});
      line.look = Look::hairline;
      line.box.height = fixed_mm(0.25);
      into.push_back(std::move(line));
    }
    into.push_back(finding_row(view, look->findings[i], i));
  });
  if (const std::size_t all = look->stops + look->checks + look->notes; all > look->findings.size())
    rows.push_back(words("staff_workbook.left_out", view.text("staff_workbook.text.left_out"_msg, {{"count", static_cast<long>(all - look->findings.size())}})));
  if (may) rows.insert(rows.begin(), figures_panel(view, "staff_workbook.count", look->changes));
  std::vector<Node> end;
  Node pager = desk_pager("staff_workbook.content", title, {});
  pager.box.gap_mm = 1.5;
  if (as_table(view)) {
    end.push_back(words("staff_workbook.file", i18n::plain(with_places_to_break(look->file), "en")));
    end.back().box.width = fit();
    pager.children = std::move(rows);
    Node whole = group(Stack::column, std::move(top));
    whole.box.gap_mm = 4;
    whole.box.height = share();
    if (!look->findings.empty()) whole.children.push_back(table_head(view));
    whole.children.push_back(std::move(pager));
    return desk_page(view, "staff_workbook", title, std::move(end), std::move(whole), std::move(actions));
  }
  pager.box.gap_mm = 4;
  top.push_back(words("staff_workbook.file", i18n::plain(with_places_to_break(look->file), "en")));
  for (Node& row : rows) top.push_back(std::move(row));
  pager.children = std::move(top);
  return desk_page(view, "staff_workbook", title, {}, std::move(pager), std::move(actions));
}

}  // namespace kiosk::screens
