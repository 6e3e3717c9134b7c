// SPDX-License-Identifier: Apache-2.0
#include "port/gate/module.h"

#include "journal/department.h"
#include "port/gate/events.h"

namespace landport::gate {

DepartmentDescription describe() {
  return Department("gate", "闸口", "Gate")
      .events<AppointmentBooked, AppointmentCancelled, AppointmentKept, VisitOpened, UnitAdmitted,
              UnitReleased, UnitWeighed, ReceiptIssued, VisitClosed>();
}

}  // namespace landport::gate
