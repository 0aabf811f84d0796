// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/ui/theme/theme.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/paint/mural.hpp"

namespace kiosk::ui::theme {
namespace {

using paint::Colour;
using enum Role;

constexpr std::array themes{Theme::day, Theme::soft, Theme::white_on_black, Theme::yellow_on_black};
constexpr std::array sizes{TextSize::normal, TextSize::big, TextSize::bigger, TextSize::biggest};
constexpr std::array orientations{Orientation::landscape, Orientation::portrait};

// What kind of promise a pair makes: words, another part of a control, or a control that is off.
enum class Kind { text, part, disabled };

// A pair as it is drawn: two roles, or a glaze's tone on another or on a role.
struct Pair {
  const char* name;
  Kind kind;
  Colour (*front)(Theme);
  Colour (*back)(Theme);
  std::array<double, 4> ratio;  // day, soft, white on black, yellow on black; 0: not published
};

template <Role role>
Colour of(Theme theme) { return colour(theme, role); }
template <int number>
Colour fill(Theme theme) { return glaze(theme, number).fill; }
template <int number>
Colour arc(Theme theme) { return glaze(theme, number).arc; }
template <int number>
Colour icon(Theme theme) { return glaze(theme, number).icon; }
template <int number>
Colour words(Theme theme) { return glaze(theme, number).words; }
// What marks a tile off from the page: its fill, or in the black themes its edge.
template <int number>
Colour boundary(Theme theme) { return glaze(theme, number).edge.value_or(glaze(theme, number).fill); }

// The design's own table of computed ratios, to two decimals.
const Pair pairs[] = {
    {"text on surface", Kind::text, of<on_surface>, of<surface>, {14.47, 6.38, 21, 19.56}},
    {"text on card", Kind::text, of<on_surface>, of<surface_raised>, {16.32, 7.22, 21, 19.56}},
    {"second text on surface", Kind::text, of<on_surface_2>, of<surface>, {0, 0, 21, 19.56}},
    {"second text on card", Kind::text, of<on_surface_2>, of<surface_raised>, {0, 0, 21, 19.56}},
    {"primary button text", Kind::text, of<on_primary>, of<primary>, {13.42, 6.97, 21, 19.56}},
    {"Get help now text", Kind::text, of<on_danger>, of<danger>, {10.15, 6.90, 21, 19.56}},
    {"Open now on card", Kind::text, of<success>, of<surface_raised>, {11.54, 6.00, 21, 19.56}},
    {"Open now on surface", Kind::text, of<success>, of<surface>, {10.23, 5.30, 21, 19.56}},
    {"English-only notice", Kind::text, of<on_surface>, of<notice>, {14.75, 6.90, 21, 19.56}},
    {"sentence being read", Kind::text, of<on_reading_mark>, of<reading_mark>, {12.99, 6.43, 21, 19.56}},
    {"plinth label", Kind::text, of<on_plinth>, of<plinth_button>, {13.08, 5.77, 21, 19.56}},
    {"words on the plinth itself", Kind::text, of<on_plinth>, of<plinth>, {16.32, 0, 21, 19.56}},
    {"Hide this screen", Kind::text, of<on_hide_button>, of<hide_button>, {16.32, 7.69, 21, 19.56}},
    {"plinth button that is on", Kind::text, of<on_plinth_button_on>, of<plinth_button_on>, {11.30, 6.51, 21, 19.56}},
    {"key function text", Kind::text, of<on_surface>, of<key_function>, {13.75, 0, 21, 19.56}},
    {"tile 1 text", Kind::text, words<1>, fill<1>, {10.19, 6.23, 21, 19.56}},
    {"tile 2 text", Kind::text, words<2>, fill<2>, {10.21, 5.59, 21, 19.56}},
    {"tile 3 text", Kind::text, words<3>, fill<3>, {10.24, 5.63, 21, 19.56}},
    {"tile 4 text", Kind::text, words<4>, fill<4>, {10.16, 5.99, 21, 19.56}},
    {"tile 5 text", Kind::text, words<5>, fill<5>, {11.25, 5.78, 21, 19.56}},
    {"tile 6 text", Kind::text, words<6>, fill<6>, {10.41, 5.78, 21, 19.56}},
    {"tile 1 icon on arc", Kind::part, icon<1>, arc<1>, {5.09, 4.29, 21, 19.56}},
    {"tile 2 icon on arc", Kind::part, icon<2>, arc<2>, {5.09, 3.82, 21, 19.56}},
    {"tile 3 icon on arc", Kind::part, icon<3>, arc<3>, {5.10, 3.80, 21, 19.56}},
    {"tile 4 icon on arc", Kind::part, icon<4>, arc<4>, {5.11, 4.15, 21, 19.56}},
    {"tile 5 icon on arc", Kind::part, icon<5>, arc<5>, {5.27, 3.95, 21, 19.56}},
    {"tile 6 icon on arc", Kind::part, icon<6>, arc<6>, {4.84, 4.00, 21, 19.56}},
    {"card edge outside", Kind::part, of<rule>, of<surface>, {4.02, 3.33, 21, 19.56}},
    {"card edge inside", Kind::part, of<rule>, of<surface_raised>, {4.54, 3.77, 21, 19.56}},
    {"plinth button edge", Kind::part, of<plinth_rule>, of<plinth>, {6.07, 3.83, 21, 19.56}},
    {"focus inner against outer", Kind::part, of<focus_inner>, of<focus_outer>, {11.30, 8.28, 21, 21}},
    {"focus outer on surface", Kind::part, of<focus_outer>, of<surface>, {14.47, 0, 21, 21}},
    {"focus outer on card", Kind::part, of<focus_outer>, of<surface_raised>, {16.32, 0, 21, 21}},
    {"primary button edge", Kind::part, of<primary>, of<surface>, {11.90, 5.72, 21, 19.56}},
    {"danger tile edge", Kind::part, of<danger>, of<surface>, {9.00, 5.51, 21, 19.56}},
    {"life-buoy on its badge", Kind::part, of<danger>, of<on_danger>, {10.15, 6.90, 21, 19.56}},
    {"disabled words", Kind::disabled, of<on_disabled>, of<disabled>, {5.16, 4.77, 21, 19.56}},
    {"disabled edge", Kind::part, of<disabled_rule>, of<surface>, {3.37, 3.33, 21, 19.56}},
    {"tile 1 edge on surface", Kind::part, boundary<1>, of<surface>, {9.03, 4.85, 21, 19.56}},
    {"tile 2 edge on surface", Kind::part, boundary<2>, of<surface>, {9.05, 4.35, 21, 19.56}},
    {"tile 3 edge on surface", Kind::part, boundary<3>, of<surface>, {9.08, 4.38, 21, 19.56}},
    {"tile 4 edge on surface", Kind::part, boundary<4>, of<surface>, {9.00, 4.66, 21, 19.56}},
    {"tile 5 edge on surface", Kind::part, boundary<5>, of<surface>, {9.97, 4.50, 21, 19.56}},
    {"tile 6 edge on surface", Kind::part, boundary<6>, of<surface>, {9.23, 4.50, 21, 19.56}},
};

TEST(Contrast, KnownRatios) {
  EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21.0, 1e-9);
  EXPECT_NEAR(contrast({255, 255, 255}, {0, 0, 0}), 21.0, 1e-9);
  EXPECT_NEAR(contrast({12, 34, 56}, {12, 34, 56}), 1.0, 1e-9);
  // The grey that is famous for just passing AA on white.
  EXPECT_NEAR(contrast({0x76, 0x76, 0x76}, {255, 255, 255}), 4.54, 0.005);
}

TEST(Theme, EveryPairIsThePublishedRatio) {
  for (const Pair& pair : pairs) {
    for (std::size_t i = 0; i < themes.size(); ++i) {
      if (pair.ratio[i] == 0) continue;
      EXPECT_NEAR(contrast(pair.front(themes[i]), pair.back(themes[i])), pair.ratio[i], 0.02)
          << pair.name << " in " << name_of(themes[i]);
    }
  }
}

// Handbook part 3: VVSG 2.0 7.1-C and D, EN 301 549 11.1.4.3 and 11.1.4.11.
TEST(Theme, EveryPairKeepsItsFloor) {
  for (const Pair& pair : pairs) {
    for (const Theme theme : themes) {
      const double ratio = contrast(pair.front(theme), pair.back(theme));
      SCOPED_TRACE(std::string(pair.name) + " in " + std::string(name_of(theme)));
      if (pair.kind == Kind::part) { EXPECT_GE(ratio, 3.0); }
      if (pair.kind == Kind::disabled) { EXPECT_GE(ratio, 4.5); }
      if (pair.kind != Kind::text) continue;
      switch (theme) {
        case Theme::day: EXPECT_GE(ratio, 10.0); break;
        case Theme::soft:
          EXPECT_GE(ratio, 4.5);
          EXPECT_LE(ratio, 8.0);
          break;
        case Theme::white_on_black: EXPECT_GE(ratio, 20.0); break;
        case Theme::yellow_on_black: EXPECT_GE(ratio, 19.5); break;  // the most that pure yellow can do
      }
    }
  }
}

TEST(Theme, EveryColourIsOpaque) {
  for (const Theme theme : themes) {
    for (int role = 0; role < role_count; ++role) EXPECT_EQ(colour(theme, static_cast<Role>(role)).a, 255);
    for (int number = 1; number <= glaze_count; ++number) {
      const Glaze g = glaze(theme, number);
      EXPECT_EQ(g.fill.a & g.arc.a & g.icon.a & g.words.a, 255);
    }
  }
}

TEST(Theme, BlackThemesUseTwoColoursAndAnEdge) {
  for (const Theme theme : {Theme::white_on_black, Theme::yellow_on_black}) {
    const Colour ink = colour(theme, on_surface), black{0, 0, 0};
    for (int number = 1; number <= glaze_count; ++number) {
      const Glaze g = glaze(theme, number);
      EXPECT_EQ(g.fill, black);
      EXPECT_EQ(g.arc, black);
      EXPECT_EQ(g.icon, ink);
      EXPECT_EQ(g.words, ink);
      EXPECT_EQ(g.edge, ink);
    }
    EXPECT_EQ(edge_width(theme), 0.75_mm);
    EXPECT_EQ(bottom_edge(theme, Pressable::button), 0_mm);
    EXPECT_EQ(focus_ring(theme).outer, 1.9_mm);
  }
  EXPECT_FALSE(glaze(Theme::day, 1).edge.has_value());
  EXPECT_EQ(bottom_edge(Theme::day, Pressable::tile), 0.6_mm);
  EXPECT_EQ(bottom_edge(Theme::soft, Pressable::tile), 0_mm);
  EXPECT_EQ(bottom_edge(Theme::soft, Pressable::button), 0.6_mm);
}

// Gold means one thing: this is where you are.
TEST(Theme, GoldIsKeptForWhereYouAre) {
  for (const Theme theme : {Theme::day, Theme::soft}) {
    const Colour gold = colour(theme, focus_inner);
    for (int role = 0; role < role_count; ++role) {
      const Role r = static_cast<Role>(role);
      if (r != focus_inner && r != plinth_button_on) { EXPECT_NE(colour(theme, r), gold) << role; }
    }
  }
}

double em(TypeStyle style, TextSize size, Orientation orientation = Orientation::landscape) {
  return type(style, size, orientation).em.value;
}

// EN 301 549 5.1.4 and VVSG 2.0 7.1-G: the same capitals on both panels.
TEST(Type, BodyCapitalsAreTheFourSizes) {
  constexpr std::array published{5.0, 6.2, 7.4, 8.7}, least{4.9, 6.1, 7.3, 8.6};
  for (const Orientation orientation : orientations) {
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const double capitals = cap_height(type(TypeStyle::body, sizes[i], orientation).em).value;
      EXPECT_NEAR(capitals, published[i], 0.05);
      EXPECT_GE(capitals, least[i]);
    }
  }
  EXPECT_NEAR(em(TypeStyle::body, TextSize::normal) * 4.03, 28.2, 0.05);
  EXPECT_NEAR(em(TypeStyle::body, TextSize::biggest) * 2.71, 33.1, 0.05);
}

