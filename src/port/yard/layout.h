// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "journal/pack.h"
#include "port/yard/events.h"

// Named view of the pack, the yard as it is drawn: yard.csv, machines.csv, tracks.csv, lanes.csv, warehouses.csv (a port
// without that file has none), yard_rules.csv, dg_mixing.csv and dg_segregation.csv.
namespace landport::yard {

enum class BlockKind : std::uint8_t { general, reefer, dangerous, bonded, empty };
constexpr auto choices(Type<BlockKind>) {
  return std::array{Choice<BlockKind>{BlockKind::general, "general", "普通", "General"},
                    Choice<BlockKind>{BlockKind::reefer, "reefer", "冷藏", "Reefer"},
                    Choice<BlockKind>{BlockKind::dangerous, "dangerous", "危险品", "Dangerous goods"},
                    Choice<BlockKind>{BlockKind::bonded, "bonded", "保税", "Bonded"},
                    Choice<BlockKind>{BlockKind::empty, "empty", "空箱", "Empties"}};
}

// One block: `bays` 20-foot slots long, `rows` wide, `tiers` high, its corner at x, y on the plan, its bays
// along `heading` (degrees against the plan's x axis). `stack_mass_max` is what one 20-foot slot of ground
// carries.
struct Block {
  BlockCode code;
  std::string name_zh, name_en;
  BlockKind kind = BlockKind::general;
  Count bays, rows, tiers, plugs;
  Millimetres x, y;
  Count heading_deg;
  Millimetres slot_length, slot_width;
  Kilograms stack_mass_max;

  std::int64_t slots() const { return bays.value * rows.value * tiers.value; }
};
struct Machine {
  std::string code, name_zh, name_en, kind;
  std::string blocks, tracks;  // codes joined with '+'
  Kilograms lift_max;
  std::optional<Count> reach_rows, tiers_max;
  Count moves_per_hour;

