// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <vector>

#include "journal/board.h"
#include "journal/hash.h"
#include "journal/historian.h"
#include "journal/store.h"

namespace landport {

// One or more commands that are carried out together or not at all.
struct Order {
  struct Item {
    Command command;
    std::optional<Instant> happened;  // of this command; otherwise now
  };
  std::vector<Item> items;
  Actor actor;
  CommandId id;
  bool dry_run = false;
  bool id_is_new = false;  // made at random for this order just now: nobody can have used it before
};

// Carried out (or, dry, it would be).
struct Done {
  Sequence sequence = 0;  // of the last event; a view that has reached it shows the result
  bool repeated = false;  // this id was carried out before; this is the answer of then
  std::string made;       // JSON object: the names of what was made
};

// Why an order was refused: each command's own reason, by its place in the order.
struct Refused {
  struct One {
    std::size_t index;
    Refusal refusal;
  };
  std::vector<One> list;
};
using Answer = tl::expected<Done, Refused>;

// An id for a command whose sender gave none: RFC 9562 version 7, so it begins with the time, and the ids of one time
// stand side by side in the store's index instead of each touching a page of its own. The rest is random. Any thread.
CommandId new_command_id(Instant at);

// The port's book: takes commands, decides them one after another on the state as it is, writes what they give in one
// durable commit for all that queued while the last commit ran, and only then answers. Views follow on another thread.
class Book {
 public:
  struct Options {
    std::function<Instant()> clock;            // never runs backwards for the journal: see `recorded`
    std::size_t queue_max = 20'000;            // orders waiting; more are refused "port.busy"
    std::size_t batch_max = 2'000;             // orders in one commit
    std::size_t commands_max = 10'000;         // commands in one order
    std::size_t streams_kept_max = 200'000;    // streams whose state stays in memory
    Sequence checkpoint_every = 1'000;
    Sequence snapshot_every = 50'000;          // events; older ones are thinned out (journal/snapshot_plan.h)
    Sequence rung_every = 10'000;              // events; 0 for a book that nobody looks back in (journal/history.h)
    Duration look_back_after = seconds(0);     // after the start: rungs of what was before are set from then on
    Duration happened_ago_max = days(400);
    SigningKey const* key = nullptr;           // none: no checkpoints
    // No threads: an order is carried out, and the views show it, before submit() returns. One thread for everything. For
    // making a past, where threads would only wait for each other; its views are stored when the book stops.
    bool by_hand = false;
  };

  // Replays the journal into the views before it returns. Throws StoreFault when the journal cannot be read; `progress`
  // (may be empty) is told how far it is.
  Book(Store& store, Catalogue const& catalogue, Pack const& pack, Options options,
       std::function<void(Sequence done, Sequence all)> progress = {});
  ~Book();  // stops
  Book(Book const&) = delete;

  // Any thread. The callback runs on a thread of the book and must not block. It is always called, once.
  void submit(Order order, std::function<void(Answer)> callback);
  // The same, waiting for the answer. Not from a callback.
  Answer perform(Order order);

  // Gives the clock's due commands of all departments; returns how many. Call about once a second.
  std::size_t tick();

  Board& board() { return board_; }
  Catalogue const& catalogue() const { return catalogue_; }
  Pack const& pack() const { return pack_; }
  Store const& store() const { return store_; }
  Instant now() const { return options_.clock(); }
  Instant last_recorded() const { return board_.read().at(); }

  // A room at the present or at a past moment. It holds the board (present) while it lives.
  std::unique_ptr<Room> room(Actor const& actor, std::optional<Moment> moment);
  History& history() { return history_; }

  // Finishes what was taken, signs a last checkpoint, and refuses the rest.
  void stop();

  struct Figures {  // for metrics; each grows only
    std::atomic<std::uint64_t> commands{0}, refused{0}, repeated{0}, events{0}, commits{0}, faults{0}, busy{0};
    std::atomic<std::uint64_t> commit_micros{0};
  };
  Figures const& figures() const { return figures_; }
  std::size_t queued() const;

