// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "port/gate/board.h"
#include "port/shift/board.h"
#include "port/shift/rules.h"
#include "port/train/day_board.h"
#include "port/train/train_board.h"
#include "port/yard/board.h"

// What a shift asks: the plan, what is open, the queues of the machines, the reefers, and where the port is full. Every
// number is counted from rows of sister departments, which are named so that their events can be opened.
namespace landport::shift {

inline constexpr Roles who_look = Role::terminal | Role::duty | Role::admin | Role::gate;

// ---- the plan ----

// Of one shift; without it of a whole day; without either of the shift that is open, or that it is time for.
struct PlanQuery {
  static constexpr std::string_view wire = "shift.plan", zh = "班计划", en = "Plan of a shift or a day";
  static constexpr Roles roles = who_look;
  std::optional<Day> day;
  std::optional<ShiftId> shift;
};
constexpr auto fields(Type<PlanQuery>) {
  return field_list(may("day", &PlanQuery::day, "日期", "Day"), may("shift", &PlanQuery::shift, "班次号", "Shift"));
}
struct ShiftLine {
  ShiftId shift;
  std::string name_zh, name_en;
  Instant begins, ends;
  Stage stage = Stage::none;
  std::string manager;
};
constexpr auto fields(Type<ShiftLine>) {
  using L = ShiftLine;
  return field_list(field("shift", &L::shift, "班次号", "Shift"),     field("name_zh", &L::name_zh, "中文名", "Chinese name"),
                    field("name_en", &L::name_en, "英文名", "English name"), field("begins", &L::begins, "开始", "Begins"),
                    field("ends", &L::ends, "结束", "Ends"),          field("stage", &L::stage, "状态", "Stage"),
                    field("manager", &L::manager, "值班经理", "Duty manager"));
}
// The trucks of one hour, as rows of shift.hours.
struct HourLine {
  Instant hour;
  std::string key;
  Count deliver, pick_up, came;
};
constexpr auto fields(Type<HourLine>) {
  using L = HourLine;
  return field_list(field("hour", &L::hour, "时段", "Hour"), field("key", &L::key, "行", "Row"),
                    field("deliver", &L::deliver, "送箱", "Deliver"), field("pick_up", &L::pick_up, "提箱", "Pick up"),
                    field("came", &L::came, "已到", "Came"));
}
// A train to be made up here, or one that comes. `run` is empty while it is not composed.
struct TrainLine {
  std::string departure, run;
  network::NodeCode other;  // where it goes, or where it comes from
  Instant planned;
  std::optional<Instant> expected;
  train::Stage stage = train::Stage::none;
  Count wagons, units, loaded;
  std::int64_t delay_minutes = 0;
  bool cancelled = false, late = false;
};
constexpr auto fields(Type<TrainLine>) {
  using L = TrainLine;
  return field_list(field("departure", &L::departure, "班次", "Departure"),
                    field("run", &L::run, "列车运行", "Run"),
                    may("other", &L::other, "对方站", "Other end"),
                    field("planned", &L::planned, "计划", "Planned"),
                    field("expected", &L::expected, "预计", "Expected"),
                    field("stage", &L::stage, "状态", "Stage"),
                    field("wagons", &L::wagons, "车数", "Wagons"),
                    field("units", &L::units, "箱数", "Units"),
                    field("loaded", &L::loaded, "已装", "Loaded"),
                    field("delay_minutes", &L::delay_minutes, "晚点（分）", "Delay (minutes)"),
                    field("cancelled", &L::cancelled, "停运", "Cancelled"),
                    field("late", &L::late, "晚点", "Late"));
}
struct StripLine {
  std::string run;
  network::NodeCode from;
  std::optional<Instant> arrived;
  Count units, stripped;
};
constexpr auto fields(Type<StripLine>) {
  using L = StripLine;
  return field_list(field("run", &L::run, "列车运行", "Run"), may("from", &L::from, "始发", "From"),
                    field("arrived", &L::arrived, "到达", "Arrived"), field("units", &L::units, "箱数", "Units"),
                    field("stripped", &L::stripped, "已卸", "Stripped"));
}
struct MachineLine {
  std::string machine, name_zh, name_en, kind, driver, area;
  Count open, held;
  std::int64_t minutes = 0;  // to do what is open
};
constexpr auto fields(Type<MachineLine>) {
  using L = MachineLine;
  return field_list(field("machine", &L::machine, "机械", "Machine"),
                    field("name_zh", &L::name_zh, "中文名", "Chinese name"),
                    field("name_en", &L::name_en, "英文名", "English name"),
                    field("kind", &L::kind, "类别", "Kind"),
                    field("driver", &L::driver, "司机工号", "Driver"),
                    field("area", &L::area, "箱区或股道", "Blocks or tracks"),
                    field("open", &L::open, "未完作业", "Open work"),
                    field("held", &L::held, "暂缓", "On hold"),
                    field("minutes", &L::minutes, "预计（分）", "Estimated minutes"));
}
struct PlugLine {
  UnitNumber unit;
  std::string position;
  Instant since;
};
constexpr auto fields(Type<PlugLine>) {
  return field_list(field("unit", &PlugLine::unit, "箱号", "Unit"), field("position", &PlugLine::position, "场位", "Position"),
                    field("since", &PlugLine::since, "落位", "Since"));
}
struct PlanAnswer {
  Day day;
  Instant begins, ends;
  std::optional<ShiftLine> shift, current;  // asked for; the last that was opened
  std::vector<ShiftLine> shifts;            // of the day
  std::vector<HourLine> hours;
  std::vector<TrainLine> departures, arrivals;
  std::vector<StripLine> to_strip;
  std::vector<PlugLine> to_plug;
  std::vector<MachineLine> machines;
};
constexpr auto fields(Type<PlanAnswer>) {
  using A = PlanAnswer;
  return field_list(field("day", &A::day, "日期", "Day"),
                    field("begins", &A::begins, "开始", "Begins"),
                    field("ends", &A::ends, "结束", "Ends"),
                    field("shift", &A::shift, "班次", "Shift"),
                    field("current", &A::current, "当前班次", "Current shift"),
                    field("shifts", &A::shifts, "当日班次", "Shifts of the day"),
                    field("hours", &A::hours, "各时段车辆", "Trucks by hour"),
                    field("departures", &A::departures, "待编列车", "Departures to make up"),
                    field("arrivals", &A::arrivals, "到达列车", "Trains expected"),
                    field("to_strip", &A::to_strip, "待卸列车", "Trains to strip"),
                    field("to_plug", &A::to_plug, "待插电", "Reefers to plug"),
                    field("machines", &A::machines, "机械", "Machines"));
}
// Refuses "shift.unknown_shift".
Result<PlanAnswer> answer(PlanQuery const& query, Room const& room);

// ---- what is open ----

struct OpenQuery {
  static constexpr std::string_view wire = "shift.open_things", zh = "未了事项", en = "What is open";
  static constexpr Roles roles = who_look;
};
constexpr auto fields(Type<OpenQuery>) {
  return field_list();
}
struct OpenAnswer {
  std::vector<OpenItem> items;
  Count left_off;
};
constexpr auto fields(Type<OpenAnswer>) {
  return field_list(field("items", &OpenAnswer::items, "未了事项", "Items"), field("left_off", &OpenAnswer::left_off, "未列出", "Left off"));
}
Result<OpenAnswer> answer(OpenQuery const& query, Room const& room);

// ---- queues of the machines ----

// All machines; "" among them is what no machine was named for.
struct QueuesQuery {
  static constexpr std::string_view wire = "shift.queues", zh = "机械队列", en = "Queues of the machines";
  static constexpr Roles roles = who_look;
  std::string machine;  // only this one
};
constexpr auto fields(Type<QueuesQuery>) {
  return field_list(may("machine", &QueuesQuery::machine, "机械", "Machine"));
}
// One order in the order of working. `travel_m` is from where the one before put its unit down, as far as both places are
// on the plan; `minutes` travel and lift together; `done_in_minutes` with all before it. `waits_for` are the units without whose moves
// it cannot be completed: those that stand on its own, and those that are ordered to stand below it and have not come.
// `plate` is that of the truck that it comes from or goes to.
struct QueueLine {
  yard::WorkId work;
  UnitNumber unit;
  yard::WorkState state = yard::WorkState::ordered;
  container::PlaceKind from_kind = container::PlaceKind::outside, to_kind = container::PlaceKind::outside;
  std::string from, to, held_for;
  bool brought_forward = false;
  Instant ordered_at;
  std::int64_t travel_m = 0, minutes = 0, done_in_minutes = 0;
  std::vector<UnitNumber> waits_for;
  std::string plate;
};
constexpr auto fields(Type<QueueLine>) {
  using L = QueueLine;
  return field_list(field("work", &L::work, "作业指令", "Work order"),
                    field("unit", &L::unit, "箱号", "Unit"),
                    field("state", &L::state, "状态", "State"),
                    field("from_kind", &L::from_kind, "从（类型）", "From (kind)"),
                    field("from", &L::from, "从", "From"),
                    field("to_kind", &L::to_kind, "到（类型）", "To (kind)"),
                    field("to", &L::to, "到", "To"),
                    field("held_for", &L::held_for, "暂缓原因", "On hold because"),
                    field("brought_forward", &L::brought_forward, "已提前", "Brought forward"),
                    field("ordered_at", &L::ordered_at, "下达时间", "Ordered at"),
                    field("travel_m", &L::travel_m, "行走（米）", "Travel (m)"),
                    field("minutes", &L::minutes, "预计（分）", "Minutes"),
                    field("done_in_minutes", &L::done_in_minutes, "完成还需（分）", "Done in (minutes)"),
                    field("waits_for", &L::waits_for, "须等", "Waits for"),
                    field("plate", &L::plate, "车牌", "Plate"));
}
struct Queue {
  MachineLine machine;
  std::vector<QueueLine> works;
};
constexpr auto fields(Type<Queue>) {
  return field_list(field("machine", &Queue::machine, "机械", "Machine"), field("works", &Queue::works, "作业", "Work"));
}
struct QueuesAnswer {
  std::vector<Queue> queues;
};
constexpr auto fields(Type<QueuesAnswer>) {
  return field_list(field("queues", &QueuesAnswer::queues, "队列", "Queues"));
}
// Refuses "shift.no_such_machine_queue".
Result<QueuesAnswer> answer(QueuesQuery const& query, Room const& room);

// ---- the reefer round ----

struct RoundQuery {
  static constexpr std::string_view wire = "shift.reefers", zh = "冷箱巡检", en = "Reefers";
  static constexpr Roles roles = who_look;
};
constexpr auto fields(Type<RoundQuery>) {
  return field_list();
}
// A reefer in the yard. `due` is when its next reading is to be taken: a round after the last one, or after it was
// plugged in. It is on the round list from then on.
struct ReeferLine {
  UnitNumber unit;
  std::string position, plug, owner;
  bool plugged = false, is_due = false, missed = false, out_of_band = false;
  std::optional<DeciCelsius> set_point, temperature;
  std::optional<Instant> temperature_at, plugged_at, due;
  std::optional<Count> meter;
  std::string work;
};
constexpr auto fields(Type<ReeferLine>) {
  using L = ReeferLine;
  return field_list(field("unit", &L::unit, "箱号", "Unit"),
                    field("position", &L::position, "场位", "Position"),
                    field("plug", &L::plug, "插座", "Plug"),
                    field("owner", &L::owner, "货主单位", "Owner"),
                    field("plugged", &L::plugged, "已插电", "Plugged in"),
                    field("is_due", &L::is_due, "应测", "Due"),
                    field("missed", &L::missed, "漏测", "Missed"),
                    field("out_of_band", &L::out_of_band, "超限", "Out of band"),
                    field("set_point_dc", &L::set_point, "设定温度", "Set point"),
                    field("temperature_dc", &L::temperature, "温度", "Temperature"),
                    field("temperature_at", &L::temperature_at, "测温时间", "Temperature at"),
                    field("plugged_at", &L::plugged_at, "插电时间", "Plugged in at"),
                    field("due", &L::due, "下次测温", "Next reading"),
                    field("meter_kwh", &L::meter, "插电时电表（千瓦时）", "Meter at plug-in (kWh)"),
                    field("work", &L::work, "作业指令", "Work order"));
}
struct RoundAnswer {
  std::int64_t round_minutes = 0, missed_minutes = 0;
  DeciCelsius band;
  std::vector<ReeferLine> reefers;  // by position
};
constexpr auto fields(Type<RoundAnswer>) {
  using A = RoundAnswer;
  return field_list(field("round_minutes", &A::round_minutes, "巡温间隔（分）", "Round (minutes)"),
                    field("missed_minutes", &A::missed_minutes, "漏测界限（分）", "Missed after (minutes)"),
                    field("band_dc", &A::band, "允许偏差", "Band"), field("reefers", &A::reefers, "冷箱", "Reefers"));
}
Result<RoundAnswer> answer(RoundQuery const& query, Room const& room);

// ---- dwell and congestion ----

enum class Flow : std::uint8_t { outbound, inbound, empty, other };
constexpr auto choices(Type<Flow>) {
  return std::array{Choice<Flow>{Flow::outbound, "outbound", "出口", "Outbound"}, Choice<Flow>{Flow::inbound, "inbound", "进口", "Inbound"},
                    Choice<Flow>{Flow::empty, "empty", "空箱", "Empties"}, Choice<Flow>{Flow::other, "other", "其他", "Other"}};
}
// A figure against its two thresholds.
enum class Level : std::uint8_t { free, busy, full };
constexpr auto choices(Type<Level>) {
  return std::array{Choice<Level>{Level::free, "free", "正常", "Normal"}, Choice<Level>{Level::busy, "busy", "繁忙", "Busy"},
                    Choice<Level>{Level::full, "full", "拥堵", "Congested"}};
}

struct CongestionQuery {
  static constexpr std::string_view wire = "shift.congestion", zh = "堆存与拥堵", en = "Dwell and congestion";
  static constexpr Roles roles = who_look;
};
constexpr auto fields(Type<CongestionQuery>) {
  return field_list();
}
struct DwellBand {
  Count count;
  std::vector<UnitNumber> units;  // the same
};
constexpr auto fields(Type<DwellBand>) {
  return field_list(field("count", &DwellBand::count, "箱数", "Count"), field("units", &DwellBand::units, "箱", "Units"));
}
// The units of one block that go one way, by how many days they have been at the port; `bands` are those below the first
// threshold, from it, from the second, from the third.
struct DwellLine {
  std::string block;
  Flow flow = Flow::other;
  Count units;
  std::vector<DwellBand> bands;
  std::int64_t hours_longest = 0;
  UnitNumber longest;
};
constexpr auto fields(Type<DwellLine>) {
  using L = DwellLine;
  return field_list(field("block", &L::block, "箱区", "Block"),
                    field("flow", &L::flow, "流向", "Flow"),
                    field("units", &L::units, "箱数", "Units"),
                    field("bands", &L::bands, "各档的箱", "By band"),
                    field("hours_longest", &L::hours_longest, "最久（小时）", "Longest (hours)"),
                    field("longest", &L::longest, "最久的箱", "Longest standing"));
}
struct LongLine {
  UnitNumber unit;
  std::string position, owner, holds;
  Flow flow = Flow::other;
  Instant since;
  std::int64_t hours = 0;
};
constexpr auto fields(Type<LongLine>) {
  using L = LongLine;
  return field_list(field("unit", &L::unit, "箱号", "Unit"), field("position", &L::position, "场位", "Position"),
                    field("owner", &L::owner, "货主单位", "Owner"), field("holds", &L::holds, "扣留", "Holds"),
                    field("flow", &L::flow, "流向", "Flow"), field("since", &L::since, "自", "Since"),
                    field("hours", &L::hours, "小时", "Hours"));
}
// A figure of congestion with the rows that it counts: their table, and their keys where it is not a row's own sum.
struct Pressure {
  std::string what;  // "block", "gate_queue", "truck_wait", "tracks"
  std::string ref;   // the block
  std::int64_t value = 0, of = 0;
  std::int64_t busy = 0, full = 0;  // thresholds, in per cent where `of` is given
  Level level = Level::free;
  std::string table;
  std::vector<std::string> keys;
};
constexpr auto fields(Type<Pressure>) {
  using P = Pressure;
  return field_list(field("what", &P::what, "指标", "What"),     field("ref", &P::ref, "对象", "Of"),
                    field("value", &P::value, "数值", "Value"),  field("of", &P::of, "总数", "Of how many"),
                    field("busy", &P::busy, "繁忙界限", "Busy from"), field("full", &P::full, "拥堵界限", "Congested from"),
                    field("level", &P::level, "程度", "Level"),  field("table", &P::table, "表", "Table"),
                    field("keys", &P::keys, "行", "Rows"));
}
struct CongestionAnswer {
  std::vector<std::int64_t> dwell_days;  // the three thresholds
  std::vector<DwellLine> dwell;
  std::vector<LongLine> longest;
  std::vector<Pressure> pressures;
};
constexpr auto fields(Type<CongestionAnswer>) {
  using A = CongestionAnswer;
  return field_list(field("dwell_days", &A::dwell_days, "堆存界限（天）", "Dwell thresholds (days)"), field("dwell", &A::dwell, "堆存", "Dwell"),
                    field("longest", &A::longest, "最久的箱", "Longest standing"),
                    field("pressures", &A::pressures, "拥堵", "Congestion"));
}
Result<CongestionAnswer> answer(CongestionQuery const& query, Room const& room);

// ---- what the rest of the department asks ----

// Everything that is open at the room's moment: exactly the open work orders, the held units that are here, the trains of
// this port that are late, the reefers whose last reading is out of band or missed, and the open notes.
OpenAnswer open_things(Room const& room);
bool is_late(train::TrainRow const& row, ShiftPack const& pack, Instant now);
// How long ago a train that is under way should have been reported at its next node; 0 when that is still to come.
std::int64_t silent_minutes(train::TrainRow const& row, Instant now);
std::vector<ReeferLine> reefers(Room const& room);
// With the drivers of that shift.
std::vector<Queue> queues(Room const& room, ShiftId const& shift);

// The plate of the truck that a place of work orders is; empty for any other place, and for a truck that is not known.
std::string plate_of(Room const& room, container::PlaceKind kind, std::string const& ref);

}  // namespace landport::shift
