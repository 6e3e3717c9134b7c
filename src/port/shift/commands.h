// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/desk.h"
#include "port/shift/events.h"

// What a shift can be told.
namespace landport::shift {

inline constexpr Roles managers = Role::duty;
inline constexpr Roles crew = Role::terminal | Role::duty | Role::clock;

// Opens the shift that it is time for (or about to be). The shift before must have been handed over and taken over;
// without that a reason is asked for, and both are kept.
struct OpenShift {
  static constexpr std::string_view wire = "shift.open", zh = "开班", en = "Open a shift";
  static constexpr Roles roles = managers;
  std::string reason;
};
constexpr auto fields(Type<OpenShift>) {
  return field_list(may("reason", &OpenShift::reason, "未交班原因", "Why without hand-over"));
}
// The port then lists what is open, within a second or two. Whoever hands over for the manager says why in the remark.
struct HandOver {
  static constexpr std::string_view wire = "shift.hand_over", zh = "交班", en = "Hand over";
  static constexpr Roles roles = managers;
  ShiftId shift;
  std::string remark;
};
constexpr auto fields(Type<HandOver>) {
  return field_list(field("shift", &HandOver::shift, "班次号", "Shift"), may("remark", &HandOver::remark, "交班说明", "Remark"));
}
// Given by the port's clock, which sees the views.
struct ListOpen {
  static constexpr std::string_view wire = "shift.list_open", zh = "列出未了事项", en = "List what is open";
  static constexpr Roles roles = Role::clock;
  ShiftId shift;
  std::vector<OpenItem> items;
  Count left_off;
};
constexpr auto fields(Type<ListOpen>) {
  return field_list(field("shift", &ListOpen::shift, "班次号", "Shift"), field("items", &ListOpen::items, "未了事项", "What is open"),
                    may("left_off", &ListOpen::left_off, "未列出", "Left off"));
}
// Until somebody has taken over.
struct WithdrawHandOver {
  static constexpr std::string_view wire = "shift.withdraw_hand_over", zh = "撤回交班", en = "Withdraw the hand-over";
  static constexpr Roles roles = managers;
  ShiftId shift;
  std::string reason;
};
constexpr auto fields(Type<WithdrawHandOver>) {
  return field_list(field("shift", &WithdrawHandOver::shift, "班次号", "Shift"), field("reason", &WithdrawHandOver::reason, "原因", "Reason"));
}
// The next duty manager has read it and confirms; the next shift is open with that, not earlier than a shift may be opened.
struct TakeOver {
  static constexpr std::string_view wire = "shift.take_over", zh = "接班", en = "Take over";
  static constexpr Roles roles = managers;
  ShiftId shift;  // that was handed over
  std::string remark;
};
constexpr auto fields(Type<TakeOver>) {
  return field_list(field("shift", &TakeOver::shift, "上一班", "Shift before"), may("remark", &TakeOver::remark, "接班说明", "Remark"));
}

// The last word counts. Without a driver the machine stands in that shift.
struct AssignMachine {
  static constexpr std::string_view wire = "shift.assign_machine", zh = "派机", en = "Assign a machine";
  static constexpr Roles roles = crew;
  ShiftId shift;
  std::string machine, driver;
  std::string area;  // blocks or tracks that it serves, joined with '+'; empty: wherever it reaches
};
constexpr auto fields(Type<AssignMachine>) {
  using C = AssignMachine;
  return field_list(field("shift", &C::shift, "班次号", "Shift"), field("machine", &C::machine, "机械", "Machine"),
                    may("driver", &C::driver, "司机工号", "Driver"), may("area", &C::area, "箱区或股道", "Blocks or tracks"));
}
struct WriteNote {
  static constexpr std::string_view wire = "shift.note", zh = "记事", en = "Write a note";
  static constexpr Roles roles = crew | Role::gate;
  std::string text;
  std::string about;  // a unit, train, machine
};
constexpr auto fields(Type<WriteNote>) {
  return field_list(field("text", &WriteNote::text, "内容", "Text"), may("about", &WriteNote::about, "关于", "About"));
}
struct CloseNote {
  static constexpr std::string_view wire = "shift.close_note", zh = "记事办结", en = "Close a note";
  static constexpr Roles roles = crew | Role::gate;
  NoteId note;
  std::string remark;
};
constexpr auto fields(Type<CloseNote>) {
  return field_list(field("note", &CloseNote::note, "记事号", "Note"), may("remark", &CloseNote::remark, "结果", "Remark"));
}

struct Reading {
  UnitNumber unit;
  DeciCelsius temperature;
};
constexpr auto fields(Type<Reading>) {
  return field_list(field("unit", &Reading::unit, "箱号", "Unit"),
                    field("temperature_dc", &Reading::temperature, "温度", "Temperature"));
}
inline constexpr std::size_t readings_max = 500;
// The temperatures of a walk along the reefers, all or none.
struct RecordRound {
  static constexpr std::string_view wire = "shift.record_round", zh = "记录巡温", en = "Record a round";
  static constexpr Roles roles = crew;
  std::vector<Reading> readings;
};
constexpr auto fields(Type<RecordRound>) {
  return field_list(field("readings", &RecordRound::readings, "读数", "Readings"));
}

Result<Facts> decide(OpenShift const& order, Desk& desk);
Result<Facts> decide(HandOver const& order, Desk& desk);
Result<Facts> decide(WithdrawHandOver const& order, Desk& desk);
Result<Facts> decide(ListOpen const& order, Desk& desk);
Result<Facts> decide(TakeOver const& order, Desk& desk);
Result<Facts> decide(AssignMachine const& order, Desk& desk);
Result<Facts> decide(WriteNote const& order, Desk& desk);
Result<Facts> decide(CloseNote const& order, Desk& desk);
Result<Facts> decide(RecordRound const& order, Desk& desk);

}  // namespace landport::shift
