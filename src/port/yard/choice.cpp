// SPDX-License-Identifier: Apache-2.0
#include "port/yard/choice.h"

#include <algorithm>
#include <tuple>

namespace landport::yard {

namespace {

// How well a kind of block fits: 0 what it is for, 1 possible, 2 only when nothing else is left.
int misfit(Block const& block, Wish const& wish) {
  auto const& load = wish.load;
  switch (block.kind) {
    case BlockKind::reefer:
      return load.needs_plug ? 0 : 2;
    case BlockKind::dangerous:
      return load.danger_class.empty() ? 2 : 0;
    case BlockKind::empty:
      return load.full ? 2 : 0;
    case BlockKind::bonded:
      return wish.under_customs && !load.needs_plug ? 0 : 1;
    case BlockKind::general:
      return load.full && !wish.under_customs ? 0 : 1;
  }
  return 2;
}

// From the middle of the position to the nearest loading track, over the plan, headings of blocks along the
// axes taken as they are.
Millimetres track_distance(YardPack const& yard, Block const& block, Position const& at, Day day) {
  std::int64_t best = -1;
  auto const along = (at.bay - 1) * block.slot_length.value / 2;
  auto const across = (at.row - 1) * block.slot_width.value;
  bool const turned = block.heading_deg.value % 180 == 90;
  auto const x = block.x.value + (turned ? across : along), y = block.y.value + (turned ? along : across);
  for (auto const& [t, valid, source, line] : yard.tracks) {
    if (t.kind != "loading" || !valid.contains(day)) continue;
    auto const [x1, x2] = std::minmax(t.x1.value, t.x2.value);
    auto const [y1, y2] = std::minmax(t.y1.value, t.y2.value);
    auto const d = std::max({x1 - x, x - x2, std::int64_t{0}}) + std::max({y1 - y, y - y2, std::int64_t{0}});
    if (best < 0 || d < best) best = d;
  }
  return Millimetres{std::max<std::int64_t>(best, 0)};
}

// What stands below and leaves with another departure than the unit would have to be dug out from under it.
int rehandles(BlockState const& state, Position const& at, Wish const& wish,
              DepartureOf const& departure_of) {
  int n = 0;
  for (auto const* list : {&state.standing, &state.reserved}) {
    for (auto const& s : *list) {
      if (s.position.tier >= at.tier || !s.position.shares_ground(at)) continue;
      auto const departure = departure_of(s.unit);
      if (!departure.empty() && departure != wish.departure) ++n;
    }
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

}  // namespace

std::vector<Spot> choices_in(YardPack const& yard, Block const& block, BlockState const& state,
                             Wish const& wish, DepartureOf const& departure_of, Day day) {
  std::vector<Spot> out;
  bool const wide = wish.load.size_type.feet() > 20;
  for (int bay = wide ? 2 : 1; bay <= 2 * block.bays.value - 1; bay += 2) {
    for (int row = 1; row <= block.rows.value; ++row) {
      Position at{block.code, bay, row, 1};
      at.tier = next_tier(state, at);
      if (!may_stand(yard, block, state, at, wish.load, {}, Counting::with_reserved, day)) continue;
      Spot c;
      c.position = at;
      c.rehandles = Count{rehandles(state, at, wish, departure_of)};
      c.track_distance = track_distance(yard, block, at, day);
      c.cost = Count{c.rehandles.value * 1000 + misfit(block, wish) * 200 + c.track_distance.value / 10'000};
      c.waits_for = state.awaited_below(at);
      out.push_back(std::move(c));
    }
  }
  return out;
}

bool better(Spot const& a, Spot const& b) {
  auto const waits = std::tuple(a.waits_for.size(), b.waits_for.size());
  return std::tie(a.cost, std::get<0>(waits), a.position) < std::tie(b.cost, std::get<1>(waits), b.position);
}

}  // namespace landport::yard
