// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "journal/event.h"

namespace landport {

// An event as a store keeps it: its data as JSON text, its hash made.
struct StoredEvent {
  Sequence sequence = 0;
  std::string stream;
  Version version = 0;
  Instant recorded, happened;
  std::string person, org;
  CommandId command;
  std::string type;  // wire name
  std::string data;  // JSON
  Hash hash{};       // chains it to the one before in its stream
};

// A command that was carried out: kept so that the same id is answered the same way and never done twice.
struct StoredCommand {
  CommandId id;
  Hash body{};              // of what was asked, to tell a repetition from a misuse of the id
  Sequence first = 0, last = 0;  // its events; 0 and the journal's last when it had none
  std::string answer;       // JSON: the names of what it made
};

// A signed statement that the journal's events up to `sequence` are exactly these: `digest` chains the hashes of all
// events in order.
struct Checkpoint {
  Sequence sequence = 0;
  Instant recorded;
  Hash digest{};
  std::array<unsigned char, 64> signature{};
};

// A view as it was, for starting and for time travel.
struct StoredSnapshot {
  std::string view;
  std::string shape;   // of the code that made it
  bool by_happened = false;  // folded in the order of happening up to `at`, or of recording up to `sequence`
  Sequence sequence = 0;
  Instant at;
  std::string data;    // compressed
};

// Where a stored snapshot stands, without what is in it.
struct SnapshotPlace {
  std::string view, shape;
  bool by_happened = false;
  Sequence sequence = 0;
  Instant at;
  bool operator==(SnapshotPlace const&) const = default;
};

// The world broke: disk full, file damaged, database away. Thrown by stores; caught once per thread.
struct StoreFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The append does not follow on what is there: another node was first, or the caller counted wrongly. Nothing of it was
// written; read again, decide again. The text begins with "version conflict".
struct VersionConflict : StoreFault {
  explicit VersionConflict(std::string const& what) : StoreFault("version conflict: " + what) {}
};

// What one durable commit takes: all or nothing.
struct Append {
  std::span<StoredEvent const> events;      // sequences and versions follow on without gaps
  std::span<StoredCommand const> commands;
  std::optional<Checkpoint> checkpoint;
};

// A book on disk (or in memory). What writes is called by one thread at a time; everything else may be
// called by any thread at any time, also during an append, and sees whole commits only. Every function may throw
// StoreFault; after a failed append nothing of it is there, also after a restart.
class Store {
 public:
  virtual ~Store() = default;

  // Returns when the events are durable. Throws VersionConflict when another node has written one of the streams in
  // between (a store that serves several nodes), and whenever sequences, versions or the times of recording do not
  // follow on: `recorded` never goes back. A command id that is there already is a StoreFault. Snapshots in the order of
  // happening that one of these events makes wrong (see drop_snapshots_by_happened) are dropped in the same commit.
  virtual void append(Append const& what) = 0;

  virtual Sequence last_sequence() const = 0;

  // The events with after < sequence <= until, in order; stops when `take` returns false.
  virtual void read(Sequence after, Sequence until, std::function<bool(StoredEvent&&)> const& take) const = 0;
  // The events of one stream with version > after, in order.
  virtual void read_stream(std::string_view stream, Version after,
                           std::function<bool(StoredEvent&&)> const& take) const = 0;
  // The events with sequence <= until, in the order of (happened, sequence), with happened in (after, up_to].
  virtual void read_by_happened(Instant after, Instant up_to, Sequence until,
                                std::function<bool(StoredEvent&&)> const& take) const = 0;
  // The last version and hash of a stream; version 0 when it has no events.
  struct Head {
    Version version = 0;
    Hash hash{};
  };
  virtual Head head(std::string_view stream) const = 0;
  // The last event recorded at or before that instant; 0 when there is none.
  virtual Sequence sequence_at(Instant recorded) const = 0;

  virtual std::optional<StoredCommand> command(CommandId const& id) const = 0;

  virtual std::vector<Checkpoint> checkpoints() const = 0;  // oldest first
  virtual std::optional<Checkpoint> last_checkpoint() const = 0;

  // Replaces nothing; a snapshot with the same view, shape, lane and place is overwritten.
  virtual void put_snapshot(StoredSnapshot const& snapshot) = 0;
  // The newest usable one: of this view and shape, in this lane, with sequence <= until (by_happened: at <= up_to).
  virtual std::optional<StoredSnapshot> snapshot(std::string_view view, std::string_view shape, bool by_happened,
                                                 Sequence until, Instant up_to) const = 0;
  // Forgets snapshots in the order of happening that a late event has made wrong: those with at >= happened.
  virtual void drop_snapshots_by_happened(Instant happened) = 0;

  // All stored snapshots: by lane (recording first), view and shape, and there in the order of their places.
  virtual std::vector<SnapshotPlace> snapshots() const = 0;
  // Forgets these snapshots in one commit; what is not there is passed over. Returns false, and forgets none, while a
  // backup reads: it would only make the log long. Events are never touched. Call again later.
  virtual bool drop_snapshots(std::span<SnapshotPlace const> places) = 0;

  // A consistent copy while the store is in use. Refuses to overwrite a file that exists (StoreFault).
  virtual void backup(std::string const& file) const = 0;
};

}  // namespace landport
