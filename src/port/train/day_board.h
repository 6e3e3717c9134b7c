// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/table.h"
#include "port/train/day_events.h"

// Named view, the board of the train's day: the railway's plans, and who stands on which track, as planned and as it was.
namespace landport::train {

inline constexpr Sights those_of_the_day = seen_by::port | seen_by::carrier | seen_by::admin;

enum class PlanStage : std::uint8_t { asked, approved, refused };
constexpr auto choices(Type<PlanStage>) {
  return std::array{Choice<PlanStage>{PlanStage::asked, "asked", "待批复", "Asked for"},
                    Choice<PlanStage>{PlanStage::approved, "approved", "已批准", "Approved"},
                    Choice<PlanStage>{PlanStage::refused, "refused", "未准许", "Refused"}};
}
struct RailwayPlanRow {
  static constexpr std::string_view zh = "日班计划", en = "Railway plans";
  static constexpr Sights audience = those_of_the_day | seen_by::partner;
  network::DepartureId departure;
  std::string carrier, railway;
  PlanStage stage = PlanStage::asked;
  Count wagons_asked, wagons_approved;
  Kilograms mass_asked, mass_approved;
  std::string plan_number, reason;
  Instant asked_at;
  std::optional<Instant> answered_at;
  std::vector<std::string> partners;  // the railway, and nobody else abroad
};
constexpr auto fields(Type<RailwayPlanRow>) {
  using R = RailwayPlanRow;
  return field_list(field("departure", &R::departure, "班次", "Departure"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("railway", &R::railway, "铁路单位", "Railway"),
                    field("stage", &R::stage, "状态", "Stage"),
                    field("wagons_asked", &R::wagons_asked, "提报车数", "Wagons asked for"),
                    field("mass_asked_kg", &R::mass_asked, "提报总重", "Mass asked for"),
                    field("wagons_approved", &R::wagons_approved, "批准车数", "Wagons approved"),
                    field("mass_approved_kg", &R::mass_approved, "批准总重", "Mass approved"),
                    field("plan_number", &R::plan_number, "计划号", "Plan number"),
                    field("reason", &R::reason, "原因", "Reason"),
                    field("asked_at", &R::asked_at, "提报时间", "Asked at"),
                    field("answered_at", &R::answered_at, "批复时间", "Answered at"),
                    may("partners", &R::partners, "合作方", "Partners").only(seen_by::nobody));
}
inline Parties parties_of(RailwayPlanRow const& row) {
  return {.carrier = row.carrier, .partners = &row.partners};
}

enum class TrackUse : std::uint8_t { stay, shunting, inspection };
constexpr auto choices(Type<TrackUse>) {
  return std::array{Choice<TrackUse>{TrackUse::stay, "stay", "占用", "Stay"},
                    Choice<TrackUse>{TrackUse::shunting, "shunting", "调车", "Shunting"},
                    Choice<TrackUse>{TrackUse::inspection, "inspection", "技检", "Technical inspection"}};
}
// One bar of the tracks' day: a train on a track, or work at it there.
struct TrackUseRow {
  static constexpr std::string_view zh = "股道运用", en = "Use of tracks";
  static constexpr Sights audience = those_of_the_day;
  StayId use;
  std::string track, to_track;
  RunId run;
  std::string carrier;
  TrackUse kind = TrackUse::stay;
  std::optional<Instant> planned_from, planned_until, actual_from, actual_until;
  Millimetres length;
  std::string note;
};
constexpr auto fields(Type<TrackUseRow>) {
  using R = TrackUseRow;
  return field_list(field("use", &R::use, "编号", "Use"),
                    field("track", &R::track, "股道", "Track"),
                    may("to_track", &R::to_track, "调往股道", "To track"),
                    field("run", &R::run, "列车运行", "Run"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("kind", &R::kind, "类型", "Kind"),
                    field("planned_from", &R::planned_from, "计划起", "Planned from"),
                    field("planned_until", &R::planned_until, "计划止", "Planned until"),
                    field("actual_from", &R::actual_from, "实际起", "Actual from"),
                    field("actual_until", &R::actual_until, "实际止", "Actual until"),
                    field("length_mm", &R::length, "列车长度", "Length"),
                    may("note", &R::note, "说明", "Note"));
}
inline Parties parties_of(TrackUseRow const& row) {
  return {.carrier = row.carrier};
}

// A track that was ever used, with who stands on it now.
struct TrackNowRow {
  static constexpr std::string_view zh = "股道", en = "Tracks";
  static constexpr Sights audience = seen_by::port | seen_by::admin;
  std::string track;
  RunId run;  // empty: it is clear
  std::optional<Instant> since, expected_until;
};
constexpr auto fields(Type<TrackNowRow>) {
  using R = TrackNowRow;
  return field_list(field("track", &R::track, "股道", "Track"), may("run", &R::run, "在线列车", "Train on it"),
                    field("since", &R::since, "自", "Since"),
                    field("expected_until", &R::expected_until, "预计至", "Expected until"));
}
inline Parties parties_of(TrackNowRow const&) {
  return {};
}

// Whose a run is, for the rows above.
struct RunCarrierRow {
  static constexpr std::string_view zh = "列车承运", en = "Carriers of runs";
  static constexpr Sights audience = those_of_the_day;
  RunId run;
  std::string carrier;
};
constexpr auto fields(Type<RunCarrierRow>) {
  return field_list(field("run", &RunCarrierRow::run, "列车运行", "Run"),
                    field("carrier", &RunCarrierRow::carrier, "承运单位", "Carrier"));
}
inline Parties parties_of(RunCarrierRow const& row) {
  return {.carrier = row.carrier};
}

struct CutOutRow {
  static constexpr std::string_view zh = "扣修甩车", en = "Wagons cut out";
  static constexpr Sights audience = those_of_the_day;
  RunId run;
  std::string carrier;
  WagonNumber wagon;
  std::string reason;
  std::vector<UnitNumber> units;
  Instant at;
  std::optional<Instant> repaired_at;  // nothing: no train may take it
};
constexpr auto fields(Type<CutOutRow>) {
  using R = CutOutRow;
  return field_list(field("run", &R::run, "列车运行", "Run"),       field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("wagon", &R::wagon, "车号", "Wagon"),      field("reason", &R::reason, "原因", "Reason"),
                    field("units", &R::units, "箱", "Units"),        field("at", &R::at, "时间", "At"),
                    field("repaired_at", &R::repaired_at, "修竣时间", "Repaired at"));
}
inline Parties parties_of(CutOutRow const& row) {
  return {.carrier = row.carrier};
}

struct DayBoard {
  static constexpr std::string_view name = "train_day";
  static constexpr bool storable = true;
  using Folds = Types<TrainComposed, PlanAsked, PlanAnswered, TrackPlanned, TrackOccupied, TrackCleared,
                      TrainWorkPlanned, TrainWorkStarted, TrainWorkEnded, WagonCutOut, WagonRepaired>;
  Table<RailwayPlanRow> plans{"train.railway_plans"};
  Table<TrackUseRow> uses{"train.track_use"};
  Table<TrackNowRow> tracks{"train.tracks"};
  Table<CutOutRow> cut_outs{"train.cut_outs"};
  Table<RunCarrierRow> carriers{"train.run_carriers"};
  auto tables() { return std::tie(plans, uses, tracks, cut_outs, carriers); }

  void apply(TrainComposed const&, Recorded const&);
  void apply(PlanAsked const&, Recorded const&);
  void apply(PlanAnswered const&, Recorded const&);
  void apply(TrackPlanned const&, Recorded const&);
  void apply(TrackOccupied const&, Recorded const&);
  void apply(TrackCleared const&, Recorded const&);
  void apply(TrainWorkPlanned const&, Recorded const&);
  void apply(TrainWorkStarted const&, Recorded const&);
  void apply(TrainWorkEnded const&, Recorded const&);
  void apply(WagonCutOut const&, Recorded const&);
  void apply(WagonRepaired const&, Recorded const&);

 private:
  std::string carrier_of(RunId const& run) const;
  TrackUseRow& use(StayId const& id, RunId const& run, std::string const& track, TrackUse kind);
};

}  // namespace landport::train
