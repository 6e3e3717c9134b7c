// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/table.h"
#include "port/gate/events.h"
#include "port/shift/duty.h"
#include "port/train/events.h"
#include "port/yard/events.h"

// Named view: the shifts, what was assigned and noted in them, and what is open now, so that a query need not look
// through a year of what is done.
namespace landport::shift {

inline constexpr Sights port_people = seen_by::port | seen_by::admin;

struct ShiftRow {
  static constexpr std::string_view zh = "班次", en = "Shifts";
  static constexpr Sights audience = port_people;
  ShiftId shift;
  std::string code;
  Day day;
  Instant begins, ends;
  Stage stage = Stage::none;
  std::string manager;
  std::optional<Instant> opened_at;
  ShiftId previous;
  bool skipped_hand_over = false;  // that of the shift before
  std::string reason;
  std::string handed_over_by, hand_over_remark;
  std::optional<Instant> handed_over_at;
  std::vector<OpenItem> items;
  Count left_off;
  std::string taken_over_by, take_over_remark;
  std::optional<Instant> taken_over_at;
};
constexpr auto fields(Type<ShiftRow>) {
  using R = ShiftRow;
  return field_list(field("shift", &R::shift, "班次号", "Shift"),
                    field("code", &R::code, "班别", "Code"),
                    field("day", &R::day, "日期", "Day"),
                    field("begins", &R::begins, "开始", "Begins"),
                    field("ends", &R::ends, "结束", "Ends"),
                    field("stage", &R::stage, "状态", "Stage"),
                    field("manager", &R::manager, "值班经理", "Duty manager"),
                    field("opened_at", &R::opened_at, "开班时间", "Opened at"),
                    may("previous", &R::previous, "上一班", "Shift before"),
                    field("skipped_hand_over", &R::skipped_hand_over, "上一班未交班", "Shift before not handed over"),
                    field("reason", &R::reason, "未交班原因", "Why without hand-over"),
                    field("handed_over_by", &R::handed_over_by, "交班人", "Handed over by"),
                    field("hand_over_remark", &R::hand_over_remark, "交班说明", "Remark at hand-over"),
                    field("handed_over_at", &R::handed_over_at, "交班时间", "Handed over at"),
                    field("items", &R::items, "未了事项", "What was open"),
                    field("left_off", &R::left_off, "未列出", "Left off"),
                    field("taken_over_by", &R::taken_over_by, "接班人", "Taken over by"),
                    field("take_over_remark", &R::take_over_remark, "接班说明", "Remark at taking over"),
                    field("taken_over_at", &R::taken_over_at, "接班时间", "Taken over at"));
}
inline Parties parties_of(ShiftRow const&) {
  return {};
}

struct AssignmentRow {
  static constexpr std::string_view zh = "派机", en = "Machines of shifts";
  static constexpr Sights audience = port_people;
  ShiftId shift;
  std::string machine, driver, area;
  std::string assigned_by;
  Instant assigned_at;
};
constexpr auto fields(Type<AssignmentRow>) {
  using R = AssignmentRow;
  return field_list(field("shift", &R::shift, "班次号", "Shift"),
                    field("machine", &R::machine, "机械", "Machine"),
                    field("driver", &R::driver, "司机工号", "Driver"),
                    field("area", &R::area, "箱区或股道", "Blocks or tracks"),
                    field("assigned_by", &R::assigned_by, "派机人", "Assigned by"),
                    field("assigned_at", &R::assigned_at, "派机时间", "Assigned at"));
}
inline Parties parties_of(AssignmentRow const&) {
  return {};
}
inline std::string assignment_key(ShiftId const& shift, std::string_view machine) {
  return shift.text + "/" + std::string(machine);
}

struct NoteRow {
  static constexpr std::string_view zh = "记事", en = "Notes";
  static constexpr Sights audience = port_people;
  NoteId note;
  ShiftId shift;
  std::string text, about, written_by;
  Instant written_at;
  bool open = true;
  std::string closed_by, remark;
  std::optional<Instant> closed_at;
};
constexpr auto fields(Type<NoteRow>) {
  using R = NoteRow;
  return field_list(field("note", &R::note, "记事号", "Note"),
                    may("shift", &R::shift, "班次号", "Shift"),
                    field("text", &R::text, "内容", "Text"),
                    field("about", &R::about, "关于", "About"),
                    field("written_by", &R::written_by, "记事人", "Written by"),
                    field("written_at", &R::written_at, "记事时间", "Written at"),
                    field("open", &R::open, "未了", "Open"),
                    field("closed_by", &R::closed_by, "办结人", "Closed by"),
                    field("remark", &R::remark, "结果", "Remark"),
                    field("closed_at", &R::closed_at, "办结时间", "Closed at"));
}
inline Parties parties_of(NoteRow const&) {
  return {};
}

struct RoundRow {
  static constexpr std::string_view zh = "巡温", en = "Temperature rounds";
  static constexpr Sights audience = port_people;
  RoundId round;
  ShiftId shift;
  std::string walked_by;
  Instant at;
  Count readings;
  std::vector<UnitNumber> out_of_band;
};
constexpr auto fields(Type<RoundRow>) {
  using R = RoundRow;
  return field_list(field("round", &R::round, "巡温号", "Round"),
                    may("shift", &R::shift, "班次号", "Shift"),
                    field("walked_by", &R::walked_by, "巡温人", "Walked by"),
                    field("at", &R::at, "时间", "At"),
                    field("readings", &R::readings, "读数", "Readings"),
                    field("out_of_band", &R::out_of_band, "超限箱", "Out of band"));
}
inline Parties parties_of(RoundRow const&) {
  return {};
}

// The trucks that said they would come in one hour.
struct HourRow {
  static constexpr std::string_view zh = "预约时段", en = "Trucks by hour";
  static constexpr Sights audience = port_people;
  struct Entry {
    std::string appointment;
    gate::Direction direction = gate::Direction::deliver;
    bool came = false;
  };
  Instant hour;
  Count deliver, pick_up, came;
  std::vector<Entry> entries;
};
constexpr auto fields(Type<HourRow::Entry>) {
  using E = HourRow::Entry;
  return field_list(field("appointment", &E::appointment, "预约号", "Appointment"),
                    field("direction", &E::direction, "方向", "Direction"), may("came", &E::came, "已到", "Came"));
}
constexpr auto fields(Type<HourRow>) {
  using R = HourRow;
  return field_list(field("hour", &R::hour, "时段", "Hour"), field("deliver", &R::deliver, "送箱", "Deliver"),
                    field("pick_up", &R::pick_up, "提箱", "Pick up"), field("came", &R::came, "已到", "Came"),
                    field("entries", &R::entries, "预约", "Appointments").only(seen_by::nobody));
}
inline Parties parties_of(HourRow const&) {
  return {};
}

// An index that nobody is shown: the keys of what is open in a sister's table. What it names is looked up there, so a key
// that a late fact left behind does no harm.
struct IndexRow {
  static constexpr std::string_view zh = "未了索引", en = "Index of what is open";
  static constexpr Sights audience = seen_by::nobody;
  std::vector<std::string> keys;
};
constexpr auto fields(Type<IndexRow>) {
  return field_list(field("keys", &IndexRow::keys, "对象", "Keys").only(seen_by::nobody));
}
inline Parties parties_of(IndexRow const&) {
  return {};
}

namespace index {
inline constexpr std::string_view work = "work";      // open work orders
inline constexpr std::string_view held = "held";      // "UNIT HOLD" in force
inline constexpr std::string_view reefers = "reefers";  // units in the yard that need a plug or have one
inline constexpr std::string_view trains = "trains";  // runs that are not over
inline constexpr std::string_view visits = "visits";  // trucks here
inline constexpr std::string_view notes = "notes";    // open notes
inline std::string block(std::string_view code) {     // units in that block
  return "block/" + std::string(code);
}
}  // namespace index

struct ShiftBoard {
  static constexpr std::string_view name = "shift";
  static constexpr bool storable = true;
  using Folds = Types<ShiftOpened, HandOverAsked, HandedOver, HandOverWithdrawn, TakenOver, MachineAssigned, NoteWritten, NoteClosed, RoundRecorded,
                      yard::UnitStacked, yard::UnitLifted, yard::WorkOrdered, yard::WorkDone, yard::WorkCancelled, yard::PluggedIn,
                      gate::AppointmentBooked, gate::AppointmentCancelled, gate::AppointmentKept, gate::VisitOpened,
                      gate::VisitClosed, train::TrainComposed, train::TrainArrived, train::TrainStripped, train::UnitTransferred,
                      container::HoldPlaced, container::HoldReleased>;
  Table<ShiftRow> shifts{"shift.shifts"};
  Table<AssignmentRow> assignments{"shift.assignments"};
  Table<NoteRow> notes{"shift.notes"};
  Table<RoundRow> rounds{"shift.rounds"};
  Table<HourRow> hours{"shift.hours"};
  Table<IndexRow> open{"shift.index"};
  auto tables() { return std::tie(shifts, assignments, notes, rounds, hours, open); }

