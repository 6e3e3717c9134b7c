// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/town.h"

namespace landport::sim {

// Which empty a truck may take that came for one without a number: of those promised to its booking, or, when it has no
// booking, to a move to another depot, the first that still stands in the yard and is not on its way to another truck.
// Empty when there is none.
std::string empty_for(Town const& town, TruckSeen const& truck);

// Whether a booking's forwarder fetches its empties here before stuffing them.
bool fetches_empties(Town const& town, BookingSeen const& booking);

}  // namespace landport::sim
