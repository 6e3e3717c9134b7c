// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "journal/given.h"
#include "port/booking/events.h"
#include "port/gate/board.h"
#include "port/gate/commands.h"
#include "port/gate/hour.h"
#include "port/gate/module.h"
#include "port/gate/quota.h"
#include "port/network/pack_test.h"
#include "port/pool/events.h"

namespace landport::gate {
namespace {

using booking::BookingId;
using container::Place;
using container::PlaceKind;
using container::unit_stream;
using container::Whereabouts;

Pack const& testport() {
  static Pack const pack = [] {
    Pack p;
    auto gate = GatePack::load(network::pack_files("testport"), p);
    if (!gate) ADD_FAILURE() << gate.error().code << " " << gate.error().place;
    p.put(std::move(*gate));
    return p;
  }();
  return pack;
}

UnitNumber const csqu = *parse_unit_number("CSQU3054383");
UnitNumber const trhu = *parse_unit_number("TRHU4307252");
UnitNumber const msti = *parse_unit_number_as_seen("MSTI6415664");
SizeType const box40 = *parse_size_type("45G1");
SizeType const box20 = *parse_size_type("22G1");

struct Gate : ::testing::Test {
  Given port{testport()};
  BookingId const bk{"BK1"};
  Actor const clerk{"qian", "PORT", Role::gate};
  Actor const shipper{"li", "TIANFU", Role::shipper};
  Actor const other{"wang", "OTHER", Role::shipper};
  Actor const duty{"zhou", "PORT", Role::duty};

