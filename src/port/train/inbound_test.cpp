// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "port/network/commands.h"
#include "port/train/inbound_port_test.h"
#include "port/train/train_board.h"

// The other direction: a train from D over the gauge break to this port, A, and what becomes of its units.
namespace landport::train {
namespace {

using container::PlaceKind;
using ::testing::ElementsAre;

struct Inbound : ::testing::Test, InboundPort {};

TEST_F(Inbound, ALoadingListPutsUnitsThatNobodyKnewOnTheTrain) {
  auto const a = booked(), b = booked();
  compose_abroad();
  EXPECT_EQ(port.refusal(PlanUnit{first, a, nth_wagon(20), "", "A"}), "train.no_unit");
  port.done(LoadAbroad{first, {row(a), row(b)}, true});
  EXPECT_TRUE(where(a).known && where(a).verified_gross == Kilograms{20'000});
  EXPECT_THAT(where(a).seals, ElementsAre("PL-" + std::string(a.text())));
  EXPECT_EQ(where(a).place.kind, PlaceKind::wagon);
  EXPECT_EQ(where(a).owner, "CONSIGNEE");
  EXPECT_EQ(state(first).stage, Stage::settled);
  port.done(DepartTrain{first});  // without a release of our customs: it does not begin here
  EXPECT_EQ(booking_of(a).stage, booking::Stage::shipped);
}

TEST_F(Inbound, AListIsRefusedForWhatCannotBe) {
  auto const a = booked();
  compose_abroad();
  auto const said = [&](LoadedAbroad r) { return port.refusal(LoadAbroad{first, {std::move(r)}}); };
  EXPECT_EQ(port.refusal(LoadAbroad{first, {}}), "train.nothing_listed");
  EXPECT_EQ(port.refusal(LoadAbroad{first, {row(a), row(a)}}), "train.loaded_already");
  auto nameless = row(a);
  nameless.size_type.reset();
  EXPECT_EQ(said(nameless), "train.size_type_missing");
  EXPECT_EQ(said(row(a, 0)), "train.mass_impossible");
  EXPECT_EQ(said(row(a, 36'001)), "train.mass_impossible");
  EXPECT_EQ(said(row(nth_unit(999))), "train.other_departure");
  auto const inside = booked();
  port.happened_before(container::unit_stream(inside),
                       container::UnitRegistered{inside, *parse_size_type("22G1")});
  port.happened_before(container::unit_stream(inside),
                       container::UnitPlaced{inside, {}, {PlaceKind::yard, "A-01-01-1"}, "G"});
  EXPECT_EQ(said(row(inside)), "train.not_at_origin");
  compose(1);
  EXPECT_EQ(port.refusal(LoadAbroad{run, {row(a)}}), "train.begins_here");
}

TEST_F(Inbound, CancelledBeforeItLeavesItsUnitsAreOffItAgainAndCanGoWithAnother) {
  auto const a = booked(), b = booked();
  compose_abroad();
  port.done(LoadAbroad{first, {row(a), row(b)}, true});
  port.happened_before(container::unit_stream(b), container::HoldPlaced{b, "H", {container::Deed::move}, "seal"});
  network::CancelDeparture const cancel{from_d, "no path"};
  EXPECT_EQ(port.refusal(cancel), "container.held");
  port.happened_before(container::unit_stream(b), container::HoldReleased{b, "H", ""});
  port.done(cancel);
  EXPECT_EQ(state(first).stage, Stage::cancelled);
  EXPECT_EQ(where(a).place.kind, PlaceKind::outside) << "the port is not told where it is put there";
  EXPECT_TRUE(port.state<WagonState>(wagon_stream(nth_wagon(20))).run.empty());
  auto const board = port.view<TrainBoard>();
  EXPECT_EQ(board->trains.find(first.text)->stage, Stage::cancelled);
  EXPECT_EQ(board->placements.size(), 0u);
}

TEST_F(Inbound, NothingIsLoadedFromThisYardOntoATrainThatBeginsElsewhere) {
  auto const a = booked();
  compose_abroad();
  port.done(LoadAbroad{first, {row(a)}, true});
  EXPECT_EQ(port.refusal(UnloadUnit{first, a, "A-01-01-1"}), "train.not_here");
}

TEST_F(Inbound, UnitsStayOnTheirWagonsUntilTheTrainIsStripped) {
  auto const [a, b] = arrived();
  EXPECT_EQ(where(a).place.kind, PlaceKind::wagon);
  EXPECT_EQ(state(last).stage, Stage::arrived);
  EXPECT_EQ(booking_of(a).stage, booking::Stage::shipped) << "it is completed when it is handed over";
  EXPECT_EQ(port.state<WagonState>(wagon_stream(nth_wagon(21))).run, last);
  EXPECT_EQ(port.refusal(StripUnit{a, {}, {}, {}}), "train.one_target");
  EXPECT_EQ(port.refusal(StripUnit{a, "A-01-01-2", {}, {}}), "yard.floats") << "the yard's rules hold";
  port.at("2026-12-08T01:00:00Z").done(StripUnit{a, "A-01-01-1", {}, {}});
  EXPECT_EQ(where(a).place, (container::Place{PlaceKind::yard, "A-01-01-1"}));
  EXPECT_EQ(port.refusal(StripUnit{a, "A-03-01-1", {}, {}}), "train.not_to_strip");
  EXPECT_EQ(state(last).stage, Stage::arrived);
  port.done(StripUnit{b, "A-03-01-1", {}, {}});
  EXPECT_EQ(state(last).stage, Stage::stripped);
  EXPECT_TRUE(port.state<WagonState>(wagon_stream(nth_wagon(21))).run.empty());
  auto const board = port.view<TrainBoard>();
  auto const* train = board->trains.find(last.text);
  EXPECT_EQ(train->stripped, Count{2});
  EXPECT_EQ(train->units, Count{2}) << "as it came";
  EXPECT_EQ(board->placements.find(last.text + "/" + std::string(b.text()))->unloaded_to, "A-03-01-1");
}

TEST_F(Inbound, AUnitGoesStraightOntoATruck) {
  auto const [a, b] = arrived();
  gate::VisitId const visit{"VS1"};
  EXPECT_EQ(port.refusal(StripUnit{a, {}, visit.text, {}}), "train.no_visit");
  port.happened_before(gate::visit_stream(visit), gate::VisitOpened{visit, "川A1", gate::Direction::pick_up});
  port.done(StripUnit{a, {}, visit.text, {}});
  EXPECT_EQ(where(a).place, gate::on_truck(visit));
  EXPECT_TRUE(port.state<gate::Visit>(gate::visit_stream(visit)).carries(a));
}

TEST_F(Inbound, AHeldUnitStaysOnItsWagon) {
  auto const [a, b] = arrived();
  port.happened_before(
      container::unit_stream(a),
      container::HoldPlaced{a, "x", {container::Deed::move}, "inspection", container::Keeper::customs});
  EXPECT_EQ(port.refusal(StripUnit{a, "A-01-01-1", {}, {}}), "container.held");
  port.done(StripUnit{b, "A-03-01-1", {}, {}});
  EXPECT_EQ(state(last).stage, Stage::arrived);
}

TEST_F(Inbound, TheYardOrdersTheWholeTrainOffAndChoosesThePositions) {
  auto const [a, b] = arrived();
  auto const held = [&](bool is) {
    auto const stream = container::unit_stream(b);
    if (is) {
      port.happened_before(stream, container::HoldPlaced{b, "x", {container::Deed::move}, "why"});
    } else {
      port.happened_before(stream, container::HoldReleased{b, "x"});
    }
  };
  held(true);
  auto const first_order = port.done(yard::OrderStripping{last.text, "RS1"}).made;
  ASSERT_EQ(first_order.size(), 1u) << "what is held is left out";
  EXPECT_EQ(port.refusal(yard::OrderStripping{last.text, ""}), "yard.nothing_to_strip");
  EXPECT_EQ(port.refusal(StripUnit{a, "A-01-01-1", {}, {}}), "yard.has_work");
  held(false);
  auto const second = port.done(yard::OrderStripping{last.text, ""}).made;
  ASSERT_EQ(second.size(), 1u);
  port.done(yard::CompleteWork{yard::WorkId{first_order[0].second}, {}});
  EXPECT_EQ(where(a).place.kind, PlaceKind::yard);
  EXPECT_EQ(state(last).stage, Stage::arrived);
  port.done(yard::CompleteWork{yard::WorkId{second[0].second}, {}});
  EXPECT_NE(where(a).place.ref, where(b).place.ref);
  EXPECT_EQ(state(last).stage, Stage::stripped);
  auto const block = port.state<yard::BlockState>(yard::block_stream(yard::BlockCode{"A"}));
  EXPECT_EQ(block.standing.size(), 2u);
  EXPECT_TRUE(block.reserved.empty());
}

TEST_F(Inbound, AWorkOrderFromATrainThatHasNotArrivedIsRefused) {
  auto const a = booked();
  compose_abroad();
  port.done(LoadAbroad{first, {row(a)}, true});
  EXPECT_EQ(port.refusal(yard::OrderMove{a, yard::parse_position("A-01-01-1").value(), {}}),
            "train.not_to_strip");
  EXPECT_EQ(port.refusal(yard::OrderStripping{first.text, ""}), "yard.nothing_to_strip");
}

TEST_F(Inbound, ATransitUnitChangesTrainsHere) {
  // The run of TestPort leaves too early; one that leaves after the train has come.
  auto const [a, b] = arrived(true);
  EXPECT_EQ(where(a).departure, departure.text)
      << "from here on it is a unit of the departure it goes on with";
  EXPECT_EQ(where(b).departure, from_d.text);
  compose(1);
  auto const mate = unit();
  port.done(plan(a, 1, "2x20", "A"));
  port.done(plan(mate, 1, "2x20", "B"));
  EXPECT_EQ(port.refusal(StripUnit{a, {}, {}, run}), "train.not_settled");
  port.done(SettlePlan{run});
  port.done(StripUnit{a, {}, {}, run});
  EXPECT_EQ(where(a).place.ref, run.text + "/5000001/A");
  EXPECT_TRUE(state().plan.find(a)->loaded);
  EXPECT_FALSE(state(last).plan.find(a));
}

}  // namespace
}  // namespace landport::train
