// SPDX-License-Identifier: Apache-2.0
#include "port/network/map.h"

namespace landport::network {
namespace {

template <class T, class F>
void each_on(Register<T> const& reg, Day day, F&& f) {
  for (auto const& [code, versions] : reg.all()) {
    for (auto const& dated : versions) {
      if (dated.valid.contains(day)) f(dated.row);
    }
  }
}

}  // namespace

Result<MapAnswer> answer(Map const& query, Room const& room) {
  auto const& network = room.pack<Network>();
  MapAnswer map{query.day.value_or(utc_day(room.at())), {}, {}, {}};
  each_on(network.nodes, map.day, [&](Node const& n) {
    map.nodes.push_back(
        {n.code, n.locode, n.name_zh, n.name_en, n.kind, n.country, n.time_zone, n.gauges, n.lat, n.lon});
  });
  each_on(network.legs, map.day, [&](Leg const& l) {
    map.legs.push_back({l.code, l.from, l.to, l.mode, l.gauge.value_or(Millimetres{}), l.distance_km});
  });
  each_on(network.services, map.day, [&](Service const& s) {
    MapService out{s.code, s.name_zh, s.name_en, s.from, s.to, {}, {}, 0};
    for (int d = 1; d <= 7; ++d) {
      if (s.days.has(d)) out.days += (out.days.empty() ? "" : ",") + std::to_string(d);
    }
    for (auto const& leg : s.legs_on(map.day)) {
      out.legs.push_back(leg.leg);
      if (auto const* const row = network.legs.find(leg.leg.text, map.day))
        out.distance_km += row->distance_km;
    }
    map.services.push_back(std::move(out));
  });
  return map;
}

}  // namespace landport::network
