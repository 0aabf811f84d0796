// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

// What kind of place it is, where no topic's colour tells the list.
std::string icon_of_kind(std::string_view kind) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> icons{{{"library", "book-open-variant"},
                                                                                     {"community_hub", "account-group-outline"},
                                                                                     {"food_bank", "silverware-fork-knife"},
                                                                                     {"gp", "medical-bag"},
                                                                                     {"pharmacy", "pill"},
                                                                                     {"advice", "talk"}}};
  for (const auto& [name, icon] : icons)
    if (name == kind) return std::string(icon);
  return "hand-heart-outline";
}

Node result_card(const View& view, const directory::ServiceSummary& summary, int glaze) {
  Node card;
  card.id = "results.card." + summary.id;
  card.role = Role::card;
  card.label = summary.name;
  card.action = OpenService{summary.id};
  card.look = Look::card;
  card.glaze = glaze;
  card.box.height = share();
  card.box.pad_x_mm = 6;
  card.box.pad_y_mm = 4;
  card.box.pad_start_mm = 4;

  Node about = group(Stack::column, {own_label(TextStyle::h2, true)});
  if (glaze == 0) {
    Node name = fact(icon_of_kind(summary.kind), 10, {own_label(TextStyle::h2, true)});
    name.box.cross = Place::center;
    about.children.front() = std::move(name);
  }
  about.box.gap_mm = 1.5;
  about.box.main = Place::center;
  // At the largest size a card is its name and whether to go there: more would leave one card a page.
  if (!summary.summary.empty() && view.room_step() < 4) about.children.push_back(words(card.id + ".summary", summary.summary, TextStyle::example));
  if (!summary.matched_because.empty()) {
    Label because = view.text("results.text.because"_msg, {{"word", i18n::plain(summary.matched_because, "en")}});
    Node row = fact("lightbulb", 8, {words(card.id + ".because", std::move(because))});
    row.box.gap_mm = 3;
    row.box.cross = Place::center;
    about.children.push_back(std::move(row));
  }

  if (summary.signed_video) about.children.push_back(sign_marker(view, card.id + ".sign"));

  Node side = group(Stack::column, {});
  side.box.gap_mm = 2;
  side.box.main = Place::center;
  side.children.push_back(open_words(view, card.id + ".open", summary));
  // Side by side under the name, a line less than one under another: more cards a page.
  if (view.one_column()) side.box.stack = Stack::row;
  if (Label distance = distance_words(view, summary); !distance.empty()) {
    Node row = fact("place", 8, {words(card.id + ".distance", std::move(distance))});
    row.box.gap_mm = 3;
    row.box.cross = Place::center;
    if (view.one_column()) row.box.width = fit();
    side.children.push_back(std::move(row));
  }
  if (view.one_column()) {
    side.box.gap_mm = 6;
    card.box.stack = Stack::column;
    card.box.main = Place::center;
    card.box.gap_mm = 2;
  } else {
    about.box.height = share();
    side.box.height = share();
    side.box.width = fixed_mm(101);
    card.box.stack = Stack::row;
    card.box.gap_mm = 6;
    Node line = group(Stack::column, {});
    line.look = Look::hairline;
    line.box.width = fixed_mm(0.5);
    line.box.height = share();
    card.children = {std::move(about), std::move(line), std::move(side)};
    return card;
  }
  card.children = {std::move(about), std::move(side)};
  return card;
}

Label title_of(const View& view) {
  if (view.app.screen == Screen::near) return view.text("near.heading.title"_msg);
  for (const directory::Topic& topic : view.app.topics)
    if (topic.key == view.app.topic) return topic.need;
  return view.text("results.heading.search"_msg);
}

}  // namespace

Node describe_results(const View& view) {
  const auto& results = view.app.results;
  const Label title = title_of(view);
  // Only "Near here" is nearest first: a topic mixes places and what serves all of Leeds.
  const auto found = view.app.screen == Screen::near ? "results.text.count"_msg : "search.text.found"_msg;
  const auto listed = static_cast<long>(results.size());
  Node count = words("results.count", results.empty()           ? view.text("results.text.none"_msg)
                                      : view.app.left_out > 0 ? view.text("results.text.first"_msg, {{"count", listed}, {"total", listed + static_cast<long>(view.app.left_out)}})
                                                              : view.text(found, {{"count", listed}}));
  count.box.width = fit();
  count.box.text = Place::end;
  count.live = true;

  Node list;
  list.id = "results.list";
  list.role = Role::pager;
  list.label = title;
  list.box.height = share();
  list.box.gap_mm = 4;
  list.paging = Paging{};
  list.paging->kind = Paging::Kind::equal;
  list.paging->most = view.portrait() ? 5 : 3;
  const int glaze = view.app.topic.empty() ? 0 : glaze_of(view.app.topic);
  for (const directory::ServiceSummary& summary : results) list.children.push_back(result_card(view, summary, glaze));
  if (results.empty()) {
    // Never a dead end: a person is always within reach.
    Node none = fact("talk", 15, {words("results.none", view.text("results.text.none_help"_msg), TextStyle::lead)});
    none.look = Look::panel;
    none.box.pad_x_mm = 8;
    none.box.pad_y_mm = 8;
    none.box.height = share();
    list.children.push_back(std::move(none));
  }

  Beside beside;
  Node talk = button("results.talk", "talk", view.text("results.button.talk"_msg), OpenScreen{Screen::talk});
  talk.box.min_height_mm = 20;
  Node again = button("results.search", "search", view.text("home.button.search"_msg), OpenScreen{Screen::search});
  again.box.min_height_mm = 20;
  const bool signed_video = std::any_of(view.app.topics.begin(), view.app.topics.end(), [&](const auto& topic) { return topic.signed_video && topic.key == view.app.topic; });
  beside.actions.push_back(std::move(talk));
  // Large words leave a rail no room for a third, and search is on the home page too.
  if (!signed_video || !view.one_column()) beside.actions.push_back(std::move(again));
  if (signed_video) beside.actions.push_back(sign_button(view, "results.sign", {"topic", view.app.topic}));
  beside.page_buttons = page_buttons(view, "results", "results.list");
  Node columns = content_beside(view, std::move(list), std::move(beside));

  Node foot = group(Stack::column, {});
  foot.box.height = fixed_mm(4.5);
  std::vector<Node> at_end;
  at_end.push_back(std::move(count));
  std::vector<Node> content;
  content.push_back(title_row(view, heading("results.title", title), std::move(at_end)));
  Node gap = group(Stack::column, {});
  gap.box.height = fixed_mm(4);
  content.push_back(std::move(gap));
  content.push_back(std::move(columns));
  content.push_back(std::move(foot));
  return page(view, std::string(name_of(view.app.screen)), title, std::move(content));
}

}  // namespace kiosk::screens
