// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "journal/desk.h"
#include "journal/event.h"
#include "port/container/events.h"
#include "words/fields.h"

// What can happen in the yard, and what sister departments may know and do there.
namespace landport::yard {

struct WorkId : Name<WorkId> {
  using Name::Name;
};
struct BlockCode : Name<BlockCode> {
  using Name::Name;
};

inline StreamName block_stream(BlockCode const& block) {
  return stream_name("block", block.text);
}
inline StreamName work_stream(WorkId const& work) {
  return stream_name("work", work.text);
}

// A position in the yard: block, bay, row, tier, "A1-03-02-1". Bays are counted as on ships (ISO 9711): a
// block of n 20-foot slots has the odd bays 1, 3 ... 2n-1 for 20-foot units; the even bay b is the two slots
// b-1 and b+1 together, for a 40- or 45-foot unit. Rows and tiers count from 1; tier 1 stands on the ground.
struct Position {
  BlockCode block;
  int bay = 0, row = 0, tier = 0;
  auto operator<=>(Position const&) const = default;

  bool wide() const { return bay % 2 == 0; }                 // spans two 20-foot slots
  int first_slot() const { return wide() ? bay - 1 : bay; }  // the odd bays it covers
  int last_slot() const { return wide() ? bay + 1 : bay; }
  bool shares_ground(Position const& o) const {  // same row, a common slot
    return block == o.block && row == o.row && first_slot() <= o.last_slot() && o.first_slot() <= last_slot();
  }
};
std::string to_text(Position const& position);
// Refuses "yard.position_malformed" (422).
Result<Position> parse_position(std::string_view text);

}  // namespace landport::yard

template <>
struct landport::Codec<landport::yard::Position> : landport::TextCodec<landport::yard::Position> {
  static constexpr ValueKind kind{"string", "position", "",
                                  "a position like A1-03-02-1 (block, bay, row, tier)",
                                  "场位（如 A1-03-02-1：区-贝-列-层）"};
  static std::string to_text(landport::yard::Position const& v) { return landport::yard::to_text(v); }
  static Result<landport::yard::Position> from_text(std::string_view t) {
    return landport::yard::parse_position(detail::trimmed(t));
  }
};

namespace landport::yard {

// ---- facts of a block ----

struct UnitStacked {
  static constexpr std::string_view wire = "yard.unit_stacked.v1", zh = "落位", en = "Unit stacked";
  BlockCode block;
  Position position;
  UnitNumber unit;
  SizeType size_type;
  Kilograms gross;           // verified, or the largest it may have when nobody has weighed it
  std::string danger_class;  // the first declared class; empty when not dangerous
  std::string by;            // work order, train or correction
};
constexpr auto fields(Type<UnitStacked>) {
  using E = UnitStacked;
  return std::tuple{field("block", &E::block, "箱区", "Block"),
                    field("position", &E::position, "场位", "Position"),
                    field("unit", &E::unit, "箱号", "Unit"),
                    field("size_type", &E::size_type, "箱型", "Size and type"),
                    field("gross_kg", &E::gross, "总重", "Gross mass"),
                    may("danger_class", &E::danger_class, "危险类别", "Danger class"),
                    may("by", &E::by, "依据", "By")};
}
struct UnitLifted {
  static constexpr std::string_view wire = "yard.unit_lifted.v1", zh = "起吊", en = "Unit lifted";
  BlockCode block;
  Position position;
  UnitNumber unit;
  std::string by;  // work order, train or correction
};
constexpr auto fields(Type<UnitLifted>) {
  using E = UnitLifted;
  return std::tuple{field("block", &E::block, "箱区", "Block"),
                    field("position", &E::position, "场位", "Position"),
                    field("unit", &E::unit, "箱号", "Unit"), may("by", &E::by, "依据", "By")};
}
struct PositionReserved {
  static constexpr std::string_view wire = "yard.position_reserved.v1", zh = "场位预留",
                                    en = "Position reserved";
  BlockCode block;
  Position position;
  UnitNumber unit;
  SizeType size_type;
  Kilograms gross;
  std::string danger_class;
  WorkId work;
};
constexpr auto fields(Type<PositionReserved>) {
  using E = PositionReserved;
  return std::tuple{field("block", &E::block, "箱区", "Block"),
                    field("position", &E::position, "场位", "Position"),
                    field("unit", &E::unit, "箱号", "Unit"),
                    field("size_type", &E::size_type, "箱型", "Size and type"),
                    field("gross_kg", &E::gross, "总重", "Gross mass"),
                    may("danger_class", &E::danger_class, "危险类别", "Danger class"),
                    field("work", &E::work, "作业指令", "Work order")};
}
struct PositionFreed {
  static constexpr std::string_view wire = "yard.position_freed.v1", zh = "释放预留",
                                    en = "Reservation freed";
  BlockCode block;
  Position position;
  WorkId work;
};
constexpr auto fields(Type<PositionFreed>) {
  using E = PositionFreed;
  return std::tuple{field("block", &E::block, "箱区", "Block"),
                    field("position", &E::position, "场位", "Position"),
                    field("work", &E::work, "作业指令", "Work order")};
}

// ---- the public state of a block: desk.look<BlockState>(block_stream(code)) ----

struct Standing {
  Position position;
  UnitNumber unit;
  SizeType size_type;
  Kilograms gross;
  std::string danger_class;
  WorkId work;  // of a reservation
};

struct BlockState {
  using Folds = Types<UnitStacked, UnitLifted, PositionReserved, PositionFreed>;
  std::vector<Standing> standing;
  std::vector<Standing> reserved;

