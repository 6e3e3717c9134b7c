// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "port/booking/events.h"
#include "port/train/departure_gate.h"
#include "port/train/findings_json.h"
#include "port/train/rules_of_work.h"

namespace landport::train {

namespace {

container::Whereabouts const& unit_at(Desk& desk, UnitNumber const& unit) {
  return desk.look<container::Whereabouts>(container::unit_stream(unit));
}

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
  Kilograms mass;
  Millimetres length;
  for (auto const& wagon : run.plan.wagons) {
    auto const* type = desk.pack<Rules>().wagon_type(wagon.type, run.plan.day);
    if (type) mass += type->tare, length += type->length;
  }
  for (auto const& p : run.plan.placements) mass += p.cargo.gross;
  auto const count = [](std::size_t n) { return Count{static_cast<std::int64_t>(n)}; };
  Facts facts;
  facts.add(train_stream(order.run), TrainDeparted{order.run, run.from(), count(run.plan.wagons.size()),
                                                   count(run.plan.placements.size()), mass, length});
  std::vector<UnitNumber> left;
  for (auto const& p : run.plan.placements) left.push_back(p.cargo.unit);
  booking::units_left(desk, left, facts);
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

namespace {

struct Transfer {
  RunId to;
  RunState state;
  Facts facts;
};

Result<Transfer> compose_next(TransferUnits const& order, RunState const& from, Desk& desk) {
  auto const& sailing = desk.look<network::Sailing>(network::departure_stream(from.made.departure));
  int const n = number_of_run(from) + 1;
  Transfer t{run_of(from.made.departure, n), {}, {}};
  if (desk.look<RunState>(train_stream(t.to)).known())
    return no(refuse("train.composed_already").at("/run").with("run", t.to.text));
  TrainComposed made{t.to, from.made.departure, from.made.service, from.made.carrier, 0,
                     {},   {order.run},         order.plugs,       partners_of_run(sailing, n)};
  made.legs = legs_of_run(desk.pack<Rules>(), sailing, n, made.gauge_mm);
  if (made.legs.empty()) return no(refuse("train.no_border").at("/run").with("node", from.to().text));
  evolve(t.state, made);
  t.facts.add(train_stream(t.to), made);
  for (std::size_t i = 0; i < order.wagons.size(); ++i) {
    auto taken = take_wagon(desk, t.to, order.wagons[i], fmt::format("/wagons/{}", i), t.state.plan, t.facts);
    if (!taken) return no(std::move(taken.error()));
  }
  return t;
}

void carry_over(RunState const& from, Transfer& t, Desk& desk) {
  for (auto const& p : t.state.plan.placements) {
    auto const unit = p.cargo.unit;
    auto const stream = train_stream(t.to);
    t.facts.add(stream, UnitPlanned{t.to, p.cargo, p.spot, from.made.run, "planner"});
    t.facts.add(stream, UnitLoaded{t.to, unit, p.spot});
    t.facts.add(train_stream(from.made.run), UnitTransferred{from.made.run, t.to, unit, p.spot});
    t.facts.add(container::unit_stream(unit),
                container::moved(unit_at(desk, unit),
                                 {container::PlaceKind::wagon, wagon_ref(t.to, p.spot.wagon, p.spot.place)},
                                 t.to.text));
  }
  Kilograms gross;
  for (auto const& p : t.state.plan.placements) gross += p.cargo.gross;
  if (may_settle(check(desk.pack<Rules>(), t.state.plan)))
    t.facts.add(train_stream(t.to),
                PlanSettled{t.to, Count{static_cast<std::int64_t>(t.state.plan.placements.size())}, gross});
}

// The first rule that stands against the unit on every place of every wagon; "no_place_left" when only others
// do.
std::string why_left(Rules const& rules, Plan const& plan, Cargo const& cargo) {
  std::string why = "no_place_left";
  for (auto const& wagon : plan.wagons) {
    for (auto const& pattern : rules.patterns(wagon.type, plan.day)) {
      for (auto const* place : pattern.places) {
        if (place->feet != cargo.size_type.feet()) continue;
        Plan alone = plan;
        alone.placements = {{cargo, {wagon.number, std::string(pattern.pattern), place->place}, false, {}}};
        auto const findings = check(rules, alone);
        auto const stop = std::find_if(findings.begin(), findings.end(),
                                       [](auto const& f) { return f.severity != Severity::soft; });
        if (stop == findings.end()) return "no_place_left";
        why = stop->rule;
      }
    }
  }
  return why;
}

}  // namespace

Result<Facts> decide(TransferUnits const& order, Desk& desk) {
  auto found = run_at(desk, order.run);
  if (!found) return no(std::move(found.error()));
  RunState const& from = **found;
  if (from.stage != Stage::at_border)
    return no(refuse("train.not_at_border").at("/run").with("run", order.run.text));
  auto next = compose_next(order, from, desk);
  if (!next) return no(std::move(next.error()));
  auto const& rules = desk.pack<Rules>();
  std::vector<Cargo> cargo;
  std::vector<UnitLeftBehind> left;
  for (auto const& p : from.plan.placements) {
    if (!p.loaded) continue;
    auto const& unit = unit_at(desk, p.cargo.unit);
    if (auto when = container::not_before(unit, desk.happened()); !when) return no(std::move(when.error()));
    if (container::may_do(unit, container::Deed::move)) {
      cargo.push_back(p.cargo);
    } else {
      left.push_back({order.run, next->to, p.cargo.unit, "held"});
    }
  }
  for (auto const& unit :
       propose(rules, next->state.plan, cargo, static_cast<std::uint64_t>(order.seed), 1000)) {
    auto const* p = from.plan.find(unit);
    left.push_back({order.run, next->to, unit, why_left(rules, next->state.plan, p->cargo)});
  }
  if (next->state.plan.placements.empty()) return no(refuse("train.nothing_fits").at("/wagons"));
  carry_over(from, *next, desk);
  for (auto const& l : left) next->facts.add(train_stream(order.run), l).name("left", l.unit.text());
  // A wagon that keeps a unit stays with the run that brought it.
  for (auto const& wagon : from.plan.wagons) {
    bool const keeps = std::any_of(left.begin(), left.end(), [&](UnitLeftBehind const& l) {
      return from.plan.find(l.unit)->spot.wagon == wagon.number;
    });
    if (!keeps)
      next->facts.add(wagon_stream(wagon.number), WagonFreed{wagon.number, order.run, "transferred"});
  }
  return next->facts.name("run", next->to.text);
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
  booking::units_arrived(desk, run.made.departure, arrived, facts);
  return facts;
}

}  // namespace landport::train
