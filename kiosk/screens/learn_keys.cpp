// SPDX-License-Identifier: GPL-3.0-or-later
// "Learn the keys": each key says and shows what it does, and does nothing else
// (handbook part 3, Keypads). Staff see here what their keypad calls its keys.
#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

MessageKey does(const std::optional<Press>& press) {
  if (!press) return "learn_keys.key.nothing"_msg;
  switch (*press) {
    case Press::next:
    case Press::right:
    case Press::down: return "learn_keys.key.next"_msg;
    case Press::previous:
    case Press::left:
    case Press::up: return "learn_keys.key.previous"_msg;
    case Press::select: return "learn_keys.key.select"_msg;
    case Press::back: return "learn_keys.key.back"_msg;
    case Press::home: return "learn_keys.key.home"_msg;
    case Press::help: return "learn_keys.key.help"_msg;
    case Press::louder: return "learn_keys.key.louder"_msg;
    case Press::quieter: return "learn_keys.key.quieter"_msg;
    case Press::faster: return "learn_keys.key.faster"_msg;
    case Press::slower: return "learn_keys.key.slower"_msg;
    case Press::repeat: return "learn_keys.key.repeat"_msg;
    case Press::pause: return "learn_keys.key.pause"_msg;
    case Press::switch1: return "learn_keys.key.move"_msg;
    case Press::switch2: return "learn_keys.key.choose"_msg;
    case Press::finer: return "learn_keys.key.finer"_msg;
    case Press::coarser: return "learn_keys.key.coarser"_msg;
    // These do what they do here too: nobody sees this said of them.
    case Press::exit:
    case Press::headphones_in:
    case Press::headphones_out: break;
  }
  return "learn_keys.key.nothing"_msg;
}

}  // namespace

Node describe_learn_keys(const View& view) {
  const std::optional<TryKey>& tried = view.app.tried;
  Label what = tried ? view.text(does(tried->press)) : view.text("learn_keys.text.none"_msg);
  if (tried && !tried->name.empty())
    what = i18n::joined(std::move(what), ". ", view.text("learn_keys.text.name"_msg, {{"name", i18n::plain(tried->name, "en")}}));
  Node key = words("learn_keys.key", std::move(what), TextStyle::h2);
  key.live = true;
  key.bold = true;
  Node row = fact("keyboard", 14, {std::move(key)});
  row.box.cross = Place::center;
  row.look = Look::notice;
  row.box.pad_x_mm = 6;
  row.box.pad_y_mm = 6;

  Node content;
  content.id = "learn_keys.content";
  content.role = Role::pager;
  content.label = view.text("access.button.learn_keys"_msg);
  content.box.height = share();
  content.box.gap_mm = 5;
  content.paging = Paging{};
  content.children = {std::move(row), words("learn_keys.how", view.text("learn_keys.text.how"_msg), TextStyle::lead),
                      words("learn_keys.leave", view.text("learn_keys.text.leave"_msg)), words("learn_keys.exit", view.text("learn_keys.text.exit"_msg))};
  Node done = button("learn_keys.done", "check", view.text("access.button.done"_msg), GoBack{}, Look::button_primary);
  done.box.min_height_mm = 24;
  Beside beside;
  beside.actions.push_back(std::move(done));
  beside.page_buttons = page_buttons(view, "learn_keys", "learn_keys.content");
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  const Label title = view.text("access.button.learn_keys"_msg);
  std::vector<Node> nodes;
  nodes.push_back(title_row(view, heading("learn_keys.title", title)));
  nodes.push_back(space_mm(4));
  nodes.push_back(content_beside(view, std::move(content), std::move(beside)));
  nodes.push_back(space_mm(4.5));
  return page(view, "learn_keys", title, std::move(nodes));
}

}  // namespace kiosk::screens
