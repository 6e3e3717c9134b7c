// SPDX-License-Identifier: Apache-2.0
#include "port/shift/module.h"
#include "port/shift/port_test.h"

namespace landport::shift {
namespace {

struct Shift : ::testing::Test, ShiftPort {};

TEST_F(Shift, IsOpenedWhenItIsTime) {
  EXPECT_EQ(opened(), ShiftId{"20261201-E"});
  EXPECT_EQ(port.refusal(OpenShift{}), "shift.already_open");
  auto const board = port.view<ShiftBoard>();
  auto const* row = board->shifts.find("20261201-E");
  EXPECT_EQ(row->manager, "zhou");
  EXPECT_EQ(to_text(row->begins), "2026-11-30T22:00:00Z");
  EXPECT_EQ(to_text(row->ends), "2026-12-01T06:00:00Z");
}

TEST_F(Shift, OfTheNightBelongsToTheDayOnWhichItBegins) {
  port.at("2026-11-30T19:00:00Z");  // 03:00 on 1 December
  EXPECT_EQ(opened(), ShiftId{"20261130-N"});
}

TEST_F(Shift, IsHandedOverWithWhatIsOpenAndTakenOverBySomebodyElse) {
  auto const early = opened();
  auto const work = order(on_truck(), "A1-01-01-1", "RMG1");
  port.done(WriteNote{"L3 is being mended", "L3"});
  port.later(hours(6)).done(HandOver{early, "quiet"});
  EXPECT_EQ(port.refusal(HandOver{early, ""}), "shift.handing_over");
  EXPECT_EQ(port.as(lin).refusal(TakeOver{early, ""}), "shift.not_listed");
  tick(early);
  EXPECT_EQ(port.as(zhou).refusal(TakeOver{early, ""}), "shift.same_person");
  EXPECT_EQ(port.as(lin).refusal(OpenShift{}), "shift.take_over_first");
  auto const late = ShiftId{port.done(TakeOver{early, "seen"}).made.at(0).second};
  EXPECT_EQ(late, ShiftId{"20261201-L"});
  auto const board = port.view<ShiftBoard>();
  auto const* before = board->shifts.find(early.text);
  EXPECT_EQ(before->stage, Stage::taken_over);
  ASSERT_EQ(before->items.size(), 3u);
  EXPECT_EQ(before->items[0].kind, OpenKind::work);
  EXPECT_EQ(before->items[0].ref, work.text);
  EXPECT_EQ(before->items[1].kind, OpenKind::long_wait) << "the truck stands there for six hours";
  EXPECT_EQ(before->items[1].minutes, 360);
  EXPECT_EQ(before->items[2].about, "L3: L3 is being mended");
  EXPECT_EQ(before->taken_over_by, "lin");
  EXPECT_EQ(board->shifts.find(late.text)->previous, early);
  EXPECT_FALSE(board->shifts.find(late.text)->skipped_hand_over);
}

TEST_F(Shift, WithoutHandOverIsOpenedWithAReasonThatIsKept) {
  auto const early = opened();
  port.later(hours(7)).as(lin);
  EXPECT_EQ(port.refusal(OpenShift{}), "shift.not_handed_over");
  port.done(OpenShift{"zhou was taken to hospital"});
  auto const board = port.view<ShiftBoard>();
  EXPECT_EQ(board->shifts.find(early.text)->stage, Stage::skipped);
  auto const* late = board->shifts.find("20261201-L");
  EXPECT_TRUE(late->skipped_hand_over);
  EXPECT_EQ(late->reason, "zhou was taken to hospital");
  EXPECT_EQ(port.refusal(HandOver{early, ""}), "shift.not_open");
}

TEST_F(Shift, MayBeOpenedALittleEarlyAndNotMuch) {
  auto const early = opened();
  port.at("2026-12-01T04:50:00Z");
  EXPECT_EQ(port.refusal(OpenShift{"x"}), "shift.already_open");
  port.at("2026-12-01T05:10:00Z").done(HandOver{early, ""});
  tick(early);
  EXPECT_EQ(port.as(lin).done(TakeOver{early, ""}).made.at(0).second, "20261201-L");
}

TEST_F(Shift, IsHandedOverForItsManagerOnlyWithAReasonAndNotTakenOverHoursEarly) {
  auto const early = opened();
  port.at("2026-12-01T01:00:00Z").as(lin);
  EXPECT_EQ(port.refusal(HandOver{early, ""}), "shift.not_your_shift");
  port.done(HandOver{early, "zhou feels ill"});
  tick(early);
  EXPECT_EQ(port.as(lin).refusal(TakeOver{early, ""}), "shift.same_person");
  EXPECT_EQ(port.as(zhou).refusal(TakeOver{early, ""}), "shift.same_person") << "who had it goes on by withdrawing";
  EXPECT_EQ(port.as({"wu", "PORT", Role::duty}).refusal(TakeOver{early, ""}), "shift.too_early");
}

TEST_F(Shift, AHandOverIsWithdrawnUntilItIsTakenOver) {
  auto const early = opened();
  EXPECT_EQ(port.refusal(WithdrawHandOver{early, "x"}), "shift.not_listed");
  port.at("2026-12-01T05:10:00Z").done(HandOver{early, "quiet"});
  tick(early);
  EXPECT_EQ(port.refusal(WithdrawHandOver{early, ""}), "shift.no_reason");
  port.done(WithdrawHandOver{early, "a train is late"});
  auto const board = port.view<ShiftBoard>();
  auto const* row = board->shifts.find(early.text);
  EXPECT_EQ(row->stage, Stage::open);
  EXPECT_FALSE(row->handed_over_at);
  EXPECT_EQ(row->hand_over_remark, "");
  EXPECT_EQ(port.as(lin).refusal(TakeOver{early, ""}), "shift.not_listed");
  port.as(zhou).done(HandOver{early, ""});
  tick(early);
  port.as(lin).done(TakeOver{early, ""});
  EXPECT_EQ(port.refusal(WithdrawHandOver{early, "x"}), "shift.not_open");
}

TEST_F(Shift, WhatHindersTheNightIsHandedOverToo) {
  opened();
  train::RunId const run{"T1"};
  network::NodeCode const here{shift_pack().get<ShiftPack>().home}, there{"CNAKL"};
  train::TrainComposed composed;
  composed.run = run;
  composed.departure = network::DepartureId{"T1"};
  composed.legs = {{{}, {}, here, there, port.now(), port.now() + hours(20), {}}};
  port.happened_before(train::train_stream(run), composed);
  port.happened_before(train::train_stream(run), train::TrainDeparted{run, here, {}, {}, {}, {}});
  network::EmbargoImposed embargo;
  embargo.embargo = network::EmbargoId{"EMB1"};
  embargo.place = "CNAKL";
  embargo.source = "telegram 7";
  embargo.from = port.now();
  port.happened_before(network::embargo_stream(), embargo);
  auto const kinds = [&] {
    std::map<OpenKind, OpenItem> out;
    for (auto const& item : ask(OpenQuery{}).items) out[item.kind] = item;
    return out;
  };
  EXPECT_EQ(kinds()[OpenKind::embargo].about, "CNAKL telegram 7");
  port.later(hours(25));
  EXPECT_FALSE(kinds().contains(OpenKind::silent_train)) << "five hours overdue";
  port.later(hours(2));
  auto const silent = kinds()[OpenKind::silent_train];
  EXPECT_EQ(silent.ref, "T1");
  EXPECT_EQ(silent.minutes, 7 * 60);
  port.happened_before(network::embargo_stream(), network::EmbargoLifted{embargo.embargo, "over"});
  EXPECT_FALSE(kinds().contains(OpenKind::embargo));
}

TEST_F(Shift, KnowsWhoDrivesWhat) {
  auto const early = opened();
  port.done(AssignMachine{early, "RMG1", "D017", "A1+L3"});
  EXPECT_EQ(port.refusal(AssignMachine{early, "RMG1", "D017", "C1"}), "shift.out_of_reach");
  EXPECT_EQ(port.refusal(AssignMachine{early, "RMG9", "D017", ""}), "shift.no_such_machine");
  EXPECT_EQ(port.refusal(AssignMachine{early, "RMG1", "张 三", ""}), "shift.not_a_code");
  EXPECT_EQ(port.refusal(AssignMachine{ShiftId{"20261130-N"}, "RMG1", "D017", ""}), "shift.over");
  EXPECT_EQ(port.refusal(AssignMachine{ShiftId{"nonsense"}, "RMG1", "D017", ""}), "shift.unknown_shift");
  port.done(AssignMachine{ShiftId{"20261201-L"}, "RMG2", "D018", ""});
  auto const plan = ask(PlanQuery{});
  auto const rmg1 = std::ranges::find(plan.machines, "RMG1", &MachineLine::machine);
  ASSERT_NE(rmg1, plan.machines.end());
  EXPECT_EQ(rmg1->driver, "D017");
  EXPECT_EQ(rmg1->area, "A1+L3");
  auto const late = ask(PlanQuery{{}, ShiftId{"20261201-L"}});
  EXPECT_EQ(std::ranges::find(late.machines, "RMG1", &MachineLine::machine)->driver, "");
  EXPECT_EQ(std::ranges::find(late.machines, "RMG2", &MachineLine::machine)->driver, "D018");
}

TEST_F(Shift, NotesStayOpenUntilTheyAreClosed) {
  EXPECT_EQ(port.refusal(WriteNote{"", ""}), "shift.note_empty");
  NoteId const note{port.done(WriteNote{"lamp of B2 is out", ""}).made.at(0).second};
  EXPECT_EQ(ask(OpenQuery{}).items.size(), 1u);
  port.done(CloseNote{note, "mended"});
  EXPECT_EQ(port.refusal(CloseNote{note, ""}), "shift.note_closed");
  EXPECT_EQ(port.refusal(CloseNote{NoteId{"NT0"}, ""}), "shift.no_such_note");
  EXPECT_TRUE(ask(OpenQuery{}).items.empty());
}

// ---- queues ----

std::vector<std::string> order_of(QueuesAnswer const& answer) {
  std::vector<std::string> out;
  for (auto const& w : answer.queues.at(0).works) out.push_back(w.to);
  return out;
}

TEST_F(Shift, AQueueIsInTheOrderOfWorkingWithItsPathAndMinutes) {
  auto const a = order(on_truck(), "A1-01-01-1", "RMG1");
  auto const b = order(on_truck(), "A1-21-01-1", "RMG1");
  auto const c = order(on_truck(), "A1-59-01-1", "RMG1");
  auto queue = ask(QueuesQuery{"RMG1"});
  EXPECT_EQ(order_of(queue), (std::vector<std::string>{"A1-01-01-1", "A1-21-01-1", "A1-59-01-1"}));
  EXPECT_EQ(queue.queues[0].machine.open, Count{3});
  EXPECT_EQ(queue.queues[0].works[0].plate, "川A12345");
  EXPECT_EQ(queue.queues[0].works[0].minutes, 3);  // 25 moves an hour: 2.4 minutes each
  EXPECT_EQ(queue.queues[0].machine.minutes, 8);
  port.done(yard::BringForward{c});
  EXPECT_EQ(order_of(ask(QueuesQuery{"RMG1"})).front(), "A1-59-01-1");
  port.done(yard::HoldWork{c, "its seal is looked at"});
  queue = ask(QueuesQuery{"RMG1"});
  EXPECT_EQ(order_of(queue).back(), "A1-59-01-1");
  EXPECT_EQ(queue.queues[0].machine.minutes, 5);  // what is on hold takes no time
  EXPECT_EQ(port.refusal(yard::StartWork{c, ""}), "yard.work_on_hold");
  port.done(yard::ResumeWork{c});
  EXPECT_EQ(port.refusal(yard::ResumeWork{c}), "yard.work_not_held");
  port.done(yard::StartWork{b, ""});
  EXPECT_EQ(order_of(ask(QueuesQuery{"RMG1"})).front(), "A1-21-01-1");
  EXPECT_EQ(port.refusal(yard::BringForward{b}), "yard.work_started");
  EXPECT_EQ(port.refusal(yard::HoldWork{a, ""}), "yard.reason_missing");
}

TEST_F(Shift, AQueueSaysForWhomAnOrderHasToWait) {
  auto const below = on_truck(), above = on_truck();
  auto const first = order(below, "A1-01-01-1", "RMG1");
  order(above, "A1-01-01-2", "RMG1");
  auto const waits = [&](UnitNumber const& unit) {
    auto const answer = ask(QueuesQuery{"RMG1"});
    for (auto const& w : answer.queues.at(0).works) {
      if (w.unit == unit) return w.waits_for;
    }
    ADD_FAILURE() << "not in the queue";
    return std::vector<UnitNumber>{};
  };
  EXPECT_EQ(waits(below), std::vector<UnitNumber>{});
  EXPECT_EQ(waits(above), std::vector<UnitNumber>{below});
  port.done(yard::CompleteWork{first});
  EXPECT_EQ(waits(above), std::vector<UnitNumber>{});

  auto const dug_out = on_truck(), on_top = on_truck();
  port.done(yard::CompleteWork{order(dug_out, "A1-09-01-1")});
  port.done(yard::CompleteWork{order(on_top, "A1-09-01-2")});
  order(dug_out, "A1-11-01-1", "RMG1");
  EXPECT_EQ(waits(dug_out), std::vector<UnitNumber>{on_top});
}

TEST_F(Shift, WorkGoesToAnotherMachineThatReachesIt) {
  auto const a = order(on_truck(), "A1-01-01-1", "RMG1");
  EXPECT_EQ(port.refusal(yard::ReassignWork{a, "RMG3"}), "yard.machine_out_of_reach");
  port.done(yard::ReassignWork{a, "RMG2"});
  EXPECT_TRUE(ask(QueuesQuery{"RMG1"}).queues.at(0).works.empty());
  EXPECT_EQ(ask(QueuesQuery{"RMG2"}).queues.at(0).works.size(), 1u);
  EXPECT_EQ(answer(QueuesQuery{"RMG9"}, TrialRoom(port)).error().code, "shift.no_such_machine_queue");
}

// ---- reefers ----

TEST_F(Shift, ARoundIsReadInOneGoAndWhatIsOutOfBandIsAFactOfItsUnit) {
  auto const good = reefer("R1-02-01-1"), warm = reefer("R1-06-01-1");
  auto const dry = on_truck();
  EXPECT_EQ(port.refusal(RecordRound{{}}), "shift.no_readings");
  EXPECT_EQ(port.refusal(RecordRound{{{dry, DeciCelsius{0}}}}), "shift.not_plugged");
  EXPECT_EQ(port.refusal(RecordRound{{{good, DeciCelsius{-180}}, {good, DeciCelsius{-180}}}}), "shift.read_twice");
  EXPECT_EQ(port.refusal(RecordRound{{{good, DeciCelsius{1800}}}}), "shift.reading_out_of_range");
  port.done(RecordRound{{{good, DeciCelsius{-200}}, {warm, DeciCelsius{-159}}}});
  auto const& journal = port.journal();
  auto const out = std::ranges::count_if(journal, [](auto const& r) { return r.event.template get<TemperatureOutOfBand>() != nullptr; });
  EXPECT_EQ(out, 1);
  auto const open = ask(OpenQuery{}).items;
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].ref, warm.text());
  EXPECT_EQ(open[0].about, "R1-06-01-1 -15.9 / -18.0");
  EXPECT_EQ(port.view<ShiftBoard>()->rounds.size(), 1u);
}