  Standing const* find(UnitNumber const& unit) const {
    auto const at =
        std::find_if(standing.begin(), standing.end(), [&](auto const& s) { return s.unit == unit; });
    return at == standing.end() ? nullptr : &*at;
  }
  // What rests directly on `position`; nullptr when it is free to be lifted.
  Standing const* above(Position const& position) const {
    auto const at = std::find_if(standing.begin(), standing.end(), [&](auto const& s) {
      return s.position.tier > position.tier && s.position.shares_ground(position);
    });
    return at == standing.end() ? nullptr : &*at;
  }
};
inline void evolve(BlockState& s, UnitStacked const& e) {
  std::erase_if(s.standing, [&](Standing const& x) { return x.unit == e.unit; });
  s.standing.push_back({e.position, e.unit, e.size_type, e.gross, e.danger_class, {}});
}
inline void evolve(BlockState& s, UnitLifted const& e) {
  std::erase_if(s.standing, [&](Standing const& x) { return x.unit == e.unit; });
}
inline void evolve(BlockState& s, PositionReserved const& e) {
  s.reserved.push_back({e.position, e.unit, e.size_type, e.gross, e.danger_class, e.work});
}
inline void evolve(BlockState& s, PositionFreed const& e) {
  std::erase_if(s.reserved, [&](Standing const& x) { return x.work == e.work; });
}

// ---- what sisters do at a block, in the same commit as their own facts ----

// Adds to `facts` that `unit`, which must stand in the yard, is lifted off its block and is now at `to`
// (UnitLifted in the block's stream, UnitPlaced in the unit's). `by` names the train, visit or work order.
// Refuses "yard.not_in_yard", "yard.under_another" (with the unit above it). Holds are the caller's to ask:
// container::may_do.
Result<void> lift_off(Desk& desk, UnitNumber const& unit, container::Place to, std::string_view by,
                      Facts& facts);

// Adds to `facts` that `unit`, which must be known and stand nowhere in the yard, is put down at `position`,
// after every rule of the yard (yard/rules.h). Refuses with that rule's code.
Result<void> put_down(Desk& desk, UnitNumber const& unit, Position const& position, std::string_view by,
                      Facts& facts);

}  // namespace landport::yard
