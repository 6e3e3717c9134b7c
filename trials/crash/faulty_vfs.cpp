// SPDX-License-Identifier: Apache-2.0
#include "trials/crash/faulty_vfs.h"

#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <new>

namespace landport::trials {

namespace {

// SQLite's handle of a file: its header first, then ours.
struct OpenFile {
  sqlite3_file base;
  struct Inside {
    FaultyVfs* vfs;
    std::string name;
    FaultyDisk::Handle file;
    std::shared_ptr<FaultyVfs::Shared> shared;
    int lock = SQLITE_LOCK_NONE;
    unsigned shm_shared = 0, shm_exclusive = 0;  // slots held, a bit each
    bool removed_at_close = false;
  };
  Inside* inside;
};

OpenFile::Inside& in(sqlite3_file* file) {
  return *reinterpret_cast<OpenFile*>(file)->inside;
}

int code_of(DiskError error, int otherwise) {
  return error == DiskError::none ? SQLITE_OK : error == DiskError::full ? SQLITE_FULL : otherwise;
}

void let_go(OpenFile::Inside& f, int level) {
  auto& s = *f.shared;
  if (s.exclusive == &f) s.exclusive = nullptr;
  if (s.pending == &f) s.pending = nullptr;
  if (s.reserved == &f) s.reserved = nullptr;
  if (level == SQLITE_LOCK_NONE && f.lock >= SQLITE_LOCK_SHARED) --s.readers;
  f.lock = level;
}

int close_file(sqlite3_file* file) {
  auto* const f = reinterpret_cast<OpenFile*>(file)->inside;
  if (f->lock > SQLITE_LOCK_NONE) let_go(*f, SQLITE_LOCK_NONE);
  if (f->removed_at_close) f->vfs->disk().remove(f->name, false);
  delete f;
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
  auto& f = in(file);
  std::int64_t got = 0;
  auto const error = f.vfs->disk().read(*f.file, offset, static_cast<char*>(to), size, got);
  if (error != DiskError::none) return SQLITE_IOERR_READ;
  return got < size ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

int write_file(sqlite3_file* file, void const* from, int size, sqlite3_int64 offset) {
  auto& f = in(file);
  return code_of(f.vfs->disk().write(*f.file, offset, static_cast<char const*>(from), size),
                 SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  auto& f = in(file);
  return code_of(f.vfs->disk().truncate(*f.file, size), SQLITE_IOERR_TRUNCATE);
}

int sync_file(sqlite3_file* file, int) {
  auto& f = in(file);
  return code_of(f.vfs->disk().sync(f.name, f.file), SQLITE_IOERR_FSYNC);
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(in(file).file->now.size());
  return in(file).vfs->disk().stopped() ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

int lock_file(sqlite3_file* file, int level) {
  auto& f = in(file);
  auto& s = *f.shared;
  if (f.lock >= level) return SQLITE_OK;
  if (f.lock == SQLITE_LOCK_NONE) {
    if (s.pending || s.exclusive) return SQLITE_BUSY;
    ++s.readers;
    f.lock = SQLITE_LOCK_SHARED;
  }
  if (level >= SQLITE_LOCK_RESERVED && s.reserved != &f) {
    if (s.reserved) return SQLITE_BUSY;
    s.reserved = &f;
    f.lock = SQLITE_LOCK_RESERVED;
  }
  if (level == SQLITE_LOCK_EXCLUSIVE) {
    s.pending = &f;
    f.lock = SQLITE_LOCK_PENDING;
    if (s.readers > 1) return SQLITE_BUSY;
    s.exclusive = &f;
    f.lock = SQLITE_LOCK_EXCLUSIVE;
  }
  return SQLITE_OK;
}

int unlock_file(sqlite3_file* file, int level) {
  if (in(file).lock > level) let_go(in(file), level);
  return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* reserved) {
  *reserved = in(file).shared->reserved != nullptr;
  return SQLITE_OK;
}

int file_control(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file*) {
  return static_cast<int>(FaultyDisk::sector);
}
// As the system's own layer says: a write harms no byte beside it.
int characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** at) {
  auto& regions = in(file).shared->regions;
  auto const wanted = static_cast<std::size_t>(region);
  *at = nullptr;
  if (regions.size() <= wanted && extend == 0) return SQLITE_OK;
  while (regions.size() <= wanted)
    regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  *at = regions[wanted].get();
  return SQLITE_OK;
}

int shm_lock(sqlite3_file* file, int offset, int n, int flags) {
  auto& f = in(file);
  auto& s = *f.shared;
  for (int i = offset; i < offset + n; ++i) {
    bool const mine = (f.shm_exclusive >> i & 1U) != 0;
    bool const shares = (f.shm_shared >> i & 1U) != 0;
    if ((flags & SQLITE_SHM_LOCK) == 0) continue;
    if (s.shm_writer[i] && !mine) return SQLITE_BUSY;
    if ((flags & SQLITE_SHM_EXCLUSIVE) != 0 && s.shm_readers[i] > (shares ? 1 : 0)) return SQLITE_BUSY;
  }
  for (int i = offset; i < offset + n; ++i) {
    unsigned const bit = 1U << i;
    if ((flags & SQLITE_SHM_EXCLUSIVE) != 0) {
      bool const take = (flags & SQLITE_SHM_LOCK) != 0;
      if (take || s.shm_writer[i] == &f) s.shm_writer[i] = take ? &f : nullptr;
      f.shm_exclusive = take ? f.shm_exclusive | bit : f.shm_exclusive & ~bit;
    } else if ((flags & SQLITE_SHM_LOCK) != 0) {
      if ((f.shm_shared & bit) == 0) ++s.shm_readers[i];
      f.shm_shared |= bit;
    } else if ((f.shm_shared & bit) != 0) {
      --s.shm_readers[i];
      f.shm_shared &= ~bit;
    }
  }
  return SQLITE_OK;
}

void shm_barrier(sqlite3_file*) {
  std::atomic_thread_fence(std::memory_order_seq_cst);
}

int shm_unmap(sqlite3_file* file, int delete_it) {
  auto& f = in(file);
  for (int i = 0; i < FaultyVfs::Shared::slots; ++i) {
    if ((f.shm_shared >> i & 1U) != 0) --f.shared->shm_readers[i];
    if (f.shared->shm_writer[i] == &f) f.shared->shm_writer[i] = nullptr;
  }
  f.shm_shared = f.shm_exclusive = 0;
  if (delete_it != 0) f.shared->regions.clear();
  return SQLITE_OK;
}

sqlite3_io_methods const* methods() {
  static sqlite3_io_methods const table = [] {
    sqlite3_io_methods m{};
    m.iVersion = 2;
    m.xClose = close_file, m.xRead = read_file, m.xWrite = write_file, m.xTruncate = truncate_file;
    m.xSync = sync_file, m.xFileSize = file_size, m.xLock = lock_file, m.xUnlock = unlock_file;
    m.xCheckReservedLock = check_reserved, m.xFileControl = file_control, m.xSectorSize = sector_size;
    m.xDeviceCharacteristics = characteristics, m.xShmMap = shm_map, m.xShmLock = shm_lock;
    m.xShmBarrier = shm_barrier, m.xShmUnmap = shm_unmap;
    return m;
  }();
  return &table;
}

FaultyVfs& of(sqlite3_vfs* vfs) {
  return *static_cast<FaultyVfs*>(vfs->pAppData);
}

int open_file(sqlite3_vfs* vfs, char const* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  auto& ours = of(vfs);
  std::string const called = name ? name : "temporary-" + std::to_string(ours.disk().chance());
  auto handle = ours.disk().find(called);
  if (ours.disk().stopped()) return SQLITE_CANTOPEN;
  if (!handle) {
    if (name && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    if (ours.disk().create(called, handle) != DiskError::none) return SQLITE_CANTOPEN;
  }
  auto* const inside = new OpenFile::Inside{&ours, called, std::move(handle), ours.shared(called)};
  inside->removed_at_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  reinterpret_cast<OpenFile*>(file)->inside = inside;
  file->pMethods = methods();
  if (out_flags) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, char const* name, int sync_folder) {
  auto& disk = of(vfs).disk();
  if (disk.stopped()) return SQLITE_IOERR_DELETE;
  if (!disk.find(name)) return SQLITE_IOERR_DELETE_NOENT;
  return code_of(disk.remove(name, sync_folder != 0), SQLITE_IOERR_DELETE);
}

int access_file(sqlite3_vfs* vfs, char const* name, int, int* there) {
  auto& disk = of(vfs).disk();
  if (disk.stopped()) return SQLITE_IOERR_ACCESS;
  *there = disk.find(name) != nullptr;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, char const* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* out) {
  for (int i = 0; i < size; ++i) out[i] = static_cast<char>(of(vfs).disk().chance());
  return size;
}

int sleep(sqlite3_vfs*, int micros) {
  return micros;
}

int current_time(sqlite3_vfs*, sqlite3_int64* ms) {
  *ms = 212'000'000'000'000;
  return SQLITE_OK;
}

}  // namespace

FaultyVfs::FaultyVfs(FaultyDisk& disk) : disk_(disk), vfs_(std::make_unique<sqlite3_vfs>()) {
  static std::atomic<int> count{0};
  name_ = "faulty-" + std::to_string(++count);
  *vfs_ = {};
  vfs_->iVersion = 2;
  vfs_->szOsFile = sizeof(OpenFile);
  vfs_->mxPathname = 512;
  vfs_->zName = name_.c_str();
  vfs_->pAppData = this;
  vfs_->xOpen = open_file;
  vfs_->xDelete = delete_file;
  vfs_->xAccess = access_file;
  vfs_->xFullPathname = full_path;
  vfs_->xRandomness = randomness;
  vfs_->xSleep = sleep;
  vfs_->xCurrentTimeInt64 = current_time;
  sqlite3_vfs_register(vfs_.get(), 0);
}

FaultyVfs::~FaultyVfs() {
  sqlite3_vfs_unregister(vfs_.get());
}

std::shared_ptr<FaultyVfs::Shared> FaultyVfs::shared(std::string const& file) {
  auto& known = shared_[file];
  auto found = known.lock();
  if (!found) known = found = std::make_shared<Shared>();
  return found;
}

}  // namespace landport::trials
