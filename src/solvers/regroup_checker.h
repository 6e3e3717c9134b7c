// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "solvers/regroup.h"

// For trials only: says what is wrong with an answer of the regrouping solver. It shares no code with the solver:
// every place is looked at again, in floating point, metres and tonnes, and the moments about the bogies are taken
// from scratch.
namespace landport::solvers {

class RegroupChecker {
 public:
  RegroupChecker(RegroupTask const& task, Regrouped const& answer) : task_(task), answer_(answer) {}

  // Empty when the answer keeps every limit and leaves nobody unaccounted for.
  std::string fault() {
    if (auto const wrong = units(); !wrong.empty()) return wrong;
    if (auto const wrong = wagons(); !wrong.empty()) return wrong;
    if (auto const wrong = counts(); !wrong.empty()) return wrong;
    for (std::size_t t = 0; t < answer_.trains.size(); ++t) {
      if (auto const wrong = train(t); !wrong.empty()) return wrong;
    }
    return {};
  }

 private:
  struct Stands {
    RegroupUnit const* unit;
    PlanPlace const* place;
    std::size_t nth;  // place in its pattern
  };
  static constexpr double hair = 1e-6;
  static double t(std::int64_t kg) { return static_cast<double>(kg) / 1000.0; }
  static double m(std::int64_t mm) { return static_cast<double>(mm) / 1000.0; }
  static bool over(double measured, std::optional<std::int64_t> limit) {
    return limit && measured > static_cast<double>(*limit) / 1000.0 + hair;
  }

  std::string units() {
    std::vector<int> seen(task_.units.size(), 0);
    for (auto const& p : answer_.places) {
      ++seen.at(static_cast<std::size_t>(p.unit));
      if (task_.units.at(static_cast<std::size_t>(p.unit)).must_stay) return "a held unit was lifted";
    }
    for (auto const& l : answer_.left) {
      auto const& unit = task_.units.at(static_cast<std::size_t>(l.unit));
      ++seen.at(static_cast<std::size_t>(l.unit));
      if ((l.why == LeftReason::held) != unit.must_stay) return "held is said of another";
      if (l.why == LeftReason::power && !unit.load.needs_power) return "power is said of a unit without a plug";
      if (l.why == LeftReason::danger && unit.load.danger == 0) return "danger is said of a harmless unit";
    }
    for (int const n : seen) {
      if (n != 1) return "a unit is not in exactly one place";
    }
    return {};
  }

  std::string wagons() {
    std::set<int> used;
    for (std::size_t n = 0; n < answer_.trains.size(); ++n) {
      for (int const w : answer_.trains[n]) {
        if (!used.insert(w).second) return "a wagon is in two trains";
        auto const must = task_.wagons.at(static_cast<std::size_t>(w)).train;
        if (must >= 0 && must != static_cast<int>(n)) return "a wagon is in another train than was given";
        train_of_[w] = static_cast<int>(n);
      }
    }
    std::set<std::pair<int, int>> spots;
    std::map<int, int> pattern;
    for (auto const& p : answer_.places) {
      if (!train_of_.contains(p.wagon) || train_of_[p.wagon] != p.train) return "a unit is on a wagon of no train";
      auto const& w = task_.wagons.at(static_cast<std::size_t>(p.wagon)).load;
      if (!pattern.emplace(p.wagon, p.pattern).second && pattern[p.wagon] != p.pattern) return "two patterns";
      if (!spots.emplace(p.wagon, p.place).second) return "two units in one place";
      if (p.place < 0 || p.place >= static_cast<int>(w.patterns.at(static_cast<std::size_t>(p.pattern)).size()))
        return "there is no such place";
      auto const& place = w.patterns.at(static_cast<std::size_t>(p.pattern)).at(static_cast<std::size_t>(p.place));
      stands_[p.wagon].push_back(
          {&task_.units[static_cast<std::size_t>(p.unit)], &place, static_cast<std::size_t>(p.place)});
      patterns_[p.wagon] = p.pattern;
    }
    return {};
  }

