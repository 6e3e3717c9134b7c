// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/event.h"
#include "port/container/events.h"
#include "words/fields.h"

// What can happen in a shift of the port. Who runs the port now, and whether the shift before was handed over, is a rule
// of one stream (duty/port); what is written and assigned in a shift stands in shift/ID, each note in note/ID.
namespace landport::shift {

// "20261129-N": the day on which it begins by the port's clock, and its code in shifts.csv.
struct ShiftId : Name<ShiftId> {
  using Name::Name;
};
struct NoteId : Name<NoteId> {
  using Name::Name;
};
struct RoundId : Name<RoundId> {
  using Name::Name;
};

inline StreamName duty_stream() {
  return stream_name("duty", "port");
}
inline StreamName shift_stream(ShiftId const& shift) {
  return stream_name("shift", shift.text);
}
inline StreamName note_stream(NoteId const& note) {
  return stream_name("note", note.text);
}
inline StreamName round_stream(RoundId const& round) {
  return stream_name("round", round.text);
}

// ---- what is left open ----

enum class OpenKind : std::uint8_t {
  work,
  held,
  late_train,
  out_of_band,
  missed_reading,
  note,
  silent_train,
  embargo,
  bad_order,
  plan_waiting,
  long_wait
};
constexpr auto choices(Type<OpenKind>) {
  return std::array{Choice<OpenKind>{OpenKind::work, "work", "未完作业", "Open work order"},
                    Choice<OpenKind>{OpenKind::held, "held", "扣留箱", "Held unit"},
                    Choice<OpenKind>{OpenKind::late_train, "late_train", "晚点列车", "Late train"},
                    Choice<OpenKind>{OpenKind::out_of_band, "out_of_band", "温度超限", "Reefer out of band"},
                    Choice<OpenKind>{OpenKind::missed_reading, "missed_reading", "漏测冷箱", "Missed reading"},
                    Choice<OpenKind>{OpenKind::note, "note", "未了事项", "Open note"},
                    Choice<OpenKind>{OpenKind::silent_train, "silent_train", "应到未报列车", "Train without report"},
                    Choice<OpenKind>{OpenKind::embargo, "embargo", "停限装", "Embargo"},
                    Choice<OpenKind>{OpenKind::bad_order, "bad_order", "扣修车", "Bad-order wagon"},
                    Choice<OpenKind>{OpenKind::plan_waiting, "plan_waiting", "日班计划待批", "Railway plan unanswered"},
                    Choice<OpenKind>{OpenKind::long_wait, "long_wait", "久候车辆", "Truck that waits long"}};
}
// One thing that the next shift takes over: the work order, unit, train or note, and what is to be known of it in codes
// and numbers that need no language.
struct OpenItem {
  OpenKind kind = OpenKind::work;
  std::string ref, about;
  std::optional<Instant> since;
  std::optional<std::int64_t> minutes;  // late, without a report, or waiting
  bool operator==(OpenItem const&) const = default;
};
constexpr auto fields(Type<OpenItem>) {
  return field_list(field("kind", &OpenItem::kind, "类别", "Kind"), field("ref", &OpenItem::ref, "对象", "What"),
                    may("about", &OpenItem::about, "情况", "About"), may("since", &OpenItem::since, "自", "Since"),
                    may("minutes", &OpenItem::minutes, "分钟", "Minutes"));
}

// ---- facts of duty/port ----

// Somebody runs the port from now on. `skipped_hand_over`: the shift before was not handed over, and why.
struct ShiftOpened {
  static constexpr std::string_view wire = "shift.shift_opened.v1", zh = "开班", en = "Shift opened";
  ShiftId shift;
  std::string code;
  Day day;
  Instant begins, ends;
  std::string manager;
  ShiftId previous;  // empty: the first of all
  bool skipped_hand_over = false;
  std::string reason;
};
constexpr auto fields(Type<ShiftOpened>) {
  using E = ShiftOpened;
  return field_list(field("shift", &E::shift, "班次号", "Shift"),
                    field("code", &E::code, "班别", "Code"),
                    field("day", &E::day, "日期", "Day"),
                    field("begins", &E::begins, "开始", "Begins"),
                    field("ends", &E::ends, "结束", "Ends"),
                    field("manager", &E::manager, "值班经理", "Duty manager"),
                    may("previous", &E::previous, "上一班", "Shift before"),
                    may("skipped_hand_over", &E::skipped_hand_over, "未交班", "Without hand-over"),
                    may("reason", &E::reason, "原因", "Reason"));
}
struct HandOverAsked {
  static constexpr std::string_view wire = "shift.hand_over_asked.v1", zh = "申请交班", en = "Hand-over asked for";
  ShiftId shift;
  std::string remark;
};
constexpr auto fields(Type<HandOverAsked>) {
  return field_list(field("shift", &HandOverAsked::shift, "班次号", "Shift"),
                    may("remark", &HandOverAsked::remark, "交班说明", "Remark"));
}
// What was open then, as the views showed it; kept for good.
struct HandedOver {
  static constexpr std::string_view wire = "shift.handed_over.v1", zh = "交班", en = "Handed over";
  ShiftId shift;
  std::vector<OpenItem> items;
  Count left_off;  // items beyond `open_items_max`
};
inline constexpr std::size_t open_items_max = 2'000;
constexpr auto fields(Type<HandedOver>) {
  return field_list(field("shift", &HandedOver::shift, "班次号", "Shift"),
                    field("items", &HandedOver::items, "未了事项", "What is open"),
                    may("left_off", &HandedOver::left_off, "未列出", "Left off"));
}
// The one who asked for it goes on after all.
struct HandOverWithdrawn {
  static constexpr std::string_view wire = "shift.hand_over_withdrawn.v1", zh = "撤回交班", en = "Hand-over withdrawn";
  ShiftId shift;
  std::string reason;
};
constexpr auto fields(Type<HandOverWithdrawn>) {
  return field_list(field("shift", &HandOverWithdrawn::shift, "班次号", "Shift"), field("reason", &HandOverWithdrawn::reason, "原因", "Reason"));
}
struct TakenOver {
  static constexpr std::string_view wire = "shift.taken_over.v1", zh = "接班", en = "Taken over";
  ShiftId shift;  // that was handed over
  ShiftId next;
  std::string remark;
};
constexpr auto fields(Type<TakenOver>) {
  return field_list(field("shift", &TakenOver::shift, "班次号", "Shift"), field("next", &TakenOver::next, "下一班", "Next shift"),
                    may("remark", &TakenOver::remark, "接班说明", "Remark"));
}

// ---- facts of shift/ID ----

// Who drives a machine, and where. `driver` is a staff code, never a personal name.
struct MachineAssigned {
  static constexpr std::string_view wire = "shift.machine_assigned.v1", zh = "派机", en = "Machine assigned";
  ShiftId shift;
  std::string machine, driver, area;
};
constexpr auto fields(Type<MachineAssigned>) {
  using E = MachineAssigned;
  return field_list(field("shift", &E::shift, "班次号", "Shift"), field("machine", &E::machine, "机械", "Machine"),
                    may("driver", &E::driver, "司机工号", "Driver"), may("area", &E::area, "箱区或股道", "Blocks or tracks"));
}

// ---- facts of note/ID ----

struct NoteWritten {
  static constexpr std::string_view wire = "shift.note_written.v1", zh = "记事", en = "Note written";
  NoteId note;
  ShiftId shift;  // empty: outside any
  std::string text, about;
};
constexpr auto fields(Type<NoteWritten>) {
  using E = NoteWritten;
  return field_list(field("note", &E::note, "记事号", "Note"), may("shift", &E::shift, "班次号", "Shift"),
                    field("text", &E::text, "内容", "Text"), may("about", &E::about, "关于", "About"));
}
struct NoteClosed {
  static constexpr std::string_view wire = "shift.note_closed.v1", zh = "记事办结", en = "Note closed";
  NoteId note;
  std::string remark;
};
constexpr auto fields(Type<NoteClosed>) {
  return field_list(field("note", &NoteClosed::note, "记事号", "Note"), may("remark", &NoteClosed::remark, "结果", "Remark"));
}

// ---- facts of a temperature round (round/ID, and of the units themselves) ----

// Somebody walked along the reefers. The readings are facts of the units (yard.temperature_recorded.v1).
struct RoundRecorded {
  static constexpr std::string_view wire = "shift.round_recorded.v1", zh = "巡温", en = "Temperature round";
  RoundId round;
  ShiftId shift;
  Count readings;
  std::vector<UnitNumber> out_of_band;
};
constexpr auto fields(Type<RoundRecorded>) {
  using E = RoundRecorded;
  return field_list(field("round", &E::round, "巡温号", "Round"), may("shift", &E::shift, "班次号", "Shift"),
                    field("readings", &E::readings, "读数", "Readings"),
                    may("out_of_band", &E::out_of_band, "超限箱", "Out of band"));
}
// Further from its set point than the pack's band allows.
struct TemperatureOutOfBand {
  static constexpr std::string_view wire = "shift.temperature_out_of_band.v1", zh = "温度超限", en = "Temperature out of band";
  static constexpr Sights audience = container::unit_audience;
  UnitNumber unit;
  DeciCelsius temperature, set_point, band;
};
constexpr auto fields(Type<TemperatureOutOfBand>) {
  using E = TemperatureOutOfBand;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("temperature_dc", &E::temperature, "温度", "Temperature"),
                    field("set_point_dc", &E::set_point, "设定温度", "Set point"), field("band_dc", &E::band, "允许偏差", "Band"));
}

}  // namespace landport::shift
