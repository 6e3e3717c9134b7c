// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <set>
#include <shared_mutex>
#include <tuple>
#include <unordered_map>

#include "journal/store.h"

namespace landport {

// A book that lives as long as this object: for tests, dry runs and simulated years. Keeps every promise of
// Store but durability. `take` is called without a lock held, so it may call the store again.
class MemoryStore : public Store {
 public:
  void append(Append const& what) override;
  Sequence last_sequence() const override;

  void read(Sequence after, Sequence until, std::function<bool(StoredEvent&&)> const& take) const override;
  void read_stream(std::string_view stream, Version after,
                   std::function<bool(StoredEvent&&)> const& take) const override;
  void read_by_happened(Instant after, Instant up_to, Sequence until,
                        std::function<bool(StoredEvent&&)> const& take) const override;
  Head head(std::string_view stream) const override;
  Sequence sequence_at(Instant recorded) const override;

  std::optional<StoredCommand> command(CommandId const& id) const override;

  std::vector<Checkpoint> checkpoints() const override;
  std::optional<Checkpoint> last_checkpoint() const override;

  void put_snapshot(StoredSnapshot const& snapshot) override;
  std::optional<StoredSnapshot> snapshot(std::string_view view, std::string_view shape, bool by_happened,
                                         Sequence until, Instant up_to) const override;
  void drop_snapshots_by_happened(Instant happened) override;
  std::vector<SnapshotPlace> snapshots() const override;
  bool drop_snapshots(std::span<SnapshotPlace const> places) override;

  // Always a StoreFault: a book in memory has no file.
  void backup(std::string const& file) const override;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Lane = std::tuple<bool, std::string, std::string>;  // by_happened, view, shape

  void check(Append const& what) const;
  void drop_from(Instant happened);
  Version version_of(std::string_view stream) const;
  StoredEvent const& at(Sequence sequence) const { return events_[static_cast<std::size_t>(sequence - 1)]; }

  mutable std::shared_mutex mutex_;
  std::deque<StoredEvent> events_;
  std::unordered_map<std::string, std::vector<Sequence>, TextHash, std::equal_to<>> streams_;
  std::set<std::pair<Instant, Sequence>> by_happened_;
  std::map<CommandId, StoredCommand> commands_;
  std::map<Sequence, Checkpoint> checkpoints_;
  std::map<Lane, std::map<std::int64_t, StoredSnapshot>> snapshots_;  // by place: the sequence, or `at` in ms
};

}  // namespace landport
