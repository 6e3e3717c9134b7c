// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "solvers/wagon_loads.h"

// Which unit stands in which place of which wagon. Plain numbers in, plain numbers out: kilograms,
// millimetres, indices into the lists that were given. Limits that are not set do not bind.
namespace landport::solvers {

// An index into a list that was given.
inline std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

struct PlanUnit {
  int feet = 20;
  std::int64_t gross_kg = 0;
  std::int64_t tare_kg = 0;
  std::int64_t x_mm = 0, y_mm = 0;  // offset of the centre of gravity from the middle of the unit
  std::int64_t x_unknown_mm = 0;    // see LoadedBox
  std::int64_t cog_above_deck_mm = 0;
  bool needs_power = false;
  bool open_top = false;
  int danger = 0;       // a group of LoadPlanTask::together and apart; 0 is harmless
  int destination = 0;  // units for one destination should stand together
  std::int64_t worth = 1;
};

struct PlanPlace {
  int feet = 20;
  int platform = 1;
  std::int64_t x_mm = 0;
  std::int64_t gross_max_kg = 0;
};
using PlanPattern = std::vector<PlanPlace>;

struct PlanWagon {
  WagonShape shape;
  std::int64_t deck_mm = 0;
  std::int64_t payload_max_kg = 0, gross_max_kg = 0, axle_max_kg = 0;
  std::int64_t length_mm = 0;
  std::vector<PlanPattern> patterns;
};

struct PlanLimits {
  std::optional<std::int64_t> gross_sum_max_kg;  // of all units of the train
  std::optional<std::int64_t> gross_20_max_kg, pair_difference_max_kg, average_40_gross_max_kg,
      average_40_cargo_max_kg;
  std::optional<std::int64_t> lateral_max_mm, bogie_difference_max_kg, cog_max_mm;
  bool pairs_of_20 = false;  // a 20-foot unit travels with another one for the same destination on its wagon
  bool open_tops = true;
  int plugs = 0;
};

// Two groups of dangerous goods must have this between their wagons: so many wagons, or so much length.
struct Apart {
  int wagons = 0;
  std::int64_t length_mm = 0;
  bool binds() const { return wagons > 0 || length_mm > 0; }
};

struct LoadPlanTask {
  std::vector<PlanUnit> units;
  std::vector<PlanWagon> wagons;  // in the order of the train
  PlanLimits limits;
  std::vector<std::vector<bool>>
      together;                           // [group][group]: may share a wagon; row and column 0 are not read
  std::vector<std::vector<Apart>> apart;  // [group][group]
};

struct LoadPlanEffort {
  std::uint64_t seed = 1;
  int steps = 2000;  // tries to improve; the answer depends on the task, the seed and the steps alone
  // Where an answer in time is worth more than the same answer every time. Not set by a rule that must be
  // pure.
  std::optional<std::chrono::steady_clock::time_point> until;
  bool long_first = false;  // of loads worth the same, the one with more long units: fewer places are left for these
};

struct PlannedPlace {
  int unit = 0, wagon = 0, pattern = 0, place = 0;
};

struct LoadPlan {
  std::vector<PlannedPlace> places;
  std::vector<int> left;  // units that found no place
  std::int64_t gross_kg = 0, worth = 0;
  int destination_changes = 0;  // along the train
};

// Fills the train greedily, destination by destination, and improves by seeded tries. Every answer keeps
// every limit; it need not be the best one. Time: about units x wagons x patterns for the greedy part, wagons
// for one try.
LoadPlan plan_load(LoadPlanTask const& task, LoadPlanEffort const& effort);

// The first limit that these places break together; a place taken twice, or two patterns on one wagon, is the
// wagon's.
enum class PlanFault : std::uint8_t { none, wagon, gross, power, average, danger };
PlanFault plan_fault(LoadPlanTask const& task, std::vector<PlannedPlace> const& places);

// Whether these units (by index, -1 for none, one per place of the pattern) may stand so on that wagon,
// looking at the wagon alone.
bool wagon_holds(LoadPlanTask const& task, int wagon, int pattern, std::vector<int> const& units);

}  // namespace landport::solvers
