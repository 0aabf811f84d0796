// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/ui/theme/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/base/assert.hpp"

namespace kiosk::ui::theme {
namespace {

constexpr paint::Colour hex(std::uint32_t rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>((rgb >> 8U) & 0xFFU),
          static_cast<std::uint8_t>(rgb & 0xFFU), 255};
}

// day, soft, white on black, yellow on black
struct Row {
  Role role;
  std::array<std::uint32_t, 4> rgb;
};

constexpr std::uint32_t black = 0x000000, white = 0xFFFFFF, yellow = 0xFFFF00;

constexpr auto roles = std::to_array<Row>({
    {Role::surface, {0xF4F1EA, 0xDAD5C9, black, black}},
    {Role::surface_raised, {0xFFFFFF, 0xE6E2D8, black, black}},
    {Role::on_surface, {0x16212B, 0x3D4852, white, yellow}},
    {Role::on_surface_2, {0x24303A, 0x3D4852, white, yellow}},
    {Role::primary, {0x0F2F57, 0x31506F, white, yellow}},
    {Role::on_primary, {0xFFFFFF, 0xEDEAE2, black, black}},
    {Role::danger, {0x850D18, 0x7F3B40, white, yellow}},
    {Role::on_danger, {0xFFFFFF, 0xF3ECE6, black, black}},
    {Role::success, {0x084228, 0x2F5B46, white, yellow}},
    {Role::rule, {0x6F7780, 0x6A727A, white, yellow}},
    {Role::hairline, {0xD9D3C7, 0xC6C0B2, white, yellow}},
    {Role::key_function, {0xE7ECF3, 0xD3D8DC, black, black}},
    {Role::notice, {0xFFF3CF, 0xE9DDB8, black, black}},
    {Role::reading_mark, {0xFFE48A, 0xEBD591, white, yellow}},
    {Role::on_reading_mark, {0x16212B, 0x3D4852, black, black}},
    {Role::plinth, {0x16212B, 0x39444E, black, black}},
    {Role::plinth_button, {0x243240, 0x434F5A, black, black}},
    {Role::plinth_rule, {0x8FA0AE, 0x98A2AA, white, yellow}},
    {Role::on_plinth, {0xFFFFFF, 0xD9D6CE, white, yellow}},
    {Role::focus_inner, {0xFFD23F, 0xF0CE6A, black, black}},
    {Role::focus_outer, {0x16212B, 0x2B343C, white, white}},
    {Role::disabled, {0xEAE6DD, 0xD0CBBE, black, black}},
    {Role::on_disabled, {0x55606A, 0x4A545D, white, yellow}},
    {Role::disabled_rule, {0x7C848B, 0x6A727A, white, yellow}},
    {Role::on_tile, {0xFFFFFF, 0xF3F0E8, white, yellow}},
    {Role::hide_button, {0xFFFFFF, 0xE6E2D8, white, yellow}},
    {Role::on_hide_button, {0x16212B, 0x39444E, black, black}},
    {Role::plinth_button_on, {0xFFD23F, 0xF0CE6A, white, yellow}},
    {Role::on_plinth_button_on, {0x16212B, 0x39444E, black, black}},
});

// The table is indexed by Role: each row stands at its own number.
static_assert(roles.size() == role_count);
static_assert(std::all_of(roles.begin(), roles.end(),
                          [](const Row& row) { return &row - roles.data() == static_cast<int>(row.role); }));

struct GlazeRow {
  std::uint32_t fill, arc, icon;
};
constexpr std::array<GlazeRow, glaze_count> day_glazes{{{0x0F4A3A, 0x1E6A54, 0xCDEBDD},
                                                        {0x163F80, 0x2C5BA8, 0xD3E3FA},
                                                        {0x76213B, 0x983A56, 0xF9D6DC},
                                                        {0x0C4853, 0x1D6874, 0xCBECEF},
                                                        {0x4E2A6B, 0x6C4694, 0xE6D8F5},
                                                        {0x5F3608, 0x80591A, 0xF8E0B0}}};
constexpr std::array<GlazeRow, glaze_count> soft_glazes{{{0x39604F, 0x4C7664, 0xE3EDE7},
                                                         {0x40618B, 0x5577A0, 0xE3EAF3},
                                                         {0x83505F, 0x976575, 0xF1E3E6},
                                                         {0x386168, 0x4D767D, 0xE1ECEE},
                                                         {0x675580, 0x7B6A95, 0xEBE6F1},
                                                         {0x6F5A35, 0x846F48, 0xF1E9D7}}};

// WCAG 2.x: an sRGB channel made linear.
double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
double luminance(paint::Colour c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

// Body em: capitals of 5.0, 6.2, 7.4 and 8.7 mm.
constexpr std::array<double, 4> body_em{7.0, 8.7, 10.4, 12.2};

}  // namespace

paint::Colour colour(Theme theme, Role role) {
  return hex(roles[static_cast<std::size_t>(role)].rgb[static_cast<std::size_t>(theme)]);
}

Glaze glaze(Theme theme, int number) {
  KIOSK_ASSERT(number >= 1 && number <= glaze_count);
  if (is_black(theme)) {
    const paint::Colour ink = colour(theme, Role::on_surface);
    return {hex(black), hex(black), ink, ink, colour(theme, Role::rule)};
  }
  const GlazeRow& row = (theme == Theme::day ? day_glazes : soft_glazes)[static_cast<std::size_t>(number - 1)];
  return {hex(row.fill), hex(row.arc), hex(row.icon), colour(theme, Role::on_tile), std::nullopt};
}

double contrast(paint::Colour a, paint::Colour b) {
  const double first = luminance(a), second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Type type(TypeStyle style, TextSize size, Orientation orientation) {
  using text::Weight;
  using enum TypeStyle;
  constexpr auto plain = Type::Wrap::plain, balanced = Type::Wrap::balanced;
  constexpr auto proportional = Type::Digits::proportional, tabular = Type::Digits::tabular;
  const double b = body_em[static_cast<std::size_t>(size)];
  const bool biggest = size == TextSize::biggest, portrait = orientation == Orientation::portrait;
  switch (style) {
    case body: return {{b}, Weight::medium, 0};
    case label: return {{b}, Weight::bold, 1.22};  // one or two lines on a button, never a passage
    case small: return {{b * 0.965}, Weight::medium, 0};
    case example: return {{b}, Weight::medium, 1.3, proportional, balanced};
    case lead: return {{size == TextSize::normal ? b * 1.23 : b}, Weight::medium, 0, proportional, balanced};
    // The formula falls below body at the largest size, where it is drawn at 13.6.
    case tile: return {{biggest ? 13.6 : 0.62 * b + 4.5}, Weight::bold, 1.20, proportional, balanced};
    case h2: return {{0.7 * b + 4.2}, Weight::bold, 1.22, proportional, balanced};
    case h1: return {{0.5 * b + 11.5}, Weight::bold, 1.14, proportional, balanced};
    case question: return {{portrait ? 24.0 : biggest ? 20.5 : 20.0}, Weight::bold, 1.14, proportional, balanced};
    case dialog: return {{19}, Weight::bold, 1.14, proportional, balanced};
    case phone: return {{17 + 6 * (b - 7) / 5.2}, Weight::bold, 1.15, tabular, plain};
    case plinth: return {{std::min(b, 7.8)}, Weight::medium, 0};
    case strip: return {{std::min(b, 9.4)}, Weight::medium, 0};
    case clock: return {{std::min(b, 9.4)}, Weight::bold, 0, tabular, plain};
    case language_name: return {{14.5}, Weight::bold, 0};
    case greeting: return {{portrait ? 16.5 : 13.0}, Weight::bold, 0, proportional, balanced};
    case hero: return {{portrait ? 37.5 : 24.0}, Weight::bold, 1.14};
    case hero_line: return {{portrait ? 23.5 : 15.0}, Weight::medium, 1.25, proportional, balanced};
    case start: return {{portrait ? 15.0 : 9.4}, Weight::bold, 0};
    case band: return {{portrait ? 13.5 : 9.1}, Weight::bold, 0};
  }
  return {{b}, Weight::medium, 0};
}

text::Style text_style(const Type& type, Pitch pitch) {
  return {static_cast<float>(type.em.value / pitch.mm_per_px), type.weight, static_cast<float>(type.line_em),
          type.digits == Type::Digits::tabular, type.wrap == Type::Wrap::balanced};
}

Mm help_cut(Orientation orientation, Mm height) {
  const double full = orientation == Orientation::portrait ? 12 : 10;
  return {std::clamp(height.value / 5, 5.0, full)};
}

Grid grid(Orientation orientation, TextSize size) {
  const bool biggest = size == TextSize::biggest;
  if (orientation == Orientation::portrait) {
    return {.width = 398_mm, .height = 708_mm, .margin = 14_mm,
            .mural = {0_mm, 149.5_mm}, .strip = {149.5_mm, 175_mm}, .title = {178_mm, 200_mm},
            .content = {204_mm, 626_mm}, .plinth = {632_mm, 708_mm}, .plinth_rows = 2, .plinth_columns = 4,
            .tile_gap = tile_gap_portrait, .tile_arc = 58_mm, .tile_icon = 35_mm, .tile_icon_inset = 6_mm,
            .corner_arc = 88_mm, .corner_icon = 36_mm, .attract_band = 70_mm};
  }
  return {.width = 476_mm, .height = 268_mm, .margin = 12_mm,
          .mural = {0_mm, 0_mm}, .strip = {0_mm, 22_mm}, .title = {22_mm, 44_mm},
          .content = {48_mm, 229.5_mm}, .plinth = {234_mm, 268_mm}, .plinth_rows = 1, .plinth_columns = 7,
          .tile_gap = tile_gap, .tile_arc = biggest ? 40_mm : 31_mm, .tile_icon = biggest ? 24_mm : 19_mm,
          .tile_icon_inset = biggest ? 4_mm : 3.5_mm, .corner_arc = 56_mm, .corner_icon = 24_mm, .attract_band = 34_mm};
}

Plinth plinth(Orientation orientation, TextSize size) {
  if (orientation == Orientation::portrait) return {14_mm, 4_mm, 31_mm, 12_mm, 1.0};
  if (size == TextSize::normal) return {12_mm, 3.5_mm, 26_mm, 10_mm, 1.12};
  return {10_mm, 3_mm, 26_mm, 10_mm, 1.12};
}

}  // namespace kiosk::ui::theme