TEST_F(Shift, AReadingIsDueARoundAfterTheLastAndMissedAnHourLater) {
  auto const unit = reefer("R1-02-01-1");
  auto const line = [&] { return ask(RoundQuery{}).reefers.at(0); };
  EXPECT_FALSE(line().is_due);
  port.later(minutes(239));
  EXPECT_FALSE(line().is_due);
  port.later(minutes(1));
  EXPECT_TRUE(line().is_due);
  EXPECT_FALSE(line().missed);
  port.later(minutes(60));
  EXPECT_TRUE(line().missed);
  EXPECT_EQ(std::ranges::count(ask(OpenQuery{}).items, OpenKind::missed_reading, &OpenItem::kind), 1);
  port.done(RecordRound{{{unit, DeciCelsius{-180}}}});
  EXPECT_FALSE(line().is_due);
}

TEST_F(Shift, TheMeterOfAPlugDoesNotRunBack) {
  auto const unit = on_truck("45R1", DeciCelsius{-180});
  port.done(yard::CompleteWork{order(unit, "R1-02-01-1")});
  EXPECT_EQ(ask(PlanQuery{}).to_plug.at(0).unit, unit);
  port.done(yard::PlugIn{unit, "P7", Count{1200}});
  EXPECT_TRUE(ask(PlanQuery{}).to_plug.empty());
  EXPECT_EQ(ask(RoundQuery{}).reefers.at(0).meter, Count{1200});
  EXPECT_EQ(port.refusal(yard::PlugOut{unit, Count{1199}}), "yard.meter_ran_back");
  port.done(yard::PlugOut{unit, Count{1260}});
  EXPECT_FALSE(ask(RoundQuery{}).reefers.at(0).plugged);
}

