// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/table.h"
#include "port/yard/events.h"
#include "port/yard/work.h"

// Named view: what stands in the yard, and what is being done there.
namespace landport::yard {

struct StockRow {
  static constexpr std::string_view zh = "在场箱", en = "Stock";
  static constexpr Sights audience = seen_by::port | seen_by::owner | seen_by::carrier | seen_by::customs;
  UnitNumber unit;
  std::string position, block;
  Count bay, row, tier;
  Instant since;
  SizeType size_type;
  Kilograms gross;
  bool full = true;
  std::string booking, departure, owner, carrier;
  bool held = false;
  std::string holds;
  std::string danger_class;
  bool needs_plug = false, plugged = false;
  std::string plug;
  std::optional<Instant> plugged_at;
  std::optional<Count> meter;  // kWh, when it was plugged in
  std::optional<DeciCelsius> set_point, temperature;
  std::optional<Instant> temperature_at;
  std::string work;
};
constexpr auto fields(Type<StockRow>) {
  using R = StockRow;
  return field_list(field("unit", &R::unit, "箱号", "Unit"),
                    field("position", &R::position, "场位", "Position"),
                    field("block", &R::block, "箱区", "Block"),
                    field("bay", &R::bay, "贝", "Bay"),
                    field("row", &R::row, "列", "Row"),
                    field("tier", &R::tier, "层", "Tier"),
                    field("since", &R::since, "落位时间", "Since"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("gross_kg", &R::gross, "总重", "Gross mass"),
                    field("full", &R::full, "重箱", "Full"),
                    field("booking", &R::booking, "订舱号", "Booking"),
                    field("departure", &R::departure, "班次", "Departure"),
                    field("owner", &R::owner, "货主单位", "Owner"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("held", &R::held, "被扣留", "Held"),
                    field("holds", &R::holds, "扣留", "Holds"),
                    field("danger_class", &R::danger_class, "危险类别", "Danger class"),
                    field("needs_plug", &R::needs_plug, "需插电", "Needs a plug"),
                    field("plugged", &R::plugged, "已插电", "Plugged in"),
                    field("plug", &R::plug, "插座", "Plug"),
                    field("plugged_at", &R::plugged_at, "插电时间", "Plugged in at"),
                    field("meter_kwh", &R::meter, "插电时电表（千瓦时）", "Meter at plug-in (kWh)"),
                    field("set_point_dc", &R::set_point, "设定温度", "Set point"),
                    field("temperature_dc", &R::temperature, "温度", "Temperature"),
                    field("temperature_at", &R::temperature_at, "测温时间", "Temperature at"),
                    field("work", &R::work, "作业指令", "Work order"));
}
inline Parties parties_of(StockRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

// A unit at a door of a warehouse.
struct DockedRow {
  static constexpr std::string_view zh = "仓门箱", en = "Units at warehouse doors";
  static constexpr Sights audience = StockRow::audience;
  UnitNumber unit;
  DoorId door;
  WarehouseCode warehouse;
  Instant since;
  SizeType size_type;
  bool full = true;
  std::string booking, departure, owner, carrier, work;
};
constexpr auto fields(Type<DockedRow>) {
  using R = DockedRow;
  return field_list(field("unit", &R::unit, "箱号", "Unit"),
                    field("door", &R::door, "仓门", "Door"),
                    field("warehouse", &R::warehouse, "仓库", "Warehouse"),
                    field("since", &R::since, "靠门时间", "Since"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("full", &R::full, "重箱", "Full"),
                    field("booking", &R::booking, "订舱号", "Booking"),
                    field("departure", &R::departure, "班次", "Departure"),
                    field("owner", &R::owner, "货主单位", "Owner"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("work", &R::work, "作业指令", "Work order"));
}
inline Parties parties_of(DockedRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

struct BlockRow {
  static constexpr std::string_view zh = "箱区", en = "Blocks";
  static constexpr Sights audience = seen_by::port | seen_by::customs;
  std::string block;
  Count units, slots_used;  // 20-foot slots: a 40-foot unit uses two
  Count reserved, reefers, dangerous;
  Kilograms mass;
};
constexpr auto fields(Type<BlockRow>) {
  using R = BlockRow;
  return field_list(field("block", &R::block, "箱区", "Block"),
                    field("units", &R::units, "箱数", "Units"),
                    field("slots_used", &R::slots_used, "占用箱位", "Slots used"),
                    field("reserved", &R::reserved, "预留", "Reserved"),
                    field("reefers", &R::reefers, "插电需求", "Units that need a plug"),
                    field("dangerous", &R::dangerous, "危险品箱", "Dangerous units"),
                    field("mass_kg", &R::mass, "总重", "Mass"));
}
inline Parties parties_of(BlockRow const&) {
  return {};
}

struct WorkRow {
  static constexpr std::string_view zh = "作业", en = "Work orders";
  static constexpr Sights audience = seen_by::port;
  WorkId work;
  WorkState state = WorkState::ordered;
  std::string machine;
  UnitNumber unit;
  container::PlaceKind from_kind = container::PlaceKind::outside, to_kind = container::PlaceKind::outside;
  std::string from, to;
  Instant ordered_at;
  std::optional<Instant> started_at, ended_at;
  std::string ordered_by, reason;
  std::string held_for;
  std::optional<Instant> forward_at;
  bool correction = false;
};
constexpr auto fields(Type<WorkRow>) {
  using R = WorkRow;
  return field_list(field("work", &R::work, "作业指令", "Work order"),
                    field("state", &R::state, "状态", "State"),
                    field("machine", &R::machine, "机械", "Machine"),
                    field("unit", &R::unit, "箱号", "Unit"),
                    field("from_kind", &R::from_kind, "从（类型）", "From (kind)"),
                    field("from", &R::from, "从", "From"),
                    field("to_kind", &R::to_kind, "到（类型）", "To (kind)"),
                    field("to", &R::to, "到", "To"),
                    field("ordered_at", &R::ordered_at, "下达时间", "Ordered at"),
                    field("started_at", &R::started_at, "开始时间", "Started at"),
                    field("ended_at", &R::ended_at, "结束时间", "Ended at"),
                    field("ordered_by", &R::ordered_by, "下达人", "Ordered by"),
                    field("reason", &R::reason, "原因", "Reason"),
                    field("held_for", &R::held_for, "暂缓原因", "On hold because"),
                    field("forward_at", &R::forward_at, "提前时间", "Brought forward at"),
                    field("correction", &R::correction, "更正", "Correction"));
}
inline Parties parties_of(WorkRow const&) {
  return {};
}

struct YardBoard {
  static constexpr std::string_view name = "yard";
  static constexpr bool storable = true;
  using Folds =
      Types<UnitStacked, UnitLifted, UnitDocked, UnitUndocked, PositionReserved, PositionFreed, WorkOrdered, WorkStarted, WorkDone,
            WorkCancelled, WorkReassigned, WorkHeld, WorkResumed, WorkBroughtForward, UnitTasked, UnitFreed,
            PluggedIn, PluggedOut, TemperatureRecorded,
            container::UnitBooked, container::UnitUnbooked, container::JourneyEnded, container::ContentsNoted,
            container::HoldPlaced, container::HoldReleased, container::SetPointChanged>;
  Table<StockRow> stock{"yard.stock"};
  Table<DockedRow> docked{"yard.docked"};
  Table<BlockRow> blocks{"yard.blocks"};
  Table<WorkRow> work{"yard.work"};
  auto tables() { return std::tie(stock, docked, blocks, work); }

  void apply(UnitStacked const& e, Recorded const& r);
  void apply(UnitLifted const& e, Recorded const& r);
  void apply(UnitDocked const& e, Recorded const& r);
  void apply(UnitUndocked const& e, Recorded const& r);
  void apply(PositionReserved const& e, Recorded const& r);
  void apply(PositionFreed const& e, Recorded const& r);
  void apply(WorkOrdered const& e, Recorded const& r);
  void apply(WorkStarted const& e, Recorded const& r);
  void apply(WorkDone const& e, Recorded const& r);
  void apply(WorkCancelled const& e, Recorded const& r);
  void apply(WorkReassigned const& e, Recorded const& r);
  void apply(WorkHeld const& e, Recorded const& r);
  void apply(WorkResumed const& e, Recorded const& r);
  void apply(WorkBroughtForward const& e, Recorded const& r);
  void apply(UnitTasked const& e, Recorded const& r);
  void apply(UnitFreed const& e, Recorded const& r);
  void apply(PluggedIn const& e, Recorded const& r);
  void apply(PluggedOut const& e, Recorded const& r);
  void apply(TemperatureRecorded const& e, Recorded const& r);
  void apply(container::UnitBooked const& e, Recorded const& r);
  void apply(container::UnitUnbooked const& e, Recorded const& r);
  void apply(container::JourneyEnded const& e, Recorded const& r);
  void apply(container::ContentsNoted const& e, Recorded const& r);
  void apply(container::HoldPlaced const& e, Recorded const& r);
  void apply(container::HoldReleased const& e, Recorded const& r);
  void apply(container::SetPointChanged const& e, Recorded const& r);
};

inline Position position_of(StockRow const& row) {
  return {BlockCode{row.block}, static_cast<int>(row.bay.value), static_cast<int>(row.row.value), static_cast<int>(row.tier.value)};
}

// What stands in a block and what is reserved there, as the view shows it: for proposals. Slower than the
// block's own state, but of any moment that is looked at.
BlockState block_of(YardBoard const& board, BlockCode const& block);

}  // namespace landport::yard
