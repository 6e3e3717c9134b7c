// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "port/train/day_commands.h"
#include "port/train/port_test.h"

// What is always true on the train's day, whatever is ordered in whatever order.
namespace landport::train {
namespace {

struct Day : TestPort {
  std::vector<RunId> runs;
  Day() {
    auto plan = port.state<network::Sailing>(network::departure_stream(departure)).plan;
    for (int i = 2; i <= 4; ++i) {
      plan.departure = network::DepartureId{"T-AD-2026120" + std::to_string(i)};
      if (i > 2) port.happened_before(network::departure_stream(plan.departure), plan);
      port.done(ComposeTrain{plan.departure, {{nth_wagon(10 * i), "TW-1435"}}, {}});
      runs.push_back(run_of(plan.departure, 1));
    }
  }
};

// On any track at any moment stands one train at most, and every train on one track at most.
RC_GTEST_PROP(TrainDayProperty, OneTrainOnATrackAtAnyTime, ()) {
  Day day;
  for (int step = 0; step < 30; ++step) {
    day.port.later(minutes(*rc::gen::inRange(0, 90)));
    auto const& run = day.runs[*rc::gen::inRange<std::size_t>(0, 3)];
    auto const from = day.port.now() + minutes(*rc::gen::inRange(0, 200));
    auto const lasts = minutes(*rc::gen::inRange(1, 200));
    auto const give = [&](auto const& order) {
      if (day.port.when(order)) day.port.done(order);
    };
    switch (*rc::gen::inRange(0, 5)) {
      case 0: give(PlanTrack{run, "L1", from, from + lasts}); break;
      case 1: give(OccupyTrack{run, "L1", {}}); break;
      case 2: give(ClearTrack{run, "L1"}); break;
      case 3: give(StartTrainWork{run, WorkKind::inspection, ""}); break;
      default: give(EndTrainWork{run, WorkKind::inspection, ""}); break;
    }
    int here = 0;
    auto const stays = day.port.state<TrackState>(track_stream("L1")).stays;
    for (auto const& stay : stays) {
      here += stay.here ? 1 : 0;
      if (stay.here) RC_ASSERT(day.port.state<RunAtPort>(train_stream(stay.run)).track == "L1");
      for (auto const& other : stays) {
        bool const apart = stay.run == other.run || stay.until <= other.from || other.until <= stay.from;
        RC_ASSERT(apart);
      }
    }
    RC_ASSERT(here <= 1);
    for (auto const& r : day.runs) {
      bool const says = day.port.state<RunAtPort>(train_stream(r)).track == "L1";
      bool const stands = std::any_of(stays.begin(), stays.end(), [&](Stay const& s) { return s.here && s.run == r; });
      RC_ASSERT(says == stands);
    }
  }
}

// Whatever is loaded when a wagon is cut out: it carries nothing afterwards, nothing is planned on it, and every unit
// of the train is in the yard or on another wagon of it.
RC_GTEST_PROP(TrainDayProperty, AWagonThatIsCutOutCarriesNothingAndNoUnitIsLost, ()) {
  TestPort port;
  int const wagons = *rc::gen::inRange(1, 5);
  port.compose(wagons);
  std::vector<UnitNumber> units;
  for (int w = 1; w <= wagons; ++w) {
    if (*rc::gen::inRange(0, 2) == 0) {
      units.push_back(port.unit("45G1"));
      port.port.done(port.plan(units.back(), w, "1x40", "A"));
    } else {
      for (auto const* place : {"A", "B"}) {
        units.push_back(port.unit());
        port.port.done(port.plan(units.back(), w, "2x20", place));
      }
    }
  }
  port.port.done(SettlePlan{port.run});
  for (auto const& unit : units) {
    if (*rc::gen::inRange(0, 2) == 0) port.port.done(LoadUnit{port.run, unit, {}, {}, {}});
  }
  auto const wagon = nth_wagon(*rc::gen::inRange(1, wagons + 1));
  auto const before = port.state();
  CutOutWagon order{port.run, wagon, "bad order", {}};
  int bay = 1;
  for (auto const& p : before.plan.placements) {
    if (p.spot.wagon != wagon || !p.loaded) continue;
    int const at = p.cargo.size_type.feet() == 40 ? bay + 1 : bay;
    order.units.push_back({p.cargo.unit, yard::to_text({yard::BlockCode{"A"}, at, 2, 1})});
    bay += 2;
  }
  auto const facts = port.port.when(order);
  if (!facts) {
    RC_LOG() << facts.error().code << " " << facts.error().place;
    RC_FAIL();
  }
  port.port.done(order);
  auto const after = port.state();
  RC_ASSERT(!after.plan.wagon(wagon));
  RC_ASSERT(port.port.state<WagonState>(wagon_stream(wagon)).run.empty());
  for (auto const& unit : units) {
    auto const at = port.where(unit).place;
    auto const* p = after.plan.find(unit);
    bool const elsewhere = !p || p->spot.wagon != wagon;
    RC_ASSERT(elsewhere);
    bool const on_wagon = at.kind == container::PlaceKind::wagon;
    bool const loaded = p && p->loaded;
    RC_ASSERT(on_wagon == loaded);
    bool const somewhere = on_wagon || at.kind == container::PlaceKind::yard;
    RC_ASSERT(somewhere);
    RC_ASSERT(at.ref.find(wagon.text()) == std::string::npos);
  }
  bool const settled = after.stage == Stage::settled;
  bool const sound =
      !after.plan.placements.empty() && may_settle(check(pack_named("testport").get<Rules>(), after.plan));
  RC_ASSERT(settled == sound);
}

}  // namespace
}  // namespace landport::train
