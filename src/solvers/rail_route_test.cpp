// SPDX-License-Identifier: Apache-2.0
#include "solvers/rail_route.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <numeric>

namespace landport::solvers {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes file_of_pack() {
  std::ifstream in(LANDPORT_SOURCE_DIR "/packs/qingbaijiang/rail_graph.bin", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

RailGraph const& eurasia() {
  static RailGraph const graph = [] {
    auto decoded = RailGraph::decode(file_of_pack());
    EXPECT_TRUE(decoded);
    return std::move(*decoded);
  }();
  return graph;
}

// Writes the file format, for graphs small enough to be checked by hand.
class Writer {
 public:
  Writer() : bytes_{'L', 'P', 'R', 'G', 1} {}
  Writer& number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<std::uint8_t>(value | 0x80U));
    bytes_.push_back(static_cast<std::uint8_t>(value));
    return *this;
  }
  Writer& signed_number(std::int64_t value) {
    auto const twice = static_cast<std::uint64_t>(value < 0 ? -value : value) << 1;
    return number(value < 0 ? twice - 1 : twice);
  }
  Writer& name(std::string_view text) {
    number(text.size());
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    return *this;
  }
  Bytes sealed() const { return seal(bytes_); }

  static Bytes seal(Bytes bytes) {
    std::uint32_t sum = 0xFFFFFFFFU;
    for (auto const byte : bytes) {
      sum ^= byte;
      for (int i = 0; i < 8; ++i) sum = (sum >> 1) ^ (0xEDB88320U & (~(sum & 1U) + 1));
    }
    sum = ~sum;
    for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<std::uint8_t>(sum >> (8 * i)));
    return bytes;
  }

 private:
  Bytes bytes_;
};

