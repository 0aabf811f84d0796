// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/keyboards/layout.hpp"

#include <fmt/format.h>
#include <xkbcommon/xkbcommon.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <memory>
#include <optional>

#include "kiosk/base/log.hpp"
#include "kiosk/unicode/characters.hpp"
#include "kiosk/unicode/collation.hpp"
#include "kiosk/unicode/fold.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::keyboards {
namespace {

struct Source {
  std::string_view language;
  std::string_view layout;
  std::string_view variant;
  enum class Letters { latin, own } letters = Letters::latin;
  // Letters of the language that its keyboard has behind AltGr, where other
  // languages' letters and signs stand too.
  std::u32string_view behind_alt_gr{};
  // Whether people write the marks over and under letters that have keys of their own.
  enum class Marks { left_out, written } marks = Marks::left_out;
};
constexpr Source latin{"en", "gb", ""};
constexpr std::array sources{
    latin,
    Source{"pl", "pl", "", Source::Letters::latin, U"ąćęłńóśźż"},
    Source{"ar", "ara", "", Source::Letters::own},
    Source{"ur", "pk", "urd-phonetic", Source::Letters::own},
    Source{"pa", "in", "guru", Source::Letters::own, U"", Source::Marks::written},
};

// The three rows of letters. The keys at their ends that hold a letter in some
// languages (Arabic thal) close the last row.
constexpr std::array<std::string_view, 12> top{"AD01", "AD02", "AD03", "AD04", "AD05", "AD06", "AD07", "AD08", "AD09", "AD10", "AD11", "AD12"};
constexpr std::array<std::string_view, 11> home{"AC01", "AC02", "AC03", "AC04", "AC05", "AC06", "AC07", "AC08", "AC09", "AC10", "AC11"};
constexpr std::array<std::string_view, 13> bottom{"LSGT", "AB01", "AB02", "AB03", "AB04", "AB05", "AB06", "AB07", "AB08", "AB09", "AB10", "BKSL", "TLDE"};
constexpr std::array<std::string_view, 10> digits{"AE01", "AE02", "AE03", "AE04", "AE05", "AE06", "AE07", "AE08", "AE09", "AE10"};
// Signs that names and addresses in a directory have.
constexpr std::array<std::string_view, 5> signs{"-", "'", ".", "&", "@"};

constexpr xkb_level_index_t plain_level = 0, shift_level = 1, alt_gr_level = 2;

struct Unref {
  void operator()(xkb_context* context) const { xkb_context_unref(context); }
  void operator()(xkb_keymap* keymap) const { xkb_keymap_unref(keymap); }
};
using Context = std::unique_ptr<xkb_context, Unref>;
using Keymap = std::unique_ptr<xkb_keymap, Unref>;

i18n::Label name_of(const std::string& text, std::string_view language) { return i18n::plain(text, std::string(language)); }

// What a key types at a level; nothing for a dead key, an empty place or a sign.
std::optional<Key> letter(const Source& source, xkb_keymap& keymap, std::string_view position, xkb_level_index_t level) {
  const xkb_keycode_t code = xkb_keymap_key_by_name(&keymap, std::string(position).c_str());
  if (code == XKB_KEYCODE_INVALID || level >= xkb_keymap_num_levels_for_key(&keymap, code, 0)) return std::nullopt;
  const xkb_keysym_t* symbols = nullptr;
  if (xkb_keymap_key_get_syms_by_level(&keymap, code, 0, level, &symbols) != 1) return std::nullopt;
  const char32_t value = xkb_keysym_to_utf32(symbols[0]);
  if (value == 0) return std::nullopt;
  std::string text;
  unicode::append_utf8(text, value);
  if (level == alt_gr_level && source.behind_alt_gr.find(value) == std::u32string_view::npos) return std::nullopt;
  const bool foreign = source.letters == Source::Letters::own && value < 0x80;  // z on the Gurmukhi keyboard
  const bool mark = unicode::is_mark(value) && source.marks == Source::Marks::written;
  // Tatweel is a letter to Unicode, and nothing to search.
  const bool written = unicode::is_letter(value) && !unicode::search_fold(text).empty();
  if (foreign || !(mark || written)) return std::nullopt;
  // Lam-alef keys hold an old presentation form; the letters themselves are what people write.
  if (value >= 0xFB50) text = unicode::case_fold(text);
  return Key{text, name_of(text, source.language)};
}

template <std::size_t Count>
std::vector<Key> row(const Source& source, xkb_keymap& keymap, const std::array<std::string_view, Count>& positions, xkb_level_index_t level) {
  std::vector<Key> keys;
  for (const std::string_view position : positions)
    if (auto key = letter(source, keymap, position, level)) keys.push_back(std::move(*key));
  return keys;
}

Rows rows_of(const Source& source, xkb_keymap& keymap, xkb_level_index_t level) {
  Rows rows{row(source, keymap, top, level), row(source, keymap, home, level), row(source, keymap, bottom, level)};
  if (rows[0].empty() && rows[1].empty() && rows[2].empty()) return {};
  return rows;
}

Rows digit_rows(xkb_keymap& keymap) {
  Rows rows(3);
  for (const std::string_view position : digits) {
    const xkb_keysym_t* symbols = nullptr;
    const xkb_keycode_t code = xkb_keymap_key_by_name(&keymap, std::string(position).c_str());
    if (code == XKB_KEYCODE_INVALID || xkb_keymap_key_get_syms_by_level(&keymap, code, 0, plain_level, &symbols) != 1) continue;
    std::string text;
    unicode::append_utf8(text, xkb_keysym_to_utf32(symbols[0]));
    rows[0].push_back({text, name_of(text, latin.language)});
  }
  for (const std::string_view sign : signs) rows[1].push_back({std::string(sign), name_of(std::string(sign), latin.language)});
  return rows;
}

Result<Layout> read(xkb_context& context, const Source& source) {
  Layout made;
  made.language = source.language;
  made.xkb_layout = source.variant.empty() ? std::string(source.layout) : fmt::format("{}({})", source.layout, source.variant);
  // The letters alone: a whole keyboard, with its media keys and lamps, takes ten times as long at start.
  const std::string wanted = fmt::format(
      "xkb_keymap {{ xkb_keycodes {{ include \"evdev\" }}; xkb_types {{ include \"complete\" }}; xkb_compatibility {{ }}; xkb_symbols {{ include \"{}\" }}; }};",
      made.xkb_layout);
  const Keymap keymap(xkb_keymap_new_from_string(&context, wanted.c_str(), XKB_KEYMAP_FORMAT_TEXT_V1, XKB_KEYMAP_COMPILE_NO_FLAGS));
  const auto lacking = [&](std::string_view what) {
    return Error{ErrorCode::file, fmt::format("keyboard {} for {}: {}. Install the package xkb-data again.", made.xkb_layout, source.language, what)};
  };
  if (!keymap) return lacking("X's keyboard map cannot be read");
  made.levels[static_cast<std::size_t>(KeyLevel::letters)] = rows_of(source, *keymap, plain_level);
  made.levels[static_cast<std::size_t>(KeyLevel::shift)] = rows_of(source, *keymap, shift_level);
  if (!source.behind_alt_gr.empty()) made.levels[static_cast<std::size_t>(KeyLevel::accents)] = rows_of(source, *keymap, alt_gr_level);
  if (source.layout == latin.layout) made.levels[static_cast<std::size_t>(KeyLevel::digits)] = digit_rows(*keymap);
  if (!made.has(KeyLevel::letters)) return lacking("X's keyboard map holds no letters");
  return made;
}

// The same letters in rows of the same lengths, from A to Z.
Layout alphabetical(Layout layout) {
  for (const KeyLevel level : {KeyLevel::letters, KeyLevel::shift}) {
    Rows& rows = layout.levels[static_cast<std::size_t>(level)];
    std::vector<Key> keys;
    for (auto& one : rows) keys.insert(keys.end(), one.begin(), one.end());
    const unicode::Collation before(layout.language);
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) { return before(a.text, b.text); });
    auto next = keys.begin();
    for (auto& one : rows)
      for (Key& key : one) key = *next++;
  }
  return layout;
}

}  // namespace