TEST(Type, TheFormulasOfTheDesign) {
  EXPECT_NEAR(em(TypeStyle::lead, TextSize::normal), 8.61, 0.005);
  EXPECT_NEAR(em(TypeStyle::lead, TextSize::big), 8.7, 0.005);
  EXPECT_NEAR(em(TypeStyle::tile, TextSize::normal), 8.84, 0.005);
  EXPECT_NEAR(em(TypeStyle::tile, TextSize::bigger), 10.948, 0.005);
  EXPECT_NEAR(em(TypeStyle::tile, TextSize::biggest), 13.6, 0.005);
  EXPECT_NEAR(em(TypeStyle::h2, TextSize::normal), 9.1, 0.005);
  EXPECT_NEAR(em(TypeStyle::h1, TextSize::biggest), 17.6, 0.005);
  EXPECT_NEAR(em(TypeStyle::question, TextSize::biggest), 20.5, 0.005);
  EXPECT_NEAR(em(TypeStyle::question, TextSize::normal, Orientation::portrait), 24, 0.005);
  EXPECT_NEAR(em(TypeStyle::phone, TextSize::normal), 17, 0.005);
  EXPECT_NEAR(em(TypeStyle::phone, TextSize::biggest), 23, 0.005);
  EXPECT_EQ(type(TypeStyle::phone, TextSize::normal, Orientation::landscape).digits, Type::Digits::tabular);
  EXPECT_EQ(type(TypeStyle::body, TextSize::normal, Orientation::landscape).line_em, 0);
}

