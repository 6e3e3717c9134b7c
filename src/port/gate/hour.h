// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <vector>

#include "port/gate/events.h"

namespace landport::gate {

// The appointments of one hour.
struct Hour {
  struct Entry {
    AppointmentBooked booked;
    bool cancelled = false, kept = false;
  };
  using Folds = Types<AppointmentBooked, AppointmentCancelled, AppointmentKept>;
  std::vector<Entry> entries;

  Entry const* find(AppointmentId const& id) const {
    auto const at = std::ranges::find_if(entries, [&](Entry const& e) { return e.booked.appointment == id; });
    return at == entries.end() ? nullptr : &*at;
  }
  Count taken(Direction direction) const {
    return Count{std::ranges::count_if(
        entries, [&](Entry const& e) { return !e.cancelled && e.booked.direction == direction; })};
  }
};
inline void evolve(Hour& s, AppointmentBooked const& e) {
  s.entries.push_back({e});
}
inline void evolve(Hour& s, AppointmentCancelled const& e) {
  for (auto& entry : s.entries)
    entry.cancelled = entry.cancelled || entry.booked.appointment == e.appointment;
}
inline void evolve(Hour& s, AppointmentKept const& e) {
  for (auto& entry : s.entries) entry.kept = entry.kept || entry.booked.appointment == e.appointment;
}

// An appointment's name says its hour, "AP2026120108-7Q2M4XKTPB", so that it can be found by its name alone.
std::string prefix_of(Instant hour);
// The hour of an appointment; nothing when the name is not one of ours.
std::optional<Instant> hour_of_name(AppointmentId const& id);

}  // namespace landport::gate
