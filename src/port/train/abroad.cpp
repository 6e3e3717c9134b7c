// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "port/train/hub.h"
#include "port/train/rules_of_work.h"

// A train that begins elsewhere: what the terminal there reports to have loaded.
namespace landport::train {

using container::Whereabouts;

bool begins_here(Desk& desk, RunState const& run) {
  return run.from().text == desk.pack<Rules>().home(run.plan.day);
}

Result<void> check_begins_here(Desk& desk, RunState const& run) {
  if (begins_here(desk, run)) return {};
  return no(refuse("train.not_here").at("/run").with("run", run.made.run.text).with("node", run.from().text));
}

namespace {

// One row of the list with the unit as it will be, and the facts that make it so.
struct Listed {
  Whereabouts unit;
  Cargo cargo;
  Facts facts;
};

template <class Fact>
void add(Listed& listed, Fact fact) {
  Recorded const r;
  if constexpr (requires { evolve(listed.unit, fact, r); }) {
    evolve(listed.unit, fact, r);
  } else {
    evolve(listed.unit, fact);
  }
  listed.facts.add(container::unit_stream(listed.unit.unit), std::move(fact));
}

Result<void> check_there(LoadedAbroad const& row, RunState const& run, Whereabouts const& unit, Desk& desk) {
  // First, so that nothing is told of units of others.
  if (!booked_for(desk, run, unit)) {
    return no(refuse("train.other_departure")
                  .at("/unit")
                  .with("unit", row.unit.text())
                  .with("departure", run.made.departure.text));
  }
  if (row.gross <= Kilograms{0} || row.gross > container::heaviest(unit)) {
    return no(refuse("train.mass_impossible")
                  .at("/gross_kg")
                  .with("unit", row.unit.text())
                  .with("max_kg", std::to_string(container::heaviest(unit).value)));
  }
  if (!unit.known && !row.size_type)
    return no(refuse("train.size_type_missing").at("/size_type").with("unit", row.unit.text()));
  // The port is not told of what a unit does outside it; but what is inside is not abroad.
  if (container::is_inside(unit.place.kind)) {
    return no(refuse("train.not_at_origin")
                  .at("/unit")
                  .with("unit", row.unit.text())
                  .with("place", unit.place.ref));
  }
  if (auto ok = container::may_do(unit, container::Deed::load); !ok) return ok;
  return container::not_before(unit, desk.happened());
}

Result<Listed> read(LoadedAbroad const& row, RunState const& run, Desk& desk) {
  Listed out;
  out.unit = desk.look<Whereabouts>(container::unit_stream(row.unit));
  if (auto ok = check_there(row, run, out.unit, desk); !ok) return no(std::move(ok.error()));
  out.unit.unit = row.unit;
  if (!out.unit.known) {
    container::UnitRegistered fact{row.unit, *row.size_type, row.tare, {}, {}, row.full, {}};
    if (!row.unit.check_digit_holds()) fact.check_digit_confirmed_by = desk.actor().person;
    add(out, std::move(fact));
  } else if (out.unit.full != row.full) {
    add(out, container::ContentsNoted{row.unit, row.full});
  }
  if (out.unit.verified_gross != row.gross) {
    add(out, container::MassVerified{row.unit, row.gross, container::MassMethod::sm1,
                                     "terminal " + run.from().text});
  }
  bool const sealed = std::ranges::find(out.unit.seals, row.seal) != out.unit.seals.end();
  if (!row.seal.empty() && !sealed) add(out, container::UnitSealed{row.unit, row.seal});
  auto cargo = cargo_of(desk, run, out.unit);
  if (!cargo) return no(std::move(cargo.error()));
  out.cargo = std::move(*cargo);
  return out;
}

// The places that the list names, and then those that the planner finds for the rest.
Result<std::vector<UnitNumber>> place_all(LoadAbroad const& order, std::vector<Listed> const& listed,
                                          Plan& plan, Desk& desk) {
  auto const& rules = desk.pack<Rules>();
  std::vector<Cargo> rest;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    auto const& row = order.units[i];
    auto const* planned = plan.find(row.unit);
    if (planned && planned->loaded) {
      return no(
          refuse("train.loaded_already").at(fmt::format("/units/{}/unit", i)).with("unit", row.unit.text()));
    }
    if (row.wagon) {
      auto spot = spot_of(rules, plan, listed[i].cargo, *row.wagon, row.pattern, row.place);
      if (!spot) return no(std::move(spot.error()).at(fmt::format("/units/{}/place", i)));
      plan.put({listed[i].cargo, *spot, true, {}});
    } else if (planned) {
      plan.put({listed[i].cargo, planned->spot, true, {}});
    } else {
      rest.push_back(listed[i].cargo);
    }
  }
  auto left = propose(rules, plan, rest, static_cast<std::uint64_t>(order.seed), 1000);
  auto ok = refuse_findings(
      check(rules, plan), [](Finding const& f) { return f.severity == Severity::stop; }, "/units");
  if (!ok) return no(std::move(ok.error()));
  return left;
}

void record(LoadAbroad const& order, std::vector<Listed> const& listed, Plan const& plan, Facts& facts,
            Desk& desk) {
  auto const stream = train_stream(order.run);
  for (auto const& one : listed) {
    auto const* p = plan.find(one.cargo.unit);
    if (!p) continue;
    for (auto const& fact : one.facts.list) facts.add(fact.stream, fact.event);
    facts.add(stream, UnitPlanned{order.run, one.cargo, p->spot, {}, desk.actor().person});
    facts.add(stream, UnitLoaded{order.run, one.cargo.unit, p->spot});
    facts.add(container::unit_stream(one.cargo.unit),
              container::moved(
                  one.unit, {container::PlaceKind::wagon, wagon_ref(order.run, p->spot.wagon, p->spot.place)},
                  order.run.text));
  }
  if (order.inspected) {
    for (auto const& wagon : plan.wagons) {
      if (!wagon.inspected) facts.add(stream, WagonInspected{order.run, wagon.number, true, "loading list"});
    }
  }
  if (!may_settle(check(desk.pack<Rules>(), plan))) return;
  Kilograms gross;
  for (auto const& p : plan.placements) gross += p.cargo.gross;
  facts.add(stream, PlanSettled{order.run, Count{static_cast<std::int64_t>(plan.placements.size())}, gross});
}

Result<std::vector<Listed>> read_all(LoadAbroad const& order, RunState const& run, Desk& desk) {
  if (order.units.empty()) return no(refuse("train.nothing_listed").at("/units"));
  std::vector<Listed> listed;
  for (std::size_t i = 0; i < order.units.size(); ++i) {
    auto const twice =
        std::ranges::any_of(listed, [&](Listed const& l) { return l.cargo.unit == order.units[i].unit; });
    if (twice) {
      return no(refuse("train.loaded_already")
                    .at(fmt::format("/units/{}/unit", i))
                    .with("unit", order.units[i].unit.text()));
    }
    auto one = read(order.units[i], run, desk);
    if (!one) {
      auto refusal = std::move(one.error());
      refusal.place = fmt::format("/units/{}{}", i, refusal.place);
      return no(std::move(refusal));
    }
    listed.push_back(std::move(*one));
  }
  return listed;
}

}  // namespace

