// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/desk.h"
#include "port/train/events.h"

// What people can ask of the train department. A carrier acts for its own services only; the terminal and the
// duty manager for all; a partner reports and transfers abroad.
namespace landport::train {

inline constexpr Roles planners = Role::carrier | Role::terminal | Role::duty;
inline constexpr Roles reporters = Role::carrier | Role::terminal | Role::duty | Role::partner | Role::clock;

struct WagonWanted {
  WagonNumber number;
  std::string type;  // registered with it when the wagon is not yet known; empty for one that is
};
constexpr auto fields(Type<WagonWanted>) {
  return field_list(field("number", &WagonWanted::number, "车号", "Number"),
                    may("type", &WagonWanted::type, "车型", "Type"));
}

struct RegisterWagon {
  static constexpr std::string_view wire = "train.register_wagon", zh = "登记车辆", en = "Register a wagon";
  static constexpr Roles roles = planners | Role::partner;
  WagonNumber number;
  std::string type, owner;
};
constexpr auto fields(Type<RegisterWagon>) {
  using C = RegisterWagon;
  return field_list(field("number", &C::number, "车号", "Number"), field("type", &C::type, "车型", "Type"),
                    may("owner", &C::owner, "产权单位", "Owner"));
}

// The first run of a departure: its legs up to the first change of gauge or mode.
struct ComposeTrain {
  static constexpr std::string_view wire = "train.compose_train", zh = "编组列车", en = "Compose a train";
  static constexpr Roles roles = planners;
  network::DepartureId departure;
  std::vector<WagonWanted> wagons;
  Count plugs;  // of the generator that runs with it
};
constexpr auto fields(Type<ComposeTrain>) {
  using C = ComposeTrain;
  return field_list(field("departure", &C::departure, "班次", "Departure"),
                    field("wagons", &C::wagons, "车辆", "Wagons"),
                    may("plugs", &C::plugs, "供电插座", "Plugs"));
}

struct AddWagon {
  static constexpr std::string_view wire = "train.add_wagon", zh = "加挂车辆", en = "Add a wagon";
  static constexpr Roles roles = planners;
  RunId run;
  WagonNumber number;
  std::string type;
};
constexpr auto fields(Type<AddWagon>) {
  using C = AddWagon;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("number", &C::number, "车号", "Number"),
                    may("type", &C::type, "车型", "Type"));
}
struct RemoveWagon {
  static constexpr std::string_view wire = "train.remove_wagon", zh = "甩挂车辆", en = "Remove a wagon";
  static constexpr Roles roles = planners;
  RunId run;
  WagonNumber number;
  std::string reason;
};
constexpr auto fields(Type<RemoveWagon>) {
  using C = RemoveWagon;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("number", &C::number, "车号", "Number"),
                    may("reason", &C::reason, "原因", "Reason"));
}
struct PassInspection {
  static constexpr std::string_view wire = "train.pass_inspection", zh = "列检", en = "Inspect a wagon";
  static constexpr Roles roles = planners | Role::partner;
  RunId run;
  WagonNumber number;
  bool passed = true;
  std::string note;
};
constexpr auto fields(Type<PassInspection>) {
  using C = PassInspection;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("number", &C::number, "车号", "Number"),
                    may("passed", &C::passed, "合格", "Passed"), may("note", &C::note, "说明", "Note"));
}

// Also moves a unit that is planned already. Without a pattern, the one that the wagon is loaded in, or else
// the first with such a place.
struct PlanUnit {
  static constexpr std::string_view wire = "train.plan_unit", zh = "配载", en = "Plan a unit";
  static constexpr Roles roles = planners;
  RunId run;
  UnitNumber unit;
  WagonNumber wagon;
  std::string pattern, place;
};
constexpr auto fields(Type<PlanUnit>) {
  using C = PlanUnit;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("unit", &C::unit, "箱号", "Unit"),
                    field("wagon", &C::wagon, "车号", "Wagon"),
                    may("pattern", &C::pattern, "装载方式", "Pattern"),
                    field("place", &C::place, "装载位", "Place"));
}
struct UnplanUnit {
  static constexpr std::string_view wire = "train.unplan_unit", zh = "撤配",
                                    en = "Take a unit out of the plan";
  static constexpr Roles roles = planners;
  RunId run;
  UnitNumber unit;
};
constexpr auto fields(Type<UnplanUnit>) {
  return field_list(field("run", &UnplanUnit::run, "列车运行", "Run"),
                    field("unit", &UnplanUnit::unit, "箱号", "Unit"));
}
// Plans these units over the wagons, around those that are loaded or planned and not among them.
struct ProposePlan {
  static constexpr std::string_view wire = "train.propose_plan", zh = "自动配载", en = "Propose a load plan";
  static constexpr Roles roles = planners;
  RunId run;
  std::vector<UnitNumber> units;
  std::int64_t seed = 1;
  std::int64_t steps = 1000;  // of improvement, at most 20,000
};
constexpr auto fields(Type<ProposePlan>) {
  using C = ProposePlan;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("units", &C::units, "箱号", "Units"),
                    may("seed", &C::seed, "随机种子", "Seed"), may("steps", &C::steps, "改进步数", "Steps"));
}
struct SettlePlan {
  static constexpr std::string_view wire = "train.settle_plan", zh = "配载定案", en = "Settle the plan";
  static constexpr Roles roles = planners;
  RunId run;
};
constexpr auto fields(Type<SettlePlan>) {
  return field_list(field("run", &SettlePlan::run, "列车运行", "Run"));
}

