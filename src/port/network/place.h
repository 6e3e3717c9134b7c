// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "journal/description.h"
#include "port/network/network.h"
#include "words/fields.h"

// The question what place this is: what a screen must know before anybody signs in. All of it is from the pack.
namespace landport::network {

struct AskPlace {
  static constexpr std::string_view wire = "network.place", zh = "本港", en = "This place";
  static constexpr Roles roles{};
  static constexpr bool open = true;
};
constexpr auto fields(Type<AskPlace>) {
  return field_list();
}

constexpr auto fields(Type<MapBounds>) {
  return field_list(field("west", &MapBounds::west, "西", "West"), field("south", &MapBounds::south, "南", "South"),
                    field("east", &MapBounds::east, "东", "East"), field("north", &MapBounds::north, "北", "North"));
}

constexpr auto fields(Type<Place>) {
  return field_list(field("code", &Place::code, "配置代码", "Code of the pack"),
                    field("name_zh", &Place::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Place::name_en, "英文名", "English name"),
                    field("country", &Place::country, "国家", "Country"),
                    field("time_zone", &Place::time_zone, "时区", "Time zone"),
                    field("currency", &Place::currency, "货币", "Currency"),
                    field("home_node", &Place::home_node, "本港节点", "Home node"),
                    field("bounds", &Place::bounds, "地图范围", "Bounds of the map"));
}

// Refuses, with the place in pack.csv, a home node that is not in nodes.csv, an unknown zone or currency, bounds that are no
// four degrees.
Result<Place> place_of(PackKeys const& keys, Network const& network);

Result<Place> answer(AskPlace const&, Room const& room);

}  // namespace landport::network
