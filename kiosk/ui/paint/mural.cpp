// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/ui/paint/mural.hpp"

#include <cmath>
#include <cstddef>

#include "kiosk/base/assert.hpp"

namespace kiosk::ui::paint {
namespace {

// SplitMix64: the standard library's distributions differ from one library to
// the next, and a picture must not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  int below(int sides) {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<int>((z ^ (z >> 31U)) % static_cast<std::uint64_t>(sides));
  }

 private:
  std::uint64_t state_;
};

// The motifs that a neighbour may not have: its own, and of the two pairs of
// half discs the other too, since side by side they look the same.
unsigned alike(Motif motif) {
  const auto bit = [](Motif m) { return 1U << static_cast<unsigned>(m); };
  return motif == Motif::domes || motif == Motif::facing ? bit(Motif::domes) | bit(Motif::facing) : bit(motif);
}

// One of `count` values that is not marked in `taken`, all of those as likely.
int pick_free(Dice& dice, int count, unsigned taken) {
  int free = 0;
  for (int value = 0; value < count; ++value) free += (taken >> value & 1U) == 0 ? 1 : 0;
  KIOSK_ASSERT(free > 0);
  int left = dice.below(free);
  int value = 0;
  while ((taken >> value & 1U) != 0 || left-- > 0) ++value;
  return value;
}

using Flip = Quad::Flip;

// Shapes that look different when turned are kept as the way they face, so
// that a turn is a choice of mask and flip, never a rotation.
MuralShape quarter(double x, double y, double size, Tone tone, int turn) {
  // Centre top right, bottom right, bottom left, top left.
  constexpr Flip flips[] = {Flip::none, Flip::vertical, Flip::both, Flip::horizontal};
  return {"quarter", x, y, size, size, tone, flips[turn]};
}

// A dome in a rectangle, bulging up, right, down, left.
MuralShape dome(double x, double y, double width, double height, Tone tone, int turn) {
  constexpr std::string_view masks[] = {"half", "half_side", "half", "half_side"};
  constexpr Flip flips[] = {Flip::none, Flip::none, Flip::vertical, Flip::horizontal};
  return {masks[turn], x, y, width, height, tone, flips[turn]};
}

struct Box {
  double x, y, width, height;
};
// A box turned clockwise about the middle of its cell.
Box turned(Box box, int turns) {
  for (int i = 0; i < turns; ++i) box = {1 - box.y - box.height, box.x, box.height, box.width};
  return box;
}

Colour between(Colour from, Colour to, double part) {
  const auto mix = [part](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(std::lround(a + (b - a) * part)); };
  return {mix(from.r, to.r), mix(from.g, to.g), mix(from.b, to.b), 255};
}

}  // namespace

std::vector<MuralCell> mural(int columns, int rows, std::uint64_t seed) {
  KIOSK_ASSERT(columns >= 0 && rows >= 0);
  Dice dice(seed);
  std::vector<MuralCell> cells(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  const auto at = [&](int column, int row) -> MuralCell& {
    return cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)];
  };
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      // At most four neighbours are laid already, so of seven motifs (six kinds) and six glazes some are always free.
      unsigned motifs = 0, glazes = 0;
      const auto avoid = [&](int c, int r) {
        if (c < 0 || c >= columns || r < 0) return;
        motifs |= alike(at(c, r).motif);
        glazes |= 1U << static_cast<unsigned>(at(c, r).glaze - 1);
      };
      avoid(column - 1, row);
      avoid(column - 1, row - 1);
      avoid(column, row - 1);
      avoid(column + 1, row - 1);
      at(column, row) = {static_cast<Motif>(pick_free(dice, motif_count, motifs)),
                         pick_free(dice, theme::glaze_count, glazes) + 1, dice.below(4)};
    }
  }
  return cells;
}

std::vector<MuralShape> shapes_of(const MuralCell& cell) {
  const int turn = cell.turn & 3;
  // Two halves of the cell, the first above and the second below before the turn.
  const Box first = turned({0, 0, 1, 0.5}, turn), second = turned({0, 0.5, 1, 0.5}, turn);
  switch (cell.motif) {
    case Motif::quarter: return {quarter(0, 0, 1, Tone::arc, turn)};
    case Motif::rainbow: {
      const Box small = turned({0.5, 0, 0.5, 0.5}, turn);
      return {quarter(0, 0, 1, Tone::arc, turn), quarter(small.x, small.y, 0.5, Tone::icon, turn)};
    }
    case Motif::leaf:
      return {{"leaf", 0, 0, 1, 1, Tone::icon, turn % 2 == 0 ? Flip::none : Flip::horizontal}};
    case Motif::target:
      return {{"disc", 0, 0, 1, 1, Tone::arc, Flip::none}, {"disc", 0.27, 0.27, 0.46, 0.46, Tone::icon, Flip::none}};
    case Motif::scales: {
      std::vector<MuralShape> out;
      for (int part = 0; part < 4; ++part) {
        const Box box = turned({part % 2 == 0 ? 0 : 0.5, part < 2 ? 0 : 0.5, 0.5, 0.5}, turn);
        out.push_back(quarter(box.x, box.y, 0.5, part < 2 ? Tone::icon : Tone::arc, turn));
      }
      return out;
    }
    case Motif::domes:
      return {dome(first.x, first.y, first.width, first.height, Tone::icon, turn),
              dome(second.x, second.y, second.width, second.height, Tone::arc, turn)};
    case Motif::facing:
      return {dome(first.x, first.y, first.width, first.height, Tone::icon, (turn + 2) % 4),
              dome(second.x, second.y, second.width, second.height, Tone::arc, turn)};
  }
  return {};
}

std::span<const MarkShape> site_mark() {
  static const MarkShape shapes[] = {
      {{"", 0, 0, 0.5, 0.5, Tone::fill, Flip::none}, 1},   {{"", 0.5, 0, 0.5, 0.5, Tone::fill, Flip::none}, 2},
      {{"", 0, 0.5, 0.5, 0.5, Tone::fill, Flip::none}, 3}, {{"", 0.5, 0.5, 0.5, 0.5, Tone::fill, Flip::none}, 6},
      {quarter(0, 0, 0.5, Tone::icon, 1), 1},              {{"disc", 0.575, 0.075, 0.35, 0.35, Tone::icon, Flip::none}, 2},
      {dome(0, 0.5, 0.5, 0.25, Tone::icon, 0), 3},         {dome(0, 0.75, 0.5, 0.25, Tone::arc, 0), 3},
      {quarter(0.5, 0.5, 0.5, Tone::icon, 3), 6},
  };
  return shapes;
}

Colour tone_of(const theme::Glaze& glaze, Tone tone) {
  switch (tone) {
    case Tone::fill: return glaze.fill;
    case Tone::arc: return glaze.arc;
    case Tone::icon: return glaze.icon;
  }
  return glaze.fill;
}

std::optional<theme::Glaze> stone(semantics::Theme theme, int number) {
  KIOSK_ASSERT(number >= 1 && number <= theme::glaze_count);
  if (theme::is_black(theme)) return std::nullopt;
  const Colour surface = theme::colour(theme, theme::Role::surface), hairline = theme::colour(theme, theme::Role::hairline);
  const double step = (number - 1) / static_cast<double>(theme::glaze_count - 1);
  return theme::Glaze{between(surface, hairline, 0.26 + 0.24 * step), between(surface, hairline, 0.66 + 0.34 * step),
                      between(surface, hairline, 0.03 + 0.15 * step), theme::colour(theme, theme::Role::on_surface), std::nullopt};
}

}  // namespace kiosk::ui::paint
