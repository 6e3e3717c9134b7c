// SPDX-License-Identifier: Apache-2.0
#include "port/booking/options.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <typeindex>

#include "port/booking/board.h"
#include "port/booking/due.h"
#include "port/booking/port_test.h"
#include "port/network/timetable.h"

namespace landport::booking {
namespace {

// The views of the test port as a query sees them.
class TestRoom final : public Room {
 public:
  TestRoom(TestPort& port, Actor actor)
      : timetable_(port.view<network::Timetable>()),
        board_(port.view<Board>()),
        at_(port.now()),
        actor_(std::move(actor)) {}
  Instant at() const override { return at_; }
  Actor const& actor() const override { return actor_; }
  Pack const& whole_pack() const override { return testport(); }

 protected:
  void const* find_view(std::type_index type) const override {
    return type == typeid(Board) ? static_cast<void const*>(board_.get()) : timetable_.get();
  }

 private:
  std::unique_ptr<network::Timetable> timetable_;
  std::unique_ptr<Board> board_;
  Instant at_;
  Actor actor_;
};

class WaysToGo : public TestPort {
 protected:
  static Options one(std::string_view from, std::string_view to) {
    Options q;
    q.from = network::NodeCode{from};
    q.to = network::NodeCode{to};
    q.size_type = *parse_size_type("45G1");
    q.gross = tonnes(20);
    return q;
  }
  Result<OptionsAnswer> ask(Options const& q) { return answer(q, TestRoom(*this, shipper)); }
};

TEST_F(WaysToGo, TheSoonestDirectTrainBeatsTheLaterOnes) {
  auto const a = ask(one("TPAAA", "TPDDD"));
  ASSERT_TRUE(a);
  ASSERT_EQ(a->options.size(), 1u);
  auto const& o = a->options[0];
  EXPECT_EQ(o.route.front().departure.text, "T-AD-20261128");
  EXPECT_EQ(o.price.minor, 2000000);
  EXPECT_EQ(o.co2_kg, 22 * 20 * 8515 / 1000);
  EXPECT_EQ(o.reliability_permille, 1000);
  EXPECT_EQ(o.units_free, Count{3});
  EXPECT_EQ(to_text(o.cut_off), "2026-11-27T00:00:00Z");
}
TEST_F(WaysToGo, AFullTrainIsNamedWithItsLegAndTheNextOneOffered) {
  book(forty("T-BD-20261130", 2));
  auto q = one("TPAAA", "TPDDD");
  q.quantity = Count{2};
  auto const a = ask(q);
  ASSERT_TRUE(a);
  EXPECT_EQ(a->options.at(0).route.front().departure.text, "T-AD-20261129");
  ASSERT_EQ(a->full.size(), 1u);
  EXPECT_EQ(a->full[0].leg_run.text, "P-BC-20261130");
  EXPECT_EQ(a->full[0].needed, "24.384");
  EXPECT_EQ(a->full[0].free, "12.192");
  // Once the option has run out there is room again.
  later(hours(24));
  EXPECT_EQ(ask(q)->options.at(0).route.front().departure.text, "T-AD-20261128");
}
TEST_F(WaysToGo, ACancelledDepartureMakesItsServiceLessReliable) {
  as(carrier);
  done(network::CancelDeparture{network::DepartureId{"T-AD-20261128"}, "embargo"});
  auto const a = ask(one("TPAAA", "TPDDD"));
  EXPECT_EQ(a->options.at(0).route.front().departure.text, "T-AD-20261129");
  EXPECT_EQ(a->options.at(0).reliability_permille, 916);  // 11 of 12
}
TEST_F(WaysToGo, EarliestIsKept) {
  auto q = one("TPAAA", "TPDDD");
  q.earliest = *parse_day("2026-12-03");
  EXPECT_EQ(ask(q)->options.at(0).route.front().departure.text, "T-AD-20261203");
}
TEST_F(WaysToGo, NoTrainIsNoOptionAndBadQuestionsAreRefused) {
  EXPECT_TRUE(ask(one("TPDDD", "TPAAA"))->options.empty());
  EXPECT_EQ(ask(one("TPXXX", "TPDDD")).error().code, "booking.no_such_node");
  auto q = one("TPAAA", "TPDDD");
  q.quantity = Count{0};
  EXPECT_EQ(ask(q).error().code, "malformed.range");
  q = one("TPAAA", "TPDDD");
  q.size_type = *parse_size_type("42U1");
  EXPECT_EQ(ask(q).error().code, "booking.open_top_barred");  // on the first section
  q.size_type = *parse_size_type("L5G1");
  EXPECT_EQ(ask(q).error().code, "booking.no_wagon_for_size");
}
TEST_F(WaysToGo, WhatIsOfferedCanBeBookedForThatPrice) {
  for (auto const& [from, to] :
       {std::pair{"TPAAA", "TPDDD"}, std::pair{"TPEEE", "TPCCC"}, std::pair{"TPBBB", "TPDDD"}}) {
    auto const a = ask(one(from, to));
    ASSERT_TRUE(a);
    ASSERT_FALSE(a->options.empty());
    for (auto const& o : a->options) {
      auto order = forty(o.route.front().departure.text);
      order.from = o.route.front().from;
      order.to = o.route.back().to;
      EXPECT_EQ(state(book(order)).price, o.price);
    }
  }
}

// When the service from A ends at the border, a change of trains is the only way.
TEST_F(WaysToGo, ATransferAtTheBorderIsFound) {
  Pack pack;
  auto const files = network::pack_files("testport", [](PackTable& t) {
    if (t.file != "services.csv" && t.file != "service_legs.csv" && t.file != "tariffs.csv") return;
    if (t.file == "services.csv") network::set_cell(t, 2, "to", "TPBBB");
    if (t.file != "service_legs.csv") return;
    for (int line : {4, 3}) {
      auto const i = std::find(t.lines.begin(), t.lines.end(), line) - t.lines.begin();
      t.rows.erase(t.rows.begin() + i);
      t.lines.erase(t.lines.begin() + i);
    }
  });
  pack.put(*network::Network::load(files, pack));
  pack.put(*BookingRules::load(files, pack));
  Given given(pack);
  given.as(carrier).at("2026-11-20T00:00:00Z");
  for (auto const* service : {"T-AD", "T-BD"}) {
    given.done(
        network::ScheduleDepartures{network::ServiceCode{service}, *parse_day("2026-11-28"), Count{5}, ""});
  }
  struct Small final : Room {
    std::unique_ptr<network::Timetable> t;
    Pack const* p;
    Instant now;
    Actor who;
    Instant at() const override { return now; }
    Actor const& actor() const override { return who; }
    Pack const& whole_pack() const override { return *p; }
    void const* find_view(std::type_index) const override { return t.get(); }
  } room;
  room.t = given.view<network::Timetable>();
  room.p = &pack;
  room.now = given.now();
  auto const a = answer(one("TPAAA", "TPDDD"), room);
  ASSERT_TRUE(a);
  ASSERT_EQ(a->options.size(), 1u);
  EXPECT_EQ(a->options[0].transfers, Count{1});
  // Arrives on the 29th at 12:00 UTC; the train of the 30th leaves 10 hours later, the one of the 29th has
  // gone.
  EXPECT_EQ(a->options[0].route[1].departure.text, "T-BD-20261130");
  EXPECT_EQ(a->options[0].price.minor, 2000000 + 1200000);
}

RC_GTEST_PROP(Pareto, KeepsExactlyWhatNothingBeats, (std::vector<std::array<std::uint8_t, 5>> const& raw)) {
  std::vector<Option> all;
  for (auto const& v : raw) {
    Option o;
    o.arrives = {v[0] % 4};
    o.price.minor = v[1] % 4;
    o.co2_kg = v[2] % 4;
    o.transfers = Count{v[3] % 2};
    o.reliability_permille = v[4] % 4;
    all.push_back(o);
  }
  auto const kept = pareto(all);
  auto const worse_or_same = [](Option const& a, Option const& b) {
    return a.arrives >= b.arrives && a.price.minor >= b.price.minor && a.co2_kg >= b.co2_kg &&
           a.transfers >= b.transfers && a.reliability_permille <= b.reliability_permille;
  };
  RC_ASSERT(all.empty() == kept.empty());
  for (auto const& o : all) {
    RC_ASSERT(std::any_of(kept.begin(), kept.end(), [&](Option const& k) { return worse_or_same(o, k); }));
  }
  for (auto const& a : kept) {
    for (auto const& b : kept) {
      bool const same = a.arrives == b.arrives && a.price == b.price && a.co2_kg == b.co2_kg &&
                        a.transfers == b.transfers && a.reliability_permille == b.reliability_permille;
      RC_ASSERT(!worse_or_same(a, b) || same);
    }
  }
}

// ---- what the clock orders ----

class Due : public TestPort {
 protected:
  // Carries out what is due, as the clock would.
  int tick() {
    TestRoom const room(*this, clock_);
    auto const orders = due_now(room);
    as(clock_);
    for (auto const& order : orders) {
      if (order.tag() == &command_tag<ExpireOption>) done(*static_cast<ExpireOption const*>(order.data()));
      if (order.tag() == &command_tag<PromoteWaitlisted>)
        done(*static_cast<PromoteWaitlisted const*>(order.data()));
    }
    as(shipper);
    return static_cast<int>(orders.size());
  }
};

TEST_F(Due, OptionsEndAndTheNextInLineGetTheirSlots) {
  auto const full = book(forty("T-BD-20261203", 3));
  auto const join = [&](int quantity) {
    return BookingId{done(waiting("T-BD-20261203", quantity)).made.front().second};
  };
  auto const first = join(2), second = join(3), third = join(1);
  EXPECT_EQ(tick(), 0);
  later(hours(24));
  EXPECT_EQ(tick(), 3);  // one ends; two of the waiting fit
  EXPECT_EQ(state(full).stage, Stage::expired);
  EXPECT_EQ(state(first).stage, Stage::option);
  EXPECT_EQ(state(second).stage, Stage::waiting);
  EXPECT_EQ(state(third).stage, Stage::option);
  EXPECT_EQ(tick(), 0);
  at("2026-12-02T10:00:00Z");
  EXPECT_EQ(tick(), 3);  // two options and one that waited in vain
  EXPECT_EQ(state(second).stage, Stage::expired);
  EXPECT_EQ(tick(), 0);
}
TEST_F(Due, NothingIsPromotedOnAClosedDeparture) {
  auto const full = book(forty("T-BD-20261203", 3));
  done(waiting("T-BD-20261203"));
  as(carrier);
  done(network::CloseDeparture{network::DepartureId{"T-BD-20261203"}, "x"});
  as(shipper);
  done(CancelBooking{full, "x"});
  EXPECT_EQ(tick(), 0);
}

}  // namespace
}  // namespace landport::booking
