// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/town.h"

namespace landport::sim {

// The tables that a world watches.
std::vector<std::string> watched_tables();

// The people around a port: a carrier that sells, forwarders that book, trucks, cranes, dispatchers, railways, customs.
// They see only what the port shows on its tables, and act only by its commands, so a world may stop at any moment and
// another may go on from what it finds: what was done shows, and what was not is done then. One thread.
class World {
 public:
  World(Port& port, WorldOptions options);

  // Looks at everything once. Before anything else, with the port's time.
  void wake(Instant now);

  // One step: sees what changed, and does what is due at `until` or before. Returns when the next thing is due (nothing:
  // nothing is written down).
  std::optional<Instant> step(Instant until);

  // On a clock that the world itself moves: from the time it woke until `end`. Things less than `together` apart are
  // done at one time, that of the latest.
  void live(Instant end, Duration together, std::function<void(Instant)> const& set_clock,
            std::function<void(Instant)> const& every_hour);

  std::vector<std::string> const& refusals() const { return town_.refusals; }
  std::size_t refused() const { return town_.counts.refused; }
  std::map<std::string, std::size_t> const& refused_why() const { return town_.counts.why; }

 private:
  void read_map();
  void read_wagon_types();
  void look();
  void show(std::string_view table, std::string_view key, Row const* row);
  void show_pool(std::string_view table, std::string const& name, Row const* row);
  template <class Seen>
  void tell(Seen const& seen) {
    for (auto const& trade : trades_) trade->saw(seen);
  }

  Town town_;
  bool telling_ = true;
  JsonParser parser_;
  std::vector<std::unique_ptr<Trade>> trades_;
};

}  // namespace landport::sim
