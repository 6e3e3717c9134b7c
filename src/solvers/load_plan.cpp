// SPDX-License-Identifier: Apache-2.0
#include "solvers/load_plan.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <tuple>
#include <utility>

namespace landport::solvers {

namespace {

constexpr int candidates_each = 10;  // units tried for one place
constexpr int tries_each = 240;      // leaves looked at for one pattern of one wagon

bool exceeds(std::int64_t measured, std::optional<std::int64_t> limit) {
  return limit && measured > *limit;
}

// What stands on one wagon; pattern -1 is an empty wagon.
struct Load {
  int pattern = -1;
  std::vector<int> units;  // one per place, -1 for none
};

bool may_share(LoadPlanTask const& task, int a, int b) {
  auto const da = task.units[at(a)].danger, db = task.units[at(b)].danger;
  if (da == 0 || db == 0) return true;
  return task.together[at(da)][at(db)] && !task.apart[at(da)][at(db)].binds();
}

bool units_fit(LoadPlanTask const& task, PlanPattern const& pattern, std::vector<int> const& units) {
  auto const& limits = task.limits;
  for (std::size_t p = 0; p < pattern.size(); ++p) {
    if (units[p] < 0) continue;
    auto const& unit = task.units[at(units[p])];
    if (unit.feet != pattern[p].feet || unit.gross_kg > pattern[p].gross_max_kg) return false;
    if (unit.open_top && !limits.open_tops) return false;
    if (unit.feet == 20 && exceeds(unit.gross_kg, limits.gross_20_max_kg)) return false;
    for (std::size_t q = 0; q < p; ++q) {
      if (units[q] >= 0 && !may_share(task, units[p], units[q])) return false;
    }
  }
  return true;
}

// The 20-foot places of a pattern, two and two in their order, are the pairs.
bool pairs_hold(LoadPlanTask const& task, PlanPattern const& pattern, std::vector<int> const& units) {
  auto const& limits = task.limits;
  int open = -1;  // the place whose partner comes next
  auto const pair_holds = [&](int a, int b) {
    if (a < 0 && b < 0) return true;
    if (a < 0 || b < 0) return !limits.pairs_of_20;
    auto const &x = task.units[at(a)], &y = task.units[at(b)];
    if (limits.pairs_of_20 && x.destination != y.destination) return false;
    return !limits.pair_difference_max_kg ||
           std::abs(x.gross_kg - y.gross_kg) < *limits.pair_difference_max_kg;
  };
  for (std::size_t p = 0; p < pattern.size(); ++p) {
    if (pattern[p].feet != 20) continue;
    if (open < 0) {
      open = static_cast<int>(p);
    } else {
      if (!pair_holds(units[at(open)], units[p])) return false;
      open = -1;
    }
  }
  return open < 0 || pair_holds(units[at(open)], -1);
}

bool loads_hold(LoadPlanTask const& task, PlanWagon const& wagon, PlanPattern const& pattern,
                std::vector<int> const& units) {
  std::vector<LoadedBox> boxes;
  for (std::size_t p = 0; p < pattern.size(); ++p) {
    if (units[p] < 0) continue;
    auto const& unit = task.units[at(units[p])];
    boxes.push_back({unit.gross_kg, pattern[p].platform, pattern[p].x_mm + unit.x_mm, unit.y_mm,
                     wagon.deck_mm + unit.cog_above_deck_mm, unit.x_unknown_mm});
  }
  if (boxes.empty()) return true;
  auto const loads = wagon_loads(wagon.shape, boxes);
  if (loads.payload_kg > wagon.payload_max_kg || loads.gross_kg > wagon.gross_max_kg) return false;
  if (loads.axle_max_kg > wagon.axle_max_kg) return false;
  auto const bogies = static_cast<std::int64_t>(loads.bogie_kg.size());
  for (std::size_t b = 0; b < loads.bogie_kg.size(); ++b) {
    bool const end = b == 0 || b + 1 == loads.bogie_kg.size();
    if (loads.bogie_kg[b] > wagon.payload_max_kg / (bogies == 2 || !end ? 2 : 4)) return false;
  }
  auto const& limits = task.limits;
  return !exceeds(loads.bogie_difference_kg, limits.bogie_difference_max_kg) &&
         !exceeds(loads.lateral_mm, limits.lateral_max_mm) &&
         !exceeds(loads.cog_height_mm, limits.cog_max_mm);
}

class Planner {
 public:
  Planner(LoadPlanTask const& task, LoadPlanEffort const& effort)
      : task_(task),
        effort_(effort),
        random_(effort.seed),
        loads_(task.wagons.size()),
        order_(task.units.size()) {
    std::iota(order_.begin(), order_.end(), 0);
    // Destinations in blocks; within one the dangerous and the heavy first, as they are the hardest to place.
    std::sort(order_.begin(), order_.end(), [&](int a, int b) {
      auto const &x = task.units[at(a)], &y = task.units[at(b)];
      return std::tuple(x.destination, x.danger == 0, -x.gross_kg, a) <
             std::tuple(y.destination, y.danger == 0, -y.gross_kg, b);
    });
  }

