// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "journal/department.h"
#include "port/booking/board.h"
#include "port/booking/module.h"
#include "port/booking/port_test.h"
#include "port/booking/refusals.h"
#include "port/container/events.h"

namespace landport::booking {
namespace {

using network::DepartureId;
using network::LegRunId;
using network::NodeCode;

class Booking : public TestPort {};

// ---- option, confirmation, expiry ----

TEST_F(Booking, IsAnOptionThatIsConfirmed) {
  auto const id = book(forty("T-AD-20261201"));
  auto const core = state(id);
  EXPECT_EQ(core.stage, Stage::option);
  EXPECT_EQ(core.owner, "HUAXI");
  EXPECT_EQ(core.carrier, "RAIL");
  EXPECT_EQ(core.hold_until, now() + hours(24));
  EXPECT_EQ(core.price, (Money{2000000, {}}));
  EXPECT_EQ(free_of("P-BC-20261203").length, Millimetres{24384});
  done(ConfirmBooking{id});
  EXPECT_EQ(state(id).state, State::confirmed);
  EXPECT_TRUE(state(id).may_ship());
  later(days(3));
  EXPECT_EQ(free_of("P-BC-20261203").length, Millimetres{24384});
}
TEST_F(Booking, AnExpiredOptionIsFreeAtOnce) {
  auto const id = book(forty("T-AD-20261201"));
  later(hours(24));
  EXPECT_EQ(free_of("P-BC-20261203").length, Millimetres{36576});
  EXPECT_EQ(refusal(ConfirmBooking{id}), "booking.option_expired");
  EXPECT_EQ(refusal(AmendBooking{.booking = id, .quantity = Count{2}}), "booking.option_expired");
  as(clock_);
  done(ExpireOption{id});
  EXPECT_EQ(state(id).stage, Stage::expired);
  EXPECT_EQ(state(id).state, State::rejected);
  EXPECT_EQ(refusal(ExpireOption{id}), "booking.wrong_stage");
}
TEST_F(Booking, AnOptionNeverOutlivesTheCutOff) {
  at("2026-11-29T20:00:00Z");
  auto const id = book(forty("T-AD-20261201"));
  EXPECT_EQ(to_text(state(id).hold_until), "2026-11-30T00:00:00Z");
  as(clock_);
  EXPECT_EQ(refusal(ExpireOption{id}), "booking.not_yet_expired");
}
TEST_F(Booking, HoldHoursAreLimited) {
  auto order = forty("T-AD-20261201");
  order.hold_hours = Count{73};
  EXPECT_EQ(refusal(order), "malformed.range");
  order.hold_hours = Count{48};
  EXPECT_EQ(state(book(order)).hold_until, now() + hours(48));
}

// ---- capacity ----

TEST_F(Booking, SharesTheMiddleLegWithOtherServices) {
  book(forty("T-AD-20261201"));
  book(forty("T-ED-20261128"));  // not on the same day
  book(forty("T-BD-20261203", 2));
  auto const refused = when(forty("T-AD-20261201"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "booking.leg_full");
  EXPECT_EQ(fill("{limit} {leg_run} {from} {to} {needed} {free}", refused.error()),
            "length (m) P-BC-20261203 TPBBB TPCCC 12.192 0");
  EXPECT_EQ(free_of("P-AB-20261201").length, Millimetres{73152 - 12192});  // nothing leaks on the other legs
}
TEST_F(Booking, MassAndPlugsAreLimitsToo) {
  auto heavy = forty("T-BD-20261203", 2);
  heavy.gross = tonnes(25);
  book(heavy);
  auto third = forty("T-BD-20261203");
  third.gross = Kilograms{10001};
  auto refused = when(third);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fill("{limit} {needed} {free}", refused.error()), "mass (kg) 10001 10000");
  auto reefer = forty("T-BD-20261204", 3);
  reefer.size_type = *parse_size_type("45R1");
  reefer.powered = true;
  refused = when(reefer);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fill("{limit} {needed} {free}", refused.error()), "plugs 3 2");
  reefer.quantity = Count{2};
  book(reefer);
}
TEST_F(Booking, PartOfADepartureCostsItsShareAndLeavesTheOtherLegs) {
  auto order = forty("T-AD-20261201");
  order.to = NodeCode{"TPBBB"};
  auto const id = book(order);
  EXPECT_EQ(state(id).price.minor, 704700);  // 20,000.00 * 3,000 km of 8,515 km, up to the whole yuan
  EXPECT_EQ(free_of("P-BC-20261203").length, Millimetres{36576});
}
TEST_F(Booking, MayChangeTrains) {
  auto order = forty("T-AD-20261201");
  order.onward_departure = DepartureId{"T-BD-20261204"};
  order.via = NodeCode{"TPBBB"};
  auto const id = book(order);
  EXPECT_EQ(state(id).route.size(), 2u);
  EXPECT_EQ(free_of("P-BC-20261203").length, Millimetres{36576});
  EXPECT_EQ(free_of("P-BC-20261204").length, Millimetres{24384});
  order.via.reset();
  EXPECT_EQ(refusal(order), "booking.via_missing");
  order.via = NodeCode{"TPBBB"};
  order.onward_departure = DepartureId{"T-BD-20261202"};
  EXPECT_EQ(refusal(order), "booking.connection_missed");
}
TEST_F(Booking, TravelsWithOneCarrier) {
  as(rival);
  done(network::ScheduleDepartures{network::ServiceCode{"T-BD"}, *parse_day("2026-12-12"), Count{1}, ""});
  as(shipper);
  auto order = forty("T-AD-20261205");
  order.onward_departure = DepartureId{"T-BD-20261212"};
  order.via = NodeCode{"TPBBB"};
  EXPECT_EQ(refusal(order), "booking.two_carriers");
}

// ---- what is asked for ----

TEST_F(Booking, RefusesWhatTheTimetableDoesNotHave) {
  EXPECT_EQ(refusal(forty("T-AD-20270101")), "booking.no_such_departure");
  auto order = forty("T-AD-20261201");
  order.from = NodeCode{"TPDDD"};
  order.to = NodeCode{"TPAAA"};
  EXPECT_EQ(refusal(order), "booking.not_on_route");
  as(carrier);
  done(network::CloseDeparture{DepartureId{"T-AD-20261201"}, "full"});
  done(network::CancelDeparture{DepartureId{"T-AD-20261202"}, "embargo"});
  as(shipper);
  EXPECT_EQ(refusal(forty("T-AD-20261201")), "booking.departure_closed");
  EXPECT_EQ(refusal(forty("T-AD-20261202")), "booking.departure_cancelled");
  at("2026-12-02T00:00:00Z");
  EXPECT_EQ(refusal(forty("T-AD-20261203")), "booking.past_cut_off");
  // Who joins at B has two days more.
  auto later_on = forty("T-AD-20261203");
  later_on.from = NodeCode{"TPBBB"};
  book(later_on);
}
TEST_F(Booking, RefusesImpossibleUnitsAndGoods) {
  auto const with = [&](auto&& change) {
    auto order = forty("T-AD-20261201");
    change(order);
    return refusal(order);
  };
  EXPECT_EQ(with([](auto& o) { o.quantity = Count{0}; }), "malformed.range");
  EXPECT_EQ(with([](auto& o) { o.gross = Kilograms{0}; }), "malformed.range");
  EXPECT_EQ(with([](auto& o) { o.goods_mass = tonnes(21); }), "malformed.range");
  EXPECT_EQ(with([](auto& o) { o.laden = false; }), "booking.empty_with_goods");
  EXPECT_EQ(with([](auto& o) { o.hs_code.reset(); }), "booking.goods_missing");
  EXPECT_EQ(with([](auto& o) { o.un_number = *parse_un_danger_number("1263"); }),
            "booking.danger_incomplete");
  EXPECT_EQ(with([](auto& o) { o.danger_class = "3"; }), "booking.danger_incomplete");
  EXPECT_EQ(with([](auto& o) { o.un_number = *parse_un_danger_number("1263"), o.danger_class = "10"; }),
            "booking.danger_incomplete");
  EXPECT_EQ(with([](auto& o) { o.un_number = *parse_un_danger_number("1263"), o.danger_class = "3"; }), "");
  EXPECT_EQ(with([](auto& o) { o.un_number = *parse_un_danger_number("3235"), o.danger_class = "4.1"; }),
            "booking.danger_prohibited");
  EXPECT_EQ(with([](auto& o) { o.un_number = *parse_un_danger_number("1829"), o.danger_class = "8"; }), "");
  EXPECT_EQ(with([](auto& o) { o.powered = true; }), "booking.no_plug_for_type");
  EXPECT_EQ(with([](auto& o) { o.temperature_min = DeciCelsius{20}; }), "booking.temperature_needs_power");
  EXPECT_EQ(with([](auto& o) {
              o.size_type = *parse_size_type("45R1"), o.powered = true;
              o.temperature_min = DeciCelsius{80}, o.temperature_max = DeciCelsius{20};
            }),
            "booking.temperature_band");
  EXPECT_EQ(with([](auto& o) { o.size_type = *parse_size_type("42U1"); }), "booking.open_top_barred");
  EXPECT_EQ(with([](auto& o) { o.size_type = *parse_size_type("22G1"), o.gross = Kilograms{24001}; }),
            "booking.unit_too_heavy");
  EXPECT_EQ(with([](auto& o) { o.size_type = *parse_size_type("L5G1"); }), "booking.no_wagon_for_size");
  EXPECT_EQ(with([](auto& o) { o.owner = "OTHERS"; }), "booking.not_for_others");
}
TEST_F(Booking, NeedsAWagonOfEachGaugeThatHasAPlaceForItsSize) {
  auto order = forty("T-AD-20261201");
  order.size_type = *parse_size_type("L5G1");
  auto const refused = when(order);
  ASSERT_FALSE(refused);
  auto const& why = refused.error();
  EXPECT_EQ(why.place, "/size_type");
  auto const says = [&](std::string_view key, std::string_view value) {
    return std::any_of(why.details.begin(), why.details.end(),
                       [&](auto const& d) { return d.first == key && d.second == value; });
  };
  EXPECT_TRUE(says("leg", "TPAAA-TPBBB") && says("gauge_mm", "1435") && says("feet", "45"));
  // A wagon on one gauge is not enough: the leg of the other is named. Of wagons that nobody knows nothing is
  // said.
  auto const day = *parse_day("2026-12-01");
  BookingRules rules = testport().get<BookingRules>();
  rules.places.push_back({{1435, 45}, {day, day + 10}, "", 0});
  EXPECT_TRUE(rules.carried(1435, 45, day) && !rules.carried(1435, 45, day + 10));
  EXPECT_TRUE(!rules.carried(1520, 45, day) && rules.carried(1000, 45, day));
  order.size_type = *parse_size_type("45G1");
  auto const core = state(book(order));
  auto const sailing = given().state<network::Sailing>(network::departure_stream(order.departure));
  auto const price =
      price_of({{*parse_size_type("32G1"), Count{1}, tonnes(20), true, false}},
               {{&core.route.front(), &sailing.plan}}, testport().get<network::Network>(), rules);
  ASSERT_FALSE(price);
  EXPECT_EQ(price.error().code, "booking.no_tariff");
}
TEST_F(Booking, TheCarrierBooksForItsCustomers) {
  as(carrier);
  auto order = forty("T-AD-20261201");
  order.owner = "HUAXI";
  EXPECT_EQ(state(book(order)).owner, "HUAXI");
}
TEST_F(Booking, OfOthersIsNotThere) {
  auto const id = book(forty("T-AD-20261201"));
  as({"li", "STRANGER", Role::shipper});
  EXPECT_EQ(refusal(ConfirmBooking{id}), "booking.no_such_booking");
  EXPECT_EQ(refusal(CancelBooking{id, "x"}), "booking.no_such_booking");
  EXPECT_EQ(refusal(AmendBooking{.booking = id}), "booking.no_such_booking");
  EXPECT_EQ(refusal(AssignUnit{id, unit("CSQU3054383")}), "booking.no_such_booking");
  as(rival);
  EXPECT_EQ(refusal(RollBooking{id, DepartureId{"T-AD-20261202"}, {}, {}, ""}), "booking.no_such_booking");
}

// ---- waiting list ----

TEST_F(Booking, WaitsAndIsPromotedWhenSlotsAreFree) {
  EXPECT_EQ(refusal(waiting("T-BD-20261203")), "booking.not_full");
  auto const full = book(forty("T-BD-20261203", 3));
  auto const id = BookingId{done(waiting("T-BD-20261203", 2)).made.front().second};
  EXPECT_EQ(state(id).stage, Stage::waiting);
  EXPECT_EQ(view<Board>()->waitlist.size(), 1u);
  EXPECT_EQ(refusal(ConfirmBooking{id}), "booking.wrong_stage");
  as(clock_);
  EXPECT_EQ(refusal(PromoteWaitlisted{id}), "booking.leg_full");
  as(shipper);
  done(CancelBooking{full, "no cargo"});
  as(clock_);
  done(PromoteWaitlisted{id});
  EXPECT_EQ(state(id).stage, Stage::option);
  EXPECT_EQ(view<Board>()->waitlist.size(), 0u);
  EXPECT_EQ(free_of("P-BC-20261203").length, Millimetres{12192});
  as(shipper);
  done(ConfirmBooking{id});
}
TEST_F(Booking, WaitsNoLongerThanTheCutOff) {
  book(forty("T-BD-20261203", 3));
  auto const id = BookingId{done(waiting("T-BD-20261203")).made.front().second};
  as(clock_);
  EXPECT_EQ(refusal(ExpireOption{id}), "booking.not_yet_expired");
  at("2026-12-02T10:00:00Z");
  done(ExpireOption{id});
  EXPECT_EQ(state(id).stage, Stage::expired);
}

// ---- amend, roll, cancel ----

TEST_F(Booking, AmendingTakesAndFreesSlotsInOneStep) {
  auto const id = book(forty("T-BD-20261203"));
  done(AmendBooking{.booking = id, .quantity = Count{3}});
  EXPECT_EQ(free_of("P-BC-20261203").length, Millimetres{0});
  EXPECT_EQ(refusal(AmendBooking{.booking = id, .quantity = Count{4}}), "booking.leg_full");
  done(ConfirmBooking{id});
  done(AmendBooking{.booking = id, .quantity = Count{1}, .gross = tonnes(22), .description = "pumps"});
  EXPECT_EQ(free_of("P-BC-20261203").mass, tonnes(38));
  auto const board = view<Board>();
  EXPECT_EQ(board->bookings.find(id.text)->fee.minor, 20000);
  EXPECT_EQ(board->bookings.find(id.text)->goods.description, "pumps");
  done(AssignUnit{id, unit("CSQU3054383")});
  EXPECT_EQ(refusal(AmendBooking{.booking = id, .quantity = Count{0}}), "malformed.range");
}
TEST_F(Booking, IsNotAmendedBelowItsUnits) {
  auto const id = book(forty("T-BD-20261203", 2));
  done(AssignUnits{id, {unit("CSQU3054383"), unit("FCIU9908030")}});
  EXPECT_EQ(refusal(AmendBooking{.booking = id, .quantity = Count{1}}), "booking.too_many_units");
}
TEST_F(Booking, RollingFreesTheOldSlots) {
  auto const id = book(forty("T-BD-20261203", 3));
  done(ConfirmBooking{id});
  done(AssignUnit{id, unit("CSQU3054383")});
  done(RollBooking{id, DepartureId{"T-BD-20261204"}, {}, {}, "later"});
  EXPECT_EQ(free_of("P-BC-20261203").length, Millimetres{36576});
  EXPECT_EQ(free_of("P-BC-20261204").length, Millimetres{0});
  EXPECT_EQ(given().state<container::Whereabouts>(container::unit_stream(unit("CSQU3054383"))).departure,
            "T-BD-20261204");
  EXPECT_EQ(refusal(RollBooking{id, DepartureId{"T-BD-20261204"}, {}, {}, ""}), "booking.same_route");
  book(forty("T-BD-20261205"));
  EXPECT_EQ(refusal(RollBooking{id, DepartureId{"T-BD-20261205"}, {}, {}, ""}), "booking.leg_full");
  EXPECT_EQ(free_of("P-BC-20261204").length, Millimetres{0});
}
TEST_F(Booking, RollingOverASharedLegKeepsIt) {
  auto order = forty("T-AD-20261201", 3);
  order.from = NodeCode{"TPBBB"};
  auto const id = book(order);
  done(RollBooking{id, DepartureId{"T-BD-20261203"}, {}, {}, ""});
  EXPECT_EQ(free_of("P-BC-20261203").length, Millimetres{0});
}
TEST_F(Booking, CancellingCostsByTheTimeBeforeDeparture) {
  auto const option = book(forty("T-BD-20261203"));
  done(CancelBooking{option, "x"});
  auto const fee = [&](std::string_view when, BookingId const& id) {
    at(when);
    done(CancelBooking{id, "x"});
    return view<Board>()->bookings.find(id.text)->fee.minor;
  };
  auto const firm = [&] {
    auto const id = book(forty("T-BD-20261205", 1));
    done(ConfirmBooking{id});
    return id;
  };
  auto const first = firm(), second = firm();
  EXPECT_EQ(view<Board>()->bookings.find(option.text)->fee.minor, 0);
  EXPECT_EQ(fee("2026-12-04T09:59:00Z", first), 50000);
  EXPECT_EQ(fee("2026-12-04T10:00:00Z", second), 150000);
  EXPECT_EQ(free_of("P-BC-20261205").length, Millimetres{36576});
  EXPECT_EQ(refusal(CancelBooking{second, "x"}), "booking.wrong_stage");
}
TEST_F(Booking, CostsNothingWhenTheCarrierOrTheTrainIsGone) {
  auto const a = book(forty("T-BD-20261205")), b = book(forty("T-BD-20261206"));
  done(ConfirmBooking{a}), done(ConfirmBooking{b});
  as(carrier);
  done(CancelBooking{a, "no wagons"});
  done(network::CancelDeparture{DepartureId{"T-BD-20261206"}, "embargo"});
  as(shipper);
  done(CancelBooking{b, "train cancelled"});
  EXPECT_EQ(state(a).state, State::declined);
  EXPECT_EQ(view<Board>()->bookings.find(a.text)->fee.minor + view<Board>()->bookings.find(b.text)->fee.minor,
            0);
}
TEST_F(Booking, OfACancelledDepartureIsNotConfirmed) {
  // Cancelled before its bookings were told in the same commit: an old journal has such options.
  auto const id = book(forty("T-BD-20261206"));
  DepartureId const departure{"T-BD-20261206"};
  given().happened_before(network::departure_stream(departure),
                          network::DepartureCancelled{departure, "embargo"});
  EXPECT_EQ(refusal(ConfirmBooking{id}), "booking.departure_cancelled");
}

// ---- slots by contract ----

TEST_F(Booking, AnAllotmentIsKeptForItsCustomerUntilItsRelease) {
  GrantAllotments grant{"HUAXI",
                        network::ServiceCode{"T-BD"},
                        *parse_day("2026-12-03"),
                        Count{1},
                        *parse_size_type("45G1"),
                        Count{2},
                        tonnes(20),
                        false,
                        Count{24}};
  as(carrier);
  done(grant);
  EXPECT_EQ(refusal(grant), "booking.nothing_to_grant");
  as({"li", "STRANGER", Role::shipper});
  EXPECT_EQ(refusal(forty("T-BD-20261203", 2)), "booking.leg_full");
  as(shipper);
  book(forty("T-BD-20261203", 1));
  EXPECT_EQ(free_of("P-BC-20261203").length, Millimetres{12192});  // the booking came out of the allotment
  EXPECT_EQ(view<Board>()->allotments.find("AL-HUAXI-T-BD-20261203")->length_drawn, Millimetres{12192});
  book(forty("T-BD-20261203", 2));  // one of the allotment and one of what is free
  EXPECT_EQ(free_of("P-BC-20261203").length, Millimetres{0});
  EXPECT_EQ(refusal(forty("T-BD-20261203", 1)), "booking.leg_full");
}
TEST_F(Booking, AnAllotmentThatIsNotUsedIsReleased) {
  as(carrier);
  done(GrantAllotments{"HUAXI", network::ServiceCode{"T-BD"}, *parse_day("2026-12-03"), Count{1},
                       *parse_size_type("45G1"), Count{3}, tonnes(20), false, Count{24}});
  as({"li", "STRANGER", Role::shipper});
  at("2026-12-01T09:59:59Z");
  EXPECT_EQ(refusal(forty("T-BD-20261203")), "booking.leg_full");
  at("2026-12-01T10:00:00Z");
  book(forty("T-BD-20261203", 3));
}
TEST_F(Booking, AllotmentsAreRefusedLikeBookings) {
  as(carrier);
  GrantAllotments grant{"HUAXI",
                        network::ServiceCode{"T-BD"},
                        *parse_day("2026-12-03"),
                        Count{1},
                        *parse_size_type("45G1"),
                        Count{4},
                        tonnes(20),
                        false,
                        Count{24}};
  EXPECT_EQ(refusal(grant), "booking.leg_full");
  grant.days = Count{0};
  EXPECT_EQ(refusal(grant), "malformed.range");
  grant.days = Count{1};
  grant.owner = "HUA XI";
  EXPECT_EQ(refusal(grant), "booking.no_such_customer");
  as(rival);
  grant.owner = "HUAXI";
  EXPECT_EQ(refusal(grant), "booking.nothing_to_grant");
}

// ---- units ----

TEST_F(Booking, UnitsAreAssignedOnceAndWithTheirDigit) {
  auto const id = book(forty("T-BD-20261203", 2)), other = book(forty("T-BD-20261204"));
  EXPECT_EQ(refusal(AssignUnits{id, {}}), "malformed.missing_field");
  EXPECT_EQ(refusal(AssignUnits{id, {unit("CSQU3054383"), unit("CSQU3054383")}}), "booking.unit_twice");
  EXPECT_EQ(refusal(AssignUnits{id, {unit("CSQU3054383"), unit("FCIU9908030"), unit("TRHU4307252")}}),
            "booking.too_many_units");
  done(AssignUnits{id, {unit("CSQU3054383")}});
  EXPECT_EQ(refusal(AssignUnit{id, unit("CSQU3054383")}), "booking.unit_twice");
  EXPECT_EQ(refusal(AssignUnit{other, unit("CSQU3054383")}), "booking.unit_elsewhere");
  // Real traffic has a wrong digit: MSTI6415664, which should end in 0.
  EXPECT_EQ(refusal(AssignUnit{id, unit("MSTI6415664")}), "booking.check_digit");
  EXPECT_EQ(refusal(AssignUnit{id, unit("MSTI6415664"), true}), "booking.check_digit");
  as({"gao", "PORT", Role::gate});
  EXPECT_EQ(refusal(AssignUnit{id, unit("MSTI6415664")}), "booking.check_digit");
  done(AssignUnit{id, unit("MSTI6415664"), true});
  EXPECT_EQ(state(id).units.size(), 2u);
  as(shipper);
  EXPECT_EQ(refusal(UnassignUnits{id, {unit("FCIU9908030")}}), "booking.no_such_unit");
  done(UnassignUnits{id, {unit("CSQU3054383")}});
  done(AssignUnit{other, unit("CSQU3054383")});
}
TEST_F(Booking, OfUnitsOfOthersNothingIsTold) {
  Actor const stranger{"he", "OTHER", Role::shipper}, staff{"gao", "PORT", Role::duty};
  auto const mine = book(forty("T-BD-20261203", 3));
  auto const booked = unit("CSQU3054383"), announced = unit("FCIU9908030"), free = unit("TRHU4307252");
  done(AssignUnit{mine, booked});
  for (auto const& u : {booked, announced}) {
    given().happened_before(container::unit_stream(u),
                            container::UnitRegistered{u, *parse_size_type("45G1"), {}, {}, "HUAXI"});
  }
  as(stranger);
  auto const theirs = book(forty("T-BD-20261204", 3));
  // The same answer, but for the number that was asked.
  auto const said = [&](UnitNumber const& u) {
    auto const facts = when(AssignUnit{theirs, u});
    if (facts) return std::string{};
    std::string text = facts.error().code + " " + facts.error().place;
    for (auto const& [key, value] : facts.error().details) text += value == u.text() ? "" : " " + key + value;
    return text;
  };
  EXPECT_EQ(said(booked), "booking.unit_not_available /unit");
  EXPECT_EQ(said(announced), said(booked));
  EXPECT_EQ(said(free), "");
  as(staff);
  EXPECT_EQ(refusal(AssignUnit{theirs, booked}), "booking.unit_elsewhere");
  // Once its journey is over the box may travel for whoever has it.
  as(shipper);
  done(AssignUnit{mine, announced});
  given().happened_before(container::unit_stream(announced), container::JourneyEnded{announced, mine.text});
  as(stranger);
  EXPECT_EQ(refusal(AssignUnit{theirs, announced}), "");
}
TEST_F(Booking, UnitsMustBeOfTheBookedSizeAndStayWhenLoaded) {
  auto const id = book(forty("T-BD-20261203", 2));
  auto const twenty = unit("FCIU9908030"), forty_foot = unit("CSQU3054383");
  given().happened_before(container::unit_stream(twenty),
                          container::UnitRegistered{twenty, *parse_size_type("22G1"), {}, {}, "", true, ""});
  EXPECT_EQ(refusal(AssignUnit{id, twenty}), "booking.wrong_size");
  done(AssignUnit{id, forty_foot});
  given().happened_before(
      container::unit_stream(forty_foot),
      container::UnitRegistered{forty_foot, *parse_size_type("45G1"), {}, {}, "", true, ""});
  given().happened_before(container::unit_stream(forty_foot),
                          container::UnitPlaced{forty_foot, {}, {container::PlaceKind::wagon, "T/1/1"}, ""});
  EXPECT_EQ(refusal(UnassignUnits{id, {forty_foot}}), "booking.unit_loaded");
}
TEST_F(Booking, IsShippedAndCompleted) {
  auto const id = book(forty("T-BD-20261203"));
  as(clock_);
  EXPECT_EQ(refusal(MarkShipped{id}), "booking.wrong_stage");
  as(shipper);
  done(ConfirmBooking{id});
  as(clock_);
  EXPECT_EQ(refusal(MarkShipped{id}), "booking.no_units");
  as(shipper);
  done(AssignUnit{id, unit("CSQU3054383")});
  as(clock_);
  EXPECT_EQ(refusal(CompleteBooking{id}), "booking.wrong_stage");
  done(MarkShipped{id});
  as(shipper);
  EXPECT_EQ(refusal(CancelBooking{id, "x"}), "booking.wrong_stage");
  EXPECT_EQ(refusal(RollBooking{id, DepartureId{"T-BD-20261204"}, {}, {}, ""}), "booking.wrong_stage");
  as(clock_);
  done(CompleteBooking{id});
  EXPECT_EQ(state(id).state, State::completed);
  EXPECT_TRUE(
      given().state<container::Whereabouts>(container::unit_stream(unit("CSQU3054383"))).booking.empty());
}

// ---- description ----

TEST(BookingDescription, PricesAndSecretsAreForTheirOwners) {
  auto const d = describe();
  for (auto const& field : d.views[0].tables[0].fields) {
    if (field.name == "price" || field.name == "fee") {
      EXPECT_EQ(field.seen_by, seen_by::owner | seen_by::carrier);
    }
    if (field.name == "tracking_secret") {
      EXPECT_EQ(field.seen_by, seen_by::owner);
    }
  }
  EXPECT_TRUE(d.commands[0].read_cells);  // a booking can come from a spreadsheet
}
TEST(BookingDescription, EveryRefusalHasBothLanguages) {
  for (auto const& row : refusals) {
    EXPECT_FALSE(row.zh.empty() || row.en.empty() || row.remedy_zh.empty() || row.remedy_en.empty())
        << row.code;
  }
}
TEST(BookingDescription, EveryFactIsReadBackAsItWasWritten) {
  Wanted const wanted{
      "HUAXI", "RAIL", {{DepartureId{"D"}, NodeCode{"A"}, NodeCode{"B"}, {1}, {2}, {LegRunId{"R"}}}},
      {{}},    {},     ""};
  BookingRequested const e{BookingId{"BK1"}, wanted, {5}, {100, {}}, "T1"};
  JsonParser parser;
  auto const back = Codec<BookingRequested>::read(*parser.parse(to_json(e)));
  ASSERT_TRUE(back) << back.error().code << back.error().place;
  EXPECT_EQ(back->wanted, wanted);
}
TEST_F(Booking, TheBoardFoldsFactsInAnyOrder) {
  BookingId const id{"BK1"};
  given().happened_before(booking_stream(id), BookingCompleted{id});
  given().happened_before(booking_stream(id), UnitsAssigned{id, {unit("CSQU3054383")}, {}});
  given().happened_before(booking_stream(id), BookingPromoted{id, {}, {}});
  given().happened_before(booking_stream(id), BookingWaitlisted{id, {}, ""});
  given().happened_before(booking_stream(id), BookingRolled{id, {}, {}, ""});
  EXPECT_EQ(view<Board>()->bookings.size(), 1u);
}

}  // namespace
}  // namespace landport::booking
