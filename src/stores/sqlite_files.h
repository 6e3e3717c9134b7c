// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stores/sqlite_reader.h"

namespace landport::sqlite {

// The claim of one process on a data folder, for as long as the object lives; the system drops it when the
// process ends, however it ends. Throws FolderHeld when another process holds it.
class FolderLock {
 public:
  explicit FolderLock(std::string const& folder);
  ~FolderLock();
  FolderLock(FolderLock const&) = delete;
  FolderLock& operator=(FolderLock const&) = delete;

 private:
  int file_ = -1;
};

// Keeps apart a backup that reads and whoever tidies the file up. Several backups may read at once; who tidies is turned
// away while one does, and a backup waits the moment until the tidying is done. In a folder where no lock can be made (not
// ours to write in, or none at all) both go on: the file's own transactions keep them right, only not as lightly.
class BackupLock {
 public:
  enum class Who { backup, tidier };
  BackupLock(std::string const& folder, Who who);
  ~BackupLock();
  BackupLock(BackupLock const&) = delete;
  BackupLock& operator=(BackupLock const&) = delete;
  bool held() const { return held_; }

 private:
  int file_ = -1;
  bool held_ = true;
};

// Makes the folder, with its parents, if it is not there.
void make_folder(std::string const& folder);
// Makes what was done to the entries of a folder (new and renamed files) durable.
void sync_folder(std::string const& folder);

// Copies the journal as it is at this moment to a file of its own, checks and syncs the copy. Throws
// StoreFault if the file exists; leaves nothing behind when it fails.
void copy_journal(Reader& from, std::string const& file);

}  // namespace landport::sqlite
