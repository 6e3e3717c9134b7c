// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "port/booking/commands.h"
#include "port/booking/progress.h"
#include "port/booking/way.h"
#include "port/container/events.h"

// What may change in a booking while it lives: contents, departure, units, and how far it has come.
namespace landport::booking {
namespace {

bool is_open(BookingCore const& b) {
  return b.stage == Stage::option || b.stage == Stage::waiting || b.stage == Stage::firm ||
         b.stage == Stage::displaced;
}

// An option whose time has passed is not changed any more, even before the clock has said so.
Result<BookingCore const*> open_booking(BookingId const& id, Desk& desk) {
  auto const core = own_booking(id, desk);
  if (!core) return core;
  auto const& b = **core;
  if (!is_open(b)) return no(wrong_stage(b));
  if (b.stage == Stage::option && desk.at() >= b.hold_until) {
    return no(refuse("booking.option_expired")
                  .at("/booking")
                  .with("booking", b.booking.text)
                  .with("until", to_text(b.hold_until)));
  }
  return core;
}

template <class T>
void set(T& member, std::optional<T> const& wanted) {
  if (wanted) member = *wanted;
}
template <class T>
void set(std::optional<T>& member, std::optional<T> const& wanted) {
  if (wanted) member = wanted;
}

}  // namespace

Result<Facts> decide(AmendBooking const& order, Desk& desk) {
  auto const core = open_booking(order.booking, desk);
  if (!core) return no(core.error());
  auto const& b = **core;
  auto const& rules = desk.pack<BookingRules>();
  auto const& network = desk.pack<network::Network>();
  auto const way = find_way(asked_of(b), desk);
  if (!way) return no(way.error());
  BookedItem item = b.items.front();
  Goods goods = b.goods;
  set(item.size_type, order.size_type), set(item.quantity, order.quantity), set(item.gross, order.gross);
  set(item.laden, order.laden), set(item.powered, order.powered);
  set(goods.hs_code, order.hs_code), set(goods.description, order.description),
      set(goods.packages, order.packages);
  set(goods.mass, order.goods_mass), set(goods.un_number, order.un_number),
      set(goods.danger_class, order.danger_class);
  set(goods.temperature_min, order.temperature_min), set(goods.temperature_max, order.temperature_max);
  if (auto r = check_items(item, goods, rules, way->day()); !r) return no(r.error());
  if (item.quantity.value < static_cast<std::int64_t>(b.units.size())) {
    return no(refuse("booking.too_many_units")
                  .at("/quantity")
                  .with("quantity", std::to_string(item.quantity.value))
                  .with("units", std::to_string(b.units.size())));
  }
  for (auto const& [stretch, plan] : way->priced()) {
    if (auto r = check_sections(item, *stretch, *plan, network, rules); !r) return no(r.error());
  }
  auto const slots = slots_of({item}, rules, way->day());
  if (!slots) return no(slots.error());
  auto const price = price_of({item}, way->priced(), network, rules);
  if (!price) return no(price.error());
  // Fewer or lighter units are always welcome; units of another kind are asked about.
  if (order.size_type || order.un_number) {
    Wanted other = wanted_of(b);
    other.items = {item};
    other.goods = goods;
    if (auto r = check_embargoes(other, *slots, b.booking, desk); !r)
      return no(std::move(r.error()).at(order.un_number ? "/un_number" : "/size_type"));
  }
  Money const fee = b.stage == Stage::firm
                        ? fee_of(network::Charge::amendment, b.items, *way->plans.front(), network)
                        : Money{0, price->currency};
  Facts facts;
  facts.add(booking_stream(b.booking), BookingAmended{b.booking, {item}, goods, *price, fee});
  if (b.stage == Stage::waiting) return facts;
  if (auto r = check_capacity(b.route, *slots, b.booking, desk); !r) return no(r.error());
  take_slots(facts, b.route, *slots, b.booking,
             b.stage == Stage::option ? std::optional(b.hold_until) : std::nullopt);
  return facts;
}

namespace {
// `late`: after the booking cut-off, as a carrier tops up a train that it has room on.
Result<Facts> roll(RollBooking const& order, bool late, Desk& desk) {
  auto const core = open_booking(order.booking, desk);
  if (!core) return no(core.error());
  auto const& b = **core;
  auto const& rules = desk.pack<BookingRules>();
  auto const& network = desk.pack<network::Network>();
  auto const way = find_way({order.departure, b.from(), b.to(), order.onward_departure, order.via, late}, desk);
  if (!way) return no(way.error());
  if (way->route == b.route) return no(refuse("booking.same_route").at("/departure"));
  if (way->carrier != b.carrier) return no(refuse("booking.two_carriers").at("/departure"));
  for (auto const& [stretch, plan] : way->priced()) {
    if (auto r = check_sections(b.items.front(), *stretch, *plan, network, rules); !r) return no(r.error());
  }
  auto const slots = slots_of(b.items, rules, way->day());
  if (!slots) return no(slots.error());
  auto price = price_of(b.items, way->priced(), network, rules);
  if (!price) return no(price.error());
  Wanted moved = wanted_of(b);
  moved.route = way->route;
  if (auto r = check_embargoes(moved, *slots, b.booking, desk); !r) return no(std::move(r.error()).at("/departure"));
  // Whom the carrier moves does not pay more for it, nor whose departure does not run.
  bool const by_carrier = is_carrier(desk, b.carrier) && desk.actor().org != b.owner;
  if ((by_carrier || b.stage == Stage::displaced) && b.price.currency == price->currency &&
      b.stage != Stage::waiting)
    *price = std::min(*price, b.price);
  Facts facts;
  facts.add(booking_stream(b.booking), BookingRolled{b.booking, way->route, *price, order.reason});
  for (auto const& unit : b.units) {
    facts.add(
        container::unit_stream(unit),
        container::UnitBooked{unit, b.booking.text, way->route.front().departure.text, b.owner, b.carrier});
  }
  if (b.stage == Stage::waiting) return facts;
  if (auto r = check_capacity(way->route, *slots, b.booking, desk); !r) return no(r.error());
  if (b.stage != Stage::displaced) free_slots(facts, b.route, b.booking, way->route);
  take_slots(facts, way->route, *slots, b.booking,
             b.stage == Stage::option ? std::optional(b.hold_until) : std::nullopt);
  return facts;
}
}  // namespace

Result<Facts> decide(RollBooking const& order, Desk& desk) {
  return roll(order, false, desk);
}

Result<void> rolled_late(Desk& desk, BookingId const& id, network::DepartureId const& departure,
                         std::string_view reason, Facts& facts) {
  auto const core = own_booking(id, desk);
  if (!core) return no(core.error());
  bool const firm = (*core)->stage == Stage::firm || (*core)->stage == Stage::displaced;
  if (!firm) return no(wrong_stage(**core));
  auto rolled = roll({id, departure, {}, {}, std::string(reason)}, true, desk);
  if (!rolled) return no(std::move(rolled.error()).at("/booking"));
  for (auto& fact : rolled->list) facts.list.push_back(std::move(fact));
  return {};
}

namespace {

// Nobody takes a unit that is another's: one in another booking; one in the port; one that its owner
// registered outside for a journey that has not ended. Whoever may know of it is told which; to all others
// one refusal says the same for each, so that asking tells nothing of other people's boxes.
Result<void> check_owner(container::Whereabouts const& known, UnitNumber const& unit, BookingCore const& b,
                         std::string const& field, Actor const& actor) {
  bool const elsewhere = !known.booking.empty() && known.booking != b.booking.text;
  bool const of_another = !known.owner.empty() && known.owner != b.owner && known.owner != b.carrier;
  bool const held_on_to = known.known && (container::is_inside(known.place.kind) || known.journey.claimed);
  if (!elsewhere && !(of_another && held_on_to && actor.org == b.owner)) return {};
  bool const may_know = actor.roles.any(container::staff) ||
                        (!actor.org.empty() && (actor.org == known.owner || actor.org == known.carrier));
  std::string_view const code = !may_know   ? "booking.unit_not_available"
                                : elsewhere ? "booking.unit_elsewhere"
                                            : "booking.unit_of_another";
  return no(refuse(code).at(field).with("unit", unit.text()));
}

// Whether that unit may come under the booking.
Result<void> check_unit(UnitNumber const& unit, BookingCore const& b, bool confirmed,
                        std::string const& field, Desk& desk) {
  if (!unit.check_digit_holds()) {
    bool const may = desk.actor().roles.any(Role::terminal | Role::gate | Role::duty);
    if (!confirmed || !may) {
      return no(refuse("booking.check_digit")
                    .at(field)
                    .with("unit", unit.text())
                    .with("expected", std::to_string(unit_check_digit(unit.text().substr(0, 10)))));
    }
  }
  if (b.has_unit(unit)) return no(refuse("booking.unit_twice").at(field).with("unit", unit.text()));
  auto const& known = desk.look<container::Whereabouts>(container::unit_stream(unit));
  if (auto r = check_owner(known, unit, b, field, desk.actor()); !r) return r;
  bool const fits = std::any_of(b.items.begin(), b.items.end(),
                                [&](BookedItem const& i) { return i.size_type == known.size_type; });
  if (known.known && !fits) {
    return no(refuse("booking.wrong_size")
                  .at(field)
                  .with("unit", unit.text())
                  .with("size_type", known.size_type.text()));
  }
  return {};
}

}  // namespace

Result<Facts> decide(AssignUnits const& order, Desk& desk) {
  auto const core = desk.actor().roles.has(Role::gate)
                        ? Result<BookingCore const*>(&desk.look<BookingCore>(booking_stream(order.booking)))
                        : own_booking(order.booking, desk);
  if (!core) return no(core.error());
  auto const& b = **core;
  if (!b.exists)
    return no(refuse("booking.no_such_booking").at("/booking").with("booking", order.booking.text));
  if (b.stage != Stage::option && b.stage != Stage::firm) return no(wrong_stage(b));
  if (order.units.empty()) return no(refuse("malformed.missing_field").at("/units").with("field", "units"));
  UnitsAssigned assigned{b.booking, order.units, {}};
  for (std::size_t i = 0; i < order.units.size(); ++i) {
    auto const& unit = order.units[i];
    std::string const field = "/units/" + std::to_string(i);
    if (std::find(order.units.begin(), order.units.begin() + static_cast<long>(i), unit) !=
        order.units.begin() + static_cast<long>(i)) {
      return no(refuse("booking.unit_twice").at(field).with("unit", unit.text()));
    }
    if (auto r = check_unit(unit, b, order.confirm_bad_check_digit, field, desk); !r) return no(r.error());
    if (!unit.check_digit_holds()) assigned.bad_check_digits.push_back(unit);
  }
  auto const n = b.units.size() + order.units.size();
  if (static_cast<std::int64_t>(n) > b.quantity().value) {
    return no(refuse("booking.too_many_units")
                  .at("/units")
                  .with("quantity", std::to_string(b.quantity().value))
                  .with("units", std::to_string(n)));
  }
  Facts facts;
  facts.add(booking_stream(b.booking), assigned);
  for (auto const& unit : order.units) {
    facts.add(container::unit_stream(unit),
              container::UnitBooked{unit, b.booking.text, b.departure().text, b.owner, b.carrier});
  }
  return facts;
}

Result<Facts> decide(AssignUnit const& order, Desk& desk) {
  auto facts = decide(AssignUnits{order.booking, {order.unit}, order.confirm_bad_check_digit}, desk);
  if (!facts && facts.error().place == "/units/0") facts.error().place = "/unit";
  return facts;
}

// Also of a shipped booking: what the train left behind is taken off and booked anew.
Result<Facts> decide(UnassignUnits const& order, Desk& desk) {
  auto const core = own_booking(order.booking, desk);
  if (!core) return no(core.error());
  auto const& b = **core;
  if (b.stage != Stage::option && b.stage != Stage::firm && b.stage != Stage::shipped &&
      b.stage != Stage::displaced)
    return no(wrong_stage(b));
  Facts facts;
  facts.add(booking_stream(b.booking), UnitsUnassigned{b.booking, order.units});
  for (std::size_t i = 0; i < order.units.size(); ++i) {
    auto const& unit = order.units[i];
    std::string const field = "/units/" + std::to_string(i);
    if (!b.has_unit(unit)) return no(refuse("booking.no_such_unit").at(field).with("unit", unit.text()));
    auto const& known = desk.look<container::Whereabouts>(container::unit_stream(unit));
    if (known.known && has_left(known.place.kind, b.stage)) {
      return no(refuse("booking.unit_has_left").at(field).with("unit", unit.text()));
    }
    if (known.known && known.place.kind == container::PlaceKind::wagon) {
      return no(refuse("booking.unit_loaded").at(field).with("unit", unit.text()));
    }
    facts.add(container::unit_stream(unit), container::UnitUnbooked{unit, b.booking.text});
  }
  // It may have been the last that the others waited for.
  if (b.stage == Stage::shipped && all_arrived(b, {}, order.units, desk)) {
    BookingCore rest = b;
    evolve(rest, UnitsUnassigned{b.booking, order.units});
    complete(rest, desk, facts);
  }
  return facts;
}

Result<Facts> decide(MarkShipped const& order, Desk& desk) {
  auto const core = own_booking(order.booking, desk);
  if (!core) return no(core.error());
  if ((*core)->stage != Stage::firm) return no(wrong_stage(**core));
  if ((*core)->units.empty())
    return no(refuse("booking.no_units").at("/booking").with("booking", order.booking.text));
  return Facts{}.add(booking_stream(order.booking), BookingShipped{order.booking});
}

Result<Facts> decide(CompleteBooking const& order, Desk& desk) {
  auto const core = own_booking(order.booking, desk);
  if (!core) return no(core.error());
  if ((*core)->stage != Stage::shipped) return no(wrong_stage(**core));
  Facts facts;
  complete(**core, desk, facts);
  return facts;
}

}  // namespace landport::booking