  // The limits that a plan given from outside breaks.
  PlanFault fault_of(std::vector<PlannedPlace> const& places) {
    for (auto const& p : places) {
      auto& load = loads_[at(p.wagon)];
      auto const size = task_.wagons[at(p.wagon)].patterns[at(p.pattern)].size();
      if (load.pattern < 0) load = {p.pattern, std::vector<int>(size, -1)};
      if (load.pattern != p.pattern || load.units[at(p.place)] >= 0) return PlanFault::wagon;
      load.units[at(p.place)] = p.unit;
    }
    for (std::size_t w = 0; w < loads_.size(); ++w) {
      if (loads_[w].pattern >= 0 &&
          !wagon_holds(task_, static_cast<int>(w), loads_[w].pattern, loads_[w].units))
        return PlanFault::wagon;
    }
    auto const sums = sums_fault();
    return sums != PlanFault::none || distances_hold() ? sums : PlanFault::danger;
  }

  LoadPlan run() {
    std::vector<int> pool = order_;
    for (std::size_t w = 0; w < loads_.size() && !pool.empty(); ++w) fill(static_cast<int>(w), pool);
    for (int step = 0; step < effort_.steps && !late(step); ++step) improve();
    return answer();
  }

 private:
  // What a load is worth, and how many long units it has where that counts.
  using Worth = std::pair<std::int64_t, int>;
  Worth worth_of(Load const& load) const {
    Worth worth{0, 0};
    for (int const u : load.units) {
      if (u < 0) continue;
      worth.first += task_.units[at(u)].worth;
      worth.second += effort_.long_first && task_.units[at(u)].feet >= 40;
    }
    return worth;
  }

