// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "journal/given.h"
#include "port/container/board.h"
#include "port/gate/events.h"
#include "port/network/pack_test.h"
#include "port/yard/board.h"
#include "port/yard/commands.h"
#include "port/yard/module.h"
#include "port/yard/queries.h"
#include "port/yard/rules.h"

namespace landport::yard {
namespace {

using container::Place;
using container::PlaceKind;
using container::unit_stream;
using container::Whereabouts;

// Unit n: owner code LPT, serial n, with its right check digit.
UnitNumber nth_unit(int n) {
  auto digits = std::to_string(1'000'000 + n).substr(1);
  auto const first_ten = "LPTU" + digits;
  return *parse_unit_number(first_ten + std::to_string(unit_check_digit(first_ten)));
}

Pack const& qingbaijiang() {
  static Pack const pack = [] {
    Pack p;
    auto yard = YardPack::load(network::pack_files("qingbaijiang"), p);
    if (!yard) ADD_FAILURE() << yard.error().code << " " << yard.error().place;
    p.put(std::move(*yard));
    return p;
  }();
  return pack;
}

// What a query sees: the views of a trial.
class TrialRoom final : public Room {
 public:
  explicit TrialRoom(Given const& port)
      : port_(port), units_(port.view<container::UnitBoard>()), yard_(port.view<YardBoard>()) {}
  Instant at() const override { return port_.now(); }
  Actor const& actor() const override { return actor_; }
  Pack const& whole_pack() const override { return qingbaijiang(); }

 protected:
  void const* find_view(std::type_index type) const override {
    return type == typeid(YardBoard) ? static_cast<void const*>(yard_.get()) : units_.get();
  }

 private:
  Given const& port_;
  std::unique_ptr<container::UnitBoard> units_;
  std::unique_ptr<YardBoard> yard_;
  Actor actor_{"zhou", "PORT", Role::duty};
};

struct Yard : ::testing::Test {
  Given port{qingbaijiang()};
  gate::VisitId const visit{"V1"};
  int units = 0;

  Yard() { port.happened_before(gate::visit_stream(visit), gate::VisitOpened{visit, "川A12345"}); }

