// SPDX-License-Identifier: Apache-2.0
#include "port/network/positions.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "journal/department.h"
#include "journal/given.h"
#include "port/network/module.h"
#include "port/network/pack_test.h"

namespace landport::network {
namespace {

using train::Passing;
using train::RunId;

// The invented pack: straight legs, so that where a train is can be worked out by hand.
Pack const& testport() {
  static Pack const pack = [] {
    auto const files = pack_files("testport");
    Pack p;
    for (auto const& load : describe().loaders) {
      if (auto const r = load(files, p); !r) ADD_FAILURE() << r.error().code << " " << r.error().place;
    }
    return p;
  }();
  return pack;
}
Instant at(std::string_view text) {
  return *parse_instant(text);
}

class Asked final : public Room {
 public:
  Asked(Running const& view, Instant at, Actor actor) : view_(view), at_(at), actor_(std::move(actor)) {}
  Instant at() const override { return at_; }
  Actor const& actor() const override { return actor_; }
  Pack const& whole_pack() const override { return testport(); }

 protected:
  void const* find_view(std::type_index) const override { return &view_; }

 private:
  Running const& view_;
  Instant at_;
  Actor actor_;
};

Actor const duty{"zhao", "PORT", Role::duty};

struct Trains : testing::Test {
  Given port{testport()};
  RunId const first{"T-20261201"}, second{"T-20261201-2"};
  DepartureId const departure{"T-20261201"};

