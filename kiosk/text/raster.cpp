// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/text/raster.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_STROKER_H

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace kiosk::text {
namespace {

// Medium is Regular thickened by this part of an em, set against the ink of the
// pictures of the tokens, whose body is weight 500.
constexpr float embolden_em = 0.015F;
constexpr float units_per_pixel = 64;  // FreeType's 26.6

FT_Pos fixed(float pixels) { return static_cast<FT_Pos>(std::lround(pixels * units_per_pixel)); }

// Draws `outline` into a mask of that size, whose bottom left is the origin.
bool draw(FT_Library library, FT_Outline& outline, Mask& mask) {
  mask.coverage.assign(static_cast<std::size_t>(mask.width) * static_cast<std::size_t>(mask.height), 0);
  FT_Bitmap bitmap{};
  bitmap.width = static_cast<unsigned>(mask.width);
  bitmap.rows = static_cast<unsigned>(mask.height);
  bitmap.pitch = mask.width;
  bitmap.buffer = mask.coverage.data();
  bitmap.num_grays = 256;
  bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
  return FT_Outline_Get_Bitmap(library, &outline, &bitmap) == 0;
}

// Path data to points. FreeType counts points in shorts.
class PathReader {
 public:
  PathReader(const Outline& outline, int width_px, int height_px)
      : rest_(outline.path),
        x_scale_(static_cast<float>(width_px) / outline.view_width),
        y_scale_(static_cast<float>(height_px) / outline.view_height),
        height_(static_cast<float>(height_px)) {}

  bool read() {
    skip();
    while (!rest_.empty()) {
      const char command = rest_.front();
      rest_.remove_prefix(1);
      if (!read_command(command) || points_.size() > max_points) return false;
      skip();
    }
    close();
    return !points_.empty();
  }

  FT_Outline outline() {
    FT_Outline out{};
    out.n_points = static_cast<short>(points_.size());
    out.n_contours = static_cast<short>(ends_.size());
    out.points = points_.data();
    out.tags = tags_.data();
    out.contours = ends_.data();
    return out;
  }

 private:
  static constexpr std::size_t max_points = 30'000;

  bool read_command(char command) {
    switch (command) {
      case 'M': {
        close();
        bool first = true;  // further pairs are lines
        do {
          if (!point(FT_CURVE_TAG_ON)) return false;
          if (first) start_ = last_;
          first = false;
        } while (more());
        return true;
      }
      case 'L': return several({FT_CURVE_TAG_ON});
      case 'Q': return several({FT_CURVE_TAG_CONIC, FT_CURVE_TAG_ON});
      case 'C': return several({FT_CURVE_TAG_CUBIC, FT_CURVE_TAG_CUBIC, FT_CURVE_TAG_ON});
      case 'Z':
        // Drawn, not implied: a stroke of an open contour would leave it out.
        if (points_.size() > contour_start_ && (last_.x != start_.x || last_.y != start_.y)) {
          points_.push_back(start_);
          tags_.push_back(FT_CURVE_TAG_ON);
          last_ = start_;
        }
        close();
        return true;
      default: return false;
    }
  }

  bool several(std::initializer_list<int> tags) {
    if (contour_start_ == points_.size()) {
      // After a Z the pen is where that contour began.
      if (points_.empty()) return false;
      points_.push_back(start_);
      tags_.push_back(FT_CURVE_TAG_ON);
    }
    do {
      for (const int tag : tags) {
        if (!point(tag)) return false;
      }
    } while (more() && points_.size() <= max_points);
    return true;
  }

  void close() {
    if (points_.size() > contour_start_) {
      ends_.push_back(static_cast<short>(points_.size() - 1));
    }
    contour_start_ = points_.size();
  }

  void skip() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == ',' || rest_.front() == '\n')) rest_.remove_prefix(1);
  }
  bool more() {
    skip();
    return !rest_.empty() && (rest_.front() == '-' || rest_.front() == '.' || (rest_.front() >= '0' && rest_.front() <= '9'));
  }
  bool number(float& out) {
    skip();
    const auto [stopped, failed] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), out);
    if (failed != std::errc{} || !std::isfinite(out)) return false;
    rest_.remove_prefix(static_cast<std::size_t>(stopped - rest_.data()));
    return true;
  }
  bool point(int tag) {
    float x = 0;
    float y = 0;
    if (!number(x) || !number(y)) return false;
    x *= x_scale_;
    y = height_ - y * y_scale_;
    constexpr float furthest = 16'000;  // well inside the raster's coordinates
    if (!(std::abs(x) < furthest && std::abs(y) < furthest)) return false;
    last_ = {fixed(x), fixed(y)};
    points_.push_back(last_);
    tags_.push_back(static_cast<char>(tag));
    return true;
  }

  std::string_view rest_;
  float x_scale_;
  float y_scale_;
  float height_;
  std::size_t contour_start_ = 0;
  FT_Vector start_{};
  FT_Vector last_{};
  std::vector<FT_Vector> points_;
  std::vector<char> tags_;
  std::vector<short> ends_;
};

}  // namespace

Rasteriser::Rasteriser() {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) == 0) library_.reset(library);
}

