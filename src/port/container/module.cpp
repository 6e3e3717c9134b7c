// SPDX-License-Identifier: Apache-2.0
#include "port/container/module.h"

#include "journal/department.h"
#include "port/container/board.h"
#include "port/container/commands.h"
#include "port/container/refusals.h"

namespace landport::container {

DepartmentDescription describe() {
  return Department("container", "集装箱", "Container")
      .events<UnitRegistered, UnitBooked, UnitUnbooked, JourneyEnded, UnitPlaced, MassVerified, UnitSealed,
              SealBroken, ConditionNoted, ContentsNoted, SetPointChanged, DangerDeclared, HoldPlaced,
              HoldReleased, FactCorrected, ReleaseRecorded, ReleaseWithdrawn>()
      .commands<RegisterUnit, VerifyMass, AffixSeal, BreakSeal, NoteCondition, NoteContents, ChangeSetPoint,
                DeclareDanger, PlaceHold, ReleaseHold, CorrectFact>()
      .views<UnitBoard>()
      .refusals(refusal_rows);
}

}  // namespace landport::container
