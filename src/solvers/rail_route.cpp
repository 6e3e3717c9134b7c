// SPDX-License-Identifier: Apache-2.0
#include "solvers/rail_route.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <queue>
#include <tuple>

#include "solvers/rail_geometry.h"

namespace landport::solvers {
namespace {

constexpr std::uint32_t none = UINT32_MAX;
constexpr double reach_km = 100;

void append(std::vector<GeoPoint>& line, std::span<GeoPoint const> piece) {
  bool const joined = !line.empty() && !piece.empty() && line.back() == piece.front();
  line.insert(line.end(), piece.begin() + (joined ? 1 : 0), piece.end());
}

}  // namespace

// One shortest-path search (Dijkstra by calibrated length) from a place to another and its way, added to a
// route.
class RailSearch {
 public:
  RailSearch(RailGraph const& graph, std::span<RailPlace const> starts, std::span<RailPlace const> goals)
      : graph_(graph), starts_(starts), goals_(goals), reached_(graph.nodes_.size()) {}

  bool run() {
    for (std::uint32_t i = 0; i < starts_.size(); ++i) begin(i);
    while (!queue_.empty()) {
      auto const at = queue_.top();
      queue_.pop();
      if (best_ && at.cost >= best_->cost) break;
      if (reached_[at.node].done) continue;
      reached_[at.node] = {at.before, at.edge, at.start, true};
      arrive(at);
      for (auto i = graph_.first_step_[at.node]; i < graph_.first_step_[at.node + 1]; ++i) {
        auto const step = graph_.steps_[i];
        if (reached_[step.node].done) continue;
        queue_.push(
            {at.cost + graph_.cost(graph_.edges_[step.edge]), step.node, at.node, step.edge, at.start});
      }
    }
    return best_.has_value();
  }

  void add_to(RailRoute& route) const {
    auto const& start = starts_[best_->start];
    auto const& goal = goals_[best_->goal];
    access(route, start);
    if (best_->node == none) {
      travel(route, graph_.edges_[start.edge], start.fraction, goal.fraction);
    } else {
      travel_chain(route, start, goal);
    }
    access(route, goal);
  }

 private:
  struct Waiting {
    double cost;
    std::uint32_t node, before, edge, start;
    // A total order, so that the same question has the same answer on every machine.
    bool operator<(Waiting const& other) const {
      return std::tie(other.cost, other.node, other.edge) < std::tie(cost, node, edge);
    }
  };
  struct Reached {
    std::uint32_t before = none, edge = none, start = none;
    bool done = false;
  };
  struct Best {
    double cost;
    std::uint32_t node, start, goal;
  };

  static void access(RailRoute& route, RailPlace const& place) {
    route.access_km += place.off_km;
    route.raw_km += place.off_km;
    route.calibrated_km += place.off_km;
  }

  void travel_chain(RailRoute& route, RailPlace const& start, RailPlace const& goal) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> chain;  // node arrived at, by which edge
    auto node = best_->node;
    for (; reached_[node].before != none; node = reached_[node].before)
      chain.emplace_back(node, reached_[node].edge);
    auto const& first = graph_.edges_[start.edge];
    travel(route, first, start.fraction, first.from == node ? 0.0 : 1.0);
    for (auto i = chain.size(); i-- > 0;) {
      auto const& edge = graph_.edges_[chain[i].second];
      bool const forward = edge.from == node;
      travel(route, edge, forward ? 0.0 : 1.0, forward ? 1.0 : 0.0);
      node = chain[i].first;
    }
    auto const& last = graph_.edges_[goal.edge];
    travel(route, last, last.from == best_->node ? 0.0 : 1.0, goal.fraction);
  }

  void begin(std::uint32_t start) {
    auto const& place = starts_[start];
    auto const& edge = graph_.edges_[place.edge];
    auto const cost = graph_.cost(edge);
    queue_.push({place.off_km + place.fraction * cost, edge.from, none, none, start});
    queue_.push({place.off_km + (1 - place.fraction) * cost, edge.to, none, none, start});
    for (std::uint32_t goal = 0; goal < goals_.size(); ++goal) {
      if (goals_[goal].edge != place.edge) continue;
      auto const along = std::abs(goals_[goal].fraction - place.fraction) * cost;
      offer({place.off_km + along + goals_[goal].off_km, none, start, goal});
    }
  }

  void arrive(Waiting const& at) {
    for (std::uint32_t goal = 0; goal < goals_.size(); ++goal) {
      auto const& edge = graph_.edges_[goals_[goal].edge];
      auto const fraction = goals_[goal].fraction;
      auto const cost = graph_.cost(edge);
      if (edge.from == at.node)
        offer({at.cost + goals_[goal].off_km + fraction * cost, at.node, at.start, goal});
      if (edge.to == at.node)
        offer({at.cost + goals_[goal].off_km + (1 - fraction) * cost, at.node, at.start, goal});
    }
  }

  void offer(Best candidate) {
    if (!best_ || candidate.cost < best_->cost) best_ = candidate;
  }

  // Adds the part of an edge between two fractions of it to the route.
  void travel(RailRoute& route, RailGraph::Edge const& edge, double begin, double end) const {
    auto const km = std::abs(end - begin) * edge.km;
    route.raw_km += km;
    route.calibrated_km += km * graph_.zones_[edge.zone].factor;
    auto const& zone = graph_.zones_[edge.zone].name;
    auto const same = [&zone](auto const& row) { return row.first == zone; };
    auto row = std::find_if(route.raw_km_by_zone.begin(), route.raw_km_by_zone.end(), same);
    if (row == route.raw_km_by_zone.end()) row = route.raw_km_by_zone.insert(row, {zone, 0.0});
    row->second += km;
    append(route.line, cut_line(graph_.line_of(edge), begin, end));
    if (edge.kind != RailKind::transshipment) return;
    int const from_mm = graph_.gauge_from(edge), to_mm = graph_.gauges_[edge.gauge];
    bool const forward = end > begin;
    route.gauge_changes.push_back({route.line.back(), route.raw_km, forward ? from_mm : to_mm,
                                   forward ? to_mm : from_mm, route.calibrated_km, route.line.size() - 1});
  }

  RailGraph const& graph_;
  std::span<RailPlace const> starts_, goals_;
  std::vector<Reached> reached_;
  std::priority_queue<Waiting> queue_;
  std::optional<Best> best_;
};

// A transshipment carries the gauge of its far end; that of its near end is what the other lines there have.
int RailGraph::gauge_from(Edge const& edge) const {
  for (auto i = first_step_[edge.from]; i < first_step_[edge.from + 1]; ++i) {
    auto const& other = edges_[steps_[i].edge];
    if (other.kind != RailKind::transshipment) return gauges_[other.gauge];
  }
  return gauges_[edge.gauge];
}

Result<RailRoute> RailGraph::route(std::span<GeoPoint const> places) const {
  LP_ASSERT(places.size() >= 2, "a route has two places or more");
  RailRoute route;
  auto from = attach(places[0], reach_km);
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto const to = attach(places[i], reach_km);
    if (to.empty())
      return no(refuse("rail.off_network").at("/" + std::to_string(i)).with("within_km", "100"));
    if (i > 0) {
      RailSearch search(*this, from, to);
      if (!search.run()) return no(refuse("rail.no_route").at("/" + std::to_string(i)));
      search.add_to(route);
    }
    from = to;
  }
  route.run_km.push_back(0);
  for (std::size_t i = 1; i < route.line.size(); ++i)
    route.run_km.push_back(route.run_km.back() + distance_km(route.line[i - 1], route.line[i]));
  return route;
}

}  // namespace landport::solvers
