// SPDX-License-Identifier: Apache-2.0
#include "stores/sqlite_reader.h"

#include <algorithm>
#include <cstring>

#include "stores/sqlite_schema.h"

namespace landport::sqlite {

namespace {

constexpr std::size_t stream_slots = 1 << 14;
constexpr std::int64_t streams_ahead = 128;

#define LP_EVENT_COLUMNS \
  "SELECT sequence, stream, version, recorded, happened, actor, command, type, data, hash FROM event "

Bytes bytes_of(CommandId const& id) {
  return {reinterpret_cast<char const*>(id.bytes.data()), id.bytes.size()};
}

template <std::size_t N>
bool copy_to(std::array<unsigned char, N>& to, Bytes from) {
  if (from.size() != N) return false;
  std::memcpy(to.data(), from.data(), N);
  return true;
}

}  // namespace

Reader::Reader(std::string const& file, std::string const& vfs)
    : Reader(std::make_unique<Connection>(file, Mode::read, vfs), nullptr) {
  settle(db_);
  db_.run("PRAGMA cache_size=-16000", "prepare the journal");
}

Reader::Reader(Connection& of_writer) : Reader(nullptr, &of_writer) {}

Reader::Reader(std::unique_ptr<Connection> own, Connection* of_writer)
    : own_(std::move(own)),
      db_(own_ ? *own_ : *of_writer),
      range_(db_, LP_EVENT_COLUMNS "WHERE sequence > ?1 AND sequence <= ?2 ORDER BY sequence", "read events"),
      by_stream_(db_, LP_EVENT_COLUMNS "WHERE stream = ?1 AND version > ?2 ORDER BY version",
                 "read a stream"),
      by_happened_(db_,
                   LP_EVENT_COLUMNS
                   "WHERE happened > ?1 AND happened <= ?2 AND +sequence <= ?3 "
                   "ORDER BY happened, sequence",
                   "read events in the order of happening"),
      last_(db_, "SELECT max(sequence) FROM event", "read the last event"),
      head_(db_, "SELECT version, hash FROM event WHERE stream = ?1 ORDER BY version DESC LIMIT 1",
            "read the last event of a stream"),
      recorded_(db_, "SELECT recorded FROM event WHERE sequence = ?1", "find a moment"),
      stream_id_(db_, "SELECT id FROM stream WHERE name = ?1", "find a stream"),
      stream_name_(db_, "SELECT id, name FROM stream WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
                   "read the names of streams"),
      types_(db_, "SELECT id, name FROM type WHERE id >= ?1 ORDER BY id", "read the types of events"),
      actors_(db_, "SELECT id, person, org FROM actor WHERE id >= ?1 ORDER BY id", "read who acts"),
      command_(db_, "SELECT body, first, last, answer FROM command WHERE id = ?1", "find a command"),
      checkpoints_(db_, "SELECT sequence, recorded, digest, signature FROM checkpoint ORDER BY sequence",
                   "read the checkpoints"),
      last_checkpoint_(
          db_, "SELECT sequence, recorded, digest, signature FROM checkpoint ORDER BY sequence DESC LIMIT 1",
          "read the last checkpoint"),
      snapshot_(db_,
                "SELECT sequence, at, data FROM snapshot WHERE by_happened = ?1 AND view = ?2 AND shape = ?3 "
                "AND place <= ?4 AND sequence <= ?5 ORDER BY place DESC LIMIT 1",
                "read a snapshot"),
      snapshots_(db_,
                 "SELECT view, shape, by_happened, sequence, at FROM snapshot "
                 "ORDER BY by_happened, view, shape, place",
                 "list the snapshots"),
      type_names_(1),
      people_(1) {}

void Reader::damaged(Sequence sequence, std::string_view what) const {
  throw StoreFault(
      "event " + std::to_string(sequence) + " in " + db_.file() + " is damaged (" + std::string(what) +
      "); keep the file, run `landport verify`, then restore the last backup. 事件 " +
      std::to_string(sequence) + " 已损坏；请保留原文件，运行 landport verify，然后恢复最近的备份。");
}

std::string const& Reader::stream_name(std::int64_t id, Sequence sequence) {
  auto const place = static_cast<std::size_t>(id) % stream_slots;
  if (place >= streams_.size()) streams_.resize(std::min(stream_slots, place + 1 + place / 2));
  auto& slot = streams_[place];
  if (slot.id == id && id != 0) return slot.name;
  // Streams that begin one after another are met one after another: then the next ones are fetched as well.
  auto const before = static_cast<std::size_t>(id - 1) % stream_slots;
  bool const in_order = before < streams_.size() && streams_[before].id == id - 1;
  std::int64_t const until = in_order ? id + streams_ahead : id;
  Resetting const reset(stream_name_);
  stream_name_.bind(1, id).bind(2, until);
  while (stream_name_.step()) {
    auto const next = stream_name_.number(0);
    auto const at = static_cast<std::size_t>(next) % stream_slots;
    if (at >= streams_.size()) streams_.resize(std::min(stream_slots, at + 1 + at / 2));
    streams_[at].id = next;
    streams_[at].name = stream_name_.text(1);
  }
  auto const& found = streams_[place];
  if (found.id != id) damaged(sequence, "its stream is unknown");
  return found.name;
}

std::string const& Reader::type_name(std::int64_t id, Sequence sequence) {
  if (id > 0 && static_cast<std::size_t>(id) < type_names_.size())
    return type_names_[static_cast<std::size_t>(id)];
  Resetting const reset(types_);
  types_.bind(1, static_cast<std::int64_t>(type_names_.size()));
  while (types_.step() && types_.number(0) == static_cast<std::int64_t>(type_names_.size())) {
    type_names_.emplace_back(types_.text(1));
  }
  if (id <= 0 || static_cast<std::size_t>(id) >= type_names_.size()) damaged(sequence, "its type is unknown");
  return type_names_[static_cast<std::size_t>(id)];
}

Reader::Person const& Reader::actor(std::int64_t id, Sequence sequence) {
  if (id > 0 && static_cast<std::size_t>(id) < people_.size()) return people_[static_cast<std::size_t>(id)];
  Resetting const reset(actors_);
  actors_.bind(1, static_cast<std::int64_t>(people_.size()));
  while (actors_.step() && actors_.number(0) == static_cast<std::int64_t>(people_.size())) {
    people_.push_back({std::string(actors_.text(1)), std::string(actors_.text(2))});
  }
  if (id <= 0 || static_cast<std::size_t>(id) >= people_.size()) damaged(sequence, "who did it is unknown");
  return people_[static_cast<std::size_t>(id)];
}

StoredEvent Reader::event(Statement const& row) {
  StoredEvent e;
  e.sequence = row.number(0);
  e.stream = stream_name(row.number(1), e.sequence);
  e.version = row.number(2);
  e.recorded = {row.number(3)};
  e.happened = {row.number(4)};
  auto const& who = actor(row.number(5), e.sequence);
  e.person = who.person;
  e.org = who.org;
  if (!copy_to(e.command.bytes, row.blob(6))) damaged(e.sequence, "its command has a wrong length");
  e.type = type_name(row.number(7), e.sequence);
  e.data = row.text(8);
  if (!copy_to(e.hash, row.blob(9))) damaged(e.sequence, "its hash has a wrong length");
  return e;
}

void Reader::each(Statement& statement, Take const& take) {
  Resetting const reset(statement);
  while (statement.step()) {
    if (!take(event(statement))) return;
  }
}

void Reader::read(Sequence after, Sequence until, Take const& take) {
  each(range_.bind(1, after).bind(2, until), take);
}

std::int64_t Reader::stream_id(std::string_view name) {
  Resetting const reset(stream_id_);
  return stream_id_.bind_text(1, name).step() ? stream_id_.number(0) : 0;
}

void Reader::read_stream(std::string_view stream, Version after, Take const& take) {
  auto const id = stream_id(stream);
  if (id != 0) each(by_stream_.bind(1, id).bind(2, after), take);
}

void Reader::read_by_happened(Instant after, Instant up_to, Sequence until, Take const& take) {
  each(by_happened_.bind(1, after.ms).bind(2, up_to.ms).bind(3, until), take);
}

Sequence Reader::last_sequence() {
  Resetting const reset(last_);
  return last_.step() ? last_.number(0) : 0;
}

Store::Head Reader::head(std::string_view stream) {
  auto const id = stream_id(stream);
  if (id == 0) return {};
  Resetting const reset(head_);
  Store::Head head;
  if (!head_.bind(1, id).step()) return {};
  head.version = head_.number(0);
  if (!copy_to(head.hash, head_.blob(1))) {
    throw StoreFault(
        "the last event of stream " + std::string(stream) + " in " + db_.file() +
        " is damaged; run `landport verify`. 该流的最后一个事件已损坏；请运行 landport verify。");
  }
  return head;
}

Sequence Reader::sequence_at(Instant at) {
  Sequence low = 0, high = last_sequence();
  while (low < high) {
    Sequence const middle = low + (high - low + 1) / 2;
    Resetting const reset(recorded_);
    if (!recorded_.bind(1, middle).step()) damaged(middle, "it is missing");
    if (recorded_.number(0) <= at.ms) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

std::optional<StoredCommand> Reader::command(CommandId const& id) {
  Resetting const reset(command_);
  if (!command_.bind_blob(1, bytes_of(id)).step()) return std::nullopt;
  StoredCommand found;
  found.id = id;
  if (!copy_to(found.body, command_.blob(0))) {
    throw StoreFault("command " + to_text(id) + " in " + db_.file() +
                     " is damaged; run `landport verify`. 该命令的记录已损坏；请运行 landport verify。");
  }
  found.first = command_.number(1);
  found.last = command_.number(2);
  found.answer = command_.text(3);
  return found;
}

Checkpoint Reader::checkpoint(Statement const& row) const {
  Checkpoint c;
  c.sequence = row.number(0);
  c.recorded = {row.number(1)};
  if (!copy_to(c.digest, row.blob(2)) || !copy_to(c.signature, row.blob(3))) {
    throw StoreFault("the checkpoint at event " + std::to_string(c.sequence) + " in " + db_.file() +
                     " is damaged; run `landport verify`. 检查点已损坏；请运行 landport verify。");
  }
  return c;
}

std::vector<Checkpoint> Reader::checkpoints() {
  Resetting const reset(checkpoints_);
  std::vector<Checkpoint> out;
  while (checkpoints_.step()) out.push_back(checkpoint(checkpoints_));
  return out;
}

std::optional<Checkpoint> Reader::last_checkpoint() {
  Resetting const reset(last_checkpoint_);
  if (!last_checkpoint_.step()) return std::nullopt;
  return checkpoint(last_checkpoint_);
}

std::optional<StoredSnapshot> Reader::snapshot(std::string_view view, std::string_view shape,
                                               bool by_happened, Sequence until, Instant up_to) {
  Resetting const reset(snapshot_);
  snapshot_.bind(1, by_happened ? 1 : 0).bind_text(2, view).bind_text(3, shape);
  snapshot_.bind(4, by_happened ? up_to.ms : until).bind(5, until);
  if (!snapshot_.step()) return std::nullopt;
  return StoredSnapshot{std::string(view),   std::string(shape),    by_happened,
                        snapshot_.number(0), {snapshot_.number(1)}, std::string(snapshot_.blob(2))};
}

std::vector<SnapshotPlace> Reader::snapshots() {
  Resetting const reset(snapshots_);
  std::vector<SnapshotPlace> out;
  while (snapshots_.step()) {
    out.push_back({std::string(snapshots_.text(0)),
                   std::string(snapshots_.text(1)),
                   snapshots_.number(2) != 0,
                   snapshots_.number(3),
                   {snapshots_.number(4)}});
  }
  return out;
}

std::vector<std::string> Reader::damage() {
  Statement check(db_, "PRAGMA integrity_check(20)", "check the journal");
  std::vector<std::string> found;
  while (check.step()) {
    if (check.text(0) != "ok") found.emplace_back(check.text(0));
  }
  return found;
}

}  // namespace landport::sqlite
