// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "port/liaison/hours.h"

namespace landport::liaison {
namespace {

struct Book {
  HourBoard board;
  Sequence sequence = 0;

  template <class E>
  void fact(E const& e, Instant happened, Duration late) {
    Recorded r;
    r.sequence = ++sequence;
    r.happened = happened;
    r.recorded = happened + late;
    board.hours.now(r.sequence);
    board.apply(e, r);
  }
  HourRow const* row(std::string_view party, std::string_view hour) const {
    return board.hours.find(std::string(party) + "/" + std::string(hour));
  }
};

Instant at(std::string_view iso) {
  return *parse_instant(iso);
}
container::ReleaseRecorded release(std::string const& slip) {
  return {*parse_unit_number("CSQU3054383"), container::Purpose::export_, slip};
}

TEST(Liaison, AFactStandsInTheHourItHappenedWithHowLateItCame) {
  Book book;
  book.fact(release("R1"), at("2026-12-01T08:10:00Z"), minutes(5));
  book.fact(release("R2"), at("2026-12-01T08:59:59Z"), minutes(180));
  book.fact(release("R3"), at("2026-12-01T09:00:00Z"), minutes(0));
  auto const* eight = book.row("customs", "2026-12-01T08:00:00Z");
  ASSERT_TRUE(eight);
  EXPECT_EQ(eight->facts.value, 2);
  EXPECT_EQ(eight->delay_sum_ms, minutes(185).ms);
  EXPECT_EQ(eight->delay_worst_ms, minutes(180).ms);
  EXPECT_EQ(eight->delay_last_ms, minutes(180).ms);
  EXPECT_EQ(eight->latest.front().place, "R2");
  auto const* nine = book.row("customs", "2026-12-01T09:00:00Z");
  ASSERT_TRUE(nine);
  EXPECT_EQ(nine->facts.value, 1);
  EXPECT_EQ(nine->delay_worst_ms, 0);
}

TEST(Liaison, AFactThatComesLateStandsBehindThoseThatHappenedAfterIt) {
  Book book;
  book.fact(release("LATER"), at("2026-12-01T08:30:00Z"), minutes(1));
  book.fact(release("EARLIER"), at("2026-12-01T08:05:00Z"), minutes(50));
  auto const* row = book.row("customs", "2026-12-01T08:00:00Z");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->latest[0].place, "LATER");
  EXPECT_EQ(row->latest[1].place, "EARLIER");
  // It is the last that reached us all the same.
  EXPECT_EQ(row->delay_last_ms, minutes(50).ms);
}

TEST(Liaison, AHoldOfTheTerminalIsNotAWordOfCustoms) {
  Book book;
  container::HoldPlaced hold;
  hold.unit = *parse_unit_number("CSQU3054383");
  hold.keeper = container::Keeper::terminal;
  book.fact(hold, at("2026-12-01T08:10:00Z"), minutes(1));
  EXPECT_FALSE(book.row("customs", "2026-12-01T08:00:00Z"));
  hold.keeper = container::Keeper::customs;
  book.fact(hold, at("2026-12-01T08:10:00Z"), minutes(1));
  EXPECT_TRUE(book.row("customs", "2026-12-01T08:00:00Z"));
}

// Whatever order facts come in: none is lost or counted twice, and what an hour tells by name is the latest of it.
RC_GTEST_PROP(Liaison, CountsEveryFactOnceInWhateverOrder, ()) {
  Book book;
  auto const count = *rc::gen::inRange(1, 60);
  std::int64_t late = 0;
  for (int i = 0; i < count; ++i) {
    auto const delay = minutes(*rc::gen::inRange(0, 600));
    late += delay.ms;
    book.fact(release(std::to_string(i)), at("2026-12-01T00:00:00Z") + minutes(*rc::gen::inRange(0, 300)), delay);
  }
  std::int64_t facts = 0, told_late = 0;
  book.board.hours.each([&](auto, HourRow const& row) {
    facts += row.facts.value;
    told_late += row.delay_sum_ms;
    RC_ASSERT(row.latest.size() == std::min<std::size_t>(8, static_cast<std::size_t>(row.facts.value)));
    for (std::size_t i = 1; i < row.latest.size(); ++i)
      RC_ASSERT(row.latest[i - 1].happened >= row.latest[i].happened);
    for (auto const& told : row.latest) {
      RC_ASSERT(told.happened >= row.hour);
      RC_ASSERT(told.happened < row.hour + hours(1));
    }
  });
  RC_ASSERT(facts == count);
  RC_ASSERT(told_late == late);
}

}  // namespace
}  // namespace landport::liaison
