// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/desk.h"
#include "port/gate/events.h"

// What the gate can be told. Every field is a single cell, so that what was written on paper while the
// network was down can be taken in as a spreadsheet, with the time it happened.
namespace landport::gate {

inline constexpr Roles gate_staff = Role::gate | Role::terminal | Role::duty | Role::clock;

struct BookAppointment {
  static constexpr std::string_view wire = "gate.book_appointment", zh = "预约", en = "Book appointment";
  static constexpr Roles roles = gate_staff | Role::shipper | Role::carrier;
  std::string booking;
  Direction direction = Direction::deliver;
  Instant hour;  // any moment of it
  std::string plate;
  std::optional<UnitNumber> unit;
};
constexpr auto fields(Type<BookAppointment>) {
  using C = BookAppointment;
  return field_list(field("booking", &C::booking, "订舱号", "Booking"),
                    field("direction", &C::direction, "方向", "Direction"),
                    field("hour", &C::hour, "时段", "Hour"), may("plate", &C::plate, "车牌", "Plate"),
                    may("unit", &C::unit, "箱号", "Unit"));
}

struct CancelAppointment {
  static constexpr std::string_view wire = "gate.cancel_appointment", zh = "取消预约",
                                    en = "Cancel appointment";
  static constexpr Roles roles = gate_staff | Role::shipper | Role::carrier;
  AppointmentId appointment;
  std::string reason;
};
constexpr auto fields(Type<CancelAppointment>) {
  return field_list(field("appointment", &CancelAppointment::appointment, "预约号", "Appointment"),
                    may("reason", &CancelAppointment::reason, "原因", "Reason"));
}

struct OpenVisit {
  static constexpr std::string_view wire = "gate.open_visit", zh = "车辆到达", en = "Truck arrives";
  static constexpr Roles roles = gate_staff;
  std::string plate;
  Direction direction = Direction::deliver;
  std::string lane;
  std::optional<AppointmentId> appointment;
};
constexpr auto fields(Type<OpenVisit>) {
  using C = OpenVisit;
  return field_list(
      field("plate", &C::plate, "车牌", "Plate"), field("direction", &C::direction, "方向", "Direction"),
      may("lane", &C::lane, "通道", "Lane"), may("appointment", &C::appointment, "预约号", "Appointment"));
}

// A unit comes in. Without `visit` the truck's visit is opened with it, by its `plate`. Without `booking` it
// is the one that the unit is assigned to, or that the truck was announced for. A unit that the port does not
// know is registered with its `size_type`.
struct AdmitUnit {
  static constexpr std::string_view wire = "gate.admit_unit", zh = "进闸", en = "Admit unit";
  static constexpr Roles roles = gate_staff;
  UnitNumber unit;
  std::string visit, plate, lane, booking;
  std::optional<SizeType> size_type;
  bool full = true;
  std::optional<Kilograms> gross;
  std::string seal;
  container::Condition condition = container::Condition::sound;
  std::string condition_note, photos;
  bool confirm_bad_check_digit = false;
};
constexpr auto fields(Type<AdmitUnit>) {
  using C = AdmitUnit;
  return field_list(field("unit", &C::unit, "箱号", "Unit"),
                    may("visit", &C::visit, "到访", "Visit"),
                    may("plate", &C::plate, "车牌", "Plate"),
                    may("lane", &C::lane, "通道", "Lane"),
                    may("booking", &C::booking, "订舱号", "Booking"),
                    may("size_type", &C::size_type, "箱型", "Size and type"),
                    may("full", &C::full, "重箱", "Full"),
                    may("gross_kg", &C::gross, "总重", "Gross mass"),
                    may("seal", &C::seal, "封号", "Seal"),
                    may("condition", &C::condition, "箱况", "Condition"),
                    may("condition_note", &C::condition_note, "箱况说明", "Condition note"),
                    may("photos", &C::photos, "照片", "Photos"),
                    may("confirm_bad_check_digit", &C::confirm_bad_check_digit, "确认校验码不符",
                        "Confirm bad check digit"));
}

struct WeighUnit {
  static constexpr std::string_view wire = "gate.weigh_unit", zh = "过磅", en = "Weigh unit";
  static constexpr Roles roles = gate_staff;
  VisitId visit;
  UnitNumber unit;
  Kilograms gross;  // of the unit, the truck taken off
  std::string lane;
};
constexpr auto fields(Type<WeighUnit>) {
  using C = WeighUnit;
  return field_list(field("visit", &C::visit, "到访", "Visit"), field("unit", &C::unit, "箱号", "Unit"),
                    field("gross_kg", &C::gross, "总重", "Gross mass"),
                    field("lane", &C::lane, "地磅通道", "Weighbridge lane"));
}

struct IssueReceipt {
  static constexpr std::string_view wire = "gate.issue_receipt", zh = "开设备交接单", en = "Issue receipt";
  static constexpr Roles roles = gate_staff;
  VisitId visit;
  UnitNumber unit;
};
constexpr auto fields(Type<IssueReceipt>) {
  return field_list(field("visit", &IssueReceipt::visit, "到访", "Visit"),
                    field("unit", &IssueReceipt::unit, "箱号", "Unit"));
}

struct ReleaseUnit {
  static constexpr std::string_view wire = "gate.release_unit", zh = "出闸", en = "Release unit";
  static constexpr Roles roles = gate_staff;
  VisitId visit;
  UnitNumber unit;
};
constexpr auto fields(Type<ReleaseUnit>) {
  return field_list(field("visit", &ReleaseUnit::visit, "到访", "Visit"),
                    field("unit", &ReleaseUnit::unit, "箱号", "Unit"));
}

// How a truck came was recorded wrongly: its plate, its direction (both as they were when they are not given) or the
// time. Given with an earlier time than now, that is when it arrived; given without, the time stands.
struct CorrectVisit {
  static constexpr std::string_view wire = "gate.correct_visit", zh = "更正到访", en = "Correct a visit";
  static constexpr Roles roles = Role::gate | Role::terminal | Role::duty;
  VisitId visit;
  std::int64_t corrects = 0;
  std::string plate;
  std::optional<Direction> direction;
  std::string reason;
};
constexpr auto fields(Type<CorrectVisit>) {
  using C = CorrectVisit;
  return field_list(field("visit", &C::visit, "到访", "Visit"),
                    field("corrects", &C::corrects, "被更正事件", "Corrected event"),
                    may("plate", &C::plate, "车牌", "Plate"), may("direction", &C::direction, "方向", "Direction"),
                    field("reason", &C::reason, "原因", "Reason"));
}

struct CloseVisit {
  static constexpr std::string_view wire = "gate.close_visit", zh = "车辆离开", en = "Truck leaves";
  static constexpr Roles roles = gate_staff;
  VisitId visit;
};
constexpr auto fields(Type<CloseVisit>) {
  return field_list(field("visit", &CloseVisit::visit, "到访", "Visit"));
}

Result<Facts> decide(BookAppointment const& order, Desk& desk);
Result<Facts> decide(CancelAppointment const& order, Desk& desk);
Result<Facts> decide(OpenVisit const& order, Desk& desk);
Result<Facts> decide(AdmitUnit const& order, Desk& desk);
Result<Facts> decide(WeighUnit const& order, Desk& desk);
Result<Facts> decide(IssueReceipt const& order, Desk& desk);
Result<Facts> decide(ReleaseUnit const& order, Desk& desk);
Result<Facts> decide(CorrectVisit const& order, Desk& desk);
Result<Facts> decide(CloseVisit const& order, Desk& desk);

}  // namespace landport::gate
