// SPDX-License-Identifier: Apache-2.0
#include "port/gate/queries.h"

#include <map>

#include "port/gate/board.h"
#include "port/gate/quota.h"

namespace landport::gate {

Result<HoursAnswer> answer(Hours const& query, Room const& room) {
  std::map<std::pair<std::int64_t, Direction>, std::int64_t> taken;
  room.view<GateBoard>().appointments.each([&](std::string_view, AppointmentRow const& a) {
    if (a.state != AppointmentState::cancelled) ++taken[{a.hour.ms, a.direction}];
  });
  HoursAnswer out;
  auto hour = hour_of(query.from.value_or(room.at()));
  for (auto n = std::clamp<std::int64_t>(query.hours.value, 1, 24 * 14); n > 0; --n, hour = hour + hours(1)) {
    for (auto const direction : {Direction::deliver, Direction::pick_up}) {
      auto const quota = room.pack<GatePack>().quota(direction, hour);
      if (quota == Count{0}) continue;
      auto const found = taken.find({hour.ms, direction});
      out.hours.push_back({hour, direction, quota, Count{found == taken.end() ? 0 : found->second}});
    }
  }
  return out;
}

}  // namespace landport::gate
