// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "port/train/port_test.h"

// The numbers of port-rules §5 and §7, each with a plan that just holds and one that just does not.
namespace landport::train {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

Rules const& rules() {
  return pack_named("qingbaijiang").get<Rules>();
}
Plan express(int wagons = 1, std::string const& type = "NX70A") {
  return plan_on("CN-EXPRESS", 1435, type, wagons);
}
std::set<std::string> found(Plan const& plan) {
  return rules_found(check(rules(), plan));
}

Plan pair(std::int64_t a, std::int64_t b) {
  auto plan = express();
  put(plan, cargo(1, "22G1", a), 1, "2x20", "A");
  put(plan, cargo(2, "22G1", b), 1, "2x20", "B");
  return plan;
}

TEST(LoadingRules, APairOf24TonnesHoldsOnAnExpressWagon) {
  // 23.8 t tare + 48 t = 71.8 t gross <= 72 t; (11.9 + 24) / 2 = 17.95 t an axle <= 18 t.
  EXPECT_THAT(found(pair(24'000, 24'000)), IsEmpty());
  EXPECT_THAT(found(pair(24'001, 24'000)), Contains("gross_20ft"));
}

TEST(LoadingRules, ThePairDiffersByLessThanFiveTonnes) {
  EXPECT_THAT(found(pair(22'000, 17'001)), IsEmpty());
  EXPECT_THAT(found(pair(22'000, 17'000)), UnorderedElementsAre("pair_difference"));
}

TEST(LoadingRules, TwentyFootUnitsTravelInPairsForOneDestination) {
  auto plan = express();
  put(plan, cargo(1, "22G1", 10'000), 1, "2x20", "A");
  EXPECT_THAT(found(plan), UnorderedElementsAre("pair_20ft"));
  EXPECT_FALSE(any_stop(check(rules(), plan)));
  EXPECT_FALSE(may_settle(check(rules(), plan)));
  put(plan, cargo(2, "22G1", 10'000, "DENUE"), 1, "2x20", "B");
  EXPECT_THAT(found(plan), UnorderedElementsAre("pair_route"));
  auto alone = express();
  put(alone, cargo(1, "22G1", 10'000), 1, "1x20", "A");
  EXPECT_THAT(found(alone), UnorderedElementsAre("pair_20ft"));
}

TEST(LoadingRules, WagonGrossStopsAtSeventyTwoTonnes) {
  auto plan = express(1, "SGMMNS40");
  plan.sections = {"CN-EXPRESS"};
  // 15.5 t tare + 48 t = 63.5 t; the place admits 36 t and the section 24 t, so only one 40-foot unit can be
  // near 72 t.
  put(plan, cargo(1, "42G1", 36'000), 1, "1x40", "A");
  EXPECT_THAT(found(plan), UnorderedElementsAre("average_40ft_gross", "average_40ft_cargo"));
  auto full = pair(24'000, 24'000);
  full.sections = {"CN-EXPRESS"};
  for (auto& p : full.placements) p.cargo.gross = Kilograms{24'101};
  EXPECT_THAT(found(full), Contains("wagon_gross"));  // 23.8 + 48.202 = 72.002 t
}

TEST(LoadingRules, AxleLoadStopsAtEighteenTonnes) {
  auto plan = pair(24'000, 24'000);
  // Both 20 mm towards the second bogie: 11.9 + 24 + 48 x 0.02 / 9 = 36.007 t on two axles.
  for (auto& p : plan.placements) p.cargo.longitudinal = Millimetres{20};
  EXPECT_THAT(found(plan), UnorderedElementsAre("axle_load"));
  for (auto& p : plan.placements) p.cargo.longitudinal = Millimetres{18};
  EXPECT_THAT(found(plan), IsEmpty());
}

TEST(LoadingRules, AnOffsetThatNobodyMeasuredIsAssumedAndFlagged) {
  auto plan = pair(24'000, 24'000);
  for (auto& p : plan.placements) p.cargo.offset_known = false;
  auto const findings = check(rules(), plan);
  ASSERT_THAT(rules_found(findings), UnorderedElementsAre("axle_load"));
  // 500 mm: 11.9 + 24 + 48 x 0.5 / 9 = 38.567 t on two axles.
  EXPECT_EQ(findings[0].measured, 19'284);
  EXPECT_EQ(findings[0].limit, 18'000);
  EXPECT_EQ(findings[0].section, "CN-EXPRESS");
  EXPECT_TRUE(findings[0].assumed);
}

TEST(LoadingRules, BogieLoadsDifferByTenTonnesAtMost) {
  auto plan = express();
  auto box = cargo(1, "42G1", 30'000);
  // R2 - R1 = 2 W x / L: 30 t at 1.5 m over 9 m is 10 t.
  box.longitudinal = Millimetres{1500};
  put(plan, box, 1, "1x40", "A");
  EXPECT_THAT(found(plan), Not(Contains("bogie_difference")));
  plan.placements[0].cargo.longitudinal = Millimetres{1501};
  EXPECT_THAT(found(plan), Contains("bogie_difference"));
}

TEST(LoadingRules, HalfAPairMayBeOutOfBalanceUntilItsOtherHalfComes) {
  auto plan = express();
  put(plan, cargo(1, "22G1", 20'000), 1, "2x20", "A");
  for (auto const& f : check(rules(), plan)) EXPECT_NE(f.severity, Severity::stop) << f.rule;
  EXPECT_THAT(found(plan), Contains("bogie_difference"));
}

TEST(LoadingRules, TheLoadLiesWithinHundredMillimetresOfTheMiddle) {
  auto plan = express();
  auto box = cargo(1, "42G1", 20'000);
  box.lateral = Millimetres{-100};
  put(plan, box, 1, "1x40", "A");
  EXPECT_THAT(found(plan), IsEmpty());
  plan.placements[0].cargo.lateral = Millimetres{-101};
  EXPECT_THAT(found(plan), UnorderedElementsAre("lateral_offset"));
}

TEST(LoadingRules, TheCentreOfGravityOfALadenWagonIsTwoMetresHighAtMost) {
  auto plan = express();
  put(plan, cargo(1, "45G1", 24'800), 1, "1x40", "A");
  EXPECT_THAT(found(plan), IsEmpty());
  Rules tall = rules();
  for (auto& row : tall.assumptions) {
    if (row.row.key == "unit_cog_permille_of_height") row.row.value = 900;
  }
  // (23.8 x 750 + 24.8 x (1211 + 2606)) / 48.6 = 2315 mm.
  EXPECT_THAT(rules_found(check(tall, plan)), UnorderedElementsAre("cog_height"));
}

TEST(LoadingRules, OpenTopsAreBarredInChineseExpressTrainsAndNotBehindTheBorder) {
  auto plan = express();
  put(plan, cargo(1, "42U1", 20'000), 1, "1x40", "A");
  EXPECT_THAT(found(plan), UnorderedElementsAre("open_top"));
  auto wide = plan_on("1520-TRUNK", 1520, "13-7024", 1);
  put(wide, cargo(1, "42U1", 20'000), 1, "2x40", "A");
  EXPECT_THAT(found(wide), IsEmpty());
}

TEST(LoadingRules, FortyFootUnitsAverage25TonnesAnd21OfCargo) {
  auto plan = express(2);
  put(plan, cargo(1, "42G1", 26'000), 1, "1x40", "A");
  EXPECT_THAT(found(plan), UnorderedElementsAre("average_40ft_gross", "average_40ft_cargo"));
  EXPECT_FALSE(any_stop(check(rules(), plan)));  // lighter units can still follow
  put(plan, cargo(2, "42G1", 23'000), 2, "1x40", "A");
  EXPECT_THAT(found(plan), IsEmpty());
  for (auto& p : plan.placements) p.cargo.tare = Kilograms{3'400};
  EXPECT_THAT(found(plan), UnorderedElementsAre("average_40ft_cargo"));  // 24.5 - 3.4 = 21.1 t
}

TEST(LoadingRules, UnitsOfATrainWeighNoMoreThanTheSectionAdmits) {
  auto plan = express(55);
  for (int i = 1; i <= 55; ++i) {
    put(plan, cargo(2 * i, "22G1", 15'863), i, "2x20", "A");
    put(plan, cargo(2 * i + 1, "22G1", 15'863), i, "2x20", "B");
  }
  EXPECT_THAT(found(plan), IsEmpty());  // 1,744,930 kg
  plan.placements[0].cargo.gross = Kilograms{15'934};
  EXPECT_THAT(found(plan), UnorderedElementsAre("train_gross"));  // 1,745,001 kg
}

TEST(LoadingRules, ATrainIsNoLongerThanItsSectionsAdmit) {
  EXPECT_THAT(found(express(55)), IsEmpty());
  EXPECT_THAT(found(express(56)), UnorderedElementsAre("train_wagons"));
  auto standard = plan_on("CN-STANDARD", 1435, "NX70A", 51);
  EXPECT_THAT(found(standard), UnorderedElementsAre("train_wagons"));
  // 38 platforms of 1.84 conventional wagons are 69.92, 39 are 71.76; 38 x 25.62 m = 973.6 m.
  EXPECT_THAT(found(plan_on("1520-TRUNK", 1520, "13-7024", 38)), IsEmpty());
  EXPECT_THAT(found(plan_on("1520-TRUNK", 1520, "13-7024", 39)), UnorderedElementsAre("conventional_wagons"));
  // 57 conventional wagons are 30 platforms; the fourth example of port-rules §6.
  EXPECT_THAT(found(plan_on("1520-SOUTH", 1520, "13-7024", 31)), Contains("conventional_wagons"));
  // 600 m in Poland: 22 wagons of 27.1 m are 596.2 m.
  EXPECT_THAT(found(plan_on("PL-1435", 1435, "SGGRSS80", 22)), IsEmpty());
  EXPECT_THAT(found(plan_on("PL-1435", 1435, "SGGRSS80", 23)), UnorderedElementsAre("train_length"));
  EXPECT_EQ(finding("conventional_wagons", Severity::stop, 7'176, 7'000, "1520-TRUNK").en,
            "The train counts as 71.76 conventional wagons; at most 70");
}

TEST(LoadingRules, PlacesTakeUnitsOfTheirLengthOnceInOnePattern) {
  auto plan = express();
  put(plan, cargo(1, "42G1", 20'000), 1, "2x20", "A");
  EXPECT_THAT(found(plan), Contains("unit_length"));
  plan = express();
  put(plan, cargo(1, "42G1", 20'000), 1, "9x99", "A");
  EXPECT_THAT(found(plan), Contains("place_unknown"));
  plan = express();
  put(plan, cargo(1, "42G1", 10'000), 1, "1x40", "A");
  put(plan, cargo(2, "42G1", 10'000), 1, "1x40", "A");
  EXPECT_THAT(found(plan), Contains("place_taken"));
  plan = express();
  put(plan, cargo(1, "22G1", 10'000), 1, "2x20", "A");
  put(plan, cargo(2, "22G1", 10'000), 1, "1x20", "A");
  EXPECT_THAT(found(plan), Contains("pattern"));
  plan = plan_on("1520-TRUNK", 1520, "13-7024", 1);
  put(plan, cargo(1, "22G1", 30'481), 1, "4x20", "B");
  EXPECT_THAT(found(plan), UnorderedElementsAre("place_gross"));
}

TEST(LoadingRules, AWagonOfAnotherGaugeOrTypeIsFound) {
  EXPECT_THAT(found(plan_on("1520-TRUNK", 1520, "NX70A", 1)), UnorderedElementsAre("gauge"));
  EXPECT_THAT(found(plan_on("1520-TRUNK", 1520, "NONE", 1)), UnorderedElementsAre("wagon_type"));
  EXPECT_THAT(found(plan_on("NOWHERE", 1435, "NX70A", 1)), UnorderedElementsAre("section_unknown"));
}

TEST(LoadingRules, ASixAxleWagonRestsOnThreeBogies) {
  auto plan = plan_on("EU-1435", 1435, "SGGRSS80", 1);
  put(plan, cargo(1, "42G1", 36'000), 1, "2x40", "A");
  put(plan, cargo(2, "42G1", 36'000), 1, "2x40", "B");
  // The middle bogie: 13.5 + 18 + 18 = 49.5 t on two axles.
  auto const findings = check(rules(), plan);
  ASSERT_THAT(rules_found(findings), UnorderedElementsAre("axle_load"));
  EXPECT_EQ(findings[0].measured, 24'750);
  EXPECT_EQ(findings[0].limit, 22'500);
  for (auto& p : plan.placements) p.cargo.gross = Kilograms{31'500};
  EXPECT_THAT(found(plan), IsEmpty());
}

TEST(LoadingRules, ReefersNeedAPlugEach) {
  auto plan = express();
  auto reefer = cargo(1, "45R1", 20'000);
  reefer.needs_power = true;
  put(plan, reefer, 1, "1x40", "A");
  EXPECT_THAT(found(plan), UnorderedElementsAre("power"));
  plan.plugs = Count{1};
  EXPECT_THAT(found(plan), IsEmpty());
}

Cargo dangerous(int n, char const* danger_class, char const* un, std::string_view type = "22G1") {
  auto c = cargo(n, type, 10'000);
  c.danger = {{*parse_un_danger_number(un), danger_class}};
  return c;
}

TEST(LoadingRules, WhatTheMixingTableDoesNotAllowIsProhibited) {
  auto const both = [](Cargo a, Cargo b) {
    auto plan = express();
    put(plan, std::move(a), 1, "2x20", "A");
    put(plan, std::move(b), 1, "2x20", "B");
    return found(plan);
  };
  EXPECT_THAT(both(dangerous(1, "3", "1203"), dangerous(2, "8", "1830")), IsEmpty());
  EXPECT_THAT(both(dangerous(1, "1.1D", "0081"), dangerous(2, "8", "1830")), Contains("dg_mixing"));
  EXPECT_THAT(both(dangerous(1, "made-up", "1203"), dangerous(2, "8", "1830")), Contains("dg_mixing"));
  EXPECT_THAT(both(dangerous(1, "3", "1203"), cargo(2, "22G1", 10'000)), IsEmpty());
  auto two = dangerous(1, "1.1D", "0081");
  two.danger.push_back({*parse_un_danger_number("1203"), "3"});
  EXPECT_THAT(both(two, cargo(2, "22G1", 10'000)), Contains("dg_mixing"));  // within one unit
}

TEST(LoadingRules, TheRailwayDoesNotTakeProhibitedSubstances) {
  for (auto const* un : {"0074", "0473", "3231", "3240", "3111", "3120", "3533"}) {
    auto plan = express();
    put(plan, dangerous(1, "4.1", un, "42G1"), 1, "1x40", "A");
    EXPECT_THAT(found(plan), UnorderedElementsAre("dg_prohibited")) << un;
  }
  auto plan = express();
  put(plan, dangerous(1, "8", "1829", "42T1"), 1, "1x40", "A");
  EXPECT_THAT(found(plan), UnorderedElementsAre("dg_prohibited"));
  plan = express();
  put(plan, dangerous(1, "8", "1829", "42G1"), 1, "1x40", "A");
  EXPECT_THAT(found(plan), IsEmpty());
}

TEST(LoadingRules, ExplosivesKeepAWagonOrEighteenMetresFromWhatBurns) {
  auto plan = express(3);
  put(plan, dangerous(1, "1.1D", "0081", "42G1"), 1, "1x40", "A");
  put(plan, dangerous(2, "3", "1203", "42G1"), 2, "1x40", "A");
  auto const findings = check(rules(), plan);
  ASSERT_THAT(rules_found(findings), UnorderedElementsAre("dg_distance"));
  EXPECT_EQ(findings[0].measured, 0);
  EXPECT_EQ(findings[0].limit, 1);
  plan.placements[1].spot.wagon = nth_wagon(3);
  EXPECT_THAT(found(plan), IsEmpty());
  plan.placements[1] = {dangerous(2, "8", "1830", "42G1"), {nth_wagon(2), "1x40", "A"}, false, {}};
  EXPECT_THAT(found(plan), IsEmpty());  // corrosives are not on the list
}

TEST(LoadingRules, DestinationsInBlocksAreAdviceOnly) {
  auto plan = express(3);
  put(plan, cargo(1, "42G1", 20'000, "PLLOD"), 1, "1x40", "A");
  put(plan, cargo(2, "42G1", 20'000, "DENUE"), 2, "1x40", "A");
  put(plan, cargo(3, "42G1", 20'000, "PLLOD"), 3, "1x40", "A");
  auto const findings = check(rules(), plan);
  EXPECT_TRUE(may_settle(findings));
  EXPECT_THAT(rules_found(findings, true), UnorderedElementsAre("destination_blocks"));
}

TEST(LoadingRules, ARowHoldsOnItsDaysOnly) {
  Rules changed = rules();
  auto const day = day_of(2027, 1, 1);
  for (std::size_t i = 0; i < changed.sections.size(); ++i) {
    if (changed.sections[i].row.code != "CN-EXPRESS") continue;
    auto next = changed.sections[i];
    changed.sections[i].valid.end = day;
    next.valid.begin = day;
    next.row.gross_20ft_max = Kilograms{25'000};
    changed.sections.push_back(next);
    break;
  }
  auto plan = pair(24'100, 23'000);
  EXPECT_THAT(rules_found(check(changed, plan)), Contains("gross_20ft"));
  plan.day = day;
  EXPECT_THAT(rules_found(check(changed, plan)), Not(Contains("gross_20ft")));
}

TEST(LoadingRules, ABrokenPackIsRefusedWithItsLine) {
  auto const files = network::pack_files("testport", [](PackTable& t) {
    if (t.file == "wagon_places.csv") network::set_cell(t, 3, "wagon_type", "NONE");
  });
  auto const loaded = Rules::load(files, Pack{});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, "train.pack_reference");
  EXPECT_EQ(loaded.error().place, "wagon_places.csv, line 3");
}

}  // namespace
}  // namespace landport::train
