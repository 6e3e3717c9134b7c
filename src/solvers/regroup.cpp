// SPDX-License-Identifier: Apache-2.0
#include "solvers/regroup.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <random>
#include <tuple>

namespace landport::solvers {

namespace {

constexpr int orders_tried = 6;  // orders of blocks and wagons

std::int64_t feet_of(PlanWagon const& wagon) {
  std::int64_t most = 0;
  for (auto const& pattern : wagon.patterns) {
    std::int64_t sum = 0;
    for (auto const& place : pattern) sum += place.feet;
    most = std::max(most, sum);
  }
  return most;
}

// One train as it is being made.
struct Train {
  int number = 0;
  std::vector<int> wagons;            // of the task
  std::vector<PlannedPlace> places;  // units and wagons by their index in the task; patterns of the wagon
};

class Regrouper {
 public:
  Regrouper(RegroupTask const& task, LoadPlanEffort const& effort)
      : task_(task), effort_(effort), random_(effort.seed) {
    for (auto const& w : task.wagons) given_ = std::max(given_, w.train + 1);
    for (int u = 0; u < static_cast<int>(task.units.size()); ++u) {
      if (!task.units[at(u)].must_stay) movable_.push_back(u);
    }
    for (auto const& u : task.units) blocks_ = std::max(blocks_, u.load.destination + 1);
  }

  Regrouped run() {
    int const tries = given_ == 1 ? 1 : orders_tried;
    LoadPlanEffort each = effort_;
    each.steps = effort_.steps / tries;
    std::vector<int> rank(at(blocks_));
    std::iota(rank.begin(), rank.end(), 0);
    std::vector<int> wagons(task_.wagons.size());
    std::iota(wagons.begin(), wagons.end(), 0);
    std::optional<Regrouped> best;
    for (int i = 0; i < tries; ++i) {
      if (i == 1) largest_first(rank, wagons);
      if (i > 1) std::shuffle(rank.begin(), rank.end(), random_);
      if (i > 2 && given_ == 0) std::shuffle(wagons.begin(), wagons.end(), random_);
      each.seed = effort_.seed + static_cast<std::uint64_t>(i);
      each.long_first = i % 2 == 1;
      auto trains = given_ > 0 ? fill_given(rank, each) : fill_open(rank, wagons, each);
      put_urgent_first(trains);
      if (given_ != 1) keep_order(trains);
      auto answer = answer_of(trains);
      if (!best || score(answer) < score(*best)) best = std::move(answer);
    }
    for (auto& l : best->left) l.why = reason(*best, l.unit);
    return std::move(*best);
  }

 private:
  // The train alone as a task of the load planner. `units` and the wagons keep their order.
  LoadPlanTask load_task(Train const& train, std::vector<int> const& units, std::vector<int> const& rank) const {
    LoadPlanTask task;
    for (int const u : units) {
      task.units.push_back(task_.units[at(u)].load);
      auto& destination = task.units.back().destination;
      if (!rank.empty()) destination = rank[at(destination)];
    }
    for (int const w : train.wagons) task.wagons.push_back(task_.wagons[at(w)].load);
    task.limits = task_.limits;
    if (at(train.number) < task_.plugs.size()) task.limits.plugs = task_.plugs[at(train.number)];
    task.together = task_.together;
    task.apart = task_.apart;
    return task;
  }

  PlanFault fault(Train const& train, std::vector<PlannedPlace> places) const {
    std::vector<int> units;
    for (auto& p : places) {
      units.push_back(p.unit);
      p.unit = static_cast<int>(units.size()) - 1;
      auto const wagon = std::find(train.wagons.begin(), train.wagons.end(), p.wagon);
      p.wagon = static_cast<int>(wagon - train.wagons.begin());
    }
    return plan_fault(load_task(train, units, {}), places);
  }

  // Fills the wagons of the train from the units, and takes out of them what it took.
  void fill(Train& train, std::vector<int>& units, std::vector<int> const& rank, LoadPlanEffort const& effort) const {
    auto const plan = plan_load(load_task(train, units, rank), effort);
    for (auto const& p : plan.places)
      train.places.push_back({units[at(p.unit)], train.wagons[at(p.wagon)], p.pattern, p.place});
    std::vector<int> rest;
    for (int const u : plan.left) rest.push_back(units[at(u)]);
    std::sort(rest.begin(), rest.end());
    units = std::move(rest);
  }

