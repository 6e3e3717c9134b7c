// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "port/booking/board.h"
#include "port/booking/port_test.h"
#include "port/container/events.h"

// A booking goes as far as its units: told by trains and gate.
namespace landport::booking {

// What a sister tells, as a command for trials.
struct TrainLeft {
  std::vector<UnitNumber> units;
};
Result<Facts> decide(TrainLeft const& order, Desk& desk) {
  Facts facts;
  units_left(desk, order.units, facts);
  return facts;
}
struct CameToTheEnd {
  std::optional<network::DepartureId> departure;
  std::vector<UnitNumber> units;
};
Result<Facts> decide(CameToTheEnd const& order, Desk& desk) {
  Facts facts;
  units_arrived(desk, order.departure, order.units, facts);
  return facts;
}

namespace {

using container::PlaceKind;
using network::DepartureId;

struct Progress : TestPort {
  UnitNumber const a = unit("CSQU3054383"), b = unit("FCIU9908030");
  DepartureId const departure{"T-BD-20261203"};
  BookingId id;

  Progress() {
    id = book(forty(departure.text, 3));
    done(ConfirmBooking{id});
    done(AssignUnits{id, {a, b}});
    for (auto const& u : {a, b}) {
      given().happened_before(container::unit_stream(u),
                              container::UnitRegistered{u, *parse_size_type("45G1"), {}, {}, "HUAXI"});
    }
  }
  container::Whereabouts where(UnitNumber const& u) {
    return given().state<container::Whereabouts>(container::unit_stream(u));
  }
  void put(UnitNumber const& u, PlaceKind kind, std::string const& ref = "X") {
    given().happened_before(container::unit_stream(u), container::moved(where(u), {kind, ref}, "T"));
  }
};

TEST_F(Progress, IsShippedOnceWithTheFirstTrainAndCompletedWithTheLastUnit) {
  done(TrainLeft{{a}});
  EXPECT_EQ(state(id).stage, Stage::shipped);
  EXPECT_EQ(state(id).state, State::confirmed);
  EXPECT_TRUE(done(TrainLeft{{b}}).list.empty()) << "told once";
  EXPECT_TRUE(done(CameToTheEnd{departure, {a}}).list.empty()) << "the other is still under way";
  put(a, PlaceKind::terminal_abroad, "TPDDD");
  done(CameToTheEnd{departure, {b}});
  EXPECT_EQ(state(id).state, State::completed);
  EXPECT_TRUE(where(a).booking.empty() && where(b).booking.empty());
  EXPECT_TRUE(done(CameToTheEnd{departure, {a, b}}).list.empty());
  EXPECT_EQ(view<Board>()->bookings.find(id.text)->state, State::completed);
}

TEST_F(Progress, WhatTheTrainLeftBehindIsTakenOffAndTheRestIsCompleted) {
  put(b, PlaceKind::yard, "A-02-01-1");
  done(TrainLeft{{a}});
  put(a, PlaceKind::wagon, "T/1/A");
  EXPECT_EQ(refusal(UnassignUnits{id, {a}}), "booking.unit_has_left");
  put(a, PlaceKind::terminal_abroad, "TPDDD");
  done(CameToTheEnd{departure, {a}});
  EXPECT_EQ(state(id).stage, Stage::shipped);
  done(UnassignUnits{id, {b}});
  EXPECT_EQ(state(id).stage, Stage::completed);
  EXPECT_TRUE(where(a).booking.empty() && where(b).booking.empty());
}

TEST_F(Progress, WhatLeftBeforeTrainsToldTheirBookingsIsCompletedAllTheSame) {
  done(CameToTheEnd{departure, {a, b}});
  EXPECT_EQ(state(id).stage, Stage::completed);
}

TEST_F(Progress, HandingOverCompletesToo) {
  done(TrainLeft{{a, b}});
  done(CameToTheEnd{{}, {a}});
  EXPECT_EQ(state(id).stage, Stage::shipped);
  put(a, PlaceKind::delivered, "V1");
  done(CameToTheEnd{{}, {b}});
  EXPECT_EQ(state(id).stage, Stage::completed);
}

TEST_F(Progress, TheEndOfTheFirstOfTwoDeparturesIsNotTheEnd) {
  auto order = forty("T-AD-20261201");
  order.via = network::NodeCode{"TPBBB"};
  order.onward_departure = DepartureId{"T-BD-20261204"};
  auto const two = book(order);
  auto const c = unit("TRHU4307252");
  done(ConfirmBooking{two});
  done(AssignUnits{two, {c}});
  done(TrainLeft{{c}});
  EXPECT_TRUE(done(CameToTheEnd{DepartureId{"T-AD-20261201"}, {c}}).list.empty());
  EXPECT_EQ(state(two).stage, Stage::shipped);
  done(CompleteBooking{two});
  EXPECT_EQ(state(two).stage, Stage::completed);
}

TEST_F(Progress, AUnitThatNobodyBookedTellsNobody) {
  EXPECT_TRUE(done(TrainLeft{{unit("TRHU4307252")}}).list.empty());
  EXPECT_TRUE(done(CameToTheEnd{departure, {unit("TRHU4307252")}}).list.empty());
}

}  // namespace
}  // namespace landport::booking
