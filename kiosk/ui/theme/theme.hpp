// SPDX-License-Identifier: GPL-3.0-or-later
// The look as values: colours named for what they mean, type and space in
// millimetres. "The Tiled Hall": six glazed tiles on warm stone, flat fills,
// squares, quarter circles and half circles. Every colour pair that is drawn
// keeps the contrast its theme promises; the tests recompute each one.
// Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kiosk/base/units.hpp"
#include "kiosk/semantics/settings.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/ui/paint/frame.hpp"

namespace kiosk::ui::theme {

using semantics::TextSize;
using semantics::Theme;

// ---- colour ----------------------------------------------------------------

enum class Role : std::uint8_t {
  surface,            // the page
  surface_raised,     // cards, fields, plain buttons
  on_surface,         // words and outlines on either
  on_surface_2,       // second words; as strong, only lighter in weight
  primary,            // the one button that goes on
  on_primary,
  danger,             // the help plate, and nothing else
  on_danger,
  success,            // "Open now"
  rule,               // an edge that works: the only mark of a card or a control
  hairline,           // decoration inside a card or a table
  key_function,       // fill of Shift, Space and the like
  notice,             // "Only available in English"
  reading_mark,       // the sentence being read aloud
  on_reading_mark,
  plinth,
  plinth_button,
  plinth_rule,
  on_plinth,
  focus_inner,        // gold: this is where you are
  focus_outer,
  disabled,
  on_disabled,
  disabled_rule,
  on_tile,            // words on a topic tile
  hide_button,        // Hide this screen, and the corner sign of attract: the only white on the plinth
  on_hide_button,
  plinth_button_on,   // a plinth button that is switched on
  on_plinth_button_on,
};
inline constexpr int role_count = static_cast<int>(Role::on_plinth_button_on) + 1;

[[nodiscard]] paint::Colour colour(Theme theme, Role role);

// A black theme tells things apart by edge, shape and words alone.
[[nodiscard]] constexpr bool is_black(Theme theme) {
  return theme == Theme::white_on_black || theme == Theme::yellow_on_black;
}

// One of the six glazes. Words stand on `fill` only, never on `arc`; no words
// are ever set in `icon`, nor in a topic's fill except the BSL sign's.
struct Glaze {
  paint::Colour fill;
  paint::Colour arc;    // the quarter circle behind the pictogram
  paint::Colour icon;
  paint::Colour words;
  std::optional<paint::Colour> edge;  // black themes: a tile needs one, `edge_width` wide
};
inline constexpr int glaze_count = 6;

// `number` 1 to 6: green, blue, wine, teal, purple, brown.
[[nodiscard]] Glaze glaze(Theme theme, int number);

// WCAG 2.x contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrast(paint::Colour a, paint::Colour b);

// ---- type ------------------------------------------------------------------

enum class Orientation : std::uint8_t { landscape, portrait };

enum class TypeStyle : std::uint8_t {
  body,           // everything that has no style of its own
  label,          // body in bold: buttons, the open state
  small,          // the least there is, capitals of 4.8 mm at the first size
  example,        // the line under a tile's need
  lead,           // the first sentence of a place
  tile,           // topic tiles, side tiles
  h2,             // names of cards
  h1,             // one a screen
  question,       // "What matters to you today?", a guided question
  dialog,         // the heading of a dialog
  phone,          // telephone numbers
  plinth,         // labels of the access bar: seven must fit
  strip,          // site name and date at the top
  clock,          // strip, in bold
  language_name,  // on its tile, and the word BSL
  greeting,       // on the tiles of attract
  hero,           // attract: Hello.
  hero_line,      // attract: the sentence under it
  start,          // attract: "Touch anywhere to start"
  band,           // attract: how to hear the kiosk
};
inline constexpr int type_style_count = static_cast<int>(TypeStyle::band) + 1;

struct Type {
  Mm em;                                      // Latin em; the font manifest scales other scripts
  text::Weight weight = text::Weight::medium;
  double line_em = 0;                         // 0: the script's own line height (see text::Style)
  enum class Digits : std::uint8_t { proportional, tabular } digits = Digits::proportional;
  enum class Wrap : std::uint8_t { plain, balanced } wrap = Wrap::plain;  // balanced: headings and tiles
};

[[nodiscard]] Type type(TypeStyle style, TextSize size, Orientation orientation);

// Capitals of Noto Sans: 0.714 of the em.
inline constexpr double cap_height_em = 0.714;
[[nodiscard]] constexpr Mm cap_height(Mm em) { return em * cap_height_em; }

[[nodiscard]] text::Style text_style(const Type& type, Pitch pitch);

// ---- shape and depth -------------------------------------------------------

inline constexpr Mm radius = 3_mm;         // buttons, cards, tiles
inline constexpr Mm radius_key = 2.4_mm;
inline constexpr Mm radius_dialog = 4_mm;

// The outline of cards and controls.
[[nodiscard]] constexpr Mm edge_width(Theme theme) { return is_black(theme) ? 0.75_mm : 0.5_mm; }

// The flat edge under what can be pressed, in the colour of its outline; gone
// while it is pressed (and the thing sits that much lower). Soft keeps it, in
// `rule`, on buttons only; the black themes have none.
enum class Pressable : std::uint8_t { button, tile };
[[nodiscard]] constexpr Mm bottom_edge(Theme theme, Pressable what) {
  return theme == Theme::day || (theme == Theme::soft && what == Pressable::button) ? 0.6_mm : 0_mm;
}

// Two bands outside the box: `focus_inner`, then `focus_outer`; radius + inner.
struct FocusRing {
  Mm inner;
  Mm outer;
};
[[nodiscard]] constexpr FocusRing focus_ring(Theme theme) {
  return is_black(theme) ? FocusRing{1_mm, 1.9_mm} : FocusRing{1.25_mm, 1.25_mm};
}

// The cut of the help plate's four corners at 45 degrees. `height` is the
// plate's: a short plate takes a smaller cut, never under 5.
[[nodiscard]] Mm help_cut(Orientation orientation, Mm height);
inline constexpr Mm help_badge = 16_mm;
inline constexpr Mm help_badge_large = 20_mm;

// ---- space and targets -----------------------------------------------------

inline constexpr Mm tile_gap = 4_mm;
inline constexpr Mm tile_gap_portrait = 5.5_mm;
inline constexpr Mm card_padding = 6_mm;
inline constexpr Mm gap = 3.5_mm;              // between buttons
inline constexpr Mm gap_min = 2.8_mm;          // between any two targets; the rule is 2.54 (VVSG 7.2-I)
inline constexpr Mm target_min = 13_mm;        // either side of any target; the rule is 12.7
inline constexpr Mm button_height = 20_mm;
inline constexpr Mm button_height_min = 16_mm;
inline constexpr Mm field_height = 20_mm;      // search; its button is as high, 3 away
inline constexpr Mm field_gap = 3_mm;

inline constexpr Mm icon_inline = 8_mm;        // beside body words
inline constexpr Mm icon_button = 10_mm;
inline constexpr Mm icon_card = 12_mm;
inline constexpr Mm mural_grout = 1_mm;
inline constexpr Mm site_mark_side = 11_mm;    // in the strip, before the site's name

// ---- grids -----------------------------------------------------------------

// From the top of the glass, in millimetres.
struct Band {
  Mm top;
  Mm bottom;
  [[nodiscard]] constexpr Mm height() const { return bottom - top; }
};

struct Grid {
  Mm width;
  Mm height;
  Mm margin;
  Band mural;      // portrait: look, do not touch; landscape has none
  Band strip;
  Band title;
  Band content;
  Band plinth;
  int plinth_rows = 0;
  int plinth_columns = 0;
  Mm tile_gap;
  Mm tile_arc;     // radius of the quarter circle in a topic tile's corner
  Mm tile_icon;    // side of the pictogram's box (its ink is about 0.8 of it)
  Mm tile_icon_inset;  // from the box to the tile's two edges
  Mm corner_arc;   // attract: radius of the corner sign, centred on the corner of the glass
  Mm corner_icon;
  Mm attract_band; // attract: height of the band at the foot
};
// At the largest size the landscape arc and pictogram grow with the tile.
[[nodiscard]] Grid grid(Orientation orientation, TextSize size);

// Landscape columns.
inline constexpr Mm home_side = 104_mm;         // 106 at the largest size
inline constexpr Mm home_side_biggest = 106_mm;
inline constexpr Mm home_top_bottom = 82_mm;    // question and search end here, two rows of tiles follow
inline constexpr Mm results_rail = 92_mm;
inline constexpr Mm service_hours = 131_mm;
inline constexpr Mm service_actions = 96_mm;
inline constexpr Mm dialog_width = 317_mm;
inline constexpr Mm dialog_height = 158_mm;

// The plinth's own measures: a label that has grown takes room from the margin and gaps.
struct Plinth {
  Mm margin;
  Mm gap;
  Mm button_height;
  Mm icon;
  double last_column = 1;  // Hide this screen is this much wider than the rest
};
[[nodiscard]] Plinth plinth(Orientation orientation, TextSize size);

}  // namespace kiosk::ui::theme
