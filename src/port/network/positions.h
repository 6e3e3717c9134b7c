// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "journal/description.h"
#include "journal/table.h"
#include "port/network/way.h"
#include "port/train/events.h"
#include "words/fields.h"

// Named view: trains on their way, as they were last reported; and the question where on the map they are at
// the moment that is looked at.
namespace landport::network {

inline constexpr Sights those_on_the_way =
    seen_by::port | seen_by::carrier | seen_by::customs | seen_by::admin | seen_by::owner | seen_by::partner;

struct UnitOnTheWay {
  UnitNumber unit;
  std::string owner;
};
constexpr auto fields(Type<UnitOnTheWay>) {
  return field_list(field("unit", &UnitOnTheWay::unit, "箱号", "Unit"),
                    may("owner", &UnitOnTheWay::owner, "货主单位", "Owner"));
}

// One run with its last report. Shippers see the runs that their own units travel on.
struct RunningRow {
  static constexpr std::string_view zh = "在途列车", en = "Trains on their way";
  static constexpr Sights audience = those_on_the_way;
  train::RunId run;
  std::optional<DepartureId> departure;  // nothing until the run is composed
  std::vector<DepartureId> departures;   // whose units it carries
  std::optional<ServiceCode> service;
  std::string carrier;
  std::int64_t gauge_mm = 0;
  std::optional<Instant> departed, arrived;
  std::optional<Instant> handed_over;  // when a run that took its units over left the border
  std::optional<NodeCode> node;
  train::Passing what = train::Passing::departed;
  std::optional<Instant> reported;
  std::vector<train::RunLeg> legs;
  std::vector<train::RunId> parents;
  std::vector<UnitOnTheWay> units;
  std::vector<std::string> owners, partners;
  std::int64_t arrival_correction = 0;  // sequence of the event that put its arrival right; 0: none did
};
constexpr auto fields(Type<RunningRow>) {
  using R = RunningRow;
  return field_list(field("run", &R::run, "列车运行", "Run"),
                    field("departure", &R::departure, "班次", "Departure"),
                    field("departures", &R::departures, "所载班次", "Departures carried"),
                    field("service", &R::service, "班列线路", "Service"),
                    may("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("gauge_mm", &R::gauge_mm, "轨距（毫米）", "Gauge (mm)"),
                    field("departed", &R::departed, "实际开", "Departed"),
                    field("arrived", &R::arrived, "实际到", "Arrived"),
                    field("handed_over", &R::handed_over, "接续列车开出", "Handed over"),
                    field("node", &R::node, "最近报点车站", "Last reported at"),
                    field("what", &R::what, "报点", "What"),
                    field("reported", &R::reported, "最近报点", "Last report"),
                    field("legs", &R::legs, "区间", "Legs"),
                    field("parents", &R::parents, "来源列车", "Parents").only(seen_by::nobody),
                    field("units", &R::units, "箱", "Units").only(seen_by::nobody),
                    field("owners", &R::owners, "货主", "Owners").only(seen_by::nobody),
                    may("partners", &R::partners, "合作方", "Partners").only(seen_by::nobody),
                    may("arrival_correction", &R::arrival_correction, "到达更正事件", "Correction of the arrival")
                        .only(seen_by::nobody));
}
inline Parties parties_of(RunningRow const& row) {
  return {.carrier = row.carrier, .owners = &row.owners, .partners = &row.partners};
}

struct Running {
  static constexpr std::string_view name = "running";
  static constexpr bool storable = true;
  using Folds = Types<train::TrainComposed, train::UnitPlanned, train::UnitUnplanned, train::TrainDeparted,
                      train::TrainReported, train::BorderReached, train::TrainArrived,
                      train::ArrivalCorrected>;
  Table<RunningRow> runs{"network.running"};
  auto tables() { return std::tie(runs); }

  void apply(train::TrainComposed const&, Recorded const&);
  void apply(train::UnitPlanned const&, Recorded const&);
  void apply(train::UnitUnplanned const&, Recorded const&);
  void apply(train::TrainDeparted const&, Recorded const&);
  void apply(train::TrainReported const&, Recorded const&);
  void apply(train::BorderReached const&, Recorded const&);
  void apply(train::TrainArrived const&, Recorded const&);
  void apply(train::ArrivalCorrected const&, Recorded const&);
};

// Where the trains on their way are now, or at the moment that is looked at. Between two reports a train is
// taken to run evenly along its leg, at the pace of its timetable and as late as it last was (time lost is
// not made up, time won is not counted on). A train that is overdue stands at the next node until it is
// reported.
struct TrainPositions {
  static constexpr std::string_view wire = "network.positions", zh = "列车位置", en = "Where the trains are";
  static constexpr Roles roles{};
  std::string departures;  // ids joined by "," or "+"; empty: all that the asker may see
};
constexpr auto fields(Type<TrainPositions>) {
  return field_list(may("departures", &TrainPositions::departures, "班次", "Departures"));
}

enum class PositionBasis : std::uint8_t { reported, expected };
constexpr auto choices(Type<PositionBasis>) {
  return std::array{Choice<PositionBasis>{PositionBasis::reported, "reported", "报点", "Reported"},
                    Choice<PositionBasis>{PositionBasis::expected, "expected", "推算", "Expected"}};
}
struct TrainPosition {
  train::RunId run;
  DepartureId departure;
  ServiceCode service;
  std::string carrier;
  LegCode leg;
  NodeCode from, to;
  double fraction = 0, lon = 0, lat = 0, heading_deg = 0;
  PositionBasis basis = PositionBasis::reported;
  bool moving = false, overdue = false;
  NodeCode reported_node;
  train::Passing reported_what = train::Passing::departed;
  Instant reported_at;
  std::optional<NodeCode> next_node;
  std::optional<Instant> next_expected;
  std::int64_t delay_minutes = 0;
};
constexpr auto fields(Type<TrainPosition>) {
  using P = TrainPosition;
  return field_list(field("run", &P::run, "列车运行", "Run"),
                    field("departure", &P::departure, "班次", "Departure"),
                    field("service", &P::service, "班列线路", "Service"),
                    field("carrier", &P::carrier, "承运单位", "Carrier"),
                    field("leg", &P::leg, "区段", "Leg"),
                    field("from", &P::from, "起", "From"),
                    field("to", &P::to, "止", "To"),
                    field("fraction", &P::fraction, "区段内位置（0 至 1）", "Part of the leg (0 to 1)"),
                    field("lon", &P::lon, "经度", "Longitude"),
                    field("lat", &P::lat, "纬度", "Latitude"),
                    field("heading_deg", &P::heading_deg, "方向（度）", "Heading (degrees)"),
                    field("basis", &P::basis, "依据", "Basis"),
                    field("moving", &P::moving, "运行中", "Moving"),
                    field("overdue", &P::overdue, "逾期未报点", "Overdue"),
                    field("reported_node", &P::reported_node, "最近报点车站", "Last reported at"),
                    field("reported_what", &P::reported_what, "报点", "What"),
                    field("reported_at", &P::reported_at, "报点时间", "Reported"),
                    field("next_node", &P::next_node, "前方站", "Next node"),
                    field("next_expected", &P::next_expected, "预计到达", "Next expected"),
                    field("delay_minutes", &P::delay_minutes, "晚点（分）", "Delay (minutes)"));
}
struct TrainPositionsAnswer {
  Instant at;
  std::vector<TrainPosition> positions;
};
constexpr auto fields(Type<TrainPositionsAnswer>) {
  using A = TrainPositionsAnswer;
  return field_list(field("at", &A::at, "时刻", "At"),
                    field("positions", &A::positions, "位置", "Positions"));
}

// Where a run is at `at`; nothing when it has not left, has arrived, was taken over, or its legs are not on
// the map.
std::optional<TrainPosition> position_of(RunningRow const& run, RailMap const& map, Network const& network,
                                         Instant at);
Result<TrainPositionsAnswer> answer(TrainPositions const& query, Room const& room);

}  // namespace landport::network
