// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/canvas.hpp"

#include <stb/stb_image_write.h>

#include <algorithm>

#include "kiosk/base/assert.hpp"
#include "kiosk/platform/write_file.hpp"

namespace kiosk::platform {
namespace {

using ui::paint::Colour;
using ui::paint::Quad;

constexpr std::uint32_t opaque = 0xFF000000U;
constexpr std::uint32_t red_and_blue = 0x00FF00FFU;
constexpr std::uint32_t green = 0x0000FF00U;

constexpr std::uint32_t packed(Colour colour) {
  return opaque | std::uint32_t{colour.r} << 16U | std::uint32_t{colour.g} << 8U | colour.b;
}

// Division by 255, rounded to nearest, for each 16-bit half of `value`: exact up to 255 x 255.
constexpr std::uint32_t halves_by_255(std::uint32_t value) {
  value += 0x00800080U;
  return (value + (value >> 8U & red_and_blue)) >> 8U & red_and_blue;
}

// `over` on `under`, `alpha` 0 to 255.
constexpr std::uint32_t blended(std::uint32_t under, std::uint32_t over, std::uint32_t alpha) {
  const std::uint32_t rest = 255U - alpha;
  const std::uint32_t rb = (over & red_and_blue) * alpha + (under & red_and_blue) * rest;
  const std::uint32_t g = (over >> 8U & 0xFFU) * alpha + (under >> 8U & 0xFFU) * rest;
  return opaque | halves_by_255(rb) | (halves_by_255(g) << 8U & green);
}

void paint_rectangle(std::uint32_t* row, std::ptrdiff_t stride, const RectPx& area, Colour colour) {
  const std::uint32_t over = packed(colour);
  for (int y = 0; y < area.height; ++y, row += stride) {
    if (colour.a == 255) {
      std::fill_n(row, area.width, over);
    } else {
      for (int x = 0; x < area.width; ++x) row[x] = blended(row[x], over, colour.a);
    }
  }
}

void paint_picture(std::uint32_t* row, std::ptrdiff_t stride, const RectPx& area, const std::uint32_t* pixels, std::ptrdiff_t picture_stride) {
  for (int y = 0; y < area.height; ++y, row += stride, pixels += picture_stride) std::copy_n(pixels, area.width, row);
}

// `mask` is the coverage of the first pixel; `step` goes to the next one along
// the row, `mask_stride` to the next row: negative where the mask is flipped.
void paint_mask(std::uint32_t* row, std::ptrdiff_t stride, const RectPx& area, Colour colour,
                const std::uint8_t* mask, std::ptrdiff_t step, std::ptrdiff_t mask_stride) {
  const std::uint32_t over = packed(colour);
  for (int y = 0; y < area.height; ++y, row += stride, mask += mask_stride) {
    const std::uint8_t* coverage = mask;
    for (int x = 0; x < area.width; ++x, coverage += step) {
      // Most of a glyph's box is empty or full, so the two are told apart first.
      if (*coverage == 0) continue;
      const std::uint32_t alpha = halves_by_255(std::uint32_t{*coverage} * colour.a);
      row[x] = alpha == 255 ? over : blended(row[x], over, alpha);
    }
  }
}

}  // namespace

void Canvas::resize(SizePx size) {
  size_ = {std::max(size.width, 0), std::max(size.height, 0)};
  pixels_.assign(static_cast<std::size_t>(size_.width) * static_cast<std::size_t>(size_.height), opaque);
  pixels_.shrink_to_fit();
}

void Canvas::paint(const ui::paint::Frame& frame, std::span<const text::Atlas::Page> pages) {
  std::fill(pixels_.begin(), pixels_.end(), packed(frame.background));
  const std::ptrdiff_t stride = size_.width;
  for (const Quad& quad : frame.quads) {
    const int left = std::max(quad.target.x, 0);
    const int top = std::max(quad.target.y, 0);
    const RectPx area{left, top, std::min(quad.target.right(), size_.width) - left,
                      std::min(quad.target.bottom(), size_.height) - top};
    if (area.width <= 0 || area.height <= 0 || quad.colour.a == 0) continue;
    std::uint32_t* first = pixels_.data() + top * stride + left;
    if (quad.page == -1) {
      paint_rectangle(first, stride, area, quad.colour);
      continue;
    }
    const RectPx& source = quad.source;
    if (quad.page < -1) {
      const auto number = static_cast<std::size_t>(-2 - quad.page);
      KIOSK_ASSERT(number < frame.pictures.size() && frame.pictures[number]);
      const ui::paint::Picture& picture = *frame.pictures[number];
      KIOSK_ASSERT(source.width == quad.target.width && source.height == quad.target.height);
      KIOSK_ASSERT((RectPx{0, 0, picture.size.width, picture.size.height}.contains(source)));
      KIOSK_ASSERT(picture.pixels.size() == static_cast<std::size_t>(picture.size.width) * static_cast<std::size_t>(picture.size.height));
      const std::ptrdiff_t across = source.x + left - quad.target.x, down = source.y + top - quad.target.y;
      paint_picture(first, stride, area, picture.pixels.data() + down * picture.size.width + across, picture.size.width);
      continue;
    }
    constexpr int side = text::Atlas::page_size;
    KIOSK_ASSERT(static_cast<std::size_t>(quad.page) < pages.size());
    KIOSK_ASSERT(source.width == quad.target.width && source.height == quad.target.height);
    KIOSK_ASSERT((RectPx{0, 0, side, side}.contains(source)));
    const std::vector<std::uint8_t>& coverage = pages[static_cast<std::size_t>(quad.page)].coverage;
    KIOSK_ASSERT(coverage.size() == static_cast<std::size_t>(side) * side);
    const bool across = quad.flip == Quad::Flip::horizontal || quad.flip == Quad::Flip::both;
    const bool down = quad.flip == Quad::Flip::vertical || quad.flip == Quad::Flip::both;
    const int dx = left - quad.target.x;
    const int dy = top - quad.target.y;
    const int x = across ? source.right() - 1 - dx : source.x + dx;
    const int y = down ? source.bottom() - 1 - dy : source.y + dy;
    paint_mask(first, stride, area, quad.colour, coverage.data() + std::ptrdiff_t{y} * side + x, across ? -1 : 1,
               down ? -side : side);
  }
}

Outcome write_png(const Canvas& canvas, const std::filesystem::path& path) {
  const SizePx size = canvas.size();
  if (size.width == 0 || size.height == 0) {
    return Error{ErrorCode::file, "picture " + path.string() + " not written: the picture has no pixels. Draw a frame first."};
  }
  std::vector<std::uint8_t> rgb;
  rgb.reserve(canvas.pixels().size() * 3);
  for (const std::uint32_t pixel : canvas.pixels()) {
    rgb.insert(rgb.end(), {static_cast<std::uint8_t>(pixel >> 16U), static_cast<std::uint8_t>(pixel >> 8U),
                           static_cast<std::uint8_t>(pixel)});
  }
  std::vector<std::uint8_t> png;
  const auto append = [](void* context, void* data, int count) noexcept {
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    auto& to = *static_cast<std::vector<std::uint8_t>*>(context);
    to.insert(to.end(), bytes, bytes + count);
  };
  if (stbi_write_png_to_func(append, &png, size.width, size.height, 3, rgb.data(), size.width * 3) == 0) {
    return Error{ErrorCode::file, "picture " + path.string() + " not written: there is not enough memory to compress it."};
  }
  return write_file(path, png);
}

}  // namespace kiosk::platform
