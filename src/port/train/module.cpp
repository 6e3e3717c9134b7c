// SPDX-License-Identifier: Apache-2.0
#include "port/train/module.h"

#include "journal/department.h"
#include "port/train/events.h"

namespace landport::train {

DepartmentDescription describe() {
  return Department("train", "列车", "Train")
      .events<WagonRegistered, WagonTaken, WagonFreed, TrainComposed, WagonAdded, WagonRemoved,
              WagonInspected, UnitPlanned, UnitUnplanned, PlanSettled, UnitLoaded, UnitUnloaded,
              TrainDeparted, TrainReported, BorderReached, UnitTransferred, UnitLeftBehind, TrainArrived>();
}

}  // namespace landport::train