  void apply(ShiftOpened const& e, Recorded const& r);
  void apply(HandOverAsked const& e, Recorded const& r);
  void apply(HandedOver const& e, Recorded const& r);
  void apply(HandOverWithdrawn const& e, Recorded const& r);
  void apply(TakenOver const& e, Recorded const& r);
  void apply(MachineAssigned const& e, Recorded const& r);
  void apply(NoteWritten const& e, Recorded const& r);
  void apply(NoteClosed const& e, Recorded const& r);
  void apply(RoundRecorded const& e, Recorded const& r);
  void apply(yard::UnitStacked const& e, Recorded const& r);
  void apply(yard::UnitLifted const& e, Recorded const& r);
  void apply(yard::WorkOrdered const& e, Recorded const& r);
  void apply(yard::WorkDone const& e, Recorded const& r);
  void apply(yard::WorkCancelled const& e, Recorded const& r);
  void apply(yard::PluggedIn const& e, Recorded const& r);
  void apply(gate::AppointmentBooked const& e, Recorded const& r);
  void apply(gate::AppointmentCancelled const& e, Recorded const& r);
  void apply(gate::AppointmentKept const& e, Recorded const& r);
  void apply(gate::VisitOpened const& e, Recorded const& r);
  void apply(gate::VisitClosed const& e, Recorded const& r);
  void apply(train::TrainComposed const& e, Recorded const& r);
  void apply(train::TrainArrived const& e, Recorded const& r);
  void apply(train::TrainStripped const& e, Recorded const& r);
  void apply(train::UnitTransferred const& e, Recorded const& r);
  void apply(container::HoldPlaced const& e, Recorded const& r);
  void apply(container::HoldReleased const& e, Recorded const& r);

  // The keys under one name of `index`; none when there are none.
  std::vector<std::string> const& keys(std::string_view what) const;

 private:
  void add(std::string_view what, std::string key);
  void drop(std::string_view what, std::string_view key);
};

// The last shift that was opened; nullptr when none was.
ShiftRow const* current_shift(ShiftBoard const& board);

}  // namespace landport::shift
