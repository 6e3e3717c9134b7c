// SPDX-License-Identifier: Apache-2.0
#include "port/tracking/board.h"

#include <algorithm>

namespace landport::tracking {

namespace {

std::string journey_key(UnitNumber const& unit, std::string_view booking) {
  return std::string(unit.text()) + "/" + std::string(booking);
}

template <class T>
void add_once(std::vector<T>& list, T const& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

std::int64_t minutes_late(Instant actual, Instant planned) {
  return (actual - planned).ms / 60'000;
}

Milestone& milestone_of(UnitRow& row, Code code, network::NodeCode const& node) {
  auto const found = std::ranges::find_if(row.milestones, [&](Milestone const& m) { return m.code == code && m.node == node; });
  if (found != row.milestones.end()) return *found;
  auto& fresh = row.milestones.emplace_back();
  fresh.code = code;
  fresh.node = node;
  return fresh;
}

void expect(UnitRow& row, Code code, network::NodeCode const& node, Instant at) {
  milestone_of(row, code, node).expected = at;
}

void stand_at(Position& position, network::NodeCode const& node, Instant at) {
  if (position.since && at < *position.since) return;
  position.from = position.to = node;
  position.since = at;
  position.until.reset();
}

}  // namespace

Parties parties_of(UnitRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier, .partners = &row.partners};
}
Parties parties_of(TrainPositionRow const& row) {
  return {.carrier = row.carrier, .owners = &row.owners, .partners = &row.partners};
}
Parties parties_of(BookingRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}
Parties parties_of(TimetableRow const& row) {
  return {.carrier = row.carrier};
}
Parties parties_of(NumberRow const& row) {
  return {.carrier = row.carrier};
}

UnitRow* TrackingBoard::journey_of(UnitNumber const& unit, bool also_over) {
  auto const* number = numbers.find(unit.text());
  return number && (also_over || !number->over) ? units.touch(journey_key(unit, number->booking)) : nullptr;
}

// What the timetable promises a unit between where it joins and where it leaves each departure.
void TrackingBoard::expect_route(UnitRow& row, std::vector<booking::Stretch> const& route) {
  for (auto& m : row.milestones) m.expected.reset();
  for (auto const& stretch : route) {
    auto const* timetable = timetables.find(stretch.departure.text);
    if (!timetable) continue;
    bool on_board = false;
    for (auto const& leg : timetable->legs) {
      if (leg.from == stretch.from) {
        on_board = true;
        expect(row, Code::gtin, leg.from, timetable->gate_in);
      }
      if (!on_board) continue;
      expect(row, Code::depa, leg.from, leg.departs);
      expect(row, Code::arri, leg.to, leg.arrives);
      row.planned_arrival = row.expected_arrival = leg.arrives;
      if (leg.to == stretch.to) break;
    }
    row.destination = stretch.to;
  }
}

void TrackingBoard::reached(UnitRow& row, Code code, network::NodeCode const& node, Recorded const& r,
                            std::string const& source, std::string const& run) {
  auto& m = milestone_of(row, code, node);
  // Of two records of one milestone the one recorded later counts, in whatever order they are folded.
  if (r.sequence < m.sequence) {
    m.corrected = m.corrected || m.actual != r.happened;
    m.before_correction = r.happened;
    return;
  }
  if (m.actual && *m.actual != r.happened) {
    m.corrected = true;
    m.before_correction = m.actual;
  }
  bool const was_last = row.last_code == code && row.last_node == node;
  m.actual = r.happened;
  m.sequence = r.sequence;
  m.source = source;
  m.run = run;
  if (row.last_at && r.happened < *row.last_at && !was_last) return;
  row.last_code = code;
  row.last_node = node;
  row.last_at = r.happened;
  if (!m.expected || code == Code::gtin) return;
  row.delay_minutes = minutes_late(r.happened, *m.expected);
  // Time lost is not made up; time won is not counted on.
  if (row.planned_arrival)
    row.expected_arrival = *row.planned_arrival + minutes(std::max<std::int64_t>(0, row.delay_minutes));
  if (node == row.destination && code == Code::arri) row.expected_arrival = r.happened;
}

// What was told of the milestone is not so: it is still to come, as late as the train was before.
void TrackingBoard::not_reached(UnitRow& row, Milestone& m, Recorded const& r) {
  if (r.sequence < m.sequence || !m.actual) return;
  m.before_correction = m.actual;
  m.corrected = true;
  m.actual.reset();
  m.sequence = r.sequence;
  auto const* run = trains.find(row.run);
  row.delay_minutes = run ? run->delay_minutes : 0;
  if (row.planned_arrival)
    row.expected_arrival = *row.planned_arrival + minutes(std::max<std::int64_t>(0, row.delay_minutes));
}

void TrackingBoard::apply(network::DepartureScheduled const& e, Recorded const&) {
  auto& row = timetables.edit(e.departure.text);
  row.departure = e.departure;
  row.carrier = e.carrier;
  row.legs = e.legs;
  row.gate_in = e.cut_offs.gate_in;
}

namespace {
void take(Table<BookingRow>& bookings, std::string const& id, booking::Wanted const& wanted,
          std::string const& secret) {
  auto& row = bookings.edit(id);
  row.booking = id;
  row.owner = wanted.owner;
  row.carrier = wanted.carrier;
  row.route = wanted.route;
  row.secret = secret;
}
}  // namespace

void TrackingBoard::apply(booking::BookingRequested const& e, Recorded const&) {
  take(bookings, e.booking.text, e.wanted, e.tracking_secret);
}
void TrackingBoard::apply(booking::BookingWaitlisted const& e, Recorded const&) {
  take(bookings, e.booking.text, e.wanted, e.tracking_secret);
}
void TrackingBoard::apply(booking::BookingRolled const& e, Recorded const&) {
  auto* row = bookings.touch(e.booking.text);
  if (!row) return;
  row->route = e.route;
  for (auto const& unit : row->units) {
    auto* journey = units.touch(journey_key(unit, row->booking));
    if (!journey) continue;
    if (!e.route.empty()) journey->departure = e.route.front().departure;
    expect_route(*journey, e.route);
  }
}

// Nothing is expected of a train that does not run.
void TrackingBoard::apply(booking::BookingDisplaced const& e, Recorded const&) {
  auto* row = bookings.touch(e.booking.text);
  if (!row) return;
  for (auto const& unit : row->units) {
    auto* journey = units.touch(journey_key(unit, row->booking));
    if (!journey) continue;
    expect_route(*journey, {});
    journey->planned_arrival.reset();
    journey->expected_arrival.reset();
  }
}

void TrackingBoard::apply(container::UnitBooked const& e, Recorded const&) {
  numbers.edit(e.unit.text()) = {e.unit, e.booking, e.carrier, false};
  auto& row = units.edit(journey_key(e.unit, e.booking));
  row.unit = e.unit;
  row.booking = e.booking;
  row.owner = e.owner;
  row.carrier = e.carrier;
  row.departure = network::DepartureId{e.departure};
  auto* booking = bookings.touch(e.booking);
  if (!booking) return;
  row.secret = booking->secret;
  if (row.owner.empty()) row.owner = booking->owner;
  add_once(booking->units, e.unit);
  expect_route(row, booking->route);
}
void TrackingBoard::apply(container::UnitUnbooked const& e, Recorded const&) {
  if (auto* booking = bookings.touch(e.booking)) std::erase(booking->units, e.unit);
  units.remove(journey_key(e.unit, e.booking));
  if (auto const* number = numbers.find(e.unit.text()); number && number->booking == e.booking)
    numbers.remove(e.unit.text());
}

// The journey stays to be looked at; what the unit does from now on is of another.
void TrackingBoard::apply(container::JourneyEnded const& e, Recorded const&) {
  if (auto* number = numbers.touch(e.unit.text()); number && number->booking == e.booking)
    number->over = true;
}

void TrackingBoard::apply(container::UnitPlaced const& e, Recorded const& r) {
  auto* row = journey_of(e.unit);
  if (!row) return;
  using container::PlaceKind;
  auto const* booking = bookings.find(row->booking);
  auto const home = booking && !booking->route.empty() ? booking->route.front().from : network::NodeCode{};
  bool const from_outside = e.from.kind != PlaceKind::wagon && !container::is_inside(e.from.kind);
  if (from_outside && (e.to.kind == PlaceKind::truck || e.to.kind == PlaceKind::yard)) {
    reached(*row, Code::gtin, home, r, "gate", {});
    row->state = JourneyState::at_port;
    stand_at(row->position, home, r.happened);
  } else if (e.to.kind == PlaceKind::delivered ||
             (e.from.kind == PlaceKind::truck && e.to.kind == PlaceKind::outside)) {
    reached(*row, Code::gtot, row->position.to, r, "gate", {});
    row->state = JourneyState::delivered;
  } else if (e.to.kind == PlaceKind::terminal_abroad) {
    network::NodeCode const node{e.to.ref};
    reached(*row, Code::disc, node, r, "terminal", {});
    // Set down at a hub on its way it waits for its next train.
    bool const there = row->destination.empty() || row->destination == node;
    row->state = there ? JourneyState::arrived : JourneyState::under_way;
    stand_at(row->position, node, r.happened);
  }
}

void TrackingBoard::apply(train::TrainComposed const& e, Recorded const& r) {
  auto& row = trains.edit(e.run.text);
  row.run = e.run.text;
  row.departure = e.departure;
  row.carrier = e.carrier;
  row.partners = e.partners;
  row.legs = e.legs;
  if (row.position.from.empty() && !e.legs.empty()) {
    row.position.from = row.position.to = e.legs.front().from;
    row.position.since = r.happened;
  }
}

void TrackingBoard::apply(train::UnitLoaded const& e, Recorded const& r) {
  auto* row = journey_of(e.unit);
  if (!row) return;
  auto& run = trains.edit(e.run.text);
  run.run = e.run.text;
  add_once(run.journeys, journey_key(row->unit, row->booking));
  if (!row->owner.empty()) add_once(run.owners, row->owner);
  row->run = e.run.text;
  // From here on these partners see the unit and what is expected of it.
  for (auto const& org : run.partners) add_once(row->partners, org);
  // Where its run begins, or where it stands on the way.
  bool const stands = !run.position.from.empty() && run.position.from == run.position.to;
  auto const node = stands              ? run.position.from
                    : run.legs.empty() ? network::NodeCode{}
                                       : run.legs.front().from;
  reached(*row, Code::load, node, r, "train", e.run.text);
  if (row->state < JourneyState::loaded) row->state = JourneyState::loaded;
}
void TrackingBoard::apply(train::UnitUnloaded const& e, Recorded const& r) {
  auto* row = journey_of(e.unit);
  auto* run = trains.touch(e.run.text);
  if (!row || !run) return;
  std::erase(run->journeys, journey_key(row->unit, row->booking));
  // Off a train that has not left: in the yard again, or, where the train begins elsewhere, at the terminal there.
  bool const elsewhere = !run->legs.empty() && e.to == run->legs.front().from.text;
  if (row->state == JourneyState::loaded) row->state = elsewhere ? JourneyState::booked : JourneyState::at_port;
  // Stripped here. Abroad, where the unit comes to is the terminal of the node, and its new place tells it.
  bool const arrived = run->state == JourneyState::arrived && !run->legs.empty();
  if (!arrived || e.to == run->legs.back().to.text) return;
  auto const here = run->legs.back().to;
  reached(*row, Code::disc, here, r, "train", e.run.text);
  row->state = JourneyState::at_port;
  stand_at(row->position, here, r.happened);
}
void TrackingBoard::apply(train::UnitTransferred const& e, Recorded const& r) {
  auto* row = journey_of(e.unit);
  auto* run = trains.touch(e.run.text);
  if (!row || !run) return;
  std::erase(run->journeys, journey_key(row->unit, row->booking));
  if (!run->legs.empty()) reached(*row, Code::disc, run->legs.back().to, r, "train", e.to_run.text);
  row->state = JourneyState::at_border;
}

Position TrackingBoard::train_position(TrainPositionRow& row, Code code, network::NodeCode const& node,
                                       Instant at) {
  if (row.position.since && at < *row.position.since) return row.position;  // an older report that came late
  auto const leaving =
      std::find_if(row.legs.begin(), row.legs.end(), [&](auto const& l) { return l.from == node; });
  auto const coming =
      std::find_if(row.legs.begin(), row.legs.end(), [&](auto const& l) { return l.to == node; });
  if (code == Code::depa && leaving != row.legs.end()) {
    row.delay_minutes = minutes_late(at, leaving->departs);
  } else if (coming != row.legs.end()) {
    row.delay_minutes = minutes_late(at, coming->arrives);
  }
  row.position.from = row.position.to = node;
  row.position.since = at;
  row.position.until.reset();
  row.next_node = {};
  row.next_expected.reset();
  if (leaving == row.legs.end()) return row.position;
  row.next_node = leaving->to;
  row.next_expected = leaving->arrives + minutes(std::max<std::int64_t>(0, row.delay_minutes));
  if (code == Code::depa) {
    row.position.to = leaving->to;
    row.position.until = row.next_expected;
  }
  return row.position;
}

// What happens to a train happens to every unit on it.
void TrackingBoard::train_at(train::RunId const& run, Code code, network::NodeCode const& node,
                             JourneyState state, Recorded const& r, std::string const& source) {
  auto* row = trains.touch(run.text);
  if (!row) return;
  bool const older = row->position.since && r.happened < *row->position.since;
  auto const position = train_position(*row, code, node, r.happened);
  if (!older) row->state = state;
  for (auto const& key : row->journeys) {
    auto* unit = units.touch(key);
    if (!unit) continue;
    reached(*unit, code, node, r, source, run.text);
    if (older) continue;
    unit->state = state;
    unit->position.from = position.from;
    unit->position.to = position.to;
    unit->position.since = position.since;
    unit->position.until = position.until;
  }
}

void TrackingBoard::apply(train::TrainDeparted const& e, Recorded const& r) {
  train_at(e.run, Code::depa, e.node, JourneyState::under_way, r, "train");
}
void TrackingBoard::apply(train::TrainReported const& e, Recorded const& r) {
  bool const arrives = e.what == train::Passing::arrived;
  train_at(e.run, arrives ? Code::arri : Code::depa, e.node, JourneyState::under_way, r,
           e.source.empty() ? "train" : e.source);
}
void TrackingBoard::apply(train::BorderReached const& e, Recorded const& r) {
  train_at(e.run, Code::arri, e.node, JourneyState::at_border, r, "train");
}
void TrackingBoard::apply(train::TrainArrived const& e, Recorded const& r) {
  train_at(e.run, Code::arri, e.node, JourneyState::arrived, r, "train");
}

// Units that have left the train since have its arrival among their milestones all the same. Arrivals are seldom corrected,
// so that all units are looked through.
void TrackingBoard::apply(train::ArrivalCorrected const& e, Recorded const& r) {
  auto* train = trains.touch(e.run.text);
  if (!train) return;
  if (e.arrived_at) {
    auto const state = e.at_border ? JourneyState::at_border : JourneyState::arrived;
    train_at(e.run, Code::arri, e.node, state, r, "train");
  } else {
    train->position.since.reset();
    train_position(*train, e.last_stood ? Code::arri : Code::depa, e.last_node, e.last_at);
    train->state = JourneyState::under_way;
  }
  auto const arrived_with_it = [&](Milestone const& m) { return m.code == Code::arri && m.node == e.node && m.run == e.run.text; };
  std::vector<std::string> told;
  units.each([&](std::string_view key, UnitRow const& row) {
    if (std::ranges::any_of(row.milestones, arrived_with_it)) told.emplace_back(key);
  });
  for (auto const& key : told) {
    auto* unit = units.touch(key);
    if (e.arrived_at) {
      reached(*unit, Code::arri, e.node, r, "train", e.run.text);
      continue;
    }
    not_reached(*unit, milestone_of(*unit, Code::arri, e.node), r);
    unit->state = JourneyState::under_way;
    unit->last_code = e.last_stood ? Code::arri : Code::depa;
    unit->last_node = e.last_node;
    unit->last_at = e.last_at;
    unit->position.from = train->position.from;
    unit->position.to = train->position.to;
    unit->position.since = train->position.since;
    unit->position.until = train->position.until;
  }
}

void TrackingBoard::apply(MilestoneRecorded const& e, Recorded const& r) {
  auto* row = journey_of(e.unit, true);
  if (!row) return;
  bool const newest = !row->last_at || r.happened >= *row->last_at;
  reached(*row, e.code, e.node, r, e.source, {});
  if (!newest) return;
  stand_at(row->position, e.node, r.happened);
  if (e.code == Code::gtot) row->state = JourneyState::delivered;
  if (e.code == Code::depa) row->state = JourneyState::under_way;
  if (e.code == Code::arri && e.node == row->destination) row->state = JourneyState::arrived;
}

void TrackingBoard::apply(PositionRecorded const& e, Recorded const& r) {
  auto const tell = [&](Position& position) {
    if (position.told_at && r.happened < *position.told_at) return;
    position.lat_udeg = e.lat_udeg;
    position.lon_udeg = e.lon_udeg;
    position.told_at = r.happened;
  };
  if (e.unit) {
    if (auto* row = journey_of(*e.unit)) tell(row->position);
    return;
  }
  auto* run = trains.touch(e.run);
  if (!run) return;
  tell(run->position);
  for (auto const& key : run->journeys) {
    if (auto* row = units.touch(key)) tell(row->position);
  }
}

}  // namespace landport::tracking
