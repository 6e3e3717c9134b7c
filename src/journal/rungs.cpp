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
  rungs.insert_or_assign(place, std::move(rung));
  if (rungs.size() > kept_max) rungs.erase(rungs.begin());
}

std::optional<Rungs::Found> Rungs::below(Lane lane, std::int64_t place, Sequence known) const {
  std::lock_guard lock(mutex_);
  auto const& rungs = lanes_[static_cast<std::size_t>(lane)];
  auto const after = rungs.upper_bound(place);
  for (auto r = after; r != rungs.begin();) {
    auto const next = r--;
    // What was known to more than this reader may hold what the reader must not see yet.
    if (lane == Lane::happened && r->second.known > known) continue;
    return Found{r->second, next == rungs.end() ? std::nullopt : std::optional(next->first)};
  }
  return std::nullopt;
}

std::optional<std::int64_t> Rungs::first(Lane lane) const {
  std::lock_guard lock(mutex_);
  auto const& rungs = lanes_[static_cast<std::size_t>(lane)];
  return rungs.empty() ? std::nullopt : std::optional(rungs.begin()->first);
}

std::size_t Rungs::count(Lane lane, std::int64_t after, std::int64_t until) const {
  std::lock_guard lock(mutex_);
  auto const& rungs = lanes_[static_cast<std::size_t>(lane)];
  auto const begin = rungs.upper_bound(after), end = rungs.upper_bound(until);
  return after < until ? static_cast<std::size_t>(std::distance(begin, end)) : 0;
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
