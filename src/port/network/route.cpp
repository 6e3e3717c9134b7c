// SPDX-License-Identifier: Apache-2.0
#include "port/network/route.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace landport::network {
namespace {

constexpr double near_km = 30;
constexpr std::size_t places_max = 10;

GeoPoint point_of(Node const& node) {
  return {node.lon, node.lat};
}

// A stretch of one mode and gauge before it is put into the answer.
struct Stretch {
  Mode mode = Mode::rail;
  int gauge_mm = 0;
  double km = 0, mapped_km = 0, access_km = 0;
  std::vector<GeoPoint> line;
  std::string from_zh, from_en, to_zh, to_en;
  std::optional<LegCode> leg;
};
using Stretches = std::vector<Stretch>;

double length(Stretches const& list) {
  double km = 0;
  for (auto const& s : list) km += s.km;
  return km;
}

// The gauge of a way that never changes: one that passes at both its ends, the nearest first.
int only_gauge(solvers::RailGraph const& graph, GeoPoint from, GeoPoint to) {
  auto const ends = graph.attach(to);
  for (auto const& start : graph.attach(from)) {
    for (auto const& end : ends) {
      if (start.gauge_mm == end.gauge_mm) return start.gauge_mm;
    }
  }
  return 0;
}

class Finder {
 public:
  Finder(RailMap const& map, Network const& network, Day day) : map_(map), network_(network), day_(day) {}

  Result<Stretches> hop(Node const& from, Node const& to) const {
    if (!map_.graph) return Stretches{straight(from, to)};
    // A sea leg that joins exactly these two is what was asked for.
    if (auto const* const leg = map_.way(from.code, to.code, day_); leg && leg->mode == Mode::sea)
      return over(*leg, from, to);
    auto rails = by_rail(from, to);
    if (rails) return rails;
    auto sea = by_sea(from, to);
    if (!sea.empty()) return sea;
    return rails;
  }

 private:
  static Stretch straight(Node const& from, Node const& to) {
    auto const km = solvers::distance_km(point_of(from), point_of(to));
    return {Mode::rail,   0,          km,         0, 0, {point_of(from), point_of(to)}, from.name_zh,
            from.name_en, to.name_zh, to.name_en, {}};
  }

  // The name of the border where the gauge changes; of the place on the map when the pack has none near.
  void name(GeoPoint at, std::string& zh, std::string& en) const {
    double best = near_km;
    for (auto const& t : map_.transshipments) {
      auto const off = std::min(solvers::distance_km(t.a, at), solvers::distance_km(t.b, at));
      if (off < best) best = off, zh = t.name_zh, en = t.name_en;
    }
    if (zh.empty()) zh = en = fmt::format("{:.2f}, {:.2f}", at.lat, at.lon);
  }

  Result<Stretches> by_rail(Node const& from, Node const& to) const {
    auto const route = map_.graph->route(point_of(from), point_of(to));
    if (!route) return no(route.error());
    auto const& changes = route->gauge_changes;
    Stretches out;
    std::size_t first = 0;
    double mapped = 0, calibrated = 0;
    for (std::size_t i = 0; i <= changes.size(); ++i) {
      bool const last = i == changes.size();
      auto const end = last ? route->line.size() - 1 : changes[i].point;
      Stretch s;
      s.gauge_mm = !last             ? changes[i].from_mm
                   : changes.empty() ? only_gauge(*map_.graph, point_of(from), point_of(to))
                                     : changes.back().to_mm;
      s.mapped_km = (last ? route->raw_km : changes[i].km) - mapped;
      s.km = (last ? route->calibrated_km : changes[i].calibrated_km) - calibrated;
      mapped += s.mapped_km, calibrated += s.km;
      if (i == 0) s.line.push_back(point_of(from)), s.access_km = route->access_km;
      s.line.insert(s.line.end(), route->line.begin() + static_cast<std::ptrdiff_t>(first),
                    route->line.begin() + static_cast<std::ptrdiff_t>(end) + 1);
      if (last) s.line.push_back(point_of(to));
      s.from_zh = i == 0 ? from.name_zh : out.back().to_zh;
      s.from_en = i == 0 ? from.name_en : out.back().to_en;
      if (last) {
        s.to_zh = to.name_zh, s.to_en = to.name_en;
      } else {
        name(changes[i].at, s.to_zh, s.to_en);
      }
      first = end;
      out.push_back(std::move(s));
    }
    return out;
  }

