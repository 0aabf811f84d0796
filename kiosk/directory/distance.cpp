// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "kiosk/directory/directory.hpp"

namespace kiosk::directory {

double miles_between(Coordinates a, Coordinates b) {
  constexpr double earth_radius_miles = 3958.7613;  // mean radius, 6371.0088 km
  constexpr double radians = std::numbers::pi / 180;
  const double north = std::sin((b.latitude - a.latitude) * radians / 2);
  const double east = std::sin((b.longitude - a.longitude) * radians / 2);
  const double half = north * north + std::cos(a.latitude * radians) * std::cos(b.latitude * radians) * east * east;
  return 2 * earth_radius_miles * std::asin(std::sqrt(std::clamp(half, 0.0, 1.0)));
}

}  // namespace kiosk::directory
