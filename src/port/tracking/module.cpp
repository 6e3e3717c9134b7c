// SPDX-License-Identifier: Apache-2.0
#include "port/tracking/module.h"

#include <algorithm>

#include "journal/department.h"
#include "port/tracking/commands.h"
#include "port/tracking/queries.h"
#include "port/tracking/refusals.h"

namespace landport::tracking {

constexpr auto fields(Type<NodeRow>) {
  using R = NodeRow;
  return field_list(field("code", &R::code, "代码", "Code"),
                    may("locode", &R::locode, "UN/LOCODE", "UN/LOCODE"),
                    field("name_zh", &R::name_zh, "中文名", "Chinese name"),
                    field("name_en", &R::name_en, "英文名", "English name"),
                    field("kind", &R::kind, "类", "Kind"),
                    field("country", &R::country, "国家", "Country"),
                    field("time_zone", &R::time_zone, "时区", "Time zone"),
                    field("lat", &R::lat, "纬度", "Latitude"),
                    field("lon", &R::lon, "经度", "Longitude"),
                    may("gauges", &R::gauges, "轨距", "Gauges"));
}
constexpr auto fields(Type<ThresholdRow>) {
  return field_list(field("key", &ThresholdRow::key, "项", "Key"),
                    field("value", &ThresholdRow::value, "值", "Value"));
}

Result<TrackingPack> TrackingPack::load(PackFiles const& files, Pack const&) {
  auto nodes = files.rows<NodeRow>("nodes.csv");
  if (!nodes) return no(std::move(nodes.error()));
  auto thresholds = files.rows<ThresholdRow>("tracking.csv");
  if (!thresholds) return no(std::move(thresholds.error()));
  std::stable_sort(nodes->begin(), nodes->end(),
                   [](auto const& a, auto const& b) { return a.row.code < b.row.code; });
  return TrackingPack{std::move(*nodes), std::move(*thresholds)};
}

DepartmentDescription describe() {
  return Department("tracking", "追踪", "Tracking")
      .events<MilestoneRecorded, PositionRecorded>()
      .commands<RecordMilestone, RecordPosition>()
      .views<TrackingBoard>()
      .queries<Follow, Track, Exceptions, Positions>()
      .packs<TrackingPack>()
      .refusals(refusal_rows);
}

}  // namespace landport::tracking
