// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/clock.h"
#include "http/directory.h"
#include "sim/town.h"

namespace landport::app {

struct LiveOptions {
  std::string url = "http://localhost:8080", tokens, as = "port,railways,customs";
  std::string pack;  // its folder: who plays, and with what; empty: the one that is installed
  sim::WorldOptions world;
  PacedClock clock;
};

// People of the demonstration who use a port that runs, over HTTP, until SIGINT or SIGTERM. `as` names who is played.
// The exit code of the process: 0, or 1 when the port cannot be reached.
int live(LiveOptions const& options);

// Three processes that play the port's own people, the railways and customs at the port of that address, each with tokens
// of its own accounts only, in files that end with this object. Begun again when one of them dies.
class LivingDemo {
 public:
  LivingDemo(http::Directory& directory, std::string const& data, std::string const& url, std::string const& pack, sim::WorldOptions const& world, PacedClock const& clock);
  ~LivingDemo();
  LivingDemo(LivingDemo const&) = delete;

 private:
  struct Party;
  std::vector<std::unique_ptr<Party>> parties_;
};

}  // namespace landport::app
