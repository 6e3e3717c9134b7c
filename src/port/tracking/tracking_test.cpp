// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "journal/department.h"
#include "journal/given.h"
#include "port/network/pack_test.h"
#include "port/tracking/commands.h"
#include "port/tracking/module.h"
#include "port/tracking/queries.h"

namespace landport::tracking {
namespace {

using container::Place;
using container::PlaceKind;
using network::NodeCode;
using train::RunId;

Pack const& test_pack() {
  static Pack const made = [] {
    Pack p;
    auto part = TrackingPack::load(network::pack_files("testport"), p);
    if (!part) ADD_FAILURE() << part.error().code << " " << part.error().place;
    p.put(std::move(*part));
    return p;
  }();
  return made;
}

class TestRoom final : public Room {
 public:
  TestRoom(TrackingBoard const& board, Instant at, Actor actor)
      : board_(board), at_(at), actor_(std::move(actor)) {}
  Instant at() const override { return at_; }
  Actor const& actor() const override { return actor_; }
  Pack const& whole_pack() const override { return test_pack(); }

 protected:
  void const* find_view(std::type_index) const override { return &board_; }

 private:
  TrackingBoard const& board_;
  Instant at_;
  Actor actor_;
};

struct Tracking : ::testing::Test {
  Given port{test_pack()};
  UnitNumber const unit = *parse_unit_number("CSQU3054383");
  RunId const run{"D1"};
  WagonNumber const wagon = *parse_wagon_number("5000001");

  static Instant at(std::string_view text) { return *parse_instant(text); }
  StreamName unit_stream() const { return container::unit_stream(unit); }
  StreamName train_stream() const { return train::train_stream(run); }

