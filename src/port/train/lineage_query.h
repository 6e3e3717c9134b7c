// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "port/train/train_board.h"

namespace landport::train {

// Which train became which: all runs that units of a run, or of a departure, came with and went on with, and how many
// from each to each. The units of a run that has been transferred are those of its links and those left behind.
struct TrainLineage {
  static constexpr std::string_view wire = "train.lineage", zh = "列车来源关系", en = "Lineage of a train";
  static constexpr Roles roles = Role::carrier | Role::terminal | Role::duty | Role::partner;
  std::optional<RunId> run;
  std::optional<network::DepartureId> departure;
};
constexpr auto fields(Type<TrainLineage>) {
  using Q = TrainLineage;
  return field_list(may("run", &Q::run, "列车运行", "Run"), may("departure", &Q::departure, "班次", "Departure"));
}

struct LineageRun {
  RunId run;
  network::DepartureId departure;
  std::int64_t gauge_mm = 0;
  network::NodeCode from, to;
  Stage stage = Stage::none;
  Count wagons, units, left_behind;
};
constexpr auto fields(Type<LineageRun>) {
  using R = LineageRun;
  return field_list(field("run", &R::run, "列车运行", "Run"),
                    field("departure", &R::departure, "班次", "Departure"),
                    field("gauge_mm", &R::gauge_mm, "轨距（毫米）", "Gauge (mm)"),
                    field("from", &R::from, "始发", "From"),
                    field("to", &R::to, "终到", "To"),
                    field("stage", &R::stage, "状态", "Stage"),
                    field("wagons", &R::wagons, "车数", "Wagons"),
                    field("units", &R::units, "箱数", "Units"),
                    field("left_behind", &R::left_behind, "落下", "Left behind"));
}
struct LineageLink {
  RunId from, to;
  Count units;
};
constexpr auto fields(Type<LineageLink>) {
  return field_list(field("from", &LineageLink::from, "来自", "From"), field("to", &LineageLink::to, "去往", "To"),
                    field("units", &LineageLink::units, "箱数", "Units"));
}
struct LineageAnswer {
  std::vector<LineageRun> runs;  // parents before children
  std::vector<LineageLink> links;
};
constexpr auto fields(Type<LineageAnswer>) {
  return field_list(field("runs", &LineageAnswer::runs, "列车", "Runs"),
                    field("links", &LineageAnswer::links, "去向", "Links"));
}

// Runs that the reader may not see are left out, and so are their links. Of a run that the reader may not
// see it refuses "train.no_run" (404).
Result<LineageAnswer> answer(TrainLineage const& query, Room const& room);

}  // namespace landport::train
