// SPDX-License-Identifier: Apache-2.0
#include "stores/sqlite_writer.h"

#include <sqlite3.h>

#include <limits>

#include "stores/sqlite_schema.h"

namespace landport::sqlite {

namespace {

constexpr std::size_t streams_max = 100'000;
constexpr Instant distant_past{std::numeric_limits<std::int64_t>::min()};

template <std::size_t N>
Bytes bytes_of(std::array<unsigned char, N> const& bytes) {
  return {reinterpret_cast<char const*>(bytes.data()), N};
}

}  // namespace

struct Writer::Statements {
  explicit Statements(Connection& db)
      : begin(db, "BEGIN IMMEDIATE", "begin to write"),
        event(db, "INSERT INTO event VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)", "write an event"),
        command(db, "INSERT INTO command VALUES(?1,?2,?3,?4,?5)", "write a command"),
        checkpoint(db, "INSERT OR REPLACE INTO checkpoint VALUES(?1,?2,?3,?4)", "write a checkpoint"),
        stream(db, "SELECT id FROM stream WHERE name = ?1", "find a stream"),
        new_stream(db, "INSERT INTO stream(name) VALUES(?1) RETURNING id", "write a stream"),
        version(db, "SELECT max(version) FROM event WHERE stream = ?1", "find the end of a stream"),
        type(db, "SELECT id FROM type WHERE name = ?1", "find a type of event"),
        new_type(db, "INSERT INTO type(name) VALUES(?1) RETURNING id", "write a type of event"),
        actor(db, "SELECT id FROM actor WHERE person = ?1 AND org = ?2", "find who acts"),
        new_actor(db, "INSERT INTO actor(person, org) VALUES(?1,?2) RETURNING id", "write who acts"),
        snapshot(db, "INSERT OR REPLACE INTO snapshot VALUES(?1,?2,?3,?4,?5,?6,?7)", "write a snapshot"),
        drop(db, "DELETE FROM snapshot WHERE by_happened = 1 AND place >= ?1", "drop snapshots"),
        drop_one(db, "DELETE FROM snapshot WHERE by_happened = ?1 AND view = ?2 AND shape = ?3 AND place = ?4",
                 "drop a snapshot") {}

