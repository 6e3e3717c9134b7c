// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <map>

#include "app/accounts.h"
#include "app/departments.h"
#include "app/pack_folder.h"
#include "journal/memory_store.h"
#include "port/network/network.h"
#include "sim/hands.h"
#include "sim/town.h"

// For trials: the whole port of a pack in memory, all departments, on a clock that the trial moves.
namespace landport::stories {

inline Catalogue const& catalogue() {
  static Catalogue const all(app::departments());
  return all;
}
inline Pack const& pack(std::string const& place) {
  static std::map<std::string, Pack> loaded;
  auto const known = loaded.find(place);
  if (known != loaded.end()) return known->second;
  auto const files = app::read_pack(LANDPORT_SOURCE_DIR "/packs/" + place);
  LP_ASSERT(files.has_value(), "the pack can be read");
  auto pack = catalogue().load(*files);
  LP_ASSERT(pack.has_value(), "the pack can be loaded");
  return loaded.emplace(place, std::move(*pack)).first->second;
}

struct StoryPort {
  // `by_hand` as the demo's past is made: one thread, and nobody looks back in it.
  StoryPort(MemoryStore& journal, Instant now, bool by_hand = false, std::string const& place = "qingbaijiang") : clock(now.ms) {
    Book::Options options;
    options.by_hand = by_hand;
    if (by_hand) options.rung_every = 0;
    options.clock = [this] { return Instant{clock.load()}; };
    book = std::make_unique<Book>(journal, catalogue(), pack(place), options);
  }
  std::function<void(Instant)> setter() {
    return [this](Instant at) { clock = at.ms; };
  }

  std::atomic<std::int64_t> clock;
  std::unique_ptr<Book> book;
};

inline Instant at(std::string_view text) {
  return *parse_instant(text);
}

inline sim::WorldOptions options(std::uint64_t seed, std::string const& place = "qingbaijiang") {
  sim::WorldOptions o;
  o.seed = seed;
  o.home = pack(place).get<network::Network>().place.home_node.text;
  o.cast = app::cast_of(LANDPORT_SOURCE_DIR "/packs/" + place);
  return o;
}

}  // namespace landport::stories
