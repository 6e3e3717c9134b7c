// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "port/train/events.h"

// The states that the rules of this department look at: a run with its wagons and its plan, and a wagon.
namespace landport::train {

enum class Stage : std::uint8_t {
  none,
  composed,
  settled,
  departed,
  at_border,
  transferred,
  arrived,
  stripped,
  cancelled
};
constexpr auto choices(Type<Stage>) {
  return std::array{Choice<Stage>{Stage::none, "none", "未编组", "Not composed"},
                    Choice<Stage>{Stage::composed, "composed", "编组中", "Being composed"},
                    Choice<Stage>{Stage::settled, "settled", "配载定案", "Plan settled"},
                    Choice<Stage>{Stage::departed, "departed", "运行中", "Under way"},
                    Choice<Stage>{Stage::at_border, "at_border", "在口岸", "At the border"},
                    Choice<Stage>{Stage::transferred, "transferred", "已换装", "Transferred"},
                    Choice<Stage>{Stage::arrived, "arrived", "已到达", "Arrived"},
                    Choice<Stage>{Stage::stripped, "stripped", "已卸空", "Stripped"},
                    Choice<Stage>{Stage::cancelled, "cancelled", "已停运", "Cancelled"}};
}

struct RunWagon {
  WagonNumber number;
  std::string type;
  bool inspected = false;
  std::string inspection_note;
};

struct Placement {
  Cargo cargo;
  Spot spot;
  bool loaded = false;
  std::optional<RunId> parent;
};

// What the loading rules judge: a train as it is planned, wagons in their order.
struct Plan {
  std::int64_t gauge_mm = 0;
  Day day;  // whose rules hold: the day on which the run leaves
  std::vector<std::string> sections;
  Count plugs;
  std::vector<RunWagon> wagons;
  std::vector<Placement> placements;

  RunWagon* wagon(WagonNumber const& number) {
    auto const it =
        std::find_if(wagons.begin(), wagons.end(), [&](auto const& w) { return w.number == number; });
    return it == wagons.end() ? nullptr : &*it;
  }
  RunWagon const* wagon(WagonNumber const& number) const { return const_cast<Plan*>(this)->wagon(number); }
  Placement* find(UnitNumber const& unit) {
    auto const it = std::find_if(placements.begin(), placements.end(),
                                 [&](auto const& p) { return p.cargo.unit == unit; });
    return it == placements.end() ? nullptr : &*it;
  }
  Placement const* find(UnitNumber const& unit) const { return const_cast<Plan*>(this)->find(unit); }
  void put(Placement placement) {
    if (auto* p = find(placement.cargo.unit)) {
      *p = std::move(placement);
    } else {
      placements.push_back(std::move(placement));
    }
  }
  void drop(UnitNumber const& unit) {
    std::erase_if(placements, [&](auto const& p) { return p.cargo.unit == unit; });
  }
};

// A run: desk.look<RunState>(train_stream(id)).
struct RunState {
  using Folds = Types<TrainComposed, WagonAdded, WagonRemoved, WagonInspected, UnitPlanned, UnitUnplanned,
                      PlanSettled, UnitLoaded, UnitUnloaded, TrainDeparted, TrainReported, BorderReached,
                      UnitTransferred, UnitLeftBehind, TrainArrived, ArrivalCorrected, TrainStripped,
                      TrainCancelled>;
  Stage stage = Stage::none;
  TrainComposed made;
  Plan plan;
  network::NodeCode node;  // the last one that it reported from
  bool stands = false;     // it arrived there, and has not left
  std::vector<std::string> left_behind;
  bool to_strip = false;  // arrived here with its units still on their wagons

