// SPDX-License-Identifier: Apache-2.0
#include "port/booking/progress.h"

#include <algorithm>
#include <map>

#include "port/container/events.h"

namespace landport::booking {
namespace {

container::Whereabouts const& whereabouts(Desk& desk, UnitNumber const& unit) {
  return desk.look<container::Whereabouts>(container::unit_stream(unit));
}

// The bookings that these units are in, each with those of them that are its own.
std::map<BookingId, std::vector<UnitNumber>> bookings_of(Desk& desk, std::vector<UnitNumber> const& units) {
  std::map<BookingId, std::vector<UnitNumber>> out;
  for (auto const& unit : units) {
    auto const& at = whereabouts(desk, unit);
    if (at.booking.empty()) continue;
    BookingId const id{at.booking};
    if (desk.look<BookingCore>(booking_stream(id)).has_unit(unit)) out[id].push_back(unit);
  }
  return out;
}

// Whether the train of `departure` brings the booking to its end: its last departure, and a node that is come
// to by rail. Behind a sea leg the train is not what brings it there.
bool ends_with(BookingCore const& b, network::DepartureId const& departure, Desk& desk) {
  if (b.route.empty() || b.route.back().departure != departure) return false;
  auto const& legs = desk.look<network::Sailing>(network::departure_stream(departure)).plan.legs;
  return std::any_of(legs.begin(), legs.end(), [&](network::DepartureLeg const& leg) {
    return leg.to == b.to() && leg.mode == network::Mode::rail;
  });
}

// Also before this decision.
bool has_arrived(BookingCore const& b, UnitNumber const& unit, Desk& desk) {
  // A unit that was handed over has ended its journey, and may be on another since.
  if (whereabouts(desk, unit).booking != b.booking.text) return true;
  auto const& at = whereabouts(desk, unit).place;
  if (at.kind == container::PlaceKind::delivered) return true;
  if (at.kind != container::PlaceKind::terminal_abroad) return false;
  return at.ref == b.to().text || (b.route.size() == 1 && ends_with(b, b.departure(), desk));
}

}  // namespace

bool has_left(container::PlaceKind at, Stage stage) {
  using container::PlaceKind;
  bool const gone = at == PlaceKind::terminal_abroad || at == PlaceKind::delivered;
  return gone || (at == PlaceKind::wagon && stage == Stage::shipped);
}

void complete(BookingCore const& b, Desk& desk, Facts& facts) {
  if (b.stage == Stage::firm) facts.add(booking_stream(b.booking), BookingShipped{b.booking});
  facts.add(booking_stream(b.booking), BookingCompleted{b.booking});
  for (auto const& unit : b.units) {
    if (whereabouts(desk, unit).booking == b.booking.text)
      facts.add(container::unit_stream(unit), container::JourneyEnded{unit, b.booking.text});
  }
}

bool all_arrived(BookingCore const& b, std::vector<UnitNumber> const& now,
                 std::vector<UnitNumber> const& without, Desk& desk) {
  auto const in = [](std::vector<UnitNumber> const& list, UnitNumber const& unit) {
    return std::find(list.begin(), list.end(), unit) != list.end();
  };
  bool any = false;
  for (auto const& unit : b.units) {
    if (in(without, unit)) continue;
    any = true;
    if (!in(now, unit) && !has_arrived(b, unit, desk)) return false;
  }
  return any;
}

void units_left(Desk& desk, std::vector<UnitNumber> const& units, Facts& facts) {
  for (auto const& [id, own] : bookings_of(desk, units)) {
    if (desk.look<BookingCore>(booking_stream(id)).stage == Stage::firm)
      facts.add(booking_stream(id), BookingShipped{id});
  }
}

void units_arrived(Desk& desk, std::optional<network::DepartureId> const& departure,
                   std::vector<UnitNumber> const& units, Facts& facts) {
  for (auto const& [id, own] : bookings_of(desk, units)) {
    auto const& b = desk.look<BookingCore>(booking_stream(id));
    // A firm one left before trains told their bookings.
    if (b.stage != Stage::shipped && b.stage != Stage::firm) continue;
    if (departure && !ends_with(b, *departure, desk)) continue;
    if (all_arrived(b, own, {}, desk)) {
      complete(b, desk, facts);
    } else if (!departure) {
      // Handed over: the box is free, and comes back empty, while others of the booking are still waited for.
      for (auto const& unit : own)
        facts.add(container::unit_stream(unit), container::JourneyEnded{unit, b.booking.text});
    }
  }
}

}  // namespace landport::booking
