// SPDX-License-Identifier: Apache-2.0
#include "port/pool/orders.h"

#include "port/booking/events.h"
#include "port/pool/commands.h"

// Whom empties are promised to.
namespace landport::pool {

using booking::BookingCore;
using booking::BookingId;
using container::PlaceKind;
using container::Whereabouts;

std::string booking_of(OrderId const& order) {
  auto const at = order.text.rfind("-E");
  return at == std::string::npos ? std::string{} : order.text.substr(0, at);
}

namespace {

// Those of the stock that may be promised now: in it, free, empty and unbooked, fit and not held; those first
// that came first. At most `wanted`.
std::vector<UnitNumber> free_units(Desk& desk, DepotCode const& depot, SizeType size_type,
                                   std::int64_t wanted) {
  std::vector<UnitNumber> out;
  for (auto const& stocked : desk.look<DepotStock>(depot_stream(depot)).units) {
    if (static_cast<std::int64_t>(out.size()) >= wanted) break;
    if (stocked.size_type != size_type) continue;
    auto const& pooled = desk.look<Pooled>(container::unit_stream(stocked.unit));
    auto const& unit = desk.look<Whereabouts>(container::unit_stream(stocked.unit));
    bool const fit =
        unit.condition == container::Condition::sound && unit.holds.empty() && unit.booking.empty();
    bool const on_truck = pooled.home && unit.place.kind == PlaceKind::truck;
    if (pooled.free() && pooled.depot == depot && fit && !on_truck) out.push_back(stocked.unit);
  }
  return out;
}

Refusal too_few(DepotCode const& depot, SizeType size_type, std::size_t n, Count wanted) {
  return refuse("pool.too_few")
      .at("/quantity")
      .with("depot", depot.text)
      .with("size_type", size_type.text())
      .with("free", std::to_string(n))
      .with("wanted", std::to_string(wanted.value));
}

Result<BookingCore const*> booking_for(std::string const& name, Desk& desk) {
  auto const refused = [&] {
    return no(refuse("pool.no_such_booking").at("/booking").with("booking", name));
  };
  if (!is_name(name)) return refused();
  auto const& core = desk.look<BookingCore>(booking::booking_stream(BookingId{name}));
  if (!core.exists || !(desk.may_act_for(core.owner) || desk.may_act_for(core.carrier))) return refused();
  return &core;
}

Result<void> check_room(OrderRelease const& order, BookingCore const& core, Desk& desk) {
  if (core.stage != booking::Stage::firm)
    return no(refuse("pool.booking_not_firm").at("/booking").with("booking", order.booking));
  bool const booked = std::ranges::any_of(
      core.items, [&](auto const& i) { return i.size_type == order.size_type && i.laden; });
  if (!booked) {
    return no(refuse("pool.size_not_booked")
                  .at("/size_type")
                  .with("size_type", order.size_type.text())
                  .with("booking", order.booking));
  }
  auto const room = core.quantity().value - static_cast<std::int64_t>(core.units.size()) -
                    desk.look<Empties>(empties_stream(order.booking)).outstanding();
  if (order.quantity < Count{1} || order.quantity.value > room) {
    return no(refuse("pool.more_than_booked")
                  .at("/quantity")
                  .with("booking", order.booking)
                  .with("room", std::to_string(room)));
  }
  return {};
}

// The open order of that name, when the actor may know of it.
Result<Empties::Order const*> open_order(OrderId const& id, Desk& desk) {
  auto const refused = [&] { return no(refuse("pool.no_such_order").at("/order").with("order", id.text)); };
  auto const name = booking_of(id);
  if (!is_name(name)) return refused();
  auto const& orders = desk.look<Empties>(empties_stream(name)).orders;
  auto const found = orders.find(id);
  if (found == orders.end()) return refused();
  auto const& made = found->second.made;
  if (!desk.may_act_for(made.owner) && !desk.may_act_for(made.carrier)) return refused();
  if (!found->second.open()) return no(refuse("pool.order_over").at("/order").with("order", id.text));
  return &found->second;
}

Facts ended(Empties::Order const& order, Ending how, std::string_view reason) {
  auto const& made = order.made;
  Facts facts;
  facts.add(empties_stream(made.booking), ReleaseEnded{made.order, made.booking, how, std::string(reason)});
  for (auto const& unit : made.units) {
    if (order.waits_for(unit)) facts.add(container::unit_stream(unit), EmptyFreed{unit, made.order});
  }
  return facts;
}

}  // namespace

Result<Facts> decide(OrderRelease const& order, Desk& desk) {
  auto const core = booking_for(order.booking, desk);
  if (!core) return no(core.error());
  if (auto r = check_room(order, **core, desk); !r) return no(r.error());
  auto const& pack = desk.pack<PoolPack>();
  auto const day = utc_day(desk.happened());
  auto const* depot = order.depot.empty() ? pack.home(day) : pack.depot(order.depot, day);
  if (!depot) return no(refuse("pool.no_such_depot").at("/depot").with("depot", order.depot.text));
  auto const hours_asked = order.hours ? order.hours->value : pack.release_hours_default;
  if (hours_asked < 1 || hours_asked > pack.release_hours_max) {
    return no(refuse("malformed.range")
                  .at("/hours")
                  .with("got", std::to_string(hours_asked))
                  .with("min", "1")
                  .with("max", std::to_string(pack.release_hours_max)));
  }
  DepotCode const code{depot->code};
  auto const units = free_units(desk, code, order.size_type, order.quantity.value);
  if (static_cast<std::int64_t>(units.size()) < order.quantity.value)
    return no(too_few(code, order.size_type, units.size(), order.quantity));
  auto const nth = desk.look<Empties>(empties_stream(order.booking)).orders.size() + 1;
  OrderId const id{order.booking + "-E" + std::to_string(nth)};
  Facts facts;
  facts.add(empties_stream(order.booking),
            ReleaseOrdered{id, order.booking, (*core)->owner, (*core)->carrier, code, order.size_type, units,
                           desk.at() + hours(hours_asked)});
  for (auto const& unit : units)
    facts.add(container::unit_stream(unit), EmptyAllocated{unit, id, order.booking});
  return facts.name("order", id.text);
}

Result<Facts> decide(CancelRelease const& order, Desk& desk) {
  auto const open = open_order(order.order, desk);
  if (!open) return no(open.error());
  if (order.reason.empty()) return no(refuse("pool.no_reason").at("/reason"));
  return ended(**open, Ending::cancelled, order.reason);
}

Result<Facts> decide(ExpireRelease const& order, Desk& desk) {
  auto const open = open_order(order.order, desk);
  if (!open) return no(open.error());
  if (desk.at() < (*open)->made.until) {
    return no(refuse("pool.not_yet_expired").at("/order").with("until", to_text((*open)->made.until)));
  }
  return ended(**open, Ending::expired, {});
}

Result<Facts> decide(OrderMove const& order, Desk& desk) {
  auto const& pack = desk.pack<PoolPack>();
  auto const day = utc_day(desk.happened());
  for (auto const* code : {&order.from, &order.to}) {
    if (!pack.depot(*code, day))
      return no(
          refuse("pool.no_such_depot").at(code == &order.from ? "/from" : "/to").with("depot", code->text));
  }
  if (order.from == order.to) return no(refuse("pool.same_depot").at("/to"));
  if (order.quantity < Count{1}) return no(refuse("pool.no_units").at("/quantity"));
  auto const units = free_units(desk, order.from, order.size_type, order.quantity.value);
  if (static_cast<std::int64_t>(units.size()) < order.quantity.value)
    return no(too_few(order.from, order.size_type, units.size(), order.quantity));
  OrderId const id{desk.fresh_name("PM")};
  Facts facts;
  facts.add(move_stream(id),
            MoveOrdered{id, order.from, order.to, order.size_type, order.means, units, order.reason});
  for (auto const& unit : units) facts.add(container::unit_stream(unit), EmptyAllocated{unit, id, {}});
  return facts.name("move", id.text);
}

}  // namespace landport::pool