// ---- dwell and congestion ----

TEST_F(Shift, DwellIsCountedByBlockAndBandAndEveryFigureNamesItsRows) {
  auto const unit = on_truck();
  port.done(yard::CompleteWork{order(unit, "A1-01-01-1")});
  port.later(days(4));
  auto const got = ask(CongestionQuery{});
  ASSERT_EQ(got.dwell.size(), 1u);
  std::vector<Count> counts;
  for (auto const& band : got.dwell[0].bands) counts.push_back(band.count);
  EXPECT_EQ(counts, (std::vector<Count>{Count{0}, Count{1}, Count{0}, Count{0}}));
  EXPECT_EQ(got.dwell[0].bands[1].units, std::vector<UnitNumber>{unit});
  EXPECT_EQ(got.dwell[0].longest, unit);
  EXPECT_EQ(got.longest.at(0).hours, 96);
  auto const wait = std::ranges::find(got.pressures, "truck_wait", &Pressure::what);
  EXPECT_EQ(wait->value, 4 * 24 * 60);
  EXPECT_EQ(wait->level, Level::full);
  EXPECT_EQ(wait->keys, std::vector<std::string>{"V1"});
  auto const a1 = std::ranges::find(got.pressures, "A1", &Pressure::ref);
  EXPECT_EQ(a1->value, 1);
  EXPECT_EQ(a1->of, 30 * 6 * 4);
}

