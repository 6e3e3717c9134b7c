// SPDX-License-Identifier: Apache-2.0
#include "journal/snapshot_plan.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace landport {

namespace {

constexpr Sequence parts_of_age = 64;

std::int64_t place_of(SnapshotPlace const& p) { return p.by_happened ? p.at.ms : p.sequence; }

// One lane of one view, oldest first. From the newest back: one that stands between a kept one and an older one goes if
// the gap without it is narrow enough for its age. The journal's beginning is as good as a snapshot; when the first of its
// events happened is not known here, so in that order the oldest stays.
void thin(std::span<SnapshotPlace const> lane, std::int64_t last, std::vector<SnapshotPlace>& out) {
  if (lane.empty()) return;
  std::size_t const oldest = lane.front().by_happened ? 1 : 0;
  auto kept = place_of(lane.back());
  for (auto i = lane.size() - 1; i-- > oldest;) {
    auto const older = i > 0 ? place_of(lane[i - 1]) : 0;
    if (kept - older <= (last - kept) / parts_of_age) {
      out.push_back(lane[i]);
    } else {
      kept = place_of(lane[i]);
    }
  }
}

}  // namespace

std::vector<SnapshotPlace> surplus(std::span<SnapshotPlace const> stored, std::span<DepartmentDescription const> departments,
                                   Sequence last, Instant now) {
  std::map<std::string_view, std::string_view> shapes;
  for (auto const& d : departments) {
    for (auto const& v : d.views) {
      if (v.storable) shapes.emplace(v.name, v.shape);
    }
  }
  auto const present = [&](SnapshotPlace const& p) {
    auto const found = shapes.find(p.view);
    return found != shapes.end() && found->second == p.shape;
  };
  std::map<std::string_view, std::vector<SnapshotPlace>> recorded, happened;
  for (auto const& p : stored) {
    if (present(p)) (p.by_happened ? happened : recorded)[p.view].push_back(p);
  }
  std::vector<SnapshotPlace> out;
  for (auto const& p : stored) {
    bool const gone = !shapes.contains(p.view);
    if (gone || (!present(p) && recorded.contains(p.view))) out.push_back(p);
  }
  for (auto const& [view, lane] : recorded) thin(lane, last, out);
  for (auto const& [view, lane] : happened) thin(lane, now.ms, out);
  return out;
}

}  // namespace landport
