// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "solvers/load_plan.h"

// k trains of one gauge become m of another at a border yard: which wagons make which train, which unit stands
// in which place, and what stays with its reason. Plain numbers in, plain numbers out: kilograms, millimetres,
// indices into the lists that were given. The specification is that of the three-into-two planner: all units,
// then the fewest trains, then what may wait longest waits, then whole destination blocks, then the least
// disorder for the cranes.
namespace landport::solvers {

struct RegroupUnit {
  PlanUnit load;
  int parent = 0;         // the train that brought it
  int order = 0;          // where it stood on that train, from its head
  int deadline = 0;       // of two that cannot both go, the smaller goes
  bool must_stay = false;  // held: it is not lifted
};

struct RegroupWagon {
  PlanWagon load;
  std::int64_t conventional_hundredths = 0;
  int train = -1;  // that it must run in; -1: the solver says
};

struct RegroupTask {
  std::vector<RegroupUnit> units;
  std::vector<RegroupWagon> wagons;  // of one train in this order
  // Of each train that is made: the strictest of its sections, and the track that it is made up on.
  PlanLimits limits;  // its plugs are those of a train that has none in `plugs`
  std::optional<std::int64_t> length_max_mm, wagons_max, conventional_max_hundredths;
  std::vector<int> plugs;  // by train
  int trains_max = 1;      // when the solver says which wagon runs in which train
  std::vector<std::vector<bool>> together;  // as in LoadPlanTask
  std::vector<std::vector<Apart>> apart;
};

enum class LeftReason : std::uint8_t {
  held,      // must_stay
  no_wagon,  // no wagon that was given has, or still has, a place of its length
  length,    // wagons were there, and no train may be longer
  mass,      // a free place, and too heavy for it, its wagon or its train
  power,     // a free place, and no plug
  danger     // a free place, and too near to what it must be kept from
};
std::string_view name_of(LeftReason reason);  // "no_wagon"

struct RegroupPlace {
  int unit = 0, train = 0, wagon = 0, pattern = 0, place = 0;
};
struct RegroupLeft {
  int unit = 0;
  LeftReason why = LeftReason::no_wagon;
};

struct Regrouped {
  // Wagons of each, from its head. Where the solver chose them, one that nothing stands on is there to keep
  // dangerous goods apart.
  std::vector<std::vector<int>> trains;
  std::vector<RegroupPlace> places;
  std::vector<RegroupLeft> left;
  int destination_changes = 0;  // along all trains
  int order_breaks = 0;  // pairs of neighbours that did not come in this order on one train: walks of the crane
};

// Trains are filled one after the other, block by block; other orders of blocks and wagons are tried and the best
// answer is kept. Every answer keeps every limit; it need not be the best one. The answer depends on the task, the
// seed and the steps alone. One train whose wagons are given is planned exactly as plan_load does it.
Regrouped regroup(RegroupTask const& task, LoadPlanEffort const& effort);

}  // namespace landport::solvers
