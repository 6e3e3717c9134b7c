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
  std::vector<std::string> partners;
  bool known = false;
};
void evolve(KnownRun& s, train::TrainComposed const& e) {
  s.known = true;
  s.carrier = e.carrier;
  s.partners = e.partners;
}

// The departure that a unit last travelled with: its partners still tell of it when the journey is over.
struct LastDeparture {
  using Folds = Types<container::UnitBooked, container::UnitUnbooked>;
  std::string booking;
  network::DepartureId departure;
};
void evolve(LastDeparture& s, container::UnitBooked const& e) {
  s.booking = e.booking;
  s.departure = network::DepartureId{e.departure};
}
void evolve(LastDeparture& s, container::UnitUnbooked const& e) {
  if (s.booking == e.booking) s.departure = {};
}

bool runs_a_leg_of(Desk& desk, UnitNumber const& number) {
  auto const& last = desk.look<LastDeparture>(container::unit_stream(number));
  if (last.departure.empty()) return false;
  auto const& sailing = desk.look<network::Sailing>(network::departure_stream(last.departure));
  std::vector<std::string> partners;
  for (auto const& leg : sailing.plan.legs) network::add_partner(partners, leg);
  return network::is_partner(desk.actor(), partners);
}

// A partner abroad tells of what goes over its legs; a carrier of what travels with it. To anybody else there is no
// such unit.
Result<void> unit_known(Desk& desk, UnitNumber const& number) {
  auto const& unit = desk.look<container::Whereabouts>(container::unit_stream(number));
  if (unit.known && (desk.may_act_for(unit.carrier) || runs_a_leg_of(desk, number))) return {};
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
  if (!run.known || (!desk.may_act_for(run.carrier) && !network::is_partner(desk.actor(), run.partners)))
    return no(refuse("tracking.no_train").at("/run").with("run", order.run));
  return Facts{}.add(train_position_stream(order.run), fact);
}

}  // namespace landport::tracking
