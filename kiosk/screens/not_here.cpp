// SPDX-License-Identifier: GPL-3.0-or-later
// "My language is not here": pictures and a few languages that the kiosk lacks, for
// the resident; for staff, in English, who this is and what can be done here.
#include <array>

#include "kiosk/screens/view.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

// "Another language?" in languages that people in Leeds speak and this kiosk may not have.
// No catalogue can hold them: each would be a catalogue's only message. No-break spaces keep each whole.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> another_language{
    {{"uk", "Інша\u00A0мова?"}, {"fr", "Autre\u00A0langue\u00A0?"}, {"hi", "दूसरी\u00A0भाषा?"}, {"so", "Luqad\u00A0kale?"}, {"am", "ሌላ\u00A0ቋንቋ?"}}};

struct Help {
  std::string_view name;
  const char* icon;
  MessageKey words;
};
constexpr std::array<Help, help_here_names.size()> helps{{{"telephone_interpreter", "phone", "here.text.telephone_interpreter"_msg},
                                                          {"video_interpreter", "computer", "here.text.video_interpreter"_msg},
                                                          {"book_interpreter", "calendar", "here.text.book_interpreter"_msg},
                                                          {"bsl_video_relay", "bsl.hands", "here.text.bsl_video_relay"_msg},
                                                          {"hearing_loop", "ear", "here.text.hearing_loop"_msg}}};

}  // namespace

Label other_languages(const View& view) {
  Label label;
  for (const auto& [tag, words] : another_language) {
    if (view.strings.find(tag) != nullptr) continue;
    Label one = i18n::plain(std::string{words}, std::string{tag});
    label = label.empty() ? std::move(one) : i18n::joined(std::move(label), "   ", one);
  }
  return label;
}

std::vector<Node> help_here(const View& view, const std::string& id, std::string_view language) {
  const Config::Here& here = view.site.here;
  std::vector<Node> lines;
  const auto add = [&](const char* icon, std::string name, Label label) {
    lines.push_back(fact(icon, 10, {words(id + "." + std::move(name), std::move(label))}));
    lines.back().box.cross = Place::center;
  };
  for (const Help& help : helps)
    for (const std::string& name : here.help)
      if (name == help.name) add(help.icon, name, view.strings.get(language, help.words));
  if (!here.staff_speak.empty()) {
    Label names;
    for (const std::string& name : here.staff_speak) {
      Label one = i18n::plain(name, "en");
      names = names.empty() ? std::move(one) : i18n::joined(std::move(names), ", ", one);
    }
    add("talk", "staff_speak", view.strings.get(language, "here.text.staff_speak"_msg, {{"languages", std::move(names)}}));
  }
  if (!here.note.empty()) add("information-outline", "note", i18n::plain(here.note, "en"));
  return lines;
}

Node describe_not_here(const View& view) {
  const bool large = view.room_step() >= 4;
  const double picture_mm = large ? 30 : view.portrait() ? 56 : 40;
  Node pictures = group(Stack::row, {picture("globe", picture_mm), picture("forward", 14), picture("desk", picture_mm)});
  pictures.box.width = fit();
  pictures.box.gap_mm = 6;
  pictures.box.cross = Place::center;
  std::vector<Node> lines;
  if (Label others = other_languages(view); !others.empty()) {
    lines.push_back(words("not_here.languages", std::move(others), TextStyle::lead));
    lines.back().bold = true;
  }
  lines.push_back(words("not_here.show", view.text("not_here.text.show"_msg), TextStyle::lead));
  Node about = group(Stack::column, std::move(lines));
  about.box.gap_mm = 4;
  Node for_resident = group(view.one_column() ? Stack::column : Stack::row, {std::move(pictures), std::move(about)});
  for_resident.look = Look::panel;
  for_resident.box.pad_x_mm = 10;
  for_resident.box.pad_y_mm = 7;
  for_resident.box.gap_mm = view.one_column() ? 5 : 10;
  for_resident.box.cross = view.one_column() ? Place::start : Place::center;
  for_resident.children.back().box.width = share();

  // For whoever stands behind the desk, in English, whatever the screen is in.
  const auto english = [&](MessageKey key) { return view.strings.get("en", key); };
  std::vector<Node> blocks;
  blocks.push_back(std::move(for_resident));
  blocks.push_back(heading("not_here.staff", english("not_here.heading.staff"_msg), TextStyle::h2));
  blocks.push_back(words("not_here.staff.who", english("not_here.text.staff"_msg), TextStyle::lead));
  std::vector<Node> help = help_here(view, "not_here.help", "en");
  blocks.push_back(words("not_here.staff.help", english(help.empty() ? "not_here.text.nothing_told"_msg : "not_here.text.what_is_here"_msg), TextStyle::label));
  blocks.back().bold = !help.empty();
  for (Node& line : help) blocks.push_back(std::move(line));

  Node pager;
  pager.id = "not_here.content";
  pager.role = Role::pager;
  pager.label = view.text("language.tile.not_here"_msg);
  pager.box.height = share();
  pager.box.gap_mm = 4;
  pager.paging = Paging{};
  pager.children = std::move(blocks);
  Beside beside;
  beside.page_buttons = page_buttons(view, "not_here", pager.id);
  for (Node& node : beside.page_buttons) node.only_when_paged = true;
  Node columns = content_beside(view, std::move(pager), std::move(beside));
  std::vector<Node> nodes;
  nodes.push_back(title_row(view, heading("not_here.title", view.text("language.tile.not_here"_msg))));
  nodes.push_back(space_mm(4));
  nodes.push_back(std::move(columns));
  nodes.push_back(space_mm(4.5));
  return page(view, "not_here", view.text("language.tile.not_here"_msg), std::move(nodes));
}

}  // namespace kiosk::screens
