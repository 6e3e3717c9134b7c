// SPDX-License-Identifier: Apache-2.0
#include "trials/stories/always.h"

#include <limits>

namespace landport::stories {

namespace {

constexpr char const* measures[] = {"length", "mass", "plugs", "TEU"};

std::string inner(sim::Row const& row, char const* object, char const* name) {
  return sim::member(row.text(object), name);
}

// The member names of limits end with _max, those of takings do not.
std::vector<std::int64_t> slots(std::string const& json, std::string const& max) {
  std::vector<std::int64_t> out;
  for (auto const& name : {"length" + max + "_mm", "mass" + max + "_kg", "plugs" + max, "teu" + max + "_hundredths"}) {
    auto const text = sim::member(json, name);
    out.push_back(text.empty() ? 0 : std::stoll(text));
  }
  return out;
}

// "yard A1-02-01-1", so many bays further and tiers higher.
std::string beside(std::string const& position, int bays, int tiers) {
  auto const row = position.rfind('-', position.rfind('-') - 1), bay = position.rfind('-', row - 1);
  auto text = std::to_string(std::stoi(position.substr(bay + 1, row - bay - 1)) + bays);
  if (text.size() < 2) text.insert(0, "0");
  auto out = position.substr(0, bay + 1) + text + position.substr(row);
  out.back() = static_cast<char>(out.back() + tiers);
  return out;
}

}  // namespace

void Always::wrong(StoredEvent const& event, std::string what) {
  if (broken_.size() < 100) broken_.push_back("event " + std::to_string(event.sequence) + " " + event.type + ": " + what);
}

void Always::take(StoredEvent const& event) {
  // The facts of one command are true together: which of them stands first means nothing.
  if (event.command != command_) {
    for (auto const& [unit, run] : transfers_) wrong(event, unit + " is on another train and still on " + run);
    transfers_.clear();
    command_ = event.command;
  }
  auto const value = parser_.parse(event.data);
  if (!value) return wrong(event, "is no JSON");
  sim::Row const row(*value);
  if (event.type == "container.unit_placed.v1") moved(event, row);
  if (event.stream.starts_with("leg-run/")) sold(event, row);
  if (event.stream.starts_with("train/") || event.stream.starts_with("wagon/")) ran(event, row);
  if (event.type.starts_with("pool.")) promised(event, row);
}

// A unit is in exactly one place, one unit in a position, and nothing floats.
void Always::moved(StoredEvent const& event, sim::Row const& row) {
  ++moves_;
  auto const unit = row.text("unit");
  auto const from = inner(row, "from", "kind") + " " + inner(row, "from", "ref");
  auto const to = inner(row, "to", "kind") + " " + inner(row, "to", "ref");
  auto const was = place_.contains(unit) ? place_[unit] : "outside ";
  if (was != from) wrong(event, unit + " leaves “" + from + "” and was “" + was + "”");
  place_[unit] = to;
  auto const stands = [&](std::string const& there, int bays, int tiers) { return standing_.contains(beside(there, bays, tiers)); };
  if (from.starts_with("yard ")) {
    if (stands(from, 0, 1) || stands(from, -1, 1) || stands(from, 1, 1)) wrong(event, unit + " is lifted from under another");
    standing_.erase(from);
  }
  // One unit at a door of a warehouse.
  if (from.starts_with("warehouse ")) standing_.erase(from);
  if (to.starts_with("warehouse ") && !standing_.emplace(to, unit).second) wrong(event, to + " is taken twice");
  if (to.starts_with("yard ")) {
    // On one of its own length, or a long one on two short ones.
    bool const carried = to.back() == '1' || stands(to, 0, -1) || (stands(to, -1, -1) && stands(to, 1, -1));
    if (!carried) wrong(event, unit + " floats at " + to);
    if (!standing_.emplace(to, unit).second) wrong(event, to + " is taken twice");
  }
}

// Slots are never sold twice: what is held and sold of a leg run is within its limits.
void Always::sold(StoredEvent const& event, sim::Row const& row) {
  auto const booking = row.text("booking");
  if (event.type == "network.leg_run_opened.v1") limits_[event.stream] = slots(row.text("limits"), "_max");
  if (event.type == "network.leg_run_limits_changed.v1") {
    if (auto const changed = row.text("limits"); !changed.empty()) limits_[event.stream] = slots(changed, "_max");
  }
  auto& taken = taken_[event.stream];
  if (event.type == "booking.slots_held.v1") {
    taken[booking] = {slots(row.text("slots"), ""), row.time("until")};
  } else if (event.type == "booking.slots_confirmed.v1") {
    taken[booking] = {slots(row.text("slots"), ""), Instant{std::numeric_limits<std::int64_t>::max()}};
  } else if (event.type == "booking.slots_released.v1") {
    taken.erase(booking);
  } else {
    return;
  }
  ++takings_;
  for (std::size_t m = 0; m < std::size(measures); ++m) {
    std::int64_t sum = 0;
    for (auto const& [name, taking] : taken) sum += taking.until > event.recorded ? taking.slots[m] : 0;
    if (sum > limits_[event.stream][m]) wrong(event, event.stream + " oversold in " + measures[m]);
  }
}

// No empty is promised to two orders, and it is handed over only for the one that it is promised to.
void Always::promised(StoredEvent const& event, sim::Row const& row) {
  auto const unit = row.text("unit"), order = row.text("order");
  auto const found = promise_.find(unit);
  auto const to = found == promise_.end() ? std::string() : found->second;
  if (event.type == "pool.allocated.v1") {
    if (!to.empty()) wrong(event, unit + " is promised to " + order + " and to " + to);
    promise_[unit] = order;
    ++promises_;
  } else if (event.type == "pool.handed_over.v1") {
    if (to != order) wrong(event, unit + " is handed over for " + order + " and promised to “" + to + "”");
  } else if (event.type == "pool.joined.v1" || event.type == "pool.left.v1" || (event.type == "pool.freed.v1" && to == order)) {
    promise_.erase(unit);
  }
}

// A unit and a wagon are on one train at a time; what goes over at a border leaves one train for exactly one other.
void Always::ran(StoredEvent const& event, sim::Row const& row) {
  auto const run = row.text("run"), unit = row.text("unit"), wagon = row.text("wagon");
  if (event.type == "train.wagon_taken.v1") {
    if (auto const in = wagon_of_run_.find(wagon); in != wagon_of_run_.end()) wrong(event, wagon + " is in " + in->second + " already");
    wagon_of_run_[wagon] = run;
  }
  if (event.type == "train.wagon_freed.v1") wagon_of_run_.erase(wagon);
  if (event.type == "train.train_departed.v1") {
    if (runs_[run].departed) wrong(event, run + " departs twice");
    runs_[run].departed = true;
  }
  if (event.type == "train.unit_loaded.v1") {
    if (auto const on = run_of_.find(unit); on != run_of_.end() && on->second != run) transfers_[unit] = on->second;
    run_of_[unit] = run;
    runs_[run].on.insert(unit);
  }
  if (event.type == "train.unit_unloaded.v1" || event.type == "train.unit_transferred.v1") {
    if (runs_[run].on.erase(unit) == 0) wrong(event, unit + " leaves " + run + " and is not on it");
    auto const to = row.text("to_run");
    if (to.empty()) {
      run_of_.erase(unit);
    } else if (run_of_[unit] != to) {
      wrong(event, unit + " goes over to " + to + " and is on " + run_of_[unit]);
    }
    transfers_.erase(unit);
  }
}

}  // namespace landport::stories
