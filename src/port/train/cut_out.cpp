// SPDX-License-Identifier: Apache-2.0
#include "port/train/day_work.h"
#include "port/yard/events.h"

// A bad-order wagon out of a train that stands ready, and other units into the room that is left.
namespace landport::train {

namespace {

PlanSettled settled_as(RunId const& run, Plan const& plan) {
  Kilograms gross;
  for (auto const& p : plan.placements) gross += p.cargo.gross;
  return {run, Count{static_cast<std::int64_t>(plan.placements.size())}, gross};
}

// A plan that was settled stays so exactly if all of the rest keeps every rule.
void settle_again(Desk& desk, RunState const& before, Plan const& after, Facts& facts) {
  if (before.stage != Stage::settled || after.placements.empty()) return;
  if (may_settle(check(desk.pack<Rules>(), after)))
    facts.add(train_stream(before.made.run), settled_as(before.made.run, after));
}

// Where each loaded unit of the wagon is set down: one position for each, no two of one stack, as each of them is
// judged by the yard as it stands before.
Result<std::vector<yard::Position>> positions_for(std::vector<Placement> const& on_it, CutOutWagon const& order) {
  std::vector<yard::Position> out;
  for (auto const& p : on_it) {
    if (!p.loaded) continue;
    auto const found = std::find_if(order.units.begin(), order.units.end(),
                                    [&](SetDown const& s) { return s.unit == p.cargo.unit; });
    if (found == order.units.end())
      return no(refuse("train.position_needed").at("/units").with("unit", p.cargo.unit.text()));
    auto const at = "/units/" + std::to_string(found - order.units.begin());
    auto const position = yard::parse_position(found->position);
    if (!position) return no(Refusal(position.error()).at(at + "/position"));
    for (auto const& other : out) {
      if (other.block == position->block && other.shares_ground(*position))
        return no(refuse("train.one_stack_each").at(at + "/position").with("unit", p.cargo.unit.text()));
    }
    out.push_back(*position);
  }
  return out;
}

}  // namespace

Result<Facts> decide(CutOutWagon const& order, Desk& desk) {
  auto const found = standing_run_at(desk, order.run);
  if (!found) return no(found.error());
  RunState const& run = **found;
  if (!run.plan.wagon(order.wagon))
    return no(refuse("train.no_wagon").at("/wagon").with("wagon", order.wagon.text()));
  std::vector<Placement> on_it;
  for (auto const& p : run.plan.placements) {
    if (p.spot.wagon == order.wagon) on_it.push_back(p);
  }
  for (std::size_t i = 0; i < order.units.size(); ++i) {
    auto const here = std::any_of(on_it.begin(), on_it.end(), [&](Placement const& p) {
      return p.loaded && p.cargo.unit == order.units[i].unit;
    });
    if (!here)
      return no(refuse("train.not_loaded")
                    .at("/units/" + std::to_string(i) + "/unit")
                    .with("unit", order.units[i].unit.text()));
  }
  auto const positions = positions_for(on_it, order);
  if (!positions) return no(positions.error());
  if (!positions->empty()) {
    if (auto here = check_begins_here(desk, run); !here) return no(here.error());
  }
  Facts facts;
  auto const stream = train_stream(order.run);
  WagonCutOut cut{order.run, order.wagon, order.reason, {}};
  std::size_t next = 0;
  for (auto const& p : on_it) {
    auto const unit = p.cargo.unit;
    cut.units.push_back(unit);
    if (p.loaded) {
      auto const& position = (*positions)[next++];
      if (auto put = yard::put_down(desk, unit, position, order.run.text, facts); !put) return no(put.error());
      facts.add(stream, UnitUnloaded{order.run, unit, yard::to_text(position)});
    }
    facts.add(stream, UnitUnplanned{order.run, unit});
  }
  facts.add(stream, WagonRemoved{order.run, order.wagon, order.reason});
  facts.add(stream, cut);
  facts.add(wagon_stream(order.wagon), WagonFreed{order.wagon, order.run, order.reason});
  facts.add(wagon_stream(order.wagon), WagonBadOrdered{order.wagon, order.run, order.reason});
  Plan after = run.plan;
  for (auto const& unit : cut.units) after.drop(unit);
  std::erase_if(after.wagons, [&](RunWagon const& w) { return w.number == order.wagon; });
  settle_again(desk, run, after, facts);
  for (auto const& unit : cut.units) facts.name("waiting", unit.text());
  return facts;
}

Result<Facts> decide(ReleaseWagon const& order, Desk& desk) {
  auto const& wagon = desk.look<WagonState>(wagon_stream(order.wagon));
  if (!wagon.known) return no(refuse("train.no_such_wagon").at("/wagon").with("wagon", order.wagon.text()));
  if (!wagon.bad_order) return no(refuse("train.not_bad_order").at("/wagon").with("wagon", order.wagon.text()));
  return Facts{}.add(wagon_stream(order.wagon), WagonRepaired{order.wagon, order.note});
}

std::optional<Spot> free_spot(Rules const& rules, Plan const& plan, Cargo const& cargo) {
  auto const before = check(rules, plan);
  for (auto const& wagon : plan.wagons) {
    for (auto const& pattern : rules.patterns(wagon.type, plan.day)) {
      for (auto const* place : pattern.places) {
        if (place->feet != cargo.size_type.feet()) continue;
        Spot const spot{wagon.number, std::string(pattern.pattern), place->place};
        bool const taken = std::any_of(plan.placements.begin(), plan.placements.end(), [&](Placement const& p) {
          return p.spot.wagon == spot.wagon && (p.spot.pattern != spot.pattern || p.spot.place == spot.place);
        });
        if (taken) continue;
        Plan after = plan;
        after.put({cargo, spot, false, {}});
        auto const findings = check(rules, after);
        bool const stopped = std::any_of(findings.begin(), findings.end(), [&](Finding const& f) {
          return f.severity == Severity::stop && is_new(f, before);
        });
        if (!stopped) return spot;
      }
    }
  }
  return {};
}

Result<Facts> decide(TopUpTrain const& order, Desk& desk) {
  auto const found = standing_run_at(desk, order.run);
  if (!found) return no(found.error());
  RunState const& run = **found;
  if (auto here = check_begins_here(desk, run); !here) return no(here.error());
  auto const& booking = desk.look<booking::BookingCore>(booking::booking_stream(order.booking));
  Facts facts;
  if (auto r = booking::rolled_late(desk, order.booking, run.made.departure, "补轴 top-up", facts); !r)
    return no(r.error());
  if (booking.units.empty())
    return no(refuse("train.nothing_to_top_up").at("/booking").with("booking", order.booking.text));
  auto const& rules = desk.pack<Rules>();
  Plan plan = run.plan;
  for (auto const& unit : booking.units) {
    auto at = desk.look<container::Whereabouts>(container::unit_stream(unit));
    if (at.place.kind != container::PlaceKind::yard)
      return no(refuse("train.not_in_yard").at("/booking").with("unit", unit.text()).with("place", at.place.ref));
    at.departure = run.made.departure.text;  // as the booking has just been rolled
    auto const cargo = cargo_of(desk, run, at);
    if (!cargo) return no(Refusal(cargo.error()).at("/booking"));
    auto const spot = free_spot(rules, plan, *cargo);
    if (!spot) return no(refuse("train.no_room").at("/booking").with("unit", unit.text()).with("run", order.run.text));
    plan.put({*cargo, *spot, false, {}});
    facts.add(train_stream(order.run), UnitPlanned{order.run, *cargo, *spot, {}, desk.actor().person});
  }
  settle_again(desk, run, plan, facts);
  return facts;
}

}  // namespace landport::train