// From the yard onto its wagon. Without a wagon: as planned; with one, the plan is changed first, if the
// rules hold.
struct LoadUnit {
  static constexpr std::string_view wire = "train.load_unit", zh = "装车", en = "Load a unit";
  static constexpr Roles roles = Role::terminal | Role::duty | Role::clock;
  RunId run;
  UnitNumber unit;
  std::optional<WagonNumber> wagon;
  std::string pattern, place;
};
constexpr auto fields(Type<LoadUnit>) {
  using C = LoadUnit;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("unit", &C::unit, "箱号", "Unit"),
                    may("wagon", &C::wagon, "车号", "Wagon"),
                    may("pattern", &C::pattern, "装载方式", "Pattern"),
                    may("place", &C::place, "装载位", "Place"));
}
// Back to the yard, before the train leaves.
struct UnloadUnit {
  static constexpr std::string_view wire = "train.unload_unit", zh = "卸车", en = "Unload a unit";
  static constexpr Roles roles = Role::terminal | Role::duty | Role::clock;
  RunId run;
  UnitNumber unit;
  std::string position;  // "A1-03-02-1"
};
constexpr auto fields(Type<UnloadUnit>) {
  using C = UnloadUnit;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("unit", &C::unit, "箱号", "Unit"),
                    field("position", &C::position, "场位", "Position"));
}

// One row of a loading list: what the terminal abroad put on the train. Without a wagon, where the plan has
// it or the planner finds room.
struct LoadedAbroad {
  UnitNumber unit;
  std::optional<SizeType> size_type;  // of a unit that the port does not know
  Kilograms gross;
  std::optional<Kilograms> tare;
  std::string seal;
  bool full = true;
  std::optional<WagonNumber> wagon;
  std::string pattern, place;
};
constexpr auto fields(Type<LoadedAbroad>) {
  using C = LoadedAbroad;
  return field_list(field("unit", &C::unit, "箱号", "Unit"),
                    may("size_type", &C::size_type, "箱型", "Size and type"),
                    field("gross_kg", &C::gross, "总重", "Gross mass"),
                    may("tare_kg", &C::tare, "皮重", "Tare"),
                    may("seal", &C::seal, "封号", "Seal"),
                    may("full", &C::full, "重箱", "Full"),
                    may("wagon", &C::wagon, "车号", "Wagon"),
                    may("pattern", &C::pattern, "装载方式", "Pattern"),
                    may("place", &C::place, "装载位", "Place"));
}
// The loading list of a run that begins elsewhere: registers units that the port does not know, takes their
// verified mass and seals, plans and loads them in one commit, and settles the plan when the rules hold.
// Units of the list that find no place are named `left`, and nothing is recorded of them.
struct LoadAbroad {
  static constexpr std::string_view wire = "train.load_abroad", zh = "境外装车清单",
                                    en = "Report a loading list";
  static constexpr Roles roles = Role::carrier | Role::duty | Role::partner;
  RunId run;
  std::vector<LoadedAbroad> units;
  bool inspected = false;  // the list says that the wagons passed their inspection there
  std::int64_t seed = 1;
};
constexpr auto fields(Type<LoadAbroad>) {
  using C = LoadAbroad;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("units", &C::units, "箱", "Units"),
                    may("inspected", &C::inspected, "车辆已列检", "Wagons inspected"),
                    may("seed", &C::seed, "随机种子", "Seed"));
}

