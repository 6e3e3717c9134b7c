// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "solvers/rail_geometry.h"
#include "solvers/rail_route.h"

namespace landport::solvers {
namespace {

constexpr double degrees_of_unit = 1e-4;
constexpr double second_gauge_km = 3;
constexpr double no_limit = 1e9;
constexpr int cells_across = 360, cells_up = 180;

// CRC-32 as in ISO 3309 (polynomial 0xEDB88320 reflected).
std::uint32_t checksum(std::span<std::uint8_t const> bytes) {
  std::uint32_t sum = 0xFFFFFFFFU;
  for (auto const byte : bytes) {
    sum ^= byte;
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~sum;
}

int cell_of(double degrees, double least, int cells) {
  return std::clamp(static_cast<int>(std::floor(degrees - least)), 0, cells - 1);
}

constexpr RefusalRow refusals[] = {
    {"rail.graph_malformed", 500, "铁路网文件在第 {byte} 字节处无法读取",
     "The rail graph file cannot be read at byte {byte}", "用 tools/pack/rail_graph 重新生成该文件",
     "Make the file again with tools/pack/rail_graph"},
    {"rail.off_network", 422, "该地点 {within_km} 公里内没有铁路",
     "No railway within {within_km} km of this place", "检查坐标，或改用公路段连接",
     "Check the coordinates, or connect the place by road"},
    {"rail.no_route", 422, "两地之间没有连通的铁路", "No railway connects the two places",
     "检查轨距和口岸，或加入海运、公路段", "Check gauges and border crossings, or add a leg by sea or road"},
};

}  // namespace

std::span<RefusalRow const> refusals_of_rail_route() {
  return refusals;
}

// Reads the file from front to back. After the first number that runs outside the file every further one is 0
// and `failed` stays set, so that the callers need to look only where a count decides how much is read.
class RailReader {
 public:
  explicit RailReader(std::span<std::uint8_t const> bytes) : bytes_(bytes) {}

  Result<RailGraph> read() {
    constexpr std::array<std::uint8_t, 5> head{'L', 'P', 'R', 'G', 1};
    if (bytes_.size() < head.size() + 4 || !std::equal(head.begin(), head.end(), bytes_.begin()))
      return refused(0);
    auto const body = bytes_.first(bytes_.size() - 4);
    std::uint32_t stated = 0;
    for (int i = 3; i >= 0; --i) stated = stated << 8 | bytes_[body.size() + static_cast<std::size_t>(i)];
    if (checksum(body) != stated) return refused(body.size());
    bytes_ = body;
    at_ = head.size();
    if (!read_tables() || !read_nodes() || !read_edges() || at_ != bytes_.size()) return refused(at_);
    graph_.index();
    return std::move(graph_);
  }

 private:
  static tl::unexpected<Refusal> refused(std::size_t at) {
    return no(
        refuse("rail.graph_malformed").at("byte " + std::to_string(at)).with("byte", std::to_string(at)));
  }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      if (at_ >= bytes_.size()) break;
      auto const byte = bytes_[at_++];
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    failed_ = true;
    return 0;
  }
  std::int64_t signed_number() {
    auto const value = number();
    auto const half = static_cast<std::int64_t>(value >> 1);
    return (value & 1U) != 0 ? -half - 1 : half;
  }
  // A count of things that take at least one byte each, so that a damaged count never asks for memory.
  std::optional<std::size_t> count() {
    auto const n = number();
    if (failed_ || n > bytes_.size() - at_) return std::nullopt;
    return static_cast<std::size_t>(n);
  }
  bool move(std::int64_t& lon, std::int64_t& lat) {
    constexpr std::int64_t all_round = 360'0000;
    auto const east = signed_number(), north = signed_number();
    if (failed_ || std::abs(east) > all_round || std::abs(north) > all_round) return false;
    lon += east;
    lat += north;
    return std::abs(lon) <= 180'0000 && std::abs(lat) <= 90'0000;
  }
  static GeoPoint degrees(std::int64_t lon, std::int64_t lat) {
    return {static_cast<double>(lon) * degrees_of_unit, static_cast<double>(lat) * degrees_of_unit};
  }

