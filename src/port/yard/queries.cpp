// SPDX-License-Identifier: Apache-2.0
#include "port/yard/queries.h"

#include <algorithm>

#include "port/container/board.h"
#include "port/yard/board.h"
#include "port/yard/rules.h"

namespace landport::yard {

namespace {

template <class T>
std::vector<T> valid_on(std::vector<Dated<T>> const& rows, Day day) {
  std::vector<T> out;
  for (auto const& dated : rows) {
    if (dated.valid.contains(day)) out.push_back(dated.row);
  }
  return out;
}

Load load_on_card(container::UnitRow const& row) {
  container::Whereabouts unit;
  unit.size_type = row.size_type;
  unit.full = row.full;
  unit.tare = row.tare;
  unit.gross_max = row.gross_max;
  unit.verified_gross = row.verified_gross;
  unit.set_point = row.set_point;
  unit.danger = row.danger;
  return load_of(unit);
}

// How well a kind of block fits: 0 what it is for, 1 possible, 2 only when nothing else is left.
int misfit(Block const& block, Load const& load) {
  switch (block.kind) {
    case BlockKind::reefer:
      return load.needs_plug ? 0 : 2;
    case BlockKind::dangerous:
      return load.danger_class.empty() ? 2 : 0;
    case BlockKind::empty:
      return load.full ? 2 : 0;
    case BlockKind::bonded:
      return 1;
    case BlockKind::general:
      return load.full ? 0 : 1;
  }
  return 2;
}

// From the middle of the position to the nearest loading track, over the plan, headings of blocks along the
// axes taken as they are.
Millimetres track_distance(std::vector<Track> const& tracks, Block const& block, Position const& at) {
  std::int64_t best = -1;
  auto const along = (at.bay - 1) * block.slot_length.value / 2;
  auto const across = (at.row - 1) * block.slot_width.value;
  bool const turned = block.heading_deg.value % 180 == 90;
  auto const x = block.x.value + (turned ? across : along), y = block.y.value + (turned ? along : across);
  for (auto const& t : tracks) {
    if (t.kind != "loading") continue;
    auto const [x1, x2] = std::minmax(t.x1.value, t.x2.value);
    auto const [y1, y2] = std::minmax(t.y1.value, t.y2.value);
    auto const d = std::max({x1 - x, x - x2, std::int64_t{0}}) + std::max({y1 - y, y - y2, std::int64_t{0}});
    if (best < 0 || d < best) best = d;
  }
  return Millimetres{std::max<std::int64_t>(best, 0)};
}

// What stands below and leaves with another departure than the unit would have to be dug out from under it.
int rehandles(BlockState const& state, YardBoard const& board, Position const& at,
              std::string_view departure) {
  int n = 0;
  for (auto const& s : state.standing) {
    if (s.position.tier >= at.tier || !s.position.shares_ground(at)) continue;
    auto const* row = board.stock.find(s.unit.text());
    if (row && !row->departure.empty() && row->departure != departure) ++n;
  }
  return n;
}

// The lowest tier that is not taken or reserved on that ground.
int next_tier(BlockState const& state, Position at) {
  int tier = 1;
  for (auto const* list : {&state.standing, &state.reserved}) {
    for (auto const& s : *list) {
      if (s.position.shares_ground(at)) tier = std::max(tier, s.position.tier + 1);
    }
  }
  return tier;
}

void reason(Proposal& p, Block const& block, Load const& load) {
  auto const metres = std::to_string(p.track_distance.value / 1000);
  p.reason_zh =
      block.name_zh + "，距装卸线 " + metres + " 米，" +
      (p.rehandles == Count{0} ? "预计不翻箱" : "预计翻箱 " + std::to_string(p.rehandles.value) + " 次");
  p.reason_en = block.name_en + ", " + metres + " m to the loading tracks, " +
                (p.rehandles == Count{0} ? "no rehandling expected"
                                         : std::to_string(p.rehandles.value) + " rehandling expected");
  if (load.needs_plug) {
    p.reason_zh += "，有插座";
    p.reason_en += ", with a plug";
  }
}

// The block as it stands, and what is ordered to it, with what those units weigh and contain.
BlockState block_with_orders(BlockCode const& code, Room const& room) {
  auto state = block_of(room.view<YardBoard>(), code);
  auto const& units = room.view<container::UnitBoard>().units;
  for (auto& s : state.reserved) {
    if (auto const* row = units.find(s.unit.text())) s.load = load_on_card(*row);
  }
  return state;
}

void propose_in(Block const& block, Room const& room, std::vector<Track> const& tracks, Load const& load,
                std::string_view departure, std::vector<Proposal>& out) {
  auto const& yard = room.pack<YardPack>();
  auto const& board = room.view<YardBoard>();
  auto const day = utc_day(room.at());
  auto const state = block_with_orders(block.code, room);
  bool const wide = load.size_type.feet() > 20;
  for (int bay = wide ? 2 : 1; bay <= 2 * block.bays.value - 1; bay += 2) {
    for (int row = 1; row <= block.rows.value; ++row) {
      Position at{block.code, bay, row, 1};
      at.tier = next_tier(state, at);
      if (!may_stand(yard, block, state, at, load, {}, Counting::with_reserved, day)) continue;
      Proposal p;
      p.position = at;
      p.rehandles = Count{rehandles(state, board, at, departure)};
      p.track_distance = track_distance(tracks, block, at);
      p.cost = Count{p.rehandles.value * 1000 + misfit(block, load) * 200 + p.track_distance.value / 10'000};
      reason(p, block, load);
      out.push_back(std::move(p));
    }
  }
}

}  // namespace

Result<LayoutAnswer> answer(Layout const&, Room const& room) {
  auto const& yard = room.pack<YardPack>();
  auto const day = utc_day(room.at());
  return LayoutAnswer{valid_on(yard.blocks, day), valid_on(yard.machines, day), valid_on(yard.tracks, day),
                      valid_on(yard.lanes, day)};
}

Result<PositionsAnswer> answer(Positions const& query, Room const& room) {
  auto const& yard = room.pack<YardPack>();
  auto const day = utc_day(room.at());
  auto const* unit = room.view<container::UnitBoard>().units.find(query.unit.text());
  if (!unit) return no(refuse("yard.no_such_unit").at("/unit").with("unit", query.unit.text()));
  auto const load = load_on_card(*unit);
  auto const tracks = valid_on(yard.tracks, day);
  PositionsAnswer out;
  for (auto const& block : valid_on(yard.blocks, day)) {
    propose_in(block, room, tracks, load, unit->departure, out.positions);
  }
  auto const better = [](Proposal const& a, Proposal const& b) {
    return std::tie(a.cost, a.position) < std::tie(b.cost, b.position);
  };
  auto const limit = static_cast<std::size_t>(std::clamp<std::int64_t>(query.limit.value, 1, 100));
  auto const kept = std::min(limit, out.positions.size());
  std::partial_sort(out.positions.begin(), out.positions.begin() + static_cast<std::ptrdiff_t>(kept),
                    out.positions.end(), better);
  out.positions.resize(kept);
  return out;
}

}  // namespace landport::yard
