// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "port/booking/commands.h"
#include "port/booking/way.h"

// Slots by contract: held on the leg runs as an option of the allotment's own name, lowered by the customer's
// bookings, free for everyone once their time has passed.
namespace landport::booking {
namespace {

constexpr std::int64_t days_max = 370;

struct Granted {
  using Folds = Types<AllotmentGranted>;
  bool exists = false;
};
void evolve(Granted& s, AllotmentGranted const&) {
  s.exists = true;
}

template <class Q>
Q less(Q a, Q b) {
  return std::max(Q{0}, a - b);
}

// One departure's allotment; nothing when there is none to grant.
Result<void> grant_one(GrantAllotments const& order, network::DepartureScheduled const& plan, Desk& desk,
                       Facts& facts) {
  auto const id = allotment_of(order.owner, plan.departure);
  auto const stretch = stretch_of(plan, {}, {});
  Instant const release = plan.cut_offs.booking - hours(order.release_hours.value);
  if (!stretch || desk.at() >= release || desk.look<Granted>(allotment_stream(id)).exists) return {};
  BookedItem const item{order.size_type, order.quantity, order.gross, true, order.powered};
  auto const slots = slots_of({item}, desk.pack<BookingRules>(), plan.day);
  if (!slots) return no(slots.error());
  if (auto r = check_sections(item, *stretch, plan, desk.pack<network::Network>(), desk.pack<BookingRules>());
      !r)
    return r;
  if (auto r = check_capacity({*stretch}, *slots, id, desk); !r) return r;
  facts.add(allotment_stream(id),
            AllotmentGranted{id, order.owner, plan.carrier, *stretch, item, *slots, release});
  take_slots(facts, {*stretch}, *slots, id, release);
  facts.name("allotment", id.text);
  return {};
}

}  // namespace

BookingId allotment_of(std::string_view owner, network::DepartureId const& departure) {
  return BookingId{"AL-" + std::string(owner) + "-" + departure.text};
}

Result<Facts> draw_allotments(std::string_view owner, std::vector<Stretch> const& route, Slots const& needed,
                              BookingId const& booking, Desk& desk) {
  Facts facts;
  for (auto const& stretch : route) {
    auto const id = allotment_of(owner, stretch.departure);
    Slots drawn;
    for (auto const& run_id : stretch.leg_runs) {
      auto const& run = desk.look<LegRun>(network::leg_run_stream(run_id));
      auto const taking = run.takings.find(id);
      bool const runs = taking != run.takings.end() && taking->second.counts(desk.at());
      Slots const had = runs ? taking->second.slots : Slots{};
      Slots const left{less(had.length, needed.length), less(had.mass, needed.mass),
                       less(had.plugs, needed.plugs), less(had.teu, needed.teu)};
      auto const free = run.free(desk.at(), id) - left;
      if (auto r = fits(needed, free, run_id, run.from, run.to); !r) return no(r.error());
      if (!runs || left == had) continue;
      drawn = had - left;
      facts.add(network::leg_run_stream(run_id), SlotsHeld{id, left, *taking->second.until});
    }
    if (drawn != Slots{}) facts.add(allotment_stream(id), AllotmentDrawn{id, booking, drawn});
  }
  return facts;
}

Result<Facts> decide(GrantAllotments const& order, Desk& desk) {
  if (order.days.value < 1 || order.days.value > days_max) {
    return no(refuse("malformed.range")
                  .at("/days")
                  .with("got", std::to_string(order.days.value))
                  .with("min", "1")
                  .with("max", std::to_string(days_max)));
  }
  if (!is_name(order.owner))
    return no(refuse("booking.no_such_customer").at("/owner").with("owner", order.owner));
  if (order.release_hours.value < 0) {
    return no(refuse("malformed.range")
                  .at("/release_hours")
                  .with("got", std::to_string(order.release_hours.value))
                  .with("min", "0")
                  .with("max", "8760"));
  }
  BookedItem const item{order.size_type, order.quantity, order.gross, true, order.powered};
  Goods any;
  any.hs_code = HsCode{"999999"};
  if (auto r = check_items(item, any, desk.pack<BookingRules>(), order.from); !r) return no(r.error());
  Facts facts;
  for (int i = 0; i < order.days.value; ++i) {
    auto const departure = network::departure_of(order.service, order.from + i);
    auto const& sailing = desk.look<network::Sailing>(network::departure_stream(departure));
    if (!sailing.known || sailing.state != network::DepartureState::open) continue;
    if (!desk.may_act_for(sailing.plan.carrier)) continue;
    if (auto r = grant_one(order, sailing.plan, desk, facts); !r) return no(r.error());
  }
  if (facts.list.empty())
    return no(refuse("booking.nothing_to_grant").at("/service").with("service", order.service.text));
  return facts;
}

}  // namespace landport::booking
