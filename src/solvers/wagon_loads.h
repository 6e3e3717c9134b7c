// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

// How the units on a wagon press on its bogies and where the centre of gravity comes to lie. Masses in
// kilograms, lengths in millimetres, all whole; every result is rounded so that a limit that holds for it
// holds for the truth.
namespace landport::solvers {

struct WagonShape {
  std::int64_t tare_kg = 0;
  int axles = 4;
  int bogies = 2;                 // 2: one platform; 3: two platforms that share the middle bogie
  std::int64_t pivot_mm = 1;      // between the bogie centres of one platform
  std::int64_t empty_cog_mm = 0;  // height of the empty wagon's centre of gravity above rail
};

struct LoadedBox {
  std::int64_t gross_kg = 0;
  int platform = 1;
  std::int64_t x_mm = 0;          // along the platform from its middle, positive towards its second bogie
  std::int64_t y_mm = 0;          // across, from the middle
  std::int64_t z_mm = 0;          // height above rail
  std::int64_t x_unknown_mm = 0;  // x may lie this much to either side; each result takes the worse side
};

struct WagonLoads {
  std::int64_t payload_kg = 0, gross_kg = 0;
  std::vector<std::int64_t> bogie_kg;       // payload part of each bogie
  std::vector<std::int64_t> bogie_tare_kg;  // its part of the tare
  std::int64_t axle_max_kg = 0;
  std::int64_t bogie_difference_kg = 0;  // between the first and the last bogie, payload part
  std::int64_t lateral_mm = 0;           // |sum W y / sum W|
  std::int64_t cog_height_mm = 0;        // of wagon and units together
};

// For a platform with pivots L apart: R1 = sum W (1/2 - x/L), R2 = sum W (1/2 + x/L) (the Chinese rules for
// loading and securing goods). On three bogies the middle one takes the inner end of both platforms and half
// the tare.
WagonLoads wagon_loads(WagonShape const& shape, std::span<LoadedBox const> boxes);

}  // namespace landport::solvers
