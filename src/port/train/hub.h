// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "journal/desk.h"
#include "port/booking/events.h"
#include "port/train/rules_of_work.h"

// A run that stands at a node on its way, between two of its legs: units join it and leave it there.
namespace landport::train {

struct Hub {
  RunState const* run = nullptr;
  network::NodeCode node;
  Plan ahead;  // the run's plan, with the sections that are still ahead and the day on which it goes on
};
// Refuses "train.no_run", "train.not_at_hub" and "train.hub_is_home".
Result<Hub> at_hub(RunId const& run, Desk& desk);

// What the unit's booking says of its journey with this run; nothing when it is not booked on it.
std::optional<booking::Stretch> stretch_with(Desk& desk, RunState const& run, container::Whereabouts const& unit);
Refusal other_stretch(UnitNumber const& unit, std::optional<booking::Stretch> const& stretch,
                      network::NodeCode const& node);

}  // namespace landport::train
