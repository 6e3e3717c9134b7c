// SPDX-License-Identifier: Apache-2.0
#include "port/network/route.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "journal/department.h"
#include "port/network/module.h"
#include "port/network/pack_test.h"

namespace landport::network {
namespace {

Pack load(std::string const& name) {
  auto files = pack_files(name);
  std::ifstream in(LANDPORT_SOURCE_DIR "/packs/" + name + "/rail_graph.bin", std::ios::binary);
  if (in) files.add_bytes("rail_graph.bin", {std::istreambuf_iterator<char>(in), {}});
  Pack pack;
  for (auto const& loader : describe().loaders) {
    auto const r = loader(files, pack);
    if (!r) ADD_FAILURE() << name << ": " << r.error().code << " " << r.error().place;
  }
  return pack;
}
Pack const& real() {
  static Pack const pack = load("qingbaijiang");
  return pack;
}
Pack const& small() {
  static Pack const pack = load("testport");
  return pack;
}

class Asked final : public Room {
 public:
  explicit Asked(Pack const& pack) : pack_(pack) {}
  Instant at() const override { return *parse_instant("2026-12-01T00:00:00Z"); }
  Actor const& actor() const override { return actor_; }
  Pack const& whole_pack() const override { return pack_; }

 protected:
  void const* find_view(std::type_index) const override { return nullptr; }

