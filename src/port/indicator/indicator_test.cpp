// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "journal/department.h"
#include "port/indicator/module.h"
#include "port/indicator/queries.h"
#include "port/indicator/refusals.h"
#include "port/indicator/shares.h"
#include "port/indicator/port_test.h"

namespace landport::indicator {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

struct Indicator : ::testing::Test, TrialPort {};

TEST_F(Indicator, LadenRateIsLadenTeuOfThoseCarriedAndOfThoseOffered) {
  // 20' laden + 40' laden + 40' empty on wagons that offer 8 TEU: 3 of 5 carried, 3 of 8 offered.
  train("T-AD", "20261202", "2026-12-02T00:10:00Z", {{"22G1", true}, {"45G1", true}, {"45G1", false}}, 2, 400);
  auto const rate = whole("laden_rate");
  EXPECT_EQ(rate.numerator, 3);
  EXPECT_EQ(rate.denominator, 5);
  EXPECT_DOUBLE_EQ(*rate.value, 60);
  auto const offered = whole("laden_rate_of_offered");
  EXPECT_EQ(offered.denominator, 8);
  EXPECT_DOUBLE_EQ(*offered.value, 37.5);
  EXPECT_DOUBLE_EQ(*whole("teu").value, 5);
  // The standard train of the test pack has 4 TEU.
  EXPECT_DOUBLE_EQ(*whole("laden_trains").value, 0.75);
}

TEST_F(Indicator, ATrainIsFullFromTheWagonsOfTheVersionOfItsDay) {
  train("T-AD", "20261202", "2026-12-02T00:10:00Z", {{"22G1", true}}, 2, 400);
  train("T-AD", "20261203", "2026-12-03T00:10:00Z", {{"22G1", true}}, 1, 400);
  EXPECT_DOUBLE_EQ(*whole("full_formation").value, 50);
}

TEST_F(Indicator, APeriodInWhichAVersionEndsHasAFigureOfEach) {
  pack.formulas.clear();
  Dated<Formula> old{{}, {day_of(2026, 1, 1), day_of(2026, 12, 3)}, "trial"};
  old.row.code = "full_formation", old.row.measure = Measure::full_formation, old.row.parameter = 1;
  auto next = old;
  next.row.version = 2, next.row.parameter = 3, next.valid = {day_of(2026, 12, 3), day_of(2030, 1, 1)};
  pack.formulas = {old, next};
  use_pack();
  train("T-AD", "20261202", "2026-12-02T00:10:00Z", {}, 2, 400);
  train("T-AD", "20261203", "2026-12-03T00:10:00Z", {}, 2, 400);
  auto const got = figures({Grain::month, day_of(2026, 12, 1), day_of(2026, 12, 31), "", ""});
  ASSERT_EQ(got.figures.size(), 2u);
  EXPECT_DOUBLE_EQ(*got.figures[0].value, 100) << "version 1: two wagons are enough";
  EXPECT_DOUBLE_EQ(*got.figures[1].value, 0) << "version 2: they are not";
}

TEST_F(Indicator, ReturnsAreDividedByOutboundAndByAll) {
  train("T-AD", "20261202", "2026-12-02T00:10:00Z", {}, 1, 400);
  train("T-AD", "20261203", "2026-12-03T00:10:00Z", {}, 1, 400);
  train("T-AD", "20261204", "2026-12-04T00:10:00Z", {}, 1, 400);
  train("T-DA", "20261202", "2026-12-02T00:10:00Z", {}, 1, 400, "TPDDD", "TPAAA");
  train("T-BD", "20261202", "2026-12-02T00:10:00Z", {}, 1, 400, "TPBBB", "TPDDD");  // neither
  EXPECT_NEAR(*whole("return_to_outbound").value, 100.0 / 3, 1e-9);
  EXPECT_DOUBLE_EQ(*whole("return_to_total").value, 25);
  EXPECT_DOUBLE_EQ(*whole("trains_outbound").value, 3);
  EXPECT_DOUBLE_EQ(*whole("trains_return").value, 1);
  EXPECT_DOUBLE_EQ(*whole("trains").value, 5);
}

TEST_F(Indicator, PunctualityAllowsTheMinutesOfThePack) {
  train("T-AD", "20261202", "2026-12-02T01:00:00Z", {}, 1, 400);  // planned 00:00, 60 minutes late
  train("T-AD", "20261203", "2026-12-03T01:01:00Z", {}, 1, 400);  // 61 minutes
  EXPECT_DOUBLE_EQ(*whole("departure_on_time").value, 50);
  say("2026-12-07T00:00:00Z", train::TrainArrived{train::RunId{"T-AD-20261202"}, {}});  // planned that minute
  say("2026-12-08T02:00:00Z", train::TrainArrived{train::RunId{"T-AD-20261203"}, {}});  // planned 00:00
  EXPECT_DOUBLE_EQ(*whole("arrival_on_time").value, 50);
  // 1,000 km each in 4 d 23 h and 5 d 0 h 59 min.
  EXPECT_NEAR(*whole("km_per_day").value, 2000.0 * 1440 / (7140 + 7259), 1e-9);
}

TEST_F(Indicator, AtTheBorderATrainWaitsUntilTheLastThatTookItsUnitsLeft) {
  auto const first = train("T-AD", "20261202", "2026-12-02T00:00:00Z", {{"22G1", true}}, 1, 400);
  say("2026-12-04T00:00:00Z", train::BorderReached{first, {}});
  say("2026-12-04T00:40:00Z", train::UnitTransferred{first, train::RunId{"X"}, unit(1), {}});
  say("2026-12-04T01:30:00Z", train::UnitTransferred{first, train::RunId{"Y"}, unit(1), {}});
  child("X", {first}, "2026-12-04T02:00:00Z");
  child("Y", {first}, "2026-12-04T05:00:00Z");
  EXPECT_DOUBLE_EQ(*whole("border_dwell").value, 300);
  EXPECT_DOUBLE_EQ(*whole("transshipment").value, 90);
  EXPECT_DOUBLE_EQ(*whole("trains").value, 1) << "two trains of the other gauge are still the one that was assembled";
}

TEST_F(Indicator, ThePlanIsFulfilledByWhatRan) {
  train("T-AD", "20261202", "2026-12-02T00:00:00Z", {}, 1, 400);
  departure("T-AD", "20261203");
  say("2026-12-02T12:00:00Z", network::DepartureCancelled{network::DepartureId{"T-AD-20261203"}, "embargo"});
  departure("T-AD", "20261204");
  departure("T-AD", "20270115");  // after the moment looked at: not due
  auto const plan = whole("plan_fulfilment");
  EXPECT_EQ(plan.numerator, 1);
  EXPECT_EQ(plan.denominator, 3);
}

TEST_F(Indicator, GrowthComparesTheSameDaysOfTheYearBefore) {
  train("T-AD", "20251202", "2025-12-02T00:00:00Z", {{"45G1", true}}, 1, 400);                  // 2 TEU
  train("T-AD", "20261202", "2026-12-02T00:00:00Z", {{"45G1", true}, {"22G1", true}}, 1, 400);  // 3 TEU
  train("T-AD", "20251231", "2025-12-31T02:00:00Z", {{"45G1", true}}, 1, 400);                  // its day is to come
  now = at("2026-12-20T00:00:00Z");
  auto const growth = whole("teu_growth");
  EXPECT_EQ(growth.numerator, 3);
  EXPECT_EQ(growth.denominator, 2);
  EXPECT_DOUBLE_EQ(*growth.value, 50);
  EXPECT_EQ(a_year_later(day_of(2024, 2, 29)), day_of(2025, 3, 1));
}

TEST_F(Indicator, BoxesTrucksAndWagonsAreTimedFromBeginToEnd) {
  auto const in_yard = [&](int n, std::string_view when, container::PlaceKind kind) {
    say(when, container::UnitPlaced{unit(n), {}, {kind, ""}, ""});
  };
  in_yard(1, "2026-12-01T00:00:00Z", container::PlaceKind::yard);
  in_yard(1, "2026-12-02T00:00:00Z", container::PlaceKind::yard);  // restacked: the stay goes on
  in_yard(1, "2026-12-03T00:00:00Z", container::PlaceKind::wagon);
  in_yard(2, "2026-12-02T00:00:00Z", container::PlaceKind::yard);
  in_yard(2, "2026-12-03T00:00:00Z", container::PlaceKind::truck);
  in_yard(3, "2026-12-02T00:00:00Z", container::PlaceKind::yard);  // still there: not counted
  EXPECT_DOUBLE_EQ(*whole("yard_dwell").value, 1.5);
  EXPECT_EQ(whole("yard_dwell").denominator, 2);
  gate::VisitOpened opened;
  opened.visit = gate::VisitId{"V1"};
  say("2026-12-01T08:00:00Z", opened);
  say("2026-12-01T08:45:00Z", gate::VisitClosed{gate::VisitId{"V1"}});
  EXPECT_DOUBLE_EQ(*whole("truck_turn").value, 45);
  gate::VisitCorrected came;
  came.visit = opened.visit;
  came.wrong_arrived_at = *parse_instant("2026-12-01T08:00:00Z");
  came.arrived_at = *parse_instant("2026-12-01T08:30:00Z");
  came.left_at = *parse_instant("2026-12-01T08:45:00Z");
  say("2026-12-01T10:00:00Z", came);
  EXPECT_DOUBLE_EQ(*whole("truck_turn").value, 15);
  EXPECT_EQ(whole("truck_turn").denominator, 1) << "it is the same visit";
  auto const wagon = *parse_wagon_number("5000001");
  say("2026-12-01T00:00:00Z", train::WagonTaken{wagon, train::RunId{"R"}});
  say("2026-12-04T00:00:00Z", train::WagonFreed{wagon, train::RunId{"R"}, "arrived"});
  EXPECT_DOUBLE_EQ(*whole("wagon_turn").value, 3);
}

TEST_F(Indicator, ABookingThatDidNotShowIsOneConfirmedOfWhichNothingLeft) {
  departure("T-AD", "20261202");
  for (auto const* id : {"B1", "B2", "B3", "B4"}) booked(id, "T-AD-20261202");
  say("2026-12-01T10:00:00Z", booking::BookingCancelled{booking::BookingId{"B3"}, "", {}, false});  // in time
  train("T-AD", "20261202", "2026-12-02T00:00:00Z", {}, 1, 400);
  say("2026-12-02T00:00:00Z", booking::BookingShipped{booking::BookingId{"B1"}});
  say("2026-12-02T08:00:00Z", booking::BookingCancelled{booking::BookingId{"B2"}, "", {}, false});  // too late
  auto const no_show = whole("no_show");
  EXPECT_EQ(no_show.numerator, 2) << "B2 and B4";
  EXPECT_EQ(no_show.denominator, 3) << "B3 gave its slots back";
}

TEST_F(Indicator, AReleaseIsFirstTimeWhenCustomsNeitherHeldBeforeNorWithdrewAfter) {
  auto const release = [&](int n, std::string_view when) {
    say(when, container::ReleaseRecorded{unit(n), container::Purpose::export_, "R"});
  };
  release(1, "2026-12-01T01:00:00Z");
  container::HoldPlaced hold;
  hold.unit = unit(2), hold.keeper = container::Keeper::customs;
  say("2026-12-01T00:00:00Z", hold);
  release(2, "2026-12-01T02:00:00Z");
  release(3, "2026-12-01T03:00:00Z");
  say("2026-12-05T00:00:00Z", container::ReleaseWithdrawn{unit(3), container::Purpose::export_, "wrong"});
  release(3, "2026-12-06T03:00:00Z");  // the same journey: counted on the first of December
  auto const got = whole("first_release");
  EXPECT_EQ(got.numerator, 1);
  EXPECT_EQ(got.denominator, 3);
  say("2026-12-07T00:00:00Z", container::JourneyEnded{unit(3), "B"});
  release(3, "2026-12-08T03:00:00Z");
  EXPECT_EQ(whole("first_release").numerator, 2) << "a new journey";
}

TEST_F(Indicator, ADayIsOneOfThePortsClock) {
  train("T-AD", "20261202", "2026-12-01T15:59:00Z", {}, 1, 400);  // 23:59 of the first in Shanghai
  train("T-AD", "20261203", "2026-12-01T16:00:00Z", {}, 1, 400);  // midnight
  auto const got = figures({Grain::day, day_of(2026, 12, 1), day_of(2026, 12, 2), "", "trains"});
  ASSERT_EQ(got.figures.size(), 2u);
  EXPECT_EQ(*got.figures[0].value, 1);
  EXPECT_EQ(*got.figures[1].value, 1);
}

TEST_F(Indicator, WhatIsToldLateCountsOnTheDayOnWhichItHappened) {
  train("T-AD", "20261202", "2026-12-02T00:00:00Z", {{"22G1", true}, {"22G1", true}}, 1, 400);
  EXPECT_DOUBLE_EQ(*whole("laden_rate").value, 100);
  // On the fifth somebody tells that the second box was empty all the time.
  say("2026-11-30T00:00:00Z", container::ContentsNoted{unit(2), false}, "2026-12-05T00:00:00Z");
  EXPECT_DOUBLE_EQ(*whole("laden_rate").value, 50);
  // And that a train left on the first of November, a month ago.
  train("T-AD", "20261101", "2026-11-01T00:00:00Z", {}, 1, 400, "TPAAA", "TPDDD", "2026-12-06T00:00:00Z");
  auto const got = figures({Grain::month, day_of(2026, 11, 1), day_of(2026, 12, 31), "", "trains"});
  EXPECT_EQ(*got.figures[0].value, 1);
  EXPECT_EQ(*got.figures[1].value, 1);
}

TEST_F(Indicator, CorridorsAddUpToTheWholeAndWhatIsNotListedIsOther) {
  train("T-AD", "20261202", "2026-12-02T00:00:00Z", {}, 1, 400);
  train("T-NEW", "20261202", "2026-12-02T00:00:00Z", {}, 1, 400);
  auto const got = figures({Grain::month, day_of(2026, 12, 1), day_of(2026, 12, 31), "", "trains"});
  std::vector<std::pair<std::string, double>> by;
  for (auto const& f : got.whole) by.emplace_back(f.corridor, *f.value);
  EXPECT_THAT(by, UnorderedElementsAre(std::pair<std::string, double>{"", 2}, std::pair<std::string, double>{"other", 1},
                                       std::pair<std::string, double>{"test", 1}));
  auto const one = figures({Grain::month, day_of(2026, 12, 1), day_of(2026, 12, 31), "test", "trains"});
  EXPECT_EQ(*one.figures[0].value, 1);
}

TEST_F(Indicator, EveryFigureIsTheSumOfItsEvidence) {
  month_of_trains();
  for (auto const& f : figures({Grain::month, day_of(2026, 12, 1), day_of(2026, 12, 31), "", ""}).figures) {
    auto const behind = answer(Evidence{f.indicator, day_of(2026, 12, 1), day_of(2026, 12, 31), "", f.version}, *this);
    ASSERT_TRUE(behind);
    double n = 0, d = 0;
    for (auto const& row : behind->rows) {
      n += row.numerator, d += row.denominator;
      EXPECT_GT(row.events, 0) << f.indicator << " " << row.key;
    }
    EXPECT_NEAR(n, f.numerator, 1e-6) << f.indicator;
    if (f.indicator != "laden_trains") {
      EXPECT_NEAR(d, f.denominator.value_or(0), 1e-6) << f.indicator;
    }
    EXPECT_EQ(static_cast<std::int64_t>(behind->rows.size()), f.parts);
  }
}

TEST_F(Indicator, RefusesWhatItDoesNotKnow) {
  auto const code = [](auto const& r) { return r ? std::string{} : r.error().code; };
  EXPECT_EQ(code(answer(Figures{Grain::month, {}, {}, "", "nonsense"}, *this)), "indicator.unknown");
  EXPECT_EQ(code(answer(Figures{Grain::day, day_of(2020, 1, 1), day_of(2026, 1, 1), "", ""}, *this)), "indicator.range");
  EXPECT_EQ(code(answer(Figures{Grain::day, day_of(2026, 1, 2), day_of(2026, 1, 1), "", ""}, *this)), "indicator.range");
  EXPECT_EQ(code(answer(Evidence{"nonsense", {}, {}, "", {}}, *this)), "indicator.unknown");
}

TEST(IndicatorPack, ListsEveryServiceUnderACorridorAndSaysWhyAnIndicatorIsMissing) {
  for (std::string const name : {"qingbaijiang", "testport"}) {
    auto const pack = IndicatorPack::load(network::pack_files(name), Pack{});
    ASSERT_TRUE(pack) << pack.error().code << " " << pack.error().place;
    std::set<std::string> names;
    for (auto const& f : pack->formulas) names.insert(f.row.code);
    EXPECT_TRUE(names.contains("laden_rate") && names.contains("lc_discrepancy"));
  }
  auto const files = network::pack_files("qingbaijiang");
  Pack before;
  before.put(*network::Network::load(files, Pack{}));
  auto const pack = IndicatorPack::load(files, before);
  EXPECT_GT(pack->published.size(), 30u);
  auto const services = *files.table("services.csv");
  for (auto const& row : services->rows)
    EXPECT_NE(pack->corridor(row.front(), day_of(2026, 12, 1)), other_corridor) << row.front() << " in corridors.csv";
  // The standard train of pack.csv and of the formula are the same rule.
  auto const keys = *files.table("pack.csv");
  std::string standard;
  for (auto const& row : keys->rows) {
    if (row.front() == "teu_of_standard_train_hundredths") standard = row[1];
  }
  for (auto const& f : pack->formulas) {
    if (f.row.code != "laden_trains" || !f.valid.contains(day_of(2026, 12, 1))) continue;
    EXPECT_EQ(std::to_string(f.row.parameter), standard);
  }
}

TEST(IndicatorPack, RefusesRowsThatCannotBe) {
  auto const load = [](std::string const& code, std::string const& column, std::string const& text) {
    return IndicatorPack::load(network::pack_files("testport", [&](PackTable& t) {
      if (t.file != "indicators.csv") return;
      auto const at = std::find(t.headers.begin(), t.headers.end(), column) - t.headers.begin();
      for (auto& row : t.rows)
        if (row.front() == code) row[static_cast<std::size_t>(at)] = text;
    }), Pack{});
  };
  EXPECT_EQ(load("full_formation", "parameter", "0").error().code, "indicator.pack_parameter");
  EXPECT_EQ(load("lc_discrepancy", "missing_en", "").error().code, "indicator.pack_reason");
  EXPECT_EQ(load("teu", "code", "trains").error().code, "indicator.pack_valid_twice");
  EXPECT_FALSE(load("teu", "measure", "guess")) << "a measure that the code does not know";
}

// One month as a whole: what the screen would show. Regenerate with LANDPORT_WRITE_GOLDEN=1 and read the difference.
TEST_F(Indicator, AMonthIsAsTheGoldenFileSays) {
  month_of_trains();
  std::ostringstream text;
  for (auto const& f : figures({Grain::month, day_of(2026, 12, 1), day_of(2026, 12, 31), "", ""}).figures) {
    text << f.indicator << " v" << f.version << " " << to_text(f.period) << " " << f.numerator << " / ";
    text << (f.denominator ? std::to_string(*f.denominator) : "-") << " = ";
    text << (f.value ? std::to_string(*f.value) : "-") << " from " << f.parts << "\n";
  }
  std::string const path = LANDPORT_SOURCE_DIR "/trials/golden/indicators_2026-12.txt";
  if (std::getenv("LANDPORT_WRITE_GOLDEN")) std::ofstream(path) << text.str();
  std::stringstream golden;
  golden << std::ifstream(path).rdbuf();
  EXPECT_EQ(text.str(), golden.str());
}

TEST(IndicatorWords, EveryRefusalHasBothLanguages) {
  for (auto const& row : describe().refusals)
    EXPECT_FALSE(row.zh.empty() || row.en.empty() || row.remedy_zh.empty() || row.remedy_en.empty()) << row.code;
}

}  // namespace
}  // namespace landport::indicator
