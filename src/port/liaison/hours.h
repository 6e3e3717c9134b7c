// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/table.h"
#include "port/container/events.h"
#include "port/gate/events.h"
#include "port/tracking/events.h"
#include "port/train/events.h"
#include "port/yard/events.h"

// What the four parties told the port, hour by hour, and how late it reached us. A fact belongs to the hour in
// which it happened, whenever it came; its delay is recorded minus happened. An hour keeps the latest of its
// facts by name and counts them all, so that a year is 35,000 rows and each opens no more events than its hour
// had.
namespace landport::liaison {

// Facts are about units and trucks of anybody, so only those who work the port see them.
inline constexpr Sights on_duty = seen_by::port | seen_by::admin;

enum class Party : std::uint8_t { rail_yard, customs, platform, multimodal };
constexpr auto choices(Type<Party>) {
  return std::array{
      Choice<Party>{Party::rail_yard, "rail_yard", "铁路场站", "Rail yard"},
      Choice<Party>{Party::customs, "customs", "海关", "Customs"},
      Choice<Party>{Party::platform, "platform", "班列平台", "Train platform"},
      Choice<Party>{Party::multimodal, "multimodal", "多式联运中心", "Multimodal centre"},
  };
}

enum class Word : std::uint8_t {
  stacked,
  lifted,
  loaded,
  inspected,
  released,
  withdrawn,
  held,
  composed,
  settled,
  departed,
  reported,
  border,
  arrived,
  truck_in,
  unit_in,
  unit_out,
  milestone,
};
constexpr auto choices(Type<Word>) {
  return std::array{
      Choice<Word>{Word::stacked, "stacked", "落位", "Stacked"},
      Choice<Word>{Word::lifted, "lifted", "起吊", "Lifted"},
      Choice<Word>{Word::loaded, "loaded", "装车", "Loaded"},
      Choice<Word>{Word::inspected, "inspected", "列检", "Inspected"},
      Choice<Word>{Word::released, "released", "放行", "Released"},
      Choice<Word>{Word::withdrawn, "withdrawn", "撤销放行", "Release withdrawn"},
      Choice<Word>{Word::held, "held", "扣留", "Held"},
      Choice<Word>{Word::composed, "composed", "编组", "Composed"},
      Choice<Word>{Word::settled, "settled", "配载定案", "Plan settled"},
      Choice<Word>{Word::departed, "departed", "发车", "Departed"},
      Choice<Word>{Word::reported, "reported", "报点", "Reported"},
      Choice<Word>{Word::border, "border", "到达口岸", "At the border"},
      Choice<Word>{Word::arrived, "arrived", "到达", "Arrived"},
      Choice<Word>{Word::truck_in, "truck_in", "车辆到达", "Truck arrived"},
      Choice<Word>{Word::unit_in, "unit_in", "进闸", "Unit in"},
      Choice<Word>{Word::unit_out, "unit_out", "出闸", "Unit out"},
      Choice<Word>{Word::milestone, "milestone", "节点", "Milestone"},
  };
}

struct Told {
  Word word = Word::stacked;
  std::string about;  // unit, run or plate
  std::string place;  // position, code of a node, declaration or run; empty when the fact names none
  Instant happened, recorded;
};
constexpr auto fields(Type<Told>) {
  return field_list(field("word", &Told::word, "事实", "Fact"), field("about", &Told::about, "对象", "About"),
                    may("place", &Told::place, "地点", "Place"),
                    field("happened", &Told::happened, "发生时间", "Happened"),
                    field("recorded", &Told::recorded, "记录时间", "Recorded"));
}

struct HourRow {
  static constexpr std::string_view zh = "四方联动（按小时）", en = "What the four parties told, by hour";
  static constexpr Sights audience = on_duty;
  Party party = Party::rail_yard;
  Instant hour;  // its beginning, whole hours of UTC
  Count facts;
  std::int64_t delay_sum_ms = 0;    // of all its facts; divided by `facts` it is the mean
  std::int64_t delay_worst_ms = 0;  // of the latest to reach us
  std::int64_t delay_last_ms = 0;   // of the one that reached us last
  Instant recorded_last;
  std::vector<Told> latest;  // newest happening first
};
Parties parties_of(HourRow const& row);
constexpr auto fields(Type<HourRow>) {
  using R = HourRow;
  return field_list(field("party", &R::party, "方", "Party"),
                    field("hour", &R::hour, "小时", "Hour"),
                    field("facts", &R::facts, "事实数", "Facts"),
                    field("delay_sum_ms", &R::delay_sum_ms, "延迟合计（毫秒）", "Delay, sum (ms)"),
                    field("delay_worst_ms", &R::delay_worst_ms, "最大延迟（毫秒）", "Worst delay (ms)"),
                    field("delay_last_ms", &R::delay_last_ms, "最近延迟（毫秒）", "Latest delay (ms)"),
                    field("recorded_last", &R::recorded_last, "最近记录", "Recorded last"),
                    field("latest", &R::latest, "最近事实", "Latest facts"));
}

struct HourBoard {
  static constexpr std::string_view name = "liaison";
  static constexpr bool storable = true;
  using Folds =
      Types<yard::UnitStacked, yard::UnitLifted, train::UnitLoaded, train::WagonInspected,
            container::ReleaseRecorded, container::ReleaseWithdrawn, container::HoldPlaced,
            train::TrainComposed, train::PlanSettled, train::TrainDeparted, train::TrainReported,
            train::BorderReached, train::TrainArrived, gate::VisitOpened, gate::UnitAdmitted,
            gate::UnitReleased, tracking::MilestoneRecorded>;
  Table<HourRow> hours{"liaison.hours"};
  auto tables() { return std::tie(hours); }

  void apply(yard::UnitStacked const& e, Recorded const& r);
  void apply(yard::UnitLifted const& e, Recorded const& r);
  void apply(train::UnitLoaded const& e, Recorded const& r);
  void apply(train::WagonInspected const& e, Recorded const& r);
  void apply(container::ReleaseRecorded const& e, Recorded const& r);
  void apply(container::ReleaseWithdrawn const& e, Recorded const& r);
  void apply(container::HoldPlaced const& e, Recorded const& r);
  void apply(train::TrainComposed const& e, Recorded const& r);
  void apply(train::PlanSettled const& e, Recorded const& r);
  void apply(train::TrainDeparted const& e, Recorded const& r);
  void apply(train::TrainReported const& e, Recorded const& r);
  void apply(train::BorderReached const& e, Recorded const& r);
  void apply(train::TrainArrived const& e, Recorded const& r);
  void apply(gate::VisitOpened const& e, Recorded const& r);
  void apply(gate::UnitAdmitted const& e, Recorded const& r);
  void apply(gate::UnitReleased const& e, Recorded const& r);
  void apply(tracking::MilestoneRecorded const& e, Recorded const& r);

 private:
  void tell(Party party, Word word, std::string about, std::string place, Recorded const& r);
};

}  // namespace landport::liaison
