// SPDX-License-Identifier: Apache-2.0
#include "port/yard/layout.h"

#include <algorithm>

#include "journal/pack_rows.h"

namespace landport::yard {

namespace {

struct ApartRow {
  std::string a, b;
  Millimetres distance_min;
  std::string wagons_between_min;  // for trains
};
constexpr auto fields(Type<ApartRow>) {
  return field_list(field("placard_a", &ApartRow::a, "甲", "A"), field("placard_b", &ApartRow::b, "乙", "B"),
                    field("distance_min_mm", &ApartRow::distance_min, "最小距离", "Least distance"),
                    may("wagons_between_min", &ApartRow::wagons_between_min, "隔车数", "Wagons between"));
}
struct MixRow {
  std::string a, b;
  bool allowed = false;
  std::string condition_zh, condition_en;
};
constexpr auto fields(Type<MixRow>) {
  return field_list(field("label_a", &MixRow::a, "甲", "A"), field("label_b", &MixRow::b, "乙", "B"),
                    field("allowed", &MixRow::allowed, "允许", "Allowed"),
                    may("condition_zh", &MixRow::condition_zh, "条件", "Condition (zh)"),
                    may("condition_en", &MixRow::condition_en, "条件", "Condition (en)"));
}
struct RuleRow {
  std::string rule;
  std::int64_t value = 0;
};
constexpr auto fields(Type<RuleRow>) {
  return field_list(field("rule", &RuleRow::rule, "规则", "Rule"),
                    field("value", &RuleRow::value, "数值", "Value"));
}

bool contains_code(std::string_view joined, std::string_view code) {
  while (!joined.empty()) {
    auto const end = std::min(joined.find('+'), joined.size());
    if (joined.substr(0, end) == code) return true;
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return false;
}

template <class T, class F>
T const* valid_row(std::vector<Dated<T>> const& rows, Day day, F&& is) {
  for (auto const& dated : rows) {
    if (dated.valid.contains(day) && is(dated.row)) return &dated.row;
  }
  return nullptr;
}

Result<void> check_blocks(YardPack const& yard) {
  for (auto const& b : yard.blocks) {
    auto const& r = b.row;
    bool const sound = r.bays.value >= 1 && r.bays.value <= 400 && r.rows.value >= 1 && r.rows.value <= 99 &&
                       r.tiers.value >= 1 && r.tiers.value <= 9 && r.plugs.value >= 0 &&
                       r.slot_length.value > 0 && r.slot_width.value > 0 && r.stack_mass_max.value > 0;
    if (!sound)
      return no(refuse("yard.pack_block").at(pack_line("yard.csv", b.line)).with("block", r.code.text));
  }
  return {};
}

Result<void> check_machines(YardPack const& yard) {
  for (auto const& m : yard.machines) {
    std::string_view rest = m.row.blocks;
    while (!rest.empty()) {
      auto const end = std::min(rest.find('+'), rest.size());
      auto const code = rest.substr(0, end);
      bool const known =
          std::ranges::any_of(yard.blocks, [&](auto const& b) { return b.row.code.text == code; });
      if (!known)
        return no(refuse("yard.pack_reference").at(pack_line("machines.csv", m.line)).with("block", code));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return {};
}

Result<void> check_warehouses(YardPack const& yard) {
  for (auto const& w : yard.warehouses) {
    auto const& r = w.row;
    if (r.doors.value < 1 || r.doors.value > 99 || r.length.value <= 0 || r.width.value <= 0) {
      return no(refuse("yard.pack_warehouse")
                    .at(pack_line("warehouses.csv", w.line))
                    .with("warehouse", r.code.text));
    }
  }
  return {};
}

Result<void> take_rules(YardPack& yard, PackFiles const& files) {
  auto rules = files.rows<RuleRow>("yard_rules.csv");
  if (!rules) return no(std::move(rules.error()));
  for (auto const& r : *rules) {
    if (r.row.rule != "heavier_on_top_max_kg" || r.row.value < 0) {
      return no(refuse("yard.pack_rule").at(pack_line("yard_rules.csv", r.line)).with("rule", r.row.rule));
    }
    yard.heavier_on_top_max = Kilograms{r.row.value};
  }
  return {};
}

}  // namespace

DoorId door_of(Warehouse const& warehouse, std::int64_t number) {
  return DoorId{warehouse.code.text + (number < 10 ? "-0" : "-") + std::to_string(number)};
}

bool Machine::serves(BlockCode const& block) const {
  return contains_code(blocks, block.text);
}

Block const* YardPack::block(BlockCode const& code, Day day) const {
  return valid_row(blocks, day, [&](Block const& b) { return b.code == code; });
}
Machine const* YardPack::machine(std::string_view code, Day day) const {
  return valid_row(machines, day, [&](Machine const& m) { return m.code == code; });
}

Warehouse const* YardPack::warehouse(WarehouseCode const& code, Day day) const {
  return valid_row(warehouses, day, [&](Warehouse const& w) { return w.code == code; });
}
Warehouse const* YardPack::warehouse_with(DoorId const& door, Day day) const {
  auto const* found = warehouse(door.warehouse(), day);
  for (std::int64_t n = 1; found && n <= found->doors.value; ++n) {
    if (door == door_of(*found, n)) return found;
  }
  return nullptr;
}
bool YardPack::may_be_mixed(std::string_view a, std::string_view b) const {
  return std::ranges::any_of(may_mix, [&](auto const& m) {
    return (m.first == a && m.second == b) || (m.first == b && m.second == a);
  });
}

Result<YardPack> YardPack::load(PackFiles const& files, Pack const&) {
  YardPack yard;
  auto blocks = files.rows<Block>("yard.csv");
  if (!blocks) return no(std::move(blocks.error()));
  yard.blocks = std::move(*blocks);
  auto machines = files.rows<Machine>("machines.csv");
  if (!machines) return no(std::move(machines.error()));
  yard.machines = std::move(*machines);
  auto tracks = files.rows<Track>("tracks.csv");
  if (!tracks) return no(std::move(tracks.error()));
  yard.tracks = std::move(*tracks);
  auto lanes = files.rows<Lane>("lanes.csv");
  if (!lanes) return no(std::move(lanes.error()));
  yard.lanes = std::move(*lanes);
  auto apart = files.rows<ApartRow>("dg_segregation.csv");
  if (!apart) return no(std::move(apart.error()));
  for (auto& r : *apart)
    yard.apart.push_back({{r.row.a, r.row.b, r.row.distance_min}, r.valid, r.source, r.line});
  auto mixing = files.rows<MixRow>("dg_mixing.csv");
  if (!mixing) return no(std::move(mixing.error()));
  for (auto const& r : *mixing) {
    if (r.row.allowed) yard.may_mix.emplace_back(r.row.a, r.row.b);
  }
  auto warehouses = files.rows_if_there<Warehouse>("warehouses.csv");
  if (!warehouses) return no(std::move(warehouses.error()));
  yard.warehouses = std::move(*warehouses);
  if (auto const ok = check_warehouses(yard); !ok) return no(ok.error());
  if (auto const ok = take_rules(yard, files); !ok) return no(ok.error());
  if (auto const ok = check_blocks(yard); !ok) return no(ok.error());
  if (auto const ok = check_machines(yard); !ok) return no(ok.error());
  return yard;
}

}  // namespace landport::yard
