// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "port/pool/module.h"
#include "port/pool/port_test.h"

namespace landport::pool {
namespace {

using container::PlaceKind;
using ::testing::ElementsAre;

struct Pool : ::testing::Test, TestPool {
  Count free_here() {
    auto const board = port.view<PoolBoard>();
    auto const* row = board->depots.find("D-A/22G1");
    return row ? row->free : Count{0};
  }
};

TEST_F(Pool, AnEmptyJoinsTheDepotWhereItStands) {
  auto const u = empty(1);
  EXPECT_EQ(port.refusal(TakeIn{u, {}, ""}), "pool.owner_missing");
  EXPECT_EQ(port.refusal(TakeIn{u, elsewhere, "BOXCO"}), "pool.not_there");
  EXPECT_EQ(port.refusal(TakeIn{u, DepotCode{"X"}, "BOXCO"}), "pool.no_such_depot");
  EXPECT_EQ(port.refusal(TakeIn{nth_unit(99), {}, "BOXCO"}), "pool.no_such_unit");
  port.done(TakeIn{u, {}, "BOXCO"});
  EXPECT_EQ(port.refusal(TakeIn{u, {}, "BOXCO"}), "pool.in_already");
  EXPECT_EQ(free_here(), Count{1});
}

TEST_F(Pool, OnlyAnEmptySoundAndFreeBoxJoins) {
  auto const stream = [](UnitNumber const& u) { return container::unit_stream(u); };
  auto const damaged = empty(1), held = empty(2), full = empty(3), booked_ = empty(4);
  port.happened_before(stream(damaged), container::ConditionNoted{damaged, container::Condition::damaged});
  port.happened_before(stream(held), container::HoldPlaced{held, "h", {container::Deed::move}, "why"});
  port.happened_before(stream(full), container::ContentsNoted{full, true});
  port.happened_before(stream(booked_), container::UnitBooked{booked_, "BK9"});
  EXPECT_EQ(port.refusal(TakeIn{damaged, {}, "BOXCO"}), "pool.not_sound");
  EXPECT_EQ(port.refusal(TakeIn{held, {}, "BOXCO"}), "pool.held");
  EXPECT_EQ(port.refusal(TakeIn{full, {}, "BOXCO"}), "pool.not_empty");
  EXPECT_EQ(port.refusal(TakeIn{booked_, {}, "BOXCO"}), "pool.booked");
}

TEST_F(Pool, AReleaseOrderPromisesUnitsAndTheGateGivesThemToTheBooking) {
  auto const a = pooled(1), b = pooled(2);
  auto const booking = booked(1, 2);
  EXPECT_EQ(port.refusal(LeaveByGate{a}), "pool.not_allocated");
  EXPECT_EQ(port.refusal(OrderRelease{booking, size, Count{3}, {}, {}}), "pool.more_than_booked");
  EXPECT_EQ(port.refusal(OrderRelease{booking, *parse_size_type("42G1"), Count{1}, {}, {}}),
            "pool.size_not_booked");
  EXPECT_EQ(port.refusal(OrderRelease{booking, size, Count{1}, {}, Count{999}}), "malformed.range");
  port.done(OrderRelease{booking, size, Count{1}, {}, {}});
  EXPECT_EQ(pool_of(a).order.text, "BK1-E1") << "first come, first promised";
  EXPECT_TRUE(pool_of(b).free());
  EXPECT_EQ(free_here(), Count{1});
  EXPECT_EQ(port.refusal(TakeOut{a, "repair"}), "pool.promised");
  port.done(LeaveByGate{a});
  EXPECT_THAT(core(booking).units, ElementsAre(a));
  EXPECT_EQ(where(a).booking, booking);
  EXPECT_EQ(where(a).owner, "SHIP");
  EXPECT_FALSE(pool_of(a).in());
  auto const board = port.view<PoolBoard>();
  EXPECT_EQ(board->orders.find("BK1-E1")->state, OrderState::done);
  EXPECT_EQ(board->stock.size(), 1u);
  EXPECT_EQ(port.refusal(OrderRelease{booking, size, Count{2}, {}, {}}), "pool.more_than_booked");
}

TEST_F(Pool, AnOrderEndsAndItsUnitsAreFreeAgain) {
  auto const a = pooled(1);
  auto const booking = booked(1, 1);
  port.done(OrderRelease{booking, size, Count{1}, {}, Count{2}});
  EXPECT_EQ(port.refusal(ExpireRelease{OrderId{"BK1-E1"}}), "pool.not_yet_expired");
  EXPECT_EQ(port.refusal(OrderRelease{booking, size, Count{1}, {}, {}}), "pool.more_than_booked");
  port.at("2026-12-01T02:00:00Z");
  EXPECT_EQ(port.refusal(LeaveByGate{a}), "pool.order_over") << "also before the clock has said so";
  port.done(ExpireRelease{OrderId{"BK1-E1"}});
  EXPECT_TRUE(pool_of(a).free());
  port.done(OrderRelease{booking, size, Count{1}, {}, {}});
  EXPECT_EQ(port.refusal(CancelRelease{OrderId{"BK1-E2"}, ""}), "pool.no_reason");
  port.done(CancelRelease{OrderId{"BK1-E2"}, "not needed"});
  EXPECT_TRUE(pool_of(a).free());
  EXPECT_EQ(port.refusal(CancelRelease{OrderId{"BK1-E2"}, "again"}), "pool.order_over");
  EXPECT_EQ(port.refusal(CancelRelease{OrderId{"nonsense"}, "x"}), "pool.no_such_order");
}

TEST_F(Pool, SomebodyElseKnowsNothingOfAnOrder) {
  auto const a = pooled(1);
  auto const booking = booked(1, 1);
  port.as({"eve", "OTHER", Role::shipper});
  EXPECT_EQ(port.refusal(OrderRelease{booking, size, Count{1}, {}, {}}), "pool.no_such_booking");
  port.as({"sue", "SHIP", Role::shipper});
  port.done(OrderRelease{booking, size, Count{1}, {}, {}});
  port.as({"eve", "OTHER", Role::shipper});
  EXPECT_EQ(port.refusal(CancelRelease{OrderId{"BK1-E1"}, "mine"}), "pool.no_such_order");
  (void)a;
}

TEST_F(Pool, EmptiesGoToAnotherDepotAndBack) {
  auto const a = pooled(1);
  EXPECT_EQ(port.refusal(OrderMove{here, here, size, Count{1}}), "pool.same_depot");
  EXPECT_EQ(port.refusal(OrderMove{here, elsewhere, size, Count{2}}), "pool.too_few");
  auto const made = port.done(OrderMove{here, elsewhere, size, Count{1}}).made;
  OrderId const move{made.back().second};
  EXPECT_EQ(port.refusal(ReceiveUnits{move, {a}}), "pool.not_of_move") << "it has not left";
  port.done(LeaveByGate{a});
  EXPECT_TRUE(where(a).booking.empty());
  port.done(ReceiveUnits{move, {a}});
  EXPECT_EQ(port.refusal(ReceiveUnits{move, {a}}), "pool.not_of_move");
  EXPECT_EQ(pool_of(a).depot, elsewhere);
  EXPECT_EQ(pool_of(a).owner, "BOXCO") << "it stays whose it is";
  EXPECT_EQ(port.view<PoolBoard>()->moves.find(move.text)->state, OrderState::done);
  OrderId const back{port.done(OrderMove{elsewhere, here, size, Count{1}}).made.back().second};
  EXPECT_EQ(port.refusal(SendUnits{move, {a}}), "pool.not_of_move");
  port.done(SendUnits{back, {a}});
  EXPECT_EQ(port.refusal(ReceiveUnits{back, {a}}), "pool.not_there")
      << "at this port it stands in the yard by then";
  place(a, {PlaceKind::yard, "E-01-01-1"});
  port.done(ReceiveUnits{back, {a}});
  EXPECT_EQ(pool_of(a).depot, here);
}

TEST_F(Pool, WhatIsFilledOrBookedOtherwiseLeavesTheStock) {
  auto const a = pooled(1), b = pooled(2), c = pooled(3);
  port.happened_before(container::unit_stream(a), container::ContentsNoted{a, true});
  port.happened_before(container::unit_stream(b), container::UnitBooked{b, "BK7"});
  place(c, {PlaceKind::wagon, "R/W/A"});
  EXPECT_FALSE(pool_of(a).in() || pool_of(b).in() || pool_of(c).in());
  EXPECT_EQ(port.view<PoolBoard>()->stock.size(), 0u);
  EXPECT_EQ(port.refusal(OrderMove{here, elsewhere, size, Count{1}}), "pool.too_few");
}

TEST_F(Pool, DescribesItself) {
  EXPECT_EQ(describe().commands.size(), 9u);
}

}  // namespace
}  // namespace landport::pool