  Statement begin, event, command, checkpoint, stream, new_stream, version, type, new_type, actor, new_actor,
      snapshot;
  Statement drop, drop_one;
};

Writer::Writer(std::string const& file, std::string const& vfs, Options options)
    : db_(file, Mode::create, vfs) {
  constexpr auto doing = "open the journal";
  settle(db_);
  db_.run("PRAGMA cache_size=-64000; PRAGMA journal_size_limit=67108864", doing);
  db_.run(("PRAGMA wal_autocheckpoint=" + std::to_string(options.log_pages)).c_str(), doing);
  // A new file becomes one with a log in a transaction of the old kind, whose rollback journal is then
  // removed. EXTRA syncs that removal: otherwise the journal could be back after a power cut and roll the
  // whole file back to nothing.
  if (options.sync) db_.run("PRAGMA synchronous=EXTRA", doing);
  if (db_.text("PRAGMA journal_mode=WAL", doing) != "wal") {
    throw StoreFault(file + " cannot keep a write-ahead log on this file system; use a local disk. " +
                     "该文件系统不支持预写日志；请使用本地磁盘。");
  }
  db_.run(options.sync ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF", doing);
  LP_ASSERT(db_.number("PRAGMA synchronous", doing) == (options.sync ? 2 : 0), "a commit waits for the disk");
  fold_log();
  make_or_check_schema(db_);
  sql_ = std::make_shared<Statements>(db_);
  remember();
}

// What the log holds at an opening was read from the system's memory, and after a sync that failed that is
// not what is on the disk. Copied into the file and synced, it is; only then may anything be written behind
// it.
void Writer::fold_log() {
  constexpr auto doing = "bring the journal's log into its file";
  if (db_.number("PRAGMA wal_checkpoint(TRUNCATE)", doing) == 0) return;
  // Somebody reads (a backup): the log stays as long as that lasts, but all of it must be in the file.
  Statement passive(db_, "PRAGMA wal_checkpoint(PASSIVE)", doing);
  if (!passive.step() || passive.number(1) != passive.number(2)) db_.fail(SQLITE_BUSY, doing);
}

void Writer::remember() {
  constexpr auto doing = "read where the journal stands";
  last_ = db_.number("SELECT max(sequence) FROM event", doing);
  last_recorded_ = distant_past;
  if (last_ > 0) {
    last_recorded_ = {db_.number("SELECT recorded FROM event ORDER BY sequence DESC LIMIT 1", doing)};
  }
  checkpointed_ = db_.number("SELECT max(sequence) FROM checkpoint", doing);
  snapshot_latest_ = distant_past;
  if (db_.number("SELECT EXISTS(SELECT 1 FROM snapshot WHERE by_happened = 1)", doing) != 0) {
    snapshot_latest_ = {db_.number("SELECT max(place) FROM snapshot WHERE by_happened = 1", doing)};
  }
}

void Writer::forget() {
  streams_.clear();
  types_ = {};
  actors_ = {};
}

// A commit whose pages were written but whose sync failed is not there for this process, yet a restart could
// find it whole in the log. Writing anything at the same place of the log makes what follows it unreadable,
// so that what was refused stays refused. Throws while the disk cannot even take that.
void Writer::mend() {
  constexpr auto doing = "write again after a failed write";
  try {
    db_.run("BEGIN IMMEDIATE; UPDATE meta SET value = value + 1 WHERE key = 'failed_commits'; COMMIT", doing);
  } catch (StoreFault const&) {
    db_.roll_back();
    throw;
  }
  suspect_ = false;
}

void Writer::commit(std::string_view doing) {
  try {
    db_.run("COMMIT", doing);
  } catch (StoreFault const&) {
    suspect_ = true;
    throw;
  }
}

template <class Work>
void Writer::transaction(std::string_view doing, Work&& work) {
  if (suspect_) mend();
  if (streams_.size() > streams_max) streams_.clear();
  sql_->begin.try_step();
  auto const last = last_;
  auto const recorded = last_recorded_;
  auto const checkpointed = checkpointed_;
  auto const snapshot = snapshot_latest_;
  try {
    work();
    commit(doing);
  } catch (...) {
    db_.roll_back();
    last_ = last, last_recorded_ = recorded, checkpointed_ = checkpointed, snapshot_latest_ = snapshot;
    forget();
    if (suspect_) {
      try {
        mend();
      } catch (StoreFault const&) {
        // The fault that is thrown below says what is wrong; the next write mends first.
        suspect_ = true;
      }
    }
    throw;
  }
}

void Writer::append(Append const& what) {
  transaction("write " + std::to_string(what.events.size()) + " events after event " + std::to_string(last_),
              [&] {
                Instant earliest{std::numeric_limits<std::int64_t>::max()};
                for (auto const& event : what.events) {
                  put_event(event);
                  earliest = std::min(earliest, event.happened);
                }
                if (!what.events.empty()) drop_from(earliest);
                for (auto const& command : what.commands) put_command(command);
                if (what.checkpoint) put_checkpoint(*what.checkpoint);
              });
}

void Writer::put_event(StoredEvent const& e) {
  if (e.sequence != last_ + 1) {
    throw VersionConflict("the journal is at " + std::to_string(last_) + ", the append says " +
                          std::to_string(e.sequence));
  }
  if (e.recorded < last_recorded_) {
    throw VersionConflict("event " + std::to_string(e.sequence) + " is recorded before the one before it");
  }
  auto const actor = actor_id(e.person, e.org);
  auto const type = type_id(e.type);
  auto& head = stream(e.stream);
  if (e.version != head.version + 1) {
    throw VersionConflict("stream " + e.stream + " is at " + std::to_string(head.version) +
                          ", the append says " + std::to_string(e.version));
  }
  auto& row = sql_->event;
  row.bind(1, e.sequence).bind(2, head.id).bind(3, e.version).bind(4, e.recorded.ms).bind(5, e.happened.ms);
  row.bind(6, actor).bind_blob(7, bytes_of(e.command.bytes)).bind(8, type).bind_text(9, e.data);
  if (row.bind_blob(10, bytes_of(e.hash)).try_step() != 0) {
    throw StoreFault(
        "event " + std::to_string(e.sequence) + " of stream " + e.stream + " is in " + db_.file() +
        " already, though the journal's end is before it: the file is damaged; run `landport verify`. " +
        "日志文件已损坏；请运行 landport verify。");
  }
  head.version = e.version;
  last_ = e.sequence;
  last_recorded_ = e.recorded;
}

void Writer::put_command(StoredCommand const& c) {
  auto& row = sql_->command;
  row.bind_blob(1, bytes_of(c.id.bytes)).bind_blob(2, bytes_of(c.body)).bind(3, c.first).bind(4, c.last);
  if (row.bind_text(5, c.answer).try_step() != 0) {
    throw StoreFault("command " + to_text(c.id) + " has been carried out before");
  }
}

void Writer::put_checkpoint(Checkpoint const& c) {
  if (c.sequence > last_ || c.sequence < checkpointed_) {
    throw StoreFault("a checkpoint at " + std::to_string(c.sequence) +
                     " is beyond the journal or before the last one");
  }
  auto& row = sql_->checkpoint;
  row.bind(1, c.sequence).bind(2, c.recorded.ms).bind_blob(3, bytes_of(c.digest));
  row.bind_blob(4, bytes_of(c.signature)).try_step();
  checkpointed_ = c.sequence;
}

Writer::StreamHead& Writer::stream(std::string const& name) {
  auto& head = streams_[name];
  if (head.id != 0) return head;
  Resetting const reset(sql_->stream), reset_new(sql_->new_stream), reset_version(sql_->version);
  if (!sql_->stream.bind_text(1, name).step()) {
    sql_->new_stream.bind_text(1, name).step();
    head.id = sql_->new_stream.number(0);
  } else {
    auto const id = sql_->stream.number(0);
    if (sql_->version.bind(1, id).step()) head.version = sql_->version.number(0);
    head.id = id;
  }
  return head;
}

std::int64_t Writer::type_id(std::string const& name) {
  if (types_.last_id != 0 && types_.last_key == name) return types_.last_id;
  auto& id = types_.known[name];
  if (id == 0) {
    Resetting const reset(sql_->type), reset_new(sql_->new_type);
    if (sql_->type.bind_text(1, name).step()) {
      id = sql_->type.number(0);
    } else {
      sql_->new_type.bind_text(1, name).step();
      id = sql_->new_type.number(0);
    }
  }
  types_.last_key = name;
  return types_.last_id = id;
}

std::int64_t Writer::actor_id(std::string const& person, std::string const& org) {
  std::string key;
  key.reserve(person.size() + org.size() + 1);
  key.append(person).append(1, '\0').append(org);
  if (actors_.last_id != 0 && actors_.last_key == key) return actors_.last_id;
  auto& id = actors_.known[key];
  if (id == 0) {
    Resetting const reset(sql_->actor), reset_new(sql_->new_actor);
    if (sql_->actor.bind_text(1, person).bind_text(2, org).step()) {
      id = sql_->actor.number(0);
    } else {
      sql_->new_actor.bind_text(1, person).bind_text(2, org).step();
      id = sql_->new_actor.number(0);
    }
  }
  actors_.last_key = std::move(key);
  return actors_.last_id = id;
}

void Writer::put_snapshot(StoredSnapshot const& s) {
  transaction("write a snapshot", [&] {
    auto& row = sql_->snapshot;
    row.bind_text(1, s.view).bind_text(2, s.shape).bind(3, s.by_happened ? 1 : 0);
    row.bind(4, s.by_happened ? s.at.ms : s.sequence).bind(5, s.sequence).bind(6, s.at.ms);
    row.bind_blob(7, s.data).try_step();
    if (s.by_happened) snapshot_latest_ = std::max(snapshot_latest_, s.at);
  });
}

void Writer::drop_from(Instant happened) {
  if (happened > snapshot_latest_) return;
  sql_->drop.bind(1, happened.ms).try_step();
  snapshot_latest_ = happened;  // an upper bound is enough
}

void Writer::drop_snapshots_by_happened(Instant happened) {
  transaction("drop snapshots", [&] { drop_from(happened); });
}

void Writer::drop_snapshots(std::span<SnapshotPlace const> places) {
  transaction("drop snapshots", [&] {
    for (auto const& p : places) {
      auto& row = sql_->drop_one;
      row.bind(1, p.by_happened ? 1 : 0).bind_text(2, p.view).bind_text(3, p.shape);
      row.bind(4, p.by_happened ? p.at.ms : p.sequence).try_step();
    }
  });
}

}  // namespace landport::sqlite
