// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "journal/desk.h"
#include "port/booking/events.h"
#include "port/booking/rules.h"

// What the decisions of booking share: the way of a booking over its departures, and its slots on the leg
// runs.
namespace landport::booking {

// A way over one or two departures that may be booked now.
struct Way {
  std::vector<Stretch> route;
  std::vector<network::DepartureScheduled const*> plans;  // beside the stretches
  std::string carrier;
  Instant cut_off;  // the earliest booking cut-off, moved with the node at which the booking joins the train

  std::vector<PricedStretch> priced() const;
  Day day() const { return plans.front()->day; }
};

struct WayAsked {
  network::DepartureId departure;
  std::optional<network::NodeCode> from, to;
  std::optional<network::DepartureId> onward_departure;
  std::optional<network::NodeCode> via;
  bool late = false;  // the booking cut-off has no say: a train is topped up
};

// The way that a booking has now, to be found again as the departures stand.
WayAsked asked_of(BookingCore const& core);

// The stretch of a departure from node to node (nothing: its end). Nothing when it does not lead so.
std::optional<Stretch> stretch_of(network::DepartureScheduled const& plan,
                                  std::optional<network::NodeCode> const& from,
                                  std::optional<network::NodeCode> const& to);
// The booking cut-off for who joins the departure at the start of the stretch.
Instant cut_off_of(network::DepartureScheduled const& plan, Stretch const& stretch);

// Refuses "booking.no_such_departure", "booking.departure_cancelled", "booking.departure_closed",
// "booking.past_cut_off", "booking.not_on_route", "booking.via_missing", "booking.two_carriers" and
// "booking.connection_missed".
Result<Way> find_way(WayAsked const& asked, Desk& desk);

// The leg runs of a route, each once.
std::vector<network::LegRunId> leg_runs_of(std::vector<Stretch> const& route);

// Refuses "booking.leg_full" for the first leg run that has not got that much besides what `booking` has
// itself.
Result<void> check_capacity(std::vector<Stretch> const& route, Slots const& needed, BookingId const& booking,
                            Desk& desk);

// A booking's contents and way as they are, to be asked about again.
Wanted wanted_of(BookingCore const& core);

// Refuses "network.embargoed" with the first embargo that stands against units on this way: one that stops them, or
// one whose limit the firm bookings of a leg run would pass with them.
Result<void> check_embargoes(Wanted const& wanted, Slots const& slots, BookingId const& booking, Desk& desk);

// The name of what a customer has by contract on a departure; one on each.
BookingId allotment_of(std::string_view owner, network::DepartureId const& departure);

// What a new booking of `owner` takes of its allotments. `facts` lower them; refuses "booking.leg_full" when
// what is left of an allotment and what is needed have not got room together on a leg run.
Result<Facts> draw_allotments(std::string_view owner, std::vector<Stretch> const& route, Slots const& needed,
                              BookingId const& booking, Desk& desk);

// What an option or a firm booking has on each of its leg runs.
Slots slots_held(BookingCore const& core, Desk& desk);

// Facts that give the booking its slots on all leg runs: until that time, or firmly.
void take_slots(Facts& facts, std::vector<Stretch> const& route, Slots const& slots, BookingId const& booking,
                std::optional<Instant> until);
// Facts that free its slots on the leg runs of `route` that are not in `kept`.
void free_slots(Facts& facts, std::vector<Stretch> const& route, BookingId const& booking,
                std::vector<Stretch> const& kept = {});

// The booking, if the actor may act for its owner or is its carrier. Refuses "booking.no_such_booking".
Result<BookingCore const*> own_booking(BookingId const& id, Desk& desk);
Refusal wrong_stage(BookingCore const& core);
bool is_carrier(Desk const& desk, std::string_view carrier);

}  // namespace landport::booking
