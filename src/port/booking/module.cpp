// SPDX-License-Identifier: Apache-2.0
#include "port/booking/module.h"

#include "journal/department.h"
#include "port/booking/board.h"
#include "port/booking/commands.h"
#include "port/booking/due.h"
#include "port/booking/options.h"
#include "port/booking/refusals.h"
#include "port/booking/rules.h"

namespace landport::booking {

DepartmentDescription describe() {
  return Department("booking", "订舱", "Booking")
      .events<BookingRequested, BookingWaitlisted, BookingPromoted, BookingConfirmed, BookingAmended,
              BookingRolled, BookingCancelled, BookingExpired, BookingDisplaced, UnitsAssigned,
              UnitsUnassigned, BookingShipped, BookingCompleted, SlotsHeld, AllotmentGranted, AllotmentDrawn,
              SlotsConfirmed, SlotsReleased>()
      .commands<RequestBooking, GrantAllotments, JoinWaitlist, ConfirmBooking, AmendBooking, RollBooking,
                CancelBooking, AssignUnits, AssignUnit, UnassignUnits, MarkShipped, CompleteBooking,
                ExpireOption, PromoteWaitlisted>()
      .views<Board>()
      .queries<Options>()
      .packs<BookingRules>()
      .due(due_now)
      .refusals(refusals);
}

}  // namespace landport::booking
