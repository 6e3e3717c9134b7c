// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "journal/given.h"
#include "port/booking/events.h"
#include "port/container/events.h"
#include "port/network/pack_test.h"
#include "port/train/commands.h"
#include "port/train/findings.h"
#include "port/train/run.h"
#include "port/yard/events.h"
#include "port/yard/layout.h"

// For trials only: a small port with a departure A to D over a gauge break, wagons, and units ready to be
// loaded.
namespace landport::train {

inline UnitNumber nth_unit(int n) {
  auto const first_ten = "LPTU" + std::to_string(1'000'000 + n).substr(1);
  return *parse_unit_number(first_ten + std::to_string(unit_check_digit(first_ten)));
}
inline WagonNumber nth_wagon(int n) {
  return *parse_wagon_number(std::to_string(5'000'000 + n));
}

inline Pack const& pack_named(std::string const& name) {
  static std::map<std::string, Pack> packs;
  auto const [at, fresh] = packs.try_emplace(name);
  if (fresh) {
    auto rules = Rules::load(network::pack_files(name), at->second);
    if (!rules) ADD_FAILURE() << rules.error().code << " " << rules.error().place;
    at->second.put(std::move(*rules));
    auto yard = yard::YardPack::load(network::pack_files(name), at->second);
    if (!yard) ADD_FAILURE() << yard.error().code << " " << yard.error().place;
    at->second.put(std::move(*yard));
  }
  return at->second;
}

// A plan to judge without any port: n wagons of a type on a section.
inline Plan plan_on(std::string const& section, std::int64_t gauge_mm, std::string const& type, int wagons) {
  Plan plan;
  plan.gauge_mm = gauge_mm;
  plan.day = day_of(2026, 12, 1);
  plan.sections = {section};
  for (int i = 1; i <= wagons; ++i) plan.wagons.push_back({nth_wagon(i), type, true, {}});
  return plan;
}
// A box whose centre of gravity is known to be in its middle.
inline Cargo cargo(int n, std::string_view size_type, std::int64_t gross_kg, std::string_view to = "PLLOD") {
  Cargo c;
  c.unit = nth_unit(n);
  c.size_type = *parse_size_type(size_type);
  c.gross = Kilograms{gross_kg};
  c.gross_verified = true;
  c.offset_known = true;
  c.destination = network::NodeCode{to};
  return c;
}
inline void put(Plan& plan, Cargo c, int wagon, std::string pattern, std::string place) {
  plan.put({std::move(c), {nth_wagon(wagon), std::move(pattern), std::move(place)}, false, {}});
}

struct TestPort {
  Given port;
  RunId const run{"T-AD-20261202"};
  network::DepartureId const departure{"T-AD-20261202"};
  int units = 0;

  explicit TestPort(std::string const& pack = "testport") : port(pack_named(pack)) {
    port.at("2026-12-01T00:00:00Z");
    schedule();
  }

  static Instant at(std::string_view text) { return *parse_instant(text); }

  void schedule() {
    using network::LegCode, network::LegRunId, network::NodeCode, network::Mode;
    network::DepartureScheduled e;
    e.departure = departure;
    e.service = network::ServiceCode{"T-AD"};
    e.carrier = "RAIL";
    e.from = NodeCode{"TPAAA"};
    e.to = NodeCode{"TPDDD"};
    auto const leg = [&](int no, char const* code, char const* from, char const* to, int gauge,
                         char const* leaves, char const* arrives) {
      e.legs.push_back({Count{no}, LegCode{code}, NodeCode{from}, NodeCode{to}, Mode::rail,
                        Millimetres{gauge}, 100, at(leaves), at(arrives),
                        LegRunId{std::string(code) + "-X"}});
    };
    leg(1, "TPAAA-TPBBB", "TPAAA", "TPBBB", 1435, "2026-12-02T00:00:00Z", "2026-12-03T12:00:00Z");
    leg(2, "TPBBB-TPCCC", "TPBBB", "TPCCC", 1435, "2026-12-03T22:00:00Z", "2026-12-04T01:00:00Z");
    leg(3, "TPCCC-TPDDD", "TPCCC", "TPDDD", 1520, "2026-12-04T07:00:00Z", "2026-12-09T05:00:00Z");
    port.happened_before(network::departure_stream(departure), e);
  }

