// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "journal/book.h"

namespace landport::sim {

// What came of a lived past.
struct Lived {
  std::size_t commands = 0, boxes = 0, trains = 0;
  // Commands that were refused although the story expects them to be carried out: "14:05 gate.admit_unit …".
  std::vector<std::string> refusals;
};

// Gives an empty port on the pack of Qingbaijiang a past of about 18 days that ends at `now`, wholly by
// commands that are judged like anybody's: trains under way, arrived, being loaded and planned, a yard with
// stacks, trucks at the gate, bookings of all kinds. `set_clock` is told the time of each step and must be
// what the book's clock then gives; it is left at `now`. The same seed and `now` give the same events.
// Refused commands are left out and named. Not while anybody else uses the book.
Lived live_past(Book& book, std::function<void(Instant)> const& set_clock, Instant now, std::uint64_t seed);

}  // namespace landport::sim
