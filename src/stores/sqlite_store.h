// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "journal/store.h"

namespace landport {

// Another process holds the data folder.
struct FolderHeld : StoreFault {
  using StoreFault::StoreFault;
};

// The book on one machine: one SQLite file, `journal.db`, in a data folder. An append returns when its events
// are on the disk (write-ahead log, synchronous=FULL, always). One process serves a folder at a time, held by
// a lock on `landport.lock`; others may read it and back it up meanwhile (Use::read).
//
// Threads: as Store says. Readers have connections of their own and never wait for the writer. A `take` may
// call the store again.
//
// Faults: when a write fails (full disk, error of the disk) nothing of it is there, the store stays usable,
// and the next append tries again. If the disk also refused the small write that makes the failure certain
// and the process ends before any later write succeeds, the failed append is after a restart either not there
// or whole: its sender was told of a fault, repeats the command under the same id, and is answered once.
class SqliteStore final : public Store {
 public:
  static constexpr char const* file_name = "journal.db";

  enum class Use { serve, read };
  enum class Check {
    none,
    tail,   // the hashes of the last thousand events: a few milliseconds
    whole,  // the structure of the file and every hash: about a second for each gigabyte and million events
  };
  struct Options {
    Use use = Use::serve;
    Check check = Check::tail;
    // A file layer registered with SQLite, for trials: the folder then lives in it, and is neither made nor
    // locked.
    std::string vfs;
    // The write-ahead log is folded into the file when it has grown by so many pages of 4 KB.
    int log_pages = 4'000;
    // Off in trials, to show that they notice, and where nobody is promised anything yet: commits then return before
    // they are on the disk.
    bool sync = true;
  };

  // Opens the folder's journal; with Use::serve makes both when they are not there. Throws FolderHeld when
  // another process serves the folder, and StoreFault otherwise: the file is not a journal, is newer than this program, or is damaged
  // (the text names the first bad event).
  explicit SqliteStore(std::string const& data_dir);
  SqliteStore(std::string const& data_dir, Options options);
  ~SqliteStore() override;

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
  // A backup of this process or another holds `backup.lock` in the folder while it reads.
  bool drop_snapshots(std::span<SnapshotPlace const> places) override;

  // The copy is one ordinary file, checked and synced before it gets its name. The signing key is not in it.
  void backup(std::string const& file) const override;

  // What SQLite's check of the file's structure finds, in its own words; empty when all is well. Reads the
  // whole file.
  std::vector<std::string> damage() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// Makes the journal of `data_dir`, a folder that is empty or not there, from a backup. Throws StoreFault.
void restore_backup(std::string const& backup_file, std::string const& data_dir);

}  // namespace landport