  Gate() {
    port.at("2026-12-01T02:00:00Z");
    booked(bk, {csqu}, box40);
    port.as(clerk);
  }
  // A confirmed booking of two units for a departure whose gate closes at 12:00.
  void booked(BookingId const& id, std::vector<UnitNumber> const& units, SizeType size_type) {
    network::DepartureId const departure{"D1"};
    network::DepartureScheduled scheduled;
    scheduled.departure = departure;
    scheduled.carrier = "CDRAIL";
    scheduled.cut_offs.gate_in = *parse_instant("2026-12-01T12:00:00Z");
    booking::Wanted wanted;
    wanted.owner = "TIANFU";
    wanted.carrier = "CDRAIL";
    wanted.route = {{departure, {}, {}, {}, {}, {}}};
    wanted.items = {{size_type, Count{2}, tonnes(20)}};
    port.happened_before(network::departure_stream(departure), scheduled);
    port.happened_before(booking_stream(id), booking::BookingRequested{id, wanted});
    port.happened_before(booking_stream(id), booking::BookingConfirmed{id});
    port.happened_before(booking_stream(id), booking::UnitsAssigned{id, units});
  }
  static AdmitUnit coming(UnitNumber const& unit, SizeType size_type = box40) {
    AdmitUnit order{unit};
    order.plate = "川A12345";
    order.size_type = size_type;
    order.gross = tonnes(20);
    order.seal = "S1";
    return order;
  }
  VisitId admitted(AdmitUnit const& order) { return VisitId{port.done(order).made.at(0).second}; }
  Whereabouts where(UnitNumber const& unit) { return port.state<Whereabouts>(unit_stream(unit)); }
  std::string flags() { return port.journal().empty() ? "" : last_admitted()->flags; }
  UnitAdmitted const* last_admitted() {
    UnitAdmitted const* last = nullptr;
    for (auto const& r : port.journal())
      last = r.event.get<UnitAdmitted>() ? r.event.get<UnitAdmitted>() : last;
    return last;
  }
};

TEST_F(Gate, AnAnnouncedUnitComesIn) {
  auto order = coming(csqu);
  order.booking = "BK1";
  auto const visit = admitted(order);
  auto const unit = where(csqu);
  EXPECT_EQ(unit.place, on_truck(visit));
  EXPECT_EQ(unit.booking, "BK1");
  EXPECT_EQ(unit.owner, "TIANFU");
  EXPECT_EQ(unit.carrier, "CDRAIL");
  EXPECT_EQ(unit.departure, "D1");
  EXPECT_EQ(unit.seals, std::vector<std::string>{"S1"});
  EXPECT_EQ(flags(), "");
  EXPECT_EQ(port.refusal(coming(csqu)), "gate.already_inside");
}

TEST_F(Gate, TheBookingOfAUnitThatJoinedItNeedsNoNaming) {
  EXPECT_EQ(port.refusal(coming(csqu)), "gate.no_booking");
  port.happened_before(unit_stream(csqu), container::UnitRegistered{csqu, box40});
  port.happened_before(unit_stream(csqu), container::UnitBooked{csqu, "BK1", "D1", "TIANFU", "CDRAIL"});
  EXPECT_EQ(port.refusal(coming(csqu)), "");
}

TEST_F(Gate, WhatWasNotAnnouncedIsRefused) {
  auto order = coming(trhu);
  EXPECT_EQ(port.refusal(order), "gate.no_booking");
  order.booking = "BK9";
  EXPECT_EQ(port.refusal(order), "gate.no_such_booking");
  order.booking = "no name";
  EXPECT_EQ(port.refusal(order), "gate.no_such_booking");
  order.booking = "BK1";
  EXPECT_EQ(port.refusal(order), "gate.unit_not_in_booking");
  order = coming(csqu, box20);
  order.booking = "BK1";
  EXPECT_EQ(port.refusal(order), "gate.size_type_not_booked");
  port.happened_before(booking_stream(bk), booking::BookingCancelled{bk, "changed"});
  order.size_type = box40;
  EXPECT_EQ(port.refusal(order), "gate.booking_not_firm");
}

TEST_F(Gate, AnEmptyUnitNeedsNoBooking) {
  auto order = coming(trhu);
  order.full = false;
  EXPECT_EQ(port.refusal(order), "");
}

TEST_F(Gate, AfterTheCutOffOnlyTheDutyManagerLetsItIn) {
  auto order = coming(csqu);
  order.booking = "BK1";
  port.at("2026-12-01T12:00:00Z");
  EXPECT_EQ(port.refusal(order), "gate.after_cut_off");
  port.as(duty).done(order);
  EXPECT_EQ(flags(), "after_cut_off");
}

TEST_F(Gate, WhatDiffersIsFlagged) {
  port.happened_before(unit_stream(csqu), container::UnitRegistered{csqu, box40});
  port.happened_before(unit_stream(csqu), container::UnitSealed{csqu, "S0"});
  auto order = coming(csqu);
  order.booking = "BK1";
  order.gross = Kilograms{20'501};
  order.condition = container::Condition::unfit;
  port.done(order);
  EXPECT_EQ(flags(), "seal_differs+mass_differs+unfit");
  EXPECT_FALSE(container::may_do(where(csqu), container::Deed::load));
  EXPECT_TRUE(container::may_do(where(csqu), container::Deed::move));
}

TEST_F(Gate, AStrangerIsReadFromItsDoor) {
  auto order = coming(csqu);
  order.booking = "BK1";
  order.size_type.reset();
  EXPECT_EQ(port.refusal(order), "gate.size_type_missing");
  auto bad = coming(msti);
  bad.full = false;
  EXPECT_EQ(port.refusal(bad), "gate.bad_check_digit");
  bad.confirm_bad_check_digit = true;
  EXPECT_EQ(port.refusal(bad), "gate.bad_check_digit");
  EXPECT_EQ(port.as(duty).refusal(bad), "");
  port.happened_before(unit_stream(trhu), container::UnitRegistered{trhu, box20});
  EXPECT_EQ(port.refusal(coming(trhu)), "gate.other_size_type");
}

TEST_F(Gate, DangerAndTemperatureComeFromTheBooking) {
  BookingId const cold{"BK2"};
  booked(cold, {trhu}, *parse_size_type("45R1"));
  auto const* requested = port.journal()[port.journal().size() - 3].event.get<booking::BookingRequested>();
  ASSERT_TRUE(requested);
  booking::Goods goods;
  goods.un_number = *parse_un_danger_number("1203");
  goods.danger_class = "3";
  goods.temperature_min = DeciCelsius{-200};
  goods.temperature_max = DeciCelsius{-160};
  port.happened_before(booking_stream(cold),
                       booking::BookingAmended{cold, requested->wanted.items, goods, {}, {}});
  auto order = coming(trhu, *parse_size_type("45R1"));
  order.booking = "BK2";
  port.done(order);
  EXPECT_EQ(where(trhu).set_point, DeciCelsius{-180});
  ASSERT_EQ(where(trhu).danger.size(), 1u);
  EXPECT_EQ(where(trhu).danger[0].danger_class, "3");
}

TEST_F(Gate, ATruckCarriesFortyFiveFeet) {
  auto order = coming(trhu, box20);
  order.full = false;
  order.visit = admitted(order).text;
  auto second = coming(csqu);
  second.booking = "BK1";
  second.visit = order.visit;
  EXPECT_EQ(port.refusal(second), "gate.truck_full");
  second = coming(*parse_unit_number("FCIU9908030"), box20);
  second.visit = order.visit;
  second.full = false;
  EXPECT_EQ(port.refusal(second), "");
}

TEST_F(Gate, Visits) {
  EXPECT_EQ(port.refusal(OpenVisit{""}), "gate.plate_missing");
  EXPECT_EQ(port.refusal(OpenVisit{"川A1", Direction::deliver, "IN9"}), "gate.no_such_lane");
  auto order = coming(csqu);
  order.booking = "BK1";
  order.visit = "VS9";
  EXPECT_EQ(port.refusal(order), "gate.no_such_visit");
  order.visit = port.done(OpenVisit{"川A1", Direction::deliver, "IN1"}).made.at(0).second;
  VisitId const visit{order.visit};
  EXPECT_EQ(port.view<GateBoard>()->queue.find(visit.text)->step, Step::admit);
  port.done(order);
  EXPECT_EQ(port.view<GateBoard>()->queue.find(visit.text)->step, Step::unload);
  EXPECT_EQ(port.refusal(CloseVisit{visit}), "gate.unit_still_on_truck");
  port.happened_before(visit_stream(visit), UnitTakenOff{visit, csqu});
  port.happened_before(unit_stream(csqu),
                       container::moved(where(csqu), {PlaceKind::yard, "A-02-01-1"}, "WO1"));
  port.later(minutes(30)).done(CloseVisit{visit});
  auto const board = port.view<GateBoard>();
  EXPECT_EQ(board->queue.size(), 0u);
  EXPECT_EQ(board->visits.find(visit.text)->turn_minutes, 30);
  EXPECT_EQ(board->visits.find(visit.text)->owner, "TIANFU");
  EXPECT_EQ(port.refusal(CloseVisit{visit}), "gate.visit_closed");
  EXPECT_EQ(port.refusal(order), "gate.visit_closed");
}

TEST_F(Gate, TheWeighbridgeVerifiesTheMass) {
  auto order = coming(csqu);
  order.booking = "BK1";
  auto const visit = admitted(order);
  EXPECT_EQ(port.refusal(WeighUnit{visit, trhu, tonnes(20), "IN1"}), "gate.not_on_truck");
  EXPECT_EQ(port.refusal(WeighUnit{visit, csqu, tonnes(20), "IN9"}), "gate.no_such_lane");
  EXPECT_EQ(port.refusal(WeighUnit{visit, csqu, tonnes(90), "IN1"}), "gate.mass_impossible");
  port.done(WeighUnit{visit, csqu, tonnes(21), "IN1"});
  EXPECT_EQ(where(csqu).verified_gross, tonnes(21));
  EXPECT_EQ(port.refusal(WeighUnit{VisitId{"VS9"}, csqu, tonnes(20), "IN1"}), "gate.no_such_visit");
}

TEST_F(Gate, OneReceiptForEachUnit) {
  auto order = coming(csqu);
  order.booking = "BK1";
  auto const visit = admitted(order);
  EXPECT_EQ(port.refusal(IssueReceipt{visit, trhu}), "gate.not_of_visit");
  EXPECT_EQ(port.done(IssueReceipt{visit, csqu}).made.at(0).first, "receipt");
  EXPECT_EQ(port.refusal(IssueReceipt{visit, csqu}), "gate.receipt_given");
  EXPECT_EQ(port.view<GateBoard>()->visits.find(visit.text)->receipts.size(), 1u);
}

// On the truck of a visit that came to pick it up, after having come by train or by road.
struct PickUp : Gate {
  VisitId visit{"V7"};
  void loaded(PlaceKind came_from) {
    port.happened_before(visit_stream(visit), VisitOpened{visit, "川B1", Direction::pick_up});
    port.happened_before(unit_stream(csqu), container::UnitRegistered{csqu, box40});
    port.happened_before(unit_stream(csqu),
                         container::UnitPlaced{csqu, {came_from, "X"}, {PlaceKind::yard, "A-02-01-1"}, "T"});
    port.happened_before(unit_stream(csqu), container::moved(where(csqu), on_truck(visit), "WO1"));
    port.happened_before(visit_stream(visit), UnitPutOn{visit, csqu});
  }
};

TEST_F(PickUp, AnImportLeavesWithItsRelease) {
  loaded(PlaceKind::wagon);
  ReleaseUnit const out{visit, csqu};
  EXPECT_EQ(port.refusal(ReleaseUnit{visit, trhu}), "gate.not_on_truck");
  EXPECT_EQ(port.refusal(out), "gate.not_released");
  EXPECT_EQ(port.refusal(CloseVisit{visit}), "gate.unit_still_on_truck");
  port.happened_before(unit_stream(csqu),
                       container::ReleaseRecorded{csqu, container::Purpose::import_, "R1"});
  port.happened_before(unit_stream(csqu), container::HoldPlaced{csqu, "x", {container::Deed::gate_out}, "r"});
  EXPECT_EQ(port.refusal(out), "container.held");
  port.happened_before(unit_stream(csqu), container::HoldReleased{csqu, "x", ""});
  port.done(out);
  EXPECT_EQ(where(csqu).place, (Place{PlaceKind::delivered, "V7"}));
  port.done(CloseVisit{visit});
}

TEST_F(PickUp, TheReceiptIsGivenBeforeTheUnitGoesOrAfter) {
  loaded(PlaceKind::wagon);
  EXPECT_EQ(port.refusal(IssueReceipt{visit, trhu}), "gate.not_of_visit");
  port.done(IssueReceipt{visit, csqu});
  EXPECT_EQ(port.refusal(IssueReceipt{visit, csqu}), "gate.receipt_given");
}

TEST_F(PickUp, AUnitThatWasLoadedHereAndTakenOffAgainDidNotComeByTrain) {
  loaded(PlaceKind::outside);
  auto const stream = unit_stream(csqu);
  for (auto const& to : {Place{PlaceKind::yard, "A-02-01-1"}, Place{PlaceKind::wagon, "R/W/A"},
                         Place{PlaceKind::yard, "A-02-01-1"}, on_truck(visit)}) {
    port.happened_before(stream, container::moved(where(csqu), to, "T"));
  }
  port.done(ReleaseUnit{visit, csqu});
  EXPECT_EQ(where(csqu).place, Place{}) << "it is outside again, and delivered to nobody";
}

TEST_F(PickUp, AnImportOfSeveralUnitsIsCompletedWithTheLastAndEachBoxIsFreeAtOnce) {
  loaded(PlaceKind::wagon);
  booking::BookingId const id{"IM1"};
  booking::Wanted wanted;
  wanted.owner = "SHIP";
  auto const of_booking = booking::booking_stream(id);
  port.happened_before(of_booking, booking::BookingRequested{id, wanted, {}, {}, "s"});
  port.happened_before(of_booking, booking::BookingConfirmed{id});
  port.happened_before(of_booking, booking::UnitsAssigned{id, {csqu, trhu}, {}});
  port.happened_before(of_booking, booking::BookingShipped{id});
  for (auto const& u : {csqu, trhu})
    port.happened_before(unit_stream(u), container::UnitBooked{u, id.text, "", "SHIP", "RAIL"});
  port.happened_before(unit_stream(csqu),
                       container::ReleaseRecorded{csqu, container::Purpose::import_, "R1"});
  port.done(ReleaseUnit{visit, csqu});
  EXPECT_TRUE(where(csqu).booking.empty()) << "it comes back empty while the other is still waited for";
  auto const stage = [&] { return port.state<booking::BookingCore>(of_booking).stage; };
  EXPECT_EQ(stage(), booking::Stage::shipped);
  AdmitUnit back{csqu};
  back.plate = "川B1";
  back.full = false;
  port.done(back);
  auto const second = unit_stream(trhu);
  port.happened_before(second, container::UnitRegistered{trhu, box40});
  port.happened_before(second, container::UnitPlaced{trhu, {PlaceKind::wagon, "X"}, on_truck(visit), "T"});
  port.happened_before(visit_stream(visit), UnitPutOn{visit, trhu});
  port.happened_before(second, container::ReleaseRecorded{trhu, container::Purpose::import_, "R2"});
  port.done(ReleaseUnit{visit, trhu});
  EXPECT_EQ(stage(), booking::Stage::completed);
}

TEST_F(PickUp, AnEmptyOfThePoolLeavesOnlyWithAnOrder) {
  loaded(PlaceKind::outside);
  port.happened_before(unit_stream(csqu), container::ContentsNoted{csqu, false});
  port.happened_before(unit_stream(csqu), pool::PoolJoined{csqu, pool::DepotCode{"D"}, true, box40, "BOXCO"});
  EXPECT_EQ(port.refusal(ReleaseUnit{visit, csqu}), "pool.not_allocated");
  port.happened_before(unit_stream(csqu), pool::PoolLeft{csqu, pool::DepotCode{"D"}, {}, "sold"});
  port.done(ReleaseUnit{visit, csqu});
}

TEST_F(PickUp, AnExportLeavesOnlyWhenItIsNoLongerBookedNorReleased) {
  loaded(PlaceKind::outside);
  port.happened_before(unit_stream(csqu), container::UnitBooked{csqu, "BK1", "D1", "TIANFU", "CDRAIL"});
  port.happened_before(unit_stream(csqu),
                       container::ReleaseRecorded{csqu, container::Purpose::export_, "R1"});
  ReleaseUnit const out{visit, csqu};
  EXPECT_EQ(port.refusal(out), "gate.still_booked");
  port.happened_before(booking_stream(bk), booking::BookingCancelled{bk, "changed"});
  EXPECT_EQ(port.refusal(out), "gate.export_released");
  port.happened_before(unit_stream(csqu),
                       container::ReleaseWithdrawn{csqu, container::Purpose::export_, "cancelled"});
  port.done(out);
  EXPECT_EQ(where(csqu).place, Place{});
}

TEST_F(Gate, WhatIsTurnedAwayLeavesOnTheTruckThatBroughtIt) {
  auto order = coming(csqu);
  order.booking = "BK1";
  auto const visit = admitted(order);
  port.done(ReleaseUnit{visit, csqu});
  EXPECT_EQ(where(csqu).place, Place{});
  EXPECT_EQ(port.refusal(CloseVisit{visit}), "");
}

struct Appointments : Gate {
  BookAppointment at(std::string_view hour) { return {"BK1", Direction::deliver, *parse_instant(hour)}; }
};

TEST_F(Appointments, OfOwnBookingsInOpenHoursWithRoom) {
  port.as(other);
  EXPECT_EQ(port.refusal(at("2026-12-01T03:00:00Z")), "gate.no_such_booking");
  port.as(shipper);
  EXPECT_EQ(port.refusal(at("2026-12-01T00:59:00Z")), "gate.hour_past");
  EXPECT_EQ(port.refusal(at("2026-12-01T13:00:00Z")), "gate.after_cut_off");
  port.at("2026-11-30T20:00:00Z");
  EXPECT_EQ(port.refusal(at("2026-11-30T23:59:00Z")), "gate.hour_closed");  // 07:59 in Chengdu
  EXPECT_EQ(port.refusal(at("2026-12-01T00:00:00Z")), "");
  port.done(at("2026-12-01T03:10:00Z"));
  auto const second = port.done(at("2026-12-01T03:50:00Z")).made.at(0).second;
  EXPECT_EQ(port.refusal(at("2026-12-01T03:20:00Z")), "gate.hour_full");
  EXPECT_EQ(port.as(other).refusal(CancelAppointment{AppointmentId{second}}), "gate.no_such_appointment");
  port.as(shipper).done(CancelAppointment{AppointmentId{second}});
  EXPECT_EQ(port.refusal(CancelAppointment{AppointmentId{second}}), "gate.appointment_over");
  EXPECT_EQ(port.refusal(CancelAppointment{AppointmentId{"AP9"}}), "gate.no_such_appointment");
  auto named = at("2026-12-01T03:20:00Z");
  named.unit = trhu;
  EXPECT_EQ(port.refusal(named), "gate.unit_not_in_booking");
  EXPECT_EQ(port.refusal(at("2026-12-01T03:20:00Z")), "");
  named = at("2026-12-01T04:20:00Z");
  named.unit = csqu;
  port.done(named);
  EXPECT_EQ(port.refusal(named), "gate.already_booked");
}

TEST_F(Appointments, AreKeptByTheVisitThatNamesThem) {
  auto const id = AppointmentId{port.as(shipper).done(at("2026-12-01T03:10:00Z")).made.at(0).second};
  port.as(clerk);
  EXPECT_EQ(port.refusal(OpenVisit{"川A1", Direction::pick_up, "", id}), "gate.other_direction");
  EXPECT_EQ(port.refusal(OpenVisit{"川A1", Direction::deliver, "", AppointmentId{"AP2026120103-X"}}),
            "gate.no_such_appointment");
  auto order = coming(csqu);
  order.visit = port.done(OpenVisit{"川A1", Direction::deliver, "IN1", id}).made.at(0).second;
  EXPECT_EQ(port.refusal(OpenVisit{"川A1", Direction::deliver, "", id}), "gate.appointment_over");
  port.done(order);  // the booking comes from the appointment
  EXPECT_EQ(where(csqu).booking, "BK1");
  EXPECT_EQ(port.view<GateBoard>()->appointments.find(id.text)->state, AppointmentState::kept);
}

TEST(GatePackFiles, AnErrorNamesFileAndLine) {
  auto broken = [](std::string file, int line, std::string column, std::string value) {
    auto const files = network::pack_files("testport", [&](PackTable& t) {
      if (t.file == file) network::set_cell(t, line, column, value);
    });
    auto const loaded = GatePack::load(files, {});
    return loaded ? std::string{} : loaded.error().code + " " + loaded.error().place;
  };
  EXPECT_EQ(broken("gate_quotas.csv", 2, "to_hour", "25"), "gate.pack_quota gate_quotas.csv, line 2");
  EXPECT_EQ(broken("gate_rules.csv", 2, "rule", "gravity"), "gate.pack_rule gate_rules.csv, line 2");
  EXPECT_EQ(broken("pack.csv", 7, "value", "Mars/Base"), "gate.pack_zone pack.csv, line 7");
  EXPECT_TRUE(GatePack::load(network::pack_files("qingbaijiang"), {}));
}

TEST(GateDescription, EveryCommandComesFromASpreadsheet) {
  for (auto const& c : describe().commands) EXPECT_TRUE(c.read_cells) << c.wire;
}

// The quota of an hour holds whatever is booked and cancelled.
RC_GTEST_PROP(Quotas, AnHourNeverHoldsMoreThanItsQuota, ()) {
  Given port(testport());
  port.at("2026-12-01T00:30:00Z");
  BookingId const id{"BK1"};
  booking::Wanted wanted;
  wanted.owner = "TIANFU";
  port.happened_before(booking_stream(id), booking::BookingRequested{id, wanted});
  port.happened_before(booking_stream(id), booking::BookingConfirmed{id});
  std::vector<AppointmentId> made;
  auto const steps = *rc::gen::inRange(1, 30);
  for (int i = 0; i < steps; ++i) {
    if (!made.empty() && *rc::gen::inRange(0, 3) == 0) {
      auto const victim = made[*rc::gen::inRange<std::size_t>(0, made.size())];
      if (port.when(CancelAppointment{victim})) port.done(CancelAppointment{victim});
    } else {
      BookAppointment const order{"BK1",
                                  *rc::gen::arbitrary<bool>() ? Direction::deliver : Direction::pick_up,
                                  *parse_instant("2026-12-01T01:00:00Z") + hours(*rc::gen::inRange(0, 2))};
      if (port.when(order)) made.push_back(AppointmentId{port.done(order).made.at(0).second});
    }
    for (int h = 0; h < 2; ++h) {
      auto const hour = *parse_instant("2026-12-01T01:00:00Z") + hours(h);
      auto const state = port.state<Hour>(hour_stream(hour));
      RC_ASSERT(state.taken(Direction::deliver) <= Count{2});
      RC_ASSERT(state.taken(Direction::pick_up) <= Count{1});
    }
  }
}

}  // namespace
}  // namespace landport::gate