  std::string counts() {
    int changes = 0, breaks = 0;
    for (auto const& wagons : answer_.trains) {
      std::vector<RegroupUnit const*> row;
      for (int const w : wagons) {
        std::map<std::size_t, RegroupUnit const*> by_place;
        for (auto const& s : stands_[w]) by_place[s.nth] = s.unit;
        for (auto const& [n, unit] : by_place) row.push_back(unit);
      }
      for (std::size_t i = 1; i < row.size(); ++i) {
        if (row[i]->load.destination != row[i - 1]->load.destination) ++changes;
        if (row[i]->parent != row[i - 1]->parent || row[i]->order < row[i - 1]->order) ++breaks;
      }
    }
    if (changes != answer_.destination_changes) return "destination changes are miscounted";
    return breaks == answer_.order_breaks ? "" : "order breaks are miscounted";
  }

  std::string train(std::size_t n) {
    double length = 0, conventional = 0, gross = 0, gross40 = 0, cargo40 = 0, count40 = 0, plugs = 0;
    for (int const w : answer_.trains[n]) {
      auto const& wagon = task_.wagons[static_cast<std::size_t>(w)];
      length += m(wagon.load.length_mm);
      conventional += static_cast<double>(wagon.conventional_hundredths);
      if (auto const wrong = one_wagon(w); !wrong.empty()) return wrong;
      for (auto const& s : stands_[w]) {
        gross += t(s.unit->load.gross_kg);
        plugs += s.unit->load.needs_power ? 1 : 0;
        if (s.unit->load.feet < 40) continue;
        gross40 += t(s.unit->load.gross_kg);
        cargo40 += t(s.unit->load.gross_kg - s.unit->load.tare_kg);
        count40 += 1;
      }
    }
    if (over(length, task_.length_max_mm)) return "the train is too long";
    auto const size = static_cast<double>(answer_.trains[n].size());
    if (task_.wagons_max && size > static_cast<double>(*task_.wagons_max)) return "too many wagons";
    if (task_.conventional_max_hundredths &&
        conventional > static_cast<double>(*task_.conventional_max_hundredths) + hair)
      return "too many conventional wagons";
    if (over(gross, task_.limits.gross_sum_max_kg)) return "the train is too heavy";
    auto const power = n < task_.plugs.size() ? task_.plugs[n] : task_.limits.plugs;
    if (plugs > power) return "more plugs than there are";
    if (count40 > 0 && (over(gross40 / count40, task_.limits.average_40_gross_max_kg) ||
                        over(cargo40 / count40, task_.limits.average_40_cargo_max_kg)))
      return "the average of 40 feet";
    return danger(n);
  }

  std::string one_wagon(int w) {
    auto const& wagon = task_.wagons[static_cast<std::size_t>(w)].load;
    auto const& limits = task_.limits;
    double sum = 0;
    for (auto const& s : stands_[w]) {
      auto const& u = s.unit->load;
      if (u.feet != s.place->feet) return "the place is of another length";
      if (u.gross_kg > s.place->gross_max_kg) return "too heavy for its place";
      if (u.open_top && !limits.open_tops) return "an open top";
      if (u.feet == 20 && over(t(u.gross_kg), limits.gross_20_max_kg)) return "a heavy 20";
      sum += t(u.gross_kg);
    }
    if (stands_[w].empty()) return {};
    if (sum > t(wagon.payload_max_kg) + hair) return "payload";
    if (sum + t(wagon.shape.tare_kg) > t(wagon.gross_max_kg) + hair) return "wagon gross";
    if (auto const wrong = pairs(w); !wrong.empty()) return wrong;
    return bogies(wagon, stands_[w]);
  }

  // Places of 20 feet two and two in the order of the pattern.
  std::string pairs(int w) {
    auto const& pattern = task_.wagons[static_cast<std::size_t>(w)]
                              .load.patterns[static_cast<std::size_t>(patterns_[w])];
    std::vector<RegroupUnit const*> twenties;
    for (std::size_t n = 0; n < pattern.size(); ++n) {
      if (pattern[n].feet != 20) continue;
      RegroupUnit const* there = nullptr;
      for (auto const& s : stands_[w]) {
        if (s.nth == n) there = s.unit;
      }
      twenties.push_back(there);
    }
    for (std::size_t n = 0; n < twenties.size(); n += 2) {
      auto const* a = twenties[n];
      auto const* b = n + 1 < twenties.size() ? twenties[n + 1] : nullptr;
      if (!a && !b) continue;
      if (task_.limits.pairs_of_20 && (!a || !b || a->load.destination != b->load.destination)) return "a pair";
      if (a && b && task_.limits.pair_difference_max_kg &&
          std::abs(a->load.gross_kg - b->load.gross_kg) >= *task_.limits.pair_difference_max_kg)
        return "a pair's difference";
    }
    return {};
  }

