// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "journal/store.h"
#include "sim/port.h"

// What must be true of every journal, judged from its bare events and by other means than the port's own: no view, no
// department's state and none of its rules is used here.
namespace landport::stories {

class Always {
 public:
  // The next event, in order.
  void take(StoredEvent const& event);

  // What was not true, with the event: the first hundred.
  std::vector<std::string> const& broken() const { return broken_; }
  std::size_t moves() const { return moves_; }
  std::size_t takings() const { return takings_; }
  std::size_t promises() const { return promises_; }
  std::size_t trains() const { return runs_.size(); }
  std::map<std::string, std::string> const& places() const { return place_; }

 private:
  using Slots = std::vector<std::int64_t>;  // length, mass, plugs, TEU
  struct Taking {
    Slots slots;
    Instant until;
  };
  struct Run {
    std::set<std::string> on;  // units
    bool departed = false;
  };
  void moved(StoredEvent const& event, sim::Row const& row);
  void sold(StoredEvent const& event, sim::Row const& row);
  void ran(StoredEvent const& event, sim::Row const& row);
  void promised(StoredEvent const& event, sim::Row const& row);
  void wrong(StoredEvent const& event, std::string what);

  std::map<std::string, std::string> place_;     // unit → "yard A1-02-01-1"
  std::map<std::string, std::string> standing_;  // position → unit
  std::map<std::string, Slots> limits_;          // of leg runs
  std::map<std::string, std::map<std::string, Taking>> taken_;
  std::map<std::string, Run> runs_;
  std::map<std::string, std::string> wagon_of_run_;  // wagon → run
  std::map<std::string, std::string> run_of_;        // unit → the run it is on
  std::map<std::string, std::string> transfers_;     // of the command that is looked at: unit → the run it comes from
  std::map<std::string, std::string> promise_;       // empty of the pool → the order it is promised to
  CommandId command_;
  JsonParser parser_;
  std::vector<std::string> broken_;
  std::size_t moves_ = 0, takings_ = 0, promises_ = 0;
};

}  // namespace landport::stories
