// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "port/indicator/port_test.h"

namespace landport::indicator {
namespace {

// However trains are merged and split behind borders, and in whatever order it is told: the trains counted are those that
// left the place where they were assembled, each once, and so are their boxes.
RC_GTEST_PROP(Lineage, EveryTrainIsCountedOnceWhereItWasAssembled, ()) {
  TrialPort port;
  struct Run {
    train::RunId run;
    std::vector<train::RunId> parents;
    bool leaves;
  };
  std::vector<Run> runs;
  auto const roots = *rc::gen::inRange(1, 12);
  std::int64_t assembled = 0, boxes = 0;
  for (int i = 0; i < roots; ++i) {
    bool const leaves = *rc::gen::inRange(0, 4) != 0;
    runs.push_back({train::RunId{"ROOT-" + std::to_string(i)}, {}, leaves});
    assembled += leaves;
    boxes += leaves ? i % 3 : 0;
  }
  // Up to three gauge breaks: each takes some of the runs so far, once or several times (a split), into new runs.
  for (int generation = 0, breaks = *rc::gen::inRange(0, 4); generation < breaks; ++generation) {
    auto const before = runs.size();
    for (int n = 0, made = *rc::gen::inRange(1, 6); n < made; ++n) {
      Run run{train::RunId{"G" + std::to_string(generation) + "-" + std::to_string(n)}, {}, *rc::gen::inRange(0, 4) != 0};
      std::set<std::string> parents;
      for (int p = 0, of = *rc::gen::inRange(1, 4); p < of; ++p)
        parents.insert(runs[*rc::gen::inRange<std::size_t>(0, before)].run.text);
      for (auto const& p : parents) run.parents.emplace_back(p);
      runs.push_back(run);
    }
  }
  auto const when = port.at("2026-12-05T00:00:00Z");
  for (auto const& r : runs) {
    train::TrainComposed composed;
    composed.run = r.run, composed.parents = r.parents;
    port.say(when, composed, when);
    // Every run carries boxes; those of a run with parents came with them.
    int const carried = r.parents.empty() ? std::stoi(r.run.text.substr(5)) % 3 : 3;
    for (int b = 0; b < carried; ++b) {
      train::Cargo cargo;
      cargo.unit = unit(++port.units), cargo.size_type = *parse_size_type("22G1");
      port.say(when, train::UnitPlanned{r.run, cargo, {}, {}, ""}, when);
      port.say(when, train::UnitLoaded{r.run, cargo.unit, {}}, when);
    }
  }
  std::multimap<int, Run> order;  // a random one
  for (auto const& r : runs) order.emplace(*rc::gen::inRange(0, 1'000), r);
  for (auto const& [_, r] : order) {
    if (r.leaves) port.say(when, train::TrainDeparted{r.run, {}, Count{1}, {}, {}, {}}, when);
  }
  auto const trains = port.whole("trains");
  RC_ASSERT(trains.numerator == static_cast<double>(assembled));
  RC_ASSERT(trains.parts == assembled);
  RC_ASSERT(port.whole("teu").numerator == static_cast<double>(boxes));
}

}  // namespace
}  // namespace landport::indicator
