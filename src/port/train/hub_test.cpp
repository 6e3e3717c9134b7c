// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "port/train/border_port_test.h"

// Units that leave and join a train at a hub on its way: TPBBB, between the two legs of 1435 mm.
namespace landport::train {
namespace {

using testing::SizeIs;

struct AtHub : BorderPort, testing::Test {
  network::DepartureId departure = schedule(0);
  RunId run{departure.text};
  network::NodeCode const hub{"TPBBB"};

  // A box on a stretch of the departure.
  UnitNumber booked(char const* from, char const* to) {
    auto const unit = box(departure);
    booking::BookingId const id{"BK-" + std::string(unit.text())};
    auto const stream = booking::booking_stream(id);
    port.happened_before(stream, booking::BookingRolled{
        id, {{departure, network::NodeCode{from}, network::NodeCode{to}, {}, {}, {}}}, {}, ""});
    return unit;
  }
  std::vector<HubMoveRow> hub_moves() {
    std::vector<HubMoveRow> out;
    port.view<TrainBoard>()->hub_moves.each([&](std::string_view, HubMoveRow const& row) { out.push_back(row); });
    return out;
  }
};

// A run of the departure that has left and stands at the hub.
void stand(AtHub& t, std::vector<UnitNumber> const& boxes) {
  t.on_the_way(t.departure, boxes);
  t.port.at("2026-12-03T12:00:00Z")
      .happened_before(train_stream(t.run), TrainReported{t.run, t.hub, Passing::arrived, "test"});
}

TEST_F(AtHub, AUnitThatEndsThereIsDroppedAndItsBookingIsCompleted) {
  auto const here = booked("TPAAA", "TPBBB"), on = booked("TPAAA", "TPDDD");
  stand(*this, {here, on});
  EXPECT_EQ(port.refusal(DropUnits{run, {on}, ""}), "train.other_stretch");
  EXPECT_EQ(port.refusal(DropUnits{run, {here, here}, ""}), "train.not_loaded");
  EXPECT_EQ(port.refusal(DropUnits{run, {}, ""}), "train.nothing_listed");
  port.done(DropUnits{run, {here}, ""});
  EXPECT_EQ(where(here).place, (container::Place{container::PlaceKind::terminal_abroad, "TPBBB"}));
  EXPECT_EQ(booking_of(here).state, booking::State::completed);
  EXPECT_NE(booking_of(on).state, booking::State::completed);
  EXPECT_THAT(state(run).plan.placements, SizeIs(1));
  EXPECT_EQ(state(run).stage, Stage::departed);
  auto const board = port.view<TrainBoard>();
  EXPECT_EQ(board->trains.find(run.text)->units, Count{1});
  EXPECT_EQ(board->plan_of(run).placements.size(), 1u);
  auto const moves = hub_moves();
  ASSERT_THAT(moves, SizeIs(1));
  EXPECT_EQ(moves[0].unit, here);
  EXPECT_EQ(moves[0].what, HubMove::dropped);
  EXPECT_EQ(moves[0].node, hub);
  EXPECT_EQ(moves[0].booking, "BK-" + std::string(here.text()));
  EXPECT_EQ(moves[0].reason, "") << "its stretch ends there, which needs no reason";
}

TEST_F(AtHub, AUnitThatGoesOnIsDroppedWithAReasonAndItsBookingIsNotOver) {
  auto const on = booked("TPAAA", "TPDDD"), other = booked("TPAAA", "TPDDD");
  stand(*this, {on, other});
  port.done(DropUnits{run, {on}, "seal broken"});
  EXPECT_EQ(where(on).place.ref, "TPBBB");
  EXPECT_NE(booking_of(on).state, booking::State::completed);
  ASSERT_THAT(hub_moves(), SizeIs(1));
  EXPECT_EQ(hub_moves()[0].reason, "seal broken");
  port.happened_before(container::unit_stream(other), container::HoldPlaced{other, "H", {container::Deed::move}, "x"});
  EXPECT_EQ(port.refusal(DropUnits{run, {other}, "seal broken"}), "container.held");
}

TEST_F(AtHub, AUnitBookedFromThereJoinsAndIsJudgedWithTheRest) {
  auto const on = booked("TPAAA", "TPDDD"), joins = booked("TPBBB", "TPDDD"), not_from_here = booked("TPAAA", "TPDDD");
  auto const heavy = booked("TPBBB", "TPDDD");
  stand(*this, {on});
  port.happened_before(wagon_stream(nth_wagon(300)), WagonTaken{nth_wagon(300), run});
  port.happened_before(train_stream(run), WagonAdded{run, nth_wagon(300), "TW-1435", {}, {}, {}});
  auto const listed = [](UnitNumber const& u, std::int64_t kg) {
    return LoadedAbroad{u, {}, Kilograms{kg}, {}, "S2", true, {}, "", ""};
  };
  EXPECT_EQ(port.refusal(AddUnits{run, {listed(not_from_here, 20'000)}}), "train.other_stretch");
  // 30 t and 20 t are an average of 25 t; a little more is over it.
  EXPECT_EQ(port.refusal(AddUnits{run, {listed(heavy, 30'200)}}), "train.nothing_fits");
  auto const added = port.done(AddUnits{run, {listed(joins, 21'000)}});
  EXPECT_EQ(names(added, "place"), std::vector<std::string>{std::string(joins.text()) + " " + run.text + "/5000300/A"});
  EXPECT_TRUE(where(joins).place.ref.starts_with(run.text + "/5000300/"));
  EXPECT_THAT(state(run).plan.placements, SizeIs(2));
  EXPECT_EQ(state(run).stage, Stage::departed);
  EXPECT_EQ(port.view<TrainBoard>()->trains.find(run.text)->loaded, Count{2});
  ASSERT_THAT(hub_moves(), SizeIs(1)) << "what was loaded before it left did not join on the way";
  EXPECT_EQ(hub_moves()[0].unit, joins);
  EXPECT_EQ(hub_moves()[0].what, HubMove::joined);
  EXPECT_EQ(hub_moves()[0].node, hub);
  EXPECT_EQ(port.refusal(AddUnits{run, {listed(heavy, 20'000)}}), "train.nothing_fits") << "no wagon stands empty";
}

TEST_F(AtHub, OnlyWhileTheTrainStandsBetweenTwoLegs) {
  auto const here = booked("TPAAA", "TPBBB");
  on_the_way(departure, {here});
  EXPECT_EQ(port.refusal(DropUnits{run, {here}, ""}), "train.not_at_hub") << "it is under way";
  auto const says = [&](char const* node, Passing what) {
    port.happened_before(train_stream(run), TrainReported{run, network::NodeCode{node}, what, ""});
  };
  says("TPBBB", Passing::passed);
  EXPECT_EQ(port.refusal(DropUnits{run, {here}, ""}), "train.not_at_hub") << "it did not stop";
  says("TPCCC", Passing::arrived);
  EXPECT_EQ(port.refusal(DropUnits{run, {here}, ""}), "train.not_at_hub") << "its last node is no hub";
  says("TPBBB", Passing::arrived);
  EXPECT_EQ(port.refusal(DropUnits{run, {here}, ""}), "");
  port.as({"x", "ELSE", Role::carrier});
  EXPECT_EQ(port.refusal(DropUnits{run, {here}, ""}), "train.no_run");
}

}  // namespace
}  // namespace landport::train
