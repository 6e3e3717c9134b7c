// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "port/booking/way.h"
#include "port/container/events.h"

// What happens to bookings whose departure does not run.
namespace landport::booking {
namespace {

// What of an allotment matters here: where it holds slots.
struct Allotted {
  using Folds = Types<AllotmentGranted>;
  std::vector<Stretch> on;
};
void evolve(Allotted& s, AllotmentGranted const& e) {
  s.on = {e.stretch};
}

// Whoever has slots on the leg runs of this departure; also of others that run on them.
std::set<BookingId> takers(network::DepartureScheduled const& plan, Desk& desk) {
  std::set<BookingId> out;
  for (auto const& leg : plan.legs) {
    for (auto const& [id, taking] : desk.look<LegRun>(network::leg_run_stream(leg.leg_run)).takings)
      out.insert(id);
  }
  return out;
}

std::vector<Stretch> stretches_on(std::vector<Stretch> const& route, network::DepartureId const& departure) {
  std::vector<Stretch> out;
  for (auto const& stretch : route) {
    if (stretch.departure == departure) out.push_back(stretch);
  }
  return out;
}

Result<void> displace(BookingCore const& b, network::DepartureId const& departure, std::string_view reason,
                      Facts& facts) {
  switch (b.stage) {
    case Stage::firm:
      facts.add(booking_stream(b.booking), BookingDisplaced{b.booking, departure, std::string(reason)});
      free_slots(facts, b.route, b.booking);
      return {};
    case Stage::option:
      facts.add(booking_stream(b.booking),
                BookingCancelled{b.booking, std::string(reason), Money{0, b.price.currency}, true});
      for (auto const& unit : b.units)
        facts.add(container::unit_stream(unit), container::UnitUnbooked{unit, b.booking.text});
      free_slots(facts, b.route, b.booking);
      return {};
    case Stage::shipped:
    case Stage::completed:
      if (b.departure() == departure) {
        return no(refuse("booking.departure_left")
                      .at("/departure")
                      .with("departure", departure.text)
                      .with("booking", b.booking.text));
      }
      free_slots(facts, stretches_on(b.route, departure), b.booking);
      return {};
    default:
      return {};
  }
}

}  // namespace

Result<void> departure_cancelled(Desk& desk, network::DepartureScheduled const& plan, std::string_view reason,
                                 Facts& facts) {
  for (auto const& id : takers(plan, desk)) {
    auto const& b = desk.look<BookingCore>(booking_stream(id));
    if (b.exists) {
      if (!b.travels_on(plan.departure)) continue;
      if (auto r = displace(b, plan.departure, reason, facts); !r) return r;
      continue;
    }
    auto const& allotted = desk.look<Allotted>(allotment_stream(id)).on;
    free_slots(facts, stretches_on(allotted, plan.departure), id);
  }
  return {};
}

}  // namespace landport::booking
