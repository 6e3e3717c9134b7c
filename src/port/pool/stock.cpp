// SPDX-License-Identifier: Apache-2.0
#include "port/booking/events.h"
#include "port/pool/commands.h"
#include "port/pool/orders.h"

// What comes into the pool and leaves it.
namespace landport::pool {

using booking::BookingCore;
using booking::BookingId;
using container::PlaceKind;
using container::Whereabouts;

namespace {

Result<Whereabouts const*> known_unit(UnitNumber const& number, Desk& desk) {
  auto const& unit = desk.look<Whereabouts>(container::unit_stream(number));
  if (!unit.known) return no(refuse("pool.no_such_unit").at("/unit").with("unit", number.text()));
  return &unit;
}

// An empty, sound box that nothing holds and nobody has booked.
Result<void> check_fit(Whereabouts const& unit) {
  auto const says = [&](std::string_view code) {
    return refuse(code).at("/unit").with("unit", unit.unit.text());
  };
  if (unit.full) return no(says("pool.not_empty"));
  if (!unit.booking.empty()) return no(says("pool.booked").with("booking", unit.booking));
  if (unit.condition != container::Condition::sound) return no(says("pool.not_sound"));
  if (!unit.holds.empty()) return no(says("pool.held").with("hold", unit.holds.front().name));
  return {};
}

Result<void> check_stands_at(Depot const& depot, Whereabouts const& unit) {
  bool const here = unit.place.kind == PlaceKind::yard;
  if (depot.home ? here : !container::is_inside(unit.place.kind)) return {};
  return no(refuse("pool.not_there")
                .at("/unit")
                .with("unit", unit.unit.text())
                .with("depot", depot.code)
                .with("place", unit.place.ref));
}

void join(Depot const& depot, Whereabouts const& unit, std::string const& owner, Facts& facts) {
  DepotCode const code{depot.code};
  facts.add(container::unit_stream(unit.unit),
            PoolJoined{unit.unit, code, depot.home, unit.size_type, owner});
  facts.add(depot_stream(code), EmptyStocked{code, unit.unit, unit.size_type});
}

void take(Pooled const& pooled, UnitNumber const& unit, OrderId const& order, std::string_view reason,
          Facts& facts) {
  facts.add(container::unit_stream(unit), PoolLeft{unit, pooled.depot, order, std::string(reason)});
  facts.add(depot_stream(pooled.depot), EmptyTaken{pooled.depot, unit});
}

// With a release order the unit is the booking's from now on, as if it had been assigned to it.
Result<void> to_booking(Desk& desk, Pooled const& pooled, UnitNumber const& unit, std::string_view by,
                        Facts& facts) {
  auto const over = [&] {
    return no(refuse("pool.order_over").at("/unit").with("order", pooled.order.text));
  };
  auto const& orders = desk.look<Empties>(empties_stream(pooled.booking)).orders;
  auto const order = orders.find(pooled.order);
  if (order == orders.end() || !order->second.waits_for(unit) || desk.at() >= order->second.made.until)
    return over();
  BookingId const id{pooled.booking};
  auto const& core = desk.look<BookingCore>(booking::booking_stream(id));
  if (core.stage != booking::Stage::firm && core.stage != booking::Stage::shipped) return over();
  if (static_cast<std::int64_t>(core.units.size()) >= core.quantity().value) return over();
  facts.add(empties_stream(pooled.booking),
            EmptyHandedOver{pooled.order, pooled.booking, unit, std::string(by)});
  take(pooled, unit, pooled.order, {}, facts);
  facts.add(booking::booking_stream(id), booking::UnitsAssigned{id, {unit}, {}});
  facts.add(container::unit_stream(unit),
            container::UnitBooked{unit, id.text, core.departure().text, core.owner, core.carrier});
  return {};
}

}  // namespace

Result<void> handed_over(Desk& desk, UnitNumber const& unit, std::string_view by, Facts& facts) {
  auto const& pooled = desk.look<Pooled>(container::unit_stream(unit));
  if (!pooled.in()) return {};
  if (pooled.order.empty()) return no(refuse("pool.not_allocated").at("/unit").with("unit", unit.text()));
  if (!pooled.booking.empty()) return to_booking(desk, pooled, unit, by, facts);
  facts.add(move_stream(pooled.order), MoveLeft{pooled.order, unit});
  take(pooled, unit, pooled.order, {}, facts);
  return {};
}

Result<Facts> decide(TakeIn const& order, Desk& desk) {
  auto const unit = known_unit(order.unit, desk);
  if (!unit) return no(unit.error());
  auto const& pack = desk.pack<PoolPack>();
  auto const day = utc_day(desk.happened());
  auto const* depot = order.depot.empty() ? pack.home(day) : pack.depot(order.depot, day);
  if (!depot) return no(refuse("pool.no_such_depot").at("/depot").with("depot", order.depot.text));
  auto const& pooled = desk.look<Pooled>(container::unit_stream(order.unit));
  if (pooled.in()) return no(refuse("pool.in_already").at("/unit").with("depot", pooled.depot.text));
  if (auto r = check_fit(**unit); !r) return no(r.error());
  if (auto r = check_stands_at(*depot, **unit); !r) return no(r.error());
  bool const staff = desk.actor().roles.any(container::staff);
  auto const owner = !order.owner.empty() ? order.owner : !staff ? desk.actor().org : pooled.owner;
  if (owner.empty()) return no(refuse("pool.owner_missing").at("/owner"));
  bool const others = !pooled.owner.empty() && pooled.owner != owner;
  if (!staff && (owner != desk.actor().org || others)) return no(refuse("pool.not_yours").at("/owner"));
  Facts facts;
  join(*depot, **unit, owner, facts);
  return facts;
}

Result<Facts> decide(TakeOut const& order, Desk& desk) {
  auto const& pooled = desk.look<Pooled>(container::unit_stream(order.unit));
  bool const may = desk.actor().roles.any(container::staff) || desk.actor().org == pooled.owner;
  if (!pooled.in() || !may) return no(refuse("pool.not_in").at("/unit").with("unit", order.unit.text()));
  if (!pooled.order.empty()) return no(refuse("pool.promised").at("/unit").with("order", pooled.order.text));
  if (order.reason.empty()) return no(refuse("pool.no_reason").at("/reason"));
  Facts facts;
  take(pooled, order.unit, {}, order.reason, facts);
  return facts;
}

Result<Facts> decide(HandOver const& order, Desk& desk) {
  auto const& pooled = desk.look<Pooled>(container::unit_stream(order.unit));
  if (!pooled.in()) return no(refuse("pool.not_in").at("/unit").with("unit", order.unit.text()));
  if (pooled.home) return no(refuse("pool.through_the_gate").at("/unit").with("unit", order.unit.text()));
  Facts facts;
  if (auto r = handed_over(desk, order.unit, pooled.depot.text, facts); !r) return no(r.error());
  return facts;
}

Result<Facts> decide(SendUnits const& order, Desk& desk) {
  if (order.units.empty()) return no(refuse("pool.no_units").at("/units"));
  Facts facts;
  for (std::size_t i = 0; i < order.units.size(); ++i) {
    auto const& unit = order.units[i];
    auto const& pooled = desk.look<Pooled>(container::unit_stream(unit));
    bool const twice = std::find(order.units.begin(), order.units.begin() + static_cast<long>(i), unit) !=
                       order.units.begin() + static_cast<long>(i);
    if (!pooled.in() || pooled.home || pooled.order != order.move || twice) {
      return no(refuse("pool.not_of_move")
                    .at("/units/" + std::to_string(i))
                    .with("unit", unit.text())
                    .with("move", order.move.text));
    }
    if (auto r = handed_over(desk, unit, pooled.depot.text, facts); !r) return no(r.error());
  }
  return facts;
}

Result<Facts> decide(ReceiveUnits const& order, Desk& desk) {
  auto const& move = desk.look<Move>(move_stream(order.move));
  if (!move.exists) return no(refuse("pool.no_such_order").at("/move").with("order", order.move.text));
  auto const* depot = desk.pack<PoolPack>().depot(move.made.to, utc_day(desk.happened()));
  if (!depot) return no(refuse("pool.no_such_depot").at("/move").with("depot", move.made.to.text));
  if (order.units.empty()) return no(refuse("pool.no_units").at("/units"));
  Facts facts;
  std::vector<UnitNumber> seen = move.arrived;
  for (std::size_t i = 0; i < order.units.size(); ++i) {
    auto const& number = order.units[i];
    auto const at = "/units/" + std::to_string(i);
    auto const& pooled = desk.look<Pooled>(container::unit_stream(number));
    bool const of_move = std::ranges::find(move.made.units, number) != move.made.units.end();
    bool const twice = std::ranges::find(seen, number) != seen.end();
    if (!of_move || twice || pooled.in()) {
      return no(refuse("pool.not_of_move").at(at).with("unit", number.text()).with("move", order.move.text));
    }
    seen.push_back(number);
    auto const& unit = desk.look<Whereabouts>(container::unit_stream(number));
    if (unit.full) return no(refuse("pool.not_empty").at(at).with("unit", number.text()));
    if (auto r = check_stands_at(*depot, unit); !r) return no(Refusal(r.error()).at(at));
    facts.add(move_stream(order.move), MoveArrived{order.move, number});
    join(*depot, unit, pooled.owner, facts);
  }
  return facts;
}

}  // namespace landport::pool
