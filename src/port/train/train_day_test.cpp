// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journal/department.h"
#include "port/booking/board.h"
#include "port/booking/commands.h"
#include "port/booking/rules.h"
#include "port/network/commands.h"
#include "port/network/network.h"
#include "port/network/timetable.h"
#include "port/train/day_board.h"
#include "port/train/day_commands.h"
#include "port/train/port_test.h"
#include "port/train/top_up_query.h"
#include "port/train/train_board.h"

// The train's day: the railway's plan, embargoes, a cancelled train, tracks, a wagon cut out, topping up.
namespace landport::train {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct TrainDay : ::testing::Test, TestPort {
  static std::string detail(Refusal const& refusal, std::string_view name) {
    for (auto const& [k, v] : refusal.details) {
      if (k == name) return v;
    }
    return {};
  }
  Actor const duty{"li", "PORT", Role::duty};
  AskPlan ask(std::int64_t wagons = 1, std::int64_t mass = 90'000) const {
    return {departure, Count{wagons}, Kilograms{mass}};
  }
  AnswerPlan approve() const { return {departure, true, "R-2026-118", "", {}, {}}; }
  AnswerPlan decline() const { return {departure, false, "", "no locomotive", {}, {}}; }
};

// ---- the railway's plan ----

TEST_F(TrainDay, APlanIsAskedForAndAnswered) {
  EXPECT_EQ(port.refusal(approve()), "train.plan_not_asked");
  EXPECT_EQ(port.refusal(ask(0)), "train.plan_empty");
  port.as({"chen", "RAIL", Role::carrier}).done(ask());
  EXPECT_EQ(port.as({"wang", "OTHER", Role::carrier}).refusal(ask()), "train.no_departure");
  EXPECT_EQ(port.as({"x", "PARTNERONE", Role::partner}).refusal(approve()), "train.no_departure")
      << "another partner is not told of it";
  port.as({"y", "TRAILWAY", Role::partner}).done(approve());
  auto const plan = port.state<RailwayPlan>(railway_plan_stream(departure));
  EXPECT_TRUE(plan.answer->approved);
  EXPECT_EQ(plan.answer->wagons, Count{1});
  auto bare = approve();
  bare.plan_number.clear();
  EXPECT_EQ(port.refusal(bare), "train.plan_number_missing");
  auto mute = decline();
  mute.reason.clear();
  EXPECT_EQ(port.refusal(mute), "train.plan_reason_missing");
}

TEST_F(TrainDay, ATrainDoesNotLeaveOnARefusedPlanAndALaterAnswerCorrectsIt) {
  loaded_pair();
  port.at("2026-12-02T00:30:00Z").done(ask());
  EXPECT_EQ(port.refusal(DepartTrain{run}), "") << "this pack asks for no plan before 2030";
  port.done(decline());
  auto const refused = port.when(DepartTrain{run});
  ASSERT_FALSE(refused);
  EXPECT_EQ(detail(refused.error(), "check"), "railway_plan");
  EXPECT_THAT(detail(refused.error(), "check_en"), HasSubstr("no locomotive"));
  port.done(approve());
  EXPECT_EQ(port.refusal(DepartTrain{run}), "");
}

TEST_F(TrainDay, ATrainLeavesNoLongerOrHeavierThanApproved) {
  loaded_pair();
  port.done(ask(1, 50'000));
  port.done(approve());
  auto const refused = port.when(DepartTrain{run});
  ASSERT_FALSE(refused);
  EXPECT_EQ(detail(refused.error(), "check"), "railway_plan");
  EXPECT_THAT(detail(refused.error(), "check_en"), HasSubstr("mass"));
}

TEST_F(TrainDay, WhereThePackNeedsAPlanNoTrainLeavesWithoutOne) {
  RunState state;
  TrainComposed made{run, departure, network::ServiceCode{"T-AD"}, "RAIL", 1435, {}, {}, {}, {}};
  made.legs = {{network::LegCode{"TPAAA-TPBBB"},
                {},
                network::NodeCode{"TPAAA"},
                network::NodeCode{"TPBBB"},
                at("2030-02-01T00:00:00Z"),
                at("2030-02-02T00:00:00Z"),
                {"T-1435"}}};
  network::DepartureId const later{"T-AD-20300201"};
  made.departure = later;
  made.run = run_of(later, 1);
  port.at("2030-01-31T00:00:00Z").happened_before(train_stream(made.run), made);
  auto const refused = port.when(DepartTrain{made.run});
  ASSERT_FALSE(refused);
  EXPECT_THAT(detail(refused.error(), "checks"), HasSubstr("railway_plan"));
}

// ---- embargoes ----

network::EmbargoImposed embargo(std::string_view node) {
  network::EmbargoImposed e;
  e.embargo = network::EmbargoId{"EM1"};
  e.place = node;
  e.from = *parse_instant("2026-12-01T00:00:00Z");
  e.until = *parse_instant("2026-12-10T00:00:00Z");
  e.reason = "snow";
  e.source = "telegram 12";
  return e;
}

TEST_F(TrainDay, NoTrainIsComposedIntoAnEmbargo) {
  port.happened_before(network::embargo_stream(), embargo("TPBBB"));
  auto const refused = port.when(ComposeTrain{departure, {}, {}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "network.embargoed");
  EXPECT_EQ(detail(refused.error(), "place"), "TPBBB");
  port.happened_before(network::embargo_stream(), network::EmbargoLifted{network::EmbargoId{"EM1"}, ""});
  EXPECT_EQ(port.refusal(ComposeTrain{departure, {}, {}}), "");
}

TEST_F(TrainDay, NoTrainLeavesIntoAnEmbargoThatCameAfterwards) {
  loaded_pair();
  port.happened_before(network::embargo_stream(), embargo("TPBBB"));
  auto const refused = port.when(DepartTrain{run});
  ASSERT_FALSE(refused);
  EXPECT_EQ(detail(refused.error(), "check"), "embargo");
  EXPECT_THAT(detail(refused.error(), "check_en"), HasSubstr("TPBBB"));
}

TEST_F(TrainDay, ALateTrainIsJudgedByWhenItWillBeThere) {
  loaded_pair();
  auto later = embargo("TPBBB");
  later.from = at("2026-12-05T00:00:00Z");
  port.happened_before(network::embargo_stream(), later);
  EXPECT_EQ(port.at("2026-12-02T00:30:00Z").refusal(DepartTrain{run}), "");
  EXPECT_EQ(port.at("2026-12-04T00:00:00Z").refusal(DepartTrain{run}), "train.not_ready");
}

TEST_F(TrainDay, AnEmbargoOfDangerousGoodsNamesTheUnitsItMeets) {
  loaded_pair();
  auto danger = embargo("TPBBB");
  danger.dangerous_only = true;
  port.happened_before(network::embargo_stream(), danger);
  EXPECT_EQ(port.refusal(DepartTrain{run}), "") << "nothing on it is dangerous";
  auto twenty = embargo("TPBBB");
  twenty.embargo = network::EmbargoId{"EM2"};
  twenty.size_types = {*parse_size_type("22G1")};
  port.happened_before(network::embargo_stream(), twenty);
  auto const refused = port.when(DepartTrain{run});
  ASSERT_FALSE(refused);
  EXPECT_EQ(detail(refused.error(), "count"), "2");
}

// ---- a cancelled train ----

TEST_F(TrainDay, ACancelledDepartureFreesItsWagonsOnceItsUnitsAreInTheYard) {
  auto const [a, b] = loaded_pair();
  port.done(OccupyTrack{run, "L1", {}});
  network::CancelDeparture const cancel{departure, "flood"};
  auto const refused = port.when(cancel);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "train.unload_first");
  EXPECT_THAT(detail(refused.error(), "units"), HasSubstr(std::string(a.text())));
  port.done(UnloadUnit{run, a, "A-01-01-1"});
  port.done(UnloadUnit{run, b, "A-03-01-1"});
  port.done(cancel);
  EXPECT_EQ(state().stage, Stage::cancelled);
  EXPECT_TRUE(state().plan.placements.empty());
  EXPECT_TRUE(port.state<WagonState>(wagon_stream(nth_wagon(1))).run.empty());
  EXPECT_EQ(where(a).place.kind, container::PlaceKind::yard);
  EXPECT_TRUE(port.state<TrackState>(track_stream("L1")).stays.empty());
  EXPECT_EQ(port.refusal(AddWagon{run, nth_wagon(2), "TW-1435"}), "train.left_already");
  auto const board = port.view<TrainBoard>();
  EXPECT_EQ(board->trains.find(run.text)->stage, Stage::cancelled);
  EXPECT_EQ(board->wagons.size(), 0U);
  EXPECT_TRUE(board->candidates.find(a.text())->run.empty());
}

TEST_F(TrainDay, ATrainThatHasLeftIsNotCancelled) {
  loaded_pair();
  port.at("2026-12-02T00:30:00Z").done(DepartTrain{run});
  EXPECT_EQ(port.refusal(network::CancelDeparture{departure, "late"}), "train.left_already");
}

// ---- tracks ----

TEST_F(TrainDay, ATrackTakesOneTrainOfItsGaugeWithinItsLength) {
  compose(1);
  EXPECT_EQ(port.refusal(OccupyTrack{run, "L9", {}}), "train.no_track");
  EXPECT_EQ(port.refusal(PlanTrack{run, "L1", port.now(), port.now()}), "train.track_times");
  port.done(OccupyTrack{run, "L1", at("2026-12-01T06:00:00Z")});
  EXPECT_EQ(port.refusal(OccupyTrack{run, "L1", {}}), "train.on_track_already");
  auto const board = port.view<DayBoard>();
  EXPECT_EQ(board->tracks.find("L1")->run, run);
  port.later(hours(1)).done(ClearTrack{run, "L1"});
  EXPECT_EQ(port.refusal(ClearTrack{run, "L1"}), "train.not_on_track");
  EXPECT_TRUE(port.view<DayBoard>()->tracks.find("L1")->run.empty());
}

TEST_F(TrainDay, ATrackThatIsTooShortIsRefusedAlsoToAWagonMore) {
  compose(40);
  auto const refused = port.when(OccupyTrack{run, "L1", {}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "train.too_long_for_track");
  EXPECT_EQ(detail(refused.error(), "usable_m"), "300");
  int n = 40;
  while (port.refusal(OccupyTrack{run, "L1", {}}) == "train.too_long_for_track") port.done(RemoveWagon{run, nth_wagon(n--), ""});
  port.done(OccupyTrack{run, "L1", {}});
  EXPECT_EQ(port.refusal(AddWagon{run, nth_wagon(60), "TW-1435"}), "train.too_long_for_track");
}

struct TwoTrains : TrainDay {
  network::DepartureId const other_departure{"T-AD-20261203"};
  RunId const other{"T-AD-20261203"};
  TwoTrains() {
    compose(1);
    auto next = port.state<network::Sailing>(network::departure_stream(departure)).plan;
    next.departure = other_departure;
    port.happened_before(network::departure_stream(other_departure), next);
    port.done(ComposeTrain{other_departure, {{nth_wagon(5), "TW-1435"}}, {}});
  }
};

TEST_F(TwoTrains, ShareATrackOneAfterTheOther) {
  port.done(PlanTrack{run, "L1", at("2026-12-01T10:00:00Z"), at("2026-12-01T14:00:00Z")});
  auto const refused = port.when(PlanTrack{other, "L1", at("2026-12-01T13:00:00Z"), at("2026-12-01T16:00:00Z")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "train.track_taken");
  EXPECT_EQ(detail(refused.error(), "run"), run.text);
  EXPECT_EQ(detail(refused.error(), "until"), "2026-12-01T14:00:00Z");
  port.done(PlanTrack{other, "L1", at("2026-12-01T14:00:00Z"), at("2026-12-01T16:00:00Z")});
  port.at("2026-12-01T10:05:00Z").done(OccupyTrack{run, "L1", {}});
  port.at("2026-12-01T14:30:00Z");
  EXPECT_EQ(port.refusal(OccupyTrack{other, "L1", {}}), "train.track_taken") << "who overstays still stands there";
  port.done(ClearTrack{run, "L1"});
  port.done(OccupyTrack{other, "L1", {}});
  auto const board = port.view<DayBoard>();
  std::vector<std::int64_t> late;
  board->uses.each([&](std::string_view, TrackUseRow const& row) {
    if (row.actual_from) late.push_back((*row.actual_from - *row.planned_from).ms / 60'000);
  });
  EXPECT_THAT(late, ElementsAre(5, 30));
}

TEST_F(TrainDay, PlannedAgainATrainThatStandsThereHasOneStay) {
  compose(1);
  port.at("2026-12-01T10:00:00Z").done(OccupyTrack{run, "L1", {}});
  port.at("2026-12-01T11:00:00Z").done(
      PlanTrack{run, "L1", at("2026-12-01T10:30:00Z"), at("2026-12-01T20:00:00Z")});
  auto const stays = port.state<TrackState>(track_stream("L1")).stays;
  ASSERT_EQ(stays.size(), 1u);
  EXPECT_TRUE(stays[0].here);
  EXPECT_EQ(stays[0].from, at("2026-12-01T10:00:00Z")) << "it stands there since it came";
  EXPECT_EQ(stays[0].until, at("2026-12-01T20:00:00Z"));
  auto const board = port.view<DayBoard>();
  ASSERT_EQ(board->uses.size(), 1u);
  board->uses.each([&](std::string_view, TrackUseRow const& row) {
    EXPECT_EQ(row.planned_until, at("2026-12-01T20:00:00Z"));
    EXPECT_EQ(row.actual_from, at("2026-12-01T10:00:00Z"));
  });
}

TEST_F(TrainDay, InspectionTakesTheMinutesOfThePackAndItsTrueEndIsNoted) {
  compose(1);
  EXPECT_EQ(port.refusal(StartTrainWork{run, WorkKind::inspection, ""}), "train.on_no_track");
  port.done(OccupyTrack{run, "L1", {}});
  port.done(PlanTrainWork{run, WorkKind::inspection, at("2026-12-01T02:00:00Z")});
  port.at("2026-12-01T02:10:00Z").done(StartTrainWork{run, WorkKind::inspection, ""});
  EXPECT_EQ(port.refusal(StartTrainWork{run, WorkKind::shunting, "L1"}), "train.work_under_way");
  EXPECT_EQ(port.refusal(EndTrainWork{run, WorkKind::shunting, ""}), "train.no_work");
  port.at("2026-12-01T02:50:00Z").done(EndTrainWork{run, WorkKind::inspection, "two brake blocks"});
  TrackUseRow found;
  port.view<DayBoard>()->uses.each([&](std::string_view, TrackUseRow const& row) {
    if (row.kind == TrackUse::inspection) found = row;
  });
  EXPECT_EQ(*found.planned_until, at("2026-12-01T02:22:00Z")) << "20 minutes, and 2 for its wagon";
  EXPECT_EQ(*found.actual_from, at("2026-12-01T02:10:00Z"));
  EXPECT_EQ(*found.actual_until, at("2026-12-01T02:50:00Z"));
  EXPECT_EQ(found.track, "L1");
}

TEST_F(TrainDay, ADepartureClearsItsTrack) {
  loaded_pair();
  port.done(OccupyTrack{run, "L1", {}});
  port.at("2026-12-02T00:30:00Z").done(DepartTrain{run});
  EXPECT_TRUE(port.state<TrackState>(track_stream("L1")).stays.empty());
  EXPECT_EQ(port.refusal(OccupyTrack{run, "L1", {}}), "train.not_at_port");
}

// ---- a wagon cut out ----

TEST_F(TrainDay, ABadOrderWagonGoesAndItsUnitsStandInTheYard) {
  auto const [a, b] = loaded_pair();
  CutOutWagon order{run, nth_wagon(1), "hot box", {}};
  auto const refused = port.when(order);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "train.position_needed");
  order.units = {{a, "A-01-01-1"}, {b, "A-01-01-2"}};
  EXPECT_EQ(port.refusal(order), "train.one_stack_each");
  order.units[1].position = "A-03-01-1";
  port.done(order);
  EXPECT_TRUE(state().plan.wagons.empty());
  EXPECT_TRUE(state().plan.placements.empty());
  EXPECT_EQ(state().stage, Stage::composed) << "an empty train is not settled";
  EXPECT_EQ(where(a).place, (container::Place{container::PlaceKind::yard, "A-01-01-1"}));
  EXPECT_TRUE(port.state<WagonState>(wagon_stream(nth_wagon(1))).run.empty());
  auto const board = port.view<DayBoard>();
  EXPECT_THAT(board->cut_outs.find(run.text + "/" + nth_wagon(1).text())->units, ElementsAre(a, b));
  EXPECT_EQ(port.refusal(order), "train.no_wagon");
}

TEST_F(TrainDay, ABadOrderWagonIsInNoTrainUntilItIsRepaired) {
  compose(2);
  port.done(CutOutWagon{run, nth_wagon(1), "hot box", {}});
  auto const refused = port.when(AddWagon{run, nth_wagon(1), ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "train.wagon_bad_order");
  EXPECT_EQ(detail(refused.error(), "reason"), "hot box");
  EXPECT_EQ(port.refusal(ReleaseWagon{nth_wagon(9), ""}), "train.no_such_wagon");
  EXPECT_EQ(port.refusal(ReleaseWagon{nth_wagon(2), ""}), "train.not_bad_order");
  auto const row = [&] { return *port.view<DayBoard>()->cut_outs.find(run.text + "/" + nth_wagon(1).text()); };
  EXPECT_FALSE(row().repaired_at);
  port.at("2026-12-01T06:00:00Z").done(ReleaseWagon{nth_wagon(1), "axle box changed"});
  EXPECT_EQ(row().repaired_at, at("2026-12-01T06:00:00Z"));
  EXPECT_EQ(port.refusal(AddWagon{run, nth_wagon(1), ""}), "");
  EXPECT_EQ(port.refusal(ReleaseWagon{nth_wagon(1), ""}), "train.not_bad_order");
}

TEST_F(TrainDay, ThePlanStaysSettledWhenTheRestKeepsTheRules) {
  compose(2);
  auto const a = unit("45G1"), b = unit("45G1");
  port.done(plan(a, 1, "1x40", "A"));
  port.done(plan(b, 2, "1x40", "A"));
  port.done(SettlePlan{run});
  port.done(LoadUnit{run, a, {}, {}, {}});
  port.done(CutOutWagon{run, nth_wagon(2), "wheel flat", {}});
  EXPECT_EQ(state().stage, Stage::settled);
  EXPECT_EQ(state().plan.find(b), nullptr);
  EXPECT_EQ(where(b).place.kind, container::PlaceKind::yard) << "it waits where it stood";
  EXPECT_TRUE(port.view<TrainBoard>()->candidates.find(b.text())->run.empty());
}

// ---- topping up ----

Pack const& whole_pack() {
  static Pack const pack = [] {
    Pack p;
    auto const files = network::pack_files("testport");
    auto const load = [&](auto part) {
      LP_ASSERT(part.has_value(), "the test port's pack loads");
      p.put(std::move(*part));
    };
    load(network::Network::load(files, p));
    load(booking::BookingRules::load(files, p));
    load(yard::YardPack::load(files, p));
    load(Rules::load(files, p));
    return p;
  }();
  return pack;
}

struct TopUpPort : ::testing::Test {
  Given port{whole_pack()};
  RunId const run{"T-AD-20261202"};
  int units = 0;
  TopUpPort() {
    port.at("2026-11-20T00:00:00Z").as({"chen", "RAIL", Role::carrier});
    port.done(network::ScheduleDepartures{network::ServiceCode{"T-AD"}, *parse_day("2026-12-01"), Count{8}, ""});
    port.done(ComposeTrain{network::DepartureId{run.text}, {{nth_wagon(1), "TW-1435"}}, {}});
  }
  booking::BookingId booked(std::string_view departure) {
    booking::RequestBooking order;
    order.departure = network::DepartureId{departure};
    order.size_type = *parse_size_type("45G1");
    order.quantity = Count{1};
    order.gross = tonnes(20);
    order.hs_code = *parse_hs_code("847130");
    order.description = "laptops";
    booking::BookingId const id{port.done(order).made.front().second};
    port.done(booking::ConfirmBooking{id});
    port.done(booking::AssignUnits{id, {nth_unit(++units)}, false});
    return id;
  }
  UnitNumber in_yard(int n) {
    auto const number = nth_unit(n);
    auto const stream = container::unit_stream(number);
    port.happened_before(stream, container::UnitRegistered{number, *parse_size_type("45G1"), Kilograms{3900},
                                                           Kilograms{32'500}, "RAIL"});
    port.happened_before(stream, container::UnitPlaced{number, {}, {container::PlaceKind::yard, "A-02-01-1"}, "G"});
    port.happened_before(stream, container::MassVerified{number, Kilograms{20'000}, container::MassMethod::sm1, "W"});
    return number;
  }
};

TEST_F(TopUpPort, ABookingOfALaterDepartureComesWithThisTrainAfterTheCutOff) {
  auto const id = booked("T-AD-20261205");
  port.at("2026-12-01T23:00:00Z");  // an hour before it leaves
  booking::RollBooking roll;
  roll.booking = id;
  roll.departure = network::DepartureId{run.text};
  EXPECT_EQ(port.refusal(roll), "booking.past_cut_off");
  EXPECT_EQ(port.refusal(TopUpTrain{run, id}), "train.not_in_yard");
  auto const unit = in_yard(1);
  port.done(TopUpTrain{run, id});
  auto const core = port.state<booking::BookingCore>(booking::booking_stream(id));
  EXPECT_EQ(core.departure().text, run.text);
  EXPECT_EQ(core.stage, booking::Stage::firm);
  ASSERT_NE(port.state<RunState>(train_stream(run)).plan.find(unit), nullptr);
  auto const second = booked("T-AD-20261206");
  in_yard(2);
  EXPECT_EQ(port.refusal(TopUpTrain{run, second}), "train.no_room") << "its one wagon is full";
  EXPECT_EQ(port.state<booking::BookingCore>(booking::booking_stream(second)).departure().text, "T-AD-20261206");
}

TEST_F(TopUpPort, ADisplacedBookingIsFirmAgain) {
  auto const id = booked("T-AD-20261203");
  in_yard(1);
  port.done(network::CancelDeparture{network::DepartureId{"T-AD-20261203"}, "flood"});
  EXPECT_EQ(port.state<booking::BookingCore>(booking::booking_stream(id)).stage, booking::Stage::displaced);
  port.at("2026-12-01T23:00:00Z").done(TopUpTrain{run, id});
  EXPECT_EQ(port.state<booking::BookingCore>(booking::booking_stream(id)).stage, booking::Stage::firm);
}

class DayRoom final : public Room {
 public:
  explicit DayRoom(Given const& port)
      : trains_(port.view<TrainBoard>()), bookings_(port.view<booking::Board>()), days_(port.view<network::Timetable>()) {}
  Instant at() const override { return {}; }
  Actor const& actor() const override { return actor_; }
  Pack const& whole_pack() const override { return train::whole_pack(); }

 protected:
  void const* find_view(std::type_index type) const override {
    if (type == typeid(TrainBoard)) return &*trains_;
    return type == typeid(booking::Board) ? static_cast<void const*>(&*bookings_) : &*days_;
  }

 private:
  std::unique_ptr<TrainBoard> trains_;
  std::unique_ptr<booking::Board> bookings_;
  std::unique_ptr<network::Timetable> days_;
  Actor actor_{"li", "PORT", Role::duty};
};

TEST_F(TopUpPort, IsProposedForTheTrainThatStandsHereAndNotWhereItGoesOnAbroad) {
  auto const waits = booked("T-AD-20261205");
  in_yard(1);
  auto const absent = booked("T-AD-20261206");
  TrainComposed made{run_of(network::DepartureId{run.text}, 2), network::DepartureId{run.text},
                     network::ServiceCode{"T-AD"},              "RAIL", 1435, {}, {}, {}, {}};
  made.legs = {{network::LegCode{"TPBBB-TPCCC"},
                {},
                network::NodeCode{"TPBBB"},
                network::NodeCode{"TPCCC"},
                *parse_instant("2026-12-03T00:00:00Z"),
                *parse_instant("2026-12-04T00:00:00Z"),
                {"T-1435"}}};
  port.happened_before(train_stream(made.run), made);
  DayRoom const room(port);
  auto const here = answer(TopUp{run}, room);
  ASSERT_TRUE(here.has_value());
  ASSERT_EQ(here->candidates.size(), 2u);
  EXPECT_EQ(here->candidates[0].booking, waits);
  EXPECT_TRUE(here->candidates[0].fits);
  EXPECT_EQ(here->candidates[1].booking, absent);
  EXPECT_FALSE(here->candidates[1].fits) << "its unit is not in the yard";
  auto const abroad = answer(TopUp{made.run}, room);
  ASSERT_TRUE(abroad.has_value());
  EXPECT_TRUE(abroad->candidates.empty());
}

TEST_F(TopUpPort, SomebodyElsesBookingIsNot) {
  auto const id = booked("T-AD-20261205");
  in_yard(1);
  port.as({"wang", "OTHER", Role::carrier});
  EXPECT_EQ(port.refusal(TopUpTrain{run, id}), "train.no_run");
}

}  // namespace
}  // namespace landport::train
