// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/town.h"

// Where to put a unit, and the order to take it there.
namespace landport::sim {

Piles::Unit as_piled(UnitSeen const& unit);

// What leaves together stands together: the name of those that do.
std::string group_of(UnitSeen const& unit);

// Nothing is put down there for half a day.
void shun_for_a_while(Town& town, std::string const& position);

// Which machine takes the unit from one place to another; positions of the yard, or empty for a truck or a wagon. Empty
// when none reaches both.
std::string machine_for(Town const& town, UnitSeen const& unit, std::string_view from, std::string_view to);

// Off its truck or its wagon, into the yard. Tried again elsewhere, and later, when there is no room.
void take_in(Town& town, std::string const& unit, int again = 0);

// Off the pile it stands on, because what is below has to go.
void put_aside(Town& town, std::string const& unit);

}  // namespace landport::sim
