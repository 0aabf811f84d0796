// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/ui/layout/looks.hpp"

namespace kiosk::ui::layout {

using semantics::Look;
using theme::Role;

Colours colours_of(semantics::Theme theme, Look look, int glaze, bool focused) {
  const auto both = [&](Role fill, Role ink) { return Colours{theme::colour(theme, fill), theme::colour(theme, ink)}; };
  if (focused && theme::is_black(theme)) {
    switch (look) {
      case Look::topic_tile:
      case Look::side_tile:
      case Look::card:
      case Look::button:
      case Look::key:
      case Look::key_function:
      case Look::field:
      case Look::language_tile:
      case Look::sign_tile: return {theme::colour(theme, Role::rule), theme::colour(theme, Role::surface)};
      default: break;
    }
  }
  switch (look) {
    case Look::page:
    case Look::hero: return both(Role::surface, Role::on_surface);
    case Look::cover: return both(Role::surface, Role::on_surface);
    case Look::plinth:
    case Look::band: return both(Role::plinth, Role::on_plinth);
    case Look::plinth_button: return both(Role::plinth_button, Role::on_plinth);
    case Look::plinth_button_on: return both(Role::plinth_button_on, Role::on_plinth_button_on);
    case Look::plinth_hide:
    case Look::corner: return both(Role::hide_button, Role::on_hide_button);
    case Look::topic_tile: {
      const theme::Glaze colours = theme::glaze(theme, glaze);
      return {colours.fill, colours.words};
    }
    case Look::greeting: {
      if (glaze == 0) {
        const theme::Glaze blue = theme::glaze(theme, 2);
        return theme::is_black(theme) ? Colours{blue.fill, blue.words} : Colours{theme::colour(theme, Role::surface_raised), blue.fill};
      }
      const theme::Glaze colours = theme::glaze(theme, glaze);
      return {colours.fill, colours.words};
    }
    case Look::help_plate: return both(Role::danger, Role::on_danger);
    case Look::side_tile:
    case Look::card:
    case Look::panel:
    case Look::button:
    case Look::key:
    case Look::field:
    case Look::dialog:
    case Look::language_tile:
    case Look::sign_tile:
    case Look::film:
    case Look::swatch: return both(Role::surface_raised, Role::on_surface);
    case Look::button_primary:
    case Look::language_tile_chosen: return both(Role::primary, Role::on_primary);
    case Look::key_function: return both(Role::key_function, Role::on_surface);
    case Look::button_off: return both(Role::disabled, Role::on_disabled);
    case Look::row_today: return {theme::colour(theme, Role::on_surface), theme::colour(theme, Role::surface_raised)};
    case Look::notice: return both(Role::notice, Role::on_surface);
    case Look::mark: return {std::nullopt, theme::colour(theme, Role::success)};
    case Look::segment_on: return {theme::colour(theme, Role::on_surface), std::nullopt};
    case Look::segment_off: return {theme::colour(theme, Role::surface_raised), std::nullopt};
    case Look::hairline: return {theme::colour(theme, Role::hairline), std::nullopt};
    case Look::badge:
    case Look::mural:
    case Look::qr_code:
    case Look::none: break;
  }
  return {};
}

}  // namespace kiosk::ui::layout
