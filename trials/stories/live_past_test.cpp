// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <map>
#include <random>

#include "sim/demo.h"
#include "trials/stories/story_port.h"

namespace landport::stories {
namespace {

struct Past {
  MemoryStore store;
  StoryPort port{store, at("2026-11-24T02:30:00Z")};
  sim::Lived lived = sim::live_past(*port.book, port.setter(), at("2026-11-24T02:30:00Z"), 7);
};
Past& past() {
  static Past one;
  return one;
}

TEST(LivePast, NothingThatTheDemoDoesIsRefused) {
  auto const begun = std::chrono::steady_clock::now();
  auto const& lived = past().lived;
  auto const ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  std::map<std::string, int> places;
  sim::Hands hands(*past().port.book, 99);
  for (auto const& row : hands.rows("container.units")) ++places[sim::member(row, "place_kind")];
  for (auto const& [place, n] : places) std::printf("  %s %d\n", place.c_str(), n);
  std::printf("  %zu commands, %zu boxes, %zu trains, %lld events, %lld ms\n", lived.commands, lived.boxes,
              lived.trains, static_cast<long long>(past().store.last_sequence()), static_cast<long long>(ms));
  for (auto const& row : hands.rows("train.trains")) {
    std::printf("  %s %s %s>%s units %s loaded %s node %s delay %s\n", sim::member(row, "run").c_str(),
                sim::member(row, "stage").c_str(), sim::member(row, "position_from").c_str(),
                sim::member(row, "position_to").c_str(), sim::member(row, "units").c_str(),
                sim::member(row, "loaded").c_str(), sim::member(row, "node").c_str(),
                sim::member(row, "delay_minutes").c_str());
  }
  std::size_t shown = 0;
  for (auto const& refusal : lived.refusals) {
    if (++shown <= 25) ADD_FAILURE() << refusal;
  }
  EXPECT_EQ(lived.refusals.size(), 0u);
  EXPECT_GE(places["yard"], 120);
  EXPECT_GE(places["wagon"], 60);
}

// Every stored event in order, with its data.
template <class F>
void walk(F&& f) {
  past().store.read(0, past().store.last_sequence(), [&](StoredEvent&& event) {
    f(event);
    return true;
  });
}
std::string inner(std::string const& json, char const* object, char const* name) {
  return sim::member(sim::member(json, object), name);
}

TEST(LivePast, ItIsLivedWithoutRefusalOnAnyDayAtAnyHour) {
  for (int i = 0; i < 7; ++i) {
    auto const now = at("2026-12-05T01:20:00Z") + hours(31 * i);
    MemoryStore store;
    StoryPort port(store, now);
    auto const lived = sim::live_past(*port.book, port.setter(), now, static_cast<std::uint64_t>(i));
    EXPECT_EQ(lived.refusals, std::vector<std::string>{}) << to_text(now);
  }
}

TEST(LivePast, AUnitIsInOnePlaceAndNothingFloats) {
  std::map<std::string, std::string> place;
  std::map<std::string, std::string> standing;  // position → unit
  std::size_t moves = 0;
  walk([&](StoredEvent const& e) {
    if (e.type != "container.unit_placed.v1") return;
    ++moves;
    auto const unit = sim::member(e.data, "unit");
    auto const from = inner(e.data, "from", "kind") + " " + inner(e.data, "from", "ref");
    auto const to = inner(e.data, "to", "kind") + " " + inner(e.data, "to", "ref");
    auto const was = place.contains(unit) ? place[unit] : "outside ";
    EXPECT_EQ(was, from) << unit << " at event " << e.sequence;
    place[unit] = to;
    auto const beside = [](std::string position, int tiers) {
      position.back() = static_cast<char>(position.back() + tiers);
      return position;
    };
    if (from.starts_with("yard ")) {
      EXPECT_FALSE(standing.contains(beside(from, 1))) << e.sequence;
      standing.erase(from);
    }
    if (to.starts_with("yard ")) {
      EXPECT_TRUE(to.back() == '1' || standing.contains(beside(to, -1)))
          << unit << " floats at event " << e.sequence;
      EXPECT_TRUE(standing.emplace(to, unit).second) << to;
    }
  });
  EXPECT_GT(moves, 500u);
  sim::Hands hands(*past().port.book, 98);
  for (auto const& row : hands.rows("container.units")) {
    auto const unit = sim::member(row, "unit");
    auto const now = sim::member(row, "place_kind") + " " + sim::member(row, "place");
    EXPECT_EQ(now, place.contains(unit) ? place[unit] : "outside ") << unit;
  }
}

TEST(LivePast, NoLegRunIsEverOversold) {
  struct Taking {
    std::string slots;
    Instant until;
  };
  std::map<std::string, std::string> limits;
  std::map<std::string, std::map<std::string, Taking>> taken;
  constexpr std::pair<char const*, char const*> measures[] = {{"length_mm", "length_max_mm"},
                                                              {"mass_kg", "mass_max_kg"},
                                                              {"plugs", "plugs_max"},
                                                              {"teu_hundredths", "teu_max_hundredths"}};
  std::size_t takings = 0;
  walk([&](StoredEvent const& e) {
    if (!e.stream.starts_with("leg-run/")) return;
    auto const booking = sim::member(e.data, "booking");
    if (e.type == "network.leg_run_opened.v1") limits[e.stream] = sim::member(e.data, "limits");
    if (e.type == "booking.slots_held.v1")
      taken[e.stream][booking] = {sim::member(e.data, "slots"), *parse_instant(sim::member(e.data, "until"))};
    if (e.type == "booking.slots_confirmed.v1")
      taken[e.stream][booking] = {sim::member(e.data, "slots"), at("2100-01-01T00:00:00Z")};
    if (e.type == "booking.slots_released.v1") taken[e.stream].erase(booking);
    ++takings;
    for (auto const& [measure, limit] : measures) {
      std::int64_t sum = 0;
      for (auto const& [name, taking] : taken[e.stream])
        sum += taking.until > e.recorded ? std::stoll(sim::member(taking.slots, measure)) : 0;
      EXPECT_LE(sum, std::stoll(sim::member(limits[e.stream], limit)))
          << e.stream << " at event " << e.sequence;
    }
  });
  EXPECT_GT(takings, 500u);
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
  JsonParser parser;
  std::vector<Recorded> events;
  walk([&](StoredEvent const& e) { events.push_back(*catalogue().read(e, parser)); });
  auto by_happening = events;
  std::stable_sort(by_happening.begin(), by_happening.end(),
                   [](auto const& a, auto const& b) { return a.happened < b.happened; });
  std::mt19937_64 random(11);
  std::vector<Instant> moments;
  for (int i = 0; i < 100; ++i)
    moments.push_back(at("2026-11-06T00:00:00Z") +
                      minutes(static_cast<std::int64_t>(random() % (19 * 1440))));
  std::sort(moments.begin(), moments.end());
  for (auto const& department : catalogue().departments()) {
    for (auto const& kind : department.views) {
      for (bool const happened : {false, true}) {
        auto const fresh = kind.make();
        auto const& all = happened ? by_happening : events;
        std::size_t next = 0;
        for (std::size_t m = 0; m < moments.size(); ++m) {
          for (; next < all.size() && (happened ? all[next].happened : all[next].recorded) <= moments[m];
               ++next) {
            bool const folds = std::any_of(kind.folds.begin(), kind.folds.end(), [&](auto const* tag) {
              return tag->wire == all[next].event.tag()->wire;
            });
            if (folds) fresh->apply(all[next]);
          }
          auto const then =
              past().port.book->history().view(kind, {happened, moments[m]}, past().store.last_sequence());
          for (std::size_t t = 0; t < kind.tables.size(); ++t) {
            ASSERT_EQ(rows_of(*fresh->tables()[t]), rows_of(*then->tables()[t]))
                << kind.tables[t].name << " " << to_text(moments[m]);
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace landport::stories
