// SPDX-License-Identifier: Apache-2.0
#include "port/pool/module.h"

#include "journal/department.h"
#include "port/pool/board.h"
#include "port/pool/commands.h"
#include "port/pool/orders.h"
#include "port/pool/queries.h"
#include "port/pool/refusals.h"

namespace landport::pool {

namespace {
std::vector<Command> due_now(Room const& room) {
  std::vector<Command> orders;
  room.view<PoolBoard>().orders.each([&](std::string_view, ReleaseRow const& row) {
    if (row.state == OrderState::open && row.until <= room.at()) orders.push_back(ExpireRelease{row.order});
  });
  return orders;
}
}  // namespace

Result<PlacesAnswer> answer(Places const&, Room const& room) {
  PlacesAnswer out;
  for (auto const& depot : room.pack<PoolPack>().depots) {
    if (depot.valid.contains(utc_day(room.at()))) out.depots.push_back(depot.row);
  }
  return out;
}

DepartmentDescription describe() {
  return Department("pool", "空箱池", "Pool of empties")
      .events<PoolJoined, PoolLeft, EmptyAllocated, EmptyFreed, EmptyStocked, EmptyTaken, ReleaseOrdered,
              EmptyHandedOver, ReleaseEnded, MoveOrdered, MoveLeft, MoveArrived>()
      .commands<TakeIn, TakeOut, OrderRelease, CancelRelease, ExpireRelease, HandOver, OrderMove, SendUnits,
                ReceiveUnits>()
      .queries<Places>()
      .views<PoolBoard>()
      .packs<PoolPack>()
      .due(due_now)
      .refusals(refusal_rows);
}

}  // namespace landport::pool
