// SPDX-License-Identifier: Apache-2.0
#include "port/network/positions.h"

#include <algorithm>
#include <cmath>

namespace landport::network {
namespace {

// Reports come out of order: the one that happened last counts.
void report(RunningRow& row, NodeCode const& node, train::Passing what, Instant at) {
  if (row.reported && *row.reported > at) return;
  row.node = node;
  row.what = what;
  row.reported = at;
}

void count_owners(RunningRow& row) {
  row.owners.clear();
  for (auto const& unit : row.units) {
    bool const known = std::find(row.owners.begin(), row.owners.end(), unit.owner) != row.owners.end();
    if (!unit.owner.empty() && !known) row.owners.push_back(unit.owner);
  }
}

void forget(RunningRow& row, UnitNumber const& unit) {
  std::erase_if(row.units, [&](UnitOnTheWay const& u) { return u.unit == unit; });
}

void hand_over(Table<RunningRow>& runs, std::vector<train::RunId> const& parents, Instant at) {
  for (auto const& parent : parents) {
    auto& row = runs.edit(parent.text);
    row.run = parent;
    row.handed_over = at;
  }
}

}  // namespace

void Running::apply(train::TrainComposed const& e, Recorded const&) {
  auto& row = runs.edit(e.run.text);
  row.run = e.run;
  row.departure = e.departure;
  row.departures = train::departures_of(e);
  row.service = e.service;
  row.carrier = e.carrier;
  row.gauge_mm = e.gauge_mm;
  row.legs = e.legs;
  row.parents = e.parents;
  row.partners = e.partners;
  if (row.departed) hand_over(runs, e.parents, *row.departed);
}
void Running::apply(train::UnitPlanned const& e, Recorded const&) {
  auto& row = runs.edit(e.run.text);
  row.run = e.run;
  forget(row, e.cargo.unit);
  row.units.push_back({e.cargo.unit, e.cargo.owner});
  count_owners(row);
}
void Running::apply(train::UnitUnplanned const& e, Recorded const&) {
  auto* const row = runs.touch(e.run.text);
  if (!row) return;
  forget(*row, e.unit);
  count_owners(*row);
}
void Running::apply(train::TrainDeparted const& e, Recorded const& fact) {
  auto& row = runs.edit(e.run.text);
  row.run = e.run;
  row.departed = fact.happened;
  report(row, e.node, train::Passing::departed, fact.happened);
  auto const parents = row.parents;
  hand_over(runs, parents, fact.happened);
}
void Running::apply(train::TrainReported const& e, Recorded const& fact) {
  auto& row = runs.edit(e.run.text);
  row.run = e.run;
  report(row, e.node, e.what, fact.happened);
}
void Running::apply(train::BorderReached const& e, Recorded const& fact) {
  auto& row = runs.edit(e.run.text);
  row.run = e.run;
  if (fact.sequence < row.arrival_correction) return;
  report(row, e.node, train::Passing::arrived, fact.happened);
}
void Running::apply(train::TrainArrived const& e, Recorded const& fact) {
  auto& row = runs.edit(e.run.text);
  row.run = e.run;
  if (fact.sequence < row.arrival_correction) return;
  row.arrived = fact.happened;
  report(row, e.node, train::Passing::arrived, fact.happened);
}
// Folded by when things happened, it may come before the arrival that it puts right.
void Running::apply(train::ArrivalCorrected const& e, Recorded const& fact) {
  auto& row = runs.edit(e.run.text);
  row.run = e.run;
  if (fact.sequence < row.arrival_correction) return;
  row.arrival_correction = fact.sequence;
  if (!e.at_border) row.arrived = e.arrived_at;
  row.reported.reset();
  if (e.arrived_at) return report(row, e.node, train::Passing::arrived, *e.arrived_at);
  report(row, e.last_node, e.last_stood ? train::Passing::arrived : train::Passing::departed, e.last_at);
}

namespace {

// Where on its legs a run was when it was last reported: the leg, how far along it, and whether it stood
// there.
struct LastSeen {
  train::RunLeg const* leg = nullptr;
  Way const* way = nullptr;
  double fraction = 0;
  bool stands = false;
};

Way const* way_of(train::RunLeg const& leg, RailMap const& map) {
  auto const day = utc_day(leg.departs);
  auto const* const way = map.ways.find(leg.leg.text, day);
  return way ? way : map.way(leg.from, leg.to, day);
}

// A place on the way that is no node of a leg counts for the leg whose line passes nearest.
LastSeen between_nodes(RunningRow const& run, RailMap const& map, Network const& network, bool stands) {
  LastSeen best;
  double off = 1e9;
  auto const* const node = network.nodes.find(run.node->text, utc_day(*run.reported));
  if (!node) return best;
  for (auto const& leg : run.legs) {
    auto const* const way = way_of(leg, map);
    if (!way) continue;
    auto const along = nearest_on_way(*way, {node->lon, node->lat});
    if (along.off_km < off) best = {&leg, way, along.fraction, stands}, off = along.off_km;
  }
  return best;
}

LastSeen last_seen(RunningRow const& run, RailMap const& map, Network const& network) {
  bool const stands = run.what == train::Passing::arrived;
  train::RunLeg const* leaving = nullptr;
  train::RunLeg const* coming = nullptr;
  for (auto const& leg : run.legs) {
    if (leg.from == run.node) leaving = &leg;
    if (leg.to == run.node) coming = &leg;
  }
  if (leaving && !(stands && coming)) return {leaving, way_of(*leaving, map), 0, stands};
  if (coming) return {coming, way_of(*coming, map), 1, true};
  return between_nodes(run, map, network, stands);
}

// The instant at which the timetable has a run at that part of a leg.
Instant timetabled(train::RunLeg const& leg, double fraction) {
  auto const span = static_cast<double>(leg.arrives.ms - leg.departs.ms);
  return {leg.departs.ms + std::llround(span * fraction)};
}

std::int64_t minutes_between(Instant from, Instant to) {
  return (to.ms - from.ms) / 60'000;
}

// What comes next, when, and how far the run has come towards it by `at`.
void run_on(TrainPosition& p, LastSeen const& seen, RunningRow const& run, Instant at) {
  auto const late = run.reported->ms - timetabled(*seen.leg, seen.fraction).ms;
  p.delay_minutes = minutes_between(timetabled(*seen.leg, seen.fraction), *run.reported);
  p.fraction = seen.fraction;
  auto const* next = seen.leg;
  if (seen.fraction >= 1) {
    auto const after = std::find_if(run.legs.begin(), run.legs.end(),
                                    [&](train::RunLeg const& leg) { return leg.from == seen.leg->to; });
    if (after == run.legs.end()) return;
    next = &*after;
  }
  p.next_node = next->to;
  p.next_expected = Instant{next->arrives.ms + std::max<std::int64_t>(0, late)};
  if (seen.stands) return;
  p.moving = true;
  auto const whole = p.next_expected->ms - run.reported->ms;
  auto const gone = std::max<std::int64_t>(0, at.ms - run.reported->ms);
  double const part = whole > 0 ? std::min(1.0, static_cast<double>(gone) / static_cast<double>(whole)) : 1.0;
  p.fraction = seen.fraction + (1 - seen.fraction) * part;
  p.overdue = at > *p.next_expected;
  if (gone > 0) p.basis = PositionBasis::expected;
}

std::vector<std::string> listed(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    auto const end = std::min(list.find_first_of(",+ "), list.size());
    if (end > 0) out.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

double rounded(double value, double steps) {
  return std::round(value * steps) / steps;
}

}  // namespace

std::optional<TrainPosition> position_of(RunningRow const& run, RailMap const& map, Network const& network,
                                         Instant at) {
  bool const over = (run.arrived && *run.arrived <= at) || (run.handed_over && *run.handed_over <= at);
  if (!run.departed || *run.departed > at || !run.reported || !run.node || !run.departure || !run.service ||
      over || run.legs.empty())
    return std::nullopt;
  auto const seen = last_seen(run, map, network);
  if (!seen.leg || !seen.way) return std::nullopt;
  TrainPosition p;
  p.run = run.run, p.departure = *run.departure, p.service = *run.service, p.carrier = run.carrier;
  p.leg = seen.leg->leg, p.from = seen.leg->from, p.to = seen.leg->to;
  p.reported_node = *run.node, p.reported_what = run.what, p.reported_at = *run.reported;
  run_on(p, seen, run, at);
  auto const where = point_on_way(*seen.way, p.fraction);
  p.lon = rounded(where.at.lon, 1e4), p.lat = rounded(where.at.lat, 1e4);
  p.heading_deg = rounded(where.heading_deg, 1);
  p.fraction = rounded(p.fraction, 1e4);
  return p;
}

Result<TrainPositionsAnswer> answer(TrainPositions const& query, Room const& room) {
  auto const& map = room.pack<RailMap>();
  auto const& network = room.pack<Network>();
  TrainPositionsAnswer a{room.at(), {}};
  auto const wanted = listed(query.departures);
  auto const asked_for = [&](RunningRow const& run) {
    return wanted.empty() || std::ranges::any_of(run.departures, [&](DepartureId const& departure) {
             return std::ranges::find(wanted, departure.text) != wanted.end();
           });
  };
  room.view<Running>().runs.each([&](std::string_view, RunningRow const& run) {
    if (!asked_for(run)) return;
    if (!sights_of(room.actor(), parties_of(run)).any(RunningRow::audience)) return;
    if (auto p = position_of(run, map, network, a.at)) a.positions.push_back(std::move(*p));
  });
  return a;
}

}  // namespace landport::network