TEST_F(Shift, TracksInUseAreThoseOnWhichATrainStands) {
  auto const tracks = [&] {
    auto const got = ask(CongestionQuery{});
    return *std::ranges::find(got.pressures, "tracks", &Pressure::what);
  };
  train::RunId const run{"T-AD-1"};
  train::TrainComposed made;
  made.run = run;
  port.happened_before(train::train_stream(run), made);
  EXPECT_EQ(tracks().value, 0) << "a train that is composed stands on no track yet";
  port.happened_before(train::track_stream("L1"), train::TrackOccupied{train::StayId{"TK1"}, "L1", run, port.now() + hours(4), {}});
  EXPECT_EQ(tracks().value, 1);
  EXPECT_EQ(tracks().keys, std::vector<std::string>{"L1"});
  EXPECT_EQ(tracks().table, "train.tracks");
  port.happened_before(train::track_stream("L1"), train::TrackCleared{train::StayId{"TK1"}, "L1", run});
  EXPECT_EQ(tracks().value, 0);
}

TEST_F(Shift, TrucksAreCountedInTheirHour) {
  Instant const hour = *parse_instant("2026-12-01T01:00:00Z");
  port.happened_before(gate::hour_stream(hour), gate::AppointmentBooked{gate::AppointmentId{"A"}, hour, gate::Direction::deliver, {}, {}, {}, {}, {}});
  port.happened_before(gate::hour_stream(hour), gate::AppointmentBooked{gate::AppointmentId{"B"}, hour, gate::Direction::pick_up, {}, {}, {}, {}, {}});
  port.happened_before(gate::hour_stream(hour), gate::AppointmentCancelled{gate::AppointmentId{"A"}, "x"});
  port.happened_before(gate::hour_stream(hour), gate::AppointmentKept{gate::AppointmentId{"B"}, visit});
  auto const plan = ask(PlanQuery{});
  ASSERT_EQ(plan.hours.size(), 8u);
  EXPECT_EQ(to_text(plan.hours[0].hour), "2026-11-30T22:00:00Z");
  EXPECT_EQ(plan.hours[3].deliver, Count{0});
  EXPECT_EQ(plan.hours[3].pick_up, Count{1});
  EXPECT_EQ(plan.hours[3].came, Count{1});
}

