// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "port/train/day_work.h"
#include "port/yard/events.h"

// An arrival that was recorded wrongly: another time, or another train.
namespace landport::train {

namespace {

// What was told of a run's arrival, what was told before it, and what has followed.
struct ToldOfArrival {
  using Folds = Types<TrainDeparted, TrainReported, BorderReached, TrainArrived, ArrivalCorrected, UnitTransferred,
                      UnitUnloaded, TrainStripped>;
  Sequence last = 0;  // the event that says that it arrived: what a correction names; 0: none does
  network::NodeCode node, last_node;
  Instant arrived_at, last_at, departed_at;
  bool at_border = false, last_stood = false;
  std::optional<Instant> lifted;  // when the first unit was lifted off it

  void seen(network::NodeCode const& where, Instant at, bool stood) {
    if (last != 0 || at < last_at) return;
    last_node = where;
    last_at = at;
    last_stood = stood;
  }
  void arrives(network::NodeCode const& where, bool border, Recorded const& r) {
    last = r.sequence;
    node = where;
    at_border = border;
    arrived_at = r.happened;
    lifted.reset();
  }
};
void evolve(ToldOfArrival& s, TrainDeparted const& e, Recorded const& r) {
  s.departed_at = r.happened;
  s.seen(e.node, r.happened, false);
}
void evolve(ToldOfArrival& s, TrainReported const& e, Recorded const& r) {
  s.seen(e.node, r.happened, e.what == Passing::arrived);
}
void evolve(ToldOfArrival& s, BorderReached const& e, Recorded const& r) {
  s.arrives(e.node, true, r);
}
void evolve(ToldOfArrival& s, TrainArrived const& e, Recorded const& r) {
  s.arrives(e.node, false, r);
}
void evolve(ToldOfArrival& s, ArrivalCorrected const& e, Recorded const& r) {
  s.last = e.arrived_at ? r.sequence : 0;
  s.arrived_at = e.arrived_at.value_or(s.arrived_at);
}
void lift(ToldOfArrival& s, Recorded const& r) {
  if (s.last != 0) s.lifted = std::min(s.lifted.value_or(r.happened), r.happened);
}
void evolve(ToldOfArrival& s, UnitTransferred const&, Recorded const& r) {
  lift(s, r);
}
void evolve(ToldOfArrival& s, UnitUnloaded const&, Recorded const& r) {
  lift(s, r);
}
void evolve(ToldOfArrival& s, TrainStripped const&, Recorded const& r) {
  lift(s, r);
}

Result<Facts> at_another_time(ArrivalCorrected fact, ToldOfArrival const& told, Desk& desk) {
  if (desk.happened() == desk.at() || desk.happened() == told.arrived_at)
    return no(refuse("train.arrival_time_missing").at("happened_at").with("run", fact.run.text));
  if (desk.happened() < told.departed_at)
    return no(refuse("train.arrival_before_departure").at("happened_at").with("at", to_text(told.departed_at)));
  // Where an arrival hands its units over, they were lifted in the same moment, which is as wrong as the arrival itself.
  if (told.lifted && *told.lifted != told.arrived_at && desk.happened() > *told.lifted)
    return no(refuse("train.arrival_after_work").at("happened_at").with("at", to_text(*told.lifted)));
  fact.arrived_at = desk.happened();
  auto const stream = train_stream(fact.run);
  return Facts{}.add(stream, std::move(fact));
}

Result<Facts> not_at_all(ArrivalCorrected fact, RunState const& run, Desk& desk, bool lifted) {
  bool const stands_whole = run.stage == Stage::at_border || (run.stage == Stage::arrived && run.to_strip);
  if (!stands_whole || lifted)
    return no(refuse("train.arrival_worked_on").at("/run").with("run", fact.run.text).with("node", fact.node.text));
  Facts facts;
  facts.add(train_stream(fact.run), fact);
  // Until it is here its units are those of the departure that they come with.
  for (auto const& p : run.plan.placements) {
    auto const& unit = desk.look<container::Whereabouts>(container::unit_stream(p.cargo.unit));
    auto const with = came_with(desk, run, unit);
    // Nobody can lift off what has not come.
    yard::cancel_order(unit.unit, fact.reason, desk, facts);
    if (!unit.booking.empty() && unit.departure != with.text)
      facts.add(container::unit_stream(unit.unit),
                container::UnitBooked{unit.unit, unit.booking, with.text, unit.owner, unit.carrier});
  }
  leave_track(desk, fact.run, facts);
  return facts;
}

}  // namespace

Result<Facts> decide(CorrectArrival const& order, Desk& desk) {
  auto const run = run_at(desk, order.run);
  if (!run) return no(run.error());
  auto const& told = desk.look<ToldOfArrival>(train_stream(order.run));
  if (told.last == 0) return no(refuse("train.no_arrival").at("/run").with("run", order.run.text));
  if (order.corrects != told.last) {
    return no(refuse("train.not_the_arrival")
                  .at("/corrects")
                  .with("sequence", std::to_string(order.corrects))
                  .with("run", order.run.text)
                  .with("arrival", std::to_string(told.last)));
  }
  if (order.reason.empty()) return no(refuse("train.reason_missing").at("/reason"));
  ArrivalCorrected fact{order.run,      order.corrects, told.node,       told.at_border, {},
                        told.last_node, told.last_at,   told.last_stood, order.reason};
  return order.arrived ? at_another_time(std::move(fact), told, desk)
                       : not_at_all(std::move(fact), **run, desk, told.lifted.has_value());
}

}  // namespace landport::train
