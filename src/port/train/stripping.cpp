// SPDX-License-Identifier: Apache-2.0
#include "port/booking/events.h"
#include "port/gate/events.h"
#include "port/train/day_work.h"
#include "port/yard/events.h"

// A train that ends at this port: it arrives with its units on its wagons, and is stripped.
namespace landport::train {

using container::Place;
using container::PlaceKind;
using container::Whereabouts;

namespace {

using container::unit_at;

RunId run_under(Whereabouts const& unit) {
  return RunId{unit.place.ref.substr(0, unit.place.ref.find('/'))};
}

// The departure with which the unit goes on from here; nothing when its journey by rail ends here.
std::optional<network::DepartureId> onward(Desk& desk, Whereabouts const& unit,
                                           network::DepartureId const& came_with) {
  if (unit.booking.empty()) return {};
  auto const& route =
      desk.look<booking::BookingCore>(booking::booking_stream(booking::BookingId{unit.booking})).route;
  for (std::size_t i = 0; i + 1 < route.size(); ++i) {
    if (route[i].departure == came_with) return route[i + 1].departure;
  }
  return {};
}

}  // namespace

void free_wagons(RunState const& run, std::string_view reason, Facts& facts) {
  for (auto const& wagon : run.plan.wagons)
    facts.add(wagon_stream(wagon.number), WagonFreed{wagon.number, run.made.run, std::string(reason)});
}

namespace {

// A unit that was loaded abroad is taken off there; the port is not told where it is put.
Result<void> put_back_abroad(Desk& desk, RunState const& run, UnitNumber const& number, Facts& facts) {
  auto const& unit = unit_at(desk, number);
  if (auto ok = container::may_do(unit, container::Deed::move); !ok) return no(std::move(ok.error()).at("/departure"));
  if (auto ok = container::not_before(unit, desk.happened()); !ok) return no(std::move(ok.error()));
  auto const& id = run.made.run;
  facts.add(train_stream(id), UnitUnloaded{id, number, run.from().text, {}});
  facts.add(container::unit_stream(number), container::moved(unit, Place{}, id.text));
  return {};
}

}  // namespace

Result<void> departure_cancelled(Desk& desk, network::DepartureId const& departure, std::string_view reason,
                                 Facts& facts) {
  auto const id = run_of(departure, 1);
  auto const& run = desk.look<RunState>(train_stream(id));
  if (!run.known()) return {};
  if (!run.standing()) return no(refuse("train.left_already").at("/departure").with("run", id.text));
  std::string loaded;
  for (auto const& p : run.plan.placements) {
    if (p.loaded) loaded += (loaded.empty() ? "" : ", ") + std::string(p.cargo.unit.text());
  }
  if (!loaded.empty() && begins_here(desk, run))
    return no(refuse("train.unload_first").at("/departure").with("run", id.text).with("units", loaded));
  for (auto const& p : run.plan.placements) {
    if (p.loaded) {
      if (auto ok = put_back_abroad(desk, run, p.cargo.unit, facts); !ok) return ok;
    }
    facts.add(train_stream(id), UnitUnplanned{id, p.cargo.unit});
  }
  facts.add(train_stream(id), TrainCancelled{id, std::string(reason)});
  free_wagons(run, "cancelled", facts);
  leave_track(desk, id, facts);
  return {};
}

Result<Facts> arrive_here(RunState const& run, Desk& desk) {
  auto const id = run.made.run;
  bool const laden = std::ranges::any_of(run.plan.placements, [](Placement const& p) { return p.loaded; });
  Facts facts;
  facts.add(train_stream(id), TrainArrived{id, run.to(), laden});
  for (auto const& p : run.plan.placements) {
    if (!p.loaded) continue;
    auto const& unit = unit_at(desk, p.cargo.unit);
    if (auto when = container::not_before(unit, desk.happened()); !when) return no(std::move(when.error()));
    // From here on it is a unit of the departure that it goes on with: yard and planners look for it there.
    if (auto const next = onward(desk, unit, came_with(desk, run, unit)); next && next->text != unit.departure) {
      facts.add(container::unit_stream(unit.unit),
                container::UnitBooked{unit.unit, unit.booking, next->text, unit.owner, unit.carrier});
    }
  }
  if (!laden) free_wagons(run, "arrived", facts);
  return facts;
}

Result<void> strippable(Desk& desk, UnitNumber const& number) {
  auto const& unit = unit_at(desk, number);
  if (unit.known && unit.place.kind == PlaceKind::wagon) {
    auto const& run = desk.look<RunState>(train_stream(run_under(unit)));
    if (run.to_strip && run.plan.find(number)) return {};
  }
  return no(
      refuse("train.not_to_strip").at("/unit").with("unit", number.text()).with("place", unit.place.ref));
}

std::vector<UnitNumber> units_to_strip(Desk& desk, RunId const& id) {
  auto const& run = desk.look<RunState>(train_stream(id));
  std::vector<UnitNumber> out;
  if (!run.to_strip) return out;
  for (auto const& p : run.plan.placements) {
    if (p.loaded) out.push_back(p.cargo.unit);
  }
  return out;
}

Result<void> taken_off(Desk& desk, UnitNumber const& number, std::string_view to, Facts& facts) {
  if (auto ok = strippable(desk, number); !ok) return ok;
  auto const& run = desk.look<RunState>(train_stream(run_under(unit_at(desk, number))));
  auto const stream = train_stream(run.made.run);
  facts.add(stream, UnitUnloaded{run.made.run, number, std::string(to)});
  bool const last = std::ranges::none_of(
      run.plan.placements, [&](Placement const& p) { return p.loaded && p.cargo.unit != number; });
  if (!last) return {};
  facts.add(stream, TrainStripped{run.made.run, run.to()});
  free_wagons(run, "stripped", facts);
  leave_track(desk, run.made.run, facts);
  return {};
}

namespace {

// Straight onto the wagon of the train that it goes on with, where the settled plan has its place.
Result<void> change_trains(StripUnit const& order, Whereabouts const& unit, Desk& desk, Facts& facts) {
  auto next = standing_run_at(desk, *order.onward_run);
  if (!next) return no(std::move(next.error()).at("/onward_run"));
  if (auto ok = check_begins_here(desk, **next); !ok) return no(std::move(ok.error()).at("/onward_run"));
  auto const* planned = (*next)->plan.find(order.unit);
  if (!planned) return no(refuse("train.not_planned").at("/unit").with("unit", order.unit.text()));
  if ((*next)->stage != Stage::settled) return no(refuse("train.not_settled").at("/onward_run"));
  if (auto ok = container::may_do(unit, container::Deed::load); !ok) return ok;
  auto const cargo = cargo_of(desk, **next, order.unit);
  if (!cargo) return no(cargo.error());
  if (!(*cargo == planned->cargo)) {
    Plan after = (*next)->plan;
    after.put({*cargo, planned->spot, false, planned->parent});
    auto ok = refuse_findings(
        check(desk.pack<Rules>(), after), [](Finding const& f) { return f.severity != Severity::soft; },
        "/unit");
    if (!ok) return ok;
  }
  auto const ref = wagon_ref(*order.onward_run, planned->spot.wagon, planned->spot.place);
  if (auto off = taken_off(desk, order.unit, ref, facts); !off) return off;
  facts.add(train_stream(*order.onward_run), UnitLoaded{*order.onward_run, order.unit, planned->spot});
  facts.add(container::unit_stream(order.unit),
            container::moved(unit, {PlaceKind::wagon, ref}, order.onward_run->text));
  return {};
}

Result<void> onto_truck(StripUnit const& order, Whereabouts const& unit, RunId const& run, Desk& desk,
                        Facts& facts) {
  gate::VisitId const visit{order.visit};
  bool const here = is_name(order.visit) && desk.look<gate::Visit>(gate::visit_stream(visit)).open();
  if (!here) return no(refuse("train.no_visit").at("/visit").with("visit", order.visit));
  if (auto off = taken_off(desk, order.unit, order.visit, facts); !off) return off;
  facts.add(gate::visit_stream(visit), gate::UnitPutOn{visit, order.unit});
  facts.add(container::unit_stream(order.unit), container::moved(unit, gate::on_truck(visit), run.text));
  return {};
}

Result<void> into_yard(StripUnit const& order, RunId const& run, Desk& desk, Facts& facts) {
  auto const at = yard::parse_position(order.position);
  if (!at) return no(Refusal(at.error()).at("/position"));
  if (auto off = taken_off(desk, order.unit, order.position, facts); !off) return off;
  return yard::put_down(desk, order.unit, *at, run.text, facts);
}

}  // namespace

Result<Facts> decide(StripUnit const& order, Desk& desk) {
  if (auto ok = strippable(desk, order.unit); !ok) return no(std::move(ok.error()));
  int const targets =
      (order.position.empty() ? 0 : 1) + (order.visit.empty() ? 0 : 1) + (order.onward_run ? 1 : 0);
  if (targets != 1) return no(refuse("train.one_target").at("/position"));
  auto const& unit = unit_at(desk, order.unit);
  auto const run = run_under(unit);
  if (auto ok = container::may_do(unit, container::Deed::move); !ok) return no(std::move(ok.error()));
  if (auto when = container::not_before(unit, desk.happened()); !when) return no(std::move(when.error()));
  auto const& work = desk.look<yard::Tasks>(container::unit_stream(order.unit)).work;
  if (!work.empty()) {
    return no(refuse("yard.has_work").at("/unit").with("unit", order.unit.text()).with("work", work.text));
  }
  Facts facts;
  auto done = order.onward_run       ? change_trains(order, unit, desk, facts)
              : !order.visit.empty() ? onto_truck(order, unit, run, desk, facts)
                                     : into_yard(order, run, desk, facts);
  if (!done) return no(std::move(done.error()));
  return facts;
}

}  // namespace landport::train
