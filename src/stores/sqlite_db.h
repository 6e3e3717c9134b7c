// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

// SQLite as far as the book needs it: connections and prepared statements that close themselves and turn
// every failure into a StoreFault that says what was tried, on which file, why it failed and what to do.
namespace landport::sqlite {

// A blob's bytes or a text's signs; valid until the statement steps on.
using Bytes = std::string_view;

enum class Mode { read, write, create };

// One connection, used by one thread at a time. Not movable: statements keep a pointer to it.
class Connection {
 public:
  // `vfs` names a registered file layer; empty for the system's. Throws StoreFault.
  Connection(std::string file, Mode mode, std::string const& vfs);
  ~Connection();
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  // Runs one statement (or several) that gives no rows. `doing` ends the sentence "could not ...".
  void run(char const* sql, std::string_view doing);
  // The first cell of the first row, as a number or as text; 0 or empty when there is none.
  std::int64_t number(char const* sql, std::string_view doing);
  std::string text(char const* sql, std::string_view doing);

  // Takes back an open transaction. Never throws: what cannot be taken back is taken back at the next
  // opening.
  void roll_back() noexcept;

  [[noreturn]] void fail(int code, std::string_view doing) const;

  sqlite3* handle() const { return db_; }
  std::string const& file() const { return file_; }

 private:
  std::string file_;
  sqlite3* db_ = nullptr;
};

// A prepared statement. `bind` counts from 1; a text or blob that is bound must live until the last step.
class Statement {
 public:
  Statement(Connection& db, char const* sql, std::string_view doing);
  ~Statement();
  Statement(Statement const&) = delete;
  Statement& operator=(Statement const&) = delete;

  Statement& bind(int place, std::int64_t number);
  Statement& bind_text(int place, std::string_view text);
  Statement& bind_blob(int place, Bytes bytes);

  // True when there is a row. Throws StoreFault, after a reset.
  bool step();
  // The same, but gives SQLite's code of a broken constraint back instead of throwing; 0 when all is well.
  int try_step();
  void reset();

  std::int64_t number(int column) const;
  std::string_view text(int column) const;
  Bytes blob(int column) const;

 private:
  Connection& db_;
  std::string_view doing_;
  sqlite3_stmt* statement_ = nullptr;
};

// Resets a statement at the end of a scope, so that it holds no snapshot of the file open.
class Resetting {
 public:
  explicit Resetting(Statement& statement) : statement_(statement) {}
  ~Resetting() { statement_.reset(); }
  Resetting(Resetting const&) = delete;
  Resetting& operator=(Resetting const&) = delete;

 private:
  Statement& statement_;
};

}  // namespace landport::sqlite
