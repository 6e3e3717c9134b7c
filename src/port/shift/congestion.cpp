// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "port/container/board.h"
#include "port/shift/queries.h"
#include "port/yard/layout.h"

// How long units stand, and where the port is full.
namespace landport::shift {

namespace {

constexpr std::size_t longest_shown = 20;

Flow flow_of(yard::StockRow const& s, container::UnitRow const* u) {
  if (!s.full) return Flow::empty;
  if (!s.departure.empty() && !(u && u->by_rail)) return Flow::outbound;
  return u && u->by_rail ? Flow::inbound : Flow::other;
}

Level level_of(std::int64_t value, std::int64_t busy, std::int64_t full) {
  return value >= full ? Level::full : value >= busy ? Level::busy : Level::free;
}

Pressure share(std::string what, std::string ref, std::int64_t value, std::int64_t of, std::int64_t busy, std::int64_t full) {
  Pressure p{std::move(what), std::move(ref), value, of, busy, full};
  p.level = level_of(of > 0 ? value * 100 / of : 0, busy, full);
  return p;
}

void add_dwell(CongestionAnswer& out, Room const& room, std::string const& block) {
  auto const& stock = room.view<yard::YardBoard>().stock;
  auto const& units = room.view<container::UnitBoard>().units;
  std::map<Flow, DwellLine> lines;
  for (auto const& key : room.view<ShiftBoard>().keys(index::block(block))) {
    auto const* s = stock.find(key);
    if (!s || s->block != block) continue;
    auto const* u = units.find(key);
    auto const flow = flow_of(*s, u);
    auto const since = u && u->entered_at ? *u->entered_at : s->since;
    auto const hours_here = (room.at() - since).ms / hours(1).ms;
    auto& line = lines[flow];
    line.bands.resize(out.dwell_days.size() + 1);
    line.block = block;
    line.flow = flow;
    line.units += Count{1};
    auto const band = std::upper_bound(out.dwell_days.begin(), out.dwell_days.end(), hours_here / 24) - out.dwell_days.begin();
    auto& of_band = line.bands[static_cast<std::size_t>(band)];
    of_band.count += Count{1};
    of_band.units.push_back(s->unit);
    if (line.units == Count{1} || hours_here > line.hours_longest) line.hours_longest = hours_here, line.longest = s->unit;
    out.longest.push_back({s->unit, s->position, s->owner, s->holds, flow, since, hours_here});
  }
  for (auto& [flow, line] : lines) out.dwell.push_back(std::move(line));
}

void add_gate(CongestionAnswer& out, Room const& room) {
  auto const& pack = room.pack<ShiftPack>();
  auto const rule = [&](Rule name) { return pack.rule(name, room.at()); };
  Pressure queue{"gate_queue", {}, 0, 0, rule(Rule::gate_queue_busy_trucks), rule(Rule::gate_queue_full_trucks)};
  Pressure wait{"truck_wait", {}, 0, 0, rule(Rule::truck_wait_busy_minutes), rule(Rule::truck_wait_full_minutes)};
  queue.table = wait.table = "gate.visits";
  for (auto const& key : room.view<ShiftBoard>().keys(index::visits)) {
    auto const* v = room.view<gate::GateBoard>().visits.find(key);
    if (!v || !v->open) continue;
    queue.keys.push_back(key);
    auto const waited = (room.at() - v->arrived_at).ms / 60'000;
    if (waited > wait.value) wait.value = waited, wait.keys = {key};
  }
  queue.value = static_cast<std::int64_t>(queue.keys.size());
  for (auto* p : {&queue, &wait}) {
    p->level = level_of(p->value, p->busy, p->full);
    out.pressures.push_back(std::move(*p));
  }
}

// Tracks on which somebody said that a train stands.
void add_tracks(CongestionAnswer& out, Room const& room) {
  auto const& pack = room.pack<ShiftPack>();
  auto const day = utc_day(room.at());
  std::int64_t count = 0;
  std::vector<std::string> taken;
  for (auto const& t : room.pack<yard::YardPack>().tracks) {
    if (!t.valid.contains(day)) continue;
    ++count;
    auto const* now = room.view<train::DayBoard>().tracks.find(t.row.code);
    if (now && !now->run.empty()) taken.push_back(now->track);
  }
  auto p = share("tracks", {}, static_cast<std::int64_t>(taken.size()), count, pack.rule(Rule::tracks_busy_percent, room.at()),
                 pack.rule(Rule::tracks_full_percent, room.at()));
  p.table = "train.tracks";
  p.keys = std::move(taken);
  out.pressures.push_back(std::move(p));
}

}  // namespace

Result<CongestionAnswer> answer(CongestionQuery const&, Room const& room) {
  auto const& pack = room.pack<ShiftPack>();
  auto const rule = [&](Rule name) { return pack.rule(name, room.at()); };
  CongestionAnswer out{{rule(Rule::dwell_noted_days), rule(Rule::dwell_long_days), rule(Rule::dwell_stuck_days)}, {}, {}, {}};
  auto const day = utc_day(room.at());
  auto const& blocks = room.view<yard::YardBoard>().blocks;
  for (auto const& b : room.pack<yard::YardPack>().blocks) {
    if (!b.valid.contains(day)) continue;
    auto const& code = b.row.code.text;
    add_dwell(out, room, code);
    auto const* row = blocks.find(code);
    auto p = share("block", code, row ? row->slots_used.value : 0, b.row.slots(), rule(Rule::block_fill_busy_percent),
                   rule(Rule::block_fill_full_percent));
    p.table = "yard.blocks";
    if (row) p.keys = {code};
    out.pressures.push_back(std::move(p));
  }
  std::sort(out.longest.begin(), out.longest.end(), [](auto const& a, auto const& b) { return std::tie(a.since, a.position) < std::tie(b.since, b.position); });
  if (out.longest.size() > longest_shown) out.longest.resize(longest_shown);
  add_gate(out, room);
  add_tracks(out, room);
  return out;
}

}  // namespace landport::shift
