// SPDX-License-Identifier: Apache-2.0
#include "port/gate/quota.h"

#include "journal/pack_rows.h"
#include "port/network/zone.h"

namespace landport::gate {

constexpr auto fields(Type<Quota>) {
  return field_list(field("direction", &Quota::direction, "方向", "Direction"),
                    field("from_hour", &Quota::from_hour, "起（时）", "From hour"),
                    field("to_hour", &Quota::to_hour, "止（时）", "To hour"),
                    field("trucks", &Quota::trucks, "每小时车数", "Trucks an hour"));
}
constexpr auto fields(Type<GateLane>) {
  using L = GateLane;
  return field_list(field("code", &L::code, "通道", "Lane"),
                    field("name_zh", &L::name_zh, "中文名", "Chinese name"),
                    field("name_en", &L::name_en, "英文名", "English name"),
                    field("direction", &L::direction, "方向", "Direction"),
                    field("kind", &L::kind, "类别", "Kind"),
                    field("weighbridge", &L::weighbridge, "地磅", "Weighbridge"),
                    field("x_mm", &L::x, "X", "X"),
                    field("y_mm", &L::y, "Y", "Y"));
}

namespace {

struct RuleRow {
  std::string rule;
  std::int64_t value = 0;
};
constexpr auto fields(Type<RuleRow>) {
  return field_list(field("rule", &RuleRow::rule, "规则", "Rule"),
                    field("value", &RuleRow::value, "数值", "Value"));
}

Result<void> take_zone(GatePack& gate, PackFiles const& files) {
  auto keys = PackKeys::load(files);
  if (!keys) return no(std::move(keys.error()));
  gate.time_zone = keys->value("time_zone");
  if (network::zone_at(gate.time_zone, Instant{})) return {};
  auto const* const row = keys->find("time_zone");
  return no(refuse("gate.pack_zone").at(row ? pack_line("pack.csv", row->line) : "pack.csv").with("zone", gate.time_zone));
}

Result<void> take_quotas(GatePack& gate, PackFiles const& files) {
  auto quotas = files.rows<Quota>("gate_quotas.csv");
  if (!quotas) return no(std::move(quotas.error()));
  for (auto const& q : *quotas) {
    bool const sound = q.row.from_hour >= Count{0} && q.row.from_hour < q.row.to_hour &&
                       q.row.to_hour <= Count{24} && q.row.trucks >= Count{0};
    if (!sound) return no(refuse("gate.pack_quota").at(pack_line("gate_quotas.csv", q.line)));
  }
  gate.quotas = std::move(*quotas);
  return {};
}

Result<void> take_rules(GatePack& gate, PackFiles const& files) {
  auto rules = files.rows<RuleRow>("gate_rules.csv");
  if (!rules) return no(std::move(rules.error()));
  for (auto const& r : *rules) {
    if (r.row.rule != "mass_tolerance_kg" || r.row.value < 0) {
      return no(refuse("gate.pack_rule").at(pack_line("gate_rules.csv", r.line)).with("rule", r.row.rule));
    }
    gate.mass_tolerance = Kilograms{r.row.value};
  }
  return {};
}

}  // namespace

GateLane const* GatePack::lane(std::string_view code, Day day) const {
  for (auto const& l : lanes) {
    if (l.row.code == code && l.valid.contains(day)) return &l.row;
  }
  return nullptr;
}

Count GatePack::quota(Direction direction, Instant at) const {
  auto const zone = network::zone_at(time_zone, hour_of(at));
  if (!zone) return {};
  auto const local = hour_of(at) + zone->ahead;
  auto const day = utc_day(local);
  auto const hour = (local.ms - start_of(day).ms) / 3'600'000;
  for (auto const& q : quotas) {
    bool const holds = q.row.direction == direction && q.valid.contains(day) &&
                       q.row.from_hour.value <= hour && hour < q.row.to_hour.value;
    if (holds) return q.row.trucks;
  }
  return {};
}

Result<GatePack> GatePack::load(PackFiles const& files, Pack const&) {
  GatePack gate;
  auto lanes = files.rows<GateLane>("lanes.csv");
  if (!lanes) return no(std::move(lanes.error()));
  gate.lanes = std::move(*lanes);
  if (auto const r = take_quotas(gate, files); !r) return no(r.error());
  if (auto const r = take_rules(gate, files); !r) return no(r.error());
  if (auto const r = take_zone(gate, files); !r) return no(r.error());
  return gate;
}

}  // namespace landport::gate
