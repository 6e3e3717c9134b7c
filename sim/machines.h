// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace landport::sim {

// The machines of the yard as the foreman knows them, and how much each has to do. Nothing is asked of the port: a
// machine that the foreman thinks free may have been given work by somebody else, which costs time and is not wrong.
class Machines {
 public:
  struct Machine {
    std::string code;
    std::set<std::string, std::less<>> blocks;
    std::int64_t lift_max_kg = 0;
  };

  void lay_out(std::vector<Machine> machines) { machines_ = std::move(machines); }

  // The one with the fewest orders of those that reach the blocks of both places (what is no position, a truck or a
  // wagon, is reached by all) and lift `mass_kg`; empty when there is none.
  std::string choose(std::string_view from, std::string_view to, std::int64_t mass_kg) const;

  // The port shows an open order of a machine, or that it is not open any more.
  void works(std::string const& work, std::string const& machine);
  void rests(std::string const& work);

 private:
  std::vector<Machine> machines_;
  std::unordered_map<std::string, std::string> machine_of_;
  std::map<std::string, int, std::less<>> open_;  // orders of each machine
};

}  // namespace landport::sim
