// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/desk.h"
#include "journal/event.h"
#include "port/network/events.h"
#include "words/fields.h"

// What can happen to trains and wagons. A run is one train on one gauge: a departure that crosses a gauge
// break has several, train/DEPARTURE up to the break, train/DEPARTURE-2 behind it and so on, and a later run
// names the runs that its units came with (`parents`).
namespace landport::train {

struct RunId : Name<RunId> {
  using Name::Name;
};

inline StreamName train_stream(RunId const& run) {
  return stream_name("train", run.text);
}
inline StreamName wagon_stream(WagonNumber const& wagon) {
  return stream_name("wagon", wagon.text());
}

// The n-th run of a departure, counted from 1.
inline RunId run_of(network::DepartureId const& departure, int n) {
  return n <= 1 ? RunId{departure.text} : RunId{departure.text + "-" + std::to_string(n)};
}
// What container::Place::ref says of a unit on a wagon: "TRAIN/WAGON/PLACE".
inline std::string wagon_ref(RunId const& run, WagonNumber const& wagon, std::string_view place) {
  return run.text + "/" + wagon.text() + "/" + std::string(place);
}

// Who may see a fact behind a row that they see: running is for all whom the train concerns; a fact that
// names a unit or a wagon is not for the other shippers of the same train.
inline constexpr Sights seen_running = seen_by::everyone;
inline constexpr Sights seen_planning =
    seen_by::port | seen_by::admin | seen_by::customs | seen_by::carrier | seen_by::partner;

// Whose a unit is stays between its owner and the port: a partner abroad needs its number, its mass and its danger.
inline constexpr Sights seen_cargo =
    seen_by::port | seen_by::admin | seen_by::customs | seen_by::carrier | seen_by::owner;

// ---- what facts are made of ----

// A leg as the run was composed for it: the timetable of the departure, and the sections whose limits hold.
struct RunLeg {
  network::LegCode leg;
  network::LegRunId leg_run;
  network::NodeCode from, to;
  Instant departs, arrives;
  std::vector<std::string> sections;
  bool operator==(RunLeg const&) const = default;
};
constexpr auto fields(Type<RunLeg>) {
  using E = RunLeg;
  return field_list(field("leg", &E::leg, "区段代码", "Leg"),
                    may("leg_run", &E::leg_run, "运行线", "Leg run"),
                    field("from", &E::from, "起", "From"),
                    field("to", &E::to, "止", "To"),
                    field("departs", &E::departs, "计划开", "Departs"),
                    field("arrives", &E::arrives, "计划到", "Arrives"),
                    may("sections", &E::sections, "区段", "Sections"));
}

struct DangerLabel {
  UnDangerNumber un_number;
  std::string danger_class;  // "3", "4.1", "1.4S"
  bool operator==(DangerLabel const&) const = default;
};
constexpr auto fields(Type<DangerLabel>) {
  return field_list(field("un_number", &DangerLabel::un_number, "联合国编号", "UN number"),
                    field("danger_class", &DangerLabel::danger_class, "类别", "Class"));
}

// A unit as the load plan knew it when it was put in: the rules were checked with exactly these.
struct Cargo {
  UnitNumber unit;
  SizeType size_type;
  Kilograms gross;
  bool gross_verified = false;  // without a verified mass the largest gross of the unit is planned with
  std::optional<Kilograms> tare;
  Millimetres lateral, longitudinal;  // offset of the centre of gravity from the middle of the unit
  bool offset_known = false;          // unknown: the section's assumed longitudinal offset is used
  bool needs_power = false;
  std::vector<DangerLabel> danger;
  network::NodeCode destination;
  std::string booking, owner;
  bool operator==(Cargo const&) const = default;
};
constexpr auto fields(Type<Cargo>) {
  using E = Cargo;
  return field_list(field("unit", &E::unit, "箱号", "Unit"),
                    field("size_type", &E::size_type, "箱型", "Size and type"),
                    field("gross_kg", &E::gross, "总重", "Gross mass"),
                    may("gross_verified", &E::gross_verified, "总重已核定", "Gross mass verified"),
                    may("tare_kg", &E::tare, "皮重", "Tare"),
                    may("lateral_mm", &E::lateral, "重心横向偏移", "Lateral offset"),
                    may("longitudinal_mm", &E::longitudinal, "重心纵向偏移", "Longitudinal offset"),
                    may("offset_known", &E::offset_known, "偏移已知", "Offset known"),
                    may("needs_power", &E::needs_power, "需供电", "Needs power"),
                    may("danger", &E::danger, "危险货物", "Dangerous goods"),
                    may("destination", &E::destination, "到站", "Destination"),
                    may("booking", &E::booking, "订舱号", "Booking"),
                    may("owner", &E::owner, "货主单位", "Owner"));
}

// Where a unit stands on a train: the wagon, the pattern its places are used in ("2x20"), the place in it
// ("A").
struct Spot {
  WagonNumber wagon;
  std::string pattern, place;
  auto operator<=>(Spot const&) const = default;
};
constexpr auto fields(Type<Spot>) {
  return field_list(field("wagon", &Spot::wagon, "车号", "Wagon"),
                    field("pattern", &Spot::pattern, "装载方式", "Pattern"),
                    field("place", &Spot::place, "装载位", "Place"));
}

// ---- facts of a wagon (wagon/NUMBER) ----

struct WagonRegistered {
  static constexpr std::string_view wire = "train.wagon_registered.v1", zh = "车辆登记",
                                    en = "Wagon registered";
  static constexpr Sights audience = seen_planning;
  WagonNumber wagon;
  std::string type;   // a row of wagon_types.csv
  std::string owner;  // the organisation that keeps it
};
constexpr auto fields(Type<WagonRegistered>) {
  using E = WagonRegistered;
  return field_list(field("wagon", &E::wagon, "车号", "Wagon"), field("type", &E::type, "车型", "Type"),
                    may("owner", &E::owner, "产权单位", "Owner"));
}
struct WagonTaken {
  static constexpr std::string_view wire = "train.wagon_taken.v1", zh = "车辆编入",
                                    en = "Wagon taken into a train";
  static constexpr Sights audience = seen_planning;
  WagonNumber wagon;
  RunId run;
};
constexpr auto fields(Type<WagonTaken>) {
  return field_list(field("wagon", &WagonTaken::wagon, "车号", "Wagon"),
                    field("run", &WagonTaken::run, "列车运行", "Run"));
}
struct WagonFreed {
  static constexpr std::string_view wire = "train.wagon_freed.v1", zh = "车辆摘出",
                                    en = "Wagon freed from its train";
  static constexpr Sights audience = seen_planning;
  WagonNumber wagon;
  RunId run;
  std::string reason;
};
constexpr auto fields(Type<WagonFreed>) {
  using E = WagonFreed;
  return field_list(field("wagon", &E::wagon, "车号", "Wagon"), field("run", &E::run, "列车运行", "Run"),
                    may("reason", &E::reason, "原因", "Reason"));
}

// May not run until it is repaired: it was cut out of a train as bad order.
struct WagonBadOrdered {
  static constexpr std::string_view wire = "train.wagon_bad_ordered.v1", zh = "车辆扣修", en = "Wagon bad-ordered";
  static constexpr Sights audience = seen_planning;
  WagonNumber wagon;
  RunId run;  // that it was cut out of
  std::string reason;
};
constexpr auto fields(Type<WagonBadOrdered>) {
  using E = WagonBadOrdered;
  return field_list(field("wagon", &E::wagon, "车号", "Wagon"), field("run", &E::run, "列车运行", "Run"),
                    may("reason", &E::reason, "原因", "Reason"));
}
struct WagonRepaired {
  static constexpr std::string_view wire = "train.wagon_repaired.v1", zh = "车辆修竣", en = "Wagon repaired";
  static constexpr Sights audience = seen_planning;
  WagonNumber wagon;
  std::string note;
};
constexpr auto fields(Type<WagonRepaired>) {
  return field_list(field("wagon", &WagonRepaired::wagon, "车号", "Wagon"),
                    may("note", &WagonRepaired::note, "说明", "Note"));
}

// ---- facts of a run (train/RUN) ----

struct TrainComposed {
  static constexpr std::string_view wire = "train.train_composed.v1", zh = "列车编组", en = "Train composed";
  static constexpr Sights audience = seen_running;
  RunId run;
  network::DepartureId departure;
  network::ServiceCode service;
  std::string carrier;
  std::int64_t gauge_mm = 0;
  std::vector<RunLeg> legs;
  std::vector<RunId> parents;
  Count plugs;  // what the generator of this train can power
  std::vector<std::string> partners;  // those that run it abroad, or take it over where it ends
  // Of a train that was made of several: all departures whose units it carries. Its own timetable is that of
  // `departure`, the latest of them. Empty: that one alone.
  std::vector<network::DepartureId> departures;
};
constexpr auto fields(Type<TrainComposed>) {
  using E = TrainComposed;
  return field_list(field("run", &E::run, "列车运行", "Run"),
                    field("departure", &E::departure, "班次", "Departure"),
                    field("service", &E::service, "班列线路", "Service"),
                    field("carrier", &E::carrier, "承运单位", "Carrier"),
                    field("gauge_mm", &E::gauge_mm, "轨距（毫米）", "Gauge (mm)"),
                    field("legs", &E::legs, "区间", "Legs"),
                    may("parents", &E::parents, "来源列车", "Parents"),
                    may("plugs", &E::plugs, "供电插座", "Plugs"),
                    may("partners", &E::partners, "合作方", "Partners"),
                    may("departures", &E::departures, "所载班次", "Departures carried"));
}
// The departures whose units the run carries, its own among them.
inline std::vector<network::DepartureId> departures_of(TrainComposed const& e) {
  return e.departures.empty() ? std::vector{e.departure} : e.departures;
}

// Put at the end of the train. What views need of its type stands here, as it was that day.
struct WagonAdded {
  static constexpr std::string_view wire = "train.wagon_added.v1", zh = "加挂车辆", en = "Wagon added";
  static constexpr Sights audience = seen_planning;
  RunId run;
  WagonNumber wagon;
  std::string type;
  Kilograms tare;
  Millimetres length;
  CentiTeu capacity;
};
constexpr auto fields(Type<WagonAdded>) {
  using E = WagonAdded;
  return field_list(field("run", &E::run, "列车运行", "Run"),
                    field("wagon", &E::wagon, "车号", "Wagon"),
                    field("type", &E::type, "车型", "Type"),
                    field("tare_kg", &E::tare, "自重", "Tare"),
                    field("length_mm", &E::length, "换长", "Length"),
                    field("capacity_cteu", &E::capacity, "容量", "Capacity"));
}
struct WagonRemoved {
  static constexpr std::string_view wire = "train.wagon_removed.v1", zh = "甩挂车辆", en = "Wagon removed";
  static constexpr Sights audience = seen_planning;
  RunId run;
  WagonNumber wagon;
  std::string reason;
};
constexpr auto fields(Type<WagonRemoved>) {
  using E = WagonRemoved;
  return field_list(field("run", &E::run, "列车运行", "Run"), field("wagon", &E::wagon, "车号", "Wagon"),
                    may("reason", &E::reason, "原因", "Reason"));
}
struct WagonInspected {
  static constexpr std::string_view wire = "train.wagon_inspected.v1", zh = "列检", en = "Wagon inspected";
  static constexpr Sights audience = seen_planning;
  RunId run;
  WagonNumber wagon;
  bool passed = true;
  std::string note;
};
constexpr auto fields(Type<WagonInspected>) {
  using E = WagonInspected;
  return field_list(field("run", &E::run, "列车运行", "Run"), field("wagon", &E::wagon, "车号", "Wagon"),
                    field("passed", &E::passed, "合格", "Passed"), may("note", &E::note, "说明", "Note"));
}

// Also when a unit that is planned already changes its place: the newest fact counts.
struct UnitPlanned {
  static constexpr std::string_view wire = "train.unit_planned.v1", zh = "配载", en = "Unit planned";
  static constexpr Sights audience = seen_planning;
  RunId run;
  Cargo cargo;
  Spot spot;
  std::optional<RunId> parent;  // the run it came with, behind a gauge break
  std::string by;               // "planner" when the solver proposed it
};
constexpr auto fields(Type<UnitPlanned>) {
  using E = UnitPlanned;
  return field_list(field("run", &E::run, "列车运行", "Run"), field("cargo", &E::cargo, "箱", "Unit").only(seen_cargo),
                    field("spot", &E::spot, "装载位", "Place"),
                    may("parent", &E::parent, "来源列车", "Parent"), may("by", &E::by, "依据", "By"));
}
struct UnitUnplanned {
  static constexpr std::string_view wire = "train.unit_unplanned.v1", zh = "撤配",
                                    en = "Unit taken out of the plan";
  static constexpr Sights audience = seen_planning;
  RunId run;
  UnitNumber unit;
};
constexpr auto fields(Type<UnitUnplanned>) {
  return field_list(field("run", &UnitUnplanned::run, "列车运行", "Run"),
                    field("unit", &UnitUnplanned::unit, "箱号", "Unit"));
}
// The plan is what the cranes work to. Any later change of it unsettles it.
struct PlanSettled {
  static constexpr std::string_view wire = "train.plan_settled.v1", zh = "配载定案", en = "Plan settled";
  static constexpr Sights audience = seen_planning;
  RunId run;
  Count units;
  Kilograms gross;
};
constexpr auto fields(Type<PlanSettled>) {
  return field_list(field("run", &PlanSettled::run, "列车运行", "Run"),
                    field("units", &PlanSettled::units, "箱数", "Units"),
                    field("gross_kg", &PlanSettled::gross, "箱总重", "Gross mass of units"));
}
struct UnitLoaded {
  static constexpr std::string_view wire = "train.unit_loaded.v1", zh = "装车", en = "Unit loaded";
  static constexpr Sights audience = seen_planning;
  RunId run;
  UnitNumber unit;
  Spot spot;
};
constexpr auto fields(Type<UnitLoaded>) {
  return field_list(field("run", &UnitLoaded::run, "列车运行", "Run"),
                    field("unit", &UnitLoaded::unit, "箱号", "Unit"),
                    field("spot", &UnitLoaded::spot, "装载位", "Place"));
}
// Off the train: back to the yard, or at its destination.
struct UnitUnloaded {
  static constexpr std::string_view wire = "train.unit_unloaded.v1", zh = "卸车", en = "Unit unloaded";
  static constexpr Sights audience = seen_planning;
  RunId run;
  UnitNumber unit;
  std::string to;
  std::string reason;  // of a unit that is put down on the way and was to go further
};
constexpr auto fields(Type<UnitUnloaded>) {
  using E = UnitUnloaded;
  return field_list(field("run", &E::run, "列车运行", "Run"), field("unit", &E::unit, "箱号", "Unit"),
                    may("to", &E::to, "卸至", "To"), may("reason", &E::reason, "原因", "Reason"));
}

struct TrainDeparted {
  static constexpr std::string_view wire = "train.train_departed.v1", zh = "列车发车", en = "Train departed";
  static constexpr Sights audience = seen_running;
  RunId run;
  network::NodeCode node;
  Count wagons, units;
  Kilograms mass;  // wagons and units
  Millimetres length;
};
constexpr auto fields(Type<TrainDeparted>) {
  using E = TrainDeparted;
  return field_list(
      field("run", &E::run, "列车运行", "Run"),      field("node", &E::node, "车站", "Node"),
      field("wagons", &E::wagons, "车数", "Wagons"), field("units", &E::units, "箱数", "Units"),
      field("mass_kg", &E::mass, "总重", "Mass"),    field("length_mm", &E::length, "全长", "Length"));
}

enum class Passing : std::uint8_t { arrived, departed, passed };
constexpr auto choices(Type<Passing>) {
  return std::array{Choice<Passing>{Passing::arrived, "arrived", "到达", "Arrived"},
                    Choice<Passing>{Passing::departed, "departed", "开出", "Departed"},
                    Choice<Passing>{Passing::passed, "passed", "通过", "Passed"}};
}
struct TrainReported {
  static constexpr std::string_view wire = "train.train_reported.v1", zh = "列车报点", en = "Train reported";
  static constexpr Sights audience = seen_running;
  RunId run;
  network::NodeCode node;
  Passing what = Passing::passed;
  std::string source;
};
constexpr auto fields(Type<TrainReported>) {
  using E = TrainReported;
  return field_list(field("run", &E::run, "列车运行", "Run"), field("node", &E::node, "车站", "Node"),
                    field("what", &E::what, "报点", "What"), may("source", &E::source, "来源", "Source"));
}
// The run has come to the last point of its gauge.
struct BorderReached {
  static constexpr std::string_view wire = "train.border_reached.v1", zh = "到达口岸", en = "Border reached";
  static constexpr Sights audience = seen_running;
  RunId run;
  network::NodeCode node;
};
constexpr auto fields(Type<BorderReached>) {
  return field_list(field("run", &BorderReached::run, "列车运行", "Run"),
                    field("node", &BorderReached::node, "车站", "Node"));
}
// In the stream of the run that the unit came with; the run that takes it has unit_planned and unit_loaded.
struct UnitTransferred {
  static constexpr std::string_view wire = "train.unit_transferred.v1", zh = "换装", en = "Unit transferred";
  static constexpr Sights audience = seen_planning;
  RunId run, to_run;
  UnitNumber unit;
  Spot spot;  // on the run that takes it
};
constexpr auto fields(Type<UnitTransferred>) {
  using E = UnitTransferred;
  return field_list(field("run", &E::run, "列车运行", "Run"),
                    field("to_run", &E::to_run, "接运列车", "To run"),
                    field("unit", &E::unit, "箱号", "Unit"), field("spot", &E::spot, "装载位", "Place"));
}
// Found no place on the train of the other gauge; it stays on the wagon that brought it.
struct UnitLeftBehind {
  static constexpr std::string_view wire = "train.unit_left_behind.v1", zh = "换装落下",
                                    en = "Unit left behind";
  static constexpr Sights audience = seen_planning;
  RunId run, to_run;
  UnitNumber unit;
  std::string rule;  // the first rule that stood against it
};
constexpr auto fields(Type<UnitLeftBehind>) {
  using E = UnitLeftBehind;
  return field_list(field("run", &E::run, "列车运行", "Run"),
                    field("to_run", &E::to_run, "接运列车", "To run"),
                    field("unit", &E::unit, "箱号", "Unit"), field("rule", &E::rule, "规则", "Rule"));
}
struct TrainArrived {
  static constexpr std::string_view wire = "train.train_arrived.v1", zh = "列车到达", en = "Train arrived";
  static constexpr Sights audience = seen_running;
  RunId run;
  network::NodeCode node;
  bool to_strip = false;  // here, at this port: its units stand on their wagons until it is stripped
};
constexpr auto fields(Type<TrainArrived>) {
  return field_list(field("run", &TrainArrived::run, "列车运行", "Run"),
                    field("node", &TrainArrived::node, "车站", "Node"),
                    may("to_strip", &TrainArrived::to_strip, "待卸车", "To be stripped"));
}
// An arrival was recorded wrongly, at the end of the run or at its gauge break: it was at another time, or this train has
// not arrived at all.
struct ArrivalCorrected {
  static constexpr std::string_view wire = "train.arrival_corrected.v1", zh = "到达更正", en = "Arrival corrected";
  static constexpr Sights audience = seen_running;
  RunId run;
  std::int64_t corrects = 0;  // sequence of the wrong event: the arrival, or the correction before this one
  network::NodeCode node;
  bool at_border = false;
  std::optional<Instant> arrived_at;  // nothing: it has not arrived, and was last seen
  network::NodeCode last_node;        // there,
  Instant last_at;                    // at that time,
  bool last_stood = false;            // where it stood, or had gone on
  std::string reason;
};
constexpr auto fields(Type<ArrivalCorrected>) {
  using E = ArrivalCorrected;
  return field_list(field("run", &E::run, "列车运行", "Run"),
                    field("corrects", &E::corrects, "被更正事件", "Corrected event"),
                    field("node", &E::node, "车站", "Node"),
                    may("at_border", &E::at_border, "到口岸", "At the border"),
                    may("arrived_at", &E::arrived_at, "实际到达", "Arrived at"),
                    field("last_node", &E::last_node, "此前车站", "Node before"),
                    field("last_at", &E::last_at, "此前报点", "Report before"),
                    may("last_stood", &E::last_stood, "此前停站", "Stood there"),
                    field("reason", &E::reason, "原因", "Reason"));
}
// Its departure does not run: its wagons are free, and nothing of its plan holds any more.
struct TrainCancelled {
  static constexpr std::string_view wire = "train.train_cancelled.v1", zh = "列车停运", en = "Train cancelled";
  static constexpr Sights audience = seen_running;
  RunId run;
  std::string reason;
};
constexpr auto fields(Type<TrainCancelled>) {
  return field_list(field("run", &TrainCancelled::run, "列车运行", "Run"),
                    may("reason", &TrainCancelled::reason, "原因", "Reason"));
}
// The last unit is off a train that arrived here: the run is over, its wagons and its track are free.
struct TrainStripped {
  static constexpr std::string_view wire = "train.train_stripped.v1", zh = "列车卸空", en = "Train stripped";
  static constexpr Sights audience = seen_running;
  RunId run;
  network::NodeCode node;
};
constexpr auto fields(Type<TrainStripped>) {
  return field_list(field("run", &TrainStripped::run, "列车运行", "Run"),
                    field("node", &TrainStripped::node, "车站", "Node"));
}

// ---- what the network tells a train, in the same commit as its own fact ----

// This departure does not run. Adds what that means for its composed train: its plan is void, its wagons and its
// track are free. Nothing where none is composed. What was loaded abroad stands at the terminal there again. Refuses
// "train.unload_first" (409) with the units that stand on its wagons at this port, as somebody must say where they go,
// "train.left_already" of a train that has left, and "container.held" of a unit that may not be moved.
Result<void> departure_cancelled(Desk& desk, network::DepartureId const& departure, std::string_view reason,
                                 Facts& facts);

// ---- what sisters do at a train that has arrived here, in the same commit as their own facts ----

// Whether `unit` stands on a wagon of a train that has arrived at this port and is not stripped yet. Refuses
// "train.not_to_strip" (409).
Result<void> strippable(Desk& desk, UnitNumber const& unit);

// The units that still stand on a train that has arrived here, in the order of its plan; none of any other
// run.
std::vector<UnitNumber> units_to_strip(Desk& desk, RunId const& run);

// Adds that `unit` is taken off that train to `to` (a position, a visit or another run's place):
// UnitUnloaded, and with the last unit of the train TrainStripped and the freedom of its wagons. The unit's
// own UnitPlaced is the caller's. One unit of a train in one decision. Refuses as strippable does.
Result<void> taken_off(Desk& desk, UnitNumber const& unit, std::string_view to, Facts& facts);

}  // namespace landport::train
