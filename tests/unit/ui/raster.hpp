// SPDX-License-Identifier: GPL-3.0-or-later
// Reads path data and fills it by the non-zero rule, apart from the program's
// own rasteriser, so that a picture's tests do not lean on what draws it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/text/atlas.hpp"

namespace kiosk::test {

struct Point {
  double x = 0, y = 0;
};
using Contour = std::vector<Point>;

// Nothing when the data is not what text::Outline promises.
inline std::optional<std::vector<Contour>> flatten(std::string_view path) {
  const std::string text(path);
  const char* at = text.c_str();
  const auto blank = [&] { while (*at == ' ' || *at == ',') ++at; };
  bool broken = false;
  const auto number = [&] {
    blank();
    char* end = nullptr;
    const double value = std::strtod(at, &end);
    broken = broken || end == at || !std::isfinite(value);
    at = end;
    return value;
  };
  const auto point = [&] { const double x = number(); return Point{x, number()}; };
  const auto mix = [](Point a, Point b, double t) { return Point{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; };
  std::vector<Contour> out;
  bool open = false;
  for (blank(); *at != '\0' && !broken; blank()) {
    const char command = *at++;
    if ((command != 'M') == !open) return std::nullopt;  // M opens, Z closes, the rest lie between
    if (command == 'M') {
      out.push_back({point()});
      open = true;
    } else if (command == 'L') {
      out.back().push_back(point());
    } else if (command == 'Q' || command == 'C') {
      const Point p0 = out.back().back(), p1 = point(), p2 = point(), p3 = command == 'C' ? point() : p2;
      for (int i = 1; i <= 24; ++i) {
        const double t = i / 24.0;
        const Point a = mix(p0, p1, t), b = mix(p1, p2, t);
        out.back().push_back(command == 'Q' ? mix(a, b, t) : mix(mix(a, b, t), mix(b, mix(p2, p3, t), t), t));
      }
    } else if (command == 'Z') {
      open = false;
    } else {
      return std::nullopt;
    }
  }
  if (broken || open || out.empty()) return std::nullopt;
  return out;
}

// Coverage 0 to 1, `width` x `height`, four by four samples a pixel.
inline std::vector<double> raster(const std::vector<Contour>& contours, const text::Outline& outline, int width, int height) {
  constexpr int fine = 4;
  std::vector<double> out(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int row = 0; row < height * fine; ++row) {
    const double y = (row + 0.5) / fine / height * static_cast<double>(outline.view_height);
    std::vector<std::pair<double, int>> crossings;
    for (const Contour& contour : contours) {
      for (std::size_t i = 0; i < contour.size(); ++i) {
        const Point a = contour[i], b = contour[(i + 1) % contour.size()];
        if ((a.y <= y) == (b.y <= y)) continue;
        crossings.emplace_back(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), a.y < b.y ? 1 : -1);
      }
    }
    std::sort(crossings.begin(), crossings.end());
    int winding = 0;
    std::size_t next = 0;
    for (int column = 0; column < width * fine; ++column) {
      const double x = (column + 0.5) / fine / width * static_cast<double>(outline.view_width);
      while (next < crossings.size() && crossings[next].first <= x) winding += crossings[next++].second;
      if (winding != 0) {
        out[static_cast<std::size_t>(row / fine) * static_cast<std::size_t>(width) + static_cast<std::size_t>(column / fine)] +=
            1.0 / (fine * fine);
      }
    }
  }
  return out;
}

}  // namespace kiosk::test
