// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "port/train/port_test.h"
#include "port/train/train_board.h"

// For trials only: trains that stand at the border of the test port (TPCCC, from 1435 to 1520 mm).
namespace landport::train {

struct BorderPort {
  Given port{pack_named("testport")};
  int units = 0, wagons = 0;

  BorderPort() { port.at("2026-12-01T00:00:00Z"); }

  // A departure A to D that leaves that many days after 2 December.
  network::DepartureId schedule(int days, std::string const& carrier = "RAIL", std::string const& to = "TPDDD") {
    using network::LegCode, network::NodeCode, network::Mode;
    network::DepartureScheduled e;
    e.departure = network::DepartureId{"T-AD-202612" + std::string(days < 8 ? "0" : "") + std::to_string(2 + days)};
    if (to != "TPDDD") e.departure.text += "-" + to;
    e.service = network::ServiceCode{"T-AD"};
    e.carrier = carrier;
    e.from = NodeCode{"TPAAA"};
    e.to = NodeCode{to};
    auto const leg = [&](int no, char const* code, char const* from, std::string const& until, int gauge,
                         int leaves_hour, int arrives_hour) {
      auto const zero = *parse_instant("2026-12-02T00:00:00Z") + hours(24 * days);
      e.legs.push_back({Count{no}, LegCode{code}, NodeCode{from}, NodeCode{until}, Mode::rail, Millimetres{gauge}, 100,
                        zero + hours(leaves_hour), zero + hours(arrives_hour),
                        network::LegRunId{std::string(code) + "-" + e.departure.text}});
    };
    leg(1, "TPAAA-TPBBB", "TPAAA", "TPBBB", 1435, 0, 36);
    leg(2, "TPBBB-TPCCC", "TPBBB", "TPCCC", 1435, 46, 49);
    leg(3, "TPCCC-TPDDD", "TPCCC", to, 1520, 55, 173);
    port.happened_before(network::departure_stream(e.departure), e);
    return e.departure;
  }

  container::Whereabouts where(UnitNumber const& u) {
    return port.state<container::Whereabouts>(container::unit_stream(u));
  }
  RunState state(RunId const& id) { return port.state<RunState>(train_stream(id)); }
  booking::BookingCore booking_of(UnitNumber const& u) {
    return port.state<booking::BookingCore>(booking::booking_stream(booking::BookingId{"BK-" + std::string(u.text())}));
  }

  // A unit with a shipped booking of its own on that departure, or in a booking that is named.
  UnitNumber box(network::DepartureId const& departure, std::string_view size_type = "42G1",
                 std::int64_t gross_kg = 20'000) {
    auto const number = nth_unit(++units);
    auto const stream = container::unit_stream(number);
    booking::BookingId const id{"BK-" + std::string(number.text())};
    booking::Wanted wanted;
    wanted.owner = "SHIP", wanted.carrier = "RAIL";
    wanted.route = {{departure, network::NodeCode{"TPAAA"}, network::NodeCode{"TPDDD"}, {}, {}, {}}};
    auto const booked = booking::booking_stream(id);
    port.happened_before(booked, booking::BookingRequested{id, wanted, {}, {}, "secret"});
    port.happened_before(booked, booking::BookingConfirmed{id});
    port.happened_before(booked, booking::UnitsAssigned{id, {number}, {}});
    port.happened_before(booked, booking::BookingShipped{id});
    port.happened_before(stream, container::UnitRegistered{number, *parse_size_type(size_type), Kilograms{3'800},
                                                           Kilograms{30'480}, "SHIP"});
    port.happened_before(stream, container::UnitBooked{number, id.text, departure.text, "SHIP", "RAIL"});
    port.happened_before(stream, container::MassVerified{number, Kilograms{gross_kg}, container::MassMethod::sm1, "W1"});
    port.happened_before(stream, container::UnitSealed{number, "S1"});
    return number;
  }

  RunId at_border(network::DepartureId const& departure, std::vector<UnitNumber> const& boxes,
                  std::string const& carrier = "RAIL") {
    auto const run = on_the_way(departure, boxes, carrier);
    port.happened_before(train_stream(run), BorderReached{run, network::NodeCode{"TPCCC"}});
    return run;
  }
  // The first run of the departure with these boxes, one on each wagon, has left.
  RunId on_the_way(network::DepartureId const& departure, std::vector<UnitNumber> const& boxes,
                   std::string const& carrier = "RAIL") {
    RunId const run{departure.text};
    auto const& sailing = port.state<network::Sailing>(network::departure_stream(departure));
    TrainComposed made{run, departure, sailing.plan.service, carrier, 1435, {}, {}, Count{0}, {}};
    for (auto const& l : sailing.plan.legs) {
      if (l.gauge == Millimetres{1435})
        made.legs.push_back({l.leg, l.leg_run, l.from, l.to, l.departs, l.arrives, {"T-1435"}});
    }
    auto const stream = train_stream(run);
    port.happened_before(stream, made);
    for (auto const& u : boxes) {
      auto const at = where(u);
      auto const wagon = nth_wagon(100 + ++wagons);
      Spot const spot{wagon, at.size_type.feet() >= 40 ? "1x40" : "2x20", "A"};
      Cargo cargo;
      cargo.unit = u, cargo.size_type = at.size_type, cargo.gross = *at.verified_gross, cargo.gross_verified = true;
      cargo.tare = at.tare, cargo.destination = network::NodeCode{"TPDDD"}, cargo.booking = at.booking;
      cargo.owner = at.owner;
      for (auto const& d : at.danger) cargo.danger.push_back({d.un_number, d.danger_class});
      port.happened_before(wagon_stream(wagon), WagonRegistered{wagon, "TW-1435", "RAIL"});
      port.happened_before(wagon_stream(wagon), WagonTaken{wagon, run});
      port.happened_before(stream, WagonAdded{run, wagon, "TW-1435", {}, {}, {}});
      port.happened_before(stream, UnitPlanned{run, cargo, spot, {}, "planner"});
      port.happened_before(stream, UnitLoaded{run, u, spot});
      port.happened_before(container::unit_stream(u),
                           container::moved(at, {container::PlaceKind::wagon, wagon_ref(run, wagon, "A")}, run.text));
    }
    port.happened_before(stream, TrainDeparted{run, network::NodeCode{"TPAAA"}, {}, {}, {}, {}});
    return run;
  }
  std::vector<UnitNumber> boxes(network::DepartureId const& departure, int n, std::string_view size_type = "42G1") {
    std::vector<UnitNumber> out;
    for (int i = 0; i < n; ++i) out.push_back(box(departure, size_type));
    return out;
  }
  RunId train(int days, int n) {
    auto const departure = schedule(days);
    return at_border(departure, boxes(departure, n));
  }

  static std::vector<WagonWanted> wide(int first, int n) {
    std::vector<WagonWanted> out;
    for (int i = 0; i < n; ++i) out.push_back({nth_wagon(first + i), "TW-1520"});
    return out;
  }

  // Names that a decision gave, by kind.
  static std::vector<std::string> names(Facts const& facts, std::string_view what) {
    std::vector<std::string> out;
    for (auto const& [name, value] : facts.made) {
      if (name == what) out.push_back(value);
    }
    return out;
  }
  void leave(RunId const& run) {
    auto const plan = state(run).plan;
    for (auto const& w : plan.wagons) port.done(PassInspection{run, w.number});
    port.done(DepartTrain{run});
  }
};

}  // namespace landport::train