  bool late(int step) const {
    return effort_.until && step % 16 == 0 && std::chrono::steady_clock::now() >= *effort_.until;
  }
  std::size_t pick(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

  // Loads an empty wagon from the pool, taking from its front first, and takes what it used out of the pool.
  void fill(int w, std::vector<int>& pool) {
    auto const& wagon = task_.wagons[at(w)];
    Load best;
    Worth best_worth{0, 0};
    for (std::size_t p = 0; p < wagon.patterns.size(); ++p) {
      tries_ = 0;
      Load load{static_cast<int>(p), std::vector<int>(wagon.patterns[p].size(), -1)};
      search(w, load, 0, pool, best, best_worth);
    }
    if (best.pattern < 0) return;
    loads_[at(w)] = best;
    std::erase_if(
        pool, [&](int u) { return std::find(best.units.begin(), best.units.end(), u) != best.units.end(); });
  }

  void search(int w, Load& load, std::size_t place, std::vector<int> const& pool, Load& best,
              Worth& best_worth) {
    auto const& pattern = task_.wagons[at(w)].patterns[at(load.pattern)];
    if (tries_ >= tries_each) return;
    if (place == pattern.size()) {
      ++tries_;
      Worth const worth = worth_of(load);
      if (worth <= best_worth || !wagon_holds(task_, w, load.pattern, load.units)) return;
      Load const before = std::exchange(loads_[at(w)], load);
      if (train_holds()) best = load, best_worth = worth;
      loads_[at(w)] = before;
      return;
    }
    int tried = 0;
    for (int const u : pool) {
      if (tried == candidates_each || tries_ >= tries_each) break;
      if (task_.units[at(u)].feet != pattern[place].feet) continue;
      if (std::find(load.units.begin(), load.units.begin() + static_cast<long>(place), u) !=
          load.units.begin() + static_cast<long>(place))
        continue;
      ++tried;
      load.units[place] = u;
      search(w, load, place + 1, pool, best, best_worth);
    }
    load.units[place] = -1;
    search(w, load, place + 1, pool, best, best_worth);
  }

  // Empties two wagons, and fills them again in another order; or changes two whole wagon loads. What is not
  // better is taken back.
  void improve() {
    if (loads_.empty()) return;
    auto const a = pick(loads_.size()), b = pick(loads_.size());
    Load const was_a = loads_[a], was_b = loads_[b];
    auto const before = score();
    if (left().empty() && before.second == 0) return;
    if (pick(3) == 0) {
      swap_loads(a, b);
    } else {
      loads_[a] = {}, loads_[b] = {};
      auto pool = left();
      if (!pool.empty())
        std::rotate(pool.begin(), pool.begin() + static_cast<long>(pick(pool.size())), pool.end());
      if (pick(2) == 0) std::shuffle(pool.begin(), pool.end(), random_);
      fill(static_cast<int>(a), pool);
      if (a != b) fill(static_cast<int>(b), pool);
    }
    auto const after = score();
    bool const worse =
        after.first < before.first || (after.first == before.first && after.second > before.second);
    if (worse || !train_holds()) loads_[a] = was_a, loads_[b] = was_b;
  }

  void swap_loads(std::size_t a, std::size_t b) {
    auto const fits = [&](std::size_t w, Load const& load) {
      if (load.pattern < 0) return true;
      return at(load.pattern) < task_.wagons[w].patterns.size() &&
             task_.wagons[w].patterns[at(load.pattern)].size() == load.units.size() &&
             wagon_holds(task_, static_cast<int>(w), load.pattern, load.units);
    };
    if (fits(a, loads_[b]) && fits(b, loads_[a])) std::swap(loads_[a], loads_[b]);
  }

  std::vector<int> left() const {
    std::vector<bool> placed(task_.units.size());
    for (auto const& load : loads_) {
      for (int const u : load.units) {
        if (u >= 0) placed[at(u)] = true;
      }
    }
    std::vector<int> out;
    for (int const u : order_) {
      if (!placed[at(u)]) out.push_back(u);
    }
    return out;
  }

  std::pair<std::int64_t, int> score() const {
    std::int64_t worth = 0;
    for (auto const& load : loads_) {
      for (int const u : load.units) worth += u < 0 ? 0 : task_.units[at(u)].worth;
    }
    return {worth, changes()};
  }

  int changes() const {
    int count = 0, last = -1;
    for (auto const& load : loads_) {
      for (int const u : load.units) {
        if (u < 0) continue;
        int const here = task_.units[at(u)].destination;
        count += last >= 0 && here != last;
        last = here;
      }
    }
    return count;
  }

  bool train_holds() const { return sums_fault() == PlanFault::none && distances_hold(); }

  PlanFault sums_fault() const {
    std::int64_t gross = 0, gross_40 = 0, cargo_40 = 0, count_40 = 0;
    int plugs = 0;
    for (auto const& load : loads_) {
      for (int const u : load.units) {
        if (u < 0) continue;
        auto const& unit = task_.units[at(u)];
        gross += unit.gross_kg;
        plugs += unit.needs_power;
        if (unit.feet < 40) continue;
        gross_40 += unit.gross_kg, cargo_40 += unit.gross_kg - unit.tare_kg, ++count_40;
      }
    }
    auto const& limits = task_.limits;
    if (plugs > limits.plugs) return PlanFault::power;
    if (exceeds(gross, limits.gross_sum_max_kg)) return PlanFault::gross;
    auto const above = [&](std::int64_t sum, std::optional<std::int64_t> average) {
      return average && sum > *average * count_40;
    };
    bool const heavy = above(gross_40, limits.average_40_gross_max_kg) ||
                       above(cargo_40, limits.average_40_cargo_max_kg);
    return heavy ? PlanFault::average : PlanFault::none;
  }

  bool distances_hold() const {
    std::vector<std::pair<int, int>> dangers;  // wagon, group
    for (std::size_t w = 0; w < loads_.size(); ++w) {
      for (int const u : loads_[w].units) {
        if (u >= 0 && task_.units[at(u)].danger != 0)
          dangers.emplace_back(static_cast<int>(w), task_.units[at(u)].danger);
      }
    }
    for (auto const& [wa, da] : dangers) {
      for (auto const& [wb, db] : dangers) {
        if (wa >= wb) continue;
        auto const& apart = task_.apart[at(da)][at(db)];
        if (!apart.binds()) continue;
        std::int64_t length = 0;
        for (int w = wa + 1; w < wb; ++w) length += task_.wagons[at(w)].length_mm;
        bool const enough = (apart.wagons > 0 && wb - wa - 1 >= apart.wagons) ||
                            (apart.length_mm > 0 && length >= apart.length_mm);
        if (!enough) return false;
      }
    }
    return true;
  }

  LoadPlan answer() const {
    LoadPlan plan;
    for (std::size_t w = 0; w < loads_.size(); ++w) {
      for (std::size_t p = 0; p < loads_[w].units.size(); ++p) {
        int const u = loads_[w].units[p];
        if (u < 0) continue;
        plan.places.push_back({u, static_cast<int>(w), loads_[w].pattern, static_cast<int>(p)});
        plan.gross_kg += task_.units[at(u)].gross_kg;
        plan.worth += task_.units[at(u)].worth;
      }
    }
    plan.left = left();
    plan.destination_changes = changes();
    return plan;
  }

  LoadPlanTask const& task_;
  LoadPlanEffort const& effort_;
  std::mt19937_64 random_;
  std::vector<Load> loads_;  // by wagon
  std::vector<int> order_;
  int tries_ = 0;
};

}  // namespace

bool wagon_holds(LoadPlanTask const& task, int wagon, int pattern, std::vector<int> const& units) {
  auto const& w = task.wagons[at(wagon)];
  auto const& places = w.patterns[at(pattern)];
  return units_fit(task, places, units) && pairs_hold(task, places, units) &&
         loads_hold(task, w, places, units);
}

PlanFault plan_fault(LoadPlanTask const& task, std::vector<PlannedPlace> const& places) {
  LoadPlanEffort const none;
  return Planner(task, none).fault_of(places);
}

LoadPlan plan_load(LoadPlanTask const& task, LoadPlanEffort const& effort) {
  return Planner(task, effort).run();
}

}  // namespace landport::solvers
