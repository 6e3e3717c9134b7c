// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/desk.h"
#include "journal/event.h"
#include "port/container/events.h"
#include "words/fields.h"

// What can happen in the yard, and what sister departments may know and do there.
namespace landport::yard {

struct WorkId : Name<WorkId> {
  using Name::Name;
};
struct BlockCode : Name<BlockCode> {
  using Name::Name;
};

inline constexpr Sights yard_audience = container::unit_audience;

inline StreamName block_stream(BlockCode const& block) {
  return stream_name("block", block.text);
}
inline StreamName work_stream(WorkId const& work) {
  return stream_name("work", work.text);
}

struct WarehouseCode : Name<WarehouseCode> {
  using Name::Name;
};
// A door of a warehouse, at which a unit stands to be stuffed or stripped: the warehouse's code and the number of
// the door in two digits, "CFS1-03".
struct DoorId : Name<DoorId> {
  using Name::Name;
  WarehouseCode warehouse() const { return WarehouseCode{text.substr(0, text.rfind('-'))}; }
};
inline StreamName door_stream(DoorId const& door) {
  return stream_name("door", door.text);
}

// A position in the yard: block, bay, row, tier, "A1-03-02-1". Bays are counted as on ships (ISO 9711): a
// block of n 20-foot slots has the odd bays 1, 3 ... 2n-1 for 20-foot units; the even bay b is the two slots
// b-1 and b+1 together, for a 40- or 45-foot unit. Rows and tiers count from 1; tier 1 stands on the ground.
struct Position {
  BlockCode block;
  int bay = 0, row = 0, tier = 0;
  auto operator<=>(Position const&) const = default;

  bool wide() const { return bay % 2 == 0; }                 // spans two 20-foot slots
  int first_slot() const { return wide() ? bay - 1 : bay; }  // the odd bays it covers
  int last_slot() const { return wide() ? bay + 1 : bay; }
  bool shares_ground(Position const& o) const {  // same row, a common slot
    return block == o.block && row == o.row && first_slot() <= o.last_slot() && o.first_slot() <= last_slot();
  }
};
std::string to_text(Position const& position);
// Refuses "yard.position_malformed" (422).
Result<Position> parse_position(std::string_view text);

}  // namespace landport::yard

template <>
struct landport::Codec<landport::yard::Position> : landport::TextCodec<landport::yard::Position> {
  static constexpr ValueKind kind{"string", "position", "",
                                  "a position like A1-03-02-1 (block, bay, row, tier)",
                                  "场位（如 A1-03-02-1：区-贝-列-层）"};
  static std::string to_text(landport::yard::Position const& v) { return landport::yard::to_text(v); }
  static Result<landport::yard::Position> from_text(std::string_view t) {
    return landport::yard::parse_position(detail::trimmed(t));
  }
};

