// SPDX-License-Identifier: Apache-2.0
#include "port/network/timetable.h"

#include <algorithm>

namespace landport::network {
namespace {

std::string_view leg_run_of(Recorded const& fact) {
  std::string_view const stream = fact.stream.text;
  auto const slash = stream.find('/');
  return slash == std::string_view::npos ? stream : stream.substr(slash + 1);
}

void sum_up(LegRunRow& row) {
  booking::Slots sold, held;
  for (auto const& taking : row.takings) {
    auto& sum = taking.until ? held : sold;
    sum = sum + taking.slots;
  }
  row.length_sold = sold.length, row.length_held = held.length;
  row.mass_sold = sold.mass, row.mass_held = held.mass;
  row.plugs_sold = sold.plugs, row.plugs_held = held.plugs;
  row.teu_sold = sold.teu, row.teu_held = held.teu;
  row.length_free = row.length_max - sold.length - held.length;
  row.mass_free = row.mass_max - sold.mass - held.mass;
  row.plugs_free = row.plugs_max - sold.plugs - held.plugs;
  row.teu_free = row.teu_max - sold.teu - held.teu;
}

void set_limits(LegRunRow& row, Limits const& limits) {
  row.length_max = limits.length;
  row.mass_max = limits.mass;
  row.plugs_max = limits.plugs;
  row.teu_max = limits.teu;
  sum_up(row);
}

void set_taking(LegRunRow& row, TakingRow taking) {
  auto const same = std::find_if(row.takings.begin(), row.takings.end(),
                                 [&](TakingRow const& t) { return t.booking == taking.booking; });
  if (same == row.takings.end()) {
    row.takings.push_back(std::move(taking));
  } else {
    *same = std::move(taking);
  }
  sum_up(row);
}

}  // namespace

booking::Slots LegRunRow::free(Instant at) const {
  booking::Slots left{length_max, mass_max, plugs_max, teu_max};
  for (auto const& taking : takings) {
    if (!taking.until || at < *taking.until) left = left - taking.slots;
  }
  return left;
}

void Timetable::apply(DepartureScheduled const& e, Recorded const&) {
  auto& row = departures.edit(e.departure.text);
  row.departure = e.departure;
  row.service = e.service;
  row.name_zh = e.name_zh;
  row.name_en = e.name_en;
  row.from = e.from;
  row.to = e.to;
  row.day = e.day;
  row.legs = e.legs;
  row.carrier = e.carrier;
  row.booking_cutoff = e.cut_offs.booking;
  row.documents_cutoff = e.cut_offs.documents;
  row.gate_in_cutoff = e.cut_offs.gate_in;
  row.vgm_cutoff = e.cut_offs.vgm;
  if (e.legs.empty()) return;
  row.departs = e.legs.front().departs;
  row.arrives = e.legs.back().arrives;
  for (auto const& leg : e.legs) {
    auto& run = leg_runs.edit(leg.leg_run.text);
    run.leg_run = leg.leg_run;
    run.departures.push_back(e.departure);
  }
}
void Timetable::apply(DepartureCancelled const& e, Recorded const&) {
  auto& row = departures.edit(e.departure.text);
  row.state = DepartureState::cancelled;
  row.reason = e.reason;
}
void Timetable::apply(DepartureClosed const& e, Recorded const&) {
  auto& row = departures.edit(e.departure.text);
  if (row.state == DepartureState::cancelled) return;
  row.state = DepartureState::closed;
  row.reason = e.reason;
}
void Timetable::apply(DepartureReopened const& e, Recorded const&) {
  auto& row = departures.edit(e.departure.text);
  if (row.state == DepartureState::cancelled) return;
  row.state = DepartureState::open;
  row.reason.clear();
}
void Timetable::apply(LegRunOpened const& e, Recorded const&) {
  auto& row = leg_runs.edit(e.leg_run.text);
  row.leg_run = e.leg_run;
  row.path = e.path;
  row.leg = e.leg;
  row.from = e.from;
  row.to = e.to;
  row.departs = e.departs;
  row.arrives = e.arrives;
  row.carrier = e.carrier;
  set_limits(row, e.limits);
}
void Timetable::apply(LegRunLimitsChanged const& e, Recorded const&) {
  set_limits(leg_runs.edit(e.leg_run.text), e.limits);
}
void Timetable::apply(booking::SlotsHeld const& e, Recorded const& r) {
  set_taking(leg_runs.edit(leg_run_of(r)), {e.booking, e.slots, e.until});
}
void Timetable::apply(booking::SlotsConfirmed const& e, Recorded const& r) {
  set_taking(leg_runs.edit(leg_run_of(r)), {e.booking, e.slots, {}});
}
void Timetable::apply(booking::SlotsReleased const& e, Recorded const& r) {
  auto& row = leg_runs.edit(leg_run_of(r));
  std::erase_if(row.takings, [&](TakingRow const& t) { return t.booking == e.booking; });
  sum_up(row);
}

}  // namespace landport::network
