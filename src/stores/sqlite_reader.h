// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "journal/store.h"
#include "stores/sqlite_db.h"

namespace landport::sqlite {

// A connection to read on with its prepared statements: one of its own, or that of the writer, whose memory of
// the file stays good from one commit to the next. Each function sees one state of the journal: whole
// commits only. Used by one thread at a time; a `take` that calls the store again uses another reader.
class Reader {
 public:
  Reader(std::string const& file, std::string const& vfs);
  explicit Reader(Connection& of_writer);  // which must live longer

  using Take = std::function<bool(StoredEvent&&)>;
  void read(Sequence after, Sequence until, Take const& take);
  void read_stream(std::string_view stream, Version after, Take const& take);
  void read_by_happened(Instant after, Instant up_to, Sequence until, Take const& take);

  Sequence last_sequence();
  Store::Head head(std::string_view stream);
  Sequence sequence_at(Instant recorded);
  std::optional<StoredCommand> command(CommandId const& id);
  std::vector<Checkpoint> checkpoints();
  std::optional<Checkpoint> last_checkpoint();
  std::optional<StoredSnapshot> snapshot(std::string_view view, std::string_view shape, bool by_happened,
                                         Sequence until, Instant up_to);

  std::vector<SnapshotPlace> snapshots();

  // What SQLite's own check of the whole file finds; empty when all is well.
  std::vector<std::string> damage();

  Connection& connection() { return db_; }

 private:
  struct StreamSlot {
    std::int64_t id = 0;
    std::string name;
  };
  struct Person {
    std::string person, org;
  };

  void each(Statement& statement, Take const& take);
  StoredEvent event(Statement const& row);
  std::string const& stream_name(std::int64_t id, Sequence sequence);
  std::string const& type_name(std::int64_t id, Sequence sequence);
  Person const& actor(std::int64_t id, Sequence sequence);
  std::int64_t stream_id(std::string_view name);
  Checkpoint checkpoint(Statement const& row) const;
  [[noreturn]] void damaged(Sequence sequence, std::string_view what) const;

  Reader(std::unique_ptr<Connection> own, Connection* of_writer);

  std::unique_ptr<Connection> own_;  // none: it reads on the writer's
  Connection& db_;
  Statement range_, by_stream_, by_happened_, last_, head_, recorded_, stream_id_, stream_name_, types_,
      actors_;
  Statement command_, checkpoints_, last_checkpoint_, snapshot_, snapshots_;
  std::vector<StreamSlot>
      streams_;  // a cache by the low bits of the id: streams of one time have ids close together
  std::vector<std::string> type_names_;  // by id; 0 is nobody's
  std::vector<Person> people_;
};

}  // namespace landport::sqlite