  // A unit of a booking to D, weighed, sealed, released, in the yard.
  UnitNumber unit(std::string_view size_type = "22G1", std::int64_t gross_kg = 20'000,
                  std::string const& owner = "SHIP", bool ready = true) {
    auto const number = nth_unit(++units);
    auto const stream = container::unit_stream(number);
    std::string const booking = "BK" + std::to_string(units);
    booking::Wanted wanted;
    wanted.owner = owner;
    wanted.carrier = "RAIL";
    wanted.route = {{departure, network::NodeCode{"TPAAA"}, network::NodeCode{"TPDDD"}, {}, {}, {}}};
    port.happened_before(
        booking::booking_stream(booking::BookingId{booking}),
        booking::BookingRequested{booking::BookingId{booking}, wanted, {}, {}, "secret-" + booking});
    auto const booked = booking::booking_stream(booking::BookingId{booking});
    port.happened_before(booked, booking::BookingConfirmed{booking::BookingId{booking}});
    port.happened_before(booked, booking::UnitsAssigned{booking::BookingId{booking}, {number}, {}});
    port.happened_before(stream, container::UnitRegistered{number, *parse_size_type(size_type),
                                                           Kilograms{2200}, Kilograms{30'480}, owner});
    port.happened_before(stream, container::UnitBooked{number, booking, departure.text, owner, "RAIL"});
    yard::Position const position{yard::BlockCode{"A"}, 2 * units - 1, 1, 1};
    port.happened_before(stream, container::UnitPlaced{
                                     number, {}, {container::PlaceKind::yard, yard::to_text(position)}, "G"});
    port.happened_before(yard::block_stream(position.block), yard::UnitStacked{position.block,
                                                                               position,
                                                                               number,
                                                                               *parse_size_type(size_type),
                                                                               Kilograms{gross_kg},
                                                                               {},
                                                                               false,
                                                                               true,
                                                                               "G"});
    port.happened_before(
        stream, container::MassVerified{number, Kilograms{gross_kg}, container::MassMethod::sm1, "W1"});
    if (ready) make_ready(number);
    return number;
  }
  void make_ready(UnitNumber const& number) {
    auto const stream = container::unit_stream(number);
    port.happened_before(stream, container::UnitSealed{number, "S1"});
    port.happened_before(stream, container::ReleaseRecorded{number, container::Purpose::export_, "R1"});
  }

  void compose(int wagons = 2, int plugs = 0) {
    ComposeTrain order{departure, {}, Count{plugs}};
    for (int i = 1; i <= wagons; ++i) order.wagons.push_back({nth_wagon(i), "TW-1435"});
    port.done(order);
  }
  PlanUnit plan(UnitNumber const& u, int wagon, char const* pattern, char const* place) const {
    return {run, u, nth_wagon(wagon), pattern, place};
  }
  // Two 20-foot units on the first wagon, planned, settled, loaded and inspected.
  std::pair<UnitNumber, UnitNumber> loaded_pair() {
    compose(1);
    auto const a = unit(), b = unit();
    port.done(plan(a, 1, "2x20", "A"));
    port.done(plan(b, 1, "2x20", "B"));
    port.done(SettlePlan{run});
    port.done(LoadUnit{run, a, {}, {}, {}});
    port.done(LoadUnit{run, b, {}, {}, {}});
    port.done(PassInspection{run, nth_wagon(1)});
    return {a, b};
  }
  RunState state(RunId const& id) { return port.state<RunState>(train_stream(id)); }
  RunState state() { return state(run); }
  container::Whereabouts where(UnitNumber const& u) {
    return port.state<container::Whereabouts>(container::unit_stream(u));
  }
};

// The rules that the findings name, without repetition, those that stop or are open.
inline std::set<std::string> rules_found(Findings const& findings, bool soft = false) {
  std::set<std::string> out;
  for (auto const& f : findings) {
    if (soft || f.severity != Severity::soft) out.insert(f.rule);
  }
  return out;
}

}  // namespace landport::train
