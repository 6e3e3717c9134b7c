// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "port/booking/commands.h"
#include "port/booking/way.h"
#include "port/container/events.h"

// The life of a booking: option, waiting list, confirmation, expiry, cancellation.
namespace landport::booking {
namespace {

// A wish that all rules but capacity allow.
struct Checked {
  Wanted wanted;
  Way way;
  Slots slots;
  Money price;
};

Goods goods_of(Wish const& w) {
  Goods g{w.hs_code,   w.description,  w.packages,        w.goods_mass,     {},
          w.un_number, w.danger_class, w.temperature_min, w.temperature_max};
  if (w.value_minor) g.value = Money{*w.value_minor, w.value_currency.value_or(Currency{})};
  return g;
}

Result<Checked> check(Wish const& wish, Desk& desk) {
  auto const& rules = desk.pack<BookingRules>();
  auto const& network = desk.pack<network::Network>();
  auto way = find_way({wish.departure, wish.from, wish.to, wish.onward_departure, wish.via}, desk);
  if (!way) return no(way.error());
  std::string const owner = wish.owner.empty() ? desk.actor().org : wish.owner;
  if (!desk.may_act_for(owner) && !is_carrier(desk, way->carrier)) {
    return no(refuse("booking.not_for_others").at("/owner").with("owner", owner));
  }
  BookedItem const item{wish.size_type, wish.quantity, wish.gross, wish.laden, wish.powered};
  auto const goods = goods_of(wish);
  if (auto r = check_items(item, goods, rules, way->day()); !r) return no(r.error());
  for (auto const& [stretch, plan] : way->priced()) {
    if (auto r = check_sections(item, *stretch, *plan, network, rules); !r) return no(r.error());
  }
  auto const slots = slots_of({item}, rules, way->day());
  if (!slots) return no(slots.error());
  auto const price = price_of({item}, way->priced(), network, rules);
  if (!price) return no(price.error());
  Wanted wanted{owner, way->carrier, way->route, {item}, goods, wish.reference};
  return Checked{std::move(wanted), std::move(*way), *slots, *price};
}

}  // namespace

Result<Facts> decide(RequestBooking const& order, Desk& desk) {
  auto checked = check(order, desk);
  if (!checked) return no(checked.error());
  auto const& rules = desk.pack<BookingRules>();
  auto const most = rules.number("option_hours_max", checked->way.day());
  auto const asked =
      order.hold_hours ? order.hold_hours->value : rules.number("option_hours_default", checked->way.day());
  if (asked < 1 || asked > most) {
    return no(refuse("malformed.range")
                  .at("/hold_hours")
                  .with("got", std::to_string(asked))
                  .with("min", "1")
                  .with("max", std::to_string(most)));
  }
  BookingId const id{desk.fresh_name("BK")};
  if (auto r = check_embargoes(checked->wanted, checked->slots, id, desk); !r)
    return no(std::move(r.error()).at("/departure"));
  auto const& route = checked->wanted.route;
  auto const drawn = draw_allotments(checked->wanted.owner, route, checked->slots, id, desk);
  if (!drawn) return no(drawn.error());
  Instant const until = std::min(desk.at() + hours(asked), checked->way.cut_off);
  Facts facts = *drawn;
  facts.add(booking_stream(id),
            BookingRequested{id, checked->wanted, until, checked->price, desk.fresh_name("T")});
  take_slots(facts, route, checked->slots, id, until);
  return facts.name("booking", id.text);
}

Result<Facts> decide(JoinWaitlist const& order, Desk& desk) {
  auto checked = check(order, desk);
  if (!checked) return no(checked.error());
  BookingId const id{desk.fresh_name("BK")};
  if (draw_allotments(checked->wanted.owner, checked->wanted.route, checked->slots, id, desk))
    return no(refuse("booking.not_full").at("/departure"));
  return Facts{}
      .add(booking_stream(id), BookingWaitlisted{id, checked->wanted, desk.fresh_name("T")})
      .name("booking", id.text);
}

Result<Facts> decide(PromoteWaitlisted const& order, Desk& desk) {
  auto const core = own_booking(order.booking, desk);
  if (!core) return no(core.error());
  if ((*core)->stage != Stage::waiting) return no(wrong_stage(**core));
  auto const way = find_way(asked_of(**core), desk);
  if (!way) return no(way.error());
  auto const& rules = desk.pack<BookingRules>();
  auto const slots = slots_of((*core)->items, rules, way->day());
  if (!slots) return no(slots.error());
  auto const price = price_of((*core)->items, way->priced(), desk.pack<network::Network>(), rules);
  if (!price) return no(price.error());
  if (auto r = check_capacity((*core)->route, *slots, order.booking, desk); !r) return no(r.error());
  Instant const until =
      std::min(desk.at() + hours(rules.number("option_hours_default", way->day())), way->cut_off);
  Facts facts;
  facts.add(booking_stream(order.booking), BookingPromoted{order.booking, until, *price});
  take_slots(facts, (*core)->route, *slots, order.booking, until);
  return facts;
}

Result<Facts> decide(ConfirmBooking const& order, Desk& desk) {
  auto const core = own_booking(order.booking, desk);
  if (!core) return no(core.error());
  auto const& b = **core;
  if (b.stage != Stage::option) return no(wrong_stage(b));
  if (desk.at() >= b.hold_until) {
    return no(refuse("booking.option_expired")
                  .at("/booking")
                  .with("booking", b.booking.text)
                  .with("until", to_text(b.hold_until)));
  }
  for (auto const& stretch : b.route) {
    auto const& sailing = desk.look<network::Sailing>(network::departure_stream(stretch.departure));
    if (sailing.state == network::DepartureState::cancelled) {
      return no(refuse("booking.departure_cancelled")
                    .at("/booking")
                    .with("departure", stretch.departure.text)
                    .with("reason", sailing.reason));
    }
  }
  auto const slots = slots_held(b, desk);
  if (auto r = check_capacity(b.route, slots, b.booking, desk); !r) return no(r.error());
  // Also when the option is older than the embargo: what is held may still be given back without loss.
  if (auto r = check_embargoes(wanted_of(b), slots, b.booking, desk); !r)
    return no(std::move(r.error()).at("/booking"));
  Facts facts;
  facts.add(booking_stream(b.booking), BookingConfirmed{b.booking});
  take_slots(facts, b.route, slots, b.booking, {});
  return facts;
}

namespace {

bool departure_gone(BookingCore const& b, Desk& desk) {
  return std::any_of(b.route.begin(), b.route.end(), [&](Stretch const& stretch) {
    return desk.look<network::Sailing>(network::departure_stream(stretch.departure)).state ==
           network::DepartureState::cancelled;
  });
}

}  // namespace

Result<Facts> decide(ExpireOption const& order, Desk& desk) {
  auto const core = own_booking(order.booking, desk);
  if (!core) return no(core.error());
  auto const& b = **core;
  Instant until = b.hold_until;
  if (b.stage == Stage::waiting) {
    auto const& sailing = desk.look<network::Sailing>(network::departure_stream(b.departure()));
    until = sailing.known && !departure_gone(b, desk) ? cut_off_of(sailing.plan, b.route.front()) : desk.at();
  } else if (b.stage != Stage::option) {
    return no(wrong_stage(b));
  }
  if (desk.at() < until)
    return no(refuse("booking.not_yet_expired").at("/booking").with("until", to_text(until)));
  Facts facts;
  facts.add(booking_stream(b.booking), BookingExpired{b.booking});
  for (auto const& unit : b.units)
    facts.add(container::unit_stream(unit), container::UnitUnbooked{unit, b.booking.text});
  if (b.stage == Stage::option) free_slots(facts, b.route, b.booking);
  return facts;
}

namespace {

// What the owner pays to give the slots back now.
Money cancellation_fee(BookingCore const& b, Desk& desk) {
  auto const& network = desk.pack<network::Network>();
  auto const& sailing = desk.look<network::Sailing>(network::departure_stream(b.departure()));
  Money const none{0, b.price.currency};
  if (b.stage != Stage::firm || departure_gone(b, desk) || !sailing.known) return none;
  auto const& first = b.route.front();
  if (desk.at() >= cut_off_of(sailing.plan, first))
    return fee_of(network::Charge::no_show, b.items, sailing.plan, network);
  auto const* const row =
      network.tariff(network::Charge::cancellation, sailing.plan.service, b.items.front().size_type.feet(),
                     b.items.front().laden, sailing.plan.day);
  bool const early = row && row->free_days && desk.at() + days(*row->free_days) <= first.departs;
  return early ? none : fee_of(network::Charge::cancellation, b.items, sailing.plan, network);
}

}  // namespace

Result<Facts> decide(CancelBooking const& order, Desk& desk) {
  auto const core = own_booking(order.booking, desk);
  if (!core) return no(core.error());
  auto const& b = **core;
  bool const holds_slots = b.stage == Stage::option || b.stage == Stage::firm;
  if (!holds_slots && b.stage != Stage::waiting && b.stage != Stage::displaced) return no(wrong_stage(b));
  bool const by_carrier = is_carrier(desk, b.carrier) && desk.actor().org != b.owner;
  Facts facts;
  facts.add(
      booking_stream(b.booking),
      BookingCancelled{b.booking, order.reason,
                       by_carrier ? Money{0, b.price.currency} : cancellation_fee(b, desk), by_carrier});
  for (auto const& unit : b.units)
    facts.add(container::unit_stream(unit), container::UnitUnbooked{unit, b.booking.text});
  if (holds_slots) free_slots(facts, b.route, b.booking);
  return facts;
}

}  // namespace landport::booking
