// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/table.h"
#include "port/booking/events.h"
#include "port/container/events.h"
#include "port/train/run.h"

// Named view, the board of the train department: runs, their wagons, what stands on them, and what could.
namespace landport::train {

inline constexpr Sights those_who_plan = seen_by::port | seen_by::carrier | seen_by::customs | seen_by::admin;

// One run. Between two nodes it is from `position_from` since `position_since` to `position_to` by
// `position_until`, so that whoever draws it can tell how far it is at any moment.
struct TrainRow {
  static constexpr std::string_view zh = "列车", en = "Trains";
  static constexpr Sights audience = those_who_plan | seen_by::owner | seen_by::partner;
  RunId run;
  network::DepartureId departure;
  std::vector<network::DepartureId> departures;  // whose units it carries
  network::ServiceCode service;
  std::string carrier;
  std::int64_t gauge_mm = 0;
  Stage stage = Stage::none;
  network::NodeCode from, to;
  std::optional<Instant> departs_planned, departed, arrives_planned, arrived;
  network::NodeCode node;
  std::optional<Instant> node_at;
  network::NodeCode position_from, position_to;
  std::optional<Instant> position_since, position_until;
  network::NodeCode next_node;
  std::optional<Instant> next_expected;
  std::int64_t delay_minutes = 0;
  Count wagons, inspected, units, loaded, plugs;
  bool to_strip = false;  // arrived at this port with its units on their wagons
  Count stripped;         // units that came off since
  std::optional<Instant> stripped_at;
  CentiTeu teu, capacity;
  std::int64_t fill_percent = 0;
  Kilograms tare, gross, mass;  // wagons, units, both
  Millimetres length;
  std::vector<RunLeg> legs;
  std::vector<RunId> parents, children;
  std::vector<WagonNumber> wagon_list;
  std::vector<UnitNumber> unit_list, left_behind;
  std::vector<std::string> owners, partners;
  std::int64_t arrival_correction = 0;  // sequence of the event that put its arrival right; 0: none did
};
Parties parties_of(TrainRow const& row);

struct WagonRow {
  static constexpr std::string_view zh = "列车车辆", en = "Wagons of trains";
  static constexpr Sights audience = those_who_plan | seen_by::partner;
  RunId run;
  std::string carrier;
  Count sequence;  // from 1, from the head of the train
  WagonNumber wagon;
  std::string type, pattern;
  Kilograms tare, gross;  // gross of its units
  Millimetres length;
  CentiTeu capacity, teu;
  Count units, loaded;
  bool inspected = false;
  std::string inspection_note;
  std::vector<UnitNumber> unit_list;
  std::vector<std::string> partners;
};
Parties parties_of(WagonRow const& row);

struct PlacementRow {
  static constexpr std::string_view zh = "装载位占用", en = "Placements";
  static constexpr Sights audience = those_who_plan | seen_by::owner | seen_by::partner;
  RunId run;
  std::string carrier;
  UnitNumber unit;
  WagonNumber wagon;
  std::string pattern, place;
  bool loaded = false;
  SizeType size_type;
  Kilograms gross;
  std::string danger;  // "3 UN1203; 8 UN1830"
  bool needs_power = false;
  network::NodeCode destination;
  std::string colour_group;  // what a load plan colours by: the destination
  std::string booking, owner;
  std::optional<RunId> parent;
  std::string unloaded_to;  // where it went off a train that arrived here
  std::optional<Instant> unloaded_at;
  Cargo cargo;
  std::vector<std::string> partners;
};
Parties parties_of(PlacementRow const& row);

// A unit that joined a train at a hub on its way, or was put down there.
enum class HubMove : std::uint8_t { joined, dropped };
constexpr auto choices(Type<HubMove>) {
  return std::array{Choice<HubMove>{HubMove::joined, "joined", "加装", "Joined"},
                    Choice<HubMove>{HubMove::dropped, "dropped", "卸下", "Dropped"}};
}
struct HubMoveRow {
  static constexpr std::string_view zh = "途中装卸", en = "Units joining and leaving at hubs";
  static constexpr Sights audience = those_who_plan | seen_by::owner | seen_by::partner;
  RunId run;
  std::string carrier;
  network::NodeCode node;
  Instant at;
  HubMove what = HubMove::joined;
  UnitNumber unit;
  SizeType size_type;
  network::NodeCode destination;
  std::string booking, owner, reason;
  std::vector<std::string> partners;
};
Parties parties_of(HubMoveRow const& row);

// A unit with a booking: what a planner drags from.
struct CandidateRow {
  static constexpr std::string_view zh = "待配箱", en = "Units to plan";
  static constexpr Sights audience = those_who_plan | seen_by::owner;
  UnitNumber unit;
  std::string booking, departure, owner, carrier;
  network::NodeCode destination;
  SizeType size_type;
  std::optional<Kilograms> tare, gross_max, verified_gross;
  std::optional<DeciCelsius> set_point;
  std::vector<DangerLabel> danger;
  container::Place place;
  RunId run;  // that it is planned on; empty: on none
  container::Journey journey;
};
Parties parties_of(CandidateRow const& row);

// Where the units of a booking go; what the plan knows of bookings.
struct BookingRow {
  static constexpr std::string_view zh = "列车订舱", en = "Bookings on trains";
  static constexpr Sights audience = those_who_plan | seen_by::owner;
  booking::BookingId booking;
  std::string owner, carrier;
  network::DepartureId departure;
  network::NodeCode destination;
  Count units;
};
Parties parties_of(BookingRow const& row);

constexpr auto fields(Type<TrainRow>) {
  using R = TrainRow;
  return field_list(
      field("run", &R::run, "列车运行", "Run"),
      field("departure", &R::departure, "班次", "Departure"),
      field("departures", &R::departures, "所载班次", "Departures carried"),
      field("service", &R::service, "班列线路", "Service"),
      field("carrier", &R::carrier, "承运单位", "Carrier"),
      field("gauge_mm", &R::gauge_mm, "轨距（毫米）", "Gauge (mm)"),
      field("stage", &R::stage, "状态", "Stage"),
      field("from", &R::from, "始发", "From"),
      field("to", &R::to, "终到", "To"),
      field("departs_planned", &R::departs_planned, "计划开", "Departs, planned"),
      field("departed", &R::departed, "实际开", "Departed"),
      field("arrives_planned", &R::arrives_planned, "计划到", "Arrives, planned"),
      field("arrived", &R::arrived, "实际到", "Arrived"),
      may("node", &R::node, "最近车站", "Last node"),
      field("node_at", &R::node_at, "最近报点", "Last report"),
      may("position_from", &R::position_from, "所在区间起", "Position from"),
      may("position_to", &R::position_to, "所在区间止", "Position to"),
      field("position_since", &R::position_since, "进入区间", "Position since"),
      field("position_until", &R::position_until, "预计离开区间", "Position until"),
      may("next_node", &R::next_node, "前方站", "Next node"),
      field("next_expected", &R::next_expected, "预计到达", "Next expected"),
      field("delay_minutes", &R::delay_minutes, "晚点（分）", "Delay (minutes)"),
      field("wagons", &R::wagons, "车数", "Wagons"),
      field("inspected", &R::inspected, "已列检", "Inspected"),
      field("units", &R::units, "箱数", "Units"),
      field("loaded", &R::loaded, "已装", "Loaded"),
      field("to_strip", &R::to_strip, "本港卸车", "Stripped here"),
      field("stripped", &R::stripped, "已卸", "Stripped"),
      field("stripped_at", &R::stripped_at, "卸空时间", "Stripped at"),
      field("plugs", &R::plugs, "供电插座", "Plugs"),
      field("teu_cteu", &R::teu, "标准箱", "TEU"),
      field("capacity_cteu", &R::capacity, "容量", "Capacity"),
      field("fill_percent", &R::fill_percent, "满载率（%）", "Fill (%)"),
      field("tare_kg", &R::tare, "车辆自重", "Tare of wagons"),
      field("gross_kg", &R::gross, "箱总重", "Gross of units"),
      field("mass_kg", &R::mass, "列车总重", "Mass of the train"),
      field("length_mm", &R::length, "列车长度", "Length"),
      field("legs", &R::legs, "区间", "Legs"),
      field("parents", &R::parents, "来源列车", "Parents"),
      field("children", &R::children, "接续列车", "Children"),
      field("wagon_list", &R::wagon_list, "车辆", "Wagon list").only(those_who_plan | seen_by::partner),
      field("unit_list", &R::unit_list, "箱", "Unit list").only(those_who_plan | seen_by::partner),
      field("left_behind", &R::left_behind, "落下的箱", "Left behind")
          .only(those_who_plan | seen_by::partner),
      field("owners", &R::owners, "货主", "Owners").only(those_who_plan),
      may("partners", &R::partners, "合作方", "Partners").only(those_who_plan | seen_by::partner),
      may("arrival_correction", &R::arrival_correction, "到达更正事件", "Correction of the arrival"));
}
constexpr auto fields(Type<WagonRow>) {
  using R = WagonRow;
  return field_list(field("run", &R::run, "列车运行", "Run"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("sequence", &R::sequence, "车序", "Sequence"),
                    field("wagon", &R::wagon, "车号", "Wagon"),
                    field("type", &R::type, "车型", "Type"),
                    may("pattern", &R::pattern, "装载方式", "Pattern"),
                    field("tare_kg", &R::tare, "自重", "Tare"),
                    field("gross_kg", &R::gross, "箱总重", "Gross of units"),
                    field("length_mm", &R::length, "长度", "Length"),
                    field("capacity_cteu", &R::capacity, "容量", "Capacity"),
                    field("teu_cteu", &R::teu, "标准箱", "TEU"),
                    field("units", &R::units, "箱数", "Units"),
                    field("loaded", &R::loaded, "已装", "Loaded"),
                    field("inspected", &R::inspected, "已列检", "Inspected"),
                    may("inspection_note", &R::inspection_note, "列检说明", "Inspection note"),
                    field("unit_list", &R::unit_list, "箱号", "Units on it"),
                    may("partners", &R::partners, "合作方", "Partners").only(seen_by::nobody));
}
constexpr auto fields(Type<PlacementRow>) {
  using R = PlacementRow;
  return field_list(field("run", &R::run, "列车运行", "Run"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("unit", &R::unit, "箱号", "Unit"),
                    field("wagon", &R::wagon, "车号", "Wagon"),
                    field("pattern", &R::pattern, "装载方式", "Pattern"),
                    field("place", &R::place, "装载位", "Place"),
                    field("loaded", &R::loaded, "已装", "Loaded"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("gross_kg", &R::gross, "总重", "Gross mass"),
                    may("danger", &R::danger, "危险货物", "Dangerous goods"),
                    field("needs_power", &R::needs_power, "需供电", "Needs power"),
                    may("destination", &R::destination, "到站", "Destination"),
                    may("colour_group", &R::colour_group, "颜色组", "Colour group"),
                    may("booking", &R::booking, "订舱号", "Booking"),
                    may("owner", &R::owner, "货主单位", "Owner").only(seen_cargo),
                    may("parent", &R::parent, "来源列车", "Parent"),
                    may("unloaded_to", &R::unloaded_to, "卸至", "Unloaded to").only(seen_cargo),
                    may("unloaded_at", &R::unloaded_at, "卸车时间", "Unloaded at"),
                    field("cargo", &R::cargo, "配载数据", "As planned").only(seen_cargo),
                    may("partners", &R::partners, "合作方", "Partners").only(seen_by::nobody));
}
constexpr auto fields(Type<HubMoveRow>) {
  using R = HubMoveRow;
  return field_list(field("run", &R::run, "列车运行", "Run"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("node", &R::node, "车站", "Node"),
                    field("at", &R::at, "时间", "At"),
                    field("what", &R::what, "装卸", "What"),
                    field("unit", &R::unit, "箱号", "Unit"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    may("destination", &R::destination, "到站", "Destination"),
                    may("booking", &R::booking, "订舱号", "Booking"),
                    may("owner", &R::owner, "货主单位", "Owner").only(seen_cargo),
                    may("reason", &R::reason, "原因", "Reason"),
                    may("partners", &R::partners, "合作方", "Partners").only(seen_by::nobody));
}
constexpr auto fields(Type<CandidateRow>) {
  using R = CandidateRow;
  return field_list(field("unit", &R::unit, "箱号", "Unit"),
                    field("booking", &R::booking, "订舱号", "Booking"),
                    field("departure", &R::departure, "班次", "Departure"),
                    field("owner", &R::owner, "货主单位", "Owner"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    may("destination", &R::destination, "到站", "Destination"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("tare_kg", &R::tare, "皮重", "Tare"),
                    field("gross_max_kg", &R::gross_max, "最大总重", "Largest gross mass"),
                    field("verified_gross_kg", &R::verified_gross, "核定总重", "Verified gross mass"),
                    field("set_point_dc", &R::set_point, "设定温度", "Set point"),
                    field("danger", &R::danger, "危险货物", "Dangerous goods"),
                    field("place", &R::place, "地点", "Place"),
                    may("run", &R::run, "列车运行", "Run"),
                    field("journey", &R::journey, "本次运输", "Journey").only(seen_by::nobody));
}
constexpr auto fields(Type<BookingRow>) {
  using R = BookingRow;
  return field_list(field("booking", &R::booking, "订舱号", "Booking"),
                    field("owner", &R::owner, "货主单位", "Owner"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    may("departure", &R::departure, "班次", "Departure"),
                    may("destination", &R::destination, "到站", "Destination"),
                    field("units", &R::units, "箱数", "Units"));
}

struct TrainBoard {
  static constexpr std::string_view name = "train";
  static constexpr bool storable = true;
  using Folds = Types<TrainComposed, WagonAdded, WagonRemoved, WagonInspected, UnitPlanned, UnitUnplanned,
                      PlanSettled, UnitLoaded, UnitUnloaded, TrainDeparted, TrainReported, BorderReached,
                      UnitTransferred, UnitLeftBehind, TrainArrived, ArrivalCorrected, TrainStripped, TrainCancelled, booking::BookingRequested,
                      booking::BookingWaitlisted, booking::BookingRolled, container::UnitRegistered,
                      container::UnitBooked, container::UnitUnbooked, container::JourneyEnded,
                      container::ContentsNoted, container::UnitPlaced, container::MassVerified,
                      container::SetPointChanged, container::DangerDeclared, container::FactCorrected>;
  Table<TrainRow> trains{"train.trains"};
  Table<WagonRow> wagons{"train.wagons"};
  Table<PlacementRow> placements{"train.placements"};
  Table<CandidateRow> candidates{"train.candidates"};
  Table<BookingRow> bookings{"train.bookings"};
  Table<HubMoveRow> hub_moves{"train.hub_moves"};
  auto tables() { return std::tie(trains, wagons, placements, candidates, bookings, hub_moves); }

  void apply(TrainComposed const& e, Recorded const& r);
  void apply(WagonAdded const& e, Recorded const& r);
  void apply(WagonRemoved const& e, Recorded const& r);
  void apply(WagonInspected const& e, Recorded const& r);
  void apply(UnitPlanned const& e, Recorded const& r);
  void apply(UnitUnplanned const& e, Recorded const& r);
  void apply(PlanSettled const& e, Recorded const& r);
  void apply(UnitLoaded const& e, Recorded const& r);
  void apply(UnitUnloaded const& e, Recorded const& r);
  void apply(TrainDeparted const& e, Recorded const& r);
  void apply(TrainReported const& e, Recorded const& r);
  void apply(BorderReached const& e, Recorded const& r);
  void apply(UnitTransferred const& e, Recorded const& r);
  void apply(UnitLeftBehind const& e, Recorded const& r);
  void apply(TrainArrived const& e, Recorded const& r);
  void apply(ArrivalCorrected const& e, Recorded const& r);
  void apply(TrainStripped const& e, Recorded const& r);
  void apply(TrainCancelled const& e, Recorded const& r);
  void apply(booking::BookingRequested const& e, Recorded const& r);
  void apply(booking::BookingWaitlisted const& e, Recorded const& r);
  void apply(booking::BookingRolled const& e, Recorded const& r);
  void apply(container::UnitRegistered const& e, Recorded const& r);
  void apply(container::UnitBooked const& e, Recorded const& r);
  void apply(container::UnitUnbooked const& e, Recorded const& r);
  void apply(container::JourneyEnded const& e, Recorded const& r);
  void apply(container::ContentsNoted const& e, Recorded const& r);
  void apply(container::UnitPlaced const& e, Recorded const& r);
  void apply(container::MassVerified const& e, Recorded const& r);
  void apply(container::SetPointChanged const& e, Recorded const& r);
  void apply(container::DangerDeclared const& e, Recorded const& r);
  void apply(container::FactCorrected const& e, Recorded const& r);

  // The plan of a run again, for the rules; an empty one when there is no such run.
  Plan plan_of(RunId const& run) const;

 private:
  void moved(TrainRow& row, network::NodeCode const& node, Instant at, bool leaves);
  void note_hub_move(HubMove what, PlacementRow const& unit, network::NodeCode const& node, std::string reason,
                     Recorded const& r);
  void recount(RunId const& run);
  void recount(RunId const& run, WagonNumber const& number);
  void stands_on(UnitNumber const& unit, RunId const& run, WagonNumber const& wagon);
};

}  // namespace landport::train
