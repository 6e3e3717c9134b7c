// SPDX-License-Identifier: Apache-2.0
#include "journal/memory_store.h"

#include <algorithm>
#include <mutex>

namespace landport {

namespace {

// Readers copy this many events at a time, so that they never hold the lock while somebody works on one.
constexpr std::size_t page = 256;

}  // namespace

Version MemoryStore::version_of(std::string_view stream) const {
  auto const found = streams_.find(stream);
  return found == streams_.end() ? 0 : static_cast<Version>(found->second.size());
}

void MemoryStore::check(Append const& what) const {
  auto last = static_cast<Sequence>(events_.size());
  Instant recorded = events_.empty() ? Instant{INT64_MIN} : events_.back().recorded;
  std::unordered_map<std::string_view, Version> heads;
  for (auto const& e : what.events) {
    if (e.sequence != last + 1) {
      throw VersionConflict("the journal is at " + std::to_string(last) + ", the append says " +
                            std::to_string(e.sequence));
    }
    auto& version = heads.try_emplace(e.stream, version_of(e.stream)).first->second;
    if (e.version != version + 1) {
      throw VersionConflict("stream " + e.stream + " is at " + std::to_string(version) +
                            ", the append says " + std::to_string(e.version));
    }
    if (e.recorded < recorded) {
      throw VersionConflict("event " + std::to_string(e.sequence) + " is recorded before the one before it");
    }
    last = e.sequence, version = e.version, recorded = e.recorded;
  }
  std::set<CommandId> fresh;
  for (auto const& c : what.commands) {
    if (commands_.contains(c.id) || !fresh.insert(c.id).second) {
      throw StoreFault("command " + to_text(c.id) + " has been carried out before");
    }
  }
  if (!what.checkpoint) return;
  if (what.checkpoint->sequence > last ||
      (!checkpoints_.empty() && what.checkpoint->sequence < checkpoints_.rbegin()->first)) {
    throw StoreFault("a checkpoint at " + std::to_string(what.checkpoint->sequence) +
                     " is beyond the journal or before the last one");
  }
}

void MemoryStore::append(Append const& what) {
  std::unique_lock const lock(mutex_);
  check(what);
  for (auto const& e : what.events) {
    events_.push_back(e);
    streams_[e.stream].push_back(e.sequence);
    by_happened_.emplace(e.happened, e.sequence);
    drop_from(e.happened);
  }
  for (auto const& c : what.commands) commands_.emplace(c.id, c);
  if (what.checkpoint) checkpoints_[what.checkpoint->sequence] = *what.checkpoint;
}

Sequence MemoryStore::last_sequence() const {
  std::shared_lock const lock(mutex_);
  return static_cast<Sequence>(events_.size());
}

void MemoryStore::read(Sequence after, Sequence until, std::function<bool(StoredEvent&&)> const& take) const {
  Sequence const end = std::min(until, last_sequence());
  std::vector<StoredEvent> copied;
  for (Sequence next = std::max<Sequence>(after, 0) + 1; next <= end;) {
    copied.clear();
    {
      std::shared_lock const lock(mutex_);
      for (; next <= end && copied.size() < page; ++next) copied.push_back(at(next));
    }
    for (auto& e : copied) {
      if (!take(std::move(e))) return;
    }
  }
}

void MemoryStore::read_stream(std::string_view stream, Version after,
                              std::function<bool(StoredEvent&&)> const& take) const {
  std::vector<StoredEvent> copied;
  {
    std::shared_lock const lock(mutex_);
    auto const found = streams_.find(stream);
    if (found == streams_.end()) return;
    for (auto i = static_cast<std::size_t>(std::max<Version>(after, 0)); i < found->second.size(); ++i) {
      copied.push_back(at(found->second[i]));
    }
  }
  for (auto& e : copied) {
    if (!take(std::move(e))) return;
  }
}

void MemoryStore::read_by_happened(Instant after, Instant up_to, Sequence until,
                                   std::function<bool(StoredEvent&&)> const& take) const {
  Sequence const end = std::min(until, last_sequence());
  std::pair<Instant, Sequence> place{after, INT64_MAX};
  std::vector<StoredEvent> copied;
  for (bool more = true; more;) {
    copied.clear();
    {
      std::shared_lock const lock(mutex_);
      auto next = by_happened_.upper_bound(place);
      for (; next != by_happened_.end() && next->first <= up_to && copied.size() < page; ++next) {
        place = *next;
        if (next->second <= end) copied.push_back(at(next->second));
      }
      more = next != by_happened_.end() && next->first <= up_to;
    }
    for (auto& e : copied) {
      if (!take(std::move(e))) return;
    }
  }
}

Store::Head MemoryStore::head(std::string_view stream) const {
  std::shared_lock const lock(mutex_);
  auto const found = streams_.find(stream);
  if (found == streams_.end()) return {};
  auto const& e = at(found->second.back());
  return {e.version, e.hash};
}

Sequence MemoryStore::sequence_at(Instant recorded) const {
  std::shared_lock const lock(mutex_);
  auto const after = std::upper_bound(events_.begin(), events_.end(), recorded,
                                      [](Instant t, StoredEvent const& e) { return t < e.recorded; });
  return static_cast<Sequence>(after - events_.begin());
}

std::optional<StoredCommand> MemoryStore::command(CommandId const& id) const {
  std::shared_lock const lock(mutex_);
  auto const found = commands_.find(id);
  return found == commands_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Checkpoint> MemoryStore::checkpoints() const {
  std::shared_lock const lock(mutex_);
  std::vector<Checkpoint> out;
  for (auto const& [sequence, checkpoint] : checkpoints_) out.push_back(checkpoint);
  return out;
}

std::optional<Checkpoint> MemoryStore::last_checkpoint() const {
  std::shared_lock const lock(mutex_);
  return checkpoints_.empty() ? std::nullopt : std::optional(checkpoints_.rbegin()->second);
}

void MemoryStore::put_snapshot(StoredSnapshot const& s) {
  std::unique_lock const lock(mutex_);
  snapshots_[{s.by_happened, s.view, s.shape}][s.by_happened ? s.at.ms : s.sequence] = s;
}

std::optional<StoredSnapshot> MemoryStore::snapshot(std::string_view view, std::string_view shape,
                                                    bool by_happened, Sequence until, Instant up_to) const {
  std::shared_lock const lock(mutex_);
  auto const lane = snapshots_.find({by_happened, std::string(view), std::string(shape)});
  if (lane == snapshots_.end()) return std::nullopt;
  for (auto each = lane->second.rbegin(); each != lane->second.rend(); ++each) {
    if (each->second.sequence <= until && (!by_happened || each->second.at <= up_to)) return each->second;
  }
  return std::nullopt;
}

void MemoryStore::drop_from(Instant happened) {
  // Lanes are ordered with the order of recording first.
  for (auto lane = snapshots_.lower_bound({true, "", ""}); lane != snapshots_.end(); ++lane) {
    lane->second.erase(lane->second.lower_bound(happened.ms), lane->second.end());
  }
}

void MemoryStore::drop_snapshots_by_happened(Instant happened) {
  std::unique_lock const lock(mutex_);
  drop_from(happened);
}

std::vector<SnapshotPlace> MemoryStore::snapshots() const {
  std::shared_lock const lock(mutex_);
  std::vector<SnapshotPlace> out;
  for (auto const& [lane, stored] : snapshots_) {
    for (auto const& [place, s] : stored) out.push_back({s.view, s.shape, s.by_happened, s.sequence, s.at});
  }
  return out;
}

bool MemoryStore::drop_snapshots(std::span<SnapshotPlace const> places) {
  std::unique_lock const lock(mutex_);
  for (auto const& p : places) {
    auto const lane = snapshots_.find({p.by_happened, p.view, p.shape});
    if (lane != snapshots_.end()) lane->second.erase(p.by_happened ? p.at.ms : p.sequence);
  }
  return true;
}

void MemoryStore::backup(std::string const& file) const {
  throw StoreFault("no backup to " + file + ": this journal is kept in memory only");
}

}  // namespace landport