TEST(Type, NothingIsUnderTheLeastAndNothingShrinks) {
  for (const Orientation orientation : orientations) {
    for (int i = 0; i < type_style_count; ++i) {
      const TypeStyle style = static_cast<TypeStyle>(i);
      double before = 0;
      for (const TextSize size : sizes) {
        EXPECT_GE(cap_height(type(style, size, orientation).em).value, 4.8) << i;
        EXPECT_GE(em(style, size, orientation), before) << i;
        before = em(style, size, orientation);
      }
    }
    // Headings stand out at every size, or they are not headings.
    for (const TextSize size : sizes) {
      for (const TypeStyle heading : {TypeStyle::tile, TypeStyle::h2, TypeStyle::h1, TypeStyle::question, TypeStyle::phone}) {
        EXPECT_GT(em(heading, size, orientation), em(TypeStyle::body, size, orientation));
        EXPECT_EQ(type(heading, size, orientation).weight, text::Weight::bold);
      }
    }
  }
  EXPECT_EQ(em(TypeStyle::plinth, TextSize::biggest), 7.8);
}

TEST(Type, BecomesAStyleInPixels) {
  const text::Style style = text_style(type(TypeStyle::phone, TextSize::normal, Orientation::landscape), Pitch{0.25});
  EXPECT_FLOAT_EQ(style.em_px, 68);
  EXPECT_FLOAT_EQ(style.line_height_em, 1.15F);
  EXPECT_TRUE(style.tabular_digits);
  EXPECT_FALSE(style.balanced);
  EXPECT_EQ(style.weight, text::Weight::bold);
}

