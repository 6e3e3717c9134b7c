// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "port/container/earlier_test.h"
#include "port/train/day_commands.h"
#include "port/train/inbound_port_test.h"
#include "port/train/train_board.h"

// An arrival that was recorded wrongly is put right by a fact that names it.
namespace landport::train {
namespace {

using container::PlaceKind;

struct Arrivals : ::testing::Test, InboundPort {
  Actor const duty{"zhou", "PORT", Role::duty};

  template <class E>
  std::int64_t sequence_of() const {
    std::int64_t found = 0;
    for (auto const& fact : port.journal()) {
      if (fact.event.get<E>()) found = fact.sequence;
    }
    return found;
  }
  CorrectArrival another_time(RunId const& id, std::int64_t corrects) const { return {id, corrects, true, "误录"}; }
  CorrectArrival another_train(RunId const& id, std::int64_t corrects) const { return {id, corrects, false, "误录"}; }
  std::string said(std::string_view happened, CorrectArrival const& order) const {
    return refusal_of(happened, port, pack_named("testport"), duty, order);
  }
  TrainRow train_row(RunId const& id) const { return *port.view<TrainBoard>()->trains.find(id.text); }
};

TEST_F(Arrivals, TheTimeIsWhenTheCorrectionSaysThatItHappened) {
  arrived();
  port.at("2026-12-08T06:00:00Z");
  auto const order = another_time(last, sequence_of<TrainArrived>());
  EXPECT_EQ(train_row(last).arrived, at("2026-12-08T00:20:00Z"));
  EXPECT_EQ(port.refusal(order), "train.arrival_time_missing");
  EXPECT_EQ(said("2026-12-06T11:00:00Z", order), "train.arrival_before_departure");
  auto const facts = told_of("2026-12-07T23:10:00Z", port, pack_named("testport"), duty, order);
  ASSERT_TRUE(facts);
  port.happened_before(train_stream(last), facts->list.at(0).event);
  EXPECT_EQ(train_row(last).arrived, at("2026-12-07T23:10:00Z"));
  EXPECT_EQ(train_row(last).delay_minutes, -50) << "it was planned for midnight";
  EXPECT_EQ(train_row(last).stage, Stage::arrived);
  EXPECT_EQ(state(last).stage, Stage::arrived) << "it did arrive, and is to be stripped";
  EXPECT_EQ(said("2026-12-07T22:00:00Z", order), "train.not_the_arrival") << "the correction is what counts now";
}

TEST_F(Arrivals, ATrainDidNotArriveAfterItsUnitsWereLiftedOff) {
  auto const [a, b] = arrived();
  port.at("2026-12-08T01:00:00Z").done(StripUnit{a, "A-01-01-1", {}, {}});
  port.at("2026-12-08T06:00:00Z");
  auto const arrival = sequence_of<TrainArrived>();
  EXPECT_EQ(said("2026-12-08T01:30:00Z", another_time(last, arrival)), "train.arrival_after_work");
  EXPECT_EQ(said("2026-12-08T00:50:00Z", another_time(last, arrival)), "");
  EXPECT_EQ(port.refusal(another_train(last, arrival)), "train.arrival_worked_on");
}

TEST_F(Arrivals, AnotherTrainWasMeantThisOneIsUnderWayAgain) {
  auto const [a, b] = arrived(true);
  EXPECT_EQ(where(a).departure, departure.text) << "from here on it is a unit of the train that it goes on with";
  port.done(OccupyTrack{last, "L1", {}});
  auto mute = another_train(last, sequence_of<TrainArrived>());
  mute.reason.clear();
  EXPECT_EQ(port.refusal(mute), "train.reason_missing");
  port.done(another_train(last, sequence_of<TrainArrived>()));
  EXPECT_EQ(state(last).stage, Stage::departed);
  EXPECT_EQ(train_row(last).stage, Stage::departed);
  EXPECT_FALSE(train_row(last).arrived);
  EXPECT_EQ(train_row(last).node.text, "TPBBB") << "where it was last seen";
  EXPECT_EQ(train_row(last).next_node.text, "TPAAA");
  EXPECT_EQ(where(a).departure, from_d.text);
  EXPECT_TRUE(port.state<TrackState>(track_stream("L1")).stays.empty()) << "it stands on no track of this port";
  EXPECT_EQ(port.refusal(StripUnit{a, "A-01-01-1", {}, {}}), "train.not_to_strip");
  EXPECT_EQ(port.refusal(another_train(last, sequence_of<TrainArrived>())), "train.no_arrival");
  port.at("2026-12-08T03:00:00Z").done(ArriveTrain{last});
  EXPECT_EQ(train_row(last).arrived, at("2026-12-08T03:00:00Z"));
  EXPECT_EQ(where(a).departure, departure.text);
}

TEST_F(Arrivals, WhatWasOrderedOffItIsCancelledWithIt) {
  auto const [a, b] = arrived();
  port.done(yard::OrderStripping{last.text, "RS1"});
  auto const ordered = port.state<yard::Tasks>(container::unit_stream(a)).work;
  ASSERT_FALSE(ordered.empty());
  auto const block = yard::block_stream(yard::BlockCode{"A"});
  ASSERT_EQ(port.state<yard::BlockState>(block).reserved.size(), 2u);
  port.done(another_train(last, sequence_of<TrainArrived>()));
  EXPECT_TRUE(port.state<yard::Tasks>(container::unit_stream(a)).work.empty());
  EXPECT_TRUE(port.state<yard::Tasks>(container::unit_stream(b)).work.empty());
  EXPECT_TRUE(port.state<yard::BlockState>(block).reserved.empty());
  EXPECT_EQ(port.refusal(yard::CompleteWork{ordered}), "yard.work_ended");
  port.at("2026-12-08T03:00:00Z").done(ArriveTrain{last});
  port.done(yard::OrderStripping{last.text, "RS1"});
}

TEST_F(Arrivals, AtTheBorderLikewiseUntilItsUnitsAreTransferred) {
  auto const a = booked(), b = booked();
  compose_abroad();
  port.done(LoadAbroad{first, {row(a), row(b)}, true});
  port.at("2026-12-01T11:05:00Z").done(DepartTrain{first});
  port.at("2026-12-06T04:10:00Z").done(ReachBorder{first});
  port.done(another_train(first, sequence_of<BorderReached>()));
  EXPECT_EQ(state(first).stage, Stage::departed);
  EXPECT_EQ(port.refusal(TransferUnits{first, {{nth_wagon(21), "TW-1435"}}, Count{0}}), "train.not_at_border");
  port.at("2026-12-06T05:00:00Z").done(ReachBorder{first});
  port.at("2026-12-06T08:00:00Z").done(TransferUnits{first, {{nth_wagon(21), "TW-1435"}}, Count{0}});
  EXPECT_EQ(port.refusal(another_train(first, sequence_of<BorderReached>())), "train.arrival_worked_on");
}

TEST_F(Arrivals, CountsAlsoWhereItIsFoldedBeforeTheWrongArrival) {
  TrainBoard board;
  auto const fact = [](std::int64_t sequence, std::string_view when) {
    Recorded r;
    r.sequence = sequence;
    r.happened = *parse_instant(when);
    return r;
  };
  board.trains.now(3);
  TrainComposed made;
  made.run = first;
  made.legs = {{{}, {}, network::NodeCode{"TPDDD"}, network::NodeCode{"TPAAA"}, at("2026-12-01T00:00:00Z"),
                at("2026-12-02T00:00:00Z"), {}}};
  board.apply(made, fact(1, "2026-12-01T00:00:00Z"));
  ArrivalCorrected corrected;
  corrected.run = first;
  corrected.node = network::NodeCode{"TPAAA"};
  corrected.arrived_at = at("2026-12-02T01:00:00Z");
  board.apply(corrected, fact(3, "2026-12-02T01:00:00Z"));
  board.apply(TrainArrived{first, network::NodeCode{"TPAAA"}, true}, fact(2, "2026-12-02T05:00:00Z"));
  auto const* found = board.trains.find(first.text);
  EXPECT_EQ(found->arrived, at("2026-12-02T01:00:00Z"));
  EXPECT_EQ(found->stage, Stage::arrived);
  EXPECT_TRUE(found->to_strip);
}

}  // namespace
}  // namespace landport::train
