// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

Node language_tile(const View& view, const i18n::LanguageInfo& info, bool heard, bool chosen) {
  Node tile;
  tile.id = "language." + info.tag;
  tile.role = Role::tile;
  tile.label = i18n::plain(info.name, info.tag);
  tile.action = ChooseLanguage{info.tag};
  tile.look = chosen ? Look::language_tile_chosen : Look::language_tile;
  if (chosen) tile.checked = true;
  tile.box.height = share();
  tile.box.pad_x_mm = 6.5;
  tile.box.pad_y_mm = 5;
  tile.box.main = Place::between;
  Node about = words(tile.id + ".about", chosen ? view.text("language.text.chosen"_msg) : i18n::plain(info.english_name, "en"));
  Node row = group(Stack::row, {});
  row.children.push_back(std::move(about));
  row.children.push_back(picture(heard ? "speaker" : "speaker-off", 10));
  if (chosen) row.children.push_back(picture("check", 9));
  row.box.gap_mm = 3;
  row.box.cross = Place::center;
  tile.children.push_back(own_label(TextStyle::language_name, true));
  tile.children.push_back(std::move(row));
  return tile;
}

}  // namespace

Node describe_language(const View& view) {
  Node pager;
  pager.id = "language.list";
  pager.role = Role::pager;
  pager.label = view.text("language.heading.choose"_msg);
  pager.box.height = share();
  pager.box.gap_mm = 4;
  pager.paging = Paging{};
  pager.paging->kind = Paging::Kind::grid;
  pager.paging->grids = {{4, 4}, {3, 3}, {2, 3}, {2, 2}, {1, 2}, {1, 1}};
  if (view.portrait()) pager.paging->grids = {{3, 6}, {2, 6}, {2, 4}, {2, 3}, {1, 3}, {1, 2}, {1, 1}};
  const std::size_t tiles = view.strings.languages().size() + 2;
  if (tiles <= 8 && view.portrait()) pager.paging->grids = {{2, 4}, {2, 3}, {1, 3}, {1, 2}, {1, 1}};
  else if (tiles <= 8 && tiles > 6) pager.paging->grids = {{4, 2}, {3, 2}, {2, 2}, {2, 1}, {1, 1}};
  else if (tiles <= 6) pager.paging->grids = {{tiles <= 4 ? 2 : 3, 2}, {2, 2}, {2, 1}, {1, 1}};
  for (const i18n::LanguageInfo& info : view.strings.languages()) {
    bool heard = false;
    for (const auto& voice : view.site.languages) heard = heard || (voice.tag == info.tag && voice.heard);
    pager.children.push_back(language_tile(view, info, heard, info.tag == view.app.language));
  }
  Node bsl;
  bsl.id = "language.bfi";
  bsl.role = Role::tile;
  bsl.label = i18n::plain("BSL", "en");
  bsl.spoken = view.text("language.tile.bsl_spoken"_msg);
  bsl.action = OpenScreen{Screen::bsl};
  bsl.look = Look::sign_tile;
  bsl.box.height = share();
  bsl.box.pad_x_mm = 6.5;
  bsl.box.pad_y_mm = 5;
  bsl.box.main = Place::between;
  bsl.icon = "bsl.hands";
  // The words keep clear of the hands in the corner.
  Node hands = group(Stack::column, {});
  hands.box.width = fixed_mm(30);
  Node about = group(Stack::row, {words("language.bfi.about", view.text("language.tile.bsl_about"_msg)), std::move(hands)});
  bsl.children = {own_label(TextStyle::language_name, true), std::move(about)};
  pager.children.push_back(std::move(bsl));
  Node other;
  other.id = "language.other";
  other.role = Role::tile;
  other.label = view.text("language.tile.not_here"_msg);
  other.action = OpenScreen{Screen::not_here};
  other.look = Look::language_tile;
  other.box.height = share();
  other.box.pad_x_mm = 6.5;
  other.box.pad_y_mm = 5;
  other.box.gap_mm = 3;
  other.box.main = Place::between;
  Node icons = group(Stack::row, {picture("globe", 19), picture("forward", 10), picture("desk", 19)});
  icons.box.gap_mm = 4;
  icons.box.cross = Place::center;
  other.children = {std::move(icons), own_label(TextStyle::label, true)};
  // Large, they would make every tile higher and the names fewer a page; the page it opens has them.
  if (Label others = other_languages(view); !others.empty() && !view.one_column()) other.children.push_back(words("language.other.words", std::move(others), TextStyle::example));
  pager.children.push_back(std::move(other));

  // The names one after another, each in its own voice, its tile lit; a touch chooses as ever.
  const bool any_heard = std::any_of(view.site.languages.begin(), view.site.languages.end(), [](const auto& voice) { return voice.heard; });
  const bool all_heard = std::all_of(view.site.languages.begin(), view.site.languages.end(), [](const auto& voice) { return voice.heard; });
  Node listen = listen_button(view, "language.listen", pager.id);
  const auto now = view.app.passage && view.app.passage_of == pager.id ? view.app.speech.now : SpeechState::Now::silent;
  listen.label = view.text(now == SpeechState::Now::speaking ? "service.button.pause"_msg : now == SpeechState::Now::paused ? "service.button.go_on"_msg : "language.button.hear"_msg);
  // Other languages can be heard where the one on the screen cannot.
  listen.enabled = any_heard;
  listen.children.back().box.width = fit();
  listen.box.width = fit();
  listen.box.min_height_mm = 18;
  listen.box.pad_x_mm = 5;
  listen.children.front() = picture(listen.children.front().icon, 10);

  Node legend = group(Stack::row, {});
  legend.box.width = fit();
  legend.box.gap_mm = 3;
  legend.box.cross = Place::center;
  Node can = words("language.legend.heard", view.text("language.text.heard"_msg));
  can.box.width = fit();
  Node cannot = words("language.legend.no_voice", view.text("language.text.no_voice"_msg));
  cannot.box.width = fit();
  legend.children.push_back(picture("speaker", 9));
  legend.children.push_back(std::move(can));
  legend.children.push_back(picture("speaker-off", 9));
  legend.children.push_back(std::move(cannot));

  std::vector<Node> at_end;
  at_end.push_back(std::move(listen));
  std::vector<Node> nodes;
  nodes.push_back(title_row(view, heading("language.title", view.text("language.heading.choose"_msg)), std::move(at_end)));
  // Where every name can be heard the button has said so.
  if (!any_heard) nodes.push_back(words("language.silent", view.text("speech.text.silent"_msg)));
  else if (!all_heard && !view.one_column()) nodes.push_back(std::move(legend));
  nodes.push_back(space_mm(4));
  Beside beside;
  beside.page_buttons = page_buttons(view, "language", "language.list");
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  Node columns = content_beside(view, std::move(pager), std::move(beside));
  nodes.push_back(std::move(columns));
  Node foot = group(Stack::column, {});
  foot.box.height = fixed_mm(4.5);
  nodes.push_back(std::move(foot));
  return page(view, "language", view.text("language.heading.choose"_msg), std::move(nodes));
}

}  // namespace kiosk::screens
