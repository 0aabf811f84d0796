// SPDX-License-Identifier: GPL-3.0-or-later
// British Sign Language: the signed videos of the pack, and one of them being watched.
#include <algorithm>
#include <array>

#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;
using session::Film;

// Captions are what a signed video says in English words.
Label said(const directory::SignVideo& video) {
  return video.captions.empty() ? video.media.alt : i18n::plain(directory::words_of(video.captions), "en");
}

// The picture and the caption under it. The caption's room is always there, so
// that the picture keeps its place and its size.
Node watching(const View& view, const Film& film) {
  Node picture;
  picture.id = "sign.picture";
  picture.role = Role::image;
  picture.label = film.video.media.alt;
  picture.spoken = said(film.video);
  picture.passage = true;
  picture.look = Look::film;
  picture.box.height = share();
  Node room = group(Stack::column, {});
  static constexpr std::array room_mm{26.0, 31.0, 37.0, 44.0};
  room.box.min_height_mm = room_mm[static_cast<std::size_t>(view.size_step() - 1)];
  room.box.main = Place::center;
  if (const directory::Caption* caption = film.caption()) {
    Node text = words("sign.caption", i18n::plain(caption->text, "en"));
    text.live = true;
    text.box.text = Place::center;
    room.children.push_back(std::move(text));
  }
  Node both = group(Stack::column, {std::move(picture), std::move(room)});
  both.box.height = share();
  both.box.gap_mm = 2;
  return both;
}

// In words, for whoever cannot see it.
Node not_shown(const View& view) {
  Node content;
  content.id = "sign.content";
  content.role = Role::pager;
  content.label = view.text("bsl.heading.title"_msg);
  content.passage = true;
  content.box.height = share();
  content.box.gap_mm = 5;
  content.paging = Paging{};
  Node broken = fact("talk", 12, {words("sign.broken", view.text("sign.text.broken"_msg), TextStyle::lead)});
  broken.look = Look::notice;
  broken.box.pad_x_mm = 6;
  broken.box.pad_y_mm = 5;
  content.children.push_back(std::move(broken));
  if (view.app.film)
    if (Label label = said(view.app.film->video); !label.empty()) content.children.push_back(words("sign.words", std::move(label)));
  return content;
}

Node tall(Node button, double mm) {
  button.box.min_height_mm = mm;
  button.box.main = Place::start;
  return button;
}

// Where hanging words are large a rail holds a button less; Back leads to a page that has it.
bool full_rail(const View& view) { return !view.portrait() && view.hanging_lines() && view.room_step() >= 4; }

Node video_card(const directory::SignVideo& video) {
  Node card;
  card.id = "bsl.card." + video.media.of.entity + "." + video.media.of.id;
  card.role = Role::card;
  card.label = video.title;
  card.action = OpenSign{video.media.of};
  card.look = Look::card;
  card.box.height = share();
  card.box.pad_x_mm = 6;
  card.box.pad_y_mm = 4;
  card.box.stack = Stack::row;
  card.box.gap_mm = 6;
  card.box.cross = Place::center;
  card.children = {picture("bsl.hands", 18), own_label(TextStyle::h2, true), picture("play", 12)};
  return card;
}

}  // namespace