// On the equator, in degrees of longitude: 0 --1435, 120 km-- 1 ==transshipment, 10 km== 1.1 --1520, 220 km--
// 3, and a second 1435 line of 50 km from 0 northward. Zone factors 1 and 1.5.
Bytes small_file() {
  Writer w;
  w.number(2).name("near").number(1'000'000).name("far").number(1'500'000);
  w.number(2).number(1435).number(1520);
  w.number(5);
  for (auto const& [lon, lat] : {std::pair{0, 0}, {10'000, 0}, {1'000, 0}, {19'000, 0}, {-30'000, 5'000}})
    w.signed_number(lon).signed_number(lat);
  w.number(4);
  auto const edge = [&w](int ahead, int across, int metres, unsigned gauge, unsigned zone, unsigned kind) {
    w.signed_number(ahead).signed_number(across).number(static_cast<unsigned>(metres));
    w.number(gauge << 6 | zone << 2 | kind).number(0);
  };
  edge(0, 1, 120'000, 0, 0, 0);
  edge(0, 4, 50'000, 0, 0, 0);
  edge(1, 1, 10'000, 1, 0, 2);
  edge(1, 1, 220'000, 1, 1, 0);
  return w.sealed();
}

RailGraph small() {
  return std::move(*RailGraph::decode(small_file()));
}

TEST(RailGraph, ReadsWhatTheFormatSays) {
  auto const graph = small();
  EXPECT_EQ(graph.node_count(), 5U);
  EXPECT_EQ(graph.edge_count(), 4U);
  EXPECT_NEAR(graph.node(4).lat, 0.5, 1e-9);
  EXPECT_EQ(graph.nearest_node({2.9, 0.1}), 3U);
}

TEST(RailGraph, AttachesToTheMiddleOfALineAndGoesOverTheBorder) {
  auto const graph = small();
  auto const place = graph.attach({0.5, 0.01});
  ASSERT_EQ(place.size(), 1U);
  EXPECT_NEAR(place[0].fraction, 0.5, 1e-6);
  EXPECT_NEAR(place[0].off_km, 1.112, 0.01);
  auto const route = graph.route({0.5, 0.0}, {2.05, 0.0});
  ASSERT_TRUE(route);
  EXPECT_NEAR(route->raw_km, 60 + 10 + 110, 0.01);
  EXPECT_NEAR(route->calibrated_km, 60 + 10 + 110 * 1.5, 0.01);
  ASSERT_EQ(route->gauge_changes.size(), 1U);
  EXPECT_EQ(route->gauge_changes[0].from_mm, 1435);
  EXPECT_EQ(route->gauge_changes[0].to_mm, 1520);
  EXPECT_NEAR(route->gauge_changes[0].km, 70, 0.01);
  auto const back = graph.route({2.05, 0.0}, {0.5, 0.0});
  EXPECT_EQ(back->gauge_changes[0].from_mm, 1520);
  EXPECT_EQ(back->gauge_changes[0].to_mm, 1435);
}

TEST(RailGraph, KeepsToOneLineWhenBothPlacesAreOnIt) {
  auto const route = small().route({0.25, 0.0}, {0.75, 0.0});
  ASSERT_TRUE(route);
  EXPECT_NEAR(route->raw_km, 60, 0.01);
  EXPECT_EQ(route->line.size(), 2U);
  EXPECT_NEAR(position_at(*route, 0.5).at.lon, 0.5, 1e-6);
  EXPECT_NEAR(position_at(*route, 0.5).heading_deg, 90, 1e-6);
  EXPECT_NEAR(position_at(*route, -3).at.lon, 0.25, 1e-6);
  EXPECT_NEAR(position_at(*route, 7).at.lon, 0.75, 1e-6);
}

TEST(RailGraph, SaysWhichPlaceIsOffTheNetworkAndWhichIsCutOff) {
  std::vector<GeoPoint> const places{{0.5, 0}, {0.6, 0}, {30, 30}};
  auto const off = small().route(places);
  ASSERT_FALSE(off);
  EXPECT_EQ(off.error().code, "rail.off_network");
  EXPECT_EQ(off.error().place, "/2");
  auto const cut_off = eurasia().route({104.335, 30.882}, {139.75, 35.69});
  ASSERT_FALSE(cut_off);
  EXPECT_EQ(cut_off.error().code, "rail.no_route");
  EXPECT_TRUE(small().attach({NAN, 0}).empty());
  EXPECT_TRUE(small().attach({0, 1e300}).empty());
}

TEST(RailGraph, RefusesADamagedFileWithThePlace) {
  auto bytes = small_file();
  bytes[20] ^= 1U;
  auto const refused = RailGraph::decode(bytes);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "rail.graph_malformed");
  EXPECT_EQ(refused.error().place, "byte " + std::to_string(bytes.size() - 4));
  EXPECT_FALSE(RailGraph::decode({}));
}

// The checksum is made right again, so that what is tested is the reading and not the checksum.
RC_GTEST_PROP(RailGraph, ReadsOrRefusesAnyBytesWithoutHarm, ()) {
  auto bytes = small_file();
  bytes.resize(bytes.size() - 4);
  auto const changes = *rc::gen::inRange(1, 5);
  for (int i = 0; i < changes; ++i) {
    auto const at = *rc::gen::inRange<std::size_t>(5, bytes.size());
    bytes[at] = *rc::gen::arbitrary<std::uint8_t>();
  }
  bytes.resize(*rc::gen::inRange<std::size_t>(5, bytes.size() + 1));
  auto const graph = RailGraph::decode(Writer::seal(bytes));
  if (!graph) {
    RC_ASSERT(graph.error().code == "rail.graph_malformed");
    return;
  }
  auto const route = graph->route({0.5, 0}, {2, 0});
  RC_ASSERT(!route || route->raw_km >= 0);
}

struct Published {
  char const* name;
  std::vector<GeoPoint> places;
  double km;
  double error_max;  // as a part of one
};

// Lengths the operators and railways have published; the errors are those that docs/network.md states.
TEST(RailGraph, MeetsPublishedLengthsWithinTheErrorThatIsStated) {
  GeoPoint const port{104.335, 30.882}, alashankou{82.57, 45.17}, brest{23.68, 52.10}, duisburg{6.77, 51.43};
  std::vector<Published> const table{
      {"Chengdu - Lodz", {port, alashankou, brest, {19.45, 51.77}}, 9826, 0.06},
      {"Chongqing - Duisburg", {{106.55, 29.55}, alashankou, brest, duisburg}, 11179, 0.04},
      {"Kunming - Vientiane", {{102.72, 25.02}, {102.68, 18.06}}, 1035, 0.01},
      {"Zhengzhou - Hamburg", {{113.65, 34.75}, alashankou, brest, {10.0, 53.55}}, 10214, 0.02},
      {"Yiwu - Madrid", {{120.07, 29.30}, alashankou, brest, {-3.69, 40.40}}, 13052, 0.06},
      {"Lanzhou - Urumqi", {{103.85, 36.05}, {87.55, 43.80}}, 1892, 0.04},
  };
  for (auto const& row : table) {
    auto const route = eurasia().route(row.places);
    ASSERT_TRUE(route) << row.name;
    auto const error = route->calibrated_km / row.km - 1;
    std::printf("%-22s %6.0f km published %6.0f mapped %6.0f calibrated %+.1f %%\n", row.name, row.km,
                route->raw_km, route->calibrated_km, error * 100);
    EXPECT_LT(std::abs(error), row.error_max) << row.name;
  }
}

TEST(RailGraph, ChangesGaugeOnlyAtTheBordersOnTheWayToLodz) {
  auto const route = eurasia().route({104.335, 30.882}, {19.45, 51.77});
  ASSERT_TRUE(route);
  ASSERT_EQ(route->gauge_changes.size(), 2U);
  EXPECT_EQ(route->gauge_changes[0].from_mm, 1435);
  EXPECT_EQ(route->gauge_changes[0].to_mm, 1520);
  EXPECT_LT(distance_km(route->gauge_changes[0].at, {82.48, 45.25}), 5);  // Dostyk
  EXPECT_EQ(route->gauge_changes[1].to_mm, 1435);
  EXPECT_LT(distance_km(route->gauge_changes[1].at, {23.53, 52.03}), 5);  // Malaszewicze
}

TEST(RailGraph, TakesTheChinaLaosRailwayAndTheNewLineToKhorgos) {
  auto const vientiane = eurasia().route({104.335, 30.882}, {102.68, 18.06});
  ASSERT_TRUE(vientiane);
  EXPECT_TRUE(vientiane->gauge_changes.empty());
  auto const almaty = eurasia().route({104.335, 30.882}, {76.93, 43.35});
  ASSERT_TRUE(almaty);
  ASSERT_EQ(almaty->gauge_changes.size(), 1U);
  EXPECT_LT(distance_km(almaty->gauge_changes[0].at, {80.25, 44.17}), 5);  // Altynkol
}

TEST(RailGraph, ALineHasNoGapsAndItsPartsAddUp) {
  for (GeoPoint const to : {GeoPoint{19.45, 51.77}, {11.08, 49.45}, {105.84, 21.02}, {37.61, 55.75}}) {
    auto const route = eurasia().route({104.335, 30.882}, to);
    ASSERT_TRUE(route);
    for (std::size_t i = 1; i < route->line.size(); ++i)
      ASSERT_LT(distance_km(route->line[i - 1], route->line[i]), 520) << i;  // the longest straight link
    auto const zones = std::accumulate(route->raw_km_by_zone.begin(), route->raw_km_by_zone.end(), 0.0,
                                       [](double sum, auto const& row) { return sum + row.second; });
    EXPECT_NEAR(zones + route->access_km, route->raw_km, 1e-6);
    EXPECT_GT(route->raw_km, distance_km(route->line.front(), route->line.back()));
    EXPECT_EQ(route->line.size(), route->run_km.size());
    EXPECT_LT(distance_km(position_at(*route, 1).at, to), 15);
  }
}

RC_GTEST_PROP(RailGraph, TheWayBackIsAsLongAsTheWayThere, ()) {
  auto const place = [] {
    auto const number =
        *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(eurasia().node_count()));
    return eurasia().node(number);
  };
  auto const a = place(), b = place();
  auto const there = eurasia().route(a, b), back = eurasia().route(b, a);
  RC_ASSERT(there.has_value() == back.has_value());
  if (!there) return;
  RC_ASSERT(std::abs(there->calibrated_km - back->calibrated_km) < 1e-6);
  RC_ASSERT(there->gauge_changes.size() == back->gauge_changes.size());
}

}  // namespace
}  // namespace landport::solvers