FT_Face Rasteriser::open(const std::filesystem::path& file, unsigned face_index) {
  const auto key = std::pair{file, face_index};
  if (const auto found = faces_.find(key); found != faces_.end()) return found->second.get();
  FT_Face face = nullptr;
  if (!library_ || FT_New_Face(library_.get(), file.c_str(), static_cast<FT_Long>(face_index), &face) != 0) face = nullptr;
  return faces_.emplace(key, face).first->second.get();
}

std::optional<Mask> Rasteriser::glyph(const std::filesystem::path& file, unsigned face_index, std::uint32_t glyph, float size_px,
                                      Weight weight) {
  FT_Face face = open(file, face_index);
  if (face == nullptr) return std::nullopt;
  const FT_Pos size = fixed(size_px);
  if (FT_Set_Char_Size(face, size, size, 72, 72) != 0) return std::nullopt;
  if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return std::nullopt;
  if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return std::nullopt;
  FT_Outline& outline = face->glyph->outline;
  Mask mask;
  if (outline.n_points == 0) return mask;
  if (weight != Weight::regular) {
    // FreeType grows an outline up and to the right: put its middle back.
    const FT_Pos strength = fixed(size_px * embolden_em);
    FT_Outline_Embolden(&outline, strength);
    FT_Outline_Translate(&outline, -strength / 2, -strength / 2);
  }
  FT_BBox box{};
  FT_Outline_Get_CBox(&outline, &box);
  const auto floor_px = [](FT_Pos value) { return static_cast<int>(value >> 6); };
  mask.left = floor_px(box.xMin);
  mask.top = floor_px(box.yMax + 63);
  mask.width = floor_px(box.xMax + 63) - mask.left;
  mask.height = mask.top - floor_px(box.yMin);
  if (mask.width <= 0 || mask.height <= 0) return Mask{};
  if (mask.width > Atlas::page_size || mask.height > Atlas::page_size) return std::nullopt;
  FT_Outline_Translate(&outline, -FT_Pos{mask.left} * 64, (FT_Pos{mask.height} - mask.top) * 64);
  if (!draw(library_.get(), outline, mask)) return std::nullopt;
  return mask;
}

std::optional<Mask> Rasteriser::em_square(const std::filesystem::path& file, char32_t character, int size_px) {
  FT_Face face = open(file, 0);
  if (face == nullptr || size_px < 1 || size_px > Atlas::page_size) return std::nullopt;
  const unsigned index = FT_Get_Char_Index(face, character);
  if (index == 0 || FT_Set_Char_Size(face, FT_F26Dot6{size_px} * 64, 0, 72, 72) != 0) return std::nullopt;
  if (FT_Load_Glyph(face, index, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return std::nullopt;
  if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return std::nullopt;
  FT_Outline& outline = face->glyph->outline;
  // The em square stands on the font's descender.
  FT_Outline_Translate(&outline, 0, FT_MulFix(-face->descender, face->size->metrics.y_scale));
  Mask mask;
  mask.width = size_px;
  mask.height = size_px;
  if (!draw(library_.get(), outline, mask)) return std::nullopt;
  return mask;
}

std::optional<Mask> Rasteriser::line_icon(std::string_view path, int size_px) {
  constexpr float grid = 24;
  constexpr float stroke = 2.1F;
  if (!library_ || size_px < 1 || size_px > Atlas::page_size) return std::nullopt;
  PathReader reader({path, grid, grid}, size_px, size_px);
  if (!reader.read()) return std::nullopt;
  FT_Outline line = reader.outline();
  FT_Stroker raw = nullptr;
  if (FT_Stroker_New(library_.get(), &raw) != 0) return std::nullopt;
  const std::unique_ptr<FT_StrokerRec_, FreeFreeType> stroker{raw};
  FT_Stroker_Set(raw, fixed(stroke / 2 * static_cast<float>(size_px) / grid), FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
  FT_UInt points = 0;
  FT_UInt contours = 0;
  constexpr FT_Bool open = 1;
  if (FT_Stroker_ParseOutline(raw, &line, open) != 0 || FT_Stroker_GetCounts(raw, &points, &contours) != 0) return std::nullopt;
  if (points > static_cast<FT_UInt>(std::numeric_limits<short>::max())) return std::nullopt;
  FT_Outline stroked{};
  if (FT_Outline_New(library_.get(), points, static_cast<FT_Int>(contours), &stroked) != 0) return std::nullopt;
  stroked.n_points = 0;  // exporting appends
  stroked.n_contours = 0;
  FT_Stroker_Export(raw, &stroked);
  Mask mask;
  mask.width = size_px;
  mask.height = size_px;
  const bool drawn = draw(library_.get(), stroked, mask);
  FT_Outline_Done(library_.get(), &stroked);
  return drawn ? std::optional(std::move(mask)) : std::nullopt;
}

std::optional<Mask> Rasteriser::outline(const Outline& shape, int width_px, int height_px) {
  const bool sizes_hold = width_px > 0 && height_px > 0 && width_px <= Atlas::page_size && height_px <= Atlas::page_size &&
                          shape.view_width > 0 && shape.view_height > 0;
  if (!library_ || !sizes_hold) return std::nullopt;
  PathReader reader(shape, width_px, height_px);
  if (!reader.read()) return std::nullopt;
  FT_Outline outline = reader.outline();
  Mask mask;
  mask.width = width_px;
  mask.height = height_px;
  if (!draw(library_.get(), outline, mask)) return std::nullopt;
  return mask;
}

}  // namespace kiosk::text
