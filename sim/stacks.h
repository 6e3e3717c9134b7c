// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "words/time.h"

namespace landport::sim {

// A container of the demo, and what its people know of it.
struct Box {
  std::string number, size_type, owner, booking, position;
  std::int64_t gross_kg = 0, tare_kg = 0;
  bool full = true, reefer = false, danger = false, held = false;
  bool wide() const { return size_type.front() != '2'; }
};
using BoxPtr = std::shared_ptr<Box>;

// Where the demo's foreman puts boxes: those of one departure and one size on top of each other, lighter on
// heavier, so that a train is loaded without digging. The yard judges every position again.
class Stacks {
 public:
  // A position like "A1-02-01-1" for the box; remembered until it is taken off. Empty when the yard is full.
  std::string put(BoxPtr const& box, std::string const& departure);
  void take(BoxPtr const& box);
  // The boxes of a departure that stand in the yard, those on top before those below.
  std::vector<BoxPtr> in_lifting_order(std::string const& departure) const;

 private:
  struct Stack {
    std::string block;
    int bay = 0, row = 0;
    std::string departure, kind;
    std::vector<BoxPtr> boxes;
  };
  Stack* open_ground(BoxPtr const& box, std::string const& departure, std::string const& kind);

  std::vector<std::unique_ptr<Stack>> stacks_;
  std::set<std::tuple<std::string, int, int>> taken_;  // block, 20-foot slot (odd), row
  int turn_ = 0;
};

}  // namespace landport::sim
