// SPDX-License-Identifier: GPL-3.0-or-later
// "Are you still there?" stands on an opaque cover: nothing of the visit, not
// its language's page nor a word of it, shows through (handbook part 3).
#include "kiosk/screens/view.hpp"

namespace kiosk::screens {

using namespace semantics;

Node describe_still_there(const View& view) {
  const int left = session::answer_seconds_left(view.app, view.site);
  Node dialog;
  dialog.id = "still_there.dialog";
  dialog.role = Role::dialog;
  dialog.label = view.text("still_there.heading.question"_msg);
  dialog.look = Look::dialog;
  dialog.box.width = fixed_mm(view.portrait() ? 364 : view.one_column() ? 400 : 317);
  dialog.box.pad_x_mm = 15.5;
  dialog.box.pad_y_mm = 12;
  dialog.box.gap_mm = 8;
  dialog.box.main = Place::center;
  dialog.children.push_back(heading("still_there.title", view.text("still_there.heading.question"_msg), TextStyle::dialog));
  dialog.children.push_back(words("still_there.why", view.text("still_there.text.why"_msg), TextStyle::lead));

  Node timer;
  timer.id = "still_there.timer";
  timer.role = Role::timer;
  timer.label = view.text("still_there.timer.left"_msg, {{"seconds", static_cast<long>(left)}});
  timer.live = true;
  timer.box.gap_mm = 3;
  Node segments = group(Stack::row, {});
  segments.box.gap_mm = 1.5;
  const int count = (view.site.idle_answer_s + 4) / 5;
  for (int i = 0; i < count; ++i) {
    Node segment = group(Stack::column, {});
    segment.look = i < (left + 4) / 5 ? Look::segment_on : Look::segment_off;
    segment.box.height = fixed_mm(9.5);
    segments.children.push_back(std::move(segment));
  }
  timer.children.push_back(own_label(TextStyle::body, true));
  timer.children.push_back(std::move(segments));
  dialog.children.push_back(std::move(timer));

  Node yes = button("still_there.carry_on", "check", view.text("still_there.button.carry_on"_msg), CarryOn{}, Look::button_primary);
  yes.box.width = share(1.27);
  yes.box.min_height_mm = 29;
  Node no = button("still_there.clear", "", view.text("still_there.button.clear"_msg), StartAgain{});
  no.box.width = share(1);
  no.box.min_height_mm = 29;
  Node answers = group(Stack::row, {});
  answers.children.push_back(std::move(yes));
  answers.children.push_back(std::move(no));
  answers.box.gap_mm = 5;
  dialog.children.push_back(std::move(answers));

  Node cover = group(Stack::column, {});
  cover.look = Look::cover;
  cover.icon_mm = 39.7;
  cover.box.height = share();
  cover.box.main = Place::center;
  cover.box.cross = Place::center;
  // Lowered: the answers stand at the foot, within reach; the words may stand above it.
  if (view.app.preferences.reach) {
    cover.box.main = Place::end;
    cover.box.pad_y_mm = 4;
  }
  cover.children.push_back(std::move(dialog));

  Node root;
  root.id = "still_there";
  root.role = Role::screen;
  root.label = view.text("still_there.heading.question"_msg);
  root.language = view.app.language;
  root.look = Look::page;
  root.box.height = share();
  root.children.push_back(std::move(cover));
  root.children.push_back(access_bar(view));
  if (const double below = view.lowered().below_mm; below > 0) root.children.push_back(quiet_mm(below));
  return root;
}

}  // namespace kiosk::screens
