// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "port/gate/events.h"
#include "port/train/port_test.h"
#include "port/yard/commands.h"

// For trials only: a train from D over the gauge break to this port, A.
namespace landport::train {

struct InboundPort : TestPort {
  network::DepartureId const from_d{"T-DA-20261201"};
  RunId const first{"T-DA-20261201"}, last{"T-DA-20261201-2"};
  int bookings = 0;

  InboundPort() {
    using network::LegCode, network::LegRunId, network::NodeCode, network::Mode;
    network::DepartureScheduled e;
    e.departure = from_d;
    e.service = network::ServiceCode{"T-DA"};
    e.carrier = "RAIL";
    e.from = NodeCode{"TPDDD"};
    e.to = NodeCode{"TPAAA"};
    auto const leg = [&](int no, char const* a, char const* b, int gauge, char const* leaves,
                         char const* arrives) {
      auto const code = std::string(a) + "-" + b;
      e.legs.push_back({Count{no}, LegCode{code}, NodeCode{a}, NodeCode{b}, Mode::rail, Millimetres{gauge},
                        100, at(leaves), at(arrives), LegRunId{code + "-X"}});
    };
    leg(1, "TPDDD", "TPCCC", 1520, "2026-12-01T11:00:00Z", "2026-12-06T01:00:00Z");
    leg(2, "TPCCC", "TPBBB", 1520, "2026-12-06T05:00:00Z", "2026-12-06T04:00:00Z");
    leg(3, "TPBBB", "TPAAA", 1435, "2026-12-06T12:00:00Z", "2026-12-08T00:00:00Z");
    port.happened_before(network::departure_stream(from_d), e);
  }

  // A unit of a firm booking from D to A; `onward` when it goes on from here to D with the run of TestPort.
  UnitNumber booked(bool onward = false) {
    auto const number = nth_unit(500 + ++bookings);
    booking::BookingId const id{"IM" + std::to_string(bookings)};
    booking::Wanted wanted;
    wanted.owner = "CONSIGNEE";
    wanted.carrier = "RAIL";
    wanted.items = {{*parse_size_type("22G1"), Count{1}, Kilograms{20'000}, true, false}};
    wanted.route = {{from_d, network::NodeCode{"TPDDD"}, network::NodeCode{"TPAAA"}, {}, {}, {}}};
    if (onward)
      wanted.route.push_back({departure, network::NodeCode{"TPAAA"}, network::NodeCode{"TPDDD"}, {}, {}, {}});
    auto const stream = booking::booking_stream(id);
    port.happened_before(stream, booking::BookingRequested{id, wanted, {}, {}, "s"});
    port.happened_before(stream, booking::BookingConfirmed{id});
    port.happened_before(stream, booking::UnitsAssigned{id, {number}, {}});
    port.happened_before(container::unit_stream(number),
                         container::UnitBooked{number, id.text, from_d.text, "CONSIGNEE", "RAIL"});
    return number;
  }
  static LoadedAbroad row(UnitNumber const& unit, std::int64_t gross_kg = 20'000) {
    LoadedAbroad out;
    out.unit = unit;
    out.size_type = *parse_size_type("22G1");
    out.gross = Kilograms{gross_kg};
    out.seal = "PL-" + std::string(unit.text());
    return out;
  }
  void compose_abroad() { port.done(ComposeTrain{from_d, {{nth_wagon(20), "TW-1520"}}, Count{0}}); }
  // Both units on the train of the last gauge, which has come here.
  std::pair<UnitNumber, UnitNumber> arrived(bool onward = false) {
    auto const a = booked(onward), b = booked();
    compose_abroad();
    port.done(LoadAbroad{first, {row(a), row(b)}, true});
    port.at("2026-12-01T11:05:00Z").done(DepartTrain{first});
    port.at("2026-12-06T04:10:00Z").done(ReachBorder{first});
    port.at("2026-12-06T08:00:00Z").done(TransferUnits{first, {{nth_wagon(21), "TW-1435"}}, Count{0}});
    port.done(PassInspection{last, nth_wagon(21)});
    port.at("2026-12-06T12:00:00Z").done(DepartTrain{last});
    port.at("2026-12-08T00:20:00Z").done(ArriveTrain{last});
    return {a, b};
  }
  booking::BookingCore booking_of(UnitNumber const& unit) {
    return port.state<booking::BookingCore>(booking::booking_stream(booking::BookingId{where(unit).booking}));
  }
};

}  // namespace landport::train
