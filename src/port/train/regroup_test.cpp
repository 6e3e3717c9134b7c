// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "port/train/border_port_test.h"
#include "port/train/lineage_query.h"

namespace landport::train {
namespace {

using testing::ElementsAre, testing::SizeIs, testing::IsEmpty, testing::HasSubstr;

struct Border : BorderPort, testing::Test {};

TEST_F(Border, ThreeTrainsBecomeTwoInOneCommit) {
  auto const a = train(0, 14), b = train(1, 14), c = train(2, 14);
  port.at("2026-12-07T00:00:00Z");
  // 42 boxes of 40 feet on platforms of two: 21 of them, 11 and 10.
  Regroup order{{a, b, c}, {{wide(1, 11), {}}, {wide(21, 10), {}}}, {}, {}, {}};
  auto const facts = port.done(order);
  auto const runs = names(facts, "run");
  ASSERT_THAT(runs, SizeIs(2));
  EXPECT_THAT(names(facts, "left"), IsEmpty());
  std::size_t together = 0;
  for (auto const& name : runs) {
    auto const run = state(RunId{name});
    EXPECT_EQ(run.stage, Stage::settled);
    EXPECT_EQ(run.made.gauge_mm, 1520);
    together += run.plan.placements.size();
    for (auto const& p : run.plan.placements) {
      EXPECT_TRUE(p.loaded);
      EXPECT_TRUE(where(p.cargo.unit).place.ref.starts_with(name + "/")) << where(p.cargo.unit).place.ref;
      EXPECT_THAT(run.made.parents, testing::Contains(*p.parent));
    }
  }
  EXPECT_EQ(together, 42u);
  for (auto const& parent : {a, b, c}) {
    EXPECT_EQ(state(parent).stage, Stage::transferred);
    EXPECT_THAT(state(parent).plan.placements, IsEmpty());
  }
  EXPECT_TRUE(port.state<WagonState>(wagon_stream(nth_wagon(101))).run.empty()) << "its wagons are free";
}

network::EmbargoImposed embargo_behind_the_border() {
  network::EmbargoImposed e;
  e.embargo = network::EmbargoId{"EM1"};
  e.place = "TPDDD";
  e.from = *parse_instant("2026-12-01T00:00:00Z");
  e.reason = "flood";
  return e;
}

TEST_F(Border, AnEmbargoOnTheWayIsToldBeforeTheUnitsAreLifted) {
  auto const a = train(0, 2);
  port.at("2026-12-07T00:00:00Z").happened_before(network::embargo_stream(), embargo_behind_the_border());
  EXPECT_EQ(port.refusal(TransferUnits{a, wide(1, 1), {}}), "network.embargoed");
  EXPECT_EQ(port.refusal(Regroup{{a}, {}, wide(1, 1), {}, {}}), "network.embargoed");
  port.happened_before(network::embargo_stream(), network::EmbargoLifted{network::EmbargoId{"EM1"}, ""});
  EXPECT_EQ(port.refusal(TransferUnits{a, wide(1, 1), {}}), "");
}

TEST_F(Border, ALimitCountsWhatTheNewTrainWouldCarry) {
  auto const a = train(0, 2);  // 4 TEU
  auto limit = embargo_behind_the_border();
  limit.kind = network::EmbargoKind::limit;
  limit.teu_max = CentiTeu{300};
  port.at("2026-12-07T00:00:00Z").happened_before(network::embargo_stream(), limit);
  EXPECT_EQ(port.refusal(Regroup{{a}, {}, wide(1, 1), {}, {}}), "network.embargoed");
  port.happened_before(network::embargo_stream(), network::EmbargoLifted{network::EmbargoId{"EM1"}, ""});
  limit.teu_max = CentiTeu{400};
  port.happened_before(network::embargo_stream(), limit);
  EXPECT_EQ(port.refusal(Regroup{{a}, {}, wide(1, 1), {}, {}}), "");
}

TEST_F(Border, UnitsThatAnEmbargoIsAboutStayAndTheOthersGoOn) {
  auto const departure = schedule(0);
  auto const high = box(departure, "45G1"), low = box(departure, "42G1");
  auto const a = at_border(departure, {high, low});
  auto about = embargo_behind_the_border();
  about.size_types = {*parse_size_type("45G1")};
  port.at("2026-12-07T00:00:00Z").happened_before(network::embargo_stream(), about);
  auto const facts = port.done(Regroup{{a}, {}, wide(1, 1), {}, {}});
  EXPECT_THAT(names(facts, "why"), ElementsAre(std::string(high.text()) + " " + a.text + " embargo"));
  EXPECT_TRUE(where(low).place.ref.starts_with("T-AD-20261202-2/"));
}

TEST_F(Border, AMergedTrainLeavesByTheTimetableOfTheLatestAndNamesAllDepartures) {
  auto const a = train(0, 3), b = train(2, 3);
  port.at("2026-12-07T00:00:00Z");
  auto const facts = port.done(Regroup{{a, b}, {}, wide(1, 3), {}, {}});
  EXPECT_THAT(names(facts, "run"), ElementsAre("T-AD-20261204-2"));
  auto const run = state(RunId{"T-AD-20261204-2"});
  EXPECT_EQ(run.made.departure.text, "T-AD-20261204");
  EXPECT_EQ(run.made.departures, (std::vector<network::DepartureId>{network::DepartureId{"T-AD-20261202"},
                                                                     network::DepartureId{"T-AD-20261204"}}));
  EXPECT_THAT(run.made.parents, ElementsAre(a, b));
  EXPECT_EQ(run.made.legs.front().departs, *parse_instant("2026-12-06T07:00:00Z"));
  auto const board = port.view<TrainBoard>();
  EXPECT_THAT(board->trains.find(a.text)->children, ElementsAre(RunId{"T-AD-20261204-2"}));
  EXPECT_THAT(board->trains.find(b.text)->children, ElementsAre(RunId{"T-AD-20261204-2"}));
  EXPECT_THAT(board->trains.find("T-AD-20261204-2")->departures, SizeIs(2));
}

TEST_F(Border, TheBookingsOfAllItsDeparturesAreCompletedWhereItArrives) {
  auto const first = schedule(0), second = schedule(1);
  auto const x = box(first), y = box(second);
  auto const a = at_border(first, {x}), b = at_border(second, {y});
  port.at("2026-12-07T00:00:00Z").done(Regroup{{a, b}, {}, wide(1, 1), {}, {}});
  RunId const merged{"T-AD-20261203-2"};
  leave(merged);
  port.at("2026-12-12T00:00:00Z").done(ArriveTrain{merged});
  EXPECT_EQ(booking_of(x).state, booking::State::completed);
  EXPECT_EQ(booking_of(y).state, booking::State::completed);
  EXPECT_EQ(where(x).place.kind, container::PlaceKind::terminal_abroad);
}

TEST_F(Border, TwoTrainsBecomeThreeAndEveryRunHasItsName) {
  auto const a = train(0, 6), b = train(0 + 1, 6);
  port.at("2026-12-07T00:00:00Z");
  Regroup order{{a, b}, {{wide(1, 2), {}}, {wide(11, 2), {}}, {wide(21, 2), {}}}, {}, {}, {}};
  auto const runs = names(port.done(order), "run");
  ASSERT_THAT(runs, SizeIs(3));
  EXPECT_THAT(std::set<std::string>(runs.begin(), runs.end()), SizeIs(3));
  for (auto const& run : runs) {
    EXPECT_THAT(state(RunId{run}).plan.placements, SizeIs(4));
    leave(RunId{run});
    port.done(ArriveTrain{RunId{run}});
  }
}

TEST_F(Border, WhatIsHeldStaysAndGoesWithALaterTrain) {
  auto const first = schedule(0), second = schedule(1);
  auto const x = box(first), y = box(first), z = box(second);
  auto const a = at_border(first, {x, y});
  auto const hold = container::unit_stream(x);
  port.happened_before(hold, container::HoldPlaced{x, "H1", {container::Deed::move}, "seal broken"});
  port.at("2026-12-05T00:00:00Z");
  auto const facts = port.done(Regroup{{a}, {}, wide(1, 4), {}, {}});
  EXPECT_THAT(names(facts, "left"), ElementsAre(std::string(x.text())));
  EXPECT_THAT(names(facts, "why").front(), HasSubstr("held"));
  RunId const one{first.text + "-2"};
  EXPECT_THAT(state(one).plan.placements, SizeIs(1));
  EXPECT_EQ(port.state<WagonState>(wagon_stream(nth_wagon(101))).run, a) << "the wagon keeps its box";
  EXPECT_TRUE(port.state<WagonState>(wagon_stream(nth_wagon(102))).run.empty());
  EXPECT_THAT(port.view<TrainBoard>()->trains.find(a.text)->left_behind, ElementsAre(x));
  leave(one);
  EXPECT_EQ(port.refusal(Regroup{{a}, {}, wide(11, 1), {}, {}}), "train.nothing_fits") << "it is held still";
  port.happened_before(hold, container::HoldReleased{x, "H1", ""});
  auto const b = at_border(second, {z});
  port.at("2026-12-06T00:00:00Z");
  auto const later = port.done(Regroup{{b, a}, {}, wide(11, 2), {}, {}});
  EXPECT_THAT(names(later, "run"), ElementsAre("T-AD-20261203-2"));
  RunId const two{"T-AD-20261203-2"};
  EXPECT_TRUE(where(x).place.ref.starts_with(two.text));
  EXPECT_TRUE(port.state<WagonState>(wagon_stream(nth_wagon(101))).run.empty());
  EXPECT_THAT(port.view<TrainBoard>()->trains.find(a.text)->left_behind, IsEmpty());
  EXPECT_EQ(port.refusal(Regroup{{a}, {}, wide(21, 1), {}, {}}), "train.not_at_border") << "nothing is left there";
  leave(two);
  port.at("2026-12-14T00:00:00Z").done(ArriveTrain{two});
  EXPECT_EQ(booking_of(x).state, booking::State::completed);
}

TEST_F(Border, AShortTrackLimitsWhatIsMadeUpThere) {
  auto const a = train(0, 40), b = train(1, 40);
  port.at("2026-12-07T00:00:00Z");
  // 60 conventional wagons are 32 platforms of 1.84; 71 of the section would be 38.
  Regroup order{{a, b}, {{wide(1, 33), {}}}, {}, {}, {}};
  EXPECT_EQ(port.refusal(order), "train.track_too_short");
  auto const facts = port.done(Regroup{{a, b}, {}, wide(1, 45), Count{1}, {}});
  auto const run = state(RunId{names(facts, "run").front()});
  EXPECT_THAT(run.plan.wagons, SizeIs(32));
  EXPECT_THAT(run.plan.placements, SizeIs(64));
  EXPECT_THAT(names(facts, "left"), SizeIs(16));
  EXPECT_THAT(names(facts, "why").front(), HasSubstr("train_length"));
  // What came first goes first.
  for (auto const& unit : names(facts, "left")) {
    auto const at = where(*parse_unit_number(unit)).place.ref;
    EXPECT_TRUE(at.starts_with(b.text)) << at;
  }
}

TEST_F(Border, OnlyTrainsThatStandTogetherAndGoTogetherAreMerged) {
  auto const a = train(0, 2), b = train(1, 2);
  EXPECT_EQ(port.refusal(Regroup{{a, a}, {}, wide(1, 2), {}, {}}), "train.named_twice");
  EXPECT_EQ(port.refusal(Regroup{{}, {}, wide(1, 2), {}, {}}), "train.no_run");
  EXPECT_EQ(port.refusal(Regroup{{a, b}, {}, {}, {}, {}}), "train.one_of_wagons");
  EXPECT_EQ(port.refusal(Regroup{{a, b}, {{wide(1, 1), {}}}, wide(1, 2), {}, {}}), "train.one_of_wagons");
  auto const elsewhere = schedule(3, "RAIL", "TPEEE");
  EXPECT_EQ(port.refusal(Regroup{{a, at_border(elsewhere, boxes(elsewhere, 1))}, {}, wide(1, 2), {}, {}}),
            "train.other_way");
  auto const others = schedule(4, "OTHER");
  EXPECT_EQ(port.refusal(Regroup{{a, at_border(others, boxes(others, 1), "OTHER")}, {}, wide(1, 2), {}, {}}),
            "train.other_carrier");
  EXPECT_EQ(port.refusal(Regroup{{a}, {{{{nth_wagon(1), "TW-1435"}}, {}}}, {}, {}, {}}), "train.rule_broken");
  EXPECT_EQ(port.refusal(Regroup{{a}, {}, {{nth_wagon(1), "TW-1520"}, {nth_wagon(1), "TW-1520"}}, {}, {}}),
            "train.wagon_taken");
  port.as({"x", "ELSE", Role::carrier});
  EXPECT_EQ(port.refusal(Regroup{{a, b}, {}, wide(1, 2), {}, {}}), "train.no_run");
}

TEST_F(Border, APreviewNamesEveryPlaceAndChangesNothing) {
  auto const a = train(0, 2), b = train(1, 1);
  auto const facts = port.when(Regroup{{a, b}, {}, wide(1, 2), {}, {}});
  ASSERT_TRUE(facts.has_value());
  EXPECT_THAT(names(*facts, "place"), SizeIs(3));
  EXPECT_THAT(names(*facts, "place").front(), HasSubstr("T-AD-20261203-2/5000001/A TPDDD"));
  EXPECT_THAT(names(*facts, "train"), ElementsAre("T-AD-20261203-2 3 2 T-AD-20261203"));
  EXPECT_EQ(state(a).stage, Stage::at_border);
}

class BoardRoom final : public Room {
 public:
  BoardRoom(TrainBoard const& board, Actor actor) : board_(board), actor_(std::move(actor)) {}
  Instant at() const override { return {}; }
  Actor const& actor() const override { return actor_; }
  Pack const& whole_pack() const override { return pack_named("testport"); }

