// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "port/booking/events.h"
#include "port/train/commands.h"
#include "port/train/day_events.h"

// What people can ask of the train department on the train's day.
namespace landport::train {

inline constexpr Roles yard_masters = Role::terminal | Role::duty | Role::clock;

// Asks the railway to take a departure with so many wagons and so much mass (日班计划). Asked again, it waits for a
// new answer.
struct AskPlan {
  static constexpr std::string_view wire = "train.ask_plan", zh = "提报日班计划", en = "Ask the railway for a plan";
  static constexpr Roles roles = Role::carrier | Role::duty | Role::clock;
  network::DepartureId departure;
  Count wagons;
  Kilograms mass;
};
constexpr auto fields(Type<AskPlan>) {
  return field_list(field("departure", &AskPlan::departure, "班次", "Departure"),
                    field("wagons", &AskPlan::wagons, "车数", "Wagons"),
                    field("mass_kg", &AskPlan::mass, "列车总重", "Mass of the train"));
}
// The railway's answer: with a plan number, or refused with a reason. Given by the railway that the pack names, or
// noted by the duty manager. A later answer corrects an earlier one.
struct AnswerPlan {
  static constexpr std::string_view wire = "train.answer_plan", zh = "批复日班计划", en = "Answer a railway plan";
  static constexpr Roles roles = Role::partner | Role::duty | Role::clock;
  network::DepartureId departure;
  bool approved = false;
  std::string plan_number, reason;
  std::optional<Count> wagons;    // approved at most; nothing: as asked
  std::optional<Kilograms> mass;  // likewise
};
constexpr auto fields(Type<AnswerPlan>) {
  using C = AnswerPlan;
  return field_list(field("departure", &C::departure, "班次", "Departure"),
                    field("approved", &C::approved, "准许", "Approved"),
                    may("plan_number", &C::plan_number, "计划号", "Plan number"),
                    may("reason", &C::reason, "原因", "Reason"),
                    may("wagons", &C::wagons, "批准车数", "Wagons approved"),
                    may("mass_kg", &C::mass, "批准总重", "Mass approved"));
}

// A run is to stand on a track of this port in that time. Given again for the same track, it moves that plan, also of a
// run that stands there already.
struct PlanTrack {
  static constexpr std::string_view wire = "train.plan_track", zh = "安排股道", en = "Plan a track";
  static constexpr Roles roles = yard_masters;
  RunId run;
  std::string track;
  Instant from, until;
};
constexpr auto fields(Type<PlanTrack>) {
  using C = PlanTrack;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("track", &C::track, "股道", "Track"),
                    field("from", &C::from, "自", "From"), field("until", &C::until, "至", "Until"));
}
// It stands there now. Without `until`, as it was planned, or else by the usual stay of the pack.
struct OccupyTrack {
  static constexpr std::string_view wire = "train.occupy_track", zh = "占用股道", en = "Occupy a track";
  static constexpr Roles roles = yard_masters;
  RunId run;
  std::string track;
  std::optional<Instant> until;
};
constexpr auto fields(Type<OccupyTrack>) {
  using C = OccupyTrack;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("track", &C::track, "股道", "Track"),
                    may("until", &C::until, "预计至", "Expected until"));
}
// It has left that track; or, where it was only planned, it will not come. A departure clears its track by itself.
struct ClearTrack {
  static constexpr std::string_view wire = "train.clear_track", zh = "腾空股道", en = "Clear a track";
  static constexpr Roles roles = yard_masters;
  RunId run;
  std::string track;
};
constexpr auto fields(Type<ClearTrack>) {
  return field_list(field("run", &ClearTrack::run, "列车运行", "Run"),
                    field("track", &ClearTrack::track, "股道", "Track"));
}