  std::vector<Train> fill_given(std::vector<int> const& rank, LoadPlanEffort effort) {
    std::vector<Train> trains(at(given_));
    for (int t = 0; t < given_; ++t) trains[at(t)].number = t;
    for (int w = 0; w < static_cast<int>(task_.wagons.size()); ++w) {
      if (task_.wagons[at(w)].train >= 0) trains[at(task_.wagons[at(w)].train)].wagons.push_back(w);
    }
    effort.steps /= given_;
    auto units = movable_;
    for (auto& train : trains) fill(train, units, rank, effort);
    return trains;
  }

  // As long a train as the limits allow from the wagons that are left, filled; and the next one.
  std::vector<Train> fill_open(std::vector<int> const& rank, std::vector<int> wagons, LoadPlanEffort effort) {
    std::vector<Train> trains;
    effort.steps /= std::clamp(task_.trains_max, 1, 4);
    auto units = movable_;
    while (static_cast<int>(trains.size()) < task_.trains_max && !units.empty()) {
      Train train;
      train.number = static_cast<int>(trains.size());
      train.wagons = as_long_as_may_be(wagons);
      fill(train, units, rank, effort);
      if (train.places.empty()) break;
      drop_empty(train);
      std::erase_if(wagons, [&](int w) {
        return std::find(train.wagons.begin(), train.wagons.end(), w) != train.wagons.end();
      });
      trains.push_back(std::move(train));
    }
    return trains;
  }

  // Empty wagons stay where they keep dangerous goods apart.
  void drop_empty(Train& train) const {
    auto const before = train.wagons;
    std::erase_if(train.wagons, [&](int w) {
      return std::none_of(train.places.begin(), train.places.end(),
                          [&](PlannedPlace const& p) { return p.wagon == w; });
    });
    if (fault(train, train.places) != PlanFault::none) train.wagons = before;
  }

  bool longer(std::int64_t length, std::int64_t wagons, std::int64_t conventional) const {
    auto const above = [](std::int64_t n, std::optional<std::int64_t> limit) { return limit && n > *limit; };
    return above(length, task_.length_max_mm) || above(wagons, task_.wagons_max) ||
           above(conventional, task_.conventional_max_hundredths);
  }

  std::vector<int> as_long_as_may_be(std::vector<int> const& wagons) const {
    std::vector<int> taken;
    std::int64_t length = 0, conventional = 0;
    for (int const w : wagons) {
      auto const& wagon = task_.wagons[at(w)];
      auto const l = length + wagon.load.length_mm, c = conventional + wagon.conventional_hundredths;
      if (longer(l, static_cast<std::int64_t>(taken.size()) + 1, c)) continue;
      taken.push_back(w);
      length = l, conventional = c;
    }
    return taken;
  }

  // The largest blocks, and of the wagons those that carry most on their length.
  void largest_first(std::vector<int>& rank, std::vector<int>& wagons) const {
    std::vector<int> sizes(at(blocks_)), order(at(blocks_));
    for (int const u : movable_) sizes[at(task_.units[at(u)].load.destination)]++;
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return sizes[at(a)] > sizes[at(b)]; });
    for (int i = 0; i < blocks_; ++i) rank[at(order[at(i)])] = i;
    std::stable_sort(wagons.begin(), wagons.end(), [&](int a, int b) {
      auto const &x = task_.wagons[at(a)].load, &y = task_.wagons[at(b)].load;
      return feet_of(x) * y.length_mm > feet_of(y) * x.length_mm;
    });
  }

  std::vector<int> left_of(std::vector<Train> const& trains) const {
    std::vector<bool> placed(task_.units.size());
    for (auto const& t : trains) {
      for (auto const& p : t.places) placed[at(p.unit)] = true;
    }
    std::vector<int> left;
    for (int u = 0; u < static_cast<int>(task_.units.size()); ++u) {
      if (!placed[at(u)]) left.push_back(u);
    }
    return left;
  }