 protected:
  void const* find_view(std::type_index) const override { return &board_; }

 private:
  TrainBoard const& board_;
  Actor actor_;
};

TEST_F(Border, LineageSaysWhichTrainBecameWhichAndItsCountsAddUp) {
  auto const a = train(0, 3), b = train(1, 3), c = train(2, 2);
  port.at("2026-12-07T00:00:00Z");
  port.done(Regroup{{a, b}, {{wide(1, 2), {}}, {wide(11, 1), {}}}, {}, {}, {}});
  auto const board = port.view<TrainBoard>();
  BoardRoom const room(*board, {"d", "PORT", Role::duty});
  for (auto const& query : {TrainLineage{a, {}}, TrainLineage{{}, network::DepartureId{b.text}}}) {
    auto const lineage = answer(query, room);
    ASSERT_TRUE(lineage.has_value());
    EXPECT_THAT(lineage->runs, SizeIs(4)) << "two parents and two children; the third train has nothing to do with them";
    EXPECT_EQ(lineage->runs[0].run, a);
    EXPECT_EQ(lineage->runs[1].run, b);
    std::map<std::string, std::int64_t> out, in;
    for (auto const& l : lineage->links) out[l.from.text] += l.units.value, in[l.to.text] += l.units.value;
    for (auto const& r : lineage->runs) {
      bool const parent = r.run == a || r.run == b;
      EXPECT_EQ(r.units.value, parent ? out[r.run.text] + r.left_behind.value : in[r.run.text]) << r.run.text;
    }
  }
  EXPECT_THAT(answer(TrainLineage{c, {}}, room)->runs, SizeIs(1));
  BoardRoom const stranger(*board, {"x", "ELSE", Role::carrier});
  EXPECT_EQ(answer(TrainLineage{a, {}}, stranger).error().code, "train.no_run");
}

// ---- always ----


struct RandomBorder : BorderPort {
  std::vector<RunId> runs;
  std::map<std::string, std::size_t> brought;  // units by run
  std::size_t all = 0;

