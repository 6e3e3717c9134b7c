// SPDX-License-Identifier: Apache-2.0
#include "port/network/module.h"

#include "journal/department.h"
#include "port/network/commands.h"
#include "port/network/embargo_board.h"
#include "port/network/map.h"
#include "port/network/place.h"
#include "port/network/positions.h"
#include "port/network/refusals.h"
#include "port/network/route.h"
#include "port/network/timetable.h"

namespace landport::network {

DepartmentDescription describe() {
  return Department("network", "班列网络", "Network")
      .events<DepartureScheduled, DepartureCancelled, DepartureClosed, DepartureReopened, LegRunOpened,
              LegRunLimitsChanged, EmbargoImposed, EmbargoLifted>()
      .commands<ScheduleDepartures, CancelDeparture, CloseDeparture, ReopenDeparture, ChangeLegLimits,
                ImposeEmbargo, LiftEmbargo>()
      .views<Timetable, Running, EmbargoBoard>()
      .queries<AskPlace, Map, FindRoute, ServiceRoute, LegLines, TrainPositions, EmbargoEffect>()
      .packs<Network, RailMap>()
      .refusals(refusals);
}

}  // namespace landport::network
