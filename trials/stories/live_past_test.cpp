// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <map>

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

}  // namespace
}  // namespace landport::stories
