// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "solvers/rail_route.h"

// Small geometry of lines on the map, shared by the parts of the rail route solver.
namespace landport::solvers {

// The nearest point of a line: distance in km, fraction of the line's length, and the point. Flat within a
// line, which is exact enough for lines of some hundred km. The line has at least two points.
struct NearestOnLine {
  double off_km = 0;
  double fraction = 0;
  GeoPoint at;
};
NearestOnLine nearest_on_line(std::span<GeoPoint const> line, GeoPoint where);

// The piece of a line between two fractions of its length, running from `begin` to `end` (backwards if end is
// less).
std::vector<GeoPoint> cut_line(std::span<GeoPoint const> line, double begin, double end);

}  // namespace landport::solvers
