// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "port/train/departure_gate.h"
#include "port/train/findings.h"

namespace landport::train {

// The list as a JSON array, as it stands in a refusal.
std::string findings_json(Findings const& findings);
std::string checks_json(std::vector<DepartureCheck> const& checks);

}  // namespace landport::train
