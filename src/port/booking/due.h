// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "journal/description.h"

namespace landport::booking {

// What the clock should order now: options whose time has passed end; of the waiting bookings, in the order
// of joining, those that have passed their cut-off or whose departure does not run end, and those whose slots
// are free on every leg become options. A later one may pass an earlier one that does not fit.
std::vector<Command> due_now(Room const& room);

}  // namespace landport::booking
