// SPDX-License-Identifier: Apache-2.0
#include "port/shift/module.h"

#include "journal/department.h"
#include "port/shift/board.h"
#include "port/shift/commands.h"
#include "port/shift/queries.h"
#include "port/shift/refusals.h"
#include "port/shift/rules.h"

namespace landport::shift {

namespace {
// A rule sees no view, so whoever hands over asks, and the port's clock adds what is open at that moment.
std::vector<Command> due_now(Room const& room) {
  auto const* current = current_shift(room.view<ShiftBoard>());
  if (!current || current->stage != Stage::handing_over) return {};
  auto open = open_things(room);
  return {ListOpen{current->shift, std::move(open.items), open.left_off}};
}
}  // namespace

DepartmentDescription describe() {
  return Department("shift", "班组", "Shift")
      .events<ShiftOpened, HandOverAsked, HandedOver, HandOverWithdrawn, TakenOver, MachineAssigned, NoteWritten, NoteClosed, RoundRecorded,
              TemperatureOutOfBand>()
      .commands<OpenShift, HandOver, WithdrawHandOver, ListOpen, TakeOver, AssignMachine, WriteNote, CloseNote, RecordRound>()
      .views<ShiftBoard>()
      .queries<PlanQuery, OpenQuery, QueuesQuery, RoundQuery, CongestionQuery>()
      .packs<ShiftPack>()
      .due(due_now)
      .refusals(refusal_rows);
}

}  // namespace landport::shift
