// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "port/yard/events.h"

namespace landport::yard {

enum class WorkState : std::uint8_t { ordered, started, done, cancelled };
constexpr auto choices(Type<WorkState>) {
  return std::array{Choice<WorkState>{WorkState::ordered, "ordered", "待作业", "Ordered"},
                    Choice<WorkState>{WorkState::started, "started", "作业中", "Started"},
                    Choice<WorkState>{WorkState::done, "done", "已完成", "Done"},
                    Choice<WorkState>{WorkState::cancelled, "cancelled", "已取消", "Cancelled"}};
}

// One work order.
struct Work {
  using Folds = Types<WorkOrdered, WorkStarted, WorkDone, WorkCancelled, WorkReassigned, WorkHeld, WorkResumed, WorkBroughtForward>;
  bool exists = false;
  WorkState state = WorkState::ordered;
  UnitNumber unit;
  container::Place to;
  std::string machine;
  std::string held_for;  // why it is not to be started; empty: it may be
  bool open() const { return exists && (state == WorkState::ordered || state == WorkState::started); }
};
inline void evolve(Work& s, WorkOrdered const& e) {
  s.exists = true;
  s.unit = e.unit;
  s.to = e.to;
  s.machine = e.machine;
}
inline void evolve(Work& s, WorkStarted const& e) {
  s.state = WorkState::started;
  if (!e.machine.empty()) s.machine = e.machine;
}
inline void evolve(Work& s, WorkDone const&) {
  s.state = WorkState::done;
}
inline void evolve(Work& s, WorkCancelled const&) {
  s.state = WorkState::cancelled;
}

inline void evolve(Work& s, WorkReassigned const& e) {
  s.machine = e.machine;
}
inline void evolve(Work& s, WorkHeld const& e) {
  s.held_for = e.reason;
}
inline void evolve(Work& s, WorkResumed const&) {
  s.held_for.clear();
}
inline void evolve(Work&, WorkBroughtForward const&) {}

// Whether that machine (empty: none is named yet) lifts the unit and reaches where it stands and where it
// goes. Refuses "yard.no_such_machine", "yard.machine_too_weak" and "yard.machine_out_of_reach".
Result<void> check_machine(std::string_view code, container::Whereabouts const& unit,
                           container::Place const& to, Desk& desk);

// Whether the door is one of a warehouse of that day, and free for the work order `by`: nothing stands at it, and
// no other work order is on its way there. Refuses "yard.no_such_door", "yard.door_taken" and "yard.door_reserved".
Result<void> check_door(DoorId const& door, std::string_view by, Desk& desk);

// Adds to `facts` that `unit`, wherever it stands here but at a door, stands at that door now. Refuses as
// check_door and lift_off.
Result<void> dock(container::Whereabouts const& unit, DoorId const& door, std::string_view by, Desk& desk,
                  Facts& facts);

}  // namespace landport::yard
