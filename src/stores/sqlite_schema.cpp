// SPDX-License-Identifier: Apache-2.0
#include "stores/sqlite_schema.h"

#include <chrono>

#include "journal/store.h"

namespace landport::sqlite {

namespace {

constexpr std::int64_t application_id = 0x4C504A31;  // "LPJ1"
constexpr std::int64_t schema_version = 1;

// Names that repeat are kept once and stand in events as small numbers, counted from 1 without gaps. The
// index on happened ends with the rowid, which is the sequence: it is in the order of (happened, sequence).
constexpr char const* schema = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE stream(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE type(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE actor(id INTEGER PRIMARY KEY, person TEXT NOT NULL, org TEXT NOT NULL, UNIQUE(person, org));
CREATE TABLE event(
  sequence INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, recorded INTEGER NOT NULL,
  happened INTEGER NOT NULL, actor INTEGER NOT NULL, command BLOB NOT NULL, type INTEGER NOT NULL,
  data TEXT NOT NULL, hash BLOB NOT NULL, UNIQUE(stream, version));
CREATE INDEX event_happened ON event(happened);
CREATE TABLE command(
  id BLOB PRIMARY KEY, body BLOB NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  answer TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE checkpoint(
  sequence INTEGER PRIMARY KEY, recorded INTEGER NOT NULL, digest BLOB NOT NULL, signature BLOB NOT NULL);
CREATE TABLE snapshot(
  view TEXT NOT NULL, shape TEXT NOT NULL, by_happened INTEGER NOT NULL, place INTEGER NOT NULL,
  sequence INTEGER NOT NULL, at INTEGER NOT NULL, data BLOB NOT NULL);
CREATE UNIQUE INDEX snapshot_place ON snapshot(by_happened, view, shape, place);
)";

void make_schema(Connection& db) {
  constexpr auto doing = "make a new journal";
  db.run("BEGIN IMMEDIATE", doing);
  try {
    db.run(schema, doing);
    auto const now = std::chrono::duration_cast<std::chrono::milliseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    auto const rows = "INSERT INTO meta VALUES('schema_version'," + std::to_string(schema_version) +
                      "),('created'," + std::to_string(now) + "),('failed_commits',0);" +
                      "PRAGMA application_id=" + std::to_string(application_id) +
                      ";PRAGMA user_version=" + std::to_string(schema_version) + ";COMMIT";
    db.run(rows.c_str(), doing);
  } catch (StoreFault const&) {
    db.roll_back();
    throw;
  }
}

}  // namespace

void settle(Connection& db) {
  db.run("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY",
         "prepare the journal");
}

void check_schema(Connection& db) {
  if (db.number("PRAGMA application_id", "read the journal") != application_id) {
    throw StoreFault(
        db.file() +
        " is not a Landport journal; choose another folder. 该文件不是 Landport 日志库；请另选目录。");
  }
  auto const version = db.number("PRAGMA user_version", "read the journal");
  if (version > schema_version) {
    throw StoreFault(db.file() + " was written by a newer Landport (schema " + std::to_string(version) +
                     "); use that one. 该文件由更新版本的 Landport 写入；请使用新版本。");
  }
}

void make_or_check_schema(Connection& db) {
  bool const empty = db.number("SELECT count(*) FROM sqlite_schema", "read the journal") == 0 &&
                     db.number("PRAGMA application_id", "read the journal") == 0;
  if (empty) make_schema(db);
  check_schema(db);
}

}  // namespace landport::sqlite