  Tracking() {
    network::DepartureScheduled d;
    d.departure = network::DepartureId{"D1"};
    d.carrier = "RAIL";
    d.cut_offs.gate_in = at("2026-12-01T12:00:00Z");
    d.legs = {{Count{1},
               network::LegCode{"AB"},
               NodeCode{"TPAAA"},
               NodeCode{"TPBBB"},
               network::Mode::rail,
               Millimetres{1435},
               3000,
               at("2026-12-02T00:00:00Z"),
               at("2026-12-03T12:00:00Z"),
               {}},
              {Count{2},
               network::LegCode{"BC"},
               NodeCode{"TPBBB"},
               NodeCode{"TPCCC"},
               network::Mode::rail,
               Millimetres{1435},
               15,
               at("2026-12-03T22:00:00Z"),
               at("2026-12-04T01:00:00Z"),
               {},
               "KTZE"}};
    port.at("2026-11-20T00:00:00Z").happened_before(network::departure_stream(d.departure), d);
    booking::Wanted wanted;
    wanted.owner = "SHIP";
    wanted.carrier = "RAIL";
    wanted.route = {{d.departure, NodeCode{"TPAAA"}, NodeCode{"TPCCC"}, {}, {}, {}}};
    port.happened_before(stream_name("booking", "BK1"),
                         booking::BookingRequested{booking::BookingId{"BK1"}, wanted, {}, {}, "k7qm2"});
    port.happened_before(unit_stream(), container::UnitRegistered{unit, *parse_size_type("22G1")});
    port.happened_before(unit_stream(), container::UnitBooked{unit, "BK1", "D1", "SHIP", "RAIL"});
    train::TrainComposed made{run, d.departure, network::ServiceCode{"S"}, "RAIL", 1435, {}, {}, {}};
    made.partners = {"KTZE"};
    for (auto const& l : d.legs)
      made.legs.push_back({l.leg, l.leg_run, l.from, l.to, l.departs, l.arrives, {}});
    port.happened_before(train_stream(), made);
  }
  void gate_in_and_load() {
    port.at("2026-12-01T08:00:00Z")
        .happened_before(unit_stream(), container::UnitPlaced{unit, {}, {PlaceKind::truck, "V1"}, "V1"});
    port.at("2026-12-01T20:00:00Z")
        .happened_before(train_stream(), train::UnitLoaded{run, unit, {wagon, "2x20", "A"}});
  }
  void depart(char const* when = "2026-12-02T01:30:00Z") {
    port.at(when).happened_before(train_stream(),
                                  train::TrainDeparted{run, NodeCode{"TPAAA"}, {}, {}, {}, {}});
  }
  UnitRow row() { return *port.view<TrackingBoard>()->units.find("CSQU3054383/BK1"); }
  Milestone milestone(Code code, std::string const& node) {
    for (auto const& m : row().milestones) {
      if (m.code == code && m.node.text == node) return m;
    }
    return {};
  }
};

// A train that was merged at the border carries a unit of another departure too.
TEST_F(Tracking, UnitsOfBothParentsAreFollowedOnAMergedTrain) {
  gate_in_and_load();
  depart();
  UnitNumber const later = *parse_unit_number("TCNU1234565");
  RunId const other{"D2"}, merged{"D2-2"};
  booking::Wanted wanted;
  wanted.owner = "OTHER", wanted.carrier = "RAIL";
  wanted.route = {{network::DepartureId{"D2"}, NodeCode{"TPAAA"}, NodeCode{"TPDDD"}, {}, {}, {}}};
  port.happened_before(stream_name("booking", "BK2"),
                       booking::BookingRequested{booking::BookingId{"BK2"}, wanted, {}, {}, "k7qm2"});
  auto const unit_2 = container::unit_stream(later);
  port.happened_before(unit_2, container::UnitRegistered{later, *parse_size_type("22G1")});
  port.happened_before(unit_2, container::UnitBooked{later, "BK2", "D2", "OTHER", "RAIL"});
  auto const leg = [](char const* from, char const* to, char const* departs, char const* arrives) {
    return train::RunLeg{network::LegCode{"L"}, {}, NodeCode{from}, NodeCode{to}, at(departs), at(arrives), {}};
  };
  train::TrainComposed second{other, network::DepartureId{"D2"}, {}, "RAIL", 1435, {}, {}, {}};
  second.legs = {leg("TPAAA", "TPCCC", "2026-12-03T00:00:00Z", "2026-12-05T00:00:00Z")};
  port.happened_before(train::train_stream(other), second);
  port.happened_before(train::train_stream(other), train::UnitLoaded{other, later, {wagon, "2x20", "A"}});
  train::TrainComposed made{merged, network::DepartureId{"D2"}, {}, "RAIL", 1520, {}, {run, other}, {}};
  made.departures = {network::DepartureId{"D1"}, network::DepartureId{"D2"}};
  made.legs = {leg("TPCCC", "TPDDD", "2026-12-05T08:00:00Z", "2026-12-09T00:00:00Z")};
  port.at("2026-12-05T02:00:00Z");
  for (auto const& parent : {run, other})
    port.happened_before(train::train_stream(parent), train::BorderReached{parent, NodeCode{"TPCCC"}});
  port.happened_before(train::train_stream(merged), made);
  port.happened_before(train::train_stream(merged), train::UnitLoaded{merged, unit, {wagon, "4x20", "A"}});
  port.happened_before(train_stream(), train::UnitTransferred{run, merged, unit, {wagon, "4x20", "A"}});
  port.happened_before(train::train_stream(merged), train::UnitLoaded{merged, later, {wagon, "4x20", "B"}});
  port.happened_before(train::train_stream(other), train::UnitTransferred{other, merged, later, {wagon, "4x20", "B"}});
  port.at("2026-12-05T09:00:00Z")
      .happened_before(train::train_stream(merged), train::TrainDeparted{merged, NodeCode{"TPCCC"}, {}, {}, {}, {}});
  auto const board = port.view<TrackingBoard>();
  for (char const* key : {"CSQU3054383/BK1", "TCNU1234565/BK2"}) {
    auto const* row = board->units.find(key);
    ASSERT_NE(row, nullptr) << key;
    EXPECT_EQ(row->run, merged.text);
    EXPECT_EQ(row->state, JourneyState::under_way);
    EXPECT_EQ(row->position.from, NodeCode{"TPCCC"});
    EXPECT_EQ(row->position.to, NodeCode{"TPDDD"});
    EXPECT_EQ(row->last_at, at("2026-12-05T09:00:00Z"));
  }
  // What was told of one moment stands in the order in which it is done, whichever was recorded first.
  auto const seen = answer(Follow{"BK2", "k7qm2"}, TestRoom(*board, at("2026-12-05T10:00:00Z"), Actor{}));
  std::vector<Code> at_border;
  for (auto const& m : seen->units.at(0).milestones) {
    if (m.node == NodeCode{"TPCCC"} && m.actual) at_border.push_back(m.code);
  }
  EXPECT_EQ(at_border, (std::vector{Code::arri, Code::disc, Code::load, Code::depa}));
}

TEST_F(Tracking, ABookedUnitHasItsExpectedMilestones) {
  EXPECT_EQ(milestone(Code::gtin, "TPAAA").expected, at("2026-12-01T12:00:00Z"));
  EXPECT_EQ(milestone(Code::depa, "TPAAA").expected, at("2026-12-02T00:00:00Z"));
  EXPECT_EQ(milestone(Code::arri, "TPCCC").expected, at("2026-12-04T01:00:00Z"));
  EXPECT_FALSE(milestone(Code::arri, "TPCCC").actual);
  EXPECT_EQ(row().planned_arrival, at("2026-12-04T01:00:00Z"));
  EXPECT_EQ(row().state, JourneyState::booked);
}

TEST_F(Tracking, WhatHappensToTheTrainHappensToItsUnits) {
  gate_in_and_load();
  EXPECT_EQ(milestone(Code::gtin, "TPAAA").actual, at("2026-12-01T08:00:00Z"));
  EXPECT_EQ(row().state, JourneyState::loaded);
  depart();
  EXPECT_EQ(row().state, JourneyState::under_way);
  EXPECT_EQ(row().delay_minutes, 90);
  EXPECT_EQ(row().expected_arrival, at("2026-12-04T02:30:00Z"));
  EXPECT_EQ(row().position.from.text, "TPAAA");
  EXPECT_EQ(row().position.to.text, "TPBBB");
  port.at("2026-12-04T03:00:00Z")
      .happened_before(train_stream(), train::BorderReached{run, NodeCode{"TPCCC"}});
  EXPECT_EQ(row().state, JourneyState::at_border);
  EXPECT_EQ(row().expected_arrival, at("2026-12-04T03:00:00Z"));
}

TEST_F(Tracking, AReportThatComesLateFillsItsMilestoneAndMovesNothing) {
  gate_in_and_load();
  depart();
  port.at("2026-12-04T03:00:00Z")
      .happened_before(train_stream(), train::BorderReached{run, NodeCode{"TPCCC"}});
  port.at("2026-12-03T13:00:00Z")
      .happened_before(train_stream(),
                       train::TrainReported{run, NodeCode{"TPBBB"}, train::Passing::arrived, "phone"});
  EXPECT_EQ(milestone(Code::arri, "TPBBB").actual, at("2026-12-03T13:00:00Z"));
  EXPECT_EQ(row().last_node.text, "TPCCC");
  EXPECT_EQ(row().state, JourneyState::at_border);
}

TEST_F(Tracking, ALaterRecordOfTheSameMilestoneCorrectsIt) {
  gate_in_and_load();
  port.as({"p", "KTZE", Role::partner}).at("2026-12-03T13:00:00Z");
  port.done(RecordMilestone{unit, Code::arri, NodeCode{"TPBBB"}, "IFTSTA", "STS+1+21"});
  port.at("2026-12-03T12:40:00Z");
  port.done(RecordMilestone{unit, Code::arri, NodeCode{"TPBBB"}, "phone", ""});
  auto const m = milestone(Code::arri, "TPBBB");
  EXPECT_EQ(m.actual, at("2026-12-03T12:40:00Z"));
  EXPECT_TRUE(m.corrected);
  EXPECT_EQ(m.before_correction, at("2026-12-03T13:00:00Z"));
  EXPECT_EQ(m.source, "phone");
}

TEST_F(Tracking, APartnerTellsOfWhatGoesOverItsOwnLegsAlsoWhenTheJourneyIsOver) {
  gate_in_and_load();
  RecordMilestone const milestone{unit, Code::gtot, NodeCode{"TPCCC"}, "IFTSTA", ""};
  RecordPosition const position{{}, "D1", 45'000'000, 82'000'000, "gps"};
  port.as({"x", "ELSEWHERE", Role::partner});
  EXPECT_EQ(port.refusal(milestone), "tracking.no_unit");
  EXPECT_EQ(port.refusal(position), "tracking.no_train");
  port.as({"x", "KTZE", Role::shipper});
  EXPECT_EQ(port.refusal(milestone), "tracking.no_unit") << "the role counts as well as the organisation";
  port.as({"p", "KTZE", Role::partner});
  EXPECT_EQ(port.refusal(position), "");
  port.happened_before(unit_stream(), container::JourneyEnded{unit, "BK1"});
  EXPECT_EQ(port.refusal(milestone), "");
  port.as({"x", "ELSEWHERE", Role::partner});
  EXPECT_EQ(port.refusal(milestone), "tracking.no_unit");
}

TEST_F(Tracking, APartnerSeesAUnitFromWhenItIsOnARunOfItsOwn) {
  auto const stands = [&](std::string_view org) {
    return sights_of({"p", std::string(org), Role::partner}, parties_of(row())).any(seen_by::partner);
  };
  EXPECT_FALSE(stands("KTZE"));
  gate_in_and_load();
  EXPECT_TRUE(stands("KTZE"));
  EXPECT_FALSE(stands("ELSEWHERE"));
}

TEST_F(Tracking, RefusesWhatItCannotTellOf) {
  auto const other = *parse_unit_number("TCNU1234565");
  EXPECT_EQ(port.refusal(RecordMilestone{other, Code::arri, NodeCode{"TPBBB"}, "x", ""}), "tracking.no_unit");
  port.as({"c", "OTHER", Role::carrier});
  EXPECT_EQ(port.refusal(RecordMilestone{unit, Code::arri, NodeCode{"TPBBB"}, "x", ""}), "tracking.no_unit");
  EXPECT_EQ(port.refusal(RecordPosition{{}, "D1", 0, 0, "gps"}), "tracking.no_train");
  port.as({"d", "PORT", Role::duty});
  EXPECT_EQ(port.refusal(RecordPosition{{}, "", 0, 0, "gps"}), "tracking.unit_or_train");
  EXPECT_EQ(port.refusal(RecordPosition{unit, "D1", 0, 0, "gps"}), "tracking.unit_or_train");
  EXPECT_EQ(port.refusal(RecordPosition{{}, "D1", 90'000'001, 0, "gps"}), "tracking.not_on_earth");
  EXPECT_EQ(port.refusal(RecordPosition{{}, "D1", 45'000'000, 82'000'000, "gps"}), "");
}

TEST_F(Tracking, ThePublicPageOpensWithTheRightSecretOnly) {
  gate_in_and_load();
  depart();
  auto const board = port.view<TrackingBoard>();
  TestRoom const room(*board, at("2026-12-02T19:30:00Z"), Actor{});
  auto const seen = answer(Follow{"BK1", "k7qm2"}, room);
  ASSERT_TRUE(seen);
  ASSERT_EQ(seen->units.size(), 1u);
  EXPECT_EQ(seen->units[0].milestones.front().code, Code::gtin);
  EXPECT_EQ(seen->units[0].milestones.front().node_en, "Port A");
  EXPECT_GT(*seen->units[0].lat, 30.0);
  EXPECT_LT(*seen->units[0].lat, 45.0);
  EXPECT_TRUE(answer(Follow{"csqu 305438-3", "k7qm2"}, room));
  for (auto const& wrong : {"", "k7qm", "k7qm3", "k7qm2k7qm2"}) {
    EXPECT_EQ(answer(Follow{"BK1", wrong}, room).error().code, "tracking.not_found") << wrong;
  }
  EXPECT_EQ(answer(Follow{"BK2", ""}, room).error().code, "tracking.not_found");
  auto const d = describe();
  EXPECT_TRUE(d.queries[0].open);
}

TEST_F(Tracking, WhoeverMaySeeAUnitFollowsItWithoutASecretAndNobodyElse) {
  gate_in_and_load();
  depart();
  auto const board = port.view<TrackingBoard>();
  auto const track = [&](Actor const& actor, std::string const& number) {
    TestRoom const room(*board, at("2026-12-02T19:30:00Z"), actor);
    auto const seen = answer(Track{number}, room);
    return seen ? seen->units.size() : 0;
  };
  Actor const duty{"d", "PORT", Role::duty}, owner{"o", "SHIP", Role::shipper},
      other{"s", "OTHER", Role::shipper};
  EXPECT_EQ(track(duty, "csqu 305438-3"), 1u);
  EXPECT_EQ(track(owner, "BK1"), 1u);
  EXPECT_EQ(track(other, "BK1"), 0u);
  EXPECT_EQ(track(other, "CSQU3054383"), 0u);
  EXPECT_EQ(track(duty, "nothing"), 0u);
}

TEST_F(Tracking, LateAndStoppedTrainsAreExceptionsToThoseWhomTheyConcern) {
  gate_in_and_load();
  depart("2026-12-02T00:30:00Z");
  auto board = port.view<TrackingBoard>();
  Actor const duty{"d", "PORT", Role::duty}, stranger{"s", "OTHER", Role::shipper};
  EXPECT_TRUE(answer(Exceptions{}, TestRoom(*board, at("2026-12-02T02:00:00Z"), duty))->exceptions.empty());
  auto const silent = answer(Exceptions{}, TestRoom(*board, at("2026-12-04T12:30:00Z"), duty))->exceptions;
  ASSERT_EQ(silent.size(), 1u);
  EXPECT_EQ(silent[0].trouble, Trouble::stopped);
  EXPECT_EQ(silent[0].minutes, 1440);  // since it should have been at TPBBB
  EXPECT_TRUE(
      answer(Exceptions{}, TestRoom(*board, at("2026-12-04T12:30:00Z"), stranger))->exceptions.empty());
  port.at("2026-12-03T14:00:00Z")
      .happened_before(train_stream(),
                       train::TrainReported{run, NodeCode{"TPBBB"}, train::Passing::arrived, ""});
  board = port.view<TrackingBoard>();
  // Whoever follows the unit is told that it comes later by what the train is overdue at its next node.
  auto const promised = answer(Follow{"BK1", "k7qm2"}, TestRoom(*board, at("2026-12-03T15:00:00Z"), Actor{}))->units.at(0);
  auto const due = *board->trains.find(run.text)->next_expected;
  auto const later = answer(Follow{"BK1", "k7qm2"}, TestRoom(*board, due + hours(5), Actor{}))->units.at(0);
  EXPECT_EQ(*later.expected_arrival, *promised.expected_arrival + hours(5));
  EXPECT_EQ(later.delay_minutes, promised.delay_minutes + 300);
  auto const late = answer(Exceptions{}, TestRoom(*board, at("2026-12-03T15:00:00Z"), duty))->exceptions;
  ASSERT_EQ(late.size(), 2u);  // the train and its unit
  EXPECT_EQ(late[0].trouble, Trouble::late);
  EXPECT_EQ(late[0].minutes, 120);
  EXPECT_EQ(late[1].unit, unit);
  // A run whose units all went over to another is no train that could be late or stand still.
  train::UnitTransferred over;
  over.run = run;
  over.unit = unit;
  over.to_run = train::RunId{"R2"};
  port.happened_before(train_stream(), over);
  board = port.view<TrackingBoard>();
  auto const afterwards = answer(Exceptions{}, TestRoom(*board, at("2026-12-20T15:00:00Z"), duty));
  for (auto const& one : afterwards->exceptions) EXPECT_TRUE(one.unit || one.run != run.text);
}

TEST_F(Tracking, ASatelliteIsBelievedUntilTheNextReport) {
  gate_in_and_load();
  depart();
  port.at("2026-12-02T10:00:00Z").done(RecordPosition{{}, "D1", 33'000'000, 101'000'000, "gps"});
  Actor const duty{"d", "PORT", Role::duty};
  auto board = port.view<TrackingBoard>();
  auto const now = answer(Positions{}, TestRoom(*board, at("2026-12-02T10:05:00Z"), duty))->positions;
  ASSERT_EQ(now.size(), 1u);
  EXPECT_DOUBLE_EQ(now[0].lat, 33.0);
  EXPECT_EQ(*row().position.lon_udeg, 101'000'000);
  port.at("2026-12-03T13:00:00Z")
      .happened_before(train_stream(),
                       train::TrainReported{run, NodeCode{"TPBBB"}, train::Passing::arrived, ""});
  board = port.view<TrackingBoard>();
  EXPECT_DOUBLE_EQ(answer(Positions{}, TestRoom(*board, at("2026-12-03T13:05:00Z"), duty))->positions[0].lat,
                   45.0);
}

TEST_F(Tracking, AUnitThatLeftItsBookingIsNotFollowedUnderIt) {
  port.happened_before(unit_stream(), container::UnitUnbooked{unit, "BK1"});
  auto const board = port.view<TrackingBoard>();
  EXPECT_EQ(board->units.find("CSQU3054383/BK1"), nullptr);
  TestRoom const room(*board, at("2026-12-02T19:30:00Z"), Actor{});
  EXPECT_TRUE(answer(Follow{"BK1", "k7qm2"}, room)->units.empty());
}

TEST_F(Tracking, NothingIsExpectedOfATrainThatDoesNotRun) {
  port.happened_before(booking::booking_stream(booking::BookingId{"BK1"}),
                       booking::BookingDisplaced{booking::BookingId{"BK1"}, {}, "x"});
  auto const board = port.view<TrackingBoard>();
  EXPECT_FALSE(board->units.find("CSQU3054383/BK1")->expected_arrival);
  for (auto const& m : row().milestones) EXPECT_FALSE(m.expected);
}

TEST_F(Tracking, AUnitSetDownAtAHubOnItsWayHasNotArrived) {
  using container::PlaceKind;
  port.happened_before(unit_stream(), container::UnitPlaced{unit, {PlaceKind::wagon, "T/W/A"}, {PlaceKind::terminal_abroad, "TPBBB"}, "T"});
  auto const board = port.view<TrackingBoard>();
  auto const* row = board->units.find("CSQU3054383/BK1");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->state, JourneyState::under_way);
  EXPECT_EQ(row->position.from, NodeCode{"TPBBB"});
  EXPECT_EQ(row->position.to, NodeCode{"TPBBB"});
}

TEST_F(Tracking, AJourneyThatEndedIsKeptAndWhatTheBoxDoesNextIsNotOfIt) {
  using container::PlaceKind;
  port.happened_before(unit_stream(),
                       container::UnitPlaced{unit, {}, {PlaceKind::terminal_abroad, "TPCCC"}, "T"})
      .happened_before(unit_stream(), container::JourneyEnded{unit, "BK1"});
  port.happened_before(
      unit_stream(),
      container::UnitPlaced{unit, {PlaceKind::terminal_abroad, "TPCCC"}, {PlaceKind::truck, "V9"}, "V9"});
  auto board = port.view<TrackingBoard>();
  ASSERT_NE(board->units.find("CSQU3054383/BK1"), nullptr);
  EXPECT_EQ(board->units.find("CSQU3054383/BK1")->state, JourneyState::arrived);
  TestRoom const room(*board, at("2026-12-02T19:30:00Z"), Actor{});
  EXPECT_EQ(answer(Follow{"BK1", "k7qm2"}, room)->units.size(), 1u);
  // Word that comes late is still of it.
  port.happened_before(journey_stream(unit), MilestoneRecorded{unit, Code::gtot, NodeCode{"TPCCC"}, "x", ""});
  board = port.view<TrackingBoard>();
  EXPECT_EQ(board->units.find("CSQU3054383/BK1")->state, JourneyState::delivered);
}

// Any order of folding gives the same actual times: what counts is decided by the events, not by their order.
RC_GTEST_PROP(TrackingOrder, AnyOrderOfReportsGivesTheSameMilestones, ()) {
  auto const unit = *parse_unit_number("CSQU3054383");
  std::vector<Recorded> facts;
  auto const n = *rc::gen::inRange(1, 8);
  for (int i = 0; i < n; ++i) {
    Recorded r;
    r.sequence = i + 2;
    r.happened = Instant{*rc::gen::inRange(0, 5) * 3'600'000};
    char const* nodes[] = {"TPAAA", "TPBBB"};
    r.event = MilestoneRecorded{unit, *rc::gen::element(Code::arri, Code::depa),
                                NodeCode{nodes[*rc::gen::inRange(0, 2)]}, "x", ""};
    facts.push_back(r);
  }
  auto const actuals = [&](std::vector<Recorded> const& order) {
    TrackingBoard board;
    board.apply(container::UnitBooked{unit, "BK1", "D1", "SHIP", "RAIL"}, Recorded{});
    for (auto const& r : order) board.apply(*r.event.get<MilestoneRecorded>(), r);
    std::map<std::string, Instant> out;
    for (auto const& m : board.units.find("CSQU3054383/BK1")->milestones) out[std::to_string(static_cast<int>(m.code)) + m.node.text] = *m.actual;
    return out;
  };
  auto other = facts;
  std::stable_sort(other.begin(), other.end(),
                   [](auto const& a, auto const& b) { return a.happened < b.happened; });
  RC_ASSERT(actuals(facts) == actuals(other));
}

}  // namespace
}  // namespace landport::tracking
