// SPDX-License-Identifier: Apache-2.0
#include "port/network/way.h"

#include <algorithm>
#include <cmath>

namespace landport::network {
namespace {

// How far a point lies from the line between two others, in degrees: flat, for drawing only.
double off_line(GeoPoint p, GeoPoint a, GeoPoint b) {
  double const bx = b.lon - a.lon, by = b.lat - a.lat, px = p.lon - a.lon, py = p.lat - a.lat;
  double const size = std::hypot(bx, by);
  return size > 0 ? std::abs(px * by - py * bx) / size : std::hypot(px, py);
}

double rounded(double degrees) {
  return std::round(degrees * 1000) / 1000;
}

}  // namespace

std::vector<GeoPoint> thinned(std::vector<GeoPoint> const& line, double degrees) {
  std::vector<bool> keep(line.size(), false);
  if (!line.empty()) keep.front() = keep.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> todo;
  if (line.size() > 2) todo.emplace_back(0, line.size() - 1);
  while (!todo.empty()) {
    auto const [a, b] = todo.back();
    todo.pop_back();
    std::size_t far = a;
    double worst = degrees;
    for (auto i = a + 1; i < b; ++i) {
      double const off = off_line(line[i], line[a], line[b]);
      if (off > worst) worst = off, far = i;
    }
    if (far == a) continue;
    keep[far] = true;
    todo.emplace_back(a, far);
    todo.emplace_back(far, b);
  }
  std::vector<GeoPoint> out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!keep[i]) continue;
    GeoPoint const p{rounded(line[i].lon), rounded(line[i].lat)};
    bool const last = i + 1 == line.size() && out.size() == 1;  // two points, even when they are the same
    if (out.empty() || !(out.back() == p) || last) out.push_back(p);
  }
  return out;
}

Way const* RailMap::way(NodeCode const& from, NodeCode const& to, Day day) const {
  for (auto const& [code, versions] : ways.all()) {
    for (auto const& dated : versions) {
      if (dated.row.from == from && dated.row.to == to && dated.valid.contains(day)) return &dated.row;
    }
  }
  return nullptr;
}

OnLeg point_on_way(Way const& way, double fraction) {
  solvers::RailRoute route;
  route.line = way.line;
  route.run_km = way.run_km;
  auto const position = solvers::position_at(route, fraction);
  return {position.at, position.heading_deg};
}

std::optional<OnLeg> point_on_leg(RailMap const& map, NodeCode const& from, NodeCode const& to,
                                  double fraction, Day day) {
  auto const* const way = map.way(from, to, day);
  if (!way) return std::nullopt;
  return point_on_way(*way, fraction);
}

Along nearest_on_way(Way const& way, GeoPoint where) {
  Along best{0, 1e9};
  double const whole = way.run_km.back();
  for (std::size_t i = 1; i < way.line.size(); ++i) {
    auto const a = way.line[i - 1], b = way.line[i];
    double const squeeze = std::cos(where.lat * 3.14159265358979323846 / 180);
    double const bx = (b.lon - a.lon) * squeeze, by = b.lat - a.lat;
    double const px = (where.lon - a.lon) * squeeze, py = where.lat - a.lat;
    double const size = bx * bx + by * by;
    double const t = size > 0 ? std::clamp((px * bx + py * by) / size, 0.0, 1.0) : 0.0;
    double const off = solvers::distance_km({a.lon + (b.lon - a.lon) * t, a.lat + by * t}, where);
    if (off >= best.off_km) continue;
    double const run = way.run_km[i - 1] + (way.run_km[i] - way.run_km[i - 1]) * t;
    best = {whole > 0 ? run / whole : 0.0, off};
  }
  return best;
}

}  // namespace landport::network
