// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/pack.h"
#include "port/shift/events.h"

// The shift's part of the pack: shifts.csv and shift_rules.csv.
namespace landport::shift {

// A shift of every day: `start` by the port's clock ("20:00").
struct Hours {
  std::string code, name_zh, name_en, start;
  std::int64_t length_minutes = 0;
};
// One dated shift.
struct Slot {
  ShiftId shift;
  std::string code, name_zh, name_en;
  Day day;
  Instant begins, ends;
};

// The rules of shift_rules.csv; each row's name ends with its unit (dc: tenths of a degree).
enum class Rule : std::uint8_t {
  open_early_minutes,     // a shift may be opened so long before it begins
  train_late_minutes,     // from then on a train is called late
  train_silent_minutes,   // overdue so long without a report a train is called silent
  reefer_round_minutes,   // between two readings of a plugged reefer
  reefer_missed_minutes,  // after it was due a reading is called missed
  reefer_band_dc,         // how far from its set point a reefer may be
  travel_m_per_minute,    // of a machine between two moves
  dwell_noted_days,
  dwell_long_days,
  dwell_stuck_days,
  block_fill_busy_percent,
  block_fill_full_percent,
  gate_queue_busy_trucks,
  gate_queue_full_trucks,
  truck_wait_busy_minutes,
  truck_wait_full_minutes,
  tracks_busy_percent,
  tracks_full_percent
};
inline constexpr std::size_t rule_count = 18;
std::string_view name_of(Rule rule);

struct RuleRow {
  std::string rule;
  std::int64_t value = 0;
};

struct ShiftPack {
  std::vector<Dated<Hours>> shifts;  // none when the pack has no shifts.csv: the port does not work in shifts then
  std::map<Rule, std::vector<Dated<std::int64_t>>> rules;
  std::string time_zone, home;

  // The row that holds on that day; 0 when the pack has no rules.
  std::int64_t rule(Rule rule, Day day) const;
  std::int64_t rule(Rule name, Instant at) const { return rule(name, local_day(at)); }
  // By the port's clock.
  Day local_day(Instant at) const;
  // Midnight by the port's clock.
  Instant midnight(Day day) const;

  // The shifts that begin on a day, by their beginning.
  std::vector<Slot> slots(Day day) const;
  std::optional<Slot> at(Instant at) const;
  std::optional<Slot> find(ShiftId const& shift) const;
  // The first that begins after `slot` does.
  std::optional<Slot> after(Slot const& slot) const;

  // Refuses what pack_rows refuses and "shift.pack_shift", "shift.pack_overlap", "shift.pack_rule", "shift.pack_rule_missing".
  static Result<ShiftPack> load(PackFiles const& files, Pack const& loaded_before);
};

}  // namespace landport::shift
