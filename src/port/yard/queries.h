// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "port/yard/layout.h"

namespace landport::yard {

inline constexpr Roles yard_watchers =
    Role::terminal | Role::gate | Role::customs | Role::duty | Role::admin | Role::carrier | Role::clock;

// The yard as it is drawn on the day that is looked at.
struct Layout {
  static constexpr std::string_view wire = "yard.layout", zh = "堆场平面", en = "Layout of the yard";
  static constexpr Roles roles = yard_watchers;
};
constexpr auto fields(Type<Layout>) {
  return field_list();
}
struct LayoutAnswer {
  std::vector<Block> blocks;
  std::vector<Machine> machines;
  std::vector<Track> tracks;
  std::vector<Lane> lanes;
  std::vector<Warehouse> warehouses;
};
constexpr auto fields(Type<LayoutAnswer>) {
  return field_list(field("blocks", &LayoutAnswer::blocks, "箱区", "Blocks"),
                    field("machines", &LayoutAnswer::machines, "机械", "Machines"),
                    field("tracks", &LayoutAnswer::tracks, "股道", "Tracks"),
                    field("lanes", &LayoutAnswer::lanes, "通道", "Lanes"),
                    field("warehouses", &LayoutAnswer::warehouses, "仓库", "Warehouses"));
}

// The best positions for a unit, best first.
struct Positions {
  static constexpr std::string_view wire = "yard.positions", zh = "推荐场位", en = "Proposed positions";
  static constexpr Roles roles = Role::terminal | Role::gate | Role::duty | Role::clock;
  UnitNumber unit;
  Count limit{5};
};
constexpr auto fields(Type<Positions>) {
  return field_list(field("unit", &Positions::unit, "箱号", "Unit"),
                    may("limit", &Positions::limit, "数量", "Limit"));
}
// `cost` orders the proposals: 1000 for each unit below that will probably have to leave first (it would have
// to be dug out), 200 when the block is of a kind that the unit does not need, and one for each 10 m to the
// loading tracks. Of equal cost, what waits for no other unit comes first.
struct Proposal {
  Position position;
  Count cost, rehandles;
  Millimetres track_distance;
  std::vector<UnitNumber> waits_for;
  std::string reason_zh, reason_en;
};
constexpr auto fields(Type<Proposal>) {
  return field_list(
      field("position", &Proposal::position, "场位", "Position"),
      field("cost", &Proposal::cost, "代价", "Cost"),
      field("rehandles", &Proposal::rehandles, "预计翻箱", "Rehandles expected"),
      field("track_distance_mm", &Proposal::track_distance, "距装卸线", "Distance to the tracks"),
      field("waits_for", &Proposal::waits_for, "须等其落位", "Waits for"),
      field("reason_zh", &Proposal::reason_zh, "理由", "Reason (zh)"),
      field("reason_en", &Proposal::reason_en, "理由（英）", "Reason (en)"));
}
struct PositionsAnswer {
  std::vector<Proposal> positions;
};
constexpr auto fields(Type<PositionsAnswer>) {
  return field_list(field("positions", &PositionsAnswer::positions, "场位", "Positions"));
}

Result<LayoutAnswer> answer(Layout const& query, Room const& room);
Result<PositionsAnswer> answer(Positions const& query, Room const& room);

}  // namespace landport::yard
