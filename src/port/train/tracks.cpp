// SPDX-License-Identifier: Apache-2.0
#include "port/train/day_work.h"

// The tracks of this port: one train at a time, within their usable length; shunting and technical inspection.
namespace landport::train {

namespace {

RunAtPort const& at_port(Desk& desk, RunId const& run) {
  return desk.look<RunAtPort>(train_stream(run));
}

// A run that is, or will be, at this port: it begins here and has not left, or ends here and is not stripped.
Result<RunState const*> run_for_track(Desk& desk, RunId const& id) {
  auto found = run_at(desk, id);
  if (!found) return found;
  RunState const& run = **found;
  bool const comes = run.to().text == desk.pack<Rules>().home(run.plan.day) && run.stage != Stage::stripped &&
                     run.stage != Stage::transferred && run.stage != Stage::cancelled;
  bool const stands = begins_here(desk, run) && run.standing();
  if (!comes && !stands) return no(refuse("train.not_at_port").at("/run").with("run", id.text));
  return found;
}

Result<void> track_takes(Rules const& rules, std::string_view track, RunState const& run, Plan const& plan) {
  auto const* row = rules.track(track, plan.day);
  if (!row) return no(refuse("train.no_track").at("/track").with("track", track));
  if (row->gauge_mm != run.made.gauge_mm) {
    return no(refuse("train.track_gauge")
                  .at("/track")
                  .with("track", track)
                  .with("gauge_mm", std::to_string(row->gauge_mm))
                  .with("run_gauge_mm", std::to_string(run.made.gauge_mm)));
  }
  auto const length = size_of(rules, plan).length;
  if (length > row->length) {
    return no(refuse("train.too_long_for_track")
                  .at("/track")
                  .with("track", track)
                  .with("usable_m", std::to_string(row->length.value / 1000))
                  .with("length_m", std::to_string((length.value + 999) / 1000)));
  }
  return {};
}

// Refuses "train.track_taken" with the run that stands there, or will, in that time. Who has not left stands there
// for as long as nobody says that it left.
Result<void> track_free(Desk& desk, std::string_view track, RunId const& run, Instant from, Instant until) {
  for (auto const& stay : desk.look<TrackState>(track_stream(track)).stays) {
    if (stay.run == run) continue;
    auto const ends = stay.here ? std::max(stay.until, desk.at() + minutes(1)) : stay.until;
    if (stay.from >= until || ends <= from) continue;
    return no(refuse("train.track_taken")
                  .at("/track")
                  .with("track", track)
                  .with("run", stay.run.text)
                  .with("from", to_text(stay.from))
                  .with("until", to_text(stay.until)));
  }
  return {};
}

// The stay of this run on that track which is planned; a new one when there is none.
Stay planned_stay(Desk& desk, std::string_view track, RunId const& run) {
  for (auto const& stay : desk.look<TrackState>(track_stream(track)).stays) {
    if (stay.run == run && !stay.here) return stay;
  }
  return {StayId{desk.fresh_name("TK")}, run, {}, {}, false};
}

Duration minutes_of(Desk& desk, std::string_view rule, Day day) {
  return minutes(desk.pack<Rules>().day_number(rule, day));
}

// How long the pack says that a work takes: a shunting move so long, an inspection so long for each wagon besides.
Duration lasts(Desk& desk, WorkKind kind, Plan const& plan) {
  if (kind == WorkKind::shunting) return minutes_of(desk, "shunting_minutes", plan.day);
  auto const wagons = static_cast<std::int64_t>(plan.wagons.size());
  return minutes_of(desk, "inspection_minutes", plan.day) +
         minutes(wagons * desk.pack<Rules>().day_number("inspection_minutes_per_wagon", plan.day));
}

void stand(Facts& facts, std::string const& track, RunId const& run, Stay const& stay, Instant until,
           Millimetres length) {
  facts.add(track_stream(track), TrackOccupied{stay.id, track, run, until, length});
  facts.add(train_stream(run), RunPlaced{run, track, stay.id});
}

}  // namespace

void leave_track(Desk& desk, RunId const& run, Facts& facts) {
  auto const& at = at_port(desk, run);
  if (at.track.empty()) return;
  facts.add(track_stream(at.track), TrackCleared{at.stay, at.track, run});
  facts.add(train_stream(run), RunPlaced{run, {}, {}});
}

Result<void> fits_its_track(Desk& desk, RunId const& run, Plan const& plan) {
  auto const& at = at_port(desk, run);
  if (at.track.empty()) return {};
  return track_takes(desk.pack<Rules>(), at.track, desk.look<RunState>(train_stream(run)), plan);
}

Result<Facts> decide(PlanTrack const& order, Desk& desk) {
  auto const run = run_for_track(desk, order.run);
  if (!run) return no(run.error());
  if (order.until <= order.from) return no(refuse("train.track_times").at("/until"));
  if (auto r = track_takes(desk.pack<Rules>(), order.track, **run, (*run)->plan); !r) return no(r.error());
  auto stay = planned_stay(desk, order.track, order.run);
  for (auto const& there : desk.look<TrackState>(track_stream(order.track)).stays) {
    if (there.here && there.run == order.run) stay = there;
  }
  // Who stands there has had the track since it came, whatever is planned.
  auto const from = stay.here ? std::min(stay.from, order.from) : order.from;
  if (auto r = track_free(desk, order.track, order.run, from, order.until); !r) return no(r.error());
  return Facts{}
      .add(track_stream(order.track), TrackPlanned{stay.id, order.track, order.run, order.from, order.until})
      .name("stay", stay.id.text);
}

Result<Facts> decide(OccupyTrack const& order, Desk& desk) {
  auto const run = run_for_track(desk, order.run);
  if (!run) return no(run.error());
  auto const& plan = (*run)->plan;
  auto const& at = at_port(desk, order.run);
  if (!at.track.empty())
    return no(refuse("train.on_track_already").at("/run").with("run", order.run.text).with("track", at.track));
  if (auto r = track_takes(desk.pack<Rules>(), order.track, **run, plan); !r) return no(r.error());
  auto const stay = planned_stay(desk, order.track, order.run);
  auto const from = desk.happened();
  auto const usual = stay.until > from ? stay.until : from + minutes_of(desk, "track_stay_minutes", plan.day);
  auto const until = order.until.value_or(usual);
  if (until <= from) return no(refuse("train.track_times").at("/until"));
  if (auto r = track_free(desk, order.track, order.run, from, until); !r) return no(r.error());
  Facts facts;
  stand(facts, order.track, order.run, stay, until, size_of(desk.pack<Rules>(), plan).length);
  return facts.name("stay", stay.id.text);
}

Result<Facts> decide(ClearTrack const& order, Desk& desk) {
  auto const run = run_at(desk, order.run);
  if (!run) return no(run.error());
  Facts facts;
  if (at_port(desk, order.run).track == order.track && !order.track.empty()) {
    leave_track(desk, order.run, facts);
    return facts;
  }
  for (auto const& stay : desk.look<TrackState>(track_stream(order.track)).stays) {
    if (stay.run == order.run) facts.add(track_stream(order.track), TrackCleared{stay.id, order.track, order.run});
  }
  if (facts.list.empty())
    return no(refuse("train.not_on_track").at("/track").with("run", order.run.text).with("track", order.track));
  return facts;
}

Result<Facts> decide(PlanTrainWork const& order, Desk& desk) {
  auto const run = run_for_track(desk, order.run);
  if (!run) return no(run.error());
  auto const& at = at_port(desk, order.run);
  auto const* before = at.work(order.kind, false);
  StayId const id = before ? before->id : StayId{desk.fresh_name("TW")};
  return Facts{}
      .add(train_stream(order.run), TrainWorkPlanned{order.run, id, order.kind, at.track, order.from,
                                                     order.from + lasts(desk, order.kind, (*run)->plan)})
      .name("work", id.text);
}

namespace {

Refusal no_work(std::string_view code, RunId const& run, WorkKind kind) {
  bool const shunting = kind == WorkKind::shunting;
  constexpr auto words = choices(Type<WorkKind>{});
  auto const& word = shunting ? words[0] : words[1];
  return refuse(code).at("/kind").with("run", run.text).with("kind_zh", word.zh).with("kind", word.en);
}

}  // namespace

Result<Facts> decide(StartTrainWork const& order, Desk& desk) {
  auto const run = run_for_track(desk, order.run);
  if (!run) return no(run.error());
  auto const& at = at_port(desk, order.run);
  if (at.track.empty()) return no(refuse("train.on_no_track").at("/run").with("run", order.run.text));
  for (auto const& work : at.works) {
    if (work.started) return no(no_work("train.work_under_way", order.run, work.kind));
  }
  auto const& plan = (*run)->plan;
  auto const until = desk.happened() + lasts(desk, order.kind, plan);
  auto const* before = at.work(order.kind, false);
  StayId const id = before ? before->id : StayId{desk.fresh_name("TW")};
  Facts facts;
  if (order.kind == WorkKind::shunting) {
    if (order.to_track == at.track || order.to_track.empty())
      return no(refuse("train.no_track").at("/to_track").with("track", order.to_track));
    if (auto r = track_takes(desk.pack<Rules>(), order.to_track, **run, plan); !r)
      return no(Refusal(r.error()).at("/to_track"));
    auto const stay = planned_stay(desk, order.to_track, order.run);
    auto const ends = std::max(stay.until, until + minutes_of(desk, "track_stay_minutes", plan.day));
    if (auto r = track_free(desk, order.to_track, order.run, desk.happened(), ends); !r)
      return no(Refusal(r.error()).at("/to_track"));
    facts.add(track_stream(order.to_track), TrackPlanned{stay.id, order.to_track, order.run, desk.happened(), ends});
  } else if (!order.to_track.empty()) {
    return no(refuse("train.no_track").at("/to_track").with("track", order.to_track));
  }
  facts.add(train_stream(order.run), TrainWorkStarted{order.run, id, order.kind, at.track, order.to_track, until});
  return facts.name("work", id.text);
}

Result<Facts> decide(EndTrainWork const& order, Desk& desk) {
  auto const run = run_at(desk, order.run);
  if (!run) return no(run.error());
  auto const& at = at_port(desk, order.run);
  auto const* work = at.work(order.kind, true);
  if (!work) return no(no_work("train.no_work", order.run, order.kind));
  Facts facts;
  facts.add(train_stream(order.run), TrainWorkEnded{order.run, work->id, order.note});
  if (work->to_track.empty() || work->to_track == at.track) return facts;
  auto const stay = planned_stay(desk, work->to_track, order.run);
  auto const until = std::max(stay.until, desk.happened() + minutes(1));
  if (auto r = track_takes(desk.pack<Rules>(), work->to_track, **run, (*run)->plan); !r) return no(r.error());
  if (auto r = track_free(desk, work->to_track, order.run, desk.happened(), until); !r) return no(r.error());
  leave_track(desk, order.run, facts);
  stand(facts, work->to_track, order.run, stay, until, size_of(desk.pack<Rules>(), (*run)->plan).length);
  return facts;
}

}  // namespace landport::train
