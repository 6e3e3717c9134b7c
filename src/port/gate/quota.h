// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "journal/pack.h"
#include "port/gate/events.h"

// The gate as the pack sets it: lanes.csv, gate_quotas.csv, gate_rules.csv, and the port's time zone of
// pack.csv.
namespace landport::gate {

// How many trucks of a direction may come in each hour from `from_hour` up to but without `to_hour` (0 to 24,
// by the port's clock). An hour without a row is closed. Rows must not overlap: the first that holds counts.
struct Quota {
  Direction direction = Direction::deliver;
  Count from_hour, to_hour, trucks;
};
struct GateLane {
  std::string code, name_zh, name_en, direction, kind;
  bool weighbridge = false;
  Millimetres x, y;
};

struct GatePack {
  std::vector<Dated<Quota>> quotas;
  std::vector<Dated<GateLane>> lanes;
  std::string time_zone;
  Kilograms mass_tolerance;  // how far the mass on the paper may be from what was announced without a flag

  GateLane const* lane(std::string_view code, Day day) const;
  // Trucks that may come in the hour that `at` falls in; 0 when the gate is closed then.
  Count quota(Direction direction, Instant at) const;

  static Result<GatePack> load(PackFiles const& files, Pack const& loaded_before);
};

}  // namespace landport::gate
