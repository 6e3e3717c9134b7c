// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "port/train/rules_of_work.h"

// The load plan as plain numbers for the solver, and its answer as a plan again.
namespace landport::train {

namespace {

using Solved = solvers::LoadPlanTask;

template <class T>
std::optional<std::int64_t> value_of(std::optional<T> const& limit) {
  return limit ? std::optional(limit->value) : std::nullopt;
}
void least(std::optional<std::int64_t>& into, std::optional<std::int64_t> other) {
  if (other && (!into || *other < *into)) into = other;
}

solvers::PlanLimits limits_of(Rules const& rules, Plan const& plan) {
  solvers::PlanLimits limits;
  for (auto const* s : sections_of(rules, plan)) {
    least(limits.gross_sum_max_kg, value_of(s->train_container_gross_max));
    least(limits.gross_20_max_kg, value_of(s->gross_20ft_max));
    least(limits.pair_difference_max_kg, value_of(s->pair_20ft_difference_max));
    least(limits.average_40_gross_max_kg, value_of(s->average_40ft_gross_max));
    least(limits.average_40_cargo_max_kg, value_of(s->average_40ft_cargo_max));
    least(limits.lateral_max_mm, value_of(s->lateral_offset_max));
    least(limits.bogie_difference_max_kg, value_of(s->bogie_difference_max));
    least(limits.cog_max_mm, value_of(s->cog_height_max));
    limits.pairs_of_20 = limits.pairs_of_20 || s->pair_20ft_required;
    limits.open_tops = limits.open_tops && s->open_top_allowed;
  }
  limits.plugs = static_cast<int>(plan.plugs.value);
  for (auto const& p : plan.placements) {
    if (limits.gross_sum_max_kg) *limits.gross_sum_max_kg -= p.cargo.gross.value;
    limits.plugs -= p.cargo.needs_power;
  }
  return limits;
}

solvers::PlanWagon wagon_of(Rules const& rules, Plan const& plan, WagonTypeRow const& type,
                            std::vector<PatternView> const& patterns) {
  solvers::PlanWagon w;
  w.shape = {type.tare.value, static_cast<int>(type.axles), static_cast<int>(type.bogies),
             type.bogie_centres.value, rules.assumed("empty_wagon_cog_mm", plan.day)};
  w.deck_mm = type.deck_height.value;
  w.payload_max_kg = type.payload_max.value;
  w.gross_max_kg = type.gross_max.value;
  w.axle_max_kg = type.axle_max.value;
  w.length_mm = type.length.value;
  for (auto const* s : sections_of(rules, plan)) {
    w.gross_max_kg = std::min(w.gross_max_kg, s->wagon_gross_max.value);
    w.axle_max_kg = std::min(w.axle_max_kg, s->axle_max.value);
  }
  for (auto const& pattern : patterns) {
    auto& places = w.patterns.emplace_back();
    for (auto const* p : pattern.places)
      places.push_back(
          {static_cast<int>(p->feet), static_cast<int>(p->platform), p->x.value, p->gross_max.value});
  }
  return w;
}

// Units with the same labels are one group for the solver.
class Groups {
 public:
  int of(Cargo const& cargo) {
    if (cargo.danger.empty()) return 0;
    std::vector<std::string> labels;
    for (auto const& d : cargo.danger) labels.push_back(d.danger_class);
    std::sort(labels.begin(), labels.end());
    auto const found = std::find(groups_.begin(), groups_.end(), labels);
    if (found != groups_.end()) return static_cast<int>(found - groups_.begin());
    groups_.push_back(labels);
    return static_cast<int>(groups_.size()) - 1;
  }
  void fill(Rules const& rules, Day day, Solved& task) const {
    auto const n = groups_.size();
    task.together.assign(n, std::vector<bool>(n, true));
    task.apart.assign(n, std::vector<solvers::Apart>(n));
    for (std::size_t a = 1; a < n; ++a) {
      for (std::size_t b = 1; b < n; ++b) relate(rules, day, a, b, task);
    }
  }

