// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "journal/desk.h"
#include "port/container/events.h"
#include "port/network/events.h"
#include "port/train/commands.h"
#include "port/train/findings.h"
#include "port/train/run.h"
#include "solvers/load_plan.h"

// What the commands of this department have in common.
namespace landport::train {

// The run, when the actor may work with it. Refuses "train.no_run" (404), also to a carrier whose run it is
// not, so that the existence of other carriers' trains is not told.
Result<RunState const*> run_at(Desk& desk, RunId const& run);
// The same, and it still stands to be composed. Refuses "train.left_already".
Result<RunState const*> standing_run_at(Desk& desk, RunId const& run);

// The legs of the n-th run of a departure: rail legs of one gauge after another. Empty when there is none.
std::vector<RunLeg> legs_of_run(Rules const& rules, network::Sailing const& sailing, int n,
                                std::int64_t& gauge_mm);
// The partners of the n-th run of a departure: those that run its legs, and the one whose leg follows where it ends.
std::vector<std::string> partners_of_run(network::Sailing const& sailing, int n);
int number_of_run(RunState const& run);

// The type of a wagon that is in no train and not in the plan yet. Refuses "train.wagon_unknown",
// "train.no_wagon_type", "train.wagon_taken" (by `run` when it is in the plan) and "train.wagon_bad_order".
Result<WagonTypeRow const*> free_wagon(Desk& desk, WagonWanted const& wanted, std::string_view at,
                                       Plan const& plan, std::string_view run);
// Takes a wagon into a run: registers it when it is not known. Refuses as free_wagon does, and "train.rule_broken" for a
// type that the run cannot have.
Result<void> take_wagon(Desk& desk, RunId const& run, WagonWanted const& wanted, std::string_view at,
                        Plan& plan, Facts& facts);

// A unit as the rules see it now. Refuses "train.no_unit" (404), "train.other_departure" and
// "train.mass_unknown".
Result<Cargo> cargo_of(Desk& desk, RunState const& run, UnitNumber const& unit);
// The same of a unit as it will be once facts that are being decided have happened.
Result<Cargo> cargo_of(Desk& desk, RunState const& run, container::Whereabouts const& unit);

// The departure of the run that the unit is booked on; the run's own when none is.
network::DepartureId came_with(Desk& desk, RunState const& run, container::Whereabouts const& unit);
// Whether the unit is booked on a departure of the run.
bool booked_for(Desk& desk, RunState const& run, container::Whereabouts const& unit);

// Whether the run begins at this port: then its units come out of this yard, and go back into it.
bool begins_here(Desk& desk, RunState const& run);
// Refuses "train.not_here" when it does not.
Result<void> check_begins_here(Desk& desk, RunState const& run);

// The wagons of a run that is over are free for others.
void free_wagons(RunState const& run, std::string_view reason, Facts& facts);
// A run that ends at this port: its units stay on its wagons until they are taken off.
Result<Facts> arrive_here(RunState const& run, Desk& desk);

// Refuses "train.rule_broken" with the first finding that `counts`, its numbers and the whole list as JSON.
Result<void> refuse_findings(Findings const& findings, std::function<bool(Finding const&)> const& counts,
                             std::string_view at);
// Those of `after` that stop and were not there `before`: an edit answers for what it makes worse, not for
// what it found.
bool is_new(Finding const& finding, Findings const& before);

// The spot in full: without a pattern, the one that the wagon is loaded in, or else the first of its type
// with such a place for a unit of that length. Refuses "train.no_place".
Result<Spot> spot_of(Rules const& rules, Plan const& plan, Cargo const& cargo, WagonNumber const& wagon,
                     std::string const& pattern, std::string const& place);

// The planner's task for these units over the wagons of the plan that stand empty in it, with what the plan
// has already taken of the train's sums. `wagons` gets the wagon of each wagon of the task.
solvers::LoadPlanTask planner_task(Rules const& rules, Plan const& plan, std::vector<Cargo> const& cargo,
                                   std::vector<std::size_t>& wagons);
// What the solver does not know of (goods that are loaded already) is judged here: the rules have the last word.
// Takes all units that are not loaded off every wagon that a rule stops, and gives them.
std::vector<UnitNumber> drop_what_stops(Rules const& rules, Plan& plan);
// Plans `cargo` into `plan` (only what the rules do not refuse) and gives the units that found no place.
std::vector<UnitNumber> propose(Rules const& rules, Plan& plan, std::vector<Cargo> const& cargo,
                                std::uint64_t seed, int steps);

}  // namespace landport::train
