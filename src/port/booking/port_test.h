// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "journal/given.h"
#include "port/booking/commands.h"
#include "port/booking/rules.h"
#include "port/network/commands.h"
#include "port/network/network.h"
#include "port/network/pack_test.h"

// For trials only: the test port with two weeks of departures of three services that share the leg from B to
// C.
namespace landport::booking {

inline Pack const& testport() {
  static Pack const pack = [] {
    Pack p;
    auto const files = network::pack_files("testport");
    auto part = network::Network::load(files, p);
    LP_ASSERT(part.has_value(), "the test port's network loads");
    p.put(std::move(*part));
    auto rules = BookingRules::load(files, p);
    LP_ASSERT(rules.has_value(), "the test port's rules load");
    p.put(std::move(*rules));
    return p;
  }();
  return pack;
}

class TestPort : public testing::Test {
 public:
  TestPort() {
    as(carrier).at("2026-11-20T00:00:00Z");
    for (auto const* service : {"T-AD", "T-ED", "T-BD"}) {
      done(network::ScheduleDepartures{network::ServiceCode{service}, *parse_day("2026-11-28"), Count{12},
                                       ""});
    }
    as(shipper).at("2026-11-25T00:00:00Z");
  }
  void TestBody() override {}

  Given& given() { return given_; }
  Given& as(Actor actor) { return given_.as(std::move(actor)); }
  Given& at(std::string_view iso) { return given_.at(iso); }
  Given& later(Duration d) { return given_.later(d); }
  Instant now() const { return given_.now(); }
  template <class C>
  Result<Facts> when(C const& c) {
    return given_.when(c);
  }
  template <class C>
  Facts done(C const& c) {
    return given_.done(c);
  }
  template <class C>
  std::string refusal(C const& c) {
    return given_.refusal(c);
  }
  template <class V>
  std::unique_ptr<V> view() const {
    return given_.view<V>();
  }
  BookingCore state(BookingId const& id) { return given_.state<BookingCore>(booking_stream(id)); }
  Slots free_of(std::string_view run) {
    return given_.state<LegRun>(network::leg_run_stream(network::LegRunId{run})).free(now());
  }

  static RequestBooking forty(std::string_view departure, int quantity = 1) {
    RequestBooking order;
    order.departure = network::DepartureId{departure};
    order.size_type = *parse_size_type("45G1");
    order.quantity = Count{quantity};
    order.gross = tonnes(20);
    order.hs_code = *parse_hs_code("847130");
    order.description = "laptops";
    return order;
  }
  static JoinWaitlist waiting(std::string_view departure, int quantity = 1) {
    JoinWaitlist order;
    static_cast<Wish&>(order) = forty(departure, quantity);
    return order;
  }
  BookingId book(RequestBooking const& order) { return BookingId{done(order).made.front().second}; }
  static UnitNumber unit(std::string_view text) { return *parse_unit_number_as_seen(text); }

  Actor const shipper{"zhao", "HUAXI", Role::shipper};
  Actor const carrier{"chen", "RAIL", Role::carrier};
  Actor const rival{"wang", "OTHERRAIL", Role::carrier};
  Actor const clock_{"clock", "PORT", Role::clock};

 private:
  Given given_{testport()};
};

}  // namespace landport::booking