 private:
  void relate(Rules const& rules, Day day, std::size_t a, std::size_t b, Solved& task) const {
    for (auto const& x : groups_[a]) {
      for (auto const& y : groups_[b]) {
        if (!rules.may_mix(x, y, day)) task.together[a][b] = false;
        auto const* row = rules.apart(x, y, day);
        if (!row) continue;
        auto& apart = task.apart[a][b];
        apart.wagons = std::max(apart.wagons, static_cast<int>(row->wagons_between_min.value));
        apart.length_mm = std::max(apart.length_mm, row->distance_min.value);
      }
    }
  }
  std::vector<std::vector<std::string>> groups_{{}};
};

}  // namespace

Solved planner_task(Rules const& rules, Plan const& plan, std::vector<Cargo> const& cargo,
                    std::vector<std::size_t>& wagons) {
  Solved task;
  task.limits = limits_of(rules, plan);
  std::int64_t offset = 0;
  for (auto const* s : sections_of(rules, plan)) offset = std::max(offset, s->offset_assumed.value);
  Groups groups;
  std::map<network::NodeCode, int> destinations;
  for (auto const& c : cargo) {
    auto const day = plan.day;
    auto const long_unit = c.size_type.feet() >= 40;
    auto const tare =
        c.tare ? c.tare->value : rules.assumed(long_unit ? "tare_40ft_kg" : "tare_20ft_kg", day);
    auto const destination =
        destinations.emplace(c.destination, static_cast<int>(destinations.size())).first->second;
    task.units.push_back(
        {c.size_type.feet(), c.gross.value, tare, c.offset_known ? c.longitudinal.value : 0, c.lateral.value,
         c.offset_known ? 0 : offset,
         rules.height(c.size_type, day).value * rules.assumed("unit_cog_permille_of_height", day) / 1000,
         c.needs_power, rules.open_top(c.size_type, day), groups.of(c), destination,
         c.size_type.teu().value});
  }
  groups.fill(rules, plan.day, task);
  for (std::size_t i = 0; i < plan.wagons.size(); ++i) {
    auto const* type = rules.wagon_type(plan.wagons[i].type, plan.day);
    bool const used = std::any_of(plan.placements.begin(), plan.placements.end(),
                                  [&](auto const& p) { return p.spot.wagon == plan.wagons[i].number; });
    if (!type) continue;
    auto wagon = wagon_of(rules, plan, *type, rules.patterns(plan.wagons[i].type, plan.day));
    if (used) wagon.patterns.clear();  // keeps its length between others, and takes nothing more
    task.wagons.push_back(std::move(wagon));
    wagons.push_back(i);
  }
  return task;
}

namespace {

constexpr int gap_tries_max = 400;

std::ptrdiff_t stop_count(Rules const& rules, Plan const& plan) {
  auto const findings = check(rules, plan);
  return std::count_if(findings.begin(), findings.end(), [](Finding const& f) { return f.severity == Severity::stop; });
}

// The free places of a wagon on which something is planned or loaded, in the pattern that it has.
std::vector<Spot> gaps_of(Rules const& rules, Plan const& plan, RunWagon const& wagon, int feet) {
  auto const on = [&](std::string_view place, auto const& p) { return p.spot.wagon == wagon.number && (place.empty() || p.spot.place == place); };
  auto const first = std::ranges::find_if(plan.placements, [&](auto const& p) { return on({}, p); });
  std::vector<Spot> out;
  if (first == plan.placements.end()) return out;
  auto const& name = first->spot.pattern;
  for (auto const& pattern : rules.patterns(wagon.type, plan.day)) {
    if (pattern.pattern != name) continue;
    for (auto const* place : pattern.places) {
      bool const taken = std::ranges::any_of(plan.placements, [&](auto const& p) { return on(place->place, p); });
      if (!taken && place->feet == feet) out.push_back({wagon.number, name, place->place});
    }
  }
  return out;
}

// The planner gives each unit a wagon of its own choice or none: what found none stands beside others where no rule says no.
void fill_gaps(Rules const& rules, Plan& plan, std::vector<Cargo> const& cargo, std::vector<UnitNumber>& left) {
  int tries = 0;
  auto const before = stop_count(rules, plan);
  auto const fits_somewhere = [&](UnitNumber const& unit) {
    auto const what = std::ranges::find(cargo, unit, &Cargo::unit);
    if (what == cargo.end()) return false;
    for (auto const& wagon : plan.wagons) {
      for (auto& spot : gaps_of(rules, plan, wagon, what->size_type.feet())) {
        if (++tries > gap_tries_max) return false;
        plan.put({*what, std::move(spot), false, {}});
        if (stop_count(rules, plan) <= before) return true;
        plan.drop(unit);
      }
    }
    return false;
  };
  std::erase_if(left, fits_somewhere);
}

}  // namespace

std::vector<UnitNumber> propose(Rules const& rules, Plan& plan, std::vector<Cargo> const& cargo,
                                std::uint64_t seed, int steps) {
  std::vector<std::size_t> wagons;
  std::vector<Cargo> carried;
  std::vector<UnitNumber> left;
  for (auto const& c : cargo) {
    bool const refused = std::any_of(c.danger.begin(), c.danger.end(), [&](auto const& d) {
      return rules.prohibited_row(d.un_number.text(), c.size_type.tank(), plan.day);
    });
    if (refused) {
      left.push_back(c.unit);
    } else {
      carried.push_back(c);
    }
  }
  auto const task = planner_task(rules, plan, carried, wagons);
  auto const answer = solvers::plan_load(task, {seed, steps, {}});
  for (int const u : answer.left) left.push_back(carried[static_cast<std::size_t>(u)].unit);
  for (auto const& placed : answer.places) {
    auto const& wagon = plan.wagons[wagons[static_cast<std::size_t>(placed.wagon)]];
    auto const patterns = rules.patterns(wagon.type, plan.day);
    auto const& pattern = patterns[static_cast<std::size_t>(placed.pattern)];
    plan.put({carried[static_cast<std::size_t>(placed.unit)],
              {wagon.number, std::string(pattern.pattern),
               pattern.places[static_cast<std::size_t>(placed.place)]->place},
              false,
              {}});
  }
  for (auto const& unit : drop_what_stops(rules, plan)) left.push_back(unit);
  fill_gaps(rules, plan, carried, left);
  return left;
}

std::vector<UnitNumber> drop_what_stops(Rules const& rules, Plan& plan) {
  std::vector<UnitNumber> left;
  for (;;) {
    auto const findings = check(rules, plan);
    auto const bad = std::find_if(findings.begin(), findings.end(), [&](Finding const& f) {
      return f.severity == Severity::stop &&
             std::any_of(plan.placements.begin(), plan.placements.end(),
                         [&](auto const& p) { return !p.loaded && p.spot.wagon.text() == f.wagon; });
    });
    if (bad == findings.end()) return left;
    std::erase_if(plan.placements, [&](auto const& p) {
      bool const drops = !p.loaded && p.spot.wagon.text() == bad->wagon;
      if (drops) left.push_back(p.cargo.unit);
      return drops;
    });
  }
}

}  // namespace landport::train
