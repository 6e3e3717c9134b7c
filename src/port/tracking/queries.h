// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "port/tracking/board.h"
#include "port/tracking/tracking_pack.h"

namespace landport::tracking {

// ---- the public page: a number and its secret, without an account ----

struct Follow {
  static constexpr std::string_view wire = "tracking.follow", zh = "公开追踪", en = "Follow";
  static constexpr Roles roles{};
  static constexpr bool open = true;
  std::string number, secret;  // a unit's or a booking's number
};
constexpr auto fields(Type<Follow>) {
  return field_list(field("number", &Follow::number, "箱号或订舱号", "Unit or booking"),
                    field("secret", &Follow::secret, "追踪口令", "Tracking secret"));
}

struct FollowedMilestone {
  Code code = Code::arri;
  network::NodeCode node;
  std::string node_zh, node_en;
  std::optional<Instant> expected, actual;
  bool corrected = false;
};
constexpr auto fields(Type<FollowedMilestone>) {
  using M = FollowedMilestone;
  return field_list(field("code", &M::code, "节点", "Code"),
                    may("node", &M::node, "地点", "Node"),
                    may("node_zh", &M::node_zh, "地名", "Place, Chinese"),
                    may("node_en", &M::node_en, "地名（英）", "Place"),
                    field("expected", &M::expected, "预计", "Expected"),
                    field("actual", &M::actual, "实际", "Actual"),
                    field("corrected", &M::corrected, "已更正", "Corrected"));
}
struct FollowedUnit {
  UnitNumber unit;
  std::string booking;
  JourneyState state = JourneyState::booked;
  network::NodeCode destination;
  std::optional<Instant> planned_arrival, expected_arrival;
  std::int64_t delay_minutes = 0;
  std::optional<double> lat, lon;             // where it is about now
  std::vector<FollowedMilestone> milestones;  // in the order of their times
};
constexpr auto fields(Type<FollowedUnit>) {
  using U = FollowedUnit;
  return field_list(field("unit", &U::unit, "箱号", "Unit"),
                    field("booking", &U::booking, "订舱号", "Booking"),
                    field("state", &U::state, "状态", "State"),
                    may("destination", &U::destination, "到站", "Destination"),
                    field("planned_arrival", &U::planned_arrival, "计划到达", "Planned arrival"),
                    field("expected_arrival", &U::expected_arrival, "预计到达", "Expected arrival"),
                    field("delay_minutes", &U::delay_minutes, "晚点（分）", "Delay (minutes)"),
                    field("lat", &U::lat, "纬度", "Latitude"),
                    field("lon", &U::lon, "经度", "Longitude"),
                    field("milestones", &U::milestones, "节点", "Milestones"));
}
struct Followed {
  std::vector<FollowedUnit> units;
};
constexpr auto fields(Type<Followed>) {
  return field_list(field("units", &Followed::units, "箱", "Units"));
}
Result<Followed> answer(Follow const& query, Room const& room);

// ---- what asks for somebody's attention ----

// One unit's journey under its newest booking, or all units of a booking, with every milestone expected and actual: for
// whoever may see the unit. Refuses "tracking.not_found" for an unknown number and for somebody else's alike.
struct Track {
  static constexpr std::string_view wire = "tracking.track", zh = "追踪", en = "Track";
  static constexpr Roles roles{};
  std::string number;
};
constexpr auto fields(Type<Track>) {
  return field_list(field("number", &Track::number, "箱号或订舱号", "Unit or booking"));
}
Result<Followed> answer(Track const& query, Room const& room);

struct Exceptions {
  static constexpr std::string_view wire = "tracking.exceptions", zh = "异常", en = "Exceptions";
  static constexpr Roles roles = Role::shipper | Role::carrier | Role::terminal | Role::duty | Role::admin;
};
constexpr auto fields(Type<Exceptions>) {
  return field_list();
}

enum class Trouble : std::uint8_t { late, stopped };
constexpr auto choices(Type<Trouble>) {
  return std::array{Choice<Trouble>{Trouble::late, "late", "晚点", "Late"},
                    Choice<Trouble>{Trouble::stopped, "stopped", "停滞", "Stopped"}};
}
struct ExceptionRow {
  Trouble trouble = Trouble::late;
  std::string run;
  std::optional<UnitNumber> unit;  // empty: the train as a whole
  network::NodeCode node;
  std::optional<Instant> since;
  std::int64_t minutes = 0;  // late, or without a sign of movement
};
constexpr auto fields(Type<ExceptionRow>) {
  using R = ExceptionRow;
  return field_list(
      field("trouble", &R::trouble, "异常", "Trouble"), may("run", &R::run, "列车运行", "Run"),
      field("unit", &R::unit, "箱号", "Unit"),          may("node", &R::node, "地点", "Node"),
      field("since", &R::since, "自", "Since"),         field("minutes", &R::minutes, "分钟", "Minutes"));
}
struct ExceptionList {
  std::vector<ExceptionRow> exceptions;
};
constexpr auto fields(Type<ExceptionList>) {
  return field_list(field("exceptions", &ExceptionList::exceptions, "异常", "Exceptions"));
}
Result<ExceptionList> answer(Exceptions const& query, Room const& room);

// ---- where the trains are now, for the map ----

struct Positions {
  static constexpr std::string_view wire = "tracking.positions", zh = "列车位置", en = "Positions of trains";
  static constexpr Roles roles = Exceptions::roles | Role::customs;
};
constexpr auto fields(Type<Positions>) {
  return field_list();
}
struct PositionNow {
  std::string run;
  network::NodeCode from, to;
  std::int64_t fraction_permille = 0;  // of the way between them, by time
  double lat = 0, lon = 0;
  std::int64_t delay_minutes = 0;
  std::int64_t units = 0;
};
constexpr auto fields(Type<PositionNow>) {
  using P = PositionNow;
  return field_list(field("run", &P::run, "列车运行", "Run"),
                    field("from", &P::from, "起", "From"),
                    field("to", &P::to, "止", "To"),
                    field("fraction_permille", &P::fraction_permille, "已行（千分之）", "Done (per mille)"),
                    field("lat", &P::lat, "纬度", "Latitude"),
                    field("lon", &P::lon, "经度", "Longitude"),
                    field("delay_minutes", &P::delay_minutes, "晚点（分）", "Delay (minutes)"),
                    field("units", &P::units, "箱数", "Units"));
}
struct PositionList {
  std::vector<PositionNow> positions;
};
constexpr auto fields(Type<PositionList>) {
  return field_list(field("positions", &PositionList::positions, "位置", "Positions"));
}
Result<PositionList> answer(Positions const& query, Room const& room);

// True when both are the same text; takes as long for a wrong text as for the right one of that length.
bool same_secret(std::string_view given, std::string_view kept);

// How far along its way something is at that moment, 0 to 1000.
std::int64_t fraction_permille(Position const& position, Instant at);

}  // namespace landport::tracking