  bool serves(BlockCode const& block) const;
};
struct Track {
  std::string code, name_zh, name_en, kind;
  Millimetres gauge, length, x1, y1, x2, y2;
};
enum class WarehouseKind : std::uint8_t { ambient, cold, groupage };
constexpr auto choices(Type<WarehouseKind>) {
  return std::array{Choice<WarehouseKind>{WarehouseKind::ambient, "ambient", "常温仓", "Ambient"},
                    Choice<WarehouseKind>{WarehouseKind::cold, "cold", "冷库", "Cold store"},
                    Choice<WarehouseKind>{WarehouseKind::groupage, "groupage", "集拼仓", "Groupage"}};
}
// A warehouse by its doors, at which units are stuffed and stripped. `bonded`: under customs supervision.
struct Warehouse {
  WarehouseCode code;
  std::string name_zh, name_en;
  WarehouseKind kind = WarehouseKind::ambient;
  Count doors;  // numbered from 1, at most 99
  bool bonded = false;
  Millimetres x, y, length, width;
};
struct Lane {
  std::string code, name_zh, name_en, direction, kind;
  bool weighbridge = false;
  Millimetres x, y;
};

constexpr auto fields(Type<Block>) {
  return field_list(field("code", &Block::code, "箱区", "Block"),
                    field("name_zh", &Block::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Block::name_en, "英文名", "English name"),
                    field("kind", &Block::kind, "类别", "Kind"),
                    field("bays", &Block::bays, "贝数", "Bays"),
                    field("rows", &Block::rows, "列数", "Rows"),
                    field("tiers", &Block::tiers, "层数", "Tiers"),
                    field("plugs", &Block::plugs, "插座数", "Plugs"),
                    field("x_mm", &Block::x, "X", "X"),
                    field("y_mm", &Block::y, "Y", "Y"),
                    field("heading_deg", &Block::heading_deg, "方向", "Heading"),
                    field("slot_length_mm", &Block::slot_length, "位长", "Slot length"),
                    field("slot_width_mm", &Block::slot_width, "位宽", "Slot width"),
                    field("stack_mass_max_kg", &Block::stack_mass_max, "堆重上限", "Largest stack mass"));
}
constexpr auto fields(Type<Machine>) {
  return field_list(field("code", &Machine::code, "机械", "Machine"),
                    field("name_zh", &Machine::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Machine::name_en, "英文名", "English name"),
                    field("kind", &Machine::kind, "类别", "Kind"),
                    may("blocks", &Machine::blocks, "箱区", "Blocks"),
                    may("tracks", &Machine::tracks, "股道", "Tracks"),
                    field("lift_max_kg", &Machine::lift_max, "起重量", "Largest lift"),
                    may("reach_rows", &Machine::reach_rows, "跨列", "Rows reached"),
                    may("tiers_max", &Machine::tiers_max, "层数", "Tiers"),
                    field("moves_per_hour", &Machine::moves_per_hour, "每小时箱次", "Moves per hour"));
}
constexpr auto fields(Type<Track>) {
  return field_list(field("code", &Track::code, "股道", "Track"),
                    field("name_zh", &Track::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Track::name_en, "英文名", "English name"),
                    field("kind", &Track::kind, "类别", "Kind"),
                    field("gauge_mm", &Track::gauge, "轨距", "Gauge"),
                    field("length_mm", &Track::length, "长度", "Length"),
                    field("x1_mm", &Track::x1, "X1", "X1"),
                    field("y1_mm", &Track::y1, "Y1", "Y1"),
                    field("x2_mm", &Track::x2, "X2", "X2"),
                    field("y2_mm", &Track::y2, "Y2", "Y2"));
}
constexpr auto fields(Type<Lane>) {
  return field_list(field("code", &Lane::code, "通道", "Lane"),
                    field("name_zh", &Lane::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Lane::name_en, "英文名", "English name"),
                    field("direction", &Lane::direction, "方向", "Direction"),
                    field("kind", &Lane::kind, "类别", "Kind"),
                    field("weighbridge", &Lane::weighbridge, "地磅", "Weighbridge"),
                    field("x_mm", &Lane::x, "X", "X"),
                    field("y_mm", &Lane::y, "Y", "Y"));
}
constexpr auto fields(Type<Warehouse>) {
  return field_list(field("code", &Warehouse::code, "仓库", "Warehouse"),
                    field("name_zh", &Warehouse::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Warehouse::name_en, "英文名", "English name"),
                    field("kind", &Warehouse::kind, "类别", "Kind"),
                    field("doors", &Warehouse::doors, "仓门数", "Doors"),
                    field("bonded", &Warehouse::bonded, "海关监管", "Under customs"),
                    field("x_mm", &Warehouse::x, "X", "X"),
                    field("y_mm", &Warehouse::y, "Y", "Y"),
                    field("length_mm", &Warehouse::length, "长", "Length"),
                    field("width_mm", &Warehouse::width, "宽", "Width"));
}

// The door of that number, from 1.
DoorId door_of(Warehouse const& warehouse, std::int64_t number);

// Two classes that must stand apart by a distance over the ground, in either order.
struct Apart {
  std::string a, b;
  Millimetres distance_min;
};

struct YardPack {
  std::vector<Dated<Block>> blocks;
  std::vector<Dated<Machine>> machines;
  std::vector<Dated<Track>> tracks;
  std::vector<Dated<Lane>> lanes;
  std::vector<Dated<Warehouse>> warehouses;
  std::vector<Dated<Apart>> apart;
  std::vector<std::pair<std::string, std::string>> may_mix;  // labels that may stand on each other
  Kilograms heavier_on_top_max;  // how much heavier than what carries it a unit may be

  // The row that holds on that day; nullptr when there is none.
  Block const* block(BlockCode const& code, Day day) const;
  Machine const* machine(std::string_view code, Day day) const;
  Warehouse const* warehouse(WarehouseCode const& code, Day day) const;
  // The warehouse that the door is one of; nullptr when there is no such door.
  Warehouse const* warehouse_with(DoorId const& door, Day day) const;
  // Whether goods of these labels may be loaded together (dg_mixing.csv; a pair without a row is prohibited).
  bool may_be_mixed(std::string_view label_a, std::string_view label_b) const;

  static Result<YardPack> load(PackFiles const& files, Pack const& loaded_before);
};

}  // namespace landport::yard
