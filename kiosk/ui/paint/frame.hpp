// SPDX-License-Identifier: GPL-3.0-or-later
// A painted frame as plain values: what a renderer has to draw, in order. Made
// from Dear ImGui's draw lists by paint/, blended by platform/ (decision 0011), so
// that neither has to know the other's library.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "kiosk/base/units.hpp"

namespace kiosk::ui::paint {

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Colour&) const = default;
};

// A picture from outside the tree, opaque: row by row, 0xFFRRGGBB. Never changed
// once it is made, so any thread may read it.
struct Picture {
  SizePx size;
  std::vector<std::uint32_t> pixels;
};

// One axis-aligned quad. `page` -1: a plain rectangle of `colour`. -2 - n: the
// part `source` of the frame's picture n, unscaled and as it is. Else the
// coverage mask at `source` of that atlas page (text/atlas.hpp), tinted with
// `colour`, unscaled: source and target are of one size. `mirrored`: drawn
// flipped left to right.
struct Quad {
  RectPx target;
  RectPx source;
  int page = -1;
  Colour colour;
  enum class Flip : std::uint8_t { none, horizontal, vertical, both } flip = Flip::none;
};

// Quads in painting order, already clipped. A frame covers the whole window.
struct Frame {
  SizePx size;
  Colour background;
  std::vector<Quad> quads;
  std::vector<std::shared_ptr<const Picture>> pictures{};
};

}  // namespace kiosk::ui::paint
