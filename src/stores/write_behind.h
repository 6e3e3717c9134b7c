// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "journal/store.h"

namespace landport {

// Takes appends for an empty store and writes them a little later, many in one commit, on a thread of its own: for a past
// that is made in one go and thrown away when it does not get to its end. Nothing is durable before drain() returns, and
// what the store below refuses is thrown by a later call of any function, from then on. Everything that is read is whole:
// what commands ask for (streams, commands given before) is answered from here and from below together; any other
// question waits until all is written.
class WriteBehind : public Store {
 public:
  // `below` is empty, lives longer and is written by nobody else meanwhile.
  explicit WriteBehind(Store& below);
  ~WriteBehind() override;  // writes what it can; call drain() to know that it could
  WriteBehind(WriteBehind const&) = delete;
  WriteBehind& operator=(WriteBehind const&) = delete;

  // Returns when all that was taken is written. Throws what the store below threw. Any thread.
  void drain() const;

  void append(Append const& what) override;
  Sequence last_sequence() const override;
  void read(Sequence after, Sequence until, std::function<bool(StoredEvent&&)> const& take) const override;
  void read_stream(std::string_view stream, Version after, std::function<bool(StoredEvent&&)> const& take) const override;
  void read_by_happened(Instant after, Instant up_to, Sequence until, std::function<bool(StoredEvent&&)> const& take) const override;
  Head head(std::string_view stream) const override;
  Sequence sequence_at(Instant recorded) const override;
  std::optional<StoredCommand> command(CommandId const& id) const override;
  std::vector<Checkpoint> checkpoints() const override;
  std::optional<Checkpoint> last_checkpoint() const override;
  void put_snapshot(StoredSnapshot const& snapshot) override;
  std::optional<StoredSnapshot> snapshot(std::string_view view, std::string_view shape, bool by_happened, Sequence until,
                                         Instant up_to) const override;
  void drop_snapshots_by_happened(Instant happened) override;
  std::vector<SnapshotPlace> snapshots() const override;
  bool drop_snapshots(std::span<SnapshotPlace const> places) override;
  void backup(std::string const& file) const override;

 private:
  struct Piece {  // what one commit takes; a checkpoint and snapshots end it
    std::vector<StoredEvent> events;
    std::vector<StoredCommand> commands;
    std::optional<Checkpoint> checkpoint;
    std::vector<StoredSnapshot> snapshots;
  };

  void write_on();
  void write(Piece const& piece);
  void rethrow() const;  // holds the mutex
  bool piece_ready() const;  // as well
  Piece& last_piece();       // as well
  Piece& open_piece();       // as well
  Store& drained() const;

  Store& below_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::deque<Piece> pieces_;  // taken, not written; the first may be being written
  bool writing_ = false, stopping_ = false;
  mutable int hurried_ = 0;  // so many wait for all of them
  std::exception_ptr fault_;
  Sequence last_ = 0;
  // Of all that was ever taken.
  std::unordered_map<std::string, Head> heads_;
  std::unordered_set<std::string> commands_;
  std::thread thread_;
};

}  // namespace landport