  // What is urgent takes the place of what may wait, wherever it may stand there.
  void put_urgent_first(std::vector<Train>& trains) const {
    auto left = left_of(trains);
    std::erase_if(left, [&](int u) { return task_.units[at(u)].must_stay; });
    auto const deadline = [&](int u) { return task_.units[at(u)].deadline; };
    std::stable_sort(left.begin(), left.end(), [&](int a, int b) { return deadline(a) < deadline(b); });
    for (int const u : left) take_a_place(trains, u);
  }
  void take_a_place(std::vector<Train>& trains, int u) const {
    auto const& unit = task_.units[at(u)];
    for (auto& train : trains) {
      for (std::size_t i = 0; i < train.places.size(); ++i) {
        auto const& other = task_.units[at(train.places[i].unit)];
        if (other.deadline <= unit.deadline || other.load.feet != unit.load.feet) continue;
        auto places = train.places;
        places[i].unit = u;
        if (fault(train, places) != PlanFault::none) continue;
        train.places = std::move(places);
        return;
      }
    }
  }

  // Units of one length and destination go on in the order in which they came, where the limits allow all of them
  // to.
  void keep_order(std::vector<Train>& trains) const {
    for (auto& train : trains) {
      in_train_order(train);
      std::map<std::pair<int, int>, std::vector<std::size_t>> alike;
      for (std::size_t i = 0; i < train.places.size(); ++i) {
        auto const& load = task_.units[at(train.places[i].unit)].load;
        if (load.danger == 0) alike[{load.feet, load.destination}].push_back(i);
      }
      for (auto const& [kind, spots] : alike) {
        auto places = train.places;
        std::vector<int> units;
        for (auto const i : spots) units.push_back(places[i].unit);
        std::sort(units.begin(), units.end(), [&](int a, int b) {
          auto const &x = task_.units[at(a)], &y = task_.units[at(b)];
          return std::tuple(x.parent, x.order, a) < std::tuple(y.parent, y.order, b);
        });
        for (std::size_t n = 0; n < spots.size(); ++n) places[spots[n]].unit = units[n];
        if (fault(train, places) == PlanFault::none) train.places = std::move(places);
      }
    }
  }
  static void in_train_order(Train& train) {
    auto const nth = [&](int wagon) { return std::find(train.wagons.begin(), train.wagons.end(), wagon); };
    std::sort(train.places.begin(), train.places.end(), [&](PlannedPlace const& a, PlannedPlace const& b) {
      return std::pair(nth(a.wagon), a.place) < std::pair(nth(b.wagon), b.place);
    });
  }

  Regrouped answer_of(std::vector<Train>& trains) const {
    Regrouped out;
    for (auto& train : trains) {
      in_train_order(train);
      out.trains.push_back(train.wagons);
      RegroupUnit const* before = nullptr;
      for (auto const& p : train.places) {
        out.places.push_back({p.unit, train.number, p.wagon, p.pattern, p.place});
        auto const& unit = task_.units[at(p.unit)];
        if (before) {
          out.destination_changes += before->load.destination != unit.load.destination;
          out.order_breaks += before->parent != unit.parent || before->order > unit.order;
        }
        before = &unit;
      }
    }
    for (int const u : left_of(trains)) out.left.push_back({u, LeftReason::held});
    return out;
  }

  // Smaller is better, in the order of the objectives.
  std::array<std::int64_t, 5> score(Regrouped const& r) const {
    std::int64_t urgency = 0;  // of what stays: what could have waited counts least
    std::int64_t last = 0;
    for (auto const& u : task_.units) last = std::max<std::int64_t>(last, u.deadline);
    for (auto const& l : r.left) urgency += last - task_.units[at(l.unit)].deadline;
    return {static_cast<std::int64_t>(r.left.size()), static_cast<std::int64_t>(r.trains.size()), urgency,
            r.destination_changes, r.order_breaks};
  }

  // ---- why a unit stays ----

  static LeftReason reason_of(PlanFault fault) {
    if (fault == PlanFault::power) return LeftReason::power;
    return fault == PlanFault::danger ? LeftReason::danger : LeftReason::mass;
  }

  LeftReason reason(Regrouped const& r, int u) const {
    if (task_.units[at(u)].must_stay) return LeftReason::held;
    std::vector<bool> used(task_.wagons.size());
    std::optional<LeftReason> why;
    for (std::size_t t = 0; t < r.trains.size(); ++t) {
      Train train{static_cast<int>(t), r.trains[t], {}};
      for (auto const& p : r.places) {
        if (p.train == train.number) train.places.push_back({p.unit, p.wagon, p.pattern, p.place});
      }
      for (int const w : train.wagons) used[at(w)] = true;
      if (auto found = free_place(train, u); found && (!why || *why == LeftReason::mass)) why = found;
    }
    if (why) return *why;
    return unused_wagon(r, used, u);
  }