  bool read_tables() {
    auto const zones = count();
    for (std::size_t i = 0; zones && i < *zones; ++i) {
      auto const size = count();
      if (!size) return false;
      std::string name(bytes_.begin() + static_cast<long>(at_),
                       bytes_.begin() + static_cast<long>(at_ + *size));
      at_ += *size;
      graph_.zones_.push_back({std::move(name), static_cast<double>(number()) / 1e6});
    }
    auto const gauges = count();
    for (std::size_t i = 0; gauges && i < *gauges; ++i)
      graph_.gauges_.push_back(static_cast<int>(std::min<std::uint64_t>(number(), 10'000)));
    return zones && gauges && !failed_;
  }

  bool read_nodes() {
    auto const nodes = count();
    if (!nodes || *nodes == 0) return false;
    graph_.nodes_.reserve(*nodes);
    std::int64_t lon = 0, lat = 0;
    for (std::size_t i = 0; i < *nodes; ++i) {
      if (!move(lon, lat)) return false;
      graph_.nodes_.push_back(degrees(lon, lat));
    }
    return true;
  }

  bool read_edges() {
    auto const edges = count();
    if (!edges) return false;
    graph_.edges_.reserve(*edges);
    std::int64_t from = 0;
    for (std::size_t i = 0; i < *edges; ++i)
      if (!read_edge(from)) return false;
    return true;
  }

  bool read_edge(std::int64_t& from) {
    auto const nodes = static_cast<std::int64_t>(graph_.nodes_.size());
    auto const ahead = signed_number(), across = signed_number();
    if (std::abs(ahead) > nodes || std::abs(across) > nodes) return false;
    from += ahead;
    auto const to = from + across;
    auto const metres = number(), packed = number();
    auto const points = count();
    if (failed_ || !points || from < 0 || from >= nodes || to < 0 || to >= nodes || metres > 20'000'000)
      return false;
    RailGraph::Edge edge;
    edge.from = static_cast<std::uint32_t>(from);
    edge.to = static_cast<std::uint32_t>(to);
    edge.km = static_cast<double>(metres) / 1000;
    edge.gauge = static_cast<std::uint8_t>(packed >> 6);
    edge.zone = static_cast<std::uint8_t>(packed >> 2 & 15U);
    edge.kind = static_cast<RailKind>(packed & 3U);
    if ((packed >> 6) >= graph_.gauges_.size() || edge.zone >= graph_.zones_.size()) return false;
    edge.first_point = static_cast<std::uint32_t>(graph_.points_.size());
    edge.point_count = static_cast<std::uint32_t>(*points);
    auto const start = graph_.nodes_[edge.from];
    auto lon = std::llround(start.lon / degrees_of_unit), lat = std::llround(start.lat / degrees_of_unit);
    std::int64_t x = lon, y = lat;
    for (std::size_t i = 0; i < *points; ++i) {
      if (!move(x, y)) return false;
      graph_.points_.push_back(degrees(x, y));
    }
    graph_.edges_.push_back(edge);
    return true;
  }

  std::span<std::uint8_t const> bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
  RailGraph graph_;
};

Result<RailGraph> RailGraph::decode(std::span<std::uint8_t const> bytes) {
  return RailReader(bytes).read();
}

std::vector<GeoPoint> RailGraph::line_of(Edge const& edge) const {
  std::vector<GeoPoint> line;
  line.reserve(edge.point_count + 2);
  line.push_back(nodes_[edge.from]);
  auto const first = points_.begin() + edge.first_point;
  line.insert(line.end(), first, first + edge.point_count);
  line.push_back(nodes_[edge.to]);
  return line;
}

// Two passes over the same visits: the first counts, the second files.
void RailGraph::index() {
  first_step_.assign(nodes_.size() + 1, 0);
  for (auto const& edge : edges_) ++first_step_[edge.from + 1], ++first_step_[edge.to + 1];
  for (std::size_t i = 1; i < first_step_.size(); ++i) first_step_[i] += first_step_[i - 1];
  steps_.resize(edges_.size() * 2);
  auto next = first_step_;
  for (std::uint32_t number = 0; number < edges_.size(); ++number) {
    auto const& edge = edges_[number];
    steps_[next[edge.from]++] = {edge.to, number};
    steps_[next[edge.to]++] = {edge.from, number};
  }
  auto const each_cell = [this](auto&& file) {
    std::vector<std::uint32_t> cells;
    for (std::uint32_t number = 0; number < edges_.size(); ++number) {
      auto const line = line_of(edges_[number]);
      cells.clear();
      for (std::size_t i = 1; i < line.size(); ++i) {
        auto const [west, east] = std::minmax(line[i - 1].lon, line[i].lon);
        auto const [south, north] = std::minmax(line[i - 1].lat, line[i].lat);
        for (int y = cell_of(south, -90, cells_up); y <= cell_of(north, -90, cells_up); ++y)
          for (int x = cell_of(west, -180, cells_across); x <= cell_of(east, -180, cells_across); ++x)
            cells.push_back(static_cast<std::uint32_t>(y * cells_across + x));
      }
      std::sort(cells.begin(), cells.end());
      cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
      for (auto const cell : cells) file(cell, number);
    }
  };
  first_in_cell_.assign(cells_across * cells_up + 1, 0);
  each_cell([this](std::uint32_t cell, std::uint32_t) { ++first_in_cell_[cell + 1]; });
  for (std::size_t i = 1; i < first_in_cell_.size(); ++i) first_in_cell_[i] += first_in_cell_[i - 1];
  in_cell_.resize(first_in_cell_.back());
  auto free = first_in_cell_;
  each_cell([&](std::uint32_t cell, std::uint32_t number) { in_cell_[free[cell]++] = number; });
}

std::uint32_t RailGraph::nearest_node(GeoPoint where) const {
  std::uint32_t best = 0;
  double best_km = no_limit;
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
    auto const km = distance_km(nodes_[i], where);
    if (km < best_km) best_km = km, best = i;
  }
  return best;
}

std::vector<RailPlace> RailGraph::attach(GeoPoint where, double within_km) const {
  if (!(std::abs(where.lon) <= 180 && std::abs(where.lat) <= 90)) return {};
  std::vector<RailPlace> best(gauges_.size());
  for (auto& place : best) place.off_km = no_limit;
  int const up = 1 + static_cast<int>(within_km / 111);
  double const shrink = std::max(0.1, std::cos(where.lat * std::numbers::pi / 180));
  int const across = 1 + static_cast<int>(within_km / 111 / shrink);
  int const x0 = cell_of(where.lon, -180, cells_across), y0 = cell_of(where.lat, -90, cells_up);
  for (int y = std::max(0, y0 - up); y <= std::min(cells_up - 1, y0 + up); ++y) {
    for (int x = std::max(0, x0 - across); x <= std::min(cells_across - 1, x0 + across); ++x) {
      auto const cell = static_cast<std::size_t>(y * cells_across + x);
      for (auto i = first_in_cell_[cell]; i < first_in_cell_[cell + 1]; ++i) {
        auto const& edge = edges_[in_cell_[i]];
        if (edge.kind == RailKind::transshipment || edge.kind == RailKind::ferry) continue;
        auto const near = nearest_on_line(line_of(edge), where);
        auto& place = best[edge.gauge];
        if (near.off_km > within_km || near.off_km > place.off_km) continue;
        if (near.off_km == place.off_km && in_cell_[i] >= place.edge) continue;
        place = {in_cell_[i], near.fraction, near.off_km, gauges_[edge.gauge], near.at};
      }
    }
  }
  std::sort(best.begin(), best.end(), [](auto const& a, auto const& b) { return a.off_km < b.off_km; });
  auto const limit = best.empty() ? 0.0 : std::min(best.front().off_km + second_gauge_km, within_km);
  std::erase_if(best, [limit](auto const& place) { return place.off_km > limit; });
  return best;
}

}  // namespace landport::solvers
