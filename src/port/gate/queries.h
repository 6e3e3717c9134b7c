// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "port/gate/events.h"

namespace landport::gate {

// The hours to come with their quotas: where a truck can still be announced. `from` defaults to now.
struct Hours {
  static constexpr std::string_view wire = "gate.hours", zh = "可预约时段", en = "Hours with room";
  static constexpr Roles roles{};
  std::optional<Instant> from;
  Count hours{24};
};
constexpr auto fields(Type<Hours>) {
  return field_list(may("from", &Hours::from, "起", "From"), may("hours", &Hours::hours, "小时数", "Hours"));
}
struct HourRoom {
  Instant hour;
  Direction direction = Direction::deliver;
  Count quota, taken;
};
constexpr auto fields(Type<HourRoom>) {
  return field_list(field("hour", &HourRoom::hour, "时段", "Hour"),
                    field("direction", &HourRoom::direction, "方向", "Direction"),
                    field("quota", &HourRoom::quota, "配额", "Quota"),
                    field("taken", &HourRoom::taken, "已约", "Taken"));
}
struct HoursAnswer {
  std::vector<HourRoom> hours;
};
constexpr auto fields(Type<HoursAnswer>) {
  return field_list(field("hours", &HoursAnswer::hours, "时段", "Hours"));
}

Result<HoursAnswer> answer(Hours const& query, Room const& room);

}  // namespace landport::gate
