// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "trials/crash/faulty_disk.h"

struct sqlite3_vfs;

namespace landport::trials {

// Lets SQLite keep its files on a faulty disk, with locks and shared memory among the connections of this
// process, so that the write-ahead log works as on a real one. Registered under `name` while the object
// lives. One thread at a time.
class FaultyVfs {
 public:
  explicit FaultyVfs(FaultyDisk& disk);
  ~FaultyVfs();
  FaultyVfs(FaultyVfs const&) = delete;
  FaultyVfs& operator=(FaultyVfs const&) = delete;

  std::string const& name() const { return name_; }

  // What the connections to one file share while they live.
  struct Shared {
    void const* reserved = nullptr;  // who may write
    void const* pending = nullptr;   // who waits for the readers to leave
    void const* exclusive = nullptr;
    int readers = 0;
    static constexpr int slots = 8;  // SQLITE_SHM_NLOCK
    int shm_readers[slots] = {};
    void const* shm_writer[slots] = {};
    std::vector<std::unique_ptr<char[]>> regions;
  };
  std::shared_ptr<Shared> shared(std::string const& file);
  FaultyDisk& disk() { return disk_; }

 private:
  FaultyDisk& disk_;
  std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  std::map<std::string, std::weak_ptr<Shared>> shared_;
};

}  // namespace landport::trials
