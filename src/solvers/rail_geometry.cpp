// SPDX-License-Identifier: Apache-2.0
#include "solvers/rail_geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace landport::solvers {
namespace {

constexpr double earth_km = 6371.0088;

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

GeoPoint between(GeoPoint a, GeoPoint b, double t) {
  return {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
}

double flat_length(GeoPoint a, GeoPoint b) {
  return std::hypot((b.lon - a.lon) * std::cos(radians(a.lat)), b.lat - a.lat);
}

double bearing(GeoPoint a, GeoPoint b) {
  double const east = (b.lon - a.lon) * std::cos(radians((a.lat + b.lat) / 2));
  double const degrees = std::atan2(east, b.lat - a.lat) * 180 / std::numbers::pi;
  return degrees < 0 ? degrees + 360 : degrees;
}

}  // namespace

double distance_km(GeoPoint a, GeoPoint b) {
  double const across = std::sin(radians(b.lon - a.lon) / 2);
  double const up = std::sin(radians(b.lat - a.lat) / 2);
  double const half = up * up + std::cos(radians(a.lat)) * std::cos(radians(b.lat)) * across * across;
  return 2 * earth_km * std::asin(std::min(1.0, std::sqrt(half)));
}

NearestOnLine nearest_on_line(std::span<GeoPoint const> line, GeoPoint where) {
  double const shrink = std::cos(radians(where.lat));
  double best = INFINITY, best_run = 0, run = 0;
  GeoPoint at = line.front();
  for (std::size_t i = 1; i < line.size(); ++i) {
    auto const a = line[i - 1], b = line[i];
    double const dx = (b.lon - a.lon) * shrink, dy = b.lat - a.lat;
    double const px = (where.lon - a.lon) * shrink, py = where.lat - a.lat;
    double const size = dx * dx + dy * dy;
    double const t = size > 0 ? std::clamp((px * dx + py * dy) / size, 0.0, 1.0) : 0.0;
    double const off = std::hypot(px - t * dx, py - t * dy);
    if (off < best) {
      best = off;
      best_run = run + t * std::sqrt(size);
      at = between(a, b, t);
    }
    run += std::sqrt(size);
  }
  return {radians(best) * earth_km, run > 0 ? best_run / run : 0.0, at};
}

std::vector<GeoPoint> cut_line(std::span<GeoPoint const> line, double begin, double end) {
  if (begin > end) {
    auto piece = cut_line(line, end, begin);
    std::reverse(piece.begin(), piece.end());
    return piece;
  }
  std::vector<double> runs{0};
  for (std::size_t i = 1; i < line.size(); ++i)
    runs.push_back(runs.back() + flat_length(line[i - 1], line[i]));
  double const first = begin * runs.back(), last = end * runs.back();
  auto const at = [&](double run) {
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (runs[i] < run) continue;
      double const span = runs[i] - runs[i - 1];
      return between(line[i - 1], line[i], span > 0 ? (run - runs[i - 1]) / span : 0.0);
    }
    return line.back();
  };
  std::vector<GeoPoint> piece{at(first)};
  for (std::size_t i = 0; i < line.size(); ++i)
    if (runs[i] > first && runs[i] < last) piece.push_back(line[i]);
  piece.push_back(at(last));
  return piece;
}

RoutePosition position_at(RailRoute const& route, double fraction) {
  LP_ASSERT(!route.line.empty() && route.line.size() == route.run_km.size(), "a route has a line");
  if (route.line.size() == 1) return {route.line.front(), 0};
  double const run = std::clamp(fraction, 0.0, 1.0) * route.run_km.back();
  auto const after = std::upper_bound(route.run_km.begin() + 1, route.run_km.end() - 1, run);
  auto const i = static_cast<std::size_t>(after - route.run_km.begin());
  double const span = route.run_km[i] - route.run_km[i - 1];
  double const t = span > 0 ? (run - route.run_km[i - 1]) / span : 0.0;
  return {between(route.line[i - 1], route.line[i], std::clamp(t, 0.0, 1.0)),
          bearing(route.line[i - 1], route.line[i])};
}

}  // namespace landport::solvers
