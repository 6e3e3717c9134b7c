// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>

#include "journal/event.h"
#include "port/network/events.h"
#include "words/fields.h"

// What others tell of a journey: milestones and positions that no department of this port saw itself.
namespace landport::tracking {

inline StreamName journey_stream(UnitNumber const& unit) {
  return stream_name("journey", unit.text());
}
inline StreamName train_position_stream(std::string_view run) {
  return stream_name("train-position", run);
}

// DCSA Track and Trace event codes (port-rules §9).
enum class Code : std::uint8_t {
  gtin,
  load,
  depa,
  arri,
  disc,
  gtot,
  insp,
  stuf,
  strp,
  pick,
  drop,
  rsea,
  rmvd
};
constexpr auto choices(Type<Code>) {
  return std::array{Choice<Code>{Code::gtin, "GTIN", "进闸", "Gate in"},
                    Choice<Code>{Code::load, "LOAD", "装车", "Loaded"},
                    Choice<Code>{Code::depa, "DEPA", "开出", "Departed"},
                    Choice<Code>{Code::arri, "ARRI", "到达", "Arrived"},
                    Choice<Code>{Code::disc, "DISC", "卸下", "Discharged"},
                    Choice<Code>{Code::gtot, "GTOT", "出闸", "Gate out"},
                    Choice<Code>{Code::insp, "INSP", "查验", "Inspected"},
                    Choice<Code>{Code::stuf, "STUF", "装箱", "Stuffed"},
                    Choice<Code>{Code::strp, "STRP", "掏箱", "Stripped"},
                    Choice<Code>{Code::pick, "PICK", "提箱", "Picked up"},
                    Choice<Code>{Code::drop, "DROP", "还箱", "Dropped off"},
                    Choice<Code>{Code::rsea, "RSEA", "换封", "Resealed"},
                    Choice<Code>{Code::rmvd, "RMVD", "移出", "Removed"}};
}

inline constexpr Sights seen_journey =
    seen_by::port | seen_by::admin | seen_by::customs | seen_by::owner | seen_by::carrier;

// It was so when this happened (the fact's own time). The newest record of the same code at the same node
// counts.
struct MilestoneRecorded {
  static constexpr std::string_view wire = "tracking.milestone_recorded.v1", zh = "节点记录",
                                    en = "Milestone recorded";
  static constexpr Sights audience = seen_journey;
  UnitNumber unit;
  Code code = Code::arri;
  network::NodeCode node;
  std::string source;       // who told it: "IFTSTA KTZE", "phone"
  std::string source_text;  // its own words
};
constexpr auto fields(Type<MilestoneRecorded>) {
  using E = MilestoneRecorded;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("code", &E::code, "节点", "Code"),
                    field("node", &E::node, "地点", "Node"), field("source", &E::source, "来源", "Source"),
                    may("source_text", &E::source_text, "原文", "Source text"));
}

// Millionths of a degree (WGS 84), north and east positive.
struct PositionRecorded {
  static constexpr std::string_view wire = "tracking.position_recorded.v1", zh = "位置记录",
                                    en = "Position recorded";
  static constexpr Sights audience = seen_journey;
  std::optional<UnitNumber> unit;
  std::string run;  // or a train
  std::int64_t lat_udeg = 0, lon_udeg = 0;
  std::string source;
};
constexpr auto fields(Type<PositionRecorded>) {
  using E = PositionRecorded;
  return field_list(
      may("unit", &E::unit, "箱号", "Unit"), may("run", &E::run, "列车运行", "Run"),
      field("lat_udeg", &E::lat_udeg, "纬度（百万分之一度）", "Latitude, millionths of a degree"),
      field("lon_udeg", &E::lon_udeg, "经度（百万分之一度）", "Longitude, millionths of a degree"),
      field("source", &E::source, "来源", "Source"));
}

}  // namespace landport::tracking
