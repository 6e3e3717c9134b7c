// SPDX-License-Identifier: Apache-2.0
#include "port/container/module.h"

#include "journal/department.h"
#include "port/container/events.h"

namespace landport::container {

DepartmentDescription describe() {
  return Department("container", "集装箱", "Container")
      .events<UnitRegistered, UnitBooked, UnitUnbooked, UnitPlaced, MassVerified, UnitSealed, SealBroken,
              ConditionNoted, ContentsNoted, SetPointChanged, DangerDeclared, HoldPlaced, HoldReleased,
              FactCorrected>();
}

}  // namespace landport::container
