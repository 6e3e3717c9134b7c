// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "port/pool/port_test.h"

// What must always be true of the pool, tried with random commands on few units that get into each other's
// way.
namespace landport::pool {
namespace {

using container::PlaceKind;

struct World : TestPool {
  std::vector<UnitNumber> units;
  std::vector<std::string> bookings;
  std::map<UnitNumber, int> given;  // how often a unit was given out for a booking since it joined last

  World() {
    for (int n = 1; n <= 5; ++n) units.push_back(empty(n));
    for (int n = 1; n <= 3; ++n) bookings.push_back(booked(n, 3));
  }
  template <class C>
  bool attempt(C const& command) {
    if (!port.when(command)) return false;
    port.done(command);
    return true;
  }
  void step() {
    auto const& u = units[*rc::gen::inRange<std::size_t>(0, units.size())];
    auto const& b = bookings[*rc::gen::inRange<std::size_t>(0, bookings.size())];
    auto const depot = *rc::gen::element(here, elsewhere);
    OrderId const order{b + "-E" + std::to_string(*rc::gen::inRange(1, 4))};
    OrderId moved_by{"PM0"};
    auto const board = port.view<PoolBoard>();
    board->moves.each([&](std::string_view, MoveRow const& row) { moved_by = row.move; });
    switch (*rc::gen::inRange(0, 11)) {
      case 0:
        if (attempt(TakeIn{u, depot, "BOXCO"})) given[u] = 0;
        break;
      case 1:
        attempt(TakeOut{u, "why"});
        break;
      case 2:
        attempt(OrderRelease{b, size, Count{*rc::gen::inRange(1, 3)}, depot, Count{1}});
        break;
      case 3:
        attempt(CancelRelease{order, "why"});
        break;
      case 4:
        port.later(hours(1));
        attempt(ExpireRelease{order});
        break;
      case 5:
      case 6:
        leave(u);
        break;
      case 7:
        attempt(OrderMove{depot, depot == here ? elsewhere : here, size, Count{1}});
        break;
      case 8:
        attempt(SendUnits{moved_by, {u}});
        break;
      case 9:
        if (attempt(ReceiveUnits{moved_by, {u}})) given[u] = 0;
        break;
      default:
        come_back(u);
    }
  }
  void leave(UnitNumber const& u) {
    bool const booking = !pool_of(u).booking.empty();
    bool const out = where(u).place.kind == PlaceKind::yard ? attempt(LeaveByGate{u}) : attempt(HandOver{u});
    if (out && booking) RC_ASSERT(++given[u] == 1);  // no unit is released twice
  }
  void come_back(UnitNumber const& u) {
    auto const at = where(u);
    if (at.place.kind != PlaceKind::outside || pool_of(u).in()) return;
    if (!at.booking.empty()) {
      port.happened_before(container::unit_stream(u), container::UnitUnbooked{u, at.booking});
      port.happened_before(booking::booking_stream(booking::BookingId{at.booking}),
                           booking::UnitsUnassigned{booking::BookingId{at.booking}, {u}});
    }
    place(u, {PlaceKind::yard, "E-01-01-1"});
  }

  void check() {
    auto const board = port.view<PoolBoard>();
    std::map<std::string, std::pair<int, int>> counted;
    std::map<UnitNumber, std::set<std::string>> promised;
    for (auto const& u : units) {
      auto const p = pool_of(u);
      auto const* row = board->stock.find(u.text());
      RC_ASSERT(p.in() == (row != nullptr));
      if (!p.in()) continue;
      RC_ASSERT(row->depot == p.depot && row->order == p.order);
      auto const kind = where(u).place.kind;
      RC_ASSERT(p.home ==
                (kind == PlaceKind::yard || kind == PlaceKind::truck));  // it stands where the stock is
      RC_ASSERT(!where(u).full && where(u).booking.empty());
      auto& [stock, free] = counted[p.depot.text];
      ++stock, free += p.free() ? 1 : 0;
    }
    for (auto const& depot : {here, elsewhere}) {
      auto const* row = board->depots.find(depot.text + "/22G1");
      auto const [stock, free] = counted[depot.text];
      RC_ASSERT((row ? row->stock : Count{0}) == Count{stock});
      RC_ASSERT((row ? row->free : Count{0}) == Count{free});
    }
    for (auto const& b : bookings) {
      RC_ASSERT(core(b).units.size() <= 3u);
      for (auto const& [id, o] : port.state<Empties>(empties_stream(b)).orders) {
        for (auto const& u : o.made.units) {
          if (o.waits_for(u) && pool_of(u).order == id) promised[u].insert(id.text);
        }
      }
    }
    for (auto const& [u, by] : promised) RC_ASSERT(by.size() <= 1u);
  }
};

RC_GTEST_PROP(PoolProperty, StockEqualsWhatStandsThereAndNothingIsReleasedTwice, ()) {
  World world;
  auto const steps = *rc::gen::inRange(1, 40);
  for (int i = 0; i < steps; ++i) {
    world.step();
    world.check();
  }
}

}  // namespace
}  // namespace landport::pool
