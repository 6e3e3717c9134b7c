// SPDX-License-Identifier: Apache-2.0
#include "port/yard/module.h"

#include "journal/department.h"
#include "port/yard/events.h"

namespace landport::yard {

DepartmentDescription describe() {
  return Department("yard", "堆场", "Yard")
      .events<UnitStacked, UnitLifted, PositionReserved, PositionFreed>();
}

}  // namespace landport::yard
