// SPDX-License-Identifier: Apache-2.0
#include "journal/rungs.h"

#include <algorithm>
#include <iterator>

namespace landport {

void Rungs::put(Lane lane, Rung rung) {
  std::lock_guard lock(mutex_);
  if (lane == Lane::happened && lacking(Instant{rung.place}, rung.known)) return;
  auto& rungs = lanes_[static_cast<std::size_t>(lane)];
  auto const place = rung.place;
  std::erase_if(rungs, [&](auto const& one) { return one.first <= place && one.second.generation < rung.generation; });
  rungs.insert_or_assign(place, std::move(rung));
  thin(rungs);
}

void Rungs::thin(std::map<std::int64_t, Rung>& rungs) {
  auto const newest = rungs.rbegin()->first;
  for (auto kept = std::prev(rungs.end()); kept != rungs.begin();) {
    auto const one = std::prev(kept);
    // The oldest stays: the way to it from the ground is the longest.
    if (one == rungs.begin()) break;
    if (kept->first - std::prev(one)->first <= (newest - kept->first) / parts_of_age) {
      rungs.erase(one);
    } else {
      kept = one;
    }
  }
  if (rungs.size() > kept_max) rungs.erase(rungs.begin());
}

std::optional<Rungs::Found> Rungs::below(Lane lane, std::int64_t place, Sequence known, std::size_t view) const {
  std::lock_guard lock(mutex_);
  auto const& rungs = lanes_[static_cast<std::size_t>(lane)];
  auto const after = rungs.upper_bound(place);
  for (auto r = after; r != rungs.begin();) {
    --r;
    // What was known to more than this reader may hold what the reader must not see yet.
    if (lane == Lane::happened && r->second.known > known) continue;
    if (!r->second.views[view]) continue;
    return Found{r->second, after == rungs.end() ? std::nullopt : std::optional(after->first)};
  }
  return std::nullopt;
}

std::optional<std::int64_t> Rungs::first(Lane lane, std::uint64_t generation) const {
  std::lock_guard lock(mutex_);
  for (auto const& [place, rung] : lanes_[static_cast<std::size_t>(lane)]) {
    if (rung.generation == generation) return place;
  }
  return std::nullopt;
}

std::optional<Rungs::Rung> Rungs::last(Lane lane, std::uint64_t generation) const {
  std::lock_guard lock(mutex_);
  auto const& rungs = lanes_[static_cast<std::size_t>(lane)];
  for (auto r = rungs.rbegin(); r != rungs.rend(); ++r) {
    if (r->second.generation == generation) return r->second;
  }
  return std::nullopt;
}

void Rungs::forget(Lane lane) {
  std::lock_guard lock(mutex_);
  lanes_[static_cast<std::size_t>(lane)].clear();
}

void Rungs::forget_from(Instant happened, Sequence last) {
  std::lock_guard lock(mutex_);
  // Whoever lacks an earlier call's events lacks these as well, and these reach further back.
  while (!late_.empty() && late_.back().happened >= happened) late_.pop_back();
  late_.push_back({last, happened});
  if (late_.size() > late_max) {
    sure_from_ = std::max(sure_from_, late_.front().last);
    late_.pop_front();
  }
  auto& rungs = lanes_[static_cast<std::size_t>(Lane::happened)];
  rungs.erase(rungs.lower_bound(happened.ms), rungs.end());
}

bool Rungs::lacking(Instant until, Sequence known) const {
  if (known < sure_from_) return true;
  // Of the calls after `known`, the first reaches furthest back.
  auto const after = std::partition_point(late_.begin(), late_.end(), [&](Late const& late) { return late.last <= known; });
  return after != late_.end() && after->happened <= until;
}

bool Rungs::lacks(Instant until, Sequence known) const {
  std::lock_guard lock(mutex_);
  return lacking(until, known);
}

}  // namespace landport
