// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "words/result.h"

// Ways over a railway network: where on the rails a place is, how far it is from there to another, along
// which line. The network is read from a pack's rail_graph.bin (format: docs/network.md). Everything here is
// pure; a decoded graph is never changed and may be asked by any number of threads at once.
namespace landport::solvers {

// A place on the earth in degrees, WGS 84.
struct GeoPoint {
  double lon = 0;
  double lat = 0;
  bool operator==(GeoPoint const&) const = default;
};

// Great-circle distance in km on a sphere of the earth's mean radius, 6,371.0088 km (haversine).
double distance_km(GeoPoint a, GeoPoint b);

// What a stretch of the network is.
enum class RailKind : std::uint8_t {
  line,           // a railway as mapped
  link,           // a straight line put in for a railway or connection that the map lacks
  transshipment,  // the change from one gauge to another at a border: the only place where a way changes
                  // gauge
  ferry,          // a train ferry
};

// A place on a line: `fraction` of the way along `edge`, `off_km` from the point that was asked for.
struct RailPlace {
  std::uint32_t edge = 0;
  double fraction = 0;
  double off_km = 0;
  int gauge_mm = 0;
  GeoPoint at;
};

// Where a way changes gauge, and how far from its beginning: over the mapped lines, calibrated, and as the
// number of its point in the way's `line`.
struct GaugeChange {
  GeoPoint at;
  double km = 0;  // raw
  int from_mm = 0;
  int to_mm = 0;
  double calibrated_km = 0;
  std::size_t point = 0;
};

// A way. `raw_km` is the length over the mapped lines; `calibrated_km` multiplies each stretch by the factor
// of its zone, which was fitted to published lengths (docs/network.md states the error). Both count the way
// between the places asked for and their lines as it is. `line` runs from the first place on the rails to the
// last; `run_km[i]` is the length of `line` up to its point i.
struct RailRoute {
  double raw_km = 0;
  double calibrated_km = 0;
  double access_km = 0;  // of which between the places and the rails
  std::vector<std::pair<std::string, double>> raw_km_by_zone;
  std::vector<GaugeChange> gauge_changes;
  std::vector<GeoPoint> line;
  std::vector<double> run_km;
};

// The point of a route at a fraction of its line's length and the direction of travel there, in degrees
// clockwise from north. Fractions outside 0 to 1 are taken as 0 or 1. The route has at least one point.
struct RoutePosition {
  GeoPoint at;
  double heading_deg = 0;
};
RoutePosition position_at(RailRoute const& route, double fraction);

class RailGraph {
 public:
  // Reads a rail_graph.bin. Refuses "rail.graph_malformed" with the place as "byte N" when the magic, the
  // version or the checksum is wrong or a number points outside the file.
  static Result<RailGraph> decode(std::span<std::uint8_t const> bytes);

  std::size_t node_count() const { return nodes_.size(); }
  std::size_t edge_count() const { return edges_.size(); }
  GeoPoint node(std::uint32_t number) const { return nodes_[number]; }

  // The node nearest to a point. The graph has at least one node.
  std::uint32_t nearest_node(GeoPoint where) const;

  // The nearest place on a line within `within_km`, and those on lines of other gauges that pass at most 3 km
  // farther; nearest first, at most one for a gauge. Empty when no line is in reach.
  std::vector<RailPlace> attach(GeoPoint where, double within_km = 100) const;

  // The shortest way by calibrated length through two or more places, in order. Gauge changes only at
  // transshipments. Refuses "rail.off_network" (place "/2": no line within 100 km of the third place) and
  // "rail.no_route" (place "/2": no way from the second place to the third).
  Result<RailRoute> route(std::span<GeoPoint const> places) const;
  Result<RailRoute> route(GeoPoint from, GeoPoint to) const {
    return route(std::array<GeoPoint, 2>{from, to});
  }

 private:
  friend class RailReader;
  friend class RailSearch;

  struct Zone {
    std::string name;
    double factor = 1;
  };
  struct Edge {
    std::uint32_t from = 0, to = 0;
    std::uint32_t first_point = 0, point_count = 0;  // in points_, without the two ends
    double km = 0;
    std::uint8_t gauge = 0, zone = 0;
    RailKind kind = RailKind::line;
  };
  struct Step {
    std::uint32_t node, edge;
  };

  double cost(Edge const& edge) const { return edge.km * zones_[edge.zone].factor; }
  int gauge_from(Edge const& edge) const;
  std::vector<GeoPoint> line_of(Edge const& edge) const;
  void index();

  std::vector<Zone> zones_;
  std::vector<int> gauges_;
  std::vector<GeoPoint> nodes_, points_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> first_step_;  // of each node in steps_, and one beyond
  std::vector<Step> steps_;
  std::vector<std::uint32_t> first_in_cell_, in_cell_;  // edges by cell of one degree
};

// The refusals of this solver.
std::span<RefusalRow const> refusals_of_rail_route();

}  // namespace landport::solvers
