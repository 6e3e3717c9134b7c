// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "port/network/network.h"
#include "solvers/rail_route.h"

// Where the legs of the network run on the map. Public: sisters may include it to say where a train is.
namespace landport::network {

using solvers::GeoPoint;

// How the length of a leg was found (legs.csv) and how its line was drawn.
enum class DistanceBasis : std::uint8_t { published, calibrated, assumed };
constexpr auto choices(Type<DistanceBasis>) {
  using B = DistanceBasis;
  return std::array{
      Choice<B>{B::published, "published", "公布里程", "Published"},
      Choice<B>{B::calibrated, "calibrated", "图上量算并校准", "Measured on the map, calibrated"},
      Choice<B>{B::assumed, "assumed", "假定，待确认", "Assumed, to be confirmed"}};
}
enum class Drawn : std::uint8_t { rails, way_points, straight };
constexpr auto choices(Type<Drawn>) {
  return std::array{Choice<Drawn>{Drawn::rails, "rails", "沿铁路线", "Along the rails"},
                    Choice<Drawn>{Drawn::way_points, "way_points", "沿航路点", "Along way points"},
                    Choice<Drawn>{Drawn::straight, "straight", "直线示意", "Straight"}};
}

// A leg on the map: from its first node to its last, thinned to 0.01 degree for drawing. `line` has two
// points or more; `run_km[i]` is the length of the line up to its point i.
struct Way {
  LegCode leg;
  NodeCode from, to;
  Mode mode = Mode::rail;
  Millimetres gauge;  // 0 at sea and on the road
  std::int64_t distance_km = 0;
  DistanceBasis basis = DistanceBasis::assumed;
  std::optional<std::int64_t> published_km;
  Drawn drawn = Drawn::straight;
  std::vector<GeoPoint> line;
  std::vector<double> run_km;
};

// A published length of a whole way that was held against the map and not used to fit it.
struct Checked {
  std::string name_zh, name_en;
  GeoPoint from, to;
  std::int64_t published_km = 0, error_permille = 0;
};
// A place where units change from one gauge to another.
struct Transshipment {
  std::string name_zh, name_en;
  GeoPoint a, b;
};

// The part of the pack that holds the rails and the line of every leg, found once when the pack is loaded.
// Without a rail_graph.bin every leg is a straight line and the graph is absent.
struct RailMap {
  std::optional<solvers::RailGraph> graph;
  Register<Way> ways;
  std::vector<Checked> checked;
  std::vector<Transshipment> transshipments;
  // How far calibrated lengths of whole ways were off when they were checked: root mean square and largest,
  // in thousandths. 0 when nothing was checked.
  std::int64_t error_rms_permille = 0, error_max_permille = 0;

  // Needs Network. Refuses what words and pack_rows refuse, "rail.graph_malformed", and
  // "pack.no_such_reference" for way points of a leg that does not exist.
  static Result<RailMap> load(PackFiles const& files, Pack const& loaded_before);

  // The leg from node to node that holds on `day`, or nullptr.
  Way const* way(NodeCode const& from, NodeCode const& to, Day day) const;
};

// The point of a leg at a fraction of its length, and the direction of travel in degrees clockwise from
// north. Fractions outside 0 to 1 are taken as 0 or 1.
struct OnLeg {
  GeoPoint at;
  double heading_deg = 0;
};
OnLeg point_on_way(Way const& way, double fraction);
// Nothing when no leg leads from `from` to `to` on `day`.
std::optional<OnLeg> point_on_leg(RailMap const& map, NodeCode const& from, NodeCode const& to,
                                  double fraction, Day day);
// How far along the leg the point of its line lies that is nearest to `where`, 0 to 1, and how far off (km).
struct Along {
  double fraction = 0, off_km = 0;
};
Along nearest_on_way(Way const& way, GeoPoint where);

// The line without the points that lie less than `degrees` from the rest (Douglas-Peucker), rounded to 0.001
// degree. Keeps both ends.
std::vector<GeoPoint> thinned(std::vector<GeoPoint> const& line, double degrees = 0.01);

}  // namespace landport::network
