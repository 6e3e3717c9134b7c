// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <random>

#include "sim/demo.h"
#include "trials/stories/always.h"
#include "trials/stories/story_port.h"

namespace landport::stories {
namespace {

constexpr int past_days = 17;

struct Past {
  MemoryStore store;
  StoryPort port{store, at("2026-11-24T02:30:00Z")};
  sim::Lived lived = sim::live_past(*port.book, port.setter(), at("2026-11-24T02:30:00Z"), past_days, options(7));
};
Past& past() {
  static Past one;
  return one;
}

// People want what they cannot have now and then; more than one in three hundred would be a world that does not know
// its port.
TEST(LivePast, LittleOfWhatItsPeopleWantIsRefused) {
  auto const& lived = past().lived;
  EXPECT_GT(lived.commands, 30'000u);
  EXPECT_LT(lived.refused * 300, lived.commands);
  std::map<std::string, int> places;
  sim::Hands hands(*past().port.book, 99);
  for (auto const& row : hands.rows("container.units")) ++places[sim::member(row, "place_kind")];
  EXPECT_GE(places["yard"], 300);
  EXPECT_GE(places["wagon"], 1'000);
  std::printf("  %zu commands, %zu refused, %lld events\n", lived.commands, lived.refused,
              static_cast<long long>(past().store.last_sequence()));
  for (std::size_t i = 0; i < lived.refusals.size() && i < 10; ++i) std::printf("  %s\n", lived.refusals[i].c_str());
}

// Every stored event in order, with its data.
template <class F>
void walk(F&& f) {
  past().store.read(0, past().store.last_sequence(), [&](StoredEvent&& event) {
    f(event);
    return true;
  });
}
TEST(LivePast, WhatIsAlwaysTrueIsTrueOfItsJournal) {
  Always always;
  walk([&](StoredEvent const& e) { always.take(e); });
  EXPECT_EQ(always.broken(), std::vector<std::string>{});
  EXPECT_GT(always.moves(), 5'000u);
  EXPECT_GT(always.takings(), 500u);
  sim::Hands hands(*past().port.book, 98);
  for (auto const& row : hands.rows("container.units")) {
    auto const unit = sim::member(row, "unit");
    auto const now = sim::member(row, "place_kind") + " " + sim::member(row, "place");
    auto const found = always.places().find(unit);
    EXPECT_EQ(now, found == always.places().end() ? "outside " : found->second) << unit;
  }
}

std::vector<std::string> rows_of(TableFace const& table) {
  std::vector<std::string> rows;
  for (TableFace::Slot slot = 0; slot < table.slots(); ++slot) {
    std::string json;
    JsonWriter out(json);
    table.save(slot, out);
    rows.push_back(std::move(json));
  }
  return rows;
}

TEST(LivePast, AReplayShowsTheSameRows) {
  sim::Hands(*past().port.book, 97).catch_up();
  StoryPort again(past().store, past().port.book->now());
  auto const live = past().port.book->board().read();
  auto const replayed = again.book->board().read();
  ASSERT_EQ(past().port.book->board().tables().size(), again.book->board().tables().size());
  for (std::size_t i = 0; i < again.book->board().tables().size(); ++i) {
    auto const& table = *again.book->board().tables()[i];
    EXPECT_EQ(rows_of(*past().port.book->board().tables()[i]), rows_of(table)) << table.kind().name;
  }
}

TEST(LivePast, ManyMomentsEqualAFreshFoldByBothTimes) {
  auto const end = at("2026-11-24T02:30:00Z");
  MemoryStore store;
  StoryPort port(store, end);
  sim::live_past(*port.book, port.setter(), end, 5, options(11));
  JsonParser parser;
  std::vector<Recorded> events;
  store.read(0, store.last_sequence(), [&](StoredEvent&& e) {
    events.push_back(*catalogue().read(std::move(e), parser));
    return true;
  });
  auto by_happening = events;
  std::stable_sort(by_happening.begin(), by_happening.end(),
                   [](auto const& a, auto const& b) { return a.happened < b.happened; });
  std::mt19937_64 random(11);
  constexpr int moments_tried = 100;  // of each view, by each of the two times
  std::vector<Instant> moments;
  for (int i = 0; i < moments_tried; ++i)
    moments.push_back(end - minutes(static_cast<std::int64_t>(random() % (5 * 1440))));
  std::sort(moments.begin(), moments.end());
  std::vector<ViewKind const*> kinds;
  for (auto const& department : catalogue().departments()) {
    for (auto const& kind : department.views) kinds.push_back(&kind);
  }
  auto& history = port.book->history();
  for (bool const happened : {false, true}) {
    std::vector<std::unique_ptr<View>> fresh;
    for (auto const* kind : kinds) {
      fresh.push_back(kind->make());
      // The whole way first: it leaves looks behind, and the moments begin from them or from rungs.
      history.view(*kind, {happened, end}, store.last_sequence());
    }
    auto const& all = happened ? by_happening : events;
    std::size_t next = 0;
    for (auto const moment : moments) {
      for (; next < all.size() && (happened ? all[next].happened : all[next].recorded) <= moment; ++next) {
        for (std::size_t v = 0; v < kinds.size(); ++v) {
          bool const folds = std::any_of(kinds[v]->folds.begin(), kinds[v]->folds.end(),
                                         [&](auto const* tag) { return tag->wire == all[next].event.tag()->wire; });
          if (folds) fresh[v]->apply(all[next]);
        }
      }
      for (std::size_t v = 0; v < kinds.size(); ++v) {
        auto const then = history.view(*kinds[v], {happened, moment}, store.last_sequence());
        for (std::size_t t = 0; t < kinds[v]->tables.size(); ++t) {
          // Not the rows themselves: of a thousand, nobody finds the one that differs.
          ASSERT_TRUE(rows_of(*fresh[v]->tables()[t]) == rows_of(*then->tables()[t]))
              << kinds[v]->tables[t].name << " " << to_text(moment) << (happened ? " happened" : " recorded");
        }
      }
    }
  }
}

}  // namespace
}  // namespace landport::stories
