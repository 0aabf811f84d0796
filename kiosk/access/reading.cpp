// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/access/reading.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/speech/script.hpp"
#include "kiosk/unicode/breaks.hpp"
#include "kiosk/unicode/words.hpp"

namespace kiosk::access {
namespace {

using i18n::operator""_msg;
using i18n::Label;
using semantics::Node;
using semantics::Part;
using semantics::ReadingUnit;
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

// Layout alone knows how many pages there are, and tells only the tree that is shown.
Label with_pages(Label label, const Label& shown) {
  for (i18n::Span& span : label) {
    if (span.kind != i18n::SpanKind::page_number && span.kind != i18n::SpanKind::page_count) continue;
    for (const i18n::Span& filled : shown)
      if (filled.kind == span.kind) span.text = filled.text;
  }
  return label;
}

// The node's own words. `spoken` replaces what is shown, so then there is nothing to highlight.
void say_words(const Entry& entry, std::vector<Utterance>& out, Form form = Form::spoken) {
  // Another language that is heard is not the one that is felt.
  const Node& node = entry.heard != nullptr && form == Form::spoken ? *entry.heard : *entry.node;
  if (node.spoken && !(form == Form::braille && node.role == Role::textfield)) {
    out.push_back({"", *node.spoken});
  } else if (entry.heard != nullptr) {
    if (!node.label.empty()) out.push_back({"", with_pages(node.label, entry.node->label)});
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
  const Node& node = page[index].heard != nullptr ? *page[index].heard : *page[index].node;
  if (!node.value.empty() && node.role != Role::textfield) out.push_back({"", node.value});
}

// What works on words that are read is no part of them.
bool works_on_words(const Node& node) { return node.role == Role::button || node.role == Role::toggle; }

void gather_passage(const Node& node, bool inside, Shown shown, std::vector<Utterance>& out) {
  if (works_on_words(node)) return;
  inside = inside || node.passage;
  // A button among the words is about them, and not of them.
  if (inside && node.part == Part::semantic && node.role != Role::button && node.role != Role::pager && node.role != Role::list && node.role != Role::screen && !node.label.empty())
    say_words({&node, -1, 0, 0, shown == Shown::no ? &node : nullptr}, out);
  // Ways to say the same: the last of them holds everything.
  if (node.box.stack == semantics::Stack::first_that_fits && !node.children.empty()) return gather_passage(node.children.back(), inside, shown, out);
  for (const Node& child : node.children) gather_passage(child, inside, shown, out);
}

const Entry* find(const Page& page, std::string_view id) {
  const auto found = std::find_if(page.begin(), page.end(), [&](const Entry& entry) { return entry.node->id == id; });
  return found == page.end() ? nullptr : &*found;
}

// --- Place among fellows: cards, tiles and rows, of all the pages of their list ---

bool is_counted(Role role) { return role == Role::card || role == Role::tile || role == Role::listitem; }

void gather_fellows(const Node& node, Role role, std::vector<std::string_view>& ids) {
  for (const Node& child : node.children) {
    if (child.part == Part::semantic && child.role == role) {
      if (std::find(ids.begin(), ids.end(), child.id) == ids.end()) ids.push_back(child.id);
    } else if (child.part == Part::group) {
      gather_fellows(child, role, ids);
    }
  }
}

void say_position(const Page& page, const Entry& entry, const i18n::Catalogues& strings, std::string_view language, std::vector<Utterance>& out) {
  if (!is_counted(entry.node->role) || entry.parent < 0) return;
  const Node& above = *page[static_cast<std::size_t>(entry.parent)].node;
  std::vector<std::string_view> ids;
  if (above.role == Role::pager || above.role == Role::list) {
    gather_fellows(above, entry.node->role, ids);  // the tree has what stands on other pages too
  } else {
    for (const Entry& other : page)
      if (other.parent == entry.parent && other.node->role == entry.node->role) ids.push_back(other.node->id);
  }
  const auto here = std::find(ids.begin(), ids.end(), entry.node->id);
  if (ids.size() < 2 || here == ids.end()) return;
  out.push_back({"", strings.get(language, "speech.text.position"_msg, {{"now", static_cast<long>(here - ids.begin()) + 1}, {"most", static_cast<long>(ids.size())}})});
}

// --- Pieces ---

// Signs that voices pass over in silence, by name.
std::optional<i18n::MessageKey> name_of_sign(std::string_view letter) {
  static constexpr std::array<std::pair<std::string_view, i18n::MessageKey>, 24> signs{{
      {" ", "search.key.space"_msg},      {"\u00A0", "search.key.space"_msg},    {"-", "search.sign.hyphen"_msg},    {"–", "search.sign.hyphen"_msg},
      {"'", "search.sign.apostrophe"_msg}, {"’", "search.sign.apostrophe"_msg}, {".", "search.sign.full_stop"_msg}, {"。", "search.sign.full_stop"_msg},
      {"۔", "search.sign.full_stop"_msg}, {"।", "search.sign.full_stop"_msg},   {"&", "search.sign.and"_msg},       {"@", "search.sign.at"_msg},
      {",", "speech.sign.comma"_msg},     {"،", "speech.sign.comma"_msg},       {"，", "speech.sign.comma"_msg},    {":", "speech.sign.colon"_msg},
      {"：", "speech.sign.colon"_msg},    {"?", "speech.sign.question"_msg},    {"؟", "speech.sign.question"_msg},  {"/", "speech.sign.slash"_msg},
      {"(", "speech.sign.opens"_msg},     {")", "speech.sign.closes"_msg},      {"+", "speech.sign.plus"_msg},      {"£", "speech.sign.pound"_msg}}};
  const auto found = std::find_if(signs.begin(), signs.end(), [&](const auto& sign) { return sign.first == letter; });
  if (found == signs.end()) return std::nullopt;
  return found->second;
}

bool is_said_whole(i18n::SpanKind kind) {
  using enum i18n::SpanKind;
  return kind == time || kind == date || kind == money || kind == web || kind == email;
}

struct Range {
  ByteOffset start = 0, end = 0;
};

// Where the words, or the letters, of one span lie.
std::vector<Range> ranges_of(const i18n::Span& span, ReadingUnit unit) {
  std::vector<Range> ranges;
  if (unit == ReadingUnit::letter) {
    ByteOffset start = 0;
    for (const ByteOffset end : unicode::grapheme_breaks(span.text)) ranges.push_back({std::exchange(start, end), end});
  } else if (is_said_whole(span.kind)) {
    ranges.push_back({0, span.text.size()});
  } else {
    for (const unicode::Word& word : unicode::words(span.text)) ranges.push_back({word.start, word.end});
  }
  return ranges;
}

// The own words of cards and tiles, in the order they stand; words that stand alone, whole.
void gather_part(const Node& node, Shown shown, std::vector<Utterance>& out) {
  if (node.box.stack == semantics::Stack::first_that_fits && !node.children.empty()) return gather_part(node.children.back(), shown, out);
  for (const Node& child : node.children) {
    if (works_on_words(child)) continue;
    if (child.part == Part::semantic && !child.label.empty()) say_words({&child, -1, 0, 0, shown == Shown::no ? &child : nullptr}, out);
    if (child.part == Part::group || (child.part == Part::semantic && !semantics::is_control(child.role))) gather_part(child, shown, out);
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

std::vector<Utterance> say_stop(const Page& page, std::string_view id, const i18n::Catalogues& strings, std::string_view language, Way way, Form form) {
  std::vector<Utterance> out;
  const Entry* entry = find(page, id);
  if (entry == nullptr) return out;
  say_with_inner(page, static_cast<std::size_t>(entry - page.data()), out, form);
  say_nature(*entry->node, strings, language, out, form);
  if (form == Form::braille) return out;
  say_position(page, *entry, strings, language, out);
  if (has_hint(page, id, way)) out.push_back({"", strings.get(language, way == Way::keys ? "speech.hint.keys"_msg : "speech.hint.hear_first"_msg)});
  return out;
}

bool has_hint(const Page& page, std::string_view id, Way way) {
  const Entry* entry = find(page, id);
  if (entry == nullptr || way == Way::untold) return false;
  const Node& node = *entry->node;
  // Whoever types hears many keys, and knows.
  return semantics::is_control(node.role) && node.enabled && node.action && node.role != Role::key && node.role != Role::textfield;
}

std::vector<Piece> pieces_of(const Page& page, std::string_view id, ReadingUnit unit, const i18n::Catalogues& strings, std::string_view language) {
  std::vector<Piece> pieces;
  const Entry* entry = find(page, id);
  if (entry == nullptr) return pieces;
  std::vector<Utterance> said;
  say_with_inner(page, static_cast<std::size_t>(entry - page.data()), said);
  if (unit == ReadingUnit::item) {
    // The words alone: what it is was said when focus came.
    for (Utterance& one : said) {
      const std::size_t at = pieces.empty() ? 0 : pieces.back().at + i18n::plain_text(pieces.back().said.label).size();
      pieces.push_back({at, std::move(one)});
    }
    return pieces;
  }
  std::size_t before = 0;
  for (const Utterance& one : said) {
    for (std::size_t i = 0; i < one.label.size(); ++i) {
      const i18n::Span& span = one.label[i];
      std::vector<Range> ranges;
      if (unit == ReadingUnit::clause) {
        for (const speech::Clause& clause : speech::script_for({span})) ranges.push_back({clause.start, clause.end});
      } else {
        ranges = ranges_of(span, unit);
      }
      for (const Range& range : ranges) {
        i18n::Span part = span;
        part.text = span.text.substr(range.start, range.end - range.start);
        const bool whole = part.text.size() == span.text.size();
        if (!whole || unit == ReadingUnit::letter) part.value.clear();
        if (unit == ReadingUnit::letter || (!whole && is_said_whole(span.kind))) part.kind = i18n::SpanKind::plain;
        Label label{part};
        if (unit == ReadingUnit::letter) {
          if (const auto name = name_of_sign(part.text)) label = strings.get(language, *name);
          else if (speech::script_for(label).empty()) label = strings.get(language, "speech.sign.other"_msg);
        }
        Utterance utterance{one.node, std::move(label)};
        const ByteOffset first = i == 0 ? one.first_byte : 0;
        if (!one.node.empty()) utterance.place = speech::Position{one.node, one.first_span + i, first + range.start, first + range.end};
        pieces.push_back({before + range.start, std::move(utterance)});
      }
      before += span.text.size();
    }
  }
  return pieces;
}

int piece_beside(const std::vector<Piece>& pieces, std::optional<std::size_t> at, int by) {
  if (pieces.empty()) return -1;
  if (!at) return 0;
  const auto after = std::find_if(pieces.begin(), pieces.end(), [&](const Piece& piece) { return piece.at > *at; });
  const int here = std::max(0, static_cast<int>(after - pieces.begin()) - 1);
  return std::clamp(here + by, 0, static_cast<int>(pieces.size()) - 1);
}

std::vector<Utterance> say_slowly(const Page& page, std::string_view id, int step) {
  std::vector<Utterance> out;
  const Entry* entry = find(page, id);
  if (entry == nullptr) return out;
  // As shown even where another language is heard: digits and postcodes are the same.
  const Label& label = entry->node->label;
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label[i].kind != i18n::SpanKind::telephone && label[i].kind != i18n::SpanKind::postcode) continue;
    Utterance one{entry->node->id, {label[i]}, entry->first_span + i, i == 0 ? entry->first_byte : 0};
    one.writing_step = step;
    out.push_back(std::move(one));
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

std::vector<Utterance> say_part(const Node& root, std::string_view id, Shown shown) {
  std::vector<Utterance> out;
  if (const Node* part = find(root, id)) gather_part(*part, shown, out);
  return out;
}

std::vector<Utterance> say_passage(const Node& root, Shown shown) {
  std::vector<Utterance> out;
  gather_passage(root, false, shown, out);
  return out;
}

}  // namespace kiosk::access
