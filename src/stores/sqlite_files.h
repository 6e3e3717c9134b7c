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

// Makes the folder, with its parents, if it is not there.
void make_folder(std::string const& folder);
// Makes what was done to the entries of a folder (new and renamed files) durable.
void sync_folder(std::string const& folder);

// Copies the journal as it is at this moment to a file of its own, checks and syncs the copy. Throws
// StoreFault if the file exists; leaves nothing behind when it fails.
void copy_journal(Reader& from, std::string const& file);

}  // namespace landport::sqlite
