// SPDX-License-Identifier: Apache-2.0
#include "stores/write_behind.h"

#include <pthread.h>

#include <algorithm>
#include <iterator>

#include "words/assert.h"

namespace landport {

namespace {

constexpr std::size_t events_each = 4'000;  // of one commit
constexpr std::size_t pieces_max = 16;      // then whoever appends waits

std::string key_of(CommandId const& id) {
  return {reinterpret_cast<char const*>(id.bytes.data()), id.bytes.size()};
}

template <class T>
void add(std::vector<T>& to, std::span<T const> more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

WriteBehind::WriteBehind(Store& below) : below_(below) {
  LP_ASSERT(below.last_sequence() == 0, "what is not known here is not below either");
  thread_ = std::thread([this] { write_on(); });
  pthread_setname_np(thread_.native_handle(), "lp-behind");
}

WriteBehind::~WriteBehind() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void WriteBehind::rethrow() const {
  if (fault_) std::rethrow_exception(fault_);
}

void WriteBehind::drain() const {
  std::unique_lock lock(mutex_);
  ++hurried_;
  changed_.notify_all();
  changed_.wait(lock, [this] { return fault_ || pieces_.empty(); });
  --hurried_;
  rethrow();
}

Store& WriteBehind::drained() const {
  drain();
  return below_;
}

void WriteBehind::append(Append const& what) {
  bool ready = false;
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return fault_ || pieces_.size() < pieces_max; });
    rethrow();
    auto& piece = open_piece();
    add(piece.events, what.events);
    add(piece.commands, what.commands);
    piece.checkpoint = what.checkpoint;
    for (auto const& event : what.events) heads_[event.stream] = {event.version, event.hash};
    for (auto const& command : what.commands) commands_.insert(key_of(command.id));
    if (!what.events.empty()) last_ = what.events.back().sequence;
    ready = piece_ready();
  }
  if (ready) changed_.notify_all();
}

// The last one, if it can still be changed.
WriteBehind::Piece& WriteBehind::last_piece() {
  bool const none = pieces_.empty() || (writing_ && pieces_.size() == 1);
  return none ? pieces_.emplace_back() : pieces_.back();
}

// The same, if more events may follow in it.
WriteBehind::Piece& WriteBehind::open_piece() {
  auto& last = last_piece();
  bool const ended = last.checkpoint || !last.snapshots.empty() || last.events.size() >= events_each;
  return ended ? pieces_.emplace_back() : last;
}

// One that can grow is left to grow: each commit costs the same, however little is in it.
bool WriteBehind::piece_ready() const {
  return pieces_.size() > 1 || (!pieces_.empty() && (hurried_ > 0 || stopping_ || pieces_.front().events.size() >= events_each));
}

void WriteBehind::put_snapshot(StoredSnapshot const& snapshot) {
  std::lock_guard lock(mutex_);
  rethrow();
  last_piece().snapshots.push_back(snapshot);
}

void WriteBehind::write_on() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || piece_ready(); });
    if (pieces_.empty() || fault_) return;
    // It stays the first of those that are not written until it is: whoever asks meanwhile finds it there.
    auto const& piece = pieces_.front();
    writing_ = true;
    lock.unlock();
    std::exception_ptr fault;
    try {
      write(piece);
    } catch (StoreFault const&) {
      fault = std::current_exception();
    }
    lock.lock();
    writing_ = false;
    pieces_.pop_front();
    if (fault) fault_ = fault, pieces_.clear();
    changed_.notify_all();
  }
}

void WriteBehind::write(Piece const& piece) {
  if (!piece.events.empty() || !piece.commands.empty() || piece.checkpoint) {
    below_.append({piece.events, piece.commands, piece.checkpoint});
  }
  for (auto const& snapshot : piece.snapshots) below_.put_snapshot(snapshot);
}

Sequence WriteBehind::last_sequence() const {
  std::lock_guard lock(mutex_);
  rethrow();
  return last_;
}

Store::Head WriteBehind::head(std::string_view stream) const {
  std::lock_guard lock(mutex_);
  rethrow();
  auto const found = heads_.find(std::string(stream));
  return found == heads_.end() ? Head{} : found->second;
}

void WriteBehind::read_stream(std::string_view stream, Version after, std::function<bool(StoredEvent&&)> const& take) const {
  std::vector<StoredEvent> waiting;
  {
    std::lock_guard lock(mutex_);
    rethrow();
    if (!heads_.contains(std::string(stream))) return;
    for (auto const& piece : pieces_) {
      std::copy_if(piece.events.begin(), piece.events.end(), std::back_inserter(waiting), [&](auto const& e) { return e.stream == stream; });
    }
  }
  bool more = true;
  Version seen = after;
  below_.read_stream(stream, after, [&](StoredEvent&& event) {
    seen = event.version;
    return more = take(std::move(event));
  });
  for (auto& event : waiting) {
    // What was being written may have been read below already.
    if (!more || event.version <= seen) continue;
    more = take(std::move(event));
  }
}

std::optional<StoredCommand> WriteBehind::command(CommandId const& id) const {
  {
    std::lock_guard lock(mutex_);
    rethrow();
    if (!commands_.contains(key_of(id))) return std::nullopt;
    for (auto const& piece : pieces_) {
      auto const found = std::find_if(piece.commands.begin(), piece.commands.end(), [&](auto const& c) { return c.id == id; });
      if (found != piece.commands.end()) return *found;
    }
  }
  return below_.command(id);
}

void WriteBehind::read(Sequence after, Sequence until, std::function<bool(StoredEvent&&)> const& take) const {
  drained().read(after, until, take);
}
void WriteBehind::read_by_happened(Instant after, Instant up_to, Sequence until, std::function<bool(StoredEvent&&)> const& take) const {
  drained().read_by_happened(after, up_to, until, take);
}
Sequence WriteBehind::sequence_at(Instant recorded) const {
  return drained().sequence_at(recorded);
}
std::vector<Checkpoint> WriteBehind::checkpoints() const {
  return drained().checkpoints();
}
std::optional<Checkpoint> WriteBehind::last_checkpoint() const {
  return drained().last_checkpoint();
}
std::optional<StoredSnapshot> WriteBehind::snapshot(std::string_view view, std::string_view shape, bool by_happened, Sequence until,
                                                    Instant up_to) const {
  return drained().snapshot(view, shape, by_happened, until, up_to);
}
void WriteBehind::drop_snapshots_by_happened(Instant happened) {
  drained().drop_snapshots_by_happened(happened);
}
std::vector<SnapshotPlace> WriteBehind::snapshots() const {
  return drained().snapshots();
}
bool WriteBehind::drop_snapshots(std::span<SnapshotPlace const> places) {
  return drained().drop_snapshots(places);
}
void WriteBehind::backup(std::string const& file) const {
  drained().backup(file);
}

}  // namespace landport
