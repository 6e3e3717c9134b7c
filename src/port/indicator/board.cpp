// SPDX-License-Identifier: Apache-2.0
#include "port/indicator/board.h"

#include <algorithm>

namespace landport::indicator {

namespace {

std::string name_of(std::string_view kind, std::string_view what) {
  return std::string(kind) + "/" + std::string(what);
}

// One of 1,024 rows of marks, by FNV-1a of the name: the same on every machine, since it is part of a stored view.
std::string shelf_of(std::string_view name) {
  std::uint32_t hash = 2'166'136'261u;
  for (char const c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619u;
  return "shelf-" + std::to_string(hash & 1023u);
}

RunUnit* find(CountedRunRow& row, UnitNumber const& unit) {
  auto const at = std::find_if(row.units.begin(), row.units.end(), [&](RunUnit const& u) { return u.unit == unit; });
  return at == row.units.end() ? nullptr : &*at;
}

std::optional<Instant> later(std::optional<Instant> a, Instant b) {
  return a && *a > b ? a : std::optional(b);
}

}  // namespace

void sum_up(CountedRunRow& row) {
  row.laden = row.empty = {};
  for (auto const& u : row.units) {
    if (u.loaded) (u.full ? row.laden : row.empty) += u.teu;
  }
}

// ---- marks and tallies ----

bool IndicatorBoard::has(std::string const& what) const {
  auto const* row = marks.find(shelf_of(what));
  return row && std::any_of(row->marks.begin(), row->marks.end(), [&](Mark const& m) { return m.name == what; });
}

Mark* IndicatorBoard::mark(std::string const& what) {
  if (!has(what)) return nullptr;  // looking touches no row
  auto& list = marks.edit(shelf_of(what)).marks;
  return &*std::find_if(list.begin(), list.end(), [&](Mark const& m) { return m.name == what; });
}

Mark& IndicatorBoard::open(std::string const& what, Instant at) {
  if (auto* m = mark(what)) return *m;
  auto& list = marks.edit(shelf_of(what)).marks;
  list.push_back({what, at, 0, {}});
  return list.back();
}

std::optional<Mark> IndicatorBoard::close(std::string const& what) {
  auto* found = mark(what);
  if (!found) return {};
  Mark was = *found;
  std::erase_if(marks.edit(shelf_of(what)).marks, [&](Mark const& m) { return m.name == what; });
  return was;
}

TallyRow& IndicatorBoard::tally(Measure measure, Instant at) {
  constexpr std::int64_t quarter_ms = 15 * 60'000;
  Instant const from{at.ms - (at.ms % quarter_ms + quarter_ms) % quarter_ms};
  auto& row = tallies.edit(name_of(Codec<Measure>::to_text(measure), std::to_string(from.ms / quarter_ms)));
  row.measure = measure;
  row.from = from;
  return row;
}

// Counts the minutes from the mark to `at`. Of what was told with times the wrong way round nothing is counted.
void IndicatorBoard::ended(Measure measure, std::string const& what, Instant at) {
  auto const began = close(what);
  if (!began || at < began->at) return;
  auto& row = tally(measure, at);
  ++row.count;
  row.sum += (at - began->at).ms / 60'000;
}

// ---- departures ----

void IndicatorBoard::apply(network::DepartureScheduled const& e, Recorded const&) {
  auto& row = departures.edit(e.departure.text);
  row.departure = e.departure;
  row.service = e.service;
  row.from = e.from;
  row.to = e.to;
  row.distance_km = 0;
  for (auto const& leg : e.legs) row.distance_km += leg.distance_km;
  if (e.legs.empty()) return;
  row.departs = e.legs.front().departs;
  row.arrives = e.legs.back().arrives;
}
void IndicatorBoard::apply(network::DepartureCancelled const& e, Recorded const& r) {
  if (auto* row = departures.touch(e.departure.text)) row->cancelled = r.happened;
}

// ---- trains ----

void IndicatorBoard::apply(train::TrainComposed const& e, Recorded const&) {
  auto& row = runs.edit(e.run.text);
  row.run = e.run;
  row.departure = e.departure;
  row.service = e.service;
  row.parents = e.parents;
  if (e.legs.empty()) return;
  row.from = e.legs.front().from;
  row.to = e.legs.back().to;
  row.departs_planned = e.legs.front().departs;
  row.arrives_planned = e.legs.back().arrives;
}
void IndicatorBoard::apply(train::WagonAdded const& e, Recorded const&) {
  auto* row = runs.touch(e.run.text);
  if (!row || row->departed) return;
  row->wagon_list.push_back({e.wagon, e.capacity});
  row->offered += e.capacity;
}
void IndicatorBoard::apply(train::WagonRemoved const& e, Recorded const&) {
  auto* row = runs.touch(e.run.text);
  if (!row) return;
  std::erase_if(row->wagon_list, [&](RunWagon const& w) {
    if (w.wagon == e.wagon) row->offered -= w.capacity;
    return w.wagon == e.wagon;
  });
}
void IndicatorBoard::apply(train::WagonTaken const& e, Recorded const& r) {
  open(name_of("wagon", e.wagon.text()), r.happened);
}
void IndicatorBoard::apply(train::WagonFreed const& e, Recorded const& r) {
  ended(Measure::wagon_turn, name_of("wagon", e.wagon.text()), r.happened);
}

// Only units of a run without parents are kept: behind a border they have been counted already.
void IndicatorBoard::apply(train::UnitPlanned const& e, Recorded const&) {
  auto const* known = runs.find(e.run.text);
  if (!known || !known->parents.empty()) return;
  auto& row = runs.edit(e.run.text);
  if (auto* unit = find(row, e.cargo.unit)) {
    unit->teu = e.cargo.size_type.teu();
  } else {
    row.units.push_back({e.cargo.unit, e.cargo.size_type.teu(), false, true});
  }
}
void IndicatorBoard::apply(train::UnitUnplanned const& e, Recorded const&) {
  auto* row = runs.touch(e.run.text);
  if (row && !row->departed) std::erase_if(row->units, [&](RunUnit const& u) { return u.unit == e.unit; });
}
void IndicatorBoard::apply(train::UnitLoaded const& e, Recorded const&) {
  auto* row = runs.touch(e.run.text);
  if (auto* unit = row ? find(*row, e.unit) : nullptr) unit->loaded = true;
}
void IndicatorBoard::apply(train::UnitUnloaded const& e, Recorded const& r) {
  auto* row = runs.touch(e.run.text);
  // What is unloaded at the destination was carried; what is taken off before the train leaves was not.
  if (!row || (row->departed && *row->departed <= r.happened)) return;
  if (auto* unit = find(*row, e.unit)) unit->loaded = false;
}
void IndicatorBoard::apply(train::TrainDeparted const& e, Recorded const& r) {
  auto* row = runs.touch(e.run.text);
  if (!row) return;
  row->departed = r.happened;
  row->wagons = e.wagons;
  row->wagon_list.clear();
  if (row->parents.empty()) {
    for (auto& u : row->units) u.full = !has(name_of("empty", u.unit.text()));
    sum_up(*row);
    if (auto* planned = departures.touch(row->departure.text)) planned->departed = r.happened;
  }
  for (auto const& parent : row->parents) {
    if (auto* p = runs.touch(parent.text)) p->onward = later(p->onward, r.happened);
  }
}
void IndicatorBoard::apply(train::BorderReached const& e, Recorded const& r) {
  auto* row = runs.touch(e.run.text);
  if (row && r.sequence > row->arrival_correction) row->border_reached = r.happened;
}
void IndicatorBoard::apply(train::UnitTransferred const& e, Recorded const& r) {
  if (auto* row = runs.touch(e.run.text)) row->transferred = later(row->transferred, r.happened);
}
void IndicatorBoard::apply(train::TrainArrived const& e, Recorded const& r) {
  auto* row = runs.touch(e.run.text);
  if (row && r.sequence > row->arrival_correction) row->arrived = r.happened;
}
// Folded by when things happened, it may come before the arrival that it puts right.
void IndicatorBoard::apply(train::ArrivalCorrected const& e, Recorded const& r) {
  auto* row = runs.touch(e.run.text);
  if (!row || r.sequence < row->arrival_correction) return;
  row->arrival_correction = r.sequence;
  (e.at_border ? row->border_reached : row->arrived) = e.arrived_at;
}

// ---- units ----

void IndicatorBoard::is_full(UnitNumber const& unit, bool full, Recorded const& r) {
  auto const what = name_of("empty", unit.text());
  if (full) {
    close(what);
  } else {
    open(what, r.happened);
  }
  if (r.happened >= r.recorded) return;
  // Told late: the train that the unit left with afterwards carried something else than was counted. This is rare, so
  // all trains are looked through instead of keeping for every unit which one it was.
  std::string first;
  Instant left{};
  runs.each([&](std::string_view key, CountedRunRow const& row) {
    if (!row.departed || *row.departed < r.happened || (!first.empty() && *row.departed >= left)) return;
    bool const carried = std::any_of(row.units.begin(), row.units.end(),
                                     [&](RunUnit const& u) { return u.unit == unit && u.full != full; });
    if (carried) first = key, left = *row.departed;
  });
  if (first.empty()) return;
  auto& row = runs.edit(first);
  find(row, unit)->full = full;
  sum_up(row);
}
void IndicatorBoard::apply(container::UnitRegistered const& e, Recorded const& r) {
  is_full(e.unit, e.full, r);
}
void IndicatorBoard::apply(container::ContentsNoted const& e, Recorded const& r) {
  is_full(e.unit, e.full, r);
}

void IndicatorBoard::placed(UnitNumber const& unit, container::PlaceKind kind, Recorded const& r) {
  auto const what = name_of("yard", unit.text());
  if (kind == container::PlaceKind::yard) {
    open(what, r.happened);  // a move inside the yard does not begin the stay again
  } else {
    ended(Measure::yard_dwell, what, r.happened);
  }
  if (kind == container::PlaceKind::delivered || kind == container::PlaceKind::outside) journey_over(unit);
}
void IndicatorBoard::apply(container::UnitPlaced const& e, Recorded const& r) {
  placed(e.unit, e.to.kind, r);
}
// A place put right: it stands there since it was found there.
void IndicatorBoard::apply(container::FactCorrected const& e, Recorded const& r) {
  if (e.what == container::Corrected::place && e.place) placed(e.unit, e.place->kind, r);
}

// ---- customs: of each journey the first release, and whether anything of customs stood against it ----

void IndicatorBoard::journey_over(UnitNumber const& unit) {
  close(name_of("stopped", unit.text()));
  close(name_of("released", unit.text()));
}
void IndicatorBoard::apply(container::JourneyEnded const& e, Recorded const&) {
  journey_over(e.unit);
}
void IndicatorBoard::apply(container::HoldPlaced const& e, Recorded const& r) {
  if (e.keeper == container::Keeper::customs) open(name_of("stopped", e.unit.text()), r.happened);
}
void IndicatorBoard::apply(container::ReleaseRecorded const& e, Recorded const& r) {
  auto const what = name_of("released", e.unit.text());
  if (has(what)) return;
  bool const first_time = !has(name_of("stopped", e.unit.text()));
  open(what, r.happened).number = first_time ? 1 : 0;
  auto& row = tally(Measure::first_release, r.happened);
  ++row.count;
  row.sum += first_time ? 1 : 0;
}
// The release that was counted did not last: on its own day it was no first-time release.
void IndicatorBoard::apply(container::ReleaseWithdrawn const& e, Recorded const&) {
  auto* released = mark(name_of("released", e.unit.text()));
  if (!released || released->number == 0) return;
  released->number = 0;
  --tally(Measure::first_release, released->at).sum;
}

// ---- trucks ----

void IndicatorBoard::apply(gate::VisitOpened const& e, Recorded const& r) {
  open(name_of("truck", e.visit.text), r.happened);
}
// Of a truck that is here the mark moves; of one that has left the minutes that were counted are put right.
void IndicatorBoard::apply(gate::VisitCorrected const& e, Recorded const&) {
  auto const what = name_of("truck", e.visit.text);
  if (!e.left_at) {
    open(what, e.arrived_at).at = e.arrived_at;
    return;
  }
  if (auto* here = mark(what)) {  // folded by when things happened, it leaves later
    here->at = e.arrived_at;
    return;
  }
  auto const minutes_from = [&](Instant arrived) { return (*e.left_at - arrived).ms / 60'000; };
  tally(Measure::truck_turn, *e.left_at).sum += minutes_from(e.arrived_at) - minutes_from(e.wrong_arrived_at);
}
void IndicatorBoard::apply(gate::VisitClosed const& e, Recorded const& r) {
  ended(Measure::truck_turn, name_of("truck", e.visit.text), r.happened);
}

// ---- bookings: mark.text is the departure, mark.number 1 when it counts as booked there ----

void IndicatorBoard::leave_departure(std::string const& booking, Recorded const& r) {
  auto* m = mark(name_of("booking", booking));
  if (!m || m->number == 0) return;
  auto* row = departures.touch(m->text);
  // Taken back after the train has left, it is a booking that did not show.
  if (row && !(row->departed && *row->departed <= r.happened)) row->booked -= Count{1};
  m->number = 0;
}
void IndicatorBoard::apply(booking::BookingRequested const& e, Recorded const& r) {
  if (!e.wanted.route.empty())
    open(name_of("booking", e.booking.text), r.happened).text = e.wanted.route.front().departure.text;
}
void IndicatorBoard::apply(booking::BookingWaitlisted const& e, Recorded const& r) {
  if (!e.wanted.route.empty())
    open(name_of("booking", e.booking.text), r.happened).text = e.wanted.route.front().departure.text;
}
void IndicatorBoard::apply(booking::BookingConfirmed const& e, Recorded const&) {
  auto* m = mark(name_of("booking", e.booking.text));
  if (!m || m->number != 0) return;
  m->number = 1;
  if (auto* row = departures.touch(m->text)) row->booked += Count{1};
}
void IndicatorBoard::apply(booking::BookingRolled const& e, Recorded const& r) {
  auto const what = name_of("booking", e.booking.text);
  leave_departure(e.booking.text, r);
  auto* m = mark(what);
  if (!m || e.route.empty()) return;
  m->text = e.route.front().departure.text;
  m->number = 1;
  if (auto* row = departures.touch(m->text)) row->booked += Count{1};
}
void IndicatorBoard::apply(booking::BookingDisplaced const& e, Recorded const& r) {
  leave_departure(e.booking.text, r);
}
void IndicatorBoard::apply(booking::BookingCancelled const& e, Recorded const& r) {
  leave_departure(e.booking.text, r);
  close(name_of("booking", e.booking.text));
}
void IndicatorBoard::apply(booking::BookingExpired const& e, Recorded const& r) {
  leave_departure(e.booking.text, r);
  close(name_of("booking", e.booking.text));
}
void IndicatorBoard::apply(booking::BookingShipped const& e, Recorded const&) {
  auto const* m = mark(name_of("booking", e.booking.text));
  if (!m || m->number == 0) return;
  if (auto* row = departures.touch(m->text)) row->shipped += Count{1};
}
void IndicatorBoard::apply(booking::BookingCompleted const& e, Recorded const&) {
  close(name_of("booking", e.booking.text));
}

}  // namespace landport::indicator
