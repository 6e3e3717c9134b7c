// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/table.h"
#include "port/gate/events.h"

// Named view: trucks at the terminal, and those that said they would come.
namespace landport::gate {

inline constexpr Sights gate_sights =
    seen_by::port | seen_by::owner | seen_by::carrier | seen_by::customs | seen_by::admin;

struct VisitRow {
  static constexpr std::string_view zh = "车辆到访", en = "Visits";
  static constexpr Sights audience = gate_sights;
  VisitId visit;
  std::string plate;
  Direction direction = Direction::deliver;
  std::string lane;
  bool open = true;
  Instant arrived_at;
  std::optional<Instant> left_at;
  std::optional<std::int64_t> turn_minutes;
  std::string appointment, booking, owner, carrier;
  std::vector<UnitNumber> brought, on_truck, taken;
  std::vector<std::string> flags, receipts;
  std::int64_t correction = 0;  // sequence of the event that put right how it came; 0: none did
};
constexpr auto fields(Type<VisitRow>) {
  using R = VisitRow;
  return field_list(field("visit", &R::visit, "到访", "Visit"),
                    field("plate", &R::plate, "车牌", "Plate"),
                    field("direction", &R::direction, "方向", "Direction"),
                    field("lane", &R::lane, "通道", "Lane"),
                    field("open", &R::open, "在场", "Here"),
                    field("arrived_at", &R::arrived_at, "到达时间", "Arrived at"),
                    field("left_at", &R::left_at, "离开时间", "Left at"),
                    field("turn_minutes", &R::turn_minutes, "周转时间（分钟）", "Turn time (minutes)"),
                    field("appointment", &R::appointment, "预约号", "Appointment"),
                    field("booking", &R::booking, "订舱号", "Booking"),
                    field("owner", &R::owner, "货主单位", "Owner"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("brought", &R::brought, "送来的箱", "Brought"),
                    field("on_truck", &R::on_truck, "车上的箱", "On the truck"),
                    field("taken", &R::taken, "带走的箱", "Taken"),
                    field("flags", &R::flags, "不符项", "Flags"),
                    field("receipts", &R::receipts, "交接单", "Receipts"),
                    may("correction", &R::correction, "更正事件", "Correction"));
}
inline Parties parties_of(VisitRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

enum class AppointmentState : std::uint8_t { booked, kept, cancelled };
constexpr auto choices(Type<AppointmentState>) {
  return std::array{
      Choice<AppointmentState>{AppointmentState::booked, "booked", "已预约", "Booked"},
      Choice<AppointmentState>{AppointmentState::kept, "kept", "已到场", "Kept"},
      Choice<AppointmentState>{AppointmentState::cancelled, "cancelled", "已取消", "Cancelled"}};
}
struct AppointmentRow {
  static constexpr std::string_view zh = "预约", en = "Appointments";
  static constexpr Sights audience = gate_sights;
  AppointmentId appointment;
  Instant hour;
  Direction direction = Direction::deliver;
  AppointmentState state = AppointmentState::booked;
  std::string booking, owner, carrier, plate;
  std::optional<UnitNumber> unit;
  std::string visit;
};
constexpr auto fields(Type<AppointmentRow>) {
  using R = AppointmentRow;
  return field_list(field("appointment", &R::appointment, "预约号", "Appointment"),
                    field("hour", &R::hour, "时段", "Hour"),
                    field("direction", &R::direction, "方向", "Direction"),
                    field("state", &R::state, "状态", "State"),
                    field("booking", &R::booking, "订舱号", "Booking"),
                    field("owner", &R::owner, "货主单位", "Owner"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("plate", &R::plate, "车牌", "Plate"),
                    field("unit", &R::unit, "箱号", "Unit"),
                    field("visit", &R::visit, "到访", "Visit"));
}
inline Parties parties_of(AppointmentRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

// What a truck that is here waits for.
enum class Step : std::uint8_t { admit, unload, load, release, leave };
constexpr auto choices(Type<Step>) {
  return std::array{Choice<Step>{Step::admit, "admit", "待进闸", "To be admitted"},
                    Choice<Step>{Step::unload, "unload", "待卸箱", "To be unloaded"},
                    Choice<Step>{Step::load, "load", "待装箱", "To be loaded"},
                    Choice<Step>{Step::release, "release", "待出闸", "To be released"},
                    Choice<Step>{Step::leave, "leave", "待离开", "To leave"}};
}
struct QueueRow {
  static constexpr std::string_view zh = "闸口队列", en = "Queue";
  static constexpr Sights audience = seen_by::port;
  VisitId visit;
  std::string plate, lane;
  Direction direction = Direction::deliver;
  Step step = Step::admit;
  Instant arrived_at, step_since;
  std::vector<UnitNumber> on_truck;
  std::string booking;
};
constexpr auto fields(Type<QueueRow>) {
  using R = QueueRow;
  return field_list(field("visit", &R::visit, "到访", "Visit"),
                    field("plate", &R::plate, "车牌", "Plate"),
                    field("lane", &R::lane, "通道", "Lane"),
                    field("direction", &R::direction, "方向", "Direction"),
                    field("step", &R::step, "等待", "Waits"),
                    field("arrived_at", &R::arrived_at, "到达时间", "Arrived at"),
                    field("step_since", &R::step_since, "等待起", "Waits since"),
                    field("on_truck", &R::on_truck, "车上的箱", "On the truck"),
                    field("booking", &R::booking, "订舱号", "Booking"));
}
inline Parties parties_of(QueueRow const&) {
  return {};
}

struct GateBoard {
  static constexpr std::string_view name = "gate";
  static constexpr bool storable = true;
  using Folds = Types<AppointmentBooked, AppointmentCancelled, AppointmentKept, VisitOpened, VisitCorrected, UnitAdmitted,
                      UnitReleased, UnitPutOn, UnitTakenOff, ReceiptIssued, VisitClosed>;
  Table<VisitRow> visits{"gate.visits"};
  Table<AppointmentRow> appointments{"gate.appointments"};
  Table<QueueRow> queue{"gate.queue"};
  auto tables() { return std::tie(visits, appointments, queue); }

  void apply(AppointmentBooked const& e, Recorded const& r);
  void apply(AppointmentCancelled const& e, Recorded const& r);
  void apply(AppointmentKept const& e, Recorded const& r);
  void apply(VisitOpened const& e, Recorded const& r);
  void apply(VisitCorrected const& e, Recorded const& r);
  void apply(UnitAdmitted const& e, Recorded const& r);
  void apply(UnitReleased const& e, Recorded const& r);
  void apply(UnitPutOn const& e, Recorded const& r);
  void apply(UnitTakenOff const& e, Recorded const& r);
  void apply(ReceiptIssued const& e, Recorded const& r);
  void apply(VisitClosed const& e, Recorded const& r);

 private:
  VisitRow& visit(VisitId const& id, Recorded const& r);
  void show_in_queue(VisitRow const& row, Recorded const& r);
};

}  // namespace landport::gate