  // What stands against the unit on the free places of this train; nothing when there is none of its length.
  std::optional<LeftReason> free_place(Train const& train, int u) const {
    std::optional<LeftReason> why;
    for (int const w : train.wagons) {
      auto const& patterns = task_.wagons[at(w)].load.patterns;
      for (int p = 0; p < static_cast<int>(patterns.size()); ++p) {
        for (int k = 0; k < static_cast<int>(patterns[at(p)].size()); ++k) {
          if (patterns[at(p)][at(k)].feet != task_.units[at(u)].load.feet || taken(train, w, p, k)) continue;
          auto places = train.places;
          places.push_back({u, w, p, k});
          auto const found = fault_on_the_way(train, places, w);
          if (!why || *why == LeftReason::mass) why = found;
        }
      }
    }
    return why;
  }
  static bool taken(Train const& train, int w, int pattern, int place) {
    return std::any_of(train.places.begin(), train.places.end(), [&](PlannedPlace const& p) {
      return p.wagon == w && (p.pattern != pattern || p.place == place);
    });
  }
  // Two kinds of goods that do not share a wagon are dangerous, not heavy.
  LeftReason fault_on_the_way(Train const& train, std::vector<PlannedPlace> const& places, int w) const {
    auto const found = fault(train, places);
    if (found != PlanFault::wagon) return reason_of(found);
    auto const danger = task_.units[at(places.back().unit)].load.danger;
    bool const clash = danger != 0 && std::any_of(places.begin(), places.end() - 1, [&](PlannedPlace const& p) {
      auto const other = task_.units[at(p.unit)].load.danger;
      return p.wagon == w && other != 0 &&
             (!task_.together[at(danger)][at(other)] || task_.apart[at(danger)][at(other)].binds());
    });
    return clash ? LeftReason::danger : LeftReason::mass;
  }

  // A wagon that nothing stands on and that could carry it alone: what keeps it out of each train.
  LeftReason unused_wagon(Regrouped const& r, std::vector<bool> const& used, int u) const {
    auto why = LeftReason::no_wagon;
    for (int w = 0; w < static_cast<int>(task_.wagons.size()); ++w) {
      if (used[at(w)] || task_.wagons[at(w)].train >= 0) continue;
      if (alone(u, w)) return out_of_trains(r, u, w);
      if (auto const found = free_place({0, {w}, {}}, u)) why = *found;
    }
    return why;
  }
  LeftReason out_of_trains(Regrouped const& r, int u, int w) const {
    for (std::size_t t = 0; t < r.trains.size(); ++t) {
      Train train{static_cast<int>(t), r.trains[t], {}};
      train.wagons.push_back(w);
      if (as_long_as_may_be(train.wagons).size() < train.wagons.size()) continue;
      for (auto const& p : r.places) {
        if (p.train == train.number) train.places.push_back({p.unit, p.wagon, p.pattern, p.place});
      }
      if (auto const found = free_place(train, u)) return *found;
    }
    return LeftReason::length;
  }
  bool alone(int u, int w) const {
    auto const& patterns = task_.wagons[at(w)].load.patterns;
    for (int p = 0; p < static_cast<int>(patterns.size()); ++p) {
      for (int k = 0; k < static_cast<int>(patterns[at(p)].size()); ++k) {
        if (patterns[at(p)][at(k)].feet == task_.units[at(u)].load.feet &&
            fault({0, {w}, {}}, {{u, w, p, k}}) == PlanFault::none)
          return true;
      }
    }
    return false;
  }

  RegroupTask const& task_;
  LoadPlanEffort const& effort_;
  std::mt19937_64 random_;
  std::vector<int> movable_;
  int given_ = 0;   // trains whose wagons are given
  int blocks_ = 1;  // destinations
};

}  // namespace

std::string_view name_of(LeftReason reason) {
  switch (reason) {
    case LeftReason::held: return "held";
    case LeftReason::no_wagon: return "no_wagon";
    case LeftReason::length: return "length";
    case LeftReason::mass: return "mass";
    case LeftReason::power: return "power";
    default: return "danger";
  }
}

Regrouped regroup(RegroupTask const& task, LoadPlanEffort const& effort) {
  return Regrouper(task, effort).run();
}

}  // namespace landport::solvers
