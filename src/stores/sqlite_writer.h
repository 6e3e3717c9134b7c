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
  // Opens or makes the journal. `sync` off is for trials only: commits then return before they are on disk.
  Writer(std::string const& file, std::string const& vfs, bool sync);

  void append(Append const& what);
  void put_snapshot(StoredSnapshot const& snapshot);
  void drop_snapshots_by_happened(Instant happened);

  Sequence last_sequence() const { return last_; }

 private:
  // A stream whose last version is known. A cache by the hash of the name; a slot is taken over by whoever
  // comes later.
  struct StreamSlot {
    std::string name;
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
  void forget();
  void remember();

  void put_event(StoredEvent const& event);
  void put_command(StoredCommand const& command);
  void put_checkpoint(Checkpoint const& checkpoint);
  void drop_snapshots(Instant happened);
  StreamSlot& stream(std::string const& name);
  std::int64_t type_id(std::string const& name);
  std::int64_t actor_id(std::string const& person, std::string const& org);

  Connection db_;
  bool sync_;

  // Of the transaction under way and, between transactions, of the file.
  Sequence last_ = 0;
  Instant last_recorded_;
  Sequence checkpointed_ = 0;
  Instant
      snapshot_latest_;  // the latest `at` of a snapshot in the order of happening; the distant past if none

  // A commit failed after its pages may have reached the file; they are overwritten before anything else is
  // written.
  bool suspect_ = false;

  std::vector<StreamSlot> streams_;
  Ids types_, actors_;
  struct Statements;
  std::shared_ptr<Statements> sql_;
};

}  // namespace landport::sqlite
