// SPDX-License-Identifier: Apache-2.0
#include "port/network/network.h"

#include <gtest/gtest.h>

#include <set>

#include "journal/department.h"
#include "journal/given.h"
#include "port/booking/module.h"
#include "port/network/commands.h"
#include "port/network/map.h"
#include "port/network/module.h"
#include "port/network/refusals.h"
#include "port/network/pack_test.h"
#include "port/network/timetable.h"

namespace landport::network {
namespace {

Pack const& testport() {
  static Pack const pack = [] {
    Pack p;
    for (auto const& load : describe().loaders) {
      auto const r = load(pack_files("testport"), p);
      if (!r) ADD_FAILURE() << r.error().code << " " << r.error().place;
    }
    return p;
  }();
  return pack;
}
Actor const carrier{"chen", "RAIL", Role::carrier};
Actor const rival{"wang", "OTHER", Role::carrier};
Day day(std::string_view text) {
  return *parse_day(text);
}
Instant at(std::string_view text) {
  return *parse_instant(text);
}

// ---- local times ----

TEST(LocalTime, IsReadByTheClockOfThePlace) {
  EXPECT_EQ(to_text(*instant_of(day("2026-12-01"), {8 * 60}, "Asia/Shanghai")), "2026-12-01T00:00:00Z");
  EXPECT_EQ(to_text(*instant_of(day("2026-12-01"), {8 * 60}, "Europe/Warsaw")), "2026-12-01T07:00:00Z");
  EXPECT_EQ(to_text(*instant_of(day("2026-07-01"), {8 * 60}, "Europe/Warsaw")), "2026-07-01T06:00:00Z");
}
TEST(LocalTime, OfTheSpringGapIsTakenByTheOldClock) {
  // On 2027-03-28 the clocks of Warsaw go from 02:00 to 03:00.
  EXPECT_EQ(to_text(*instant_of(day("2027-03-28"), {150}, "Europe/Warsaw")), "2027-03-28T01:30:00Z");
  EXPECT_EQ(to_text(*instant_of(day("2027-03-28"), {210}, "Europe/Warsaw")), "2027-03-28T01:30:00Z");
  EXPECT_EQ(to_text(*instant_of(day("2027-03-28"), {119}, "Europe/Warsaw")), "2027-03-28T00:59:00Z");
}
TEST(LocalTime, ThatAutumnRepeatsIsTheFirst) {
  // On 2026-10-25 the clocks of Warsaw go from 03:00 back to 02:00.
  EXPECT_EQ(to_text(*instant_of(day("2026-10-25"), {150}, "Europe/Warsaw")), "2026-10-25T00:30:00Z");
  EXPECT_EQ(to_text(*instant_of(day("2026-10-25"), {180}, "Europe/Warsaw")), "2026-10-25T02:00:00Z");
}
TEST(LocalTime, TheDayIsThatOfThePlace) {
  EXPECT_EQ(to_text(*local_day(at("2026-12-01T20:00:00Z"), "Asia/Shanghai")), "2026-12-02");
  EXPECT_EQ(local_day(at("2026-12-01T20:00:00Z"), "Mars/Olympus").error().code, "pack.no_such_zone");
}

// ---- the pack ----

TEST(NetworkPack, EveryPackLoads) {
  for (auto const* name : {"testport", "qingbaijiang", "naivasha"}) {
    auto const n = Network::load(pack_files(name), Pack{});
    ASSERT_TRUE(n) << name << ": " << n.error().code << " at " << n.error().place;
    EXPECT_GT(n->services.all().size(), 2u);
  }
}

struct Fault {
  std::string file;
  int line;
  std::string column, value, code, place;
};
class BrokenPack : public testing::TestWithParam<Fault> {};

TEST_P(BrokenPack, IsRefusedWithFileAndLine) {
  auto const& fault = GetParam();
  auto const n = Network::load(pack_files("testport",
                                          [&](PackTable& t) {
                                            if (t.file == fault.file)
                                              set_cell(t, fault.line, fault.column, fault.value);
                                          }),
                               Pack{});
  ASSERT_FALSE(n);
  EXPECT_EQ(n.error().code, fault.code);
  EXPECT_EQ(n.error().place, fault.place);
}
INSTANTIATE_TEST_SUITE_P(
    Every, BrokenPack,
    testing::Values(
        Fault{"nodes.csv", 2, "time_zone", "Mars/Olympus", "pack.no_such_zone",
              "nodes.csv, line 2, column time_zone"},
        Fault{"nodes.csv", 3, "lat", "95", "pack.out_of_range", "nodes.csv, line 3, column lat"},
        Fault{"nodes.csv", 3, "code", "TPAAA", "pack.valid_twice", "nodes.csv, line 3, column code"},
        Fault{"legs.csv", 2, "to", "TPXXX", "pack.no_such_reference", "legs.csv, line 2, column to"},
        Fault{"legs.csv", 2, "sections", "T-1435+T-9", "pack.no_such_reference",
              "legs.csv, line 2, column sections"},
        Fault{"paths.csv", 4, "leg", "TPAAA-TPXXX", "pack.no_such_reference",
              "paths.csv, line 4, column leg"},
        Fault{"paths.csv", 4, "depart_time", "25:00", "malformed.type",
              "paths.csv, line 4, column depart_time"},
        Fault{"pack.csv", 5, "value", "TPXXX", "pack.no_such_reference", "pack.csv, line 5, column value"},
        Fault{"pack.csv", 7, "value", "Mars/Base", "pack.no_such_zone", "pack.csv, line 7, column value"},
        Fault{"pack.csv", 8, "value", "Yuan", "pack.no_such_reference", "pack.csv, line 8, column value"},
        Fault{"services.csv", 2, "days", "1,8", "malformed.type", "services.csv, line 2, column days"},
        Fault{"services.csv", 2, "to", "TPCCC", "pack.broken_chain", "services.csv, line 2, column to"},
        Fault{"service_legs.csv", 3, "path", "P-EB", "pack.path_disagrees",
              "service_legs.csv, line 3, column leg"},
        Fault{"service_legs.csv", 3, "depart_time", "07:00", "pack.path_disagrees",
              "service_legs.csv, line 3, column depart_time"},
        Fault{"service_legs.csv", 3, "from", "TPAAA", "pack.broken_chain",
              "service_legs.csv, line 3, column from"},
        Fault{"service_legs.csv", 7, "depart_day", "3", "pack.path_disagrees",
              "service_legs.csv, line 7, column arrive_day"},
        Fault{"tariffs.csv", 2, "service", "T-XX", "pack.no_such_reference",
              "tariffs.csv, line 2, column service"},
        Fault{"tariffs.csv", 3, "currency", "USD", "pack.two_currencies", "tariffs.csv, line 3, column currency"},
        Fault{"tariffs.csv", 2, "source", "", "pack.no_source", "tariffs.csv, line 2, column source"}));

TEST(NetworkPack, SaysWhatPlaceItIs) {
  auto const& place = testport().get<Network>().place;
  EXPECT_EQ(place.code + " " + place.home_node.text + " " + place.currency + " " + place.time_zone,
            "testport TPAAA CNY Asia/Shanghai");
  EXPECT_LE(place.bounds.west, 20);  // around its services, from Poland to Shaanxi
  EXPECT_GE(place.bounds.east, 109);
}

TEST(NetworkPack, TheTariffThatFitsBestHolds) {
  auto const& n = testport().get<Network>();
  EXPECT_EQ(n.tariff(Charge::freight, ServiceCode{"T-AD"}, 20, true, day("2026-12-01"))->code, "F-T-AD-20L");
  EXPECT_EQ(n.tariff(Charge::freight, ServiceCode{"T-AD"}, 40, false, day("2026-12-01"))->code, "F-T-AD-40E");
  EXPECT_EQ(n.tariff(Charge::cancellation, ServiceCode{"T-AD"}, 40, true, day("2026-12-01"))->code, "CANCEL");
  EXPECT_EQ(n.tariff(Charge::freight, ServiceCode{"T-AD"}, 30, true, day("2026-12-01")), nullptr);
  EXPECT_EQ(n.tariff(Charge::freight, ServiceCode{"T-AD"}, 20, true, day("2020-12-01")), nullptr);
  EXPECT_EQ(n.emission(Mode::rail, day("2026-12-01")), 22000);
}

// ---- departures ----

TEST(ScheduleDepartures, OpensLegRunsThatDeparturesShare) {
  Given port(testport());
  port.as(carrier).at("2026-11-20T00:00:00Z");
  auto const facts = port.done(ScheduleDepartures{ServiceCode{"T-AD"}, day("2026-12-01"), Count{2}, ""});
  ASSERT_EQ(facts.made.size(), 2u);
  EXPECT_EQ(facts.made[0].second, "T-AD-20261201");
  port.done(ScheduleDepartures{ServiceCode{"T-BD"}, day("2026-12-03"), Count{1}, ""});
  auto const view = port.view<Timetable>();
  auto const* const ad = view->departures.find("T-AD-20261201");
  ASSERT_TRUE(ad);
  EXPECT_EQ(to_text(ad->departs), "2026-12-01T00:00:00Z");
  EXPECT_EQ(to_text(ad->booking_cutoff), "2026-11-30T00:00:00Z");
  ASSERT_EQ(ad->legs.size(), 3u);
  EXPECT_EQ(ad->legs[1].leg_run, LegRunId{"P-BC-20261203"});
  // 06:00 in Shanghai to 06:00 in Almaty is three hours.
  EXPECT_EQ(ad->legs[1].arrives - ad->legs[1].departs, hours(3));
  auto const* const shared = view->leg_runs.find("P-BC-20261203");
  ASSERT_TRUE(shared);
  EXPECT_EQ(shared->departures, (std::vector{DepartureId{"T-AD-20261201"}, DepartureId{"T-BD-20261203"}}));
  EXPECT_EQ(shared->length_free, Millimetres{36576});
  EXPECT_EQ(shared->carrier, "RAIL");
}
TEST(ScheduleDepartures, MayBeGivenAgain) {
  Given port(testport());
  port.as(carrier).at("2026-11-20T00:00:00Z");
  ScheduleDepartures const order{ServiceCode{"T-ED"}, day("2026-12-01"), Count{14}, ""};
  // Mondays, Wednesdays and Saturdays of two weeks.
  EXPECT_EQ(port.done(order).made.size(), 6u);
  EXPECT_TRUE(port.done(order).list.empty());
}
TEST(ScheduleDepartures, LeavesOutWhatIsThereOrGone) {
  Given port(testport());
  port.as(carrier).at("2026-12-02T00:00:00Z");
  ScheduleDepartures const order{ServiceCode{"T-AD"}, day("2026-12-01"), Count{4}, ""};
  EXPECT_EQ(port.done(order).made.size(), 2u);  // those of the 1st and the 2nd at 08:00 in Shanghai have left
  EXPECT_TRUE(port.done(order).list.empty());
  port.done(CancelDeparture{DepartureId{"T-AD-20261203"}, "no wagons"});
  EXPECT_TRUE(port.done(order).list.empty());
}
TEST(ScheduleDepartures, Refusals) {
  Given port(testport());
  port.as(carrier);
  EXPECT_EQ(port.refusal(ScheduleDepartures{ServiceCode{"T-XX"}, day("2026-12-01"), Count{1}, ""}),
            "network.no_such_service");
  EXPECT_EQ(port.refusal(ScheduleDepartures{ServiceCode{"T-AD"}, day("2026-12-01"), Count{0}, ""}),
            "malformed.range");
  EXPECT_EQ(port.refusal(ScheduleDepartures{ServiceCode{"T-AD"}, day("2026-12-01"), Count{1}, "OTHER"}),
            "network.not_your_carrier");
}
TEST(ScheduleDepartures, NeedsThePathOnItsDay) {
  PackFiles const files = pack_files("testport", [](PackTable& t) {
    if (t.file == "paths.csv") set_cell(t, 4, "valid_to", "2026-12-03");
  });
  Pack pack;
  pack.put(*Network::load(files, Pack{}));
  Given port(pack);
  port.as(carrier).at("2026-11-20T00:00:00Z");
  // The last day of a row is a day on which it holds.
  port.done(ScheduleDepartures{ServiceCode{"T-BD"}, day("2026-12-03"), Count{1}, ""});
  EXPECT_EQ(port.refusal(ScheduleDepartures{ServiceCode{"T-BD"}, day("2026-12-04"), Count{1}, ""}),
            "network.no_path");
}

// ---- the calendar ----

PackFiles with_calendar(std::string const& change, std::string const& days, std::string const& service = "T-ED") {
  PackFiles files = pack_files("testport");
  PackTable table;
  table.file = "calendar.csv";
  table.headers = {"code", "services", "change", "days", "name_zh", "name_en", "valid_from", "valid_to", "source"};
  table.rows = {{"X", service, change, days, "节日", "Holiday", "2026-12-02", "2026-12-05", "test"}};
  table.lines = {2};
  files.add(table);
  return files;
}
std::vector<std::string> days_of_week(PackFiles const& files) {
  Pack pack;
  pack.put(*Network::load(files, Pack{}));
  Given port(pack);
  port.as(carrier).at("2026-11-20T00:00:00Z");
  std::vector<std::string> days;
  for (auto const& [name, id] : port.done(ScheduleDepartures{ServiceCode{"T-ED"}, day("2026-12-01"), Count{7}, ""}).made)
    days.push_back(id.substr(id.size() - 4));
  return days;
}
TEST(Calendar, DropsAndAddsDaysItsLastDayIncluded) {
  using Days = std::vector<std::string>;
  EXPECT_EQ(days_of_week(pack_files("testport")), (Days{"1202", "1205", "1207"}));  // Wednesday, Saturday, Monday
  EXPECT_EQ(days_of_week(with_calendar("dropped", "1,2,3,4,5,6,7")), (Days{"1207"}));
  EXPECT_EQ(days_of_week(with_calendar("dropped", "6")), (Days{"1202", "1207"}));
  EXPECT_EQ(days_of_week(with_calendar("extra", "3")), (Days{"1202", "1205", "1207"}));
  EXPECT_EQ(days_of_week(with_calendar("dropped", "3,6", "T-AD")), (Days{"1202", "1205", "1207"}));
}
TEST(Calendar, RefusesAServiceThatIsNotThereAndADayWithoutAPath) {
  EXPECT_EQ(Network::load(with_calendar("dropped", "1", "T-XX"), Pack{}).error().code, "pack.no_such_reference");
  auto const no_path = Network::load(with_calendar("extra", "2"), Pack{});  // P-CD2 runs on 1, 3 and 5
  ASSERT_FALSE(no_path);
  EXPECT_EQ(no_path.error().code, "pack.path_disagrees");
  EXPECT_EQ(no_path.error().place, "calendar.csv, line 2, column days");
}

// A train counts when it leaves the place that assembles it, and departures that share a train path at the port are one
// train. Counted by the rule that schedules.
struct TrainsOfYear {
  int out = 0, back = 0;
};
TrainsOfYear china_europe_trains(Network const& n, int year) {
  NodeCode const home{"CDQBJ"};
  std::set<std::pair<std::string, Day>> out, back;
  for (Day d = day_of(year, 1, 1); d < day_of(year + 1, 1, 1); d = d + 1) {
    for (auto const& [code, versions] : n.services.all()) {
      auto const* const service = n.services.find(code, d);
      auto const* const corridor = n.corridors.find(code, d);
      if (!service || !corridor || corridor->counted_as != "china_europe" || !n.runs_on(*service, d)) continue;
      auto const legs = service->legs_on(d);
      if (service->from == home) out.insert({legs.front().path.text, d});
      if (service->to == home) back.insert({legs.back().path.text, d + static_cast<int>(legs.back().depart_day)});
    }
  }
  return {static_cast<int>(out.size()), static_cast<int>(back.size())};
}
double published(std::string const& metric, std::string const& scope, std::string const& period) {
  auto const files = pack_files("qingbaijiang");
  for (auto const& row : (*files.table("published_figures.csv"))->rows)
    if (row[0] == metric && row[1] == scope && row[2] == period) return std::stod(row[3]);
  ADD_FAILURE() << metric << " " << scope << " " << period << " is not in published_figures.csv";
  return 1;
}
TEST(QingbaijiangYear, IsWithinFivePercentOfThePublishedTrainsAndOfTheirShareOut) {
  auto const n = Network::load(pack_files("qingbaijiang"), Pack{});
  ASSERT_TRUE(n) << n.error().code << " " << n.error().place;
  // No later year is published for Chengdu alone: each is held to the last one that is.
  double const trains = published("trains", "Chengdu", "2024");
  double const ratio = published("trains inbound", "China-Europe all", "2024") /
                       published("trains outbound", "China-Europe all", "2024");
  for (int const year : {2024, 2025, 2026, 2027}) {
    auto const counted = china_europe_trains(*n, year);
    EXPECT_NEAR((counted.out + counted.back) / trains, 1, 0.05) << year << ": " << counted.out << " + " << counted.back;
    EXPECT_NEAR(counted.back / double(counted.out) / ratio, 1, 0.05) << year;
  }
}
TEST(QingbaijiangYear, TrainsOfChinaEuropeHaveRoomForThePublishedTeu) {
  auto const n = Network::load(pack_files("qingbaijiang"), Pack{});
  double const published_teu = published("teu", "China-Europe all", "2024") / published("trains", "China-Europe all", "2024");
  Day const d = day("2026-12-01");
  for (auto const& [code, versions] : n->services.all()) {
    auto const* const corridor = n->corridors.find(code, d);
    ASSERT_TRUE(corridor) << code << " has no corridor";
    if (corridor->counted_as.empty()) continue;
    auto const legs = n->services.find(code, d)->legs_on(d);
    auto const& at_home = legs.front().from.text == "CDQBJ" ? legs.front() : legs.back();
    EXPECT_GE(n->paths.find(at_home.path.text, d)->teu_max.value / 100.0, published_teu) << code;
  }
}
TEST(QingbaijiangYear, EveryServiceHasItsReturn) {
  auto const n = Network::load(pack_files("qingbaijiang"), Pack{});
  std::multiset<std::string> ways;
  for (auto const& [code, versions] : n->services.all()) {
    auto const& s = versions.front().row;
    ways.insert(s.from.text + s.to.text);
  }
  for (auto const& [code, versions] : n->services.all()) {
    auto const& s = versions.front().row;
    EXPECT_EQ(ways.count(s.to.text + s.from.text), ways.count(s.from.text + s.to.text)) << code;
  }
}

class Departure : public testing::Test {
 protected:
  Departure() {
    port.as(carrier).at("2026-11-20T00:00:00Z");
    port.done(ScheduleDepartures{ServiceCode{"T-BD"}, day("2026-12-03"), Count{1}, ""});
  }
  Given port{testport()};
  DepartureId const id{"T-BD-20261203"};
  LegRunId const run{"P-BC-20261203"};
};

TEST_F(Departure, IsClosedReopenedAndCancelled) {
  EXPECT_EQ(port.refusal(ReopenDeparture{id}), "network.departure_open");
  port.done(CloseDeparture{id, "full"});
  EXPECT_EQ(port.view<Timetable>()->departures.find(id.text)->state, DepartureState::closed);
  EXPECT_EQ(port.refusal(CloseDeparture{id, "full"}), "network.departure_closed");
  port.done(ReopenDeparture{id});
  EXPECT_EQ(port.view<Timetable>()->departures.find(id.text)->state, DepartureState::open);
  port.done(CancelDeparture{id, "embargo"});
  EXPECT_EQ(port.view<Timetable>()->departures.find(id.text)->state, DepartureState::cancelled);
  EXPECT_EQ(port.refusal(CancelDeparture{id, "embargo"}), "network.departure_cancelled");
  EXPECT_EQ(port.refusal(ReopenDeparture{id}), "network.departure_cancelled");
}
TEST_F(Departure, OfAnotherCarrierIsNotThere) {
  port.as(rival);
  EXPECT_EQ(port.refusal(CancelDeparture{id, "x"}), "network.no_such_departure");
  EXPECT_EQ(port.refusal(CloseDeparture{id, "x"}), "network.no_such_departure");
  EXPECT_EQ(port.refusal(ReopenDeparture{id}), "network.no_such_departure");
  EXPECT_EQ(port.refusal(ChangeLegLimits{run, Millimetres{1}, {}, {}, {}, "x"}), "network.no_such_leg_run");
}
TEST_F(Departure, LimitsNeverGoBelowWhatIsTaken) {
  using booking::BookingId;
  port.happened_before(leg_run_stream(run),
                       booking::SlotsHeld{BookingId{"BK1"},
                                          {Millimetres{12192}, Kilograms{20000}, Count{1}, CentiTeu{200}},
                                          at("2026-11-21T00:00:00Z")});
  port.happened_before(leg_run_stream(run),
                       booking::SlotsConfirmed{
                           BookingId{"BK2"}, {Millimetres{6096}, Kilograms{10000}, Count{0}, CentiTeu{100}}});
  auto const refused = port.when(ChangeLegLimits{run, Millimetres{18287}, {}, {}, {}, "x"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "network.limit_below_sold");
  EXPECT_EQ(fill("{wanted} {taken}", refused.error()), "18287 18288");
  EXPECT_EQ(port.refusal(ChangeLegLimits{run, {}, Kilograms{29999}, {}, {}, "x"}),
            "network.limit_below_sold");
  EXPECT_EQ(port.refusal(ChangeLegLimits{run, {}, {}, Count{0}, {}, "x"}), "network.limit_below_sold");
  EXPECT_EQ(port.refusal(ChangeLegLimits{run, {}, {}, {}, CentiTeu{299}, "x"}), "network.limit_below_sold");
  EXPECT_EQ(port.refusal(ChangeLegLimits{run, {}, {}, Count{-1}, {}, "x"}), "malformed.range");
  port.done(ChangeLegLimits{run, Millimetres{18288}, {}, {}, {}, "short train"});
  // The option runs out and only the firm booking counts.
  port.at("2026-11-21T00:00:00Z");
  port.done(ChangeLegLimits{run, Millimetres{6096}, {}, {}, {}, "shorter"});
  EXPECT_EQ(port.view<Timetable>()->leg_runs.find(run.text)->length_max, Millimetres{6096});
}
TEST_F(Departure, TheTimetableShowsWhatIsTaken) {
  using booking::BookingId;
  booking::Slots const one{Millimetres{12192}, Kilograms{20000}, Count{1}, CentiTeu{200}};
  port.happened_before(leg_run_stream(run),
                       booking::SlotsHeld{BookingId{"BK1"}, one, at("2026-11-21T00:00:00Z")});
  auto view = port.view<Timetable>();
  auto const* row = view->leg_runs.find(run.text);
  EXPECT_EQ(row->length_held, one.length);
  EXPECT_EQ(row->length_free, Millimetres{24384});
  EXPECT_EQ(row->free(at("2026-11-21T00:00:00Z")).length, Millimetres{36576});
  port.happened_before(leg_run_stream(run), booking::SlotsConfirmed{BookingId{"BK1"}, one});
  view = port.view<Timetable>();
  row = view->leg_runs.find(run.text);
  EXPECT_EQ(row->plugs_sold, Count{1});
  EXPECT_EQ(row->plugs_held, Count{0});
  port.happened_before(leg_run_stream(run), booking::SlotsReleased{BookingId{"BK1"}});
  view = port.view<Timetable>();
  EXPECT_EQ(view->leg_runs.find(run.text)->teu_free, CentiTeu{600});
}
TEST(Timetable, FoldsFactsInAnyOrder) {
  Given port(testport());
  port.happened_before(leg_run_stream(LegRunId{"R"}), booking::SlotsReleased{booking::BookingId{"B"}});
  port.happened_before(leg_run_stream(LegRunId{"R"}), booking::SlotsHeld{booking::BookingId{"B"}, {}, {}});
  port.happened_before(departure_stream(DepartureId{"D"}), DepartureReopened{DepartureId{"D"}});
  port.happened_before(departure_stream(DepartureId{"D"}), DepartureCancelled{DepartureId{"D"}, ""});
  port.happened_before(departure_stream(DepartureId{"D"}), DepartureScheduled{});
  EXPECT_EQ(port.view<Timetable>()->departures.find("D")->state, DepartureState::cancelled);
}

TEST(NetworkDescription, EveryRefusalHasBothLanguages) {
  for (auto const& row : refusals) {
    EXPECT_FALSE(row.zh.empty() || row.en.empty() || row.remedy_zh.empty() || row.remedy_en.empty())
        << row.code;
  }
  EXPECT_TRUE(describe().commands[1].read_cells);
}

}  // namespace
}  // namespace landport::network
