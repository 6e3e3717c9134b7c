// SPDX-License-Identifier: Apache-2.0
#include "solvers/wagon_loads.h"

#include <algorithm>
#include <cstdlib>

namespace landport::solvers {

namespace {

std::int64_t up(std::int64_t n, std::int64_t d) {
  return n >= 0 ? (n + d - 1) / d : -((-n) / d);
}

// Twice the pivot distance times the load on one end of a platform, at its worst.
std::int64_t end_moment(WagonShape const& shape, LoadedBox const& box, bool second) {
  auto const x = second ? box.x_mm + box.x_unknown_mm : -box.x_mm + box.x_unknown_mm;
  return box.gross_kg * (shape.pivot_mm + 2 * x);
}

}  // namespace

WagonLoads wagon_loads(WagonShape const& shape, std::span<LoadedBox const> boxes) {
  WagonLoads loads;
  auto const bogies = static_cast<std::size_t>(std::max(2, shape.bogies));
  std::vector<std::int64_t> moments(bogies);
  std::int64_t difference = 0, unsure = 0, across = 0, lift = shape.tare_kg * shape.empty_cog_mm;
  for (auto const& box : boxes) {
    auto const first = std::min(static_cast<std::size_t>(std::max(1, box.platform) - 1), bogies - 2);
    moments[first] += end_moment(shape, box, false);
    moments[first + 1] += end_moment(shape, box, true);
    // What an end bogie gains, another loses; the middle bogie of three is not compared.
    if (bogies == 2) {
      difference += 4 * box.gross_kg * box.x_mm;
      unsure += 4 * box.gross_kg * box.x_unknown_mm;
    } else {
      auto const end = box.gross_kg * (shape.pivot_mm + (first == 0 ? -2 : 2) * box.x_mm);
      difference += first == 0 ? -end : end;
      unsure += 2 * box.gross_kg * box.x_unknown_mm;
    }
    across += box.gross_kg * box.y_mm;
    lift += box.gross_kg * box.z_mm;
    loads.payload_kg += box.gross_kg;
  }
  loads.gross_kg = loads.payload_kg + shape.tare_kg;
  auto const axles_each = std::max<std::int64_t>(1, shape.axles / static_cast<std::int64_t>(bogies));
  for (std::size_t b = 0; b < bogies; ++b) {
    bool const end = b == 0 || b + 1 == bogies;
    loads.bogie_tare_kg.push_back(up(shape.tare_kg, bogies == 2 || !end ? 2 : 4));
    loads.bogie_kg.push_back(up(moments[b], 2 * shape.pivot_mm));
    loads.axle_max_kg =
        std::max(loads.axle_max_kg, up(loads.bogie_tare_kg[b] + loads.bogie_kg[b], axles_each));
  }
  loads.bogie_difference_kg = up(std::abs(difference) + unsure, 2 * shape.pivot_mm);
  if (loads.payload_kg > 0) loads.lateral_mm = up(std::abs(across), loads.payload_kg);
  if (loads.gross_kg > 0) loads.cog_height_mm = up(lift, loads.gross_kg);
  return loads;
}

}  // namespace landport::solvers