i18n::Label Layout::sample(KeyLevel level) const {
  std::vector<std::string> letters;
  for (const auto& one : rows(level))
    for (const Key& key : one)
      if (unicode::is_letter(unicode::code_point_at(key.text, 0).value)) letters.push_back(key.text);
  std::sort(letters.begin(), letters.end(), unicode::Collation(language));
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, letters.size()); ++i) text += letters[i];
  return i18n::plain(text, language);
}

Result<Keyboards> Keyboards::open(const std::vector<std::string>& languages, const std::filesystem::path& xkb_root) {
  // The environment could name other maps; a kiosk's keyboards do not hang on it.
  Context context(xkb_context_new(XKB_CONTEXT_NO_DEFAULT_INCLUDES));
  if (context) xkb_context_set_log_fn(context.get(), [](xkb_context*, xkb_log_level, const char*, va_list) {});
  const bool found = context && (xkb_root.empty() ? xkb_context_include_path_append_default(context.get())
                                                  : xkb_context_include_path_append(context.get(), xkb_root.c_str())) != 0;
  if (!found)
    return Error{ErrorCode::file, fmt::format("{}: there are no keyboard maps here, so that nothing can be typed on the screen. Install the package xkb-data.",
                                              xkb_root.empty() ? "/usr/share/X11/xkb" : xkb_root.string())};
  auto english = read(*context, latin);
  if (!english) return english.error();
  const Layout a_to_z = alphabetical(english.value());

  Keyboards keyboards;
  keyboards.pairs_.emplace("en", Pair{english.value(), a_to_z});
  for (const std::string& language : languages) {
    Pair pair{english.value(), a_to_z};
    for (const Source& source : sources) {
      if (source.language != language || source.language == latin.language) continue;
      auto own = read(*context, source);
      if (!own) {
        log_error(own.error().detail);
        continue;
      }
      pair.own = std::move(own).value();
      pair.other = source.letters == Source::Letters::latin ? alphabetical(pair.own) : english.value();
    }
    // Digits are said in the language of the page, whatever its letters.
    Rows digits_here = english->rows(KeyLevel::digits);
    for (auto& one : digits_here)
      for (Key& key : one) key.name = name_of(key.text, language);
    for (Layout* layout : {&pair.own, &pair.other}) layout->levels[static_cast<std::size_t>(KeyLevel::digits)] = digits_here;
    keyboards.pairs_.insert_or_assign(language, std::move(pair));
  }
  return keyboards;
}

const Pair& Keyboards::of(std::string_view language) const {
  const auto found = pairs_.find(language);
  return found == pairs_.end() ? pairs_.find("en")->second : found->second;
}

}  // namespace kiosk::keyboards
