// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/table.h"
#include "port/booking/events.h"
#include "port/container/events.h"
#include "port/tracking/events.h"
#include "port/train/events.h"

// Where everything is and when it comes: expected against actual, for units and trains. Reports come out of
// order and are corrected; a milestone keeps the newest record of itself, and a position the latest
// happening.
namespace landport::tracking {

inline constexpr Sights watchers = seen_by::port | seen_by::admin | seen_by::customs | seen_by::carrier;

enum class JourneyState : std::uint8_t { booked, at_port, loaded, under_way, at_border, arrived, delivered };
constexpr auto choices(Type<JourneyState>) {
  return std::array{Choice<JourneyState>{JourneyState::booked, "booked", "已订舱", "Booked"},
                    Choice<JourneyState>{JourneyState::at_port, "at_port", "在港", "At the port"},
                    Choice<JourneyState>{JourneyState::loaded, "loaded", "已装车", "Loaded"},
                    Choice<JourneyState>{JourneyState::under_way, "under_way", "在途", "Under way"},
                    Choice<JourneyState>{JourneyState::at_border, "at_border", "在口岸", "At the border"},
                    Choice<JourneyState>{JourneyState::arrived, "arrived", "已到达", "Arrived"},
                    Choice<JourneyState>{JourneyState::delivered, "delivered", "已交付", "Delivered"}};
}

// At a node (from = to), or between two of them since a moment and until another; or where a satellite saw
// it.
struct Position {
  network::NodeCode from, to;
  std::optional<Instant> since, until;
  std::optional<std::int64_t> lat_udeg, lon_udeg;  // told, with the moment
  std::optional<Instant> told_at;
  bool operator==(Position const&) const = default;
};
constexpr auto fields(Type<Position>) {
  using P = Position;
  return field_list(may("from", &P::from, "起", "From"),
                    may("to", &P::to, "止", "To"),
                    field("since", &P::since, "自", "Since"),
                    field("until", &P::until, "预计至", "Until"),
                    field("lat_udeg", &P::lat_udeg, "纬度（百万分之一度）", "Latitude"),
                    field("lon_udeg", &P::lon_udeg, "经度（百万分之一度）", "Longitude"),
                    field("told_at", &P::told_at, "定位时间", "Told at"));
}

// What is expected of a unit at a node, and what was told. The sender's own words stand in the event of that sequence.
struct Milestone {
  Code code = Code::arri;
  network::NodeCode node;
  std::optional<Instant> expected, actual;
  std::string source;
  std::string run;  // the train that it happened with, when a train told it
  bool corrected = false;
  std::optional<Instant> before_correction;
  std::int64_t sequence = 0;  // of the event that told the actual time
};
constexpr auto fields(Type<Milestone>) {
  using M = Milestone;
  return field_list(field("code", &M::code, "节点", "Code"),
                    may("node", &M::node, "地点", "Node"),
                    field("expected", &M::expected, "预计", "Expected"),
                    field("actual", &M::actual, "实际", "Actual"),
                    may("source", &M::source, "来源", "Source"),
                    may("run", &M::run, "列车运行", "Run"),
                    field("corrected", &M::corrected, "已更正", "Corrected"),
                    field("before_correction", &M::before_correction, "更正前", "Before correction"),
                    field("sequence", &M::sequence, "事件序号", "Event"));
}

struct UnitRow {
  static constexpr std::string_view zh = "箱追踪", en = "Units on their way";
  static constexpr Sights audience = watchers | seen_by::owner | seen_by::partner;
  UnitNumber unit;
  std::string booking, owner, carrier;
  network::DepartureId departure;
  std::string run;
  JourneyState state = JourneyState::booked;
  std::optional<Code> last_code;
  network::NodeCode last_node;
  std::optional<Instant> last_at;
  network::NodeCode destination;
  std::optional<Instant> planned_arrival, expected_arrival;
  std::int64_t delay_minutes = 0;
  Position position;
  std::string secret;
  std::vector<Milestone> milestones;  // one of a code at a node; in the order of first mention
  std::vector<std::string> partners;  // those that see it too
};
Parties parties_of(UnitRow const& row);

struct TrainPositionRow {
  static constexpr std::string_view zh = "列车位置", en = "Positions of trains";
  static constexpr Sights audience = watchers | seen_by::owner | seen_by::partner;
  std::string run;
  network::DepartureId departure;
  std::string carrier;
  JourneyState state = JourneyState::booked;
  Position position;
  network::NodeCode next_node;
  std::optional<Instant> next_expected;
  std::int64_t delay_minutes = 0;
  std::vector<train::RunLeg> legs;
  std::vector<std::string> journeys;  // of the units on it
  std::vector<std::string> owners;
  std::vector<std::string> partners;
};
Parties parties_of(TrainPositionRow const& row);

// What a booking's number leads to. The secret opens the public page.
struct BookingRow {
  static constexpr std::string_view zh = "订舱追踪", en = "Bookings on their way";
  static constexpr Sights audience = watchers | seen_by::owner;
  std::string booking, owner, carrier;
  std::vector<booking::Stretch> route;
  std::vector<UnitNumber> units;
  std::string secret;
};
Parties parties_of(BookingRow const& row);

struct TimetableRow {
  static constexpr std::string_view zh = "班次时刻", en = "Timetables of departures";
  static constexpr Sights audience = seen_by::everyone;
  network::DepartureId departure;
  std::string carrier;
  std::vector<network::DepartureLeg> legs;
  Instant gate_in;
};
Parties parties_of(TimetableRow const& row);

// Which journey a unit is on now.
struct NumberRow {
  static constexpr std::string_view zh = "箱号对照", en = "Where a number leads";
  static constexpr Sights audience = watchers;
  UnitNumber unit;
  std::string booking, carrier;
  bool over = false;  // that journey ended, and no other has begun
};
Parties parties_of(NumberRow const& row);

constexpr auto fields(Type<UnitRow>) {
  using R = UnitRow;
  return field_list(
      field("unit", &R::unit, "箱号", "Unit"),
      field("booking", &R::booking, "订舱号", "Booking"),
      field("owner", &R::owner, "货主单位", "Owner").only(watchers | seen_by::owner),
      field("carrier", &R::carrier, "承运单位", "Carrier"),
      may("departure", &R::departure, "班次", "Departure"),
      may("run", &R::run, "列车运行", "Run"),
      field("state", &R::state, "状态", "State"),
      field("last_code", &R::last_code, "最近节点", "Last milestone"),
      may("last_node", &R::last_node, "最近地点", "Last node"),
      field("last_at", &R::last_at, "最近时间", "Last at"),
      may("destination", &R::destination, "到站", "Destination"),
      field("planned_arrival", &R::planned_arrival, "计划到达", "Planned arrival"),
      field("expected_arrival", &R::expected_arrival, "预计到达", "Expected arrival"),
      field("delay_minutes", &R::delay_minutes, "晚点（分）", "Delay (minutes)"),
      field("position", &R::position, "位置", "Position"),
      may("secret", &R::secret, "追踪口令", "Tracking secret").only(seen_by::owner),
      may("milestones", &R::milestones, "节点", "Milestones"),
      may("partners", &R::partners, "合作方", "Partners").only(seen_by::nobody));
}
constexpr auto fields(Type<TrainPositionRow>) {
  using R = TrainPositionRow;
  return field_list(field("run", &R::run, "列车运行", "Run"),
                    field("departure", &R::departure, "班次", "Departure"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("state", &R::state, "状态", "State"),
                    field("position", &R::position, "位置", "Position"),
                    may("next_node", &R::next_node, "前方站", "Next node"),
                    field("next_expected", &R::next_expected, "预计到达", "Next expected"),
                    field("delay_minutes", &R::delay_minutes, "晚点（分）", "Delay (minutes)"),
                    field("legs", &R::legs, "区间", "Legs"),
                    field("journeys", &R::journeys, "箱", "Units").only(watchers),
                    field("owners", &R::owners, "货主", "Owners").only(watchers),
                    may("partners", &R::partners, "合作方", "Partners").only(seen_by::nobody));
}
constexpr auto fields(Type<BookingRow>) {
  using R = BookingRow;
  return field_list(field("booking", &R::booking, "订舱号", "Booking"),
                    field("owner", &R::owner, "货主单位", "Owner"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("route", &R::route, "路径", "Route"),
                    field("units", &R::units, "箱号", "Units"),
                    may("secret", &R::secret, "追踪口令", "Tracking secret").only(seen_by::owner));
}
constexpr auto fields(Type<TimetableRow>) {
  using R = TimetableRow;
  return field_list(field("departure", &R::departure, "班次", "Departure"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("legs", &R::legs, "区间", "Legs"),
                    field("gate_in", &R::gate_in, "截止进站", "Gate-in cut-off"));
}
constexpr auto fields(Type<NumberRow>) {
  return field_list(field("unit", &NumberRow::unit, "箱号", "Unit"),
                    field("booking", &NumberRow::booking, "订舱号", "Booking"),
                    field("carrier", &NumberRow::carrier, "承运单位", "Carrier"),
                    may("over", &NumberRow::over, "已结束", "Over"));
}

struct TrackingBoard {
  static constexpr std::string_view name = "tracking";
  static constexpr bool storable = true;
  using Folds =
      Types<network::DepartureScheduled, booking::BookingRequested, booking::BookingWaitlisted,
            booking::BookingRolled, booking::BookingDisplaced, container::UnitBooked, container::UnitUnbooked,
            container::JourneyEnded, container::UnitPlaced, train::TrainComposed, train::UnitLoaded,
            train::UnitUnloaded, train::UnitTransferred, train::TrainDeparted, train::TrainReported,
            train::BorderReached, train::TrainArrived, train::ArrivalCorrected, MilestoneRecorded, PositionRecorded>;
  Table<UnitRow> units{"tracking.units"};
  Table<TrainPositionRow> trains{"tracking.trains"};
  Table<BookingRow> bookings{"tracking.bookings"};
  Table<TimetableRow> timetables{"tracking.timetables"};
  Table<NumberRow> numbers{"tracking.numbers"};
  auto tables() { return std::tie(units, trains, bookings, timetables, numbers); }

  void apply(network::DepartureScheduled const& e, Recorded const& r);
  void apply(booking::BookingRequested const& e, Recorded const& r);
  void apply(booking::BookingWaitlisted const& e, Recorded const& r);
  void apply(booking::BookingRolled const& e, Recorded const& r);
  void apply(booking::BookingDisplaced const& e, Recorded const& r);
  void apply(container::UnitBooked const& e, Recorded const& r);
  void apply(container::UnitUnbooked const& e, Recorded const& r);
  void apply(container::JourneyEnded const& e, Recorded const& r);
  void apply(container::UnitPlaced const& e, Recorded const& r);
  void apply(train::TrainComposed const& e, Recorded const& r);
  void apply(train::UnitLoaded const& e, Recorded const& r);
  void apply(train::UnitUnloaded const& e, Recorded const& r);
  void apply(train::UnitTransferred const& e, Recorded const& r);
  void apply(train::TrainDeparted const& e, Recorded const& r);
  void apply(train::TrainReported const& e, Recorded const& r);
  void apply(train::BorderReached const& e, Recorded const& r);
  void apply(train::TrainArrived const& e, Recorded const& r);
  void apply(train::ArrivalCorrected const& e, Recorded const& r);
  void apply(MilestoneRecorded const& e, Recorded const& r);
  void apply(PositionRecorded const& e, Recorded const& r);

 private:
  // Nothing for one that is over, unless `also_over`: word of it may still come late.
  UnitRow* journey_of(UnitNumber const& unit, bool also_over = false);
  void expect_route(UnitRow& row, std::vector<booking::Stretch> const& route);
  void reached(UnitRow& row, Code code, network::NodeCode const& node, Recorded const& r,
               std::string const& source, std::string const& run);
  void not_reached(UnitRow& row, Milestone& milestone, Recorded const& r);
  void train_at(train::RunId const& run, Code code, network::NodeCode const& node, JourneyState state,
                Recorded const& r, std::string const& source);
  Position train_position(TrainPositionRow& row, Code code, network::NodeCode const& node, Instant at);
};

}  // namespace landport::tracking
