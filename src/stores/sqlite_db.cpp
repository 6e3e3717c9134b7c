// SPDX-License-Identifier: Apache-2.0
#include "stores/sqlite_db.h"

#include <sqlite3.h>

#include <cstring>

#include "journal/store.h"

namespace landport::sqlite {

namespace {

constexpr int busy_ms = 10'000;

struct Reason {
  int code;
  char const* en;
  char const* zh;
};

// By SQLite's primary code. Each says what it is and what to do about it.
constexpr Reason reasons[] = {
    {SQLITE_FULL, "the disk is full; free some space, nothing else is needed",
     "磁盘已满；请释放空间，之后自动恢复"},
    {SQLITE_IOERR, "the disk gives errors; look at the system log and at the disk before going on",
     "磁盘读写出错；请先检查系统日志和磁盘"},
    {SQLITE_CORRUPT,
     "the file is damaged; keep it as it is, run `landport verify`, then restore the last backup",
     "文件已损坏；请保留原文件，运行 landport verify，然后恢复最近的备份"},
    {SQLITE_NOTADB, "the file is not a journal, or its beginning is damaged; restore the last backup",
     "文件不是日志库或开头已损坏；请恢复最近的备份"},
    {SQLITE_CANTOPEN, "the file cannot be opened; see that the folder exists and may be written by this user",
     "无法打开文件；请确认目录存在且当前用户可写"},
    {SQLITE_READONLY,
     "the file may not be written; see that this user owns it and the disk is not mounted read-only",
     "文件不可写；请检查文件所有者以及磁盘是否只读挂载"},
    {SQLITE_PERM, "this user may not use the file", "当前用户无权使用该文件"},
    {SQLITE_BUSY, "another program is using the file; end it first",
     "另一个程序正在使用该文件；请先将其关闭"},
    {SQLITE_LOCKED, "another program is using the file; end it first",
     "另一个程序正在使用该文件；请先将其关闭"},
    {SQLITE_NOMEM, "the machine has no memory left", "内存不足"},
};

Reason reason_of(int code) {
  for (auto const& reason : reasons) {
    if (reason.code == (code & 0xff)) return reason;
  }
  return {code, "the database refused", "数据库拒绝了操作"};
}

std::string fault_text(std::string_view doing, std::string const& file, int code, char const* message) {
  auto const reason = reason_of(code);
  std::string text = "could not ";
  text.append(doing).append(" (").append(file).append("): ").append(reason.en).append(". ");
  text.append(reason.zh).append("。 [").append(message).append(", ").append(std::to_string(code)).append("]");
  return text;
}

// A statement that changes something commits when it ends, after its rows: what fails then must not be
// overlooked.
void finish(Statement& statement) {
  while (statement.step()) continue;
}

}  // namespace

Connection::Connection(std::string file, Mode mode, std::string const& vfs) : file_(std::move(file)) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == Mode::create) flags |= SQLITE_OPEN_CREATE;
  int const code = sqlite3_open_v2(file_.c_str(), &db_, flags, vfs.empty() ? nullptr : vfs.c_str());
  if (code != SQLITE_OK) {
    auto const text =
        fault_text("open the journal", file_, code, db_ ? sqlite3_errmsg(db_) : sqlite3_errstr(code));
    sqlite3_close_v2(db_);
    throw StoreFault(text);
  }
  sqlite3_busy_timeout(db_, busy_ms);
}

Connection::~Connection() {
  sqlite3_close_v2(db_);
}

void Connection::fail(int code, std::string_view doing) const {
  throw StoreFault(fault_text(doing, file_, code, sqlite3_errmsg(db_)));
}

void Connection::run(char const* sql, std::string_view doing) {
  int const code = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, doing);
}

std::int64_t Connection::number(char const* sql, std::string_view doing) {
  Statement statement(*this, sql, doing);
  auto const first = statement.step() ? statement.number(0) : 0;
  finish(statement);
  return first;
}

std::string Connection::text(char const* sql, std::string_view doing) {
  Statement statement(*this, sql, doing);
  auto first = statement.step() ? std::string(statement.text(0)) : std::string();
  finish(statement);
  return first;
}

void Connection::roll_back() noexcept {
  // After some failures SQLite has rolled back by itself.
  if (sqlite3_get_autocommit(db_) == 0) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Statement::Statement(Connection& db, char const* sql, std::string_view doing) : db_(db), doing_(doing) {
  int const code = sqlite3_prepare_v3(db.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
  if (code != SQLITE_OK) db.fail(code, doing);
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

Statement& Statement::bind(int place, std::int64_t number) {
  sqlite3_bind_int64(statement_, place, number);
  return *this;
}

Statement& Statement::bind_text(int place, std::string_view text) {
  sqlite3_bind_text64(statement_, place, text.data() ? text.data() : "", text.size(), SQLITE_STATIC,
                      SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_blob(int place, Bytes bytes) {
  sqlite3_bind_blob64(statement_, place, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_STATIC);
  return *this;
}

bool Statement::step() {
  int const code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  sqlite3_reset(statement_);
  db_.fail(code, doing_);
}

int Statement::try_step() {
  int const code = sqlite3_step(statement_);
  sqlite3_reset(statement_);
  if (code == SQLITE_DONE || code == SQLITE_ROW) return 0;
  if ((code & 0xff) == SQLITE_CONSTRAINT) return code;
  db_.fail(code, doing_);
}

void Statement::reset() {
  sqlite3_reset(statement_);
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view Statement::text(int column) const {
  auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
  return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
              : "";
}

Bytes Statement::blob(int column) const {
  auto const* bytes = static_cast<char const*>(sqlite3_column_blob(statement_, column));
  return bytes ? Bytes(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : Bytes();
}

}  // namespace landport::sqlite