Node describe_sign(const View& view) {
  const Film* film = view.app.film ? &*view.app.film : nullptr;
  const bool shown = film != nullptr && film->now != Film::Now::broken;
  const Label title = film != nullptr ? film->video.title : view.text("bsl.heading.title"_msg);
  Beside beside;
  beside.rail_mm = 96;
  if (shown) {
    const bool playing = film->now == Film::Now::playing;
    beside.actions.push_back(tall(button("sign.play", playing ? "pause" : "play", playing ? view.text("sign.button.pause"_msg) : view.text("sign.button.play"_msg), PlayOrPause{},
                                         Look::button_primary), 22));
    beside.actions.push_back(tall(button("sign.again", "restart", view.text("sign.button.again"_msg), PlayAgain{}), 18));
    Node listen = listen_button(view, "sign.listen");
    listen.look = Look::button;
    listen.box.min_height_mm = 18;
    beside.actions.push_back(std::move(listen));
    const auto at = static_cast<long>(film->position_ms / 1000), length = static_cast<long>((film->duration_ms + 500) / 1000);
    Node progress = words("sign.progress", length > 0 ? view.text("sign.text.progress"_msg, {{"at", std::min(at, length)}, {"length", length}})
                                                      : view.text("sign.text.second"_msg, {{"at", at}}));
    progress.role = Role::progress;
    beside.notes.push_back(std::move(progress));
  } else {
    beside.actions.push_back(listen_button(view, "sign.listen"));
    beside.page_buttons = page_buttons(view, "sign", "sign.content");
    for (Node& node : beside.page_buttons) node.only_when_paged = true;
  }
  if (!shown || !full_rail(view))
    beside.actions.push_back(tall(button("sign.talk", "talk", view.text("results.button.talk"_msg), OpenScreen{Screen::talk}), 18));
  std::vector<Node> nodes;
  nodes.push_back(title_row(view, heading("sign.title", title)));
  nodes.push_back(space_mm(4));
  nodes.push_back(content_beside(view, shown ? watching(view, *film) : not_shown(view), std::move(beside)));
  nodes.push_back(space_mm(4.5));
  return page(view, "sign", title, std::move(nodes));
}

// What is here besides a person is for the hub to say, and none of it is promised here.
Node describe_bsl(const View& view) {
  Node list;
  list.id = "bsl.list";
  list.role = Role::pager;
  list.label = view.text("bsl.heading.title"_msg);
  list.box.height = share();
  list.box.gap_mm = 4;
  list.paging = Paging{};
  list.paging->kind = Paging::Kind::equal;
  list.paging->most = view.portrait() ? 6 : 4;
  for (const directory::SignVideo& video : view.app.signs) list.children.push_back(video_card(video));
  if (view.app.signs.empty()) {
    Node none = fact("desk", 30, {words("bsl.none", view.text("bsl.text.none"_msg), TextStyle::lead), words("bsl.ask", view.text("bsl.text.ask"_msg), TextStyle::lead)});
    none.look = Look::panel;
    none.box.pad_x_mm = 8;
    none.box.pad_y_mm = 8;
    none.box.gap_mm = 8;
    none.box.cross = Place::center;
    list.paging = Paging{};
    list.children.push_back(std::move(none));
    // What this hub wrote down that it can do, and nothing else.
    for (Node& fact : help_here(view, "bsl.here", view.app.language)) list.children.push_back(std::move(fact));
  }
  Beside beside;
  beside.rail_mm = 96;
  beside.actions.push_back(tall(button("bsl.talk", "talk", view.text("results.button.talk"_msg), OpenScreen{Screen::talk}, Look::button_primary), 24));
  if (!full_rail(view)) beside.actions.push_back(tall(button("bsl.home", "arrow-right", view.text("bsl.button.home"_msg), GoHome{}), 20));
  beside.page_buttons = page_buttons(view, "bsl", "bsl.list");
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  std::vector<Node> nodes;
  nodes.push_back(title_row(view, heading("bsl.title", view.text("bsl.heading.title"_msg))));
  nodes.push_back(space_mm(4));
  nodes.push_back(content_beside(view, std::move(list), std::move(beside)));
  nodes.push_back(space_mm(4.5));
  return page(view, "bsl", view.text("bsl.heading.title"_msg), std::move(nodes));
}

Node sign_marker(const View& view, std::string id) {
  Node row = fact("bsl.hands", 9, {words(std::move(id), view.text("sign.text.marker"_msg))});
  row.box.gap_mm = 3;
  row.box.cross = Place::center;
  return row;
}

Node sign_button(const View& view, std::string id, directory::MediaOf of) {
  // Large words leave room for what it is, and not for what to do with it.
  Node watch = tall(button(std::move(id), "bsl.hands", view.text(view.one_column() ? "sign.button.short"_msg : "sign.button.watch"_msg), OpenSign{std::move(of)}), 20);
  if (view.one_column()) watch.spoken = view.text("sign.button.watch"_msg);
  watch.children.front() = picture("bsl.hands", 12);
  return watch;
}

}  // namespace kiosk::screens
