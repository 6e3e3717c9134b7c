// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/event.h"
#include "port/container/events.h"
#include "words/fields.h"

// What can happen at the gate. A visit is one truck at the terminal; a unit on it has the place truck/VISIT
// in its own stream, so the visit keeps only what came and went with it.
namespace landport::gate {

struct VisitId : Name<VisitId> {
  using Name::Name;
};
struct AppointmentId : Name<AppointmentId> {
  using Name::Name;
};

inline constexpr Sights gate_audience = container::unit_audience;

inline StreamName visit_stream(VisitId const& visit) {
  return stream_name("visit", visit.text);
}
// All appointments of one hour stand in one stream, gate-hour/2026-12-01T08 (UTC), so that the quota of the
// hour holds whatever arrives together.
inline StreamName hour_stream(Instant at) {
  return stream_name("gate-hour", to_text(at).substr(0, 13));
}
inline Instant hour_of(Instant at) {
  return {at.ms - ((at.ms % 3'600'000) + 3'600'000) % 3'600'000};
}
inline container::Place on_truck(VisitId const& visit) {
  return {container::PlaceKind::truck, visit.text};
}

// What a truck comes for.
enum class Direction : std::uint8_t { deliver, pick_up };
constexpr auto choices(Type<Direction>) {
  return std::array{Choice<Direction>{Direction::deliver, "deliver", "送箱进港", "Delivers a unit"},
                    Choice<Direction>{Direction::pick_up, "pick_up", "提箱出港", "Picks a unit up"}};
}

// ---- appointments (gate-hour/HOUR) ----

struct AppointmentBooked {
  static constexpr std::string_view wire = "gate.appointment_booked.v1", zh = "预约",
                                    en = "Appointment booked";
  static constexpr Sights audience = gate_audience;
  AppointmentId appointment;
  Instant hour;
  Direction direction = Direction::deliver;
  std::string booking, owner, carrier;  // whose booking it is for
  std::string plate;
  std::optional<UnitNumber> unit;
};
constexpr auto fields(Type<AppointmentBooked>) {
  using E = AppointmentBooked;
  return field_list(field("appointment", &E::appointment, "预约号", "Appointment"),
                    field("hour", &E::hour, "时段", "Hour"),
                    field("direction", &E::direction, "方向", "Direction"),
                    field("booking", &E::booking, "订舱号", "Booking"),
                    may("owner", &E::owner, "货主单位", "Owner"),
                    may("carrier", &E::carrier, "承运单位", "Carrier"),
                    may("plate", &E::plate, "车牌", "Plate"),
                    may("unit", &E::unit, "箱号", "Unit"));
}
struct AppointmentCancelled {
  static constexpr std::string_view wire = "gate.appointment_cancelled.v1", zh = "取消预约",
                                    en = "Appointment cancelled";
  static constexpr Sights audience = gate_audience;
  AppointmentId appointment;
  std::string reason;
};
constexpr auto fields(Type<AppointmentCancelled>) {
  return field_list(field("appointment", &AppointmentCancelled::appointment, "预约号", "Appointment"),
                    may("reason", &AppointmentCancelled::reason, "原因", "Reason"));
}
struct AppointmentKept {
  static constexpr std::string_view wire = "gate.appointment_kept.v1", zh = "预约到场",
                                    en = "Appointment kept";
  static constexpr Sights audience = gate_audience;
  AppointmentId appointment;
  VisitId visit;
};
constexpr auto fields(Type<AppointmentKept>) {
  return field_list(field("appointment", &AppointmentKept::appointment, "预约号", "Appointment"),
                    field("visit", &AppointmentKept::visit, "到访", "Visit"));
}

// ---- visits (visit/ID) ----

struct VisitOpened {
  static constexpr std::string_view wire = "gate.visit_opened.v1", zh = "车辆到达", en = "Truck arrived";
  static constexpr Sights audience = gate_audience;
  VisitId visit;
  std::string plate;
  Direction direction = Direction::deliver;
  std::string lane;
  std::optional<AppointmentId> appointment;
  std::string booking, owner, carrier;  // from the appointment
};
constexpr auto fields(Type<VisitOpened>) {
  using E = VisitOpened;
  return field_list(field("visit", &E::visit, "到访", "Visit"),
                    field("plate", &E::plate, "车牌", "Plate"),
                    field("direction", &E::direction, "方向", "Direction"),
                    may("lane", &E::lane, "通道", "Lane"),
                    may("appointment", &E::appointment, "预约号", "Appointment"),
                    may("booking", &E::booking, "订舱号", "Booking"),
                    may("owner", &E::owner, "货主单位", "Owner"),
                    may("carrier", &E::carrier, "承运单位", "Carrier"));
}
// How a truck came was recorded wrongly: what was wrong stays in the journal, this says how it was. All of it is given,
// also what was right.
struct VisitCorrected {
  static constexpr std::string_view wire = "gate.visit_corrected.v1", zh = "到访更正", en = "Visit corrected";
  static constexpr Sights audience = gate_audience;
  VisitId visit;
  std::int64_t corrects = 0;  // sequence of the wrong event: the arrival, or the correction before this one
  std::string plate;
  Direction direction = Direction::deliver;
  Instant arrived_at, wrong_arrived_at;  // the same when the time was right
  std::optional<Instant> left_at;        // of a truck that has left
  std::string reason;
};
constexpr auto fields(Type<VisitCorrected>) {
  using E = VisitCorrected;
  return field_list(field("visit", &E::visit, "到访", "Visit"),
                    field("corrects", &E::corrects, "被更正事件", "Corrected event"),
                    field("plate", &E::plate, "车牌", "Plate"),
                    field("direction", &E::direction, "方向", "Direction"),
                    field("arrived_at", &E::arrived_at, "到达时间", "Arrived at"),
                    field("wrong_arrived_at", &E::wrong_arrived_at, "原记到达时间", "Arrived at, as recorded before"),
                    may("left_at", &E::left_at, "离开时间", "Left at"),
                    field("reason", &E::reason, "原因", "Reason"));
}
struct UnitAdmitted {
  static constexpr std::string_view wire = "gate.unit_admitted.v1", zh = "进闸", en = "Unit admitted";
  static constexpr Sights audience = gate_audience;
  VisitId visit;
  UnitNumber unit;
  std::string booking, owner, carrier;  // empty: an empty unit or one without a booking
  std::optional<Kilograms> gross;
  std::string seal;
  container::Condition condition = container::Condition::sound;
  std::string photos;
  std::string
      flags;  // what did not match the pre-advice and was let in all the same, in codes joined with '+'
};
constexpr auto fields(Type<UnitAdmitted>) {
  using E = UnitAdmitted;
  return field_list(field("visit", &E::visit, "到访", "Visit"),
                    field("unit", &E::unit, "箱号", "Unit"),
                    may("booking", &E::booking, "订舱号", "Booking"),
                    may("owner", &E::owner, "货主单位", "Owner"),
                    may("carrier", &E::carrier, "承运单位", "Carrier"),
                    may("gross_kg", &E::gross, "总重", "Gross mass"),
                    may("seal", &E::seal, "封号", "Seal"),
                    may("condition", &E::condition, "箱况", "Condition"),
                    may("photos", &E::photos, "照片", "Photos"),
                    may("flags", &E::flags, "不符项", "Flags"));
}
struct UnitReleased {
  static constexpr std::string_view wire = "gate.unit_released.v1", zh = "出闸", en = "Unit released";
  static constexpr Sights audience = gate_audience;
  VisitId visit;
  UnitNumber unit;
  std::string owner;
};
constexpr auto fields(Type<UnitReleased>) {
  return field_list(field("visit", &UnitReleased::visit, "到访", "Visit"),
                    field("unit", &UnitReleased::unit, "箱号", "Unit"),
                    may("owner", &UnitReleased::owner, "货主单位", "Owner"));
}
// Written by the yard in the commit of its own move: the unit was set on the truck, or taken off it.
struct UnitPutOn {
  static constexpr std::string_view wire = "gate.unit_put_on.v1", zh = "装上车", en = "Put on the truck";
  static constexpr Sights audience = gate_audience;
  VisitId visit;
  UnitNumber unit;
};
constexpr auto fields(Type<UnitPutOn>) {
  return field_list(field("visit", &UnitPutOn::visit, "到访", "Visit"),
                    field("unit", &UnitPutOn::unit, "箱号", "Unit"));
}
struct UnitTakenOff {
  static constexpr std::string_view wire = "gate.unit_taken_off.v1", zh = "卸下车",
                                    en = "Taken off the truck";
  static constexpr Sights audience = gate_audience;
  VisitId visit;
  UnitNumber unit;
};
constexpr auto fields(Type<UnitTakenOff>) {
  return field_list(field("visit", &UnitTakenOff::visit, "到访", "Visit"),
                    field("unit", &UnitTakenOff::unit, "箱号", "Unit"));
}
struct UnitWeighed {
  static constexpr std::string_view wire = "gate.unit_weighed.v1", zh = "过磅", en = "Weighed";
  static constexpr Sights audience = gate_audience;
  VisitId visit;
  UnitNumber unit;
  Kilograms gross;  // of the unit, the truck taken off
  std::string weighbridge;
};
constexpr auto fields(Type<UnitWeighed>) {
  using E = UnitWeighed;
  return field_list(field("visit", &E::visit, "到访", "Visit"), field("unit", &E::unit, "箱号", "Unit"),
                    field("gross_kg", &E::gross, "总重", "Gross mass"),
                    may("weighbridge", &E::weighbridge, "地磅", "Weighbridge"));
}
// An equipment interchange receipt (EIR).
struct ReceiptIssued {
  static constexpr std::string_view wire = "gate.receipt_issued.v1", zh = "设备交接单", en = "Receipt issued";
  static constexpr Sights audience = gate_audience;
  VisitId visit;
  UnitNumber unit;
  std::string receipt;
};
constexpr auto fields(Type<ReceiptIssued>) {
  return field_list(field("visit", &ReceiptIssued::visit, "到访", "Visit"),
                    field("unit", &ReceiptIssued::unit, "箱号", "Unit"),
                    field("receipt", &ReceiptIssued::receipt, "交接单号", "Receipt"));
}
struct VisitClosed {
  static constexpr std::string_view wire = "gate.visit_closed.v1", zh = "车辆离开", en = "Truck left";
  static constexpr Sights audience = gate_audience;
  VisitId visit;
};
constexpr auto fields(Type<VisitClosed>) {
  return field_list(field("visit", &VisitClosed::visit, "到访", "Visit"));
}

// ---- what sisters may know of a visit: desk.look<Visit>(visit_stream(id)) ----

struct Visit {
  using Folds =
      Types<VisitOpened, VisitCorrected, UnitAdmitted, UnitReleased, UnitPutOn, UnitTakenOff, VisitClosed>;
  bool exists = false, closed = false;
  Direction direction = Direction::deliver;
  std::string plate, booking, owner;
  std::vector<UnitNumber> brought;   // units that came in on it
  std::vector<UnitNumber> taken;     // units that left on it
  std::vector<UnitNumber> on_truck;  // what is on it now
  bool open() const { return exists && !closed; }
  bool carries(UnitNumber const& unit) const {
    return std::find(on_truck.begin(), on_truck.end(), unit) != on_truck.end();
  }
};
inline void evolve(Visit& s, VisitOpened const& e) {
  s.exists = true;
  s.direction = e.direction;
  s.plate = e.plate;
  s.booking = e.booking;
  s.owner = e.owner;
}
inline void evolve(Visit& s, VisitCorrected const& e) {
  s.direction = e.direction;
  s.plate = e.plate;
}
inline void evolve(Visit& s, UnitAdmitted const& e) {
  s.brought.push_back(e.unit);
  s.on_truck.push_back(e.unit);
}
inline void evolve(Visit& s, UnitReleased const& e) {
  s.taken.push_back(e.unit);
  std::erase(s.on_truck, e.unit);
}
inline void evolve(Visit& s, UnitPutOn const& e) {
  s.on_truck.push_back(e.unit);
}
inline void evolve(Visit& s, UnitTakenOff const& e) {
  std::erase(s.on_truck, e.unit);
}
inline void evolve(Visit& s, VisitClosed const&) {
  s.closed = true;
}

}  // namespace landport::gate
