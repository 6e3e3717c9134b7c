// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "port/train/findings.h"

namespace landport::train {

namespace {

struct Totals {
  std::int64_t length_mm = 0, wagons = 0, conventional_hundredths = 0;
  std::int64_t gross_kg = 0, gross_40_kg = 0, cargo_40_kg = 0, count_40 = 0, powered = 0;
};

std::int64_t average_up(std::int64_t sum, std::int64_t n) {
  return n == 0 ? 0 : (sum + n - 1) / n;
}

Totals totals_of(Rules const& rules, Plan const& plan) {
  Totals t;
  t.wagons = static_cast<std::int64_t>(plan.wagons.size());
  for (auto const& wagon : plan.wagons) {
    if (auto const* type = rules.wagon_type(wagon.type, plan.day)) {
      t.length_mm += type->length.value;
      t.conventional_hundredths += type->conventional_wagons_hundredths;
    }
  }
  for (auto const& p : plan.placements) {
    t.gross_kg += p.cargo.gross.value;
    t.powered += p.cargo.needs_power;
    if (p.cargo.size_type.feet() < 40) continue;
    auto const tare = p.cargo.tare ? p.cargo.tare->value : rules.assumed("tare_40ft_kg", plan.day);
    t.gross_40_kg += p.cargo.gross.value;
    t.cargo_40_kg += p.cargo.gross.value - tare;
    ++t.count_40;
  }
  return t;
}

void check_section(SectionRow const& s, Totals const& t, Findings& out) {
  auto const judge = [&](std::string_view rule, std::int64_t measured, std::int64_t limit,
                         Severity severity) {
    if (measured > limit) out.push_back(finding(rule, severity, measured, limit, s.code));
  };
  judge("train_length", t.length_mm, s.train_length_max.value, Severity::stop);
  if (s.wagons_max) judge("train_wagons", t.wagons, s.wagons_max->value, Severity::stop);
  if (s.conventional_wagons_max)
    judge("conventional_wagons", t.conventional_hundredths, s.conventional_wagons_max->value * 100,
          Severity::stop);
  if (s.train_container_gross_max)
    judge("train_gross", t.gross_kg, s.train_container_gross_max->value, Severity::stop);
  // An average can still fall when lighter units follow.
  if (s.average_40ft_gross_max)
    judge("average_40ft_gross", average_up(t.gross_40_kg, t.count_40), s.average_40ft_gross_max->value,
          Severity::open);
  if (s.average_40ft_cargo_max)
    judge("average_40ft_cargo", average_up(t.cargo_40_kg, t.count_40), s.average_40ft_cargo_max->value,
          Severity::open);
}

struct DangerAt {
  std::size_t wagon;
  Placement const* placement;
  std::string_view danger_class;
};

std::vector<DangerAt> dangers_of(Plan const& plan) {
  std::vector<DangerAt> out;
  for (auto const& p : plan.placements) {
    auto const wagon = std::find_if(plan.wagons.begin(), plan.wagons.end(),
                                    [&](auto const& w) { return w.number == p.spot.wagon; });
    if (wagon == plan.wagons.end()) continue;
    for (auto const& d : p.cargo.danger)
      out.push_back({static_cast<std::size_t>(wagon - plan.wagons.begin()), &p, d.danger_class});
  }
  std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.wagon < b.wagon; });
  return out;
}

void check_distance(Rules const& rules, Plan const& plan, DangerAt const& a, DangerAt const& b,
                    Findings& out) {
  auto const* row = rules.apart(a.danger_class, b.danger_class, plan.day);
  if (!row) return;
  std::int64_t length = 0;
  for (std::size_t w = a.wagon + 1; w < b.wagon; ++w) {
    auto const* type = rules.wagon_type(plan.wagons[w].type, plan.day);
    length += type ? type->length.value : 0;
  }
  auto const between = a.wagon == b.wagon ? -1 : static_cast<std::int64_t>(b.wagon - a.wagon) - 1;
  bool const by_wagons = row->wagons_between_min > Count{0} && between >= row->wagons_between_min.value;
  bool const by_length = row->distance_min > Millimetres{0} && length >= row->distance_min.value;
  if (by_wagons || by_length) return;
  auto f = finding("dg_distance", Severity::stop, std::max<std::int64_t>(between, 0),
                   row->wagons_between_min.value);
  f.wagon = b.placement->spot.wagon.text();
  f.place = b.placement->spot.place;
  f.unit = b.placement->cargo.unit.text();
  f.zh += "：" + std::string(a.danger_class) + " 与 " + std::string(b.danger_class);
  f.en += ": " + std::string(a.danger_class) + " and " + std::string(b.danger_class);
  out.push_back(std::move(f));
}

// A far yard cuts the train at its block borders: each destination in one block is best.
void check_blocks(Plan const& plan, Findings& out) {
  std::int64_t blocks = 0;
  std::set<network::NodeCode> destinations;
  network::NodeCode last;
  for (auto const& wagon : plan.wagons) {
    for (auto const& p : plan.placements) {
      if (p.spot.wagon != wagon.number || p.cargo.destination.empty()) continue;
      if (p.cargo.destination != last) ++blocks;
      last = p.cargo.destination;
      destinations.insert(last);
    }
  }
  auto const best = static_cast<std::int64_t>(destinations.size());
  if (blocks > best) out.push_back(finding("destination_blocks", Severity::soft, blocks, best));
}

}  // namespace

void check_train(Rules const& rules, Plan const& plan, Findings& out) {
  auto const totals = totals_of(rules, plan);
  for (auto const& code : plan.sections) {
    auto const* section = rules.section(code, plan.day);
    if (section) {
      check_section(*section, totals, out);
    } else {
      out.push_back(finding("section_unknown", Severity::stop, 0, 0, code));
    }
  }
  if (totals.powered > plan.plugs.value)
    out.push_back(finding("power", Severity::stop, totals.powered, plan.plugs.value));
  for (auto const& p : plan.placements) {
    if (plan.wagon(p.spot.wagon)) continue;
    auto f = finding("wagon_missing", Severity::stop, 0, 0);
    f.wagon = p.spot.wagon.text();
    f.unit = p.cargo.unit.text();
    out.push_back(std::move(f));
  }
  auto const dangers = dangers_of(plan);
  for (std::size_t i = 0; i < dangers.size(); ++i) {
    for (std::size_t k = i + 1; k < dangers.size(); ++k) {
      if (dangers[i].placement != dangers[k].placement)
        check_distance(rules, plan, dangers[i], dangers[k], out);
    }
  }
  check_blocks(plan, out);
}

Findings check(Rules const& rules, Plan const& plan) {
  Findings out;
  for (auto const& wagon : plan.wagons) check_wagon(rules, plan, wagon, out);
  check_train(rules, plan, out);
  return out;
}

}  // namespace landport::train