namespace landport::yard {

// ---- facts of a block (block/CODE) ----

// What the yard must know of a unit to give it a place and to show it there, as it was when it was put down.
struct Load {
  SizeType size_type;
  Kilograms gross;           // verified, or the largest it may be when nobody has weighed it
  std::string danger_class;  // declared classes joined with '+'; empty when not dangerous
  bool needs_plug = false;   // a reefer with a set point
  bool full = true;
};

struct UnitStacked {
  static constexpr std::string_view wire = "yard.unit_stacked.v1", zh = "落位", en = "Unit stacked";
  static constexpr Sights audience = yard_audience;
  BlockCode block;
  Position position;
  UnitNumber unit;
  SizeType size_type;
  Kilograms gross;
  std::string danger_class;
  bool needs_plug = false, full = true;
  std::string by;  // work order, train or correction
  // For the card of the stock; kept up to date from the unit's own facts afterwards.
  std::string booking, departure, owner, carrier, holds;
  std::optional<DeciCelsius> set_point;
};
constexpr auto fields(Type<UnitStacked>) {
  using E = UnitStacked;
  return field_list(field("block", &E::block, "箱区", "Block"),
                    field("position", &E::position, "场位", "Position"),
                    field("unit", &E::unit, "箱号", "Unit"),
                    field("size_type", &E::size_type, "箱型", "Size and type"),
                    field("gross_kg", &E::gross, "总重", "Gross mass"),
                    may("danger_class", &E::danger_class, "危险类别", "Danger class"),
                    may("needs_plug", &E::needs_plug, "需插电", "Needs a plug"),
                    may("full", &E::full, "重箱", "Full"),
                    may("by", &E::by, "依据", "By"),
                    may("booking", &E::booking, "订舱号", "Booking"),
                    may("departure", &E::departure, "班次", "Departure"),
                    may("owner", &E::owner, "货主单位", "Owner"),
                    may("carrier", &E::carrier, "承运单位", "Carrier"),
                    may("holds", &E::holds, "扣留", "Holds"),
                    may("set_point_dc", &E::set_point, "设定温度", "Set point"));
}
struct UnitLifted {
  static constexpr std::string_view wire = "yard.unit_lifted.v1", zh = "起吊", en = "Unit lifted";
  static constexpr Sights audience = yard_audience;
  BlockCode block;
  Position position;
  UnitNumber unit;
  std::string by;  // work order, train or correction
};
constexpr auto fields(Type<UnitLifted>) {
  using E = UnitLifted;
  return field_list(field("block", &E::block, "箱区", "Block"),
                    field("position", &E::position, "场位", "Position"),
                    field("unit", &E::unit, "箱号", "Unit"), may("by", &E::by, "依据", "By"));
}
struct PositionReserved {
  static constexpr std::string_view wire = "yard.position_reserved.v1", zh = "场位预留",
                                    en = "Position reserved";
  BlockCode block;
  Position position;
  UnitNumber unit;
  SizeType size_type;
  Kilograms gross;
  std::string danger_class;
  bool needs_plug = false, full = true;
  WorkId work;
};
constexpr auto fields(Type<PositionReserved>) {
  using E = PositionReserved;
  return field_list(field("block", &E::block, "箱区", "Block"),
                    field("position", &E::position, "场位", "Position"),
                    field("unit", &E::unit, "箱号", "Unit"),
                    field("size_type", &E::size_type, "箱型", "Size and type"),
                    field("gross_kg", &E::gross, "总重", "Gross mass"),
                    may("danger_class", &E::danger_class, "危险类别", "Danger class"),
                    may("needs_plug", &E::needs_plug, "需插电", "Needs a plug"),
                    may("full", &E::full, "重箱", "Full"),
                    field("work", &E::work, "作业指令", "Work order"));
}
struct PositionFreed {
  static constexpr std::string_view wire = "yard.position_freed.v1", zh = "释放预留",
                                    en = "Reservation freed";
  BlockCode block;
  Position position;
  WorkId work;
};
constexpr auto fields(Type<PositionFreed>) {
  using E = PositionFreed;
  return field_list(field("block", &E::block, "箱区", "Block"),
                    field("position", &E::position, "场位", "Position"),
                    field("work", &E::work, "作业指令", "Work order"));
}

// ---- facts of a door (door/ID) ----

struct UnitDocked {
  static constexpr std::string_view wire = "yard.unit_docked.v1", zh = "靠仓门", en = "Unit docked";
  static constexpr Sights audience = yard_audience;
  DoorId door;
  UnitNumber unit;
  SizeType size_type;
  bool full = true;
  std::string by;  // work order or correction
  // For the card; kept up to date from the unit's own facts afterwards.
  std::string booking, departure, owner, carrier;
};
constexpr auto fields(Type<UnitDocked>) {
  using E = UnitDocked;
  return field_list(field("door", &E::door, "仓门", "Door"),
                    field("unit", &E::unit, "箱号", "Unit"),
                    field("size_type", &E::size_type, "箱型", "Size and type"),
                    may("full", &E::full, "重箱", "Full"),
                    may("by", &E::by, "依据", "By"),
                    may("booking", &E::booking, "订舱号", "Booking"),
                    may("departure", &E::departure, "班次", "Departure"),
                    may("owner", &E::owner, "货主单位", "Owner"),
                    may("carrier", &E::carrier, "承运单位", "Carrier"));
}
struct UnitUndocked {
  static constexpr std::string_view wire = "yard.unit_undocked.v1", zh = "离仓门", en = "Unit undocked";
  static constexpr Sights audience = yard_audience;
  DoorId door;
  UnitNumber unit;
  std::string by;  // work order or correction
};
constexpr auto fields(Type<UnitUndocked>) {
  using E = UnitUndocked;
  return field_list(field("door", &E::door, "仓门", "Door"), field("unit", &E::unit, "箱号", "Unit"),
                    may("by", &E::by, "依据", "By"));
}
struct DoorReserved {
  static constexpr std::string_view wire = "yard.door_reserved.v1", zh = "仓门预留", en = "Door reserved";
  DoorId door;
  UnitNumber unit;
  WorkId work;
};
constexpr auto fields(Type<DoorReserved>) {
  using E = DoorReserved;
  return field_list(field("door", &E::door, "仓门", "Door"), field("unit", &E::unit, "箱号", "Unit"),
                    field("work", &E::work, "作业指令", "Work order"));
}
struct DoorFreed {
  static constexpr std::string_view wire = "yard.door_freed.v1", zh = "释放仓门", en = "Door freed";
  DoorId door;
  WorkId work;
};
constexpr auto fields(Type<DoorFreed>) {
  return field_list(field("door", &DoorFreed::door, "仓门", "Door"),
                    field("work", &DoorFreed::work, "作业指令", "Work order"));
}

// ---- facts of a work order (work/ID) ----

// One move of one unit by one machine. A correction of the stock is kept as a work order that was done at
// once.
struct WorkOrdered {
  static constexpr std::string_view wire = "yard.work_ordered.v1", zh = "下达作业", en = "Work ordered";
  WorkId work;
  UnitNumber unit;
  container::Place from, to;
  std::string machine;
  bool correction = false;
  std::string reason;
};
constexpr auto fields(Type<WorkOrdered>) {
  using E = WorkOrdered;
  return field_list(field("work", &E::work, "作业指令", "Work order"),
                    field("unit", &E::unit, "箱号", "Unit"),
                    field("from", &E::from, "从", "From"),
                    field("to", &E::to, "到", "To"),
                    may("machine", &E::machine, "机械", "Machine"),
                    may("correction", &E::correction, "更正", "Correction"),
                    may("reason", &E::reason, "原因", "Reason"));
}
struct WorkStarted {
  static constexpr std::string_view wire = "yard.work_started.v1", zh = "开始作业", en = "Work started";
  WorkId work;
  std::string machine;
};
constexpr auto fields(Type<WorkStarted>) {
  return field_list(field("work", &WorkStarted::work, "作业指令", "Work order"),
                    may("machine", &WorkStarted::machine, "机械", "Machine"));
}
struct WorkDone {
  static constexpr std::string_view wire = "yard.work_done.v1", zh = "完成作业", en = "Work done";
  WorkId work;
};
constexpr auto fields(Type<WorkDone>) {
  return field_list(field("work", &WorkDone::work, "作业指令", "Work order"));
}
struct WorkCancelled {
  static constexpr std::string_view wire = "yard.work_cancelled.v1", zh = "取消作业", en = "Work cancelled";
  WorkId work;
  std::string reason;
};
constexpr auto fields(Type<WorkCancelled>) {
  return field_list(field("work", &WorkCancelled::work, "作业指令", "Work order"),
                    field("reason", &WorkCancelled::reason, "原因", "Reason"));
}

struct WorkReassigned {
  static constexpr std::string_view wire = "yard.work_reassigned.v1", zh = "改派机械", en = "Work given to another machine";
  WorkId work;
  std::string machine;
};
constexpr auto fields(Type<WorkReassigned>) {
  return field_list(field("work", &WorkReassigned::work, "作业指令", "Work order"),
                    field("machine", &WorkReassigned::machine, "机械", "Machine"));
}
struct WorkHeld {
  static constexpr std::string_view wire = "yard.work_held.v1", zh = "暂缓作业", en = "Work held";
  WorkId work;
  std::string reason;
};
constexpr auto fields(Type<WorkHeld>) {
  return field_list(field("work", &WorkHeld::work, "作业指令", "Work order"),
                    field("reason", &WorkHeld::reason, "原因", "Reason"));
}
struct WorkResumed {
  static constexpr std::string_view wire = "yard.work_resumed.v1", zh = "恢复作业", en = "Work resumed";
  WorkId work;
};
constexpr auto fields(Type<WorkResumed>) {
  return field_list(field("work", &WorkResumed::work, "作业指令", "Work order"));
}
struct WorkBroughtForward {
  static constexpr std::string_view wire = "yard.work_brought_forward.v1", zh = "提前作业", en = "Work brought forward";
  WorkId work;
};
constexpr auto fields(Type<WorkBroughtForward>) {
  return field_list(field("work", &WorkBroughtForward::work, "作业指令", "Work order"));
}

// ---- facts of a unit in the yard (unit/NUMBER) ----

// A unit has at most one open work order; that is a rule of its own stream.
struct UnitTasked {
  static constexpr std::string_view wire = "yard.unit_tasked.v1", zh = "箱有作业",
                                    en = "Unit has a work order";
  UnitNumber unit;
  WorkId work;
};
constexpr auto fields(Type<UnitTasked>) {
  return field_list(field("unit", &UnitTasked::unit, "箱号", "Unit"),
                    field("work", &UnitTasked::work, "作业指令", "Work order"));
}
struct UnitFreed {
  static constexpr std::string_view wire = "yard.unit_freed.v1", zh = "箱作业结束",
                                    en = "Work order of the unit ended";
  UnitNumber unit;
  WorkId work;
};
constexpr auto fields(Type<UnitFreed>) {
  return field_list(field("unit", &UnitFreed::unit, "箱号", "Unit"),
                    field("work", &UnitFreed::work, "作业指令", "Work order"));
}
struct PluggedIn {
  static constexpr std::string_view wire = "yard.plugged_in.v1", zh = "插电", en = "Plugged in";
  static constexpr Sights audience = yard_audience;
  UnitNumber unit;
  std::string plug;
  std::optional<Count> meter;  // kWh
};
constexpr auto fields(Type<PluggedIn>) {
  return field_list(field("unit", &PluggedIn::unit, "箱号", "Unit"),
                    may("plug", &PluggedIn::plug, "插座", "Plug"),
                    may("meter_kwh", &PluggedIn::meter, "电表读数（千瓦时）", "Meter (kWh)"));
}
struct PluggedOut {
  static constexpr std::string_view wire = "yard.plugged_out.v1", zh = "断电", en = "Plugged out";
  static constexpr Sights audience = yard_audience;
  UnitNumber unit;
  std::optional<Count> meter;  // kWh
};
constexpr auto fields(Type<PluggedOut>) {
  return field_list(field("unit", &PluggedOut::unit, "箱号", "Unit"),
                    may("meter_kwh", &PluggedOut::meter, "电表读数（千瓦时）", "Meter (kWh)"));
}
struct TemperatureRecorded {
  static constexpr std::string_view wire = "yard.temperature_recorded.v1", zh = "测温",
                                    en = "Temperature recorded";
  static constexpr Sights audience = yard_audience;
  UnitNumber unit;
  DeciCelsius temperature;
  std::optional<DeciCelsius> set_point;  // what it should have been then
};
constexpr auto fields(Type<TemperatureRecorded>) {
  using E = TemperatureRecorded;
  return field_list(field("unit", &E::unit, "箱号", "Unit"),
                    field("temperature_dc", &E::temperature, "温度", "Temperature"),
                    may("set_point_dc", &E::set_point, "设定温度", "Set point"));
}

// ---- the public state of a block: desk.look<BlockState>(block_stream(code)) ----

struct Standing {
  Position position;
  UnitNumber unit;
  Load load;
  WorkId work;  // of a reservation
};

struct BlockState {
  using Folds = Types<UnitStacked, UnitLifted, PositionReserved, PositionFreed>;
  std::vector<Standing> standing;
  std::vector<Standing> reserved;