// VVSG 2.0 7.2-I: 12.7 mm a side, 2.54 mm apart.
TEST(Space, TargetsAndGapsKeepTheRule) {
  EXPECT_GE(target_min, 12.7_mm);
  for (const Mm space : {gap_min, gap, tile_gap, tile_gap_portrait, field_gap}) EXPECT_GE(space, 2.54_mm);
  for (const TextSize size : sizes) {
    for (const Orientation orientation : orientations) {
      const Plinth p = theme::plinth(orientation, size);
      const Grid g = grid(orientation, size);
      EXPECT_GE(p.gap, 2.8_mm);
      EXPECT_GE(p.button_height, target_min);
      // The buttons and their gaps stand inside the plinth.
      EXPECT_LE(p.button_height.value * g.plinth_rows + p.gap.value * (g.plinth_rows - 1), g.plinth.height().value);
      // And across: the narrowest column holds a target.
      const double room = g.width.value - 2 * p.margin.value - p.gap.value * (g.plinth_columns - 1);
      EXPECT_GE(room / (g.plinth_columns - 1 + p.last_column), 58.0);
    }
  }
}

TEST(Space, BandsFollowOneAnotherInsideTheGlass) {
  for (const TextSize size : sizes) {
    for (const Orientation orientation : orientations) {
      const Grid g = grid(orientation, size);
      Mm before{0};
      for (const Band& band : {g.mural, g.strip, g.title, g.content, g.plinth}) {
        EXPECT_GE(band.top, before);
        EXPECT_GE(band.bottom, band.top);
        before = band.bottom;
      }
      EXPECT_EQ(before, g.height);
      EXPECT_GE(g.tile_arc.value, g.tile_icon.value + g.tile_icon_inset.value);
      EXPECT_LE(g.attract_band, g.corner_arc);
    }
  }
}

