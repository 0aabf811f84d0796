// SPDX-License-Identifier: GPL-3.0-or-later
// A picture in memory and the blender that fills it from a Frame. Integer
// arithmetic only, so the same frame gives the same bytes on every machine;
// SDL's own blitters differ by version, build and processor (decision 0011).
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/units.hpp"
#include "kiosk/text/atlas.hpp"
#include "kiosk/ui/paint/frame.hpp"

namespace kiosk::platform {

class Canvas {
 public:
  [[nodiscard]] SizePx size() const { return size_; }
  void resize(SizePx size);  // all black
  // Row by row, 0xFFRRGGBB.
  [[nodiscard]] std::span<const std::uint32_t> pixels() const { return pixels_; }

  // Quads are cut to the canvas. A quad's `source` must lie inside its page and
  // be of the target's size (asserted).
  void paint(const ui::paint::Frame& frame, std::span<const text::Atlas::Page> pages);

 private:
  SizePx size_;
  std::vector<std::uint32_t> pixels_;
};

// RGB, 8 bits; equal pictures give equal bytes. Fails with ErrorCode::file.
[[nodiscard]] Outcome write_png(const Canvas& canvas, const std::filesystem::path& path);

}  // namespace kiosk::platform
