// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sim/port.h"

// What the people of the world remember of what they saw on the port's tables.
namespace landport::sim {

struct LegSeen {
  std::string leg_run, from, to, mode;
  std::int64_t gauge_mm = 0;
  Instant departs, arrives;
};
struct DepartureSeen {
  std::string id, service, from, to, state, carrier;
  Instant departs, arrives, booking_cutoff, gate_in_cutoff;
  std::vector<LegSeen> legs;
};
struct LegRunSeen {
  std::int64_t length_free_mm = 0, teu_free = 0, teu_max = 0, mass_free_kg = 0, plugs_free = 0;
};
struct BookingSeen {
  std::string id, stage, reference, departure, owner, size_type, hs_code, goods;
  bool danger = false;
  std::int64_t quantity = 0, gross_kg = 0, plugs = 0;
  std::vector<std::string> units;
  Instant hold_until;
  bool wide() const { return !size_type.empty() && size_type.front() != '2'; }
};
struct UnitSeen {
  std::string id, place_kind, place, booking, departure, owner, size_type, seal;
  Instant since;
  std::int64_t gross_kg = 0;
  bool full = true, held = false, by_rail = false, export_released = false, import_released = false, cold = false,
       danger = false, sound = true;
  bool wide() const { return !size_type.empty() && size_type.front() != '2'; }
};
struct StockSeen {
  std::string unit, position;
  bool needs_plug = false, plugged = false;
  Instant temperature_at;
  std::int64_t set_point_dc = 0;
};
struct WorkSeen {
  std::string id, state, unit, from_kind, to_kind, to, ordered_by, machine;
};
struct TruckSeen {  // a row of the gate's queue
  std::string visit, plate, direction, step, booking;
  std::vector<std::string> on_truck;
};
struct AppointmentSeen {  // that is still to be kept
  std::string id, direction, plate, unit, booking;
  Instant hour;
};
struct ShiftSeen {
  std::string id, stage, manager;
  Instant ends;
};
struct EmbargoSeen {
  std::string id, at, place, source;
  Instant from, until;  // until: the last of times when it is open
  bool dangerous_only = false, lifted = false;
};
// Empties that are promised: to a booking, or to be moved from depot to depot.
struct ReleaseSeen {
  std::string id, booking, owner, state;
  std::vector<std::string> units, handed_over;
};
struct EmptyMoveSeen {
  std::string id, from, to, state;
  std::vector<std::string> units, left, arrived;
};
struct DepotSeen {
  std::string depot, size_type;
  bool home = false;
  std::int64_t free = 0;
};
struct TrainSeen {
  std::string run, departure, stage, from, to, node, position_from, position_to;
  std::int64_t gauge_mm = 0, delay_minutes = 0, units = 0, loaded = 0, inspected = 0, wagons = 0, plugs = 0;
  Instant departs_planned;
  bool to_strip = false;
  std::vector<LegSeen> legs;
  std::vector<std::string> wagon_list, unit_list, children, left_behind;
};

struct Ledger {
  std::map<std::string, DepartureSeen, std::less<>> departures;
  std::unordered_map<std::string, LegRunSeen> leg_runs;
  std::unordered_map<std::string, BookingSeen> bookings;
  std::unordered_map<std::string, UnitSeen> units;
  std::unordered_map<std::string, StockSeen> stock;
  std::unordered_map<std::string, TrainSeen> trains;
  std::unordered_map<std::string, TruckSeen> trucks;  // at the gate now
  std::unordered_map<std::string, WorkSeen> works;    // that are not done
  std::unordered_map<std::string, ShiftSeen> shifts;
  std::map<std::string, EmbargoSeen> embargoes;
  std::map<std::string, ReleaseSeen> releases;      // by booking: the newest one
  std::map<std::string, EmptyMoveSeen> empty_moves;  // that are open
  std::map<std::string, DepotSeen> depots;
  std::unordered_set<std::string> pooled;  // units in the stock of a depot
  std::map<std::string, AppointmentSeen> appointments;  // by name, which is in the order of their hours
  // Of the trucks that come with an appointment: its unit, by the visit.
  std::unordered_map<std::string, std::string> unit_of_visit;

  DepartureSeen const* departure(std::string_view id) const {
    auto const found = departures.find(id);
    return found == departures.end() ? nullptr : &found->second;
  }
  UnitSeen const* unit(std::string const& id) const {
    auto const found = units.find(id);
    return found == units.end() ? nullptr : &found->second;
  }
};

DepartureSeen departure_of(Row const& row);
LegRunSeen leg_run_of(Row const& row);
BookingSeen booking_of(Row const& row, JsonParser& parser);  // for what is told as JSON inside a text
UnitSeen unit_of(Row const& row);
StockSeen stock_of(Row const& row);
WorkSeen work_of(Row const& row);
TruckSeen truck_of(Row const& row);
TrainSeen train_of(Row const& row);
ShiftSeen shift_of(Row const& row);
AppointmentSeen appointment_of(Row const& row);
EmbargoSeen embargo_of(Row const& row);
ReleaseSeen release_of(Row const& row);
EmptyMoveSeen empty_move_of(Row const& row);
DepotSeen depot_of(Row const& row);

}  // namespace landport::sim
