// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "port/container/earlier_test.h"
#include "port/gate/board.h"
#include "port/gate/commands.h"

// How a truck came, put right by a fact that names the wrong one.
namespace landport::gate {
namespace {

UnitNumber const csqu = *parse_unit_number("CSQU3054383");

struct Correcting : ::testing::Test {
  Pack pack;
  Given port{pack};
  Actor const duty{"zhou", "PORT", Role::duty};
  VisitId const visit{"VS1"};
  StreamName const stream = visit_stream(visit);
  std::int64_t arrival = 0;

  Correcting() { port.at("2026-12-01T09:00:00Z").as(duty); }
  void opened(Direction direction = Direction::deliver, std::optional<AppointmentId> appointment = {}) {
    port.happened_before(stream, VisitOpened{visit, "川A12345", direction, "", appointment, "", "", ""});
    arrival = port.journal().back().sequence;
  }
  CorrectVisit correction() const { return {visit, arrival, "", {}, "误录"}; }
  CorrectVisit to(Direction direction) const { return {visit, arrival, "", direction, "误录"}; }
  VisitRow row() const { return *port.view<GateBoard>()->visits.find(visit.text); }
};

TEST_F(Correcting, DirectionAndPlateAndBothFactsStay) {
  opened();
  port.done(to(Direction::pick_up));
  EXPECT_EQ(row().direction, Direction::pick_up);
  EXPECT_EQ(row().plate, "川A12345");
  EXPECT_EQ(port.view<GateBoard>()->queue.find(visit.text)->step, Step::load) << "it waits for what it came for";
  EXPECT_EQ(port.journal().size(), 2u);
  auto again = correction();
  again.plate = "川B00001";
  EXPECT_EQ(port.refusal(again), "gate.not_the_arrival") << "it is the correction that counts now";
  again.corrects = port.journal().back().sequence;
  port.done(again);
  EXPECT_EQ(row().plate, "川B00001");
  EXPECT_EQ(row().direction, Direction::pick_up);
  EXPECT_EQ(port.state<Visit>(stream).plate, "川B00001");
}

TEST_F(Correcting, NamesWhatIsWrongAndWhy) {
  EXPECT_EQ(port.refusal(correction()), "gate.no_such_visit");
  opened();
  EXPECT_EQ(port.refusal(correction()), "gate.nothing_corrected");
  auto silent = to(Direction::pick_up);
  silent.reason.clear();
  EXPECT_EQ(port.refusal(silent), "gate.reason_missing");
}

TEST_F(Correcting, TheDirectionAgreesWithWhatWasDoneAtTheTruck) {
  opened();
  port.happened_before(stream, UnitAdmitted{visit, csqu});
  EXPECT_EQ(port.refusal(to(Direction::pick_up)), "gate.truck_brought");
}

TEST_F(Correcting, ATruckThatFetchedDidNotComeToDeliver) {
  opened(Direction::pick_up);
  port.happened_before(stream, UnitPutOn{visit, csqu});
  EXPECT_EQ(port.refusal(to(Direction::deliver)), "gate.truck_fetched");
}

TEST_F(Correcting, TheDirectionIsThatOfTheAppointment) {
  opened(Direction::deliver, AppointmentId{"AP1"});
  EXPECT_EQ(port.refusal(to(Direction::pick_up)), "gate.direction_of_appointment");
}

TEST_F(Correcting, TheTimeIsWhenTheCorrectionSaysThatItHappened) {
  opened();
  port.at("2026-12-01T09:30:00Z").happened_before(stream, UnitAdmitted{visit, csqu});
  port.at("2026-12-01T10:00:00Z").happened_before(stream, VisitClosed{visit});
  port.at("2026-12-01T12:00:00Z");
  EXPECT_EQ(row().turn_minutes, 60);
  EXPECT_EQ(refusal_of("2026-12-01T09:40:00Z", port, pack, duty, correction()), "gate.arrived_too_late");
  auto const facts = told_of("2026-12-01T08:15:00Z", port, pack, duty, correction());
  ASSERT_TRUE(facts);
  port.happened_before(stream, facts->list.at(0).event);
  EXPECT_EQ(row().arrived_at, *parse_instant("2026-12-01T08:15:00Z"));
  EXPECT_EQ(row().turn_minutes, 105);
}

TEST_F(Correcting, CountsAlsoWhereItIsFoldedBeforeTheWrongArrival) {
  GateBoard board;
  Recorded later, earlier;
  earlier.sequence = 2, earlier.happened = *parse_instant("2026-12-01T08:00:00Z");
  later.sequence = 1, later.happened = *parse_instant("2026-12-01T09:00:00Z");
  board.visits.now(2), board.queue.now(2);
  board.apply(VisitCorrected{visit, 1, "川B00001", Direction::deliver, earlier.happened, later.happened, {}, "误录"}, earlier);
  board.apply(VisitOpened{visit, "川A12345", Direction::pick_up, "G1"}, later);
  auto const* v = board.visits.find(visit.text);
  EXPECT_EQ(v->plate, "川B00001");
  EXPECT_EQ(v->arrived_at, earlier.happened);
  EXPECT_EQ(v->lane, "G1") << "what was not corrected is taken from the arrival";
}

}  // namespace
}  // namespace landport::gate