// Shunting or technical inspection of a run on its track, from then for as long as the pack says.
struct PlanTrainWork {
  static constexpr std::string_view wire = "train.plan_work", zh = "安排列车作业", en = "Plan train work";
  static constexpr Roles roles = yard_masters;
  RunId run;
  WorkKind kind = WorkKind::inspection;
  Instant from;
};
constexpr auto fields(Type<PlanTrainWork>) {
  using C = PlanTrainWork;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("kind", &C::kind, "作业", "Kind"),
                    field("from", &C::from, "自", "From"));
}
// A shunting move names the track that it goes to, which is kept for it.
struct StartTrainWork {
  static constexpr std::string_view wire = "train.start_work", zh = "开始列车作业", en = "Start train work";
  static constexpr Roles roles = yard_masters;
  RunId run;
  WorkKind kind = WorkKind::inspection;
  std::string to_track;
};
constexpr auto fields(Type<StartTrainWork>) {
  using C = StartTrainWork;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("kind", &C::kind, "作业", "Kind"),
                    may("to_track", &C::to_track, "调往股道", "To track"));
}
struct EndTrainWork {
  static constexpr std::string_view wire = "train.end_work", zh = "结束列车作业", en = "End train work";
  static constexpr Roles roles = yard_masters;
  RunId run;
  WorkKind kind = WorkKind::inspection;
  std::string note;
};
constexpr auto fields(Type<EndTrainWork>) {
  using C = EndTrainWork;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("kind", &C::kind, "作业", "Kind"),
                    may("note", &C::note, "说明", "Note"));
}

struct SetDown {
  UnitNumber unit;
  std::string position;  // "A1-03-02-1"
};
constexpr auto fields(Type<SetDown>) {
  return field_list(field("unit", &SetDown::unit, "箱号", "Unit"),
                    field("position", &SetDown::position, "场位", "Position"));
}
// A bad-order wagon leaves the train, also an hour before departure: what is loaded on it goes to the given positions
// of the yard, what was planned on it waits for another place, and the plan stays settled only if the rest of the
// train keeps every rule.
struct CutOutWagon {
  static constexpr std::string_view wire = "train.cut_out_wagon", zh = "扣修甩车", en = "Cut out a bad-order wagon";
  static constexpr Roles roles = yard_masters;
  RunId run;
  WagonNumber wagon;
  std::string reason;
  std::vector<SetDown> units;  // one for each unit that is loaded on it
};
constexpr auto fields(Type<CutOutWagon>) {
  using C = CutOutWagon;
  return field_list(field("run", &C::run, "列车运行", "Run"), field("wagon", &C::wagon, "车号", "Wagon"),
                    field("reason", &C::reason, "原因", "Reason"), may("units", &C::units, "卸下的箱", "Units set down"));
}

// A wagon that was cut out as bad order is repaired: trains may take it again.
struct ReleaseWagon {
  static constexpr std::string_view wire = "train.release_wagon", zh = "修竣", en = "Release a repaired wagon";
  static constexpr Roles roles = yard_masters;
  WagonNumber wagon;
  std::string note;
};
constexpr auto fields(Type<ReleaseWagon>) {
  return field_list(field("wagon", &ReleaseWagon::wagon, "车号", "Wagon"),
                    may("note", &ReleaseWagon::note, "说明", "Note"));
}

// A booking that waits for a later departure, or whose departure does not run, comes with this train: it is rolled by
// the rules of booking, and all its units are planned, or nothing happens.
struct TopUpTrain {
  static constexpr std::string_view wire = "train.top_up_train", zh = "补轴", en = "Top up a train";
  static constexpr Roles roles = planners;
  RunId run;
  booking::BookingId booking;
};
constexpr auto fields(Type<TopUpTrain>) {
  return field_list(field("run", &TopUpTrain::run, "列车运行", "Run"),
                    field("booking", &TopUpTrain::booking, "订舱号", "Booking"));
}

Result<Facts> decide(AskPlan const& order, Desk& desk);
Result<Facts> decide(AnswerPlan const& order, Desk& desk);
Result<Facts> decide(PlanTrack const& order, Desk& desk);
Result<Facts> decide(OccupyTrack const& order, Desk& desk);
Result<Facts> decide(ClearTrack const& order, Desk& desk);
Result<Facts> decide(PlanTrainWork const& order, Desk& desk);
Result<Facts> decide(StartTrainWork const& order, Desk& desk);
Result<Facts> decide(EndTrainWork const& order, Desk& desk);
Result<Facts> decide(CutOutWagon const& order, Desk& desk);
Result<Facts> decide(ReleaseWagon const& order, Desk& desk);
Result<Facts> decide(TopUpTrain const& order, Desk& desk);

}  // namespace landport::train
