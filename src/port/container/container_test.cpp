// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "journal/given.h"
#include "port/container/board.h"
#include "port/container/commands.h"
#include "port/container/module.h"

namespace landport::container {
namespace {

UnitNumber number(std::string_view text) {
  return *parse_unit_number_as_seen(text);
}
SizeType size_type(std::string_view text) {
  return *parse_size_type(text);
}

UnitNumber const csqu = number("CSQU3054383");
UnitNumber const trhu = number("TRHU4307252");
UnitNumber const msti = number("MSTI6415664");  // from a real message: its check digit should be 0

struct Container : ::testing::Test {
  Pack pack;
  Given port{pack};
  Actor const shipper{"li", "TIANFU", Role::shipper};
  Actor const other{"wang", "OTHER", Role::shipper};
  Actor const terminal{"zhao", "PORT", Role::terminal};
  Actor const gate{"qian", "PORT", Role::gate};
  Actor const officer{"sun", "CUSTOMS", Role::customs};
  Actor const duty{"zhou", "PORT", Role::duty};

  void registered(UnitNumber const& unit, std::string_view type = "45G1") {
    port.as(shipper).done(RegisterUnit{unit, size_type(type), Kilograms{3800}, Kilograms{30480}});
  }
  Whereabouts unit(UnitNumber const& n) { return port.state<Whereabouts>(unit_stream(n)); }
};

TEST_F(Container, AShipperRegistersItsOwnUnits) {
  registered(csqu);
  EXPECT_EQ(unit(csqu).owner, "TIANFU");
  EXPECT_EQ(unit(csqu).place, Place{});
  EXPECT_EQ(port.refusal(RegisterUnit{csqu, size_type("45G1")}), "container.already_registered");
  RegisterUnit foreign{trhu, size_type("45G1")};
  foreign.owner = "OTHER";
  EXPECT_EQ(port.refusal(foreign), "container.not_your_organisation");
}

TEST_F(Container, ABookingThatNamedItFirstKeepsItsOwner) {
  port.happened_before(unit_stream(csqu), UnitBooked{csqu, "BK1", "D1", "TIANFU", "CDRAIL"});
  EXPECT_FALSE(port.view<UnitBoard>()->units.find(csqu.text())->registered);
  EXPECT_EQ(port.as(other).refusal(RegisterUnit{csqu, size_type("45G1")}), "container.already_registered");
  port.as(terminal).done(RegisterUnit{csqu, size_type("45G1")});
  EXPECT_EQ(unit(csqu).owner, "TIANFU");
  EXPECT_EQ(port.view<UnitBoard>()->units.find(csqu.text())->owner, "TIANFU");
  EXPECT_TRUE(port.view<UnitBoard>()->units.find(csqu.text())->registered);
}

TEST_F(Container, ABadCheckDigitNeedsSomebodyWhoAnswersForIt) {
  RegisterUnit order{msti, size_type("22G1")};
  EXPECT_EQ(port.as(shipper).refusal(order), "container.bad_check_digit");
  order.confirm_bad_check_digit = true;
  EXPECT_EQ(port.refusal(order), "container.may_not_confirm");
  EXPECT_EQ(port.as(gate).refusal(order), "container.may_not_confirm");
  port.as(terminal).done(order);
  EXPECT_TRUE(unit(msti).check_digit_confirmed);
  EXPECT_EQ(port.view<UnitBoard>()->units.find(msti.text())->check_digit_confirmed_by, "zhao");
}

TEST_F(Container, RatingsMustBePossible) {
  EXPECT_EQ(port.refusal(RegisterUnit{csqu, size_type("45G1"), Kilograms{0}}), "container.mass_not_positive");
  EXPECT_EQ(port.refusal(RegisterUnit{csqu, size_type("45G1"), {}, Kilograms{50'000}}),
            "container.mass_above_rating");
  EXPECT_EQ(port.refusal(RegisterUnit{csqu, size_type("45G1"), Kilograms{9000}, Kilograms{8000}}),
            "container.mass_below_tare");
}

TEST_F(Container, WhatIsNotYoursIsNotThere) {
  registered(csqu);
  VerifyMass const order{csqu, tonnes(20), MassMethod::sm2, "Li"};
  EXPECT_EQ(port.as(other).refusal(order), "container.no_such_unit");
  EXPECT_EQ(port.refusal(VerifyMass{trhu, tonnes(20), MassMethod::sm1, "Li"}), "container.no_such_unit");
  EXPECT_EQ(port.as(shipper).refusal(order), "");
}

TEST_F(Container, AMassLiesBetweenTareAndRating) {
  registered(csqu);
  EXPECT_EQ(port.refusal(VerifyMass{csqu, Kilograms{3000}, MassMethod::sm1, "W1"}),
            "container.mass_below_tare");
  EXPECT_EQ(port.refusal(VerifyMass{csqu, tonnes(31), MassMethod::sm1, "W1"}), "container.mass_above_rating");
  EXPECT_EQ(port.refusal(VerifyMass{csqu, tonnes(20), MassMethod::sm1, ""}), "container.nobody_answers");
  port.done(VerifyMass{csqu, tonnes(20), MassMethod::sm1, "W1"});
  EXPECT_EQ(unit(csqu).verified_gross, tonnes(20));
}

TEST_F(Container, SealsAreAffixedAndBroken) {
  registered(csqu);
  EXPECT_EQ(port.refusal(AffixSeal{csqu, ""}), "container.seal_missing");
  port.done(AffixSeal{csqu, "CN1234"});
  EXPECT_EQ(port.refusal(AffixSeal{csqu, "CN1234"}), "container.seal_already_on");
  EXPECT_EQ(port.refusal(AffixSeal{csqu, "G1", SealKind::customs}), "container.not_the_keeper");
  EXPECT_EQ(port.as(officer).refusal(BreakSeal{csqu, "CN9", "inspection"}), "container.seal_not_on");
  EXPECT_EQ(port.refusal(BreakSeal{csqu, "CN1234", ""}), "container.reason_missing");
  port.done(BreakSeal{csqu, "CN1234", "inspection"});
  EXPECT_TRUE(unit(csqu).seals.empty());
}

TEST_F(Container, OnlyReefersHaveASetPoint) {
  registered(csqu);
  registered(trhu, "45R1");
  EXPECT_EQ(port.refusal(ChangeSetPoint{csqu, DeciCelsius{-180}}), "container.not_a_reefer");
  EXPECT_EQ(port.refusal(ChangeSetPoint{trhu, DeciCelsius{-1800}}), "container.set_point_out_of_range");
  port.done(ChangeSetPoint{trhu, DeciCelsius{-180}});
  EXPECT_EQ(unit(trhu).set_point, DeciCelsius{-180});
}

TEST_F(Container, DangerIsDeclaredByClass) {
  registered(csqu);
  auto const un = *parse_un_danger_number("1203");
  for (auto const* wrong : {"", "0", "10", "3.", "2.9", "1.4", "4.1S", "1.4Z"}) {
    bool const known = std::string_view(wrong) == "1.4";
    EXPECT_EQ(port.refusal(DeclareDanger{csqu, un, wrong}), known ? "" : "container.no_such_class") << wrong;
  }
  port.done(DeclareDanger{csqu, un, "3"});
  EXPECT_EQ(unit(csqu).danger.size(), 1u);
  registered(trhu);
  port.happened_before(unit_stream(trhu), UnitPlaced{trhu, {}, {PlaceKind::yard, "A-01-01-1"}, "WO1"});
  EXPECT_EQ(port.refusal(DeclareDanger{trhu, un, "3"}), "container.danger_too_late");
}

TEST_F(Container, OnlyItsKeeperReleasesAHold) {
  registered(csqu);
  PlaceHold hold{csqu, "inspection", {Deed::load, Deed::gate_out}, "drawn", Keeper::customs};
  EXPECT_EQ(port.as(terminal).refusal(hold), "container.not_the_keeper");
  EXPECT_EQ(port.as(officer).refusal(PlaceHold{csqu, "a b", {Deed::load}, "x", Keeper::customs}),
            "container.hold_name");
  EXPECT_EQ(port.refusal(PlaceHold{csqu, "x", {}, "x", Keeper::customs}), "container.hold_forbids_nothing");
  EXPECT_EQ(port.refusal(PlaceHold{csqu, "x", {Deed::load}, "", Keeper::customs}),
            "container.reason_missing");
  port.done(hold);
  EXPECT_EQ(port.refusal(hold), "container.already_held");
  EXPECT_EQ(may_do(unit(csqu), Deed::load).error().code, "container.held");
  EXPECT_TRUE(may_do(unit(csqu), Deed::move));
  EXPECT_EQ(port.as(duty).refusal(ReleaseHold{csqu, "inspection", "ok"}), "container.not_the_keeper");
  EXPECT_EQ(port.as(officer).refusal(ReleaseHold{csqu, "nothing", "ok"}), "container.no_such_hold");
  EXPECT_TRUE(port.view<UnitBoard>()->units.find(csqu.text())->held);
  port.done(ReleaseHold{csqu, "inspection", "ok"});
  EXPECT_TRUE(may_do(unit(csqu), Deed::load));
  EXPECT_FALSE(port.view<UnitBoard>()->units.find(csqu.text())->held);
}

TEST_F(Container, TheGateMayStopButNotLetGo) {
  registered(csqu);
  port.as(gate).done(PlaceHold{csqu, "damage", {Deed::load}, "dent", Keeper::terminal});
  EXPECT_EQ(port.refusal(ReleaseHold{csqu, "damage", "ok"}), "container.not_the_keeper");
  EXPECT_EQ(port.as(terminal).refusal(ReleaseHold{csqu, "damage", "ok"}), "");
}

TEST_F(Container, ACorrectionNamesTheWrongFactAndKeepsIt) {
  registered(csqu);
  port.done(VerifyMass{csqu, tonnes(20), MassMethod::sm1, "W1"});
  auto const wrong = port.journal().back().sequence;
  CorrectFact order{csqu, wrong, Corrected::mass, tonnes(21), {}, {}, "misread"};
  EXPECT_EQ(port.as(terminal).refusal(CorrectFact{csqu, wrong + 9, Corrected::mass, tonnes(21), {}, {}, "x"}),
            "container.no_such_fact");
  EXPECT_EQ(port.refusal(CorrectFact{csqu, wrong, Corrected::seal, {}, {}, "S", "x"}),
            "container.no_such_fact");
  port.done(order);
  EXPECT_EQ(unit(csqu).verified_gross, tonnes(21));
  EXPECT_EQ(port.journal()[static_cast<std::size_t>(wrong - 1)].event.get<MassVerified>()->gross, tonnes(20));
  EXPECT_EQ(port.journal().back().event.get<FactCorrected>()->corrects, wrong);

  port.done(AffixSeal{csqu, "WRONG"});
  port.done(CorrectFact{csqu, port.journal().back().sequence, Corrected::seal, {}, {}, "RIGHT", "misread"});
  EXPECT_EQ(unit(csqu).seals, std::vector<std::string>{"RIGHT"});
}

TEST_F(Container, AWrongGateInIsTakenBackOnlyFromTheTruck) {
  registered(csqu);
  port.happened_before(unit_stream(csqu), UnitPlaced{csqu, {}, {PlaceKind::truck, "V1"}, "V1"});
  auto const wrong = port.journal().back().sequence;
  CorrectFact const order{csqu, wrong, Corrected::place, {}, {}, {}, "another number"};
  EXPECT_EQ(port.as(terminal).refusal(CorrectFact{csqu, wrong, Corrected::place, {}, {}, {}, ""}),
            "container.reason_missing");
  auto facts = port.when(order);
  ASSERT_TRUE(facts);
  port.happened_before(unit_stream(csqu), moved(unit(csqu), {PlaceKind::yard, "A-01-01-1"}, "WO1"));
  EXPECT_EQ(port.refusal(order), "container.place_moved_on");
}

TEST_F(Container, MovesAreTheHistoryOfPlaces) {
  registered(csqu);
  port.happened_before(unit_stream(csqu), moved(unit(csqu), {PlaceKind::truck, "V1"}, "V1"));
  port.happened_before(unit_stream(csqu), moved(unit(csqu), {PlaceKind::yard, "A-01-01-1"}, "WO1"));
  auto const board = port.view<UnitBoard>();
  EXPECT_EQ(board->moves.size(), 2u);
  EXPECT_EQ(board->units.find(csqu.text())->place, "A-01-01-1");
  board->moves.each([&](auto, MoveRow const& m) { EXPECT_EQ(m.owner, "TIANFU"); });
}

TEST_F(Container, ATimeBeforeItCameIsRefused) {
  registered(csqu);
  port.at("2026-12-01T08:00:00Z");
  EXPECT_TRUE(not_before(unit(csqu),
                         *parse_instant("2026-11-01T00:00:00Z")));  // registered after the paper was written
  port.happened_before(unit_stream(csqu), moved(unit(csqu), {PlaceKind::truck, "V1"}, "V1"));
  EXPECT_EQ(not_before(unit(csqu), *parse_instant("2026-12-01T07:00:00Z")).error().code,
            "container.before_it_came");
}

// ---- journeys ----

// A box that has been weighed, sealed, cooled and released, in the yard, in a booking.
struct Journeys : Container {
  Journeys() {
    registered(csqu, "45R1");
    booked("BK1", "TIANFU");
    place(PlaceKind::truck, "V1");
    place(PlaceKind::yard, "A-02-01-1");
    learn("1");
  }
  template <class Fact>
  void fact(Fact const& f) {
    port.happened_before(unit_stream(csqu), f);
  }
  void place(PlaceKind kind, std::string const& ref = {}) { fact(moved(unit(csqu), {kind, ref}, "X")); }
  void booked(std::string const& id, std::string const& owner) {
    fact(UnitBooked{csqu, id, "D", owner, "RAIL"});
  }
  void learn(std::string const& n) {
    fact(MassVerified{csqu, tonnes(20), MassMethod::sm1, "W1"});
    fact(UnitSealed{csqu, "S" + n});
    fact(SetPointChanged{csqu, DeciCelsius{-180}});
    fact(DangerDeclared{csqu, *parse_un_danger_number("1263"), "3"});
    fact(ReleaseRecorded{csqu, Purpose::export_, "R" + n});
  }
  // All that is known of the goods, in the state and on the board, which must agree.
  std::string known() {
    auto const said = [](auto const& u) {
      return std::string(u.verified_gross ? "mass " : "") + (u.seals.empty() ? "" : "seal ") +
             (u.set_point ? "set-point " : "") + (u.danger.empty() ? "" : "danger ") +
             (u.customs_export.empty() && u.customs_import.empty() ? "" : "release");
    };
    auto const u = unit(csqu);
    auto const board = port.view<UnitBoard>();
    auto const row = said(*board->units.find(csqu.text()));
    EXPECT_EQ(said(u), row);
    EXPECT_EQ(board->units.find(csqu.text())->released_at.has_value(), row.ends_with("release"));
    return row;
  }
};
constexpr auto everything = "mass seal set-point danger release";

TEST_F(Journeys, EndWithDelivery) {
  fact(HoldPlaced{csqu, "dent", {Deed::load}, "r"});
  fact(ConditionNoted{csqu, Condition::damaged, ""});
  EXPECT_EQ(known(), everything);
  place(PlaceKind::delivered, "V7");
  EXPECT_EQ(known(), "");
  EXPECT_EQ(unit(csqu).holds.size(), 1u) << "a hold stays until it is released";
  EXPECT_EQ(unit(csqu).condition, Condition::damaged) << "the box is still dented";
  EXPECT_EQ(unit(csqu).tare, Kilograms{3800});
}

TEST_F(Journeys, EndWithTheBookingThatIsCompletedWhereverTheBoxIs) {
  place(PlaceKind::wagon, "T/1/A");
  place(PlaceKind::terminal_abroad, "PLMAL");
  EXPECT_EQ(known(), everything) << "it is still under way to its booking's end";
  fact(JourneyEnded{csqu, "BK9"});
  EXPECT_EQ(known(), everything) << "that was another booking";
  fact(JourneyEnded{csqu, "BK1"});
  EXPECT_EQ(known(), "");
  EXPECT_TRUE(unit(csqu).booking.empty());
}

TEST_F(Journeys, EndByTheGateOnlyForWhatIsNotBooked) {
  place(PlaceKind::truck, "V2");
  place(PlaceKind::outside);
  EXPECT_EQ(known(), everything) << "turned away, it comes back with the same goods";
  place(PlaceKind::truck, "V3");
  fact(UnitUnbooked{csqu, "BK1"});
  EXPECT_EQ(known(), everything) << "the goods are still in it";
  place(PlaceKind::outside);
  EXPECT_EQ(known(), "");
}

TEST_F(Journeys, EndWhenABookingIsCancelledWhileTheBoxIsAway) {
  place(PlaceKind::truck, "V2");
  place(PlaceKind::outside);
  fact(UnitUnbooked{csqu, "BK1"});
  EXPECT_EQ(known(), "");
}

TEST_F(Journeys, EmptyingAndFillingTakeAllThatWasKnown) {
  fact(ContentsNoted{csqu, true});
  EXPECT_EQ(known(), everything);
  fact(ContentsNoted{csqu, false});
  EXPECT_EQ(known(), "");
  learn("2");
  fact(ContentsNoted{csqu, true});
  EXPECT_EQ(known(), "");
}

TEST_F(Journeys, OfAnotherOwnerNeedTheirOwnRelease) {
  fact(UnitUnbooked{csqu, "BK1"});
  booked("BK2", "TIANFU");
  EXPECT_EQ(known(), everything) << "the same goods of the same owner on another train";
  fact(UnitUnbooked{csqu, "BK2"});
  booked("BK3", "OTHER");
  EXPECT_EQ(known(), "mass seal set-point danger ");
}

TEST_F(Journeys, BeginWithWhatIsSaidBeforeTheGateAndBeforeTheBooking) {
  place(PlaceKind::delivered, "V7");
  fact(ContentsNoted{csqu, false});  // an empty depot tells so
  fact(ContentsNoted{csqu, true});
  learn("2");
  place(PlaceKind::truck, "V8");
  fact(ContentsNoted{csqu, true});
  booked("BK2", "OTHER");
  EXPECT_EQ(known(), everything);
  EXPECT_EQ(unit(csqu).seals, std::vector<std::string>{"S2"});
}

TEST_F(Journeys, ThatAreOverAreCorrectedInTheirHistoryOnly) {
  std::int64_t weighed = 0;
  for (auto const& r : port.journal()) weighed = r.event.get<MassVerified>() ? r.sequence : weighed;
  place(PlaceKind::delivered, "V7");
  port.as(terminal).done(CorrectFact{csqu, weighed, Corrected::mass, tonnes(21), {}, {}, "misread"});
  EXPECT_EQ(known(), "");
  EXPECT_EQ(port.view<UnitBoard>()->units.find(csqu.text())->corrections, Count{1});
}

TEST(Description, EveryRefusalHasItsRowAndEveryCommandComesFromASpreadsheet) {
  auto const d = describe();
  for (auto const& c : d.commands) EXPECT_TRUE(c.read_cells) << c.wire;
  auto const deeds = Codec<Deeds>::from_text("load+depart");
  ASSERT_TRUE(deeds);
  EXPECT_EQ(Codec<Deeds>::to_text(*deeds), "load+depart");
  EXPECT_EQ(to_json(*deeds), R"(["load","depart"])");
}

// A held unit does not do what the hold forbids, whoever asks: holds come and go at random, and may_do always
// says what the holds in force say.
RC_GTEST_PROP(Holds, AForbiddenDeedIsRefusedUntilEveryHoldAgainstItIsReleased, ()) {
  Pack const pack;
  Given port(pack);
  port.done(RegisterUnit{csqu, size_type("45G1")});
  std::map<std::string, Deeds> in_force;
  auto const steps = *rc::gen::inRange(1, 20);
  for (int i = 0; i < steps; ++i) {
    std::string const name(1, static_cast<char>('a' + *rc::gen::inRange(0, 4)));
    if (*rc::gen::arbitrary<bool>()) {
      Deeds deeds;
      deeds.bits = static_cast<std::uint8_t>(*rc::gen::inRange(0, 16));
      bool const can = deeds.bits != 0 && !in_force.contains(name);
      RC_ASSERT(port.when(PlaceHold{csqu, name, deeds, "r", Keeper::duty}).has_value() == can);
      if (can) {
        port.done(PlaceHold{csqu, name, deeds, "r", Keeper::duty});
        in_force[name] = deeds;
      }
    } else if (in_force.contains(name)) {
      port.done(ReleaseHold{csqu, name, "r"});
      in_force.erase(name);
    }
    for (auto const deed : {Deed::load, Deed::gate_out, Deed::depart, Deed::move}) {
      bool forbidden = false;
      for (auto const& [n, deeds] : in_force) forbidden = forbidden || deeds.has(deed);
      RC_ASSERT(may_do(port.state<Whereabouts>(unit_stream(csqu)), deed).has_value() == !forbidden);
    }
  }
}

}  // namespace
}  // namespace landport::container