  // Over the rails to a sea leg of the network, over it, and on over the rails; empty when there is none.
  Stretches by_sea(Node const& from, Node const& to) const {
    Stretches best;
    for (auto const& [code, versions] : map_.ways.all()) {
      for (auto const& dated : versions) {
        if (dated.row.mode != Mode::sea || !dated.valid.contains(day_)) continue;
        auto found = over(dated.row, from, to);
        if (!found.empty() && (best.empty() || length(found) < length(best))) best = std::move(found);
      }
    }
    return best;
  }
  Stretches over(Way const& sea, Node const& from, Node const& to) const {
    auto const* const quay = network_.nodes.find(sea.from.text, day_);
    auto const* const landing = network_.nodes.find(sea.to.text, day_);
    if (!quay || !landing) return {};
    Stretches out;
    if (quay->code != from.code) {
      auto before = by_rail(from, *quay);
      if (!before) return {};
      out = std::move(*before);
    }
    auto const km = static_cast<double>(sea.distance_km);
    out.push_back({Mode::sea, 0, km, km, 0, sea.line, quay->name_zh, quay->name_en, landing->name_zh,
                   landing->name_en, sea.leg});
    if (landing->code != to.code) {
      auto after = by_rail(*landing, to);
      if (!after) return {};
      out.insert(out.end(), after->begin(), after->end());
    }
    return out;
  }

  RailMap const& map_;
  Network const& network_;
  Day day_;
};

// Stretches of the same mode and gauge that meet at a place that was asked for are one.
Stretches joined(Stretches list) {
  Stretches out;
  for (auto& s : list) {
    bool const goes_on =
        !out.empty() && out.back().mode == s.mode && out.back().gauge_mm == s.gauge_mm && !s.leg;
    if (!goes_on) {
      out.push_back(std::move(s));
      continue;
    }
    auto& o = out.back();
    o.km += s.km, o.mapped_km += s.mapped_km, o.access_km += s.access_km;
    o.to_zh = s.to_zh, o.to_en = s.to_en;
    o.line.insert(o.line.end(), s.line.begin(), s.line.end());
  }
  return out;
}

void state_error(RouteAnswer& a, RailMap const& map, bool sea) {
  if (a.drawn == Drawn::straight) {
    a.error_zh = "配置包没有铁路网：这是大圆直线长度，不是线路里程。";
    a.error_en = "The pack has no rail graph: this is the great-circle length, not that of a railway.";
    return;
  }
  if (map.error_max_permille > 0) {
    auto const rms = static_cast<double>(map.error_rms_permille) / 10;
    auto const max = static_cast<double>(map.error_max_permille) / 10;
    a.error_permille = map.error_rms_permille;
    a.error_max_permille = map.error_max_permille;
    a.error_zh =
        fmt::format("按图量算并校准。与未参与校准的 {} 条公布线路相比：均方根误差 ±{:.1f} %，最大 {:.1f} %。",
                    map.checked.size(), rms, max);
    a.error_en = fmt::format(
        "Measured on the map and calibrated. Held against {} published ways that were not used to calibrate "
        "it: off "
        "by {:.1f} % (root mean square), {:.1f} % at most.",
        map.checked.size(), rms, max);
  } else {
    a.error_zh = "按图量算，未经核对。", a.error_en = "Measured on the map, not checked.";
  }
  if (sea) a.error_zh += "海运段按航路点估算。", a.error_en += " The sea leg is estimated along way points.";
}

void compare_published(RouteAnswer& a, RailMap const& map, GeoPoint from, GeoPoint to) {
  for (auto const& c : map.checked) {
    if (solvers::distance_km(c.from, from) > near_km || solvers::distance_km(c.to, to) > near_km) continue;
    a.published_km = c.published_km;
    a.published_zh = c.name_zh, a.published_en = c.name_en;
    return;
  }
}

void lay_out(RouteAnswer& a, Stretches const& list) {
  double km = 0, mapped = 0, access = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto const& s = list[i];
    if (i > 0 && list[i - 1].mode == Mode::rail && s.mode == Mode::rail) {
      a.gauge_changes.push_back({s.from_zh, s.from_en, a.line.back(), std::lround(km),
                                 Millimetres{list[i - 1].gauge_mm}, Millimetres{s.gauge_mm}});
    }
    km += s.km, mapped += s.mapped_km, access += s.access_km;
    RouteWay way{s.mode,  Millimetres{s.gauge_mm}, s.from_zh, s.from_en, s.to_zh,
                 s.to_en, std::lround(s.km),       s.leg,     0,         0};
    auto const line = thinned(s.line);
    bool const meets = !a.line.empty() && a.line.back() == line.front();
    way.first_point = static_cast<std::int64_t>(a.line.size()) - (meets ? 1 : 0);
    a.line.insert(a.line.end(), line.begin() + (meets ? 1 : 0), line.end());
    way.last_point = static_cast<std::int64_t>(a.line.size()) - 1;
    a.ways.push_back(std::move(way));
  }
  a.distance_km = std::lround(km);
  a.mapped_km = std::lround(mapped);
  a.access_km = std::lround(access);
}

