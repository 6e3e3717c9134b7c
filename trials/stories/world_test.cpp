// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <map>

#include "sim/book_port.h"
#include "sim/world.h"
#include "trials/stories/story_port.h"

namespace landport::stories {
namespace {

struct Lived {
  Lived(Instant from, Instant until, sim::WorldOptions options)
      : port(store, from), hands(*port.book, sim::watched_tables(), options.seed), world(hands, std::move(options)) {
    world.wake(from);
    world.live(until, minutes(4), port.setter(), [&](Instant) { port.book->tick(); });
  }
  MemoryStore store;
  StoryPort port;
  sim::BookPort hands;
  sim::World world;
};

sim::WorldOptions options(std::uint64_t seed) {
  sim::WorldOptions o;
  o.seed = seed;
  o.home = "CDQBJ";
  return o;
}

TEST(World, LivesAMonth) {
  auto const begun = std::chrono::steady_clock::now();
  char const* const length = std::getenv("WORLD_DAYS");
  Lived lived(at("2026-10-20T00:00:00Z"), at("2026-10-20T00:00:00Z") + days(length ? std::atoi(length) : 40), options(7));
  auto const ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  std::map<std::string, int> places, stages, codes, trains;
  sim::Hands hands(*lived.port.book, 99);
  for (auto const& row : hands.rows("container.units")) ++places[sim::member(row, "place_kind")];
  for (auto const& row : hands.rows("booking.bookings")) ++stages[sim::member(row, "stage")];
  for (auto const& row : hands.rows("train.trains")) ++trains[sim::member(row, "stage")];
  for (auto const& [name, n] : places) std::printf("  %s %d\n", name.c_str(), n);
  for (auto const& [name, n] : stages) std::printf("  booking %s %d\n", name.c_str(), n);
  for (auto const& [name, n] : trains) std::printf("  train %s %d\n", name.c_str(), n);
  for (auto const& r : lived.world.refusals()) {
    auto const wire = r.substr(25, r.find(' ', 25) - 25);
    auto const code = r.substr(r.find("}: ") + 3);
    if (++codes[wire + " " + code.substr(0, code.find(' '))] <= 2) std::printf("    %s\n", r.c_str());
  }
  for (auto const& [name, n] : codes) std::printf("  refused %s %d\n", name.c_str(), n);
  std::printf("  %zu commands, %zu refused, %lld events, %lld ms\n", lived.hands.commands(), lived.world.refused(),
              static_cast<long long>(lived.store.last_sequence()), static_cast<long long>(ms));
}

}  // namespace
}  // namespace landport::stories
