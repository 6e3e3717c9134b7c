// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "words/result.h"

namespace landport::shift {

inline constexpr RefusalRow refusal_rows[] = {
    {"shift.no_shift_now", 409, "现在不在任何班次时间内", "No shift stands at this time", "请查看配置包 shifts.csv。",
     "See shifts.csv of the pack."},
    {"shift.already_open", 409, "班次 {shift} 已开班", "The shift {shift} is open already", "无需再开班。", "There is nothing to open."},
    {"shift.not_handed_over", 409, "上一班 {shift} 尚未交班", "The shift before, {shift}, was not handed over",
     "请先由 {manager} 交班；确实无法交班时，请填写原因（将被记录）。",
     "Let {manager} hand it over; if that cannot be, give a reason, which is kept."},
    {"shift.take_over_first", 409, "班次 {shift} 已交班，等待接班", "The shift {shift} was handed over and waits to be taken over",
     "请接班，不要另行开班。", "Take it over instead of opening another."},
    {"shift.not_open", 409, "班次 {shift} 不是当前在班的班次", "The shift {shift} is not the one that is open",
     "请查看当前班次。", "See which shift is open."},
    {"shift.handing_over", 409, "班次 {shift} 正在交班", "The shift {shift} is being handed over already", "请稍候，清单一两秒内生成。",
     "Wait: the list is made within a second or two."},
    {"shift.not_listed", 409, "班次 {shift} 尚未交班", "The shift {shift} has not been handed over", "请先由上一班交班。",
     "Let the shift before hand over first."},
    {"shift.same_person", 409, "接班人与交班人相同（{person}）", "Whoever hands over ({person}) cannot take over as well",
     "请由下一班值班经理确认接班。", "Let the next duty manager confirm."},
    {"shift.unknown_shift", 404, "没有班次“{shift}”", "There is no shift “{shift}”", "班次号形如 20261129-N（日期-班别）。",
     "A shift is called like 20261129-N: its day and code."},
    {"shift.over", 409, "班次 {shift} 已结束", "The shift {shift} is over", "请选择当前或后续班次。", "Choose the present shift or a later one."},
    {"shift.no_such_machine", 404, "没有机械“{machine}”", "There is no machine “{machine}”", "请查看配置包 machines.csv。",
     "See machines.csv of the pack."},
    {"shift.out_of_reach", 409, "机械 {machine} 到不了 {area}", "The machine {machine} does not reach {area}", "请选择它能到的箱区或股道。",
     "Choose blocks or tracks that it reaches."},
    {"shift.not_a_code", 422, "“{driver}”不是工号", "“{driver}” is no staff code", "请填写工号（字母、数字、. _ -），不要填写姓名。",
     "Give a staff code (letters, digits, . _ -), not a name."},
    {"shift.note_empty", 422, "记事没有内容", "The note says nothing", "请填写内容。", "Write what is to be known."},
    {"shift.note_too_long", 422, "记事超过 {most} 字节", "The note is longer than {most} bytes", "请分成几条。", "Write several."},
    {"shift.no_such_note", 404, "没有记事 {note}", "There is no note {note}", "请查看记事列表。", "See the list of notes."},
    {"shift.note_closed", 409, "记事 {note} 已办结", "The note {note} is closed already", "无需再办结。", "There is nothing to close."},
    {"shift.no_readings", 422, "没有读数，或超过 {most} 个", "There are no readings, or more than {most}", "请填写 1 到 {most} 个读数。",
     "Give from 1 to {most} readings."},
    {"shift.read_twice", 422, "箱 {unit} 有两个读数", "The unit {unit} is read twice", "请保留一个。", "Keep one of them."},
    {"shift.not_plugged", 409, "箱 {unit} 未插电", "The unit {unit} is not plugged in", "请先登记插电，或去掉该读数。",
     "Record its plug-in first, or leave it out."},
    {"shift.reading_out_of_range", 422, "读数超出 −80 至 +60 °C", "The reading is not between −80 and +60 °C", "请核对读数与小数点。",
     "Check the reading and its decimal point."},
    {"shift.no_such_machine_queue", 404, "没有机械“{machine}”的队列", "There is no queue of a machine “{machine}”", "请查看配置包 machines.csv。",
     "See machines.csv of the pack."},
    {"shift.pack_shift", 422, "班次“{shift}”的开始时间或时长不对", "The start or length of shift “{shift}” is wrong",
     "请更正 shifts.csv：开始形如 20:00，时长 1 至 1440 分。", "Mend shifts.csv: a start like 20:00, a length of 1 to 1440 minutes."},
    {"shift.pack_overlap", 422, "班次“{shift}”与“{other}”时间重叠", "The shifts “{shift}” and “{other}” overlap", "请更正 shifts.csv。",
     "Mend shifts.csv."},
    {"shift.pack_rule", 422, "规则“{rule}”不明或数值不对", "The rule “{rule}” is unknown or its value is wrong",
     "请更正 shift_rules.csv。", "Mend shift_rules.csv."},
    {"shift.pack_rule_missing", 422, "缺少规则“{rule}”", "The rule “{rule}” is missing", "请在 shift_rules.csv 中补充。",
     "Add it to shift_rules.csv."},
};

}  // namespace landport::shift
