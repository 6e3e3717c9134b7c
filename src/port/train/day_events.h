// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "port/train/events.h"

// What happens to trains and tracks of this port on a day: the railway's plan of a departure, tracks, shunting and
// technical inspection, a wagon cut out. No sister reads these facts, so they stand apart from events.h.
namespace landport::train {

// ---- the railway's plan of a departure (railway-plan/DEPARTURE) ----

inline StreamName railway_plan_stream(network::DepartureId const& departure) {
  return stream_name("railway-plan", departure.text);
}

struct PlanAsked {
  static constexpr std::string_view wire = "train.plan_asked.v1", zh = "提报日班计划", en = "Railway plan asked for";
  static constexpr Sights audience = seen_planning;
  network::DepartureId departure;
  std::string carrier, railway;  // who asks whom; no railway: the duty manager notes its answers
  Count wagons;
  Kilograms mass;  // of the train, wagons and units
};
constexpr auto fields(Type<PlanAsked>) {
  using E = PlanAsked;
  return field_list(field("departure", &E::departure, "班次", "Departure"),
                    field("carrier", &E::carrier, "承运单位", "Carrier"),
                    may("railway", &E::railway, "铁路单位", "Railway"),
                    field("wagons", &E::wagons, "车数", "Wagons"), field("mass_kg", &E::mass, "总重", "Mass"));
}
// The newest answer counts; a new request waits for one again.
struct PlanAnswered {
  static constexpr std::string_view wire = "train.plan_answered.v1", zh = "铁路批复日班计划",
                                    en = "Railway plan answered";
  static constexpr Sights audience = seen_planning;
  network::DepartureId departure;
  bool approved = false;
  std::string plan_number, reason;
  Count wagons;    // approved at most
  Kilograms mass;  // likewise
};
constexpr auto fields(Type<PlanAnswered>) {
  using E = PlanAnswered;
  return field_list(field("departure", &E::departure, "班次", "Departure"),
                    field("approved", &E::approved, "准许", "Approved"),
                    may("plan_number", &E::plan_number, "计划号", "Plan number"),
                    may("reason", &E::reason, "原因", "Reason"),
                    may("wagons", &E::wagons, "批准车数", "Wagons approved"),
                    may("mass_kg", &E::mass, "批准总重", "Mass approved"));
}

// desk.look<RailwayPlan>(railway_plan_stream(departure))
struct RailwayPlan {
  using Folds = Types<PlanAsked, PlanAnswered>;
  PlanAsked asked;
  std::optional<PlanAnswered> answer;
  bool known() const { return !asked.departure.empty(); }
};
inline void evolve(RailwayPlan& s, PlanAsked const& e) {
  s.asked = e;
  s.answer.reset();
}
inline void evolve(RailwayPlan& s, PlanAnswered const& e) {
  s.answer = e;
}

// ---- tracks (track/CODE) ----

struct StayId : Name<StayId> {
  using Name::Name;
};
inline StreamName track_stream(std::string_view track) {
  return stream_name("track", track);
}

struct TrackPlanned {
  static constexpr std::string_view wire = "train.track_planned.v1", zh = "股道计划", en = "Track planned";
  static constexpr Sights audience = seen_planning;
  StayId stay;
  std::string track;
  RunId run;
  Instant from, until;
};
constexpr auto fields(Type<TrackPlanned>) {
  using E = TrackPlanned;
  return field_list(field("stay", &E::stay, "占用编号", "Stay"), field("track", &E::track, "股道", "Track"),
                    field("run", &E::run, "列车运行", "Run"), field("from", &E::from, "自", "From"),
                    field("until", &E::until, "至", "Until"));
}
struct TrackOccupied {
  static constexpr std::string_view wire = "train.track_occupied.v1", zh = "占用股道", en = "Track occupied";
  static constexpr Sights audience = seen_planning;
  StayId stay;
  std::string track;
  RunId run;
  Instant until;  // expected
  Millimetres length;
};
constexpr auto fields(Type<TrackOccupied>) {
  using E = TrackOccupied;
  return field_list(field("stay", &E::stay, "占用编号", "Stay"), field("track", &E::track, "股道", "Track"),
                    field("run", &E::run, "列车运行", "Run"), field("until", &E::until, "预计至", "Expected until"),
                    field("length_mm", &E::length, "列车长度", "Length"));
}
// The train has left the track; of a stay that was only planned: it will not come.
struct TrackCleared {
  static constexpr std::string_view wire = "train.track_cleared.v1", zh = "腾空股道", en = "Track cleared";
  static constexpr Sights audience = seen_planning;
  StayId stay;
  std::string track;
  RunId run;
};
constexpr auto fields(Type<TrackCleared>) {
  using E = TrackCleared;
  return field_list(field("stay", &E::stay, "占用编号", "Stay"), field("track", &E::track, "股道", "Track"),
                    field("run", &E::run, "列车运行", "Run"));
}

// Who stands on a track and who will: desk.look<TrackState>(track_stream(code)).
struct Stay {
  StayId id;
  RunId run;
  Instant from, until;
  bool here = false;
};
struct TrackState {
  using Folds = Types<TrackPlanned, TrackOccupied, TrackCleared>;
  std::vector<Stay> stays;
  Stay& stay(StayId const& id, RunId const& run) {
    for (auto& s : stays) {
      if (s.id == id) return s;
    }
    return stays.emplace_back(Stay{id, run, {}, {}, false});
  }
};
inline void evolve(TrackState& s, TrackPlanned const& e) {
  auto& stay = s.stay(e.stay, e.run);
  if (!stay.here) stay.from = e.from;  // who stands there does so since it came
  stay.until = e.until;
}
inline void evolve(TrackState& s, TrackOccupied const& e, Recorded const& r) {
  auto& stay = s.stay(e.stay, e.run);
  stay.from = r.happened;
  stay.until = e.until;
  stay.here = true;
}
inline void evolve(TrackState& s, TrackCleared const& e) {
  std::erase_if(s.stays, [&](Stay const& stay) { return stay.id == e.stay; });
}

// ---- a run at this port (train/RUN) ----

enum class WorkKind : std::uint8_t { shunting, inspection };
constexpr auto choices(Type<WorkKind>) {
  return std::array{Choice<WorkKind>{WorkKind::shunting, "shunting", "调车", "Shunting"},
                    Choice<WorkKind>{WorkKind::inspection, "inspection", "技检", "Technical inspection"}};
}

// Written with the track's own facts, so that a run stands on one track at a time.
struct RunPlaced {
  static constexpr std::string_view wire = "train.run_placed.v1", zh = "列车所在股道", en = "Run placed on a track";
  static constexpr Sights audience = seen_planning;
  RunId run;
  std::string track;  // empty: on none of this port
  StayId stay;
};
constexpr auto fields(Type<RunPlaced>) {
  return field_list(field("run", &RunPlaced::run, "列车运行", "Run"), may("track", &RunPlaced::track, "股道", "Track"),
                    may("stay", &RunPlaced::stay, "占用编号", "Stay"));
}
struct TrainWorkPlanned {
  static constexpr std::string_view wire = "train.work_planned.v1", zh = "作业计划", en = "Train work planned";
  static constexpr Sights audience = seen_planning;
  RunId run;
  StayId work;
  WorkKind kind = WorkKind::inspection;
  std::string track;
  Instant from, until;
};
constexpr auto fields(Type<TrainWorkPlanned>) {
  using E = TrainWorkPlanned;
  return field_list(field("run", &E::run, "列车运行", "Run"),   field("work", &E::work, "作业编号", "Work"),
                    field("kind", &E::kind, "作业", "Kind"),     may("track", &E::track, "股道", "Track"),
                    field("from", &E::from, "自", "From"),       field("until", &E::until, "至", "Until"));
}
struct TrainWorkStarted {
  static constexpr std::string_view wire = "train.work_started.v1", zh = "作业开始", en = "Train work started";
  static constexpr Sights audience = seen_planning;
  RunId run;
  StayId work;
  WorkKind kind = WorkKind::inspection;
  std::string track, to_track;  // a shunting move goes to another track
  Instant until;                // planned, by the minutes of the pack
};
constexpr auto fields(Type<TrainWorkStarted>) {
  using E = TrainWorkStarted;
  return field_list(field("run", &E::run, "列车运行", "Run"),
                    field("work", &E::work, "作业编号", "Work"),
                    field("kind", &E::kind, "作业", "Kind"),
                    may("track", &E::track, "股道", "Track"),
                    may("to_track", &E::to_track, "调往股道", "To track"),
                    field("until", &E::until, "计划至", "Planned until"));
}
struct TrainWorkEnded {
  static constexpr std::string_view wire = "train.work_ended.v1", zh = "作业结束", en = "Train work ended";
  static constexpr Sights audience = seen_planning;
  RunId run;
  StayId work;
  std::string note;
};
constexpr auto fields(Type<TrainWorkEnded>) {
  using E = TrainWorkEnded;
  return field_list(field("run", &E::run, "列车运行", "Run"), field("work", &E::work, "作业编号", "Work"),
                    may("note", &E::note, "说明", "Note"));
}

// desk.look<RunAtPort>(train_stream(run))
struct TrainWork {
  StayId id;
  WorkKind kind = WorkKind::inspection;
  bool started = false;
  std::string to_track;
};
struct RunAtPort {
  using Folds = Types<RunPlaced, TrainWorkPlanned, TrainWorkStarted, TrainWorkEnded>;
  std::string track;
  StayId stay;
  std::vector<TrainWork> works;  // planned or being done
  TrainWork const* work(WorkKind kind, bool started) const {
    for (auto const& w : works) {
      if (w.kind == kind && w.started == started) return &w;
    }
    return nullptr;
  }
};
inline void evolve(RunAtPort& s, RunPlaced const& e) {
  s.track = e.track;
  s.stay = e.stay;
}
inline void evolve(RunAtPort& s, TrainWorkPlanned const& e) {
  std::erase_if(s.works, [&](TrainWork const& w) { return w.id == e.work; });
  s.works.push_back({e.work, e.kind, false, {}});
}
inline void evolve(RunAtPort& s, TrainWorkStarted const& e) {
  std::erase_if(s.works, [&](TrainWork const& w) { return w.id == e.work; });
  s.works.push_back({e.work, e.kind, true, e.to_track});
}
inline void evolve(RunAtPort& s, TrainWorkEnded const& e) {
  std::erase_if(s.works, [&](TrainWork const& w) { return w.id == e.work; });
}

// ---- a wagon cut out (train/RUN, beside wagon_removed and wagon_freed) ----

struct WagonCutOut {
  static constexpr std::string_view wire = "train.wagon_cut_out.v1", zh = "扣修甩车", en = "Bad-order wagon cut out";
  static constexpr Sights audience = seen_planning;
  RunId run;
  WagonNumber wagon;
  std::string reason;
  std::vector<UnitNumber> units;  // that it carried or was to carry
};
constexpr auto fields(Type<WagonCutOut>) {
  using E = WagonCutOut;
  return field_list(field("run", &E::run, "列车运行", "Run"), field("wagon", &E::wagon, "车号", "Wagon"),
                    field("reason", &E::reason, "原因", "Reason"), may("units", &E::units, "箱", "Units"));
}

}  // namespace landport::train
