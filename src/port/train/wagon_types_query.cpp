// SPDX-License-Identifier: Apache-2.0
#include "port/train/wagon_types_query.h"

namespace landport::train {

Result<WagonTypesAnswer> answer(WagonTypes const&, Room const& room) {
  auto const& rules = room.pack<Rules>();
  auto const day = utc_day(room.at());
  WagonTypesAnswer out;
  for (auto const& dated : rules.wagon_types) {
    if (!dated.valid.contains(day)) continue;
    auto const& row = dated.row;
    TypeOfWagon type{row.code, row.name_zh, row.name_en, row.countries, row.gauge_mm, row.platforms, row.length, row.tare, row.payload_max, {}};
    for (auto const& pattern : rules.patterns(row.code, day)) {
      for (auto const* place : pattern.places)
        type.places.push_back(
            {place->pattern, place->place, place->feet, place->platform, place->x, place->gross_max});
    }
    out.types.push_back(std::move(type));
  }
  return out;
}

}  // namespace landport::train
