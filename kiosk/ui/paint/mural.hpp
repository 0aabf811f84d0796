// SPDX-License-Identifier: GPL-3.0-or-later
// The tile mural of attract, of the portrait wall and, in stone, of the opaque
// cover: seven motifs, six glazes, four turns. Pure: one seed, one mural.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "kiosk/ui/paint/frame.hpp"
#include "kiosk/ui/theme/theme.hpp"

namespace kiosk::ui::paint {

enum class Motif : std::uint8_t {
  quarter,  // one quarter disc
  rainbow,  // a small quarter disc in a large one
  leaf,
  target,   // a disc in a disc
  scales,   // four small quarter discs
  domes,    // two half discs, one behind the other
  facing,   // two half discs that meet
};
inline constexpr int motif_count = 7;

struct MuralCell {
  Motif motif = Motif::quarter;
  int glaze = 1;  // 1 to 6
  int turn = 0;   // quarter turns clockwise, 0 to 3
  bool operator==(const MuralCell&) const = default;
};

// Row by row. Neighbours, diagonal ones too, share neither motif nor glaze.
[[nodiscard]] std::vector<MuralCell> mural(int columns, int rows, std::uint64_t seed);

enum class Tone : std::uint8_t { fill, arc, icon };

// One mask of pictograms.hpp to draw over a cell that is already `fill`.
// `x` to `height` are parts of the cell, 0 to 1, y down.
struct MuralShape {
  std::string_view mask;
  double x = 0, y = 0, width = 1, height = 1;
  Tone tone = Tone::arc;
  Quad::Flip flip = Quad::Flip::none;
};

// In painting order.
[[nodiscard]] std::vector<MuralShape> shapes_of(const MuralCell& cell);

// The small mark beside the site's name: four tiles without grout, in parts of
// the whole mark. An empty `mask` is a plain rectangle. Not drawn in the black
// themes, where glazes have no colour to show.
struct MarkShape {
  MuralShape shape;
  int glaze = 1;
};
[[nodiscard]] std::span<const MarkShape> site_mark();

// The glaze's colour for a tone.
[[nodiscard]] Colour tone_of(const theme::Glaze& glaze, Tone tone);

// The same numbers in pale stone, for the opaque cover and reach mode: tones
// between the surface and its hairline, so quiet that nothing on them is read.
// Nothing in the black themes: the cover is plain surface there.
[[nodiscard]] std::optional<theme::Glaze> stone(semantics::Theme theme, int number);

}  // namespace kiosk::ui::paint
