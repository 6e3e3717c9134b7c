// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "port/train/day_commands.h"
#include "port/train/departure_gate.h"
#include "port/train/rules_of_work.h"

// What the decisions about the train's day have in common with each other and with departing.
namespace landport::train {

// Wagons and units together, and the wagons' length over buffers, by the rules of the plan's day.
struct TrainSize {
  Kilograms mass;
  Millimetres length;
};
TrainSize size_of(Rules const& rules, Plan const& plan);

// What the railway's plan has against this run: none approved where one is needed, one refused, or a train that is
// heavier or longer than approved. Only of a run that begins at this port.
void check_railway_plan(Desk& desk, RunState const& run, std::vector<DepartureCheck>& out);

// The embargoes that stand against this run: of everything on it, or of one of its units. A run that is late is
// judged by when it will be there.
void check_embargoes(Desk& desk, RunState const& run, std::vector<DepartureCheck>& out);
// Refuses "network.embargoed" when one stops everything on the legs of a run that is being composed.
Result<void> not_embargoed(Desk& desk, std::vector<RunLeg> const& legs);
// Likewise of a run that is made up at a border with its units on it, where also a limit counts.
Result<void> not_embargoed(Desk& desk, RunState const& run);
// Whether one stops such a unit, and not everything, on these legs: then the unit stays and the train goes.
bool stopped_by_embargo(Desk& desk, std::vector<RunLeg> const& legs, Cargo const& cargo);

// Adds that the run leaves the track that it stands on; nothing when it stands on none.
void leave_track(Desk& desk, RunId const& run, Facts& facts);
// Refuses "train.too_long_for_track" when the run stands on a track that is too short for this plan.
Result<void> fits_its_track(Desk& desk, RunId const& run, Plan const& plan);

// A place of the train that is free and where no rule stops the unit; nothing when there is none.
std::optional<Spot> free_spot(Rules const& rules, Plan const& plan, Cargo const& cargo);

}  // namespace landport::train
