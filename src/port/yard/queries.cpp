// SPDX-License-Identifier: Apache-2.0
#include "port/yard/queries.h"

#include <algorithm>

#include "port/container/board.h"
#include "port/yard/board.h"
#include "port/yard/choice.h"

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

Proposal propose(Spot&& spot, Block const& block, Load const& load) {
  Proposal p{spot.position, spot.cost, spot.rehandles, spot.track_distance, std::move(spot.waits_for), {}, {}};
  reason(p, block, load);
  return p;
}

void choices_for(Block const& block, Room const& room, UnitNumber const& unit, Wish const& wish,
                 std::vector<std::pair<Spot, Block const*>>& out) {
  auto const& board = room.view<YardBoard>();
  auto const* own = board.stock.find(unit.text());
  // Its own stack: it would stand on itself, or stay where it is.
  auto const is_own_stack = [&](Position const& at) {
    return own && own->block == block.code.text && own->row.value == at.row &&
           std::abs(own->bay.value - at.bay) <= 1;
  };
  auto const departure_of = [&](UnitNumber const& other) {
    auto const* row = board.stock.find(other.text());
    return row ? row->departure : std::string{};
  };
  for (auto& c : choices_in(room.pack<YardPack>(), block, block_with_orders(block.code, room), wish,
                            departure_of, utc_day(room.at()))) {
    if (!is_own_stack(c.position)) out.emplace_back(std::move(c), &block);
  }
}

}  // namespace

Result<LayoutAnswer> answer(Layout const&, Room const& room) {
  auto const& yard = room.pack<YardPack>();
  auto const day = utc_day(room.at());
  return LayoutAnswer{valid_on(yard.blocks, day), valid_on(yard.machines, day), valid_on(yard.tracks, day),
                      valid_on(yard.lanes, day), valid_on(yard.warehouses, day)};
}

Result<PositionsAnswer> answer(Positions const& query, Room const& room) {
  auto const& yard = room.pack<YardPack>();
  auto const day = utc_day(room.at());
  auto const* unit = room.view<container::UnitBoard>().units.find(query.unit.text());
  if (!unit) return no(refuse("yard.no_such_unit").at("/unit").with("unit", query.unit.text()));
  bool const from_train = unit->place_kind == container::PlaceKind::wagon;
  bool const by_road = from_train && unit->place.starts_with(unit->departure);
  Wish const wish{load_on_card(*unit), by_road ? std::string{} : unit->departure,
                  unit->full && from_train && unit->customs_import.empty()};
  auto const blocks = valid_on(yard.blocks, day);
  std::vector<std::pair<Spot, Block const*>> choices;
  for (auto const& block : blocks) choices_for(block, room, query.unit, wish, choices);
  auto const limit = static_cast<std::size_t>(std::clamp<std::int64_t>(query.limit.value, 1, 100));
  auto const kept = std::min(limit, choices.size());
  std::partial_sort(choices.begin(), choices.begin() + static_cast<std::ptrdiff_t>(kept), choices.end(),
                    [](auto const& a, auto const& b) { return better(a.first, b.first); });
  choices.resize(kept);
  PositionsAnswer out;
  for (auto& [spot, block] : choices) out.positions.push_back(propose(std::move(spot), *block, wish.load));
  return out;
}

}  // namespace landport::yard
