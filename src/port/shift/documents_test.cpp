// SPDX-License-Identifier: Apache-2.0
#include "port/shift/documents.h"
#include "port/shift/port_test.h"

// The papers as plain data; how they are drawn is tried in formats/pdf_test.cpp.
namespace landport::shift {
namespace {

struct Papers : ::testing::Test, ShiftPort {
  Document print(std::string_view what, std::string const& key = {}, bool chinese = true) {
    auto d = document(what, key, chinese, TrialRoom(port));
    LP_ASSERT(d.has_value(), "the paper can be printed");
    return *d;
  }
  static std::vector<std::vector<std::string>> const& rows(Document const& d, std::string_view title) {
    static std::vector<std::vector<std::string>> const none;
    for (auto const& t : d.tables) {
      if (t.title == title) return t.rows;
    }
    ADD_FAILURE() << "no table " << title;
    return none;
  }
};

TEST_F(Papers, EveryOneHasATitleAndItsColumnsInBothLanguages) {
  auto const early = opened();
  for (auto const& [what, key] : {std::pair<std::string, std::string>{"plan", ""}, {"plan", early.text}, {"hand-over", early.text}, {"queue", "RMG1"}, {"round", ""}}) {
    for (bool const chinese : {true, false}) {
      auto const d = print(what, key, chinese);
      EXPECT_FALSE(d.title.empty() || d.place.empty() || d.tables.empty()) << what;
      EXPECT_EQ(d.at, port.now());
      EXPECT_EQ(d.at_text, "2026-12-01 08:00");
      for (auto const& t : d.tables) {
        for (auto const& row : t.rows) EXPECT_EQ(row.size(), t.columns.size()) << what << " " << t.title;
      }
    }
  }
}

TEST_F(Papers, TheWorkListIsTheQueueInItsOrder) {
  auto const a = on_truck(), b = on_truck();
  order(a, "A1-01-01-1", "RMG1");
  port.done(yard::BringForward{order(b, "A1-21-01-1", "RMG1")});
  auto const list = rows(print("queue", "RMG1"), "作业");
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0][1], b.text());
  EXPECT_EQ(list[0][2], "川A12345") << "a truck by its plate";
  EXPECT_EQ(list[0][3], "A1-21-01-1");
  EXPECT_EQ(list[1][1], a.text());
}

TEST_F(Papers, TheHandOverIsWhatWasKeptAndNotWhatIsOpenSince) {
  auto const early = opened();
  port.done(WriteNote{"L3", ""});
  port.later(hours(5));
  changed(early);
  port.done(WriteNote{"later", ""});
  auto const notes = rows(print("hand-over", early.text, false), "Open note");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0][1], "L3");
}

TEST_F(Papers, TheRoundSheetHasALineToFillInForEachReefer) {
  auto const unit = reefer("R1-02-01-1");
  auto const sheet = rows(print("round", "", false), "Reefers");
  ASSERT_EQ(sheet.size(), 1u);
  EXPECT_EQ(sheet[0][1], unit.text());
  EXPECT_EQ(sheet[0][3], "−18.0");
  EXPECT_EQ(sheet[0][6], "");
}

TEST_F(Papers, AReceiptNamesWhatWasHandedOver) {
  auto const unit = on_truck();
  port.happened_before(gate::visit_stream(visit), gate::UnitAdmitted{visit, unit});
  port.happened_before(gate::visit_stream(visit), gate::ReceiptIssued{visit, unit, "EIR1"});
  auto const d = print("receipt", "V1", false);
  EXPECT_EQ(d.facts.at(0).second, "EIR1");
  EXPECT_EQ(rows(d, "Units").at(0).at(1), unit.text());
}

TEST_F(Papers, ATrainListHasEveryUnitInItsPlaceAndEmptyWagonsToo) {
  train::TrainComposed made;
  made.run = train::RunId{"T-1"}, made.departure = network::DepartureId{"T-1"};
  made.legs = {train::RunLeg{}};
  port.happened_before(train::train_stream(made.run), made);
  auto const w1 = *parse_wagon_number("5000001"), w2 = *parse_wagon_number("5000002");
  for (auto const& w : {w1, w2}) port.happened_before(train::train_stream(made.run), train::WagonAdded{made.run, w, "X70", {}, {}, {}});
  train::Cargo cargo;
  cargo.unit = on_truck();
  port.happened_before(train::train_stream(made.run), train::UnitPlanned{made.run, cargo, {w2, "a", "1"}, {}, ""});
  auto const list = rows(print("loading", "T-1", false), "Wagons and units");
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0][3], "empty");
  EXPECT_EQ(list[1][1], w2.text());
  EXPECT_EQ(list[1][3], cargo.unit.text());
  EXPECT_EQ(print("stripping", "T-1").title, "卸车清单");
}

TEST_F(Papers, WhatIsNotThereIsRefused) {
  auto const code = [&](std::string_view what, std::string const& key) { return document(what, key, true, TrialRoom(port)).error().code; };
  EXPECT_EQ(code("poem", ""), "shift.no_such_document");
  for (auto const* what : {"hand-over", "queue", "loading", "stripping", "receipt"}) EXPECT_EQ(code(what, "nothing"), "shift.no_such_key") << what;
  EXPECT_EQ(code("plan", "nothing"), "shift.unknown_shift");
}

}  // namespace
}  // namespace landport::shift
