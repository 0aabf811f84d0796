// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/access/reading.hpp"

#include <algorithm>

namespace kiosk::access {
namespace {

using i18n::operator""_msg;
using i18n::Label;
using semantics::Node;
using semantics::Part;
using semantics::Role;
using speech::Utterance;

// Words inside one of these are said with it.
bool gathers(const Node& node) { return semantics::is_control(node.role) || node.role == Role::listitem || node.role == Role::timer; }

bool stands_alone(const Node& node) {
  return (node.role == Role::text || node.role == Role::heading || node.role == Role::image || node.role == Role::progress) && !node.label.empty();
}

bool inside_gatherer(const Page& page, std::size_t index) {
  for (int above = page[index].parent; above >= 0; above = page[static_cast<std::size_t>(above)].parent)
    if (gathers(*page[static_cast<std::size_t>(above)].node)) return true;
  return false;
}

bool is_stop(const Page& page, std::size_t index) {
  const Node& node = *page[index].node;
  return (gathers(node) || stands_alone(node)) && !inside_gatherer(page, index);
}

bool on_every_page(const Node& node) { return node.id.starts_with("top.") || node.id.starts_with("bar."); }

// The node's own words. `spoken` replaces what is shown, so then there is nothing to highlight.
void say_words(const Entry& entry, std::vector<Utterance>& out, Form form = Form::spoken) {
  const Node& node = *entry.node;
  if (node.spoken && !(form == Form::braille && node.role == Role::textfield)) {
    out.push_back({"", *node.spoken});
  } else if (!node.label.empty()) {
    out.push_back({node.id, node.label, entry.first_span, entry.first_byte});
  }
}

void say_nature(const Node& node, const i18n::Catalogues& strings, std::string_view language, std::vector<Utterance>& out, Form form = Form::spoken) {
  const bool brief = form == Form::braille;
  const auto say = [&](i18n::MessageKey key) { out.push_back({"", strings.get(language, key)}); };
  switch (node.role) {
    case Role::toggle:
      say(brief ? "braille.role.toggle"_msg : "speech.role.toggle"_msg);
      say(node.checked.value_or(false) ? "speech.state.on"_msg : "speech.state.off"_msg);
      break;
    case Role::textfield: say(brief ? "braille.role.field"_msg : "speech.role.field"_msg); break;
    case Role::button:
    case Role::link:
    case Role::tile:
    case Role::card:
      if (node.checked.value_or(false)) say("speech.state.chosen"_msg);
      say(brief ? "braille.role.button"_msg : "speech.role.button"_msg);
      break;
    case Role::key:  // the letter alone: whoever types hears many
      if (node.checked.value_or(false)) say("speech.state.on"_msg);
      break;
    case Role::heading: say(brief ? "braille.role.heading"_msg : "speech.role.heading"_msg); break;
    default: break;
  }
  if (!node.enabled) say("speech.state.unavailable"_msg);
}

void say_with_inner(const Page& page, std::size_t index, std::vector<Utterance>& out, Form form = Form::spoken) {
  say_words(page[index], out, form);
  for (std::size_t i = index + 1; i < page.size(); ++i) {
    // Reading order puts all of a node's descendants right after it.
    int above = page[i].parent;
    while (above > static_cast<int>(index)) above = page[static_cast<std::size_t>(above)].parent;
    if (above != static_cast<int>(index)) break;
    say_words(page[i], out);
  }
  const Node& node = *page[index].node;
  if (!node.value.empty() && node.role != Role::textfield) out.push_back({"", node.value});
}

// What works on words that are read is no part of them.
bool works_on_words(const Node& node) { return node.role == Role::button || node.role == Role::toggle; }

void gather_passage(const Node& node, bool inside, std::vector<Utterance>& out) {
  if (works_on_words(node)) return;
  inside = inside || node.passage;
  if (inside && node.part == Part::semantic && node.role != Role::pager && node.role != Role::list && node.role != Role::screen && !node.label.empty())
    say_words({&node}, out);
  // Ways to say the same: the last of them holds everything.
  if (node.box.stack == semantics::Stack::first_that_fits && !node.children.empty()) return gather_passage(node.children.back(), inside, out);
  for (const Node& child : node.children) gather_passage(child, inside, out);
}

// The own words of cards and tiles, in the order they stand; words that stand alone, whole.
void gather_part(const Node& node, std::vector<Utterance>& out) {
  if (node.box.stack == semantics::Stack::first_that_fits && !node.children.empty()) return gather_part(node.children.back(), out);
  for (const Node& child : node.children) {
    if (works_on_words(child)) continue;
    if (child.part == Part::semantic && !child.label.empty()) say_words({&child}, out);
    if (child.part == Part::group || (child.part == Part::semantic && !semantics::is_control(child.role))) gather_part(child, out);
  }
}

const Node* find(const Node& node, std::string_view id) {
  if (node.id == id) return &node;
  for (const Node& child : node.children)
    if (const Node* found = find(child, id)) return found;
  return nullptr;
}

}  // namespace

std::vector<std::string> stops(const Page& page) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < page.size(); ++i)
    if (is_stop(page, i)) ids.push_back(page[i].node->id);
  return ids;
}

std::string stop_after(const Page& page, std::string_view focus, int by) {
  const std::vector<std::string> ids = stops(page);
  if (ids.empty()) return {};
  const int count = static_cast<int>(ids.size());
  const auto at = std::find(ids.begin(), ids.end(), focus);
  if (at == ids.end()) {
    if (by < 0) return ids.back();
    for (std::size_t i = 0; i < page.size(); ++i)
      if (page[i].node->role == Role::heading && is_stop(page, i)) return page[i].node->id;
    return ids.front();
  }
  const int here = static_cast<int>(at - ids.begin());
  return ids[static_cast<std::size_t>(((here + by) % count + count) % count)];
}

std::vector<Utterance> say_stop(const Page& page, std::string_view id, const i18n::Catalogues& strings, std::string_view language, Form form) {
  std::vector<Utterance> out;
  for (std::size_t i = 0; i < page.size(); ++i) {
    if (page[i].node->id != id) continue;
    say_with_inner(page, i, out, form);
    say_nature(*page[i].node, strings, language, out, form);
    break;
  }
  return out;
}

std::vector<Utterance> say_page(const Page& page, const i18n::Catalogues& strings, std::string_view language) {
  std::vector<Utterance> out;
  std::size_t start = 0;
  for (std::size_t i = 0; i < page.size(); ++i) {
    if (page[i].node->role == Role::heading && is_stop(page, i)) {
      start = i;
      break;
    }
  }
  for (std::size_t i = start; i < page.size(); ++i) {
    // A keyboard is for feeling about, key by key; nobody wants it recited.
    if (!is_stop(page, i) || on_every_page(*page[i].node) || page[i].node->role == Role::key) continue;
    say_with_inner(page, i, out);
    if (page[i].node->role == Role::toggle || !page[i].node->enabled) say_nature(*page[i].node, strings, language, out);
  }
  return out;
}

std::vector<Utterance> say_part(const Node& root, std::string_view id) {
  std::vector<Utterance> out;
  if (const Node* part = find(root, id)) gather_part(*part, out);
  return out;
}

std::vector<Utterance> say_passage(const Node& root) {
  std::vector<Utterance> out;
  gather_passage(root, false, out);
  return out;
}

}  // namespace kiosk::access