  bool known() const { return stage != Stage::none; }
  bool standing() const { return stage == Stage::composed || stage == Stage::settled; }
  network::NodeCode from() const { return made.legs.empty() ? network::NodeCode{} : made.legs.front().from; }
  network::NodeCode to() const { return made.legs.empty() ? network::NodeCode{} : made.legs.back().to; }
  bool ended() const {
    return stage == Stage::transferred || stage == Stage::arrived || stage == Stage::stripped ||
           stage == Stage::cancelled;
  }
  bool calls_at(network::NodeCode const& n) const {
    return std::any_of(made.legs.begin(), made.legs.end(),
                       [&](auto const& l) { return l.from == n || l.to == n; });
  }
};

inline void evolve(RunState& s, TrainComposed const& e) {
  s.stage = Stage::composed;
  s.made = e;
  s.plan.gauge_mm = e.gauge_mm;
  s.plan.plugs = e.plugs;
  s.plan.sections.clear();
  if (!e.legs.empty()) s.plan.day = utc_day(e.legs.front().departs);
  for (auto const& leg : e.legs) {
    for (auto const& section : leg.sections) {
      if (std::find(s.plan.sections.begin(), s.plan.sections.end(), section) == s.plan.sections.end())
        s.plan.sections.push_back(section);
    }
  }
}
// Any change of wagons or places takes a settled plan back to the table.
inline void unsettle(RunState& s) {
  if (s.stage == Stage::settled) s.stage = Stage::composed;
}
inline void evolve(RunState& s, WagonAdded const& e) {
  if (!s.plan.wagon(e.wagon)) s.plan.wagons.push_back({e.wagon, e.type, false, {}});
  unsettle(s);
}
inline void evolve(RunState& s, WagonRemoved const& e) {
  std::erase_if(s.plan.wagons, [&](auto const& w) { return w.number == e.wagon; });
  unsettle(s);
}
inline void evolve(RunState& s, WagonInspected const& e) {
  if (auto* w = s.plan.wagon(e.wagon)) w->inspected = e.passed, w->inspection_note = e.note;
}
inline void evolve(RunState& s, UnitPlanned const& e) {
  auto const* before = s.plan.find(e.cargo.unit);
  bool const loaded = before && before->loaded;
  s.plan.put({e.cargo, e.spot, loaded, e.parent});
  unsettle(s);
}
inline void evolve(RunState& s, UnitUnplanned const& e) {
  s.plan.drop(e.unit);
  unsettle(s);
}
inline void evolve(RunState& s, PlanSettled const&) {
  if (s.standing()) s.stage = Stage::settled;
}
inline void evolve(RunState& s, UnitLoaded const& e) {
  if (auto* p = s.plan.find(e.unit)) p->loaded = true, p->spot = e.spot;
}
inline void evolve(RunState& s, UnitUnloaded const& e) {
  // At its end a run gives its units away; before it leaves, the unit stays planned and can be loaded again.
  if (s.standing()) {
    if (auto* p = s.plan.find(e.unit)) p->loaded = false;
  } else {
    s.plan.drop(e.unit);
  }
}
inline void evolve(RunState& s, TrainDeparted const& e) {
  s.stage = Stage::departed;
  s.node = e.node;
}
inline void evolve(RunState& s, TrainReported const& e) {
  s.node = e.node;
  s.stands = e.what == Passing::arrived;
}
inline void evolve(RunState& s, BorderReached const& e) {
  s.stage = Stage::at_border;
  s.node = e.node;
}
inline void evolve(RunState& s, UnitTransferred const& e) {
  s.plan.drop(e.unit);
  std::erase(s.left_behind, e.unit.text());  // a later train took it along
  s.stage = Stage::transferred;
}
inline void evolve(RunState& s, UnitLeftBehind const& e) {
  std::erase(s.left_behind, e.unit.text());
  s.left_behind.emplace_back(e.unit.text());
}
inline void evolve(RunState& s, TrainArrived const& e) {
  s.stage = Stage::arrived;
  s.node = e.node;
  s.to_strip = e.to_strip;
}
inline void evolve(RunState& s, ArrivalCorrected const& e) {
  if (e.arrived_at) return;
  s.stage = Stage::departed;
  s.to_strip = false;
  s.node = e.last_node;
  s.stands = e.last_stood;
}
inline void evolve(RunState& s, TrainCancelled const&) {
  s.stage = Stage::cancelled;
}
inline void evolve(RunState& s, TrainStripped const&) {
  s.stage = Stage::stripped;
  s.to_strip = false;
}

// A wagon: desk.look<WagonState>(wagon_stream(number)). It is in one train at a time.
struct WagonState {
  using Folds = Types<WagonRegistered, WagonTaken, WagonFreed, WagonBadOrdered, WagonRepaired>;
  bool known = false;
  std::string type, owner;
  RunId run;  // empty: free
  std::optional<std::string> bad_order;  // why it may not run until it is repaired
};
inline void evolve(WagonState& s, WagonRegistered const& e) {
  s.known = true;
  s.type = e.type;
  s.owner = e.owner;
}
inline void evolve(WagonState& s, WagonTaken const& e) {
  s.run = e.run;
}
inline void evolve(WagonState& s, WagonFreed const& e) {
  if (s.run == e.run) s.run = {};
}
inline void evolve(WagonState& s, WagonBadOrdered const& e) {
  s.bad_order = e.reason;
}
inline void evolve(WagonState& s, WagonRepaired const&) {
  s.bad_order.reset();
}

}  // namespace landport::train
