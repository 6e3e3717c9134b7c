// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "port/booking/board.h"
#include "port/booking/port_test.h"
#include "port/container/events.h"

// A departure that does not run, and what was booked on it.
namespace landport::booking {
namespace {

using network::CancelDeparture;
using network::DepartureId;

struct Displaced : TestPort {
  DepartureId const departure{"T-BD-20261203"};
  Millimetres const whole{36576};  // of P-BC on a day, as the test port's paths say

  BookingId firm(RequestBooking const& order) {
    auto const id = book(order);
    done(ConfirmBooking{id});
    return id;
  }
  static Slots slots_of_one() {
    auto const order = forty("x");
    return *slots_of({{order.size_type, Count{1}, order.gross}}, testport().get<BookingRules>(),
                     day_of(2026, 12, 3));
  }
  void cancel_it() {
    as(carrier).done(CancelDeparture{departure, "no locomotive"});
    as(shipper);
  }
};

TEST_F(Displaced, TheSlotsOfAllAreFreeInTheSameCommit) {
  auto const id = firm(forty(departure.text)), option = book(forty(departure.text));
  auto const unit_ = unit("CSQU3054383");
  done(AssignUnit{option, unit_});
  ASSERT_NE(free_of("P-BC-20261203").length, whole);
  cancel_it();
  EXPECT_EQ(free_of("P-BC-20261203").length, whole);
  EXPECT_EQ(state(id).state, State::pending_amendment);
  EXPECT_EQ(state(id).stage, Stage::displaced);
  EXPECT_EQ(state(option).state, State::declined);
  EXPECT_TRUE(given().state<container::Whereabouts>(container::unit_stream(unit_)).booking.empty());
  auto const board = view<Board>();
  auto const* row = board->bookings.find(id.text);
  EXPECT_EQ(row->stage, Stage::displaced);
  EXPECT_EQ(row->state, State::pending_amendment);
  EXPECT_EQ(row->reason, "no locomotive");
  EXPECT_EQ(board->holds.find(option.text), nullptr);
  EXPECT_EQ(board->bookings.find(option.text)->reason, "no locomotive");
}

TEST_F(Displaced, OthersOnTheSameLegRunKeepTheirs) {
  auto const other = firm(forty("T-AD-20261202")), id = firm(forty(departure.text));
  Slots const before = free_of("P-BC-20261203");
  cancel_it();
  EXPECT_EQ(state(other).stage, Stage::firm);
  EXPECT_EQ(free_of("P-BC-20261203").length - before.length, slots_of_one().length);
  EXPECT_EQ(state(id).stage, Stage::displaced);
}

TEST_F(Displaced, IsRolledWithoutPayingMoreAndIsFirmAgain) {
  auto const id = firm(forty(departure.text));
  done(AssignUnit{id, unit("CSQU3054383")});
  auto const price = state(id).price;
  cancel_it();
  EXPECT_EQ(refusal(ConfirmBooking{id}), "booking.wrong_stage");
  EXPECT_EQ(refusal(RollBooking{id, departure, {}, {}, ""}), "booking.departure_cancelled");
  auto const before = free_of("P-BC-20261204");
  done(RollBooking{id, DepartureId{"T-BD-20261204"}, {}, {}, ""});
  EXPECT_EQ(state(id).stage, Stage::firm);
  EXPECT_EQ(state(id).state, State::confirmed);
  EXPECT_LE(state(id).price.minor, price.minor);
  EXPECT_EQ((before - free_of("P-BC-20261204")).length, slots_of_one().length);
  auto const board = view<Board>();
  EXPECT_EQ(board->bookings.find(id.text)->stage, Stage::firm);
  EXPECT_EQ(board->bookings.find(id.text)->reason, "");
  EXPECT_EQ(board->bookings.find(id.text)->fee.minor, 0);
  auto const u = given().state<container::Whereabouts>(container::unit_stream(unit("CSQU3054383")));
  EXPECT_EQ(u.departure, "T-BD-20261204");
}

TEST_F(Displaced, RollsOnlyWhereThereIsRoom) {
  auto const id = firm(forty(departure.text));
  cancel_it();
  while (when(forty("T-BD-20261204"))) book(forty("T-BD-20261204"));
  EXPECT_EQ(refusal(RollBooking{id, DepartureId{"T-BD-20261204"}, {}, {}, ""}), "booking.leg_full");
}

TEST_F(Displaced, IsCancelledForNothing) {
  auto const id = firm(forty(departure.text));
  cancel_it();
  at("2026-12-02T20:00:00Z");
  done(CancelBooking{id, "not needed"});
  EXPECT_EQ(state(id).state, State::cancelled);
  EXPECT_EQ(view<Board>()->bookings.find(id.text)->fee.minor, 0);
}

TEST_F(Displaced, BothDeparturesOfAChangeOfTrainsAreFree) {
  auto order = forty("T-AD-20261201");
  order.onward_departure = DepartureId{"T-BD-20261204"};
  order.via = network::NodeCode{"TPBBB"};
  auto const first = free_of("P-AB-20261201"), onward = free_of("P-BC-20261204");
  auto const id = firm(order);
  as(carrier).done(CancelDeparture{DepartureId{"T-BD-20261204"}, "x"});
  EXPECT_EQ(state(id).stage, Stage::displaced);
  EXPECT_EQ(free_of("P-AB-20261201"), first);
  EXPECT_EQ(free_of("P-BC-20261204"), onward);
}

TEST_F(Displaced, AnAllotmentIsFreeToo) {
  as(carrier);
  done(GrantAllotments{"HUAXI", network::ServiceCode{"T-BD"}, *parse_day("2026-12-03"), Count{1},
                       *parse_size_type("45G1"), Count{1}, tonnes(20), false, Count{24}});
  ASSERT_NE(free_of("P-BC-20261203").length, whole);
  cancel_it();
  EXPECT_EQ(free_of("P-BC-20261203").length, whole);
}

TEST_F(Displaced, WhoWaitsIsToldAtOnce) {
  while (when(forty(departure.text))) book(forty(departure.text));
  JoinWaitlist const order = waiting(departure.text);
  auto const id = BookingId{done(order).made.front().second};
  as(clock_);
  EXPECT_EQ(refusal(ExpireOption{id}), "booking.not_yet_expired");
  cancel_it();
  as(clock_).done(ExpireOption{id});
  EXPECT_EQ(state(id).stage, Stage::expired);
}

TEST_F(Displaced, ADepartureWhoseTrainHasLeftIsNotCancelled) {
  auto const id = firm(forty(departure.text));
  done(AssignUnit{id, unit("CSQU3054383")});
  as(clock_).done(MarkShipped{id});
  as(carrier);
  EXPECT_EQ(refusal(CancelDeparture{departure, "x"}), "booking.departure_left");
}

// Whatever is booked in whatever order, and whichever departures are cancelled in between.
RC_GTEST_PROP(CancelledDepartures, NoLegRunHoldsSlotsForTheirBookings, ()) {
  Displaced port;
  std::vector<std::string> const departures{"T-AD-20261201", "T-AD-20261202", "T-ED-20261202",
                                            "T-BD-20261203", "T-BD-20261204"};
  std::vector<BookingId> ids;
  std::set<std::string> gone;
  auto const attempt = [&](auto const& order) {
    auto const facts = port.when(order);
    if (!facts) return false;
    for (auto const& fact : facts->list) port.given().happened_before(fact.stream, fact.event);
    for (auto const& [what, name] : facts->made) {
      if (what == "booking") ids.push_back(BookingId{name});
    }
    return true;
  };
  auto const n = *rc::gen::inRange(5, 25);
  for (int i = 0; i < n; ++i) {
    auto const departure = *rc::gen::elementOf(departures);
    port.as(port.shipper);
    switch (*rc::gen::inRange(0, 6)) {
      case 0:
      case 1: {
        auto order = TestPort::forty(departure);
        if (*rc::gen::arbitrary<bool>()) {
          order.departure = DepartureId{"T-AD-20261201"};
          order.via = network::NodeCode{"TPBBB"};
          order.onward_departure = DepartureId{"T-BD-20261204"};
        }
        attempt(order);
        break;
      }
      case 2:
      case 3:
        if (!ids.empty()) attempt(ConfirmBooking{*rc::gen::elementOf(ids)});
        break;
      case 4:
        if (!ids.empty()) attempt(RollBooking{*rc::gen::elementOf(ids), DepartureId{departure}, {}, {}, ""});
        break;
      default:
        port.as(port.carrier);
        if (attempt(CancelDeparture{DepartureId{departure}, "x"})) gone.insert(departure);
    }
    for (auto const* run : {"P-AB-20261201", "P-AB-20261202", "P-BC-20261203", "P-BC-20261204",
                            "P-CD-20261204", "P-CD-20261205", "P-EB-20261202"}) {
      auto const state = port.given().state<LegRun>(network::leg_run_stream(network::LegRunId{run}));
      for (auto const& [id, taking] : state.takings) {
        for (auto const& stretch : port.state(id).route) RC_ASSERT(!gone.contains(stretch.departure.text));
      }
    }
  }
}

}  // namespace
}  // namespace landport::booking
