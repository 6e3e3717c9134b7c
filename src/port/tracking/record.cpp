// SPDX-License-Identifier: Apache-2.0
#include "port/container/events.h"
#include "port/tracking/commands.h"
#include "port/train/events.h"

namespace landport::tracking {

namespace {

// What tracking needs to know of a run: that there is one, and whose.
struct KnownRun {
  using Folds = Types<train::TrainComposed>;
  std::string carrier;
  bool known = false;
};
void evolve(KnownRun& s, train::TrainComposed const& e) {
  s.known = true;
  s.carrier = e.carrier;
}

// A partner abroad tells of whatever comes to it; a carrier of what travels with it.
bool may_tell(Desk const& desk, std::string_view carrier) {
  return desk.actor().roles.has(Role::partner) || desk.may_act_for(carrier);
}

Result<void> unit_known(Desk& desk, UnitNumber const& number) {
  auto const& unit = desk.look<container::Whereabouts>(container::unit_stream(number));
  if (unit.known && may_tell(desk, unit.carrier)) return {};
  return no(refuse("tracking.no_unit").at("/unit").with("unit", number.text()));
}

}  // namespace

Result<Facts> decide(RecordMilestone const& order, Desk& desk) {
  if (auto ok = unit_known(desk, order.unit); !ok) return no(std::move(ok.error()));
  return Facts{}.add(journey_stream(order.unit),
                     MilestoneRecorded{order.unit, order.code, order.node, order.source, order.source_text});
}

Result<Facts> decide(RecordPosition const& order, Desk& desk) {
  if (order.unit.has_value() == !order.run.empty()) return no(refuse("tracking.unit_or_train").at("/unit"));
  constexpr std::int64_t quarter = 90'000'000, half = 180'000'000;
  bool const on_earth = order.lat_udeg >= -quarter && order.lat_udeg <= quarter && order.lon_udeg >= -half &&
                        order.lon_udeg <= half;
  if (!on_earth) return no(refuse("tracking.not_on_earth").at("/lat_udeg"));
  PositionRecorded const fact{order.unit, order.run, order.lat_udeg, order.lon_udeg, order.source};
  if (order.unit) {
    if (auto ok = unit_known(desk, *order.unit); !ok) return no(std::move(ok.error()));
    return Facts{}.add(journey_stream(*order.unit), fact);
  }
  auto const& run = desk.look<KnownRun>(train::train_stream(train::RunId{order.run}));
  if (!run.known || !may_tell(desk, run.carrier))
    return no(refuse("tracking.no_train").at("/run").with("run", order.run));
  return Facts{}.add(train_position_stream(order.run), fact);
}

}  // namespace landport::tracking
