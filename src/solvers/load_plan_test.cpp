// SPDX-License-Identifier: Apache-2.0
#include "solvers/load_plan.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <map>
#include <random>
#include <set>

namespace landport::solvers {
namespace {

PlanWagon flat_wagon() {
  return {{23'800, 4, 2, 9'000, 750},
          1'211,
          70'000,
          72'000,
          18'000,
          13'966,
          {{{20, 1, -3'050, 35'000}, {20, 1, 3'050, 35'000}}, {{40, 1, 0, 36'000}}}};
}
PlanWagon wide_wagon() {
  return {{27'000, 4, 2, 19'000, 750},
          1'100,
          67'000,
          94'000,
          23'500,
          25'620,
          {{{20, 1, -9'150, 30'480}, {20, 1, -3'050, 30'480}, {20, 1, 3'050, 30'480}, {20, 1, 9'150, 30'480}},
           {{40, 1, -6'100, 36'000}, {40, 1, 6'100, 36'000}}}};
}
PlanWagon articulated_wagon() {
  return {{27'000, 6, 3, 10'620, 750},
          1'155,
          108'000,
          120'000,
          20'000,
          27'100,
          {{{20, 1, -3'050, 30'480}, {20, 1, 3'050, 30'480}, {20, 2, -3'050, 30'480}, {20, 2, 3'050, 30'480}},
           {{40, 1, 0, 36'000}, {40, 2, 0, 36'000}}}};
}

// A random train. Group 0 is harmless; groups 1 and 2 share a wagon; 3 shares with nobody and keeps its
// distance to 1.
LoadPlanTask random_task(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  auto const between = [&](std::int64_t a, std::int64_t b) {
    return std::uniform_int_distribution<std::int64_t>(a, b)(random);
  };
  LoadPlanTask task;
  auto const kind = between(0, 2);
  for (auto n = between(1, 12); n > 0; --n)
    task.wagons.push_back(kind == 0 ? flat_wagon() : kind == 1 ? wide_wagon() : articulated_wagon());
  for (auto n = between(0, 30); n > 0; --n) {
    PlanUnit u;
    u.feet = between(0, 2) == 0 ? 40 : 20;
    u.gross_kg = between(4'000, u.feet == 20 ? 26'000 : 33'000);
    u.tare_kg = u.feet == 20 ? 2'200 : 3'800;
    u.x_unknown_mm = between(0, 1) == 0 ? 500 : 0;
    u.y_mm = between(-120, 120);
    u.cog_above_deck_mm = between(900, 1'500);
    u.needs_power = between(0, 5) == 0;
    u.open_top = between(0, 9) == 0;
    u.danger = between(0, 3) == 0 ? static_cast<int>(between(1, 3)) : 0;
    u.destination = static_cast<int>(between(0, 2));
    u.worth = u.feet == 20 ? 100 : 200;
    task.units.push_back(u);
  }
  task.limits.plugs = static_cast<int>(between(0, 3));
  task.limits.gross_sum_max_kg = between(60, 400) * 1'000;
  if (kind == 0) {
    task.limits.gross_20_max_kg = 24'000;
    task.limits.pair_difference_max_kg = 5'000;
    task.limits.average_40_gross_max_kg = 25'000;
    task.limits.average_40_cargo_max_kg = 21'000;
    task.limits.lateral_max_mm = 100;
    task.limits.bogie_difference_max_kg = 10'000;
    task.limits.cog_max_mm = 2'000;
    task.limits.pairs_of_20 = true;
    task.limits.open_tops = false;
  }
  task.together = {{true, true, true, true},
                   {true, true, true, false},
                   {true, true, true, false},
                   {true, false, false, false}};
  task.apart.assign(4, std::vector<Apart>(4));
  task.apart[1][3] = task.apart[3][1] = {1, 18'000};
  return task;
}

// ---- a checker that shares no code with the planner: moments about the bogies in floating point, from
// scratch ----

using Stands = std::vector<std::pair<PlanUnit, PlanPlace>>;

bool wagon_sound(PlanWagon const& w, PlanLimits const& limits, Stands const& stands) {
  double weight = 0, side = 0, high = static_cast<double>(w.shape.tare_kg * w.shape.empty_cog_mm);
  auto const L = static_cast<double>(w.shape.pivot_mm);
  std::vector<double> worst(static_cast<std::size_t>(w.shape.bogies));
  double tilt_plus = 0, tilt_minus = 0;
  for (auto const& [u, p] : stands) {
    auto const W = static_cast<double>(u.gross_kg);
    auto const first = static_cast<std::size_t>(p.platform - 1);
    auto const x = static_cast<double>(p.x_mm + u.x_mm), d = static_cast<double>(u.x_unknown_mm);
    worst[first] += W * (0.5 - (x - d) / L);
    worst[first + 1] += W * (0.5 + (x + d) / L);
    double const right = first + 2 == worst.size() ? W * (0.5 + x / L) : 0;
    double const left = first == 0 ? W * (0.5 - x / L) : 0;
    double const swing = W * d / L * (worst.size() == 2 ? 2 : 1);
    tilt_plus += right - left + swing;
    tilt_minus += right - left - swing;
    weight += W;
    side += W * static_cast<double>(u.y_mm);
    high += W * static_cast<double>(w.deck_mm + u.cog_above_deck_mm);
  }
  auto const tare = static_cast<double>(w.shape.tare_kg);
  if (weight > static_cast<double>(w.payload_max_kg) || weight + tare > static_cast<double>(w.gross_max_kg))
    return false;
  for (std::size_t b = 0; b < worst.size(); ++b) {
    bool const inner = worst.size() == 3 && b == 1;
    double const share = worst.size() == 2 || inner ? 0.5 : 0.25;
    if (worst[b] > static_cast<double>(w.payload_max_kg) * share + 1e-6) return false;
    if ((tare * share + worst[b]) / 2 > static_cast<double>(w.axle_max_kg) + 1e-6) return false;
  }
  double const tilt = std::max(std::abs(tilt_plus), std::abs(tilt_minus));
  if (limits.bogie_difference_max_kg && tilt > static_cast<double>(*limits.bogie_difference_max_kg) + 1e-6)
    return false;
  if (limits.lateral_max_mm && std::abs(side / weight) > static_cast<double>(*limits.lateral_max_mm) + 1e-6)
    return false;
  return !limits.cog_max_mm || high / (weight + tare) <= static_cast<double>(*limits.cog_max_mm) + 1e-6;
}

// Why the plan is wrong; empty when it is sound.
std::string fault(LoadPlanTask const& task, LoadPlan const& plan) {
  std::vector<std::map<int, int>> by_place(task.wagons.size());
  std::vector<std::set<int>> patterns(task.wagons.size());
  std::set<int> seen;
  double sum = 0, sum40 = 0, cargo40 = 0;
  int n40 = 0, plugs = 0;
  for (auto const& p : plan.places) {
    auto const w = static_cast<std::size_t>(p.wagon);
    if (!seen.insert(p.unit).second) return "a unit twice";
    if (!by_place[w].emplace(p.place, p.unit).second) return "a place twice";
    patterns[w].insert(p.pattern);
    auto const& u = task.units[static_cast<std::size_t>(p.unit)];
    sum += static_cast<double>(u.gross_kg);
    plugs += u.needs_power;
    if (u.feet == 40)
      sum40 += static_cast<double>(u.gross_kg), cargo40 += static_cast<double>(u.gross_kg - u.tare_kg), ++n40;
  }
  for (int const u : plan.left) {
    if (!seen.insert(u).second) return "left and placed";
  }
  auto const& limits = task.limits;
  if (seen.size() != task.units.size()) return "a unit is lost";
  if (plugs > limits.plugs) return "plugs";
  if (limits.gross_sum_max_kg && sum > static_cast<double>(*limits.gross_sum_max_kg)) return "sum";
  if (n40 && limits.average_40_gross_max_kg &&
      sum40 / n40 > static_cast<double>(*limits.average_40_gross_max_kg))
    return "average";
  if (n40 && limits.average_40_cargo_max_kg &&
      cargo40 / n40 > static_cast<double>(*limits.average_40_cargo_max_kg))
    return "cargo";
  for (std::size_t w = 0; w < by_place.size(); ++w) {
    if (by_place[w].empty()) continue;
    if (patterns[w].size() != 1) return "two patterns";
    auto const& pattern = task.wagons[w].patterns[static_cast<std::size_t>(*patterns[w].begin())];
    Stands stands;
    for (auto const& [place, unit] : by_place[w]) {
      auto const& u = task.units[static_cast<std::size_t>(unit)];
      auto const& at = pattern[static_cast<std::size_t>(place)];
      if (u.feet != at.feet || u.gross_kg > at.gross_max_kg) return "place";
      if (u.open_top && !limits.open_tops) return "open top";
      if (u.feet == 20 && limits.gross_20_max_kg && u.gross_kg > *limits.gross_20_max_kg)
        return "gross of 20";
      // Every pattern here has its pairs at places 0+1 and 2+3.
      auto const other = by_place[w].find(place ^ 1);
      if (u.feet == 20 && limits.pairs_of_20 && other == by_place[w].end()) return "half a pair";
      if (u.feet == 20 && other != by_place[w].end()) {
        auto const& v = task.units[static_cast<std::size_t>(other->second)];
        if (limits.pairs_of_20 && u.destination != v.destination) return "a pair for two destinations";
        if (limits.pair_difference_max_kg &&
            std::abs(u.gross_kg - v.gross_kg) >= *limits.pair_difference_max_kg)
          return "pair difference";
      }
      stands.emplace_back(u, at);
    }
    if (!wagon_sound(task.wagons[w], limits, stands)) return "loads";
  }
  for (auto const& a : plan.places) {
    for (auto const& b : plan.places) {
      auto const da = task.units[static_cast<std::size_t>(a.unit)].danger,
                 db = task.units[static_cast<std::size_t>(b.unit)].danger;
      if (a.unit == b.unit || da == 0 || db == 0) continue;
      if (a.wagon == b.wagon && ((da == 3 || db == 3))) return "mixing";
      if (std::set{da, db} == std::set{1, 3} && std::abs(a.wagon - b.wagon) <= 1) return "distance";
    }
  }
  return {};
}

// No plan can place more than this: length of deck, and the heaviest limits of the train, each for itself.
std::int64_t upper_bound(LoadPlanTask const& task) {
  std::int64_t feet = 0, units = 0;
  for (auto const& w : task.wagons) {
    std::int64_t most = 0;
    for (auto const& p : w.patterns) {
      std::int64_t sum = 0;
      for (auto const& place : p) sum += place.feet;
      most = std::max(most, sum);
    }
    feet += most;
  }
  for (auto const& u : task.units) units += u.worth;
  return std::min(units, feet * 5);
}

TEST(LoadPlanner, NeverGivesAnInfeasiblePlan) {
  std::int64_t placed = 0, bound = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    auto const task = random_task(seed);
    auto const plan = plan_load(task, {seed, 20, {}});
    ASSERT_EQ(fault(task, plan), "") << "seed " << seed;
    placed += plan.worth;
    bound += upper_bound(task);
  }
  std::printf(
      "fill: %.1f %% of a bound by deck length and units alone, over 1,000 random trains with random "
      "limits\n",
      100.0 * static_cast<double>(placed) / static_cast<double>(bound));
  EXPECT_GT(placed * 2, bound);
}

TEST(LoadPlanner, FillsATrainThatCanBeFilled) {
  LoadPlanTask task;
  task.wagons.assign(41, flat_wagon());
  for (int i = 0; i < 41; ++i) {
    PlanUnit u;
    u.feet = 40;
    u.gross_kg = 20'000 + 100 * i;
    u.cog_above_deck_mm = 1'300;
    u.destination = i % 3;
    u.worth = 200;
    task.units.push_back(u);
  }
  auto const plan = plan_load(task, {});
  EXPECT_TRUE(plan.left.empty());
  EXPECT_EQ(plan.destination_changes, 2);
}

TEST(LoadPlanner, TheSameSeedGivesTheSamePlan) {
  auto const task = random_task(7);
  auto const a = plan_load(task, {5, 100, {}}), b = plan_load(task, {5, 100, {}});
  ASSERT_EQ(a.places.size(), b.places.size());
  for (std::size_t i = 0; i < a.places.size(); ++i) EXPECT_EQ(a.places[i].unit, b.places[i].unit);
}

TEST(LoadPlanner, StopsInTime) {
  auto const task = random_task(3);
  auto const start = std::chrono::steady_clock::now();
  plan_load(task, {1, 1'000'000'000, start + std::chrono::milliseconds(50)});
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(WagonLoads, FollowTheFormulas) {
  // R1 = 24 (1/2 + 3.05/9) + 20 (1/2 - 3.05/9), R2 the rest.
  std::vector<LoadedBox> const boxes{{24'000, 1, -3'050, 50, 2'500, 0}, {20'000, 1, 3'050, -10, 2'500, 0}};
  auto const loads = wagon_loads({23'800, 4, 2, 9'000, 750}, boxes);
  EXPECT_EQ(loads.bogie_kg, (std::vector<std::int64_t>{23'356, 20'645}));
  EXPECT_EQ(loads.bogie_difference_kg, 2'712);
  EXPECT_EQ(loads.axle_max_kg, 17'628);
  EXPECT_EQ(loads.lateral_mm, 23);        // (24 x 50 - 20 x 10) / 44
  EXPECT_EQ(loads.cog_height_mm, 1'886);  // (23.8 x 750 + 44 x 2500) / 67.8
}

}  // namespace
}  // namespace landport::solvers
