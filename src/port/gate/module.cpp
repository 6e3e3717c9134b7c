// SPDX-License-Identifier: Apache-2.0
#include "port/gate/module.h"

#include "journal/department.h"
#include "port/gate/board.h"
#include "port/gate/commands.h"
#include "port/gate/queries.h"
#include "port/gate/quota.h"
#include "port/gate/refusals.h"
#include "port/gate/release_check.h"

namespace landport::gate {

DepartmentDescription describe() {
  return Department("gate", "闸口", "Gate")
      .events<AppointmentBooked, AppointmentCancelled, AppointmentKept, VisitOpened, VisitCorrected, UnitAdmitted,
              UnitReleased, UnitPutOn, UnitTakenOff, UnitWeighed, ReceiptIssued, VisitClosed>()
      .commands<BookAppointment, CancelAppointment, OpenVisit, AdmitUnit, WeighUnit, IssueReceipt,
                ReleaseUnit, CorrectVisit, CloseVisit>()
      .views<GateBoard>()
      .queries<Hours, ReleaseCheck>()
      .packs<GatePack>()
      .refusals(refusal_rows);
}

}  // namespace landport::gate