// Off a train that has arrived here, to exactly one of: a position of the yard, a truck's visit, the place
// that it is planned for on the train that it goes on with. Where a machine is to be told, yard.order_move is
// the way.
struct StripUnit {
  static constexpr std::string_view wire = "train.strip_unit", zh = "到达卸车", en = "Strip a unit";
  static constexpr Roles roles = Role::terminal | Role::duty | Role::clock;
  UnitNumber unit;
  std::string position, visit;
  std::optional<RunId> onward_run;
};
constexpr auto fields(Type<StripUnit>) {
  using C = StripUnit;
  return field_list(
      field("unit", &C::unit, "箱号", "Unit"), may("position", &C::position, "场位", "Position"),
      may("visit", &C::visit, "到访", "Visit"), may("onward_run", &C::onward_run, "接续列车", "Onward run"));
}

// ---- running ----

struct DepartTrain {
  static constexpr std::string_view wire = "train.depart_train", zh = "发车", en = "Depart";
  static constexpr Roles roles = reporters;
  RunId run;
};
constexpr auto fields(Type<DepartTrain>) {
  return field_list(field("run", &DepartTrain::run, "列车运行", "Run"));
}

struct ReportRunning {
  static constexpr std::string_view wire = "train.report_running", zh = "列车报点", en = "Report a train";
  static constexpr Roles roles = reporters;
  RunId run;
  network::NodeCode node;
  Passing what = Passing::passed;
  std::string source;
};
constexpr auto fields(Type<ReportRunning>) {
  using C = ReportRunning;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("node", &C::node, "车站", "Node"),
                    field("what", &C::what, "报点", "What"), may("source", &C::source, "来源", "Source"));
}
struct ReachBorder {
  static constexpr std::string_view wire = "train.reach_border", zh = "到达口岸", en = "Reach the border";
  static constexpr Roles roles = reporters;
  RunId run;
};
constexpr auto fields(Type<ReachBorder>) {
  return field_list(field("run", &ReachBorder::run, "列车运行", "Run"));
}

// All units of a run at its gauge break onto one train of the next gauge, planned and judged anew for its
// wagons and sections. Units that find no place, and units that are held, stay where they are and are named.
struct TransferUnits {
  static constexpr std::string_view wire = "train.transfer_units", zh = "换装", en = "Transfer units";
  static constexpr Roles roles = reporters;
  RunId run;
  std::vector<WagonWanted> wagons;
  Count plugs;
  std::int64_t seed = 1;
};
constexpr auto fields(Type<TransferUnits>) {
  using C = TransferUnits;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("wagons", &C::wagons, "车辆", "Wagons"),
                    may("plugs", &C::plugs, "供电插座", "Plugs"), may("seed", &C::seed, "随机种子", "Seed"));
}
// Several runs that stand at one border onto trains of the other gauge, in one commit: two or three become two or
// one, or two become three. Either the trains are given with their wagons, or wagons and the planner says which
// run in which train. Units that an earlier transfer left behind are taken along. `?dry_run=true` names the same:
// each run that would be made, where each unit would stand, and what would stay and why.
struct TrainWanted {
  std::vector<WagonWanted> wagons;
  Count plugs;
};
constexpr auto fields(Type<TrainWanted>) {
  using C = TrainWanted;
  return field_list(field("wagons", &C::wagons, "车辆", "Wagons"),
                    may("plugs", &C::plugs, "供电插座", "Plugs"));
}
struct Regroup {
  static constexpr std::string_view wire = "train.regroup", zh = "集并换装", en = "Regroup trains";
  static constexpr Roles roles = reporters;
  std::vector<RunId> runs;
  std::vector<TrainWanted> trains;  // this,
  std::vector<WagonWanted> wagons;  // or this
  Count trains_max;                 // with `wagons`: 0 for as many as are needed
  Count plugs;                      // with `wagons`: of each train
  std::int64_t seed = 1;
};
constexpr auto fields(Type<Regroup>) {
  using C = Regroup;
  return field_list(field("runs", &C::runs, "到达列车", "Runs"), may("trains", &C::trains, "接运列车", "Trains"),
                    may("wagons", &C::wagons, "可用车辆", "Wagons"),
                    may("trains_max", &C::trains_max, "最多列数", "Trains at most"),
                    may("plugs", &C::plugs, "供电插座", "Plugs"), may("seed", &C::seed, "随机种子", "Seed"));
}
// At the last node: units are placed there, wagons are free. At this port they stay on their wagons until the
// train is stripped.
struct ArriveTrain {
  static constexpr std::string_view wire = "train.arrive_train", zh = "列车到达", en = "Arrive";
  static constexpr Roles roles = reporters;
  RunId run;
};
constexpr auto fields(Type<ArriveTrain>) {
  return field_list(field("run", &ArriveTrain::run, "列车运行", "Run"));
}

