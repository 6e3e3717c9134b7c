// SPDX-License-Identifier: Apache-2.0
#include "port/network/module.h"

#include "journal/department.h"
#include "port/network/events.h"

namespace landport::network {

DepartmentDescription describe() {
  return Department("network", "班列网络", "Network")
      .events<DepartureScheduled, DepartureCancelled, DepartureClosed, DepartureReopened, LegRunOpened,
              LegRunLimitsChanged>();
}

}  // namespace landport::network
