// SPDX-License-Identifier: Apache-2.0
#include "port/booking/module.h"

#include "journal/department.h"
#include "port/booking/events.h"

namespace landport::booking {

DepartmentDescription describe() {
  return Department("booking", "订舱", "Booking")
      .events<BookingRequested, BookingWaitlisted, BookingPromoted, BookingConfirmed, BookingAmended,
              BookingRolled, BookingCancelled, BookingExpired, UnitsAssigned, UnitsUnassigned, BookingShipped,
              BookingCompleted, SlotsHeld, SlotsConfirmed, SlotsReleased>();
}

}  // namespace landport::booking
