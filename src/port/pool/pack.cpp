// SPDX-License-Identifier: Apache-2.0
#include "journal/pack_rows.h"
#include "port/pool/orders.h"

namespace landport::pool {

namespace {
struct RuleRow {
  std::string rule;
  std::int64_t value = 0;
};
constexpr auto fields(Type<RuleRow>) {
  return field_list(field("rule", &RuleRow::rule, "规则", "Rule"),
                    field("value", &RuleRow::value, "值", "Value"));
}
}  // namespace

Depot const* PoolPack::depot(DepotCode const& code, Day day) const {
  for (auto const& d : depots) {
    if (d.row.code == code.text && d.valid.contains(day)) return &d.row;
  }
  return nullptr;
}
Depot const* PoolPack::home(Day day) const {
  for (auto const& d : depots) {
    if (d.row.home && d.valid.contains(day)) return &d.row;
  }
  return nullptr;
}

Result<PoolPack> PoolPack::load(PackFiles const& files, Pack const&) {
  PoolPack pack;
  if (!files.table("depots.csv")) return pack;  // a port without a pool
  auto depots = files.rows<Depot>("depots.csv");
  if (!depots) return no(std::move(depots.error()));
  pack.depots = std::move(*depots);
  for (auto const& a : pack.depots) {
    for (auto const& b : pack.depots) {
      if (&a != &b && a.row.home && b.row.home && a.valid.overlaps(b.valid))
        return no(refuse("pool.pack_home").at(pack_line("depots.csv", b.line)));
    }
  }
  auto rules = files.rows<RuleRow>("pool_rules.csv");
  if (!rules) return no(std::move(rules.error()));
  for (auto const& r : *rules) {
    auto* number = r.row.rule == "release_hours_default" ? &pack.release_hours_default
                   : r.row.rule == "release_hours_max"   ? &pack.release_hours_max
                                                         : nullptr;
    if (!number || r.row.value < 1) {
      return no(refuse("pool.pack_rule")
                    .at(pack_line("pool_rules.csv", r.line))
                    .with("rule", r.row.rule));
    }
    *number = r.row.value;
  }
  return pack;
}

}  // namespace landport::pool
