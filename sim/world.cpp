// SPDX-License-Identifier: Apache-2.0
#include "sim/world.h"

#include <algorithm>

namespace landport::sim {

std::vector<std::string> watched_tables() {
  return {"network.departures", "network.leg_runs", "booking.bookings", "container.units", "gate.appointments",
          "gate.queue",         "yard.stock",       "yard.work",        "train.trains",    "shift.shifts",
          "network.embargoes",  "pool.stock",       "pool.depots",      "pool.orders",      "pool.moves"};
}

World::World(Port& port, WorldOptions options) : town_(port, std::move(options)) {
  auto const& o = town_.options;
  if (o.port) {
    trades_.push_back(make_sales(town_));
    trades_.push_back(make_shippers(town_));
    trades_.push_back(make_left_over(town_));
    trades_.push_back(make_empties(town_));
    trades_.push_back(make_trucks(town_));
    trades_.push_back(make_cranes(town_));
    trades_.push_back(make_dispatch(town_));
    trades_.push_back(make_watch(town_));
  }
  if (o.railways) trades_.push_back(make_railways(town_));
  if (o.customs) trades_.push_back(make_customs(town_));
}

void World::wake(Instant now) {
  town_.diary.now = now;
  read_map();
  for (auto const& trade : trades_) trade->wakes();
  // First all is read, then it is thought about: a unit means something only with its booking and its train.
  telling_ = false;
  look();
  telling_ = true;
  auto const& ledger = town_.ledger;
  for (auto const& [id, seen] : ledger.departures) tell(seen);
  for (auto const& [id, seen] : ledger.bookings) tell(seen);
  for (auto const& [id, seen] : ledger.units) tell(seen);
  for (auto const& [id, seen] : ledger.stock) tell(seen);
  for (auto const& [id, seen] : ledger.trains) tell(seen);
  for (auto const& [id, seen] : ledger.trucks) tell(seen);
  for (auto const& [id, seen] : ledger.works) tell(seen);
  for (auto const& [id, seen] : ledger.shifts) tell(seen);
  for (auto const& [id, seen] : ledger.appointments) tell(seen);
  for (auto const& [id, seen] : ledger.releases) tell(seen);
  for (auto const& [id, seen] : ledger.empty_moves) tell(seen);
}

void World::read_map() {
  auto const answer = town_.port.ask(town_.who.carrier, "network.map", {});
  if (!answer) return;
  JsonParser parser;
  auto const object = parser.parse(*answer);
  if (!object) return;
  Row const map(*object);
  map.each("services", [&](Row const& service) { town_.services.push_back(service.text("code")); });
  map.each("nodes", [&](Row const& node) { town_.countries[node.text("code")] = node.text("country"); });
  read_wagon_types();
  auto const place = town_.port.ask(town_.who.carrier, "network.place", {});
  if (!place) return;
  if (auto const told = parser.parse(*place)) town_.currency = Row(*told).text("currency");
}

void World::read_wagon_types() {
  auto const answer = town_.port.ask(town_.who.carrier, "train.wagon_types", {});
  if (!answer) return;
  JsonParser parser;
  auto const object = parser.parse(*answer);
  if (!object) return;
  Row(*object).each("types", [&](Row const& type) {
    std::map<std::string, std::int64_t> feet;
    type.each("places", [&](Row const& place) { feet[place.text("pattern")] += place.number("feet"); });
    std::int64_t most = 0;
    for (auto const& [pattern, sum] : feet) most = std::max(most, sum);
    town_.wagon_types.push_back({type.text("code"), split(type.text("countries")), type.number("gauge_mm"), most});
  });
}

void World::look() {
  town_.port.changes([this](std::string_view table, std::string_view key, Row const* row) { show(table, key, row); });
}

void World::show(std::string_view table, std::string_view key, Row const* row) {
  auto& ledger = town_.ledger;
  std::string const name(key);
  auto const take = [&](auto& known, auto seen) {
    if (!row) return static_cast<void>(known.erase(name));
    auto& kept = known[name];
    kept = std::move(seen);
    if (telling_) tell(kept);
  };
  Row const nothing{JsonValue{}};
  Row const& r = row ? *row : nothing;
  if (table == "container.units") {
    take(ledger.units, row ? unit_of(r) : UnitSeen{});
  } else if (table == "booking.bookings") {
    take(ledger.bookings, row ? booking_of(r, parser_) : BookingSeen{});
  } else if (table == "train.trains") {
    take(ledger.trains, row ? train_of(r) : TrainSeen{});
  } else if (table == "yard.stock") {
    take(ledger.stock, row ? stock_of(r) : StockSeen{});
  } else if (table == "network.departures") {
    take(ledger.departures, row ? departure_of(r) : DepartureSeen{});
  } else if (table == "network.leg_runs") {
    if (row) ledger.leg_runs[name] = leg_run_of(r);
  } else if (table == "gate.appointments") {
    if (row && !r.text("visit").empty()) ledger.unit_of_visit[r.text("visit")] = r.text("unit");
    if (row && r.text("state") == "booked") {
      take(ledger.appointments, appointment_of(r));
    } else {
      ledger.appointments.erase(name);
    }
  } else if (table == "shift.shifts") {
    take(ledger.shifts, row ? shift_of(r) : ShiftSeen{});
  } else if (table == "network.embargoes") {
    if (row) ledger.embargoes[name] = embargo_of(r);
  } else if (table.starts_with("pool.")) {
    show_pool(table, name, row);
  } else if (table == "gate.queue") {
    take(ledger.trucks, row ? truck_of(r) : TruckSeen{});
  } else if (row && table == "yard.work") {
    auto const work = work_of(r);
    bool const open = work.state == "ordered" || work.state == "started";
    if (open) {
      town_.machines.works(work.id, work.machine);
      take(ledger.works, work);
    } else {
      town_.machines.rests(work.id);
      ledger.works.erase(name);
    }
  }
}

void World::show_pool(std::string_view table, std::string const& name, Row const* row) {
  auto& ledger = town_.ledger;
  if (table == "pool.stock") {
    if (row) {
      ledger.pooled.insert(name);
    } else {
      ledger.pooled.erase(name);
    }
  } else if (table == "pool.depots") {
    if (row) ledger.depots[name] = depot_of(*row);
  } else if (table == "pool.orders" && row) {
    auto seen = release_of(*row);
    auto& kept = ledger.releases[seen.booking];
    kept = std::move(seen);
    if (telling_) tell(kept);
  } else if (table == "pool.moves" && row) {
    auto const seen = empty_move_of(*row);
    if (seen.state != "open") return static_cast<void>(ledger.empty_moves.erase(name));
    ledger.empty_moves[name] = seen;
    if (telling_) tell(seen);
  }
}

std::optional<Instant> World::step(Instant until) {
  town_.diary.now = std::max(town_.diary.now, until);
  look();
  town_.diary.live(until);
  town_.port.settle();
  return town_.diary.next();
}

void World::live(Instant end, Duration together, std::function<void(Instant)> const& set_clock,
                 std::function<void(Instant)> const& every_hour) {
  auto hour = town_.now() + hours(1);
  while (auto const next = town_.diary.next()) {
    if (*next > end) break;
    for (; hour <= *next; hour = hour + hours(1)) {
      set_clock(hour);
      every_hour(hour);
    }
    auto const until = std::min(end, *next + together);
    set_clock(until);
    town_.diary.live(until);
    town_.diary.now = until;
    // What they answer to an answer is said at the same time.
    for (int again = 0; again < 3; ++again) town_.port.settle();
    look();
  }
  town_.diary.now = end;
  set_clock(end);
}

}  // namespace landport::sim
