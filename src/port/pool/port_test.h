// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "journal/given.h"
#include "port/booking/events.h"
#include "port/network/pack_test.h"
#include "port/pool/board.h"
#include "port/pool/commands.h"
#include "port/pool/orders.h"

// For trials only: a port with a pool at two depots, and empties.
namespace landport::pool {

inline UnitNumber nth_unit(int n) {
  auto const first_ten = "LPTU" + std::to_string(1'000'000 + n).substr(1);
  return *parse_unit_number(first_ten + std::to_string(unit_check_digit(first_ten)));
}
inline Pack const& pool_pack() {
  static Pack const pack = [] {
    Pack p;
    auto part = PoolPack::load(network::pack_files("testport"), p);
    if (!part) ADD_FAILURE() << part.error().code << " " << part.error().place;
    p.put(std::move(*part));
    return p;
  }();
  return pack;
}

struct TestPool {
  Given port{pool_pack()};
  SizeType const size = *parse_size_type("22G1");
  DepotCode const here{"D-A"}, elsewhere{"D-E"};

  TestPool() { port.at("2026-12-01T00:00:00Z"); }

  void place(UnitNumber const& u, container::Place to) {
    auto const from = where(u).place;
    port.happened_before(container::unit_stream(u), container::UnitPlaced{u, from, std::move(to), "T"});
  }
  // An empty in the yard.
  UnitNumber empty(int n) {
    auto const u = nth_unit(n);
    port.happened_before(container::unit_stream(u),
                         container::UnitRegistered{u, size, {}, {}, {}, false, {}});
    place(u, {container::PlaceKind::yard, "E-01-0" + std::to_string(n % 9 + 1) + "-1"});
    return u;
  }
  UnitNumber pooled(int n) {
    auto const u = empty(n);
    port.done(TakeIn{u, {}, "BOXCO"});
    return u;
  }
  std::string booked(int n, int quantity) {
    booking::BookingId const id{"BK" + std::to_string(n)};
    booking::Wanted wanted;
    wanted.owner = "SHIP";
    wanted.carrier = "RAIL";
    wanted.items = {{size, Count{quantity}, Kilograms{20'000}, true, false}};
    wanted.route = {{network::DepartureId{"T-AD-20261210"}, {}, {}, {}, {}, {}}};
    auto const stream = booking::booking_stream(id);
    port.happened_before(stream, booking::BookingRequested{id, wanted, {}, {}, "s"});
    port.happened_before(stream, booking::BookingConfirmed{id});
    return id.text;
  }

  container::Whereabouts where(UnitNumber const& u) {
    return port.state<container::Whereabouts>(container::unit_stream(u));
  }
  Pooled pool_of(UnitNumber const& u) { return port.state<Pooled>(container::unit_stream(u)); }
  booking::BookingCore core(std::string const& id) {
    return port.state<booking::BookingCore>(booking::booking_stream(booking::BookingId{id}));
  }
};

// A command that only trials give, so that the gate's call is tried without the gate.
struct LeaveByGate {
  UnitNumber unit;
};
inline Result<Facts> decide(LeaveByGate const& order, Desk& desk) {
  auto const& unit = desk.look<container::Whereabouts>(container::unit_stream(order.unit));
  Facts facts;
  facts.add(container::unit_stream(order.unit), container::moved(unit, {}, "VS1"));
  if (auto r = handed_over(desk, order.unit, "VS1", facts); !r) return no(r.error());
  return facts;
}

}  // namespace landport::pool
