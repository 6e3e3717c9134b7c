// SPDX-License-Identifier: Apache-2.0
#include "stores/sqlite_files.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "stores/sqlite_schema.h"
#include "stores/sqlite_store.h"

namespace landport {

namespace sqlite {

namespace {

[[noreturn]] void fail(std::string const& doing, std::string const& file) {
  throw StoreFault("could not " + doing + " (" + file + "): " + std::strerror(errno));
}

void sync_file(std::string const& file) {
  int const fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  bool const synced = fd >= 0 && ::fsync(fd) == 0;
  int const why = errno;
  if (fd >= 0) ::close(fd);
  errno = why;
  if (!synced) fail("sync the copy", file);
}

std::string folder_of(std::string const& file) {
  auto const folder = std::filesystem::path(file).parent_path().string();
  return folder.empty() ? "." : folder;
}

// Copies page by page into `to`, which becomes an ordinary single file.
void copy_pages(Connection& from, Connection& to) {
  constexpr auto doing = "copy the journal";
  auto* const backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (!backup) to.fail(sqlite3_extended_errcode(to.handle()), doing);
  sqlite3_backup_step(backup, -1);
  int const code = sqlite3_backup_finish(backup);
  if (code != SQLITE_OK) to.fail(code, doing);
  to.run("PRAGMA journal_mode=DELETE", doing);
  auto const state = to.text("PRAGMA quick_check(1)", "check the copy");
  if (state != "ok")
    throw StoreFault("the copy of " + from.file() + " is damaged, and so is the journal: " + state);
}

}  // namespace

FolderLock::FolderLock(std::string const& folder) {
  auto const name = folder + "/landport.lock";
  file_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) fail("claim the data folder", name);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    char pid[32] = {};
    auto const n = ::read(file_, pid, sizeof pid - 1);
    ::close(file_);
    throw FolderHeld("another Landport" + (n > 0 ? " (process " + std::string(pid) + ")" : std::string()) +
                     " is using " + folder + "; end it first or choose another folder. 另一个 Landport" +
                     (n > 0 ? "（进程 " + std::string(pid) + "）" : std::string()) + "正在使用 " + folder +
                     "；请先将其关闭或另选目录。");
  }
  auto const pid = std::to_string(::getpid());
  // Only for the message above: the lock holds without it.
  if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, pid.data(), pid.size(), 0) < 0) errno = 0;
}

FolderLock::~FolderLock() {
  ::close(file_);
}

BackupLock::BackupLock(std::string const& folder, Who who) {
  if (folder.empty()) return;
  file_ = ::open((folder + "/backup.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) return;
  bool const tidies = who == Who::tidier;
  int locked;
  do {
    locked = ::flock(file_, tidies ? LOCK_EX | LOCK_NB : LOCK_SH);
  } while (locked != 0 && errno == EINTR);
  held_ = locked == 0 || !tidies;
}

BackupLock::~BackupLock() {
  if (file_ >= 0) ::close(file_);
}

void make_folder(std::string const& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw StoreFault("could not make the data folder (" + folder + "): " + error.message() +
                     "; choose another one. 无法建立数据目录（" + folder + "）；请另选目录。");
  }
}

void sync_folder(std::string const& folder) {
  int const fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  // Some file systems cannot sync a folder and say so with EINVAL; they keep its entries in order by
  // themselves.
  bool const synced = fd >= 0 && (::fsync(fd) == 0 || errno == EINVAL);
  int const why = errno;
  if (fd >= 0) ::close(fd);
  errno = why;
  if (!synced) fail("sync the folder", folder);
}

void copy_journal(Reader& from, std::string const& file) {
  // The name is taken first, so that of two backups to one name the later is refused; the content comes by
  // rename.
  int const taken = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (taken < 0 && errno == EEXIST) {
    throw StoreFault(
        file + " exists and is not overwritten; give another name. 该文件已存在，不会覆盖；请另取名称。");
  }
  if (taken < 0) fail("write the copy", file);
  ::close(taken);
  auto const part = file + ".part";
  try {
    std::filesystem::remove(part);
    {
      Connection to(part, Mode::create, "");
      copy_pages(from.connection(), to);
    }
    sync_file(part);
    if (::rename(part.c_str(), file.c_str()) != 0) fail("name the copy", file);
    sync_folder(folder_of(file));
  } catch (...) {
    ::unlink(part.c_str());
    ::unlink(file.c_str());
    throw;
  }
}

}  // namespace sqlite

void restore_backup(std::string const& backup_file, std::string const& data_dir) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(backup_file, error)) {
    throw StoreFault("there is no backup " + backup_file + ". 备份文件不存在。");
  }
  if (std::filesystem::exists(data_dir, error) && !std::filesystem::is_empty(data_dir, error)) {
    throw StoreFault(data_dir + " is not empty; restore into a new folder. 目录不为空；请恢复到新目录。");
  }
  sqlite::make_folder(data_dir);
  sqlite::Reader from(backup_file, "");
  sqlite::check_schema(from.connection());
  sqlite::copy_journal(from, data_dir + "/" + SqliteStore::file_name);
}

}  // namespace landport
