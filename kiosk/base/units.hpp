// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes are designed in millimetres and turned into whole pixels once, by the
// panel's pitch (decision 0006).
#pragma once

#include <cmath>
#include <compare>
#include <cstddef>

namespace kiosk {

// A length on the glass, in millimetres.
struct Mm {
  double value = 0;
  constexpr auto operator<=>(const Mm&) const = default;
  constexpr Mm operator+(Mm other) const { return {value + other.value}; }
  constexpr Mm operator-(Mm other) const { return {value - other.value}; }
  constexpr Mm operator*(double factor) const { return {value * factor}; }
};
constexpr Mm operator""_mm(long double value) { return {static_cast<double>(value)}; }
constexpr Mm operator""_mm(unsigned long long value) { return {static_cast<double>(value)}; }

// The panel: how many millimetres one pixel is wide (and high).
struct Pitch {
  double mm_per_px = 0.248;
  [[nodiscard]] int px(Mm length) const { return static_cast<int>(std::lround(length.value / mm_per_px)); }
  [[nodiscard]] Mm mm(int pixels) const { return {pixels * mm_per_px}; }
};

struct PointPx {
  int x = 0;
  int y = 0;
  bool operator==(const PointPx&) const = default;
};
struct SizePx {
  int width = 0;
  int height = 0;
  bool operator==(const SizePx&) const = default;
};

// A rectangle of whole pixels, y down, `right` and `bottom` exclusive.
struct RectPx {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  [[nodiscard]] int right() const { return x + width; }
  [[nodiscard]] int bottom() const { return y + height; }
  [[nodiscard]] bool contains(PointPx p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  [[nodiscard]] bool contains(const RectPx& o) const { return o.x >= x && o.y >= y && o.right() <= right() && o.bottom() <= bottom(); }
  [[nodiscard]] bool overlaps(const RectPx& o) const { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
  [[nodiscard]] RectPx inset(int by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
  bool operator==(const RectPx&) const = default;
};

// An offset into UTF-8 text, in bytes; the only kind of text offset outside
// kiosk/unicode (decision 0005).
using ByteOffset = std::size_t;

// Left-to-right or right-to-left, of a language or a paragraph.
enum class Direction { ltr, rtl };

}  // namespace kiosk
