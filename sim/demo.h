// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "journal/book.h"
#include "sim/town.h"

namespace landport::sim {

// What came of a lived past.
struct Lived {
  std::size_t commands = 0, refused = 0;
  std::vector<std::string> refusals;  // "14:05 gate.admit_unit …: gate.hour_full"; the first thousand
  std::map<std::string, std::size_t> refused_why;  // how often, by "gate.admit_unit: gate.hour_full"
};

// Gives an empty port a past that ends at `now`: so many days, wholly by commands that are judged like anybody's.
// `set_clock` is told the time of each step and must be what the book's clock then gives; it is left at `now`. The same
// seed, length and `now` give the same events. Not while anybody else uses the book.
Lived live_past(Book& book, std::function<void(Instant)> const& set_clock, Instant now, int days, WorldOptions options);

}  // namespace landport::sim
