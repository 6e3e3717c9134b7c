// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "port/booking/events.h"
#include "port/train/findings_json.h"
#include "port/train/rules_of_work.h"
#include "port/yard/events.h"

namespace landport::train {

namespace {
constexpr std::int64_t steps_max = 20'000;

network::NodeCode destination_on(booking::BookingCore const& booking, network::DepartureId const& departure) {
  for (auto const& stretch : booking.route) {
    if (stretch.departure == departure) return stretch.to;
  }
  return booking.to();
}
}  // namespace

bool booked_for(Desk& desk, RunState const& run, container::Whereabouts const& unit) {
  if (unit.booking.empty()) return false;
  auto const& booking =
      desk.look<booking::BookingCore>(booking::booking_stream(booking::BookingId{unit.booking}));
  return std::ranges::any_of(departures_of(run.made), [&](network::DepartureId const& departure) {
    return unit.departure == departure.text || booking.travels_on(departure);
  });
}

network::DepartureId came_with(Desk& desk, RunState const& run, container::Whereabouts const& unit) {
  auto const& booking =
      desk.look<booking::BookingCore>(booking::booking_stream(booking::BookingId{unit.booking}));
  for (auto const& departure : departures_of(run.made)) {
    if (!unit.booking.empty() && booking.travels_on(departure)) return departure;
  }
  return run.made.departure;
}

Result<Cargo> cargo_of(Desk& desk, RunState const& run, UnitNumber const& number) {
  auto const& at = desk.look<container::Whereabouts>(container::unit_stream(number));
  if (!at.known) return no(refuse("train.no_unit").at("/unit").with("unit", number.text()));
  return cargo_of(desk, run, at);
}

Result<Cargo> cargo_of(Desk& desk, RunState const& run, container::Whereabouts const& at) {
  auto const& unit = at.unit;
  if (!at.known) return no(refuse("train.no_unit").at("/unit").with("unit", unit.text()));
  auto const& booking =
      desk.look<booking::BookingCore>(booking::booking_stream(booking::BookingId{at.booking}));
  if (!booked_for(desk, run, at)) {
    return no(refuse("train.other_departure")
                  .at("/unit")
                  .with("unit", unit.text())
                  .with("departure", at.departure));
  }
  auto const& rules = desk.pack<Rules>();
  auto const day = run.plan.day;
  Cargo cargo;
  cargo.unit = unit;
  cargo.size_type = at.size_type;
  cargo.gross_verified = at.verified_gross.has_value();
  // Until it is weighed the unit counts with the most it may weigh; without even that, nothing is known of
  // it.
  if (!at.verified_gross && !at.gross_max)
    return no(refuse("train.mass_unknown").at("/unit").with("unit", unit.text()));
  cargo.gross = at.verified_gross ? *at.verified_gross : *at.gross_max;
  cargo.tare = at.tare;
  cargo.needs_power = rules.needs_plug(at.size_type, day) && at.set_point.has_value();
  for (auto const& d : at.danger) cargo.danger.push_back({d.un_number, d.danger_class});
  cargo.destination = destination_on(booking, came_with(desk, run, at));
  cargo.booking = at.booking;
  cargo.owner = at.owner;
  return cargo;
}

Result<void> refuse_findings(Findings const& findings, std::function<bool(Finding const&)> const& counts,
                             std::string_view at) {
  auto const first = std::find_if(findings.begin(), findings.end(), counts);
  if (first == findings.end()) return {};
  return no(refuse("train.rule_broken")
                .at(at)
                .with("rule", first->rule)
                .with("finding_zh", first->zh)
                .with("finding_en", first->en)
                .with("section", first->section)
                .with("wagon", first->wagon)
                .with("place", first->place)
                .with("unit", first->unit)
                .with("measured", std::to_string(first->measured))
                .with("limit", std::to_string(first->limit))
                .with("unit_of_measure", first->unit_of_measure)
                .with("findings", findings_json(findings)));
}

bool is_new(Finding const& f, Findings const& before) {
  return std::none_of(before.begin(), before.end(), [&](Finding const& b) {
    return b.rule == f.rule && b.section == f.section && b.wagon == f.wagon && b.place == f.place &&
           b.unit == f.unit && b.severity == f.severity && f.measured <= b.measured;
  });
}

Result<Spot> spot_of(Rules const& rules, Plan const& plan, Cargo const& cargo, WagonNumber const& number,
                     std::string const& pattern, std::string const& place) {
  auto const* wagon = plan.wagon(number);
  if (!wagon) return no(refuse("train.no_wagon").at("/wagon").with("wagon", number.text()));
  Spot spot{number, pattern, place};
  if (!pattern.empty()) return spot;
  for (auto const& p : plan.placements) {
    if (p.spot.wagon == number && p.cargo.unit != cargo.unit) {
      spot.pattern = p.spot.pattern;
      return spot;
    }
  }
  for (auto const& view : rules.patterns(wagon->type, plan.day)) {
    for (auto const* row : view.places) {
      if (row->place != place || row->feet != cargo.size_type.feet()) continue;
      spot.pattern = view.pattern;
      return spot;
    }
  }
  return no(refuse("train.no_place").at("/place").with("wagon", number.text()).with("place", place));
}

namespace {

// The plan with the unit in its new place, if no rule stops it.
Result<Plan> edited(Rules const& rules, Plan const& before, Cargo const& cargo, Spot const& spot,
                    std::string_view at) {
  Plan after = before;
  auto const* was = before.find(cargo.unit);
  after.put({cargo, spot, was && was->loaded, was ? was->parent : std::nullopt});
  auto const found_before = check(rules, before);
  auto const found = check(rules, after);
  auto ok = refuse_findings(
      found, [&](Finding const& f) { return f.severity == Severity::stop && is_new(f, found_before); }, at);
  if (!ok) return no(std::move(ok.error()));
  return after;
}

PlanSettled settled(RunId const& run, Plan const& plan) {
  Kilograms gross;
  for (auto const& p : plan.placements) gross += p.cargo.gross;
  return {run, Count{static_cast<std::int64_t>(plan.placements.size())}, gross};
}

}  // namespace

Result<Facts> decide(PlanUnit const& order, Desk& desk) {
  auto run = standing_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  auto const& plan = (*run)->plan;
  auto const& rules = desk.pack<Rules>();
  auto cargo = cargo_of(desk, **run, order.unit);
  if (!cargo) return no(std::move(cargo.error()));
  auto const* was = plan.find(order.unit);
  if (was && was->loaded)
    return no(refuse("train.loaded_already").at("/unit").with("unit", order.unit.text()));
  auto spot = spot_of(rules, plan, *cargo, order.wagon, order.pattern, order.place);
  if (!spot) return no(std::move(spot.error()));
  auto after = edited(rules, plan, *cargo, *spot, "/place");
  if (!after) return no(std::move(after.error()));
  return Facts{}.add(train_stream(order.run), UnitPlanned{order.run, *cargo, *spot, {}, desk.actor().person});
}

Result<Facts> decide(UnplanUnit const& order, Desk& desk) {
  auto run = standing_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  auto const* p = (*run)->plan.find(order.unit);
  if (!p) return no(refuse("train.not_planned").at("/unit").with("unit", order.unit.text()));
  if (p->loaded) return no(refuse("train.loaded_already").at("/unit").with("unit", order.unit.text()));
  return Facts{}.add(train_stream(order.run), UnitUnplanned{order.run, order.unit});
}

Result<Facts> decide(ProposePlan const& order, Desk& desk) {
  auto run = standing_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  if (order.steps < 0 || order.steps > steps_max)
    return no(refuse("train.too_many_steps").at("/steps").with("max", std::to_string(steps_max)));
  Plan const& before = (*run)->plan;
  Plan plan = before;
  std::vector<Cargo> cargo;
  std::set<UnitNumber> asked;
  for (std::size_t i = 0; i < order.units.size(); ++i) {
    auto const* was = plan.find(order.units[i]);
    if ((was && was->loaded) || !asked.insert(order.units[i]).second) continue;
    auto c = cargo_of(desk, **run, order.units[i]);
    if (!c) {
      c.error().place = "/units/" + std::to_string(i);
      return no(std::move(c.error()));
    }
    cargo.push_back(std::move(*c));
  }
  // What was not asked for stays where it is: lists may be printed already.
  std::erase_if(plan.placements, [&](auto const& p) { return !p.loaded && asked.contains(p.cargo.unit); });
  auto const left = propose(desk.pack<Rules>(), plan, cargo, static_cast<std::uint64_t>(order.seed),
                            static_cast<int>(order.steps));
  Facts facts;
  for (auto const& p : before.placements) {
    if (!plan.find(p.cargo.unit)) facts.add(train_stream(order.run), UnitUnplanned{order.run, p.cargo.unit});
  }
  for (auto const& p : plan.placements) {
    auto const* was = before.find(p.cargo.unit);
    if (was && was->spot == p.spot && was->cargo == p.cargo) continue;
    facts.add(train_stream(order.run), UnitPlanned{order.run, p.cargo, p.spot, {}, "planner"});
  }
  for (auto const& unit : left) facts.name("left", unit.text());
  return facts;
}

Result<Facts> decide(SettlePlan const& order, Desk& desk) {
  auto run = standing_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  auto const& plan = (*run)->plan;
  if (plan.placements.empty()) return no(refuse("train.nothing_planned").at("/run"));
  auto ok = refuse_findings(
      check(desk.pack<Rules>(), plan), [](Finding const& f) { return f.severity != Severity::soft; }, "/run");
  if (!ok) return no(std::move(ok.error()));
  return Facts{}.add(train_stream(order.run), settled(order.run, plan));
}

Result<Facts> decide(LoadUnit const& order, Desk& desk) {
  auto run = standing_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  auto const& plan = (*run)->plan;
  auto const* planned = plan.find(order.unit);
  if (!planned) return no(refuse("train.not_planned").at("/unit").with("unit", order.unit.text()));
  if (planned->loaded) return no(refuse("train.loaded_already").at("/unit").with("unit", order.unit.text()));
  if ((*run)->stage != Stage::settled) return no(refuse("train.not_settled").at("/run"));
  if (auto ok = check_begins_here(desk, **run); !ok) return no(std::move(ok.error()));
  auto const& at = desk.look<container::Whereabouts>(container::unit_stream(order.unit));
  if (auto ok = container::may_do(at, container::Deed::load); !ok) return no(std::move(ok.error()));
  auto cargo = cargo_of(desk, **run, order.unit);
  if (!cargo) return no(std::move(cargo.error()));
  Spot spot = planned->spot;
  if (order.wagon) {
    auto wanted = spot_of(desk.pack<Rules>(), plan, *cargo, *order.wagon, order.pattern, order.place);
    if (!wanted) return no(std::move(wanted.error()));
    spot = *wanted;
  }
  Facts facts;
  auto const stream = train_stream(order.run);
  // Another place, or a unit that is not any more what it was planned as, is judged again, as a whole plan.
  if (spot != planned->spot || !(*cargo == planned->cargo)) {
    Plan after = plan;
    after.put({*cargo, spot, false, planned->parent});
    auto ok = refuse_findings(
        check(desk.pack<Rules>(), after), [](Finding const& f) { return f.severity != Severity::soft; },
        "/unit");
    if (!ok) return no(std::move(ok.error()));
    facts.add(stream, UnitPlanned{order.run, *cargo, spot, planned->parent, desk.actor().person});
    facts.add(stream, settled(order.run, after));
  }
  container::Place const on{container::PlaceKind::wagon, wagon_ref(order.run, spot.wagon, spot.place)};
  if (auto lifted = yard::lift_off(desk, order.unit, on, order.run.text, facts); !lifted)
    return no(std::move(lifted.error()));
  return facts.add(stream, UnitLoaded{order.run, order.unit, spot});
}

Result<Facts> decide(UnloadUnit const& order, Desk& desk) {
  auto run = standing_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  auto const* p = (*run)->plan.find(order.unit);
  if (!p || !p->loaded) return no(refuse("train.not_loaded").at("/unit").with("unit", order.unit.text()));
  if (auto ok = check_begins_here(desk, **run); !ok) return no(std::move(ok.error()));
  auto position = yard::parse_position(order.position);
  if (!position) {
    position.error().place = "/position";
    return no(std::move(position.error()));
  }
  Facts facts;
  if (auto put = yard::put_down(desk, order.unit, *position, order.run.text, facts); !put)
    return no(std::move(put.error()));
  return facts.add(train_stream(order.run), UnitUnloaded{order.run, order.unit, order.position});
}

}  // namespace landport::train