  Standing const* find(UnitNumber const& unit) const {
    auto const at =
        std::find_if(standing.begin(), standing.end(), [&](auto const& s) { return s.unit == unit; });
    return at == standing.end() ? nullptr : &*at;
  }
  // Who has to move before a unit at `position` can be lifted: those that stand on it.
  std::vector<UnitNumber> on_top_of(Position const& position) const {
    return units_of(standing, position, [&](int tier) { return tier > position.tier; });
  }
  // And who before a unit can be put down there: those that are ordered to stand below it and have not come.
  std::vector<UnitNumber> awaited_below(Position const& position) const {
    return units_of(reserved, position, [&](int tier) { return tier < position.tier; });
  }
  // One of the former; nullptr when what is there is free to be lifted.
  Standing const* above(Position const& position) const {
    auto const at = std::find_if(standing.begin(), standing.end(), [&](auto const& s) {
      return s.position.tier > position.tier && s.position.shares_ground(position);
    });
    return at == standing.end() ? nullptr : &*at;
  }

 private:
  static std::vector<UnitNumber> units_of(std::vector<Standing> const& list, Position const& position, auto wanted) {
    std::vector<UnitNumber> out;
    for (auto const& s : list) {
      if (s.position.shares_ground(position) && wanted(s.position.tier)) out.push_back(s.unit);
    }
    return out;
  }
};
inline void evolve(BlockState& s, UnitStacked const& e) {
  std::erase_if(s.standing, [&](Standing const& x) { return x.unit == e.unit; });
  s.standing.push_back(
      {e.position, e.unit, {e.size_type, e.gross, e.danger_class, e.needs_plug, e.full}, {}});
}
inline void evolve(BlockState& s, UnitLifted const& e) {
  std::erase_if(s.standing, [&](Standing const& x) { return x.unit == e.unit; });
}
inline void evolve(BlockState& s, PositionReserved const& e) {
  s.reserved.push_back(
      {e.position, e.unit, {e.size_type, e.gross, e.danger_class, e.needs_plug, e.full}, e.work});
}
inline void evolve(BlockState& s, PositionFreed const& e) {
  std::erase_if(s.reserved, [&](Standing const& x) { return x.work == e.work; });
}

// One door: at most one unit stands at it, and at most one work order is on its way to it.
struct DoorState {
  using Folds = Types<UnitDocked, UnitUndocked, DoorReserved, DoorFreed>;
  std::optional<UnitNumber> unit;
  UnitNumber awaited;
  WorkId work;  // that brings `awaited`; empty when none does
};
inline void evolve(DoorState& s, UnitDocked const& e) {
  s.unit = e.unit;
}
inline void evolve(DoorState& s, UnitUndocked const&) {
  s.unit.reset();
}
inline void evolve(DoorState& s, DoorReserved const& e) {
  s.awaited = e.unit;
  s.work = e.work;
}
inline void evolve(DoorState& s, DoorFreed const& e) {
  if (s.work == e.work) s.work = {};
}

// What the yard is doing with a unit: desk.look<Tasks>(container::unit_stream(number)).
struct Tasks {
  using Folds = Types<UnitTasked, UnitFreed, PluggedIn, PluggedOut>;
  WorkId work;  // its open work order; empty when there is none
  bool plugged = false;
  std::optional<Count> meter;  // kWh, when it was plugged in
};
inline void evolve(Tasks& s, UnitTasked const& e) {
  s.work = e.work;
}
inline void evolve(Tasks& s, UnitFreed const&) {
  s.work = {};
}
inline void evolve(Tasks& s, PluggedIn const& e) {
  s.plugged = true;
  s.meter = e.meter;
}
inline void evolve(Tasks& s, PluggedOut const&) {
  s.plugged = false;
}

// ---- what sisters do at a block, in the same commit as their own facts ----

// Adds to `facts` that the open work order of `unit` is cancelled, and what was kept for it given back; nothing when it
// has none.
void cancel_order(UnitNumber const& unit, std::string const& reason, Desk& desk, Facts& facts);

// Adds to `facts` that `unit`, which must stand in the yard, is lifted off its block and is now at `to`
// (UnitLifted in the block's stream, UnitPlaced in the unit's). `by` names the train, visit or work order.
// Refuses "yard.not_in_yard", "yard.under_another" (with the unit above it), "yard.plugged_in",
// "yard.has_work" (another open work order), or "container.before_it_came". Holds are the caller's to ask:
// container::may_do.
Result<void> lift_off(Desk& desk, UnitNumber const& unit, container::Place to, std::string_view by,
                      Facts& facts);

// Adds to `facts` that `unit`, which must be known and stand nowhere in the yard, is put down at `position`
// (UnitStacked in the block's stream, UnitPlaced in the unit's), after every rule of the yard (yard/rules.h).
// `by` as above. Refuses with that rule's code, "yard.in_yard_already", "yard.has_work" or
// "container.before_it_came".
Result<void> put_down(Desk& desk, UnitNumber const& unit, Position const& position, std::string_view by,
                      Facts& facts);

}  // namespace landport::yard
