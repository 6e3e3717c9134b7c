// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "port/train/inbound_port_test.h"

// What must always be true while a train is stripped, tried with random orders of yard, truck and the next
// train.
namespace landport::train {
namespace {

using container::PlaceKind;

struct World : InboundPort {
  std::vector<UnitNumber> units;
  gate::VisitId const visit{"VS1"};

  World() {
    auto const [a, b] = arrived(true);
    units = {a, b};
    port.happened_before(gate::visit_stream(visit), gate::VisitOpened{visit, "A1", gate::Direction::pick_up});
    compose(1);
    auto const mate = unit();
    port.done(plan(a, 1, "2x20", "A"));
    port.done(plan(mate, 1, "2x20", "B"));
    port.done(SettlePlan{run});
  }
  template <class C>
  void attempt(C const& command) {
    if (port.when(command)) port.done(command);
  }
  void step() {
    auto const& u = units[*rc::gen::inRange<std::size_t>(0, units.size())];
    auto const stream = container::unit_stream(u);
    std::string const position = "A-0" + std::to_string(*rc::gen::element(1, 3, 5)) + "-0" +
                                 std::to_string(*rc::gen::inRange(1, 3)) + "-" +
                                 std::to_string(*rc::gen::inRange(1, 3));
    switch (*rc::gen::inRange(0, 8)) {
      case 0:
        attempt(StripUnit{u, position, {}, {}});
        break;
      case 1:
        attempt(StripUnit{u, {}, visit.text, {}});
        break;
      case 2:
        attempt(StripUnit{u, {}, {}, run});
        break;
      case 3:
        attempt(yard::OrderStripping{last.text, ""});
        break;
      case 4:
        attempt(yard::OrderMove{u, yard::parse_position(position).value(), {}});
        break;
      case 5:
        attempt(yard::OrderMove{u, {}, visit.text});
        break;
      case 6: {
        auto const work = port.state<yard::Tasks>(stream).work;
        if (!work.empty()) attempt(yard::CompleteWork{work, {}});
        break;
      }
      default: {
        bool const held = !where(u).holds.empty();
        if (held) {
          port.happened_before(stream, container::HoldReleased{u, "x"});
        } else {
          port.happened_before(stream, container::HoldPlaced{u, "x", {container::Deed::move}, "why"});
        }
      }
    }
  }
  // A unit is in exactly one place, and run, block and visit agree with it about which.
  void check() {
    auto const came_with = state(last), goes_with = state();
    auto const block = port.state<yard::BlockState>(yard::block_stream(yard::BlockCode{"A"}));
    auto const truck = port.state<gate::Visit>(gate::visit_stream(visit));
    std::size_t on_it = 0;
    for (auto const& u : units) {
      auto const place = where(u).place;
      bool const still_on = came_with.plan.find(u) != nullptr;
      auto const* next = goes_with.plan.find(u);
      bool const gone_on = next && next->loaded;
      bool const stands = block.find(u) != nullptr;
      RC_ASSERT(int{still_on} + int{gone_on} + int{stands} + int{truck.carries(u)} == 1);
      RC_ASSERT(still_on == (place.kind == PlaceKind::wagon && place.ref.starts_with(last.text + "/")));
      RC_ASSERT(stands == (place.kind == PlaceKind::yard));
      on_it += still_on ? 1 : 0;
    }
    // The run is over exactly when nothing stands on it, and its wagons are free then and not before.
    RC_ASSERT((came_with.stage == Stage::stripped) == (on_it == 0));
    RC_ASSERT(port.state<WagonState>(wagon_stream(nth_wagon(21))).run.empty() == (on_it == 0));
  }
};

RC_GTEST_PROP(InboundProperty, AUnitIsInOnePlaceWhileItsTrainIsStripped, ()) {
  World world;
  auto const steps = *rc::gen::inRange(1, 25);
  for (int i = 0; i < steps; ++i) {
    world.step();
    world.check();
  }
}

}  // namespace
}  // namespace landport::train
