// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "port/pool/events.h"
#include "port/pool/orders.h"

namespace landport::pool {

// The depots on the day that is looked at, also those without an empty.
struct Places {
  static constexpr std::string_view wire = "pool.places", zh = "堆点名录", en = "Known depots";
  static constexpr Roles roles{};
};
constexpr auto fields(Type<Places>) {
  return field_list();
}
struct PlacesAnswer {
  std::vector<Depot> depots;
};
constexpr auto fields(Type<PlacesAnswer>) {
  return field_list(field("depots", &PlacesAnswer::depots, "堆点", "Depots"));
}

Result<PlacesAnswer> answer(Places const& query, Room const& room);

}  // namespace landport::pool