  // A unit that has come in and stands on its truck.
  UnitNumber on_truck(std::string_view type = "22G1", Kilograms gross = tonnes(20)) {
    auto const unit = nth_unit(++units);
    port.happened_before(unit_stream(unit),
                         container::UnitRegistered{unit, *parse_size_type(type), Kilograms{3000}});
    port.happened_before(unit_stream(unit),
                         container::MassVerified{unit, gross, container::MassMethod::sm1, "W1"});
    port.happened_before(unit_stream(unit), container::UnitPlaced{unit, {}, gate::on_truck(visit), "V1"});
    return unit;
  }
  static Position at(std::string_view text) { return *parse_position(text); }
  OrderMove to(UnitNumber const& unit, std::string_view position) { return {unit, at(position)}; }
  WorkId ordered(UnitNumber const& unit, std::string_view position) {
    return WorkId{port.done(to(unit, position)).made.at(0).second};
  }
  void stacked(UnitNumber const& unit, std::string_view position) {
    port.done(CompleteWork{ordered(unit, position)});
  }
  UnitNumber stacked_new(std::string_view position, std::string_view type = "22G1",
                         Kilograms gross = tonnes(20)) {
    auto const unit = on_truck(type, gross);
    stacked(unit, position);
    return unit;
  }
  std::string put(UnitNumber const& unit, std::string_view position) {
    return port.refusal(to(unit, position));
  }
  Whereabouts where(UnitNumber const& unit) { return port.state<Whereabouts>(unit_stream(unit)); }
};

TEST_F(Yard, FromTheTruckToTheYardAndBack) {
  auto const unit = on_truck();
  auto const work = ordered(unit, "A1-01-01-1");
  port.done(StartWork{work, "RMG1"});
  EXPECT_EQ(port.refusal(StartWork{work, "RMG1"}), "yard.work_started");
  port.done(CompleteWork{work});
  EXPECT_EQ(where(unit).place, (Place{PlaceKind::yard, "A1-01-01-1"}));
  auto board = port.view<YardBoard>();
  EXPECT_EQ(board->stock.find(unit.text())->position, "A1-01-01-1");
  EXPECT_EQ(board->blocks.find("A1")->units, Count{1});
  EXPECT_EQ(board->work.find(work.text)->state, WorkState::done);
  EXPECT_EQ(port.refusal(CompleteWork{work}), "yard.work_ended");

  OrderMove out{unit, {}, "V1"};
  WorkId const back{port.done(out).made.at(0).second};
  port.done(CompleteWork{back});
  EXPECT_EQ(where(unit).place, gate::on_truck(visit));
  board = port.view<YardBoard>();
  EXPECT_EQ(board->stock.find(unit.text()), nullptr);
  EXPECT_EQ(board->blocks.find("A1")->units, Count{0});
  EXPECT_TRUE(port.state<BlockState>(block_stream(BlockCode{"A1"})).standing.empty());
}

// To a door of a warehouse, and from there to another door, the yard and a truck.
TEST_F(Yard, ToAWarehouseDoorAndBack) {
  auto const unit = stacked_new("A1-01-01-1"), other = on_truck();
  auto const at_door = [](UnitNumber const& u, std::string_view door) {
    OrderMove order{u};
    order.door = DoorId{door};
    return order;
  };
  EXPECT_EQ(port.refusal(at_door(unit, "CFS1-13")), "yard.no_such_door");
  EXPECT_EQ(port.refusal(at_door(unit, "CFS1-3")), "yard.no_such_door");
  EXPECT_EQ(port.refusal(at_door(unit, "CFS9-01")), "yard.no_such_door");
  auto both = at_door(unit, "CFS1-03");
  both.visit = "V1";
  EXPECT_EQ(port.refusal(both), "yard.one_target");

  WorkId const in{port.done(at_door(unit, "CFS1-03")).made.at(0).second};
  EXPECT_EQ(port.refusal(at_door(other, "CFS1-03")), "yard.door_reserved");
  port.done(CompleteWork{in});
  EXPECT_EQ(where(unit).place, (Place{PlaceKind::warehouse, "CFS1-03"}));
  EXPECT_TRUE(port.state<BlockState>(block_stream(BlockCode{"A1"})).standing.empty());
  EXPECT_EQ(port.refusal(at_door(other, "CFS1-03")), "yard.door_taken");
  auto board = port.view<YardBoard>();
  EXPECT_EQ(board->stock.find(unit.text()), nullptr);
  ASSERT_NE(board->docked.find(unit.text()), nullptr);
  EXPECT_EQ(board->docked.find(unit.text())->warehouse.text, "CFS1");
  EXPECT_TRUE(board->docked.find(unit.text())->full);

  port.happened_before(unit_stream(unit), container::ContentsNoted{unit, false});
  EXPECT_FALSE(port.view<YardBoard>()->docked.find(unit.text())->full) << "stripped there, it is empty";
  port.done(CompleteWork{WorkId{port.done(at_door(unit, "WH1-16")).made.at(0).second}});
  EXPECT_EQ(where(unit).place.ref, "WH1-16");
  EXPECT_EQ(port.refusal(at_door(other, "CFS1-03")), "") << "its first door is free again";
  stacked(unit, "E1-01-01-1");
  EXPECT_EQ(where(unit).place, (Place{PlaceKind::yard, "E1-01-01-1"}));
  EXPECT_EQ(port.view<YardBoard>()->docked.find(unit.text()), nullptr);
}

TEST_F(Yard, FromATruckToADoorAndOntoATruck) {
  auto const unit = on_truck();
  OrderMove in{unit};
  in.door = DoorId{"CFS2-01"};
  WorkId const first{port.done(in).made.at(0).second};
  port.done(CancelWork{first, "another door"});
  EXPECT_TRUE(port.state<DoorState>(door_stream(DoorId{"CFS2-01"})).work.empty()) << "the door is free again";
  port.done(CompleteWork{WorkId{port.done(in).made.at(0).second}});
  EXPECT_FALSE(port.state<gate::Visit>(gate::visit_stream(visit)).carries(unit));
  port.done(CompleteWork{WorkId{port.done(OrderMove{unit, {}, "V1"}).made.at(0).second}});
  EXPECT_EQ(where(unit).place, gate::on_truck(visit));
  EXPECT_TRUE(port.state<gate::Visit>(gate::visit_stream(visit)).carries(unit));
  EXPECT_FALSE(port.state<DoorState>(door_stream(DoorId{"CFS2-01"})).unit);
}

TEST_F(Yard, PositionsAreReadFromTheRight) {
  EXPECT_EQ(to_text(at("B-2-03-02-1")), "B-2-03-02-1");
  EXPECT_EQ(at("B-2-03-02-1").block.text, "B-2");
  for (auto const* wrong : {"", "A1", "A1-1-1", "A1-0-1-1", "A1-01-01-x", "A1-01-01-1-", "-01-01-1"}) {
    EXPECT_FALSE(parse_position(wrong)) << wrong;
  }
}

TEST_F(Yard, TheBlockHasThatBayRowAndTier) {
  auto const unit = on_truck();
  EXPECT_EQ(put(unit, "Z9-01-01-1"), "yard.no_such_block");
  EXPECT_EQ(put(unit, "A1-61-01-1"), "yard.no_such_position");
  EXPECT_EQ(put(unit, "A1-01-07-1"), "yard.no_such_position");
  EXPECT_EQ(put(unit, "A1-01-01-5"), "yard.no_such_position");
  EXPECT_EQ(put(unit, "A1-02-01-1"), "yard.wrong_bay");
  EXPECT_EQ(put(on_truck("45G1"), "A1-01-01-1"), "yard.wrong_bay");
  EXPECT_EQ(put(unit, "A1-59-06-1"), "");
}

TEST_F(Yard, NothingFloatsAndCornersMeet) {
  auto const unit = on_truck();
  auto const wide = on_truck("45G1");
  EXPECT_EQ(put(unit, "A1-01-01-2"), "yard.floats");
  stacked_new("A1-01-01-1");
  EXPECT_EQ(put(unit, "A1-01-01-1"), "yard.position_taken");
  EXPECT_EQ(put(unit, "A1-01-01-2"), "");
  EXPECT_EQ(put(wide, "A1-02-01-1"), "yard.position_taken");
  EXPECT_EQ(put(wide, "A1-02-01-2"), "yard.floats");
  stacked_new("A1-03-01-1");
  EXPECT_EQ(put(wide, "A1-02-01-2"), "");
  stacked(wide, "A1-02-01-2");
  EXPECT_EQ(put(unit, "A1-01-01-3"), "yard.no_corners");
  EXPECT_EQ(put(on_truck("45G1"), "A1-02-01-3"), "");
  stacked_new("A1-05-01-1", "25G1");
  EXPECT_EQ(put(on_truck("45G1"), "A1-04-01-2"), "yard.position_taken");
  stacked_new("A1-07-02-1", "22G1");
  stacked_new("A1-09-02-1", "25G1");
  EXPECT_EQ(put(on_truck("45G1"), "A1-08-02-2"), "yard.no_corners");
  stacked_new("A1-11-03-1", "22U1");
  EXPECT_EQ(put(unit, "A1-11-03-2"), "yard.nothing_on_top");
}

TEST_F(Yard, NothingIsLiftedFromUnderAnother) {
  auto const below = stacked_new("A1-01-01-1");
  auto const above = stacked_new("A1-01-01-2");
  auto const work = ordered(below, "A1-01-02-1");
  EXPECT_EQ(port.refusal(CompleteWork{work}), "yard.under_another");
  stacked(above, "A1-03-02-1");
  EXPECT_EQ(port.refusal(CompleteWork{work}), "");
}

TEST_F(Yard, WeightRules) {
  stacked_new("A1-01-01-1", "22G1", tonnes(10));
  EXPECT_EQ(put(on_truck("22G1", tonnes(13)), "A1-01-01-2"), "");
  EXPECT_EQ(put(on_truck("22G1", Kilograms{13'001}), "A1-01-01-2"), "yard.heavier_on_lighter");
  stacked_new("D1-01-01-1", "22G1", tonnes(32));
  EXPECT_EQ(put(on_truck("22G1", tonnes(29)), "D1-01-01-2"), "yard.stack_too_heavy");
  EXPECT_EQ(put(on_truck("22G1", tonnes(28)), "D1-01-01-2"), "");
}

TEST_F(Yard, ReefersStandAtPlugsAndArePluggedOutBeforeTheyMove) {
  auto const reefer = on_truck("45R1");
  EXPECT_EQ(put(reefer, "A1-02-01-1"), "");  // not cooled: an ordinary box
  port.happened_before(unit_stream(reefer), container::SetPointChanged{reefer, DeciCelsius{-180}});
  EXPECT_EQ(put(reefer, "A1-02-01-1"), "yard.no_plug");
  stacked(reefer, "R1-02-01-1");
  auto const dry = stacked_new("B1-01-01-1");
  EXPECT_EQ(port.refusal(PlugIn{dry}), "yard.not_a_reefer");
  EXPECT_EQ(port.refusal(PlugOut{reefer}), "yard.not_plugged_in");
  port.done(PlugIn{reefer, "R1-07"});
  EXPECT_EQ(port.refusal(PlugIn{reefer}), "yard.plugged_in");
  EXPECT_EQ(port.refusal(RecordTemperature{reefer, DeciCelsius{900}}), "yard.temperature_out_of_range");
  EXPECT_EQ(port.refusal(RecordTemperature{dry, DeciCelsius{90}}), "yard.not_a_reefer");
  port.done(RecordTemperature{reefer, DeciCelsius{-175}});
  EXPECT_EQ(port.view<YardBoard>()->stock.find(reefer.text())->temperature, DeciCelsius{-175});
  auto const work = ordered(reefer, "R1-04-02-1");
  EXPECT_EQ(port.refusal(CompleteWork{work}), "yard.plugged_in");
  port.done(PlugOut{reefer});
  EXPECT_EQ(port.refusal(CompleteWork{work}), "");
}

TEST_F(Yard, DangerousGoodsStandInTheirBlocksAndApart) {
  auto dangerous = [&](std::string_view danger_class) {
    auto const unit = on_truck();
    port.happened_before(unit_stream(unit), container::DangerDeclared{unit, *parse_un_danger_number("1203"),
                                                                      std::string(danger_class)});
    return unit;
  };
  auto const petrol = dangerous("3");
  EXPECT_EQ(put(petrol, "A1-01-01-1"), "yard.danger_area");
  stacked(petrol, "D1-01-01-1");
  auto const bang = dangerous("1.1D");
  EXPECT_EQ(put(bang, "D1-05-01-1"), "yard.danger_apart");  // 6.5 m, and 18 m are asked
  EXPECT_EQ(put(bang, "D1-07-01-1"), "yard.danger_apart");
  EXPECT_EQ(put(bang, "D1-09-01-1"), "");  // three slots of 6.5 m
  EXPECT_EQ(put(dangerous("3"), "D1-01-01-2"), "");
  EXPECT_EQ(put(dangerous("1.1D"), "D1-01-01-2"), "yard.danger_apart");
}

TEST_F(Yard, TheEmptyBlocksAreForEmpties) {
  EXPECT_EQ(put(on_truck("22G1", tonnes(10)), "E1-01-01-1"), "yard.empty_area");
  auto const empty = on_truck();
  port.happened_before(unit_stream(empty), container::ContentsNoted{empty, false});
  EXPECT_EQ(put(empty, "E1-01-01-1"), "");
}

TEST_F(Yard, AReservationKeepsOthersAwayAndCarriesLaterOrders) {
  auto const first = on_truck();
  auto const second = on_truck();
  auto const work = ordered(first, "A1-01-01-1");
  EXPECT_EQ(put(second, "A1-01-01-1"), "yard.position_reserved");
  auto const upon = ordered(second, "A1-01-01-2");
  EXPECT_EQ(port.refusal(CompleteWork{upon}), "yard.floats");
  EXPECT_EQ(port.refusal(CancelWork{work, ""}), "yard.reason_missing");
  port.done(CompleteWork{work});
  port.done(CompleteWork{upon});
  EXPECT_TRUE(port.state<BlockState>(block_stream(BlockCode{"A1"})).reserved.empty());
  auto const third = on_truck();
  auto const dropped = ordered(third, "A1-03-01-1");
  EXPECT_EQ(put(third, "A1-05-01-1"), "yard.has_work");
  port.done(CancelWork{dropped, "changed"});
  EXPECT_EQ(put(on_truck(), "A1-03-01-1"), "");
  EXPECT_EQ(put(third, "A1-05-01-1"), "");
}

TEST_F(Yard, PutDownElsewhereThanOrdered) {
  auto const unit = on_truck();
  auto const work = ordered(unit, "A1-01-01-1");
  EXPECT_EQ(port.refusal(CompleteWork{work, at("A1-01-01-2")}), "yard.floats");
  port.done(CompleteWork{work, at("A1-05-01-1")});
  EXPECT_EQ(where(unit).place.ref, "A1-05-01-1");
  EXPECT_EQ(put(on_truck(), "A1-01-01-1"), "");
  WorkId const out{port.done(OrderMove{unit, {}, "V1"}).made.at(0).second};
  EXPECT_EQ(port.refusal(CompleteWork{out, at("A1-01-01-1")}), "yard.not_to_yard");
}

TEST_F(Yard, OrdersThatMakeNoSense) {
  auto const unit = on_truck();
  EXPECT_EQ(port.refusal(OrderMove{nth_unit(999), at("A1-01-01-1")}), "yard.no_such_unit");
  EXPECT_EQ(port.refusal(OrderMove{unit}), "yard.one_target");
  EXPECT_EQ(port.refusal(OrderMove{unit, at("A1-01-01-1"), "V1"}), "yard.one_target");
  EXPECT_EQ(port.refusal(OrderMove{unit, {}, "V1"}), "yard.already_on_truck");
  stacked(unit, "A1-01-01-1");
  EXPECT_EQ(port.refusal(OrderMove{unit, {}, "V9"}), "yard.no_such_visit");
  EXPECT_EQ(put(unit, "A1-01-01-1"), "yard.already_there");
  auto const outside = nth_unit(500);
  port.happened_before(unit_stream(outside), container::UnitRegistered{outside, {}});
  EXPECT_EQ(put(outside, "A1-03-01-1"), "yard.not_here");
  EXPECT_EQ(port.refusal(PlugIn{outside}), "yard.not_in_yard");
  EXPECT_EQ(port.refusal(StartWork{WorkId{"WO0"}}), "yard.no_such_work");
}

TEST_F(Yard, MachinesReachTheirBlocksAndLiftWhatTheyCan) {
  auto const unit = on_truck("22G1", tonnes(20));
  EXPECT_EQ(port.refusal(OrderMove{unit, at("A1-01-01-1"), "", "RMG9"}), "yard.no_such_machine");
  EXPECT_EQ(port.refusal(OrderMove{unit, at("A1-01-01-1"), "", "RMG3"}), "yard.machine_out_of_reach");
  EXPECT_EQ(port.refusal(OrderMove{unit, at("B1-01-01-1"), "", "RS1"}), "");
  auto const empty = on_truck();
  port.happened_before(unit_stream(empty), container::ContentsNoted{empty, false});
  EXPECT_EQ(port.refusal(OrderMove{empty, at("E1-01-01-1"), "", "EH1"}), "");
  EXPECT_EQ(port.refusal(OrderMove{unit, at("E1-01-01-1"), "", "EH1"}), "yard.machine_too_weak");
}

TEST_F(Yard, AHeldUnitIsNotMoved) {
  auto const unit = on_truck();
  auto const work = ordered(unit, "A1-01-01-1");
  port.happened_before(unit_stream(unit), container::HoldPlaced{unit, "x", {container::Deed::move}, "r"});
  EXPECT_EQ(port.refusal(StartWork{work}), "container.held");
  EXPECT_EQ(port.refusal(CompleteWork{work}), "container.held");
  EXPECT_EQ(put(unit, "A1-03-01-1"), "yard.has_work");
}

TEST_F(Yard, ACorrectionIsRecordedAndStaysPossible) {
  auto const unit = stacked_new("A1-01-01-1");
  EXPECT_EQ(port.refusal(CorrectPosition{unit, at("A1-03-01-1"), ""}), "yard.reason_missing");
  EXPECT_EQ(port.refusal(CorrectPosition{unit, at("A1-03-01-2"), "found"}), "yard.floats");
  EXPECT_EQ(port.refusal(CorrectPosition{unit, at("A1-01-01-1"), "found"}), "yard.already_there");
  auto const name = port.done(CorrectPosition{unit, at("A1-03-01-1"), "found there"}).made.at(0).second;
  EXPECT_EQ(where(unit).place.ref, "A1-03-01-1");
  auto const* row = port.view<YardBoard>()->work.find(name);
  ASSERT_TRUE(row);
  EXPECT_TRUE(row->correction);
  EXPECT_EQ(row->reason, "found there");
}

TEST_F(Yard, WhatIsProposedMayBeOrderedAndFits) {
  stacked_new("A1-01-01-1");
  ordered(on_truck("45G1", tonnes(8)), "A1-04-01-1");
  auto const best = [&](UnitNumber const& unit) {
    auto const a = answer(Positions{unit, Count{20}}, TrialRoom(port));
    EXPECT_TRUE(a && a->positions.size() == 20u);
    for (auto const& p : a->positions)
      EXPECT_EQ(port.refusal(OrderMove{unit, p.position}), "") << to_text(p.position);
    return a->positions.front();
  };
  auto const general = best(on_truck());
  EXPECT_EQ(general.position.block.text.front(), 'A');
  EXPECT_EQ(general.rehandles, Count{0});
  auto const reefer = on_truck("45R1");
  port.happened_before(unit_stream(reefer), container::SetPointChanged{reefer, DeciCelsius{-180}});
  EXPECT_EQ(best(reefer).position.block.text, "R1");
  auto const empty = on_truck();
  port.happened_before(unit_stream(empty), container::ContentsNoted{empty, false});
  EXPECT_EQ(best(empty).position.block.text.front(), 'E');
  best(stacked_new("A1-09-01-1"));  // not on top of itself
  EXPECT_EQ(answer(Positions{nth_unit(999), Count{5}}, TrialRoom(port)).error().code, "yard.no_such_unit");
}

TEST_F(Yard, OfPlacesAsGoodThatIsProposedFirstWhichWaitsForNobody) {
  auto const reefer = [&] {
    auto const unit = on_truck("45R1");
    port.happened_before(unit_stream(unit), container::SetPointChanged{unit, DeciCelsius{-180}});
    return unit;
  };
  auto const unit = reefer();  // of the places with a plug there are so few that all are proposed
  auto const proposals = [&] { return answer(Positions{unit, Count{100}}, TrialRoom(port))->positions; };
  auto const free = proposals();
  auto const coming = reefer();
  ordered(coming, to_text(free[0].position));
  auto on_it = free[0].position;
  on_it.tier = 2;
  auto const now = proposals();
  auto const found = std::find_if(now.begin(), now.end(), [&](auto const& p) { return p.position == on_it; });
  ASSERT_NE(found, now.end());
  EXPECT_EQ(found->waits_for, std::vector<UnitNumber>{coming});
  EXPECT_EQ(found->cost, free[0].cost);
  EXPECT_TRUE(std::all_of(found + 1, now.end(), [&](auto const& p) { return p.cost > found->cost; }));
  EXPECT_TRUE(std::all_of(now.begin(), found, [](auto const& p) { return p.waits_for.empty(); }));
  EXPECT_GT(found - now.begin(), 0) << "others cost the same and wait for nobody";
}

TEST_F(Yard, TheLayoutIsThatOfTheDay) {
  auto const a = answer(Layout{}, TrialRoom(port));
  ASSERT_TRUE(a);
  EXPECT_EQ(a->blocks.size(), 12u);
  port.at("2020-01-01T00:00:00Z");
  EXPECT_TRUE(answer(Layout{}, TrialRoom(port))->blocks.empty());
}

TEST_F(Yard, TheStockFollowsTheUnit) {
  auto const unit = stacked_new("A1-01-01-1");
  port.happened_before(unit_stream(unit), container::UnitBooked{unit, "BK1", "D1", "TIANFU", "CDRAIL"});
  port.happened_before(unit_stream(unit), container::HoldPlaced{unit, "a", {container::Deed::load}, "r"});
  port.happened_before(unit_stream(unit), container::HoldPlaced{unit, "b", {container::Deed::load}, "r"});
  port.happened_before(unit_stream(unit), container::HoldReleased{unit, "a", "ok"});
  auto const board = port.view<YardBoard>();
  auto const* row = board->stock.find(unit.text());
  EXPECT_EQ(row->owner, "TIANFU");
  EXPECT_EQ(row->booking, "BK1");
  EXPECT_EQ(row->holds, "b");
  EXPECT_TRUE(row->held);
}

TEST(YardRules, FaultsAreFoundInWhatStands) {
  auto const& yard = qingbaijiang().get<YardPack>();
  auto const today = *parse_day("2026-12-01");
  auto const& block = *yard.block(BlockCode{"A1"}, today);
  BlockState state;
  auto const stand = [&](std::string_view position, Kilograms gross) {
    state.standing.push_back({*parse_position(position),
                              nth_unit(static_cast<int>(state.standing.size()) + 1),
                              {*parse_size_type("22G1"), gross},
                              {}});
  };
  stand("A1-01-01-1", tonnes(10));
  stand("A1-01-01-2", tonnes(10));
  EXPECT_TRUE(faults_of(yard, block, state, today).empty());
  stand("A1-05-01-2", tonnes(10));
  stand("A1-01-01-3", tonnes(30));
  auto const faults = faults_of(yard, block, state, today);
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_TRUE(faults[0].ends_with("yard.floats"));
  EXPECT_TRUE(faults[1].ends_with("yard.heavier_on_lighter"));
  EXPECT_EQ(
      may_stand(yard, block, state, *parse_position("A1-05-01-1"), {}, {}, Counting::standing_only, today)
          .error()
          .code,
      "yard.under_another");
}

TEST(YardPackFiles, AnErrorNamesFileAndLine) {
  auto broken = [](std::string file, std::string column, std::string value) {
    auto const files = network::pack_files("qingbaijiang", [&](PackTable& t) {
      if (t.file == file) network::set_cell(t, 2, column, value);
    });
    auto const loaded = YardPack::load(files, {});
    return loaded ? std::string{} : loaded.error().code + " " + loaded.error().place;
  };
  EXPECT_EQ(broken("yard.csv", "tiers", "12"), "yard.pack_block yard.csv, line 2");
  EXPECT_EQ(broken("machines.csv", "blocks", "A1+Q7"), "yard.pack_reference machines.csv, line 2");
  EXPECT_EQ(broken("yard_rules.csv", "rule", "gravity"), "yard.pack_rule yard_rules.csv, line 2");
  EXPECT_EQ(broken("yard.csv", "kind", "swamp"), "malformed.choice yard.csv, line 2, column kind");
  EXPECT_TRUE(YardPack::load(network::pack_files("testport"), {}));
}

TEST(YardDescription, EveryCommandComesFromASpreadsheet) {
  for (auto const& c : describe().commands) EXPECT_TRUE(c.read_cells) << c.wire;
}

}  // namespace
}  // namespace landport::yard
