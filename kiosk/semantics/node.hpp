// SPDX-License-Identifier: GPL-3.0-or-later
// The one description of a screen. Layout, painting, hit-testing, focus, speech,
// braille, tests and the driver all read this tree (decision 0002). Plain
// values; built anew by kiosk/screens for every frame; no thread of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/units.hpp"
#include "kiosk/i18n/label.hpp"
#include "kiosk/semantics/action.hpp"

namespace kiosk::semantics {

enum class Role {
  screen, heading, text, button, toggle, link, tile, card, list, listitem, pager, textfield, slider, progress, dialog, image, timer, key
};
[[nodiscard]] const char* name_of(Role role);
[[nodiscard]] bool is_control(Role role);  // button toggle link tile card textfield slider key

// A node is one of:
//  semantic   what a resident can see, hear and use;
//  group      only arranges its children; unseen by the tree's readers;
//  own_label  where, among a control's children, its own label is drawn;
//  picture    an icon or pictogram; decoration, since words always stand beside it.
enum class Part : std::uint8_t { semantic, group, own_label, picture };

// How it is drawn, named for what it is. The theme gives each its colours.
enum class Look : std::uint8_t {
  none,            // nothing of its own: the words stand on what is behind
  page,            // the surface
  plinth, plinth_button, plinth_button_on, plinth_hide,
  topic_tile,      // glaze fill, quarter arc with the pictogram in the top outer corner
  help_plate,      // danger plate with cut corners
  badge,           // the octagon on it
  side_tile,       // raised, edge, bottom edge: can be pressed
  card,            // raised, edge, accent strip (if it has a glaze) of its glaze: pressed as a whole
  panel,           // raised, edge: holds facts, cannot be pressed
  button, button_primary, button_off,
  key, key_function,  // of the on-screen keyboard: a letter, and what works on letters
  field,           // text field
  row_today,       // the filled row of a table
  notice,          // warm fill with an ink edge
  hairline,        // decoration: a thin line
  mark,            // success words beside a tick
  cover,           // opaque, with the pale mural
  dialog,
  segment_on, segment_off,
  mural, greeting, hero, sign_tile, band, corner,
  language_tile, language_tile_chosen,
  swatch,
  qr_code,         // an image: `icon` holds its rows, '1' dark, parted by '/'; black on white in every theme, with its quiet zone
  film             // pictures from outside the tree (paint::Overlay), by the node's id; the label says what they show
};

// Type styles of the tokens, by use; ui/theme gives each its size, in this order.
enum class TextStyle : std::uint8_t {
  body, label, small, example, lead, tile, h2, h1, question, dialog, phone, plinth, strip, clock, language_name, greeting, hero, hero_line, start, band
};

// first_that_fits: the children are ways to say the same, roomiest first; layout shows one.
enum class Stack : std::uint8_t { column, row, layers, first_that_fits };
enum class Place : std::uint8_t { start, center, end, stretch, between };

// How wide or high: as its content wants, a fixed length, or a share of what is left.
struct Extent {
  enum class Kind : std::uint8_t { fit, fixed, share } kind = Kind::fit;
  double amount = 0;  // mm for fixed; weight for share
};
constexpr Extent fit() { return {}; }
constexpr Extent fixed_mm(double mm) { return {Extent::Kind::fixed, mm}; }
constexpr Extent share(double weight = 1) { return {Extent::Kind::share, weight}; }

// Arrangement of a node and its children. Start and end follow the reading
// direction; `same_place` keeps a row left-to-right everywhere (the plinth).
struct Arrangement {
  Stack stack = Stack::column;
  Extent width = share();
  Extent height = fit();
  double gap_mm = 0;
  double pad_x_mm = 0, pad_y_mm = 0;
  double pad_start_mm = 0;              // extra, on the reading side
  double min_height_mm = 0;
  int min_lines = 0;                    // words keep room for this many lines, so that neighbours align
  Place main = Place::start;            // along the stack
  Place cross = Place::stretch;         // across it
  Place text = Place::start;            // of the node's own words in its width
  bool same_place = false;
};

// A pager holds more than fits; layout cuts it into pages (decision 0003).
struct Paging {
  enum class Kind : std::uint8_t {
    flow,    // one after another; a long text is cut between lines
    equal,   // cards of one height, as many a page as fit, `most` at most
    grid     // the first of `grids` in which every child fits its cell
  } kind = Kind::flow;
  int most = 0;
  std::vector<std::pair<int, int>> grids;  // columns, rows
  // flow: children with `column` 1 stand beside those with 0 when all fit one
  // page so; this wide. Else everything is one column, page after page.
  double second_column_mm = 0;
};

struct Node {
  std::string id;                    // from a stable key and the record's id, never from words
  Role role = Role::text;
  Part part = Part::semantic;
  i18n::Label label;
  std::optional<i18n::Label> spoken; // where hearing needs other words than seeing
  i18n::Label value;                 // of a field, slider, timer, progress
  std::optional<bool> checked;
  bool enabled = true;
  bool live = false;                 // spoken when it changes
  std::optional<Action> action;
  std::vector<Node> children;

  std::string language;              // gives what is in it its direction: a screen has one, and a part in another language

  // Drawing, in tokens only
  Look look = Look::none;
  TextStyle style = TextStyle::body;
  bool bold = false;
  Arrangement box;
  std::string icon;                  // picture: name in the manifest's icons, or a pictogram
  double icon_mm = 0;                // its side; of a mural, the side of a tile
  int glaze = 0;                     // 1 to 6; 0 none
  std::optional<Paging> paging;      // pager only
  int column = 0;                    // child of a flow pager
  std::string page_of;               // page button or page words: of this pager; enabled and filled in by layout
  int page_step = 0;                 // page button: -1 or +1
  bool only_when_paged = false;      // left out while its pager has one page
  bool passage = false;              // Listen reads it and what it holds
  std::optional<std::pair<std::size_t, std::pair<ByteOffset, ByteOffset>>> mark;  // span and bytes being read aloud
};

}  // namespace kiosk::semantics