  // Moments: what a bogie bears of a box is its share by the other bogie's distance.
  std::string bogies(PlanWagon const& wagon, std::vector<Stands> const& boxes) {
    auto const n = static_cast<std::size_t>(wagon.shape.bogies);
    double const L = m(wagon.shape.pivot_mm), tare = t(wagon.shape.tare_kg), payload = t(wagon.payload_max_kg);
    std::vector<double> bears(n);
    double sum = 0, side = 0, lift = tare * m(wagon.shape.empty_cog_mm), plus = 0, minus = 0;
    for (auto const& s : boxes) {
      auto const& u = s.unit->load;
      auto const first = static_cast<std::size_t>(s.place->platform - 1);
      double const W = t(u.gross_kg), x = m(s.place->x_mm + u.x_mm), d = m(u.x_unknown_mm);
      bears[first] += W * ((L / 2 - x + d) / L);
      bears[first + 1] += W * ((L / 2 + x + d) / L);
      double const to_last = first + 2 == n ? W * (L / 2 + x) / L : 0, to_first = first == 0 ? W * (L / 2 - x) / L : 0;
      double const swing = W * d / L * (n == 2 ? 2 : 1);
      plus += to_last - to_first + swing;
      minus += to_last - to_first - swing;
      sum += W, side += W * m(u.y_mm), lift += W * m(wagon.deck_mm + u.cog_above_deck_mm);
    }
    for (std::size_t b = 0; b < n; ++b) {
      double const share = n == 2 || b == 1 ? 0.5 : 0.25;
      if (bears[b] > payload * share + hair) return "a bogie";
      if ((tare * share + bears[b]) / (wagon.shape.axles / static_cast<double>(n)) > t(wagon.axle_max_kg) + hair)
        return "an axle";
    }
    if (over(std::max(std::abs(plus), std::abs(minus)), task_.limits.bogie_difference_max_kg)) return "bogies differ";
    if (over(std::abs(side / sum), task_.limits.lateral_max_mm)) return "it leans";
    return over(lift / (tare + sum), task_.limits.cog_max_mm) ? "it is top-heavy" : "";
  }

  std::string danger(std::size_t n) {
    auto const& wagons = answer_.trains[n];
    for (std::size_t i = 0; i < wagons.size(); ++i) {
      double between = 0;
      for (std::size_t k = i; k < wagons.size(); ++k) {
        for (auto const& a : stands_[wagons[i]]) {
          for (auto const& b : stands_[wagons[k]]) {
            if (a.unit == b.unit || !near(a.unit->load.danger, b.unit->load.danger, i, k, between)) continue;
            return i == k ? "goods that do not share a wagon" : "dangerous goods too near";
          }
        }
        if (k > i) between += m(task_.wagons[static_cast<std::size_t>(wagons[k])].load.length_mm);
      }
    }
    return {};
  }
  bool near(int a, int b, std::size_t i, std::size_t k, double between) const {
    if (a == 0 || b == 0) return false;
    auto const& apart = task_.apart[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)];
    bool const asked = apart.wagons > 0 || apart.length_mm > 0;
    if (i == k) return asked || !task_.together[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)];
    bool const enough = (apart.wagons > 0 && static_cast<int>(k - i) - 1 >= apart.wagons) ||
                        (apart.length_mm > 0 && between >= m(apart.length_mm) - hair);
    return asked && !enough;
  }

  RegroupTask const& task_;
  Regrouped const& answer_;
  std::map<int, int> train_of_, patterns_;
  std::map<int, std::vector<Stands>> stands_;
};

}  // namespace landport::solvers
