// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "port/train/findings.h"
#include "solvers/wagon_loads.h"

namespace landport::train {

namespace {

using Units = std::vector<Placement const*>;

// One wagon while it is judged: its rows of the pack and what stands on it.
struct Bench {
  Rules const& rules;
  Plan const& plan;
  RunWagon const& wagon;
  WagonTypeRow const& type;
  std::vector<SectionRow const*> sections;
  Units units;
  Findings& out;

  void say(Finding f, Placement const* p = nullptr) const {
    f.wagon = wagon.number.text();
    if (p) f.place = p->spot.place, f.unit = p->cargo.unit.text();
    out.push_back(std::move(f));
  }
  WagonPlaceRow const* row(Placement const& p) const {
    return rules.place(wagon.type, p.spot.pattern, p.spot.place, plan.day);
  }
};

void check_places(Bench const& b) {
  std::map<std::string, std::int64_t> stands;
  std::set<std::string> patterns;
  for (auto const* p : b.units) {
    patterns.insert(p->spot.pattern);
    if (++stands[p->spot.place] > 1)
      b.say(finding("place_taken", Severity::stop, stands[p->spot.place], 1), p);
    auto const* place = b.row(*p);
    if (!place) {
      b.say(finding("place_unknown", Severity::stop, 0, 0), p);
      continue;
    }
    auto const feet = p->cargo.size_type.feet();
    if (feet != place->feet) b.say(finding("unit_length", Severity::stop, feet, place->feet), p);
    if (p->cargo.gross > place->gross_max)
      b.say(finding("place_gross", Severity::stop, p->cargo.gross.value, place->gross_max.value), p);
  }
  if (patterns.size() > 1)
    b.say(finding("pattern", Severity::stop, static_cast<std::int64_t>(patterns.size()), 1), b.units.back());
}

void check_units(Bench const& b) {
  for (auto const* p : b.units) {
    auto const& cargo = p->cargo;
    for (auto const* s : b.sections) {
      bool const short_unit = cargo.size_type.feet() == 20;
      if (short_unit && s->gross_20ft_max && cargo.gross > *s->gross_20ft_max)
        b.say(finding("gross_20ft", Severity::stop, cargo.gross.value, s->gross_20ft_max->value, s->code), p);
      if (!s->open_top_allowed && b.rules.open_top(cargo.size_type, b.plan.day))
        b.say(finding("open_top", Severity::stop, 1, 0, s->code), p);
    }
    if (!cargo.gross_verified) b.say(finding("gross_unverified", Severity::soft, cargo.gross.value, 0), p);
    for (auto const& danger : cargo.danger) {
      auto const* row = b.rules.prohibited_row(danger.un_number.text(), cargo.size_type.tank(), b.plan.day);
      if (!row) continue;
      auto f = finding("dg_prohibited", Severity::stop, 1, 0);
      f.zh += "：UN " + std::string(danger.un_number.text()) + "，" + row->reason_zh;
      f.en += ": UN " + std::string(danger.un_number.text()) + ", " + row->reason_en;
      b.say(std::move(f), p);
    }
  }
}

void check_pair(Bench const& b, Placement const* first, Placement const* second) {
  if (!first && !second) return;
  for (auto const* s : b.sections) {
    if (!first || !second) {
      if (s->pair_20ft_required)
        b.say(finding("pair_20ft", Severity::open, 1, 2, s->code), first ? first : second);
      continue;
    }
    if (s->pair_20ft_required && first->cargo.destination != second->cargo.destination)
      b.say(finding("pair_route", Severity::stop, 2, 1, s->code), second);
    auto const difference = std::abs(first->cargo.gross.value - second->cargo.gross.value);
    if (s->pair_20ft_difference_max && difference >= s->pair_20ft_difference_max->value)
      b.say(
          finding("pair_difference", Severity::stop, difference, s->pair_20ft_difference_max->value, s->code),
          second);
  }
}

// The places of the pattern that the wagon is loaded in; empty when its units are not in one pattern.
std::vector<WagonPlaceRow const*> pattern_places(Bench const& b) {
  for (auto const& pattern : b.rules.patterns(b.wagon.type, b.plan.day)) {
    if (pattern.pattern == b.units.front()->spot.pattern) return pattern.places;
  }
  return {};
}

// The 20-foot places of a pattern, two and two in their order, are the pairs.
void check_pairs(Bench const& b, std::vector<WagonPlaceRow const*> const& places) {
  std::vector<Placement const*> twenties;
  for (auto const* place : places) {
    if (place->feet != 20) continue;
    auto const on = std::find_if(b.units.begin(), b.units.end(),
                                 [&](auto const* p) { return p->spot.place == place->place; });
    twenties.push_back(on == b.units.end() ? nullptr : *on);
  }
  if (twenties.size() % 2 != 0) twenties.push_back(nullptr);
  for (std::size_t i = 0; i < twenties.size(); i += 2) check_pair(b, twenties[i], twenties[i + 1]);
}

std::vector<solvers::LoadedBox> boxes_of(Bench const& b, std::int64_t offset_assumed, bool& assumed) {
  std::vector<solvers::LoadedBox> boxes;
  auto const permille = b.rules.assumed("unit_cog_permille_of_height", b.plan.day);
  for (auto const* p : b.units) {
    auto const* place = b.row(*p);
    if (!place) continue;
    auto const& c = p->cargo;
    auto const height = b.rules.height(c.size_type, b.plan.day).value;
    std::int64_t const unknown = c.offset_known ? 0 : offset_assumed;
    assumed = assumed || unknown != 0;
    boxes.push_back({c.gross.value, static_cast<int>(place->platform),
                     place->x.value + (c.offset_known ? c.longitudinal.value : 0), c.lateral.value,
                     b.type.deck_height.value + height * permille / 1000, unknown});
  }
  return boxes;
}

void check_loads(Bench const& b, bool room_left) {
  std::int64_t offset = 0;
  for (auto const* s : b.sections) offset = std::max(offset, s->offset_assumed.value);
  bool assumed = false;
  auto const boxes = boxes_of(b, offset, assumed);
  auto const loads = solvers::wagon_loads(
      {b.type.tare.value, static_cast<int>(b.type.axles), static_cast<int>(b.type.bogies),
       b.type.bogie_centres.value, b.rules.assumed("empty_wagon_cog_mm", b.plan.day)},
      boxes);
  // A load that another unit can still balance is not wrong yet.
  auto const balance = room_left ? Severity::open : Severity::stop;
  auto const judge = [&](std::string_view rule, std::int64_t measured, std::int64_t limit,
                         std::string_view section, Severity severity, bool by_offset) {
    if (measured <= limit) return;
    auto f = finding(rule, severity, measured, limit, section);
    f.assumed = by_offset && assumed;
    b.say(std::move(f));
  };
  judge("payload", loads.payload_kg, b.type.payload_max.value, {}, Severity::stop, false);
  judge("wagon_gross", loads.gross_kg, b.type.gross_max.value, {}, Severity::stop, false);
  judge("axle_load", loads.axle_max_kg, b.type.axle_max.value, {}, Severity::stop, true);
  for (std::size_t i = 0; i < loads.bogie_kg.size(); ++i) {
    bool const shared = loads.bogie_kg.size() == 2 || (i > 0 && i + 1 < loads.bogie_kg.size());
    judge("bogie_load", loads.bogie_kg[i], b.type.payload_max.value / (shared ? 2 : 4), {}, Severity::stop,
          true);
  }
  for (auto const* s : b.sections) {
    judge("wagon_gross", loads.gross_kg, s->wagon_gross_max.value, s->code, Severity::stop, false);
    judge("axle_load", loads.axle_max_kg, s->axle_max.value, s->code, Severity::stop, true);
    if (s->bogie_difference_max)
      judge("bogie_difference", loads.bogie_difference_kg, s->bogie_difference_max->value, s->code, balance,
            true);
    if (s->lateral_offset_max)
      judge("lateral_offset", loads.lateral_mm, s->lateral_offset_max->value, s->code, balance, false);
    if (s->cog_height_max)
      judge("cog_height", loads.cog_height_mm, s->cog_height_max->value, s->code, Severity::stop, false);
  }
}

void check_mixing(Bench const& b) {
  for (std::size_t i = 0; i < b.units.size(); ++i) {
    for (std::size_t k = 0; k <= i; ++k) {
      auto const &x = b.units[i]->cargo.danger, &y = b.units[k]->cargo.danger;
      for (std::size_t m = 0; m < x.size(); ++m) {
        for (std::size_t n = 0; n < (i == k ? m : y.size()); ++n) {
          if (b.rules.may_mix(x[m].danger_class, y[n].danger_class, b.plan.day)) continue;
          auto f = finding("dg_mixing", Severity::stop, 1, 0);
          f.zh += "：" + y[n].danger_class + " 与 " + x[m].danger_class;
          f.en += ": " + y[n].danger_class + " with " + x[m].danger_class;
          b.say(std::move(f), b.units[i]);
        }
      }
    }
  }
}

}  // namespace

std::vector<SectionRow const*> sections_of(Rules const& rules, Plan const& plan) {
  std::vector<SectionRow const*> out;
  for (auto const& code : plan.sections) {
    if (auto const* row = rules.section(code, plan.day)) out.push_back(row);
  }
  return out;
}

void check_wagon(Rules const& rules, Plan const& plan, RunWagon const& wagon, Findings& out) {
  auto const* type = rules.wagon_type(wagon.type, plan.day);
  auto const about = [&](Finding f) {
    f.wagon = wagon.number.text();
    out.push_back(std::move(f));
  };
  if (!type) return about(finding("wagon_type", Severity::stop, 0, 0));
  if (type->gauge_mm != plan.gauge_mm) about(finding("gauge", Severity::stop, type->gauge_mm, plan.gauge_mm));
  Bench bench{rules, plan, wagon, *type, sections_of(rules, plan), {}, out};
  for (auto const& p : plan.placements) {
    if (p.spot.wagon == wagon.number) bench.units.push_back(&p);
  }
  if (bench.units.empty()) return;
  auto const places = pattern_places(bench);
  check_places(bench);
  check_units(bench);
  check_pairs(bench, places);
  check_loads(bench, bench.units.size() < places.size());
  check_mixing(bench);
}

}  // namespace landport::train
