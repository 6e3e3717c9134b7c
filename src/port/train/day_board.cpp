// SPDX-License-Identifier: Apache-2.0
#include "port/train/day_board.h"

namespace landport::train {

namespace {
TrackUse use_of(WorkKind kind) {
  return kind == WorkKind::shunting ? TrackUse::shunting : TrackUse::inspection;
}
}  // namespace

std::string DayBoard::carrier_of(RunId const& run) const {
  auto const* row = carriers.find(run.text);
  return row ? row->carrier : std::string{};
}

TrackUseRow& DayBoard::use(StayId const& id, RunId const& run, std::string const& track, TrackUse kind) {
  auto& row = uses.edit(id.text);
  row.use = id;
  row.run = run;
  row.carrier = carrier_of(run);
  row.kind = kind;
  if (!track.empty()) row.track = track;
  return row;
}

void DayBoard::apply(TrainComposed const& e, Recorded const&) {
  carriers.edit(e.run.text) = {e.run, e.carrier};
}

void DayBoard::apply(PlanAsked const& e, Recorded const& r) {
  auto& row = plans.edit(e.departure.text);
  row = RailwayPlanRow{};
  row.departure = e.departure;
  row.carrier = e.carrier;
  row.railway = e.railway;
  if (!e.railway.empty()) row.partners = {e.railway};
  row.wagons_asked = e.wagons;
  row.mass_asked = e.mass;
  row.asked_at = r.happened;
}
void DayBoard::apply(PlanAnswered const& e, Recorded const& r) {
  auto* row = plans.touch(e.departure.text);
  if (!row) return;
  row->stage = e.approved ? PlanStage::approved : PlanStage::refused;
  row->plan_number = e.plan_number;
  row->reason = e.reason;
  row->wagons_approved = e.approved ? e.wagons : Count{};
  row->mass_approved = e.approved ? e.mass : Kilograms{};
  row->answered_at = r.happened;
}

void DayBoard::apply(TrackPlanned const& e, Recorded const&) {
  auto& row = use(e.stay, e.run, e.track, TrackUse::stay);
  row.planned_from = e.from;
  row.planned_until = e.until;
}
void DayBoard::apply(TrackOccupied const& e, Recorded const& r) {
  auto& row = use(e.stay, e.run, e.track, TrackUse::stay);
  row.actual_from = r.happened;
  if (!row.planned_until) row.planned_from = r.happened, row.planned_until = e.until;
  row.length = e.length;
  tracks.edit(e.track) = {e.track, e.run, r.happened, e.until};
}
// A stay that never began is taken off the board; its facts stay in the journal.
void DayBoard::apply(TrackCleared const& e, Recorded const& r) {
  auto* row = uses.touch(e.stay.text);
  if (row && row->actual_from) {
    row->actual_until = r.happened;
  } else if (row) {
    uses.remove(e.stay.text);
  }
  if (auto* track = tracks.touch(e.track); track && track->run == e.run && row && row->actual_from)
    *track = {e.track, {}, {}, {}};
}

void DayBoard::apply(TrainWorkPlanned const& e, Recorded const&) {
  auto& row = use(e.work, e.run, e.track, use_of(e.kind));
  row.planned_from = e.from;
  row.planned_until = e.until;
}
void DayBoard::apply(TrainWorkStarted const& e, Recorded const& r) {
  auto& row = use(e.work, e.run, e.track, use_of(e.kind));
  row.to_track = e.to_track;
  row.actual_from = r.happened;
  if (!row.planned_until) row.planned_from = r.happened, row.planned_until = e.until;
}
void DayBoard::apply(TrainWorkEnded const& e, Recorded const& r) {
  auto* row = uses.touch(e.work.text);
  if (!row) return;
  row->actual_until = r.happened;
  row->note = e.note;
}

void DayBoard::apply(WagonCutOut const& e, Recorded const& r) {
  cut_outs.edit(e.run.text + "/" + e.wagon.text()) = {e.run, carrier_of(e.run), e.wagon, e.reason, e.units, r.happened, {}};
}
// Wagons are cut out a few times a week, so all of them are looked through.
void DayBoard::apply(WagonRepaired const& e, Recorded const& r) {
  std::vector<std::string> repaired;
  cut_outs.each([&](std::string_view key, CutOutRow const& row) {
    if (row.wagon == e.wagon && !row.repaired_at && row.at <= r.happened) repaired.emplace_back(key);
  });
  for (auto const& key : repaired) cut_outs.edit(key).repaired_at = r.happened;
}

}  // namespace landport::train
