// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "journal/description.h"
#include "port/network/way.h"
#include "words/fields.h"

namespace landport {

// A point as GeoJSON writes it: [longitude, latitude].
template <>
struct Codec<solvers::GeoPoint> {
  static constexpr ValueKind kind{"array", "lon-lat", "", "longitude and latitude", "经度和纬度"};
  static void write(JsonWriter& out, solvers::GeoPoint const& v) {
    out.begin_array();
    out.real(v.lon);
    out.real(v.lat);
    out.end_array();
  }
  static Result<solvers::GeoPoint> read(JsonValue const& v) {
    auto const pair = Codec<std::vector<double>>::read(v);
    if (!pair) return no(pair.error());
    if (pair->size() != 2) return no(wrong_type(kind, v));
    return solvers::GeoPoint{(*pair)[0], (*pair)[1]};
  }
  static void schema(JsonWriter& out) {
    out.raw(R"({"type":"array","items":{"type":"number"},"minItems":2,"maxItems":2,"format":"lon-lat"})");
  }
};

}  // namespace landport

// The questions which way it is from place to place, and where legs and services run. Lines are for drawing.
namespace landport::network {

// The shortest way by calibrated length: over the rails, or when those do not lead there, over rails and one
// sea leg of the network; a sea leg from one named node to the next is taken. Refuses "network.no_such_node",
// "network.same_node", "network.too_many_places", "rail.off_network" and "rail.no_route" with the parameter
// in `place`.
struct FindRoute {
  static constexpr std::string_view wire = "network.route", zh = "查询径路", en = "Way from place to place";
  static constexpr Roles roles{};
  NodeCode from, to;
  std::string via;  // node codes in order, joined by "," or "+"
  std::optional<Day> day;
};
constexpr auto fields(Type<FindRoute>) {
  return field_list(field("from", &FindRoute::from, "起", "From"), field("to", &FindRoute::to, "止", "To"),
                    may("via", &FindRoute::via, "经由", "By"), may("day", &FindRoute::day, "日期", "Day"));
}

// A stretch of one mode and gauge. Its line is that of the answer from `first_point` to `last_point`.
struct RouteWay {
  Mode mode = Mode::rail;
  Millimetres gauge;
  std::string from_zh, from_en, to_zh, to_en;
  std::int64_t distance_km = 0;
  std::optional<LegCode> leg;  // at sea
  std::int64_t first_point = 0, last_point = 0;
};
constexpr auto fields(Type<RouteWay>) {
  using W = RouteWay;
  return field_list(field("mode", &W::mode, "方式", "Mode"),
                    field("gauge_mm", &W::gauge, "轨距", "Gauge"),
                    field("from_zh", &W::from_zh, "起（中文）", "From, Chinese"),
                    field("from_en", &W::from_en, "起（英文）", "From, English"),
                    field("to_zh", &W::to_zh, "止（中文）", "To, Chinese"),
                    field("to_en", &W::to_en, "止（英文）", "To, English"),
                    field("distance_km", &W::distance_km, "里程（公里）", "Distance (km)"),
                    field("leg", &W::leg, "区段", "Leg"),
                    field("first_point", &W::first_point, "首点", "First point"),
                    field("last_point", &W::last_point, "末点", "Last point"));
}
struct RouteGaugeChange {
  std::string name_zh, name_en;
  GeoPoint at;
  std::int64_t after_km = 0;
  Millimetres from, to;
};
constexpr auto fields(Type<RouteGaugeChange>) {
  using C = RouteGaugeChange;
  return field_list(field("name_zh", &C::name_zh, "中文名", "Chinese name"),
                    field("name_en", &C::name_en, "英文名", "English name"),
                    field("at", &C::at, "位置", "Where"),
                    field("after_km", &C::after_km, "距起点（公里）", "After (km)"),
                    field("from_mm", &C::from, "原轨距", "From gauge"),
                    field("to_mm", &C::to, "新轨距", "To gauge"));
}
struct RouteAnswer {
  NodeCode from, to;
  std::vector<NodeCode> via;
  Drawn drawn = Drawn::rails;
  std::int64_t distance_km = 0, mapped_km = 0, access_km = 0;
  std::optional<std::int64_t> error_permille, error_max_permille;
  std::string error_zh, error_en;
  std::optional<std::int64_t> published_km;  // when a published length of this way is known
  std::string published_zh, published_en;
  std::vector<RouteWay> ways;
  std::vector<RouteGaugeChange> gauge_changes;
  std::vector<GeoPoint> line;
};
constexpr auto fields(Type<RouteAnswer>) {
  using A = RouteAnswer;
  return field_list(
      field("from", &A::from, "起", "From"),
      field("to", &A::to, "止", "To"),
      field("via", &A::via, "经由", "By"),
      field("drawn", &A::drawn, "画法", "Drawn"),
      field("distance_km", &A::distance_km, "校准里程（公里）", "Calibrated distance (km)"),
      field("mapped_km", &A::mapped_km, "图上里程（公里）", "Mapped distance (km)"),
      field("access_km", &A::access_km, "其中至铁路线（公里）", "Of which to the rails (km)"),
      field("error_permille", &A::error_permille, "均方根误差（‰）", "Error, root mean square (‰)"),
      field("error_max_permille", &A::error_max_permille, "最大误差（‰）", "Error, at most (‰)"),
      field("error_zh", &A::error_zh, "误差说明", "Statement of the error, Chinese"),
      field("error_en", &A::error_en, "误差说明（英文）", "Statement of the error"),
      field("published_km", &A::published_km, "公布里程（公里）", "Published distance (km)"),
      field("published_zh", &A::published_zh, "公布线路", "Published way, Chinese"),
      field("published_en", &A::published_en, "公布线路（英文）", "Published way"),
      field("ways", &A::ways, "分段", "Stretches"),
      field("gauge_changes", &A::gauge_changes, "换轨", "Changes of gauge"),
      field("line", &A::line, "线形", "Line"));
}

// The legs of a service on a day (today when none is given), in order.
struct ServiceRoute {
  static constexpr std::string_view wire = "network.service_route", zh = "班列径路",
                                    en = "Route of a service";
  static constexpr Roles roles{};
  ServiceCode service;
  std::optional<Day> day;
};
constexpr auto fields(Type<ServiceRoute>) {
  return field_list(field("service", &ServiceRoute::service, "班列线路", "Service"),
                    may("day", &ServiceRoute::day, "日期", "Day"));
}
struct LegLine {
  LegCode leg;
  NodeCode from, to;
  Mode mode = Mode::rail;
  Millimetres gauge;
  std::int64_t distance_km = 0;
  DistanceBasis basis = DistanceBasis::assumed;
  std::optional<std::int64_t> published_km;
  Drawn drawn = Drawn::straight;
  std::vector<ServiceCode> services;
  std::vector<GeoPoint> points;
};
constexpr auto fields(Type<LegLine>) {
  using L = LegLine;
  return field_list(field("leg", &L::leg, "区段", "Leg"),
                    field("from", &L::from, "起", "From"),
                    field("to", &L::to, "止", "To"),
                    field("mode", &L::mode, "方式", "Mode"),
                    field("gauge_mm", &L::gauge, "轨距", "Gauge"),
                    field("distance_km", &L::distance_km, "里程（公里）", "Distance (km)"),
                    field("distance_basis", &L::basis, "里程依据", "Basis of the distance"),
                    field("published_km", &L::published_km, "公布里程（公里）", "Published distance (km)"),
                    field("drawn", &L::drawn, "画法", "Drawn"),
                    field("services", &L::services, "班列线路", "Services"),
                    field("points", &L::points, "线形", "Points"));
}
struct ServiceRouteAnswer {
  ServiceCode service;
  std::string name_zh, name_en;
  Day day;
  std::int64_t distance_km = 0;
  std::vector<LegLine> legs;
};
constexpr auto fields(Type<ServiceRouteAnswer>) {
  using A = ServiceRouteAnswer;
  return field_list(field("service", &A::service, "班列线路", "Service"),
                    field("name_zh", &A::name_zh, "中文名", "Chinese name"),
                    field("name_en", &A::name_en, "英文名", "English name"),
                    field("day", &A::day, "日期", "Day"),
                    field("distance_km", &A::distance_km, "里程（公里）", "Distance (km)"),
                    field("legs", &A::legs, "区段", "Legs"));
}

// Every leg that a service uses on a day, each once.
struct LegLines {
  static constexpr std::string_view wire = "network.leg_lines", zh = "区段线形", en = "Lines of the legs";
  static constexpr Roles roles{};
  std::optional<Day> day;
};
constexpr auto fields(Type<LegLines>) {
  return field_list(may("day", &LegLines::day, "日期", "Day"));
}
struct LegLinesAnswer {
  Day day;
  std::vector<LegLine> legs;
};
constexpr auto fields(Type<LegLinesAnswer>) {
  return field_list(field("day", &LegLinesAnswer::day, "日期", "Day"),
                    field("legs", &LegLinesAnswer::legs, "区段", "Legs"));
}

Result<RouteAnswer> answer(FindRoute const& query, Room const& room);
Result<ServiceRouteAnswer> answer(ServiceRoute const& query, Room const& room);
Result<LegLinesAnswer> answer(LegLines const& query, Room const& room);

}  // namespace landport::network
