// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "journal/description.h"
#include "port/network/network.h"
#include "words/fields.h"

// The question what the network looks like on a day: its nodes, legs and services, from the pack.
namespace landport::network {

struct Map {
  static constexpr std::string_view wire = "network.map", zh = "班列网络图", en = "Map of the network";
  static constexpr Roles roles{};
  std::optional<Day> day;  // nothing: today
};
constexpr auto fields(Type<Map>) {
  return field_list(may("day", &Map::day, "日期", "Day"));
}

struct MapNode {
  NodeCode code;
  std::optional<UnLocode> locode;
  std::string name_zh, name_en;
  NodeKind kind = NodeKind::inland_city;
  std::string country, time_zone, gauges;
  double lat = 0, lon = 0;
};
constexpr auto fields(Type<MapNode>) {
  using N = MapNode;
  return field_list(field("code", &N::code, "代码", "Code"),
                    field("locode", &N::locode, "UN/LOCODE", "UN/LOCODE"),
                    field("name_zh", &N::name_zh, "中文名", "Chinese name"),
                    field("name_en", &N::name_en, "英文名", "English name"),
                    field("kind", &N::kind, "类型", "Kind"),
                    field("country", &N::country, "国家", "Country"),
                    field("time_zone", &N::time_zone, "时区", "Time zone"),
                    field("gauges", &N::gauges, "轨距", "Gauges"),
                    field("lat", &N::lat, "纬度", "Latitude"),
                    field("lon", &N::lon, "经度", "Longitude"));
}
struct MapLeg {
  LegCode code;
  NodeCode from, to;
  Mode mode = Mode::rail;
  Millimetres gauge;
  std::int64_t distance_km = 0;
};
constexpr auto fields(Type<MapLeg>) {
  using L = MapLeg;
  return field_list(field("code", &L::code, "代码", "Code"),
                    field("from", &L::from, "起", "From"),
                    field("to", &L::to, "止", "To"),
                    field("mode", &L::mode, "方式", "Mode"),
                    field("gauge_mm", &L::gauge, "轨距", "Gauge"),
                    field("distance_km", &L::distance_km, "里程（公里）", "Distance (km)"));
}
struct MapService {
  ServiceCode code;
  std::string name_zh, name_en;
  NodeCode from, to;
  std::string days;  // "1,3,5"
  std::vector<LegCode> legs;
  std::int64_t distance_km = 0;
};
constexpr auto fields(Type<MapService>) {
  using S = MapService;
  return field_list(field("code", &S::code, "代码", "Code"),
                    field("name_zh", &S::name_zh, "中文名", "Chinese name"),
                    field("name_en", &S::name_en, "英文名", "English name"),
                    field("from", &S::from, "起", "From"),
                    field("to", &S::to, "止", "To"),
                    field("days", &S::days, "开行日", "Days"),
                    field("legs", &S::legs, "区段", "Legs"),
                    field("distance_km", &S::distance_km, "里程（公里）", "Distance (km)"));
}
struct MapAnswer {
  Day day;
  std::vector<MapNode> nodes;
  std::vector<MapLeg> legs;
  std::vector<MapService> services;
};
constexpr auto fields(Type<MapAnswer>) {
  return field_list(field("day", &MapAnswer::day, "日期", "Day"),
                    field("nodes", &MapAnswer::nodes, "节点", "Nodes"),
                    field("legs", &MapAnswer::legs, "区段", "Legs"),
                    field("services", &MapAnswer::services, "班列线路", "Services"));
}
Result<MapAnswer> answer(Map const&, Room const&);

}  // namespace landport::network