Result<Facts> decide(LoadAbroad const& order, Desk& desk) {
  auto run = standing_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  if (begins_here(desk, **run)) return no(refuse("train.begins_here").at("/run").with("run", order.run.text));
  auto const read = read_all(order, **run, desk);
  if (!read) return no(read.error());
  auto const& listed = *read;
  Plan plan = (*run)->plan;
  auto const left = place_all(order, listed, plan, desk);
  if (!left) return no(left.error());
  Facts facts;
  record(order, listed, plan, facts, desk);
  for (auto const& unit : *left) facts.name("left", unit.text());
  if (facts.list.empty()) return no(refuse("train.nothing_fits").at("/units"));
  return facts;
}

Result<Facts> decide(AddUnits const& order, Desk& desk) {
  auto hub = at_hub(order.run, desk);
  if (!hub) return no(std::move(hub.error()));
  LoadAbroad const list{order.run, order.units, false, order.seed};
  auto const listed = read_all(list, *hub->run, desk);
  if (!listed) return no(listed.error());
  for (std::size_t i = 0; i < listed->size(); ++i) {
    auto const stretch = stretch_with(desk, *hub->run, (*listed)[i].unit);
    if (!stretch || stretch->from != hub->node)
      return no(other_stretch(order.units[i].unit, stretch, hub->node).at(fmt::format("/units/{}/unit", i)));
  }
  Plan plan = hub->ahead;
  auto const left = place_all(list, *listed, plan, desk);
  if (!left) return no(left.error());
  auto ok = refuse_findings(
      check(desk.pack<Rules>(), plan), [](Finding const& f) { return f.severity != Severity::soft; }, "/units");
  if (!ok) return no(std::move(ok.error()));
  Facts facts;
  record(list, *listed, plan, facts, desk);
  std::vector<UnitNumber> added;
  for (auto const& one : *listed) {
    auto const* p = plan.find(one.cargo.unit);
    if (!p) continue;
    added.push_back(one.cargo.unit);
    facts.name("place", fmt::format("{} {}", one.cargo.unit.text(), wagon_ref(order.run, p->spot.wagon, p->spot.place)));
  }
  if (added.empty()) return no(refuse("train.nothing_fits").at("/units"));
  booking::units_left(desk, added, facts);
  for (auto const& unit : *left) facts.name("left", unit.text());
  return facts;
}

}  // namespace landport::train
