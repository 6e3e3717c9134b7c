// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "journal/pack.h"

namespace landport::tracking {

struct NodeRow {
  std::string code, locode, name_zh, name_en, kind, country, time_zone;
  double lat = 0, lon = 0;
  std::string gauges;
};
struct ThresholdRow {
  std::string key;
  std::int64_t value = 0;
};

// Where nodes are (nodes.csv), and from when lateness and standing still are worth a word (tracking.csv).
struct TrackingPack {
  std::vector<Dated<NodeRow>> nodes;  // by code
  std::vector<Dated<ThresholdRow>> thresholds;

  static Result<TrackingPack> load(PackFiles const& files, Pack const& pack);
  NodeRow const* node(std::string_view code, Day day) const;
  std::int64_t threshold(std::string_view key, Day day) const;  // 0 when the pack does not say
};

}  // namespace landport::tracking
