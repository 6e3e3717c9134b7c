// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/desk.h"
#include "port/tracking/events.h"

namespace landport::tracking {

inline constexpr Roles tellers = Role::clock | Role::partner | Role::terminal | Role::duty | Role::carrier;

struct RecordMilestone {
  static constexpr std::string_view wire = "tracking.record_milestone", zh = "记录节点",
                                    en = "Record a milestone";
  static constexpr Roles roles = tellers;
  UnitNumber unit;
  Code code = Code::arri;
  network::NodeCode node;
  std::string source, source_text;
};
constexpr auto fields(Type<RecordMilestone>) {
  using C = RecordMilestone;
  return field_list(field("unit", &C::unit, "箱号", "Unit"), field("code", &C::code, "节点", "Code"),
                    field("node", &C::node, "地点", "Node"), field("source", &C::source, "来源", "Source"),
                    may("source_text", &C::source_text, "原文", "Source text"));
}

// Of a unit or of a train, not of both.
struct RecordPosition {
  static constexpr std::string_view wire = "tracking.record_position", zh = "记录位置",
                                    en = "Record a position";
  static constexpr Roles roles = tellers;
  std::optional<UnitNumber> unit;
  std::string run;
  std::int64_t lat_udeg = 0, lon_udeg = 0;
  std::string source;
};
constexpr auto fields(Type<RecordPosition>) {
  using C = RecordPosition;
  return field_list(
      may("unit", &C::unit, "箱号", "Unit"), may("run", &C::run, "列车运行", "Run"),
      field("lat_udeg", &C::lat_udeg, "纬度（百万分之一度）", "Latitude, millionths of a degree"),
      field("lon_udeg", &C::lon_udeg, "经度（百万分之一度）", "Longitude, millionths of a degree"),
      field("source", &C::source, "来源", "Source"));
}

Result<Facts> decide(RecordMilestone const& order, Desk& desk);
Result<Facts> decide(RecordPosition const& order, Desk& desk);

}  // namespace landport::tracking