TEST(Space, TheHelpPlateKeepsItsCut) {
  EXPECT_EQ(help_cut(Orientation::landscape, 60_mm), 10_mm);
  EXPECT_EQ(help_cut(Orientation::portrait, 68_mm), 12_mm);
  EXPECT_EQ(help_cut(Orientation::landscape, 0_mm), 5_mm);
  EXPECT_GE(help_cut(Orientation::landscape, 33_mm), 5.5_mm);
  EXPECT_LE(help_cut(Orientation::landscape, 33_mm), 9_mm);
}

// Whatever a focus ring lies on, one of its two bands stands out from it, and each from the other.
TEST(Focus, ShowsOnEveryColour_EN301549_11_2_4_7) {
  for (const Theme theme : themes) {
    const Colour inner = colour(theme, focus_inner), outer = colour(theme, focus_outer);
    EXPECT_GE(contrast(inner, outer), 3);
    std::vector<Colour> under;
    for (int role = 0; role < role_count; ++role) under.push_back(colour(theme, static_cast<Role>(role)));
    for (int number = 1; number <= glaze_count; ++number) {
      for (const std::optional<Glaze>& tile : {std::optional{glaze(theme, number)}, paint::stone(theme, number)})
        if (tile) under.insert(under.end(), {tile->fill, tile->arc, tile->icon});
    }
    for (const Colour colour_under : under)
      EXPECT_GE(std::max(contrast(inner, colour_under), contrast(outer, colour_under)), 3)
          << static_cast<int>(theme) << ": " << int{colour_under.r} << ' ' << int{colour_under.g} << ' ' << int{colour_under.b};
  }
}

// EN 301 549 V4.1.0 5.1.4: x-height of at least distance x 16/2688, at each size's own distance, by the ink of an x or
// of a plain letter of a script that has one height. Arabic and Urdu have many: three quarters, as an x is of a capital,
// of what the manifest measures.
TEST(Type, SmallLettersAreHighEnoughInEveryFont_EN301549_V4_5_1_4) {
  const std::filesystem::path manifest = KIOSK_SOURCE_DIR "/fonts/manifest.json";
  const auto engine = text::Engine::open(manifest);
  ASSERT_TRUE(engine.ok());
  constexpr std::pair<const char*, const char*> letters[] = {
      {"en", "x"}, {"ar", "ه"}, {"ur", "ہ"}, {"pa", "ਕ"}, {"bn", "ক"}, {"hi", "क"}, {"gu", "ક"}, {"am", "ለ"}, {"zh-Hans", "中"}, {"zh-Hant", "中"}, {"yue", "中"}};
  std::ifstream in(manifest);
  const auto read = nlohmann::json::parse(in);
  std::size_t families = 0;
  for (const auto& face : read["faces"]) families += face["scripts"][0] != "Zsym" ? 1U : 0U;
  EXPECT_EQ(families, std::size(letters)) << "a letter for each font";
  constexpr std::array distances{400.0, 500.0, 600.0, 700.0};
  const Pitch fine{0.02};
  for (const auto& [language, letter] : letters) {
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const auto laid = engine.value()->layout({{letter, language}}, Direction::ltr, text_style(type(TypeStyle::body, sizes[i], Orientation::landscape), fine), 4'000);
      ASSERT_FALSE(laid->missing_glyphs) << language;
      const double small_letter_px = std::string_view(language) == "ar" || std::string_view(language) == "ur" ? 0.75 * laid->cap_height : laid->ink_bottom - laid->ink_top;
      EXPECT_GE(small_letter_px * fine.mm_per_px, distances[i] * 16 / 2688) << language << " at " << distances[i] << " mm";
    }
  }
}

}  // namespace
}  // namespace kiosk::ui::theme