// ---- the pack ----

TEST(ShiftPack, RefusesWhatCannotBe) {
  auto const with = [](std::string_view row) {
    auto files = network::pack_files("testport");
    PackTable table;
    table.file = "shifts.csv";
    table.headers = {"code", "name_zh", "name_en", "start", "length_minutes", "valid_from", "valid_to", "source"};
    std::vector<std::string> cells{"A", "早", "A", "06:00", "600", "2024-01-01", "", "x"};
    table.rows = {cells};
    cells[0] = "B", cells[3] = std::string(row);
    table.rows.push_back(cells);
    table.lines = {2, 3};
    files.add(std::move(table));
    auto const loaded = ShiftPack::load(files, shift_pack());
    return loaded ? std::string{} : loaded.error().code;
  };
  EXPECT_EQ(with("16:00"), "");
  EXPECT_EQ(with("15:00"), "shift.pack_overlap");
  EXPECT_EQ(with("22:00"), "shift.pack_overlap");  // over midnight
  EXPECT_EQ(with("25:00"), "shift.pack_shift");
  EXPECT_EQ(with("noon"), "shift.pack_shift");
}

TEST(ShiftPack, OfQingbaijiangCoversTheDayWithoutAGap) {
  auto const pack = ShiftPack::load(network::pack_files("qingbaijiang"), shift_pack());
  ASSERT_TRUE(pack) << pack.error().code << " " << pack.error().place;
  for (auto at = *parse_instant("2026-12-01T00:00:00Z"); at < *parse_instant("2026-12-03T00:00:00Z"); at = at + minutes(10)) {
    auto const slot = pack->at(at);
    ASSERT_TRUE(slot);
    EXPECT_EQ(pack->find(slot->shift)->begins, slot->begins);
    EXPECT_EQ(pack->after(*slot)->begins, slot->ends);
  }
}

TEST(ShiftDepartment, EveryRefusalHasBothLanguages) {
  for (auto const& row : describe().refusals)
    EXPECT_FALSE(row.zh.empty() || row.en.empty() || row.remedy_zh.empty() || row.remedy_en.empty()) << row.code;
}

}  // namespace
}  // namespace landport::shift