std::vector<NodeCode> nodes_of(std::string_view list) {
  std::vector<NodeCode> out;
  while (!list.empty()) {
    auto const end = std::min(list.find_first_of(",+ "), list.size());
    if (end > 0) out.emplace_back(std::string(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

LegLine line_of(Way const& way) {
  return {way.leg,   way.from,         way.to,    way.mode, way.gauge, way.distance_km,
          way.basis, way.published_km, way.drawn, {},       way.line};
}

}  // namespace

Result<RouteAnswer> answer(FindRoute const& query, Room const& room) {
  auto const& network = room.pack<Network>();
  auto const& map = room.pack<RailMap>();
  auto const day = query.day.value_or(utc_day(room.at()));
  RouteAnswer a;
  a.from = query.from, a.to = query.to, a.via = nodes_of(query.via);
  if (a.via.size() > places_max)
    return no(refuse("network.too_many_places").at("/via").with("max", std::to_string(places_max)));
  std::vector<NodeCode> codes{query.from};
  codes.insert(codes.end(), a.via.begin(), a.via.end());
  codes.push_back(query.to);
  auto const place = [&](std::size_t i) { return i == 0 ? "/from" : i + 1 == codes.size() ? "/to" : "/via"; };
  std::vector<Node const*> nodes;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    nodes.push_back(network.nodes.find(codes[i].text, day));
    if (!nodes.back()) return no(refuse("network.no_such_node").at(place(i)).with("node", codes[i].text));
    if (i > 0 && codes[i] == codes[i - 1])
      return no(refuse("network.same_node").at(place(i)).with("node", codes[i].text));
  }
  Finder const finder(map, network, day);
  Stretches all;
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    auto hop = finder.hop(*nodes[i - 1], *nodes[i]);
    if (!hop) {
      hop.error().place = place(hop.error().place == "/0" ? i - 1 : i);
      return no(std::move(hop.error()));
    }
    all.insert(all.end(), std::make_move_iterator(hop->begin()), std::make_move_iterator(hop->end()));
  }
  all = joined(std::move(all));
  a.drawn = map.graph ? Drawn::rails : Drawn::straight;
  lay_out(a, all);
  state_error(a, map, std::any_of(all.begin(), all.end(), [](auto const& s) { return s.mode == Mode::sea; }));
  compare_published(a, map, point_of(*nodes.front()), point_of(*nodes.back()));
  return a;
}

Result<ServiceRouteAnswer> answer(ServiceRoute const& query, Room const& room) {
  auto const day = query.day.value_or(utc_day(room.at()));
  auto const* const service = room.pack<Network>().services.find(query.service.text, day);
  if (!service)
    return no(refuse("network.no_such_service").at("/service").with("service", query.service.text));
  auto const& map = room.pack<RailMap>();
  ServiceRouteAnswer a{service->code, service->name_zh, service->name_en, day, 0, {}};
  for (auto const& leg : service->legs_on(day)) {
    auto const* const way = map.ways.find(leg.leg.text, day);
    if (!way) continue;
    a.distance_km += way->distance_km;
    a.legs.push_back(line_of(*way));
    a.legs.back().services = {service->code};
  }
  return a;
}

Result<LegLinesAnswer> answer(LegLines const& query, Room const& room) {
  auto const& network = room.pack<Network>();
  auto const& map = room.pack<RailMap>();
  LegLinesAnswer a{query.day.value_or(utc_day(room.at())), {}};
  std::map<std::string, std::vector<ServiceCode>> services_of;
  for (auto const& [code, versions] : network.services.all()) {
    for (auto const& dated : versions) {
      if (!dated.valid.contains(a.day)) continue;
      for (auto const& leg : dated.row.legs_on(a.day)) services_of[leg.leg.text].push_back(dated.row.code);
    }
  }
  for (auto& [leg, services] : services_of) {
    auto const* const way = map.ways.find(leg, a.day);
    if (!way) continue;
    a.legs.push_back(line_of(*way));
    a.legs.back().services = std::move(services);
  }
  return a;
}

}  // namespace landport::network
