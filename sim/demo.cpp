// SPDX-License-Identifier: Apache-2.0
#include "sim/demo.h"

#include "sim/book_port.h"
#include "sim/world.h"

namespace landport::sim {

namespace {
// Things so near to each other are done in one commit: people and machines of a real port are no more exact.
constexpr Duration together = minutes(4);
}  // namespace

Lived live_past(Book& book, std::function<void(Instant)> const& set_clock, Instant now, int days, WorldOptions options) {
  BookPort port(book, watched_tables(), options.seed);
  World world(port, std::move(options));
  auto const begin = now - landport::days(days);
  set_clock(begin);
  world.wake(begin);
  world.live(now, together, set_clock, [&](Instant) { book.tick(); });
  port.settle();
  return {port.commands(), world.refused(), world.refusals(), world.refused_why()};
}

}  // namespace landport::sim
