// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/desk.h"
#include "port/yard/events.h"

// What the yard can be told. Every field is a single cell.
namespace landport::yard {

inline constexpr Roles yard_staff = Role::terminal | Role::duty | Role::clock;

// A work order: take `unit` from where it is to a position in the yard, onto the truck of a visit, or to a door of
// a warehouse. Exactly one of `position`, `visit` and `door` is given. A position and a door are reserved until the
// work is done or cancelled.
struct OrderMove {
  static constexpr std::string_view wire = "yard.order_move", zh = "下达作业", en = "Order a move";
  static constexpr Roles roles = yard_staff | Role::gate;
  UnitNumber unit;
  std::optional<Position> position;
  std::string visit;
  std::string machine, reason;
  std::optional<DoorId> door;
};
constexpr auto fields(Type<OrderMove>) {
  using C = OrderMove;
  return field_list(field("unit", &C::unit, "箱号", "Unit"),
                    may("position", &C::position, "场位", "Position"),
                    may("visit", &C::visit, "到访", "Visit"),
                    may("door", &C::door, "仓门", "Door"),
                    may("machine", &C::machine, "机械", "Machine"),
                    may("reason", &C::reason, "原因", "Reason"));
}

// Work orders for a train that has arrived here: for each unit that has none yet and is not held, to a
// position that the yard chooses. (For one unit, OrderMove.)
struct OrderStripping {
  static constexpr std::string_view wire = "yard.order_stripping", zh = "下达卸车作业",
                                    en = "Order the stripping";
  static constexpr Roles roles = yard_staff;
  std::string run, machine;
};
constexpr auto fields(Type<OrderStripping>) {
  using C = OrderStripping;
  return field_list(field("run", &C::run, "列车运行", "Run"), may("machine", &C::machine, "机械", "Machine"));
}

struct StartWork {
  static constexpr std::string_view wire = "yard.start_work", zh = "开始作业", en = "Start work";
  static constexpr Roles roles = yard_staff;
  WorkId work;
  std::string machine;  // when another takes it than was ordered
};
constexpr auto fields(Type<StartWork>) {
  return field_list(field("work", &StartWork::work, "作业指令", "Work order"),
                    may("machine", &StartWork::machine, "机械", "Machine"));
}

// The unit has really been moved. `position` when it was put down elsewhere in the yard than ordered.
struct CompleteWork {
  static constexpr std::string_view wire = "yard.complete_work", zh = "完成作业", en = "Complete work";
  static constexpr Roles roles = yard_staff;
  WorkId work;
  std::optional<Position> position;
};
constexpr auto fields(Type<CompleteWork>) {
  return field_list(field("work", &CompleteWork::work, "作业指令", "Work order"),
                    may("position", &CompleteWork::position, "实际场位", "Actual position"));
}

struct CancelWork {
  static constexpr std::string_view wire = "yard.cancel_work", zh = "取消作业", en = "Cancel work";
  static constexpr Roles roles = yard_staff | Role::gate;
  WorkId work;
  std::string reason;
};
constexpr auto fields(Type<CancelWork>) {
  return field_list(field("work", &CancelWork::work, "作业指令", "Work order"),
                    field("reason", &CancelWork::reason, "原因", "Reason"));
}

// The unit stands elsewhere than recorded: a correction, kept as such. Also for a unit that the yard did not
// know to have come, while it is not on a wagon.
struct CorrectPosition {
  static constexpr std::string_view wire = "yard.correct_position", zh = "更正场位", en = "Correct position";
  static constexpr Roles roles = Role::terminal | Role::duty;
  UnitNumber unit;
  Position position;
  std::string reason;
};
constexpr auto fields(Type<CorrectPosition>) {
  using C = CorrectPosition;
  return field_list(field("unit", &C::unit, "箱号", "Unit"),
                    field("position", &C::position, "场位", "Position"),
                    field("reason", &C::reason, "原因", "Reason"));
}

// Another machine carries an order out that nobody has started.
struct ReassignWork {
  static constexpr std::string_view wire = "yard.reassign_work", zh = "改派机械", en = "Give work to another machine";
  static constexpr Roles roles = yard_staff;
  WorkId work;
  std::string machine;
};
constexpr auto fields(Type<ReassignWork>) {
  return field_list(field("work", &ReassignWork::work, "作业指令", "Work order"),
                    field("machine", &ReassignWork::machine, "机械", "Machine"));
}
// It is not started until it is resumed.
struct HoldWork {
  static constexpr std::string_view wire = "yard.hold_work", zh = "暂缓作业", en = "Hold work";
  static constexpr Roles roles = yard_staff;
  WorkId work;
  std::string reason;
};
constexpr auto fields(Type<HoldWork>) {
  return field_list(field("work", &HoldWork::work, "作业指令", "Work order"),
                    field("reason", &HoldWork::reason, "原因", "Reason"));
}
struct ResumeWork {
  static constexpr std::string_view wire = "yard.resume_work", zh = "恢复作业", en = "Resume work";
  static constexpr Roles roles = yard_staff;
  WorkId work;
};
constexpr auto fields(Type<ResumeWork>) {
  return field_list(field("work", &ResumeWork::work, "作业指令", "Work order"));
}
// To the head of what its machine has not started.
struct BringForward {
  static constexpr std::string_view wire = "yard.bring_forward", zh = "提前作业", en = "Bring work forward";
  static constexpr Roles roles = yard_staff;
  WorkId work;
};
constexpr auto fields(Type<BringForward>) {
  return field_list(field("work", &BringForward::work, "作业指令", "Work order"));
}

// `meter` is what the meter of the plug shows, in kilowatt-hours: power is billed by it.
struct PlugIn {
  static constexpr std::string_view wire = "yard.plug_in", zh = "插电", en = "Plug in";
  static constexpr Roles roles = yard_staff;
  UnitNumber unit;
  std::string plug;
  std::optional<Count> meter;
};
constexpr auto fields(Type<PlugIn>) {
  return field_list(field("unit", &PlugIn::unit, "箱号", "Unit"), may("plug", &PlugIn::plug, "插座", "Plug"),
                    may("meter_kwh", &PlugIn::meter, "电表读数（千瓦时）", "Meter (kWh)"));
}
struct PlugOut {
  static constexpr std::string_view wire = "yard.plug_out", zh = "断电", en = "Plug out";
  static constexpr Roles roles = yard_staff;
  UnitNumber unit;
  std::optional<Count> meter;
};
constexpr auto fields(Type<PlugOut>) {
  return field_list(field("unit", &PlugOut::unit, "箱号", "Unit"),
                    may("meter_kwh", &PlugOut::meter, "电表读数（千瓦时）", "Meter (kWh)"));
}

struct RecordTemperature {
  static constexpr std::string_view wire = "yard.record_temperature", zh = "记录温度",
                                    en = "Record temperature";
  static constexpr Roles roles = yard_staff;
  UnitNumber unit;
  DeciCelsius temperature;
};
constexpr auto fields(Type<RecordTemperature>) {
  return field_list(field("unit", &RecordTemperature::unit, "箱号", "Unit"),
                    field("temperature_dc", &RecordTemperature::temperature, "温度", "Temperature"));
}

Result<Facts> decide(OrderMove const& order, Desk& desk);
Result<Facts> decide(OrderStripping const& order, Desk& desk);
Result<Facts> decide(StartWork const& order, Desk& desk);
Result<Facts> decide(CompleteWork const& order, Desk& desk);
Result<Facts> decide(CancelWork const& order, Desk& desk);
Result<Facts> decide(ReassignWork const& order, Desk& desk);
Result<Facts> decide(HoldWork const& order, Desk& desk);
Result<Facts> decide(ResumeWork const& order, Desk& desk);
Result<Facts> decide(BringForward const& order, Desk& desk);
Result<Facts> decide(CorrectPosition const& order, Desk& desk);
Result<Facts> decide(PlugIn const& order, Desk& desk);
Result<Facts> decide(PlugOut const& order, Desk& desk);
Result<Facts> decide(RecordTemperature const& order, Desk& desk);

}  // namespace landport::yard
