// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "port/shift/port_test.h"

// What is always true, whatever is ordered in whatever order: a hand-over lists exactly what is open, and a reefer is on
// the round list exactly when its reading is due. The model beside the port is a few sets and a clock.
namespace landport::shift {
namespace {

struct Model {
  std::set<std::string> work, held, notes;
  std::map<std::string, Instant> plugged;  // unit → its last reading, or when it was plugged in
  std::set<std::string> warm;
};

struct Trial : ShiftPort {
  Model model;
  std::vector<UnitNumber> boxes, cold;
  int rows = 0;

  std::string free_position(std::string_view block) {
    ++rows;
    auto const two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
    return std::string(block) + "-" + two(block == "R1" ? 2 + 4 * ((rows / 4) % 11) : 1 + 2 * (rows % 28)) + "-" + two(1 + rows % 4) + "-1";
  }
  void step(int what, int which) {
    port.later(minutes(*rc::gen::inRange(1, 90)));
    switch (what) {
      case 0: boxes.push_back(on_truck()), model.work.insert(order(boxes.back(), free_position("A1"), which % 2 ? "RMG1" : "").text); break;
      case 1: finish(which); break;
      case 2: hold(which); break;
      case 3: model.notes.insert(port.done(WriteNote{"n", ""}).made.at(0).second); break;
      case 4:
        if (model.notes.empty()) break;
        port.done(CloseNote{NoteId{*model.notes.begin()}, ""});
        model.notes.erase(model.notes.begin());
        break;
      case 5:
        if (cold.size() > 20) break;
        cold.push_back(reefer(free_position("R1")));
        model.plugged[std::string(cold.back().text())] = port.now();
        break;
      case 6: measure(which); break;
      default:
        if (model.plugged.empty()) break;
        auto const unit = *parse_unit_number(model.plugged.begin()->first);
        port.done(yard::PlugOut{unit, {}});
        model.plugged.erase(model.plugged.begin());
    }
  }
  void finish(int which) {
    if (model.work.empty()) return;
    yard::WorkId const work{*model.work.begin()};
    if (which % 2) {
      port.done(yard::CancelWork{work, "x"});
    } else if (!port.refusal(yard::CompleteWork{work}).empty()) {
      return;  // its unit is held
    } else {
      port.done(yard::CompleteWork{work});
    }
    model.work.erase(work.text);
  }
  void hold(int which) {
    if (boxes.empty()) return;
    auto const& unit = boxes[static_cast<std::size_t>(which) % boxes.size()];
    auto const name = std::string(unit.text());
    auto const stream = container::unit_stream(unit);
    if (model.held.erase(name)) {
      port.happened_before(stream, container::HoldReleased{unit, "x", ""});
    } else {
      port.happened_before(stream, container::HoldPlaced{unit, "x", {container::Deed::move}, "x", container::Keeper::terminal});
      model.held.insert(name);
    }
  }
  void measure(int which) {
    std::vector<Reading> readings;
    for (auto& [unit, last] : model.plugged) {
      DeciCelsius const t{which % 3 ? -185 : -100};
      if (readings.size() > 3) break;
      readings.push_back({*parse_unit_number(unit), t});
      last = port.now();
      which % 3 ? (void)model.warm.erase(unit) : (void)model.warm.insert(unit);
    }
    if (!readings.empty()) port.done(RecordRound{readings});
  }
  std::set<std::string> missed(std::int64_t after) {
    std::set<std::string> out;
    for (auto const& [unit, last] : model.plugged) {
      if (last + minutes(after) <= port.now()) out.insert(unit);
    }
    return out;
  }
};

RC_GTEST_PROP(ShiftAlways, AHandOverListsExactlyWhatIsOpen, ()) {
  Trial t;
  auto const shift = t.opened();
  auto const steps = *rc::gen::inRange(1, 40);
  for (int i = 0; i < steps; ++i) t.step(*rc::gen::inRange(0, 8), *rc::gen::inRange(0, 1000));
  t.port.done(HandOver{shift, ""});
  t.tick(shift);
  std::map<OpenKind, std::set<std::string>> listed;
  auto const board = t.port.view<ShiftBoard>();
  for (auto const& item : board->shifts.find(shift.text)->items) RC_ASSERT(listed[item.kind].insert(item.ref).second);
  RC_ASSERT(listed[OpenKind::work] == t.model.work);
  RC_ASSERT(listed[OpenKind::held] == t.model.held);
  RC_ASSERT(listed[OpenKind::note] == t.model.notes);
  RC_ASSERT(listed[OpenKind::out_of_band] == t.model.warm);
  RC_ASSERT(listed[OpenKind::missed_reading] == t.missed(240 + 60));
}

RC_GTEST_PROP(ShiftAlways, AReeferIsOnTheRoundListExactlyWhenItsReadingIsDue, ()) {
  Trial t;
  auto const steps = *rc::gen::inRange(1, 30);
  for (int i = 0; i < steps; ++i) {
    t.step(*rc::gen::elementOf(std::vector<int>{5, 6, 7}), *rc::gen::inRange(0, 1000));
    std::set<std::string> due, plugged;
    for (auto const& r : t.ask(RoundQuery{}).reefers) {
      if (r.plugged) plugged.insert(std::string(r.unit.text()));
      if (r.is_due) due.insert(std::string(r.unit.text()));
    }
    RC_ASSERT(due == t.missed(240));
    RC_ASSERT(plugged.size() == t.model.plugged.size());
  }
}

}  // namespace
}  // namespace landport::shift
