// SPDX-License-Identifier: Apache-2.0
#include "port/yard/module.h"

#include "journal/department.h"
#include "port/yard/board.h"
#include "port/yard/commands.h"
#include "port/yard/queries.h"
#include "port/yard/refusals.h"

namespace landport::yard {

DepartmentDescription describe() {
  return Department("yard", "堆场", "Yard")
      .events<UnitStacked, UnitLifted, UnitDocked, UnitUndocked, DoorReserved, DoorFreed, PositionReserved, PositionFreed, WorkOrdered, WorkStarted, WorkDone,
              WorkCancelled, WorkReassigned, WorkHeld, WorkResumed, WorkBroughtForward, UnitTasked, UnitFreed, PluggedIn, PluggedOut, TemperatureRecorded>()
      .commands<OrderMove, OrderStripping, StartWork, CompleteWork, CancelWork, ReassignWork, HoldWork, ResumeWork, BringForward,
                CorrectPosition, PlugIn, PlugOut,
                RecordTemperature>()
      .views<YardBoard>()
      .queries<Layout, Positions>()
      .packs<YardPack>()
      .refusals(refusal_rows);
}

}  // namespace landport::yard
