// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "journal/store.h"
#include "stores/sqlite_db.h"

namespace landport::sqlite {

// The one writing connection. Used by one thread at a time. After a failed call nothing of it is in the file
// and what is remembered in memory is again as the file is.
class Writer {
 public:
  struct Options {
    bool sync;      // off is for trials only: commits then return before they are on disk
    int log_pages;  // the log is folded into the file when it has grown by so many pages
  };
  // Opens or makes the journal.
  Writer(std::string const& file, std::string const& vfs, Options options);

  void append(Append const& what);
  void put_snapshot(StoredSnapshot const& snapshot);
  void drop_snapshots_by_happened(Instant happened);
  void drop_snapshots(std::span<SnapshotPlace const> places);

  Sequence last_sequence() const { return last_; }
  // For reading between the calls above, by the same thread.
  Connection& connection() { return db_; }

 private:
  struct StreamHead {
    std::int64_t id = 0;
    Version version = 0;
  };
  struct Ids {
    std::unordered_map<std::string, std::int64_t> known;
    std::string last_key;  // events of one batch are mostly by one person and of few types
    std::int64_t last_id = 0;
  };

  template <class Work>
  void transaction(std::string_view doing, Work&& work);
  void commit(std::string_view doing);
  void mend();
  void fold_log();
  void forget();
  void remember();

  void put_event(StoredEvent const& event);
  void put_command(StoredCommand const& command);
  void put_checkpoint(Checkpoint const& checkpoint);
  void drop_from(Instant happened);
  StreamHead& stream(std::string const& name);
  std::int64_t type_id(std::string const& name);
  std::int64_t actor_id(std::string const& person, std::string const& org);

  Connection db_;

  // Of the transaction under way and, between transactions, of the file.
  Sequence last_ = 0;
  Instant last_recorded_;
  Sequence checkpointed_ = 0;
  Instant
      snapshot_latest_;  // the latest `at` of a snapshot in the order of happening; the distant past if none

  // A commit failed after its pages may have reached the file; they are overwritten before anything else is
  // written.
  bool suspect_ = false;

  std::unordered_map<std::string, StreamHead> streams_;  // those used lately
  Ids types_, actors_;
  struct Statements;
  std::shared_ptr<Statements> sql_;
};

}  // namespace landport::sqlite