  static train::RunLeg leg(char const* code, char const* from, char const* to, char const* departs,
                           char const* arrives) {
    return {LegCode{code}, LegRunId{"R"}, NodeCode{from}, NodeCode{to}, at(departs), at(arrives), {}};
  }
  Trains() {
    port.as(duty).at("2026-11-30T00:00:00Z");
    train::TrainComposed made{first, departure, ServiceCode{"T"}, "RAIL", 1435, {}, {}, {}};
    made.legs = {leg("TPAAA-TPBBB", "TPAAA", "TPBBB", "2026-12-01T00:00:00Z", "2026-12-03T00:00:00Z"),
                 leg("TPBBB-TPCCC", "TPBBB", "TPCCC", "2026-12-03T06:00:00Z", "2026-12-03T07:00:00Z")};
    tell(first, made);
    tell(first, train::UnitPlanned{first, cargo("HUAXIA"), {}, {}, ""});
  }
  static train::Cargo cargo(std::string owner) {
    train::Cargo c;
    c.unit = *parse_unit_number_as_seen("CSQU3054383");
    c.owner = std::move(owner);
    return c;
  }
  template <class E>
  void tell(RunId const& run, E event) {
    port.happened_before(train::train_stream(run), std::move(event));
  }
  void departs(char const* when) {
    port.at(when);
    tell(first, train::TrainDeparted{first, NodeCode{"TPAAA"}, {}, {}, {}, {}});
  }
  std::vector<TrainPosition> where(char const* when, Actor const& actor = duty, std::string departures = {}) {
    auto const view = port.view<Running>();
    auto const a = answer(TrainPositions{std::move(departures)}, Asked{*view, at(when), actor});
    return a ? a->positions : std::vector<TrainPosition>{};
  }
};

TEST_F(Trains, RunEvenlyAlongTheirLegFromTheLastReport) {
  EXPECT_TRUE(where("2026-12-01T00:00:00Z").empty());
  departs("2026-12-01T00:00:00Z");
  auto const begin = where("2026-12-01T00:00:00Z"), half = where("2026-12-02T00:00:00Z");
  ASSERT_EQ(begin.size(), 1u);
  EXPECT_EQ(begin[0].basis, PositionBasis::reported);
  EXPECT_EQ(begin[0].fraction, 0);
  ASSERT_EQ(half.size(), 1u);
  EXPECT_EQ(half[0].basis, PositionBasis::expected);
  EXPECT_NEAR(half[0].fraction, 0.5, 1e-9);
  EXPECT_EQ(half[0].leg, LegCode{"TPAAA-TPBBB"});
  EXPECT_EQ(half[0].next_node, NodeCode{"TPBBB"});
  EXPECT_EQ(half[0].next_expected, at("2026-12-03T00:00:00Z"));
  auto const& nodes = testport().get<Network>().nodes;
  auto const *a = nodes.find("TPAAA", *parse_day("2026-12-01")),
             *b = nodes.find("TPBBB", *parse_day("2026-12-01"));
  EXPECT_NEAR(half[0].lon, (a->lon + b->lon) / 2, 0.01);
  EXPECT_NEAR(half[0].lat, (a->lat + b->lat) / 2, 0.01);
}
TEST_F(Trains, ThatLeftLateArriveAsLateAndNeverRunPastTheNextNode) {
  departs("2026-12-01T06:00:00Z");
  auto const p = where("2026-12-02T06:00:00Z");
  ASSERT_EQ(p.size(), 1u);
  EXPECT_EQ(p[0].delay_minutes, 360);
  EXPECT_EQ(p[0].next_expected, at("2026-12-03T06:00:00Z"));
  EXPECT_NEAR(p[0].fraction, 0.5, 1e-9);
  auto const later = where("2026-12-05T00:00:00Z");
  ASSERT_EQ(later.size(), 1u);
  EXPECT_EQ(later[0].fraction, 1);
  EXPECT_TRUE(later[0].overdue);
}
TEST_F(Trains, StandWhereTheyWereReportedToArrive) {
  departs("2026-12-01T00:00:00Z");
  port.at("2026-12-03T01:00:00Z");
  tell(first, train::TrainReported{first, NodeCode{"TPBBB"}, Passing::arrived, "test"});
  auto const p = where("2026-12-03T04:00:00Z");
  ASSERT_EQ(p.size(), 1u);
  EXPECT_EQ(p[0].basis, PositionBasis::reported);
  EXPECT_FALSE(p[0].moving);
  EXPECT_EQ(p[0].fraction, 1);
  EXPECT_EQ(p[0].delay_minutes, 60);
  EXPECT_EQ(p[0].next_node, NodeCode{"TPCCC"});
  // An older report that comes later changes nothing.
  port.at("2026-12-02T01:00:00Z");
  tell(first, train::TrainReported{first, NodeCode{"TPAAA"}, Passing::passed, "late"});
  EXPECT_EQ(where("2026-12-03T04:00:00Z")[0].reported_node, NodeCode{"TPBBB"});
}
TEST_F(Trains, AreGoneWhenTheirUnitsLeaveTheBorderWithAnother) {
  departs("2026-12-01T00:00:00Z");
  port.at("2026-12-03T07:00:00Z");
  tell(first, train::BorderReached{first, NodeCode{"TPCCC"}});
  train::TrainComposed made{second, departure, ServiceCode{"T"}, "RAIL", 1520, {}, {first}, {}};
  made.legs = {leg("TPCCC-TPDDD", "TPCCC", "TPDDD", "2026-12-03T20:00:00Z", "2026-12-09T00:00:00Z")};
  tell(second, made);
  ASSERT_EQ(where("2026-12-03T10:00:00Z").size(), 1u);
  EXPECT_EQ(where("2026-12-03T10:00:00Z")[0].run, first);
  port.at("2026-12-03T20:00:00Z");
  tell(second, train::TrainDeparted{second, NodeCode{"TPCCC"}, {}, {}, {}, {}});
  auto const p = where("2026-12-04T00:00:00Z");
  ASSERT_EQ(p.size(), 1u);
  EXPECT_EQ(p[0].run, second);
  port.at("2026-12-09T01:00:00Z");
  tell(second, train::TrainArrived{second, NodeCode{"TPDDD"}});
  EXPECT_TRUE(where("2026-12-09T02:00:00Z").empty());
}
TEST_F(Trains, OfSeveralDeparturesAreFoundByEachAndStandForAllTheirParents) {
  departs("2026-12-01T00:00:00Z");
  RunId const other{"T-20261203"}, merged{"T-20261203-2"};
  train::TrainComposed late{other, DepartureId{"T-20261203"}, ServiceCode{"T"}, "RAIL", 1435, {}, {}, {}};
  late.legs = {leg("TPBBB-TPCCC", "TPBBB", "TPCCC", "2026-12-03T06:00:00Z", "2026-12-03T07:00:00Z")};
  tell(other, late);
  port.at("2026-12-03T06:00:00Z");
  tell(other, train::TrainDeparted{other, NodeCode{"TPBBB"}, {}, {}, {}, {}});
  port.at("2026-12-03T07:00:00Z");
  for (auto const& run : {first, other}) tell(run, train::BorderReached{run, NodeCode{"TPCCC"}});
  train::TrainComposed made{merged, late.departure, ServiceCode{"T"}, "RAIL", 1520, {}, {first, other}, {}};
  made.departures = {departure, late.departure};
  made.legs = {leg("TPCCC-TPDDD", "TPCCC", "TPDDD", "2026-12-03T20:00:00Z", "2026-12-09T00:00:00Z")};
  tell(merged, made);
  EXPECT_EQ(where("2026-12-03T10:00:00Z").size(), 2u) << "both still stand at the border";
  port.at("2026-12-03T20:00:00Z");
  tell(merged, train::TrainDeparted{merged, NodeCode{"TPCCC"}, {}, {}, {}, {}});
  for (char const* asked : {"", "T-20261201", "T-20261203"}) {
    auto const p = where("2026-12-04T00:00:00Z", duty, asked);
    ASSERT_EQ(p.size(), 1u) << asked;
    EXPECT_EQ(p[0].run, merged);
  }
}
TEST_F(Trains, AreShownToThoseWhoseUnitsTheyCarry) {
  departs("2026-12-01T00:00:00Z");
  auto const when = "2026-12-02T00:00:00Z";
  EXPECT_EQ(where(when, {"li", "HUAXIA", Role::shipper}).size(), 1u);
  EXPECT_TRUE(where(when, {"wu", "SHUDAO", Role::shipper}).empty());
  EXPECT_EQ(where(when, {"chen", "RAIL", Role::carrier}).size(), 1u);
  EXPECT_TRUE(where(when, {"wang", "OTHER", Role::carrier}).empty());
  EXPECT_EQ(where(when, duty, "X,T-20261201").size(), 1u);
  EXPECT_TRUE(where(when, duty, "T-2026120").empty());
  port.at("2026-12-02T00:00:00Z");
  tell(first, train::UnitUnplanned{first, cargo("").unit});
  EXPECT_TRUE(where(when, {"li", "HUAXIA", Role::shipper}).empty());
}
// Facts in any order, at any moment: an answer inside the leg, and a row that can be kept and read again.
RC_GTEST_FIXTURE_PROP(Trains, FoldInAnyOrder, ()) {
  char const* const nodes[] = {"TPAAA", "TPBBB", "TPCCC", "TPDDD", "TPEEE", "NOWHERE"};
  for (int n = *rc::gen::inRange(0, 12); n > 0; --n) {
    port.at(at("2026-12-01T00:00:00Z") + hours(*rc::gen::inRange(0, 100)));
    NodeCode const node{nodes[*rc::gen::inRange(0, 6)]};
    auto const run = *rc::gen::element(first, second);
    switch (*rc::gen::inRange(0, 5)) {
      case 0:
        tell(run, train::TrainDeparted{run, node, {}, {}, {}, {}});
        break;
      case 1:
        tell(run, train::TrainReported{run, node, *rc::gen::element(Passing::arrived, Passing::passed), ""});
        break;
      case 2:
        tell(run, train::BorderReached{run, node});
        break;
      case 3:
        tell(run, train::TrainArrived{run, node});
        break;
      default:
        tell(run, train::UnitPlanned{run, cargo("A"), {}, {}, ""});
    }
  }
  auto const view = port.view<Running>();
  auto const now = at("2026-12-01T00:00:00Z") + hours(*rc::gen::inRange(0, 200));
  auto const a = answer(TrainPositions{}, Asked{*view, now, duty});
  RC_ASSERT(a.has_value());
  for (auto const& p : a->positions) RC_ASSERT(p.fraction >= 0 && p.fraction <= 1);
  JsonParser parser;
  view->runs.each([&](std::string_view, RunningRow const& row) {
    auto const text = to_json(row);
    auto const value = parser.parse(text);
    RC_ASSERT(value.has_value());
    auto const again = Codec<RunningRow>::read(*value);
    RC_ASSERT(again.has_value());
    RC_ASSERT(to_json(*again) == text);
  });
}

}  // namespace
}  // namespace landport::network
