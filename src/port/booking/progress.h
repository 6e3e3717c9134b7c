// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "port/booking/events.h"
#include "port/container/events.h"

// How far a booking has come, by where its units are.
namespace landport::booking {

// Whether a unit of a booking at that stage has left: then it cannot be taken off any more.
bool has_left(container::PlaceKind at, Stage stage);

// Whether all its units but those `without` are at its end, counting those that come there `now`. False for
// none.
bool all_arrived(BookingCore const& b, std::vector<UnitNumber> const& now,
                 std::vector<UnitNumber> const& without, Desk& desk);

// Adds that the booking is completed, and that the journey ended of each of its units that is still on it.
void complete(BookingCore const& b, Desk& desk, Facts& facts);

}  // namespace landport::booking