 private:
  Pack const& pack_;
  Actor actor_{"li", "HUAXIA", Role::shipper};
};

Result<RouteAnswer> route(std::string_view from, std::string_view to, std::string via = {}) {
  return answer(FindRoute{NodeCode{from}, NodeCode{to}, std::move(via), {}}, Asked{real()});
}

struct Wanted {
  std::string to, via;
  std::vector<std::pair<std::int64_t, std::string>> changes;  // to gauge, name
};
class Ways : public testing::TestWithParam<Wanted> {};

TEST_P(Ways, ChangeGaugeAtTheirBordersAndAddUp) {
  auto const& wanted = GetParam();
  auto const a = route("CDQBJ", wanted.to, wanted.via);
  ASSERT_TRUE(a) << a.error().code << " " << a.error().place;
  ASSERT_EQ(a->gauge_changes.size(), wanted.changes.size());
  for (std::size_t i = 0; i < wanted.changes.size(); ++i) {
    EXPECT_EQ(a->gauge_changes[i].to.value, wanted.changes[i].first);
    EXPECT_EQ(a->gauge_changes[i].name_en, wanted.changes[i].second);
    EXPECT_EQ(a->ways[i + 1].gauge, a->gauge_changes[i].to);
    EXPECT_EQ(a->ways[i].gauge, a->gauge_changes[i].from);
  }
  ASSERT_EQ(a->ways.size(), wanted.changes.size() + 1);
  EXPECT_EQ(a->ways.front().gauge, Millimetres{1435});
  std::int64_t sum = 0, point = 0;
  for (auto const& way : a->ways) {
    sum += way.distance_km;
    EXPECT_EQ(way.first_point, point);
    point = way.last_point;
  }
  EXPECT_EQ(point + 1, static_cast<std::int64_t>(a->line.size()));
  EXPECT_NEAR(static_cast<double>(sum), static_cast<double>(a->distance_km), 3);
  EXPECT_GT(a->distance_km, a->mapped_km);
  EXPECT_FALSE(a->error_zh.empty() || a->error_en.empty());
  EXPECT_LT(to_json(*a).size(), 200'000u);
}
INSTANTIATE_TEST_SUITE_P(
    Network, Ways,
    testing::Values(
        Wanted{"PLLOD", "CNAKL,BYBQT", {{1520, "Alashankou to Dostyk"}, {1435, "Brest to Malaszewicze"}}},
        Wanted{"NLTLB", "CNAKL+BYBQT", {{1520, "Alashankou to Dostyk"}, {1435, "Brest to Malaszewicze"}}},
        Wanted{"DENUE", "CNAKL,BYBQT", {{1520, "Alashankou to Dostyk"}, {1435, "Brest to Malaszewicze"}}},
        Wanted{"KZALA", "", {{1520, "Khorgos to Altynkol"}}}, Wanted{"LAVTE", "", {}}));

TEST(Route, MeetsThePublishedLengthWithinTheErrorThatIsStated) {
  auto const a = route("CDQBJ", "PLLOD", "CNAKL,BYBQT");
  ASSERT_TRUE(a);
  ASSERT_TRUE(a->published_km && a->error_max_permille);
  EXPECT_EQ(*a->published_km, 9826);
  EXPECT_EQ(*a->error_permille, 47);
  auto const off = std::abs(static_cast<double>(a->distance_km) / static_cast<double>(*a->published_km) - 1);
  EXPECT_LT(off * 1000, static_cast<double>(*a->error_max_permille));
  EXPECT_GT(off, 0.01);  // the statement is not for show: this way is about 5 % short
}
TEST(Route, GoesOnOverTheSeaWhereTheRailsEnd) {
  auto const rails = route("CDQBJ", "SGSIN");
  ASSERT_TRUE(rails) << rails.error().code;
  ASSERT_EQ(rails->gauge_changes.size(), 1u);
  EXPECT_EQ(rails->gauge_changes[0].to, Millimetres{1000});
  auto const sea = route("CDQBJ", "SGSIN", "CNQZH");
  ASSERT_TRUE(sea) << sea.error().code;
  ASSERT_EQ(sea->ways.size(), 2u);
  EXPECT_EQ(sea->ways[1].leg, LegCode{"CNQZH-SGSIN"});
  auto const osaka = route("CDQBJ", "JPOSA");
  ASSERT_TRUE(osaka) << osaka.error().code;
  ASSERT_EQ(osaka->ways.size(), 2u);
  EXPECT_EQ(osaka->ways[1].leg, LegCode{"CNSGH-JPOSA"});
  EXPECT_TRUE(osaka->gauge_changes.empty());
}
TEST(Route, SaysWhatIsWrongWithAPlace) {
  auto const code = [](auto const& r) { return r ? std::string{} : r.error().code + " " + r.error().place; };
  EXPECT_EQ(code(route("CDQBJ", "XXXXX")), "network.no_such_node /to");
  EXPECT_EQ(code(route("NOWHERE", "PLLOD")), "network.no_such_node /from");
  EXPECT_EQ(code(route("CDQBJ", "PLLOD", "CNAKL,NIL")), "network.no_such_node /via");
  EXPECT_EQ(code(route("CDQBJ", "CDQBJ")), "network.same_node /to");
  EXPECT_EQ(code(route("CDQBJ", "PLLOD", "A,B,C,D,E,F,G,H,I,J,K")), "network.too_many_places /via");
}
TEST(Route, IsTheGreatCircleWithoutRails) {
  auto const a = answer(FindRoute{NodeCode{"TPAAA"}, NodeCode{"TPDDD"}, "", {}}, Asked{small()});
  ASSERT_TRUE(a);
  EXPECT_EQ(a->drawn, Drawn::straight);
  ASSERT_EQ(a->line.size(), 2u);
  EXPECT_NEAR(static_cast<double>(a->distance_km), solvers::distance_km(a->line[0], a->line[1]), 1);
  EXPECT_FALSE(a->error_permille);
}

TEST(ServiceRoute, FollowsItsLegsWithTheirDistances) {
  auto const a = answer(ServiceRoute{ServiceCode{"CD-LOD"}, {}}, Asked{real()});
  ASSERT_TRUE(a);
  ASSERT_EQ(a->legs.size(), 5u);
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < a->legs.size(); ++i) {
    sum += a->legs[i].distance_km;
    ASSERT_GE(a->legs[i].points.size(), 2u);
    if (i == 0) continue;
    EXPECT_EQ(a->legs[i].from, a->legs[i - 1].to);
    EXPECT_EQ(a->legs[i].points.front(), a->legs[i - 1].points.back());
  }
  EXPECT_EQ(sum, a->distance_km);
  EXPECT_EQ(a->legs[0].basis, DistanceBasis::calibrated);
  auto const none = answer(ServiceRoute{ServiceCode{"NO"}, {}}, Asked{real()});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "network.no_such_service");
}
TEST(LegLines, HoldEveryLegOfEveryServiceOnce) {
  for (auto const* pack : {&real(), &small()}) {
    auto const a = answer(LegLines{}, Asked{*pack});
    ASSERT_TRUE(a);
    EXPECT_GT(a->legs.size(), 3u);
    for (auto const& leg : a->legs) {
      EXPECT_FALSE(leg.services.empty());
      EXPECT_GE(leg.points.size(), 2u);
      bool const straight = pack == &small();
      EXPECT_EQ(leg.drawn, straight                ? Drawn::straight
                           : leg.mode == Mode::sea ? Drawn::way_points
                                                   : Drawn::rails);
    }
    EXPECT_LT(to_json(*a).size(), 200'000u);
  }
}
TEST(PointOnLeg, GoesFromTheFirstNodeToTheLast) {
  auto const& map = real().get<RailMap>();
  auto const day = *parse_day("2026-12-01");
  NodeCode const from{"CDQBJ"}, to{"CNAKL"};
  auto const begin = point_on_leg(map, from, to, 0, day), end = point_on_leg(map, from, to, 1, day);
  ASSERT_TRUE(begin && end);
  EXPECT_LT(solvers::distance_km(begin->at, {104.335, 30.882}), 0.2);
  EXPECT_LT(solvers::distance_km(end->at, {82.57, 45.17}), 5);
  auto const& way = *map.way(from, to, day);
  for (double f : {0.1, 0.5, 0.9})
    EXPECT_NEAR(nearest_on_way(way, point_on_way(way, f).at).fraction, f, 0.01);
  EXPECT_FALSE(point_on_leg(map, from, NodeCode{"PLLOD"}, 0.5, day));
}

}  // namespace
}  // namespace landport::network