  UnitNumber random_box(network::DepartureId const& departure) {
    auto const type = *rc::gen::element<std::string>("22G1", "42G1", "45G1");
    auto const unit = box(departure, type, *rc::gen::inRange(6'000, 30'000));
    auto const stream = container::unit_stream(unit);
    if (*rc::gen::inRange(0, 6) == 0)
      port.happened_before(stream, container::HoldPlaced{unit, "H", {container::Deed::move}, "held"});
    auto const danger = *rc::gen::inRange(0, 12);
    if (danger == 0) port.happened_before(stream, container::DangerDeclared{unit, *parse_un_danger_number("0081"), "1.1D"});
    if (danger == 1) port.happened_before(stream, container::DangerDeclared{unit, *parse_un_danger_number("1203"), "3"});
    return unit;
  }
  RandomBorder() {
    for (int t = 0, k = *rc::gen::inRange(1, 4); t < k; ++t) {
      auto const departure = schedule(t);
      std::vector<UnitNumber> boxes;
      for (int n = *rc::gen::inRange(1, 8); n > 0; --n) boxes.push_back(random_box(departure));
      runs.push_back(at_border(departure, boxes));
      brought[runs.back().text] = boxes.size();
      all += boxes.size();
    }
    port.at("2026-12-10T00:00:00Z");
  }
  Regroup order() const {
    Regroup order{runs, {}, {}, {}, {}, *rc::gen::inRange(1, 100)};
    if (*rc::gen::arbitrary<bool>()) {
      order.wagons = wide(1, *rc::gen::inRange(1, 12));
      order.trains_max = Count{*rc::gen::inRange(0, 4)};
      return order;
    }
    for (int m = *rc::gen::inRange(1, 4), wagon = 1; m > 0; --m, wagon += 5)
      order.trains.push_back({wide(wagon, *rc::gen::inRange(1, 5)), {}});
    return order;
  }
};

RC_GTEST_PROP(BorderAlways, EveryUnitIsInOnePlaceAndLineageAddsUp, ()) {
  RandomBorder world;
  auto const facts = world.port.when(world.order());
  if (!facts) {
    RC_ASSERT(facts.error().code == "train.nothing_fits");
    return;
  }
  for (auto const& f : facts->list) world.port.happened_before(f.stream, f.event);
  std::map<std::string, std::size_t> went;
  std::map<UnitNumber, std::string> on;
  for (auto const& name : BorderPort::names(*facts, "run")) {
    auto const child = world.state(RunId{name});
    RC_ASSERT(!any_stop(check(pack_named("testport").get<Rules>(), child.plan)));
    for (auto const& p : child.plan.placements) {
      RC_ASSERT(on.emplace(p.cargo.unit, name).second);
      ++went[p.parent->text];
    }
    for (auto const& parent : child.made.parents)
      RC_ASSERT(std::ranges::any_of(child.plan.placements, [&](auto const& p) { return *p.parent == parent; }));
  }
  for (auto const& run : world.runs) {
    auto const parent = world.state(run);
    std::size_t const stays = parent.plan.placements.size();
    RC_ASSERT(went[run.text] + stays == world.brought[run.text]);
    RC_ASSERT(parent.left_behind.size() == stays);
    for (auto const& p : parent.plan.placements) {
      RC_ASSERT(on.emplace(p.cargo.unit, run.text).second);
      RC_ASSERT(world.port.state<WagonState>(wagon_stream(p.spot.wagon)).run == run);
    }
  }
  RC_ASSERT(on.size() == world.all);
  for (auto const& [unit, run] : on) RC_ASSERT(world.where(unit).place.ref.starts_with(run + "/"));
}

}  // namespace
}  // namespace landport::train
