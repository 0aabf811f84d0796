// SPDX-License-Identifier: GPL-3.0-or-later
// One place for every small picture that is drawn: glyphs, icons, corners,
// arcs and pictograms, each an 8-bit coverage mask in a page. UI thread only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/engine.hpp"

namespace kiosk::text {

// Where a mask lies. `width` 0: nothing to draw (a space).
struct Sprite {
  std::uint16_t page = 0;
  int x = 0, y = 0, width = 0, height = 0;  // in the page, pixels
  int left = 0, top = 0;                    // bearing from the pen: draw at (pen.x + left, pen.y - top)
};

// A filled outline in a square or oblong of its own units, y down. Commands as
// in SVG path data, absolute: M x y, L x y, Q x1 y1 x y, C x1 y1 x2 y2 x y, A-free, Z.
// Overlapping contours use the non-zero rule.
struct Outline {
  std::string_view path;
  float view_width = 24;
  float view_height = 24;
};

class Atlas {
 public:
  static constexpr int page_size = 1024;

  explicit Atlas(Engine& engine);

  // Rasterised at most once each; a full page opens another; when eight are full the oldest is emptied
  // (its `generation` rises) and what is asked for again is drawn again.
  [[nodiscard]] Sprite glyph(const PlacedGlyph& glyph);
  // An icon of the manifest's icon font by name ("phone", "map-marker-outline"); `size_px` square. Width 0 if unknown, logged once.
  [[nodiscard]] Sprite icon(std::string_view name, int size_px);
  // A mask of our own from path data, scaled to `width_px` x `height_px`. `name` must be unique to the outline.
  [[nodiscard]] Sprite mask(std::string_view name, const Outline& outline, int width_px, int height_px);

  struct Page {
    std::vector<std::uint8_t> coverage;  // page_size x page_size, row by row
    RectPx dirty;                        // changed since the renderer last cleared it; width 0 if none
    std::uint32_t generation = 0;
  };
  [[nodiscard]] std::vector<Page>& pages() { return pages_; }

  // Between frames: may evict. Never called while a frame is being described.
  void begin_frame();

 private:
  struct Impl;
  Engine& engine_;
  std::vector<Page> pages_;
  std::shared_ptr<Impl> impl_;
};

}  // namespace kiosk::text
