// SPDX-License-Identifier: Apache-2.0
#include "journal/snapshot_plan.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace landport {

namespace {

constexpr Sequence parts_of_age = 64;

// One lane of one view, oldest first. From the newest back: one that stands between a kept one and an older one goes if
// the gap without it is narrow enough for its age. The journal's beginning is as good as a snapshot.
void thin(std::span<SnapshotPlace const> lane, Sequence last, std::vector<SnapshotPlace>& out) {
  if (lane.empty()) return;
  Sequence kept = lane.back().sequence;
  for (auto i = lane.size() - 1; i-- > 0;) {
    Sequence const older = i > 0 ? lane[i - 1].sequence : 0;
    if (kept - older <= (last - kept) / parts_of_age) {
      out.push_back(lane[i]);
    } else {
      kept = lane[i].sequence;
    }
  }
}

}  // namespace

std::vector<SnapshotPlace> surplus(std::span<SnapshotPlace const> stored, std::span<DepartmentDescription const> departments,
                                   Sequence last) {
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
  std::map<std::string_view, std::vector<SnapshotPlace>> lanes;
  for (auto const& p : stored) {
    if (present(p) && !p.by_happened) lanes[p.view].push_back(p);
  }
  std::vector<SnapshotPlace> out;
  for (auto const& p : stored) {
    bool const gone = !shapes.contains(p.view);
    if (gone || (!present(p) && lanes.contains(p.view))) out.push_back(p);
  }
  for (auto const& [view, lane] : lanes) thin(lane, last, out);
  return out;
}

}  // namespace landport
