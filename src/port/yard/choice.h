// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "port/yard/rules.h"

// Where a unit is best put down. Pure: asked by the query that proposes positions, and by orders that leave
// the choice to the yard.
namespace landport::yard {

// What is to be put down.
struct Wish {
  Load load;
  std::string departure;       // that it leaves with; empty when it leaves by road
  bool under_customs = false;  // came from abroad and is not released yet
};

struct Spot {
  Position position;
  Count rehandles;  // units below that leave with another departure
  Millimetres track_distance;
  // 1000 for each of `rehandles`, 200 for each step that the block's kind is from what the unit needs, and
  // one for each 10 m to the nearest loading track.
  Count cost;
  // Units that are ordered to stand below and have not come yet: the unit can only be put down after them.
  std::vector<UnitNumber> waits_for;
};

// The departure that a unit of the yard leaves with; empty when it has none.
using DepartureOf = std::function<std::string(UnitNumber const&)>;

// Every position of the block that every rule allows on `day`, reserved places counted as taken, one for each
// piece of ground.
std::vector<Spot> choices_in(YardPack const& yard, Block const& block, BlockState const& state,
                               Wish const& wish, DepartureOf const& departure_of, Day day);

// Whether a is to be taken before b: by cost, then what waits for fewer units, then by position.
bool better(Spot const& a, Spot const& b);

}  // namespace landport::yard
