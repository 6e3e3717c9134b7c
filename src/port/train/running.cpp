// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "port/booking/events.h"
#include "port/train/day_work.h"
#include "port/train/findings_json.h"
#include "port/train/rules_of_work.h"

namespace landport::train {

namespace {

using container::unit_at;

Result<RunState const*> moving_run_at(Desk& desk, RunId const& run) {
  auto state = run_at(desk, run);
  if (state && (*state)->standing()) return no(refuse("train.not_departed").at("/run").with("run", run.text));
  if (state && (*state)->ended()) return no(refuse("train.ended").at("/run").with("run", run.text));
  return state;
}

}  // namespace

Result<Facts> decide(DepartTrain const& order, Desk& desk) {
  auto found = run_at(desk, order.run);
  if (!found) return no(std::move(found.error()));
  RunState const& run = **found;
  if (!run.standing()) return no(refuse("train.left_already").at("/run").with("run", order.run.text));
  auto const checks = departure_checks(desk, run);
  if (!checks.empty()) return no(refuse_checks(checks));
  auto const [mass, length] = size_of(desk.pack<Rules>(), run.plan);
  auto const count = [](std::size_t n) { return Count{static_cast<std::int64_t>(n)}; };
  Facts facts;
  facts.add(train_stream(order.run), TrainDeparted{order.run, run.from(), count(run.plan.wagons.size()),
                                                   count(run.plan.placements.size()), mass, length});
  std::vector<UnitNumber> left;
  for (auto const& p : run.plan.placements) left.push_back(p.cargo.unit);
  booking::units_left(desk, left, facts);
  leave_track(desk, order.run, facts);
  return facts;
}

Result<Facts> decide(ReportRunning const& order, Desk& desk) {
  auto run = moving_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  // Points on the way that are no call of the service are reports too, so any node that has a name is taken.
  return Facts{}.add(train_stream(order.run), TrainReported{order.run, order.node, order.what, order.source});
}

Result<Facts> decide(ReachBorder const& order, Desk& desk) {
  auto run = moving_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  if ((*run)->stage == Stage::at_border) return no(refuse("train.at_border_already").at("/run"));
  auto const& sailing = desk.look<network::Sailing>(network::departure_stream((*run)->made.departure));
  std::int64_t gauge_mm = 0;
  if (legs_of_run(desk.pack<Rules>(), sailing, number_of_run(**run) + 1, gauge_mm).empty())
    return no(refuse("train.no_border").at("/run").with("node", (*run)->to().text));
  return Facts{}.add(train_stream(order.run), BorderReached{order.run, (*run)->to()});
}

Result<Facts> decide(ArriveTrain const& order, Desk& desk) {
  auto found = moving_run_at(desk, order.run);
  if (!found) return no(std::move(found.error()));
  RunState const& run = **found;
  if (run.stage == Stage::at_border)
    return no(refuse("train.not_transferred").at("/run").with("run", order.run.text));
  auto const& sailing = desk.look<network::Sailing>(network::departure_stream(run.made.departure));
  std::int64_t gauge_mm = 0;
  if (!legs_of_run(desk.pack<Rules>(), sailing, number_of_run(run) + 1, gauge_mm).empty())
    return no(refuse("train.border_first").at("/run").with("node", run.to().text));
  if (run.to().text == desk.pack<Rules>().home(utc_day(desk.happened()))) return arrive_here(run, desk);
  Facts facts;
  facts.add(train_stream(order.run), TrainArrived{order.run, run.to()});
  std::vector<UnitNumber> arrived;
  for (auto const& p : run.plan.placements) {
    if (!p.loaded) continue;
    arrived.push_back(p.cargo.unit);
    auto when = container::not_before(unit_at(desk, p.cargo.unit), desk.happened());
    if (!when) return no(std::move(when.error()));
    facts.add(train_stream(order.run), UnitUnloaded{order.run, p.cargo.unit, run.to().text});
    facts.add(container::unit_stream(p.cargo.unit),
              container::moved(unit_at(desk, p.cargo.unit),
                               {container::PlaceKind::terminal_abroad, run.to().text}, order.run.text));
  }
  free_wagons(run, "arrived", facts);
  // A train that was merged brings units of several departures.
  for (auto const& departure : departures_of(run.made))
    booking::units_arrived(desk, departure, arrived, facts);
  return facts;
}

}  // namespace landport::train
