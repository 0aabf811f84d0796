// SPDX-License-Identifier: GPL-3.0-or-later
// The keyboard on the glass: three rows of letters with what works on letters at their ends.
#include <array>

#include <fmt/format.h>

#include "kiosk/keyboards/layout.hpp"
#include "kiosk/screens/view.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::screens {
namespace {

using namespace semantics;

constexpr double key_height_mm = 24, key_gap_mm = 3.2;

// One way to draw a key's words; layout takes the first size that fits, since
// Nastaliq wants twice the height of Latin on a key of the same height.
Node in_the_middle(TextStyle style) {
  Node label = own_label(style, true);
  label.box.main = Place::center;
  label.box.text = Place::center;
  return label;
}

Node key(std::string id, Label label, Action action, Look look, std::vector<Node> ways) {
  Node node;
  node.id = std::move(id);
  node.role = Role::key;
  node.label = std::move(label);
  node.action = std::move(action);
  node.look = look;
  node.box.height = share();
  Node shown = group(Stack::first_that_fits, std::move(ways));
  shown.box.height = share();
  node.children.push_back(std::move(shown));
  return node;
}

Node letter_key(const View& view, const keyboards::Key& letter) {
  std::string id = "search.key.";
  for (ByteOffset at = 0; at < letter.text.size();) {
    const unicode::CodePoint point = unicode::code_point_at(letter.text, at);
    id += fmt::format("{}{:x}", at == 0 ? "" : "-", static_cast<std::uint32_t>(point.value));
    at = point.end;
  }
  Node node = key(std::move(id), letter.name, TypeWords{letter.text}, Look::key,
                  {in_the_middle(TextStyle::h2), in_the_middle(TextStyle::label), in_the_middle(TextStyle::plinth)});
  // Letters have names in every voice; of signs most say nothing.
  static constexpr std::array<std::pair<std::string_view, MessageKey>, 5> signs{{{"-", "search.sign.hyphen"_msg},
                                                                              {"'", "search.sign.apostrophe"_msg},
                                                                              {".", "search.sign.full_stop"_msg},
                                                                              {"&", "search.sign.and"_msg},
                                                                              {"@", "search.sign.at"_msg}}};
  for (const auto& [sign, name] : signs)
    if (sign == letter.text) node.spoken = view.text(name);
  return node;
}

// A picture and words, side by side; `icon` empty: words alone.
Node function_key(std::string id, const std::string& icon, Label label, Action action, Look look = Look::key_function) {
  std::vector<Node> ways;
  for (const TextStyle style : {TextStyle::label, TextStyle::plinth}) {
    Node row = group(Stack::row, {});
    row.box.gap_mm = 2;
    row.box.pad_x_mm = 4;
    row.box.height = share();
    row.box.main = Place::center;
    row.box.cross = Place::center;
    if (!icon.empty()) row.children.push_back(picture(icon, 8));
    row.children.push_back(own_label(style, true));
    row.children.back().box.width = fit();
    ways.push_back(std::move(row));
  }
  Node node = key(std::move(id), std::move(label), std::move(action), look, std::move(ways));
  node.box.width = fit();
  return node;
}

Node level_key(const View& view, std::string id, std::string icon, Label label, KeyLevel level) {
  const bool on = view.app.key_level == level;
  Node node = function_key(std::move(id), on ? "check" : std::move(icon), std::move(label), ChooseKeyLevel{level}, on ? Look::button_primary : Look::key_function);
  node.checked = on;
  return node;
}

// Says where it leads: to Latin letters and back, or to the same letters from A to Z and back.
Label other_keyboard_name(const View& view, const keyboards::Pair& pair) {
  const bool same_letters = pair.own.xkb_layout == pair.other.xkb_layout;
  if (!view.app.other_keyboard) return same_letters ? view.text("search.key.a_to_z"_msg) : pair.other.sample(KeyLevel::letters);
  if (!same_letters) return i18n::plain(view.strings.find(pair.own.language)->name, pair.own.language);
  std::string row;
  for (std::size_t i = 0; i < 6 && i < pair.own.rows(KeyLevel::letters).front().size(); ++i) row += pair.own.rows(KeyLevel::letters).front()[i].text;
  return i18n::plain(row, pair.own.language);
}

}  // namespace

Node describe_keyboard(const View& view, const KeyboardFor& use) {
  const keyboards::Pair& pair = view.keyboards->of(use.language.empty() ? view.app.language : use.language);
  const keyboards::Layout& layout = view.app.other_keyboard ? pair.other : pair.own;
  const KeyLevel level = layout.has(view.app.key_level) ? view.app.key_level : KeyLevel::letters;
  std::array<Node, 3> rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i] = group(Stack::row, {});
    rows[i].box.height = fixed_mm(key_height_mm);
    rows[i].box.gap_mm = key_gap_mm;
  }
  const auto letters = [&](std::size_t row) {
    for (const keyboards::Key& letter : layout.rows(level)[row]) rows[row].children.push_back(letter_key(view, letter));
  };
  letters(0);
  rows[0].children.push_back(function_key("search.key.rub_out", "backspace", view.text("search.key.rub_out"_msg), RubOut{}));
  if (level != KeyLevel::digits && layout.has(KeyLevel::shift))
    rows[1].children.push_back(level_key(view, "search.key.shift", "arrow-up", view.text("search.key.shift"_msg), KeyLevel::shift));
  letters(1);
  const bool can = use.now == KeyboardFor::Done::possible;
  Node go = function_key("search.key.search", use.icon, view.text(use.done), use.action, can ? Look::button_primary : Look::button_off);
  go.enabled = can;
  rows[1].children.push_back(std::move(go));
  // The key of digits leads to them, and from them back to letters.
  Label digits = level == KeyLevel::digits ? layout.sample(KeyLevel::letters) : i18n::plain("123", view.app.language);
  rows[2].children.push_back(function_key("search.key.123", "", std::move(digits), ChooseKeyLevel{KeyLevel::digits}));
  if (level != KeyLevel::digits && layout.has(KeyLevel::accents))
    rows[2].children.push_back(level_key(view, "search.key.accents", "", layout.sample(KeyLevel::accents), KeyLevel::accents));
  letters(2);
  Node space = function_key("search.key.space", "", view.text("search.key.space"_msg), TypeWords{" "});
  space.box.width = share(2.4);
  rows[2].children.push_back(std::move(space));
  rows[2].children.push_back(function_key("search.key.layout", "keyboard", other_keyboard_name(view, pair), OtherKeyboard{}));

  Node keyboard = group(Stack::column, {std::move(rows[0]), std::move(rows[1]), std::move(rows[2])});
  keyboard.box.gap_mm = key_gap_mm;
  keyboard.box.same_place = true;  // a keyboard's letters stand where they stand, whatever is written with them
  return keyboard;
}

}  // namespace kiosk::screens