 private:
  class BookDesk;
  struct Waiting {
    Order order;
    std::function<void(Answer)> callback;
  };
  struct Kept {  // a stream in memory
    Store::Head head;
    std::vector<std::pair<StateKind const*, std::shared_ptr<void>>> states;
    // All its events while it is young and was born in this process: the commands that follow soon after the first need
    // not read it back from the store.
    std::vector<Recorded> events;
    std::uint64_t used = 0;
  };
  struct Batch {
    std::vector<StoredEvent> stored;
    std::vector<Recorded> recorded;
    std::vector<StoredCommand> commands;
    std::unordered_map<std::string, std::vector<std::size_t>> by_stream;
    std::unordered_map<std::string, std::size_t> ids;  // command id → index in commands
    std::vector<std::pair<std::function<void(Answer)>, Answer>> answers;
  };

  void start_views(std::function<void(Sequence, Sequence)> const& progress);
  std::vector<Recorded> read_part(Sequence after, Sequence until) const;
  void start_digest();
  void write_on();
  void follow_on();
  void carry_out(std::deque<Waiting>& taken);
  Answer decide(Order const& order, Batch& batch);
  std::optional<Answer> repeated(Order const& order, Hash const& body, Batch const& batch);
  Hash body_of(Order const& order) const;
  std::optional<Refusal> permitted(Order const& order, Order::Item const& item, Instant now) const;
  Result<Facts> decide_one(Order const& order, Order::Item const& item, std::size_t index, Instant now,
                           Batch const& batch);
  void stage(Facts facts, Order const& order, Instant happened, Instant now, Batch& batch);
  void roll_back(Batch& batch, std::size_t keep);
  Kept& stream(std::string const& name, Batch const& batch);
  void const* state(StateKind const& kind, std::string const& name, Batch const& batch);
  void forget_streams();
  void commit(Batch& batch);
  void show(std::vector<Recorded> const& events);
  void make_snapshot(std::size_t view);
  void save_on();
  void store_snapshots(std::vector<StoredSnapshot> const& made);
  void take_snapshot(StoredSnapshot made);
  void sign_the_end();
  void store_views();
  void drop_surplus();

  Store& store_;
  Catalogue const& catalogue_;
  Pack const& pack_;
  Options options_;
  Board board_;
  History history_;
  Figures figures_;

  mutable std::mutex queue_mutex_;
  std::condition_variable queue_changed_;
  std::deque<Waiting> queue_;
  std::vector<StoredSnapshot> snapshots_;  // made by the saver and the historian, stored by the writer
  bool stopping_ = false;

  // Of the writing thread only.
  Sequence last_ = 0;
  Instant last_recorded_;
  Hash digest_{};
  Sequence checkpointed_ = 0;
  std::unordered_map<std::string, Kept> kept_;
  std::uint64_t batch_number_ = 0;
  JsonParser parser_;
  std::vector<SnapshotPlace> surplus_;  // stored, and not worth their room (journal/snapshot_plan.h)

  std::mutex follow_mutex_;
  std::condition_variable follow_changed_;
  std::deque<std::vector<Recorded>> followed_;
  std::size_t followed_events_ = 0;
  bool follow_stopping_ = false;
  Sequence snapshot_at_ = 0;
  std::size_t snapshot_next_ = 0;  // of the views, the next to be saved; behind the last: none is
  Sequence snapshot_rows_ = 0;  // of the last snapshots: as many events must pass before the next are worth their cost

  struct Saving {
    ViewKind const* kind = nullptr;
    std::unique_ptr<View> view;
    Sequence sequence = 0;
    Instant at;
  };
  std::mutex save_mutex_;
  std::condition_variable save_changed_;
  std::optional<Saving> saving_;
  bool save_stopping_ = false;
  std::atomic<bool> saver_free_{true};  // one copy at a time; the follower waits for it under follow_mutex_

  std::thread writer_, follower_, saver_;
  std::optional<Historian> historian_;
  std::atomic<bool> ticking_{false};
};

}  // namespace landport
