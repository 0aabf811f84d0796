// SPDX-License-Identifier: GPL-3.0-or-later
// Glyphs and outlines become coverage masks, by FreeType, unhinted: positions
// are whole pixels and shapes are the designer's. For the atlas alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/text/atlas.hpp"
#include "kiosk/text/fonts.hpp"

namespace kiosk::text {

struct Mask {
  int width = 0;
  int height = 0;
  int left = 0;  // bearings from the pen, as in Sprite
  int top = 0;
  std::vector<std::uint8_t> coverage;  // row by row
};

class Rasteriser {
 public:
  Rasteriser();

  // Nothing if the file or the glyph cannot be read; an empty mask for a space.
  [[nodiscard]] std::optional<Mask> glyph(const std::filesystem::path& file, unsigned face_index, std::uint32_t glyph, float size_px,
                                          Weight weight);
  // The whole em square of a character, `size_px` wide and high.
  [[nodiscard]] std::optional<Mask> em_square(const std::filesystem::path& file, char32_t character, int size_px);
  // Path data on a grid of 24, stroked with round ends (tokens, part 5).
  [[nodiscard]] std::optional<Mask> line_icon(std::string_view path, int size_px);
  // Nothing if the path data cannot be read.
  [[nodiscard]] std::optional<Mask> outline(const Outline& shape, int width_px, int height_px);

 private:
  FT_FaceRec_* open(const std::filesystem::path& file, unsigned face_index);

  // Faces are closed before their library.
  std::unique_ptr<FT_LibraryRec_, FreeFreeType> library_;
  std::map<std::pair<std::filesystem::path, unsigned>, std::unique_ptr<FT_FaceRec_, FreeFreeType>> faces_;
};

}  // namespace kiosk::text
