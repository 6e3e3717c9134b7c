// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journal/department.h"
#include "port/train/check_query.h"
#include "port/train/module.h"
#include "port/train/port_test.h"
#include "port/train/refusals.h"
#include "port/train/train_board.h"

namespace landport::train {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Train : ::testing::Test, TestPort {
  std::string detail(Refusal const& refusal, std::string_view name) {
    for (auto const& [k, v] : refusal.details) {
      if (k == name) return v;
    }
    return {};
  }
};

TEST_F(Train, GoesFromTheYardOverTheBorderToItsDestination) {
  auto const [a, b] = loaded_pair();
  EXPECT_EQ(where(a).place, (container::Place{container::PlaceKind::wagon, run.text + "/5000001/A"}));
  EXPECT_TRUE(port.state<yard::BlockState>(yard::block_stream(yard::BlockCode{"A"})).standing.empty());
  auto const booking = [&](UnitNumber const& u) {
    auto const id = u == a ? "BK1" : "BK2";
    return port.state<booking::BookingCore>(booking::booking_stream(booking::BookingId{id}));
  };
  EXPECT_EQ(booking(a).stage, booking::Stage::firm);
  port.at("2026-12-02T00:30:00Z").done(DepartTrain{run});
  EXPECT_EQ(booking(a).stage, booking::Stage::shipped) << "the train told it";
  port.at("2026-12-03T13:00:00Z").done(ReportRunning{run, network::NodeCode{"TPBBB"}, Passing::arrived});
  port.at("2026-12-04T02:00:00Z").done(ReachBorder{run});
  auto const facts =
      port.at("2026-12-04T06:00:00Z").done(TransferUnits{run, {{nth_wagon(9), "TW-1520"}}, Count{0}});
  RunId const second{run.text + "-2"};
  EXPECT_EQ(facts.made.back(), (std::pair<std::string, std::string>{"run", second.text}));
  EXPECT_EQ(state().stage, Stage::transferred);
  EXPECT_EQ(state(second).stage, Stage::settled);
  EXPECT_THAT(state(second).made.parents, ElementsAre(run));
  EXPECT_EQ(state(second).made.gauge_mm, 1520);
  EXPECT_TRUE(where(a).place.ref.starts_with(second.text + "/5000009/"));
  port.done(PassInspection{second, nth_wagon(9)});
  port.at("2026-12-04T07:00:00Z").done(DepartTrain{second});
  port.at("2026-12-09T06:00:00Z").done(ArriveTrain{second});
  EXPECT_EQ(where(b).place, (container::Place{container::PlaceKind::terminal_abroad, "TPDDD"}));
  EXPECT_EQ(booking(a).state, booking::State::completed);
  EXPECT_EQ(booking(b).state, booking::State::completed);
  EXPECT_TRUE(where(a).booking.empty() && !where(a).verified_gross && where(a).seals.empty() &&
              !where(a).customs_released(container::Purpose::export_))
      << "for its next journey the box is weighed, sealed and released anew";
  EXPECT_TRUE(port.state<WagonState>(wagon_stream(nth_wagon(1))).run.empty());
  EXPECT_TRUE(port.state<WagonState>(wagon_stream(nth_wagon(9))).run.empty());
}

TEST_F(Train, TheBoardShowsRunsWagonsAndPlaces) {
  auto const [a, b] = loaded_pair();
  port.at("2026-12-02T00:30:00Z").done(DepartTrain{run});
  auto const board = port.view<TrainBoard>();
  auto const* row = board->trains.find(run.text);
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->stage, Stage::departed);
  EXPECT_EQ(row->units, Count{2});
  EXPECT_EQ(row->loaded, Count{2});
  EXPECT_EQ(row->teu, CentiTeu{200});
  EXPECT_EQ(row->fill_percent, 100);
  EXPECT_EQ(row->gross, tonnes(40));
  EXPECT_EQ(row->mass, tonnes(64));
  EXPECT_EQ(row->length, Millimetres{14'000});
  EXPECT_EQ(row->delay_minutes, 30);
  EXPECT_EQ(row->next_node.text, "TPBBB");
  EXPECT_EQ(*row->next_expected, at("2026-12-03T12:30:00Z"));
  EXPECT_THAT(row->owners, ElementsAre("SHIP"));
  auto const* placed = board->placements.find(run.text + "/" + std::string(a.text()));
  ASSERT_NE(placed, nullptr);
  EXPECT_TRUE(placed->loaded);
  EXPECT_EQ(placed->colour_group, "TPDDD");
  EXPECT_EQ(board->candidates.find(b.text())->run, run);
  EXPECT_EQ(board->plan_of(run).placements.size(), 2u);
}

TEST_F(Train, AnOldReportThatComesLateDoesNotMoveTheTrainBack) {
  loaded_pair();
  port.at("2026-12-02T00:00:00Z").done(DepartTrain{run});
  TrainBoard board;
  for (auto const& r : port.journal()) {
    if (auto const* e = r.event.get<TrainComposed>()) board.apply(*e, r);
  }
  Recorded r;
  r.happened = at("2026-12-03T23:00:00Z");
  board.apply(TrainReported{run, network::NodeCode{"TPBBB"}, Passing::departed, {}}, r);
  r.happened = at("2026-12-03T12:10:00Z");
  board.apply(TrainReported{run, network::NodeCode{"TPBBB"}, Passing::arrived, {}}, r);
  EXPECT_EQ(board.trains.find(run.text)->delay_minutes, 60);
  EXPECT_EQ(board.trains.find(run.text)->next_node.text, "TPCCC");
}

TEST_F(Train, AWagonIsInOneTrain) {
  compose(1);
  EXPECT_EQ(port.refusal(AddWagon{run, nth_wagon(1), {}}), "train.wagon_taken");
  EXPECT_EQ(port.refusal(AddWagon{run, nth_wagon(2), {}}), "train.wagon_unknown");
  EXPECT_EQ(port.refusal(AddWagon{run, nth_wagon(2), "NONE"}), "train.no_wagon_type");
  auto const wrong_gauge = port.when(AddWagon{run, nth_wagon(2), "TW-1520"});
  ASSERT_FALSE(wrong_gauge);
  EXPECT_EQ(detail(wrong_gauge.error(), "rule"), "gauge");
  port.done(RemoveWagon{run, nth_wagon(1), "bad order"});
  port.done(AddWagon{run, nth_wagon(1), {}});
  EXPECT_EQ(state().plan.wagons.size(), 1u);
}

TEST_F(Train, AWagonThatGoesTakesItsPlanWithIt) {
  compose(2);
  auto const a = unit("42G1");
  port.done(plan(a, 1, "1x40", "A"));
  port.done(RemoveWagon{run, nth_wagon(1), "bad order"});
  EXPECT_TRUE(state().plan.placements.empty());
}

TEST_F(Train, OtherCarriersDoNotLearnThatItExists) {
  compose(1);
  port.as({"x", "OTHER", Role::carrier});
  EXPECT_EQ(port.refusal(SettlePlan{run}), "train.no_run");
  EXPECT_EQ(port.refusal(ComposeTrain{departure, {}, {}}), "train.no_departure");
  port.as({"y", "RAIL", Role::carrier});
  EXPECT_EQ(port.refusal(SettlePlan{run}), "train.nothing_planned");
}

TEST_F(Train, TheHardGateSaysWhichRuleAndByHowMuch) {
  compose(1);
  auto const heavy = unit("22G1", 24'500);
  auto const refused = port.when(plan(heavy, 1, "2x20", "A"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "train.rule_broken");
  EXPECT_EQ(detail(refused.error(), "rule"), "gross_20ft");
  EXPECT_EQ(detail(refused.error(), "measured"), "24500");
  EXPECT_EQ(detail(refused.error(), "limit"), "24000");
  EXPECT_THAT(detail(refused.error(), "findings"), HasSubstr("\"rule\":\"gross_20ft\""));
}

TEST_F(Train, AHalfPairIsPlannedButNotSettled) {
  compose(1);
  auto const a = unit(), b = unit();
  port.done(plan(a, 1, "2x20", "A"));
  auto const refused = port.when(SettlePlan{run});
  ASSERT_FALSE(refused);
  EXPECT_EQ(detail(refused.error(), "rule"), "pair_20ft");
  port.done(plan(b, 1, "", "B"));
  EXPECT_EQ(port.refusal(SettlePlan{run}), "");
  port.done(SettlePlan{run});
  port.done(UnplanUnit{run, b});
  EXPECT_EQ(state().stage, Stage::composed);
}

TEST_F(Train, WhatHappensToOneWagonIsNotBehindTheRowOfAnother) {
  compose(2);
  auto const a = unit(), b = unit();
  port.done(plan(a, 1, "2x20", "A"));
  auto const behind = [&](int wagon) {
    auto const board = port.view<TrainBoard>();
    return board->wagons.entry(*board->wagons.slot(run.text + "/" + std::string(nth_wagon(wagon).text()))).trail.all();
  };
  auto const before = behind(1);
  port.done(plan(b, 2, "2x20", "A"));
  port.done(UnplanUnit{run, b});
  EXPECT_EQ(behind(1), before);
  port.done(UnplanUnit{run, a});
  EXPECT_GT(behind(1).size(), before.size());
}

TEST_F(Train, LoadingFollowsTheSettledPlan) {
  compose(2);
  auto const a = unit(), b = unit(), c = unit("42G1", 22'000);
  port.done(plan(a, 1, "2x20", "A"));
  port.done(plan(b, 1, "2x20", "B"));
  EXPECT_EQ(port.refusal(LoadUnit{run, a, {}, {}, {}}), "train.not_settled");
  port.done(SettlePlan{run});
  EXPECT_EQ(port.refusal(LoadUnit{run, c, {}, {}, {}}), "train.not_planned");
  // One of a pair cannot go elsewhere alone: the plan as a whole would not hold.
  EXPECT_EQ(port.refusal(LoadUnit{run, a, nth_wagon(2), "2x20", "A"}), "train.rule_broken");
  port.done(LoadUnit{run, a, {}, {}, {}});
  EXPECT_EQ(port.refusal(LoadUnit{run, a, {}, {}, {}}), "train.loaded_already");
  EXPECT_EQ(port.refusal(plan(a, 2, "2x20", "A")), "train.loaded_already");
  EXPECT_EQ(port.refusal(RemoveWagon{run, nth_wagon(1), ""}), "train.wagon_loaded");
  port.happened_before(container::unit_stream(b),
                       container::HoldPlaced{b, "customs", {container::Deed::load}, "papers"});
  EXPECT_EQ(port.refusal(LoadUnit{run, b, {}, {}, {}}), "container.held");
}

TEST_F(Train, TheDepartureGateNamesEachCheckThatFails) {
  compose(1);
  auto const a = unit("22G1", 20'000, "SHIP", false), b = unit();
  port.done(plan(a, 1, "2x20", "A"));
  port.done(plan(b, 1, "2x20", "B"));
  port.done(SettlePlan{run});
  port.done(LoadUnit{run, a, {}, {}, {}});
  auto const failing = [&] {
    auto const refused = port.when(DepartTrain{run});
    return refused ? std::string{} : detail(refused.error(), "checks");
  };
  for (auto const* check : {"inspected", "sealed", "customs_released", "loaded"}) {
    EXPECT_THAT(failing(), HasSubstr("\"check\":\"" + std::string(check) + "\""));
  }
  make_ready(a);
  port.done(LoadUnit{run, b, {}, {}, {}});
  port.done(PassInspection{run, nth_wagon(1)});
  port.happened_before(container::unit_stream(b),
                       container::HoldPlaced{b, "bank", {container::Deed::depart}, "pledge"});
  EXPECT_THAT(failing(), HasSubstr("\"check\":\"held\""));
  port.happened_before(container::unit_stream(b), container::HoldReleased{b, "bank"});
  port.happened_before(container::unit_stream(b), container::MassVerified{b, Kilograms{21'000}});
  EXPECT_THAT(failing(), HasSubstr("\"check\":\"mass_as_planned\""));
  port.happened_before(container::unit_stream(b), container::MassVerified{b, Kilograms{20'000}});
  port.done(DepartTrain{run});
  EXPECT_EQ(port.refusal(DepartTrain{run}), "train.left_already");
  EXPECT_EQ(port.refusal(AddWagon{run, nth_wagon(5), "TW-1435"}), "train.left_already");
}

TEST_F(Train, NoUnitLeavesThatIsNotFirmlyBookedOnThisDeparture) {
  auto const [a, b] = loaded_pair();
  auto const failing = [&] {
    auto const refused = port.when(DepartTrain{run});
    return refused ? std::string{} : detail(refused.error(), "checks");
  };
  booking::BookingId const first{"BK1"};
  auto const of_b = booking::BookingId{"BK2"};
  // Cancelled when it already stood on its wagon.
  port.happened_before(booking::booking_stream(first), booking::BookingCancelled{first, "sold elsewhere"});
  port.happened_before(container::unit_stream(a), container::UnitUnbooked{a, first.text});
  EXPECT_THAT(failing(), HasSubstr("\"check\":\"booked\",\"about\":\"" + std::string(a.text())));
  // Put on another train.
  port.happened_before(booking::booking_stream(of_b),
                       booking::BookingRolled{of_b,
                                              {{network::DepartureId{"T-AD-20261209"}, network::NodeCode{"TPAAA"},
                                                network::NodeCode{"TPDDD"}, {}, {}, {}}},
                                              {},
                                              ""});
  EXPECT_THAT(failing(), HasSubstr("\"check\":\"booked\",\"about\":\"" + std::string(b.text())));
}

TEST_F(Train, WhatDoesNotFitBehindTheBorderIsNamedAndStays) {
  auto const [a, b] = loaded_pair();
  port.done(DepartTrain{run});
  EXPECT_EQ(port.refusal(TransferUnits{run, {}, {}}), "train.not_at_border");
  EXPECT_EQ(port.refusal(ArriveTrain{run}), "train.border_first");
  port.done(ReachBorder{run});
  EXPECT_EQ(port.refusal(ReachBorder{run}), "train.at_border_already");
  EXPECT_EQ(port.refusal(TransferUnits{run, {}, {}}), "train.nothing_fits");
  port.happened_before(container::unit_stream(a),
                       container::HoldPlaced{a, "customs", {container::Deed::move}, "seal broken"});
  auto const facts = port.done(TransferUnits{run, {{nth_wagon(9), "TW-1520"}}, {}});
  EXPECT_EQ(facts.made.front(), (std::pair<std::string, std::string>{"left", std::string(a.text())}));
  EXPECT_TRUE(where(a).place.ref.starts_with(run.text + "/5000001/"));
  EXPECT_TRUE(where(b).place.ref.starts_with(run.text + "-2/"));
  EXPECT_EQ(port.state<WagonState>(wagon_stream(nth_wagon(1))).run, run);
  EXPECT_EQ(port.refusal(TransferUnits{run, {{nth_wagon(8), "TW-1520"}}, {}}), "train.not_at_border");
}

TEST_F(Train, ProposesAPlanThatCanBeSettled) {
  compose(3);
  std::vector<UnitNumber> all;
  for (int i = 0; i < 4; ++i) all.push_back(unit("22G1", 18'000 + 500 * i));
  all.push_back(unit("42G1", 23'000));
  all.push_back(unit("42U1", 20'000));  // an open top stays behind
  auto const facts = port.done(ProposePlan{run, all});
  EXPECT_EQ(facts.made, (decltype(facts.made){{"left", std::string(all.back().text())}}));
  EXPECT_EQ(state().plan.placements.size(), 5u);
  port.done(SettlePlan{run});
}

TEST_F(Train, AProposalLeavesWhereItIsWhatItWasNotAskedFor) {
  compose(3);
  auto const first = unit("22G1", 18'000), second = unit("42G1", 23'000), late = unit("22G1", 19'000);
  port.done(plan(first, 2, "2x20", "B"));
  port.done(ProposePlan{run, {second}});
  auto const before = state().plan;
  EXPECT_EQ(before.find(first)->spot.place, "B");
  port.done(ProposePlan{run, {late}});
  auto const after = state().plan;
  EXPECT_EQ(after.find(first)->spot, before.find(first)->spot);
  EXPECT_EQ(after.find(second)->spot, before.find(second)->spot);
  ASSERT_NE(after.find(late), nullptr);
  EXPECT_NE(after.find(late)->spot, after.find(first)->spot);
}

TEST_F(Train, AProposalFillsTheFreePlaceBesideWhatIsPlanned) {
  compose(1);
  auto const first = unit("22G1", 18'000), second = unit("22G1", 18'500);
  port.done(plan(first, 1, "2x20", "B"));
  auto const made = port.done(ProposePlan{run, {second}}).made;
  EXPECT_TRUE(made.empty()) << "nothing is left";
  ASSERT_NE(state().plan.find(second), nullptr);
  EXPECT_EQ(state().plan.find(second)->spot.place, "A");
}

class TestRoom final : public Room {
 public:
  TestRoom(TrainBoard const& board, Actor actor) : board_(board), actor_(std::move(actor)) {}
  Instant at() const override { return {}; }
  Actor const& actor() const override { return actor_; }
  Pack const& whole_pack() const override { return pack_named("testport"); }

 protected:
  void const* find_view(std::type_index) const override { return &board_; }

 private:
  TrainBoard const& board_;
  Actor actor_;
};

TEST_F(Train, AUnitThatIsDraggedIsJudgedAsTheCommandWouldJudgeIt) {
  compose(2);
  auto const a = unit(), b = unit("22G1", 14'000), c = unit("22G1", 24'500);
  port.done(plan(a, 1, "2x20", "A"));
  auto const board = port.view<TrainBoard>();
  TestRoom const room(*board, {"d", "PORT", Role::duty});
  auto const whole = answer(CheckTrain{run, {}, {}, {}, {}}, room);
  EXPECT_TRUE(whole->allowed);
  EXPECT_FALSE(whole->may_settle);
  for (auto const& u : {b, c}) {
    for (int w = 1; w <= 2; ++w) {
      auto const asked = answer(CheckTrain{run, u, nth_wagon(w), "2x20", "B"}, room);
      EXPECT_EQ(asked->allowed, port.refusal(plan(u, w, "2x20", "B")).empty()) << u.text() << " " << w;
    }
  }
  auto const dragged = answer(CheckTrain{run, b, nth_wagon(1), "2x20", "B"}, room);
  EXPECT_FALSE(dragged->allowed);
  EXPECT_TRUE(rules_found(dragged->findings).contains("pair_difference"));
  TestRoom const stranger(*board, {"x", "OTHER", Role::carrier});
  EXPECT_EQ(answer(CheckTrain{run, {}, {}, {}, {}}, stranger).error().code, "train.no_run");
}

TEST_F(Train, AUnitCanGoBackToTheYardBeforeTheTrainLeaves) {
  auto const [a, b] = loaded_pair();
  EXPECT_EQ(port.refusal(UnloadUnit{run, a, "nowhere"}), "yard.position_malformed");
  port.done(UnloadUnit{run, a, "A-01-01-1"});
  EXPECT_EQ(where(a).place, (container::Place{container::PlaceKind::yard, "A-01-01-1"}));
  EXPECT_EQ(port.refusal(UnloadUnit{run, a, "A-01-01-1"}), "train.not_loaded");
  EXPECT_FALSE(state().plan.find(a)->loaded);
  EXPECT_EQ(port.refusal(DepartTrain{run}), "train.not_ready");
  port.done(LoadUnit{run, a, {}, {}, {}});
  port.done(DepartTrain{run});
  EXPECT_EQ(port.refusal(UnloadUnit{run, b, "A-01-01-1"}), "train.left_already");
}

TEST_F(Train, RefusesWhatIsNotThere) {
  EXPECT_EQ(port.refusal(ReachBorder{run}), "train.no_run");
  port.done(RegisterWagon{nth_wagon(7), "TW-1435", "RAIL"});
  EXPECT_EQ(port.refusal(RegisterWagon{nth_wagon(7), "TW-1435", ""}), "train.wagon_known");
  EXPECT_EQ(port.refusal(RegisterWagon{nth_wagon(8), "NONE", ""}), "train.no_wagon_type");
  compose(1);
  EXPECT_EQ(port.refusal(ComposeTrain{departure, {}, {}}), "train.composed_already");
  EXPECT_EQ(port.refusal(RemoveWagon{run, nth_wagon(5), ""}), "train.no_wagon");
  EXPECT_EQ(port.refusal(PassInspection{run, nth_wagon(5)}), "train.no_wagon");
  EXPECT_EQ(port.refusal(plan(nth_unit(99), 1, "2x20", "A")), "train.no_unit");
  EXPECT_EQ(port.refusal(UnplanUnit{run, nth_unit(99)}), "train.not_planned");
  EXPECT_EQ(port.refusal(ProposePlan{run, {}, 1, 20'001}), "train.too_many_steps");
  EXPECT_EQ(port.refusal(ReportRunning{run, network::NodeCode{"TPBBB"}, Passing::passed, ""}),
            "train.not_departed");
  auto const a = unit();
  EXPECT_EQ(port.refusal(plan(a, 1, "", "Z")), "train.no_place");
  port.happened_before(container::unit_stream(a), container::UnitUnbooked{a, "BK1"});
  EXPECT_EQ(port.refusal(plan(a, 1, "2x20", "A")), "train.other_departure");
  auto const light = nth_unit(50);
  port.happened_before(container::unit_stream(light),
                       container::UnitRegistered{light, *parse_size_type("22G1")});
  port.happened_before(container::unit_stream(light),
                       container::UnitBooked{light, "BK1", departure.text, "SHIP", "RAIL"});
  EXPECT_EQ(port.refusal(plan(light, 1, "2x20", "A")), "train.mass_unknown");
  network::DepartureId const sea{"SEA"};
  network::DepartureScheduled by_sea;
  by_sea.departure = sea;
  by_sea.carrier = "RAIL";
  port.happened_before(network::departure_stream(sea), by_sea);
  EXPECT_EQ(port.refusal(ComposeTrain{sea, {}, {}}), "train.no_rail_legs");
  port.happened_before(network::departure_stream(sea), network::DepartureCancelled{sea, "ice"});
  EXPECT_EQ(port.refusal(ComposeTrain{sea, {}, {}}), "train.departure_cancelled");
}

TEST_F(Train, AnEndedRunTakesNoMoreReports) {
  loaded_pair();
  port.done(DepartTrain{run});
  port.done(ReachBorder{run});
  EXPECT_EQ(port.refusal(ArriveTrain{run}), "train.not_transferred");
  port.done(TransferUnits{run, {{nth_wagon(9), "TW-1520"}}, {}});
  RunId const second{run.text + "-2"};
  port.done(PassInspection{second, nth_wagon(9)});
  port.done(DepartTrain{second});
  EXPECT_EQ(port.refusal(ReachBorder{second}), "train.no_border");
  port.done(ArriveTrain{second});
  EXPECT_EQ(port.refusal(ReportRunning{second, network::NodeCode{"TPDDD"}, Passing::arrived, ""}),
            "train.ended");
  EXPECT_EQ(port.refusal(ArriveTrain{run}), "train.ended");
}

TEST_F(Train, EveryRefusalOfItsCodeHasARow) {
  for (auto const& row : refusal_rows) {
    EXPECT_TRUE(row.code.starts_with("train."));
    EXPECT_FALSE(row.zh.empty() || row.en.empty() || row.remedy_zh.empty() || row.remedy_en.empty())
        << row.code;
  }
  auto const d = describe();
  EXPECT_GE(d.commands.size(), 19u);
  EXPECT_EQ(d.views.front().tables.size(), 6u);
  EXPECT_TRUE(d.views.front().storable);
}

}  // namespace
}  // namespace landport::train
