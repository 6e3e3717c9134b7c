// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "journal/pack_rows.h"
#include "port/network/way.h"

namespace landport::network {
namespace {

// ---- the rows as they stand in the files ----

struct WayRow {
  LegCode code;
  NodeCode from, to;
  Mode mode = Mode::rail;
  std::optional<Millimetres> gauge;
  std::string sections;
  std::int64_t distance_km = 0;
  DistanceBasis basis = DistanceBasis::assumed;
  std::optional<std::int64_t> published_km;
};
constexpr auto fields(Type<WayRow>) {
  using R = WayRow;
  return field_list(field("code", &R::code, "代码", "Code"),
                    field("from", &R::from, "起", "From"),
                    field("to", &R::to, "止", "To"),
                    field("mode", &R::mode, "方式", "Mode"),
                    may("gauge_mm", &R::gauge, "轨距", "Gauge"),
                    may("sections", &R::sections, "区段", "Sections"),
                    field("distance_km", &R::distance_km, "里程", "Distance"),
                    field("distance_basis", &R::basis, "里程依据", "Basis of the distance"),
                    may("published_km", &R::published_km, "公布里程", "Published distance"));
}
struct SeaRow {
  LegCode leg;
  std::int64_t seq = 0;
  double lon = 0, lat = 0;
};
constexpr auto fields(Type<SeaRow>) {
  return field_list(field("leg", &SeaRow::leg, "区段", "Leg"), field("seq", &SeaRow::seq, "序号", "Seq."),
                    field("lon", &SeaRow::lon, "经度", "Longitude"),
                    field("lat", &SeaRow::lat, "纬度", "Latitude"));
}
struct LinkRow {
  std::string code, kind, name_zh, name_en;
  double lon_from = 0, lat_from = 0, lon_to = 0, lat_to = 0;
  std::int64_t gauge_from = 0, gauge_to = 0;
  std::optional<std::int64_t> published_km;
};
constexpr auto fields(Type<LinkRow>) {
  using R = LinkRow;
  return field_list(field("code", &R::code, "代码", "Code"),
                    field("kind", &R::kind, "类型", "Kind"),
                    field("name_zh", &R::name_zh, "中文名", "Chinese name"),
                    field("name_en", &R::name_en, "英文名", "English name"),
                    field("lon_from", &R::lon_from, "起经度", "Longitude from"),
                    field("lat_from", &R::lat_from, "起纬度", "Latitude from"),
                    field("gauge_from_mm", &R::gauge_from, "起轨距", "Gauge from"),
                    field("lon_to", &R::lon_to, "止经度", "Longitude to"),
                    field("lat_to", &R::lat_to, "止纬度", "Latitude to"),
                    field("gauge_to_mm", &R::gauge_to, "止轨距", "Gauge to"),
                    may("published_km", &R::published_km, "公布里程", "Published distance"));
}
struct LineRow {
  std::string code, use, name_zh, name_en, places;
  std::int64_t published_km = 0, error_permille = 0;
  std::optional<std::int64_t> raw_km, calibrated_km;
};
constexpr auto fields(Type<LineRow>) {
  using R = LineRow;
  return field_list(field("code", &R::code, "代码", "Code"),
                    field("use", &R::use, "用途", "Use"),
                    field("name_zh", &R::name_zh, "中文名", "Chinese name"),
                    field("name_en", &R::name_en, "英文名", "English name"),
                    field("places", &R::places, "地点", "Places"),
                    field("published_km", &R::published_km, "公布里程", "Published distance"),
                    may("raw_km", &R::raw_km, "图上里程", "Mapped distance"),
                    may("calibrated_km", &R::calibrated_km, "校准里程", "Calibrated distance"),
                    field("error_permille", &R::error_permille, "误差（‰）", "Error (‰)"));
}

// "104.335 30.882" as a point.
std::optional<GeoPoint> point_of(std::string_view text) {
  GeoPoint p;
  auto const* const end = text.data() + text.size();
  auto const lon = std::from_chars(text.data(), end, p.lon);
  if (lon.ec != std::errc{} || lon.ptr == end) return std::nullopt;
  auto const lat = std::from_chars(lon.ptr + 1, end, p.lat);
  if (lat.ec != std::errc{} || lat.ptr != end) return std::nullopt;
  return p;
}

Result<void> load_checks(PackFiles const& files, RailMap& map) {
  auto const rows = files.rows_if_there<LineRow>("calibration_lines.csv");
  if (!rows) return no(rows.error());
  double squares = 0;
  for (auto const& d : *rows) {
    if (d.row.use != "check") continue;
    std::string_view const places = d.row.places;
    auto const first = point_of(places.substr(0, places.find(';')));
    auto const last = point_of(places.substr(places.rfind(';') + 1));
    if (!first || !last) return no(pack_fault("pack.out_of_range", "calibration_lines.csv", d.line, "places"));
    map.checked.push_back(
        {d.row.name_zh, d.row.name_en, *first, *last, d.row.published_km, d.row.error_permille});
    auto const error = std::abs(d.row.error_permille);
    squares += static_cast<double>(error * error);
    map.error_max_permille = std::max(map.error_max_permille, error);
  }
  if (!map.checked.empty())
    map.error_rms_permille = std::lround(std::sqrt(squares / static_cast<double>(map.checked.size())));
  return {};
}

Result<void> load_rails(PackFiles const& files, RailMap& map) {
  auto const links = files.rows_if_there<LinkRow>("rail_links.csv");
  if (!links) return no(links.error());
  for (auto const& d : *links) {
    if (d.row.kind != "transshipment") continue;
    map.transshipments.push_back(
        {d.row.name_zh, d.row.name_en, {d.row.lon_from, d.row.lat_from}, {d.row.lon_to, d.row.lat_to}});
  }
  auto const bytes = files.bytes("rail_graph.bin");
  if (bytes.empty()) return {};
  auto graph =
      solvers::RailGraph::decode({reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size()});
  if (!graph) {
    graph.error().place = "rail_graph.bin, " + graph.error().place;
    return no(std::move(graph.error()));
  }
  map.graph = std::move(*graph);
  return {};
}

using WayPoints = std::map<std::string, std::vector<std::pair<std::int64_t, GeoPoint>>>;

Result<WayPoints> load_way_points(PackFiles const& files, Network const& network) {
  auto const rows = files.rows_if_there<SeaRow>("sea_routes.csv");
  if (!rows) return no(rows.error());
  WayPoints points;
  for (auto const& d : *rows) {
    if (!network.legs.has(d.row.leg.text))
      return no(pack_fault("pack.no_such_reference", "sea_routes.csv", d.line, "leg").with("got", d.row.leg.text));
    points[d.row.leg.text].push_back({d.row.seq, {d.row.lon, d.row.lat}});
  }
  for (auto& [leg, list] : points)
    std::stable_sort(list.begin(), list.end(),
                     [](auto const& a, auto const& b) { return a.first < b.first; });
  return points;
}

void draw(Way& way, RailMap const& map, WayPoints const& points, GeoPoint from, GeoPoint to) {
  std::vector<GeoPoint> line{from};
  if (way.mode == Mode::rail && map.graph) {
    if (auto const route = map.graph->route(from, to)) {
      line.insert(line.end(), route->line.begin(), route->line.end());
      way.drawn = Drawn::rails;
    }
  } else if (auto const between = points.find(way.leg.text); between != points.end()) {
    for (auto const& [seq, point] : between->second) line.push_back(point);
    way.drawn = Drawn::way_points;
  }
  line.push_back(to);
  way.line = thinned(line);
  way.run_km.push_back(0);
  for (std::size_t i = 1; i < way.line.size(); ++i)
    way.run_km.push_back(way.run_km.back() + solvers::distance_km(way.line[i - 1], way.line[i]));
}

}  // namespace

Result<RailMap> RailMap::load(PackFiles const& files, Pack const& loaded_before) {
  auto const& network = loaded_before.get<Network>();
  RailMap map;
  if (auto r = load_checks(files, map); !r) return no(r.error());
  if (auto r = load_rails(files, map); !r) return no(r.error());
  auto const points = load_way_points(files, network);
  if (!points) return no(points.error());
  auto const legs = files.rows<WayRow>("legs.csv");
  if (!legs) return no(legs.error());
  for (auto const& d : *legs) {
    auto const& leg = d.row;
    auto const* const from = network.nodes.find(leg.from.text, d.valid.begin);
    auto const* const to = network.nodes.find(leg.to.text, d.valid.begin);
    if (!from)
      return no(pack_fault("pack.no_such_reference", "legs.csv", d.line, "from").with("got", leg.from.text));
    if (!to) return no(pack_fault("pack.no_such_reference", "legs.csv", d.line, "to").with("got", leg.to.text));
    Way way{leg.code,
            leg.from,
            leg.to,
            leg.mode,
            leg.gauge.value_or(Millimetres{}),
            leg.distance_km,
            leg.basis,
            leg.published_km,
            {},
            {},
            {}};
    way.drawn = Drawn::straight;
    draw(way, map, *points, {from->lon, from->lat}, {to->lon, to->lat});
    map.ways.add(leg.code.text, {std::move(way), d.valid, d.source, d.line});
  }
  return map;
}

}  // namespace landport::network
