// SPDX-License-Identifier: GPL-3.0-or-later
// How staff keep the kiosk right, from the workbook to the screen: the short form of
// content/README.md. What to press is named by the words of the button itself, and
// shown with its picture.
#include "kiosk/screens/staff_parts.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

struct Step {
  const char* icon;
  MessageKey words;
};

// `number` in the ids: 1 for the first.
Node chapter(const View& view, int number, MessageKey title, const std::vector<Step>& steps, const Arguments& buttons) {
  const std::string id = "staff_guide." + std::to_string(number);
  Node column = group(Stack::column, {heading(id, view.text(title), TextStyle::h2)});
  column.box.gap_mm = 3;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Node step = fact(steps[i].icon, 9, {words(id + "." + std::to_string(i + 1), view.text(steps[i].words, buttons))});
    step.box.gap_mm = 5;
    column.children.push_back(std::move(step));
  }
  return column;
}

}  // namespace

Node describe_staff_guide(const View& visit) {
  const InEnglish in_english(visit);
  const View& view = in_english.view();
  const Label title = view.text("staff_guide.heading.title"_msg);
  const Arguments buttons{{"stick", view.text("staff.button.packs"_msg)},          {"preview", view.text("staff_workbook.button.preview"_msg)},
                          {"publish", view.text("staff_workbook.button.publish"_msg)}, {"again", view.text("staff_workbook.button.again"_msg)},
                          {"undo", view.text("staff_packs.button.back_hub"_msg)},  {"records", view.text("staff.button.records"_msg)},
                          {"find", view.text("staff_records.button.find"_msg)},    {"hide", view.text("staff_record.button.hide"_msg)},
                          {"hidden", view.text("staff_records.button.hidden"_msg)}, {"checked", view.text("staff_record.button.confirm"_msg)},
                          {"notices", view.text("staff.button.notices"_msg)},      {"install", view.text("staff_packs.button.install"_msg)},
                          {"lock", view.text("staff.button.lock"_msg)}};
  std::vector<Node> chapters;
  chapters.push_back(words("staff_guide.safe", view.text("staff_guide.text.safe"_msg), TextStyle::lead));
  chapters.push_back(chapter(view, 1, "staff_guide.workbook.title"_msg,
                             {{"pencil", "staff_guide.workbook.fill"_msg}, {"usb", "staff_guide.workbook.save"_msg}, {"usb", "staff_guide.workbook.stick"_msg},
                              {"sync", "staff_guide.workbook.mend"_msg}, {"check", "staff_guide.workbook.publish"_msg}, {"search", "staff_guide.workbook.look"_msg},
                              {"restart", "staff_guide.workbook.undo"_msg}},
                             buttons));
  chapters.push_back(chapter(view, 2, "staff_guide.wrong.title"_msg, {{"search", "staff_guide.wrong.hide"_msg}, {"restart", "staff_guide.wrong.back"_msg}}, buttons));
  chapters.push_back(chapter(view, 3, "staff_guide.ring.title"_msg, {{"history", "staff_guide.ring.list"_msg}, {"check", "staff_guide.ring.checked"_msg}}, buttons));
  chapters.push_back(chapter(view, 4, "staff_guide.notice.title"_msg, {{"bullhorn", "staff_guide.notice.write"_msg}}, buttons));
  chapters.push_back(chapter(view, 5, "staff_guide.city.title"_msg, {{"usb", "staff_guide.city.look"_msg}, {"check", "staff_guide.city.install"_msg}}, buttons));
  for (std::size_t i = 1; i < chapters.size(); ++i) chapters[i].box.pad_y_mm = 2;
  Node pager = desk_pager("staff_guide.content", title, std::move(chapters));
  pager.passage = true;
  return desk_page(view, "staff_guide", title, {}, std::move(pager), {});
}

}  // namespace kiosk::screens
