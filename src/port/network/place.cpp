// SPDX-License-Identifier: Apache-2.0
#include "port/network/place.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace landport::network {
namespace {

Refusal bad_key(PackKeys const& keys, std::string_view key, std::string_view code) {
  auto const* const row = keys.find(key);
  auto refusal = refuse(code).at(row ? pack_line("pack.csv", row->line, "value") : "pack.csv");
  return std::move(refusal).with("got", row ? row->row.value : std::string(key)).with("zone", row ? row->row.value : "");
}

MapBounds around_services(Network const& network) {
  MapBounds box{180, 90, -180, -90};
  auto const take = [&](NodeCode const& code) {
    auto const found = network.nodes.all().find(code.text);
    if (found == network.nodes.all().end()) return;
    auto const& node = found->second.back().row;
    box = {std::min(box.west, node.lon), std::min(box.south, node.lat), std::max(box.east, node.lon),
           std::max(box.north, node.lat)};
  };
  for (auto const& entry : network.services.all()) {
    for (auto const& leg : entry.second.back().row.legs) {
      take(leg.row.from);
      take(leg.row.to);
    }
  }
  return box.west <= box.east ? box : MapBounds{-180, -80, 180, 80};
}

// "west,south,east,north" in degrees.
std::optional<MapBounds> bounds_from(std::string const& text) {
  std::array<double, 4> numbers{};
  char const* at = text.c_str();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    char* end = nullptr;
    numbers[i] = std::strtod(at, &end);
    if (end == at || *end != (i + 1 < numbers.size() ? ',' : '\0')) return {};
    at = end + 1;
  }
  MapBounds const box{numbers[0], numbers[1], numbers[2], numbers[3]};
  bool const sound = -180 <= box.west && box.west < box.east && box.east <= 180 && -90 <= box.south &&
                     box.south < box.north && box.north <= 90;
  return sound ? std::optional(box) : std::nullopt;
}

}  // namespace

Result<Place> place_of(PackKeys const& keys, Network const& network) {
  auto const text = [&](std::string_view key) { return std::string(keys.value(key)); };
  Place place{text("code"), text("name_zh"), text("name_en"), text("country"), text("time_zone"), text("currency"),
              NodeCode{text("home_node")}, {}};
  if (!network.nodes.has(place.home_node.text)) return no(bad_key(keys, "home_node", "pack.no_such_reference"));
  if (!local_day(Instant{}, place.time_zone)) return no(bad_key(keys, "time_zone", "pack.no_such_zone"));
  if (!parse_currency(place.currency)) return no(bad_key(keys, "currency", "pack.no_such_reference"));
  auto const* const given = keys.find("map_bounds");
  auto const bounds = given ? bounds_from(given->row.value) : around_services(network);
  if (!bounds) return no(bad_key(keys, "map_bounds", "pack.out_of_range"));
  place.bounds = *bounds;
  return place;
}

Result<Place> answer(AskPlace const&, Room const& room) { return room.pack<Network>().place; }

}  // namespace landport::network