// An arrival was recorded wrongly. `arrived`: it was at another time, which is when the correction says that it happened.
// Otherwise another train was meant: this one is under way again, where it was last seen before. That is possible until a
// unit is lifted off it; at a place where an arrival hands its units over, only the time is put right.
struct CorrectArrival {
  static constexpr std::string_view wire = "train.correct_arrival", zh = "更正到达", en = "Correct an arrival";
  static constexpr Roles roles = Role::carrier | Role::terminal | Role::duty | Role::partner;
  RunId run;
  std::int64_t corrects = 0;
  bool arrived = true;
  std::string reason;
};
constexpr auto fields(Type<CorrectArrival>) {
  using C = CorrectArrival;
  return field_list(field("run", &C::run, "列车运行", "Run"),
                    field("corrects", &C::corrects, "被更正事件", "Corrected event"),
                    may("arrived", &C::arrived, "本列确已到达（只更正时间）", "It did arrive (only the time was wrong)"),
                    field("reason", &C::reason, "原因", "Reason"));
}

// ---- at a hub on the way: the run stands there between two of its legs ----

// Off the train, at the terminal there: units whose journey with this train ends there, or others with a reason.
struct DropUnits {
  static constexpr std::string_view wire = "train.drop_units", zh = "途中卸下", en = "Drop units on the way";
  static constexpr Roles roles = Role::carrier | Role::duty | Role::partner;
  RunId run;
  std::vector<UnitNumber> units;
  std::string reason;
};
constexpr auto fields(Type<DropUnits>) {
  using C = DropUnits;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("units", &C::units, "箱", "Units"),
                    may("reason", &C::reason, "原因", "Reason"));
}
// Onto the train: units that are booked from there, by the list of the terminal there. They and what is on the train
// already are judged by the sections that are still ahead. Also with `?dry_run=true`, `place` names each unit that finds
// room and where (run/wagon/place), `left` each that finds none.
struct AddUnits {
  static constexpr std::string_view wire = "train.add_units", zh = "途中加装", en = "Add units on the way";
  static constexpr Roles roles = Role::carrier | Role::duty | Role::partner;
  RunId run;
  std::vector<LoadedAbroad> units;
  std::int64_t seed = 1;
};
constexpr auto fields(Type<AddUnits>) {
  using C = AddUnits;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("units", &C::units, "箱", "Units"),
                    may("seed", &C::seed, "随机种子", "Seed"));
}

Result<Facts> decide(RegisterWagon const& order, Desk& desk);
Result<Facts> decide(ComposeTrain const& order, Desk& desk);
Result<Facts> decide(AddWagon const& order, Desk& desk);
Result<Facts> decide(RemoveWagon const& order, Desk& desk);
Result<Facts> decide(PassInspection const& order, Desk& desk);
Result<Facts> decide(PlanUnit const& order, Desk& desk);
Result<Facts> decide(UnplanUnit const& order, Desk& desk);
Result<Facts> decide(ProposePlan const& order, Desk& desk);
Result<Facts> decide(SettlePlan const& order, Desk& desk);
Result<Facts> decide(LoadUnit const& order, Desk& desk);
Result<Facts> decide(UnloadUnit const& order, Desk& desk);
Result<Facts> decide(LoadAbroad const& order, Desk& desk);
Result<Facts> decide(StripUnit const& order, Desk& desk);
Result<Facts> decide(DepartTrain const& order, Desk& desk);
Result<Facts> decide(ReportRunning const& order, Desk& desk);
Result<Facts> decide(ReachBorder const& order, Desk& desk);
Result<Facts> decide(TransferUnits const& order, Desk& desk);
Result<Facts> decide(Regroup const& order, Desk& desk);
Result<Facts> decide(ArriveTrain const& order, Desk& desk);
Result<Facts> decide(CorrectArrival const& order, Desk& desk);
Result<Facts> decide(DropUnits const& order, Desk& desk);
Result<Facts> decide(AddUnits const& order, Desk& desk);

}  // namespace landport::train
